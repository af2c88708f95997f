import LecternNotebook
import LecternPlot
import LecternText
import Testing

@testable import LecternReport

struct CellTests {
  private func body(
    _ code: String = "show 1", _ change: (inout CellOptions) -> Void = { _ in },
    _ result: PieceResult = PieceResult(status: .ok, outputs: [.text("output")])
  ) -> String {
    var draft = NotebookDraft(title: "T")
    var options = CellOptions()
    change(&options)
    draft.cell(code, options) { _ in result }
    return draft.body()
  }

  @Test func `Echo, output and include decide what is seen`() {
    #expect(body().contains("<pre class=\"code\">"))
    #expect(!body("show 1") { $0.echo = .hidden }.contains("<pre class=\"code\">"))
    let folded = body("show 1") { $0.echo = .folded }
    #expect(folded.contains("<details class=\"fold\"><summary>Code</summary>"))
    #expect(!body("show 1") { $0.showsOutput = false }.contains("output"))
    #expect(!body("show 1") { $0.isIncluded = false }.contains("class=\"cell\""))
  }

  @Test func `A failure is seen even in a cell that is left out`() {
    let failed = PieceResult(status: .failed, diagnostics: [Diagnostic("x", at: nil, "broken")])
    let html = body("show 1", { $0.isIncluded = false }, failed)
    #expect(html.contains("broken"))
    #expect(html.contains("This cell failed"))
    #expect(!html.contains("<pre class=\"code\">"))
  }

  @Test(arguments: [
    (PieceResult.Status.ok, false, true, ""), (.failed, false, true, "This cell failed"),
    (.skipped, false, true, "Not run"), (.ok, true, true, "This cell fails, as it should"),
    (.failed, true, true, "This cell failed"), (.skipped, false, false, "Shown only, not run"),
  ])
  func `Every status is said in words`(
    _ status: PieceResult.Status, _ mustFail: Bool, _ evaluated: Bool, _ words: String
  ) {
    let html = body(
      "show 1",
      {
        $0.mustFail = mustFail
        $0.isEvaluated = evaluated
      }, PieceResult(status: status))
    #expect(html.contains("class=\"verdict\"") == !words.isEmpty)
    #expect(words.isEmpty || html.contains(words))
  }

  @Test func `Option lines are not part of the code shown`() {
    let html = body("#| label: x\n#| echo: true\n\nshow 1 # why\n#| not an option\n")
    #expect(!html.contains("label"))
    #expect(html.contains("not an option"))
  }

  @Test(arguments: [
    (
      "train gd lr=0.5 n_h in [1, 2] as runs",
      "<span class=\"k\">train</span> gd <span class=\"o\">lr</span>=<span class=\"n\">0.5</span>"
        + " <span class=\"o\">n_h</span> <span class=\"k\">in</span> [<span class=\"n\">1</span>, "
        + "<span class=\"n\">2</span>] <span class=\"k\">as</span> <span class=\"d\">runs</span>"
    ),
    (
      "let α = exp(1e-7) # c",
      "<span class=\"k\">let</span> <span class=\"d\">α</span> = <span class=\"f\">exp</span>("
        + "<span class=\"n\">1e-7</span>) <span class=\"c\"># c</span>"
    ),
    (
      "data csv \"a<b.csv\" image=20x20 keep=80%",
      "<span class=\"k\">data</span> csv <span class=\"s\">&quot;a&lt;b.csv&quot;</span> "
        + "<span class=\"o\">image</span>=<span class=\"n\">20x20</span> "
        + "<span class=\"o\">keep</span>=<span class=\"n\">80%</span>"
    ),
    ("W = 1..5", "W = <span class=\"n\">1</span>..<span class=\"n\">5</span>"),
    ("a == b", "a == b"), ("\"open", "<span class=\"s\">&quot;open</span>"),
    (
      "  for l in 1..3",
      "  <span class=\"k\">for</span> l <span class=\"k\">in</span> <span class=\"n\">1</span>.."
        + "<span class=\"n\">3</span>"
    ),
    ("5_000_000e", "<span class=\"n\">5_000_000</span>e"),
    ("\"\\", "<span class=\"s\">&quot;\\</span>"),
  ])
  func `Code is highlighted`(_ code: String, _ html: String) {
    #expect(CodeHighlighting.html(code) == html)
  }

  @Test func `Each line of code is an element that knows its depth, and no character moves`() {
    let code = "#| echo: true\ndef f(x)\n  let \"a\nb\" = 1 # <c>\n\n          return x\nend"
    let html = CodeHighlighting.lines(code)
    let lines = html.split(separator: "\n", omittingEmptySubsequences: false)
    let starts = ["", " in-1", "", "", " in-4", ""]
    #expect(lines.count == starts.count)
    for (line, start) in zip(lines, starts) {
      #expect(line.hasPrefix("<span class=\"line\(start)\">") && line.hasSuffix("</span>"))
    }
    #expect(
      html.replacing(/<[^>]*>/, with: "")
        == CodeHighlighting.html(code).replacing(/<[^>]*>/, with: ""))
  }

  @Test func `Wide tables of few rows are lists on a phone, and tables to those who hear them`() {
    func page(columns: Int, rows: Int) -> String {
      var draft = NotebookDraft(title: "T")
      draft.cell(
        "train",
        outputs: [
          .table(
            OutputTable(
              kind: "training", title: "T", columns: (0..<columns).map { "column \($0)" },
              rows: (0..<rows).map { row in
                [.text("run \(row)")] + (1..<columns).map { .number(Double($0) + 0.125) }
              }))
        ])
      return draft.body()
    }
    let html = page(columns: 8, rows: 2)
    #expect(html.contains("<table class=\"stacked\" role=\"table\">"))
    #expect(html.contains("<th scope=\"row\" role=\"rowheader\" data-name=\"column 0\">run 1</th>"))
    #expect(html.contains(" role=\"cell\" data-name=\"column 7\">7.125</td>"))
    #expect(PageText(html).count("role=\"columnheader\"") == 8)
    #expect(!page(columns: 3, rows: 2).contains("stacked"))
    #expect(!page(columns: 8, rows: 20).contains("stacked"))
  }

  @Test func `Figures and tables are numbered through the notebook`() {
    var draft = NotebookDraft(title: "T")
    var options = CellOptions()
    options.figureCaptions = [Caption("The author's caption")]
    options.tableCaptions = [Caption("The author's table")]
    draft.cell(
      "plot cost", options,
      outputs: [.figure(Samples.costs), .table(Samples.accuracies), .figure(Samples.costs)])
    draft.cell("plot cost", outputs: [.figure(Samples.costs), .table(Samples.accuracies)])
    let html = draft.body()
    #expect(html.contains("<b>Figure 1:</b> The author&#39;s caption"))
    #expect(html.contains("<b>Figure 2:</b> Cost over the iterations"))
    #expect(html.contains("<b>Figure 3:</b> Cost over the iterations"))
    #expect(html.contains("<caption><span><b>Table 1:</b> The author&#39;s table"))
    #expect(html.contains("<b>Table 2:</b> Accuracy and final cost"))
  }

  @Test func `Captions of a list go to the tables in their order`() {
    var draft = NotebookDraft(title: "T")
    var options = CellOptions()
    options.tableCaptions = [Caption("Before"), Caption("After")]
    draft.cell(
      "compare", options,
      outputs: [
        .table(Samples.accuracies), .figure(Samples.costs), .table(Samples.accuracies),
        .table(Samples.accuracies),
      ])
    let html = draft.body()
    for caption in ["1:</b> Before", "2:</b> After", "3:</b> Accuracy and final cost"] {
      #expect(html.contains("<b>Table \(caption)"))
    }
  }

  @Test func `Diagnostics show place, severity, line, caret and help`() {
    let html = Samples.troubled.body()
    #expect(html.contains("<strong>error:</strong> the last layer has 10 units"))
    #expect(html.contains("<p class=\"place\">troubled.md:14:13</p>"))
    #expect(html.contains("   14 | layer dense 10 softmax\n      |             ^^"))
    #expect(html.contains("<b>help:</b> layer dense classes softmax"))
    #expect(html.contains("softmax gives one share for each class"))
  }

  @Test func `Diagnostics go to their cell, others to the top`() throws {
    var draft = NotebookDraft(title: "T")
    draft.paragraph(.text("prose"))
    let start = draft.offset
    draft.cell("#| ecko: true\nshow 1", outputs: [])
    draft.diagnostics = [
      Diagnostic("option", at: SourceSpan(start + 9, start + 13), "no option ecko"),
      Diagnostic("yaml", at: SourceSpan(0, 1), "of the front matter"),
    ]
    let html = draft.body()
    let prose = try #require(html.firstRange(of: "<p>prose</p>"))
    let option = try #require(html.firstRange(of: "no option ecko"))
    let top = try #require(html.firstRange(of: "of the front matter"))
    #expect(top.lowerBound < prose.lowerBound)
    #expect(option.lowerBound > prose.lowerBound)
    #expect(PageText(html).count("no option ecko") == 1)
  }
}
