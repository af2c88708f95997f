import CAssets
import LecternPlot

/// The style of all pages, that of the text and that of the figures, and their scripts.
enum StyleSheet {
  static let report = compactStyle(
    text(lectern_report_css(), lectern_report_css_size()))

  static let page = report + FigureStyle.css + "\n"

  /// The script of all pages: theme, copying, folding, the current section, reading off figures.
  static let script = compactScript(text(lectern_report_js(), lectern_report_js_size()))

  /// What the search page needs besides.
  static let searchScript = compactScript(text(lectern_search_js(), lectern_search_js_size()))

  private static func text(_ bytes: UnsafePointer<UInt8>, _ count: Int) -> String {
    String(decoding: UnsafeBufferPointer(start: bytes, count: count), as: UTF8.self)
  }

  private static func compactScript(_ text: String) -> String {
    lines(of: text).map { $0 + "\n" }.joined()
  }

  /// Without the white space that only people want; strings stay as they are.
  private static func compactStyle(_ text: String) -> String {
    var result: [UInt8] = []
    var isInString = false
    for byte in lines(of: text).joined(separator: " ").utf8 {
      if byte == UInt8(ascii: "\"") { isInString.toggle() }
      if !isInString {
        if byte == UInt8(ascii: " "), let last = result.last, tight.contains(last) { continue }
        if byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}") {
          while let last = result.last, last == UInt8(ascii: " ") || last == UInt8(ascii: ";") {
            result.removeLast()
          }
        }
      }
      result.append(byte)
    }
    return String(decoding: result, as: UTF8.self) + "\n"
  }

  /// Behind these, a space means nothing.
  private static let tight = Set(" {};,:".utf8)

  /// Without indentation and comments, which stand on lines of their own.
  private static func lines(of text: String) -> [Substring] {
    text.split(separator: "\n").map { $0.drop { $0 == " " } }
      .filter { !$0.isEmpty && !$0.hasPrefix("//") && !$0.hasPrefix("/*") }
  }
}
