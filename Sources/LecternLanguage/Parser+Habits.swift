import LecternText

/// Lines as other languages write them, explained with what to write here.
extension Parser {
  /// Explains a line that no command starts like; nil when the line is a command.
  mutating func explainHabit(_ word: String) -> Statement.Kind? {
    let token = current
    let next = peek()
    let line = lineRange(from: token.range.lowerBound)
    if let kind = explainWord(word, next) { return kind }
    let isVerb = VerbShape.of(word) != nil
    switch next.kind {
    case .symbol(.openParenthesis) where !next.isSpaced:
      return explainCall(word, isVerb: isVerb)
    case .symbol(.dot) where !next.isSpaced:
      if hasAssignment {
        note(.partAssignment(lineText), at: line)
      } else if isMethodCall {
        explainMethod(word, at: line)
      } else {
        note(.expressionStatement(lineText), at: line, replacement: "show \(lineText)")
      }
      return .invalid
    case .symbol(.comma):
      if hasAssignment {
        note(.namesWithoutLet("let \(lineText)"), at: line, replacement: "let \(lineText)")
        let names = tokens.prefix { !$0.is(.assign) }.compactMap { token in
          token.name.map { Name($0, span: span(token.range)) }
        }
        return .binding(names: names, value: hole(line))
      }
      return explainExpression(isVerb: isVerb)
    case .symbol(.equal):
      note(.comparisonStatement(lineText, text(restAfterSign), word), at: next.range)
      return .invalid
    case .symbol(.openBracket) where !next.isSpaced && !isVerb:
      return explainExpression(isVerb: isVerb)
    case .symbol(.colon) where !isVerb:
      note(.unexpected(":", word), at: next.range)
      return .invalid
    case .symbol(.add) where !next.isSpaced && peek(2).is(.add) && peek(3).kind == .end && !isVerb,
      .symbol(.subtract)
    where !next.isSpaced && peek(2).is(.subtract) && peek(3).kind == .end && !isVerb:
      let sign = text(next.range)
      let written = "\(word) = \(word) \(sign) 1"
      note(
        .compoundAssignment(sign + sign, written),
        at: next.range.lowerBound..<peek(2).range.upperBound,
        edits: [(line, written)])
      let variable = Expression(.name(word), span: span(token.range))
      return .update(name: Name(word, span: span(token.range)), index: nil, value: variable)
    case .symbol(.less) where peek(2).is(.subtract) && !peek(2).isSpaced && !isVerb:
      note(
        .operatorHabit("<-", "="), at: next.range.lowerBound..<peek(2).range.upperBound,
        replacement: "=")
      return .update(name: Name(word, span: span(token.range)), index: nil, value: hole(line))
    default:
      guard next.operation != nil || next.is(.range) else { return nil }
      if let shape = VerbShape.of(word), shape != .atoms { return nil }
      let isValue = next.is(.subtract) && next.isSpaced && !peek(2).isSpaced
      return isValue ? nil : explainExpression(isVerb: isVerb)
    }
  }

  /// Whether the line is `a.b(…)` or `a.b.c(…)` and nothing else.
  private var isMethodCall: Bool {
    guard let open = tokens.firstIndex(where: { $0.is(.openParenthesis) }), open > 2 else {
      return false
    }
    return tokens[..<open].enumerated().allSatisfy { index, token in
      index.isMultiple(of: 2) ? token.name != nil : token.is(.dot)
    }
  }

  /// Explains `costs.append(w^2)`, `np.random.seed(1)`, `net.add(…)`.
  private mutating func explainMethod(_ word: String, at line: Range<Int>) {
    let open = tokens.firstIndex { $0.is(.openParenthesis) } ?? 0
    let method = open > 0 ? tokens[open - 1].name : nil
    guard let last = tokens.dropLast().last, last.is(.closeParenthesis), open > 0 else {
      note(.methodStatement(lineText, nil), at: line)
      return
    }
    let content = text(tokens[open].range.upperBound..<last.range.lowerBound)
    switch method {
    case "append":
      note(.methodStatement(lineText, "record \(word) = \(content)"), at: line)
    case "seed", "manual_seed", "set_seed":
      note(.methodStatement(lineText, "seed \(content)"), at: line, replacement: "seed \(content)")
    default:
      let verb = ForeignNames.meaning(of: method ?? "", among: Verb.allCases.map(\.rawValue))
      note(.methodStatement(lineText, verb.map { "\($0) …" }), at: line)
    }
  }

  private var restAfterSign: Range<Int> {
    peek(2).range.lowerBound..<(tokens.last?.range.upperBound ?? peek(2).range.upperBound)
  }

  private mutating func explainExpression(isVerb: Bool) -> Statement.Kind? {
    guard !isVerb || isSoleExpression() else { return nil }
    let line = lineRange(from: tokens[0].range.lowerBound)
    if explainComparison() { return .invalid }
    if isSoleExpression() {
      note(.expressionStatement(lineText), at: line, replacement: "show \(lineText)")
      return .invalid
    }
    position += 1
    _ = unexpected()
    return .invalid
  }

  /// Explains `a[0] == 1`, which compares and drops the answer.
  private mutating func explainComparison() -> Bool {
    let sign = tokens.outerIndices.first { index in
      tokens[index].is(.equal) && index > 0 && index + 1 < tokens.count - 1
    }
    guard let sign else { return false }
    let left = text(tokens[0].range.lowerBound..<tokens[sign - 1].range.upperBound)
    let right = text(tokens[sign + 1].range.lowerBound..<(tokens.last?.range.upperBound ?? 0))
    note(.comparisonStatement(lineText, right, left), at: tokens[sign].range)
    return true
  }

  private mutating func explainCall(_ word: String, isVerb: Bool) -> Statement.Kind? {
    let line = lineRange(from: tokens[0].range.lowerBound)
    if hasAssignment, tokens.count > 2, tokens[2].isNumber {
      let index = tokens.dropFirst(2).prefix { !$0.is(.closeParenthesis) }
      let items = text(tokens[2].range.lowerBound..<(index.last?.range.upperBound ?? 0))
      note(.callIndex("\(word)[\(items)] = …, counted from 0"), at: peek().range)
      return .invalid
    }
    if hasAssignment {
      note(.definitionWithout("def \(lineText)"), at: line, replacement: "def \(lineText)")
      return .binding(names: [Name(word, span: span(tokens[0].range))], value: hole(line))
    }
    if isVerb, word != "show", word != "expect", callContent != nil {
      let words = (callContent ?? "").split(separator: ",").map { part in
        part.filter { $0 != "\"" }.split(separator: " ").joined()
      }
      let level = tokens.dropFirst(2).dropLast(2).contains {
        $0.is(.openParenthesis) || $0.is(.openBracket)
      }
      let written = ([word] + words).joined(separator: " ")
      note(
        .verbSpace(written), at: peek().range, edits: level ? [] : [(line, written)])
      return .invalid
    }
    if isVerb {
      let place = peek().range.lowerBound
      note(
        .verbSpace("\(word) … without the parentheses"), at: peek().range,
        edits: [(place..<place, " ")])
      return nil
    }
    if word == "print" || word == "disp" || word == "printf" {
      let content = callContent ?? "…"
      note(
        .printCall(word, content), at: tokens[0].range,
        edits: tokens.contains { $0.is(.assign) }
          ? [] : callContent.map { [(line, "show \($0)")] } ?? [])
      return .invalid
    }
    if explainComparison() { return .invalid }
    note(
      .expressionStatement(lineText), at: line,
      replacement: isSoleExpression() ? "show \(lineText)" : nil)
    return .invalid
  }

  /// What stands between the parentheses of a line that is one call.
  private var callContent: String? {
    guard tokens.count > 4, tokens[tokens.count - 2].is(.closeParenthesis) else { return nil }
    var level = 0
    for token in tokens[1..<(tokens.count - 2)] {
      if token.is(.openParenthesis) { level += 1 }
      if token.is(.closeParenthesis) { level -= 1 }
      // `f(1) + (2)` is more than one call.
      if level == 0 { return nil }
    }
    return text(tokens[1].range.upperBound..<tokens[tokens.count - 2].range.lowerBound)
  }

  /// Explains `function y = f(x)`, whose block is that of `def`.
  private mutating func explainFunction(_ next: Token, at range: Range<Int>) {
    var name = next
    if peek(2).is(.assign), peek(3).name != nil {
      name = peek(3)
      let call = text(
        name.range.lowerBound..<(tokens.last?.range.upperBound ?? name.range.upperBound))
      note(.functionWord("def \(call), and return \(text(next.range)) at its end"), at: range)
    } else {
      note(.functionWord("def f(x) = x^2"), at: range, replacement: "def")
    }
    frames.append(
      BlockFrame(
        header: .broken(name.name.map { Name($0, span: span(name.range)) }), indentation: 0,
        keyword: "function", opening: lineRange(from: range.lowerBound), sharesEnd: false))
  }

  /// Explains first words that other languages reserve.
  private mutating func explainWord(_ word: String, _ next: Token) -> Statement.Kind? {
    let range = current.range
    let takesWord =
      next.startsOperand && next.isSpaced || next.kind == .end
      || word == "while" && next.is(.openParenthesis)
    guard takesWord else { return nil }
    switch word {
    case "import", "from":
      note(.importLine, at: lineRange(from: range.lowerBound))
    case "while":
      note(.whileLoop, at: range)
      frames.append(
        BlockFrame(
          header: .broken(nil), indentation: 0, keyword: word,
          opening: lineRange(from: range.lowerBound), sharesEnd: false))
      return .invalid
    case "function" where next.name != nil:
      explainFunction(next, at: range)
      return .invalid
    case "var", "const":
      guard next.name != nil else { return nil }
      note(.variableWord(word), at: range, replacement: "let")
      let name = next.name.map { Name($0, span: span(next.range)) }
      guard let name else { return .invalid }
      return .binding(names: [name], value: hole(range))
    case "break":
      note(.breakWord, at: range)
    case "print":
      let rest = text(next.range.lowerBound..<(tokens.last?.range.upperBound ?? 0))
      note(.printCall(word, rest), at: range, replacement: "show")
    default:
      return nil
    }
    return .invalid
  }
}
