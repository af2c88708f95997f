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

  /// Explains `np.exp(x)` and `a.dot(b)` and reads them as `exp(x)` and `a @ b`.
  private mutating func parseMethod(_ base: Node, _ word: String) throws(SyntaxFailure) -> Node {
    let nameToken = previous
    let (arguments, argumentsHeight) = try parseArguments()
    let whole = range(from: base.range.lowerBound)
    let height = max(base.height, argumentsHeight)
    let isModule = isModule(base.expression)
    var operands = arguments
    if !isModule {
      operands.insert(
        ParsedArgument(argument: Argument(label: nil, value: base.expression), node: base), at: 0)
    }
    if word == "T", !isModule, arguments.isEmpty {
      let written = operandText(base) + ".T"
      note(.methodCall(text(whole), written), at: whole, replacement: written)
      return try node(.transpose(base.expression), whole, over: height)
    }
    if isModule, word == "array", operands.count == 1,
      case .matrix = operands[0].node.expression.kind
    {
      let written = text(operands[0].node.range)
      note(.methodCall(text(whole), written), at: whole, replacement: written)
      return try node(operands[0].node.expression.kind, whole, over: height)
    }
    if isModule, FunctionTable.entry(named: word) == nil,
      let spelling = ForeignNames.spelling(of: word), word != "dot", word != "matmul"
    {
      note(
        .methodCall(
          text(whole), ForeignNames.fill(spelling, with: operands.map { text($0.node.range) })),
        at: whole)
      return try node(.invalid, whole, over: height)
    }
    if word == "dot" || word == "matmul", operands.count == 2 {
      let product = operands.map { operandText($0.node) }.joined(separator: " @ ")
      let written = needsParentheses(from: base.range.lowerBound) ? "(\(product))" : product
      note(.methodCall(text(whole), written), at: whole, replacement: written)
      return try node(
        .binary(.matrixProduct, operands[0].argument.value, operands[1].argument.value), whole,
        over: height)
    }
    if isModule, word == "seed" || word == "random_state" {
      let number = operands.first.map { text($0.node.range) } ?? "1"
      throw failure(.methodStatement(text(whole), "seed \(number), a line of its own"), at: whole)
    }
    let meant = ForeignNames.meaning(of: word, among: FunctionTable.functions.map(\.name)) ?? word
    // np.vstack([a, b]) has a list, stack(a, b) two values.
    let isListed =
      if case .matrix = operands.first?.node.expression.kind, meant != word { true } else { false }
    let written = operands.map { operand in
      (operand.argument.label.map { "\($0.text)=" } ?? "") + text(operand.node.range)
    }.joined(separator: ", ")
    let isKnown = FunctionTable.entry(named: meant) != nil && !isListed
    note(
      .methodCall(
        text(whole), isListed ? "\(meant)(a, b)" : "\(meant)(\(written))"), at: whole,
      replacement: isKnown ? "\(meant)(\(written))" : nil)
    if isListed { return try node(.invalid, whole, over: height) }
    return try node(
      .call(Name(word, span: span(nameToken.range)), operands.map(\.argument)), whole,
      over: height)
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
