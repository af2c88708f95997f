import LecternData
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot network`: layers and units, of a run or of a model as declared.
extension Session {
  func plotNetwork(_ command: CheckedCommand) throws(StatementFailure) {
    let subject = try networkSubject(command)
    let showsWeights = try flag(command.fixed("weights"), default: false)
    if showsWeights, subject.network == nil {
      throw StatementFailure(
        "no-run", at: command.span, "\(subject.name) has not been trained yet",
        help: "train it first, or plot network without weights=yes")
    }
    let columns = columns(of: subject.description)
    let weights =
      showsWeights
      ? (subject.network?.weights ?? []).map { matrix in
        (0..<matrix.rows).flatMap { row in
          (0..<matrix.columns).map { Double(matrix[row, $0]) }
        }
      } : []
    var diagrams = [NetworkDiagram(title: "", columns: columns, weights: weights)]
    if try flag(command.fixed("dropout"), default: false) {
      guard subject.description.hasDropout else {
        throw StatementFailure(
          "plot-dropout", at: command.place(of: "dropout"),
          "\(subject.name) has no dropout layer, so no mask leaves anything out",
          help: "layer dropout keep=0.8 between its layers")
      }
      let dropped = try mask(
        subject.description, columns, seed: try seed(of: command))
      diagrams = [
        NetworkDiagram(title: "all units", columns: columns, weights: weights),
        NetworkDiagram(
          title: "with one dropout mask", columns: columns, dropped: dropped, weights: weights),
      ]
    }
    outputs.append(
      .figure(
        Figure(
          kind: "network", title: "Network \(subject.name)", content: .network(diagrams))))
  }

  private func networkSubject(
    _ command: CheckedCommand
  ) throws(StatementFailure) -> (
    name: String, description: NetworkDescription, network: Network<S>?
  ) {
    var name = currentModel
    if let value = command.value("RUN") {
      if case .name(let word) = value.kind, runs[word] == nil, models[word] != nil {
        name = word
      } else {
        let records = try records([value], at: command.span)
        guard let record = records.count == 1 ? records[0] : nil else {
          throw StatementFailure(
            "plot-run", at: command.span, "one network is drawn, not \(records.count)",
            help: "name one: plot network runs[0], or best(runs)")
        }
        return (record.fullLabel, record.network.description, record.network)
      }
    }
    guard let name, let model = models[name] else {
      throw StatementFailure("no-model", at: command.span, "no model has been started yet")
    }
    guard let train = data?.splits["train"] else {
      throw StatementFailure("no-data", at: command.span, "there is no data yet")
    }
    let description = try description(of: model, inputs: train.features)
    // A model that was changed since has no weights of its own yet.
    let network = latestRunOfModel[name]?.network
    return (name, description, network?.description.layers == description.layers ? network : nil)
  }

  private func columns(of description: NetworkDescription) -> [NetworkDiagram.Column] {
    var columns: [NetworkDiagram.Column] = [
      .units(
        count: description.inputCount,
        words: ["input", Self.count(description.inputCount, "feature")])
    ]
    let last = description.denseLayers.last?.index
    for (index, layer) in description.layers.enumerated() {
      switch layer {
      case .dense(let units, let activation, _, _, _):
        columns.append(
          .units(
            count: units,
            words: [
              index == last ? "output" : "layer \(columns.units)", Self.count(units, "unit"),
              name(of: activation),
            ]))
      case .batchNorm(let activation, _, _):
        let suffix = activation == .linear ? "" : ", \(name(of: activation))"
        columns.append(.between(words: "batch norm\(suffix)"))
      case .dropout(let keep):
        columns.append(.between(words: "dropout, keep \(NumberText.short(keep))"))
      }
    }
    return columns
  }

  private static func count(_ count: Int, _ noun: String) -> String {
    "\(NumberText.short(Double(count))) \(noun)\(count == 1 ? "" : "s")"
  }

  /// Units that inverted dropout leaves out, for each column of units: of the layer before it.
  ///
  /// Each drawn unit draws a number of its own, so the figure is one of the masks of training.
  private func mask(
    _ description: NetworkDescription, _ columns: [NetworkDiagram.Column], seed: UInt32
  ) throws(StatementFailure) -> [Set<Int>] {
    var random = RandomState(seed: seed)
    var dropped = [Set<Int>](repeating: [], count: columns.count)
    var units: (column: Int, count: Int) = (0, description.inputCount)
    for (index, layer) in description.layers.enumerated() {
      switch layer {
      case .dense(let count, _, _, _, _): units = (index + 1, count)
      case .batchNorm: break
      case .dropout(let keep):
        for unit in NetworkDiagram.drawn(of: units.count) where random.uniform() >= keep {
          dropped[units.column].insert(unit)
        }
      }
    }
    return dropped
  }
}

extension [NetworkDiagram.Column] {
  /// How many columns of units there are.
  fileprivate var units: Int {
    count { if case .units = $0 { true } else { false } }
  }
}
