import LecternMarkdown
import LecternNotebook
import LecternPlot
import LecternText

/// What a cell put out and what there is to say about it, as outputs of a Jupyter cell.
struct IpynbOutputs {
  private(set) var outputs: [JSONValue] = []
  private var streamed = ""

  /// `isNotebookRun` is false for a notebook of which nothing ran, which says so once.
  init(_ prose: MarkdownProse, _ index: Int, _ options: CellOptions, isNotebookRun: Bool) {
    for part in prose.parts(of: index, options) { add(part, prose) }
    flush()
    let writer = prose.writer
    let result = writer.pieceResult(index)
    if isNotebookRun, result?.status == .skipped, options.isEvaluated, let reason = result?.reason {
      outputs.append(Self.stream("stderr", reason + "\n"))
    }
    if result?.status == .omitted, result?.omission?.isSubstitute != true,
      let reason = result?.reason
    {
      // Nothing is wrong, so that it is no message of an error.
      outputs.append(Self.stream("stdout", reason + "\n"))
    }
    let isIntended = CellState(of: writer.notebook.pieces[index], result) == .failedAsIntended
    for diagnostic in writer.shownDiagnostics(of: index, options) {
      let text = writer.diagnosticText(diagnostic)
      if diagnostic.severity == .error || isIntended {
        outputs.append(
          .object([
            "output_type": .string("error"), "ename": .string(diagnostic.id),
            "evalue": .string(diagnostic.message),
            "traceback": .array(text.split(separator: "\n").map { .string(String($0)) }),
          ]))
      } else {
        outputs.append(Self.stream("stderr", text))
      }
    }
  }

  private mutating func add(_ part: CellPart, _ prose: MarkdownProse) {
    let renderer = TextRenderer()
    switch part {
    case .figure(let figure, let options, let item, let caption):
      let words = options.alternativeText ?? figure.summary
      show(
        [
          "image/svg+xml": figure.standaloneSVG(options),
          "text/plain": renderer.render(.figure(figure)).trimmed,
        ], metadata: ["image/svg+xml": .object(["alt": .string(words)])])
      showCaption(item.words, caption, prose.anchor(of: item))
    case .table(let table, let item, let caption):
      showCaption("Table \(item.number)", caption, prose.anchor(of: item))
      let texts = TableTexts(table)
      let note = table.note.map { "\n\n" + MarkdownText.escaped($0) } ?? ""
      show([
        "text/html": texts.html + (table.note.map { "<p>\(escaped($0))</p>\n" } ?? ""),
        "text/markdown": texts.pipes + note,
        "text/plain": renderer.render(.table(table)),
      ])
    case .value(let value): streamed += renderer.render(.value(value))
    case .text(let text): streamed += renderer.render(.text(text))
    case .expectation(let expectation): streamed += renderer.render(.expectation(expectation))
    }
  }

  private mutating func showCaption(_ name: String, _ caption: String, _ anchor: String) {
    show([
      "text/markdown": "\(anchor)**\(name):** \(caption)",
      "text/plain": "\(name): \(caption)",
    ])
  }

  private mutating func show(_ data: [String: String], metadata: [String: JSONValue] = [:]) {
    flush()
    outputs.append(
      .object([
        "output_type": .string("display_data"), "data": .object(data.mapValues(Self.lines)),
        "metadata": .object(metadata),
      ]))
  }

  /// Text that follows text is one output.
  private mutating func flush() {
    if !streamed.isEmpty { outputs.append(Self.stream("stdout", streamed)) }
    streamed = ""
  }

  private static func stream(_ name: String, _ text: String) -> JSONValue {
    .object([
      "output_type": .string("stream"), "name": .string(name), "text": lines(text),
    ])
  }

  /// A text cut after its line ends, as Jupyter keeps texts.
  static func lines(_ text: String) -> JSONValue {
    var lines: [JSONValue] = []
    var line = ""
    for scalar in text.unicodeScalars {
      line.unicodeScalars.append(scalar)
      if scalar == "\n" {
        lines.append(.string(line))
        line = ""
      }
    }
    if !line.isEmpty { lines.append(.string(line)) }
    return .array(lines)
  }
}
