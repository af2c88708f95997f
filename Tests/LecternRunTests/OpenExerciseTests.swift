import LecternNotebook
import LecternTestSupport
import Testing

/// Exercises with blanks, `___`, that a reader fills in.
struct OpenExerciseTests {
  private static let exercise = """
    let slope = ___
    expect slope == 3 points=2
    """
  private static let grading = "expect slope > 0 points=1"

  @Test func `an open exercise fails nothing and earns nothing`() async throws {
    let ran = try await Ran(
      Self.exercise, Self.grading, "let other = 1\nexpect other == 1 points=4")
    #expect(ran.findings.isEmpty && !ran.checked.hasErrors)
    #expect(ran.statuses == ["omitted", "omitted", "ok"])
    let sum = ran.result.expectations
    #expect((sum.passed, sum.failed) == (1, 0))
    #expect((sum.points, sum.possible) == (4, 7))
    #expect(
      ran.result.pieces[0].reason == "open, 0 of 2 points: write your solution where ___ stands")
    #expect(
      ran.result.pieces[1].reason == "not run: it needs what the open exercise at line 1 is to make"
    )
  }

  @Test(arguments: [("3", [3.0, 3], true), ("2", [1, 3], false)])
  func `once filled in it is graded`(_ solution: String, _ points: [Double], _ isFine: Bool)
    async throws
  {
    let ran = try await Ran(
      Self.exercise.replacing("___", with: solution), Self.grading)
    let sum = ran.result.expectations
    #expect([sum.points, sum.possible] == points)
    #expect(ran.statuses == [isFine ? "ok" : "failed", "ok"])
  }

  @Test func `every claim with a blank is counted`() async throws {
    let ran = try await Ran("let a = 1\nexpect a == ___ points=3\nexpect a + 1 == ___ points=2")
    #expect(ran.findings.isEmpty)
    #expect(ran.result.expectations.possible == 5)
  }

  @Test func `a blank may be the passes of a loop that makes layers`() async throws {
    let ran = try await Ran(
      """
      let depth = ___
      data moons 60 seed=1
      model deep
      for l in 1..depth
        layer dense 3 tanh
      end
      repeat depth
        layer dense 2 tanh
      end
      layer dense 1 sigmoid
      """)
    #expect(ran.findings.isEmpty)
    #expect(ran.statuses == ["omitted"])
  }

  @Test func `a blank in prose is a mistake`() async throws {
    let ran = try await Ran(markdown: "```nn\nlet a = ___\n```\n\nIt is `{nn} ___`.\n")
    #expect(ran.checked.diagnostics.map(\.id) == ["name-unknown"])
    #expect(ran.checked.diagnostics.first?.help?.contains("blank") == true)
  }

  @Test func `blanks stand for anything`() async throws {
    let ran = try await Ran(
      """
      data moons 60 seed=1
      def f(x)
        ___
      end
      def g(x) = ___ + x
      """,
      """
      model net
      layer dense ___ tanh
      layer dense 1 ___
      train ___ lr=___ iterations=10 as a
      let dW = 1/m * ___ @ train.X.T ___
      """,
      "plot cost a\nshow g(f(2)), accuracy(train, a), dW", "show m")
    #expect(ran.findings.isEmpty)
    #expect(ran.statuses == ["omitted", "omitted", "omitted", "omitted"])
    let apart = try await Ran("data moons 60 seed=1", "let a = ___", "show m, rand(1, 1)")
    #expect(apart.statuses == ["ok", "omitted", "ok"] && apart.findings.isEmpty)
  }

  @Test func `what has no blank is checked`() async throws {
    let ran = try await Ran("let a = ___\nlet b = [1, 2] @ [3, 4]\nshow a, b")
    #expect(ran.findings == ["error shape-product"])
    let named = try await Ran("let a = 1  # ___\nshow a, \"___\"")
    #expect(named.statuses == ["ok"])
    // A name of a blank is no value elsewhere.
    let inline = try await Ran(markdown: "Text `{nn} ___`.\n")
    #expect(inline.findings == ["error name-unknown"])
  }

  @Test func `a cell with points is worth them whole, and claims of cells that must fail count`()
    async throws
  {
    let open = try await Ran(
      markdown: "```nn\n#| points: 5\nlet a = ___\nexpect a == 1 points=1\n```\n")
    #expect(open.result.expectations.possible == 6 && open.findings.isEmpty)
    let failing = try await Ran(
      markdown: """
        ```nn
        #| label: exercise-a
        #| error: true
        #| points: 2
        let estimate = 62%
        expect estimate ~= 88%
        ```
        """)
    let sum = failing.result.expectations
    #expect((sum.points, sum.possible) == (0, 2))
    #expect(sum.failed == 2)
    let intended = try await Ran(
      markdown: "```nn\n#| error: true\n#| points: 2\nshow [1, 2] @ [3, 4]\n```\n")
    #expect(intended.result.expectations.points == 2)
  }
}
