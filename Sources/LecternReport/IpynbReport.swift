import LecternMarkdown
package import LecternNotebook
import LecternText

/// One notebook and what came of it as a Jupyter notebook: prose and cells with their outputs.
///
/// The keys are in order and the lines cut as Jupyter itself writes them, so that a notebook saved
/// there again differs only where it was changed.
/// - Source: nbformat 4.5, https://nbformat.readthedocs.io/en/latest/format_description.html
package enum IpynbReport {
  package static func render(
    _ notebook: Notebook, _ result: NotebookResult, options: ReportOptions = ReportOptions()
  ) -> String {
    var writer = IpynbWriter(
      MarkdownProse(
        PageWriter(notebook, result, math: .none, options: options), for: .jupyter))
    return writer.document().document
  }
}

/// Cuts a notebook into the cells of Jupyter.
struct IpynbWriter {
  private var prose: MarkdownProse
  private let definitions: LinkDefinitions
  private var cells: [JSONValue] = []
  /// The text of the last cell while it is prose, and the Markdown that it was made from.
  private var lastProse: (text: String, origin: String)?
  private var cellIDs: [Int: String] = [:]
  private var takenIDs: Set<String> = []
  private var proseCount = 0
  private var executionCount = 0
  private let isNotebookRun: Bool

  private var notebook: Notebook { prose.writer.notebook }

  init(_ prose: MarkdownProse) {
    self.prose = prose
    definitions = prose.definitions
    isNotebookRun =
      ReportSummary(prose.writer.notebook, prose.writer.result).status != .notRun
    var count = 0
    for (index, piece) in prose.writer.notebook.pieces.enumerated() where piece.options != nil {
      count += 1
      cellIDs[index] = claim(piece.label ?? "cell-\(count)")
    }
  }

  /// The whole notebook.
  mutating func document() -> JSONValue {
    let source = notebook.source
    add(text: prose.header(), origin: "")
    var position = prose.body.start
    var indentation = 0
    for (index, piece) in notebook.pieces.enumerated() {
      guard let options = piece.options else { continue }
      // Nothing but marks of quotes and lists stands before a fence on its line.
      let start = source.lineStarts[source.lineIndex(at: piece.span.start)]
      add(SourceSpan(position, max(position, start)), indentation)
      cells.append(code(index, options))
      lastProse = nil
      let line = source.lineIndex(at: max(piece.span.start, piece.span.end - 1))
      position =
        line + 1 < source.lineStarts.count ? source.lineStarts[line + 1] : source.utf8.count
      let margin = prose.margin(at: piece.span.start)
      indentation = margin.contains(">") ? 0 : margin.utf8.count
    }
    add(SourceSpan(position, max(position, prose.body.end)), indentation)
    return .object([
      "cells": .array(cells), "metadata": metadata(), "nbformat": .integer(4),
      "nbformat_minor": .integer(5),
    ])
  }

  // MARK: - Prose

  private mutating func add(_ span: SourceSpan, _ indentation: Int) {
    var text = Self.block(prose.text(in: span), indentation)
    if !text.isEmpty { text += definitions.missing(in: text) }
    add(text: text, origin: Self.block(prose.origin(in: span), indentation))
  }

  private mutating func add(text: String, origin: String) {
    guard !text.isEmpty else {
      // What is not shown, such as a heading that became the title, stays with the prose before it.
      guard !origin.isEmpty, let last = lastProse else { return }
      cells.removeLast()
      proseCount -= 1
      takenIDs.remove("text-\(proseCount + 1)")
      let whole = [last.origin, origin].filter { !$0.isEmpty }.joined(separator: "\n\n")
      return addCell(text: last.text, origin: whole)
    }
    addCell(text: text, origin: origin)
  }

  private mutating func addCell(text: String, origin: String) {
    lastProse = (text, origin)
    proseCount += 1
    var metadata: [String: JSONValue] = [:]
    if text != origin {
      metadata[IpynbMetadata.key] = IpynbMetadata.origin(origin, shownAs: text)
    }
    var cell: [String: JSONValue] = [
      "cell_type": .string("markdown"), "id": .string(claim("text-\(proseCount)")),
      "metadata": .object(metadata), "source": IpynbOutputs.lines(text),
    ]
    let attached = prose.attachments.shown(in: text)
    if !attached.isEmpty { cell["attachments"] = .object(attached) }
    cells.append(.object(cell))
  }

  /// Without empty lines at the ends; what goes on with a list after one of its cells loses its
  /// indentation, which would make code of it.
  private static func block(_ text: String, _ indentation: Int) -> String {
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)[...]
    // What is left of a quote around a cell is empty too.
    let isEmpty: (Substring) -> Bool = { $0.allSatisfy { $0.isWhitespace || $0 == ">" } }
    while let line = lines.first, isEmpty(line) { lines.removeFirst() }
    while let line = lines.last, isEmpty(line) { lines.removeLast() }
    var isInside = indentation > 0
    return lines.map { line in
      guard isInside, !line.trimmed.isEmpty else { return line }
      guard line.prefix(indentation).allSatisfy({ $0 == " " }) else {
        isInside = false
        return line
      }
      return line.dropFirst(indentation)
    }.joined(separator: "\n")
  }

  // MARK: - Code

  private mutating func code(_ index: Int, _ options: CellOptions) -> JSONValue {
    let piece = notebook.pieces[index]
    let result = prose.writer.pieceResult(index)
    let isRun = options.isEvaluated && (result?.status == .ok || result?.status == .failed)
    if isRun { executionCount += 1 }
    var source = piece.content.text
    while source.last?.isNewline == true { source.removeLast() }
    return .object([
      "cell_type": .string("code"),
      "execution_count": isRun ? .integer(executionCount) : .null,
      "id": .string(cellIDs[index] ?? ""), "metadata": Self.metadata(options),
      "outputs": .array(IpynbOutputs(prose, index, options, isNotebookRun: isNotebookRun).outputs),
      "source": IpynbOutputs.lines(source),
    ])
  }

  private static func metadata(_ options: CellOptions) -> JSONValue {
    let values = [
      "echo": options.echo == .folded ? "fold" : options.echo == .hidden ? "false" : "true",
      "output": options.showsOutput ? "true" : "false",
      "include": options.isIncluded ? "true" : "false",
      "error": options.mustFail ? "true" : "false",
    ]
    let tags = IpynbMetadata.tags.filter { values[$0.key] == $0.value }.map(\.tag)
    var metadata: [String: JSONValue] = [:]
    if !tags.isEmpty { metadata["tags"] = .array(tags.map { .string($0) }) }
    if options.echo != .shown || !options.isIncluded {
      metadata["jupyter"] = .object(["source_hidden": .boolean(true)])
    }
    return .object(metadata)
  }

  // MARK: - The notebook

  private func metadata() -> JSONValue {
    let frontMatter = notebook.frontMatter
    let provenance = prose.writer.result.provenance
    let version = provenance.versions.first { $0.name == "lectern" }?.version
    var own: [String: JSONValue] = [
      "provenance": .object([
        "seed": .integer(provenance.seed), "precision": .string(provenance.precision),
        "versions": .object(
          Dictionary(
            provenance.versions.map { ($0.name, .string($0.version)) },
            uniquingKeysWith: { first, _ in first })),
        "inputs": .array(
          provenance.inputs.map {
            .object(["name": .string($0.name), "sha256": .string($0.sha256)])
          }),
      ])
    ]
    if let span = frontMatter.span {
      let lines = prose.origin(in: span).split(separator: "\n", omittingEmptySubsequences: false)
      own["front_matter"] = .string(lines.dropFirst().dropLast().joined(separator: "\n"))
    }
    var metadata: [String: JSONValue] = [
      "kernelspec": .object([
        "display_name": .string("Lectern"), "language": .string("lectern"),
        "name": .string("lectern"),
      ]),
      "language_info": .object([
        "name": .string("lectern"), "file_extension": .string(".nn"),
        "mimetype": .string("text/x-lectern"), "pygments_lexer": .string("text"),
        "version": .string(version ?? ""),
      ]),
      IpynbMetadata.key: .object(own),
    ]
    if let title = frontMatter.title { metadata["title"] = .string(title) }
    if !frontMatter.authors.isEmpty {
      metadata["authors"] = .array(frontMatter.authors.map { .object(["name": .string($0)]) })
    }
    return .object(metadata)
  }

  /// An id that no other cell has, of the characters that nbformat allows.
  private mutating func claim(_ wanted: String) -> String {
    let plain = wanted.unicodeScalars.prefix(56).map { scalar in
      scalar.isASCII && (scalar.properties.isAlphabetic || ("0"..."9").contains(scalar))
        || scalar == "-" || scalar == "_" ? scalar : "-"
    }
    let stem = String(String.UnicodeScalarView(plain))
    var id = stem
    var count = 1
    while !takenIDs.insert(id).inserted {
      count += 1
      id = "\(stem)-\(count)"
    }
    return id
  }
}
