import LecternData
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot activations` and `plot gradients`: how numbers are distributed, layer by layer.
extension Session {
  /// Examples whose activations are shown at most; more change no histogram that can be seen.
  private static var shownExamples: Int { 1000 }
  /// Where the largest size of a layer is so many times that of the first, only a logarithmic axis
  /// shows both.
  private static var growth: Double { 100 }

  func plotActivations(_ command: CheckedCommand) throws(StatementFailure) {
    let groups = try groups(command.slots["RUN"] ?? [], at: command.span)
    let isSums = command.word("kind") == "sums"
    var rows: [LayerDistributions.Row] = []
    var shownSplit = ""
    var count = 0
    for (record, name) in names(of: groups) {
      // Without a split, each run on its own training examples.
      let isNamed = command.value("SPLIT") != nil
      var (split, data) = try split(
        command.values, preferring: ["train"], in: isNamed ? self.data : record.data,
        at: command.span)
      if isNamed { data = try examples(split, of: record, at: command.span) }
      guard data.features == record.network.description.inputCount else { continue }
      if data.m > Self.shownExamples { data = data.subset(Array(0..<Self.shownExamples)) }
      (shownSplit, count) = (split, data.m)
      try checkTime(command)
      rows.append(
        LayerDistributions.Row(
          title: title(of: record, name), layers: layers(of: record.network, data, isSums: isSums)))
    }
    try requireRows(rows, "activations", at: command.span)
    let noun = isSums ? "sum" : "activation"
    let isLogarithmic = command.word("log") == "x" || Self.grows(rows)
    outputs.append(
      .figure(
        Figure(
          kind: "activations",
          title: "\(isSums ? "Sums" : "Activations") on \(count) examples of \(shownSplit)",
          content: .distributions(
            LayerDistributions(
              rows: rows, noun: noun, scale: isLogarithmic ? .logarithmic : .linear)))))
  }

  /// Examples without labels have no gradients.
  private func requireRows(
    _ rows: [LayerDistributions.Row], _ what: String, at span: SourceSpan
  ) throws(StatementFailure) {
    guard rows.isEmpty else { return }
    throw StatementFailure(
      "plot-empty", at: span, "the examples do not fit these networks, so there are no \(what)")
  }

  private func title(of record: RunRecord<S>, _ name: String) -> String {
    record.didDiverge ? "\(name), diverged" : name
  }

  private func layers(
    of network: Network<S>, _ data: Dataset<S>, isSums: Bool
  ) -> [LayerDistributions.Layer] {
    let dense = network.description.denseLayers
    return network.layerOutputs(for: data.inputs).enumerated().map { index, outputs in
      let values = (isSums ? outputs.z : outputs.a).elements.map(Double.init)
      return LayerDistributions.Layer(
        name: "\(isSums ? "Z" : "A")\(index + 1)", values: values,
        saturated: isSums ? nil : Self.saturation(values, of: dense[index].finalActivation))
    }
  }

  /// The share of activations within a hundredth of a flat end; nil where there is none.
  private static func saturation(_ values: [Double], of activation: Activation) -> Double? {
    let isFlat: (Double) -> Bool
    switch activation {
    case .tanh: isFlat = { $0.magnitude > 0.99 }
    case .sigmoid: isFlat = { $0 < 0.01 || $0 > 0.99 }
    case .linear, .relu, .leakyReLU, .elu, .softplus, .softmax: return nil
    }
    return values.isEmpty ? 0 : Double(values.count(where: isFlat)) / Double(values.count)
  }

  private static func grows(_ rows: [LayerDistributions.Row]) -> Bool {
    func size(_ layer: LayerDistributions.Layer) -> Double {
      layer.values.lazy.filter(\.isFinite).map(\.magnitude).max() ?? 0
    }
    let first = rows.compactMap(\.layers.first).map(size).max() ?? 0
    let largest = rows.flatMap(\.layers).map(size).max() ?? 0
    return first > 0 && largest > growth * first
  }

  func plotGradients(_ command: CheckedCommand) throws(StatementFailure) {
    let groups = try groups(command.slots["RUN"] ?? [], at: command.span)
    var rows: [LayerDistributions.Row] = []
    for (record, name) in names(of: groups) {
      guard let train = try? data("train", of: record, from: .training),
        train.features == record.network.description.inputCount,
        let examples = examples(train, for: record.network.description)
      else { continue }
      try checkTime(command)
      let gradients = record.network.gradients(on: examples)
      rows.append(
        LayerDistributions.Row(
          title: title(of: record, name),
          layers: gradients.weights.enumerated().map { index, matrix in
            LayerDistributions.Layer(
              name: "dW\(index + 1)", values: matrix.elements.map(Double.init))
          }))
    }
    try requireRows(rows, "gradients", at: command.span)
    outputs.append(
      .figure(
        Figure(
          kind: "gradients", title: "Gradients on train",
          content: .distributions(
            LayerDistributions(rows: rows, noun: "gradient", scale: .logarithmic)))))
  }
}
