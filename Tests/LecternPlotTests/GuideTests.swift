import Foundation
import Testing

@testable import LecternPlot

/// Rules and diagonals of line charts.
struct GuideTests {
  private static let stopped = Figure(
    kind: "cost", title: "Cost",
    content: .lines(
      LineChart(
        series: [
          Samples.series("net", Samples.decay(30, from: 1, to: 0.1, rate: 0.4), 0),
          Samples.series(
            "net (dev)", Samples.decay(30, from: 1, to: 0.3, rate: 0.9), 0, dashed: true),
        ], xAxis: Axis("epoch"), yAxis: Axis("cost"),
        guides: [
          .vertical(x: 19, label: "best <i>", group: 0),
          .vertical(x: 29, label: "stopped", group: 0),
          .vertical(x: 400, label: "outside", group: 0),
          .vertical(x: .nan, label: "none", group: 0),
        ])))

  private static let roc = Figure(
    kind: "roc", title: "ROC",
    content: .lines(
      LineChart(
        series: [
          LineChart.Series(
            name: "cat, area 0.875", x: [0, 0, 0.25, 0.25, 1], y: [0, 0.5, 0.5, 1, 1], group: 0)
        ], xAxis: Axis("false positive rate", format: .percent, range: 0...1),
        yAxis: Axis("true positive rate", format: .percent, range: 0...1),
        guides: [.diagonal(label: "guessing")], isSquare: true)))

  @Test("A rule stands at its epoch with its name; one outside the axis is left out")
  func rules() throws {
    let svg = Self.stopped.svg(SVGOptions(width: 640, height: nil, idPrefix: "a"))
    #expect(svg.contains("best &lt;i&gt;") && svg.contains(">stopped<"))
    #expect(!svg.contains(">outside<") && !svg.contains(">none<"))
    #expect(svg.components(separatedBy: "stroke-dasharray=\"2 3\"").count == 3)
    let words = Self.stopped.summary
    #expect(words.contains("A rule marks epoch 19: best <i>."))
  }

  @Test("Equal axes are equally long at every width", arguments: [200, 320, 640, 1200])
  func square(_ width: Int) throws {
    let svg = Self.roc.svg(SVGOptions(width: width, height: nil, idPrefix: "a"))
    let clip = try #require(
      svg.firstMatch(of: /<rect x="[0-9.]+" y="[0-9.]+" width="([0-9.]+)" height="([0-9.]+)"/))
    #expect(clip.output.1 == clip.output.2)
    #expect(svg.contains(">guessing<"))
  }

  @Test("A ROC curve is told by what it reaches")
  func words() {
    let words = Self.roc.summary
    #expect(
      words.contains("cat, area 0.875 reaches 50 % at 10 %, 100 % at 25 % and 100 % at 50 %."))
    #expect(words.contains("A diagonal shows guessing."))
  }
}
