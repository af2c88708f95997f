import LecternNotebook
import LecternText

@testable import LecternReport

/// A notebook as written, nothing of it run: for what the page makes of prose.
struct Prose {
  let notebook: Notebook
  let math: TypesetMath

  init(_ text: String, _ typesetter: MathTypesetter? = nil) {
    notebook = Notebook.parse(SourceFile(name: "t.md", text: text))
    math = typesetter?.typeset(notebook) ?? .none
  }

  /// A result in which every value is 2; `outputs` is what the first cell made.
  func result(outputs: [CellOutput] = []) -> NotebookResult {
    let pieces = notebook.pieces.enumerated().map { index, piece in
      piece.options == nil
        ? PieceResult(
          status: .ok,
          outputs: [.value(OutputValue(name: piece.content.text, content: .number(2)))])
        : PieceResult(status: .ok, outputs: index == firstCell ? outputs : [])
    }
    return NotebookResult(
      pieces: pieces, diagnostics: notebook.diagnostics,
      provenance: Provenance(seed: 0, precision: "float64", versions: [], inputs: []))
  }

  private var firstCell: Int? { notebook.pieces.firstIndex { $0.options != nil } }

  /// The page; `outputs` is what the first cell made.
  func page(outputs: [CellOutput] = []) -> String {
    ReportPage.render(notebook, result(outputs: outputs), math: math)
  }

  func markdown(outputs: [CellOutput] = [], unsafe: Bool = false) -> MarkdownReport {
    MarkdownReport(
      notebook, result(outputs: outputs), options: ReportOptions(allowsUnsafeHTML: unsafe),
      pictureFolder: "t.report_files")
  }

  func ipynb(outputs: [CellOutput] = []) -> String {
    IpynbReport.render(notebook, result(outputs: outputs))
  }

  func body(outputs: [CellOutput] = []) -> String {
    let page = page(outputs: outputs)
    return page.firstRange(of: "<body").map { String(page[$0.lowerBound...]) } ?? page
  }
}
