import LecternText

extension Parser {
  /// Parses a line that opens no block.
  mutating func parseStatement() -> Statement.Kind {
    guard let word = current.name else {
      note(.statementStart(lineText, isExpression: isSoleExpression()), at: currentRange)
      return .invalid
    }
    if SyntaxWords.isReserved(word), peek().is(.assign) {
      note(.reservedWord(word), at: currentRange)
      return .invalid
    }
    switch word {
    case "let": return parseBinding()
    case "def": return parseDefinition()
    case "return": return parseReturn()
    case "stop": return parseStop()
    case "record": return parseRecord()
    case "and", "or", "in", "as", "not":
      note(.statementStart(lineText, isExpression: isSoleExpression()), at: currentRange)
      return .invalid
    default: return parseUpdateOrCommand(word)
    }
  }

  var lineText: String { text(lineRange(from: tokens[0].range.lowerBound)) }

  func hole(_ range: Range<Int>) -> Expression { Expression(.invalid, span: span(range)) }

  /// Whether the whole line is one expression.
  mutating func isSoleExpression() -> Bool {
    let count = report.diagnostics.count
    let start = position
    let wasSilent = isSilent
    defer {
      report.rewind(to: count)
      position = start
      isSilent = wasSilent
    }
    position = 0
    isSilent = true
    do throws(SyntaxFailure) {
      _ = try parseExpression()
      return isAtEnd
    } catch {
      return false
    }
  }

  /// Parses the expression that ends a line; a hole when it cannot be read.
  mutating func lastExpression() -> Expression {
    do throws(SyntaxFailure) {
      let node = try parseExpression()
      if current.is(.comma) { return try decimalComma(node).expression }
      try expectLineEnd()
      return node.expression
    } catch {
      return hole(restRange)
    }
  }

  /// Explains `0,01` and reads it as `0.01`.
  private mutating func decimalComma(_ number: Node) throws(SyntaxFailure) -> Node {
    guard let repaired = try repairDecimalComma(number) else {
      if peek().name != nil && peek(2).is(.assign) || tokens[0].is("let") && tokens[2].is(.comma) {
        throw failure(.bindingComma, at: currentRange)
      }
      throw unexpected()
    }
    try expectLineEnd()
    return repaired
  }

  /// Reads the comma behind a number as a decimal point when digits touch it on both sides.
  mutating func repairDecimalComma(_ number: Node) throws(SyntaxFailure) -> Node? {
    guard case .number(_, let whole) = number.expression.kind, current.is(.comma),
      !current.isSpaced, !peek().isSpaced, case .number(_, let fraction) = peek().kind,
      whole.allSatisfy(\.isNumber), let value = Double("\(whole).\(plain(fraction))")
    else { return nil }
    let isPercent = fraction.hasSuffix("%")
    advance()
    advance()
    let range = range(from: number.range.lowerBound)
    let written = "\(whole).\(fraction)"
    // 1,000 may be a thousand; 1,2,3 is a list.
    if fraction.count == 3, whole != "0" || current.is(.comma) {
      throw failure(.digitGroups("\(whole)\(fraction)", written), at: range)
    }
    if current.is(.comma), !current.isSpaced {
      throw failure(
        .listComma("[\(text(number.range.lowerBound..<restRange.upperBound))]"), at: range)
    }
    note(.decimalComma(written), at: range, replacement: written)
    return try node(
      .number(isPercent ? value / 100 : value, spelling: written), range, over: 0)
  }

  private func plain(_ spelling: String) -> String {
    spelling.filter { $0 != "%" && $0 != "_" }
  }

  // MARK: Bindings

  /// The rest of `let my-name = 3` with a name that is one.
  private var dashedLine: String {
    let line = text(tokens[1].range.lowerBound..<(tokens.last?.range.upperBound ?? 0))
    guard let sign = line.firstIndex(of: "=") else { return "my_name = …" }
    let name = line[..<sign].split(whereSeparator: \.isWhitespace).joined()
      .map { $0.isLetter || $0.isNumber ? $0 : "_" }
    return String(name) + " " + line[sign...]
  }

  private mutating func parseBinding() -> Statement.Kind {
    advance()
    var names: [Name] = []
    do throws(SyntaxFailure) {
      repeat { names.append(try newName("`let`")) } while skip(.comma)
      if current.is(.openParenthesis), !current.isSpaced, names.count == 1 {
        throw failure(
          .definitionWithout(definitionText), at: lineRange(from: tokens[0].range.lowerBound))
      }
      if current.is(.openBracket), !current.isSpaced, let name = names.first {
        return try updateAfterLet(name)
      }
      if current.is(.equal) {
        note(.equalsOnce, at: currentRange, replacement: "=")
        advance()
      } else if !skip(.assign) {
        throw failure(
          current.is(.subtract) && !current.isSpaced && names.count == 1
            ? .nameDash(names[0].text, "let \(dashedLine)")
            : names.count == 1 && !current.isSpaced && !isAtEnd && text(currentRange).hasPrefix(".")
              ? .nameDot(
                names[0].text,
                "let \(names[0].text)\(text(restRange).replacing(".", with: "_", maxReplacements: 1))"
              )
              : .letEquals(
                names.map(\.text).joined(separator: ", "), isAtEnd ? nil : text(currentRange),
                isAtEnd ? "…" : text(restRange)),
          at: currentRange)
      }
      return .binding(names: names, value: lastExpression())
    } catch {
      // The rest of a name with a dash is no other name.
      if current.is(.subtract), peek().is(.assign) == false, let word = peek().name,
        names.count == 1
      {
        names.append(Name(word, span: span(peek().range)))
      }
      return names.isEmpty ? .invalid : .binding(names: names, value: hole(restRange))
    }
  }

  /// `def f(x) = …` as the author of `let f(x) = …` or `f(x) = …` means it.
  private var definitionText: String {
    var start = 0
    if tokens[0].is("let") { start = 1 }
    return "def " + text(tokens[start].range.lowerBound..<(tokens.last?.range.upperBound ?? 0))
  }

  private mutating func updateAfterLet(_ name: Name) throws(SyntaxFailure) -> Statement.Kind {
    let word = tokens[0].range
    note(
      .letIndex(name.text), at: word,
      edits: [(word.lowerBound..<tokens[1].range.lowerBound, "")])
    let (items, _) = try parseIndexItems(of: name.text)
    guard skip(.assign) else { throw unexpected() }
    return .update(name: name, index: items, value: lastExpression())
  }

  // MARK: Definitions

  private mutating func parseDefinition() -> Statement.Kind {
    advance()
    var name: Name?
    do throws(SyntaxFailure) {
      let function = try newName("`def`")
      name = function
      let parameters = try parseParameters(of: function.text)
      guard skip(.assign) else { throw unexpected() }
      return .definition(
        name: function, parameters: parameters, body: .expression(lastExpression()))
    } catch {
      guard let name else { return .invalid }
      return .binding(names: [name], value: hole(restRange))
    }
  }

  // MARK: Inside blocks

  private mutating func parseReturn() -> Statement.Kind {
    advance()
    var values: [Expression] = []
    do throws(SyntaxFailure) {
      repeat { values.append(try parseExpression().expression) } while skip(.comma)
      try expectLineEnd()
      return .return(values)
    } catch {
      return .return(values + [hole(restRange)])
    }
  }

  private mutating func parseStop() -> Statement.Kind {
    let stop = advance()
    guard current.is("if") else {
      note(.stopIf, at: isAtEnd ? stop.range : currentRange)
      return .invalid
    }
    advance()
    return .stopIf(lastExpression())
  }

  private mutating func parseRecord() -> Statement.Kind {
    advance()
    do throws(SyntaxFailure) {
      let name = try newName("`record`")
      if skip(.assign) { return .record(name: name, value: lastExpression()) }
      if !isAtEnd, previous.name != nil, current.operation != nil || current.is(.openParenthesis) {
        let expression = text(tokens[1].range.lowerBound..<restRange.upperBound)
        throw failure(.recordName(expression), at: currentRange)
      }
      try expectLineEnd()
      return .record(name: name, value: nil)
    } catch {
      return .invalid
    }
  }

  // MARK: Updates

  private mutating func parseUpdateOrCommand(_ word: String) -> Statement.Kind {
    let token = current
    let name = Name(word, span: span(token.range))
    let next = peek()
    if next.is(.assign) {
      advance()
      advance()
      return .update(name: name, index: nil, value: lastExpression())
    }
    if case .compound(let symbol) = next.kind {
      advance()
      return parseCompound(name, nil, target: word, symbol)
    }
    if next.is(.openBracket), !next.isSpaced, hasAssignment {
      return parseIndexedUpdate(name)
    }
    return explainHabit(word) ?? parseCommand(name)
  }

  /// Whether a `=` or its kin stands outside the brackets of the line.
  var hasAssignment: Bool {
    tokens.outerIndices.contains { index in
      if case .compound = tokens[index].kind { true } else { tokens[index].is(.assign) }
    }
  }

  private mutating func parseIndexedUpdate(_ name: Name) -> Statement.Kind {
    advance()
    do throws(SyntaxFailure) {
      let (items, _) = try parseIndexItems(of: name.text)
      if case .compound(let symbol) = current.kind {
        let target = text(range(from: tokens[0].range.lowerBound))
        return parseCompound(name, items, target: target, symbol)
      }
      guard skip(.assign) else { throw unexpected() }
      return .update(name: name, index: items, value: lastExpression())
    } catch {
      return .update(name: name, index: nil, value: hole(restRange))
    }
  }

  /// Explains `x += 1` and reads it as `x = x + 1`.
  private mutating func parseCompound(
    _ name: Name, _ index: [IndexItem]?, target: String, _ symbol: Symbol
  ) -> Statement.Kind {
    let sign = advance()
    let start = currentRange.lowerBound
    let value = lastExpression()
    guard let operation = symbol.operation, value.kind != .invalid else {
      return .update(name: name, index: index, value: value)
    }
    let right = text(start..<(tokens.last?.range.upperBound ?? start))
    let needsParentheses = if case .binary = value.kind { symbol != .add } else { false }
    let written =
      "\(target) = \(target) \(symbol.rawValue) \(needsParentheses ? "(\(right))" : right)"
    note(
      .compoundAssignment(text(sign.range), written), at: sign.range,
      edits: [(lineRange(from: tokens[0].range.lowerBound), written)])
    let variable = Expression(.name(name.text), span: name.span)
    let old = index.map { Expression(.index(variable, $0), span: name.span) } ?? variable
    return .update(
      name: name, index: index,
      value: Expression(.binary(operation, old, value), span: value.span))
  }
}
