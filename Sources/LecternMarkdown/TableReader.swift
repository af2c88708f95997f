internal import LecternText

/// Reads a pipe table out of the lines of a paragraph.
///
/// Source of the rules: GitHub Flavored Markdown Spec 0.29, section 4.10; formulas are whole here, so
/// that a norm may stand in a cell. The caption line is Pandoc's.
struct TableReader {
  /// A table, and how many lines of the paragraph stand before it.
  struct Found {
    let table: TableBlock
    let linesBefore: Int
    let diagnostics: [Diagnostic]
  }

  private let lines: SourceLines
  /// The text of each line of the paragraph, container marks left out.
  private let spans: [SourceSpan]

  init(_ lines: SourceLines, spans: [SourceSpan]) {
    self.lines = lines
    self.spans = spans
  }

  func table() -> Found? {
    guard spans.count > 1 else { return nil }
    for index in 1..<spans.count {
      guard let alignments = alignments(spans[index]) else { continue }
      let header = cells(spans[index - 1])
      guard header.count == alignments.count,
        hasPipe(spans[index - 1]) || hasPipe(spans[index])
      else { continue }
      return table(header, alignments, from: index + 1)
    }
    return nil
  }

  private func table(
    _ header: [SourceFragment], _ alignments: [TableBlock.Alignment], from first: Int
  ) -> Found {
    var rows: [[[Inline]]] = []
    var diagnostics: [Diagnostic] = []
    var caption: [Inline] = []
    var rest = spans[first...]
    if let last = rest.last, let words = captionText(last) {
      caption = words
      rest.removeLast()
    }
    for span in rest {
      let cells = cells(span)
      if cells.count > header.count {
        diagnostics.append(rowTooLong(span, cells.count, header.count))
      }
      let row = cells.prefix(header.count).map { MarkdownDocument.inlines(of: $0) }
      rows.append(row + Array(repeating: [], count: header.count - row.count))
    }
    var table = TableBlock(
      alignments: alignments, header: header.map { MarkdownDocument.inlines(of: $0) }, rows: rows,
      span: SourceSpan(spans[first - 2].start, spans[spans.count - 1].end))
    table.setCaption(caption)
    return Found(table: table, linesBefore: first - 2, diagnostics: diagnostics)
  }

  /// What follows the `:` that begins a caption line.
  private func captionText(_ span: SourceSpan) -> [Inline]? {
    guard span.end - span.start > 2, lines.masked[span.start] == UInt8(ascii: ":"),
      isBlank(lines.masked[span.start + 1])
    else { return nil }
    let place = trimmed(SourceSpan(span.start + 1, span.end))
    return MarkdownDocument.inlines(of: SourceFragment(of: lines.file, span: place))
  }

  /// The columns of a delimiter row, `| --- | :-: |`.
  private func alignments(_ span: SourceSpan) -> [TableBlock.Alignment]? {
    let allowed = Array("|-: \t".utf8)
    guard lines.masked[span.start..<span.end].allSatisfy({ allowed.contains($0) }) else {
      return nil
    }
    var alignments: [TableBlock.Alignment] = []
    for part in parts(span) {
      let text = lines.masked[part.start..<part.end]
      guard let first = text.first, let last = text.last else { return nil }
      let isLeft = first == UInt8(ascii: ":")
      let isRight = last == UInt8(ascii: ":")
      let dashes = text.dropFirst(isLeft ? 1 : 0).dropLast(isRight ? 1 : 0)
      guard !dashes.isEmpty, dashes.allSatisfy({ $0 == UInt8(ascii: "-") }) else { return nil }
      alignments.append(isLeft ? (isRight ? .center : .left) : isRight ? .right : .unset)
    }
    return alignments.isEmpty ? nil : alignments
  }

  private func hasPipe(_ span: SourceSpan) -> Bool {
    lines.masked[span.start..<span.end].contains(UInt8(ascii: "|"))
  }

  /// The texts between the pipes of a row; an escaped pipe is one.
  private func cells(_ span: SourceSpan) -> [SourceFragment] {
    parts(span).map { part in
      var pieces: [(text: String, indentation: Int, sourceStart: Int)] = []
      var start = part.start
      func append(_ end: Int) {
        pieces.append((lines.file.text(in: SourceSpan(start, end)), 0, start))
      }
      for position in part.start..<part.end
      where lines.masked[position] == UInt8(ascii: "\\") && position + 1 < part.end
        && lines.masked[position + 1] == UInt8(ascii: "|")
      {
        append(position)
        start = position + 2
      }
      append(part.end)
      return SourceFragment(lines: pieces, separator: "|")
    }
  }

  private func parts(_ span: SourceSpan) -> [SourceSpan] {
    let whole = trimmed(span)
    var parts: [SourceSpan] = []
    var start = whole.start
    var position = whole.start
    if position < whole.end, lines.masked[position] == UInt8(ascii: "|") {
      position += 1
      start = position
    }
    while position < whole.end {
      if lines.masked[position] == UInt8(ascii: "\\") {
        position += 2
        continue
      }
      if lines.masked[position] == UInt8(ascii: "|") {
        parts.append(trimmed(SourceSpan(start, position)))
        start = position + 1
      }
      position += 1
    }
    if start < whole.end { parts.append(trimmed(SourceSpan(start, whole.end))) }
    return parts
  }

  private func trimmed(_ span: SourceSpan) -> SourceSpan {
    var start = span.start
    var end = span.end
    while start < end, isBlank(lines.masked[start]) { start += 1 }
    while end > start, isBlank(lines.masked[end - 1]) { end -= 1 }
    return SourceSpan(start, end)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private func rowTooLong(_ span: SourceSpan, _ count: Int, _ expected: Int) -> Diagnostic {
    Diagnostic(
      "table-row", .warning, at: span,
      "this row has \(count) cells, the header of its table has \(expected)",
      notes: [Diagnostic.Note("the cells beyond the last column are left out")],
      help: "write \\| for a bar that is part of a cell")
  }
}

extension TableBlock {
  /// Sets the caption, whose last part may be the label.
  mutating func setCaption(_ words: [Inline]) {
    caption = words
    guard case .anchor(let label)? = words.last else { return }
    caption = words.dropLast().trimmingEnd()
    self.label = label
  }
}

extension Sequence<Inline> {
  /// Without blanks at the end.
  func trimmingEnd() -> [Inline] {
    var content = Array(self)
    while let last = content.last {
      guard case .text(let text) = last else {
        if last == .softBreak {
          content.removeLast()
          continue
        }
        break
      }
      var kept = Substring(text)
      while kept.last == " " || kept.last == "\t" { kept.removeLast() }
      content.removeLast()
      if !kept.isEmpty {
        content.append(.text(String(kept)))
        break
      }
    }
    return content
  }
}
