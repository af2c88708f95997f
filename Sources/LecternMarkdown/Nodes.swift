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
  case table(TableBlock)
  /// `> [!NOTE]` and the other four kinds that forges know.
  case alert(AlertKind, [Block], span: SourceSpan)
  /// `[^name]: …`; it stands where it was written, the report moves it.
  case footnote(FootnoteBlock)
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

/// A pipe table.
package struct TableBlock: Sendable, Equatable {
  package enum Alignment: Sendable, Equatable {
    case unset
    case left
    case center
    case right
  }

  package let alignments: [Alignment]
  package let header: [[Inline]]
  /// Each as long as the header.
  package let rows: [[[Inline]]]
  /// Of a line `: Words {#tbl-x}` before the next block.
  package var caption: [Inline]
  package var label: Label?
  package var span: SourceSpan

  package init(
    alignments: [Alignment], header: [[Inline]], rows: [[[Inline]]], caption: [Inline] = [],
    label: Label? = nil, span: SourceSpan
  ) {
    self.alignments = alignments
    self.header = header
    self.rows = rows
    self.caption = caption
    self.label = label
    self.span = span
  }
}

/// What an alert is for.
package enum AlertKind: String, Sendable, CaseIterable {
  case note
  case tip
  case important
  case warning
  case caution
}

/// The text of a footnote.
package struct FootnoteBlock: Sendable, Equatable {
  package let name: String
  package let nameSpan: SourceSpan
  package let blocks: [Block]

  package init(name: String, nameSpan: SourceSpan, blocks: [Block]) {
    self.name = name
    self.nameSpan = nameSpan
    self.blocks = blocks
  }
}

/// The name that an author gives a thing with `{#name}`, without its marks.
package struct Label: Sendable, Equatable {
  package let name: String
  package let span: SourceSpan

  package init(name: String, span: SourceSpan) {
    self.name = name
    self.span = span
  }
}

/// `@fig-x`, which stands for "Figure 3", or `[-@fig-x]` for the number alone.
package struct Reference: Sendable, Equatable {
  package let label: String
  package let isNumberOnly: Bool
  package let span: SourceSpan

  package init(label: String, isNumberOnly: Bool = false, span: SourceSpan) {
    self.label = label
    self.isNumberOnly = isNumberOnly
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
  /// `$$…$$ {#eq-x}`: a formula of its own line with a number.
  case equation(tex: String, label: Label, span: SourceSpan)
  case reference(Reference)
  /// `[^name]`.
  case footnoteReference(String, span: SourceSpan)
  /// `{#name}` at the end of a heading or behind an image that is a paragraph of its own.
  case anchor(Label)
  case emphasis([Inline])
  case strong([Inline])
  case link(destination: String, title: String, content: [Inline])
  case image(source: String, title: String, alt: [Inline])
  case softBreak
  case lineBreak
  case html(String)
}
