import LecternNotebook
import LecternTestSupport
import Testing

/// The verbs that look for what a falling cost hides.
struct CheckTests {
  @Test(
    "The engine's gradient stands the check, before and after training, in either precision",
    arguments: ["float64", "float32"])
  func gradient(_ precision: String) async throws {
    let ran = try await Ran(
      "set precision \(precision)",
      """
      data moons 60 noise=0.2 seed=3
      model deep
      layer dense 5 tanh
      layer batch_norm sigmoid
      layer dropout keep=0.5
      layer dense 1 sigmoid
      regularize l2 0.7
      train adam lr=0.01 epochs=2 as r
      check gradient when=both examples=7 components=12
      """)
    #expect(ran.statuses == ["ok", "ok"])
    let tables = ran.tables("gradient-check")
    try #require(!tables.isEmpty, "\(ran.findings)")
    #expect(
      tables.map(\.title) == [
        "Gradient check at the initial weights", "Gradient check at the weights of r",
      ])
    for table in tables {
      #expect(
        table.rows.map(\.first)
          == ["W1", "b1", "gamma1", "beta1", "W2", "b2", "all"].map { .text($0) })
      guard case .number(let difference) = table.rows.last?[2] else {
        throw Unexpected(what: "\(table.rows)")
      }
      #expect(difference < 1e-6)
      #expect(table.rows.last?[1] == .number(12))
      let note = try #require(table.note)
      for words in ["12 of 31 components", "7 examples", "float64", "dropout is off", "penalty"] {
        #expect(note.contains(words), "\(note)")
      }
    }
    #expect(ran.tables("gradient-worst").count == 2)
    #expect(ran.texts.allSatisfy { $0.hasPrefix("Difference ") })
    #expect(!ran.findings.contains { $0.hasPrefix("warning") })
  }

  @Test("A wild eps makes a wrong difference, and the check warns of it")
  func worry() async throws {
    let ran = try await Ran(
      Cells.moons, "check gradient eps=100", "check gradient when=end", "show 1")
    #expect(ran.statuses[1] == "ok")
    #expect(ran.findings.contains("warning check-gradient"))
    let warning = try #require(ran.result.diagnostics.first { $0.id == "check-gradient" })
    #expect(warning.message.contains("W1"))
    #expect(ran.texts.first?.contains("worry") == true)
  }

  @Test(
    "The cost at the start is held against that of a guess",
    arguments: [
      ("data blobs 90 classes=4 seed=1", "layer dense classes softmax", "", "log 4", 1.3862943611),
      ("data moons 60 seed=1", "layer dense 1 sigmoid", "", "log 2", 0.6931471806),
      (
        "data blobs 90 classes=4 seed=1", "layer dense classes sigmoid", "", "4 log 2", 2.7725887222
      ),
      ("data moons 60 seed=1", "layer dense 1", "loss hinge", "1", 1),
      ("data blobs 90 classes=4 seed=1", "layer dense classes", "loss hinge", "4 − 1", 3),
    ])
  func start(_ data: String, _ layer: String, _ loss: String, _ words: String, _ cost: Double)
    async throws
  {
    let ran = try await Ran("\(data)\nmodel net\n\(layer)\n\(loss)\ninit zeros\ncheck start")
    let table = try #require(ran.tables("check-start").first)
    #expect(table.rows[1][0] == .text("\(words), of a guess that knows nothing"))
    for row in table.rows {
      guard case .number(let value) = row[1] else { throw Unexpected(what: "\(row)") }
      expectClose(value, cost, tolerance: 1e-9)
    }
    #expect(ran.texts == ["The network starts as a guess does: right."])
  }

  @Test("A regression that says the mean starts at the variance; large weights start far above")
  func startElsewhere() async throws {
    let rows = [1.0, 3, 8].map { "0,\($0 - 4)" }
    let folder = try TestFolder(["line.csv": (["x,y"] + rows).joined(separator: "\n")])
    let ran = try await Ran(
      "data csv \"line.csv\" label=y\nmodel line\nlayer dense 1\ninit zeros\ncheck start\nloss half_mse\ncheck start\nloss mae\ncheck start",
      "data moons 60 seed=1\nmodel net\nlayer dense 50 relu\nlayer dense 1 sigmoid\ninit normal 10 seed=1\nregularize l2 1\ncheck start",
      in: folder)
    #expect(ran.statuses == ["ok", "ok"])
    let costs = ran.tables("check-start").prefix(3).map { $0.rows.map(\.[1]) }
    // (3² + 1² + 4²)/3, half of it, and (3 + 1 + 4 distances from −1: 2, 0, 5)/3.
    try #require(costs.count == 3, "\(ran.findings)")
    #expect(costs[0] == [.number(26.0 / 3), .number(26.0 / 3)])
    #expect(costs[1] == [.number(13.0 / 3), .number(13.0 / 3)])
    #expect(costs[2][1] == .number(7.0 / 3))
    #expect(ran.tables("check-start").last?.rows.last?[0] == .text("penalty"))
    #expect(ran.texts.last?.contains("smaller initial weights") == true)
  }

  @Test("A network learns a few examples by heart, or the check says it cannot")
  func overfit() async throws {
    let ran = try await Ran(
      """
      data moons 60 noise=0.1 seed=3
      model net
      layer dense 10 tanh
      layer dropout keep=0.5
      layer dense 1 sigmoid
      regularize l2 5
      check overfit batch=4
      """,
      "model flat\nlayer dense 1 sigmoid\ninit zeros\ncheck overfit batch=60 iterations=50")
    #expect(ran.statuses == ["ok", "ok"])
    let tables = ran.tables("check-overfit")
    try #require(!tables.isEmpty, "\(ran.findings)")
    #expect(tables[0].rows[0] == [.text("examples"), .number(4)])
    #expect(tables[0].rows.last == [.text("accuracy"), .share(1)])
    #expect(tables[0].note?.contains("dropout is off; no penalty") == true)
    #expect(ran.texts[0].hasPrefix("The network can learn them by heart"))
    #expect(ran.texts[1].hasPrefix("The network cannot learn them by heart in 50 iterations"))
    #expect(ran.findings.filter { $0 == "warning check-overfit" }.count == 1)
  }

  @Test(
    "A batch of one tells a batch norm nothing: an error wherever it comes from",
    arguments: [
      "train adam lr=0.01 epochs=1 batch=2-1", "train gd lr=0.01 epochs=1 examples=1",
      "let k = 1\ntrain gd lr=0.01 epochs=1 batch=k", "check gradient examples=2-1",
      "check overfit batch=2-1",
    ])
  func batchNormOfOne(_ statement: String) async throws {
    let ran = try await Ran(Self.normed, statement)
    #expect(ran.statuses.last != "ok")
    let errors = ran.result.diagnostics.filter { $0.severity == .error }
    #expect(errors.count == 1 && errors[0].message.contains("batch of one"), "\(ran.findings)")
  }

  @Test("check overfit takes more than one example where there is a batch norm")
  func overfitWithBatchNorm() async throws {
    let ran = try await Ran(Self.normed, "check overfit", "check gradient examples=2")
    #expect(ran.statuses == ["ok", "ok", "ok"])
    #expect(ran.entry("check-overfit", "examples") == .number(4))
  }

  private static let normed = """
    data moons 60 noise=0.1 seed=3
    model normed
    layer dense 8 tanh
    layer batch_norm
    layer dense 1 sigmoid
    init glorot seed=1
    """

  @Test("Shapes from the inputs to the targets, with the parameters of each layer")
  func shapes() async throws {
    let ran = try await Ran(
      Cells.blobs,
      """
      model deep
      layer dense 5 relu bias=no
      layer batch_norm
      layer dropout keep=0.5
      layer dense classes softmax
      check shapes
      """)
    let table = try #require(ran.tables("check-shapes").first)
    #expect(
      table.rows.map { $0.map(words) } == [
        ["inputs", "–", "–", "–", "2 × 60", "0"],
        ["dense 1", "5 × 2", "none", "5 × 60", "5 × 60", "10"],
        ["batch norm", "γ 5 × 1", "β 5 × 1", "5 × 60", "5 × 60", "10"],
        ["dropout", "–", "–", "–", "5 × 60", "0"],
        ["dense 2", "3 × 5", "3 × 1", "3 × 60", "3 × 60", "18"],
        ["targets", "–", "–", "–", "3 × 60", "0"],
      ])
    #expect(table.note == "38 parameters, m = 60 examples")
  }

  private func words(_ entry: OutputTable.Entry) -> String {
    switch entry {
    case .text(let text): text
    case .number(let number), .share(let number): "\(Int(number))"
    case .missing: "–"
    }
  }
}
