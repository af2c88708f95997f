import LecternMarkdown
import LecternTestSupport
import LecternText
import Testing

@Suite struct MathTests {
  private func math(_ text: String) -> [(tex: String, isDisplay: Bool, span: SourceSpan)] {
    inlines(MarkdownDocument.parse(SourceFile(name: "t.md", text: text)).blocks).compactMap {
      inline in
      if case .math(let tex, let isDisplay, let span) = inline {
        (tex, isDisplay, span)
      } else {
        nil
      }
    }
  }

  @Test(arguments: [
    #"a_1 * b_2 * c"#, #"\{x\} \\ y"#, #"\frac{\partial J}{\partial W^{[l]}}"#, #"x < y & z > w"#,
    #"[a](b)"#, #"a `b` c"#, #"\$5"#, "x", "ü", "**x**", "<b>", "!@",
  ])
  func `TeX passes through untouched`(tex: String) {
    let found = math("so *we* have $\(tex)$, ok")
    #expect(found.map(\.tex) == [tex])
    #expect(found.map(\.isDisplay) == [false])
    #expect(math("$$\(tex)$$").map(\.tex) == [tex])
    #expect(math("$$\(tex)$$").map(\.isDisplay) == [true])
  }

  @Test(arguments: [
    "costs $5 and $6 now", "$ x$", "$x $", "$x$5", #"\$x$ y"#, "`$x$`", "    $x$", "```\n$x$\n```",
    "$x\n\ny$",
    "$$", "$$$$", "$$x\n\ny$$", "<div>\n$x$\n</div>", "$x", "$$$x$$$", "x\n\n- $a\n- b$\n",
    "costs $6 each, `$x$` stays",
  ])
  func `what is not math stays as it is`(text: String) {
    #expect(math(text).isEmpty)
  }

  @Test func `a display formula may look like lists and headings`() {
    #expect(math("$$\na\n= b\n- c\n+ d\n=\n# e\n$$").map(\.tex) == ["a\n= b\n- c\n+ d\n=\n# e"])
  }

  @Test func `a formula inside a quoted list loses the marks of its containers`() {
    let source = MarkedSource("> - so ①$$a\n>   + b$$② and $c$\n")
    let found = math(source.text)
    #expect(found.map(\.tex) == ["a\n+ b", "c"])
    #expect(found.first?.span == source.span("①", "②"))
  }

  @Test func `many formulas keep their order and neighbours`() {
    let text = (0..<600).map { "$x_{\($0 % 7)}$ t\($0)" }.joined(separator: "\n")
    #expect(math(text).map(\.tex) == (0..<600).map { "x_{\($0 % 7)}" })
    #expect(math("$a$$b$ *$c$*").map(\.tex) == ["a", "b", "c"])
  }

  @Test func `dollars in link destinations and raw HTML come back as written`() {
    let text = "[t](/a$b$c \"$d$\") <b title=\"$e$\"> $f$"
    let blocks = MarkdownDocument.parse(SourceFile(name: "t.md", text: text)).blocks
    let expected: [Inline] = [
      .link(destination: "/a$b$c", title: "$d$", content: [.text("t")]), .text(" "),
      .html("<b title=\"$e$\">"), .text(" "),
      .math(tex: "f", isDisplay: false, span: SourceSpan(text.utf8.count - 3, text.utf8.count)),
    ]
    guard case .paragraph(let content, _)? = blocks.first else {
      Issue.record("no paragraph")
      return
    }
    #expect(content == expected)
  }

  @Test func `control characters of the author are shown and reported, not taken for masks`() {
    let (blocks, diagnostics) = MarkdownDocument.parse(
      SourceFile(name: "t.md", text: "a\u{1}\u{10}b $x$ \u{1b}[31m"))
    #expect(diagnostics.map(\.id) == ["control-character"])
    #expect(
      blocks == [
        .paragraph(
          [
            .text("a\u{FFFD}\u{FFFD}b "), .math(tex: "x", isDisplay: false, span: SourceSpan(5, 8)),
            .text(" \u{FFFD}[31m"),
          ], span: SourceSpan(0, 14))
      ])
  }
}
