import LecternNotebook
import LecternTestSupport
import Testing

/// Runs that are measured on other data than they learned from.
struct OtherDataTests {
  private static let training = """
    data moons 100 seed=1 noise=0.3
    data moons 100 seed=2 noise=0.3 as test
    model net
    layer dense 3 tanh
    layer dense 1 sigmoid
    train gd lr=0.5 iterations=200 as a
    """

  @Test func `numbers of the notebook are in the units of train X`() async throws {
    let ran = try await Ran(
      """
      data moons 60 noise=0.2 seed=1 as train
      data moons 40 noise=0.2 seed=2 as test
      normalize zscore
      model n
      layer dense 1 sigmoid
      train gd lr=0.5 iterations=50 as r
      let c = cost(test, r)
      data values test.X test.y classes=2 as test
      show c - cost(test, r)
      """)
    #expect(ran["c - cost(test, r)"] == [0])
  }

  @Test func `columns in another order are refused`() async throws {
    let folder = try TestFolder([
      "p.csv": "a,b,s\n1,2,0\n3,4,1\n5,7,0\n", "q.csv": "b,a,s\n1,2,0\n3,4,1\n5,8,0\n",
    ])
    let ran = try await Ran(
      "data csv \"p.csv\" label=s as train\ndata csv \"q.csv\" label=s as test", in: folder)
    #expect(ran.result.diagnostics.map(\.id) == ["data-features"])
    #expect(ran.result.diagnostics.first?.help == "columns=[a, b] reads them in that of train")
  }

  @Test(arguments: ["20", "-1"])
  func `a threshold is a share`(_ threshold: String) async throws {
    let ran = try await Ran(Self.training + "\nshow recall(train, a, threshold=\(threshold))")
    #expect(ran.result.diagnostics.contains { $0.message.contains("between 0 and 1") })
  }

  @Test func `a measure speaks of the split at hand, as formulas do`() async throws {
    let ran = try await Ran(
      Self.training + "\nshow error(test, a)",
      """
      data moons 100 seed=1 noise=0.3
      data blobs 500 classes=2 seed=2 as test
      let taken = sigmoid(a.W2 @ tanh(a.W1 @ test.X + a.b1) + a.b2) > 0.5
      show mean(taken != test.y), accuracy(test, a), sum(sum(confusion(test, a)))
      show shape(probabilities(test, a)), mean(predictions(test, a) != test.y)
      evaluate test a
      plot confusion test a
      predict test 400 a
      """)
    #expect(ran.findings.isEmpty)
    let byHand = ran["mean(taken != test.y)"][0]
    #expect(byHand > 0.2 && byHand != ran["error(test, a)"][0])
    expectClose(ran["accuracy(test, a)"][0], 1 - byHand, tolerance: 1e-12)
    expectClose(ran["mean(predictions(test, a) != test.y)"][0], byHand, tolerance: 1e-12)
    #expect(ran["shape(probabilities(test, a))"] == [1, 500])
    #expect(ran["sum(sum(confusion(test, a)))"] == [500])
    let table = try #require(ran.tables("accuracy").last)
    #expect(table.rows[0][1] == .share(ran["accuracy(test, a)"][0]))
    #expect(table.note == "measured on the data at hand; a was trained on other data")
    guard case .confusion(let matrix)? = ran.figures("confusion").first?.content else {
      throw Unexpected(what: "no confusion")
    }
    #expect(matrix.counts.reduce(0, +) == 500)
  }

  @Test func `a split that is read again alone is the one that is measured`() async throws {
    let ran = try await Ran(
      Self.training + "\nshow error(test, a)",
      """
      data blobs 500 classes=2 seed=2 as test
      show accuracy(test, a), mean(predictions(test, a) == test.y)
      """)
    #expect(ran.findings.isEmpty)
    #expect(ran["accuracy(test, a)"] == ran["mean(predictions(test, a) == test.y)"])
    #expect(ran["accuracy(test, a)"][0] != 1 - ran["error(test, a)"][0])
  }

  @Test func `what belongs to the training stays that of the training`() async throws {
    let ran = try await Ran(
      """
      data moons 100 seed=1 noise=0.3
      split dev=20%
      model net
      layer dense 3 tanh
      layer dense 1 sigmoid
      train gd iterations=30 lr in [0.001, 0.5] validate=dev as rates
      show error(dev, best(rates)), error(dev, rates[1])
      show diagnosis rates[1]
      """,
      """
      data blobs 50 classes=2 seed=4
      show shape(best(rates).A1), shape(rates[1].A1)
      show diagnosis rates[1]
      plot boundary rates[1]
      """)
    #expect(ran.findings.isEmpty)
    #expect(ran["error(dev, best(rates))"] == ran["error(dev, rates[1])"])
    #expect(ran["shape(best(rates).A1)"] == [3, 80])
    let tables = ran.tables("diagnosis")
    #expect(tables.count == 2 && tables[0].rows == tables[1].rows)
  }

  @Test func `examples of a file are scaled as those of the training`() async throws {
    let folder = try TestFolder([
      "a.csv": "x,label\n0,0\n10,1\n20,1\n2,0\n", "b.csv": "x,label\n1,0\n11,1\n100,1\n",
    ])
    let setUp = """
      data csv "a.csv" label="label"
      normalize zscore
      model net
      layer dense 1 sigmoid
      train gd lr=1 iterations=50 as a
      let z = (11 - 8) / std([0, 10, 20, 2])
      let p = sigmoid(a.W1 * z + a.b1)
      """
    for scaling in ["", "\nnormalize minmax", "\nnormalize zscore"] {
      let ran = try await Ran(
        setUp,
        "data csv \"b.csv\" label=\"label\"\(scaling)\nshow p, probabilities(train, a)[0, 1]",
        in: folder)
      #expect(ran.findings.isEmpty)
      expectClose(ran["probabilities(train, a)[0, 1]"][0], ran["p"][0], tolerance: 1e-12)
    }
    // Numbers of the notebook may have been scaled by it, and are taken as they are.
    let ran = try await Ran(
      setUp,
      """
      let before = accuracy(train, a) + 0 * p
      data values train.X (1 - train.y) classes=2
      show accuracy(train, a), 1 - before
      """, in: folder)
    #expect(ran.findings.isEmpty)
    #expect(ran["accuracy(train, a)"] == ran["1 - before"])
  }

  @Test func `classes are counted as in the training`() async throws {
    let folder = try TestFolder([
      "a.csv": "x,label\n0,no\n1,yes\n2,yes\n-1,no\n", "b.csv": "x,label\n3,yes\n-2,no\n",
      "c.csv": "x,label\n3,yes\n-2,maybe\n",
    ])
    let setUp = """
      data csv "a.csv" label="label"
      model net
      layer dense 1 sigmoid
      train gd lr=1 iterations=200 as a
      """
    let ran = try await Ran(
      setUp, "data csv \"b.csv\" label=\"label\"\nshow accuracy(train, a)", in: folder)
    #expect(ran.findings.isEmpty)
    #expect(ran["accuracy(train, a)"] == [1])
    let strange = try await Ran(
      setUp, "data csv \"c.csv\" label=\"label\"\nshow accuracy(train, a)", in: folder)
    #expect(strange.findings == ["error value"])
    #expect(
      strange.result.diagnostics.first?.message.contains("a does not know all classes of train")
        == true)
  }

  @Test(arguments: [
    "show accuracy(train, a)", "evaluate a", "compare a", "plot confusion a", "plot roc train a",
    "plot activations train a", "predict train 3 a", "show probabilities(train, a)",
  ])
  func `data that do not fit are seen before anything runs`(_ line: String) async throws {
    let ran = try await Ran(Self.training, "data digits 60 seed=1\n\(line)")
    #expect(ran.findings == ["error run-data"])
    #expect(
      ran.result.diagnostics.first?.message
        == "a learned from data with 2 features; the data at hand have 400")
    #expect(ran.checked.hasErrors)
  }

  @Test func `a caption of nothing is seen by the check`() async throws {
    let ran = try await Ran(
      markdown: """
        ```nn
        #| tbl-cap: Nothing
        #| fig-cap: Nothing either
        let a = 2
        show a
        ```
        """)
    #expect(ran.findings == ["warning caption-unused", "warning caption-unused"])
    #expect(ran.checked.diagnostics == ran.result.diagnostics)
  }

  @Test func `data without the split say so before anything runs`() async throws {
    let ran = try await Ran(Self.training, "data moons 50 seed=1\nshow accuracy(test, a)")
    #expect(ran.findings == ["error split-missing"])
    #expect(ran.checked.hasErrors)
  }
}
