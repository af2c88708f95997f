import Foundation
import LecternNotebook
import LecternPlot
import LecternTestSupport
import Testing

/// What programs read of bars, histograms and level lines.
struct ChartRecordTests {
  private let outputs: [CellOutput] = [
    .figure(
      Figure(
        kind: "bar", title: "Bars",
        content: .bars(
          BarChart(
            series: [.init(name: "train", values: [0.5, .nan])], categories: ["tanh", "relu"],
            categoryLabel: "", valueLabel: "accuracy")))),
    .figure(
      Figure(
        kind: "histogram", title: "Histogram of w",
        content: .histogram(
          Histogram(
            series: [
              .init(
                name: "w", counts: [3, 1], values: .init(lowest: 0, median: 0.5, highest: 2),
                nonFiniteCount: 2, nonPositiveCount: 1)
            ], edges: [0, 1, 2], xAxis: Axis("w"), yAxis: Axis("count"))))),
    .figure(
      Figure(
        kind: "contour", title: "Level lines of J",
        content: .contours([
          ContourPanel(
            title: "L1", xLabel: "w", yLabel: "b", xRange: -1...1, yRange: 0...2, gridCount: 2,
            values: [1, 2, 3, 4], levels: [1.5, 2.5], minimum: .init(x: 0.25, y: 1, value: 0.5),
            paths: [.init(name: "gd(0.1)", x: [0, .infinity], y: [1, 2], lastValue: nil)],
            region: .init(norm: .l1, radius: 1, lowest: .init(x: 0, y: 1, value: 0.75)))
        ]))),
  ]

  @Test func `charts have their records`() throws {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    let text = String(decoding: try encoder.encode(outputs.map(OutputRecord.init)), as: UTF8.self)
    expectSnapshot(of: text + "\n", named: "charts.json")
  }
}
