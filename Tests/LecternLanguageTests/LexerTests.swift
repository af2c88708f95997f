import LecternText
import Testing

@testable import LecternLanguage

struct LexerTests {
  private func kinds(_ text: String) -> [Token.Kind] {
    let file = SourceFile(name: "cell.md", text: text)
    return Lexer.tokens(of: SourceFragment(of: file, span: SourceSpan(0, file.utf8.count)))
      .tokens.map(\.kind)
  }

  @Test(arguments: [
    ("25", 25), ("0.001", 0.001), ("1e-7", 1e-7), ("5_000_000", 5e6), ("80%", 0.8),
    ("0.1%", 0.001), ("12.5%", 0.125), ("1e3%", 10), ("2E+3", 2000),
  ])
  func `a number is read as written`(_ text: String, _ value: Double) {
    guard case .number(let read, let spelling)? = kinds(text).first else {
      #expect(value == 0 && kinds(text) == [.invalid])
      return
    }
    #expect(read == value)
    #expect(
      spelling.lowercased().replacing("+", with: "") == text.lowercased().replacing("+", with: ""))
  }

  @Test func `points between digits are ranges when there are two`() {
    #expect(
      kinds("1..10") == [
        .number(1, spelling: "1"), .symbol(.range), .number(10, spelling: "10"),
      ])
    #expect(kinds("1..m") == [.number(1, spelling: "1"), .symbol(.range), .name("m")])
    #expect(
      kinds("0.5..1.5") == [
        .number(0.5, spelling: "0.5"), .symbol(.range), .number(1.5, spelling: "1.5"),
      ])
  }

  @Test(arguments: [("20x20", [20, 20]), ("64x64x3", [64, 64, 3]), ("3x3", [3, 3])])
  func `a size has no spaces`(_ text: String, _ sides: [Int]) {
    #expect(kinds(text) == [.size(sides)])
  }

  @Test(arguments: ["α", "β1", "λ_2", "größe", "x", "W1", "日本", "e", "π", "Ω"])
  func `a name is made of letters of any script`(_ text: String) {
    #expect(kinds(text) == [.name(text)])
  }

  @Test func `the micro sign is the letter mu`() {
    #expect(kinds("\u{B5}") == [.name("\u{3BC}")])
  }

  @Test func `a hash in a string is no comment`() {
    #expect(kinds("\"a # b\" # c") == [.string("a # b")])
    #expect(kinds("#| label: fig-a") == [])
  }

  @Test func `strings know three escapes`() {
    #expect(kinds(#""a\"b\\c\nd""#) == [.string("a\"b\\c\nd")])
  }

  @Test func `an open string ends with its line`() {
    #expect(kinds("\"abc\nx") == [.unterminated, .newline, .name("x")])
  }

  @Test func `line ends of Windows are spaces`() {
    #expect(kinds("x\r\ny") == [.name("x"), .newline, .name("y")])
  }
}
