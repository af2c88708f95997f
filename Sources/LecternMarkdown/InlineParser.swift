package import LecternText

extension MarkdownDocument {
  /// Running text taken out of a file, one line of it, with the places of its parts in that file.
  package static func inlines(of fragment: SourceFragment) -> [Inline] {
    guard fragment.utf8.contains(where: { $0 > 0x20 }) else { return [] }
    // The full stop keeps a text that begins like a list or a heading from becoming one.
    let text = "." + fragment.text.replacing("\n", with: " ")
    let parsed = parse(part: SourceFile(name: "", text: text))
    guard case .paragraph(var content, _)? = parsed.first, parsed.count == 1,
      case .text(let first)? = content.first, first.hasPrefix(".")
    else { return [.text(fragment.text)] }
    content[0] = .text(String(first.dropFirst()))
    if first == "." { content.removeFirst() }
    return Relocation(fragment).moved(content)
  }
}

/// Moves parts of a text that was parsed behind one character back to where they came from.
private struct Relocation {
  private let fragment: SourceFragment

  init(_ fragment: SourceFragment) {
    self.fragment = fragment
  }

  func moved(_ content: [Inline]) -> [Inline] {
    content.map { inline in
      switch inline {
      case .text, .softBreak, .lineBreak, .html: inline
      case .code(let content, let span):
        .code(
          fragment.slice(range(content.sourceSpan(0..<content.utf8.count))), span: place(span))
      case .math(let tex, let isDisplay, let span):
        .math(tex: tex, isDisplay: isDisplay, span: place(span))
      case .equation(let tex, let label, let span):
        .equation(tex: tex, label: moved(label), span: place(span))
      case .reference(let reference):
        .reference(
          Reference(
            label: reference.label, isNumberOnly: reference.isNumberOnly,
            span: place(reference.span)))
      case .footnoteReference(let name, let span): .footnoteReference(name, span: place(span))
      case .anchor(let label): .anchor(moved(label))
      case .emphasis(let content): .emphasis(moved(content))
      case .strong(let content): .strong(moved(content))
      case .link(let destination, let title, let content):
        .link(destination: destination, title: title, content: moved(content))
      case .image(let source, let title, let alternative):
        .image(source: source, title: title, alt: moved(alternative))
      }
    }
  }

  private func moved(_ label: Label) -> Label { Label(name: label.name, span: place(label.span)) }

  private func place(_ span: SourceSpan) -> SourceSpan { fragment.sourceSpan(range(span)) }

  private func range(_ span: SourceSpan) -> Range<Int> {
    let start = min(max(0, span.start - 1), fragment.utf8.count)
    return start..<min(max(start, span.end - 1), fragment.utf8.count)
  }
}
