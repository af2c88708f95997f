import LecternNotebook
import LecternText
import Testing

@testable import LecternReport

struct ProseTests {
  @Test func `Headings that refer to each other end`() {
    let body = Prose("# On @sec-a {#sec-a}\n\n## *See @sec-c* {#sec-b}\n\n## @sec-b {#sec-c}\n")
      .body()
    #expect(body.contains("See <a href=\"#sec-c\">@sec-b</a>"))
  }

  @Test func `A pipe table has headings, alignment, a number and a caption`() {
    let body = Prose(
      "See @tbl-x.\n\n|   | b | c |\n|---|:-:|--:|\n| 1 | `{nn} 1 + 1` | <3> |\n\n: So *it* is {#tbl-x}\n"
    ).body()
    #expect(body.contains("<p>See <a href=\"#tbl-x\">Table\u{A0}1</a>.</p>"))
    #expect(body.contains("<div class=\"table\" id=\"tbl-x\">"))
    #expect(body.contains("<caption><span><b>Table 1: </b>So <em>it</em> is</span></caption>"))
    #expect(body.contains("<tr><td></td><th scope=\"col\" class=\"center\">b</th>"))
    #expect(body.contains("<th scope=\"col\" class=\"number\">c</th></tr></thead>"))
    #expect(body.contains("<span class=\"value\" title=\"1 + 1\">2</span></td>"))
    #expect(body.contains("<td class=\"number\">&lt;3&gt;</td>"))
  }

  @Test(arguments: ["note", "tip", "important", "warning", "caution"])
  func `An alert says what it is in words`(_ kind: String) {
    let body = Prose("> [!\(kind.uppercased())]\n> Take *care*.\n").body()
    let title = kind.prefix(1).uppercased() + kind.dropFirst()
    #expect(
      body.contains(
        "<div class=\"alert alert-\(kind)\" role=\"note\">\n<p class=\"alert-title\">\(title)</p>\n"
          + "<p>Take <em>care</em>.</p>\n</div>"))
  }

  @Test func `Footnotes stand at the end in the order of their references, with ways back`() throws
  {
    let page = PageText(
      Prose("# T\n\nb[^2] a[^1] b[^2]\n\n[^1]: first, see[^3]\n[^2]: second\n[^3]: third\n").body())
    #expect(page.count("<section class=\"footnotes\"") == 1)
    #expect(page.html.contains("<sup><a href=\"#fn-1\" id=\"fnref-1\" role=\"doc-noteref\""))
    #expect(page.html.contains("<li id=\"fn-1\"><p>second <a href=\"#fnref-1\""))
    #expect(page.html.contains("aria-label=\"Back to the text 2\">↩</a></p>"))
    #expect(page.html.contains("<li id=\"fn-3\"><p>third"))
    let ids = page.values(of: "id")
    #expect(Set(ids).count == ids.count)
    for target in page.values(of: "href") { #expect(ids.contains(String(target.dropFirst()))) }
  }

  @Test func `References lead to figures, tables, equations and sections and name them`() {
    let text = """
      ---
      title: T
      number-sections: true
      ---

      @fig-a, @tbl-b, @eq-c, @sec-d, [-@eq-c], @fig-none, @fig-e.

      ## One

      ## Two {#sec-d}

      $$x$$ {#eq-c}

      ```nn
      #| label: fig-a
      #| fig-cap: It falls to `{nn} 1 + 1`, see @eq-c
      #| fig-alt: alternative `{nn} 1 + 1`
      plot cost
      ```

      ```nn
      #| label: tbl-b
      show 1
      ```

      ![A picture](data:image/png;base64,AA==){#fig-e}
      """
    let body = Prose(text).body(outputs: [.table(Samples.accuracies), .figure(Samples.costs)])
    #expect(
      body.contains(
        """
        <p><a href="#fig-a">Figure\u{A0}1</a>, <a href="#tbl-b">Table\u{A0}(not made)</a>, \
        <a href="#eq-c">Equation\u{A0}1</a>, <a href="#sec-d">Section\u{A0}2</a>, \
        <a href="#eq-c">1</a>, <span class="missing">@fig-none</span>, \
        <a href="#fig-e">Figure\u{A0}2</a>.</p>
        """))
    #expect(body.contains("<figure id=\"fig-a\">"))
    #expect(
      body.contains(
        "<b>Figure 1:</b> It falls to <span class=\"value\" title=\"1 + 1\">2</span>, see "
          + "<a href=\"#eq-c\">Equation\u{A0}1</a></figcaption>"))
    #expect(body.contains("alternative 2"))
    #expect(body.contains("<figure id=\"fig-e\">"))
    #expect(body.contains("<h2 id=\"sec-d\"><span class=\"number\">2</span> Two</h2>"))
    #expect(body.contains("id=\"tbl-b\""))
  }

  @Test func `A section without a number is referred to by its words`() {
    let body = Prose("# T\n\nSee @sec-a.\n\n## A *title* {#sec-a}\n").body()
    #expect(body.contains("<p>See <a href=\"#sec-a\">A <em>title</em></a>.</p>"))
  }

  @Test func `Hostile prose stays inert`() {
    let evil = "<script>alert(1)</script>\" onload=x"
    let text = """
      # \(evil) {#sec-a}

      > [!NOTE]
      > \(evil)

      | \(evil) |
      |---|
      | [x](javascript:alert(1)) |

      : \(evil) [y](javascript:alert(1)) {#tbl-a}

      x[^1] @sec-a @tbl-a

      [^1]: \(evil) [z](javascript:alert(1))

      ```nn
      #| fig-cap: '\(evil.replacing("'", with: "")) [c](javascript:alert(1))'
      #| fig-alt: '\(evil)'
      #| tbl-cap: '\(evil)'
      plot cost
      ```
      """
    let body = Prose(text).body(outputs: [.figure(Samples.costs), .table(Samples.accuracies)])
    #expect(!body.contains("<script"))
    #expect(!body.contains("javascript:"))
    for tag in PageText(body).tags {
      #expect(tag.replacing(/"[^"]*"/, with: "").firstMatch(of: /\son[a-z]+/) == nil, "\(tag)")
    }
  }
}
