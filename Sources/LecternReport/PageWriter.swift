import LecternMarkdown
import LecternNotebook
import LecternText

/// Walks a notebook once, from top to bottom, and writes its parts as HTML.
///
/// Its mutable parts are what depends on the place in the text: ids and the running numbers of
/// figures and tables.
struct PageWriter {
  let notebook: Notebook
  let result: NotebookResult
  let outline: Outline
  let links: LinkPolicy
  let options: ReportOptions
  /// The diagnostics of each piece, by its index.
  let pieceDiagnostics: [[Diagnostic]]
  /// Diagnostics that belong to no piece: of the front matter and the Markdown.
  let generalDiagnostics: [Diagnostic]
  /// The id of each piece, by its index; nil for inline values.
  let cellIDs: [String?]

  var ids: IdentifierRegistry
  var figureCount = 0
  var tableCount = 0
  var headingCount = 0
  /// Inline values of the current paragraph that have something to report below it.
  var inlineReports: [Int] = []
  private let pieceIndices: [Int: Int]

  init(_ notebook: Notebook, _ result: NotebookResult, options: ReportOptions) {
    self.notebook = notebook
    self.result = result
    self.options = options
    links = LinkPolicy(allowsEverything: options.allowsUnsafeHTML)
    var ids = IdentifierRegistry()
    for fixed in ["content", "contents", "results"] { _ = ids.claim(fixed, otherwise: fixed) }
    // Labels come first, so that `#fig-cost` in the prose finds its target.
    var cellIDs = notebook.pieces.map { piece -> String? in
      guard case .cell(let options) = piece.kind, let label = options.label else { return nil }
      return ids.claim(label, otherwise: "cell")
    }
    outline = Outline(notebook, ids: &ids)
    var cellCount = 0
    for (index, piece) in notebook.pieces.enumerated() {
      guard case .cell = piece.kind else { continue }
      cellCount += 1
      if cellIDs[index] == nil {
        cellIDs[index] = ids.claim("cell-\(cellCount)", otherwise: "cell")
      }
    }
    self.cellIDs = cellIDs
    self.ids = ids
    pieceIndices = Dictionary(
      notebook.pieces.enumerated().map { ($0.element.span.start, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    (pieceDiagnostics, generalDiagnostics) = Self.sorted(notebook, result)
  }

  func pieceIndex(startingAt offset: Int) -> Int? { pieceIndices[offset] }

  func pieceResult(_ index: Int) -> PieceResult? {
    result.pieces.indices.contains(index) ? result.pieces[index] : nil
  }

  /// Gives each diagnostic to the piece that names it or that holds its place.
  private static func sorted(
    _ notebook: Notebook, _ result: NotebookResult
  ) -> ([[Diagnostic]], [Diagnostic]) {
    var ofPieces = notebook.pieces.indices.map { index in
      result.pieces.indices.contains(index) ? result.pieces[index].diagnostics : []
    }
    let taken = ofPieces.flatMap { $0 }
    var general: [Diagnostic] = []
    let more = notebook.diagnostics.filter { !result.diagnostics.contains($0) }
    for diagnostic in result.diagnostics + more where !taken.contains(diagnostic) {
      let home = notebook.pieces.firstIndex { piece in
        guard let span = diagnostic.span else { return false }
        return piece.span.start <= span.start && span.end <= piece.span.end
      }
      if let home {
        ofPieces[home].append(diagnostic)
      } else if !general.contains(diagnostic) {
        general.append(diagnostic)
      }
    }
    return (ofPieces, general)
  }
}
