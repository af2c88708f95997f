import LecternText

extension Parser {
  /// Parses `verb values… key=value… as NAME`, the verb being the current token.
  ///
  /// What cannot be read becomes a hole among the values or in its option, so that the command
  /// itself, its other options and its result stay known.
  mutating func parseCommand(_ verb: Name) -> Statement.Kind {
    advance()
    let follower = peek().name.flatMap { peek(2).is(.assign) || peek(2).is("in") ? nil : $0 }
    let shape = VerbShape.of(verb.text, current.name, next: follower) ?? .atoms
    var values: [Expression] = []
    var options: [Command.Option] = []
    var result: Name?
    // Where an expression is due, `x = 3` is a mistaken comparison, not an option.
    if shape != .atoms, !isAtEnd, !current.is("as") {
      parseExpressionValues(shape, &values)
    }
    while !isAtEnd {
      do throws(SyntaxFailure) {
        if current.is("as") {
          try parseResult(&result)
        } else if startsOption() {
          parseOption(&options)
        } else if current.is(.comma) {
          try parseStrayComma(&values, isOption: !options.isEmpty)
        } else {
          try parseValue(shape, &values, &options)
        }
      } catch {
        values.append(hole(currentRange))
        skipToOption()
      }
    }
    return .command(Command(verb: verb, values: values, options: options, result: result))
  }

  /// Whether a `key=`, `key in` or, by mistake, `key:` stands here.
  private func startsOption() -> Bool {
    guard let word = current.name, !SyntaxWords.operators.contains(word) else { return false }
    let next = peek()
    return next.is(.assign) || next.is("in") || next.is(.colon)
  }

  private mutating func skipToOption() {
    var level = 0
    while !isAtEnd {
      if level <= 0, startsOption() || current.is("as") { return }
      if current.is(.openParenthesis) || current.is(.openBracket) { level += 1 }
      if current.is(.closeParenthesis) || current.is(.closeBracket) { level -= 1 }
      advance()
    }
  }

  // MARK: Values

  private mutating func parseExpressionValues(_ shape: VerbShape, _ values: inout [Expression]) {
    do throws(SyntaxFailure) {
      var goesOn: Bool
      repeat {
        values.append(try parseExpression().expression)
        goesOn = shape == .expressionList && (skip(.comma) || explainMissingComma())
      } while goesOn
    } catch {
      values.append(hole(restRange))
      skipToOption()
    }
  }

  /// Explains `show "x is" x`; false where nothing of the kind stands.
  private mutating func explainMissingComma() -> Bool {
    guard !isAtEnd, current.startsOperand, previous.isString || current.isString, !startsOption(),
      !current.is("as"), !current.is("if")
    else { return false }
    let place = previous.range.upperBound
    let line = text(tokens[0].range.lowerBound..<place) + ", " + text(restRange)
    note(.valuesComma(line), at: currentRange, edits: [(place..<place, ",")])
    return true
  }

  private mutating func parseValue(
    _ shape: VerbShape, _ values: inout [Expression], _ options: inout [Command.Option]
  ) throws(SyntaxFailure) {
    if shape == .condition, current.isString {
      values.append(try parsePrimary().expression)
      return
    }
    if shape != .atoms, options.isEmpty { throw unexpected() }
    let start = position
    guard let value = try parseAtom(&options) else { return }
    if !options.isEmpty {
      note(.valueAfterOption(text(value.range)), at: value.range)
    }
    if position == start { throw unexpected() }
    values.append(value.expression)
  }

  /// Parses one value; nil when it turned out to be an option.
  private mutating func parseAtom(
    _ options: inout [Command.Option]
  ) throws(SyntaxFailure) -> Node? {
    let start = position
    if startsNegativeNumber {
      let sign = advance()
      let number = try parsePrimary()
      let value = try node(
        .unary(.minus, number.expression), sign.range.lowerBound..<number.range.upperBound,
        over: number.height)
      return current.operation == nil || startsNegativeNumber ? value : try parseWhole(from: start)
    }
    if current.is(.subtract) || current.is("not") { return try parseWhole(from: start) }
    if let word = current.name, peek().is(.equal) {
      note(.optionEquals(word), at: peek().range, replacement: "=")
      parseOption(&options)
      return nil
    }
    if let word = current.name, peek().is(.subtract), !peek().isSpaced, peek(2).name != nil,
      !peek(2).isSpaced
    {
      // `cross-entropy`: a word with a dash is no difference here.
      let range = currentRange.lowerBound..<peek(2).range.upperBound
      let whole = "\(word)-\(text(peek(2).range))"
      for _ in 0..<3 { advance() }
      return try node(.name(whole), range, over: 0)
    }
    let value = try parsePostfix(isAtom: true)
    if current.is(.assign) { throw unexpected() }
    guard current.operation != nil || current.is(.range), !startsNegativeNumber else {
      return value
    }
    return try parseWhole(from: start)
  }

  private var startsNegativeNumber: Bool {
    current.is(.subtract) && current.isSpaced && peek().isNumber && !peek().isSpaced
  }

  /// Explains a value with operators, which needs parentheses, and reads it.
  private mutating func parseWhole(from start: Int) throws(SyntaxFailure) -> Node {
    position = start
    let value = try parseExpression()
    let written = text(value.range)
    note(.valueParentheses(written), at: value.range, replacement: "(\(written))")
    return value
  }

  private mutating func parseStrayComma(
    _ values: inout [Expression], isOption: Bool
  ) throws(SyntaxFailure) {
    if !isOption, let last = values.last, let number = lastNumber(last) {
      do throws(SyntaxFailure) {
        if let repaired = try repairDecimalComma(number) {
          values[values.count - 1] = repaired.expression
          return
        }
      } catch {
        values[values.count - 1] = hole(number.range)
        return
      }
    }
    guard position < tokens.count - 2 else {
      throw failure(.commandComma, at: currentRange, replacement: "")
    }
    note(.commandComma, at: currentRange, replacement: currentIsTight ? " " : "")
    advance()
  }

  private var currentIsTight: Bool { !peek().isSpaced }

  private func lastNumber(_ value: Expression) -> Node? {
    guard case .number = value.kind, previous.isNumber else { return nil }
    return Node(expression: value, range: previous.range, height: 1)
  }

  // MARK: Options and result

  private mutating func parseOption(_ options: inout [Command.Option]) {
    let keyToken = advance()
    let key = Name(keyToken.name ?? "", span: span(keyToken.range))
    let sign = advance()
    if sign.is(.colon) {
      note(.optionColon(key.text), at: sign.range, replacement: "=")
    }
    let value: Expression
    let start = currentRange.lowerBound
    do throws(SyntaxFailure) {
      let parsed = try parseExpression()
      value = try repairDecimalComma(parsed)?.expression ?? parsed.expression
    } catch {
      let at = position
      skipToOption()
      value = hole(position > at ? range(from: start) : start..<start)
    }
    let range = keyToken.range.lowerBound..<max(previous.range.upperBound, sign.range.upperBound)
    options.append(
      Command.Option(
        key: key, setting: sign.is("in") ? .varied(value) : .fixed(value), span: span(range)))
  }

  private mutating func parseResult(_ result: inout Name?) throws(SyntaxFailure) {
    advance()
    if current.isString {
      let word = text(currentRange).filter { $0 != "\"" }
      throw failure(.resultQuoted(text(currentRange), word), at: currentRange, replacement: word)
    }
    result = try newName("`as`")
    guard !isAtEnd else { return }
    if current.is(.subtract), !current.isSpaced, let name = result {
      let written = text(restRange.lowerBound..<restRange.upperBound)
      let whole = (name.text + written).map { $0.isLetter || $0.isNumber ? $0 : "_" }
      note(.nameDash(nil, "as \(String(whole))"), at: currentRange)
      position = tokens.count - 1
      return
    }
    note(.afterAs(text(currentRange)), at: currentRange)
  }
}
