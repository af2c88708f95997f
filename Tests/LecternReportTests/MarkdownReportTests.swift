import LecternMarkdown
import LecternNotebook
import LecternTestSupport
import LecternText
import Testing

@testable import LecternReport

struct MarkdownReportTests {
  /// Every mark that only Lectern knows, in prose, quotes, lists, tables and captions.
  static let everything = """
    ---
    title: Marks | of [all] <kinds>
    author: [Ada Lovelace, Émilie du Châtelet]
    abstract: "1. A *star* and $5"
    number-sections: true
    ---

    # First {#sec-first}

    See @fig-a, [-@fig-a], @tbl-in, @eq-loss, @sec-first and [a link to @fig-a](#x).
    A value `{nn} n * 2` and a *starred `{nn} n`* one, $a<b$.[^one] Also [the course][c].

    [^one]: A note with `{nn} n + 1`

      and a second paragraph.

    $$
    J = -y \\log a
    $$ {#eq-loss}

    > [!NOTE]
    > An alert with `{nn} n`
    > in two lines.

    1. First

       ```nn
       #| label: fig-a
       #| fig-cap: The *spiral* with `{nn} n` arms and $\\theta$
       plot data
       ```

       goes on.

    2. Second

    | a | b |
    |---|--:|
    | `{nn} n` | x \\| y |
    : A caption with `{nn} n` {#tbl-in}

    ![A hand-drawn map](map.png){#fig-map}

    <!-- nobody sees this -->

    ````text
    a ``` fence
    ````

    [c]: https://example.org/course
    """

  static let outputs: [CellOutput] = [
    .table(
      OutputTable(
        kind: "data", title: "Data: moons | two", columns: ["split", "n"],
        rows: [[.text("a|b"), .number(40)], [.missing, .share(0.5)]], note: "A note.")),
    .figure(Samples.costs),
    .value(OutputValue(name: "t", content: .matrix(rows: 1, columns: 2, values: [1, 2]))),
    .value(OutputValue(name: "a|b", content: .number(0.25))),
    .text("two\nlines ```"),
    .expectation(Expectation(expression: "a > b", passed: false, actual: "a is 1", points: 5)),
  ]

  @Test func `Every mark is written out for GitHub`() {
    let report = Prose(Self.everything).markdown(outputs: Self.outputs)
    expectSnapshot(of: report.text, named: "forms.report.md")
    #expect(report.pictures.map(\.name) == ["fig-a.svg"])
    #expect(report.pictures.allSatisfy { $0.svg.hasPrefix(MarkdownReport.pictureMark) })
    #expect(report.text.contains("](t.report_files/fig-a.svg)"))
  }

  @Test func `Without a folder the figures are in the text`() {
    let prose = Prose("```nn\nplot x\n```\n")
    let result = prose.result(outputs: [.figure(Samples.costs)])
    let report = MarkdownReport(prose.notebook, result, pictureFolder: nil)
    #expect(report.pictures.isEmpty)
    #expect(report.text.contains("](data:image/svg+xml;base64,"))
  }

  @Test func `Prose without marks stays as written`() {
    let text =
      "Some *words*,\n\n* a list\n* of `two`\n\nand a $x^2$ [link](https://x.org).\n\n```nn\nshow 1\n```\n"
    #expect(Prose(text).markdown().text.hasPrefix(text))
  }

  @Test func `Line ends of other systems become plain ones`() {
    let text = Prose("# A\r\n\r\nx `{nn} n`\r\n\r\n```nn\r\nshow 1\r\n```\r\n").markdown().text
    #expect(!text.contains("\r"))
    #expect(text.contains("x 2\n\n```nn\nshow 1\n```\n"))
  }

  @Test func `What the options hide is not there, and leaves no gap`() {
    let text = Prose(
      """
      before

      ```nn
      #| include: false
      let hidden = 1
      ```

      ```nn
      #| echo: fold
      show 1
      ```

      ```nn
      #| echo: false
      show 2
      ```

      after
      """
    ).markdown().text
    #expect(
      text.contains(
        """
        before

        <details>
        <summary>Code</summary>

        ```nn
        show 1
        ```

        </details>

        after
        """))
    #expect(!text.contains("hidden") && !text.contains("show 2"))
  }

  @Test(arguments: [
    "<script>alert(1)</script>", "a <b onclick=\"alert(1)\">b</b>", "[x](javascript:alert(1))",
    "[x]\n\n[x]: javascript:alert(1)", "![x](javascript:alert(1))",
    "# h <img src=x onerror=alert(1)>", "- a <i>b</i>\n  > <b>c\n  > d</b>",
    "| a |\n|---|\n| <i>x</i> [y](vbscript:z) |\n: <u>c</u> {#tbl-x}",
    "$a<script>alert(1)</script>$ and $$<img src=x onerror=alert(1)>$$", "*<b>*x*</b>*",
    "![a<b>](data:image/svg+xml,<svg>){#fig-x}", "text[^1]\n\n[^1]: <script>alert(1)</script>",
    "$x`$ `<script>alert(1)</script>` b", "$[$ a](javascript:x)", "<b a=\"x | y\">\n|---|---|\n",
    String(repeating: "> ", count: 120) + "<script>",
    String(repeating: "- ", count: 120) + "a\n<b>",
    String(repeating: "*a ", count: 150) + "[x](javascript:a)" + String(repeating: "*", count: 150),
    "`<b>` [a <i>b</i>][r]\n\n[r]: data:text/html,x",
  ])
  func `Raw HTML and links of other schemes are text in every form`(_ source: String) throws {
    try expectInert(source + "\n\n```nn\nshow 1\n```\n")
  }

  @Test func `Nothing gets through in any mixture`() throws {
    var random = SplitMix64(seed: 12)
    let parts = [
      "<b>", "</b>", "<script>", "[x](javascript:a)", "[^1]", "\n[^1]: ", "\n\n", "\n", "> ", "- ",
      "   ", "| a | b |\n|---|---|\n| ", " | ", "`", "``", "$", "$$", "{#fig-x}", "{#eq-x}", "# ",
      "word ",
      "![x](y.png)", "`{nn} n`", "<!--", "-->", "[r]", "\n[r]: vbscript:x\n", "@fig-x ", "\\", "*",
      "\t",
      "\n```nn\nshow 1\n```\n", "\n---\n", ": ", "[!NOTE]\n", "$x`$", "`<script>`", "$[$",
      "](javascript:a)", "$<$", "\\<i>", "&lt;i>", "<a\nb>", "1. ",
    ]
    for _ in 0..<1500 {
      let count = Int.random(in: 2..<16, using: &random)
      try expectInert((0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined())
    }
  }

  /// Expects no raw HTML but our own and no forbidden link in what others will read.
  private func expectInert(_ source: String) throws {
    let prose = Prose(source)
    var texts = [prose.markdown().text]
    let notebook = try #require(
      IpynbFile.read(SourceFile(name: "n.ipynb", text: prose.ipynb())).notebook)
    texts += notebook.shownProse
    for text in texts {
      // Readers that know no formulas see their dollars as text.
      let file = SourceFile(name: "", text: text.replacing("$", with: "¤"))
      MarkdownDocument.parse(file).blocks.forEachHTML { html in
        let isOurs = html.wholeMatch(of: Self.ours) != nil
        #expect(isOurs, "\(html) in \(text) of \(source)")
      } link: { address in
        let isAllowed = LinkPolicy(allowsEverything: false).linkAddress(address) != nil
        #expect(isAllowed, "\(address) in \(text) of \(source)")
      }
    }
  }

  private static var ours: Regex<Substring> { /<br\/>|<\/?sup>|<\/a>|<a id="[a-z0-9-]+">/ }

  @Test func `Trusted HTML stays`() {
    let text = Prose("a <b>b</b>\n\n<div>\nc\n</div>\n\n```nn\nshow 1\n```\n").markdown(
      unsafe: true
    ).text
    #expect(text.hasPrefix("a <b>b</b>\n\n<div>\nc\n</div>\n"))
  }

  @Test func `Long tables show their ends`() {
    let rows = (0..<200).map { [OutputTable.Entry.number(Double($0))] }
    let table = OutputTable(kind: "table", title: "T", columns: ["n"], rows: rows)
    let text = Prose("```nn\ntable\n```\n").markdown(outputs: [.table(table)]).text
    #expect(text.contains("| 79 |\n| … 110 rows are not shown … |\n| 190 |"))
  }
}

extension [Block] {
  /// Visits raw HTML and the addresses of links and pictures.
  fileprivate func forEachHTML(_ html: (String) -> Void, link: (String) -> Void) {
    forEachInline { inline in
      switch inline {
      case .html(let source): html(source)
      case .link(let destination, _, _): link(destination)
      case .image(let source, _, _) where !source.hasPrefix("data:image/png"): link(source)
      default: break
      }
    }
    for block in self {
      switch block {
      case .html(let source, _): html(source)
      case .quote(let blocks, _), .alert(_, let blocks, _):
        for case .html(let source, _) in blocks { html(source) }
      case .footnote(let footnote):
        for case .html(let source, _) in footnote.blocks { html(source) }
      default: break
      }
    }
  }
}
