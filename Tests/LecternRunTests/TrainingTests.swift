import LecternNotebook
import LecternTestSupport
import Testing

/// The options of `train` and of models, judged by what their formulas say.
struct TrainingTests {
  @Test("shuffle_seed=10+epoch is seed 11 in the first epoch and 12 in the second")
  func shuffling() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      train gd lr=0.5 batch=16 epochs=1 shuffle_seed=11 as first
      train gd lr=0.5 batch=16 epochs=2 shuffle_seed=10+epoch as both
      train gd lr=0.5 batch=16 epochs=2 shuffle_seed=11 as same
      train gd lr=0.5 batch=16 epochs=2 shuffle_seed=4294967306+epoch as round
      show first.cost, both.cost, same.cost, round.cost
      """)
    try #require(ran["both.cost"].count == 2 && ran["same.cost"].count == 2)
    #expect(ran["both.cost"][0] == ran["first.cost"][0])
    #expect(ran["same.cost"][0] == ran["first.cost"][0])
    #expect(ran["same.cost"][1] != ran["both.cost"][1])
    // Seeds go round at 2³².
    #expect(ran["round.cost"] == ran["both.cost"])
  }

  @Test("A fixed mask_seed drops the same units in every step")
  func masks() async throws {
    let ran = try await Ran(
      """
      data moons 60 noise=0.1 seed=3
      model net
      layer dense 8 tanh
      layer dropout keep=0.5
      layer dense 1 sigmoid
      init glorot seed=1
      train gd lr=0.000000001 iterations=6 mask_seed=1 as fixed
      train gd lr=0.000000001 iterations=6 mask_seed=1+0*epoch as rule
      train gd lr=0.000000001 iterations=6 mask_seed=epoch as fresh
      train gd lr=0.000000001 iterations=6 as stream
      show fixed.cost, rule.cost, fresh.cost, stream.cost
      """)
    let fixed = ran["fixed.cost"]
    try #require(fixed.count == 6 && ran["fresh.cost"].count == 6)
    // The weights hardly move, so only the masks change the cost.
    #expect(fixed.allSatisfy { abs($0 - fixed[0]) < 1e-6 })
    #expect(ran["rule.cost"] == fixed)
    #expect(Set(ran["fresh.cost"].map { ($0 * 1e6).rounded() }).count > 3)
    #expect(Set(ran["stream.cost"].map { ($0 * 1e6).rounded() }).count > 3)
    expectClose(ran["fresh.cost"][0], fixed[0], tolerance: 1e-6)
  }

  @Test("Averaged momentum at lr is classical momentum at lr (1 - β)")
  func momentum() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      train momentum lr=0.8 beta=0.75 iterations=40 as averaged
      train momentum lr=0.2 mu=0.75 iterations=40 as classical
      train momentum lr=0.2 mu=0 iterations=40 as none
      train gd lr=0.2 iterations=40 as plain
      show averaged.cost, classical.cost, none.cost, plain.cost
      """)
    #expect(ran["averaged.cost"].count == 40)
    expectClose(ran["averaged.cost"], ran["classical.cost"], tolerance: 1e-12)
    #expect(ran["none.cost"] == ran["plain.cost"])
    #expect(ran["averaged.cost"] != ran["plain.cost"])
  }

  @Test("The first step of Adam is lr in every weight, with or without correction as Kingma has it")
  func adam() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      train gd lr=1e-300 iterations=1 as start
      train adam lr=0.01 iterations=1 as corrected
      train adam lr=0.01 iterations=1 bias_correction=no as plain
      let first = max(abs(corrected.W1 - start.W1))
      let second = max(abs(plain.W1 - start.W1))
      show first, second
      """)
    expectClose(ran["first"], [0.01], tolerance: 1e-6)
    // m = 0.1 g and v = 0.001 g², so the step is lr · 0.1/√0.001.
    expectClose(ran["second"], [0.01 * 0.1 / 0.001.squareRoot()], tolerance: 1e-5)
  }

  @Test("The learning rate is a formula of epoch and iteration, and of what the notebook knows")
  func learningRates() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      let start = 0.5
      train gd lr=0.5 iterations=9 as fixed
      train gd lr=start+0*epoch iterations=9 as rule
      train gd lr=30/train.m iterations=9 as split
      train gd lr=0.5*fixed.iterations/9 iterations=9 as run
      train gd lr=0.5*0.5^iteration iterations=3 as halving
      train gd lr=0.5*0.5^(epoch-1) batch=20 epochs=2 shuffle_seed=1 as epochs
      train gd lr=0.5 batch=20 epochs=1 shuffle_seed=1 as one
      show fixed.cost, rule.cost, split.cost, run.cost, halving.cost, epochs.cost, one.cost
      """)
    #expect(ran.statuses == ["ok", "ok"])
    #expect(ran["fixed.cost"].count == 9)
    for name in ["rule", "split", "run"] { #expect(ran["\(name).cost"] == ran["fixed.cost"]) }
    #expect(ran["halving.cost"][..<2] == ran["fixed.cost"][..<2])
    #expect(ran["halving.cost"][2] > ran["fixed.cost"][2])
    #expect(ran["epochs.cost"][0] == ran["one.cost"][0])
  }

  @Test(
    "Values from formulas and domains keep to the ranges of written ones",
    arguments: [
      ("train gd lr=0.1-0.05*epoch epochs=6", "train-rate"),
      ("train gd epochs=2 lr in 0.5*[1, -1]", "value-positive"),
      ("train gd lr=0.1 epochs=2 λ in [0, 0.1, -1]", "value-negative"),
      ("train adamw lr=0.1 epochs=2 weight_decay in 0.5*[1, -1]", "value-negative"),
      ("search random trials=8 epochs=2 lr in uniform(-1, 1)", "value-positive"),
      ("train gd lr=0.1 batch=8 epochs=6 shuffle_seed=epoch-5", "value-seed"),
      ("train gd lr=0.1 batch=8 epochs=6 shuffle_seed=epoch/0", "value-seed"),
      ("train gd lr=0.1 epochs=6 mask_seed=-iteration", "value-seed"),
      ("train gd lr=0.1 epochs=6 mask_seed=iteration/2", "value-seed"),
    ])
  func ranges(_ statement: String, _ id: String) async throws {
    let ran = try await Ran(
      "let λ = 0.7", "data moons 40 seed=1\nsplit train=50% dev=50%",
      "model net\nlayer dense 3 tanh\nlayer dropout keep=0.9\nlayer dense 1 sigmoid\nregularize l2 λ",
      statement)
    #expect(ran.statuses == ["ok", "ok", "ok", "failed"])
    #expect(ran.findings == ["error \(id)"])
  }

  @Test("A learning rate that stops being a number is named as the cause")
  func learningRateWithoutValue() async throws {
    let ran = try await Ran(
      Cells.moons, "train gd lr=sqrt(2-iteration) iterations=9 as r",
      "train gd lr=sum(rand(1, 1)) iterations=9 as q")
    #expect(ran.statuses == ["ok", "failed", "failed"])
    #expect(ran.findings == ["error train-rate", "error value"])
    #expect(
      ran.result.diagnostics.map(\.message) == [
        "the learning rate of r is not a number at iteration 3", "rand cannot be used here",
      ])
  }

  @Test("The l2 penalty is λ/2m times the squared weights, or λ times the scale")
  func penalty() async throws {
    func cost(_ penalty: String) async throws -> Ran {
      try await Ran(
        Cells.moons + "\n" + penalty,
        """
        train gd lr=1e-300 iterations=1 as r
        let squares = sum(r.W1^2) + sum(r.W2^2)
        show r.cost[0], squares, cost(train, r)
        """)
    }
    let plain = try await cost("")
    let squares = plain["squares"][0]
    #expect(squares > 0.1)
    let standard = try await cost("regularize l2 0.7")
    expectClose(
      standard["r.cost[0]"], [plain["r.cost[0]"][0] + 0.7 / (2 * 60) * squares], tolerance: 1e-14)
    let scaled = try await cost("regularize l2 0.7 scale=1/2")
    expectClose(
      scaled["r.cost[0]"], [plain["r.cost[0]"][0] + 0.35 * squares], tolerance: 1e-13)
    // The data term is shown apart from the penalty.
    #expect(scaled["cost(train, r)"] == plain["cost(train, r)"])
    expectClose(plain["cost(train, r)"], plain["r.cost[0]"], tolerance: 1e-14)
  }

  @Test("validate= follows a split beside the training")
  func validation() async throws {
    let ran = try await Ran(
      Cells.splitMoons,
      """
      train gd lr=0.5 iterations=20 validate=dev as r
      train gd lr=0.5 iterations=20 as silent
      plot cost r
      plot accuracy r
      show r.cost, silent.cost, cost(dev, r)
      """)
    #expect(ran.statuses == ["ok", "ok"])
    // To look does not change what is seen.
    #expect(ran["r.cost"] == ran["silent.cost"])
    for kind in ["cost", "accuracy"] {
      let chart = try ran.chart(kind)
      #expect(chart.series.map(\.name) == ["r", "r (dev)"])
      #expect(chart.series.map(\.isDashed) == [false, true])
      #expect(chart.series.map(\.y.count) == [20, 20])
      #expect(chart.series[0].group == chart.series[1].group)
      #expect(chart.xAxis.label == "iteration")
    }
    #expect(ran.tables("training")[0].columns.last == "dev accuracy")
  }

  @Test("float32 is another precision, near float64, and stated")
  func precision() async throws {
    let lines = "train gd lr=0.5 iterations=20 as r\nshow r.cost, net.W1"
    let double = try await Ran(Cells.moons, lines)
    let single = try await Ran("set precision float32", Cells.moons, lines)
    let header = try await Ran(
      markdown: "---\nprecision: float32\n---\n```nn\n\(Cells.moons)\n\(lines)\n```")
    #expect(double.result.provenance.precision == "float64")
    #expect(single.result.provenance.precision == "float32")
    #expect(single["r.cost"] != double["r.cost"])
    expectClose(single["r.cost"], double["r.cost"], tolerance: 1e-5)
    #expect(single["net.W1"].allSatisfy { Double(Float($0)) == $0 })
    #expect(header["r.cost"] == single["r.cost"])
  }

  @Test("The notebook's seed reaches statements that name none")
  func seeds() async throws {
    let lines = """
      data moons 60 noise=0.1
      model net
      layer dense 4 tanh
      layer dense 1 sigmoid
      train gd lr=0.5 batch=16 epochs=2 as r
      show r.cost, rand(1, 3)
      """
    let zero = try await Ran(lines)
    let stated = try await Ran("seed 0", lines)
    let front = try await Ran(markdown: "---\nseed: 5\n---\n```nn\n\(lines)\n```")
    let cell = try await Ran("seed 5", lines)
    #expect(zero["r.cost"] == stated["r.cost"])
    #expect(zero["rand(1, 3)"] == [0.5488135039273248, 0.7151893663724195, 0.6027633760716439])
    #expect(front["r.cost"] == cell["r.cost"])
    #expect(front["r.cost"] != zero["r.cost"])
    #expect(front.result.provenance.seed == 5)
  }

  @Test("Statements have streams of their own: a cell more changes no other's numbers")
  func ownStreams() async throws {
    let train = "train gd lr=0.5 batch=16 epochs=2 as r\nshow r.cost"
    let plain = try await Ran(Cells.moons, train)
    let drawn = try await Ran(
      Cells.moons, "show rand(3, 3)\ndata xor 20 as train", Cells.moons, train)
    #expect(plain["r.cost"].count == 2)
    #expect(plain["r.cost"] == drawn["r.cost"])
  }

  @Test("A regression has costs, no accuracies")
  func regression() async throws {
    let rows = (0..<10).map { "\($0),\(Double($0) * 2.5 + 1)" }
    let folder = try TestFolder(["line.csv": (["x,y"] + rows).joined(separator: "\n")])
    let ran = try await Ran(
      """
      data csv "line.csv" label=y
      model line
      layer dense 1
      init zeros
      train gd lr=0.01 iterations=3000 as r
      show line.W1, line.b1, cost(train)
      evaluate train
      """, "show accuracy(train)", in: folder)
    #expect(ran.statuses == ["ok", "failed"])
    expectClose(ran["line.W1"], [2.5], tolerance: 1e-3)
    expectClose(ran["line.b1"], [1], tolerance: 1e-2)
    let table = try #require(ran.tables("accuracy").first)
    #expect(table.title == "Cost by split")
    #expect(table.rows == [[.text("r"), .number(ran["cost(train)"][0])]])
  }
}
