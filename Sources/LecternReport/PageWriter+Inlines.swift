import LecternMarkdown
import LecternNotebook

extension PageWriter {
  /// Running text as HTML.
  ///
  /// Links do not nest, so inside of one only their text is kept; the table of contents uses this
  /// too.
  mutating func inlines(
    _ content: [Inline], inLink: Bool = false, after previous: Character? = nil
  ) -> String {
    var html = ""
    // What stands before the inline at hand, for quotes open or close by it.
    var before = previous
    // How much of the next text stands with the formula before it already.
    var taken = 0
    for (place, inline) in content.enumerated() {
      defer { before = Self.lastCharacter(of: inline) ?? before }
      switch inline {
      case .text(let text):
        let quoted = typography.quoted(text, after: before)
        html += escaped(String(quoted.dropFirst(taken)))
        taken = 0
      case .code(let fragment, let span):
        if let index = pieceIndex(startingAt: span.start),
          notebook.pieces[index].kind == .inlineValue
        {
          html += inlineValue(index, reports: !inLink)
        } else {
          html += "<code>\(escaped(fragment.text))</code>"
        }
      case .math(let tex, let isDisplay, _):
        guard math.isShort(tex), !isDisplay || inLink else {
          html += formula(tex, isDisplay: isDisplay && !inLink)
          break
        }
        // A short formula stays whole, and with it the marks that touch it.
        var marks = ""
        if place + 1 < content.count, case .text(let next) = content[place + 1] {
          marks = String(
            typography.quoted(next, after: "x").prefix { ",.;:!?)”’“»".contains($0) })
          taken = marks.count
        }
        let opening = html.last == "(" ? String(html.removeLast()) : ""
        html += "<span class=\"whole\">\(opening)\(formula(tex, isDisplay: false))"
        html += "\(escaped(marks))</span>"
      case .equation(let tex, _, let span):
        html += formula(
          tex, isDisplay: !inLink, number: inLink ? nil : numbering.items[.source(span.start)])
      case .reference(let reference): html += self.reference(reference, inLink: inLink)
      case .footnoteReference(let name, _): if !inLink { html += footnoteReference(name) }
      case .anchor(let label):
        html += escaped(label.name.hasPrefix("[^") ? label.name : "{#\(label.name)}")
      case .emphasis(let content):
        html += "<em>\(inlines(content, inLink: inLink, after: before))</em>"
      case .strong(let content):
        html += "<strong>\(inlines(content, inLink: inLink, after: before))</strong>"
      case .link(let destination, let title, let content):
        html += link(
          destination, title, inlines(content, inLink: true, after: before), inLink: inLink)
      case .image(let source, let title, let alt):
        html += image(source, title, plainText(alt), inLink: inLink)
      case .softBreak: html += "\n"
      case .lineBreak: html += "<br/>\n"
      case .html(let source): html += rawInline(source)
      }
    }
    return html
  }

  /// What a reader sees last of an inline; a formula or code counts as a letter.
  private static func lastCharacter(of inline: Inline) -> Character? {
    switch inline {
    case .text(let text): text.last
    case .emphasis(let content), .strong(let content), .link(_, _, let content):
      content.last.flatMap(lastCharacter)
    case .softBreak, .lineBreak: " "
    case .code, .math, .equation, .reference, .footnoteReference, .image: "x"
    case .anchor, .html: nil
    }
  }

  private func link(
    _ destination: String, _ title: String, _ content: String, inLink: Bool
  ) -> String {
    let resolved = options.addresses[destination]
    guard !inLink, let address = resolved ?? links.linkAddress(destination) else { return content }
    return "<a href=\"\(escaped(address))\"\(titleAttribute(title))>\(content)</a>"
  }

  /// A picture that comes with the notebook is shown; any other would be a request, so it becomes
  /// a link.
  private func image(_ source: String, _ title: String, _ alt: String, inLink: Bool) -> String {
    if let address = options.addresses[source] ?? links.embeddedImageAddress(source) {
      return "<img src=\"\(escaped(address))\" alt=\"\(escaped(alt))\"\(titleAttribute(title))/>"
    }
    let words = alt.contains { !$0.isWhitespace } ? alt : "picture"
    return link(source, title, escaped(words), inLink: inLink)
  }

  private func titleAttribute(_ title: String) -> String {
    title.isEmpty ? "" : " title=\"\(escaped(title))\""
  }

  private func rawInline(_ source: String) -> String {
    if options.allowsUnsafeHTML { return source }
    return escaped(Self.withoutComments(source))
  }

  /// The value that stands for an expression in prose, or a mark in words that there is none.
  private mutating func inlineValue(_ index: Int, reports: Bool) -> String {
    let expression = escaped(notebook.pieces[index].content.text.trimmed)
    if reports, !pieceDiagnostics[index].isEmpty { inlineReports.append(index) }
    let result = pieceResult(index)
    switch result?.status {
    case .ok:
      let words = result?.outputs.map(Self.words).joined(separator: ", ") ?? ""
      return "<span class=\"value\" title=\"\(expression)\">\(escaped(words))</span>"
    case .failed:
      return "<span class=\"missing\"><code>\(expression)</code> failed</span>"
    case .omitted:
      return "<span\(titleAttribute(result?.omission?.words ?? ""))>–</span>"
    case .skipped, nil:
      let reason = titleAttribute(result?.reason ?? "")
      return "<span class=\"missing\"\(reason)><code>\(expression)</code> not run</span>"
    }
  }

  /// Running text as words alone, values in it included: for alternative texts.
  func words(_ content: [Inline]) -> String {
    var words = ""
    content.forEachInline { inline in
      guard case .code(_, let span) = inline, let index = pieceIndex(startingAt: span.start),
        notebook.pieces[index].kind == .inlineValue
      else {
        switch inline {
        case .emphasis, .strong, .link, .image: break
        default: words += [inline].plainText
        }
        return
      }
      let result = pieceResult(index)
      switch result?.status {
      case .ok: words += result?.outputs.map(Self.words).joined(separator: ", ") ?? ""
      case .omitted: words += "–"
      case .failed, .skipped, nil: words += "(not run)"
      }
    }
    return words
  }

  /// The abstract as words alone; nil without one.
  var abstractWords: String? {
    let frontMatter = notebook.frontMatter
    return frontMatter.abstractContent.isEmpty
      ? frontMatter.abstract : words(frontMatter.abstractContent)
  }

  /// What the inline values of the paragraph just written have to report.
  mutating func takeInlineReports() -> String {
    let pieces = inlineReports
    inlineReports = []
    return pieces.flatMap { pieceDiagnostics[$0] }.map(diagnostic).joined()
  }

  /// An output in one line of text.
  static func words(_ output: CellOutput) -> String {
    switch output {
    case .value(let value): ValueText.line(value)
    case .text(let text): text
    case .table(let table): table.title
    case .figure(let figure): figure.title
    case .expectation(let expectation): expectation.passed ? "holds" : "does not hold"
    }
  }
}

extension StringProtocol {
  /// Without white space at both ends.
  var trimmed: String {
    guard let start = firstIndex(where: { !$0.isWhitespace }),
      let end = lastIndex(where: { !$0.isWhitespace })
    else { return "" }
    return String(self[start...end])
  }
}
