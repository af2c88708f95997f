import LecternMarkdown
import LecternNotebook
import LecternText

extension MarkdownProse {
  mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(_, let content, let span): visitHeading(content, span)
      case .paragraph(let content, let span): visitParagraph(content, span)
      case .quote(let blocks, _), .alert(_, let blocks, _): visit(blocks)
      case .list(let list): for item in list.items { visit(item) }
      case .table(let table): visit(table)
      case .footnote(let footnote): visit(footnote)
      case .html(let html, let span): visitHTML(html, span)
      case .code(let code): visit(code)
      case .thematicBreak: break
      }
    }
  }

  /// A backtick behind the backticks of a fence, where Lectern sees a formula, ends it for others.
  private mutating func visit(_ code: CodeBlock) {
    guard code.isFenced, code.info.contains("`") else { return }
    let text = MarkdownText.fenced(code.content.text, code.info.filter { $0 != "`" })
    replace(code.span, with: Self.indented(text, by: margin(at: code.span.start)))
  }

  /// The lines of a heading; cmark counts the line after an underline too.
  func headingSpan(_ span: SourceSpan, _ content: [Inline]) -> SourceSpan {
    guard span.start < source.utf8.count, source.utf8[span.start] != UInt8(ascii: "#") else {
      return span
    }
    // A line of a formula may look like the underline.
    var textEnd = span.start
    content.forEachInline { inline in
      switch inline {
      case .math(_, _, let span), .equation(_, _, let span): textEnd = max(textEnd, span.end)
      default: break
      }
    }
    let first = source.lineIndex(at: textEnd)
    for line in (first + 1)..<max(first + 1, source.lineStarts.count) {
      let bytes = source.utf8[source.lineSpan(line).start..<source.lineSpan(line).end]
      let marks = bytes.filter { $0 != 0x20 && $0 != 0x09 && $0 != UInt8(ascii: ">") }
      guard let mark = marks.first, "=-".utf8.contains(mark),
        marks.allSatisfy({ $0 == mark })
      else { continue }
      return SourceSpan(span.start, bytes.endIndex)
    }
    return span
  }

  private mutating func visitHeading(_ content: [Inline], _ whole: SourceSpan) {
    let span = headingSpan(whole, content)
    var number = ""
    if writer.outline.headings.indices.contains(headingCount) {
      number = writer.outline.headings[headingCount].number.map { $0 + " " } ?? ""
    }
    headingCount += 1
    let bytes = source.utf8[min(span.start, source.utf8.count)...]
    let level = bytes.prefix { $0 == UInt8(ascii: "#") }.count
    if isForbidden(content) {
      replace(
        span, with: String(repeating: "#", count: max(1, level)) + " \(number)\(line(content))")
    } else {
      let space = level == 0 ? 0 : bytes.dropFirst(level).prefix { $0 == 0x20 || $0 == 0x09 }.count
      let start = span.start + level + space
      if !number.isEmpty { replace(SourceSpan(start, start), with: number) }
      edit(content)
    }
    report(content, after: span)
  }

  private mutating func visitParagraph(_ content: [Inline], _ span: SourceSpan) {
    if let (image, _) = content.labelledImage, case .image(_, _, let alternative) = image,
      let item = writer.numbering.items[.source(span.start)],
      case .anchor(let label)? = content.last
    {
      let caption = "**Figure \(item.number):** \(inlines(alternative))"
      if isForbidden(content) {
        replace(span, with: "\(Self.anchor(item.id))\(inlines([image]))<br/>\(caption)")
      } else {
        replace(label.span, with: "\(Self.anchor(item.id))<br/>\(caption)")
      }
    } else if isForbidden(content) {
      let text = MarkdownText.escapedStart(inlines(content))
      replace(span, with: Self.indented(text, by: margin(at: span.start)))
    } else {
      edit(content)
    }
    report(content, after: span)
  }

  private mutating func visit(_ table: TableBlock) {
    let cells = table.header + table.rows.flatMap(\.self)
    let item = writer.numbering.items[.source(table.span.start)]
    if isForbidden(cells.flatMap(\.self) + table.caption) {
      replace(
        table.span, with: Self.indented(pipes(table, item), by: margin(at: table.span.start)))
    } else {
      for cell in cells { edit(cell, inTable: true) }
      if let item { editCaption(of: table, item) }
    }
    report(cells.flatMap(\.self) + table.caption, after: table.span)
  }

  /// `: Words {#tbl-x}` becomes a paragraph of its own with the number of the table.
  private mutating func editCaption(of table: TableBlock, _ item: Numbering.Item) {
    let margin = margin(at: table.span.start)
    var line = source.lineIndex(at: max(table.span.start, table.span.end - 1))
    let first = source.lineIndex(at: table.span.start)
    while line > first {
      let span = source.lineSpan(line)
      let start = source.utf8[span.start..<span.end].firstIndex {
        $0 != 0x20 && $0 != 0x3E && $0 != 9
      }
      if let start, source.utf8[start] == UInt8(ascii: ":"), start + 1 < span.end,
        source.utf8[start + 1] == 0x20 || source.utf8[start + 1] == 0x09
      {
        let bare = String(margin.reversed().drop { $0 == " " }.reversed())
        let before = source.lineSpan(line - 1)
        let isApart = source.utf8[before.start..<before.end].allSatisfy {
          $0 == 0x20 || $0 == 0x3E || $0 == 9
        }
        let words = table.caption.isEmpty ? "" : ":"
        let number = "**Table \(item.number)\(words)** "
        replace(
          SourceSpan(span.start, start + 2), with: (isApart ? "" : bare + "\n") + margin + number)
        if let label = table.label { replace(label.span, with: Self.anchor(item.id)) }
        edit(table.caption)
        return
      }
      line -= 1
    }
  }

  private mutating func visit(_ footnote: FootnoteBlock) {
    let start = footnote.nameSpan
    var blocks = footnote.blocks
    // Its first paragraph is read from the place of the mark on.
    if case .paragraph(let content, let span)? = blocks.first, span.start < start.end {
      var text = min(start.end, source.utf8.count)
      while text < min(span.end, source.utf8.count), source.utf8[text] <= 0x20 { text += 1 }
      blocks[0] = .paragraph(content, span: SourceSpan(text, max(text, span.end)))
    }
    visit(blocks)
    let end = footnote.blocks.compactMap(\.end).max() ?? start.end
    // Others would take a footnote for more of the paragraph right before it.
    let first = source.lineIndex(at: start.start)
    if first > 0, !source.text(in: source.lineSpan(first - 1)).trimmed.isEmpty {
      replace(SourceSpan(source.lineStarts[first], source.lineStarts[first]), with: "\n")
    }
    let lines = first...source.lineIndex(at: max(start.start, end - 1))
    let indentations = lines.dropFirst().map { line in
      source.utf8[source.lineSpan(line).start..<source.lineSpan(line).end].prefix { $0 == 0x20 }
    }
    let least = indentations.filter { !$0.isEmpty }.map(\.count).min() ?? 4
    switch dialect {
    case .github:
      // GitHub wants four spaces before further paragraphs.
      for indentation in indentations where !indentation.isEmpty && least < 4 {
        replace(
          SourceSpan(indentation.startIndex, indentation.startIndex),
          with: String(repeating: " ", count: 4 - least))
      }
    case .jupyter:
      guard let place = writer.footnotes.order.firstIndex(of: footnote.name) else {
        replace(withGap(SourceSpan(start.start, max(start.end, end))), with: "")
        return
      }
      replace(
        start, with: "\(Self.anchor(writer.footnotes.id(of: footnote.name)))<sup>\(place + 1)</sup>"
      )
      for indentation in indentations where !indentation.isEmpty {
        replace(
          SourceSpan(
            indentation.startIndex, indentation.startIndex + min(least, indentation.count)),
          with: "")
      }
    }
  }

  /// Raw HTML is shown as text, as on the page; comments are seen by nobody.
  private mutating func visitHTML(_ html: String, _ span: SourceSpan) {
    guard !writer.options.allowsUnsafeHTML else { return }
    let shown = PageWriter.withoutComments(html)
    let text = shown.contains { !$0.isWhitespace } ? MarkdownText.fenced(shown, "html") : ""
    replace(
      text.isEmpty ? withGap(span) : span,
      with: Self.indented(text, by: margin(at: span.start)))
  }

  /// A block with the empty lines after it, which go where it goes; only the block inside of others.
  func withGap(_ span: SourceSpan) -> SourceSpan {
    guard span.end <= source.utf8.count, margin(at: span.start).isEmpty else { return span }
    var end = span.end
    var next = end
    while next < source.utf8.count, [0x20, 0x09, 0x0A, 0x0D].contains(source.utf8[next]) {
      next += 1
      if source.utf8[next - 1] == UInt8(ascii: "\n") { end = next }
    }
    return SourceSpan(span.start, end)
  }

  /// What inline values of a block have to report stands below it.
  private mutating func report(_ content: [Inline], after span: SourceSpan) {
    let found = diagnostics(in: content)
    guard !found.isEmpty else { return }
    let text = "\n\n" + found.map { writer.fencedDiagnostic($0) }.joined(separator: "\n\n")
    replace(SourceSpan(span.end, span.end), with: Self.indented(text, by: margin(at: span.start)))
  }

  /// What the inline values of running text have to report.
  func diagnostics(in content: [Inline]) -> [Diagnostic] {
    var found: [Diagnostic] = []
    content.forEachInline { inline in
      guard case .code(_, let place) = inline,
        let index = writer.pieceIndex(startingAt: place.start)
      else { return }
      found += writer.pieceDiagnostics[index]
    }
    return found
  }
}

extension Block {
  /// Where a block ends; nil for a footnote, which is made of others.
  var end: Int? {
    switch self {
    case .heading(_, _, let span), .paragraph(_, let span), .quote(_, let span),
      .alert(_, _, let span), .html(_, let span), .thematicBreak(let span):
      span.end
    case .code(let code): code.span.end
    case .list(let list): list.span.end
    case .table(let table): table.span.end
    case .footnote: nil
    }
  }
}
