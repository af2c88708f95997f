import LecternText

/// The tokens of one statement, closed by an `end` token.
struct LogicalLine {
  var tokens: [Token]
  /// A mistake inside is reported already, so that the parser says nothing more about the line.
  var isBroken: Bool
}

/// Joins the lines of a cell that belong together and checks that brackets pair.
///
/// A line that plainly starts a statement ends an open bracket, so that a forgotten `)` spoils its
/// own line only.
struct ParserLines {
  private let tokens: [Token]
  private var report: SyntaxReport
  /// For an opening bracket: whether it is closed.
  private var isClosed: [Int: Bool] = [:]
  /// For a closing bracket: how many brackets end with it.
  private var closedCount: [Int: Int] = [:]
  private var brokenTokens: Set<Int> = []

  /// Returns the logical lines of a cell and adds the mistakes in its brackets to the report.
  static func group(_ tokens: [Token], report: inout SyntaxReport) -> [LogicalLine] {
    var lines = ParserLines(tokens: tokens, report: report)
    lines.pairBrackets()
    let result = lines.split()
    report = lines.report
    return result
  }

  private init(tokens: [Token], report: SyntaxReport) {
    self.tokens = tokens
    self.report = report
  }

  // MARK: Brackets

  private mutating func pairBrackets() {
    var open: [Int] = []
    var isUnterminated = false
    for (index, token) in tokens.enumerated() {
      switch token.kind {
      case .symbol(.openParenthesis), .symbol(.openBracket):
        open.append(index)
      case .symbol(let symbol) where symbol == .closeParenthesis || symbol == .closeBracket:
        close(index, symbol, &open)
      case .unterminated:
        isUnterminated = true
      case .newline:
        let innermost = open.last.flatMap { tokens[$0].symbol }
        if isUnterminated || startsStatement(index + 1, inside: innermost) {
          if !isUnterminated { reportUnclosed(open) }
          open = []
        }
        isUnterminated = false
      default:
        break
      }
    }
    if !isUnterminated { reportUnclosed(open) }
  }

  private mutating func close(_ index: Int, _ symbol: Symbol, _ open: inout [Int]) {
    guard let last = open.popLast() else {
      report.add(.bracketStray(symbol.rawValue), at: tokens[index].range)
      brokenTokens.insert(index)
      return
    }
    closedCount[index] = 1
    isClosed[last] = true
    guard let opening = tokens[last].symbol, let expected = opening.closing, expected != symbol
    else { return }
    brokenTokens.insert(index)
    if let outer = open.last, tokens[outer].symbol?.closing == symbol {
      reportUnclosed([last])
      open.removeLast()
      closedCount[index] = 2
      isClosed[last] = false
      isClosed[outer] = true
      return
    }
    report.add(
      .bracketMismatch(opening.rawValue, expected.rawValue, symbol.rawValue),
      at: tokens[index].range, replacement: expected.rawValue,
      notes: [
        Diagnostic.Note(
          "\(opening.rawValue) opens here", at: report.source.sourceSpan(tokens[last].range))
      ])
  }

  /// Reports the outermost of brackets that are never closed.
  private mutating func reportUnclosed(_ open: [Int]) {
    guard let first = open.first, let symbol = tokens[first].symbol, let closing = symbol.closing
    else { return }
    report.add(.bracketUnclosed(symbol.rawValue, closing.rawValue), at: tokens[first].range)
    brokenTokens.insert(first)
  }

  // MARK: Lines

  private mutating func split() -> [LogicalLine] {
    var lines: [LogicalLine] = []
    var current: [Token] = []
    var isBroken = false
    var open: [Int] = []
    var closableCount = 0
    var isUnterminated = false

    func finish(_ end: Int) {
      if !current.isEmpty {
        current.append(Token(kind: .end, range: end..<end, isSpaced: true))
        lines.append(LogicalLine(tokens: current, isBroken: isBroken))
      }
      current = []
      isBroken = false
      open = []
      closableCount = 0
      isUnterminated = false
    }

    for (index, token) in tokens.enumerated() {
      if brokenTokens.contains(index) || token.isBroken { isBroken = true }
      switch token.kind {
      case .unterminated:
        isUnterminated = true
      case .symbol(.openParenthesis), .symbol(.openBracket):
        open.append(index)
        if isClosed[index] == true { closableCount += 1 }
      case .symbol(.closeParenthesis), .symbol(.closeBracket):
        for _ in 0..<(closedCount[index] ?? 0) {
          if let last = open.popLast(), isClosed[last] == true { closableCount -= 1 }
        }
      case .symbol(.semicolon) where open.isEmpty:
        let isLast = index + 1 == tokens.count || tokens[index + 1].kind == .newline
        if !isBroken {
          report.add(
            isLast ? .semicolon : .semicolonBetween, at: token.range,
            replacement: isLast ? "" : nil)
        }
        finish(token.range.lowerBound)
        continue
      case .newline:
        let last = current.last
        if isUnterminated
          || startsStatement(index + 1, inside: open.last.flatMap { tokens[$0].symbol })
          || !(closableCount > 0 || goesOn(after: last, isOpen: !open.isEmpty, at: index + 1))
        {
          finish(last?.range.upperBound ?? token.range.lowerBound)
        }
        continue
      default:
        break
      }
      current.append(token)
    }
    finish(current.last?.range.upperBound ?? 0)
    return lines
  }

  /// Whether the line at an index continues one that ended with `last`.
  private func goesOn(after last: Token?, isOpen: Bool, at index: Int) -> Bool {
    guard let last else { return false }
    if last.joinsLines { return true }
    // A bracket that nobody closes takes along only what cannot be a statement.
    guard isOpen, index < tokens.count else { return false }
    return tokens[index].name == nil
  }

  /// Whether the physical line at an index begins a statement beyond doubt.
  private func startsStatement(_ index: Int, inside bracket: Symbol?) -> Bool {
    guard index < tokens.count, let word = tokens[index].name else { return false }
    guard index + 1 < tokens.count else { return SyntaxWords.keywords.contains(word) }
    let next = tokens[index + 1]
    if next.is(.assign) {
      // `axis=0` may stand on a line of its own in a call, after a comma.
      guard bracket == .openParenthesis, index > 1 else { return true }
      return !tokens[index - 2].is(.comma) && !tokens[index - 2].is(.openParenthesis)
    }
    if next.kind == .newline { return SyntaxWords.keywords.contains(word) }
    let isVerb = SyntaxWords.keywords.contains(word) || VerbShape.of(word) != nil
    guard isVerb else { return false }
    if next.is(.openParenthesis) || next.is(.openBracket) { return next.isSpaced }
    return next.startsOperand || next.is("in")
  }
}
