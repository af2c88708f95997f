import LecternNotebook
import LecternTestSupport
import LecternText
import Testing

@Suite struct FuzzTests {
  private static let sample = """
    ---
    title: "A: b"
    params:
      rate: 0.1
    ---

    # Title with `{nn} rate` and $a_1 * b$

    > - item ``{nn} x
    >   + 1`` and
    >   ```nn
    >   #| label: fig-a
    >   #| echo: fold
    >   show rate
    >   ```

    $$
    \\frac{a}{b}
    - c
    $$

    1. [l](/u$x$ "t") *em **strong*** costs $5 and $6
    \t```nn
    \tlet ü = [1, 2]
    \t```

    <!-- ```nn -->

    ~~~python
    text

    """

  private static let scraps = [
    "`", "```", "```nn\n", "~~~", "$", "$$", "\n", "\r\n", "\r", "\t", "> ", "- ", "    ", "\\",
    "<", "<!--", "-->",
    "#| label: x\n", "#| ", "---\n", "&a ", "*a", "[", "](", "{nn} ", "数", "e\u{301}", "\u{0}",
    "\u{1}", "\u{2}",
    "\u{10}", "\u{85}", "\u{2028}", "🎉", ": ", "\"", "'", "{", "|", "1. ", "***", "=",
  ].map { Array($0.utf8) }

  /// Parses mutated notebooks and looks at every place that the result names.
  @Test(arguments: UInt64(0)..<8)
  func `mutated notebooks are read without a trap and every place lies in the file`(seed: UInt64) {
    var generator = SplitMix64(seed: Int(seed))
    let sample = Array(Self.sample.utf8)
    for round in 0..<300 {
      var bytes = sample
      for _ in 0..<Int.random(in: 1...12, using: &generator) {
        let place = Int.random(in: 0...bytes.count, using: &generator)
        let end = min(bytes.count, place + Int.random(in: 0...20, using: &generator))
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.removeSubrange(place..<end)
        case 1: bytes.insert(contentsOf: bytes[place..<end], at: place)
        default:
          bytes.insert(
            contentsOf: Self.scraps.randomElement(using: &generator) ?? [], at: place)
        }
      }
      // Cut characters become U+FFFD, as the program would have refused them.
      let file = SourceFile(name: "f.md", text: String(decoding: bytes, as: UTF8.self))
      let notebook = Notebook.parse(file)
      let limit = file.utf8.count
      var isInside = notebook.diagnostics.allSatisfy { found in
        found.span.map { 0 <= $0.start && $0.start <= $0.end && $0.end <= limit } ?? true
      }
      for piece in notebook.pieces {
        isInside = isInside && piece.span.start < piece.span.end && piece.span.end <= limit
        // Every character of a cell stands in the file where the fragment says; a blank may be a tab.
        for offset in piece.content.utf8.indices {
          let place = piece.content.sourceOffset(offset)
          let byte = piece.content.utf8[offset]
          let isSame =
            place <= limit && (byte <= 0x20 || (place < limit && file.utf8[place] == byte))
          isInside = isInside && isSame
        }
      }
      #expect(isInside, "seed \(seed), round \(round):\n\(file.text)")
      let text = TerminalRenderer(useColor: false).render(notebook.diagnostics, in: file)
      #expect(text.isEmpty == notebook.diagnostics.isEmpty)
    }
  }
}
