import LecternMarkdown
import LecternNotebook

/// The headings of a page: one title, then levels that never skip, each with an id.
///
/// A label stays at the end of a heading's content.
struct Outline: Sendable {
  struct Heading: Sendable {
    let content: [Inline]
    /// 2 to 6.
    let level: Int
    /// `1.2`, where the author asked for numbers.
    let number: String?
    let id: String
    /// Headings inside quotes and lists are no part of the contents.
    let isListed: Bool

    /// What a reference to the heading shows: references in it stay marks, since they may lead back.
    var words: [Inline] { Self.withoutReferences(content.withoutLabel) }

    private static func withoutReferences(_ content: [Inline]) -> [Inline] {
      content.map { inline in
        switch inline {
        case .reference(let reference): .text("@" + reference.label)
        case .emphasis(let content): .emphasis(withoutReferences(content))
        case .strong(let content): .strong(withoutReferences(content))
        case .link(let destination, let title, let content):
          .link(destination: destination, title: title, content: withoutReferences(content))
        default: inline
        }
      }
    }
  }

  /// Plain text of the title.
  let title: String
  /// The heading of the text that gave the title; nil when another source did.
  let titleHeading: Heading?
  /// The blocks below the title.
  let body: [Block]
  /// In the order of the text.
  let headings: [Heading]

  init(_ notebook: Notebook, ids: inout LabelIDs) {
    let (title, content, index) = Self.findTitle(of: notebook)
    self.title = title
    var body = notebook.blocks
    if let index { body.remove(at: index) }
    self.body = body

    var found: [(level: Int, content: [Inline], isListed: Bool)] = []
    Self.collect(body, isListed: true, into: &found)
    headings = Self.numbered(found, withNumbers: notebook.frontMatter.numbersSections, ids: &ids)
    titleHeading = content.map { content in
      Heading(
        content: content, level: 1, number: nil, id: Self.id(of: content, "title", &ids),
        isListed: false)
    }
  }

  /// The front matter's title, else the first top heading, else the name of the file; with the
  /// place of the block that says the same.
  private static func findTitle(of notebook: Notebook) -> (String, [Inline]?, Int?) {
    let first = notebook.blocks.firstIndex { block in
      if case .heading(level: 1, _, _) = block { true } else { false }
    }
    var heading: [Inline]?
    if let first, case .heading(_, let content, _) = notebook.blocks[first] { heading = content }
    let words = heading.map { plainText($0.withoutLabel) }
    if let title = notebook.frontMatter.title, !title.isEmpty {
      return words == title ? (title, heading, first) : (title, nil, nil)
    }
    if let words, !words.isEmpty { return (words, heading, first) }
    let file = notebook.source.name.split(separator: "/").last.map(String.init) ?? "Notebook"
    return (file.hasSuffix(".md") && file.count > 3 ? String(file.dropLast(3)) : file, nil, nil)
  }

  private static func collect(
    _ blocks: [Block], isListed: Bool,
    into found: inout [(level: Int, content: [Inline], isListed: Bool)]
  ) {
    for block in blocks {
      switch block {
      case .heading(let level, let content, _): found.append((level, content, isListed))
      case .quote(let blocks, _), .alert(_, let blocks, _):
        collect(blocks, isListed: false, into: &found)
      case .footnote(let footnote): collect(footnote.blocks, isListed: false, into: &found)
      case .list(let list):
        for item in list.items { collect(item, isListed: false, into: &found) }
      case .paragraph, .code, .table, .thematicBreak, .html: break
      }
    }
  }

  private static func numbered(
    _ found: [(level: Int, content: [Inline], isListed: Bool)], withNumbers: Bool,
    ids: inout LabelIDs
  ) -> [Heading] {
    // The open headings, outermost first: the level as written and the level on the page.
    var open: [(written: Int, shown: Int)] = []
    var counters = [Int](repeating: 0, count: 7)
    return found.map { heading in
      if heading.isListed {
        while let last = open.last, last.written >= heading.level { open.removeLast() }
      }
      let level = min(6, (open.last?.shown ?? 1) + 1)
      if heading.isListed { open.append((heading.level, level)) }
      var number: String?
      if withNumbers, heading.isListed {
        counters[level] += 1
        for deeper in counters.indices where deeper > level { counters[deeper] = 0 }
        number = counters[2...level].map(String.init).joined(separator: ".")
      }
      return Heading(
        content: heading.content, level: level, number: number,
        id: id(of: heading.content, "section", &ids), isListed: heading.isListed)
    }
  }

  /// The address of a heading: that of its label, else one made of its words.
  private static func id(of content: [Inline], _ fallback: String, _ ids: inout LabelIDs) -> String
  {
    if case .anchor(let label)? = content.last { return ids.take(label.name) }
    return ids.claim(plainText(content), otherwise: fallback)
  }
}

/// The words of running text without their markup.
func plainText(_ content: [Inline]) -> String { content.plainText }
