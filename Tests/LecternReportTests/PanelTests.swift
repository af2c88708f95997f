import LecternMarkdown
import LecternNotebook
import LecternPlot
import LecternText
import Testing

@testable import LecternReport

/// Figures of a cell beside each other, and claims below each other.
struct PanelTests {
  private static func curve(_ name: String) -> CellOutput {
    .figure(
      Figure(
        kind: "series", title: name,
        content: .lines(
          LineChart(
            series: [.init(name: name, x: [0, 1], y: [0, 1], group: 0)], xAxis: Axis("x"),
            yAxis: Axis("y")))))
  }

  private static func draft(_ columns: Int?, _ outputs: [CellOutput]) -> NotebookDraft {
    var draft = NotebookDraft(title: "T")
    var options = CellOptions()
    options.label = "fig-four"
    options.panelColumns = columns
    options.figureCaptions = [Caption("All of them")]
    draft.cell("plot", options, outputs: outputs)
    draft.cell("plot", outputs: [curve("last")])
    return draft
  }

  @Test func `panels are one figure with one number, a letter each`() {
    let html = Self.draft(2, ["one", "two", "three"].map(Self.curve)).body()
    let page = PageText(html)
    #expect(page.count("<figure") == 2 && page.count("class=\"panel\"") == 3)
    #expect(html.contains("<figure id=\"fig-four\">"))
    #expect(html.contains("<div class=\"panels of-2\">"))
    #expect(html.contains("<b>(b)</b> two</p>"))
    #expect(page.count("<figcaption>") == 2 && html.contains("<b>Figure 1:</b> All of them"))
    #expect(html.contains("<b>Figure 2:</b> last"))
    // Half of 640 less the gap, and no id twice.
    #expect(page.count("width=\"308\"") == 3)
    let ids = html.matches(of: /id="([^"]*)"/).map { String($0.output.1) }
    #expect(ids.count == Set(ids).count)
  }

  @Test func `one figure alone is no panel, and without the option each is its own`() {
    #expect(!Self.draft(2, [Self.curve("one")]).body().contains("class=\"panel"))
    let html = Self.draft(nil, ["one", "two"].map(Self.curve)).body()
    #expect(PageText(html).count("<figure") == 3)
  }

  @Test func `a table between the panels stays a table`() {
    let html = Self.draft(
      3, [Self.curve("one"), .table(Samples.accuracies), Self.curve("two")]
    ).body()
    #expect(PageText(html).count("class=\"panel\"") == 2 && html.contains("<b>Table 1:</b>"))
  }

  @Test func `Markdown and Jupyter name the panels`() {
    let draft = Self.draft(2, ["one", "two"].map(Self.curve))
    let report = MarkdownReport(draft.notebook, draft.result, pictureFolder: "pictures")
    #expect(report.text.contains("**Figure 1 (a):** All of them"))
    #expect(report.text.contains("**Figure 1 (b):** two"))
    #expect(report.text.contains("**Figure 2:** last"))
    #expect(Set(report.pictures.map(\.name)).count == 3)
    let notebook = IpynbReport.render(draft.notebook, draft.result)
    #expect(notebook.contains("**Figure 1 (b):** two"))
  }

  @Test func `a figure with names beside its curves has a drawing for phones`() {
    func page(_ change: (inout CellOptions) -> Void) -> String {
      var draft = NotebookDraft(title: "T")
      var options = CellOptions()
      change(&options)
      draft.cell("plot", options, outputs: [Self.curve("one")])
      return draft.body()
    }
    let html = page { _ in }
    #expect(html.contains("<div class=\"drawing wide roomy\""))
    #expect(html.contains("<div class=\"drawing narrow\"><svg"))
    #expect(PageText(html).count("width=\"344\"") == 1)
    let ids = html.matches(of: /id="([^"]*)"/).map { String($0.output.1) }
    #expect(ids.count == Set(ids).count)
    // Whoever says a size means it.
    #expect(!page { $0.figureWidth = 500 }.contains("narrow"))
    #expect(!page { $0.figureHeight = 300 }.contains("narrow"))
  }

  private static func claim(_ text: String, passed: Bool = true, points: Double? = nil)
    -> CellOutput
  {
    .expectation(
      Expectation(
        expression: text, passed: passed, actual: "x is 3",
        values: [OutputValue(name: "x", content: .number(3))], points: points,
        message: text == "x > 1" ? "large <enough>" : nil))
  }

  @Test func `claims that hold are rows of one form, those that fail stand out`() {
    var draft = NotebookDraft(title: "T")
    draft.cell(
      "a", outputs: [Self.claim("x > 1"), Self.claim("x > 2", points: 5), Self.claim("x == 3")])
    draft.cell("b", outputs: [Self.claim("x > 1"), Self.claim("x > 2")])
    draft.cell(
      "c",
      outputs: [
        Self.claim("x > 1"), Self.claim("x > 9", passed: false), Self.claim("x > 2"), .text("t"),
        Self.claim("x > 0"),
      ])
    let html = draft.body()
    let page = PageText(html)
    #expect(page.count("<div class=\"claims\">") == 5)
    #expect(html.contains("large &lt;enough&gt;<br/><code>x &gt; 1</code></td><td>3</td><td></td>"))
    #expect(html.contains("<code>x &gt; 2</code></td><td>3</td><td>5 of 5</td>"))
    #expect(page.count("<strong>Holds:</strong>") == 0)
    #expect(page.count("<strong>Does not hold:</strong>") == 1)
  }
}
