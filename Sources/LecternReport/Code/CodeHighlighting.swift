import LecternLanguage

/// A cell's code with its words marked for the style sheet.
///
/// It goes by the look of the words, so that a cell with mistakes is coloured as far as it makes
/// sense; every character of the code stays in place.
struct CodeHighlighting {
  private enum Kind: String {
    /// The verb of a statement, or a word of the language's own: `let`, `end`.
    case keyword = "k"
    case key = "o"
    case number = "n"
    case string = "s"
    case comment = "c"
    case function = "f"
    /// A name that the line introduces: `as NAME`, `let NAME`.
    case name = "d"
  }

  private let scalars: [Unicode.Scalar]
  private var position = 0
  private var html = ""
  private var isLineStart = true
  private var previousWord = ""

  /// Returns the code as HTML, without its leading option lines.
  static func html(_ code: String) -> String {
    var highlighting = CodeHighlighting(scalars: Array(withoutOptionLines(code).unicodeScalars))
    return highlighting.run()
  }

  /// The same with each line in an element of its own, which the style sheet indents where it is
  /// broken: a line is a statement, and its second half must not look like another.
  static func lines(_ code: String) -> String {
    let plain = withoutOptionLines(code).split(separator: "\n", omittingEmptySubsequences: false)
    // No token goes over the end of a line.
    let marked = html(code).split(separator: "\n", omittingEmptySubsequences: false)
    return zip(plain, marked).map { text, html in
      let depth = min(text.prefix { $0 == " " }.count / 2, deepestLine)
      return "<span class=\"line\(depth > 0 ? " in-\(depth)" : "")\">\(html)</span>"
    }.joined(separator: "\n")
  }

  /// The style sheet has an indentation for so many levels.
  private static let deepestLine = 4

  private init(scalars: [Unicode.Scalar]) {
    self.scalars = scalars
  }

  static func withoutOptionLines(_ code: String) -> String {
    var lines = code.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.first, line.drop(while: { $0 == " " || $0 == "\t" }).hasPrefix("#|") {
      lines.removeFirst()
    }
    while let line = lines.first, line.trimmed.isEmpty { lines.removeFirst() }
    while let line = lines.last, line.trimmed.isEmpty { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  private mutating func run() -> String {
    while position < scalars.count {
      let scalar = scalars[position]
      switch scalar {
      case "\n":
        emit(nil, length: 1)
        isLineStart = true
        previousWord = ""
      case "#": emit(.comment, length: length { $0 != "\n" })
      case "\"": emit(.string, length: stringLength())
      case "0"..."9": emit(.number, length: numberLength())
      case _ where Self.startsName(scalar): word()
      default: emit(nil, length: 1)
      }
    }
    return html
  }

  private mutating func word() {
    let length = length { Self.startsName($0) || ("0"..."9").contains($0) }
    let text = String(String.UnicodeScalarView(scalars[position..<(position + length)]))
    let next = scalars[(position + length)...]
    let afterSpace = next.first { $0 != " " }
    let followers = next.drop { $0 == " " }.prefix(2).map { $0 }
    let assigns = followers.first == "=" && followers.dropFirst().first != "="
    let kind: Kind?
    if isLineStart, Verb(rawValue: text) != nil || Self.openers.contains(text) {
      kind = .keyword
    } else if Self.inner.contains(text) {
      kind = .keyword
    } else if ["let", "def", "as", "model"].contains(previousWord) {
      kind = .name
    } else if next.first == "=", assigns, !isLineStart {
      kind = .key
    } else if next.first == " ", afterSpace == "i", isVariedKey(next) {
      kind = .key
    } else if next.first == "(" {
      kind = .function
    } else {
      kind = nil
    }
    emit(kind, length: length)
    isLineStart = false
    previousWord = text
  }

  /// Whether ` in ` follows, outside of a `for`.
  private func isVariedKey(_ next: ArraySlice<Unicode.Scalar>) -> Bool {
    let words = next.drop { $0 == " " }.prefix(3).map { $0 }
    return words == ["i", "n", " "] && previousWord != "for"
  }

  private mutating func emit(_ kind: Kind?, length: Int) {
    let text = String(String.UnicodeScalarView(scalars[position..<(position + length)]))
    if let kind {
      html += "<span class=\"\(kind.rawValue)\">\(escaped(text))</span>"
    } else {
      html += escaped(text)
    }
    position += length
    if text != " ", text != "\t", text != "\n", kind == nil { isLineStart = false }
    if kind == .number || kind == .string { isLineStart = false }
  }

  private func length(while holds: (Unicode.Scalar) -> Bool) -> Int {
    scalars[position...].prefix(while: holds).count
  }

  private func stringLength() -> Int {
    var end = position + 1
    while end < scalars.count, scalars[end] != "\n" {
      if scalars[end] == "\"" { return end + 1 - position }
      end += scalars[end] == "\\" && end + 1 < scalars.count && scalars[end + 1] != "\n" ? 2 : 1
    }
    return end - position
  }

  /// `25`, `0.001`, `1e-7`, `5_000_000`, `80%`, `64x64x3`; the dots of `1..10` are no part of it.
  private func numberLength() -> Int {
    var end = position
    while end < scalars.count {
      let scalar = scalars[end]
      let next = end + 1 < scalars.count ? scalars[end + 1] : "\n"
      let isDigitNext = ("0"..."9").contains(next)
      if ("0"..."9").contains(scalar) || scalar == "_" {
        end += 1
      } else if (scalar == "." || scalar == "x") && isDigitNext {
        end += 1
      } else if scalar == "e", isDigitNext || next == "-" || next == "+" {
        end += 2
      } else {
        break
      }
    }
    end = min(end, scalars.count)
    return (end < scalars.count && scalars[end] == "%" ? end + 1 : end) - position
  }

  private static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic
  }

  private static let openers: Set<String> = [
    "let", "def", "repeat", "for", "if", "else", "end", "return", "stop", "record", "check",
    "search", "predict", "augment", "save", "load", "export",
  ]
  private static let inner: Set<String> = ["as", "in", "and", "or", "not", "if"]
}
