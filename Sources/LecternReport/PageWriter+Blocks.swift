import LecternMarkdown
import LecternNotebook

extension PageWriter {
  mutating func blocks(_ blocks: [Block]) -> String {
    var html = ""
    for block in blocks { html += self.block(block) }
    return html
  }

  private mutating func block(_ block: Block) -> String {
    switch block {
    case .heading(_, let content, _): return heading(content)
    case .paragraph(let content, let span):
      if let (image, _) = content.labelledImage { return imageFigure(image, at: span.start) }
      return "<p>\(inlines(content))</p>\n" + takeInlineReports()
    case .code(let code): return self.code(code)
    case .quote(let blocks, _): return "<blockquote>\n\(self.blocks(blocks))</blockquote>\n"
    case .list(let list): return self.list(list)
    case .table(let table): return self.table(table)
    case .alert(let kind, let blocks, _): return alert(kind, blocks)
    case .footnote: return ""
    case .thematicBreak: return "<hr/>\n"
    case .html(let source, _): return rawHTML(source)
    }
  }

  private mutating func heading(_ content: [Inline]) -> String {
    guard outline.headings.indices.contains(headingCount) else { return "" }
    let heading = outline.headings[headingCount]
    headingCount += 1
    let number = heading.number.map { "<span class=\"number\">\($0)</span> " } ?? ""
    let tag = "h\(heading.level)"
    return
      "<\(tag) id=\"\(escaped(heading.id))\">\(number)\(inlines(content.withoutLabel))</\(tag)>\n"
      + takeInlineReports()
  }

  private mutating func code(_ code: CodeBlock) -> String {
    if let index = pieceIndex(startingAt: code.span.start),
      case .cell(let options) = notebook.pieces[index].kind
    {
      return cell(index, options)
    }
    let markup = options.listings.markup(of: code) ?? escaped(code.content.text)
    return "<pre class=\"listing\"><code>\(markup)</code></pre>\n"
  }

  private mutating func list(_ list: ListBlock) -> String {
    let start = list.isOrdered && list.start != 1 ? " start=\"\(list.start)\"" : ""
    let tag = list.isOrdered ? "ol" : "ul"
    var html = "<\(tag)\(start)>\n"
    for item in list.items {
      html += "<li>"
      for block in item {
        // The paragraphs of a tight list are shown without the space around them.
        if list.isTight, case .paragraph(let content, _) = block {
          html += inlines(content) + takeInlineReports()
        } else {
          html += "\n" + self.block(block)
        }
      }
      html += "</li>\n"
    }
    return html + "</\(tag)>\n"
  }

  /// Raw HTML becomes text, so that a stranger's notebook stays inert; comments stay unseen.
  private func rawHTML(_ source: String) -> String {
    if options.allowsUnsafeHTML { return source.hasSuffix("\n") ? source : source + "\n" }
    let shown = Self.withoutComments(source)
    guard shown.contains(where: { !$0.isWhitespace }) else { return "" }
    return "<pre class=\"raw\"><code>\(escaped(shown))</code></pre>\n"
  }

  static func withoutComments(_ source: String) -> String {
    var kept = Substring("")
    var rest = Substring(source)
    while let start = rest.firstIndex(ofSequence: "<!--") {
      kept += rest[..<start]
      let inside = rest[start...].dropFirst(4)
      guard let end = inside.firstIndex(ofSequence: "-->") else { return String(kept) }
      rest = inside[end...].dropFirst(3)
    }
    return String(kept + rest)
  }
}

extension Substring {
  /// Where a short text first stands, compared byte by byte.
  fileprivate func firstIndex(ofSequence needle: String) -> Index? {
    let needle = Array(needle.utf8)
    var position = utf8.startIndex
    while position < utf8.endIndex {
      if utf8[position...].starts(with: needle) { return position }
      position = utf8.index(after: position)
    }
    return nil
  }
}
