import LecternMarkdown
import LecternNotebook
import LecternPlot
import LecternText

/// Whole notebooks as one would meet them.
enum Samples {
  /// A run where everything went well, with figures, tables and values.
  static let course: NotebookDraft = {
    var draft = NotebookDraft("flower.md")
    draft.frontMatter.title = "A hidden layer for the flower"
    draft.frontMatter.subtitle = "What four tanh units see that a straight line does not"
    draft.frontMatter.authors = ["Ada Lovelace", "Émilie du Châtelet"]
    draft.frontMatter.date = "2025-03-14"
    draft.frontMatter.abstract =
      "Logistic regression separates the petals of the flower set in 47 % of the cases, barely as"
      + " often as a coin. A network with one hidden layer of four units reaches 90.75 %."
    draft.frontMatter.numbersSections = true
    draft.inputs = [
      .init(
        name: "petals.csv",
        sha256: "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
    ]
    draft.heading(2, .text("The data"))
    draft.paragraph(
      .text("The set has 400 points of two classes, arranged as petals around the origin. No line"),
      .softBreak, .text("can part them, since every half of the plane holds "),
      .emphasis([.text("both")]), .text(" colours; see "),
      .link(
        destination: "https://www.deeplearning.ai/", title: "", content: [.text("the course")]),
      .text(" and "),
      .math(tex: "\\hat y = \\sigma(w^T x + b)", isDisplay: false, span: .init(0, 0)),
      .text("."))
    var data = CellOptions()
    data.label = "fig-data"
    data.figureCaptions = [
      Caption("The flower: 400 points, two classes, and no straight line between them.")
    ]
    draft.cell(
      "#| label: fig-data\ndata flower 400 seed=1      # the generator of the course\nplot data",
      data, outputs: [.figure(petals)])
    draft.heading(2, .text("Logistic regression"))
    draft.cell(
      "model planar\nlayer dense n_h tanh\nlayer dense 1 sigmoid\ninit normal 0.01 seed=2\n"
        + "train gd lr=1.2 iterations=5000 n_h in [1, 2, 3, 4, 5, 20, 50] as sizes",
      outputs: [
        .table(
          OutputTable(
            kind: "model", title: "Layers of planar",
            columns: ["layer", "activation", "weights", "bias", "parameters"],
            rows: [
              [.text("dense 1"), .text("tanh"), .text("4 × 2"), .text("4 × 1"), .number(12)],
              [.text("dense 2"), .text("sigmoid"), .text("1 × 4"), .text("1 × 1"), .number(5)],
            ], note: "17 parameters in all"))
      ])
    draft.cell(
      "plot cost linear four_units\nevaluate train",
      outputs: [.figure(costs), .table(accuracies)])
    draft.inlineValue(
      "So the hidden layer brings the accuracy to ", "accuracy(train)",
      ", which is what the course reports.",
      PieceResult(
        status: .ok,
        outputs: [.value(OutputValue(name: "accuracy(train)", content: .number(0.9075)))]))
    draft.heading(3, .text("Softmax by hand"))
    draft.cell(
      "let z = [5; 2; -1; 3]\nlet t = exp(z)\nshow t, sum(t), \"done\", t @ t.T",
      outputs: [
        .value(
          .init(
            name: "t",
            content: .matrix(
              rows: 4, columns: 1,
              values: [148.413_159_102_576_6, 7.389_056_098_930_65, 0.367_879_441_171_442, 20]))),
        .value(.init(name: "sum(t)", content: .number(176.255_632_3))),
        .value(.init(name: "\"done\"", content: .string("done"))),
        .value(
          .init(
            name: "t @ t.T",
            content: .matrix(
              rows: 12, columns: 14, values: (0..<168).map { Double($0 * 37 % 101) / 8 }))),
      ])
    draft.heading(2, .text("Does it hold?"))
    draft.cell(
      "expect accuracy(train) >= 90% points=20\nexpect cost(four_units) ~= 0.2187",
      outputs: [
        .expectation(
          Expectation(
            expression: "accuracy(train) >= 90%", passed: true,
            actual: "accuracy(train) is 0.9075", points: 20)),
        .expectation(
          Expectation(
            expression: "cost(four_units) ~= 0.2187", passed: true, actual: "0.218711",
            message: "the cost that the course prints")),
      ])
    return draft
  }()

  /// A run with every kind of trouble.
  static let troubled: NotebookDraft = {
    var draft = NotebookDraft("troubled.md")
    draft.diagnostics = [
      Diagnostic(
        "front-matter-key", .warning, at: nil, "the front matter has no key \"tilte\"",
        help: "title")
    ]
    draft.heading(1, .text("Ten digits, four classes"))
    draft.paragraph(.text("The first cell goes well."))
    draft.cell(
      "data csv \"pets.csv\" label=species", outputs: [.text("pets.csv: 400 examples, 3 features")])
    draft.heading(2, .text("The network"))
    draft.cell("model pets\nlayer dense 20 relu\nlayer dense 10 softmax") { start in
      let width = SourceSpan(start + 43, start + 45)
      return PieceResult(
        status: .failed,
        diagnostics: [
          Diagnostic(
            "shape-classes", at: width,
            "the last layer has 10 units, but the labels have 4 classes",
            notes: [
              .init("4 classes: cat, chick, dog, other", at: SourceSpan(50, 54)),
              .init("softmax gives one share for each class"),
            ],
            help: "layer dense classes softmax"),
          Diagnostic(
            "unused-let", .warning, at: SourceSpan(start, start + 5),
            "the name is never used"),
        ])
    }
    var intended = CellOptions()
    intended.mustFail = true
    draft.cell("#| error: true\nlet W = zeros(2, 3) @ zeros(2, 3)", intended) { start in
      PieceResult(
        status: .ok,
        diagnostics: [
          Diagnostic(
            "shape-product", at: SourceSpan(start + 23, start + 48),
            "zeros(2, 3) @ zeros(2, 3) does not fit: (2 × 3) @ (2 × 3), 3 ≠ 2")
        ])
    }
    draft.cell("train adam lr=0.001 epochs=5 as net") { _ in
      PieceResult(status: .skipped, reason: "not run: the cell at line 14 failed")
    }
    draft.inlineValue(
      "The accuracy is ", "accuracy(test)", " on the test set.",
      PieceResult(status: .skipped, reason: "not run: the cell at line 14 failed"))
    var shown = CellOptions()
    shown.isEvaluated = false
    draft.cell("train gd lr=100 iterations=1 as wild", shown) { _ in PieceResult(status: .skipped) }
    var folded = CellOptions()
    folded.echo = .folded
    draft.cell("expect accuracy(test) >= 90% points=20", folded) { _ in
      PieceResult(
        status: .failed,
        outputs: [
          .expectation(
            Expectation(
              expression: "accuracy(test) >= 90%", passed: false,
              actual: "accuracy(test) is 0.862", points: 20)),
          .expectation(
            Expectation(expression: "classes == 4", passed: true, actual: "4", points: 5)),
        ])
    }
    return draft
  }()

  static let costs: Figure = {
    let steps = (0...60).map(Double.init)
    let iterations = steps.map { $0 * 100 }
    let linear: [Double] = steps.map { step in 0.673 + 0.02 / (1 + step) }
    let hidden: [Double] = steps.map { step in 0.21 + 0.483 / (1 + step * step / 40) }
    return Figure(
      kind: "cost", title: "Cost over the iterations",
      content: .lines(
        LineChart(
          series: [
            .init(name: "linear", x: iterations, y: linear, group: 0),
            .init(name: "four units", x: iterations, y: hidden, group: 1),
          ], xAxis: Axis("iteration"), yAxis: Axis("cost"))))
  }()

  static let accuracies = OutputTable(
    kind: "accuracy", title: "Accuracy and final cost",
    columns: ["run", "train", "test", "final cost", "iterations"],
    rows: [
      [.text("linear"), .share(0.47), .share(0.4625), .number(0.673_2), .number(5000)],
      [.text("four units"), .share(0.9075), .share(0.9), .number(0.218_711), .number(5000)],
      [.text("fifty units"), .share(0.91), .missing, .number(0.2), .number(12500)],
    ])

  private static let petals: Figure = {
    // Two interleaved rings are enough to look at.
    let angles = (0..<80).map { Double($0) * 0.25 }
    let points = angles.enumerated().map { index, angle -> (Double, Double) in
      let radius = 2 + Double(index % 7) * 0.3
      return (radius * cosine(angle), radius * cosine(angle - 1.570_796))
    }
    return Figure(
      kind: "data", title: "Data",
      content: .scatter(
        ScatterPlot(
          x: points.map(\.0), y: points.map(\.1), classes: (0..<80).map { $0 / 10 % 2 },
          classNames: ["0", "1"], xLabel: "x₁", yLabel: "x₂")))
  }()

  /// A cosine good to a few digits, so that the samples need no C library.
  private static func cosine(_ angle: Double) -> Double {
    let turn = 2 * Double.pi
    let x = angle - (angle / turn).rounded() * turn
    var term = 1.0
    var sum = 1.0
    for index in 1...8 {
      term *= -x * x / Double((2 * index - 1) * (2 * index))
      sum += term
    }
    return sum
  }
}
