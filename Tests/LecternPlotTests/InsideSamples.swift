@testable import LecternPlot

/// Figures of what is inside networks, formulas and searches.
enum InsideSamples {
  static var all: [Figure] {
    [
      shaded, weightImages, colorImages, matrix, largeMatrix, activations, gradients, network,
      thinned, graph, oneOption, plane, parallel, fit,
    ]
  }

  private static let long = String(repeating: "a very long name ", count: 40)
  private static let hostile = "</text><script>alert(\"1\")</script>&\u{0}\u{202E}\n"

  static var strange: [Figure] {
    [
      figure(
        .weightImages(WeightImages(width: 0, height: 2, channels: 1, units: [], unitCount: 0))),
      figure(
        .weightImages(
          WeightImages(width: .max, height: 2, channels: 3, units: [[1]], unitCount: 1))),
      figure(
        .weightImages(
          WeightImages(
            width: 1, height: 1, channels: 1, units: [[.nan], [0], [.infinity]], unitCount: 3))),
      figure(.weightMatrix(WeightMatrix(rows: 2, columns: 2, values: [1]))),
      figure(.weightMatrix(WeightMatrix(rows: .max, columns: .max, values: []))),
      figure(
        .weightMatrix(
          WeightMatrix(rows: 1, columns: 3, values: [.nan, 1e300, -1e-300], rowNoun: hostile))),
      figure(.weightMatrix(WeightMatrix(rows: 1, columns: 1, values: [0]))),
      figure(.distributions(LayerDistributions(rows: [], noun: ""))),
      figure(
        .distributions(
          LayerDistributions(
            rows: [
              .init(title: hostile, layers: []),
              .init(
                title: long,
                layers: [
                  .init(name: hostile, values: []), .init(name: "A", values: [.nan, .infinity]),
                  .init(name: "A", values: [3], saturated: 1),
                  .init(name: "B", values: [-1.7e308, 1.7e308]),
                ]),
            ], noun: hostile))),
      figure(
        .distributions(
          LayerDistributions(
            rows: (0..<40).map { _ in
              .init(title: "r", layers: (0..<60).map { .init(name: "L\($0)", values: [0, 0]) })
            }, noun: "gradient", scale: .logarithmic))),
      figure(.network([])),
      figure(.network([NetworkDiagram(title: hostile, columns: [])])),
      figure(
        .network([
          NetworkDiagram(
            title: long,
            columns: [
              .units(count: 1_000_000, words: [hostile, long]), .between(words: hostile),
              .units(count: 0, words: []), .units(count: -3, words: []),
            ], dropped: [[0, 5, 999_999]], weights: [[1], [.nan]])
        ])),
      figure(.graph(GraphDiagram(nodes: [], resultName: ""))),
      figure(
        .graph(
          GraphDiagram(
            nodes: [.init(label: "x", value: "1", derivative: nil, operands: [0])],
            resultName: hostile))),
      figure(
        .graph(
          GraphDiagram(
            nodes: [.init(label: hostile, name: long, value: long, derivative: long, operands: [])],
            resultName: long))),
      trials(.measure, [], []), trials(.plane, [.init(name: "a", scale: .linear)], []),
      trials(
        .measure, [.init(name: hostile, scale: .logarithmic)],
        [
          .init(values: [-1], score: 1, round: 1), .init(values: [1, 2], score: 1, round: 1),
          .init(values: [2], score: .nan, round: -4), .init(values: [3], score: nil, round: 0),
        ]),
      trials(
        .parallel, [.init(name: long, scale: .linear, categories: [hostile, long])],
        [.init(values: [7], score: 1, round: 99), .init(values: [0.5], score: 1, round: 1)]),
      figure(
        .fit(
          FitPlot(
            points: ScatterPlot(
              x: [], y: [], classes: [], classNames: [], xLabel: hostile, yLabel: ""),
            models: [.init(name: hostile, x: [0, .nan], y: [1])], errorName: "", errors: []))),
    ]
  }

  static func figure(_ content: Figure.Content) -> Figure {
    Figure(kind: "inside", title: "A figure", content: content)
  }

  static func trials(
    _ arrangement: TrialChart.Arrangement, _ dimensions: [TrialChart.Dimension],
    _ trials: [TrialChart.Trial]
  ) -> Figure {
    figure(
      .trials(
        TrialChart(
          arrangement: arrangement, dimensions: dimensions, trials: trials,
          measure: Axis("dev accuracy", format: .percent), growsWithQuality: true,
          best: trials.indices.filter { trials[$0].score != nil }.max {
            (trials[$0].score ?? 0) < (trials[$1].score ?? 0)
          })))
  }

  /// A panel whose probability of class 1 rises from 0 on the left to 1 on the right.
  static func slope(_ size: Int = 120) -> BoundaryPanel {
    let shares = (0..<(size * size)).map { (Double($0 % size) + 0.5) / Double(size) }
    return BoundaryPanel(
      title: "net", points: Samples.flower(30), xRange: -5...5, yRange: -5...5, gridColumns: size,
      gridRows: size, decisions: shares.map { $0 > 0.5 ? 1 : 0 }, accuracy: 0.9,
      probabilities: shares.map { max($0, 1 - $0) })
  }

  static var shaded: Figure { figure(.boundary([slope(), slope(60)])) }

  static func noise(_ count: Int, _ seed: UInt64, _ scale: Double = 1) -> [Double] {
    var noise = Samples.Noise(seed)
    return (0..<count).map { _ in scale * noise.normal() }
  }

  static var weightImages: Figure {
    figure(
      .weightImages(
        WeightImages(
          width: 20, height: 20, channels: 1,
          units: (0..<25).map { noise(400, UInt64($0), 0.1) }, unitCount: 25)))
  }

  static var colorImages: Figure {
    figure(
      .weightImages(
        WeightImages(
          width: 8, height: 6, channels: 3, units: (0..<4).map { noise(144, UInt64($0)) },
          unitCount: 120)))
  }

  static var matrix: Figure {
    figure(.weightMatrix(WeightMatrix(rows: 3, columns: 6, values: noise(18, 4))))
  }

  static var largeMatrix: Figure {
    figure(.weightMatrix(WeightMatrix(rows: 300, columns: 784, values: noise(300 * 784, 5))))
  }

  /// Ten layers whose spread shrinks, stays and grows, as with three initialisations.
  static var activations: Figure {
    let rows = [0.3, 1, 1.6].enumerated().map { run, factor in
      LayerDistributions.Row(
        title: "init \(run)",
        layers: (0..<10).map { layer in
          var scale = 0.5
          for _ in 0..<layer { scale *= factor }
          let values = noise(600, UInt64(layer), scale).map { min(max($0, -1), 1) }
          return LayerDistributions.Layer(
            name: "A\(layer + 1)", values: values,
            saturated: Double(values.count { $0.magnitude > 0.99 }) / 600)
        })
    }
    return figure(.distributions(LayerDistributions(rows: rows, noun: "activation")))
  }

  static var gradients: Figure {
    let layers = (0..<4).map { layer in
      LayerDistributions.Layer(
        name: "dW\(layer + 1)", values: noise(500, UInt64(layer), powerOfTen(-2 * layer)) + [0, 0])
    }
    return figure(
      .distributions(
        LayerDistributions(
          rows: [.init(title: "net", layers: layers)], noun: "gradient", scale: .logarithmic)))
  }

  static let columns: [NetworkDiagram.Column] = [
    .units(count: 784, words: ["input", "784 features"]),
    .units(count: 5, words: ["layer 1", "5 units", "ReLU"]), .between(words: "dropout, keep 0.8"),
    .units(count: 2, words: ["output", "2 units", "softmax"]),
  ]

  static var network: Figure {
    figure(
      .network([
        NetworkDiagram(
          title: "", columns: columns, weights: [noise(784 * 5, 6), noise(10, 7)])
      ]))
  }

  static var thinned: Figure {
    figure(
      .network([
        NetworkDiagram(title: "all units", columns: columns),
        NetworkDiagram(
          title: "with one dropout mask", columns: columns, dropped: [[], [1, 3], [], []]),
      ]))
  }

  /// J = 3 (a + b c) at 5, 3, 2, as in Ng's first course.
  static var graph: Figure {
    figure(
      .graph(
        GraphDiagram(
          nodes: [
            .init(label: "a", value: "5", derivative: "3", operands: []),
            .init(label: "b", value: "3", derivative: "6", operands: []),
            .init(label: "c", value: "2", derivative: "9", operands: []),
            .init(label: "×", name: "u", value: "6", derivative: "3", operands: [1, 2]),
            .init(label: "+", name: "v", value: "11", derivative: "3", operands: [0, 3]),
            .init(label: "3 ×", value: "33", derivative: "1", operands: [4]),
          ], resultName: "J")))
  }

  private static func trialList(_ count: Int, _ dimensions: Int) -> [TrialChart.Trial] {
    var noise = Samples.Noise(9)
    return (0..<count).map { index in
      var values = [
        powerOfTen(-4) * tenToFraction(4 * noise.next()), Double(Int(noise.next() * 3)),
      ]
      while values.count < dimensions { values.append(noise.next()) }
      let score = index == 3 ? nil : 0.3 + 0.6 * noise.next()
      return TrialChart.Trial(
        values: Array(values.prefix(dimensions)), score: score, round: index < count / 2 ? 1 : 2)
    }
  }

  static let rate = TrialChart.Dimension(name: "lr", scale: .logarithmic)
  static let start = TrialChart.Dimension(
    name: "init", scale: .linear, categories: ["he", "glorot", "zeros"])

  static var oneOption: Figure { trials(.measure, [rate], trialList(24, 1)) }
  static var plane: Figure {
    trials(.plane, [rate, .init(name: "beta", scale: .linear)], trialList(30, 2))
  }
  static var parallel: Figure {
    trials(
      .parallel, [rate, start, .init(name: "a rather long option name", scale: .linear)],
      trialList(40, 3))
  }

  static var fit: Figure {
    let x = (0..<60).map { Double($0) / 10 - 3 }
    let places = (0..<241).map { Double($0) / 40 - 3 }
    return figure(
      .fit(
        FitPlot(
          points: ScatterPlot(
            x: x, y: zip(x, noise(60, 8, 0.2)).map { Samples.sine($0) + $1 }, classes: [],
            classNames: [], xLabel: "x", yLabel: "y"),
          models: [
            .init(name: "straight", x: places, y: places.map { 0.4 * $0 }),
            .init(name: "bent", x: places, y: places.map { Samples.sine($0) }),
          ], errorName: "mse on train", errors: [0.2, 0.04])))
  }
}
