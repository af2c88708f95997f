import LecternMarkdown
import LecternNotebook
import LecternText

extension MarkdownProse {
  /// Replaces the marks in text that stays as written.
  mutating func edit(_ content: [Inline], inLink: Bool = false, inTable: Bool = false) {
    for inline in content {
      switch inline {
      case .code(_, let span):
        if let value = value(at: span, inTable: inTable) { replace(span, with: value) }
      case .math(_, _, let span): editMath(span, number: nil, inTable: inTable)
      case .equation(_, let label, let span):
        let item = writer.numbering.items[.source(span.start)]
        editMath(span, number: item?.number, inTable: inTable)
        replace(label.span, with: item.map { Self.anchor($0.id) } ?? "")
      case .reference(let reference):
        replace(reference.span, with: self.reference(reference, inLink: inLink))
      case .footnoteReference(let name, let span):
        if let text = footnoteReference(name) { replace(span, with: text) }
      case .anchor(let label):
        if case .section(let heading)? = writer.numbering.targets[label.name] {
          replace(label.span, with: Self.anchor(heading.id))
        }
      case .emphasis(let content), .strong(let content):
        edit(content, inLink: inLink, inTable: inTable)
      case .link(_, _, let content): edit(content, inLink: true, inTable: inTable)
      case .text, .image, .softBreak, .lineBreak, .html: break
      }
    }
  }

  /// A formula stays TeX, and an equation gets its number.
  private mutating func editMath(_ span: SourceSpan, number: Int?, inTable: Bool) {
    guard span.end <= source.utf8.count, span.end - span.start >= 2 else { return }
    let text = source.text(in: span)
    var safe = Self.safeTeX(inTable ? Self.withoutBars(text) : text)
    if let number, !text.contains("\\tag") {
      // Closing dollars on a line of their own stay there.
      var inner = safe.dropLast(2)
      var end = String(safe.suffix(2))
      if let line = inner.lastIndex(where: \.isNewline),
        inner[line...].allSatisfy({ $0.isWhitespace || $0 == ">" })
      {
        end = inner[line...] + end
        inner = inner[..<line]
      } else {
        end = " " + end
      }
      safe = inner + " \\tag{\(number)}" + end
    }
    if safe != text { replace(span, with: safe) }
  }

  /// TeX that is no tag, no link and no code for readers that know no formulas either: a space in it
  /// changes no formula, and a backtick is set as the quotation mark that it is in TeX.
  static func safeTeX(_ tex: String) -> String {
    var safe = String.UnicodeScalarView()
    for scalar in tex.unicodeScalars {
      if let last = safe.last, mayMislead(last, scalar) { safe.append(" ") }
      safe.append(scalar == "`" ? "\u{2018}" : scalar)
    }
    return String(safe)
  }

  /// Whether two characters could be the start of a tag or the middle of a link.
  static func mayMislead(_ first: Unicode.Scalar, _ second: Unicode.Scalar) -> Bool {
    switch (first, second) {
    case ("]", "("), ("]", "["): true
    case ("<", "/"), ("<", "!"), ("<", "?"): true
    case ("<", let scalar): scalar.isASCII && scalar.properties.isAlphabetic
    default: false
    }
  }
}
