internal import LecternMarkdown
internal import LecternText

/// Finds the cells and inline values of a document, in the order in which they stand.
struct PieceCollector {
  private(set) var pieces: [Notebook.Piece] = []
  private var found: [Diagnostic] = []
  /// There is a cell, if only one that cannot be read.
  private(set) var hasCells = false

  private let file: SourceFile
  private var labels = LabelTable()

  init(_ file: SourceFile) {
    self.file = file
  }

  /// Mistakes of cells, labels and references.
  var diagnostics: [Diagnostic] { found + labels.diagnostics }

  mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(_, let content, _):
        if case .anchor(let label)? = content.last { labels.define(label, .heading) }
        visit(content)
      case .paragraph(let content, let span):
        if content.count == 2, case .image = content[0], case .anchor(let label) = content[1] {
          labels.define(label, .image)
        } else {
          reportUnusedLabels(content, at: span)
        }
        visit(content)
      case .code(let code): visit(code)
      case .quote(let inner, _), .alert(_, let inner, _): visit(inner)
      case .footnote(let footnote): visit(footnote.blocks)
      case .table(let table):
        for cell in table.header + table.rows.flatMap({ $0 }) { visit(cell) }
        if let label = table.label { labels.define(label, .table) }
        visit(table.caption)
      case .list(let list): for item in list.items { visit(item) }
      case .thematicBreak, .html: break
      }
    }
  }

  /// Labels that stand behind nothing that can have one; their marks would be read as text.
  private mutating func reportUnusedLabels(_ content: [Inline], at span: SourceSpan) {
    for (index, inline) in content.enumerated() {
      let label: (name: String, span: SourceSpan)
      switch inline {
      case .anchor(let anchor) where !anchor.name.hasPrefix("[^"):
        label = (anchor.name, anchor.span)
      case .text(let text) where text.hasPrefix("{#") && index > 0:
        guard case .image = content[index - 1] else { continue }
        label = (String(text.dropFirst(2).prefix { $0 != "}" && $0 != " " }), span)
      default: continue
      }
      found.append(
        Diagnostic(
          "label-unused", .warning, at: label.span,
          "the label \(label.name) stands behind nothing that can have it",
          help: label.name.hasPrefix("tbl-")
            ? ": Words {#\(label.name)} goes right below its table, after an empty line"
            : "a picture has it in a paragraph of its own: ![words](picture.png){#\(label.name)}"))
    }
  }

  mutating func visit(_ inlines: [Inline]) {
    for inline in inlines {
      switch inline {
      case .code(let content, let span): visit(content, span)
      case .emphasis(let inner), .strong(let inner), .link(_, _, let inner): visit(inner)
      case .equation(_, let label, _): labels.define(label, .equation)
      case .reference(let reference): labels.refer(reference)
      case .text, .math, .image, .softBreak, .lineBreak, .html, .footnoteReference, .anchor: break
      }
    }
  }

  private mutating func visit(_ content: SourceFragment, _ span: SourceSpan) {
    let mark = Array("{nn} ".utf8)
    let bytes = content.utf8
    guard bytes.starts(with: mark),
      let start = bytes[mark.count...].firstIndex(where: { $0 != UInt8(ascii: " ") }),
      let last = bytes.lastIndex(where: { $0 != UInt8(ascii: " ") })
    else { return }
    pieces.append(
      Notebook.Piece(
        kind: .inlineValue, content: content.slice(start..<(last + 1)), span: span,
        line: file.lineIndex(at: span.start) + 1))
  }

  // MARK: - Cells

  private mutating func visit(_ code: CodeBlock) {
    guard code.isFenced else { return }
    let isCell = code.info == "nn" || code.info == "{nn}"
    if !code.isClosed {
      hasCells = hasCells || isCell
      reportUnclosed(code, isCell: isCell)
      return
    }
    guard isCell else {
      reportInfo(code)
      return
    }
    hasCells = true
    let reader = CellOptionsReader(code.content, in: file)
    found += reader.diagnostics
    if let label = reader.options.label, let span = reader.labelSpan {
      labels.define(Label(name: label, span: span), .cell, of: reader.options)
    }
    pieces.append(
      Notebook.Piece(
        kind: .cell(reader.options), content: code.content, span: code.span,
        line: file.lineIndex(at: code.span.start) + 1))
    // The values in captions come after the cell: they speak of what it made.
    let options = reader.options
    guard options.isEvaluated else { return }
    for caption in options.figureCaptions + options.tableCaptions { visit(caption.content) }
    visit(options.figureAlternativeContent)
  }

  /// The rest of the notebook is inside an unclosed fence, so its content is not taken for a cell.
  private mutating func reportUnclosed(_ code: CodeBlock, isCell: Bool) {
    let subject = isCell ? "the cell" : "the code block"
    let (fence, _) = openingLine(of: code)
    found.append(
      Diagnostic(
        "fence-unclosed", isCell ? .error : .warning, at: fence,
        "\(subject) that starts here has no end",
        help: "close it with a line \(file.text(in: fence))"))
  }

  /// Says why a fence that looks like a cell is none.
  private mutating func reportInfo(_ code: CodeBlock) {
    let info = code.info.lowercased()
    let core = info.filter { !"{}. \t".contains($0) }
    let words = info.split { " \t,{}".contains($0) }
    let (_, span) = openingLine(of: code)
    let fix = Diagnostic.Fix([.init(replace: span, with: "nn")])
    if core == "nn" {
      found.append(
        Diagnostic(
          "cell-info", .warning, at: span, "\(code.info) is not a cell, so it is only shown",
          help: "a cell begins with ```nn", fix: fix))
    } else if words.first == "nn" || words.first == ".nn" {
      hasCells = true
      found.append(
        Diagnostic(
          "cell-info", at: span, "nothing may follow nn in the first line of a cell",
          help: "write options as lines #| key: value at the top of the cell"))
    }
  }

  /// The spans of the fence's run of characters and of its info string.
  private func openingLine(of code: CodeBlock) -> (fence: SourceSpan, info: SourceSpan) {
    let line = file.lineSpan(file.lineIndex(at: code.span.start))
    var end = code.span.start
    while end < line.end, file.utf8[end] == file.utf8[code.span.start] { end += 1 }
    let fence = SourceSpan(code.span.start, end)
    var start = end
    while start < line.end, file.utf8[start] <= UInt8(ascii: " ") { start += 1 }
    var last = line.end
    while last > start, file.utf8[last - 1] <= UInt8(ascii: " ") { last -= 1 }
    return (fence, SourceSpan(start, last))
  }
}
