import Foundation
import LecternNotebook
import LecternTestSupport
import LecternText
import Testing

@testable import LecternReport

/// Formulas of pages; where KaTeX is not installed only what happens then is tested.
struct FormulaTests {
  static let isInstalled: Bool = {
    let probe = Prose("$x$", MathTypesetter())
    return probe.math.version != nil
  }()

  private static let formulas: [String] = {
    let path = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "Fixtures/formulas.tex")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("%") }
  }()

  @Test(.enabled(if: isInstalled, "KaTeX is not installed"))
  func `The formulas of the techniques are typeset without a mistake`() {
    #expect(Self.formulas.count > 200)
    let typesetter = MathTypesetter()
    let inline = Self.formulas.filter { !$0.contains("{align") && !$0.contains("aligned") }
    let text = (Self.formulas.map { "$$\($0)$$" } + inline.map { "and $\($0)$" })
      .joined(separator: "\n\n")
    let prose = Prose(text, typesetter)
    #expect(prose.math.diagnostics.isEmpty, "\(prose.math.diagnostics.map(\.message))")
    let page = PageText(prose.page())
    #expect(page.count("</math>") == Self.formulas.count + inline.count)
    #expect(page.count("aria-hidden=\"true\"") >= Self.formulas.count + inline.count)
    // Every class that is left has a rule or is one of ours, and no inline style is left.
    #expect(page.values(of: "style").isEmpty)
    #expect(page.count("class=\"math") == 0)
  }

  @Test(.enabled(if: isInstalled, "KaTeX is not installed"))
  func `A page with twenty formulas has its letters with it and stays below 160 kB`() {
    let text = Self.formulas.enumerated().filter { $0.offset % 10 == 0 }
      .map { "A sentence with $\\alpha_{\($0.offset)}$.\n\n$$\($0.element)$$" }
      .joined(separator: "\n\n")
    let page = Prose(text, MathTypesetter()).page()
    #expect(page.utf8.count < 160_000)
    #expect(page.contains("@font-face{font-family:KaTeX_Main;src:url(data:font/woff;base64,"))
    #expect(page.contains("KaTeX 0."))
    #expect(page == Prose(text, MathTypesetter()).page())
    #expect(page.matches(of: /url\((?!data:)/).isEmpty)
  }

  @Test(
    .enabled(if: isInstalled, "KaTeX is not installed"),
    arguments: [
      ("so $a + ①\\fraq②{1}{2}$ is", "there is no TeX command \\fraq", "did you mean \\frac?"),
      ("$$\na\n+ ①\\alhpa②\n$$", "there is no TeX command \\alhpa", "did you mean \\alpha?"),
      ("> - x $$a\n>   + ①\\bta②$$", "there is no TeX command \\bta", "did you mean \\beta?"),
      ("ü $x^{①2②$", "the formula ends before its }", "write } where the group ends"),
      ("$x_a①_②b$", "a second _ on the same letter", "put both into one group: x_{a b}"),
      (
        "| a |\n|---|\n| $①\\hut②{y}$ |\n", "there is no TeX command \\hut", "did you mean \\hat?"
      ),
      (
        "```nn\n#| fig-cap: 'after $①\\alhpa②$'\nplot cost\n```\n",
        "there is no TeX command \\alhpa", "did you mean \\alpha?"
      ),
      (
        "$①\\href②{javascript:alert(1)}{x}$",
        "\\href is not used here: a formula holds no links, pictures or attributes",
        "write links in the text: [words](https://…)"
      ),
    ])
  func `A mistake in the TeX is shown at its place, with the source`(
    _ marked: String, _ message: String, _ help: String
  ) {
    let source = MarkedSource(marked)
    let prose = Prose(source.text, MathTypesetter())
    let found = prose.math.diagnostics
    #expect(found.map(\.message) == [message])
    #expect(found.first?.severity == .error)
    #expect(found.first?.span == source.span("①", "②"))
    #expect(found.first?.help == help)
    let body = prose.body(outputs: [.figure(Samples.costs)])
    #expect(body.contains("<code class=\"math"))
    #expect(!body.contains("href=\"javascript"))
  }

  @Test(
    .enabled(if: isInstalled, "KaTeX is not installed"),
    arguments: [
      String(repeating: "{", count: 9000), String(repeating: "x^{", count: 4000),
      String(repeating: "\\frac", count: 3000), String(repeating: "x", count: 30_000),
      "\\def\\a{\\a\\a}\\a",
      "\\def\\a{xxxxxxxxxx}\\def\\b{\\a\\a\\a\\a\\a\\a\\a\\a\\a\\a}\\b\\b\\b",
      "\\rule{99999em}{99999em}", "\\includegraphics{/etc/passwd}", "\\htmlStyle{x}{y}",
      "\\url{javascript:alert(1)}", "\u{1F600}\u{301}", "\\text{<script>alert(1)</script>}",
      "\\unknown{</style><script>}",
    ].map { LongText($0) })
  func `A hostile formula neither stops the program nor reaches the page`(_ tex: LongText) {
    let prose = Prose("a $\(tex.text)$ b and $y$", MathTypesetter())
    let page = prose.page()
    #expect(page.utf8.count < 400_000)
    #expect(PageText(page).count("<script") == 1)
    #expect(page.contains("</math>"))
  }

  @Test func `Without KaTeX the source is shown and one warning says what to install`() {
    let prose = Prose("$a$ and $$b$$ {#eq-b}\n\n@eq-b", MathTypesetter(folders: ["/nowhere"]))
    #expect(prose.math.diagnostics.map(\.id) == ["math-unavailable"])
    #expect(prose.math.diagnostics.first?.severity == .warning)
    #expect(prose.math.diagnostics.first?.help?.contains("libjs-katex") == true)
    let body = prose.body()
    #expect(body.contains("<code class=\"math\">a</code>"))
    #expect(body.contains("<code class=\"math display\">b</code><span class=\"tag\">(1)</span>"))
  }

  @Test func `A page without formulas has nothing of KaTeX`() {
    let page = Prose("costs $5 or `$x$`", MathTypesetter()).page()
    #expect(!page.contains("KaTeX"))
    #expect(!page.contains("font-face"))
  }

  @Test func `What is no font gives no font`() {
    for bytes in [[], [0, 1, 0, 0], Array(repeating: 255, count: 400)] as [[UInt8]] {
      #expect(FontSubset(bytes, keeping: ["a"]) == nil)
    }
  }
}
