import LecternTestSupport
import Testing

@testable import LecternPlot

struct ChartDrawingTests {
  @Test(arguments: ChartSamples.plain + ChartSamples.odd, [120, 400, 640])
  func `charts are well-formed, of reasonable size and free of markup in names`(
    figure: Figure, width: Int
  ) throws {
    let svg = figure.svg(SVGOptions(width: width, idPrefix: "f"))
    let drawing = try #require(DrawnText.read(svg))
    #expect(!drawing.elements.contains("script"))
    #expect(svg.utf8.count < 60_000)
    #expect(drawing.height < 4500 && drawing.width <= 641)
    #expect(!svg.unicodeScalars.contains { $0.value < 0x20 || $0 == "\u{202E}" })
    #expect(svg == figure.svg(SVGOptions(width: width, idPrefix: "f")))
  }

  @Test(arguments: ChartSamples.plain, [400, 640])
  func `words of charts cover neither each other nor the border`(figure: Figure, width: Int) throws
  {
    let drawing = try #require(DrawnText.read(figure.svg(SVGOptions(width: width))))
    #expect(drawing.faults == [])
  }

  @Test(arguments: [400, 640])
  func `names of bars are whole`(width: Int) throws {
    let names = ["sigmoid function of the third layer", "tanh", "Rectified linear unit"]
    let figure = ChartSamples.bars([[1, 2, 3]], names)
    let drawing = try #require(DrawnText.read(figure.svg(SVGOptions(width: width))))
    let words = drawing.labels.map(\.words)
    #expect(!words.contains { $0.contains("…") })
    for name in names { #expect(words.joined(separator: " ").contains(name)) }
  }

  @Test func `the names of curves are whole in a narrow figure`() throws {
    let names = ["lr = 0.1, batch = 64 (dev)", "lr = 0.01, batch = 64 (dev)", "short"]
    let figure = Samples.figure(
      names.enumerated().map { Samples.series($0.element, [1, 0.5, 0.2], $0.offset) })
    for width in [280, 400] {
      let drawing = try #require(DrawnText.read(figure.svg(SVGOptions(width: width))))
      let words = drawing.labels.map(\.words)
      #expect(names.allSatisfy { name in words.contains { $0.contains(name) } }, "\(words)")
      #expect(drawing.faults == [])
    }
  }

  @Test func `a level's lines close around a bowl and end at the frame`() {
    let count = 41
    let values = (0..<(count * count)).map { index -> Double in
      let (x, y) = (Double(index % count) / 10 - 2, Double(index / count) / 10 - 2)
      return x * x + y * y
    }
    let field = ContourField(columns: count, rows: count, exactly: values)
    let inner = field.lines(at: 1)
    #expect(inner.count == 1 && inner[0].isClosed)
    for point in inner.first?.points ?? [] {
      let (x, y) = (point.x / 10 - 2, point.y / 10 - 2)
      expectClose((x * x + y * y).squareRoot(), 1, tolerance: 2e-3)
    }
    let corners = field.lines(at: 6)
    #expect(corners.count == 4 && corners.allSatisfy { !$0.isClosed })
    for (points, _) in corners {
      for end in [points.first, points.last].compactMap(\.self) {
        #expect(end.x == 0 || end.y == 0 || end.x == 40 || end.y == 40)
      }
    }
    #expect(field.lines(at: -1).isEmpty && field.lines(at: 100).isEmpty)
  }

  @Test func `lines end beside values that are no numbers`() {
    var values = (0..<25).map { Double($0 % 5) }
    values[12] = .nan
    let lines = ContourField(columns: 5, rows: 5, exactly: values).lines(at: 1.5)
    #expect(lines.count == 2 && lines.allSatisfy { !$0.isClosed && $0.points.count == 2 })
  }

  @Test func `a stroke does not cross a jump`() {
    let series = LineChart.Series(
      name: "sign", x: [-1, 0, 0, 0, 1], y: [-1, -1, .nan, 1, 1], group: 0,
      interruptions: [0...0])
    let curve = Curve(series, index: 0, xScale: .linear, yScale: .linear)
    let map = AxisMap(-1...1, scale: .linear, start: 0, end: 100)
    #expect(curve.stretches(map, map).map(\.count) == [2, 2])
  }

  private static let summaries: [(Figure, String)] = [
    (
      Samples.figure([
        Samples.series("train", [1, 0.5, 0.3, 0.2], 0),
        Samples.series("dev", [1, 0.6, 0.7, 1.1], 0, dashed: true),
      ]),
      "Cost over 4 iterations. train falls from 1 to 0.2; dev rises from 1 to 1.1, with its "
        + "lowest value, 0.6, at iteration 1."
    ),
    (
      Samples.figure([
        Samples.series("a", [0.2, 0.9, 0.3], 0), Samples.series("b", [1, 0.99, 1.001, 0.1], 1),
      ]),
      "Cost of 2 runs over 4 iterations. a rises from 0.2 to 0.3, with its highest value, 0.9, at "
        + "iteration 1; b falls from 1 to 0.1."
    ),
    (
      ChartSamples.bars([[3, .nan, 4]]),
      "Bars, 3 bars. bar 0: 3; bar 2: 4. 1 value is not a finite number and has no bar."
    ),
    (
      ChartSamples.histogram([[1, 5, 2]], edges: [0.5, 1.5, 2.5, 3.5]),
      "Histogram in 3 bins, 1 wide each. set 0: 8 values from 1 to 3, median 2; most, 5, at 2."
    ),
    (
      ChartSamples.contour(
        ChartSamples.bowl, levels: [1, 4],
        paths: [
          ChartSamples.path("a", [2, 1], [2, 1]), ChartSamples.path("b", [2, 1, 9], [2, 1, 9]),
          ChartSamples.path("c", [2, .nan], [2, 1]),
        ], regions: [ChartSamples.regions[0]]),
      "Level lines, w1 from -3 to 3, w2 from -3 to 3. 2 lines stand for values from 1 to 4. The "
        + "minimum, 0, is at (0, 0). a begins at (2, 2) and ends after 1 step at (1, 1), where the "
        + "value is 1. b begins at (2, 2), leaves the frame for good after step 1 and is at (9, 9) "
        + "after 2 steps. c begins at (2, 2) and stops being a number at step 1. Where |w1| + |w2| "
        + "≤ 1, the lowest value, 2, is at (0, 1), on an axis: w1 is zero."
    ),
  ]

  @Test(arguments: summaries)
  func `charts are told from their data`(figure: Figure, summary: String) {
    #expect(figure.summary == summary)
  }
}
