import LecternData
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot weights`: what the units of a layer take from their inputs.
extension Session {
  func plotWeights(_ command: CheckedCommand) throws(StatementFailure) {
    let record = try oneRecord(command, of: "figure of weights")
    let layer =
      try command.fixed("layer").map { (value) throws(StatementFailure) in
        try wholeNumber(value, in: 1...10_000)
      } ?? 1
    let network = record.network
    guard network.weights.indices.contains(layer - 1) else {
      throw StatementFailure(
        "plot-layer", at: command.fixed("layer")?.span ?? command.span,
        "\(record.fullLabel) has \(network.weights.count) dense layers, and this is layer \(layer)",
        help: "layer=\(network.weights.count)")
    }
    let weights = network.weights[layer - 1].converted(to: Double.self)
    let title = "Weights W\(layer), \(record.fullLabel)"
    if layer == 1, let size = record.data.splits["train"]?.imageSize, size.count == weights.columns,
      size.channels == 1 || size.channels == 3
    {
      let places = size.places
      outputs.append(
        .figure(
          Figure(
            kind: "weights", title: title,
            content: .weightImages(
              WeightImages(
                width: size.width, height: size.height, channels: size.channels,
                units: (0..<min(weights.rows, WeightImages.unitLimit)).map { unit in
                  places.map { weights[unit, $0] }
                }, unitCount: weights.rows, names: classNames(of: layer, record))))))
      return
    }
    // Cells see weights as the notebook's layout has them.
    let isTransposed = context.layout == .rows
    let shown = context.layout.applied(to: weights)
    outputs.append(
      .figure(
        Figure(
          kind: "weights", title: title,
          content: .weightMatrix(
            WeightMatrix(
              rows: shown.rows, columns: shown.columns,
              values: (0..<shown.rows).flatMap { row in
                (0..<shown.columns).map { shown[row, $0] }
              }, rowNoun: isTransposed ? "input" : "unit",
              columnNoun: isTransposed ? "unit" : "input")))))
  }

  /// The classes that the units of the last layer stand for.
  private func classNames(of layer: Int, _ record: RunRecord<S>) -> [String]? {
    let network = record.network
    guard layer == network.weights.count, let names = record.data.splits["train"]?.classNames,
      names.count == network.description.outputCount
    else { return nil }
    return names
  }
}

extension ImageSize {
  /// Where the numbers of a picture are, row by row, channels together.
  var places: [Int] {
    (0..<height).flatMap { row in
      (0..<width).flatMap { column in
        (0..<channels).map { index(row: row, column: column, channel: $0) }
      }
    }
  }
}
