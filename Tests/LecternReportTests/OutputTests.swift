import LecternMarkdown
import LecternNotebook
import LecternText
import Testing

@testable import LecternReport

struct OutputTests {
  private func body(_ outputs: CellOutput...) -> String {
    var draft = NotebookDraft(title: "T")
    draft.cell("show 1", outputs: outputs)
    return draft.body()
  }

  @Test func `Numeric columns are set right with their points under each other`() {
    let html = body(.table(Samples.accuracies))
      .replacing(/[ ](?:role|data-name)="[^"]*"/, with: "")
    #expect(html.contains("<th scope=\"col\" class=\"number\">train</th>"))
    #expect(html.contains("<th scope=\"row\">linear</th>"))
    #expect(html.contains("<td class=\"number\">47.00\u{202F}%</td>"))
    #expect(
      html.contains(
        "<td class=\"number\">0.2<span class=\"pad\" aria-hidden=\"true\">00000</span></td>"))
    #expect(html.contains("<td class=\"number\">90.75\u{202F}%</td>"))
    #expect(html.contains("<td class=\"number\">0.218711</td>"))
    #expect(html.contains("<td class=\"number\">–</td>"))
  }

  @Test func `Long tables say what they leave out`() {
    let rows = (0..<500).map { [OutputTable.Entry.number(Double($0)), .text("x")] }
    let html = body(
      .table(OutputTable(kind: "table", title: "Long", columns: ["a", "b"], rows: rows)))
    #expect(html.contains("… 410 rows are not shown …"))
    #expect(html.contains(">79</td>"))
    #expect(!html.contains(">80</td>"))
    #expect(html.contains(">499</td>"))
  }

  @Test(arguments: [
    (OutputValue.Content.number(1.0 / 3), "0.333333"), (.boolean(true), "yes"),
    (.string("a<b"), "a&lt;b"), (.number(.infinity), "∞"), (.number(5_000_000), "5000000"),
  ])
  func `Scalars are shown with their name`(_ content: OutputValue.Content, _ text: String) {
    let html = body(.value(OutputValue(name: "x", content: content)))
    #expect(html.contains("<code>x</code> = <output>\(text)</output>"))
  }

  @Test func `Matrices keep their shape and lose their middle`() {
    let html = body(
      .value(
        OutputValue(
          name: "W", content: .matrix(rows: 100, columns: 50, values: (0..<5000).map(Double.init))))
    )
    #expect(html.contains("100 × 50"))
    #expect(PageText(html).count("<tr>") == 10)
    #expect(html.contains("⋮"))
    #expect(html.contains("⋱"))
    #expect(html.contains("4999"))
  }

  @Test func `Values in prose take the place of their expression`() {
    var draft = NotebookDraft(title: "T")
    let vector = OutputValue(
      name: "p", content: .matrix(rows: 2, columns: 1, values: [0.25, 0.75]))
    draft.inlineValue("It is ", "p", ".", PieceResult(status: .ok, outputs: [.value(vector)]))
    draft.inlineValue("Or ", "q", ".", PieceResult(status: .skipped, reason: "not run: no data"))
    draft.inlineValue(
      "Or ", "r", ".",
      PieceResult(status: .failed, diagnostics: [Diagnostic("unknown", at: nil, "r is unknown")]))
    let html = draft.body()
    #expect(html.contains("It is <span class=\"value\" title=\"p\">[0.25; 0.75]</span>."))
    #expect(html.contains("title=\"not run: no data\"><code>q</code> not run</span>."))
    #expect(html.contains("<code>r</code> failed</span>."))
    #expect(html.contains("r is unknown"))
  }

  @Test func `A share stays whole in a line`() {
    var draft = NotebookDraft(title: "T")
    for content in [.number(0.882), .matrix(rows: 1, columns: 2, values: [0.1, 0.25])]
      as [OutputValue.Content]
    {
      let value = OutputValue(name: "p", content: content, isShare: true)
      draft.inlineValue("It is ", "p", ".", PieceResult(status: .ok, outputs: [.value(value)]))
    }
    let html = draft.body()
    #expect(html.contains(">88.2\u{202F}%</span>."))
    #expect(html.contains(">[10\u{202F}%, 25\u{202F}%]</span>."))
  }

  @Test func `Expectations say whether they hold, what came out and the points`() {
    let html = Samples.troubled.body()
    #expect(html.contains("<strong>Does not hold:</strong> <code>accuracy(test) &gt;= 90%</code>"))
    #expect(html.contains("accuracy(test) is 0.862"))
    #expect(html.contains("0 of 20 points"))
    #expect(html.contains("✓</span> <code>classes == 4</code></td>"))
    #expect(html.contains("1 of 2 expectations hold, 5 of 25 points"))
  }

  @Test func `Prose becomes HTML of its kind`() {
    var draft = NotebookDraft(title: "T")
    let none = SourceSpan(0, 0)
    draft.block(.quote([.paragraph([.strong([.text("quoted")])], span: none)], span: none))
    draft.block(
      .list(
        ListBlock(
          isOrdered: true, start: 3, isTight: true,
          items: [[.paragraph([.text("three")], span: none)]], span: none)))
    draft.block(
      .list(
        ListBlock(
          isOrdered: false, start: 0, isTight: false,
          items: [[.paragraph([.text("loose")], span: none)]], span: none)))
    draft.block(.thematicBreak(span: none))
    draft.paragraph(
      .text("a"), .lineBreak, .math(tex: "x<1", isDisplay: true, span: none),
      .code(SourceFragment(lines: [("c", 70000)]), span: SourceSpan(70000, 70001)))
    let html = draft.body()
    #expect(html.contains("<blockquote>\n<p><strong>quoted</strong></p>\n</blockquote>"))
    #expect(html.contains("<ol start=\"3\">\n<li>three</li>\n</ol>"))
    #expect(html.contains("<ul>\n<li>\n<p>loose</p>\n</li>\n</ul>"))
    #expect(html.contains("<hr/>"))
    #expect(
      html.contains("<p>a<br/>\n<code class=\"math display\">x&lt;1</code><code>c</code></p>"))
  }

  @Test func `The foot names seed, precision, versions and inputs`() {
    let html = Samples.course.body()
    #expect(html.contains("<dt>Seed</dt><dd>1</dd>"))
    #expect(html.contains("float64"))
    #expect(html.contains("lectern 0.1.0, cmark 0.30.2"))
    #expect(html.contains("<code>9f86d081884c…</code>"))
    #expect(html.contains("<code>9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08"))
  }
}
