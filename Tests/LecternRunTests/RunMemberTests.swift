import LecternNotebook
import LecternPlot
import LecternTestSupport
import Testing

/// What a run says of its training as values.
struct RunMemberTests {
  private static let setUp = """
    data moons 100 seed=1 noise=0.3
    split dev=20%
    model net
    layer dense 4 tanh
    layer dense 1 sigmoid

    """

  @Test func `the curves of figures are rows`() async throws {
    let ran = try await Ran(
      Self.setUp + """
        regularize l2 0.1
        train gd lr=0.5 iterations=20 validate=dev as a
        plot accuracy a
        plot cost a
        plot lr a
        show a.train_accuracy, a.dev_accuracy, a.cost, a.penalty, a.dev_cost, a.lr
        show a.best_iteration, argmin(a.dev_cost), a.epochs, max(a.dev_accuracy)
        """)
    #expect(ran.findings.isEmpty)
    func series(_ kind: String) throws -> [[Double]] {
      guard case .lines(let chart)? = ran.figures(kind).first?.content else {
        throw Unexpected(what: "no figure")
      }
      return chart.series.map(\.y)
    }
    #expect(try series("accuracy") == [ran["a.train_accuracy"], ran["a.dev_accuracy"]])
    let cost = try series("cost")
    #expect(cost.first == ran["a.cost"] && cost.last == ran["a.dev_cost"])
    expectClose(cost[1][3], ran["a.cost"][3] - ran["a.penalty"][3], tolerance: 1e-12)
    #expect(try series("lr") == [ran["a.lr"]])
    #expect(ran["a.best_iteration"] == ran["argmin(a.dev_cost)"])
    #expect(ran["a.cost"].count == 20 && ran["a.epochs"] == [20])
  }

  @Test func `the best entry is the one that an early stop keeps`() async throws {
    let ran = try await Ran(
      Self.setUp + """
        train adam lr=0.3 epochs=30 batch=16 validate=dev early_stopping=3 as b
        train adam lr=0.3 epochs=5 batch=16 validate=dev as c
        show b.best_epoch, argmin(b.dev_cost) + 1, c.best_epoch, argmin(c.dev_cost) + 1
        """)
    #expect(ran.findings.isEmpty)
    #expect(ran["b.best_epoch"] == ran["argmin(b.dev_cost) + 1"])
    #expect(ran["c.best_epoch"] == ran["argmin(c.dev_cost) + 1"])
    let other = try await Ran(
      Self.setUp + "train adam lr=0.3 epochs=5 batch=16 validate=dev as c\nshow c.best_iteration")
    #expect(other.findings == ["error value"])
    #expect(
      other.result.diagnostics.first?.help == "best_epoch: a run in batches is measured by epoch")
  }

  @Test(arguments: [
    ("a.accuracy", "accuracy(train, a), or while training a.train_accuracy"),
    ("a.dev_cost", "train … validate=dev keeps it"),
    ("a.best_iteration", "train … validate=dev keeps it"),
    (
      "a.width",
      "a has W1 … W2 and b1 … b2, likewise Z, A, dW and db; of its training cost, penalty, "
        + "train_accuracy, lr, epochs, iterations"
    ),
  ])
  func `what a run has not is told before anything runs`(_ expression: String, _ help: String)
    async throws
  {
    let ran = try await Ran(Self.setUp + "train gd lr=0.5 iterations=5 as a\nshow \(expression)")
    #expect(ran.findings == ["error member-unknown"])
    #expect(ran.result.diagnostics.first?.help == help)
  }

  @Test func `a regression has costs and no accuracies`() async throws {
    let setUp = """
      data values [1, 2, 3, 4] [2, 4, 6, 8]
      model line
      layer dense 1
      train gd lr=0.01 iterations=5 as a

      """
    let ran = try await Ran(setUp + "show a.cost, a.lr")
    #expect(ran.findings.isEmpty && ran["a.lr"] == [0.01, 0.01, 0.01, 0.01, 0.01])
    let wrong = try await Ran(setUp + "show a.train_accuracy")
    #expect(wrong.findings == ["error member-unknown"])
  }
}
