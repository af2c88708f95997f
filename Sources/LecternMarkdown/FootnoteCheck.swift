internal import LecternText

/// What is wrong with the footnotes of a document.
struct FootnoteCheck {
  private(set) var diagnostics: [Diagnostic] = []

  init(_ blocks: [Block]) {
    var definitions: [String: SourceSpan] = [:]
    var order: [String] = []
    for case .footnote(let footnote) in blocks {
      if let first = definitions[footnote.name] {
        diagnostics.append(
          Diagnostic(
            "footnote-duplicate", at: footnote.nameSpan,
            "there are two footnotes \(footnote.name)",
            notes: [Diagnostic.Note("first given here", at: first)], help: "rename one of them"))
      } else {
        definitions[footnote.name] = footnote.nameSpan
        order.append(footnote.name)
      }
    }
    var used: Set<String> = []
    blocks.forEachInline { inline in
      guard case .footnoteReference(let name, let span) = inline else { return }
      // Each name is reported once.
      guard used.insert(name).inserted, definitions[name] == nil else { return }
      let nearest = Suggestion.nearest(to: name, among: order)
      diagnostics.append(
        Diagnostic(
          "footnote-unknown", .warning, at: span, "there is no footnote \(name)",
          help: nearest.map { "did you mean [^\($0)]?" }
            ?? "write its text in a paragraph [^\(name)]: …"))
    }
    for name in order where !used.contains(name) {
      diagnostics.append(
        Diagnostic(
          "footnote-unused", .warning, at: definitions[name],
          "nothing refers to the footnote \(name), so it is not shown",
          help: "write [^\(name)] where it belongs"))
    }
  }
}
