import LecternMarkdown
import LecternText
import Testing

@testable import LecternReport

struct SafetyTests {
  @Test func `A hostile notebook stays inert`() {
    let page = PageText(
      Hostile.notebook.page().replacing(
        "<script>\(StyleSheet.page(for: Hostile.notebook.page()).script)</script>", with: ""))
    #expect(!page.html.contains("<script"))
    for tag in page.tags {
      // Quoted values may say anything; what is left must not be a handler.
      let bare = tag.replacing(/"[^"]*"/, with: "")
      #expect(bare.firstMatch(of: /[\s\/](on[a-z]+|style|autofocus)\s*=?/) == nil, "\(tag)")
    }
    for address in page.values(of: "href") {
      #expect(address.hasPrefix("#") || address.hasPrefix("https://"), "\(address)")
    }
    #expect(page.count("</style>") == 1)
    #expect(page.count("</title>") == page.count("<title"))
  }

  @Test(arguments: [
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "java\nscript:alert(1)",
    "\u{1}javascript:alert(1)", " \u{0}\u{1F}javascript:alert(1)", "vbscript:x", "data:text/html,x",
    "data:image/png;base64,AA", "file:///etc/passwd", "java\u{00AD}script:alert(1)",
    "\u{200B}javascript:alert(1)", "javascript\u{00A0}:alert(1)", "blob:x", ":x", "",
  ])
  func `Dangerous links are dropped and their text is kept`(_ destination: String) {
    var draft = NotebookDraft(title: "T")
    draft.paragraph(.link(destination: destination, title: "t", content: [.text("kept")]))
    let body = draft.body()
    #expect(body.contains("<p>kept</p>"))
  }

  @Test(arguments: [
    ("https://example.org/a b?c=1&d", "https://example.org/a%20b?c=1&amp;d"),
    ("HTTP://example.org", "HTTP://example.org"), ("mailto:a@b.org", "mailto:a@b.org"),
    ("other.html#x", "other.html#x"), ("../a:b.html", "../a:b.html"),
    ("#größe", "#gr%C3%B6%C3%9Fe"),
    ("?q=a:b", "?q=a:b"), ("a%20b", "a%20b"),
    ("java&#115;cript:x", "java&amp;#115;cript:x"),
  ])
  func `Ordinary links stay`(_ destination: String, _ address: String) {
    var draft = NotebookDraft(title: "T")
    draft.paragraph(.link(destination: destination, title: "", content: [.text("text")]))
    #expect(draft.body().contains("<p><a href=\"\(address)\">text</a></p>"))
  }

  @Test(arguments: [
    ("data:image/png;base64,AA==", "<img src=\"data:image/png;base64,AA==\" alt=\"alt\"/>"),
    ("data:image/svg+xml,x", "<p>alt</p>"),
    ("https://x.org/a.png", "<p><a href=\"https://x.org/a.png\">alt</a></p>"),
    ("cat.png", "<p><a href=\"cat.png\">alt</a></p>"), ("javascript:x", "<p>alt</p>"),
  ])
  func `Pictures are embedded or linked, never fetched`(_ source: String, _ shown: String) {
    var draft = NotebookDraft(title: "T")
    draft.paragraph(.image(source: source, title: "", alt: [.text("alt")]))
    #expect(draft.body().contains(shown))
  }

  @Test func `Links do not nest`() {
    var draft = NotebookDraft(title: "T")
    draft.paragraph(
      .link(
        destination: "a.html", title: "",
        content: [.image(source: "b.png", title: "", alt: [.text("picture")])]))
    #expect(draft.body().contains("<p><a href=\"a.html\">picture</a></p>"))
  }

  @Test func `Raw HTML is text, and comments are not shown`() {
    var draft = NotebookDraft(title: "T")
    draft.block(.html("<b>bold</b> <!-- note -->\n", span: SourceSpan(0, 0)))
    draft.block(.html("<!-- a\n<script> -->\n", span: SourceSpan(0, 0)))
    draft.block(.html("<!-- without end\n", span: SourceSpan(0, 0)))
    draft.paragraph(.text("x"), .html("<!-- y -->"), .html("<i>"), .text("z"))
    let body = draft.body()
    #expect(body.contains("<pre class=\"raw\"><code>&lt;b&gt;bold&lt;/b&gt;"))
    #expect(body.contains("<p>x&lt;i&gt;z</p>"))
    #expect(!body.contains("note"))
    #expect(!body.contains("without end"))
    #expect(PageText(body).count("class=\"raw\"") == 1)
  }

  @Test func `Trusted raw HTML and links pass when asked for`() {
    var draft = NotebookDraft(title: "T")
    draft.block(.html("<aside>\n", span: SourceSpan(0, 0)))
    draft.paragraph(
      .html("<b>"), .link(destination: "tel:1", title: "", content: [.text("call")]))
    let body = draft.body(unsafe: true)
    #expect(body.contains("<aside>\n<p><b><a href=\"tel:1\">call</a></p>"))
    #expect(draft.page(unsafe: true).contains("default-src 'none'"))
  }

  @Test func `Control characters and accents do not break out of attributes`() {
    #expect(
      escaped("\"\u{301}<\u{301}\u{0}\u{1b}\r\n&'")
        == "&quot;\u{301}&lt;\u{301}\u{FFFD}\u{FFFD}\n\n&amp;&#39;")
    #expect(IdentifierRegistry.slug("\u{0D4E}\" a__b  C-- ") == "\u{0D4E}-a_b-c")
  }
}
