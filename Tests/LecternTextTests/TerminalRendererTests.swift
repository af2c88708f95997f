import LecternTestSupport
import LecternText
import Testing

@Suite struct TerminalRendererTests {
  private func rendered(_ marked: String, useColor: Bool = false) -> String {
    let source = MarkedSource(marked)
    let diagnostic = Diagnostic(
      "shape-classes", at: source.span("①", "②"), "the last layer has 10 units")
    return TerminalRenderer(useColor: useColor).render([diagnostic], in: source.file)
  }

  @Test func `a diagnostic shows its place, its line, other places and help`() {
    let source = MarkedSource(
      """
      # Notes

      let ③W2④ = 0.01 * randn(10, 25)
      let A1 = sigmoid(W1 @ X)
        let Z2 = ①W2 @ A1② + b2
      """)
    let diagnostics = [
      Diagnostic(
        "shape-product", at: source.span("①", "②"), "W2 @ A1 does not fit: 25 ≠ 30",
        notes: [
          .init("W2 is 10 × 25", at: source.span("③", "④")),
          .init("A1 is 30 × 4000", at: SourceSpan(source.offset("④") + 27, source.offset("①"))),
          .init("sizes are rows × columns"),
        ],
        help: "make the 25 and the 30 the same number"),
      Diagnostic("unused", .warning, at: source.span("③", "④"), "W2 is never used"),
      Diagnostic("no-cells", .note, at: nil, "the notebook has no cell"),
    ]
    expectSnapshot(
      of: TerminalRenderer(useColor: false).render(diagnostics, in: source.file),
      named: "terminal-places.txt")
    expectSnapshot(
      of: TerminalRenderer(useColor: true).render(diagnostics, in: source.file),
      named: "terminal-color.txt")
  }

  @Test func `the caret stands right under every kind of text`() {
    let cases = [
      "layer dense ①10② softmax", "\tlayer\tdense ①10② softmax", "数字 = ①漢字② + 1",
      "e\u{301}a ①e\u{301}② b", "🎉👩‍👩‍👧 ①👩‍👩‍👧②", "layer dense①②", "①②", "abc\n①②", "x①\n②y",
      "①a = [1,\n  2]② + 3",
      "①a = [1,\n  2,\n  3]②", "a\r\nlayer ①10②\r\n", "\u{1b}[31m ①\u{1b}② \u{202e}",
      String(repeating: "a", count: 300) + " ①here② " + String(repeating: "b", count: 300),
    ]
    expectSnapshot(
      of: cases.map { rendered($0) }.joined(separator: "\n"), named: "terminal-carets.txt")
  }

  @Test func `a notebook cannot send control characters to the terminal`() {
    let hostile = "\u{1b}]0;title\u{7} \u{9b}31m \u{202e}\u{8}\r"
    let file = SourceFile(name: "a\u{1b}[2J.md", text: hostile)
    let diagnostic = Diagnostic(
      "x", at: SourceSpan(0, 3), hostile,
      notes: [.init(hostile, at: SourceSpan(1, 2)), .init(hostile)],
      help: hostile)
    let text = TerminalRenderer(useColor: false).render([diagnostic], in: file)
    let isControl: (Unicode.Scalar) -> Bool = {
      $0 != "\n" && ($0.properties.generalCategory == .control || $0.properties.isBidiControl)
    }
    #expect(!text.unicodeScalars.contains(where: isControl))
  }

  @Test(arguments: [-5, 0, 3, 4, 100, Int.max - 1])
  func `spans outside the file do not trap`(offset: Int) {
    let file = SourceFile(name: "a.md", text: "ab\nc")
    let diagnostic = Diagnostic("x", at: SourceSpan(offset, offset + 1), "m")
    #expect(TerminalRenderer(useColor: false).render([diagnostic], in: file).contains("^"))
    #expect(GitHubRenderer().render([diagnostic], in: file).hasPrefix("::error "))
    #expect(DiagnosticRecord(diagnostic, in: file).line != nil)
  }
}
