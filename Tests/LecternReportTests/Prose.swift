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

  /// The page; `outputs` is what the first cell made.
  func page(outputs: [CellOutput] = []) -> String {
    let pieces = notebook.pieces.enumerated().map { index, piece in
      piece.options == nil
        ? PieceResult(
          status: .ok,
          outputs: [.value(OutputValue(name: piece.content.text, content: .number(2)))])
        : PieceResult(status: .ok, outputs: index == 0 ? outputs : [])
    }
    return ReportPage.render(
      notebook,
      NotebookResult(
        pieces: pieces, diagnostics: notebook.diagnostics,
        provenance: Provenance(seed: 0, precision: "float64", versions: [], inputs: [])),
      math: math)
  }

  func body(outputs: [CellOutput] = []) -> String {
    let page = page(outputs: outputs)
    return page.firstRange(of: "<body").map { String(page[$0.lowerBound...]) } ?? page
  }
}
