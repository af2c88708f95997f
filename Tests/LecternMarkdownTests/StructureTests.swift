import LecternMarkdown
import LecternTestSupport
import LecternText
import Testing

@Suite struct StructureTests {
  private func parse(_ text: String) -> (blocks: [Block], diagnostics: [Diagnostic]) {
    MarkdownDocument.parse(SourceFile(name: "t.md", text: text))
  }

  @Test func `inline marks become nodes`() {
    let blocks = parse("a *b **c*** [d](e \"f\") ![g](h)  \ni <j> &amp;").blocks
    let expected: [Inline] = [
      .text("a "), .emphasis([.text("b "), .strong([.text("c")])]), .text(" "),
      .link(destination: "e", title: "f", content: [.text("d")]), .text(" "),
      .image(source: "h", title: "", alt: [.text("g")]), .lineBreak, .text("i "), .html("<j>"),
      .text(" &"),
    ]
    #expect(blocks == [.paragraph(expected, span: SourceSpan(0, 44))])
  }

  @Test func `lists keep their kind, start, tightness and items`() throws {
    let blocks = parse("3. a\n4. b\n\n- c\n\n- d\n").blocks
    let lists = blocks.compactMap { if case .list(let list) = $0 { list } else { nil } }
    #expect(lists.map(\.isOrdered) == [true, false])
    #expect(lists.map(\.start).first == 3)
    #expect(lists.map(\.isTight) == [true, false])
    #expect(lists.map(\.items.count) == [2, 2])
  }

  @Test func `HTML blocks and breaks are kept`() {
    let source = MarkedSource("①<!-- a\n```nn\nx\n```\n-->②\n\n③***④\n")
    #expect(
      MarkdownDocument.parse(source.file).blocks == [
        .html("<!-- a\n```nn\nx\n```\n-->\n", span: source.span("①", "②")),
        .thematicBreak(span: source.span("③", "④")),
      ])
  }

  @Test(arguments: [">", "> - ", "- ", "1. ", "- > "])
  func `deep nesting of blocks is cut with an explanation`(mark: String) {
    let (blocks, diagnostics) = parse(String(repeating: mark, count: 50_000) + "x")
    #expect(blocks.count == 1)
    #expect(diagnostics.map(\.id) == ["nesting-too-deep"])
  }

  @Test(arguments: ["*a **a ", "[", "![", "_a __a ", "<b>", "`a ``b "])
  func `deep nesting of marks does not overflow the stack`(mark: String) {
    let text = String(repeating: mark, count: 20_000)
    let closing = mark.first == "*" ? String(repeating: "a** a* ", count: 20_000) : "](u)"
    #expect(parse(text + closing).blocks.count == 1)
  }

  @Test func `plain text of a heading keeps its words only`() {
    guard
      case .heading(_, let content, _)? = parse("# The *best* `net` of $x_1$ ![pic](p)").blocks
        .first
    else {
      Issue.record("no heading")
      return
    }
    #expect(content.plainText == "The best net of x_1 pic")
  }
}
