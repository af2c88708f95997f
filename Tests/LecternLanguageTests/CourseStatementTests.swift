import LecternText
import Testing

@testable import LecternLanguage

/// The statements of training, search, checks and files, each with what it must not say or allow.
struct CourseStatementTests {
  private static let data = "data circles 300 seed=1\nsplit train=240 dev=30 test=30 seed=1\n"
  private static let net = data + "model net\nlayer dense 4 relu\nlayer dense 1 sigmoid\n"
  private static let run = net + "train gd lr=0.1 epochs=5 as first\n"
  private static let line =
    "data line 100 noise=0.3 seed=1\nmodel net\nlayer dense 1\ntrain gd lr=0.1 epochs=5 as fit\n"

  static let right = [
    net + "train momentum lr=0.1 mu=0.9 epochs=5 clip_norm=5 validate=dev early_stopping=3",
    net
      + "train sgd lr=step(0.1, 0.5, 10, epoch) epochs=5 weight_decay=0.01 tolerance=1e-6 target=0.1",
    net
      + "train gd lr=0.1 epochs=5 examples in [10, 100, 240] validate=dev as curve\nplot lr curve",
    net + "train adadelta epochs=5\ntrain nesterov lr=warmup(0.1, 10, iteration) mu=0.9 epochs=2",
    run + "train gd lr=0.1 epochs=5 resume=first as second\ncompare first second",
    run + "model other\nlayer dense 4 relu\nlayer dense 1 sigmoid\n"
      + "train gd lr=0.1 epochs=5 resume=first",
    data + "let n_h = 4\nmodel net\nlayer dense n_h relu\nlayer dense 1 sigmoid\n"
      + "search random trials=10 refine=2 epochs=5 n_h in integers(2, 20) lr in loguniform(1e-4, 1)"
      + " beta1 in 1 - loguniform(0.001, 0.1) as s\nplot cost best(s)\npredict test 5\n"
      + "show accuracy(test), n_h",
    net
      + "search grid points=5 optimizer=momentum epochs=5 lr in loguniform(1e-4, 1) beta in [0.5, 0.9]",
    net + "search random optimizer=gd iterations=5 early_stopping=3 lr in linspace(0.1, 1, 5)",
    net
      + "check gradient when=start\ncheck start\ncheck overfit batch=2 iterations=50\ncheck shapes",
    run + "check gradient when=both components=50",
    run + "evaluate dev test first metrics=[accuracy, f1, auc, top2] threshold=0.4 per_class=yes",
    line
      + "evaluate metrics=[r2, mse, mae]\nshow r2(train), cost(train)\npredict 0.5\npredict [0.5]",
    run
      + "predict [0.5; 1.2]\nlet x = [1; 2]\npredict x first\npredict test 29 first\npredict test.X[:, 0]",
    run
      + "save \"net.npz\" first\nload \"net.npz\" as again\nload \"weights/net.mat\" weights=[A, \"b c\"] bias=first",
    data
      + "model net\nlayer dense 4 bias=no init=he l2=0.1\nlayer batch_norm leaky_relu slope=0.2 momentum=0.99\n"
      + "layer dense 1\nloss hinge\nregularize l1 0.1 method=subgradient\nregularize max_norm 3\n"
      + "train gd lr=0.1 epochs=5 as r\nshow net.gamma1 + net.running_var1, r.W1 @ train.X, r.dW1 - r.W1, net.A2",
    "data pets 3".replacing("pets 3", with: "images \"pets\"")
      + "\naugment flip rotate=5 copies=2\nshow m",
    "data temperature\nlet θ = train.y\nshow ewa(θ, 0.9), ewa(θ, 0.98, correct=yes)",
    run
      + "plot roc test first\nshow top(1, test), precision(test), auc(test, first)\nshow sparsity\nshow diagnosis",
    "data digits 200\naugment noise=0.1\naugment shift=2 seed=1",
  ]

  @Test(arguments: right)
  func `a right statement is silent`(text: String) {
    #expect(CheckedText(text).lines == [])
  }

  static let wrong: [(cells: String, lines: [String])] = [
    (
      net + "train gd lr=0.1 epochs=5 clip_norm=1 clip_value=1",
      ["6:38 option-conflict clip_norm= and clip_value= exclude each other / keep one of them"]
    ),
    (
      net + "train nesterov lr=0.1 epochs=5",
      ["6:7 option-missing train nesterov needs mu= / mu=0.9"]
    ),
    (
      net + "train momentum lr=0.1 epochs=5 beta=0.9 mu=0.9",
      ["6:41 option-conflict beta= and mu= exclude each other / keep one of them"]
    ),
    (
      net + "train gd lr=0.1 epochs=5 resume=firsd",
      [
        "6:33 run-unknown there is no run `firsd`; no run has a name yet / train … as firsd names a run"
      ]
    ),
    (
      net + "train gd lr in [0.1, 1] epochs=5 as both\ntrain gd lr=0.1 epochs=5 resume=both",
      ["7:33 run-several both are several runs, but one is wanted / best(both)   or   both[0]"]
    ),
    (
      net + "train gd lr=step(0.1, 0.5, 10) epochs=5",
      [
        "6:13 argument-missing step needs its t, epoch or iteration / "
          + "step(a0, factor, every, t), e.g. step(0.1, 0.5, 10, 25)"
      ]
    ),
    (
      net + "train gd lr in loguniform(0.1, 1) epochs=5",
      [
        "6:16 function-unknown `loguniform` stands only after `in` of search / "
          + "search random trials=25 epochs=10 lr in loguniform(0.0001, 1)"
      ]
    ),
    (
      net + "search random epochs=5 lr in loguniform(1, 0.1)",
      [
        "6:30 domain-bounds loguniform goes from its lower to its upper bound / loguniform(0.1, 1)"
      ]
    ),
    (
      net + "search grid refine=2 epochs=5 lr in [0.1, 1]",
      [
        "6:13 option-unknown search grid has no option `refine` / refine= belongs to search random"
      ]
    ),
    (
      net + "search grid epochs=5 lr in integers(1, 9)",
      [
        "6:28 domain-grid a grid has fixed points, but integers draws them at random / "
          + "lr in [1, 5, 8]   or   points=5   or   search random"
      ]
    ),
    (
      net + "search random validate=test epochs=5 lr in loguniform(0.1, 1)",
      [
        "6:15 (warning) validate-test the test set is for the final word: settings chosen by it "
          + "look better than they are / split train=80% dev=20%, then validate=dev"
      ]
    ),
    (
      "data circles 300\nsplit train=200%",
      ["2:13 number-share train lies between 0 and 1, but is 200% / a share, e.g. train=0.8"]
    ),
    (
      "check start",
      [
        "1:1 data-missing check start has examples only after a data statement / "
          + "data circles 300 noise=0.05",
        "1:1 model-missing check start belongs to a model, but there is none yet / model net, then its layers, such as layer dense 1 sigmoid",
      ]
    ),
    (
      net + "check gradient when=trained",
      [
        "6:16 run-missing when=trained speaks of a run, but nothing is trained yet / "
          + "train gd lr=0.1 iterations=1000"
      ]
    ),
    (
      "augment flip",
      [
        "1:1 data-missing augment adds examples only after a data statement / "
          + "data circles 300 noise=0.05"
      ]
    ),
    (
      "data circles 300\naugment rotate=5",
      [
        "2:9 images-missing the examples are not pictures of a known size / "
          + "say the size where the data are read: image=20x20"
      ]
    ),
    (
      run + "predict [0.5, 1.2]",
      [
        "7:9 predict-rows an example is a column of 2 features, but this is 1 × 2 / "
          + "[0.5, 1.2].T, or semicolons between the numbers"
      ]
    ),
    (
      run + "predict test 30",
      [
        "7:14 index-range index 30 is beyond the end: there are 30 entries / "
          + "indices go from 0 to 29"
      ]
    ),
    (
      run + "predict test",
      ["7:1 value-missing predict needs INDEX: index in the split, from 0 / predict test 5"]
    ),
    (
      run + "predict \"cat.png\"",
      [
        "7:9 images-missing the examples are not pictures of a known size / "
          + "say the size where the data are read: image=20x20"
      ]
    ),
    (
      net + "save \"net.npz\"",
      [
        "6:1 run-missing save speaks of a run, but nothing is trained yet / "
          + "train gd lr=0.1 iterations=1000"
      ]
    ),
    (
      run + "save \"net.mat\"",
      [
        "7:6 file-ending the ending of the file says its format: .npz or .safetensors / \"net.npz\""
      ]
    ),
    (
      data + "load \"/etc/net.npz\"",
      [
        "3:1 model-missing load belongs to a model, but there is none yet / model net, then its layers, such as layer dense 1 sigmoid",
        "3:6 file-outside `/etc/net.npz` is outside the notebook's folder / \"net.npz\"",
      ]
    ),
    (
      run + "evaluate metrics=[acuracy, f1, f1]",
      [
        "7:19 word-unknown metrics is \(StatementTable.metrics.joined(separator: " or ")), "
          + "not `acuracy` / did you mean `accuracy`?",
        "7:32 option-twice `f1` is set twice / keep one of them",
      ]
    ),
    (
      line + "evaluate metrics=accuracy\nplot accuracy fit",
      [
        "5:18 measure-target accuracy speaks of classes, but the label is a number / "
          + "r2, mse, mae and cost measure a regression",
        "6:6 measure-target accuracy speaks of classes, but the label is a number / "
          + "r2, mse, mae and cost measure a regression",
      ]
    ),
    (
      data + "model net\nlayer dense 4 relu\nlayer batch_norm\ntrain gd lr=0.1 epochs=5",
      [
        "4:13 shape-classes the last layer has 4 units, but the labels have 2 classes / "
          + "layer dense 1 sigmoid",
        "5:1 layer-last the model ends with batch_norm, but the last layer is dense / "
          + "layer dense classes softmax",
      ]
    ),
    (
      data + "model net\nlayer dense classes softmax\nloss hinge\ntrain gd lr=0.1 epochs=5",
      [
        "5:1 loss-layer loss hinge needs a last layer with linear, but it has softmax / "
          + "loss cross_entropy"
      ]
    ),
    (
      "data line 100\nmodel net\nlayer dense 1\nloss hinge\ntrain gd lr=0.1 epochs=5",
      [
        "4:1 target-numeric loss hinge needs labels that are classes, but the label is a number / "
          + "layer dense 1 linear"
      ]
    ),
    (
      net + "train gd lr in [0.1, 1] epochs=5 as both\nshow accuracy(test)",
      [
        "7:6 run-several accuracy speaks of one run, but the latest statement that trains made "
          + "several / name one of them: best(both) or both[0]"
      ]
    ),
    (
      "data npz \"x.npz\" order=column",
      ["1:18 option-needs order= needs image= / image=20x20"]
    ),
  ]

  @Test(arguments: wrong)
  func `a mistake is named with its repair`(cells: String, lines: [String]) {
    #expect(CheckedText(cells).lines == lines)
  }

  @Test func `what train makes is told apart from the model`() {
    let checked = CheckedText(
      Self.data, "model net\nlayer dense 1 sigmoid", "train gd lr=0.1 epochs=5 as first",
      "save \"net.npz\"", "load \"net.npz\" as again\nshow net.W1")
    let pieces = checked.program.pieces
    #expect(pieces[2].uses == [.data, .model("net")])
    #expect(pieces[2].defines == [.trained("net"), .run("first"), .lastRun])
    #expect(pieces[3].uses == [.lastRun] && pieces[3].defines == [.file("net.npz")])
    #expect(pieces[4].uses == [.data, .model("net"), .file("net.npz")])
    #expect(pieces[1].statements.map(\.defines) == [[.model("net")], [.model("net")]])
  }

  @Test func `requests carry what array files need`() {
    let catalog = FakeCatalog()
    _ = CheckedText(
      "data hdf5 \"c.h5\" input=train_set_x label=\"train y\" image=20x20 order=column examples=rows\n"
        + "data temperature noise=2", catalog: catalog)
    #expect(
      catalog.requests == [
        DataRequest(
          source: "hdf5", files: ["c.h5"],
          options: [
            "input": .string("train_set_x"), "label": .string("train y"), "image": .size([20, 20]),
            "order": .string("column"), "examples": .string("rows"),
          ]),
        DataRequest(source: "temperature", count: 365, options: ["noise": .number(2)]),
      ])
  }

  @Test func `a command knows its slots and the options of its optimizer`() throws {
    let checked = CheckedText(
      Self.run + "predict test 5 first\n"
        + "search random optimizer=momentum epochs=5 lr=1 mu in 1 - loguniform(0.01, 0.1) as s")
    let commands = checked.program.pieces[0].statements.suffix(2).compactMap {
      if case .command(let command) = $0.kind { command } else { nil }
    }
    #expect(checked.lines == [])
    #expect(commands[0].value("SPLIT")?.kind == .name("test"))
    #expect(commands[0].value("INDEX")?.kind == .number(5, spelling: "5"))
    #expect(commands[0].value("RUN")?.kind == .name("first"))
    let form = try #require(commands[1].form)
    #expect(form.option(named: "mu") != nil && form.option(named: "trials") != nil)
    #expect(form.option(named: "beta1") == nil && form.option(named: "resume") == nil)
    let domain = try #require(commands[1].varied.first?.domain)
    guard case .drawn(let draw) = SearchDomain(domain) else {
      Issue.record("nothing is drawn")
      return
    }
    #expect(draw.kind == .loguniform)
    guard case .binary(.subtract, _, let right) = draw.formula(with: 0.05).kind else {
      Issue.record("the formula is lost")
      return
    }
    #expect(right.kind == .number(0.05, spelling: "0.05"))
    #expect(SearchDomain(draw.low) == .values(draw.low))
  }
}
