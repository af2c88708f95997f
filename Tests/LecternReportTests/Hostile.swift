import LecternMarkdown
import LecternNotebook
import LecternPlot
import LecternText

/// A notebook whose author wants the page to do something.
enum Hostile {
  static let script = "</style></svg></title><script>alert(1)</script>"
  static let attribute = "\" onmouseover=\"alert(1)\" x='"
  /// A quotation mark that is one character with an accent, and one that hides behind a letter.
  static let accented = "\"\u{301} onmouseover=alert(1) \u{0D4E}\" autofocus"

  static let notebook: NotebookDraft = {
    let evil = script + attribute + accented
    var draft = NotebookDraft(evil + ".md")
    draft.frontMatter.title = evil
    draft.frontMatter.subtitle = evil
    draft.frontMatter.authors = [evil]
    draft.frontMatter.date = evil
    draft.frontMatter.lang = evil
    draft.frontMatter.abstract = evil
    draft.inputs = [.init(name: evil, sha256: evil)]
    draft.diagnostics = [
      Diagnostic(evil, at: nil, evil, notes: [.init(evil)], help: evil + "\n" + evil)
    ]
    draft.heading(2, .text(evil))
    draft.heading(2, .text("content"), .html(script))
    draft.paragraph(
      .html(script), .link(destination: "javascript:alert(1)", title: evil, content: [.text("a")]),
      .link(destination: "https://x/\"><script>", title: evil, content: [.text(evil)]),
      .image(source: "https://tracker/pixel.png\"", title: evil, alt: [.text(evil)]),
      .image(source: "data:image/svg+xml,<svg onload=alert(1)>", title: "", alt: []),
      .image(source: "data:image/png;base64,AA\" onload=\"x", title: evil, alt: [.text(evil)]),
      .math(tex: evil, isDisplay: true, span: SourceSpan(0, 0)))
    draft.block(.html(script, span: SourceSpan(0, 0)))
    draft.block(
      .code(
        CodeBlock(
          info: evil, content: SourceFragment(lines: [(evil, 0)]), span: SourceSpan(90000, 90001),
          isFenced: true, isClosed: false)))
    var options = CellOptions()
    options.label = "results" + evil
    options.figureCaptions = [Caption(evil)]
    options.figureAlternative = evil
    options.tableCaptions = [Caption(evil)]
    options.figureWidth = .infinity
    options.figureHeight = -1e300
    for _ in 0..<2 {
      draft.cell("# \(evil)\nshow \"\(evil)", options) { start in
        PieceResult(
          status: .failed,
          outputs: [
            .text(evil), .figure(figure(evil)), .table(table(evil)),
            .value(OutputValue(name: evil, content: .string(evil))),
            .value(
              OutputValue(name: evil, content: .matrix(rows: .max, columns: .max, values: [1]))),
            .value(
              OutputValue(
                name: evil, content: .matrix(rows: 1, columns: 2, values: [.nan, .infinity]))
            ),
            .expectation(
              Expectation(
                expression: evil, passed: false, actual: evil, points: .infinity, message: evil)),
          ],
          diagnostics: [
            Diagnostic(
              evil, at: SourceSpan(start, start + 7), evil,
              notes: [.init(evil, at: SourceSpan(start, .max))])
          ], reason: evil)
      }
    }
    draft.inlineValue("", evil, "", PieceResult(status: .skipped, reason: evil))
    return draft
  }()

  private static func figure(_ evil: String) -> Figure {
    Figure(
      kind: evil, title: evil,
      content: .lines(
        LineChart(
          series: [.init(name: evil, x: [0, 1, 2], y: [1, 0.5, .nan], group: 0)],
          xAxis: Axis(evil), yAxis: Axis(evil))))
  }

  private static func table(_ evil: String) -> OutputTable {
    OutputTable(
      kind: evil, title: evil, columns: [evil, "n"],
      rows: [[.text(evil), .number(.nan)], [.text(evil)], []], note: evil)
  }
}
