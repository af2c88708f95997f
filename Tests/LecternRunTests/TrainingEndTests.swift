import LecternNotebook
import LecternPlot
import LecternTestSupport
import Testing

/// How runs end, go on, and learn from fewer examples.
struct TrainingEndTests {
  @Test(
    "A resumed run is one longer run, bit for bit",
    arguments: [
      "gd lr=0.5", "sgd lr=0.01", "momentum lr=0.5 beta=0.9", "nesterov lr=0.1 mu=0.9",
      "adagrad lr=0.1", "rmsprop lr=0.01", "adam lr=0.01/epoch", "adamw lr=0.01", "adadelta",
      "gd lr=0.5 batch=16", "adam lr=0.01 batch=16 shuffle_seed=10+epoch",
    ])
  func resume(_ options: String) async throws {
    let ran = try await Ran(
      Cells.splitMoons + "\nlayer dropout keep=0.9\nlayer dense 1 sigmoid",
      """
      train \(options) epochs=3 validate=dev as first
      train \(options) epochs=4 validate=dev resume=first as both
      train \(options) epochs=7 validate=dev as long
      show both.cost, long.cost, both.W2, long.W2, both.epochs, first.epochs
      plot cost both
      """)
    #expect(ran.statuses == ["ok", "ok"])
    #expect(ran["both.epochs"] == [7] && ran["first.epochs"] == [3])
    #expect(ran["both.cost"].count == 7)
    #expect(ran["both.cost"] == ran["long.cost"])
    #expect(ran["both.W2"] == ran["long.W2"])
    // The curves contain the earlier part.
    #expect(try ran.chart("cost").series.map(\.y.count) == [7, 7])
  }

  @Test("Only a run of the same layers can be resumed")
  func resumeOfOthers() async throws {
    let ran = try await Ran(
      Cells.moons, "train gd lr=0.5 iterations=3 as r",
      "model other\nlayer dense 3 tanh\nlayer dense 1 sigmoid\ntrain gd lr=0.5 iterations=3 resume=r"
    )
    #expect(ran.statuses == ["ok", "ok", "failed"])
    #expect(ran.findings == ["error run-model"])
  }

  @Test("A run of a sweep does not keep what going on needs")
  func resumeOfSweep() async throws {
    let ran = try await Ran(
      Cells.moons, "train adam lr in [0.1, 0.5] iterations=3 as r",
      "train adam lr=0.5 iterations=3 resume=r[0]")
    #expect(ran.statuses == ["ok", "ok", "failed"])
    #expect(ran.findings == ["error resume"])
  }

  @Test("Early stopping keeps the best weights and marks both epochs")
  func earlyStopping() async throws {
    let ran = try await Ran(
      """
      data moons 40 noise=0.6 seed=3
      split train=50% dev=50% seed=1
      model net
      layer dense 30 tanh
      layer dense 1 sigmoid
      init glorot seed=1
      train adam lr=0.05 batch=5 epochs=200 validate=dev early_stopping=4 shuffle_seed=epoch as r
      plot cost r
      show cost(dev, r), r.epochs
      """)
    #expect(ran.statuses == ["ok"])
    let table = try #require(ran.tables("training").first)
    let column = try #require(table.columns.firstIndex(of: "best epoch"))
    guard case .number(let best) = table.rows[0][column] else {
      throw Unexpected(what: "\(table.rows)")
    }
    #expect(table.rows[0][column + 1] == .text("stopped early"))
    #expect(ran["r.epochs"] == [best + 4])
    let chart = try ran.chart("cost")
    #expect(
      chart.guides == [
        .vertical(x: best, label: "best", group: 0),
        .vertical(x: best + 4, label: "stopped", group: 0),
      ])
    // The weights are those of the lowest validation cost.
    let held = chart.series[1].y
    #expect(held.min() == held[Int(best) - 1])
    expectClose(ran["cost(dev, r)"], [held[Int(best) - 1]], tolerance: 1e-12)
  }

  @Test("A run says why it ended: its target, or that the weights hardly move")
  func endings() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      train gd lr=0.5 iterations=5000 target=0.5 as target
      train gd lr=0.5 iterations=5000 tolerance=0.01 as still
      train gd lr=0.5 iterations=5 target=0.001 as neither
      show target.cost, still.iterations
      """)
    let tables = ran.tables("training")
    #expect(tables[0].rows[0][2] == .text("target reached"))
    #expect(tables[1].rows[0][2] == .text("tolerance reached"))
    #expect(!tables[2].columns.contains("ended"))
    let costs = ran["target.cost"]
    #expect((costs.last ?? 1) <= 0.5 && costs.dropLast().allSatisfy { $0 > 0.5 })
    #expect((ran["still.iterations"].first ?? 5000) < 5000)
  }

  @Test("examples= trains on the first N, and varies for a learning curve")
  func examples() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      """
      train gd lr=0.5 iterations=20 examples in [5, 20, 60] as curve
      train gd lr=0.5 iterations=20 as all
      show curve[2].cost, all.cost, curve[0].cost, accuracy(train, curve[0])*5
      evaluate train curve
      """, "let n = sum([61])\ntrain gd lr=0.5 iterations=2 examples=n")
    #expect(ran.statuses == ["ok", "ok", "failed"])
    #expect(ran["curve[2].cost"] == ran["all.cost"])
    #expect(ran["curve[0].cost"] != ran["all.cost"])
    // The error on train is that of the examples that were seen.
    let right = try #require(ran["accuracy(train, curve[0])*5"].first)
    expectClose(right, right.rounded(), tolerance: 1e-9)
    #expect(ran.findings == ["error train-examples"])
  }

  @Test("Clipped rows of max_norm are counted")
  func maxNorm() async throws {
    let ran = try await Ran(
      Cells.moons + "\nregularize max_norm 0.5",
      "train gd lr=1 iterations=20 as r\nshow max(norm(r.W1, axis=1)), max(norm(r.W2, axis=1))")
    let table = try #require(ran.tables("training").first)
    let column = try #require(table.columns.firstIndex(of: "clipped rows"))
    guard case .number(let count) = table.rows[0][column] else {
      throw Unexpected(what: "\(table.rows)")
    }
    #expect(count > 0)
    for value in ran["max(norm(r.W1, axis=1))"] + ran["max(norm(r.W2, axis=1))"] {
      #expect(value <= 0.5 + 1e-12)
    }
  }

  @Test("Runs are the same whether one core trains or two")
  func workers() async throws {
    let cells = [
      Cells.splitMoons,
      """
      train adam lr in [0.01, 0.1] batch in [8, full] init in [he, glorot] epochs=3 as r
      search random trials=6 refine=1 epochs=2 lr in loguniform(0.001, 1) seed=1 as s
      show r[0].cost, r[7].cost, r[5].W1, s[11].cost, best(s).W1
      compare r
      """,
    ]
    let one = try await Ran(cells[0], cells[1], workers: 1)
    let two = try await Ran(cells[0], cells[1], workers: 2)
    let many = try await Ran(cells[0], cells[1], workers: 64)
    #expect(one.statuses == ["ok", "ok"])
    #expect(one["r[7].cost"].count == 3)
    #expect(one.outputs == two.outputs)
    #expect(one.outputs == many.outputs)
  }
}
