import LecternMarkdown
package import LecternNotebook
import LecternPlot
import LecternText

/// One notebook and what came of it as GitHub-flavoured Markdown, its figures as SVG files.
package struct MarkdownReport: Sendable {
  /// A figure's file, in the folder of the report's pictures.
  package struct Picture: Sendable, Equatable {
    package let name: String
    package let svg: String
  }

  package private(set) var text = ""
  package private(set) var pictures: [Picture] = []

  /// The folder of the pictures as the text names it; nil puts the pictures into the text.
  private let folder: String?
  private var prose: MarkdownProse

  /// What every picture says of itself, so that only pictures of ours are ever replaced.
  package static let pictureMark = "<!-- made by lectern -->\n"

  package init(
    _ notebook: Notebook, _ result: NotebookResult, options: ReportOptions = ReportOptions(),
    pictureFolder folder: String?
  ) {
    self.folder = folder
    prose = MarkdownProse(
      PageWriter(notebook, result, math: .none, options: options), for: .github)
    var cells: [MarkdownProse.Edit] = []
    for (index, piece) in notebook.pieces.enumerated() {
      guard case .cell(let options) = piece.kind else { continue }
      let text = cell(index, options)
      cells.append(
        .init(
          span: text.isEmpty ? prose.withGap(piece.span) : piece.span,
          replacement: MarkdownProse.indented(text, by: prose.margin(at: piece.span.start))))
    }
    prose.add(cells)
    let body = prose.text(in: prose.body)
    text =
      [prose.header(), Self.withoutEdges(body), foot()].filter { !$0.isEmpty }
      .joined(separator: "\n\n") + "\n"
  }

  private static func withoutEdges(_ text: String) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let line = lines.first, line.trimmed.isEmpty { lines.removeFirst() }
    while let line = lines.last, line.trimmed.isEmpty { lines.removeLast() }
    return lines.joined(separator: "\n")
  }

  // MARK: - Cells

  private mutating func cell(_ index: Int, _ options: CellOptions) -> String {
    let writer = prose.writer
    let piece = writer.notebook.pieces[index]
    let state = CellState(of: piece, writer.pieceResult(index))
    let diagnostics = writer.shownDiagnostics(of: index, options)
    guard
      options.isIncluded && !writer.isSuperfluous(index) || state == .failed || !diagnostics.isEmpty
    else { return "" }
    var parts: [String] = []
    if let verdict = PageWriter.verdict(state, writer.pieceResult(index)?.reason) {
      parts.append("**\(verdict.mark) \(MarkdownText.escaped(verdict.words))**")
    }
    let code = CodeHighlighting.withoutOptionLines(piece.content.text)
    if options.isIncluded, options.echo != .hidden, !code.isEmpty {
      let block = MarkdownText.fenced(code, "nn")
      parts.append(
        options.echo == .shown
          ? block : "<details>\n<summary>Code</summary>\n\n\(block)\n\n</details>")
    }
    for part in prose.parts(of: index, options) { parts.append(text(of: part)) }
    parts += diagnostics.map { writer.fencedDiagnostic($0) }
    let text = parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    guard !text.isEmpty, let id = prose.target(of: index, state) else { return text }
    return "\(MarkdownProse.anchor(id))\n\n\(text)"
  }

  private mutating func text(of part: CellPart) -> String {
    switch part {
    case .figure(let figure, let options, let item, let caption):
      let svg = figure.standaloneSVG(options)
      let address: String
      if let folder {
        let name = item.id + ".svg"
        pictures.append(Picture(name: name, svg: Self.pictureMark + svg))
        address = LinkPolicy.encoded("\(folder)/\(name)")
      } else {
        address = "data:image/svg+xml;base64," + Base64.encoded(Array(svg.utf8))
      }
      let words = MarkdownText.escaped(options.alternativeText ?? figure.summary)
      let anchor = prose.anchor(of: item)
      return (anchor.isEmpty ? "" : anchor + "\n\n")
        + "![\(words)](\(MarkdownProse.address(address)))\n\n"
        + "**\(item.words):** \(caption)"
    case .table(let table, let item, let caption):
      let note =
        table.note.map { "\n\n" + MarkdownText.escapedStart(MarkdownText.escaped($0)) } ?? ""
      return "\(prose.anchor(of: item))**Table \(item.number):** \(caption)\n\n"
        + TableTexts(table).pipes + note
    case .value(let value):
      if case .matrix = value.content {
        return MarkdownText.fenced(TextRenderer().render(.value(value)), "text")
      }
      let name = MarkdownText.codeSpan(value.name.trimmed)
      return "\(name) = \(MarkdownText.escaped(ValueText.line(value)))"
    case .text(let text): return MarkdownText.fenced(text, "text")
    case .expectation(let expectation): return Self.verdict(expectation)
    }
  }

  private static func verdict(_ expectation: Expectation) -> String {
    var text = expectation.passed ? "✓ Holds: " : "**✗ Does not hold:** "
    text += MarkdownText.codeSpan(expectation.expression.trimmed)
    if !expectation.actual.isEmpty { text += " – " + MarkdownText.escaped(expectation.actual) }
    if let points = expectation.points {
      let earned = NumberText.short(expectation.passed ? points : 0)
      text += " (\(earned) of \(PageWriter.pointsText(points)))"
    }
    if let message = expectation.message { text += "  \n" + MarkdownText.escaped(message) }
    return text
  }

  /// Where the numbers come from.
  private func foot() -> String {
    let provenance = prose.writer.provenance()
    var lines = ["Seed \(provenance.seed)", provenance.precision, provenance.versions]
    lines += provenance.inputs.map { input in
      "\(MarkdownText.codeSpan(input.inputName)) has the SHA-256 \(MarkdownText.codeSpan(input.full))"
    }
    return "---\n\n" + lines.filter { !$0.isEmpty }.joined(separator: " · ")
  }
}

extension MarkdownProse {
  /// The id of a cell that links lead to: one that failed, or one with a label of its own.
  func target(of index: Int, _ state: CellState) -> String? {
    guard let id = writer.cellIDs[index] else { return nil }
    if state == .failed { return id }
    guard let label = writer.notebook.pieces[index].label else { return nil }
    if case .numbered? = writer.numbering.targets[label] { return nil }
    return id
  }
}
