import LecternNotebook
import LecternTestSupport
import LecternText
import Testing

@Suite struct CellTests {
  private func parse(_ text: String) -> Notebook {
    Notebook.parse(SourceFile(name: "n.md", text: text))
  }

  @Test func `cells and inline values are found in order, those in other blocks are not`() {
    let notebook = parse(
      """
      # Result `{nn} a`

      ```nn
      let a = 1
      ```

      > - deep
      >   ```{nn}
      >   let b = 2
      >   ```
      >   and *so `{nn}  b + 1 `*

      ````markdown
      ```nn
      not a cell
      ```
      ````

      <!--
      ```nn
      hidden
      ```
      -->

          ```nn
          indented
          ```

      `{nn}` and `nn x` and ![`{nn} c`](p)
      """)
    #expect(notebook.diagnostics.isEmpty)
    #expect(notebook.pieces.map(\.content.text) == ["a", "let a = 1", "let b = 2", "b + 1"])
    #expect(notebook.pieces.map { $0.options != nil } == [false, true, true, false])
    #expect(notebook.pieces.map(\.line) == [1, 3, 8, 11])
    for (index, piece) in notebook.pieces.enumerated() {
      #expect(notebook.pieceIndex(startingAt: piece.span.start) == index)
      #expect(
        notebook.source.text(in: piece.content.sourceSpan(0..<1)) == piece.content.text.prefix(1))
    }
    #expect(notebook.pieceIndex(startingAt: 1) == nil)
  }

  @Test func `every option is read`() throws {
    let notebook = parse(
      """
      ```nn
      #| label: fig-cost
      #| echo: fold
      #| eval: false
      #| output: false
      #| include: false
      #| error: true
      #| fig-cap: "Cost: two runs"
      #| fig-alt: falls
      #| tbl-cap: Accuracy
      #| fig-width: 640
      #| fig-height: 300.5
      #| points: 20
      #| timeout: 5
      show 1
      ```
      """)
    #expect(notebook.diagnostics.isEmpty)
    var expected = CellOptions()
    expected.label = "fig-cost"
    expected.echo = .folded
    expected.isEvaluated = false
    expected.showsOutput = false
    expected.isIncluded = false
    expected.mustFail = true
    expected.figureCaptions = [Caption("Cost: two runs", content: [.text("Cost: two runs")])]
    expected.figureAlternative = "falls"
    expected.tableCaptions = [Caption("Accuracy", content: [.text("Accuracy")])]
    expected.figureAlternativeContent = [.text("falls")]
    expected.figureWidth = 640
    expected.figureHeight = 300.5
    expected.points = 20
    expected.timeout = 5
    #expect(notebook.pieces.first?.options == expected)
    #expect(notebook.pieces.first?.label == "fig-cost")
    #expect(parse("```nn\n#| code-fold: true\n```\n").pieces.first?.options?.echo == .folded)
    #expect(parse("```nn\n#| echo: false\n```\n").pieces.first?.options?.echo == .hidden)
  }

  @Test func `a caption may be a list of texts, but not for panels`() {
    let cell = parse("```nn\n#| tbl-cap: [Before, \"After, at last\"]\nshow 1\n```\n")
    #expect(cell.diagnostics.isEmpty)
    #expect(cell.pieces.first?.options?.tableCaptions.map(\.text) == ["Before", "After, at last"])
    for options in ["#| tbl-cap: []", "#| tbl-cap: [a, ~]", "#| fig-cap: [[a]]"] {
      let found = parse("```nn\n\(options)\nshow 1\n```\n").diagnostics
      #expect(found.map(\.id) == ["option-value"], "\(options)")
    }
    let panels = parse("```nn\n#| fig-cap: [a, b]\n#| layout-ncol: 2\nshow 1\n```\n")
    #expect(panels.diagnostics.first?.help == "fig-cap: (a) before, (b) after")
  }

  @Test(arguments: [
    ("①a.h5②", ["a.h5"]), ("a.h5,①b c.h5②", ["a.h5", "b c.h5"]),
    ("[a.h5, ①b.h5②]", ["a.h5", "b.h5"]),
    ("①\"a, b.h5\"②", ["a, b.h5"]), ("'é.h5' ", ["é.h5"]), ("é.h5 , ①../x②", ["é.h5", "../x"]),
    ("\n#|   - a.h5\n#|   - ①b.h5②", ["a.h5", "b.h5"]), ("/data/①5②", ["/data/5"]),
  ])
  func `files are named one by one or as a list`(_ marked: String, _ names: [String]) throws {
    for key in ["needs", "without"] {
      let source = MarkedSource(
        "> ```nn\n> #| \(key): \(marked.replacing("\n", with: "\n> "))\n> ```\n")
      let notebook = Notebook.parse(source.file)
      #expect(notebook.diagnostics.isEmpty)
      let options = try #require(notebook.pieces.first?.options)
      let files = key == "needs" ? options.needs : options.without
      #expect(files.map(\.text) == names)
      #expect(options.isConditional && (key == "needs" ? options.without : options.needs).isEmpty)
      guard marked.contains("①"), !marked.hasPrefix("/") else { continue }
      #expect(files.last?.span == source.span("①", "②"))
    }
  }

  @Test func `of two cells with one label only one may run`() {
    func found(_ first: String, _ second: String) -> [String] {
      parse(
        "```nn\n#| \(first)\n#| label: fig-a\n```\n\n```nn\n#| label: fig-a\n#| \(second)\n```\n"
      ).diagnostics.map(\.id)
    }
    #expect(found("needs: a.h5, b.h5", "without: b.h5").isEmpty)
    #expect(found("without: b.h5", "needs: [b.h5]").isEmpty)
    #expect(found("needs: a.h5", "needs: a.h5") == ["label-duplicate"])
    #expect(found("needs: a.h5", "without: b.h5") == ["label-duplicate"])
    #expect(found("needs: a.h5", "echo: true") == ["label-duplicate"])
  }

  @Test(arguments: [
    ("> ```nn\n> #| ①lable②: a\n> ```\n", "option-unknown", "did you mean label?"),
    ("```nn\n#| echo: ①maybe②\n```\n", "option-value", "echo: fold"),
    ("```nn\n#|   eval:   ①1② \n```\n", "option-value", "eval: true"),
    ("```nn\n#| fig-width: ①0②\n```\n", "option-value", "fig-width: 640"),
    ("```nn\n#| fig-height: ①1e9②\n```\n", "option-value", "fig-height: 640"),
    ("```nn\n#| timeout: ①-1②\n```\n", "option-value", "timeout: 60"),
    ("```nn\n#| points: ①many②\n```\n", "option-value", "points: 20"),
    ("```nn\n#| label: ①a b②\n```\n", "option-value", "label: fig-cost"),
    ("```nn\n#| layout-ncol: ①5②\n```\n", "option-value", "layout-ncol: 2"),
    ("```nn\n#| layout-ncol: ①2.5②\n```\n", "option-value", "layout-ncol: 2"),
    ("```nn\n#| ①needs②:\n```\n", "option-value", "needs: train.h5, test.h5"),
    ("```nn\n#| ①needs②: \"\"\n```\n", "option-value", "needs: train.h5, test.h5"),
    ("```nn\n#| without: ①true②\n```\n", "option-value", "without: train.h5, test.h5"),
    ("```nn\n#| needs: ①a.h5,,b.h5②\n```\n", "option-value", "needs: train.h5, test.h5"),
    ("```nn\n#| needs: ①a.h5,②\n```\n", "option-value", "needs: train.h5, test.h5"),
    ("```nn\n#| needs: a.h5, ①a.h5②\n```\n", "option-value", "delete one of them"),
    (
      "- ```nn\n  #| label: a\n  #| ①label②: b\n  ```\n", "yaml-duplicate-key", "delete one of them"
    ),
    (
      "```nn\nx = 1\n  ①#| label: a②\n```\n", "option-late",
      "move this line to the top of the cell"
    ),
    (
      "```nn\n#| label: a\n```\n\n```nn\n#| label: ①a②\n```\n", "label-duplicate",
      "give each thing a label of its own"
    ),
    (
      "```①nn fold=true②\n```\n", "cell-info",
      "write options as lines #| key: value at the top of the cell"
    ),
    (
      "~~~ ①{nn, echo=false}②\n~~~\n", "cell-info",
      "write options as lines #| key: value at the top of the cell"
    ),
    ("```①NN②\n```\n", "cell-info", "a cell begins with ```nn"),
    ("```①{.nn}②  \n```\n", "cell-info", "a cell begins with ```nn"),
    ("> ①````②nn\n> x\n\ntext\n", "fence-unclosed", "close it with a line ````"),
    ("①```②python\nx\n", "fence-unclosed", "close it with a line ```"),
  ])
  func `a mistake in a cell is shown where it is`(marked: String, id: String, help: String) throws {
    let source = MarkedSource(marked)
    let notebook = Notebook.parse(source.file)
    let found = try #require(notebook.diagnostics.first { $0.severity != .note })
    #expect(found.id == id)
    #expect(found.span == source.span("①", "②"))
    #expect(found.help == help)
  }

  @Test func `broken YAML in options points into the right line of the cell`() throws {
    let source = MarkedSource(
      "1. a\n\n   ```nn\n   #| label: a\n   #| fig-cap: \"x\" ①y②\n   ```\n")
    let found = try #require(Notebook.parse(source.file).diagnostics.first)
    #expect(found.id == "yaml-syntax")
    #expect(found.span == source.span("①", "②"))
  }

  @Test func `a notebook without text or without cells says so`() {
    for text in ["", " \n\t\n", "---\ntitle: x\n---\n", "\u{FEFF}\n"] {
      let file = try? SourceFile(name: "n.md", bytes: Array(text.utf8))
      let found = file.map { Notebook.parse($0).diagnostics } ?? []
      #expect(found.map(\.id) == ["notebook-empty"])
      #expect(found.first?.help == "lectern new n.md writes a small working notebook")
    }
    let found = parse("only words").diagnostics
    #expect(found.map(\.id) == ["no-cells"])
    #expect(found.map(\.severity) == [.note])
  }
}
