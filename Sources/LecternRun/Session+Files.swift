import LecternData
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

extension Session {
  /// `save`: the parameters of a run as a file; the same network gives the same bytes.
  func save(_ command: CheckedCommand) throws(StatementFailure) {
    guard case .string(let name)? = command.value("FILE")?.kind else { return }
    let place = command.value("FILE")?.span ?? command.span
    let found = try records(command.slots["RUN"] ?? [], at: command.span)
    guard let record = found.first, found.count == 1 else {
      throw StatementFailure(
        "save-run", at: command.span, "one file holds one network, not \(found.count)",
        help: "name one: save \"net.npz\" runs[0], or best(runs)")
    }
    guard !record.didDiverge else {
      throw StatementFailure(
        "save-run", at: command.span, "\(record.fullLabel) diverged: its numbers are of no use")
    }
    // What this notebook reads is not its own to write over.
    guard !inputs.contains(where: { $0.name == name }) || savedFiles[name] != nil else {
      throw StatementFailure(
        "save-input", at: place, "\(name) is a file that this notebook reads",
        help: "save under another name")
    }
    let parameters = record.network.namedParameters
    let file = NetworkFile(
      entries: parameters.map { NetworkFile.Entry(name: $0.name, $0.matrix) },
      metadata: [
        "model": record.modelName, "inputs": "\(record.network.description.inputCount)",
        "layers": record.network.description.layers.map(words).joined(separator: ", "),
        "loss": record.network.description.loss.formula,
      ])
    do throws(DataFailure) {
      try file.write(to: name, using: DataLocator(notebookDirectory: context.saveFolder))
    } catch {
      throw failure(error, at: command)
    }
    savedFiles[name] = file
    outputs.append(
      .table(
        fileTable(
          "Saved \(name)", parameters.map { ($0.name, $0.matrix.rows, $0.matrix.columns) },
          note: "\(record.fullLabel), \(record.network.description.parameterCount) parameters, "
            + (S.self == Float.self ? "float32" : "float64"))))
  }

  /// `load`: a run of the current model with the numbers of a file.
  func load(_ command: CheckedCommand) throws(StatementFailure) {
    guard case .string(let name)? = command.value("FILE")?.kind,
      let place = command.value("FILE")?.span
    else { return }
    let model = try modelToTrain(command)
    guard let data, let train = data.splits["train"] else { return }
    let description = try trainable(model, inputs: train.features, at: command.span)
    let file = try networkFile(name, command)
    if !["weights", "biases", "bias"].contains(where: { command.options[$0] != nil }) {
      try checkLayers(of: file, name, description, model, at: place)
    }
    let parameters = try parameters(of: file, name, description, command)
    let network: Network<S>
    do throws(ParameterMismatch) {
      network = try Network(description, parameters: parameters)
    } catch {
      throw StatementFailure(
        "load-shape", at: place, "\(name) does not fit \(model.name): \(error.message)",
        help: help(for: error, file))
    }
    for (name, matrix) in network.namedParameters
    where !matrix.elements.allSatisfy({ Double($0).isFinite }) {
      throw StatementFailure(
        "load-nonfinite", at: place, "\(name) holds numbers that are not finite")
    }
    runCount += 1
    let record = RunRecord<S>(
      number: runCount, name: command.result?.text ?? model.name, variation: [],
      modelName: model.name, settings: [("model", model.name), ("file", name)], optimizer: nil,
      outcome: TrainingOutcome(network: network), isFullBatch: true, data: data, file: name)
    outputs.append(
      .table(
        fileTable(
          "Loaded \(name)",
          network.namedParameters.map { ($0.name, $0.matrix.rows, $0.matrix.columns) },
          note: "\(description.parameterCount) parameters for \(model.name), not trained here")))
    keep(RunGroup(name: record.name, runs: [record], isSweep: false), named: command.result)
  }

  /// What this run saved, else what lies with the data, else in the folder of saved files.
  private func networkFile(
    _ name: String, _ command: CheckedCommand
  ) throws(StatementFailure) -> NetworkFile {
    if let saved = savedFiles[name] { return saved }
    do throws(DataFailure) {
      let read: NetworkFile.Loaded
      do throws(DataFailure) {
        read = try NetworkFile.read(name, using: context.locator)
      } catch {
        guard error.isMissing else { throw error }
        let saved = DataLocator(notebookDirectory: context.saveFolder)
        guard let found = try? NetworkFile.read(name, using: saved) else { throw error }
        read = found
      }
      inputs.append(Provenance.Input(name: read.record.name, sha256: read.record.sha256))
      return read.file
    } catch {
      throw failure(error, at: command)
    }
  }

  /// The matrices of a file by the names of the network's parameters.
  private func parameters(
    of file: NetworkFile, _ fileName: String, _ description: NetworkDescription,
    _ command: CheckedCommand
  ) throws(StatementFailure) -> [String: Matrix<S>] {
    var result: [String: Matrix<S>] = [:]
    let option = command.options["bias"] != nil ? "bias" : "biases"
    let ownNames: [(name: String, span: SourceSpan)]? =
      command.word("bias") == "first" || command.fixed("biases") != nil
      ? description.denseLayers.indices.map {
        (name: "W\($0 + 1)", span: command.place(of: option))
      } : nil
    guard let weights = names(command.fixed("weights")) ?? ownNames else {
      for entry in file.entries { result[entry.name] = entry.matrix(as: S.self) }
      return result
    }
    func matrix(_ array: (name: String, span: SourceSpan)) throws(StatementFailure) -> Matrix<S> {
      guard let entry = file[array.name] else {
        let near = Suggestion.nearest(to: array.name, among: file.entries.map(\.name))
        throw StatementFailure(
          "load-array", at: array.span,
          "\(fileName) has no array \(array.name); it has "
            + file.entries.map(\.name).joined(separator: ", "),
          help: command.fixed("weights") == nil && array.name.first == "W"
            ? "name the arrays of weights, from the first layer to the last: weights=[…]"
            : near.map { "did you mean \($0)?" })
      }
      return entry.matrix(as: S.self)
    }
    let hasBiasFirst = command.word("bias") == "first"
    for (index, array) in weights.enumerated() {
      let found = try matrix(array)
      guard hasBiasFirst else {
        result["W\(index + 1)"] = found
        continue
      }
      guard found.columns > 1 else {
        throw StatementFailure(
          "load-shape", at: array.span,
          "\(array.name) is \(found.rows) × \(found.columns); with the bias in the first column it has at least two"
        )
      }
      result["b\(index + 1)"] = Matrix(
        rows: found.rows, columns: 1, elements: Array(found.elements.prefix(found.rows)))
      result["W\(index + 1)"] = Matrix(
        rows: found.rows, columns: found.columns - 1,
        elements: Array(found.elements.dropFirst(found.rows)))
    }
    let biased = description.denseLayers.indices.filter { description.denseLayers[$0].hasBias }
    if let biases = names(command.fixed("biases")) {
      for (array, layer) in zip(biases, biased) {
        let found = try matrix(array)
        // A vector is a bias whichever way it lies.
        result["b\(layer + 1)"] =
          found.rows == 1
          ? Matrix(rows: found.count, columns: 1, elements: found.elements) : found
      }
    } else if !hasBiasFirst {
      for layer in biased {
        if let entry = file["b\(layer + 1)"] { result["b\(layer + 1)"] = entry.matrix(as: S.self) }
      }
    }
    // What belongs to batch norms keeps its own name.
    for shape in description.parameterShapes
    where result[shape.name] == nil && shape.kind != .weights && shape.kind != .biases {
      if let entry = file[shape.name] { result[shape.name] = entry.matrix(as: S.self) }
    }
    return result
  }

  /// Holds the layers that a file of ours tells of against those of the model: numbers learnt with
  /// one activation are of no use to another, though they fit.
  private func checkLayers(
    of file: NetworkFile, _ fileName: String, _ description: NetworkDescription,
    _ model: ModelDefinition, at place: SourceSpan
  ) throws(StatementFailure) {
    guard let text = file.metadata["layers"] else { return }
    // A dropout has no numbers and changes no prediction.
    func isKept(_ words: String) -> Bool { !words.hasPrefix("dropout ") }
    let saved = text.split(separator: /, (?=dense |batch norm |dropout )/).map(String.init)
      .filter(isKept)
    let own = description.layers.map(words).filter(isKept)
    guard saved.count == own.count else { return }
    for (index, (saved, own)) in zip(saved, own).enumerated() where saved != own {
      // Another number of units shows in the shapes, which are told of better.
      guard saved.split(separator: " ").prefix(2) == own.split(separator: " ").prefix(2) else {
        return
      }
      throw StatementFailure(
        "load-layers", at: place,
        "layer \(index + 1) of \(fileName) was saved as \(saved), but that of \(model.name) is \(own)",
        help: "declare the model with the layers of the network that was saved")
    }
  }

  private func names(_ expression: Expression?) -> [(name: String, span: SourceSpan)]? {
    guard let expression else { return nil }
    var parts = [expression]
    if case .matrix(let rows) = expression.kind { parts = rows.flatMap { $0 } }
    return parts.compactMap { part in
      switch part.kind {
      case .name(let name), .string(let name): (name, part.span)
      default: nil
      }
    }
  }

  private func help(for mismatch: ParameterMismatch, _ file: NetworkFile) -> String? {
    switch mismatch.cause {
    case .missing, .unknown:
      return
        "the file has \(file.entries.map(\.name).joined(separator: ", ")); name the arrays with weights=[…] and biases=[…]"
    case .shape(let rows, let columns):
      if let wanted = mismatch.wanted, wanted == (columns, rows) {
        return "the array lies the other way: units are rows here, inputs columns"
      }
      if let wanted = mismatch.wanted, wanted == (rows, columns - 1) {
        return "if the first column is the bias, say bias=first"
      }
      return "the model must have the layers of the network that was saved"
    }
  }

  private func fileTable(
    _ title: String, _ shapes: [(name: String, rows: Int, columns: Int)], note: String
  ) -> OutputTable {
    OutputTable(
      kind: "file", title: title, columns: ["parameter", "shape"],
      rows: shapes.map { [.text($0.name), .text("\($0.rows) × \($0.columns)")] }, note: note)
  }

  private func words(_ layer: Layer) -> String {
    switch layer {
    case .dense(let units, let activation, let hasBias, _, _):
      "dense \(units) \(name(of: activation))\(hasBias ? "" : " without bias")"
    case .batchNorm(let activation, _, let epsilon):
      "batch norm \(name(of: activation)), epsilon \(NumberText.short(epsilon))"
    case .dropout(let keep): "dropout keeping \(NumberText.share(keep))"
    }
  }
}
