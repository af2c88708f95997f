import LecternTestSupport
import LecternText
import Testing

@testable import LecternLanguage

struct CheckerRobustnessTests {
  private static let notebooks = CheckerTests.notebooks + CourseStatementTests.right

  @Test(arguments: 0..<6)
  func `mutated notebooks neither trap nor lose their places`(seed: Int) {
    var stream = SplitMix64(seed: seed)
    let words =
      Self.notebooks.joined(separator: "\n").split { $0 == " " }.map(String.init)
      + [
        "1e300", "-1", "0", "[", "]", "(", ")", "in", "=", "@", "zeros(1000000, 1000000)", "\n",
        "1..9",
      ]
    for round in 0..<60 {
      var tokens = Self.notebooks[round % Self.notebooks.count]
        .split(separator: " ", omittingEmptySubsequences: false).map(String.init)
      for _ in 0..<1 + stream.next(below: 4) {
        let place = stream.next(below: tokens.count)
        switch stream.next(below: 3) {
        case 0: tokens[place] = words[stream.next(below: words.count)]
        case 1: tokens.insert(words[stream.next(below: words.count)], at: place)
        default: if tokens.count > 1 { tokens.remove(at: place) }
        }
      }
      let checked = CheckedText(tokens.joined(separator: " "))
      let length = checked.source.utf8.count
      #expect(
        checked.program.diagnostics.allSatisfy {
          ($0.span?.start ?? 0) >= 0 && ($0.span?.end ?? 0) <= length
        }, "seed \(seed), round \(round)")
    }
  }

  @Test(arguments: [
    "let a = zeros(1073741824, 1)\nlet b = concat(a, a)\nshow b[0, 0]",
    "let a = ones(1000000, 1)\nlet b = outer(outer(a, a), a)\nshow b",
    "let a = 1e300\nshow zeros(a, a), eye(a), rand(1, a)",
    "show [1, 2][1e300], [1, 2][-1e300], columns([1, 2], 0, 1e18)",
    "table x=1..1e300 y=x", "table x=-1e300..1e300",
    "data circles 1e300", "seed 1e300", "set digits 1e30",
    "data digits 9\naugment noise=1 copies=1e300",
    "data circles 9\nmodel a\nlayer dense 1 sigmoid\ncheck gradient components=1e300 examples=1e19",
    "data circles 9\nsplit dev=2\nmodel a\nlayer dense 1 sigmoid\nsearch random trials=1e300 epochs=1 lr in uniform(0, 1e999)",
    "data circles 9\nsplit dev=2\nmodel a\nlayer dense 1 sigmoid\nsearch grid epochs=1 lr in 1..1e300 batch in 1..1e18 points=100",
    "data circles 9\nmodel a\nlayer dense 1 sigmoid\ntrain gd lr=1 epochs=1 examples in 1..1e300\npredict train 1e300",
  ])
  func `huge numbers are mistakes`(text: String) {
    #expect(!CheckedText(text).errors.isEmpty)
  }

  @Test(arguments: [
    "check gradient of y) of W t z_hat", "check gradient dW) of J at w", "plot series a]",
    "predict )", "layer dense )", "train )", "data csv )", "split train=) test=)", "save )",
    "search random lr in )", "table x=)", "expect )", "evaluate )", "compare ) )",
  ])
  func `a line with a hole makes no further mistake of ours`(text: String) {
    let cells = "data circles 20 seed=1\nmodel net\nlayer dense 1 sigmoid\n" + text
    #expect(!CheckedText(cells).errors.isEmpty)
  }

  @Test func `a long chain does not overflow the stack`() {
    var sum = Expression(.number(1, spelling: "1"), span: SourceSpan(0, 1))
    for _ in 0..<2000 {
      sum = Expression(
        .binary(.add, sum, Expression(.number(1, spelling: "1"), span: SourceSpan(0, 1))),
        span: SourceSpan(0, 1))
    }
    var checker = ProgramChecker(
      pieces: [], context: CheckContext(catalog: FakeCatalog()),
      source: SourceFile(name: "notes.md", text: "1"))
    #expect(checker.infer(sum).constant == 2001)
  }

  @Test func `a thousand cells are checked in a moment`() {
    let cell = """
      let W1 = 0.01 * randn(30, 20)
      let A1 = sigmoid(W1 @ ones(20, 40) + zeros(30, 1))
      show sum(A1, axis=0), A1.T @ A1, unknown_name
      """
    let clock = ContinuousClock()
    let cells = (0..<1000).map { cell.replacing("1 ", with: "\($0) ") }
    let text = cells.joined(separator: "\n")
    let file = SourceFile(name: "notes.md", text: text)
    var offset = 0
    let pieces = cells.map { cell in
      defer { offset += cell.utf8.count + 1 }
      return ProgramPiece(
        fragment: SourceFragment(of: file, span: SourceSpan(offset, offset + cell.utf8.count)))
    }
    let time = clock.measure {
      _ = Checker.check(pieces, in: CheckContext(catalog: FakeCatalog()), source: file)
    }
    print("1000 cells: \(time)")
    // Debug builds on busy machines are slow; quadratic behaviour would take minutes.
    #expect(time < .seconds(20))
  }
}
