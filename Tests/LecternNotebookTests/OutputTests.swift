import Foundation
import LecternNotebook
import LecternPlot
import LecternTestSupport
import LecternText
import Testing

@Suite struct OutputTests {
  private let points = ScatterPlot(
    x: [0, 1, 2], y: [0.5, 0.1, .nan], classes: [0, 1, 0], classNames: ["red", "blue"],
    xLabel: "x1",
    yLabel: "x2")

  private var outputs: [CellOutput] {
    let chart = LineChart(
      series: [.init(name: "lr 0.1", x: [0, 1], y: [0.6931471805599453, 0.1], group: 0)],
      xAxis: Axis("iteration"), yAxis: Axis("cost"))
    let panel = BoundaryPanel(
      title: "net", points: points, xRange: 0...1, yRange: -1...1, gridColumns: 2, gridRows: 2,
      decisions: [0, 1, 1, 0], accuracy: 2.0 / 3)
    let grid = ImageGrid(
      width: 2, height: 1, channels: 1, pictures: [.init(pixels: [0, 255], label: "7")])
    return [
      .table(
        OutputTable(
          kind: "accuracy", title: "Accuracy", columns: ["run", "train", "cost", "note"],
          rows: [
            [.text("漢字"), .share(0.9075), .number(0.0497123456), .missing],
            [.text("b\u{1b}[0m"), .share(1), .number(.infinity), .text("x")],
          ], note: "300 examples")),
      .figure(Figure(kind: "cost", title: "Cost", content: .lines(chart))),
      .figure(Figure(kind: "data", title: "Data", content: .scatter(points))),
      .figure(Figure(kind: "boundary", title: "Boundary", content: .boundary([panel]))),
      .figure(Figure(kind: "images", title: "Images", content: .images(grid))),
      .figure(
        Figure(
          kind: "confusion", title: "Confusion",
          content: .confusion(ConfusionMatrix(classNames: ["a", "b"], counts: [3, 1, 0, 4])))),
    ] + inside + [
      .value(OutputValue(name: "1/3", content: .number(1.0 / 3))),
      .value(OutputValue(name: "ok", content: .boolean(true))),
      .value(OutputValue(name: "s", content: .string("a\nb"))),
      .value(
        OutputValue(
          name: "W", content: .matrix(rows: 2, columns: 2, values: [1, -0.25, 1e-9, 100]))),
      .text("two\nlines"),
      .expectation(
        Expectation(
          expression: "accuracy(test) >= 90%", passed: true, actual: "0.9075", points: 20,
          message: "well done")),
      .expectation(Expectation(expression: "a == 1", passed: false, actual: "a is 2")),
    ]
  }

  /// Figures whose parts are no sequences of numbers.
  private var inside: [CellOutput] {
    let columns: [NetworkDiagram.Column] = [
      .units(count: 2, words: ["input"]), .between(words: "dropout"),
      .units(count: 1, words: ["output", "sigmoid"]),
    ]
    let trials = TrialChart(
      arrangement: .plane,
      dimensions: [
        .init(name: "lr", scale: .logarithmic),
        .init(name: "init", scale: .linear, categories: ["he", "zeros"]),
      ],
      trials: [
        .init(values: [0.1, 1], score: 0.9, round: 1), .init(values: [1, 0], score: nil, round: 2),
      ], measure: Axis("dev accuracy", format: .percent), growsWithQuality: true, best: 0)
    let contents: [(String, Figure.Content)] = [
      (
        "boundary",
        .boundary([
          BoundaryPanel(
            title: "net", points: points, xRange: 0...1, yRange: -1...1, gridColumns: 2,
            gridRows: 1, decisions: [0, 1], accuracy: nil, probabilities: [0.75, 0.6])
        ])
      ),
      (
        "weights",
        .weightImages(
          WeightImages(width: 2, height: 1, channels: 1, units: [[0.5, -1]], unitCount: 9))
      ),
      ("weights", .weightMatrix(WeightMatrix(rows: 1, columns: 2, values: [0.5, .nan]))),
      (
        "activations",
        .distributions(
          LayerDistributions(
            rows: [
              .init(
                title: "net",
                layers: [
                  .init(name: "A1", values: [0, 1], saturated: 0.5), .init(name: "A2", values: []),
                ])
            ], noun: "activation"))
      ),
      (
        "network",
        .network([
          NetworkDiagram(
            title: "one mask", columns: columns, dropped: [[1, 0], []], weights: [[1, 2]])
        ])
      ),
      (
        "graph",
        .graph(
          GraphDiagram(
            nodes: [
              .init(label: "x", value: "3", derivative: "6", operands: []),
              .init(label: "×", name: "y", value: "9", derivative: nil, operands: [0, 0]),
            ], resultName: "f"))
      ),
      ("search", .trials(trials)),
      (
        "fit",
        .fit(
          FitPlot(
            points: points, models: [.init(name: "r", x: [0, 1], y: [2, 3])],
            errorName: "mse on train", errors: [0.25]))
      ),
    ]
    return contents.map { .figure(Figure(kind: $0.0, title: $0.0, content: $0.1)) }
  }

  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  @Test func `each kind of output has its record`() throws {
    expectSnapshot(of: try json(outputs.map { OutputRecord($0) }), named: "outputs.json")
  }

  @Test func `a figure's rules and diagonals are in its record`() throws {
    let chart = LineChart(
      series: [.init(name: "net", x: [1, 2], y: [2, 1], group: 0)], xAxis: Axis("epoch"),
      yAxis: Axis("cost"),
      guides: [.vertical(x: 2, label: "best", group: 0), .diagonal(label: "guessing")])
    let text = try json(
      OutputRecord(.figure(Figure(kind: "cost", title: "Cost", content: .lines(chart)))))
    let object = try #require(
      JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    let guides = try #require(object["guides"] as? [[String: Any]])
    #expect(guides.map { $0["label"] as? String } == ["best", "guessing"])
    #expect(guides.map { $0["x"] as? Double } == [2, nil])
  }

  @Test func `each kind of output has its text`() {
    let renderer = TextRenderer()
    let withoutFigures = outputs.filter { if case .figure = $0 { false } else { true } }
    expectSnapshot(
      of: withoutFigures.map { renderer.render($0) }.joined(separator: "\n"), named: "outputs.txt")
    for case .figure(let figure) in outputs {
      let text = renderer.render(.figure(figure))
      #expect(
        text.hasPrefix("figure: \(figure.title)")
          && !text.contains("\(figure.title): \(figure.title)"))
      #expect(text.split(separator: "\n").count == 1)
    }
  }

  @Test func `large matrices show their corners`() {
    let values = (0..<(40 * 30)).map(Double.init)
    let text = TextRenderer().render(
      .value(OutputValue(name: "M", content: .matrix(rows: 40, columns: 30, values: values))))
    expectSnapshot(of: text, named: "matrix.txt")
  }

  @Test func `a notebook's result lists its cells`() throws {
    let notebook = Notebook.parse(
      SourceFile(
        name: "n.md", text: "`{nn} a`\n\n```nn\n#| label: one\nshow a\n```\n\n```nn\nshow b\n```\n")
    )
    let provenance = Provenance(seed: 0, precision: "float64", versions: [], inputs: [])
    let mistake = Diagnostic("name-unknown", at: notebook.pieces[2].span, "b is not defined")
    let result = NotebookResult(
      pieces: [
        PieceResult(
          status: .ok, outputs: [.value(OutputValue(name: "a", content: .number(1)))]),
        PieceResult(status: .ok, outputs: Array(outputs.suffix(2))),
        PieceResult(status: .skipped, diagnostics: [mistake], reason: "not run: it has a mistake"),
      ], diagnostics: [mistake], provenance: provenance)
    expectSnapshot(of: try json(NotebookRecord(notebook, result)), named: "notebook.json")
    expectSnapshot(of: TextRenderer().render(notebook, result), named: "notebook.txt")
  }
}
