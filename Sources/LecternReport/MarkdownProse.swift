import LecternMarkdown
import LecternNotebook
import LecternText

/// The prose of a notebook as Markdown that others read: what the author wrote, with values, numbers
/// and links in the places of the marks that only Lectern knows.
///
/// It is the source with edits. Only a paragraph that holds what may not stand in a report, raw HTML or
/// a link of a forbidden scheme, is written anew.
struct MarkdownProse {
  /// Who reads it.
  enum Dialect {
    /// Footnotes stay as they are, cells have places that links lead to.
    case github
    /// Footnotes are numbered where they were written; links lead to prose and outputs alone.
    case jupyter
  }

  /// One replacement of a part of the source.
  struct Edit {
    let span: SourceSpan
    let replacement: String
  }

  private(set) var writer: PageWriter
  let dialect: Dialect
  let definitions: LinkDefinitions
  /// The ids of figures, tables and equations that have a label to refer to.
  let referredIDs: Set<String>
  /// The pictures of the prose that travel with cells of Jupyter.
  let attachments: ProseAttachments
  /// In the order of their places.
  private var edits: [Edit] = []
  var headingCount = 0
  var source: SourceFile { writer.notebook.source }

  init(_ writer: PageWriter, for dialect: Dialect) {
    self.writer = writer
    self.dialect = dialect
    attachments = ProseAttachments(dialect == .jupyter ? writer.options.addresses : [:])
    referredIDs = Set(
      writer.numbering.targets.values.compactMap { target in
        if case .numbered(_, _, let id) = target { id } else { nil }
      })
    definitions = LinkDefinitions(writer.notebook, writer.links)
    if dialect == .jupyter { numberFootnotes() }
    visit(withoutTitle(writer.notebook.blocks))
    for place in definitions.forbidden { replace(SourceSpan(place, place), with: "\\") }
    sortEdits()
  }

  /// The part of the file that is prose and cells; empty for a file that could not be read as such.
  var body: SourceSpan {
    let start = writer.notebook.frontMatter.span?.end ?? 0
    return SourceSpan(start, writer.notebook.blocks.isEmpty ? start : source.utf8.count)
  }

  /// Puts further edits in, such as what stands in the places of cells.
  mutating func add(_ more: [Edit]) {
    edits += more
    sortEdits()
  }

  private mutating func sortEdits() {
    edits = edits.enumerated()
      .sorted { ($0.element.span.start, $0.offset) < ($1.element.span.start, $1.offset) }
      .map(\.element)
  }

  /// The heading that gives the title stands in the header.
  private mutating func withoutTitle(_ blocks: [Block]) -> [Block] {
    guard writer.outline.body.count < blocks.count else { return blocks }
    var rest = blocks
    for (index, block) in blocks.enumerated() {
      guard case .heading(level: 1, let content, let span) = block else { continue }
      replace(withGap(headingSpan(span, content)), with: "")
      rest.remove(at: index)
      break
    }
    return rest
  }

  /// A part of the source with its edits, `\n` at the end of lines.
  func text(in span: SourceSpan) -> String {
    var low = 0
    var high = edits.count
    while low < high {
      let middle = (low + high) / 2
      if edits[middle].span.start < span.start { low = middle + 1 } else { high = middle }
    }
    var bytes: [UInt8] = []
    var position = span.start
    for edit in edits[low...].prefix(while: { $0.span.start <= span.end })
    where edit.span.start >= position && edit.span.end <= span.end {
      bytes += source.utf8[position..<edit.span.start]
      bytes += edit.replacement.utf8
      position = edit.span.end
    }
    bytes += source.utf8[position..<span.end]
    return Self.plainLines(bytes)
  }

  /// The same part as the author wrote it.
  func origin(in span: SourceSpan) -> String {
    Self.plainLines(Array(source.utf8[span.start..<span.end]))
  }

  private static func plainLines(_ bytes: [UInt8]) -> String {
    String(decoding: bytes, as: UTF8.self).replacing("\r\n", with: "\n")
      .replacing("\0", with: "\u{FFFD}")
  }

  /// What stands before each further line of the block that starts at an offset: quote marks, and
  /// spaces for the marks of lists.
  func margin(at offset: Int) -> String {
    let line = source.lineStarts[source.lineIndex(at: offset)]
    return String(
      decoding: source.utf8[line..<offset].map { byte in
        byte == UInt8(ascii: ">") || byte == UInt8(ascii: "\t") ? byte : UInt8(ascii: " ")
      }, as: UTF8.self)
  }

  /// Lines after the first one set behind a margin.
  static func indented(_ text: String, by margin: String) -> String {
    guard !margin.isEmpty else { return text }
    let bare = String(margin.reversed().drop { $0 == " " }.reversed())
    return text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
      .map {
        $0.offset == 0 ? String($0.element) : ($0.element.isEmpty ? bare : margin) + $0.element
      }
      .joined(separator: "\n")
  }

  // MARK: - Edits

  /// Footnotes have the numbers of their first references.
  private mutating func numberFootnotes() {
    writer.outline.body.forEachInline { inline in
      if case .footnoteReference(let name, _) = inline,
        writer.footnotes.definitions[name] != nil
      {
        _ = writer.footnotes.refer(to: name, &writer.ids)
      }
    }
  }

  mutating func replace(_ span: SourceSpan, with text: String) {
    guard 0 <= span.start, span.start <= span.end, span.end <= source.utf8.count else { return }
    edits.append(Edit(span: span, replacement: text))
  }
}
