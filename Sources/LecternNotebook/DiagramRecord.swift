internal import LecternPlot

/// A part of a figure that is no sequence of numbers: a network, a graph, the trials of a search.
///
/// Keys that do not apply are left out. `weights` of a unit or a matrix: rows of numbers ·
/// distributions: title, scale, limits of the axis, layers (name, count, mean, deviation, shares of
/// zeros and of saturated values, of those in each bin) · network: title, columns (units, words),
/// dropped, weights · graph: label, name, value, derivative, operands by place · trial: values by
/// option, score, round, best · fit: name, x, y, error.
enum DiagramRecord: Encodable {
  case number(Double)
  case whole(Int)
  case text(String)
  case truth(Bool)
  case list([DiagramRecord])
  case object([(key: String, value: DiagramRecord?)])

  private struct Key: CodingKey {
    let stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
  }

  func encode(to encoder: any Encoder) throws {
    var single: any SingleValueEncodingContainer { encoder.singleValueContainer() }
    switch self {
    case .number(let number): try JSONNumber(number).encode(to: encoder)
    case .whole(let number):
      var container = single
      try container.encode(number)
    case .text(let text):
      var container = single
      try container.encode(text)
    case .truth(let flag):
      var container = single
      try container.encode(flag)
    case .list(let entries):
      var container = encoder.unkeyedContainer()
      for entry in entries { try container.encode(entry) }
    case .object(let members):
      var container = encoder.container(keyedBy: Key.self)
      for (key, value) in members {
        guard let value else { continue }
        try container.encode(value, forKey: Key(stringValue: key))
      }
    }
  }

  private static func numbers(_ values: [Double]) -> DiagramRecord { .list(values.map(number)) }

  /// Numbers as rows of `width`.
  private static func rows(_ values: [Double], width: Int) -> DiagramRecord {
    guard width > 0 else { return .list([]) }
    return .list(
      stride(from: 0, to: values.count, by: width).map {
        numbers(Array(values[$0..<min($0 + width, values.count)]))
      })
  }

  /// The parts of a figure; nil for one whose series are numbers.
  static func parts(of content: Figure.Content) -> [DiagramRecord]? {
    switch content {
    case .weightImages(let images):
      images.units.enumerated().map { index, unit in
        .object([
          ("name", .text("unit \(index + 1)")),
          ("weights", rows(unit, width: images.width * images.channels)),
        ])
      }
    case .weightMatrix(let matrix):
      [.object([("weights", rows(matrix.values, width: matrix.columns))])]
    case .distributions(let figure): distributions(figure)
    case .network(let diagrams): diagrams.map(network)
    case .graph(let graph):
      graph.nodes.map { node in
        .object([
          ("label", .text(node.label)), ("name", node.name.map(text)), ("value", .text(node.value)),
          ("derivative", node.derivative.map(text)),
          ("operands", .list(node.operands.map(whole))),
        ])
      }
    case .trials(let chart):
      chart.trials.enumerated().map { index, trial in
        .object([
          (
            "values",
            .object(
              zip(chart.dimensions, trial.values).enumerated().map { place, pair in
                (pair.0.name, value(pair.1, of: pair.0))
              })
          ),
          ("score", trial.score.map(number)), ("round", .whole(trial.round)),
          ("best", .truth(index == chart.best)),
        ])
      }
    case .fit(let plot):
      [
        .object([
          ("name", .text("examples")), ("x", numbers(plot.points.x)), ("y", numbers(plot.points.y)),
        ])
      ]
        + zip(plot.models, plot.errors).map { model, error in
          .object([
            ("name", .text(model.name)), ("x", numbers(model.x)), ("y", numbers(model.y)),
            ("error", error.map(number)),
          ])
        }
    case .lines, .scatter, .boundary, .images, .confusion, .bars, .histogram, .contours: nil
    }
  }

  /// What is told of each layer, and its histogram over the axis that all share.
  private static func distributions(_ figure: LayerDistributions) -> [DiagramRecord] {
    let bins = HistogramBins(figure)
    return zip(figure.rows, bins.shares).map { row, shares in
      let layers = zip(row.layers, shares).map { layer, shares -> DiagramRecord in
        let summary = LayerSummary(layer.values)
        return .object([
          ("name", .text(layer.name)), ("count", .whole(summary.count)),
          ("mean", .number(summary.mean)), ("deviation", .number(summary.deviation)),
          ("zero", .number(summary.zeroShare)), ("saturated", layer.saturated.map(number)),
          ("notFinite", .whole(summary.missingCount)), ("shares", numbers(shares)),
        ])
      }
      return .object([
        ("title", .text(row.title)), ("scale", .text(figure.scale.rawValue)),
        ("limits", numbers([bins.limits.lowerBound, bins.limits.upperBound])),
        ("layers", .list(layers)),
      ])
    }
  }

  private static func network(_ diagram: NetworkDiagram) -> DiagramRecord {
    let columns = diagram.columns.map { column -> DiagramRecord in
      switch column {
      case .units(let count, let words):
        .object([("units", .whole(count)), ("words", .list(words.map(text)))])
      case .between(let words): .object([("words", .list([.text(words)]))])
      }
    }
    return .object([
      ("title", .text(diagram.title)), ("columns", .list(columns)),
      (
        "dropped",
        diagram.dropped.isEmpty
          ? nil : .list(diagram.dropped.map { .list($0.sorted().map(whole)) })
      ),
      ("weights", diagram.weights.isEmpty ? nil : .list(diagram.weights.map(numbers))),
    ])
  }

  /// A number, or the word that it stands for.
  private static func value(_ value: Double, of dimension: TrialChart.Dimension) -> DiagramRecord {
    guard let index = Int(exactly: value), dimension.categories.indices.contains(index) else {
      return .number(value)
    }
    return .text(dimension.categories[index])
  }
}
