import LecternNotebook
import LecternPlot
import LecternTestSupport
import LecternText
import Testing

/// Measures, predictions and what is shown of trained networks, worked out by hand.
struct EvaluationTests {
  /// One feature x, and a network that puts out σ(x): 0.5 for x = 0, more to the right.
  static func folder() throws -> TestFolder {
    try TestFolder([
      "train.csv": "x,kind\n-3,no\n-2,no\n-1,yes\n-0.5,no\n1,no\n2,yes\n3,yes\n4,yes\n",
      "dev.csv": "x,kind\n-1,no\n1,yes\n2,yes\n",
    ])
  }

  static let step = """
    data csv "train.csv" label=kind
    data csv "dev.csv" label=kind as dev
    model net
    layer dense 1 sigmoid
    init constant 1
    train gd lr=1e-300 iterations=1 as r
    """

  @Test("Precision, recall, F1, AUC and the error, from counts made by hand")
  func measures() async throws {
    let ran = try await Ran(
      Self.step,
      """
      show precision(train), recall(train), f1(train), error(train), auc(train), confusion(train)
      evaluate train metrics=[accuracy, error, precision, recall, f1, auc] per_class=yes
      evaluate train metrics=precision threshold=0.9
      evaluate train dev
      """, in: try Self.folder())
    #expect(ran.statuses == ["ok", "ok"])
    // Decided yes: 1, 2, 3, 4, of which 1 is none; missed: −1.
    #expect(ran["confusion(train)"] == [3, 1, 1, 3])
    expectClose(ran["precision(train)"], [0.75], tolerance: 1e-15)
    expectClose(ran["recall(train)"], [0.75], tolerance: 1e-15)
    expectClose(ran["f1(train)"], [0.75], tolerance: 1e-15)
    expectClose(ran["error(train)"], [0.25], tolerance: 1e-15)
    // Of 16 pairs of a yes and a no, −1 stands below −0.5 and 1.
    expectClose(ran["auc(train)"], [14.0 / 16], tolerance: 1e-15)
    let tables = ran.tables("evaluation")
    try #require(!tables.isEmpty, "\(ran.findings)")
    #expect(
      tables[0].columns == ["split", "accuracy", "error", "precision", "recall", "F1", "AUC"])
    #expect(tables[0].rows[0][1] == .share(0.75) && tables[0].rows[0][6] == .number(0.875))
    // Above 0.9 are 3 and 4 only (σ(2) = 0.88).
    #expect(tables[1].rows[0][1] == .share(1))
    #expect(tables[1].note == "threshold 0.9")
    let classes = try #require(ran.tables("classes").first)
    #expect(
      classes.rows[1] == [
        .text("yes"), .number(4), .number(4), .share(0.75), .share(0.75), .share(0.75),
      ])
    #expect(ran.tables("accuracy")[0].rows == [[.text("r"), .share(0.75), .share(1)]])
  }

  @Test("A measure without meaning is refused, at its word")
  func meaningless() async throws {
    let ran = try await Ran(
      "data line 20 seed=1\nmodel net\nlayer dense 1\ntrain gd lr=0.1 iterations=5 as r",
      "evaluate train metrics=[mse, mae, r2]", "evaluate train metrics=[mse, f1]",
      "evaluate train per_class=yes")
    #expect(ran.statuses == ["ok", "ok", "failed", "failed"])
    let table = try #require(ran.tables("evaluation").first)
    #expect(table.columns == ["split", "mse", "mae", "R²"])
    let binary = try await Ran(Self.step, "evaluate metrics=top2", in: try Self.folder())
    #expect(binary.statuses == ["ok", "failed"])
    #expect(binary.result.diagnostics.last?.message.contains("an output for each class") == true)
  }

  @Test("Top-k counts the right class among the k likeliest")
  func top() async throws {
    let ran = try await Ran(
      Cells.blobs,
      "train gd lr=0.5 iterations=3\nshow top(1, test), accuracy(test), top(3, test)\nevaluate test metrics=[top2, top3, top5]"
    )
    #expect(ran["top(1, test)"] == ran["accuracy(test)"])
    #expect(ran["top(3, test)"] == [1])
    #expect(ran.tables("evaluation")[0].rows[0][3] == .share(1))
  }

  @Test("predict names the classes with their probabilities, the likeliest first")
  func prediction() async throws {
    let ran = try await Ran(
      Self.step, "predict train 4\npredict [2]\npredict train 7 r", in: try Self.folder())
    #expect(ran.statuses == ["ok", "ok"])
    let tables = ran.tables("prediction")
    try #require(!tables.isEmpty, "\(ran.findings)")
    #expect(tables[0].columns == ["class", "probability"])
    // σ(1) = 0.7310585786.
    guard case .share(let share) = tables[0].rows[0][1] else {
      throw Unexpected(what: "\(tables[0].rows)")
    }
    #expect(tables[0].rows.map(\.first) == [.text("yes"), .text("no")])
    expectClose(share, 0.7310585786300049, tolerance: 1e-12)
    #expect(tables[0].note == "predicted yes; the data say no")
    #expect(tables[1].title == "Prediction of r for [2]")
    #expect(tables[1].note == "predicted yes")
    #expect(tables[2].note == "predicted yes; the data say yes")
  }

  @Test("A new example is scaled like the data; a regression answers with its number")
  func predictedNumber() async throws {
    let folder = try TestFolder(["line.csv": "size,price\n1,10.5\n2,20.5\n3,30.5\n"])
    let ran = try await Ran(
      """
      data csv "line.csv" label=price
      normalize zscore
      model line
      layer dense 1
      train gd lr=0.1 iterations=2000 as r
      predict [5]
      predict train 0
      """, in: folder)
    let tables = ran.tables("prediction")
    try #require(!tables.isEmpty, "\(ran.findings)")
    #expect(tables[0].columns == ["price"])
    guard case .number(let far) = tables[0].rows[0][0],
      case .number(let near) = tables[1].rows[0][0]
    else { throw Unexpected(what: "\(tables)") }
    expectClose(far, 50.5, tolerance: 1e-6)
    expectClose(near, 10.5, tolerance: 1e-6)
    #expect(tables[0].note == "scaled like the training data")
    #expect(tables[1].note == "the data say 10.5")
  }

  @Test("What cannot be predicted says why")
  func badPredictions() async throws {
    let ran = try await Ran(
      Self.step, "let k = sum([8])\npredict train k", "let x = [1; 2][0..sum([1])]\npredict x",
      "predict [0/sum([0])]", "predict \"cat.png\"", in: try Self.folder())
    #expect(ran.statuses.prefix(1) == ["ok"])
    #expect(ran.statuses.dropFirst().allSatisfy { $0 == "failed" || $0 == "skipped" })
  }

  @Test("show formula names cost, penalty, clipping, update and schedule in use")
  func formula() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      regularize l1 0.3
      regularize max_norm 3
      train nesterov lr=inverse_time(0.2, 1, epoch) mu=0.9 iterations=2 clip_norm=5 as r
      show formula
      """, "model other\nlayer dense 1 sigmoid\ntrain adam lr=0.01 iterations=1\nshow formula")
    let tables = ran.tables("formula")
    try #require(!tables.isEmpty, "\(ran.findings)")
    let text = tables.map { table in
      table.rows.map {
        $0.map { if case .text(let text) = $0 { text } else { "?" } }
          .joined(separator: ": ")
      }.joined(separator: "\n")
    }
    for words in [
      "cost: J = −(1/m) Σ_i (y log a + (1 − y) log(1 − a)) + 0.3 Σ|w|",
      "clipping: g ← g·min(1, 5/‖g‖₂)", "update: g = ∇J(w − 0.9·h)", "max(|W| − α·0.3, 0)",
      "w·min(1, 3/‖w‖₂)", "learning rate: α = inverse_time(0.2, 1, epoch)",
    ] {
      #expect(text[0].contains(words), "\(text[0])")
    }
    #expect(text[1].contains("m̂ = m/(1 − 0.9^t)"))
    #expect(!text[1].contains("clipping") && !text[1].contains("0.3"))
  }

  @Test("show sparsity counts the weights that are exactly 0")
  func sparsity() async throws {
    let ran = try await Ran(
      Cells.moons,
      """
      regularize l1 0.05
      train gd lr=0.5 iterations=300 as r
      show sparsity
      show sum(r.W1 == 0), sum(r.W2 == 0)
      """)
    let table = try #require(ran.tables("sparsity").first)
    let zeros = ran["sum(r.W1 == 0)"][0] + ran["sum(r.W2 == 0)"][0]
    #expect(zeros > 0)
    #expect(
      table.rows.last == [.text("all"), .number(12), .number(zeros), .share(zeros / 12)])
  }

  @Test("The diagnosis has errors, gap, dead units and advice, and leaves test alone")
  func diagnosis() async throws {
    let ran = try await Ran(
      """
      data moons 60 noise=0.5 seed=3
      split train=30 dev=30 seed=1
      model net
      layer dense 60 relu
      layer dense 1 sigmoid
      train adam lr=0.05 epochs=400 as r
      show diagnosis
      show error(train), error(dev)
      """,
      """
      data circles 100 seed=1
      split train=80 test=20 seed=1
      model flat
      layer dense 1 sigmoid
      train gd lr=0.1 iterations=10
      show diagnosis
      """,
      """
      model dead
      layer dense 3 relu init=constant(-1)
      layer dense 1 sigmoid
      train gd lr=1e-9 iterations=1
      show diagnosis
      show sum(max(dead.A1, axis=1) == 0), shape(dead.Z1), max(abs(dead.A1 - relu(dead.Z1)))
      show max(abs(dead.dW2)), sum(dead.db2)
      """)
    #expect(ran.statuses == ["ok", "ok", "ok"])
    let tables = ran.tables("diagnosis")
    try #require(!tables.isEmpty, "\(ran.findings)")
    let gap = ran["error(dev)"][0] - ran["error(train)"][0]
    #expect(gap > 0.02)
    #expect(tables[0].rows[2] == [.text("gap: dev − train"), .share(gap)])
    #expect(ran.texts[0].contains("variance it is. Try more data"))
    #expect(tables[1].rows[1] == [.text("dev error"), .text("there is no dev split")])
    #expect(ran.texts[1].contains("a bigger network, longer training"))
    #expect(!tables.contains { $0.rows.contains { $0[0] == .text("test error") } })
    let dead = ran["sum(max(dead.A1, axis=1) == 0)"][0]
    #expect(
      tables[2].rows.last == [
        .text("dead ReLU units, layer 1"), .text("\(Int(dead)) of 3"),
      ])
    #expect(ran["shape(dead.Z1)"] == [3, 80])
    #expect(ran["max(abs(dead.A1 - relu(dead.Z1)))"] == [0])
    #expect(ran["sum(dead.db2)"][0] != 0)
  }

  @Test("Several runs stand side by side in a diagnosis; the best possible error is the author's")
  func diagnosisOfSeveral() async throws {
    let ran = try await Ran(
      """
      data moons 100 noise=0.3 seed=3
      split train=60 dev=40 seed=1
      model net
      layer dense 4 relu
      layer dense 1 sigmoid
      train gd lr=0.1 iterations=5 as first
      train gd lr=0.1 iterations=300 as second
      show diagnosis first second best=5%
      show sparsity first second
      show error(train, first), error(train, second)
      """)
    #expect(ran.findings.isEmpty)
    let table = try #require(ran.tables("diagnosis").first)
    let columns = ["run", "best possible error", "train error", "dev error", "gap: dev − train"]
    #expect(table.columns == columns + ["dead ReLU units, layer 1"])
    let errors = [ran["error(train, first)"][0], ran["error(train, second)"][0]]
    #expect(table.rows[0].prefix(3) == [.text("first"), .share(0.05), .share(errors[0])])
    #expect(table.rows[1].prefix(3) == [.text("second"), .share(0.05), .share(errors[1])])
    let bias = NumberText.share(errors[0] - 0.05)
    #expect(ran.texts[0].hasPrefix("first: Avoidable bias \(bias), variance "))
    #expect(ran.texts[0].contains("\nsecond: Avoidable bias "))
    #expect(try #require(ran.tables("sparsity").first).rows.count == 6)
  }

  @Test("Where a layer is dead, longer training is not the advice")
  func deadLayer() async throws {
    let ran = try await Ran(
      """
      data circles 100 noise=0.05 factor=0.5 seed=1
      split train=80 dev=20 seed=1
      model net
      layer dense 3 relu
      layer dense 2 relu init=constant(-1)
      layer dense 1 sigmoid
      train gd lr=0.1 iterations=5
      show diagnosis
      """)
    #expect(ran.texts[0].contains("all units of layer 2 are dead"))
    #expect(ran.texts[0].contains("longer training cannot help"))
    #expect(!ran.texts[0].contains("a bigger network"))
  }

  @Test("plot lr follows the schedule; a ROC curve goes from corner to corner")
  func figures() async throws {
    let ran = try await Ran(
      Self.step,
      """
      train gd lr=step(0.4, 0.5, 2, iteration) iterations=5 as s
      plot lr s
      plot roc train r
      """, in: try Self.folder())
    #expect(ran.statuses == ["ok", "ok"])
    #expect(try ran.chart("lr").series[0].y == [0.4, 0.4, 0.2, 0.2, 0.1])
    let roc = try ran.chart("roc")
    #expect(roc.isSquare && roc.guides == [.diagonal(label: "guessing")])
    #expect(roc.series.map(\.name) == ["yes, area 0.875"])
    #expect(roc.series[0].x.first == 0 && roc.series[0].y.first == 0)
    #expect(roc.series[0].x.last == 1 && roc.series[0].y.last == 1)
  }

  @Test("Misclassified pictures say what they are and what they are taken for")
  func misclassified() async throws {
    let ran = try await Ran(
      Cells.digits,
      """
      train gd lr=0.1 iterations=5 as r
      plot misclassified 3 test
      show error(test)*40
      train adam lr=0.05 iterations=200 as t
      plot misclassified train
      plot roc test
      """)
    #expect(ran.statuses == ["ok", "ok"])
    guard case .images(let grid) = ran.figures("misclassified")[0].content else {
      throw Unexpected(what: "no pictures")
    }
    #expect(grid.pictures.count == 3)
    for picture in grid.pictures {
      let words = picture.label.split(separator: ", taken for ")
      #expect(words.count == 2 && words[0] != words[1], "\(picture.label)")
    }
    #expect(ran.texts == ["t decides every one of the 120 examples of train right."])
    #expect(try ran.chart("roc").series.count == 10)
  }
}
