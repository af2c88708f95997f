import LecternMarkdown
import LecternNotebook
import LecternText

extension MarkdownProse {
  /// Whether running text holds what a report does not let through, or what a reader with other rules
  /// could take for it: then it is written anew.
  func isForbidden(_ content: [Inline], depth: Int = 0) -> Bool {
    guard !writer.options.allowsUnsafeHTML else { return false }
    // Marks nested very deep are left out of what was parsed, and so are the links in them.
    guard depth < Self.depthLimit else { return true }
    return content.contains { inline in
      switch inline {
      case .html: true
      case .text(let words): Self.mayMislead(words)
      case .link(let destination, _, let content):
        writer.options.addresses[destination] != nil
          || !destination.isEmpty && writer.links.linkAddress(destination) == nil
          || isForbidden(content, depth: depth + 1)
      case .image(let source, _, let content):
        imageAddress(source) == nil || attachments.name(of: source) != nil
          || movedPicture(source) != nil
          || isForbidden(content, depth: depth + 1)
      case .emphasis(let content), .strong(let content): isForbidden(content, depth: depth + 1)
      default: false
      }
    }
  }

  private static let depthLimit = 50

  /// Where a picture beside the notebook is, seen from a report in another folder.
  private func movedPicture(_ source: String) -> String? {
    guard dialect == .github, let address = writer.options.addresses[source],
      !address.hasPrefix("data:")
    else { return nil }
    return address
  }

  /// Text of several lines is a block that was nested too deep to be parsed.
  private static func mayMislead(_ words: String) -> Bool {
    zip(words.unicodeScalars, words.unicodeScalars.dropFirst()).contains { first, second in
      mayMislead(first, second) || second == "\n"
    }
  }

  /// Pictures that are part of the text, and files beside it: nothing that asks somebody else.
  private func imageAddress(_ source: String) -> String? {
    if let embedded = writer.links.embeddedImageAddress(source) { return embedded }
    guard LinkPolicy.scheme(of: source) == nil, !source.hasPrefix("//"), !source.hasPrefix("\\")
    else { return nil }
    return writer.links.linkAddress(source)
  }

  /// Running text written anew in one line.
  func line(_ content: [Inline], inLink: Bool = false, inTable: Bool = false) -> String {
    inlines(content, inLink: inLink, inTable: inTable)
      .replacing("\\\n", with: " ").replacing("\n", with: " ")
  }

  /// Running text written anew, as the page has it.
  func inlines(_ content: [Inline], inLink: Bool = false, inTable: Bool = false) -> String {
    var text = ""
    for inline in content {
      switch inline {
      case .text(let words): text += MarkdownText.escaped(words)
      case .code(let fragment, let span):
        text +=
          value(at: span, inTable: inTable)
          ?? MarkdownText.codeSpan(fragment.text, inTable: inTable)
      case .math(let tex, let isDisplay, _):
        text += Self.formula(inTable ? Self.withoutBars(tex) : tex, isDisplay: isDisplay)
      case .equation(let tex, _, let span):
        let item = writer.numbering.items[.source(span.start)]
        let tag = item.map { " \\tag{\($0.number)}" } ?? ""
        text += Self.formula(tex + (tex.contains("\\tag") ? "" : tag), isDisplay: true)
        text += item.map { Self.anchor($0.id) } ?? ""
      case .reference(let reference): text += self.reference(reference, inLink: inLink)
      case .footnoteReference(let name, _): text += footnoteReference(name) ?? "[^\(name)]"
      case .anchor(let label):
        if case .section(let heading)? = writer.numbering.targets[label.name] {
          text += Self.anchor(heading.id)
        }
      case .emphasis(let content):
        text += Self.wrapped(inlines(content, inLink: inLink, inTable: inTable), "*")
      case .strong(let content):
        text += Self.wrapped(inlines(content, inLink: inLink, inTable: inTable), "**")
      case .link(let destination, _, let content):
        let words = inlines(content, inLink: true, inTable: inTable)
        let resolved = writer.options.addresses[destination]
        let address = inLink ? nil : resolved ?? writer.links.linkAddress(destination)
        text += address.map { "[\(words)](\(Self.address($0)))" } ?? words
      case .image(let source, _, let alternative):
        let words = MarkdownText.escaped(plainText(alternative))
        let attached = attachments.name(of: source).map { "attachment:" + $0 }
        if let address = attached ?? movedPicture(source) ?? imageAddress(source) {
          text += "![\(words)](\(Self.address(address)))"
        } else if let address = writer.links.linkAddress(source), !inLink {
          text += "[\(words.isEmpty ? "picture" : words)](\(Self.address(address)))"
        } else {
          text += words
        }
      case .softBreak: text += "\n"
      case .lineBreak: text += "\\\n"
      case .html(let html): text += MarkdownText.escaped(PageWriter.withoutComments(html))
      }
    }
    return text
  }

  private static func wrapped(_ text: String, _ mark: String) -> String {
    text.isEmpty ? "" : mark + text + mark
  }

  /// A formula for the cell of a table, which a bar would end.
  static func withoutBars(_ tex: String) -> String {
    tex.replacing("\\|", with: "\\Vert ").replacing("|", with: "\\vert ")
  }

  private static func formula(_ tex: String, isDisplay: Bool) -> String {
    let mark = isDisplay ? "$$" : "$"
    return mark + safeTeX(tex) + mark
  }

  /// A place that links lead to.
  static func anchor(_ id: String) -> String { "<a id=\"\(escaped(id))\"></a>" }

  /// The place of a figure or table that references lead to; empty where none can.
  func anchor(of item: Numbering.Item) -> String {
    referredIDs.contains(item.id) ? Self.anchor(item.id) : ""
  }

  /// The address of a link, in angle brackets where a bracket in it could end the link.
  static func address(_ address: String) -> String {
    address.contains { "() ".contains($0) } ? "<\(address)>" : address
  }

  /// What stands for an inline value; nil for code that is only shown.
  func value(at span: SourceSpan, inTable: Bool = false) -> String? {
    guard let index = writer.pieceIndex(startingAt: span.start),
      writer.notebook.pieces[index].kind == .inlineValue
    else { return nil }
    let expression = MarkdownText.codeSpan(
      writer.notebook.pieces[index].content.text.trimmed, inTable: inTable)
    let result = writer.pieceResult(index)
    switch result?.status {
    case .ok:
      return MarkdownText.escaped(
        result?.outputs.map(PageWriter.words).joined(separator: ", ") ?? "")
    case .failed: return "\(expression) (failed)"
    case .omitted: return "–"
    case .skipped, nil: return "\(expression) (not run)"
    }
  }

  func reference(_ reference: Reference, inLink: Bool) -> String {
    func linked(_ words: String, _ id: String) -> String {
      inLink ? words : "[\(words)](\(LinkPolicy.encoded("#" + id)))"
    }
    switch writer.numbering.targets[reference.label] {
    case .numbered(let word, let number, let id):
      return linked(reference.isNumberOnly ? "\(number)" : "\(word)\u{A0}\(number)", id)
    case .missing(let word, let id):
      let words = reference.isNumberOnly ? "–" : "\(word)\u{A0}(not made)"
      return dialect == .jupyter ? words : linked(words, id)
    case .omitted(let word, let omission, let id):
      let words =
        reference.isNumberOnly
        ? "–" : "\(word)\u{A0}(\(MarkdownText.escaped(omission.words)))"
      return dialect == .jupyter ? words : id.map { linked(words, $0) } ?? words
    case .section(let heading):
      guard let number = heading.number else {
        return linked(line(heading.words, inLink: true), heading.id)
      }
      return linked(reference.isNumberOnly ? number : "Section\u{A0}\(number)", heading.id)
    case nil: return "@" + MarkdownText.escaped(reference.label)
    }
  }

  /// A numbered footnote's mark; nil where it stays as written.
  func footnoteReference(_ name: String) -> String? {
    guard let place = writer.footnotes.order.firstIndex(of: name) else { return nil }
    return "[<sup>\(place + 1)</sup>](#\(writer.footnotes.id(of: name)))"
  }

  /// A table of the prose written anew, its caption below it.
  func pipes(_ table: TableBlock, _ item: Numbering.Item?) -> String {
    func row(_ cells: [[Inline]]) -> String {
      "| "
        + cells.map { line($0, inTable: true) }.joined(separator: " | ") + " |\n"
    }
    let rule = table.alignments.map { alignment in
      switch alignment {
      case .unset: "---"
      case .left: ":--"
      case .center: ":-:"
      case .right: "--:"
      }
    }
    var text = row(table.header) + "| " + rule.joined(separator: " | ") + " |\n"
    text += table.rows.map(row).joined()
    guard let item else { return String(text.dropLast()) }
    return text + "\n\(Self.anchor(item.id))**Table \(item.number):** \(inlines(table.caption))"
  }
}

extension PageWriter {
  /// A diagnostic as the terminal shows it, without folders, which differ between machines.
  func diagnosticText(_ diagnostic: Diagnostic) -> String {
    let whole = DisplayText.sanitized(notebook.source.name)
    let name = whole.split(separator: "/").last.map(String.init) ?? whole
    let text = TerminalRenderer(useColor: false).render([diagnostic], in: notebook.source)
    return text.hasPrefix(whole) ? name + text.dropFirst(whole.count) : text
  }

  func fencedDiagnostic(_ diagnostic: Diagnostic) -> String {
    MarkdownText.fenced(diagnosticText(diagnostic), "text")
  }
}
