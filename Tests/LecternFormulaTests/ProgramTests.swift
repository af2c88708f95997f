import LecternTensor
import LecternTestSupport
import Testing

@testable import LecternFormula

/// What statements do, as a plan and one by one.
struct ProgramTests {
  @Test(
    "Statements leave these values behind",
    arguments: [
      ("let a = 2\nlet b = a * 3", "b", [6]),
      ("let n = 0\nrepeat 5\n  n = n + 1\nend", "n", [5]),
      ("let n = 0\nrepeat 0\n  n = n + 1\nend", "n", [0]),
      ("let s = 0\nfor i in 1..4\n  s = s + i\nend", "s", [10]),
      ("let s = 0\nfor i in 4..1\n  s = 10 * s + i\nend", "s", [0]),
      (
        "def f(n)\n  let s = 0\n  for k in 1..n\n    s = s + k\n  end\n  return s\nend\nlet y = f(0) + f(2.5)",
        "y", [3]
      ),
      ("let s = 0\nfor r in [0.5, 0.25]\n  s = s + r\nend\nlet last = r", "last", [0.25]),
      ("let s = 0\nlet A = [1, 2; 3, 4]\nfor a in A\n  s = 10 * s + a\nend", "s", [1234]),
      ("repeat 3\n  let dW = [1, 2]\nend", "dW", [1, 2]),
      ("let n = 0\nrepeat 10\n  n = n + 1\n  stop if n >= 4\nend", "n", [4]),
      (
        "let n = 0\nrepeat 3\n  repeat 10\n    n = n + 1\n    stop if n % 2 == 0\n  end\nend"
          .replacing("n % 2 == 0", with: "floor(n / 2) == n / 2"), "n", [6]
      ),
      ("let a = 0\nif 1 > 2\n  a = 1\nelse\n  a = 2\nend", "a", [2]),
      (
        "let s = 0\nfor i in 1..6\n  if i > 3\n    s = s + i\n  else\n    s = s - 1\n  end\nend",
        "s",
        [12]
      ),
      ("def f(x) = x^2 + 1\nlet y = f(3)", "y", [10]),
      (
        "def f(x)\n  let a = x + 1\n  return a, a * 2\nend\nlet p, q = f(1)\nlet d = q - p", "d",
        [2]
      ),
      ("let k = 2\ndef f(x) = k * x\nk = 5\nlet y = f(3)", "y", [15]),
      ("let x = 1\ndef f(y)\n  let x = y\n  return x\nend\nlet z = f(7)\nlet w = x", "w", [1]),
      (
        "def f(n)\n  let s = 0\n  for i in 1..n\n    s = s + i\n  end\n  return s\nend\nlet y = f(100)",
        "y", [5050]
      ),
      ("def f(x)\n  if x > 0\n    return 1\n  end\n  return -1\nend\nlet y = f(-3)", "y", [-1]),
      ("let w = 1\nrepeat 3\n  w = w / 2\n  record J = w\nend", "J", [0.5, 0.25, 0.125]),
      ("let w = 1\nrepeat 2\n  w = w / 2\n  record w\nend", "w", [0.25]),
      ("let A = zeros(2, 2)\nfor i in 0..1\n  A[i, 1] = i + 1\nend", "A", [0, 0, 1, 2]),
      ("let A = zeros(2, 2)\nrepeat 1\n  A[0, :] = [5, 6]\nend", "A", [5, 0, 6, 0]),
      ("let A = zeros(2, 2)\nrepeat 1\n  A[:, 1] = 7\nend", "A", [0, 0, 7, 7]),
      ("let v = [1, 2, 3]\nrepeat 2\n  v[1] = v[1] * 10\nend", "v", [1, 200, 3]),
      ("let A = [1]\nrepeat 3\n  let A = stack(A, [2])\nend", "A", [1, 2, 2, 2]),
      ("let a = 1\nlet b = 2\nrepeat 3\n  let t = a\n  a = b\n  b = t\nend", "a", [2]),
      ("let W = eye(2)\nrepeat 3\n  W = W @ [1, 1; 0, 1]\nend", "W", [1, 0, 3, 1]),
      ("let v = [1, 2]\nrepeat 2\n  let v = v.T\nend", "v", [1, 2]),
      (
        "let x = [1; 2]\ndef g(x) = 2 * x\ndef h(a) = g(a + 1) - g(a - 1)\nlet y = h(x) + h(10 * x)",
        "y", [8, 8]
      ),
      (
        "let W = [1, 0; 0, 10]\nlet x = [1; 2]\ndef h(a) = W @ (W @ a)\nlet y = h(x) + h(10 * x)",
        "y", [11, 2200]
      ),
      ("let W = [1, 2]\nW = [3, 4]", "W", [3, 4]),
      ("let W = [1, 2]\nlet V = [5, 6]\nW = V\nV = [0, 0]", "W", [5, 6]),
      ("let W = [1, 2]\nlet V = [5, 6]\nrepeat 2\n  W = V.T.T\n  V = [7, 8]\nend", "W", [7, 8]),
      ("let W = [1, 2]\nlet V = [5, 6]\nrepeat 1\n  W = V\n  V[0, 0] = 9\nend", "W", [5, 6]),
      (
        "def f(A)\n  let B = A + 1\n  return A * 2, (A @ B.T).T / 7\nend\n"
          + "let p, q = f([7, 0])\nlet y = stack(p.T, q)", "y", [14, 0, 8]
      ),
      ("let i = 9\nlet v = [1, 2]\nrepeat 2\n  stop if i >= 2 or v[i] > 0\nend", "i", [9]),
    ])
  func values(_ text: String, _ name: String, _ expected: [Double]) {
    let program = Program(text)
    #expect(program.mistakes.isEmpty)
    let outcome = program.run()
    #expect(outcome.failure == nil)
    #expect(outcome[name] == expected)
  }

  @Test(
    "A mistake says where it was made, and in which pass",
    arguments: [
      (
        "let v = [1, 2]\nlet s = 0\nfor i in 0..2\n  s = s + v[i]\nend",
        "there is no element 2: they go from 0 to 1 (in pass 3 of for, i = 2)"
      ),
      (
        "let s = 0\nrepeat 3\n  for i in 1..2\n    s = s + [5, 6][i]\n  end\nend",
        "there is no element 2: they go from 0 to 1 (in pass 2 of for, i = 2) (in pass 1 of repeat)"
      ),
      (
        "let W = [1, 2]\nrepeat 2\n  W = W @ W.T\nend",
        "an update keeps the shape: W is a 1 × 2 matrix, but this is a 1 × 1 matrix "
          + "(in pass 1 of repeat)"
      ),
      ("repeat 2.5\n  let a = 1\nend", "repeat wants a whole number of passes, 0 or more, not 2.5"),
      (
        "repeat 0/0\n  let a = 1\nend",
        "repeat wants a whole number of passes, 0 or more, "
          + "and this is not a number"
      ),
      (
        "let A = [1, 2]\nrepeat 2\n  stop if A > 0\nend",
        "stop if wants a yes/no value, not a 1 × 2 matrix (in pass 1 of repeat)"
      ),
      (
        "let A = [1, 2]\nrepeat 2\n  record A\nend",
        "a number goes here, not a 1 × 2 matrix (in pass 1 of repeat)"
      ),
      ("def f(x) = f(x)\nlet y = f(1)", "f calls itself"),
      ("def f(x) = x\nlet y = f(1, 2)", "f takes one argument, not 2"),
      (
        "def f(x)\n  return x, x\nend\nlet y = f(1) + 1",
        "f returns 2 values, and one is wanted here"
      ),
      ("def f(x)\n  return x, x\nend\nlet a, b, c = f(1)", "f returns 2 values, not 3"),
      ("repeat 2\n  let a = b\n  let b = 1\nend", "b has no value yet (in pass 1 of repeat)"),
    ])
  func mistakes(_ text: String, _ message: String) {
    #expect(Program(text).run().failure?.message == message)
  }

  @Test("Values and series up to a mistake are kept")
  func partialResults() {
    let text = "let w = 8\nfor i in 0..9\n  w = w / 2\n  record J = w\n  let x = [1, 2, 3][i]\nend"
    let outcome = Program(text).run()
    #expect(outcome.failure != nil)
    #expect(outcome["w"] == [0.5])
    #expect(outcome["x"] == [3])
    #expect(outcome.records["J"] == [4, 2, 1, 0.5])
    #expect(outcome["J"] == [4, 2, 1, 0.5])
  }

  @Test("A run ends when its steps are used up")
  func stepLimit() {
    let endless = Program("let a = 0\nrepeat 1e15\n  a = a + 1\nend")
    let outcome = endless.run(limits: FormulaLimits(steps: 1e5))
    #expect(outcome.failure?.message.hasPrefix("this cell has used its 100000 steps") == true)
    #expect((outcome["a"]?.first ?? 0) > 1000)
  }

  @Test("A run ends when its memory is used up")
  func memoryLimit() {
    let growing = Program("let A = [1, 2]\nrepeat 100\n  let A = concat(A, A)\nend")
    let recording = Program("let a = 1\nrepeat 1e15\n  record a\nend")
    for program in [growing, recording] {
      let outcome = program.run(limits: FormulaLimits(bytes: 1 << 20))
      #expect(outcome.failure?.message.hasPrefix("matrices need more than 1 MiB here") == true)
    }
  }

  @Test("A run is given up when asked to")
  func stopping() {
    var polls = 0
    let outcome = Program("let a = 0\nrepeat 1e15\n  a = a + 1\nend").run {
      polls += 1
      return polls == 3
    }
    #expect(outcome.failure?.message.hasPrefix("the cell was stopped here") == true)
    #expect(polls == 3)
  }

  @Test("Random numbers come in the order of the program")
  func randomNumbers() {
    let text =
      "repeat 2\n  let a = rand(2, 2)\n  let b = randn(1, 3)\n  let p = permutation(4)\nend"
    let outcome = Program(text).run(Names(seed: 7))
    var random = RandomState(seed: 7)
    var last: [[Double]] = []
    for _ in 0..<2 {
      let a: Matrix<Double> = random.uniforms(rows: 2, columns: 2)
      let b: Matrix<Double> = random.normals(rows: 1, columns: 3)
      last = [a.elements, b.elements, random.permutation(4).map(Double.init)]
    }
    #expect([outcome["a"], outcome["b"], outcome["p"]] == last)
  }
}
