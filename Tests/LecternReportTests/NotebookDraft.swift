import LecternMarkdown
import LecternNotebook
import LecternText

@testable import LecternReport

/// A notebook put together by hand, with its results: text and places fit each other as if parsed.
struct NotebookDraft: Sendable {
  var frontMatter = FrontMatter()
  var diagnostics: [Diagnostic] = []
  var inputs: [Provenance.Input] = []
  private var text = ""
  private var blocks: [@Sendable (SourceFile) -> Block] = []
  private var pieces: [@Sendable (SourceFile) -> Notebook.Piece] = []
  private(set) var results: [PieceResult] = []
  private let name: String

  init(_ name: String = "notes.md", title: String? = nil) {
    self.name = name
    frontMatter.title = title
  }

  /// Where the next block begins.
  var offset: Int { text.utf8.count }

  mutating func heading(_ level: Int, _ content: Inline...) {
    let span = write("# \(plainText(content))\n\n")
    blocks.append { _ in .heading(level: level, content: content, span: span) }
  }

  mutating func paragraph(_ content: Inline...) {
    let span = write(plainText(content) + "\n\n")
    blocks.append { _ in .paragraph(content, span: span) }
  }

  mutating func block(_ block: Block) { blocks.append { _ in block } }

  /// A paragraph with one inline value between two texts.
  mutating func inlineValue(
    _ before: String, _ expression: String, _ after: String, _ result: PieceResult
  ) {
    _ = write(before)
    let code = write("`{nn} \(expression)`")
    let inner = SourceSpan(code.start + 6, code.end - 1)
    _ = write(after + "\n\n")
    blocks.append { file in
      let fragment = SourceFragment(of: file, span: inner)
      return .paragraph([.text(before), .code(fragment, span: code), .text(after)], span: code)
    }
    pieces.append { file in
      .init(kind: .inlineValue, content: SourceFragment(of: file, span: inner), span: code)
    }
    results.append(result)
  }

  /// A cell; the result is made with the offset of its code, for diagnostics inside it.
  mutating func cell(
    _ code: String, _ options: CellOptions = CellOptions(), _ result: (Int) -> PieceResult
  ) {
    let opening = write("```nn\n")
    let inner = write(code)
    let span = SourceSpan(opening.start, write("\n```\n\n").end - 2)
    results.append(result(inner.start))
    blocks.append { file in
      .code(
        CodeBlock(
          info: "nn", content: SourceFragment(of: file, span: inner), span: span, isFenced: true,
          isClosed: true))
    }
    pieces.append { file in
      .init(kind: .cell(options), content: SourceFragment(of: file, span: inner), span: span)
    }
  }

  mutating func cell(
    _ code: String, _ options: CellOptions = CellOptions(), outputs: [CellOutput]
  ) {
    cell(code, options) { _ in PieceResult(status: .ok, outputs: outputs) }
  }

  private mutating func write(_ piece: String) -> SourceSpan {
    let start = offset
    text += piece
    return SourceSpan(start, offset)
  }

  var notebook: Notebook {
    let file = SourceFile(name: name, text: text)
    return Notebook(
      source: file, frontMatter: frontMatter, blocks: blocks.map { $0(file) },
      pieces: pieces.map { $0(file) }, diagnostics: diagnostics)
  }

  var result: NotebookResult {
    NotebookResult(
      pieces: results, diagnostics: diagnostics + results.flatMap(\.diagnostics),
      provenance: Provenance(
        seed: 1, precision: "float64",
        versions: [("lectern", "0.1.0"), ("cmark", "0.30.2")],
        inputs: inputs))
  }

  func picture() -> String { ReportPicture.render(notebook, result) }

  func page(unsafe: Bool = false) -> String {
    ReportPage.render(notebook, result, options: ReportOptions(allowsUnsafeHTML: unsafe))
  }

  /// The page without its head.
  func body(unsafe: Bool = false) -> String {
    let page = page(unsafe: unsafe)
    guard let start = page.firstRange(of: "<body") else { return page }
    return String(page[start.lowerBound...])
  }
}
