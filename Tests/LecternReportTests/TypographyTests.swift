import LecternNotebook
import LecternText
import Testing

@testable import LecternReport

/// Straight quotes in prose become those of the language; code stays as it is.
struct TypographyTests {
  @Test(arguments: [
    ("He said \"best\" and 'so'.", "He said “best” and ‘so’."),
    ("(\"a\") \"b\"-\"c\"", "(“a”) “b”-“c”"),
    ("don't, the '90s, networks' w'", "don’t, the ’90s, networks’ w’"),
    ("\"'Deep' nets\"", "“‘Deep’ nets”"), ("5\" and 6'", "5” and 6’"), ("\"", "“"),
    ("no quotes", "no quotes"),
    ("\"a\" – \"b\"", "“a” – “b”"),
  ])
  func `English quotes open before a word and close behind it`(_ text: String, _ quoted: String) {
    #expect(Typography(lang: "en").quoted(text) == quoted)
  }

  @Test(arguments: [
    ("de", "„a“ ‚b‘"), ("de-CH", "«a» “b”"), ("fr", "«\u{202F}a\u{202F}» “b”"), ("sv", "”a” ’b’"),
    ("pl", "„a” ‚b’"), ("tlh", "“a” ‘b’"), ("", "“a” ‘b’"),
  ])
  func `each language has its own`(_ lang: String, _ quoted: String) {
    #expect(Typography(lang: lang).quoted("\"a\" 'b'") == quoted)
  }

  @Test func `what stands before a text decides, across marks of the Markdown`() {
    let text = """
      ---
      title: The "first" net
      lang: en
      ---
      A *"b"* and **x**"c" and `"d"`" and $k$" [and "e"](https://example.org)
      """
    let notebook = Notebook.parse(SourceFile(name: "n.md", text: text))
    let page = ReportPage.render(notebook, .empty)
    #expect(page.contains("The “first” net</h1>"))
    #expect(page.contains("<em>“b”</em> and <strong>x</strong>”c” and"))
    #expect(page.contains("<code>&quot;d&quot;</code>”") || page.contains("<code>\"d\"</code>”"))
    #expect(page.contains("and “e”</a>"))
  }
}
