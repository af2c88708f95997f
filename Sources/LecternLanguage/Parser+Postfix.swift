import LecternText

extension Parser {
  /// Parses a primary and the calls, indices and parts that touch it; in an atom, a bracket after a
  /// space starts the next value of a command.
  mutating func parsePostfix(isAtom: Bool) throws(SyntaxFailure) -> Node {
    var base = try parsePrimary()
    while true {
      switch current.kind {
      case .symbol(.openParenthesis):
        if isAtom, current.isSpaced { return base }
        base = try parseCall(base)
      case .symbol(.openBracket):
        if current.isSpaced {
          if isAtom || isElementBreak { return base }
          let space = base.range.upperBound..<currentRange.lowerBound
          note(
            .indexSpace(text(base.range)), at: currentRange, edits: [(space, "")])
        }
        base = try parseIndex(base)
      case .symbol(.dot):
        if current.isSpaced || peek().isSpaced || peek().name == nil {
          let found = peek().kind == .end ? nil : text(peek().range)
          throw failure(.expectedName("`.`", found), at: currentRange)
        }
        advance()
        base = try parsePart(base)
      default:
        return base
      }
    }
  }

  /// `[1 2]`-style lists: a literal before the bracket cannot be indexed, so a comma is missing.
  private var isElementBreak: Bool {
    switch previous.kind {
    case .number, .size, .string: true
    default: false
    }
  }

  private mutating func parseCall(_ base: Node) throws(SyntaxFailure) -> Node {
    guard case .name(let word) = base.expression.kind, previous.name != nil else {
      if current.isSpaced { throw unexpected() }
      return try parseImplicitProduct(base)
    }
    if current.isSpaced {
      let space = base.range.upperBound..<currentRange.lowerBound
      note(.callSpace(word), at: currentRange, edits: [(space, "")])
    }
    let (arguments, height) = try parseArguments()
    return try node(
      .call(Name(word, span: base.expression.span), arguments.map(\.argument)),
      range(from: base.range.lowerBound), over: height)
  }

  /// Explains `2(x + 1)` and reads it as a product.
  private mutating func parseImplicitProduct(_ base: Node) throws(SyntaxFailure) -> Node {
    let place = currentRange
    let factor = try parsePrimary()
    note(
      .implicitProduct("\(text(base.range)) * \(text(factor.range))"), at: place,
      edits: [(place.lowerBound..<place.lowerBound, " * ")])
    return try node(
      .binary(.multiply, base.expression, factor.expression),
      base.range.lowerBound..<factor.range.upperBound, over: max(base.height, factor.height))
  }

  struct ParsedArgument {
    var argument: Argument
    var node: Node
  }

  /// Parses `(a, axis=0)`; the opening parenthesis is the current token.
  mutating func parseArguments() throws(SyntaxFailure) -> ([ParsedArgument], height: Int) {
    advance()
    var arguments: [ParsedArgument] = []
    var height = 0
    if current.is(.openParenthesis), let end = tupleEnd {
      let inside = text(currentRange.upperBound..<tokens[end].range.lowerBound)
      let function = position > 1 ? text(peek(-2).range) : "f"
      note(
        .argumentTuple("\(function)(\(inside))"), at: currentRange,
        edits: [(currentRange, ""), (tokens[end].range, "")])
      tokens.remove(at: end)
      tokens.remove(at: position)
    }
    while !current.is(.closeParenthesis) {
      if current.is(.colon), !peek().is(.colon) {
        let name = position > 1 ? text(peek(-2).range) : "a"
        let rest = tokens[position...].firstIndex { $0.is(.closeParenthesis) } ?? position
        let items = text(peek(-1).range.upperBound..<tokens[rest].range.lowerBound)
        throw failure(.callIndex("\(name)[\(items)], counted from 0"), at: currentRange)
      }
      var label: Name?
      if let word = current.name, peek().is(.assign) {
        label = Name(word, span: span(currentRange))
        advance()
        advance()
      }
      let value = try parseExpression()
      height = max(height, value.height)
      arguments.append(
        ParsedArgument(argument: Argument(label: label, value: value.expression), node: value))
      if skip(.comma) {
        if current.is(.closeParenthesis) {
          note(.trailingComma(","), at: previous.range, replacement: "")
        }
      } else if !current.is(.closeParenthesis) {
        if current.is("for") { throw failure(.comprehension, at: currentRange) }
        if current.startsOperand {
          throw failure(.argumentComma(text(currentRange)), at: currentRange)
        }
        throw failure(
          .expectedClosing(")", isAtEnd ? nil : text(currentRange)), at: currentRange)
      }
    }
    advance()
    return (arguments, height)
  }

  /// Where the parenthesis ends that is the current token, if it is the only value of a call and
  /// holds several: `zeros((3, 1))`.
  private var tupleEnd: Int? {
    var level = 0
    var hasComma = false
    for index in position..<tokens.count {
      let token = tokens[index]
      if token.is(.openParenthesis) || token.is(.openBracket) { level += 1 }
      if token.is(.closeParenthesis) || token.is(.closeBracket) { level -= 1 }
      if token.is(.comma), level == 1 { hasComma = true }
      guard level == 0 else { continue }
      return hasComma && index + 1 < tokens.count && tokens[index + 1].is(.closeParenthesis)
        ? index : nil
    }
    return nil
  }

  // MARK: Parts

  /// Parses the name after a `.`, which was taken.
  private mutating func parsePart(_ base: Node) throws(SyntaxFailure) -> Node {
    let token = advance()
    guard let word = token.name else { throw unexpected() }
    if current.is(.openParenthesis), !current.isSpaced {
      return try parseMethod(base, word)
    }
    let range = base.range.lowerBound..<token.range.upperBound
    if isModule(base.expression), !current.is(.dot) {
      let meant = ForeignNames.meaning(of: word, among: ["π", "true", "false"]) ?? word
      note(.methodCall(text(range), meant), at: range, replacement: meant)
      return try node(.name(meant), range, over: 0)
    }
    if word == "T" { return try node(.transpose(base.expression), range, over: base.height) }
    return try node(
      .member(base.expression, Name(word, span: span(token.range))), range, over: base.height)
  }

  /// A function as a method or as part of a module: `a.dot(b)`, `np.exp(x)`.
  private struct MethodCall {
    let word: String
    let nameSpan: SourceSpan
    let isModule: Bool
    /// The values, that before the point among them.
    let operands: [ParsedArgument]
    let range: Range<Int>
    let height: Int
  }

  /// Explains `np.exp(x)` and `a.dot(b)` and reads them as `exp(x)` and `a @ b`.
  private mutating func parseMethod(_ base: Node, _ word: String) throws(SyntaxFailure) -> Node {
    let nameSpan = span(previous.range)
    let (arguments, height) = try parseArguments()
    let isModule = isModule(base.expression)
    let own = ParsedArgument(argument: Argument(label: nil, value: base.expression), node: base)
    let call = MethodCall(
      word: word, nameSpan: nameSpan, isModule: isModule,
      operands: isModule ? arguments : [own] + arguments,
      range: range(from: base.range.lowerBound), height: max(base.height, height))
    if let form = try parseForm(of: call) { return form }
    return try parseFunction(of: call)
  }

  /// What is no function here: a transpose, a product, a list, a statement, a formula.
  private mutating func parseForm(of call: MethodCall) throws(SyntaxFailure) -> Node? {
    let written = text(call.range)
    switch (call.word, call.operands.first) {
    case ("T", let base?) where !call.isModule && call.operands.count == 1:
      return try explained(
        call, as: operandText(base.node) + ".T", .transpose(base.argument.value))
    case ("array", let list?) where call.isModule && call.operands.count == 1:
      guard case .matrix = list.node.expression.kind else { return nil }
      return try explained(call, as: text(list.node.range), list.node.expression.kind)
    case ("dot", _) where call.operands.count == 2, ("matmul", _) where call.operands.count == 2:
      let product = call.operands.map { operandText($0.node) }.joined(separator: " @ ")
      let values = call.operands.map(\.argument.value)
      return try explained(
        call, as: needsParentheses(from: call.range.lowerBound) ? "(\(product))" : product,
        .binary(.matrixProduct, values[0], values[1]))
    case ("seed", let number) where call.isModule:
      let value = number.map { text($0.node.range) } ?? "1"
      throw failure(.methodStatement(written, "seed \(value), a line of its own"), at: call.range)
    default:
      guard call.isModule, FunctionTable.entry(named: call.word) == nil,
        let spelling = ForeignNames.spelling(of: call.word)
      else { return nil }
      let values = call.operands.map { text($0.node.range) }
      note(.methodCall(written, ForeignNames.fill(spelling, with: values)), at: call.range)
      return try node(.invalid, call.range, over: call.height)
    }
  }

  /// Reports a method with what it is certain to mean, and reads it so.
  private mutating func explained(
    _ call: MethodCall, as meaning: String, _ kind: Expression.Kind
  ) throws(SyntaxFailure) -> Node {
    note(.methodCall(text(call.range), meaning), at: call.range, replacement: meaning)
    return try node(kind, call.range, over: call.height)
  }

  /// A function of this language, perhaps under another name.
  private mutating func parseFunction(of call: MethodCall) throws(SyntaxFailure) -> Node {
    let names = FunctionTable.functions.map(\.name)
    let name = ForeignNames.meaning(of: call.word, among: names) ?? call.word
    // np.vstack([a, b]) has a list, stack(a, b) two values.
    if name != call.word, case .matrix? = call.operands.first?.node.expression.kind {
      note(.methodCall(text(call.range), "\(name)(a, b)"), at: call.range)
      return try node(.invalid, call.range, over: call.height)
    }
    let values = call.operands.map { operand in
      (operand.argument.label.map { "\($0.text)=" } ?? "") + text(operand.node.range)
    }
    let written = "\(name)(\(values.joined(separator: ", ")))"
    note(
      .methodCall(text(call.range), written), at: call.range,
      replacement: names.contains(name) ? written : nil)
    return try node(
      .call(Name(call.word, span: call.nameSpan), call.operands.map(\.argument)), call.range,
      over: call.height)
  }

  /// Whether a product that starts at a place and ends before the current token would be torn apart
  /// by what stands around it.
  private func needsParentheses(from start: Int) -> Bool {
    func binds(_ token: Token) -> Bool {
      switch token.symbol {
      case .multiply?, .divide?, .matrixProduct?, .power?: true
      default: false
      }
    }
    let before = tokens[..<position].last { $0.range.upperBound <= start }
    let touches = current.is(.dot) || (current.is(.openBracket) && !current.isSpaced)
    return touches || binds(current) || before.map(binds) == true
  }

  private func operandText(_ node: Node) -> String {
    switch node.expression.kind {
    case .binary, .unary, .range:
      let written = text(node.range)
      return written.hasPrefix("(") && written.hasSuffix(")") ? written : "(\(written))"
    default: return text(node.range)
    }
  }

  private func isModule(_ expression: Expression) -> Bool {
    var root = expression
    while case .member(let inner, _) = root.kind { root = inner }
    guard case .name(let word) = root.kind else { return false }
    return SyntaxWords.modules.contains(word)
  }

  // MARK: Indices

  private mutating func parseIndex(_ base: Node) throws(SyntaxFailure) -> Node {
    let (items, height) = try parseIndexItems(of: text(base.range))
    return try node(
      .index(base.expression, items), range(from: base.range.lowerBound),
      over: max(base.height, height))
  }

  /// Parses `[i, :]`; the opening bracket is the current token.
  mutating func parseIndexItems(
    of base: String
  ) throws(SyntaxFailure) -> ([IndexItem], height: Int) {
    advance()
    var items: [IndexItem] = []
    var height = 0
    while true {
      let (item, itemHeight) = try parseIndexItem(of: base)
      items.append(item)
      height = max(height, itemHeight)
      if skip(.comma) { continue }
      guard current.is(.closeBracket) else {
        throw failure(
          .expectedClosing("]", isAtEnd ? nil : text(currentRange)), at: currentRange)
      }
      advance()
      return (items, height)
    }
  }

  private mutating func parseIndexItem(
    of base: String
  ) throws(SyntaxFailure) -> (IndexItem, Int) {
    let start = currentRange.lowerBound
    var lower: Node?
    if !current.is(.colon) {
      let node = try parseExpression()
      guard current.is(.colon) else { return (.expression(node.expression), node.height) }
      lower = node
    }
    let colon = advance()
    if lower == nil, current.is(.comma) || current.is(.closeBracket) {
      return (.all(span(colon.range)), 0)
    }
    return try parseSlice(of: base, from: start, lower: lower)
  }

  /// Explains Python's `a[0:5]`, whose end is left out, and reads it as the range it means.
  private mutating func parseSlice(
    of base: String, from start: Int, lower: Node?
  ) throws(SyntaxFailure) -> (IndexItem, Int) {
    var upper: Node?
    if !current.is(.comma), !current.is(.closeBracket) { upper = try parseExpression() }
    let range = range(from: start)
    if current.is(.colon) { throw failure(.sliceStep, at: range) }
    let from = lower.map { text($0.range) } ?? "0"
    let low = lower?.fromEnd.map { "n - \(NumberText.short($0))" }
    let high = upper?.fromEnd.map { "n - \(NumberText.short($0 + 1))" }
    if low != nil || high != nil {
      let end = high ?? upper.map { text($0.range) + " - 1" } ?? "n - 1"
      throw failure(.sliceOpen(base, low ?? from, end), at: range)
    }
    guard let upper else {
      throw failure(.sliceOpen(base, from, "n - 1"), at: range)
    }
    let last: Expression
    let written: String
    if case .number(let value, _) = upper.expression.kind, let end = Int(exactly: value), end >= 0 {
      guard end > 0, (lower?.literal ?? 0) < Double(end) else {
        throw failure(.sliceEmpty(base, from), at: range)
      }
      written = "\(from)..\(end - 1)"
      last = Expression(
        .number(Double(end - 1), spelling: "\(end - 1)"), span: upper.expression.span)
    } else {
      written = "\(from)..\(text(upper.range)) - 1"
      let one = Expression(.number(1, spelling: "1"), span: upper.expression.span)
      last = try node(
        .binary(.subtract, upper.expression, one), upper.range, over: upper.height
      ).expression
    }
    note(.slice("\(base)[\(written)]"), at: range, replacement: written)
    let first =
      lower?.expression ?? Expression(.number(0, spelling: "0"), span: span(start..<start))
    let height = max(lower?.height ?? 0, upper.height + 1)
    let slice = try node(.range(first, last), range, over: height)
    return (.expression(slice.expression), slice.height)
  }
}

extension Node {
  /// The number of a literal.
  fileprivate var literal: Double? {
    if case .number(let number, _) = expression.kind { number } else { nil }
  }

  /// The number of a literal with a minus sign, which counts from the end in Python.
  fileprivate var fromEnd: Double? {
    guard case .unary(.minus, let operand) = expression.kind,
      case .number(let number, _) = operand.kind
    else { return nil }
    return number
  }
}
