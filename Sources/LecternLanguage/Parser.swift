package import LecternText

/// Reads cells and inline values; what it cannot read is reported and left out.
package enum SyntaxParser {
  /// Parses the statements of a cell.
  ///
  /// - Returns: Every statement that could be read, broken ones as `.invalid`, and the mistakes
  ///   in the order of their places.
  package static func parseCell(
    _ fragment: SourceFragment
  ) -> (cell: SyntaxCell, diagnostics: [Diagnostic]) {
    let lexed = Lexer.tokens(of: fragment)
    var report = lexed.report
    let lines = ParserLines.group(lexed.tokens, report: &report)
    var parser = Parser(report: report)
    let statements = parser.parseStatements(lines)
    let blanks = lexed.tokens.filter(\.isBlank).map { fragment.sourceSpan($0.range) }
    return (SyntaxCell(statements: statements, blanks: blanks), parser.report.ordered())
  }

  /// Parses the one expression of an inline value, or of a value given on the command line.
  package static func parseInlineValue(
    _ fragment: SourceFragment
  ) -> (expression: Expression, diagnostics: [Diagnostic]) {
    var (tokens, report) = Lexer.tokens(of: fragment)
    tokens.removeAll { $0.kind == .newline }
    let lines = ParserLines.group(tokens, report: &report)
    var parser = Parser(report: report)
    return (parser.parseSoleExpression(lines), parser.report.ordered())
  }
}

/// A mistake is reported and the statement, or the part of it at hand, is given up.
struct SyntaxFailure: Error {}

/// A recursive-descent parser with one logical line of tokens at a time.
struct Parser {
  var report: SyntaxReport
  var tokens: [Token] = []
  var position = 0
  /// The line has a mistake that is reported already.
  var isSilent = false
  /// How many expressions are open around the present one.
  var depth = 0
  var frames: [BlockFrame] = []

  /// The most levels an expression may have, chains of operators included, and a cell's blocks.
  static let depthLimit = 256

  init(report: SyntaxReport) {
    self.report = report
  }

  // MARK: Tokens

  var current: Token { tokens[position] }

  func peek(_ count: Int = 1) -> Token {
    tokens[max(0, min(position + count, tokens.count - 1))]
  }

  var isAtEnd: Bool { position >= tokens.count - 1 }

  @discardableResult
  mutating func advance() -> Token {
    let token = tokens[position]
    if position < tokens.count - 1 { position += 1 }
    return token
  }

  mutating func skip(_ symbol: Symbol) -> Bool {
    guard current.is(symbol) else { return false }
    advance()
    return true
  }

  /// The token before the current one.
  var previous: Token { tokens[max(0, position - 1)] }

  // MARK: Places

  func span(_ range: Range<Int>) -> SourceSpan { report.source.sourceSpan(range) }

  func text(_ range: Range<Int>) -> String {
    String(decoding: report.source.utf8[range], as: UTF8.self)
  }

  /// The range of the current token; at the end of a line, of the place behind its last one.
  var currentRange: Range<Int> { current.range }

  /// From the start of a token to the end of the one before the current.
  func range(from start: Int) -> Range<Int> {
    start..<max(start, previous.range.upperBound)
  }

  /// The rest of the line, from the current token.
  var restRange: Range<Int> {
    currentRange.lowerBound..<(tokens.last?.range.upperBound ?? currentRange.upperBound)
  }

  // MARK: Mistakes

  /// Reports a mistake that does not keep the parser from going on.
  mutating func note(
    _ mistake: SyntaxMistake, at range: Range<Int>, replacement: String? = nil,
    edits: [(range: Range<Int>, text: String)] = [], notes: [Diagnostic.Note] = []
  ) {
    guard !isSilent else { return }
    report.add(mistake, at: range, replacement: replacement, edits: edits, notes: notes)
  }

  /// Reports a mistake and returns what to throw.
  mutating func failure(
    _ mistake: SyntaxMistake, at range: Range<Int>, replacement: String? = nil
  ) -> SyntaxFailure {
    note(mistake, at: range, replacement: replacement)
    return SyntaxFailure()
  }

  /// Takes a name that the author gives to something.
  mutating func newName(_ what: String) throws(SyntaxFailure) -> Name {
    guard let word = current.name, word != Name.unwanted || what == "`let`" else {
      throw failure(.expectedName(what, isAtEnd ? nil : text(currentRange)), at: currentRange)
    }
    guard !SyntaxWords.isReserved(word) else {
      throw failure(.reservedWord(word), at: currentRange)
    }
    let token = advance()
    return Name(word, span: span(token.range))
  }

  /// Reports what is left of a line after a complete statement.
  mutating func expectLineEnd() throws(SyntaxFailure) {
    guard !isAtEnd else { return }
    throw unexpected()
  }

  /// The mistake of something that does not belong where it stands.
  mutating func unexpected() -> SyntaxFailure {
    if isAtEnd {
      return failure(.expectedExpression(text(previous.range), nil), at: currentRange)
    }
    if current.is("if") {
      return failure(.conditionalExpression(choice), at: currentRange)
    }
    if current.is(.colon), previous.isNumber, peek().isNumber {
      let range = previous.range.lowerBound..<peek().range.upperBound
      return failure(.slice("[\(text(previous.range))..\(text(peek().range))]"), at: range)
    }
    return failure(.unexpected(text(currentRange), text(previous.range)), at: currentRange)
  }

  /// `a if c else b`, of which `if` is the current token, as it is written here.
  private var choice: String? {
    guard let other = tokens[position...].firstIndex(where: { $0.is("else") }),
      other > position + 1,
      other + 1 < tokens.count - 1
    else { return nil }
    let start = tokens[..<position].lastIndex { $0.is(.assign) }.map { $0 + 1 } ?? 1
    guard start < position else { return nil }
    func words(_ range: Range<Int>) -> String {
      text(
        tokens[range.lowerBound].range.lowerBound..<tokens[range.upperBound - 1].range.upperBound)
    }
    return
      "where(\(words(position + 1..<other)), \(words(start..<position)), "
      + "\(words(other + 1..<tokens.count - 1)))"
  }

  // MARK: One expression

  mutating func parseSoleExpression(_ lines: [LogicalLine]) -> Expression {
    let whole = 0..<report.source.utf8.count
    guard let line = lines.first else {
      report.add(.inlineEmpty, at: whole)
      return Expression(.invalid, span: span(whole))
    }
    tokens = line.tokens
    isSilent = line.isBroken || !report.diagnostics.isEmpty && line.tokens.contains { $0.isBroken }
    do throws(SyntaxFailure) {
      let node = try parseExpression()
      if lines.count > 1 { throw failure(.unexpected(";", text(previous.range)), at: currentRange) }
      try expectLineEnd()
      return line.isBroken ? Expression(.invalid, span: span(whole)) : node.expression
    } catch {
      return Expression(.invalid, span: span(whole))
    }
  }
}
