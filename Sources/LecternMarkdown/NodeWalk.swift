extension [Block] {
  /// Visits every piece of running text in the order of the source, containers before their content.
  package func forEachInline(_ body: (Inline) -> Void) {
    for block in self {
      switch block {
      case .heading(_, let content, _), .paragraph(let content, _): content.forEachInline(body)
      case .quote(let blocks, _), .alert(_, let blocks, _): blocks.forEachInline(body)
      case .list(let list): for item in list.items { item.forEachInline(body) }
      case .footnote(let footnote): footnote.blocks.forEachInline(body)
      case .table(let table):
        for cell in table.header + table.rows.flatMap({ $0 }) { cell.forEachInline(body) }
        table.caption.forEachInline(body)
      case .code, .thematicBreak, .html: break
      }
    }
  }
}

extension [Inline] {
  /// Visits each piece and what is inside it.
  package func forEachInline(_ body: (Inline) -> Void) {
    for inline in self {
      body(inline)
      switch inline {
      case .emphasis(let content), .strong(let content), .link(_, _, let content),
        .image(_, _, let content):
        content.forEachInline(body)
      case .text, .code, .math, .equation, .reference, .footnoteReference, .anchor, .softBreak,
        .lineBreak, .html:
        break
      }
    }
  }
}
