import LecternMarkdown
import LecternNotebook
import LecternText
import Testing

@testable import LecternReport

/// Short formulas stay whole, with the marks that touch them.
struct WholeFormulaTests {
  private func html(_ text: String) throws -> String {
    let notebook = Notebook.parse(SourceFile(name: "n.md", text: text))
    let math = MathTypesetter().typeset(notebook)
    try #require(math.version != nil, "KaTeX is installed where the tests run")
    return ReportPage.render(notebook, .empty, math: math)
  }

  @Test func `the comma after a short formula is not torn off`() throws {
    let page = try html("In the region of $k$, then ($z_k$) “$a$”. And $b$x.")
    #expect(page.contains("</span>,</span> then "))
    #expect(page.contains("<span class=\"whole\">("))
    #expect(page.contains("</span>)</span> “"))
    #expect(page.contains("</span>”.</span> And"))
    #expect(page.contains("</span></span>x."))
  }

  @Test func `a long formula may be broken`() throws {
    let page = try html("So $a + b + c + d + e + f + g + h + i + j = 0$, too.")
    #expect(!page.contains("class=\"whole\""))
  }
}
