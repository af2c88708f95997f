package import LecternText

/// Cells in their one canonical spelling.
///
/// Spaces around operators and behind commas, two spaces of indentation a block, `key=value` without
/// spaces, comments and line breaks where the author has put them, no blank lines at the ends and no
/// two in a row. The words stay the same, so a cell that is formatted means what it meant.
package struct CellFormatter {
  private let bytes: [UInt8]
  /// The logical lines with their comments, in order.
  private var lines: [String] = []
  private var depth = 0

  /// The lines of a cell, or nil when it has mistakes in its grammar.
  package static func format(_ fragment: SourceFragment) -> [String]? {
    guard SyntaxParser.parseCell(fragment).diagnostics.isEmpty else { return nil }
    var (tokens, report) = Lexer.tokens(of: fragment)
    let logical = ParserLines.group(tokens, report: &report)
    var formatter = CellFormatter(bytes: fragment.utf8)
    formatter.run(logical)
    return formatter.lines
  }

  private init(bytes: [UInt8]) {
    self.bytes = bytes
  }

  private mutating func run(_ logical: [LogicalLine]) {
    var end = 0
    for line in logical {
      guard let first = line.tokens.first, let last = line.tokens.dropLast().last else { continue }
      addGap(end..<first.range.lowerBound)
      let word = first.name
      if word == "end" || word == "else" { depth = max(0, depth - 1) }
      add(LineLayout(line.tokens.dropLast(), bytes).text, indentation: depth)
      if line.tokens.opensBlock { depth += 1 }
      end = last.range.upperBound
    }
    addGap(end..<bytes.count)
    while lines.first?.isEmpty == true { lines.removeFirst() }
    while lines.last?.isEmpty == true { lines.removeLast() }
  }

  /// What stands between two statements: the first one's comment, lines with comments, blank lines.
  private mutating func addGap(_ range: Range<Int>) {
    let text = String(decoding: bytes[range], as: UTF8.self)
    let rows = text.split(separator: "\n", omittingEmptySubsequences: false)
    for (index, row) in rows.enumerated() {
      let words = row.trimmed
      if index == 0 {
        // Behind a statement, or nothing before the first one.
        if words.isEmpty { continue }
        if range.lowerBound > 0, !lines.isEmpty {
          lines[lines.count - 1] += "  " + comment(words)
        } else {
          add(comment(words), indentation: depth)
        }
      } else if index < rows.count - 1 || !words.isEmpty {
        if words.isEmpty, lines.last?.isEmpty ?? true { continue }
        add(comment(words), indentation: words.isEmpty ? 0 : depth)
      }
    }
  }

  /// `#text` as `# text`; cell options, separators of signs and empty comments stay.
  private func comment(_ text: String) -> String {
    guard let next = text.dropFirst().first, next.isLetter || next.isNumber else { return text }
    return "# " + text.dropFirst()
  }

  private mutating func add(_ text: String, indentation: Int) {
    let margin = String(repeating: "  ", count: indentation)
    for (index, row) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      lines.append(row.isEmpty ? "" : margin + (index > 0 ? "    " : "") + row)
    }
  }
}

/// One statement with its spaces.
private struct LineLayout {
  private let tokens: [Token]
  private let bytes: [UInt8]
  private(set) var text = ""
  /// The brackets that are open, innermost last.
  private var open: [Symbol] = []
  /// The values of a command that come before its options are told apart by spaces alone.
  private var area: Area
  private let startsWithVerb: Bool

  private enum Area {
    case values
    case expressions
    case options
  }

  init(_ tokens: ArraySlice<Token>, _ bytes: [UInt8]) {
    self.tokens = Array(tokens)
    self.bytes = bytes
    let isUpdate = tokens.dropFirst().first?.is(.assign) ?? false
    let words = tokens.prefix(3).map(\.name)
    let isOption = tokens.count > 3 && tokens[tokens.startIndex + 3].is(.assign)
    let shape =
      isUpdate
      ? nil
      : words.first.flatMap(\.self).flatMap {
        VerbShape.of(
          $0, words.count > 1 ? words[1] : nil, next: words.count > 2 && !isOption ? words[2] : nil)
      }
    startsWithVerb = shape != nil
    area = shape == .atoms ? .values : .expressions
    for index in self.tokens.indices {
      if startsWithVerb, index > 0, open.isEmpty, startsOption(index) {
        area = self.tokens[index + 1].is("in") ? .expressions : .options
      }
      if index > 0 { text += gap(before: index) }
      let token = self.tokens[index]
      text += String(decoding: bytes[token.range], as: UTF8.self)
      switch token.symbol {
      case .openParenthesis?, .openBracket?: if let symbol = token.symbol { open.append(symbol) }
      case .closeParenthesis?, .closeBracket?: _ = open.popLast()
      default: break
      }
    }
  }

  /// Whether a `key=`, a `key in` or an `as` stands here.
  private func startsOption(_ index: Int) -> Bool {
    guard tokens[index].name != nil, index + 1 < tokens.count else { return false }
    return tokens[index].is("as") || tokens[index + 1].is(.assign) || tokens[index + 1].is("in")
  }

  /// What goes between a token and the one before it.
  private func gap(before index: Int) -> String {
    let (last, next) = (tokens[index - 1], tokens[index])
    // A break of the author's stays; a comment before it, too.
    let between = String(
      decoding: bytes[last.range.upperBound..<next.range.lowerBound], as: UTF8.self)
    if between.contains("\n") {
      let comment = between.prefix { $0 != "\n" }.trimmed
      let more = between.split(separator: "\n", omittingEmptySubsequences: false).dropFirst()
        .map(\.trimmed).filter { !$0.isEmpty }
      return (comment.isEmpty ? "" : "  " + comment) + "\n" + more.map { $0 + "\n" }.joined()
    }
    return isSpaced(last, next, index) ? " " : ""
  }

  private func isSpaced(_ last: Token, _ next: Token, _ index: Int) -> Bool {
    switch last.symbol {
    case .openParenthesis?, .openBracket?, .dot?, .colon?, .range?, .power?: return false
    case .subtract? where isSign(index - 1): return false
    default: break
    }
    switch next.symbol {
    case .comma?, .semicolon?, .closeParenthesis?, .closeBracket?, .dot?, .range?, .power?:
      return false
    case .colon?: return last.is(.comma)
    case .openParenthesis?, .openBracket?: if endsOperand(index - 1) { return next.isSpaced }
    default: break
    }
    if last.is(.assign) || next.is(.assign) { return open.isEmpty && area != .options }
    guard open.isEmpty, !last.is(.comma) else { return true }
    switch area {
    case .values: return next.isSpaced
    case .expressions: return true
    // `lr=0.2/(1 + epoch)`: what belongs to an option holds together.
    case .options:
      return !(last.symbol?.isArithmetic ?? false) && !(next.symbol?.isArithmetic ?? false)
    }
  }

  private func endsOperand(_ index: Int) -> Bool {
    (index > 0 || !startsWithVerb) && tokens[index].endsOperand
  }

  /// Whether the minus at an index is a sign rather than a difference.
  private func isSign(_ index: Int) -> Bool {
    if index == 0 || !endsOperand(index - 1) { return true }
    return open.isEmpty && area == .values && tokens[index].isSpaced && !tokens[index + 1].isSpaced
  }
}

extension Token {
  /// Whether a value may end with it.
  fileprivate var endsOperand: Bool {
    switch kind {
    case .number, .size, .string: true
    case .name(let word):
      !SyntaxWords.operators.contains(word) && !SyntaxWords.keywords.contains(word)
    case .symbol(let symbol): symbol == .closeParenthesis || symbol == .closeBracket
    default: false
    }
  }
}

extension Symbol {
  /// `+ - * / @`, which an option's value has without spaces.
  fileprivate var isArithmetic: Bool {
    switch self {
    case .add, .subtract, .multiply, .divide, .matrixProduct: true
    default: false
    }
  }
}

extension [Token] {
  /// Whether the lines that follow belong to a block of this one.
  fileprivate var opensBlock: Bool {
    guard let word = first?.name, count < 2 || !self[1].is(.assign) else { return false }
    switch word {
    case "repeat", "for", "if", "else": return true
    case "def":
      return !outerIndices.contains { self[$0].is(.assign) }
    default: return false
    }
  }
}

extension Substring {
  /// Without spaces at its ends.
  fileprivate var trimmed: String {
    var text = self
    while text.first?.isWhitespace == true { text.removeFirst() }
    while text.last?.isWhitespace == true { text.removeLast() }
    return String(text)
  }
}

extension String {
  fileprivate var trimmed: String { self[...].trimmed }
}
