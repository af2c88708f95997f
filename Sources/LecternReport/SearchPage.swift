import Foundation
import LecternMarkdown
import LecternNotebook

/// The page that finds words in all notebooks of a course, without a server.
///
/// The texts stand in the page as data, because a page that was opened from a disk may load nothing.
/// Without JavaScript the page is a list of all sections.
package enum SearchPage {
  package static func render(_ site: Site, entries: [String: IndexEntry]) -> String {
    let entries = site.pages.compactMap { entries[$0.href] }
    let (style, script) = StyleSheet.search
    return Templates.search.render(
      SearchView(
        lang: ReportPage.languageTag(site.lang), title: site.title,
        policy: ContentPolicy(style: style, script: script).text,
        css: style, script: script, entries: json(entries),
        notebooks: entries.map { entry in
          let href = LinkPolicy.encoded(entry.href)
          let sections = entry.sections.compactMap { section in
            section.id.map { id in
              SearchView.Section(
                sectionName: section.heading, sectionHref: href + LinkPolicy.encoded("#" + id))
            }
          }
          return SearchView.Entry(
            name: entry.title, href: href, hasSections: !sections.isEmpty, sections: sections)
        }))
  }

  private struct Record: Encodable {
    let title: String
    let href: String
    let sections: [IndexEntry.Section]
  }

  /// Data that cannot end the element that holds it: `<` is written as an escape.
  private static func json(_ entries: [IndexEntry]) -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    let records = entries.map {
      Record(title: $0.title, href: LinkPolicy.encoded($0.href), sections: $0.sections)
    }
    guard let data = try? encoder.encode(records) else {
      preconditionFailure("The texts of notebooks encode to JSON.")
    }
    return String(decoding: data, as: UTF8.self).replacing("<", with: "\\u003c")
  }
}

/// The text of a notebook by sections, as far as a reader of its page sees it.
struct SectionTexts {
  private(set) var sections: [IndexEntry.Section] = []
  private let writer: PageWriter
  private var headings: ArraySlice<Outline.Heading>
  private var current: (id: String?, heading: String, text: [String]) = (nil, "", [])

  init(_ writer: PageWriter) {
    self.writer = writer
    headings = writer.outline.headings[...]
    current.text += [writer.notebook.frontMatter.subtitle, writer.abstractWords].compactMap(\.self)
    visit(writer.outline.body)
    close()
  }

  private mutating func close() {
    let text = current.text.filter { !$0.isEmpty }.joined(separator: " ")
    guard current.id != nil || !text.isEmpty else { return }
    sections.append(
      IndexEntry.Section(
        id: current.id, heading: current.heading,
        text: text.split(whereSeparator: \.isWhitespace).joined(separator: " ")))
  }

  private mutating func visit(_ blocks: [Block]) {
    for block in blocks {
      switch block {
      case .heading(_, let content, _):
        guard let heading = headings.popFirst(), heading.isListed else {
          current.text.append(words(content))
          continue
        }
        close()
        current = (heading.id, plainText(heading.content.withoutLabel), [])
      case .paragraph(let content, _): current.text.append(words(content))
      case .code(let code): visit(code)
      case .quote(let blocks, _), .alert(_, let blocks, _): visit(blocks)
      case .list(let list): for item in list.items { visit(item) }
      case .table(let table):
        current.text += (table.header + table.rows.flatMap { $0 } + [table.caption])
          .map(words)
      case .footnote(let footnote): visit(footnote.blocks)
      case .html(let source, _): current.text.append(PageWriter.withoutComments(source))
      case .thematicBreak: break
      }
    }
  }

  /// Words and values, and formulas as they are read.
  private func words(_ content: [Inline]) -> String {
    writer.words(
      content.map { inline in
        switch inline {
        case .math(let tex, _, _), .equation(let tex, _, _): .text(PlainTeX.text(tex))
        default: inline
        }
      })
  }

  private mutating func visit(_ code: CodeBlock) {
    guard let index = writer.pieceIndex(startingAt: code.span.start),
      let options = writer.notebook.pieces[index].options
    else {
      current.text.append(code.content.text)
      return
    }
    guard options.isIncluded else { return }
    if options.echo != .hidden {
      current.text.append(
        CodeHighlighting.withoutOptionLines(writer.notebook.pieces[index].content.text))
    }
    current.text += (options.figureCaptions + options.tableCaptions).map { words($0.content) }
  }
}
