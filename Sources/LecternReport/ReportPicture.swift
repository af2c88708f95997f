package import LecternNotebook

/// A notebook beside its page, as one SVG picture: what a visitor sees before installing anything.
///
/// The page is the same HTML as in the report, so the picture cannot show what the program does not
/// make. An image that is embedded by reference may load nothing, and needs nothing.
package enum ReportPicture {
  /// CSS pixels of the whole picture.
  private static let width = 1042
  private static let height = 1100

  /// The picture; raw HTML is always escaped, because it need not be well-formed XML.
  package static func render(
    _ notebook: Notebook, _ result: NotebookResult, math: TypesetMath = .none
  ) -> String {
    var writer = PageWriter(notebook, result, math: math, options: ReportOptions())
    let title = writer.outline.title
    let body = writer.blocks(writer.outline.body)
    return Templates.picture.render(
      PictureView(
        width: width, height: height, paneHeight: height - 40, pageScale: "0.52",
        pageWidth: 760, pageHeight: (height - 40) * 100 / 52, title: title,
        fileName: fileName(of: notebook), css: StyleSheet.page(for: body).style + math.css,
        source: source(of: notebook), body: xml(body)))
  }

  /// Formulas as XML has them: quotation marks around every class, and the namespace of MathML.
  private static func xml(_ html: String) -> String {
    html.replacing(/\ class=([a-z][a-z0-9]*)>/) { " class=\"\($0.output.1)\">" }
      .replacing("<math", with: "<math xmlns=\"http://www.w3.org/1998/Math/MathML\"")
  }

  /// The Markdown as written; the code of its cells in colour.
  private static func source(of notebook: Notebook) -> String {
    let text = notebook.source.text
    var html = ""
    var end = 0
    for piece in notebook.pieces {
      guard case .cell = piece.kind, piece.span.start >= end else { continue }
      let fence = notebook.source.utf8[piece.span.start..<piece.span.end]
      // The code starts after the line of the opening fence and ends before the closing one.
      guard let first = fence.firstIndex(of: UInt8(ascii: "\n")),
        let last = fence.lastIndex(of: UInt8(ascii: "\n")), first < last
      else { continue }
      html += plain(notebook.source.utf8[end...first])
      html += CodeHighlighting.html(
        String(decoding: notebook.source.utf8[(first + 1)..<last], as: UTF8.self))
      end = last
    }
    return html + plain(notebook.source.utf8[min(end, text.utf8.count)...])
  }

  private static func plain(_ bytes: ArraySlice<UInt8>) -> String {
    escaped(String(decoding: bytes, as: UTF8.self))
  }

  private static func fileName(of notebook: Notebook) -> String {
    notebook.source.name.split(separator: "/").last.map(String.init) ?? notebook.source.name
  }
}
