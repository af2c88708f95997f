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
      #expect(text.hasPrefix("figure: \(figure.title): "))
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
