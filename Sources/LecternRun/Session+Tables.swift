import LecternData
import LecternFormula
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

extension Session {
  /// What a `train` statement reports: how far the cost came, and the accuracy on train and dev.
  func trainingTable(_ group: RunGroup<S>) -> OutputTable {
    let first = group.runs[0]
    let variedKeys = first.variation.map(\.key)
    let unit = first.isFullBatch ? "iterations" : "epochs"
    var columns = variedKeys.isEmpty ? ["run"] : variedKeys
    columns += [unit, "first cost", "last cost"]
    let hasClasses = first.data.splits["train"]?.labels != nil
    let splits = hasClasses ? ["train"] + (data("dev", of: first) != nil ? ["dev"] : []) : []
    columns += splits.map { "\($0) accuracy" }
    let rows = group.runs.map { record -> [OutputTable.Entry] in
      let outcome = record.outcome
      var row: [OutputTable.Entry] =
        variedKeys.isEmpty ? [.text(record.name)] : record.variation.map { .text($0.text) }
      row.append(.number(Double(record.isFullBatch ? outcome.iterations : outcome.epochs)))
      row.append(outcome.costs.first.map { .number($0) } ?? .missing)
      row.append(outcome.costs.last.map { .number($0) } ?? .missing)
      for split in splits {
        row.append(
          record.didDiverge
            ? .text("diverged") : accuracy(of: record, on: split).map { .share($0) } ?? .missing)
      }
      return row
    }
    let parameters = first.network.description.parameterCount
    return OutputTable(
      kind: "training", title: "Training of \(group.name)", columns: columns, rows: rows,
      note:
        "\(NumberText.short(Double(parameters))) parameters, "
        + "\(first.data.splits["train"]?.m ?? 0) examples\(updateRule(of: group))",
      digits: digits)
  }

  /// The update in use, where it is one for all runs; α is the learning rate, g the gradient.
  private func updateRule(of group: RunGroup<S>) -> String {
    let formulas = Set(group.runs.map(\.optimizer.formula))
    guard let formula = formulas.first, formulas.count == 1 else { return "" }
    return "; update " + formula.split(separator: "\n").joined(separator: ", ")
  }

  /// `evaluate`: accuracy by run and split; costs for a regression.
  func evaluate(_ command: CheckedCommand) throws(StatementFailure) {
    var splits: [String] = []
    var runNames: [Expression] = []
    for value in command.values {
      if case .name(let name) = value.kind, DataSplits<S>.names.contains(name) {
        splits.append(name)
      } else {
        runNames.append(value)
      }
    }
    let records = try records(runNames, at: command.span)
    guard let first = records.first else { return }
    if splits.isEmpty { splits = splitNames(of: first) }
    var threshold = 0.5
    if let expression = command.fixed("threshold") { threshold = try number(expression) }
    let hasClasses = first.data.splits["train"]?.labels != nil
    let rows = records.map { record -> [OutputTable.Entry] in
      [.text(record.fullLabel)]
        + splits.map { split in
          if hasClasses {
            return accuracy(of: record, on: split, threshold: threshold).map { .share($0) }
              ?? .missing
          }
          guard let data = data(split, of: record),
            let examples = examples(data, for: record.network.description)
          else { return .missing }
          return .number(record.network.cost(on: examples).data)
        }
    }
    outputs.append(
      .table(
        OutputTable(
          kind: "accuracy", title: hasClasses ? "Accuracy by split" : "Cost by split",
          columns: ["run"] + splits, rows: rows,
          note: threshold == 0.5 ? nil : "threshold \(NumberText.short(threshold))",
          digits: digits)))
  }

  /// `compare`: the options in which runs differ, and what each run came to.
  func compare(_ command: CheckedCommand) throws(StatementFailure) {
    let records = try records(command.values, at: command.span)
    guard let first = records.first else { return }
    var keys: [String] = []
    for record in records {
      for setting in record.settings where !keys.contains(setting.key) { keys.append(setting.key) }
    }
    func text(_ record: RunRecord<S>, _ key: String) -> String? {
      record.settings.first { $0.key == key }?.text
    }
    let differing = keys.filter { key in
      records.contains { text($0, key) != text(first, key) }
    }
    let splits = splitNames(of: first)
    let hasClasses = first.data.splits["train"]?.labels != nil
    let rows = records.map { record -> [OutputTable.Entry] in
      var row: [OutputTable.Entry] = [.text(record.name)]
      row += differing.map { text(record, $0).map { .text($0) } ?? .text("–") }
      row.append(record.outcome.costs.last.map { .number($0) } ?? .missing)
      if hasClasses {
        row += splits.map { split in
          record.didDiverge
            ? .text("diverged") : accuracy(of: record, on: split).map { .share($0) } ?? .missing
        }
      }
      return row
    }
    outputs.append(
      .table(
        OutputTable(
          kind: "comparison", title: "Comparison of runs",
          columns: ["run"] + differing + ["final cost"]
            + (hasClasses ? splits.map { "\($0) accuracy" } : []),
          rows: rows, digits: digits)))
  }

  /// `table epoch=1..4 rate=0.2/(1 + epoch)`: columns from left to right, each may use earlier ones.
  func table(_ command: CheckedCommand) throws(StatementFailure) {
    var columns: [(key: String, values: [Double])] = []
    for key in command.optionOrder {
      guard let expression = command.fixed(key) else { continue }
      if columns.isEmpty {
        columns.append((key, try column(expression)))
        continue
      }
      if case .matrix = expression.kind {
        let values = try column(expression)
        guard values.count == columns[0].values.count else {
          throw StatementFailure(
            "table-rows", at: expression.span,
            "\(key) has \(values.count) values, \(columns[0].key) has \(columns[0].values.count)")
        }
        columns.append((key, values))
        continue
      }
      var values: [Double] = []
      for row in columns[0].values.indices {
        let names = Dictionary(
          columns.map { ($0.key, Value.number($0.values[row])) }, uniquingKeysWith: { $1 })
        values.append(try number(expression, overriding: names))
      }
      columns.append((key, values))
    }
    guard let first = columns.first else { return }
    outputs.append(
      .table(
        OutputTable(
          kind: "table", title: columns.dropFirst().map(\.key).joined(separator: ", "),
          columns: columns.map(\.key),
          rows: first.values.indices.map { row in columns.map { .number($0.values[row]) } },
          digits: digits)))
  }

  private func column(_ expression: Expression) throws(StatementFailure) -> [Double] {
    let matrix: Matrix<Double>?
    if case .range(let lower, let upper) = expression.kind {
      matrix = try formula { evaluator throws(FormulaError) in
        try evaluator.range(lower, upper, at: expression.span)
      }
    } else {
      matrix = try evaluate(expression).matrix
    }
    guard let matrix, matrix.count <= 10_000 else {
      throw StatementFailure(
        "table-rows", at: expression.span, "a range or a list of at most 10000 numbers goes here")
    }
    return matrix.elements
  }

  /// Layers with their shapes, initial weights and parameters.
  func modelTable(
    _ model: ModelDefinition, inputs: Int
  ) throws(StatementFailure) -> OutputTable {
    let description = try description(of: model, inputs: inputs)
    let initializer = try self.initializer(model.initializer)
    var dense = description.denseLayers.makeIterator()
    var norms = description.batchNormLayers.makeIterator()
    var number = 0
    let rows = description.layers.map { layer -> [OutputTable.Entry] in
      if case .dropout(let keep) = layer {
        return [
          .text("dropout"), .text("keeps \(NumberText.share(keep))"), .missing, .missing, .missing,
          .number(0),
        ]
      }
      if case .batchNorm(let activation, _, _) = layer {
        guard let facts = norms.next() else { return [] }
        return [
          .text("batch norm"), .text(name(of: activation)), .missing, .missing, .missing,
          .number(Double(facts.parameterCount)),
        ]
      }
      guard let facts = dense.next() else { return [] }
      number += 1
      return [
        .text("dense \(number)"), .text(name(of: facts.activation)),
        .text("\(facts.units) × \(facts.inputs)"),
        facts.hasBias ? .text("\(facts.units) × 1") : .text("none"),
        .text(
          (facts.initializer ?? initializer).summary(
            inputs: facts.inputs, units: facts.units, activation: facts.finalActivation)),
        .number(Double(facts.parameterCount)),
      ]
    }
    let penalties = description.penalties.map { ", penalty \($0.formula)" }.joined()
    return OutputTable(
      kind: "model", title: "Model \(model.name)",
      columns: ["layer", "activation", "W", "b", "initial W", "parameters"], rows: rows,
      note:
        "\(NumberText.short(Double(description.parameterCount))) parameters; cost \(description.loss.formula)\(penalties)"
    )
  }

  private func name(of activation: Activation) -> String {
    switch activation {
    case .linear: "linear"
    case .sigmoid: "sigmoid"
    case .tanh: "tanh"
    case .relu: "ReLU"
    case .leakyReLU(let slope): "leaky ReLU, slope \(NumberText.short(slope))"
    case .elu(let alpha): "ELU, α \(NumberText.short(alpha))"
    case .softplus: "softplus"
    case .softmax: "softmax"
    }
  }

  /// What `normalize` subtracts and divides by, feature by feature.
  func normalizationTable(_ normalization: Normalization) -> OutputTable {
    let names = data?.splits["train"]?.featureNames
    let count = normalization.center.count
    let shown = count <= 12 ? Array(0..<count) : Array(0..<12)
    return OutputTable(
      kind: "normalization", title: "Normalization of the inputs",
      columns: ["feature", "subtracted", "divided by"],
      rows: shown.map { index in
        [
          .text(names?[index] ?? "\(index)"), .number(normalization.center[index]),
          .number(normalization.scale[index]),
        ]
      }, note: note(on: normalization, shown: shown.count),
      digits: digits)
  }

  private func note(on normalization: Normalization, shown: Int) -> String? {
    var parts: [String] = []
    let count = normalization.center.count
    if count > shown { parts.append("the first \(shown) of \(count) features") }
    let constant = normalization.constantFeatures.count
    if constant > 0 {
      parts.append(
        "\(constant) of \(count) have one value only and are not scaled")
    }
    return parts.isEmpty ? nil : parts.joined(separator: "; ")
  }
}
