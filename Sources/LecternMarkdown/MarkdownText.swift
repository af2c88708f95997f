/// Writes parts of Markdown so that any reader of CommonMark or GitHub's dialect takes them as meant.
package enum MarkdownText {
  /// Words that are to be read as they are, wherever they stand in a line or in a table.
  ///
  /// Line ends become spaces and control characters marks of a missing character.
  package static func escaped(_ text: some StringProtocol) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n", "\r", "\t": result.append(" ")
      case _ where scalar.value < 0x20 || scalar.value == 0x7F: result.append("\u{FFFD}")
      case "<": result.append(contentsOf: "&lt;".unicodeScalars)
      case "&": result.append(contentsOf: "&amp;".unicodeScalars)
      case "\\", "`", "*", "_", "[", "]", ">", "~", "|", "$":
        result.append("\\")
        result.append(scalar)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// The same at the start of a paragraph, where a heading or a list could begin.
  package static func escapedStart(_ text: String) -> String {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    if let mark = text.dropFirst(digits.count).first, !digits.isEmpty, ".)".contains(mark) {
      return digits + "\\" + text.dropFirst(digits.count)
    }
    guard let first = text.first, "#+-=:".contains(first) else { return text }
    return "\\" + text
  }

  /// A code span of one line.
  package static func codeSpan(_ text: String, inTable: Bool = false) -> String {
    var line = text.split(whereSeparator: \.isNewline).joined(separator: " ")
    if inTable { line = line.replacing("|", with: "\\|") }
    guard line.contains(where: { !$0.isWhitespace }) else { return "" }
    let fence = String(repeating: "`", count: longestRun(of: line) + 1)
    let space = line.hasPrefix("`") || line.hasSuffix("`") ? " " : ""
    return fence + space + line + space + fence
  }

  /// A code block whose fence is longer than any run of backticks in it.
  package static func fenced(_ text: String, _ info: String) -> String {
    let fence = String(repeating: "`", count: max(3, longestRun(of: text) + 1))
    return "\(fence)\(info)\n\(text)\(text.hasSuffix("\n") || text.isEmpty ? "" : "\n")\(fence)"
  }

  private static func longestRun(of text: String) -> Int {
    var longest = 0
    var run = 0
    for byte in text.utf8 {
      run = byte == UInt8(ascii: "`") ? run + 1 : 0
      longest = max(longest, run)
    }
    return longest
  }
}
