import LecternMarkdown
import LecternTestSupport
import LecternText
import Testing

/// All code blocks of a tree, in order.
func codeBlocks(_ blocks: [Block]) -> [CodeBlock] {
  blocks.flatMap { block -> [CodeBlock] in
    switch block {
    case .code(let code): [code]
    case .quote(let inner, _): codeBlocks(inner)
    case .list(let list): list.items.flatMap { codeBlocks($0) }
    default: []
    }
  }
}

/// All inline nodes of a tree, containers before their content.
func inlines(_ blocks: [Block]) -> [Inline] {
  func flat(_ inlines: [Inline]) -> [Inline] {
    inlines.flatMap { inline -> [Inline] in
      switch inline {
      case .emphasis(let inner), .strong(let inner), .link(_, _, let inner),
        .image(_, _, let inner):
        [inline] + flat(inner)
      default: [inline]
      }
    }
  }
  return blocks.flatMap { block -> [Inline] in
    switch block {
    case .heading(_, let content, _), .paragraph(let content, _): flat(content)
    case .quote(let inner, _): inlines(inner)
    case .list(let list): list.items.flatMap { inlines($0) }
    default: []
    }
  }
}

func codeSpans(_ blocks: [Block]) -> [(content: SourceFragment, span: SourceSpan)] {
  inlines(blocks).compactMap { inline in
    if case .code(let content, let span) = inline { (content, span) } else { nil }
  }
}

@Suite struct PositionTests {
  @Test(arguments: [
    "text\n\n①```nn\n③let x = 1\n```②\n",
    "> ①```nn\n> ③let x = 1\n> ```②\n",
    "- item\n\n  ①```nn\n  ③let x = 1\n  ```②\n",
    "1. a\n   - > ①```nn\n     > ③let x = 1\n     > ```②\n     > more\n",
    "Größe 数\r\n\r\n①```nn\r\n③let x = 1\r\n```②\r\n",
    "- ①~~~nn\n\t③let x = 1\n  ~~~②\n",
    ">   ①```nn\n>   ③let x = 1\n> ```②\n",
    "①````nn\n③let x = 1\n`````②   \n",
  ])
  func `a fenced block knows its fence and its code line`(marked: String) throws {
    let source = MarkedSource(marked)
    let code = try #require(codeBlocks(MarkdownDocument.parse(source.file).blocks).first)
    #expect(code.info == "nn")
    #expect(code.isFenced)
    #expect(code.isClosed)
    #expect(code.span == source.span("①", "②"))
    let line = code.content.text
    #expect(line.hasSuffix("let x = 1"))
    #expect(code.content.sourceOffset(line.utf8.count - 9) == source.offset("③"))
    #expect(
      code.content.sourceSpan(line.utf8.count - 1..<line.utf8.count).end == source.offset("③") + 9)
  }

  @Test func `each line of code keeps its own place`() throws {
    let source = MarkedSource("> - ```nn\n>   ①a\n>\n>     ②b ü\n>   ③c\n>   ```\n")
    let code = try #require(codeBlocks(MarkdownDocument.parse(source.file).blocks).first)
    #expect(code.content.text == "a\n\n  b ü\nc")
    #expect(code.content.sourceOffset(0) == source.offset("①"))
    #expect(code.content.sourceOffset(5) == source.offset("②"))
    #expect(code.content.sourceOffset(10) == source.offset("③"))
  }

  @Test func `columns of a tab that a list shares map to the tab`() throws {
    let source = MarkedSource("- ```nn\n①\t②x\n  ```\n")
    let code = try #require(codeBlocks(MarkdownDocument.parse(source.file).blocks).first)
    #expect(code.content.text == "  x")
    #expect(code.content.sourceOffset(0) == source.offset("①"))
    #expect(code.content.sourceOffset(1) == source.offset("①"))
    #expect(code.content.sourceOffset(2) == source.offset("②"))
  }

  @Test(arguments: [
    ("```nn\nx", false), ("```nn\nx\n", false), ("```nn\nx\n```", true), ("```nn", false),
    ("> ```nn\n> x\n```\ny\n```\n", false), ("- ```nn\n  x\n\n```\n", false),
    ("```nn\n```\n", true),
    ("````nn\n```\n", false), ("```nn\nx\n~~~\n", false), ("- ```nn\n  x\n  ```\n", true),
    ("> ```nn\n> x\n\ntext\n", false),
  ])
  func `an unclosed fence is told from a closed one`(text: String, isClosed: Bool) throws {
    let file = SourceFile(name: "t.md", text: text)
    let code = try #require(codeBlocks(MarkdownDocument.parse(file).blocks).first)
    #expect(code.isClosed == isClosed)
    #expect(
      code.span.start
        == text.utf8.firstRange(of: "```".utf8).map { $0.lowerBound.utf16Offset(in: text) })
  }

  @Test func `indented code is not a fence, even when it looks like one`() throws {
    let source = MarkedSource("text\n\n    ①```\n    x\n    ```②\n")
    let code = try #require(codeBlocks(MarkdownDocument.parse(source.file).blocks).first)
    #expect(!code.isFenced)
    #expect(code.content.text == "```\nx\n```")
    #expect(code.span == source.span("①", "②"))
  }

  @Test(arguments: [
    "costs ①`③{nn} x④`② now",
    "- a `b`\n  and ①`` ③{nn} x④ ``② there",
    "> first `z`\n> second\n> ①`③{nn} x④`² and\n".replacing("²", with: "②"),
    "> - lazy ①`³{nn} x④`② on\n".replacing("³", with: "③"),
    "> lazy\nline *with ①`③{nn} x④`② mark*\n",
    "# Head ①`③{nn} x④`② #",
    "ü數 \\` ①`③{nn} x④`② [l](u)",
    "[a `q`](/`{nn} x`/ \"t\") ①`③{nn} x④`②".replacing("/`{nn} x`/", with: "/q/"),
    "1. a\r\n   b\r\n   ①`③{nn} x④`②\r\n",
  ])
  func `a code span is found where it stands`(marked: String) throws {
    let source = MarkedSource(marked)
    let spans = codeSpans(MarkdownDocument.parse(source.file).blocks)
    let code = try #require(spans.first { $0.content.text == "{nn} x" })
    #expect(code.span == source.span("①", "②"))
    #expect(code.content.sourceSpan(0..<6) == source.span("③", "④"))
  }

  @Test func `a code span over two lines joins them with a space and maps both`() throws {
    let source = MarkedSource("> - a ①`{nn} f(1,\n>   ③2)`② b\n")
    let code = try #require(codeSpans(MarkdownDocument.parse(source.file).blocks).first)
    #expect(code.content.text == "{nn} f(1, 2)")
    #expect(code.span == source.span("①", "②"))
    #expect(code.content.sourceOffset(10) == source.offset("③"))
  }

  @Test func `a code span goes on over a lazy line`() throws {
    let source = MarkedSource("> - a ①`{nn} f(1,\n   ③2)`② b\n")
    let code = try #require(codeSpans(MarkdownDocument.parse(source.file).blocks).first)
    #expect(code.content.text == "{nn} f(1, 2)")
    #expect(code.span == source.span("①", "②"))
    #expect(code.content.sourceOffset(10) == source.offset("③"))
  }

  @Test func `spans count from the start of the file, not of the part that was parsed`() throws {
    let source = MarkedSource("---\ntitle: x\n---\n①# Head②\n\n③para④\n")
    let blocks = MarkdownDocument.parse(source.file, from: source.offset("①")).blocks
    #expect(
      blocks == [
        .heading(level: 1, content: [.text("Head")], span: source.span("①", "②")),
        .paragraph([.text("para")], span: source.span("③", "④")),
      ])
  }
}
