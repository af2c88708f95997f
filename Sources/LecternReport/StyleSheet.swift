import CAssets
import LecternPlot

/// The style of pages, that of the text and that of the figures, and their scripts.
enum StyleSheet {
  static let report = compactStyle(text(lectern_report_css()))

  /// The script of all pages: theme, copying, folding, the current section.
  static let script = compactScript(text(lectern_report_js()))

  /// Style and script of a page with this content: what only figures need is left out without any.
  static func page(for content: String) -> (style: String, script: String) {
    var (style, script) = (report, script)
    if content.contains("lectern-plot") { style += FigureStyle.css + "\n" }
    if content.contains(" data-x=\"") {
      style += readout.style
      script += readout.script
    }
    return (style, script)
  }

  /// Style and script of the search page.
  static let search = (
    style: report + compactStyle(text(lectern_search_css())),
    script: script + compactScript(text(lectern_search_js()))
  )

  /// What shows the values of curves at the pointer.
  private static let readout = (
    style: compactStyle(text(lectern_readout_css())),
    script: compactScript(text(lectern_readout_js()))
  )

  private static func text(_ asset: lectern_asset) -> String {
    String(decoding: UnsafeBufferPointer(start: asset.bytes, count: asset.size), as: UTF8.self)
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
