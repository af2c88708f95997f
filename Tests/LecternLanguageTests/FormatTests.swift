import LecternTestSupport
import LecternText
import Testing

@testable import LecternLanguage

struct FormatTests {
  private static func format(_ text: String) -> String? {
    CellFormatter.format(fragment(text))?.joined(separator: "\n")
  }

  private static func fragment(_ text: String) -> SourceFragment {
    let file = SourceFile(name: "notes.md", text: text)
    return SourceFragment(of: file, span: SourceSpan(0, file.utf8.count))
  }

  @Test(arguments: [
    ("let   x=[ 1,2 ;3 , 4 ]#comment", "let x = [1, 2; 3, 4]  # comment"),
    ("def f( x ,y) = x*y ^ -2 @ x.T", "def f(x, y) = x * y^-2 @ x.T"),
    ("train   adam  lr = 0.2/( 1+epoch )   epochs = 10", "train adam lr=0.2/(1 + epoch) epochs=10"),
    (
      "search grid lr in  1-loguniform( 1,2 )   k in 1 .. 9",
      "search grid lr in 1 - loguniform(1, 2) k in 1..9"
    ),
    ("predict  [0.5 ;1.2]   test  5", "predict [0.5; 1.2] test 5"),
    ("expect a[ 0 ]>=90%   points = 20  'x'", nil),
    ("expect a[ 0 ]>=90%   points = 20  \"a   b\"", "expect a[0] >= 90% points=20 \"a   b\""),
    ("x[ 1,  : ]=  -3", "x[1, :] = -3"),
    ("let c = not  a-b == - 1", "let c = not a - b == -1"),
    (
      "repeat 2\nif c>3\nreturn  a , -1\nelse\nstop   if c\nend\nend",
      "repeat 2\n  if c > 3\n    return a, -1\n  else\n    stop if c\n  end\nend"
    ),
    ("\n\n#a\n\n\n\n#b\nlet x = 1  #c\n\n#d\n\n", "# a\n\n# b\nlet x = 1  # c\n\n# d"),
    ("let u = [1 ,-2;\n 3 , 4] #e", "let u = [1, -2;\n    3, 4]  # e"),
    ("let v = (1 + # why\n  # and how\n\n 2)", "let v = (1 +  # why\n    # and how\n    2)"),
    (
      "def f(x)\nlet y = x\nreturn y\nend\ndef g(x)=x\nlet z=f( 1 )",
      "def f(x)\n  let y = x\n  return y\nend\ndef g(x) = x\nlet z = f(1)"
    ),
    ("layer   dense 25   relu  init = he", "layer dense 25 relu init=he"),
    ("normalize  divide   255", "normalize divide 255"),
    ("#| label: a\n#|echo: no\nseed   1", "#| label: a\n#|echo: no\nseed 1"),
    ("#####\n#!x\n#\nseed 1", "#####\n#!x\n#\nseed 1"),
  ])
  func `a cell has one spelling`(text: String, expected: String?) {
    #expect(Self.format(text) == expected)
  }

  @Test func `a formatted cell means the same and stays as it is`() throws {
    var formatted = 0
    var generator = SplitMix64(seed: 1)
    let mutated = (0..<5000).map { _ in ParserFuzzTests.input(&generator) }
    for text in CheckerTests.notebooks + CourseStatementTests.right + mutated {
      guard let once = Self.format(text) else { continue }
      formatted += 1
      #expect(Self.format(once) == once, "\(text)")
      let (before, after) = (ParsedCell(text), ParsedCell(once))
      #expect(SyntaxUnparser.text(before.cell) == SyntaxUnparser.text(after.cell), "\(text)")
      #expect(Self.comments(text) == Self.comments(once), "\(text)")
    }
    #expect(formatted > 300)
  }

  /// The comments' letters, in order.
  private static func comments(_ text: String) -> [String] {
    let cell = fragment(text)
    let (tokens, _) = Lexer.tokens(of: cell)
    var rest: [String] = []
    var end = 0
    for token in tokens {
      rest.append(
        String(decoding: cell.utf8[end..<max(end, token.range.lowerBound)], as: UTF8.self))
      end = max(end, token.range.upperBound)
    }
    rest.append(String(decoding: cell.utf8[end...], as: UTF8.self))
    return rest.map { $0.filter { !$0.isWhitespace } }.filter { !$0.isEmpty }
  }
}
