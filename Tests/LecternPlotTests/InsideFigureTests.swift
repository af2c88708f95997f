import Testing

@testable import LecternPlot

@Suite struct InsideFigureTests {
  // MARK: Probability

  /// The areas of the closed lines of a path, without sign.
  private func areas(_ path: String) -> [Double] {
    path.split(separator: "M").map { loop in
      var (x, y, area) = (0.0, 0.0, 0.0)
      var points: [(Double, Double)] = []
      for command in loop.matches(of: #/([hvlz]?)((?:\s*-?[\d.]+)*)/#) {
        let numbers = command.2.matches(of: #/-?(?:\d+\.?\d*|\.\d+)/#).compactMap {
          Double($0.output)
        }
        switch command.1 {
        case "": if numbers.count == 2 { (x, y) = (numbers[0], numbers[1]) } else { continue }
        case "h": x += numbers[0]
        case "v": y += numbers[0]
        case "l": (x, y) = (x + numbers[0], y + numbers[1])
        default: continue
        }
        points.append((x, y))
      }
      for (a, b) in zip(points, points.dropFirst() + points.prefix(1)) {
        area += (a.0 * b.1 - b.0 * a.1) / 2
      }
      return area.magnitude
    }
  }

  @Test func `veils cover what is decided with less probability`() throws {
    let grid = try #require(DecisionGrid(InsideSamples.slope()))
    var plane = PlanePanel(
      xLimits: -5...5, yLimits: -5...5, left: 0, top: 0, xLabel: "", yLabel: "")
    (plane.width, plane.height) = (200, 200)
    let veils = grid.veils(in: plane, within: 15_000)
    #expect(veils.count == 3)
    for (veil, limit) in zip(veils, DecisionGrid.veils) {
      let all = areas(veil)
      #expect(all.count == 3)
      // The frame and, left and right, the areas with more: parts of the page that reach beyond it.
      let inside = 204 * 204 - all.dropFirst().reduce(0, +)
      #expect((inside / (204 * 200) - (2 * limit - 1)).magnitude < 0.04, "\(limit)")
    }
    // The line between the classes is straight: four corners and little more.
    let layer = try #require(grid.layers(in: plane, within: 15_000).first)
    #expect(layer.path.utf8.count < 120)
  }

  @Test func `panels without probabilities, or with wrong ones, have none`() throws {
    let plain = Samples.panel("net", 0.5) { x, _ in x > 0 ? 1 : 0 }
    #expect(try #require(DecisionGrid(plain)).probabilities.isEmpty)
    for wrong in [[0.5], Array(repeating: Double.nan, count: plain.decisions.count)] {
      let panel = BoundaryPanel(
        title: "net", points: plain.points, xRange: plain.xRange, yRange: plain.yRange,
        gridColumns: plain.gridColumns, gridRows: plain.gridRows, decisions: plain.decisions,
        accuracy: nil, probabilities: wrong)
      #expect(try #require(DecisionGrid(panel)).probabilities.isEmpty)
      #expect(!InsideSamples.figure(.boundary([panel])).svg().contains("evenodd"))
    }
    #expect(InsideSamples.shaded.summary.contains("above 90 % it is in this part of the plane"))
  }

  // MARK: Weights

  private static let numbers: [(limit: Double, value: Double, text: String)] = [
    (1.8, -0.0214, "−0.02"), (1.8, 0.0036, "0.00"), (1.8, 1.8, "1.80"), (0.05, 0.0123, "0.012"),
    (25, -3.26, "−3.3"), (400, 12.4, "12"), (3e-6, 1.2e-6, "1.2e−6"),
  ]

  @Test(arguments: numbers)
  func `cells have the decimals that tell them apart`(limit: Double, value: Double, text: String) {
    #expect(DivergingScale([limit, -limit / 3]).text(value) == text)
  }

  @Test func `a scale goes as far on both sides and leaves out what is no number`() {
    let scale = DivergingScale([-2, 0.5, .nan, .infinity])
    #expect(scale.limit == 2 && scale.part(-2) == -1 && scale.part(0.5) == 0.25)
    #expect(scale.part(.nan) == 0 && scale.missingCount == 2)
    #expect(DivergingScale([0, 0]).limit == 1)
  }

  @Test func `a hundred units of MNIST fit a page`() {
    let images = WeightImages(
      width: 28, height: 28, channels: 1,
      units: (0..<120).map { InsideSamples.noise(784, UInt64($0)) }, unitCount: 300)
    #expect(images.shown.count == 100)
    let figure = InsideSamples.figure(.weightImages(images))
    #expect(figure.svg().utf8.count < 250_000)
    #expect(figure.summary.contains("The first 100 units of 300"))
  }

  // MARK: Distributions

  // x = np.array([0.3, -1.7, 0, 2.25, 1e3, 0, -4.125]); x.mean(), x.std(), (x == 0).mean()
  @Test func `mean, deviation and zeros are NumPy's`() {
    let summary = LayerSummary([0.3, -1.7, 0, 2.25, 1e3, 0, -4.125, .nan])
    #expect((summary.mean - 142.3892857142857).magnitude < 1e-12)
    #expect((summary.deviation - 350.1228554422879).magnitude < 1e-10)
    #expect(summary.zeroShare == 2.0 / 7 && summary.missingCount == 1)
    // No digits are lost to a large mean.
    #expect(
      (LayerSummary([1e9 + 1, 1e9 + 2, 1e9 + 3]).deviation - 0.816496580927726).magnitude < 1e-9)
  }

  @Test func `histograms share axes, count every number once and cut spikes`() {
    guard case .distributions(let figure) = InsideSamples.activations.content else { return }
    let bins = HistogramBins(figure, count: 24)
    #expect(bins.limits == -1...1)
    #expect(bins.shares.count == 3 && bins.shares.allSatisfy { $0.count == 10 })
    for shares in bins.shares.joined() { #expect((shares.reduce(0, +) - 1).magnitude < 1e-9) }
    #expect(bins.isCut && bins.top < 0.5)
    #expect(InsideSamples.activations.svg().contains("bars are cut at"))
    #expect(InsideSamples.activations.summary.contains("It shrinks"))
  }

  @Test func `zeros have no place on a logarithmic axis, but a share`() {
    guard case .distributions(let figure) = InsideSamples.gradients.content else { return }
    let bins = HistogramBins(figure, count: 24)
    #expect(bins.limits.lowerBound > 1e-10 && bins.limits.upperBound >= 1)
    for shares in bins.shares[0] { #expect((shares.reduce(0, +) - 500.0 / 502).magnitude < 1e-9) }
    #expect(InsideSamples.gradients.svg().contains("0.4 % zero"))
  }

  // MARK: Network

  @Test func `large layers are shortened and crossed units lose their edges`() {
    #expect(NetworkDiagram.drawn(of: 9) == Array(0..<9))
    #expect(NetworkDiagram.drawn(of: 784) == [0, 1, 2, 3, 4, 782, 783])
    func edges(_ dropped: [Set<Int>]) -> Int {
      let diagram = NetworkDiagram(
        title: "", columns: InsideSamples.columns, dropped: dropped)
      let svg = InsideSamples.figure(.network([diagram])).svg()
      // Edges are the lines of the faint paths.
      return svg.split(separator: "<path").filter { $0.contains("stroke-opacity=\".7\"") }
        .reduce(0) { $0 + $1.count { $0 == "M" } }
    }
    #expect(edges([]) == 7 * 5 + 5 * 2)
    #expect(edges([[], [1, 3], []]) == 7 * 3 + 3 * 2)
    #expect(InsideSamples.thinned.summary.contains("2 units of those drawn are crossed out"))
  }

  // MARK: Graph

  @Test(arguments: 0..<40)
  func `nodes of a layer keep apart and lines go to the right`(seed: Int) {
    var noise = Samples.Noise(UInt64(seed))
    let count = 2 + Int(noise.next() * 40)
    let nodes = (0..<count).map { index -> GraphDiagram.Node in
      let isInput = index == 0 || noise.next() < 0.3
      let operands =
        isInput
        ? []
        : (0..<(1 + Int(noise.next() * 2))).map { _ in
          Int(noise.next() * Double(index))
        }
      return .init(label: "n\(index)", value: "1", derivative: "2", operands: operands)
    }
    let graph = GraphDiagram(nodes: nodes, resultName: "J")
    let layout = GraphLayout(graph)
    for layer in 0..<layout.layerCount {
      let places = layout.vertices.filter { $0.layer == layer }.map(\.y).sorted()
      for (a, b) in zip(places, places.dropFirst()) { #expect(b - a >= 1 - 1e-9) }
    }
    #expect(layout.vertices.allSatisfy { $0.y >= -1e-9 && $0.y <= layout.height + 1e-9 })
    for chain in layout.chains {
      let layers = chain.map { layout.vertices[$0].layer }
      for (a, b) in zip(layers, layers.dropFirst()) { #expect(b == a + 1) }
    }
    let edges = Set(nodes.enumerated().flatMap { user, node in node.operands.map { [$0, user] } })
    #expect(Set(layout.chains.map { [$0[0], $0[$0.count - 1]] }) == edges)
    #expect(layout.chains.count == edges.count)
    #expect(layout.counts.reduce(0, +) == nodes.reduce(0) { $0 + $1.operands.count })
  }

  @Test func `a graph is told step by step`() {
    #expect(
      InsideSamples.graph.summary
        == "A figure, 6 nodes. a is 5, derivative 3; b is 3, derivative 6; c is 2, derivative 9; "
        + "u, × of b and c, is 6, derivative 3; v, + of a and u, is 11, derivative 3; "
        + "node 6, 3 × of v, is 33, derivative 1. "
        + "Each derivative is that of J by the value above it.")
  }

  // MARK: Search

  @Test func `trials are told by their best, their rounds and those that diverged`() {
    let figure = InsideSamples.trials(
      .measure, [InsideSamples.rate],
      [
        .init(values: [0.01], score: 0.5, round: 1), .init(values: [0.1], score: 0.9, round: 2),
        .init(values: [1], score: nil, round: 2),
      ])
    #expect(
      figure.summary
        == "A figure, 3 trials. The dev accuracy of each trial over its lr. "
        + "Best is trial 1 with lr = 0.1: 90 %. The worst has 50 %. "
        + "The best of each round: round 1 50 %, round 2 90 %. 1 trial diverged.")
    guard case .trials(let chart) = figure.content else { return }
    #expect(chart.quality(0.5) == 0 && chart.quality(0.9) == 1)
    #expect(figure.svg().contains("best 90 %"))
  }

  @Test(arguments: InsideSamples.all) func `figures stay small`(figure: Figure) {
    #expect(figure.svg().utf8.count < 60_000)
  }
}
