import CAssets
import LecternPlot

/// The style of all pages, that of the text and that of the figures, and their script.
enum StyleSheet {
  static let report: String = {
    let bytes = UnsafeBufferPointer(
      start: lectern_report_css(), count: lectern_report_css_size())
    return String(decoding: bytes, as: UTF8.self)
  }()

  static let page = report + FigureStyle.css + "\n"

  /// The script of all pages: theme, copying, folding, the current section.
  static let script: String = {
    let bytes = UnsafeBufferPointer(start: lectern_report_js(), count: lectern_report_js_size())
    return String(decoding: bytes, as: UTF8.self)
  }()
}
