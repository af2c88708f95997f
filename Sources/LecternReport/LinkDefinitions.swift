import LecternMarkdown
import LecternNotebook
import LecternText

/// The link definitions of a notebook, `[name]: address`: a cell of Jupyter sees only its own.
struct LinkDefinitions {
  private var definitions: [(name: String, line: String)] = []
  /// Where lines begin that lead, or for other readers would lead, where no link may lead.
  private(set) var forbidden: [Int] = []

  /// What the lines of a file belong to.
  private enum Owner {
    case code
    case text
  }

  init(_ notebook: Notebook, _ links: LinkPolicy) {
    let source = notebook.source
    let owners = Self.owners(notebook)
    for line in owners.indices where owners[line] != .code {
      let span = source.lineSpan(line)
      let text = source.text(in: span)
      guard text.contains("]:"),
        let match = text.wholeMatch(
          of: /([\s>*+\-0-9.)]*)\[((?:\\.|[^\[\]\\^])(?:\\.|[^\[\]\\])*)\]:\s*<?([^\s>]*).*/)
      else { continue }
      let (_, margin, name, written) = match.output
      var address = String(written)
      if address.isEmpty, line + 1 < owners.count {
        // The address may stand on the next line.
        let next = source.text(in: source.lineSpan(line + 1))
        address = String(next.drop { $0.isWhitespace || "><".contains($0) }.prefix { $0 != " " })
      }
      if !address.isEmpty, links.linkAddress(address) == nil,
        links.embeddedImageAddress(address) == nil
      {
        forbidden.append(span.start + margin.utf8.count)
      } else if owners[line] == nil, !written.isEmpty, margin.allSatisfy({ $0 == " " }) {
        definitions.append((name.lowercased(), text.trimmed))
      }
    }
  }

  private static func owners(_ notebook: Notebook) -> [Owner?] {
    let source = notebook.source
    var owners = [Owner?](repeating: nil, count: source.lineStarts.count)
    func take(_ span: SourceSpan, _ owner: Owner) {
      guard span.start < source.utf8.count, span.start <= span.end else { return }
      let last = source.lineIndex(at: min(max(span.start, span.end - 1), source.utf8.count))
      for line in source.lineIndex(at: span.start)...last { owners[line] = owner }
    }
    func take(_ blocks: [Block]) {
      for block in blocks {
        switch block {
        case .heading(_, _, let span), .paragraph(_, let span), .html(_, let span):
          take(span, .text)
        case .code(let code): take(code.span, .code)
        case .table(let table): take(table.span, .text)
        case .quote(let blocks, _), .alert(_, let blocks, _): take(blocks)
        case .list(let list): for item in list.items { take(item) }
        case .footnote(let footnote):
          take(footnote.nameSpan, .text)
          take(footnote.blocks)
        case .thematicBreak: break
        }
      }
    }
    take(notebook.blocks)
    if let span = notebook.frontMatter.span { take(span, .code) }
    return owners
  }

  /// The definitions of other cells that a text uses, to stand at its end.
  func missing(in text: String) -> String {
    guard !definitions.isEmpty else { return "" }
    let lower = text.lowercased()
    var lines = ""
    for definition in definitions
    where lower.contains("[\(definition.name)]") && !lower.contains("[\(definition.name)]:") {
      lines += "\n" + definition.line
    }
    return lines.isEmpty ? "" : "\n" + lines
  }
}
