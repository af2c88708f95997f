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
        note(.partAssignment, at: line)
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
    default:
      guard next.operation != nil || next.is(.range) else { return nil }
      if let shape = VerbShape.of(word), shape != .atoms { return nil }
      let isValue = next.is(.subtract) && next.isSpaced && !peek(2).isSpaced
      return isValue ? nil : explainExpression(isVerb: isVerb)
    }
  }

  private var restAfterSign: Range<Int> {
    peek(2).range.lowerBound..<(tokens.last?.range.upperBound ?? peek(2).range.upperBound)
  }

  private mutating func explainExpression(isVerb: Bool) -> Statement.Kind? {
    guard !isVerb || isSoleExpression() else { return nil }
    let line = lineRange(from: tokens[0].range.lowerBound)
    if isSoleExpression() {
      note(.expressionStatement(lineText), at: line, replacement: "show \(lineText)")
      return .invalid
    }
    position += 1
    _ = unexpected()
    return .invalid
  }

  private mutating func explainCall(_ word: String, isVerb: Bool) -> Statement.Kind? {
    let line = lineRange(from: tokens[0].range.lowerBound)
    if hasAssignment {
      note(.definitionWithout("def \(lineText)"), at: line, replacement: "def \(lineText)")
      return .binding(names: [Name(word, span: span(tokens[0].range))], value: hole(line))
    }
    if isVerb {
      let place = peek().range.lowerBound
      note(.verbSpace(word), at: peek().range, edits: [(place..<place, " ")])
      return nil
    }
    if word == "print" || word == "disp" || word == "printf" {
      let content = callContent ?? "…"
      note(
        .printCall(word, content), at: tokens[0].range,
        edits: callContent.map { [(line, "show \($0)")] } ?? [])
      return .invalid
    }
    note(
      .expressionStatement(lineText), at: line,
      replacement: isSoleExpression() ? "show \(lineText)" : nil)
    return .invalid
  }

  /// What stands between the parentheses of a line that is one call.
  private var callContent: String? {
    guard tokens.count > 4, tokens[tokens.count - 2].is(.closeParenthesis) else { return nil }
    return text(tokens[1].range.upperBound..<tokens[tokens.count - 2].range.lowerBound)
  }

  /// Explains first words that other languages reserve.
  private mutating func explainWord(_ word: String, _ next: Token) -> Statement.Kind? {
    let range = current.range
    let takesWord = next.startsOperand && next.isSpaced || next.kind == .end
    guard takesWord else { return nil }
    switch word {
    case "import", "from":
      note(.importLine, at: lineRange(from: range.lowerBound))
    case "while":
      note(.whileLoop, at: range)
      frames.append(
        BlockFrame(
          header: .broken(nil), keyword: word, opening: lineRange(from: range.lowerBound),
          sharesEnd: false))
      return .invalid
    case "function" where next.name != nil:
      note(.functionWord, at: range, replacement: "def")
      frames.append(
        BlockFrame(
          header: .broken(next.name.map { Name($0, span: span(next.range)) }), keyword: word,
          opening: lineRange(from: range.lowerBound),
          sharesEnd: false))
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
