package import LecternText

/// Markdown to Swift nodes: CommonMark by cmark; math, tables, alerts, footnotes, labels and references
/// by our own layer on top.
package enum MarkdownDocument {
  /// Parses the part of a file that begins at an offset, which is the start of a line.
  ///
  /// All spans are offsets of the whole file.
  package static func parse(
    _ file: SourceFile, from offset: Int = 0
  ) -> (blocks: [Block], diagnostics: [Diagnostic]) {
    guard file.utf8.count <= CMarkDocument.byteLimit else {
      let limit = CMarkDocument.byteLimit >> 20
      let diagnostic = Diagnostic(
        "file-too-large", at: nil, "a notebook has at most \(limit) MiB; this one has more",
        help: "keep data in files of their own and read them with a data statement")
      return ([], [diagnostic])
    }
    var lines = SourceLines(file, from: offset)
    var diagnostics: [Diagnostic] = []
    if let place = lines.firstControl {
      diagnostics.append(controlCharacter(at: place, in: file))
    }
    let parsed = parse(&lines)
    return (
      parsed.blocks, diagnostics + parsed.diagnostics + FootnoteCheck(parsed.blocks).diagnostics
    )
  }

  /// Parses a short text that is part of a notebook.
  static func parse(part file: SourceFile) -> [Block] {
    guard file.utf8.count <= CMarkDocument.byteLimit else { return [] }
    var lines = SourceLines(file, from: 0)
    return parse(&lines).blocks
  }

  private static func parse(
    _ lines: inout SourceLines
  ) -> (blocks: [Block], diagnostics: [Diagnostic]) {
    var mask = SourceMask([])
    if lines.masked[lines.offset...].contains(where: { marks.contains($0) }) {
      guard var unmasked = CMarkDocument(lines.body) else { return ([], []) }
      let definitions = FootnoteLines.hide(in: &lines, unmasked)
      if !definitions.isEmpty {
        SourceMask(definitions).hide(in: &lines.masked)
        guard let rewritten = CMarkDocument(lines.body) else { return ([], []) }
        unmasked = rewritten
      }
      let found = definitions + MarkScanner.marks(in: lines, unmasked)
      mask = SourceMask(found.sorted { $0.span.start < $1.span.start })
      mask.hide(in: &lines.masked)
    }
    guard let document = CMarkDocument(lines.body) else { return ([], []) }
    var builder = TreeBuilder(lines, mask, codeStarts: codeStarts(of: document))
    document.forEachEvent { builder.add($0) }
    return (builder.blocks, builder.diagnostics)
  }

  /// One of these begins every mark that CommonMark does not know.
  private static let marks = Set("$@[{".utf8)

  private static func codeStarts(of document: CMarkDocument) -> Set<Int> {
    var starts: Set<Int> = []
    document.forEachEvent { event in
      if case .codeBlock = event.kind { starts.insert(event.startLine) }
    }
    return starts
  }

  private static func controlCharacter(at place: Int, in file: SourceFile) -> Diagnostic {
    let digits = String(file.utf8[place], radix: 16, uppercase: true)
    let code = "U+" + String(repeating: "0", count: 4 - digits.count) + digits
    return Diagnostic(
      "control-character", .warning, at: SourceSpan(place, place + 1),
      "the control character \(code) is not text", help: "delete it")
  }
}
