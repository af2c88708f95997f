import LecternMarkdown
import LecternNotebook
import LecternText

/// Walks a notebook once, from top to bottom, and writes its parts as HTML.
///
/// Its mutable parts are what depends on the place in the text: ids and the numbers of footnotes.
struct PageWriter {
  let notebook: Notebook
  let result: NotebookResult
  let outline: Outline
  let links: LinkPolicy
  let options: ReportOptions
  let math: TypesetMath
  let typography: Typography
  let numbering: Numbering
  /// The diagnostics of each piece, by its index.
  let pieceDiagnostics: [[Diagnostic]]
  /// Diagnostics that belong to no piece: of the front matter and the Markdown; notes are for authors.
  let generalDiagnostics: [Diagnostic]
  /// The id of each piece, by its index; nil for inline values.
  let cellIDs: [String?]

  var ids: LabelIDs
  var headingCount = 0
  var footnotes: FootnoteRegister
  /// Inline values of the current paragraph that have something to report below it.
  var inlineReports: [Int] = []
  private let pieceIndices: [Int: Int]

  init(
    _ notebook: Notebook, _ result: NotebookResult, math: TypesetMath, options: ReportOptions
  ) {
    self.notebook = notebook
    self.result = result
    self.options = options
    self.math = math
    typography = Typography(lang: notebook.frontMatter.lang)
    links = LinkPolicy(allowsEverything: options.allowsUnsafeHTML)
    var registry = IdentifierRegistry()
    for fixed in Self.fixedIDs { _ = registry.claim(fixed, otherwise: fixed) }
    // Labels come first, so that `#fig-cost` in the prose finds its target.
    var ids = LabelIDs(registry, labels: Self.labels(of: notebook))
    outline = Outline(notebook, ids: &ids)
    var cellIDs = notebook.pieces.map { _ in String?.none }
    var cellCount = 0
    // Of two cells with one label the one that runs has it.
    let taken = Set(
      zip(notebook.pieces, result.pieces).compactMap { $1.omission == nil ? $0.label : nil })
    for (index, piece) in notebook.pieces.enumerated() {
      guard case .cell(let options) = piece.kind else { continue }
      cellCount += 1
      // The label of a figure or table leads there, past the code of its cell.
      if let label = options.label, !Self.makesLabelled(label, index, notebook, result),
        !taken.contains(label) || result.pieces[index].omission == nil
      {
        cellIDs[index] = ids.take(label)
      } else {
        cellIDs[index] = ids.claim("cell-\(cellCount)", otherwise: "cell")
      }
    }
    self.cellIDs = cellIDs
    numbering = Numbering(notebook, result, outline, cellIDs: cellIDs, ids: &ids)
    self.ids = ids
    footnotes = FootnoteRegister(outline.body)
    pieceIndices = Dictionary(
      notebook.pieces.enumerated().map { ($0.element.span.start, $0.offset) },
      uniquingKeysWith: { first, _ in first })
    (pieceDiagnostics, generalDiagnostics) = Self.sorted(notebook, result)
  }

  /// Ids that every page may have, whatever its notebook says.
  static let fixedIDs = ["content", "contents", "results", "course"]

  /// The labels that the notebook gives, in an order that only the notebook decides.
  static func labels(of notebook: Notebook) -> [String] {
    var labels = notebook.pieces.compactMap(\.label)
    for case .table(let table) in notebook.blocks {
      labels += [table.label?.name].compactMap { $0 }
    }
    notebook.blocks.forEachInline { inline in
      switch inline {
      case .anchor(let label), .equation(_, let label, _): labels.append(label.name)
      default: break
      }
    }
    return labels
  }

  private static func makesLabelled(
    _ label: String, _ index: Int, _ notebook: Notebook, _ result: NotebookResult
  ) -> Bool {
    VisibleOutputs.of(index, notebook, result).contains { _, output in
      switch output {
      case .figure: label.hasPrefix("fig-")
      case .table: label.hasPrefix("tbl-")
      case .value, .text, .expectation: false
      }
    }
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
      } else if !general.contains(diagnostic), diagnostic.severity != .note {
        general.append(diagnostic)
      }
    }
    return (ofPieces, general)
  }
}
