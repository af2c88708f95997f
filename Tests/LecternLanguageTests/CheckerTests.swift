import LecternText
import Testing

@testable import LecternLanguage

struct CheckerTests {
  /// The examples 3, 4, 6 and 9 of the design, for this version's verbs.
  static let notebooks = [
    """
    data circles 300 noise=0.05 seed=1 as train
    data circles 100 noise=0.05 seed=2 as test
    model net
    layer dense 10 relu
    layer dense 5 relu
    layer dense 1 sigmoid
    train gd lr=0.01 iterations=15000 init in [zeros, normal(10), he] init_seed=3 as inits
    plot boundary inits
    plot cost inits
    """,
    """
    data flower 400 seed=1
    let n_h = 4
    model planar
    layer dense n_h tanh
    layer dense 1 sigmoid
    init normal 0.01 seed=2
    train gd lr=1.2 iterations=5000 n_h in [1, 2, 3, 4, 5, 20, 50] as sizes
    compare sizes
    plot boundary sizes
    expect accuracy(train, sizes[3]) ~= 0.9075
    """,
    """
    data digits 4000 seed=1 as train
    data digits 1000 seed=2 as test
    normalize divide 255
    model digits
    layer dense 25 sigmoid
    layer dense classes softmax
    init normal 0.01 seed=1
    regularize l2 0.7
    train gd lr in [0.1, 0.5, 1, 2] iterations=1000 as rates
    plot cost rates
    evaluate train test best(rates)
    plot confusion test rates[0]
    plot images 16 test
    expect accuracy(test, rates[2]) >= 90% points=20
    expect accuracy(test, best(rates)) > 0.5 and digits.W1[0, 0] != 0 "learns"
    show confusion(test, rates[0])[0, :], rates[1].cost, best(rates).W2.T @ test.Y
    """,
    """
    let z = [5; 2; -1; 3]
    let t = exp(z)
    show t, sum(t), t / sum(t), softmax(z), hardmax(z)
    let y = [0; 1; 0; 0]
    let yhat = [0.3; 0.2; 0.1; 0.4]
    show cross_entropy(y, yhat), yhat - y
    """,
    """
    data idx "train-images-idx3-ubyte" "train-labels-idx1-ubyte" as train
    data idx "t10k-images-idx3-ubyte" "t10k-labels-idx1-ubyte" as test
    normalize divide 255
    model net
    layer dense 128 relu
    layer dropout keep=80%
    layer dense classes softmax
    train adam lr=0.001/(1 + epoch) batch=64 epochs=5 validate=dev as quick
    """,
    """
    data moons 300 noise=0.2 seed=3
    split train=70% dev=15% test=15% seed=1
    model net
    layer dense 5 leaky_relu slope=0.1
    layer dense 1 sigmoid bias=no
    train gd       lr=0.0007          batch=64 epochs=10 shuffle_seed=10+epoch as gd
    train momentum lr=0.0007 beta=0.9 batch in [1, 64, full] epochs=10 validate=dev as momentum
    plot cost gd momentum log=y range=[0, 1]
    evaluate dev gd
    """,
  ]

  @Test(arguments: notebooks)
  func `a right notebook is silent`(text: String) {
    let lines = CheckedText(text).lines.filter { !$0.contains("split-missing") }
    #expect(lines == [])
  }

  @Test func `a shape error tells where both sizes come from`() {
    let checked = CheckedText(
      """
      data digits 4000
      let W1 = randn(30, features)
      let b1 = zeros(30, 1)
      let W2 = 0.01 * randn(classes, 25)
      let A1 = sigmoid(W1 @ train.X + b1)
      let Z2 = W2 @ A1
      show Z2
      """)
    let diagnostic = checked.program.diagnostics[0]
    #expect(diagnostic.message == "W2 @ A1 does not fit: (10 × 25) @ (30 × 4000), 25 ≠ 30")
    #expect(
      diagnostic.notes.map(\.message) == [
        "W2 is 10 × 25",
        "A1 is 30 × 4000, rows from W1 (line 2: randn(30, features))",
      ])
    #expect(
      diagnostic.help
        == "make the 25 of line 4 and the 30 of line 2 the same number, e.g. let n_h = 30")
    #expect(checked.ids == ["shape-product"])
  }

  @Test func `one cause makes one report`() {
    let checked = CheckedText(
      """
      let a = wrong + 1
      let b = a @ a + [1, 2]
      show b, a, wrong, wrong
      """)
    #expect(checked.ids == ["name-unknown"])
  }

  @Test func `all mistakes of all cells are found at once`() {
    let checked = CheckedText(
      "data circels 300", "model net\nlayer dense 4 rleu\nlayer dense 1 sigmoid\ntrain sdg lr=1",
      "plot cost\nshow 1 +", "let x = [1, 2; 3]\nshow x")
    #expect(
      checked.ids == [
        "data-unknown", "activation-unknown", "optimizer-unknown", "syntax-expected-value",
        "matrix-ragged",
      ])
  }

  @Test func `broadcasting takes numbers, columns and rows`() {
    let good = """
      let A = ones(3, 4)
      show A + 1, A * ones(3, 1), A - ones(1, 4), ones(3, 1) / A, A ^ 2, -A, A == A
      """
    #expect(CheckedText(good).lines == [])
    let bad = CheckedText("let A = ones(3, 4)\nshow A + ones(4, 3), ones(3, 1) * ones(1, 4)")
    #expect(bad.ids == ["shape-broadcast", "shape-broadcast"])
    #expect(bad.program.diagnostics[0].help == "A + ones(4, 3).T")
    #expect(bad.program.diagnostics[1].help == "outer(ones(3, 1), ones(1, 4))")
  }

  @Test func `needs and makes of pieces`() {
    let checked = CheckedText(
      "let a = rand(2, 2)", "data circles 300",
      "model net\nlayer dense n relu\nlayer dense 1 sigmoid",
      "train gd lr=0.1 epochs=5 as first", "accuracy(train)", "a[0, 0]", "plot cost first",
      "let b = 1\nlet c = b\nshow c, net.W1", parameters: [("n", .number(4))], inline: [4, 5])
    #expect(checked.lines == [])
    let pieces = checked.program.pieces
    #expect(pieces[0].uses == [.randomStream])
    #expect(pieces[0].defines == [.variable("a"), .randomStream])
    #expect(pieces[1].uses == [] && pieces[1].defines == [.data])
    #expect(pieces[2].uses == [] && pieces[2].defines == [.model("net")])
    #expect(pieces[3].uses == [.data, .model("net")])
    #expect(pieces[3].defines == [.trained("net"), .run("first"), .lastRun])
    #expect(pieces[4].uses == [.data, .lastRun] && pieces[4].defines == [])
    #expect(pieces[5].uses == [.variable("a")])
    #expect(pieces[6].uses == [.run("first")])
    #expect(pieces[7].uses == [.model("net"), .trained("net")])
    #expect(pieces[7].defines == [.variable("b"), .variable("c")])
  }

  @Test func `a command keeps its words, options and text`() throws {
    let checked = CheckedText(
      "data circles 300\nmodel net\nlayer dense 1 sigmoid\ntrain adam lr in [0.1, 1] epochs=5 beta1=0.8 as runs"
    )
    let statement = try #require(checked.program.pieces[0].statements.last)
    guard case .command(let command) = statement.kind else {
      Issue.record("no command")
      return
    }
    #expect(command.verb == .train && command.subject == "adam" && command.values.isEmpty)
    #expect(command.optionOrder == ["lr", "epochs", "beta1"])
    #expect(command.varied.map(\.key) == ["lr"])
    #expect(command.fixed("epochs")?.kind == .number(5, spelling: "5"))
    #expect(command.result?.text == "runs")
    #expect(command.text == "train adam lr in [0.1, 1] epochs=5 beta1=0.8 as runs")
  }

  @Test func `cells that are not evaluated do not count`() {
    let checked = CheckedText("let = = 3\nfoo", "let a = 1\nshow a", notEvaluated: [0])
    #expect(checked.lines == [])
    #expect(checked.program.pieces[0].statements.isEmpty)
  }

  @Test func `mistakes of a cell that must fail stay in it`() {
    let checked = CheckedText(
      "data blobs 300 classes=4",
      "model net\nlayer dense 10 softmax\nlet a = 1\ntrain gd lr=0.1 epochs=5", "show a",
      mustFail: [1])
    #expect(checked.ids == ["name-unknown"])
    #expect(checked.program.pieces[1].diagnostics.map(\.id) == ["shape-classes"])
    #expect(!CheckedText("show x", mustFail: [0]).program.hasErrors)
  }

  @Test func `the same data are described once`() {
    let catalog = FakeCatalog()
    _ = CheckedText(
      "data circles 300 seed=1 noise=0.1\ndata circles 300 noise=0.1 seed=1\ndata circles 300 seed=2",
      catalog: catalog)
    #expect(catalog.requests.count == 2)
    #expect(
      catalog.requests[0]
        == DataRequest(
          source: "circles", count: 300, options: ["seed": .number(1), "noise": .number(0.1)]))
  }

  @Test func `requests carry files, columns and sizes`() {
    let catalog = FakeCatalog()
    _ = CheckedText(
      "data csv \"pets.csv\" label=\"the kind\" columns=0..399 image=20x20\n"
        + "data csv \"pets.csv\" label=kind columns=[height, \"max weight\"]\n"
        + "let n = 50\ndata moons n", catalog: catalog)
    #expect(
      catalog.requests == [
        DataRequest(
          source: "csv", files: ["pets.csv"],
          options: [
            "label": .string("the kind"), "columns": .range(0, 399), "image": .size([20, 20]),
          ]),
        DataRequest(
          source: "csv", files: ["pets.csv"],
          options: [
            "label": .string("kind"), "columns": .list([.string("height"), .string("max weight")]),
          ]),
        DataRequest(source: "moons", count: 50),
      ])
  }

  @Test func `a missing file is silent, a broken one is not`() {
    let network =
      "\nmodel net\nlayer dense classes softmax\ntrain gd lr=1 epochs=1\nshow train.X @ train.X"
    #expect(CheckedText("data csv \"away.csv\" label=y" + network).lines == [])
    #expect(
      CheckedText("data csv \"broken.csv\" label=y" + network).lines == [
        "1:10 csv-ragged row 3 has 2 fields / add one"
      ])
  }

  @Test(arguments: [
    ("layer dense 1 sigmoid", "layer dense classes sigmoid"),
    ("layer dense 3 sigmoid", "layer dense classes sigmoid"),
    ("layer dense 3 softmax", "layer dense classes softmax"),
  ])
  func `the last layer must fit the classes`(layer: String, help: String) {
    let checked = CheckedText(
      "data csv \"pets.csv\" label=species\nmodel net\n\(layer)\ntrain gd lr=1 epochs=1")
    #expect(checked.ids == ["shape-classes"])
    let diagnostic = checked.program.diagnostics[0]
    #expect(diagnostic.help == (layer.contains(" 1 ") ? "layer dense classes softmax" : help))
    #expect(diagnostic.notes.map(\.message) == ["4 classes: cat, chick, dog, other"])
    #expect(
      checked.source.position(at: diagnostic.span?.start ?? 0)
        == SourcePosition(line: 3, column: 13))
  }

  @Test func `data of one class have no layer that fits them`() {
    let checked = CheckedText(
      "data csv \"cats.csv\" label=species\nmodel net\nlayer dense classes softmax\n"
        + "train gd lr=1 epochs=1")
    #expect(checked.ids == ["softmax-one-unit"])
    #expect(checked.program.diagnostics.first?.help == "data with two classes or more")
  }

  @Test func `settings of the whole notebook`() {
    let program = CheckedText("set precision float32\nset digits 4").program
    #expect(program.precision == .float32 && program.digits == 4 && program.seed == 0)
    #expect(CheckedText("").program.precision == .float64)
  }

  @Test func `an update keeps its shape and follows numbers`() {
    #expect(
      CheckedText(
        "let n = 2\nn = n + 1\nlet A = zeros(n, 3)\nA[2, :] = ones(1, 3)\nA[0, 0] = 1\nshow A"
      ).lines == [])
    #expect(CheckedText("let A = zeros(2, 3)\nA[2, 0] = 1\nshow A").ids == ["index-range"])
    #expect(
      CheckedText("let A = zeros(2, 3)\nA[0, :] = ones(1, 2)\nshow A").ids == ["update-shape"])
  }

  @Test func `names that only sweeps use count as used`() {
    #expect(
      CheckedText(
        "data circles 300\nlet n_h = 4\nlet λ = 0.1\nmodel net\nlayer dense n_h tanh\nlayer dense 1 sigmoid\nregularize l2 λ\ntrain gd lr=0.1 epochs=5 n_h in 1..3 λ in [0, 0.1, 1]"
      ).lines == [])
  }
}
