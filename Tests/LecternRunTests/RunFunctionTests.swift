import LecternTestSupport
import Testing

/// Networks applied to examples of the author's, and measures at a threshold.
struct RunFunctionTests {
  private static let setUp = """
    data moons 100 seed=1 noise=0.3
    data moons 60 seed=2 noise=0.3 as dev
    model net
    layer dense 3 tanh
    layer dense 1 sigmoid
    train gd lr=0.5 iterations=50 as a

    """

  @Test func `a network is applied to any examples`() async throws {
    let ran = try await Ran(
      Self.setUp + """
        let P = probabilities(dev.X, a)
        def some(X) = probabilities(X + 0, a)
        show max(abs(P - probabilities(dev, a))), max(abs(some(dev.X) - P))
        show shape(probabilities([0; 1], a)), shape(predictions(dev.X, a))
        show max(abs(P - sigmoid(a.W2 @ tanh(a.W1 @ dev.X + a.b1) + a.b2)))
        let total = 0
        for k in 0..2
          total = total + probabilities(dev.X[:, k], a)[0, 0]
        end
        show total - sum(P[:, 0..2])
        show mean(predictions(dev.X, a) == predictions(dev, a)), mean(predictions(dev.X) == (P > 0.5))
        show mean(predictions(dev.X, a, threshold=0.3) == (P > 0.3))
        """)
    #expect(ran.findings.isEmpty)
    for zero in [
      "max(abs(P - probabilities(dev, a)))", "max(abs(some(dev.X) - P))", "total - sum(P[:, 0..2])",
      "max(abs(P - sigmoid(a.W2 @ tanh(a.W1 @ dev.X + a.b1) + a.b2)))",
    ] { expectClose(ran[zero][0], 0, tolerance: 1e-12) }
    #expect(ran["shape(probabilities([0; 1], a))"] == [1, 1])
    #expect(ran["shape(predictions(dev.X, a))"] == [1, 60])
    for share in [
      "mean(predictions(dev.X, a) == predictions(dev, a))", "mean(predictions(dev.X) == (P > 0.5))",
      "mean(predictions(dev.X, a, threshold=0.3) == (P > 0.3))",
    ] { #expect(ran[share] == [1]) }
  }

  @Test func `rows are examples where the layout says so, and classes have a row each`()
    async throws
  {
    let ran = try await Ran(
      """
      set layout rows
      data blobs 60 classes=3 seed=1
      model net
      layer dense classes softmax
      train gd lr=0.5 iterations=5 as a
      show shape(probabilities(train.X, a)), shape(probabilities([0, 1], a))
      show max(abs(probabilities(train.X, a) - probabilities(train, a))), shape(predictions(train.X))
      """)
    #expect(ran.findings.isEmpty)
    #expect(ran["shape(probabilities(train.X, a))"] == [60, 3])
    #expect(ran["shape(probabilities([0, 1], a))"] == [1, 3])
    #expect(ran["shape(predictions(train.X))"] == [60, 1])
    #expect(ran["max(abs(probabilities(train.X, a) - probabilities(train, a)))"] == [0])
  }

  @Test func `measures know a threshold`() async throws {
    let ran = try await Ran(
      Self.setUp + """
        let t = 0.3
        let taken = probabilities(dev, a) > t
        let hits = sum(taken and dev.y == 1)
        def at(t) = recall(dev, a, threshold=t)
        show precision(dev, a, threshold=t) - hits/sum(taken), at(0.3) - hits/sum(dev.y)
        show accuracy(dev, a, threshold=0.3) - mean(taken == dev.y)
        show error(dev, threshold=0.3) - mean(taken != dev.y), confusion(dev, a, threshold=0.3)[1, 1] - hits
        show f1(dev, a, threshold=0.3) - 2*hits/(sum(taken) + sum(dev.y))
        table threshold=[0.2, 0.3] recall=recall(dev, a, threshold=threshold)
        evaluate dev a threshold=0.3 metrics=precision
        train gd lr in [0.1, 0.5] iterations=20 as rates
        show recall(dev, rates, threshold=t) - [recall(dev, rates[0], threshold=0.3), recall(dev, rates[1], threshold=0.3)]
        """)
    #expect(ran.findings.isEmpty)
    for zero in [
      "precision(dev, a, threshold=t) - hits/sum(taken)", "at(0.3) - hits/sum(dev.y)",
      "accuracy(dev, a, threshold=0.3) - mean(taken == dev.y)",
      "error(dev, threshold=0.3) - mean(taken != dev.y)",
      "confusion(dev, a, threshold=0.3)[1, 1] - hits",
      "f1(dev, a, threshold=0.3) - 2*hits/(sum(taken) + sum(dev.y))",
      "recall(dev, rates, threshold=t) - [recall(dev, rates[0], threshold=0.3), recall(dev, rates[1], threshold=0.3)]",
    ] {
      try #require(!ran[zero].isEmpty, "\(zero)")
      for value in ran[zero] { expectClose(value, 0, tolerance: 1e-12) }
    }
  }

  @Test(arguments: [
    ("show probabilities([0, 1, 2; 1, 2, 3; 4, 5, 6], a)", "run-data"),
    ("show probabilities(dev.X.T, a)", "run-data"),
    ("show probabilities(\"dev\", a)", "type-mismatch"),
    ("show probabilities(dve, a)", "split-expected"),
    ("show accuracy(dev.X, a)", "split-expected"),
    ("show auc(dev, a, threshold=0.3)", "argument-unknown"),
    ("def f(x) = sum(probabilities(x, a))\nshow grad(f, [0; 1])", "value"),
  ])
  func `what has no meaning is told`(_ line: String, _ id: String) async throws {
    let ran = try await Ran(Self.setUp + line)
    #expect(ran.findings == ["error \(id)"])
  }

  @Test func `a series that is recorded anew before it is read is told`() async throws {
    let setUp = """
      def go(a, n)
        let w = a
        repeat n
          w = 0.9 * w
          record J = w
        end
        return w
      end
      let one = go(1, 5)

      """
    let lost = try await Ran(setUp + "let two = go(100, 3)\nshow one, two, J")
    #expect(lost.findings == ["warning record-replaced"])
    let kept = try await Ran(
      setUp + "let J1 = J\nlet two = go(100, 3)\nplot series J1 J\nshow one, two, J1, J")
    #expect(kept.findings.isEmpty)
    #expect(ran(kept, "J1") == 5 && ran(kept, "J") == 3)
  }

  private func ran(_ ran: Ran, _ name: String) -> Int { ran[name].count }

  @Test func `a compared condition is meant in parentheses`() async throws {
    let ran = try await Ran("let a = [1, 2, 3]\nlet y = [0, 1, 1]\nshow mean(a > 1.5 == y)")
    #expect(ran.findings == ["error syntax-comparison-chain"])
    #expect(ran.result.diagnostics.first?.help == "(a > 1.5) == y")
    let between = try await Ran("let a = 2\nshow 1 < a < 3")
    #expect(between.result.diagnostics.first?.help == "1 < a and a < 3")
    let right = try await Ran("let a = [1, 2, 3]\nlet y = [0, 1, 0]\nshow mean((a > 1.5) == y)")
    #expect(right.findings.isEmpty && right["mean((a > 1.5) == y)"][0] > 0.6)
  }

  @Test func `the gradient at a minimum differs by rounding`() async throws {
    let ran = try await Ran(
      """
      let x = randn(3, 20)
      let w = [0.5, -1, 2]
      let y = w @ x
      def J(v) = 1 + mean((v @ x - y) ^ 2)
      let v = w + 3e-5
      let dv = grad(J, v)
      check gradient dv of J(v) at v
      """)
    #expect(ran.findings.isEmpty)
    #expect(ran.tables("gradient-check").first?.rows.last?.last == .text("rounding"))
  }

  @Test func `a threshold is for one output`() async throws {
    let ran = try await Ran(
      """
      data blobs 60 classes=3 seed=1
      model net
      layer dense classes softmax
      train gd lr=0.5 iterations=5 as a
      show accuracy(train, a, threshold=0.3)
      """)
    #expect(ran.findings == ["error value"])
  }
}
