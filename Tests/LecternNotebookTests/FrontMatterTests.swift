import LecternNotebook
import LecternTestSupport
import LecternText
import Testing

@Suite struct FrontMatterTests {
  private func parse(_ text: String) -> Notebook {
    Notebook.parse(SourceFile(name: "n.md", text: text))
  }

  @Test func `every key is read with its type`() {
    let front = parse(
      """
      ---
      title: "Cats: a study"
      subtitle: 2024
      author: [Ada, "Alan T."]
      date: 2024-05-01
      lang: de-AT
      abstract: >
        Two
        lines.
      toc: false
      number-sections: true
      params:
        rate: 1e-3
        share: 80%
        verbose: true
        file: digits.csv
        quoted: "5"
      seed: 7
      precision: float32
      ---

      # x
      """
    ).frontMatter
    #expect(front.title == "Cats: a study")
    #expect(front.subtitle == "2024")
    #expect(front.authors == ["Ada", "Alan T."])
    #expect(front.date == "2024-05-01")
    #expect(front.lang == "de-AT")
    #expect(front.abstract == "Two lines.\n")
    #expect(!front.showsContents)
    #expect(front.numbersSections)
    #expect(front.parameters.map(\.name) == ["rate", "share", "verbose", "file", "quoted"])
    let expected: [FrontMatter.Parameter.Value] = [
      .number(0.001), .number(0.8), .boolean(true), .string("digits.csv"), .string("5"),
    ]
    #expect(front.parameters.map(\.value) == expected)
    #expect(front.seed == 7)
    #expect(front.precision == "float32")
  }

  @Test(arguments: [
    ("---\ntitle: x\n①tilte②: y\n---\n", "front-matter-unknown"),
    ("---\ntoc: ①5②\n---\n", "front-matter-value"),
    ("---\ntoc: ①\"true\"②\n---\n", "front-matter-value"),
    ("---\nlang: ①english language②\n---\n", "front-matter-value"),
    ("---\nseed: ①-1②\n---\n", "front-matter-value"),
    ("---\nseed: ①1e300②\n---\n", "front-matter-value"),
    ("---\nprecision: ①float16②\n---\n", "front-matter-value"),
    ("---\nauthor:\n  ①a②: b\n---\n", "front-matter-value"),
    ("---\nparams:\n  n: ①[②1, 2]\n---\n", "front-matter-value"),
    ("---\nparams:\n  ①2n②: 1\n---\n", "front-matter-parameter"),
    ("---\r\ntitle: ü\r\n①toc②: 1\r\n---\r\n", "front-matter-value"),
    ("---\ntitle: a\n①title②: b\n---\n", "yaml-duplicate-key"),
    ("---\ntitle: ①&②a x\n---\n", "yaml-syntax"),
    ("---\ntitle: \"数字\" ①x②\n---\n", "yaml-syntax"),
    ("---\ntitle: [a, b①\n②---\n", "yaml-syntax"),
    ("---\n①j②ust words\n---\n", "yaml-syntax"),
    ("①---②\ntitle: x\n", "front-matter-unclosed"),
  ])
  func `a mistake is shown where it is`(marked: String, id: String) throws {
    let source = MarkedSource(marked)
    let notebook = Notebook.parse(source.file)
    let found = try #require(notebook.diagnostics.first { $0.id == id }, "\(notebook.diagnostics)")
    let span = try #require(found.span)
    if marked.contains("toc②: 1") {
      #expect(span.start == source.offset("②") + 2)
    } else if !marked.contains("[a, b") && !marked.contains("a②: b") {
      #expect(span.start == source.offset("①"))
      if !marked.contains("[②1") { #expect(span.end == source.offset("②")) }
    } else {
      #expect(span.start <= source.offset("②"))
      #expect(span.start > 3)
    }
  }

  @Test func `an unknown key is answered with the nearest one and a repair`() throws {
    let found = try #require(parse("---\ntilte: y\n---\n\ntext").diagnostics.first)
    #expect(found.help == "did you mean title?")
    #expect(found.fix?.edits == [.init(replace: SourceSpan(4, 9), with: "title")])
  }

  @Test(arguments: [
    "text\n\n---\ntitle: x\n---\n", "\n---\ntitle: x\n---\n", "----\ntitle: x\n---\n",
  ])
  func `a rule after the first line is no front matter`(text: String) {
    #expect(parse(text).frontMatter.span == nil)
  }

  @Test func `the title falls back to the first heading and then to the file`() {
    #expect(parse("---\ntitle: A\n---\n# B").title == "A")
    #expect(parse("## C\n\n# The *B*").title == "The B")
    #expect(Notebook.parse(SourceFile(name: "dir/d.md", text: "x")).title == "d")
  }

  @Test(arguments: [
    ("a: &a [x]\nb: &b [*a, *a]\nc: &c [*b, *b]\n? [*c, *c]\n: d", 1), ("[", 30_000),
    ("{a: ", 9_000),
    ("- ", 20_000), ("? ", 20_000), ("x", 100_000), ("title: !!binary aGk=", 1), ("\u{1}", 1),
    ("a: \u{FFFF}", 1), ("...", 1), ("%YAML 9", 1), ("? [a, b]\n: c", 1), ("? {a: b}\n: c", 1),
    ("title: *x", 1), ("- a", 1), ("\t- a\n\tb", 1), ("a: 'b", 1), ("a: |\n b\n c: d", 1),
  ])
  func `hostile YAML ends in a diagnostic, never in a trap`(unit: String, count: Int) {
    let notebook = parse("---\n\(String(repeating: unit, count: count))\n---\n\ntext")
    #expect(notebook.diagnostics.contains { $0.severity == .error } || unit == "...")
    for found in notebook.diagnostics {
      if let span = found.span { #expect(span.end <= notebook.source.utf8.count) }
    }
  }

  @Test func `parameters are replaced by values of their type only`() throws {
    let notebook = parse("---\nparams:\n  rate: 0.1\n  fast: false\n  name: a\n---\nx")
    let changed = try notebook.applying(
      parameters: [("rate", "50%"), ("fast", "true"), ("name", "7")])
    #expect(
      changed.frontMatter.parameters.map(\.value) == [.number(0.5), .boolean(true), .string("7")])
    func message(_ name: String, _ text: String) -> String? {
      #expect(throws: ParameterError.self) {
        try notebook.applying(parameters: [(name, text)])
      }?.description
    }
    #expect(message("rte", "1") == "n.md has no parameter rte; did you mean rate?")
    #expect(message("zzzz", "1") == "n.md has no parameter zzzz; it has rate, fast, name")
    #expect(
      message("rate", "nan") == "the parameter rate is a number (0.1 unless set); \"nan\" is not")
    #expect(
      message("fast", "1")
        == "the parameter fast is true or false (false unless set); \"1\" is neither")
  }
}
