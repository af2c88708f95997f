import Foundation
import Testing

@testable import LecternPlot

/// What a reader must be able to tell apart, and to find on the drawing.
@Suite struct LegibilityTests {
  private func drawing(_ figure: Figure, width: Int = 640) throws -> DrawnText {
    try #require(DrawnText.read(figure.svg(SVGOptions(width: width, idPrefix: "f"))))
  }

  private func words(_ figure: Figure, width: Int = 640) throws -> [String] {
    try drawing(figure, width: width).labels.map(\.words)
  }

  private func line(_ rows: [[Double]], x: [Double]? = nil, isSquare: Bool = false) -> Figure {
    let range: ClosedRange<Double>? = isSquare ? 0...1 : nil
    return Figure(
      kind: "series", title: "Rows",
      content: .lines(
        LineChart(
          series: rows.enumerated().map { index, y in
            LineChart.Series(
              name: "row \(index)", x: x ?? y.indices.map(Double.init), y: y, group: index)
          }, xAxis: Axis("entry", range: range), yAxis: Axis("", range: range), isSquare: isSquare,
          groupNoun: nil)))
  }

  // MARK: Marks

  @Test func `classes past the last hue have marks of their own`() {
    let looks = (0..<64).map { "\(FigureStyle.hue(of: $0).name) \(Marker.of($0))" }
    #expect(Set(looks).count == 64)
    #expect(Marker.of(.max).rawValue < 8 && Marker.of(.min).rawValue < 8)
  }

  @Test func `curves on equal axes carry the markers of the legend`() throws {
    let rows = (0..<12).map { [0, 0.3 + Double($0) / 20, 1] }
    let svg = line(rows, x: [0, 0.2, 1], isSquare: true).svg()
    // One in the legend and two on the curve.
    #expect(svg.matches(of: #/class="rim"/#).count >= 2 * 12)
    // Curves of the second round are dashed; the legend has room for two periods of it.
    #expect(
      svg.contains("l34 0\" fill=\"none\" stroke=\"var(--plot-1,#0072b2)\" stroke-width=\"2\""))
  }

  @Test func `a value between gaps is a disc`() {
    let gaps = line([[1, 2, .nan, 4, .infinity, 3]]).svg()
    let group = gaps.split(separator: "data-series").last ?? ""
    #expect(group.contains("a2.6 2.6"))
  }

  @Test func `areas have names where there are more classes than tints`() throws {
    let points = ScatterPlot(
      x: [0], y: [0], classes: [0], classNames: (0..<10).map { "c\($0)" }, xLabel: "x", yLabel: "y")
    let panel = BoundaryPanel(
      title: "net", points: points, xRange: 0...1, yRange: 0...1, gridColumns: 100, gridRows: 100,
      decisions: (0..<10_000).map { $0 % 100 / 10 }, accuracy: nil)
    let figure = InsideSamples.figure(.boundary([panel]))
    let names = try drawing(figure).labels.filter { $0.size == 13 }.map(\.words)
    #expect(names == points.classNames)
  }

  @Test func `bars without a number say so`() throws {
    for labels in [nil, ChartSamples.longNames] {
      let words = try words(ChartSamples.bars([[.nan, 1, -.infinity, 2, 3]], labels))
      #expect(words.contains("not a number") && words.contains("−∞"), "\(words)")
    }
  }

  // MARK: Numbers

  private static let numbers: [([Double], [String])] = [
    ([1_000_001, 1_000_005, 1_000_003], ["1,000,001", "1,000,005", "1,000,003"]),
    ([12_345_678, 12_345_679], ["12,345,678", "12,345,679"]),
    ([123_456.7, 123_456.9], ["123,456.7", "123,456.9"]),
    ([1e-300, 2e-300], ["1×10⁻³⁰⁰", "2×10⁻³⁰⁰"]), ([-0.5, 2 / 3.0], ["−0.5", "0.667"]),
    ([1e12 + 2e5, 1e12 + 4e5], ["1,000,000,200,000", "1,000,000,400,000"]),
    ([0.3, 0.1 + 0.2], ["0.3", "0.3"]),
  ]

  @Test(arguments: numbers)
  func `numbers have the digits that tell them apart`(values: [Double], texts: [String]) throws {
    let digits = Words.digits(telling: values)
    #expect(values.map { Words.drawn($0, digits: digits) } == texts)
    let shown = try words(ChartSamples.bars([values]))
    #expect(texts.allSatisfy(shown.contains), "\(shown)")
  }

  @Test func `sentences do not round away what they tell`() {
    #expect(
      line([[1_000_001, 1_000_005, 1_000_003]]).summary.contains(
        "rises from 1000001 to 1000003. The highest value, 1000005, is at entry 1."))
    #expect(line([[0.12345671, 0.12345678]]).summary.contains("from 0.12345671 to 0.12345678"))
    let edges = [1_000_000.5, 1_000_001.5, 1_000_002.5]
    #expect(ChartSamples.histogram([[1, 2]], edges: edges).summary.contains("at 1000002."))
  }

  @Test func `levels that lie close have labels that differ`() throws {
    let figure = ChartSamples.contour(
      { x, _ in 1e6 + x }, levels: [999_998.5, 1_000_000, 1_000_001.5])
    let words = try words(figure)
    for label in ["999,998.5", "1,000,000", "1,000,001.5"] { #expect(words.contains(label)) }
  }

  @Test func `small and narrow ranges keep their axes`() {
    for (low, high) in [(1e-300, 5e-300), (1e15, 1e15 + 2), (1e15 - 0.5, 1e15 + 2.5)] {
      let limits = AxisLimits.choose(Axis(""), data: low...high, isTight: true)
      #expect(limits == low...high)
      let labels = AxisTicks.linear(limits, count: 5, format: .number).labels
      #expect(labels.count > 1 && Set(labels).count == labels.count, "\(labels)")
    }
    let noise = AxisLimits.choose(Axis(""), data: 0.3...(0.1 + 0.2), isTight: true)
    #expect(noise.lowerBound < 0.29)
  }

  @Test func `places that are whole numbers have no fractions on their axis`() throws {
    for x in [[2018.0, 2019, 2020, 2021], [0, 1, 2, 3], [7, 7, 7, 7]] {
      let words = try words(line([[1, 2, 3, 2], [10, 11, 12, 13]], x: x))
      let ticks = words.filter { Double($0).map { $0 >= x[0] && $0 <= x[3] } ?? false }
      #expect(!words.contains("2018.5") && !words.contains("0.5") && !words.contains("7.2"))
      #expect(ticks.contains(String(Int(x[0]))))
    }
    let bins = try words(ChartSamples.histogram([[1, 2, 1]], edges: [0.5, 1.5, 2.5, 3.5]))
    #expect(["1", "2", "3"].allSatisfy(bins.contains) && !bins.contains("1.5"))
  }

  @Test func `an axis has two numbers at least`() {
    let ticks = AxisMap(-9...8, scale: .linear, start: 0, end: 140).ticks(
      every: 70, format: .number)
    #expect(ticks.values.count >= 2)
  }

  // MARK: Room

  @Test(arguments: [250, 400, 640])
  func `words at the borders are whole`(width: Int) throws {
    let figures = [
      ChartSamples.histogram([[1, 1, 1]], edges: [1e-13, 2e-13, 3e-13, 4e-13]),
      ChartSamples.histogram([[1, 1, 2]], edges: [1_000_000.5, 1_000_001.5, 1_000_002.5]),
      InsideSamples.figure(
        .confusion(ConfusionMatrix(classNames: ["0", "1"], counts: [5, 1, 2, 7]))),
      InsideSamples.shaded,
      InsideSamples.figure(
        .graph(
          GraphDiagram(
            nodes: [
              GraphDiagram.Node(label: "w", value: "2 × 1", derivative: "‖·‖ = 4.47", operands: []),
              GraphDiagram.Node(label: "sum", value: "5", derivative: "1", operands: [0]),
            ], resultName: "v"))),
    ]
    for figure in figures {
      let drawing = try drawing(figure, width: width)
      #expect(drawing.faults == [], "\(figure.kind)")
    }
    let name = "<script>alert(1)</script>"
    let matrix = ConfusionMatrix(classNames: [name, "b"], counts: [5, 1, 2, 7])
    let row = try drawing(InsideSamples.figure(.confusion(matrix)), width: width).labels.first {
      $0.words.hasPrefix("<") && $0.anchor == "end"
    }
    #expect(try #require(row).left >= 4)
  }

  @Test func `numbers at the ends of a plane's axis are whole`() throws {
    let figure = Figure(
      kind: "contour", title: "Lines",
      content: .contours([
        ContourPanel(
          title: "", xLabel: "a", yLabel: "b", xRange: 1e6...1_000_001, yRange: 0...1,
          gridCount: 2, values: [1, 2, 1, 2], levels: [1.5], minimum: nil)
      ]))
    #expect(try drawing(figure).faults == [])
  }

  @Test func `panels of a boundary name both axes`() throws {
    let panels = ["first", "second", "third"].map {
      Samples.panel($0, 0.9333) { x, _ in x > 0 ? 1 : 0 }
    }
    let drawing = try drawing(InsideSamples.figure(.boundary(panels)))
    let y = try #require(drawing.labels.first { $0.words == panels[0].points.yLabel })
    let title = try #require(drawing.labels.first { $0.words.hasPrefix("first") })
    #expect(y.y > title.y + 10 && drawing.faults == [])
  }

  @Test func `the first value stands beside its line`() throws {
    let drawing = try drawing(line([[1, 2, 3]]))
    let label = try #require(drawing.labels.first { $0.words == "1" && $0.anchor == "start" })
    let floor = try #require(drawing.labels.first { $0.words == "1.0" }).y - 4
    #expect(label.y <= floor - 10)
  }

  @Test func `a long name keeps its end`() throws {
    let name = String(repeating: "A", count: 200) + ", area 0.93"
    let shown = TextMetrics.shortened(name, to: 300, size: 12)
    #expect(shown.hasSuffix(", area 0.93") && shown.contains("…"))
    #expect(TextMetrics.width(shown, size: 12) <= 300)
    #expect(TextMetrics.shortened("short", to: 300, size: 12) == "short")
  }

  @Test func `broad drawings keep their text readable`() {
    func classes(_ width: Int) -> String {
      line([[1, 2, 3]]).svg(SVGOptions(width: width)).components(separatedBy: "\"")[3]
    }
    #expect(classes(640) == "lectern-plot" && classes(800) == "lectern-plot broad")
    #expect(classes(1000) == "lectern-plot broad broad-2")
    #expect(classes(1200) == "lectern-plot broad broad-2 broad-3 broad-4")
    #expect(FigureStyle.css.contains(".broad-4{min-width:74rem}"))
  }

  // MARK: Words

  @Test func `lists say what they leave out`() {
    #expect(Words.listed(["a", "b", "c", "d"], limit: 2) == "a; b; and 2 more")
    #expect(Words.listed(["a", "b", "c"], limit: 2) == "a; b; c")
    let rows = (0..<30).map { [0, 0.3 + Double($0) / 60, 1] }
    #expect(line(rows, x: [0, 0.2, 1], isSquare: true).summary.contains("; and 18 more."))
    let layers = (0..<12).map {
      LayerDistributions.Row(
        title: "run \($0)", layers: [LayerDistributions.Layer(name: "A1", values: [1, 2])])
    }
    let figure = InsideSamples.figure(
      .distributions(LayerDistributions(rows: layers, noun: "activation")))
    #expect(figure.summary.contains("There are 4 runs more."))
  }

  @Test func `what a frame does not show is said`() throws {
    let outside = ChartSamples.contour(ChartSamples.bowl, levels: [100, 200])
    #expect(outside.summary.contains("reaches none of the 2 values from 100 to 200"))
    #expect(try words(outside).contains("no level lies in this frame"))
    #expect(try words(line([[.nan, .nan]])).contains("no values to show"))
    let paths = [
      ChartSamples.path("far", [5], [5]), ChartSamples.path("lost", [.nan, 1], [1, 2]),
    ]
    let summary = ChartSamples.contour(ChartSamples.bowl, levels: [1], paths: paths).summary
    #expect(summary.contains("1 point lies outside of the frame"))
    #expect(summary.contains("lost begins with a point that is no number."))
  }

  @Test func `a lowest point that is not alone is told as one of several`() throws {
    let region = ContourPanel.Region(
      norm: .l1, radius: 2, lowest: ContourPanel.Place(x: -2, y: 0, value: -2), isShared: true)
    let figure = ChartSamples.contour({ $0 + $1 }, levels: [0], regions: [region])
    #expect(figure.summary.contains("at (-2, 0), and is as low at other points of the border."))
    #expect(try words(figure).contains { $0.hasPrefix("one of the lowest") })
  }

  // MARK: Weights, gradients and areas

  @Test func `a large matrix shows the weight of each block that stands out`() throws {
    var values = [Double](repeating: 0.01, count: 500 * 784)
    values[137 * 784 + 401] = -3
    let matrix = WeightMatrix(rows: 500, columns: 784, values: values)
    let cells = PooledCells(matrix, limit: WeightMatrixDrawing.lineLimit)
    #expect(cells.rows * cells.columns <= 10_000)
    #expect(DivergingScale(cells.values).lowest == -3)
    let figure = InsideSamples.figure(.weightMatrix(matrix))
    let sentence = "Each cell shows, of "
    #expect(figure.summary.contains(sentence))
    #expect(try words(figure).contains { $0.hasPrefix(sentence) })
    let column = WeightMatrix(rows: 300, columns: 2, values: Array(values.prefix(600)))
    #expect(!PooledCells(column, limit: WeightMatrixDrawing.lineLimit).isPooled)
    let shown = try words(InsideSamples.figure(.weightMatrix(column)))
    #expect(shown.filter { $0 == "1" }.count == 2 && shown.contains("2"))
  }

  @Test func `a gradient that vanishes leaves room to the others`() {
    let rows = [1.0, 1e-61].map { size in
      LayerDistributions.Row(
        title: "\(size)",
        layers: [
          LayerDistributions.Layer(name: "dW1", values: (1...50).map { Double($0) * size / 50 })
        ])
    }
    let figure = LayerDistributions(rows: rows, noun: "gradient", scale: .logarithmic)
    let bins = HistogramBins(figure)
    #expect(bins.limits.lowerBound > 1e-20 && bins.isShortened)
    #expect(bins.shares[1][0][0] == 1)
    #expect(figure.words(title: "Gradients").text.contains("are counted where the axis begins"))
  }

  @Test func `the border between three classes is smooth where none is probable`() throws {
    // Logits that are linear have borders that are straight, here three rays around the middle.
    let count = 120
    var (decisions, shares, margins): ([Int], [Double], [Double]) = ([], [], [])
    for index in 0..<(count * count) {
      let x = (Double(index % count) + 0.5) / Double(count) - 0.5
      let y = (Double(index / count) + 0.5) / Double(count) - 0.5
      let powers = [x, -0.5 * x + 0.87 * y, -0.5 * x - 0.87 * y].map { tenToPower($0) }
      let sorted = powers.sorted(by: >)
      let total = powers.reduce(0, +)
      decisions.append(powers.firstIndex(of: sorted[0]) ?? 0)
      shares.append(sorted[0] / total)
      margins.append((sorted[0] - sorted[1]) / total)
    }
    let panel = BoundaryPanel(
      title: "", points: Samples.panel("", 1) { _, _ in 0 }.points, xRange: -1...1, yRange: -1...1,
      gridColumns: count, gridRows: count, decisions: decisions, accuracy: nil,
      probabilities: shares, margins: margins)
    var plane = PlanePanel(
      xLimits: -1...1, yLimits: -1...1, left: 0, top: 0, xLabel: "", yLabel: "")
    (plane.width, plane.height) = (300, 300)
    let layers = try #require(DecisionGrid(panel)).layers(in: plane, within: 20_000)
    #expect(layers.count == 2 && layers.allSatisfy { $0.path.utf8.count < 250 })
  }

  @Test func `a sweep of panels draws its points once`() {
    let panels = (0..<12).map { Samples.panel("run \($0)", 0.9) { x, y in x * y > 0 ? 1 : 0 } }
    let one = InsideSamples.figure(.boundary([panels[0]])).svg().utf8.count
    let svg = InsideSamples.figure(.boundary(panels)).svg()
    #expect(svg.matches(of: #/<use href="#figure-points"/#).count == 11)
    #expect(svg.utf8.count < 30_000, "one panel has \(one) bytes")
  }
}
