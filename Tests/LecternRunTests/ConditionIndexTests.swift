import LecternTestSupport
import Testing

/// Conditions as indices, which select where they hold, as boolean arrays do in NumPy.
struct ConditionIndexTests {
  private static let setUp = """
    let X = [1, 2, 3, 4; 5, 6, 7, 8]
    let y = [0, 1, 1, 0]
    let v = [3; 1; 2]

    """

  @Test(arguments: [
    ("X[:, y > 0]", [2.0, 3, 6, 7]),
    ("X[X[:, 0] > 2, :]", [5, 6, 7, 8]),
    ("X[[0, 1] == 0, 1..2]", [2, 3]),
    ("X[0, y == 1]", [2, 3]),
    ("y[y < 1]", [0, 0]), ("v[v > 1]", [3, 2]), ("v[v > 9]", []),
    ("X[:, not (y > 0)]", [1, 4, 5, 8]),
    ("X[:, y > 0 and X[0, :] > 2]", [3, 7]), ("X[:, y > 0 or X[0, :] > 3]", [2, 3, 4, 6, 7, 8]),
    ("X[:, (y > 0).T]", [2, 3, 6, 7]), ("X[:, [y > 0]]", [2, 3, 6, 7]),
    ("X[:, y ~= 1]", [2, 3, 6, 7]),
    ("X[:, (y > 0)[[3, 1, 0, 2]]]", [2, 4, 6, 8]),
    ("sum(X[:, y > 0])", [18]), ("shape(X[:, y > 5])", [2, 0]),
    ("sum(y > 0)", [2]), ("mean(y > 0)", [0.5]),
    // Numbers stay numbers.
    ("X[:, [0, 1]]", [1, 2, 5, 6]), ("X[:, [1, 1, 0]]", [2, 2, 1, 6, 6, 5]),
    ("X[:, [0, 0, 1, 0]]", [1, 1, 2, 1, 5, 5, 6, 5]),
  ])
  func `selects what NumPy selects`(_ expression: String, _ expected: [Double]) async throws {
    let ran = try await Ran(Self.setUp + "show v, y, X, \(expression)")
    #expect(ran.findings.isEmpty)
    #expect(ran[expression] == expected)
  }

  @Test func `of nothing nothing is claimed, learned or measured`() async throws {
    let ran = try await Ran(
      Self.setUp + "expect X[:, y > 5] ~= [1; 2] points=4\nexpect y[y > 7] > 0 points=1",
      Self.setUp + "data values X y classes=2\ndata values X[:, y > 5] y[y > 5] classes=2 as test")
    #expect(ran.result.diagnostics.filter { $0.severity == .error }.map(\.id) == ["data-empty"])
    #expect(ran.result.expectations.failed == 2 && ran.result.expectations.points == 0)
  }

  @Test func `a condition keeps its kind in names, cells, functions, loops and branches`()
    async throws
  {
    let ran = try await Ran(
      Self.setUp + """
        let chosen = y > 0
        def pick(A, c) = A[:, c]
        def both(A, c)
          let found = c and A[0, :] > 2
          return found, A[:, found]
        end
        def width(A, c)
          let part = A[:, c]
          return sum(part[:, 0] * 0) + shape(part)[1]
        end
        """,
      """
      show v, X[:, chosen], pick(X, chosen), pick(X, [0, 1]), width(X, chosen)
      let found, part = both(X, chosen)
      show found
      show part, X[:, found], chosen
      let early = X[0, :] < 0
      for k in 1..2
        early = early or X[0, :] == k
      end
      show X[:, early]
      let last = y > 0
      if sum(y) > 1
        last = not last
      end
      last[1] = yes
      show X[0, last]
      """)
    #expect(ran.findings.isEmpty)
    #expect(ran["X[:, chosen]"] == [2, 3, 6, 7] && ran["pick(X, chosen)"] == [2, 3, 6, 7])
    #expect(ran["pick(X, [0, 1])"] == [1, 2, 5, 6] && ran["width(X, chosen)"] == [2])
    #expect(ran["part"] == [3, 7] && ran["X[:, found]"] == [3, 7])
    #expect(ran["X[:, early]"] == [1, 2, 5, 6])
    #expect(ran["X[0, last]"] == [1, 2, 4])
  }

  @Test func `what a condition selects can be changed, and has derivatives`() async throws {
    let ran = try await Ran(
      """
      let X = [1, -2, 3; -4, 5, -6]
      let y = [1, 0, 1]
      let Z = X
      Z[:, y > 0] = 0
      let w = X[0, :]
      w[w < 0] = 9
      def f(A) = sum(A[:, y > 0] ^ 2)
      def g(a) = sum(a[a > 0] ^ 2)
      show Z, w, grad(f, X), grad(g, X[0, :])
      """)
    #expect(ran.findings.isEmpty)
    #expect(ran["Z"] == [0, -2, 0, 0, 5, 0] && ran["w"] == [1, 9, 3])
    #expect(ran["grad(f, X)"] == [2, 0, 6, -8, 0, -12])
    #expect(ran["grad(g, X[0, :])"] == [2, 0, 6])
  }

  @Test(arguments: [
    (
      "show X[:, v > 1]",
      "a condition has an entry for each of the 4 columns that it chooses among, and this one is 3 × 1"
    ),
    (
      "show X[y > 0, :]",
      "a condition has an entry for each of the 2 rows that it chooses among, and this one is 1 × 4"
    ),
    (
      "show X[X > 2, 0]",
      "a condition has an entry for each of the 2 rows that it chooses among, and this one is 2 × 4"
    ),
    ("show X[:, yes]", "an index wants a whole number, but this is a yes or no"),
    (
      "let Z = X\nZ[:, v > 1] = 0\nshow Z",
      "a condition has an entry for each of the 4 columns that it chooses among, and this one is 3 × 1"
    ),
    ("show X[:, y > 0 and v > 0]", nil),
    ("show y and v", "and wants a yes or no on each side, but this is a matrix 1 × 4"),
  ])
  func `what does not fit is seen before anything runs`(_ line: String, _ message: String?)
    async throws
  {
    let ran = try await Ran(Self.setUp + line)
    #expect(ran.checked.hasErrors)
    if let message { #expect(ran.result.diagnostics.first?.message == message) }
  }

  @Test func `zeros and ones as many as there are columns are no silent indices`() async throws {
    let ran = try await Ran(Self.setUp + "show v, X[:, y * 1]")
    #expect(ran.findings == ["error value"])
    #expect(
      ran.result.diagnostics.first?.help
        == "a condition selects: write a comparison, such as > 0, behind it")
    let late = try await Ran(
      """
      let X = randn(2, 40)
      let some = X[:, X[0, :] > 0]
      show some[:, X[1, :] > 0]
      """)
    #expect(late.findings == ["error value"])
  }
}
