internal import LecternText

/// Turns cmark's walk into Swift nodes with a stack of its own.
///
/// Swift frees nested values recursively, so the tree is kept shallow: a block nested too deep becomes
/// a paragraph of its source, and a mark nested too deep is left out around its content.
struct TreeBuilder {
  static let depthLimit = 100

  private(set) var blocks: [Block] = []
  private(set) var diagnostics: [Diagnostic] = []

  private let lines: SourceLines
  private let codeReader: CodeBlockReader
  private var text: InlineText
  private var frames: [Frame] = []
  private var quoteDepth = 0
  /// Containers entered below a block that is nested too deep.
  private var skippedDepth = 0
  private var skippedSpan = SourceSpan(0, 0)
  /// Marks entered beyond the limit and not left yet.
  private var transparentDepth = 0
  private var inlineDepth = 0

  /// A node that was entered and not left yet.
  private struct Frame {
    let event: CMarkDocument.Event
    var blocks: [Block] = []
    var inlines: [Inline] = []
    /// Text that is still growing: cmark cuts it at every mark that turned out to be none.
    var openText = ""
    var items: [[Block]] = []
    /// Where the code spans of a paragraph or heading are.
    var codeSpans: CodeSpans?

    mutating func closeText() {
      if !openText.isEmpty { inlines.append(.text(openText)) }
      openText = ""
    }
  }

  init(_ lines: SourceLines, _ mask: SourceMask, codeStarts: Set<Int>) {
    self.lines = lines
    codeReader = CodeBlockReader(lines, starts: codeStarts)
    text = InlineText(mask, lines.file)
  }

  mutating func add(_ event: CMarkDocument.Event) {
    if skippedDepth > 0 {
      skip(event)
    } else if event.kind.isLeaf {
      addLeaf(event)
    } else if event.isEntering {
      enter(event)
    } else {
      leave(event)
    }
  }

  private mutating func skip(_ event: CMarkDocument.Event) {
    guard !event.kind.isLeaf else { return }
    skippedDepth += event.isEntering ? 1 : -1
    if skippedDepth == 0 {
      append(.paragraph([.text(lines.file.text(in: skippedSpan))], span: skippedSpan))
    }
  }

  private mutating func enter(_ event: CMarkDocument.Event) {
    switch event.kind {
    case .document: frames.append(Frame(event: event))
    case .quote, .list, .item:
      guard frames.count - 1 < Self.depthLimit else {
        skippedDepth = 1
        skippedSpan = lines.span(of: event)
        if !diagnostics.contains(where: { $0.id == "nesting-too-deep" }) {
          diagnostics.append(nestingTooDeep(skippedSpan))
        }
        return
      }
      if case .quote = event.kind { quoteDepth += 1 }
      frames.append(Frame(event: event))
    case .paragraph, .heading:
      text.startParagraph()
      frames.append(Frame(event: event))
    default:
      guard inlineDepth < Self.depthLimit else {
        transparentDepth += 1
        return
      }
      inlineDepth += 1
      frames.append(Frame(event: event))
    }
  }

  private mutating func leave(_ event: CMarkDocument.Event) {
    if transparentDepth > 0 {
      transparentDepth -= 1
      return
    }
    guard var frame = frames.popLast() else { return }
    frame.closeText()
    let span = lines.span(of: event)
    switch event.kind {
    case .document: blocks = frame.blocks
    case .quote:
      quoteDepth -= 1
      appendQuote(frame.blocks, span)
    case .item:
      if !frames.isEmpty { frames[frames.count - 1].items.append(frame.blocks) }
    case .list(let isOrdered, let start, let isTight):
      let (items, footnotes) = Footnotes.taken(from: frame.items)
      if !items.isEmpty {
        append(
          .list(
            ListBlock(
              isOrdered: isOrdered, start: start, isTight: isTight, items: items, span: span)))
      }
      for footnote in footnotes { append(.footnote(footnote)) }
    case .paragraph: appendParagraph(frame.inlines, event, span)
    case .heading where frame.inlines.isEmpty:
      diagnostics.append(
        Diagnostic(
          "heading-empty", .warning, at: span, "this heading has no words, so it is left out",
          help: "write some, or *** for a line across the page"))
    case .heading(let level):
      append(.heading(level: level, content: Labels.settled(frame.inlines), span: span))
    case .emphasis: appendContainer(.emphasis(Labels.settled(frame.inlines, isInside: true)))
    case .strong: appendContainer(.strong(Labels.settled(frame.inlines, isInside: true)))
    case .link(let destination, let title):
      appendContainer(
        .link(
          destination: text.restored(destination), title: text.restored(title),
          content: Labels.settled(frame.inlines, isInside: true)))
    case .image(let source, let title):
      appendContainer(
        .image(
          source: text.restored(source), title: text.restored(title),
          alt: Labels.settled(frame.inlines, isInside: true)))
    default: break
    }
  }

  /// A paragraph, or what our own layers make of one: a table, the caption of the table before it.
  private mutating func appendParagraph(
    _ content: [Inline], _ event: CMarkDocument.Event, _ span: SourceSpan
  ) {
    let spans = leafSpans(of: event, quoteDepth: quoteDepth)
    if let found = TableReader(lines, spans: spans).table() {
      diagnostics += found.diagnostics
      if found.linesBefore > 0 {
        let before = spans[..<found.linesBefore].map { (lines.file.text(in: $0), $0.start) }
        append(
          .paragraph(
            MarkdownDocument.inlines(of: SourceFragment(lines: before)),
            span: SourceSpan(span.start, spans[found.linesBefore - 1].end)))
      }
      append(.table(found.table))
      return
    }
    let settled = Labels.settled(content)
    if let top = frames.last?.blocks.indices.last, case .text(let first)? = settled.first,
      first.hasPrefix(": "), case .table(var table)? = frames.last?.blocks[top],
      table.caption.isEmpty, table.label == nil
    {
      table.setCaption([.text(String(first.drop { $0 == ":" || $0 == " " }))] + settled.dropFirst())
      table.span = table.span.union(span)
      frames[frames.count - 1].blocks[top] = .table(table)
      return
    }
    append(.paragraph(settled, span: span))
  }

  private mutating func appendQuote(_ blocks: [Block], _ span: SourceSpan) {
    switch Alerts.read(blocks) {
    case .alert(let kind, let rest): append(.alert(kind, rest, span: span))
    case .unknown(let name):
      diagnostics.append(Alerts.unknown(name, at: span, in: lines.file))
      append(.quote(blocks, span: span))
    case nil: append(.quote(blocks, span: span))
    }
  }

  private mutating func addLeaf(_ event: CMarkDocument.Event) {
    switch event.kind {
    case .codeBlock(let info, let literal):
      append(
        .code(
          codeReader.block(
            event, info: text.restored(info), literal: literal, quoteDepth: quoteDepth)))
    case .htmlBlock(let html): append(.html(text.restored(html), span: htmlSpan(event, html)))
    case .thematicBreak: append(.thematicBreak(span: lines.span(of: event)))
    case .text(let literal): append(text.inlines(literal))
    case .softBreak: if !text.isInsideFormula { append([.softBreak]) }
    case .lineBreak: if !text.isInsideFormula { append([.lineBreak]) }
    case .code(let literal): append([codeSpan(literal, event)])
    case .htmlInline(let html): append([.html(text.restored(html))])
    default: break
    }
  }

  /// cmark ends an HTML block that closes itself one line early, so its lines are counted.
  private func htmlSpan(_ event: CMarkDocument.Event, _ html: String) -> SourceSpan {
    let start = lines.offset(line: event.startLine, column: event.startColumn)
    let lineEnds = html.utf8.count { $0 == UInt8(ascii: "\n") }
    let last = event.startLine + max(0, lineEnds - (html.utf8.last == UInt8(ascii: "\n") ? 1 : 0))
    return SourceSpan(start, max(start, lines.file.lineSpan(lines.lineIndex(last)).end))
  }

  private mutating func append(_ block: Block) {
    guard !frames.isEmpty else { return }
    frames[frames.count - 1].blocks.append(block)
  }

  private mutating func append(_ inlines: [Inline]) {
    guard !frames.isEmpty else { return }
    let top = frames.count - 1
    for inline in inlines {
      if case .text(let next) = inline {
        frames[top].openText += next
      } else {
        frames[top].closeText()
        frames[top].inlines.append(inline)
      }
    }
  }

  private mutating func appendContainer(_ inline: Inline) {
    inlineDepth -= 1
    append([inline])
  }

  private mutating func codeSpan(_ literal: String, _ event: CMarkDocument.Event) -> Inline {
    let leaf = frames.lastIndex { frame in
      switch frame.event.kind {
      case .paragraph, .heading: true
      default: false
      }
    }
    guard let leaf else { return .text(text.restored(literal)) }
    if frames[leaf].codeSpans == nil {
      let text = leafText(of: frames[leaf].event, quoteDepth: quoteDepth)
      frames[leaf].codeSpans = CodeSpans(text, in: lines.file)
    }
    if let found = frames[leaf].codeSpans?.next(literal: literal) {
      return .code(found.content, span: found.span)
    }
    // A line that is indented too far for a quote mark may begin with `>` as text.
    var unquoted = CodeSpans(leafText(of: frames[leaf].event, quoteDepth: 0), in: lines.file)
    if let found = unquoted.next(literal: literal) {
      return .code(found.content, span: found.span)
    }
    // Not found: the place is then only as good as cmark's line.
    let start = lines.offset(line: event.startLine, column: 1)
    let content = SourceFragment(lines: [(text.restored(literal), start)])
    return .code(content, span: lines.file.lineSpan(lines.lineIndex(event.startLine)))
  }

  /// The text of a paragraph or heading without the marks of the quotes around it.
  private func leafText(of event: CMarkDocument.Event, quoteDepth: Int) -> SourceFragment {
    SourceFragment(
      lines: leafSpans(of: event, quoteDepth: quoteDepth).map {
        (String(decoding: lines.masked[$0.start..<$0.end], as: UTF8.self), $0.start)
      })
  }

  /// Where the text of each line of a paragraph or heading stands.
  private func leafSpans(of event: CMarkDocument.Event, quoteDepth: Int) -> [SourceSpan] {
    let first = lines.lineIndex(event.startLine)
    let last = max(first, lines.lineIndex(event.endLine))
    return (first...last).map { index in
      let start =
        index == first
        ? lines.offset(line: event.startLine, column: event.startColumn)
        : lines.contentStart(ofLine: index, quoteDepth: quoteDepth)
      return SourceSpan(start, max(start, lines.file.lineSpan(index).end))
    }
  }

  private func nestingTooDeep(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      "nesting-too-deep", at: SourceSpan(span.start, min(span.end, span.start + 1)),
      "quotes and lists are nested more than \(Self.depthLimit) deep here",
      notes: [Diagnostic.Note("what is inside is shown as text and does not run")],
      help: "move it out of the quotes or lists")
  }
}
