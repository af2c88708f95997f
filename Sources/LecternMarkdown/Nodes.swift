package import LecternText

/// A block of a parsed Markdown document.
package indirect enum Block: Sendable, Equatable {
  case heading(level: Int, content: [Inline], span: SourceSpan)
  case paragraph([Inline], span: SourceSpan)
  case code(CodeBlock)
  case quote([Block], span: SourceSpan)
  case list(ListBlock)
  case thematicBreak(span: SourceSpan)
  /// Raw HTML as written; what becomes of it is the report's decision.
  case html(String, span: SourceSpan)
}

/// A fenced or indented code block.
package struct CodeBlock: Sendable, Equatable {
  /// The info string, trimmed: `nn`, `{nn}`, `python` or empty.
  package let info: String
  /// The code with the place in the file of each of its lines.
  package let content: SourceFragment
  /// From the first character of the opening fence to the end of the closing one.
  package let span: SourceSpan
  package let isFenced: Bool
  /// False when a fence runs to the end of its container without a closing fence.
  package let isClosed: Bool

  package init(
    info: String, content: SourceFragment, span: SourceSpan, isFenced: Bool, isClosed: Bool
  ) {
    self.info = info
    self.content = content
    self.span = span
    self.isFenced = isFenced
    self.isClosed = isClosed
  }
}

/// A bullet or ordered list.
package struct ListBlock: Sendable, Equatable {
  package let isOrdered: Bool
  package let start: Int
  package let isTight: Bool
  package let items: [[Block]]
  package let span: SourceSpan

  package init(
    isOrdered: Bool, start: Int, isTight: Bool, items: [[Block]], span: SourceSpan
  ) {
    self.isOrdered = isOrdered
    self.start = start
    self.isTight = isTight
    self.items = items
    self.span = span
  }
}

/// A piece of running text.
package indirect enum Inline: Sendable, Equatable {
  case text(String)
  /// A code span; `content` maps its text to the file.
  case code(SourceFragment, span: SourceSpan)
  /// `$…$` or `$$…$$`; TeX as written, without the dollars.
  case math(tex: String, isDisplay: Bool, span: SourceSpan)
  case emphasis([Inline])
  case strong([Inline])
  case link(destination: String, title: String, content: [Inline])
  case image(source: String, title: String, alt: [Inline])
  case softBreak
  case lineBreak
  case html(String)
}
