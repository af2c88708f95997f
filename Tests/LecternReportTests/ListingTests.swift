import LecternText
import Testing

@testable import LecternMarkdown
@testable import LecternNotebook
@testable import LecternReport

/// Code of other languages: coloured where highlight.js is installed, inert in any case.
struct ListingTests {
  private static let isInstalled: Bool = {
    let notebook = Notebook.parse(SourceFile(name: "n.md", text: "```python\nx = 1\n```\n"))
    return !ListingHighlighter().highlight(notebook).html.isEmpty
  }()

  private func page(_ text: String, _ highlighter: ListingHighlighter) -> String {
    let notebook = Notebook.parse(SourceFile(name: "n.md", text: text))
    return ReportPage.render(
      notebook, .empty, options: ReportOptions(listings: highlighter.highlight(notebook)))
  }

  @Test(.enabled(if: isInstalled, "highlight.js is not installed"))
  func `Listings of known languages are coloured, wherever they stand`() {
    let html = page(
      """
      ```python
      def f(x): return "<b>"  # words
      ```

      > - ```{.python}
      >   import numpy
      >   ```

      ```octave
      for i = 1:3; end
      ```
      """, ListingHighlighter())
    #expect(html.contains("<span class=k>def</span> <span class=d>f</span>"))
    #expect(html.contains("<span class=s>\"&lt;b&gt;\"</span>"))
    #expect(html.contains("<span class=c># words</span>"))
    #expect(html.contains("<span class=k>import</span> numpy"))
    #expect(html.contains("<span class=k>for</span>"))
  }

  @Test(arguments: [
    "```\nplain\n```", "```nolanguage\nplain\n```", "```\"><script>\nplain\n```", "    plain",
  ])
  func `Other listings stay plain`(_ text: String) {
    let html = page(text, ListingHighlighter())
    #expect(html.contains("<pre class=\"listing\"><code>plain"))
    #expect(PageText(html).count("<script") == 1)
  }

  @Test func `Without highlight.js listings stay plain`() {
    let html = page("```python\nimport this\n```", ListingHighlighter(files: ["/nowhere"]))
    #expect(html.contains("<pre class=\"listing\"><code>import this"))
  }

  @Test(arguments: [
    "<b>x</b>", "<span onclick=\"x\">a</span>", "<span class=\"hljs-a\" id=\"b\">a</span>",
    "</span>", "<span class=\"hljs-keyword\">a", "<span class=\"hljs-keyword\">a</span> > b",
    "<span class=\"hljs-\u{1F600}\">a</span>",
  ])
  func `Markup that is not as expected is refused`(_ html: String) {
    #expect(ListingMarkup.rewritten(html) == nil)
  }
}
