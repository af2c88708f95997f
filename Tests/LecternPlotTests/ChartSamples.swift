@testable import LecternPlot

/// Bars, histograms and level lines, plain ones and odd ones.
enum ChartSamples {
  static let longNames = [
    "sigmoid function of the third hidden layer after dropout", "tanh", "Rectified linear unit",
    "leaky_relu_with_a_name_that_has_no_place_to_break_it_in_two", "",
  ]

  static func bars(_ rows: [[Double]], _ labels: [String]? = nil, name: String = "row") -> Figure {
    Figure(
      kind: "bar", title: "Bars",
      content: .bars(
        BarChart(
          series: rows.enumerated().map {
            BarChart.Series(name: "\(name) \($0.offset)", values: $0.element)
          }, categories: labels, categoryLabel: "activation", valueLabel: "accuracy")))
  }

  static func histogram(
    _ counts: [[Int]], edges: [Double], x: Axis.Scale = .linear, y: Axis.Scale = .linear
  ) -> Figure {
    Figure(
      kind: "histogram", title: "Histogram",
      content: .histogram(
        Histogram(
          series: counts.enumerated().map {
            Histogram.Series(
              name: "set \($0.offset)", counts: $0.element,
              values: Histogram.Extent(lowest: 1, median: 2, highest: 3))
          }, edges: edges, xAxis: Axis("w", scale: x), yAxis: Axis("count", scale: y))))
  }

  static func contour(
    _ f: (Double, Double) -> Double, levels: [Double], paths: [ContourPanel.Path] = [],
    regions: [ContourPanel.Region?] = [nil], points: ScatterPlot? = nil, name: String = ""
  ) -> Figure {
    let count = 61
    let values = (0..<(count * count)).map { index in
      f(Double(index % count) / 10 - 3, Double(index / count) / 10 - 3)
    }
    return Figure(
      kind: "contour", title: "Level lines",
      content: .contours(
        regions.map {
          ContourPanel(
            title: $0 == nil ? name : name + "L", xLabel: "w1", yLabel: "w2", xRange: -3...3,
            yRange: -3...3, gridCount: count, values: values, levels: levels,
            minimum: ContourPanel.Place(x: 0, y: 0, value: 0), paths: paths, region: $0,
            points: points)
        }))
  }

  static func bowl(_ x: Double, _ y: Double) -> Double { x * x + 2 * y * y }

  static func path(_ name: String, _ x: [Double], _ y: [Double]) -> ContourPanel.Path {
    ContourPanel.Path(name: name, x: x, y: y, lastValue: 1)
  }

  static func examples(classes: [String]) -> ScatterPlot {
    let places = (0..<60).map { Double($0 % 29) / 5 - 2.9 }
    return ScatterPlot(
      x: places, y: places.map { 1.5 - $0 * $0 / 2 }, classes: (0..<60).map { $0 % classes.count },
      classNames: classes, xLabel: "x1", yLabel: "x2")
  }

  static let regions = [ContourPanel.Region.Norm.l1, .l2].map {
    ContourPanel.Region(
      norm: $0, radius: 1, lowest: ContourPanel.Place(x: 0, y: 1, value: 2))
  }

  static let plain: [Figure] = [
    bars([[92.1, 95.3, 88]], ["tanh", "relu", "sigmoid"]),
    bars([[92.1, 95.3, 88], [90, -20, 3], [1, 2, 3]], ["tanh", "relu", "sigmoid"]),
    bars([[3, -5, 4]]),
    bars([(0..<200).map { Double($0 % 17) - 5 }]),
    bars([[1, 2, 3, 4, 5]], longNames),
    bars([[-1, -2, -3, -4, -5], [5, 4, 3, 2, 1]], longNames, name: "a name of some length, no."),
    histogram([[1, 5, 9, 4, 0, 2]], edges: [0, 1, 2, 3, 4, 5, 6]),
    histogram(
      [[1, 5, 9], [4, 4, 4], [0, 0, 12]], edges: [0.01, 0.1, 1, 10], x: .logarithmic,
      y: .logarithmic),
    contour(bowl, levels: [1, 2, 4, 8, 16]),
    contour(bowl, levels: [4], points: examples(classes: ["inner", "outer"])),
    contour(
      bowl, levels: [1, 4],
      paths: (0..<12).map { path("path \($0)", [-2, 2], [2, Double($0) / 4]) },
      regions: regions, points: examples(classes: longNames)),
    contour(bowl, levels: [1, 2, 4, 8, 16], regions: regions),
    contour(
      bowl, levels: [1, 4, 9],
      paths: [
        path("gd(0.9)", [-2.5, -1, 0.5, 0], [2, -1, 0.5, 0]),
        path("momentum(0.1, mu=0.9)", [-2.5, 2, 1], [2, 2, 1]),
        path("adam(0.3)", [-2.5, -2.4, -1], [2, -2, -2]),
      ]),
  ]

  private static let hostile = "</text><script>x</script>&\u{0}'\u{202E}\n"

  static let odd: [Figure] = [
    bars([]), bars([[]]), bars([[.nan, .infinity]], ["a", "b"]), bars([[0, 0, 0]]), bars([[5]]),
    bars([[1e308, -1e308]], [hostile, hostile]),
    bars([[2.5e-308]], [String(repeating: "long ", count: 900)]),
    bars((0..<8).map { [Double($0), 1] }, ["a"], name: hostile),
    histogram([], edges: []), histogram([[]], edges: [1]), histogram([[0, 0]], edges: [0, 1, 2]),
    histogram([[3]], edges: [-1e308, 1e308]), histogram([[.max]], edges: [1, 1]),
    histogram([[1, 2, 3, 4]], edges: [0, 1]),
    Figure(kind: "contour", title: hostile, content: .contours([])),
    contour({ _, _ in .nan }, levels: [1], name: hostile),
    contour({ _, _ in 3 }, levels: []),
    contour({ x, y in x < 0 ? .nan : 1 / x + y }, levels: [1, 2]),
    contour({ x, _ in x * 1e308 }, levels: [-1e308, 0, 1e308]),
    contour(
      bowl, levels: (1...100).map(Double.init),
      paths: [
        path("", [], []), path(hostile, [.nan, 1, .infinity], [1, 2, 3]),
        path("far", [1e300, -1e300], [0, 1]), path("one", [0], [0]),
      ], regions: regions, name: hostile),
    contour(
      bowl, levels: [1],
      paths: (0..<40).map { path("path number \($0)", [-2, Double($0) / 20, 0], [2, 1, 0]) }),
    Figure(
      kind: "contour", title: "c",
      content: .contours([
        ContourPanel(
          title: "", xLabel: hostile, yLabel: hostile, xRange: 0...0, yRange: -1e308...1e308,
          gridCount: .max, values: [1], levels: [1], minimum: nil)
      ])),
  ]
}
