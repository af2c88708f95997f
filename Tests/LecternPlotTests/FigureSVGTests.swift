import Foundation
import LecternTestSupport
import Testing

@testable import LecternPlot

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// Collects what an XML parser makes of a drawing.
private final class Reader: NSObject, XMLParserDelegate {
  var ids: [String] = []
  var references: [String] = []
  var texts: [String] = []
  var elements: [String] = []

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    elements.append(name)
    if let id = attributes["id"] { ids.append(id) }
    for name in ["href", "clip-path"] {
      if let value = attributes[name], value.contains("#") { references.append(value) }
    }
  }

  func parser(_ parser: XMLParser, foundCharacters string: String) { texts.append(string) }

  /// Returns what was read, or nil when the text is not well-formed.
  static func read(_ svg: String) -> Reader? {
    let reader = Reader()
    let parser = XMLParser(data: Data(svg.utf8))
    parser.delegate = reader
    return parser.parse() ? reader : nil
  }
}

@Suite struct FigureSVGTests {
  private static let hostile = "</text><script>alert(\"1\")</script>&\u{0}\u{1B}[31m'\u{202E}\n"

  private static let strange: [Figure] = [
    Samples.figure([]),
    Samples.figure([Samples.series("", [], 0)]),
    Samples.figure([Samples.series("one", [1], 0)]),
    Samples.figure([Samples.series("flat", [0.5, 0.5, 0.5], 0)]),
    Samples.figure([Samples.series("zero", [0, 0], -3)]),
    Samples.figure([Samples.series("not numbers", [.nan, .infinity, -.infinity], 0)]),
    Samples.figure([Samples.series("gaps", [1, .nan, 2, .nan, 3], 0)]),
    Samples.figure([Samples.series("huge", [-1.7e308, 1.7e308], 0)]),
    Samples.figure([Samples.series("tiny", [2.5e-308, 3e-308, .leastNonzeroMagnitude], 0)]),
    Samples.figure([Samples.series("close", [1e16, 1e16 + 2], 0)]),
    Samples.figure([Samples.series("negative", [-1, 0, 1], 0)], Axis("y", scale: .logarithmic)),
    Samples.figure([Samples.series("none", [-1, 0], 0)], Axis("y", scale: .logarithmic)),
    Samples.figure(
      [Samples.series("wide", [1e-300, 1e300], 0)], Axis("y", scale: .logarithmic)),
    Samples.figure([Samples.series("x", [1, 2], 0)], Axis("y", range: 3...3)),
    Samples.figure([Samples.series("x", [1, 2], 0)], Axis("y", range: -(.infinity)...0)),
    Samples.figure((0..<60).map { Samples.series(hostile, [1, 2, 1e9], $0) }),
    Samples.figure([Samples.series(String(repeating: "long ", count: 9000), [1, 2], 0)]),
    Samples.figure((0..<3).map { Samples.series(hostile + "\($0)", [1, .nan], $0) }),
    Figure(
      kind: "data", title: hostile,
      content: .scatter(
        ScatterPlot(
          x: [1, .nan, 2], y: [1, 2], classes: [-7, 99], classNames: [hostile], xLabel: hostile,
          yLabel: hostile))),
    Figure(
      kind: "data", title: "",
      content: .scatter(
        ScatterPlot(x: [], y: [], classes: [], classNames: [], xLabel: "", yLabel: ""))),
    Figure(kind: "boundary", title: "", content: .boundary([])),
    Figure(
      kind: "boundary", title: "b",
      content: .boundary([
        BoundaryPanel(
          title: hostile, points: Samples.flower(8), xRange: 0...0, yRange: -1e308...1e308,
          gridColumns: .max, gridRows: 2, decisions: [1], accuracy: .nan)
      ])),
    Figure(
      kind: "images", title: "i",
      content: .images(
        ImageGrid(
          width: .max, height: 3, channels: 1, pictures: [.init(pixels: [1], label: hostile)]))),
    Figure(
      kind: "images", title: "i",
      content: .images(
        ImageGrid(
          width: 1, height: 1, channels: 3,
          pictures: [.init(pixels: [1, 2, 3], label: hostile), .init(pixels: [], label: "")]))),
    Figure(
      kind: "confusion", title: "c",
      content: .confusion(ConfusionMatrix(classNames: [], counts: []))),
    Figure(
      kind: "confusion", title: "c",
      content: .confusion(ConfusionMatrix(classNames: [hostile, "b"], counts: [0, -5, 3, .max]))),
    Figure(
      kind: "confusion", title: "c",
      content: .confusion(ConfusionMatrix(classNames: ["a", "b"], counts: [1]))),
  ]

  @Test(arguments: Samples.all + strange + InsideSamples.strange, [120, 640])
  func `every drawing is well-formed, refers to its own ids and keeps markup out of names`(
    figure: Figure, width: Int
  ) throws {
    let options = SVGOptions(width: width, idPrefix: "fig-7")
    for svg in [figure.svg(options), figure.standaloneSVG(options)] {
      let drawing = try #require(Reader.read(svg))
      #expect(drawing.ids.allSatisfy { $0.hasPrefix("fig-7-") })
      #expect(Set(drawing.ids).count == drawing.ids.count)
      #expect(!drawing.elements.contains("script"))
      let known = Set(drawing.ids)
      for reference in drawing.references {
        let id = reference.split(separator: "#").last.map { $0.filter { $0 != ")" } } ?? ""
        #expect(known.contains(String(id)))
      }
      #expect(!svg.unicodeScalars.contains { $0.value < 0x20 && $0 != "\n" || $0 == "\u{202E}" })
    }
  }

  @Test(arguments: Samples.all) func `the same figure gives the same bytes`(figure: Figure) {
    #expect(figure.svg() == figure.svg())
    #expect(figure.summary == figure.summary)
  }

  @Test func `the author's description takes the place of the written one`() throws {
    let svg = Samples.single.svg(SVGOptions(alternativeText: "My <own> words"))
    #expect(svg.contains("<desc id=\"figure-desc\">My &lt;own&gt; words</desc>"))
    #expect(svg.contains("aria-labelledby=\"figure-title figure-desc\""))
  }

  private static let small: [(String, Figure)] = [
    ("points.svg", Samples.figure([Samples.series("run", [0.7, 0.3, .nan, 0.1], 0)])),
    (
      "matrix.svg",
      Figure(
        kind: "confusion", title: "Confusion",
        content: .confusion(ConfusionMatrix(classNames: ["cat", "dog"], counts: [9, 1, 2, 8])))
    ),
  ]

  @Test(arguments: small)
  func `small drawings look as they did`(name: String, figure: Figure) {
    // One element a line, so that differences can be read.
    let text = figure.standaloneSVG().split(separator: "><", omittingEmptySubsequences: false)
      .joined(separator: ">\n<")
    expectSnapshot(of: text, named: name)
  }

  @Test func `a million points stay under 30 kB and keep every peak`() {
    var noise = Samples.Noise(11)
    var values = (0..<1_000_000).map { _ in 1 + 0.1 * noise.next() }
    values[500_000] = 3
    let svg = Samples.figure([Samples.series("long", values, 0)]).svg()
    #expect(svg.utf8.count < 30_000)
    #expect(Samples.figure([Samples.series("long", values, 0)]).summary.contains("3"))
  }

  @Test func `a decision boundary over a fine grid stays under 60 kB a panel`() {
    var noise = Samples.Noise(2)
    let busy = Samples.panel("noise", 0.5) { _, _ in Int(noise.next() * 4) }
    let figure = Figure(kind: "boundary", title: "b", content: .boundary([busy]))
    #expect(figure.svg().utf8.count < 60_000)
    #expect(Samples.boundaries.svg().utf8.count < 60_000)
  }

  private static let pets = Figure(
    kind: "confusion", title: "Confusion",
    content: .confusion(ConfusionMatrix(classNames: ["cat", "dog"], counts: [9, 1, 2, 8])))

  private static let summaries: [(Figure, String)] = [
    (
      Samples.single,
      "Cost over 2501 iterations. Cost falls from 0.693 to 0.0459 in 2501 iterations."
    ),
    (
      Samples.figure([Samples.series("a", [1, 0.2, 0.5], 0)]),
      "Cost over 3 iterations. Cost falls from 1 to 0.5 in 3 iterations. "
        + "The lowest value, 0.2, is at iteration 1."
    ),
    (
      Samples.figure(
        [Samples.series("a", [1, 0, 0.5], 0)], Axis("cost", scale: .logarithmic)),
      "Cost over 3 iterations. Cost falls from 1 to 0.5 in 3 iterations. "
        + "1 value at or below zero is left out by the logarithmic axis."
    ),
    (
      Figure(
        kind: "cost", title: "Cost",
        content: .lines(
          LineChart(
            series: [
              Samples.series("a", [1, 0.7, 0.5], 0), Samples.series("b", [2, 0.9, -1], 1),
            ],
            xAxis: Axis("iteration", scale: .logarithmic),
            yAxis: Axis("cost", scale: .logarithmic)))),
      "Cost of 2 runs over 3 iterations. a falls from 0.7 to 0.5; b is 0.9. "
        + "The logarithmic axis has no place for iteration 0. "
        + "1 value at or below zero is left out by the logarithmic axis."
    ),
    (
      Samples.figure([
        Samples.series("zeros", [0.693, 0.693], 0), Samples.series("he", [0.883, .nan], 1),
      ]),
      "Cost of 2 runs over 2 iterations. zeros stays at 0.693; he is 0.883 and stops being a "
        + "number after iteration 0. 1 value is not a finite number and leaves a gap."
    ),
    (
      pets,
      "Confusion of 2 classes. 85 % of 20 examples are predicted right. "
        + "The most frequent confusion: dog taken for cat, 2 times."
    ),
  ]

  @Test(arguments: summaries)
  func `the summary is written from the data`(figure: Figure, summary: String) {
    #expect(figure.summary == summary)
  }
}
