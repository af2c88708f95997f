import LecternMarkdown
import LecternNotebook

// What CommonMark does not know: tables, alerts, formulas, references, footnotes.

extension PageWriter {
  mutating func table(_ table: TableBlock) -> String {
    let item = numbering.items[.source(table.span.start)]
    let name = item.map { "Table \($0.number)" } ?? "Table"
    let id = item.map { " id=\"\(escaped($0.id))\"" } ?? ""
    var html = "<div class=\"table\"\(id)>\n"
    html += "<div class=\"scroll\" role=\"group\" tabindex=\"0\" aria-label=\"\(name)\">\n<table>\n"
    if let item {
      let words = table.caption.isEmpty ? "" : ": "
      html += "<caption><span><b>Table \(item.number)\(words)</b>"
      html += "\(inlines(table.caption))</span></caption>\n"
    }
    html += "<thead><tr>"
    for (cell, alignment) in zip(table.header, table.alignments) {
      // A corner without words heads nothing.
      let tag = cell.isEmpty ? "td" : "th"
      let scope = cell.isEmpty ? "" : " scope=\"col\""
      html += "<\(tag)\(scope)\(Self.attribute(alignment))>\(inlines(cell))</\(tag)>"
    }
    html += "</tr></thead>\n"
    if !table.rows.isEmpty {
      html += "<tbody>\n"
      for row in table.rows {
        html += "<tr>"
        for (cell, alignment) in zip(row, table.alignments) {
          html += "<td\(Self.attribute(alignment))>\(inlines(cell))</td>"
        }
        html += "</tr>\n"
      }
      html += "</tbody>\n"
    }
    return html + "</table>\n</div>\n</div>\n" + takeInlineReports()
  }

  private static func attribute(_ alignment: TableBlock.Alignment) -> String {
    switch alignment {
    case .unset, .left: ""
    case .center: " class=\"center\""
    case .right: " class=\"number\""
    }
  }

  mutating func alert(_ kind: AlertKind, _ blocks: [Block]) -> String {
    let title = kind.rawValue.prefix(1).uppercased() + kind.rawValue.dropFirst()
    return """
      <div class="alert alert-\(kind.rawValue)" role="note">
      <p class="alert-title">\(title)</p>
      \(self.blocks(blocks))</div>

      """
  }

  /// An image with a label is a figure; its alternative text is its caption.
  mutating func imageFigure(_ image: Inline, at start: Int) -> String {
    guard let item = numbering.items[.source(start)],
      case .image(_, _, let alternative) = image
    else { return "" }
    return """
      <figure id="\(escaped(item.id))">
      <div class="drawing">\(inlines([image]))</div>
      <figcaption><b>Figure \(item.number):</b> \(inlines(alternative))</figcaption>
      </figure>

      """
  }

  // MARK: - Formulas

  func formula(_ tex: String, isDisplay: Bool, number: Numbering.Item? = nil) -> String {
    let tag = number.map { "<span class=\"tag\">(\($0.number))</span>" } ?? ""
    let id = number.map { " id=\"\(escaped($0.id))\"" } ?? ""
    guard let markup = math.markup(tex, isDisplay: isDisplay) else {
      let source = "<code class=\"math\(isDisplay ? " display" : "")\">\(escaped(tex))</code>"
      return isDisplay && number != nil
        ? "<span class=\"formula\"\(id)>\(source)\(tag)</span>" : source
    }
    guard isDisplay else {
      guard math.isWide(tex, isDisplay: false) else { return markup }
      return "<span class=\"scroll inline\" role=\"group\" tabindex=\"0\" aria-label=\"Formula\">"
        + "\(markup)</span>"
    }
    // What may be wider than a phone can be scrolled by the keyboard too.
    let name = number.map { "Equation \($0.number)" } ?? "Formula"
    let scroll =
      math.isWide(tex, isDisplay: true)
      ? " role=\"group\" tabindex=\"0\" aria-label=\"\(name)\"" : ""
    return
      "<span class=\"formula\"\(id)><span class=\"scroll\"\(scroll)>\(markup)</span>\(tag)</span>"
  }

  // MARK: - References

  mutating func reference(_ reference: Reference, inLink: Bool) -> String {
    func linked(_ words: String, _ id: String) -> String {
      inLink ? words : "<a href=\"\(escaped(LinkPolicy.encoded("#" + id)))\">\(words)</a>"
    }
    switch numbering.targets[reference.label] {
    case .numbered(let word, let number, let id):
      return linked(reference.isNumberOnly ? "\(number)" : "\(word)\u{A0}\(number)", id)
    case .missing(let word, let id):
      return linked(reference.isNumberOnly ? "–" : "\(word)\u{A0}(not made)", id)
    case .omitted(let word, let omission, let id):
      let words = reference.isNumberOnly ? "–" : "\(word)\u{A0}(\(escaped(omission.words)))"
      return id.map { linked(words, $0) } ?? words
    case .section(let heading):
      guard let number = heading.number else {
        return linked(inlines(heading.words, inLink: true), heading.id)
      }
      return linked(reference.isNumberOnly ? number : "Section\u{A0}\(number)", heading.id)
    case nil:
      return "<span class=\"missing\">@\(escaped(reference.label))</span>"
    }
  }

  // MARK: - Footnotes

  /// The number of a footnote, which it gets when it is first referred to.
  mutating func footnoteReference(_ name: String) -> String {
    guard footnotes.definitions[name] != nil else { return escaped("[^\(name)]") }
    let (number, id, target) = footnotes.refer(to: name, &ids)
    return "<sup><a href=\"#\(target)\" id=\"\(id)\" role=\"doc-noteref\" "
      + "aria-label=\"Footnote \(number)\">\(number)</a></sup>"
  }

  /// The footnotes in the order of their numbers; one may refer to a further one.
  mutating func footnoteList() -> String {
    var html = ""
    var index = 0
    while index < footnotes.order.count {
      let name = footnotes.order[index]
      var text = blocks(footnotes.definitions[name] ?? [])
      let back = footnotes.backLinks(to: name)
      // The way back stands at the end of the last paragraph.
      if text.hasSuffix("</p>\n") {
        text = String(text.dropLast(5)) + " \(back)</p>\n"
      } else {
        text += "<p>\(back)</p>\n"
      }
      html += "<li id=\"\(footnotes.id(of: name))\">\(text)</li>\n"
      index += 1
    }
    guard !html.isEmpty else { return "" }
    return
      "<section class=\"footnotes\" aria-label=\"Footnotes\">\n<ol>\n\(html)</ol>\n</section>\n"
  }
}

/// The footnotes of a page and the places that refer to them.
struct FootnoteRegister {
  let definitions: [String: [Block]]
  /// Names in the order of their numbers.
  private(set) var order: [String] = []
  private var targets: [String: String] = [:]
  private var sources: [String: [String]] = [:]

  init(_ blocks: [Block]) {
    var definitions: [String: [Block]] = [:]
    for case .footnote(let footnote) in blocks where definitions[footnote.name] == nil {
      definitions[footnote.name] = footnote.blocks
    }
    self.definitions = definitions
  }

  mutating func refer(
    to name: String, _ ids: inout LabelIDs
  ) -> (number: Int, id: String, target: String) {
    if targets[name] == nil {
      order.append(name)
      targets[name] = ids.claim("fn-\(order.count)", otherwise: "fn")
    }
    let number = (order.firstIndex(of: name) ?? 0) + 1
    let id = ids.claim("fnref-\(number)", otherwise: "fnref")
    sources[name, default: []].append(id)
    return (number, id, targets[name] ?? "")
  }

  func id(of name: String) -> String { targets[name] ?? "" }

  func backLinks(to name: String) -> String {
    let all = sources[name] ?? []
    return all.enumerated().map { index, id in
      let suffix = all.count > 1 ? " \(index + 1)" : ""
      return
        "<a href=\"#\(id)\" role=\"doc-backlink\" aria-label=\"Back to the text\(suffix)\">↩</a>"
    }.joined(separator: " ")
  }
}
