import Foundation
import LecternMarkdown
import LecternNotebook
import LecternTestSupport
import LecternText
import Testing

@testable import LecternReport

struct PageTests {
  @Test(arguments: ["course", "troubled"])
  func `A whole page looks as recorded`(_ name: String) {
    let draft = name == "course" ? Samples.course : Samples.troubled
    expectSnapshot(of: PageText(draft.page()).skeleton, named: "\(name).html")
  }

  @Test func `Rendering twice gives the same bytes`() {
    #expect(Samples.course.page() == Samples.course.page())
    #expect(Samples.troubled.page() == Samples.troubled.page())
  }

  @Test(arguments: [Samples.course.page(), Samples.troubled.page(), Hostile.notebook.page()])
  func `A page has one first heading, unique ids and levels that do not skip`(_ html: String) {
    let page = PageText(html)
    #expect(page.count("<h1") == 1)
    let ids = page.values(of: "id")
    #expect(Set(ids).count == ids.count)
    let levels = html.matches(of: /<h([1-6])[ >]/).compactMap { Int($0.output.1) }
    #expect(levels.first == 1)
    for (previous, level) in zip(levels, levels.dropFirst()) { #expect(level <= previous + 1) }
    let anchors = Set(ids.map { LinkPolicy.encoded("#" + $0) })
    for target in page.values(of: "href") where target.hasPrefix("#") {
      #expect(anchors.contains(target), "\(target) leads nowhere")
    }
  }

  @Test(arguments: [Samples.course.page(), Samples.troubled.page(), Hostile.notebook.page()])
  func `A page asks nobody for anything`(_ html: String) {
    let page = PageText(html)
    #expect(page.count("<script") == 1)
    #expect(page.count("<script>\(StyleSheet.page(for: html).script)</script>") == 1)
    for tag in ["<link", "<iframe", "<object", "<embed", "<base", "<form", "@import"] {
      #expect(page.count(tag) == 0, "\(tag) in the page")
    }
    for source in page.values(of: "src") { #expect(source.hasPrefix("data:image/")) }
    #expect(html.matches(of: /url\(\s*["']?(https?:|\/\/)/).isEmpty)
    #expect(html.contains("default-src 'none'"))
  }

  @Test func `A page of prose and code stays small`() {
    var draft = NotebookDraft(title: "Long")
    for index in 0..<30 {
      draft.heading(2, .text("Section \(index)"))
      draft.paragraph(.text(String(repeating: "A sentence of prose. ", count: 12)))
      draft.cell("train adam lr=0.001 epochs=\(index) as run\(index)", outputs: [])
    }
    #expect(draft.page().utf8.count < 40_000)
    #expect(StyleSheet.report.utf8.count + StyleSheet.script.utf8.count < 20_000)
  }

  @Test func `The title comes from the front matter, the first heading or the file`() {
    var draft = NotebookDraft("lessons/first.md")
    #expect(ReportPage.title(of: draft.notebook) == "first")
    draft.paragraph(.text("before"))
    draft.heading(1, .text("From the "), .emphasis([.text("text")]))
    #expect(ReportPage.title(of: draft.notebook) == "From the text")
    #expect(draft.body().contains("<h1 id=\"from-the-text\">From the <em>text</em></h1>"))
    draft.frontMatter.title = "From the front"
    #expect(ReportPage.title(of: draft.notebook) == "From the front")
    #expect(draft.body().contains("<h2 id=\"from-the-text\">"))
    draft.frontMatter.title = "From the text"
    #expect(PageText(draft.body()).count("From the <em>text") == 1)
  }

  @Test func `Headings are numbered and listed when asked`() {
    var draft = NotebookDraft(title: "T")
    draft.frontMatter.numbersSections = true
    draft.heading(1, .text("One"))
    draft.heading(3, .text("Inner"))
    draft.heading(3, .text("Inner"))
    draft.heading(2, .text("Next & last"))
    let body = draft.body()
    #expect(body.contains("<h2 id=\"one\"><span class=\"number\">1</span> One</h2>"))
    #expect(body.contains("<h3 id=\"inner-2\"><span class=\"number\">1.2</span> Inner</h3>"))
    #expect(body.contains("<a href=\"#next-last\">1.3 Next &amp; last</a>"))
    draft.frontMatter.showsContents = false
    #expect(!draft.body().contains("<nav"))
  }

  @Test func `Empty notebook gives a page`() {
    let body = NotebookDraft("empty.md").body()
    #expect(body.contains("<h1>empty</h1>"))
    #expect(body.contains("float64"))
  }

  @Test(arguments: [
    ("de", "de"), ("pt-BR", "pt-BR"), ("zh-Hant-TW", "zh-Hant-TW"), ("x\" onload=", "en"),
    ("", "en"), ("en-", "en"),
  ])
  func `The language is a tag or English`(_ written: String, _ shown: String) {
    var draft = NotebookDraft(title: "T")
    draft.frontMatter.lang = written
    #expect(draft.page().contains("<html lang=\"\(shown)\">"))
  }

  @Test func `The index lists notebooks with abstract and result`() {
    let html = SampleCourse.index
    expectSnapshot(of: PageText(html).skeleton, named: "index.html")
    #expect(html.contains("href=\"flower%20one.html\""))
  }

  @Test func `The search page holds every section as inert data and as a list`() throws {
    let html = SampleCourse.search
    expectSnapshot(of: PageText(html).skeleton, named: "search.html")
    let start = try #require(html.range(of: "id=\"search-data\">")).upperBound
    let end = try #require(html[start...].range(of: "</script>")).lowerBound
    let data = try JSONSerialization.jsonObject(with: Data(html[start..<end].utf8))
    let entries = try #require(data as? [[String: Any]])
    #expect(entries.compactMap { $0["title"] as? String } == SampleCourse.titles)
    #expect(!html[start..<end].contains("<"))
  }

  @Test func `A page of a course leads to the others`() {
    let place = SitePlace(SampleCourse.site, href: "troubled.html")
    let html = ReportPage.render(
      Samples.troubled.notebook, Samples.troubled.result, place: place)
    #expect(html.contains("<a rel=\"prev\" href=\"flower%20one.html\">"))
    #expect(html.contains("<a rel=\"next\" href=\"plain.html\">"))
    #expect(html.contains("<a href=\"troubled.html\" aria-current=\"page\">"))
    #expect(html.contains("All &lt;notebooks&gt;"))
    let first = ReportPage.render(
      Samples.course.notebook, Samples.course.result,
      place: SitePlace(SampleCourse.site, href: "flower one.html"))
    #expect(!first.contains("rel=\"prev\""))
  }
}
