import LecternTestSupport
import LecternText
import Testing

@testable import LecternLanguage

struct ParserTests {
  @Test(arguments: [
    ("-2^2", "(-(2 ^ 2))"),
    ("2^-1", "(2 ^ (-1))"),
    ("2^3^2", "(2 ^ (3 ^ 2))"),
    ("2^-3^2", "(2 ^ (-(3 ^ 2)))"),
    ("a + b * c", "(a + (b * c))"),
    ("a * b + c", "((a * b) + c)"),
    ("a - b - c", "((a - b) - c)"),
    ("a / b * c @ d", "(((a / b) * c) @ d)"),
    ("-a * b", "((-a) * b)"),
    ("a * -b", "(a * (-b))"),
    ("--a", "(-(-a))"),
    ("-a.T", "(-a.T)"),
    ("W2.T @ dZ2 * A1", "((W2.T @ dZ2) * A1)"),
    ("0..n - 1", "(0..(n - 1))"),
    ("0..3 == x", "((0..3) == x)"),
    ("a < b and b < c or not d == e", "(((a < b) and (b < c)) or (not (d == e)))"),
    ("not not a", "(not (not a))"),
    ("a or b and c", "(a or (b and c))"),
    ("x[0]^2 * x[1]", "((x[0] ^ 2) * x[1])"),
    ("f(x).T[0, :]", "f(x).T[0, :]"),
    ("(a + b) * c", "((a + b) * c)"),
    ("x ~= 0.6721", "(x ~= 0.6721)"),
    ("mean(argmax(P, axis=0) == test.y)", "mean((argmax(P, axis=0) == test.y))"),
    ("[1, 2; 3, -4]", "[1, 2; 3, (-4)]"),
    ("net.W1[0..2, :]", "net.W1[(0..2), :]"),
    ("0.01*(1 + 0.0001*iteration)^(-0.75)", "(0.01 * ((1 + (0.0001 * iteration)) ^ (-0.75)))"),
  ])
  func `operators bind as in the grammar`(_ text: String, _ expected: String) {
    let parsed = ParsedCell("let x = \(text)")
    #expect(parsed.text == "let x = \(expected)")
    #expect(parsed.summary == [])
  }

  @Test(arguments: [
    ("plot histogram (10^r) log=x", "plot histogram (10 ^ r) log=x"),
    ("train gd lr=0.2/(1 + epoch) epochs=10", "train gd lr=(0.2 / (1 + epoch)) epochs=10"),
    (
      "train gd lr in [0.1, 0.5] iterations=10 as rates",
      "train gd lr in [0.1, 0.5] iterations=10 as rates"
    ),
    ("expect accuracy(test) >= 90% points=20", "expect (accuracy(test) >= 90%) points=20"),
    (
      "expect x ~= 0.6721 within=0.001 \"close\"",
      "expect (x ~= 0.6721) \"close\" within=0.001"
    ),
    ("show t, sum(t), t / sum(t)", "show t, sum(t), (t / sum(t))"),
    ("show model", "show model"),
    ("plot series θ ewa(θ, 0.9)", "plot series θ ewa(θ, 0.9)"),
    ("init uniform -5 5", "init uniform (-5) 5"),
    ("plot cost rates[0] best(rates)", "plot cost rates[0] best(rates)"),
    ("table epoch=1..4 rate=0.2/(1 + epoch)", "table epoch=(1..4) rate=(0.2 / (1 + epoch))"),
    (
      "data csv \"d.csv\" label=y image=20x20 as train",
      "data csv \"d.csv\" label=y image=20x20 as train"
    ),
    ("predict [0.5; 1.2]", "predict [0.5; 1.2]"),
    ("layer conv 20 5x5 relu", "layer conv 20 5x5 relu"),
    ("let a, b = f(x)", "let a, b = f(x)"),
    ("W[i, :] = W[i, :] - 1", "W[i, :] = (W[i, :] - 1)"),
    ("def f(x, y) = x^2 + y", "def f(x, y) = ((x ^ 2) + y)"),
    ("let a = f(1,\n  axis=0)\nx = 2", "let a = f(1, axis=0)\nx = 2"),
    ("let a = 1 +\n  # why\n  2", "let a = (1 + 2)"),
    ("let A = [1, 2;\n         3, 4]", "let A = [1, 2; 3, 4]"),
    (
      "def f(x)\n  return x, 2\nend\nrepeat 3\n  record J = x\n  stop if x < 1\nend",
      "def f(x)\nreturn x, 2\nend\nrepeat 3\nrecord J = x\nstop if (x < 1)\nend"
    ),
    (
      "for l in 1..10\n  if l > 2\n    layer dense 50 tanh\n  else\n    x = 1\n  end\nend",
      "for l in (1..10)\nif (l > 2)\nlayer dense 50 tanh\nelse\nx = 1\nend\nend"
    ),
    (
      "search random lr in loguniform(0.0001, 1) beta1 in 1 - loguniform(0.001, 0.1) as s",
      "search random lr in loguniform(0.0001, 1) beta1 in (1 - loguniform(0.001, 0.1)) as s"
    ),
  ])
  func `statements are read`(_ text: String, _ expected: String) {
    let parsed = ParsedCell(text)
    #expect(parsed.summary == [])
    #expect(parsed.text == expected)
  }

  @Test func `spans are those of the file, also inside a list item`() {
    let source = MarkedSource("- item\n  > let a = ①f(x,②\n  >   ③y)④ @\n")
    let file = source.file
    let fragment = SourceFragment(lines: [
      ("let a = f(x,", 11), ("  y) @", source.offset("③") - 2),
    ])
    let (cell, diagnostics) = SyntaxParser.parseCell(fragment)
    #expect(diagnostics.map(\.id) == ["syntax-expected-value"])
    #expect(
      file.position(at: diagnostics.first?.span?.start ?? 0) == SourcePosition(line: 3, column: 11))
    #expect(cell.statements.count == 1)
    let whole = SourceFragment(lines: [
      ("let a = f(x,", 11), ("  y)", source.offset("③") - 2),
    ])
    guard case .binding(_, let value)? = SyntaxParser.parseCell(whole).cell.statements.first?.kind
    else {
      Issue.record("no binding")
      return
    }
    #expect(value.span == source.span("①", "④"))
  }

  @Test func `every mistake is reported once, on its own line`() {
    let text = """
      seed 1
      let a = f(1, 2
      let b = 3 +
      data csv "digits.csv label=y
      model net
      layer dense 2*n relu
      layer dense 10 softmax
      train gd lr=0,01 epochs= as run
      repeat 10
        x += 1
        x == 3
      end
      end
      show 2 $ 3, f(x
      let c = [1, 2)
      if x = 3
        plot cost run
      else
        print(x)
      end
      """
    let parsed = ParsedCell(text)
    #expect(
      parsed.summary.map { $0.split(separator: " |")[0] } == [
        "2:10 syntax-bracket-unclosed", "3:12 syntax-expected-value",
        "4:10 syntax-string-unterminated", "6:13 syntax-value-parentheses",
        "8:13 syntax-decimal-comma", "8:26 syntax-expected-value",
        "10:5 syntax-compound-assignment", "11:5 syntax-comparison-statement",
        "13:1 syntax-end-stray", "14:8 syntax-unknown-character",
        "14:14 syntax-bracket-unclosed", "15:14 syntax-bracket-mismatch",
        "16:6 syntax-equals-compares", "19:3 syntax-print",
      ])
    #expect(
      parsed.text == """
        seed 1
        let a = <hole>
        let b = <hole>
        data csv <hole>
        model net
        layer dense (2 * n) relu
        layer dense 10 softmax
        train gd lr=0.01 epochs=<hole> as run
        repeat 10
        x = (x + 1)
        <invalid>
        end
        show 2, <hole>
        let c = <hole>
        if (x == 3)
        plot cost run
        else
        <invalid>
        end
        """)
  }

  @Test func `a block without end says where it opens`() {
    let parsed = ParsedCell("repeat 3\n  for i in 1..2\n    x = 1\n  end\nshow x")
    #expect(parsed.summary == ["5:1 syntax-end-missing | add a line that says end before `show x`"])
    #expect(parsed.diagnostics.first?.notes.first?.span == SourceSpan(0, 8))
  }

  @Test func `a broken first line still opens its block`() {
    let parsed = ParsedCell("repeat *\n  x = 1\nend\ndef f(x\n  return x\nend\nshow f(1)")
    #expect(parsed.summary.map { $0.prefix(4) } == ["1:8 ", "4:6 "])
    #expect(parsed.text == "repeat <hole>\nx = 1\nend\nlet f = <hole>\nshow f(1)")
  }

  @Test func `an inline value is one expression`() {
    func parse(_ text: String) -> (String, [String]) {
      let file = SourceFile(name: "cell.md", text: text)
      let parsed = SyntaxParser.parseInlineValue(
        SourceFragment(of: file, span: SourceSpan(0, file.utf8.count)))
      return (SyntaxUnparser.text(parsed.expression), parsed.diagnostics.map(\.id))
    }
    #expect(parse("accuracy(test) * 100") == ("(accuracy(test) * 100)", []))
    #expect(parse("") == ("<hole>", ["syntax-inline-empty"]))
    #expect(parse("1 +") == ("<hole>", ["syntax-expected-value"]))
    #expect(parse("a b") == ("<hole>", ["syntax-unexpected"]))
  }

  @Test(
    arguments: [
      String(repeating: "(", count: 100_000),
      String(repeating: "(", count: 100_000) + "1" + String(repeating: ")", count: 100_000),
      String(repeating: "[", count: 100_000), String(repeating: "-", count: 100_000) + "1",
      "1" + String(repeating: "+1", count: 100_000), "2" + String(repeating: "^2", count: 100_000),
      "x" + String(repeating: ".T", count: 100_000), "x" + String(repeating: "[0]", count: 100_000),
      String(repeating: "f(", count: 100_000), String(repeating: "not ", count: 100_000) + "x",
      "x" + String(repeating: " < x", count: 100_000),
    ].map { LongText($0) })
  func `endless expressions are refused`(_ long: LongText) {
    let parsed = ParsedCell("let x = \(long.text)")
    #expect(parsed.text == "let x = <hole>")
    #expect((1...101).contains(parsed.diagnostics.count))
    let ids: Set = [
      "syntax-nesting-too-deep", "syntax-bracket-unclosed", "syntax-comparison-chain",
    ]
    #expect(parsed.diagnostics.allSatisfy { ids.contains($0.id) || $0.id == "syntax-too-many" })
  }

  @Test(arguments: ["repeat 2\n", "if a\n", "if a\nelse if b\n", "f(\n", "let a = (\n", "− \n"])
  func `endless blocks are refused`(_ line: String) {
    let parsed = ParsedCell(String(repeating: line, count: 20_000))
    #expect((1...101).contains(parsed.diagnostics.count))
  }
}
