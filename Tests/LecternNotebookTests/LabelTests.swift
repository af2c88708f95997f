import LecternMarkdown
import LecternNotebook
import LecternTestSupport
import LecternText
import Testing

@Suite struct LabelTests {
  private static let plot = "```nn\n#| label: fig-cost\nplot cost\n```\n"

  @Test(arguments: [
    ("see ①@fig-cots②\n\n\(plot)", "label-unknown", "did you mean @fig-cost?"),
    ("see ①@eq-x②\n", "label-unknown", "no label begins with eq-"),
    ("see ①@fig-other②\n\n\(plot)", "label-unknown", "known: @fig-cost"),
    (
      "see ①@fig-a②\n\n```nn\n#| label: a\nplot cost\n```\n", "label-unknown",
      "the label there is a: write fig-a instead of it"
    ),
    ("\(plot)\n## Cost ①{#fig-cost}②\n", "label-duplicate", "give each thing a label of its own"),
    ("$$a$$ {#eq-a}\n\n$$b$$ ①{#eq-a}②\n", "label-duplicate", "give each thing a label of its own"),
    ("```nn\n#| label: ①eq-a②\nshow 1\n```\n", "label-kind", "label: fig-a"),
    ("## T ①{#fig-a}②\n", "label-kind", "{#sec-a}"),
    ("$$a$$ ①{#a}②\n", "label-kind", "{#eq-a}"),
    ("| a |\n|---|\n| 1 |\n\n: Words ①{#rules}②\n", "label-kind", "{#tbl-rules}"),
    ("![a](data:image/png;base64,AA)①{#a}②\n", "label-kind", "{#fig-a}"),
    ("> | a |\n> |---|\n> | ①[-@fig-x]② |\n", "label-unknown", "no label begins with fig-"),
    (
      "```nn\n#| fig-cap: as in ①@eq-x②\nplot cost\n```\n", "label-unknown",
      "no label begins with eq-"
    ),
  ])
  func `mistakes with labels are shown at their place`(marked: String, id: String, help: String) {
    let source = MarkedSource(marked)
    let found = Notebook.parse(source.file).diagnostics.filter { $0.severity == .error }
    #expect(found.map(\.id) == [id])
    #expect(found.first?.span == source.span("①", "②"))
    #expect(found.first?.help == help)
  }

  @Test func `references to all kinds of things are in order`() {
    let text = """
      @fig-cost @tbl-a @eq-a @sec-a @fig-p

      ## A {#sec-a}

      $$a$$ {#eq-a}

      | a |
      |---|
      | 1 |

      : T {#tbl-a}

      ![p](data:image/png;base64,AA){#fig-p}

      \(Self.plot)
      """
    #expect(Notebook.parse(SourceFile(name: "t.md", text: text)).diagnostics.isEmpty)
  }

  @Test func `a label that is missing many times is reported once`() {
    let text = String(repeating: "@fig-a ", count: 50) + "\n\n" + Self.plot
    let found = Notebook.parse(SourceFile(name: "t.md", text: text)).diagnostics
    #expect(found.map(\.id) == ["label-unknown"])
    #expect(found.first?.notes.first?.message == "it is referred to 50 times")
  }

  @Test(arguments: [
    "```nn\n#| fig-cap: after ①`③{nn} 1 + 1④`② steps\nshow 1\n```\n",
    "> - ```nn\n>   #| tbl-cap: \"so ①`③{nn} 1 + 1④`②\"\n>   show 1\n>   ```\n",
    "```nn\n#| fig-alt: >-\n#|   a long text ü\n#|   ①`③{nn} 1 + 1④`② more\nshow 1\n```\n",
  ])
  func `a value in a caption runs after its cell and knows its place`(marked: String) throws {
    let source = MarkedSource(marked)
    let notebook = Notebook.parse(source.file)
    #expect(notebook.diagnostics.isEmpty)
    #expect(notebook.pieces.count == 2)
    let piece = try #require(notebook.pieces.last)
    #expect(piece.kind == .inlineValue)
    #expect(piece.content.text == "1 + 1")
    #expect(piece.span == source.span("①", "②"))
    #expect(
      piece.content.sourceSpan(0..<5) == SourceSpan(source.offset("③") + 5, source.offset("④")))
  }

  @Test func `the caption of a cell that does not run has no values`() {
    let notebook = Notebook.parse(
      SourceFile(name: "t.md", text: "```nn\n#| eval: false\n#| fig-cap: a `{nn} x`\nshow 1\n```\n")
    )
    #expect(notebook.pieces.count == 1)
  }

  @Test func `values in tables, alerts and footnotes are pieces`() {
    let text = "> [!TIP]\n> `{nn} 1`\n\n| a |\n|---|\n| `{nn} 2` |\n\nx[^1]\n\n[^1]: `{nn} 3`\n"
    let notebook = Notebook.parse(SourceFile(name: "t.md", text: text))
    #expect(notebook.pieces.map(\.content.text) == ["1", "2", "3"])
  }
}
