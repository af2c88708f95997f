import LecternNotebook
import LecternTestSupport
import Testing

/// Sweeps: every run is the one that its values alone would give, to the last bit.
struct SweepTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let sweep: String
    /// The `train` options of each run by itself.
    let alone: [String]
    var setup = ""

    var testDescription: String { sweep }
  }

  static let cases = [
    Case(sweep: "lr in [0.1, 0.5, 1]", alone: ["lr=0.1", "lr=0.5", "lr=1"]),
    Case(
      sweep: "lr=0.5 init in [zeros, he, normal(0.5), uniform(-1, 1)] init_seed=4",
      alone: ["zeros", "he", "normal(0.5)", "uniform(-1, 1)"].map {
        "lr=0.5 init=\($0) init_seed=4"
      }),
    Case(
      sweep: "lr=0.5 batch in [1, 16, 60, full]",
      alone: ["lr=0.5 batch=1", "lr=0.5 batch=16", "lr=0.5 batch=60", "lr=0.5 batch=full"]),
    Case(
      sweep: "lr=0.5 init_seed in 1..3",
      alone: ["lr=0.5 init_seed=1", "lr=0.5 init_seed=2", "lr=0.5 init_seed=3"]),
    Case(
      sweep: "lr in linspace(0.5, 1, 3)", alone: ["lr=0.5", "lr=0.75", "lr=1"]),
    Case(
      sweep: "lr in [0.5/epoch, 0.5 + 0*epoch]", alone: ["lr=0.5/epoch", "lr=0.5"]),
    Case(
      sweep: "lr in [0.1, 0.5] batch in [20, 60]",
      alone: [
        "lr=0.1 batch=20", "lr=0.1 batch=60", "lr=0.5 batch=20", "lr=0.5 batch=60",
      ]),
  ]

  @Test("A run of a sweep is the run by itself", arguments: cases)
  func options(_ sweep: Case) async throws {
    var lines = ["train gd \(sweep.sweep) epochs=6 as runs"]
    for (index, options) in sweep.alone.enumerated() {
      lines.append("train gd \(options) epochs=6 as one\(index)")
      lines.append("show runs[\(index)].cost, one\(index).cost, runs[\(index)].W1, one\(index).W1")
    }
    let ran = try await Ran(Cells.moons, lines.joined(separator: "\n"))
    #expect(ran.statuses == ["ok", "ok"])
    var distinct: Set<[Double]> = []
    for index in sweep.alone.indices {
      let costs = ran["runs[\(index)].cost"]
      #expect(costs.count == 6)
      #expect(costs == ran["one\(index).cost"])
      #expect(ran["runs[\(index)].W1"] == ran["one\(index).W1"])
      distinct.insert(costs)
    }
    // Batches of all examples are the full batch, a schedule of a constant is the constant.
    #expect(distinct.count >= sweep.alone.count - 1)
  }

  /// A `let` number, where it is used, and two of its values.
  static let names = [
    (
      "n_h", "let n_h = 3\nlayer dense n_h tanh\nlayer dense 1 sigmoid\ninit glorot seed=1", "2",
      "5"
    ),
    (
      "k", "let k = 0.9\nlayer dense 4 tanh\nlayer dropout keep=k\nlayer dense 1 sigmoid", "0.5",
      "1"
    ),
    ("λ", "let λ = 0\nlayer dense 4 tanh\nlayer dense 1 sigmoid\nregularize l2 λ", "0.1", "7"),
    (
      "σ", "let σ = 1\nlayer dense 4 tanh\nlayer dense 1 sigmoid\ninit normal σ seed=1", "0.01", "2"
    ),
    ("s", "let s = 1\nlayer dense 4 tanh\nlayer dense 1 sigmoid\ninit he seed=s", "3", "4"),
  ]

  @Test("A let number varies wherever the model uses it", arguments: names)
  func letNumbers(_ name: String, _ model: String, _ first: String, _ second: String) async throws {
    func cost(_ value: String) async throws -> [Double] {
      let text = model.replacing(/let \S+ = \S+/, with: "let \(name) = \(value)")
      let ran = try await Ran(
        "data moons 60 noise=0.1 seed=3\nmodel net\n\(text)\ntrain gd lr=0.5 iterations=5 as r",
        "show r.cost")
      return ran["r.cost"]
    }
    let ran = try await Ran(
      "data moons 60 noise=0.1 seed=3\nmodel net\n\(model)",
      "train gd lr=0.5 iterations=5 \(name) in [\(first), \(second)] as runs",
      "show runs[0].cost, runs[1].cost, \(name)")
    #expect(ran.statuses == ["ok", "ok", "ok"])
    #expect(ran["runs[0].cost"].count == 5)
    #expect(ran["runs[0].cost"] == (try await cost(first)))
    #expect(ran["runs[1].cost"] == (try await cost(second)))
    #expect(ran["runs[0].cost"] != ran["runs[1].cost"])
    let declared = model.split(separator: "\n")[0].split(separator: "= ")[1]
    #expect(ran[name] == [try #require(Double(declared))])
  }

  @Test("A let number varies in formulas of the statement itself")
  func formulas() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      let a = 1
      train gd lr=a/2 iterations=a*4 init_seed=a init=normal(a) a in [1, 2] as runs
      train gd lr=1 iterations=8 init_seed=2 init=normal(2) as one
      show runs[0].cost, runs[1].cost, one.cost
      """)
    #expect(ran.statuses == ["ok", "ok"])
    #expect(ran["runs[0].cost"].count == 4)
    #expect(ran["runs[1].cost"] == ran["one.cost"])
  }

  @Test("Runs are the same alone and together, and labelled by what varies")
  func togetherAndAlone() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      train momentum lr in [0.1, 0.5, 0.9] beta in [50%, 0.9] epochs=4 batch=20 as many
      train momentum lr in [0.5] beta in [0.9] epochs=4 batch=20 as few
      show many[3].cost, few[0].cost
      plot cost many
      compare many few
      """)
    #expect(ran["many[3].cost"] == ran["few[0].cost"])
    #expect(ran["few[0].cost"].count == 4)
    let training = try #require(ran.tables("training").first)
    #expect(training.columns[..<2] == ["lr", "beta"])
    #expect(
      training.rows.map { $0[..<2] } == [
        [.text("0.1"), .text("50%")], [.text("0.1"), .text("0.9")], [.text("0.5"), .text("50%")],
        [.text("0.5"), .text("0.9")], [.text("0.9"), .text("50%")], [.text("0.9"), .text("0.9")],
      ])
    #expect(
      try ran.chart("cost").series.map(\.name) == [
        "lr = 0.1, beta = 50%", "lr = 0.1, beta = 0.9", "lr = 0.5, beta = 50%",
        "lr = 0.5, beta = 0.9", "lr = 0.9, beta = 50%", "lr = 0.9, beta = 0.9",
      ])
    #expect(ran.tables("comparison").first?.rows.count == 7)
  }

  @Test("A sweep of more than a thousand runs is refused")
  func tooManyRuns() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      let n = sum(ones(1, 1001))
      train gd lr=0.1 iterations=1 init_seed in 1..n as runs
      """)
    #expect(ran.statuses == ["ok", "failed"])
    #expect(ran.findings == ["error sweep-size"])
  }

  @Test("best chooses by dev, else by the last cost, and never by test")
  func best() async throws {
    let lines = """
      train gd lr in [0.0001, 1, 0.01] iterations=30 as runs
      show best(runs).cost, runs[1].cost
      """
    let plain = try await Ran(Cells.moons, lines)
    #expect(plain["best(runs).cost"] == plain["runs[1].cost"])

    // The labels of this test split are turned round: who looked at it would choose another run.
    let train = (0..<20).map { "\($0),\($0 < 10 ? 0 : 1)" }
    let turned = (0..<20).map { "\(Double($0) + 0.5),\($0 < 10 ? 1 : 0)" }
    let folder = try TestFolder([
      "a.csv": (["x,y"] + train).joined(separator: "\n"),
      "b.csv": (["x,y"] + turned).joined(separator: "\n"),
    ])
    func chosen(_ split: String) async throws -> Ran {
      try await Ran(
        """
        data csv "a.csv" label=y as train
        data csv "b.csv" label=y as \(split)
        normalize zscore
        model net
        layer dense 1 sigmoid
        init constant -2
        train gd lr in [0.000001, 1] iterations=300 as runs
        show best(runs).cost, runs[0].cost, runs[1].cost
        show accuracy(\(split), runs[0]), accuracy(\(split), runs[1])
        """, in: folder)
    }
    let test = try await chosen("test")
    #expect(test["accuracy(test, runs[0])"][0] > test["accuracy(test, runs[1])"][0])
    #expect(test["best(runs).cost"] == test["runs[1].cost"])
    let dev = try await chosen("dev")
    #expect(dev["best(runs).cost"] == dev["runs[0].cost"])
  }
}
