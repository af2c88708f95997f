import LecternMarkdown
import LecternTestSupport
import LecternText
import Testing

@Suite struct LayerTests {
  private func parse(_ text: String) -> (blocks: [Block], diagnostics: [Diagnostic]) {
    MarkdownDocument.parse(SourceFile(name: "t.md", text: text))
  }

  private func tables(_ text: String) -> [TableBlock] {
    parse(text).blocks.compactMap { if case .table(let table) = $0 { table } else { nil } }
  }

  // MARK: - Tables

  @Test func `a pipe table keeps its alignments, short rows and escaped pipes`() throws {
    let table = try #require(
      tables("| a | b | c | d |\n|---|:--|:-:|--:|\n| 1 | *2* |\n| x \\| y | `p \\| q` | | 4 |\n")
        .first)
    #expect(table.alignments == [.unset, .left, .center, .right])
    #expect(table.header == [[.text("a")], [.text("b")], [.text("c")], [.text("d")]])
    #expect(table.rows.count == 2)
    #expect(table.rows[0] == [[.text("1")], [.emphasis([.text("2")])], [], []])
    #expect(table.rows[1][0] == [.text("x | y")])
    guard case .code(let code, _)? = table.rows[1][1].first else {
      Issue.record("no code")
      return
    }
    #expect(code.text == "p | q")
  }

  @Test func `bars inside a formula do not end its cell`() throws {
    let table = try #require(tables("a | b\n--|--\n$|x|$ | $\\|w\\|$\n").first)
    #expect(table.rows.first?.map(\.plainText) == ["|x|", "\\|w\\|"])
  }

  @Test(arguments: [
    "| a |\n|---|\n| ①`③{nn} x④`② |\n", "> | a | b |\n> |---|---|\n> | ü | so ①`③{nn} x④`② |\n",
    "- t\n\n  a | b\n  --|--\n  1 \\| 2 ①`③{nn} x④`② | 3\n",
  ])
  func `what stands in a cell keeps its place in the file`(marked: String) throws {
    let source = MarkedSource(marked)
    var found: [(SourceFragment, SourceSpan)] = []
    MarkdownDocument.parse(source.file).blocks.forEachInline { inline in
      if case .code(let content, let span) = inline { found.append((content, span)) }
    }
    let code = try #require(found.first)
    #expect(found.count == 1)
    #expect(code.0.text == "{nn} x")
    #expect(code.1 == source.span("①", "②"))
    #expect(code.0.sourceSpan(0..<6) == source.span("③", "④"))
  }

  @Test(arguments: [
    "a | b\n", "a | b\n--|--|--\n", "a\n---\n", "a | b\nc | d\n", "| a |\n\n|---|\n",
    "a | b\n- | x\n",
    "    | a |\n    |---|\n",
  ])
  func `what is not a table stays what it is`(text: String) {
    #expect(tables(text).isEmpty)
  }

  @Test func `lines before a table stay a paragraph`() {
    let blocks = parse("so *we* see\n| a |\n|---|\n| 1 |\n").blocks
    #expect(blocks.count == 2)
    guard case .paragraph(let content, _) = blocks[0] else {
      Issue.record("no paragraph")
      return
    }
    #expect(content == [.text("so "), .emphasis([.text("we")]), .text(" see")])
  }

  @Test(arguments: ["\n: What *it* shows {#tbl-x}\n", ": What *it* shows {#tbl-x}\n"])
  func `the line below a table is its caption`(line: String) throws {
    let text = "| a |\n|---|\n| 1 |\n" + line
    let table = try #require(tables(text).first)
    #expect(table.caption == [.text("What "), .emphasis([.text("it")]), .text(" shows")])
    #expect(table.label?.name == "tbl-x")
    let span = try #require(table.label?.span)
    #expect(SourceFile(name: "", text: text).text(in: span) == "{#tbl-x}")
    #expect(table.rows.count == 1)
  }

  @Test func `a row with more cells than the header is reported`() {
    let source = MarkedSource("| a |\n|---|\n①| 1 | 2 |②\n")
    let found = MarkdownDocument.parse(source.file).diagnostics
    #expect(found.map(\.id) == ["table-row"])
    #expect(found.first?.span == source.span("①", "②"))
  }

  // MARK: - Alerts

  @Test(arguments: AlertKind.allCases)
  func `the five kinds of alerts are told from quotes`(kind: AlertKind) {
    let text = "> [!\(kind.rawValue.uppercased())]\n> Take *care*.\n>\n> - a\n"
    guard case .alert(let found, let blocks, _)? = parse(text).blocks.first else {
      Issue.record("no alert")
      return
    }
    #expect(found == kind)
    #expect(blocks.count == 2)
    #expect(parse("> [!\(kind.rawValue)]").blocks.count == 1)
  }

  @Test func `an unknown alert is a quote, and is reported with the nearest kind`() {
    let source = MarkedSource("> [!①WARNNG②]\n> x\n")
    let (blocks, diagnostics) = MarkdownDocument.parse(source.file)
    guard case .quote? = blocks.first else {
      Issue.record("no quote")
      return
    }
    #expect(diagnostics.map(\.id) == ["alert-unknown"])
    #expect(diagnostics.first?.span == source.span("①", "②"))
    #expect(diagnostics.first?.help == "did you mean [!WARNING]?")
    #expect(parse("> [! x]\n").diagnostics.isEmpty)
  }

  // MARK: - Footnotes

  @Test func `a footnote holds what is indented under it, and is no link definition`() {
    let text = """
      a[^1] b[^long-name] c[^1]

      [^1]: Word
      [^long-name]: One *paragraph*
      goes on.

          And one with $x_1$.

          - a list

      after
      """
    let (blocks, diagnostics) = parse(text)
    #expect(diagnostics.isEmpty)
    let notes = blocks.compactMap { if case .footnote(let note) = $0 { note } else { nil } }
    #expect(notes.map(\.name) == ["1", "long-name"])
    #expect(notes.map(\.blocks.count) == [1, 3])
    guard case .paragraph(let content, _)? = notes.first?.blocks.first else {
      Issue.record("no paragraph")
      return
    }
    #expect(content == [.text("Word")])
    var references: [String] = []
    blocks.forEachInline {
      if case .footnoteReference(let name, _) = $0 { references.append(name) }
    }
    #expect(references == ["1", "long-name", "1"])
    #expect(blocks.count == 4)
  }

  @Test(arguments: [
    ("a①[^x]②\n", "footnote-unknown"), ("a\n\n①[^x]:② b\n", "footnote-unused"),
    ("a[^x]\n\n[^x]: b\n\n①[^x]:② c\n", "footnote-duplicate"),
  ])
  func `mistakes with footnotes are shown at their place`(marked: String, id: String) {
    let source = MarkedSource(marked)
    let found = MarkdownDocument.parse(source.file).diagnostics
    #expect(found.map(\.id) == [id])
    #expect(found.first?.span == source.span("①", "②"))
  }

  @Test(arguments: [
    "`[^x]`", "```\n[^x]: y\n```\n", "    [^x]: y\n", "<div>\n[^x]: y\n</div>\n", "\\[^x]",
  ])
  func `code and HTML hold no footnotes`(text: String) {
    #expect(parse(text).diagnostics.isEmpty)
  }

  // MARK: - Labels and references

  @Test(arguments: [
    ("see ①@fig-x②.", "fig-x", false), ("(①@tbl-a_b.c②)", "tbl-a_b.c", false),
    ("> - so\n>   **①@eq-größe②**: x", "eq-größe", false), ("①[-@sec-1]② x", "sec-1", true),
    ("①[@fig-x]②", "fig-x", false), ("| a |\n|---|\n| b ①@fig-x② |\n", "fig-x", false),
  ])
  func `a reference is found where it stands`(
    marked: String, label: String, isNumberOnly: Bool
  ) throws {
    let source = MarkedSource(marked)
    var found: [Reference] = []
    MarkdownDocument.parse(source.file).blocks.forEachInline { inline in
      if case .reference(let reference) = inline { found.append(reference) }
    }
    #expect(
      found == [
        Reference(label: label, isNumberOnly: isNumberOnly, span: source.span("①", "②"))
      ])
  }

  @Test(arguments: [
    "me@fig-x.org", "@figure-x", "`@fig-x`", "\\@fig-x", "@fig-", "$@fig-x$", "[a](/@fig-x)",
    "<b title=\"@fig-x\">", "@@fig-x",
  ])
  func `what is not a reference stays text`(text: String) {
    var found = 0
    parse(text).blocks.forEachInline { if case .reference = $0 { found += 1 } }
    #expect(found == 0)
  }

  @Test func `labels of headings and equations are theirs, others are text`() throws {
    let text = """
      ## Head `x` {#sec-head}

      $$a$$ {#eq-a} and {#not} here

      $$
      b
      $$
      {#eq-b}
      """
    let blocks = parse(text).blocks
    guard case .heading(_, let heading, _)? = blocks.first,
      case .anchor(let label)? = heading.last
    else {
      Issue.record("no label")
      return
    }
    #expect(label.name == "sec-head")
    #expect(heading.plainText == "Head x")
    var equations: [String] = []
    blocks.forEachInline { inline in
      if case .equation(let tex, let label, _) = inline { equations.append("\(label.name) \(tex)") }
    }
    #expect(equations == ["eq-a a", "eq-b b"])
    guard case .paragraph(let content, _) = blocks[1] else {
      Issue.record("no paragraph")
      return
    }
    #expect(content.plainText == "a and {#not} here")
  }

  @Test func `running text out of a file is parsed where it stands`() {
    let source = MarkedSource("x: '①- *a* ②`③{nn} x④`⑤ $y$ @fig-z⑥'")
    let content = MarkdownDocument.inlines(
      of: SourceFragment(of: source.file, span: source.span("①", "⑥")))
    #expect(content.count == 8)
    #expect(content.first == .text("- "))
    guard case .code(let code, let span) = content[3] else {
      Issue.record("no code")
      return
    }
    #expect(code.text == "{nn} x")
    #expect(span == source.span("②", "⑤"))
    #expect(code.sourceSpan(0..<6) == source.span("③", "④"))
    #expect(MarkdownDocument.inlines(of: SourceFragment(lines: [("  ", 0)])).isEmpty)
  }

  @Test(
    arguments: [
      String(repeating: "[^a]: ", count: 3000), String(repeating: "|", count: 20_000) + "\n|-|",
      String(repeating: "{#a}", count: 5000), String(repeating: "> [!NOTE]\n", count: 2000),
      String(repeating: "@fig-a", count: 5000), String(repeating: "a|b\n-|-\n", count: 2000),
      String(repeating: "[@fig-", count: 5000), "$" + String(repeating: "`", count: 20_000),
    ].map { LongText($0) })
  func `hostile text is read in reasonable time`(text: LongText) {
    #expect(!parse(text.text).blocks.isEmpty)
  }
}
