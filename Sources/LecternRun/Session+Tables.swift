import LecternData
import LecternFormula
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

extension Session {
  /// `table epoch=1..4 rate=0.2/(1 + epoch)`: columns from left to right, each may use earlier ones.
  func table(_ command: CheckedCommand) throws(StatementFailure) {
    var columns: [(key: String, values: [Double], isShare: Bool)] = []
    for key in command.optionOrder {
      guard let expression = command.fixed(key) else { continue }
      if columns.isEmpty {
        columns.append((key, try column(expression), shares.isShare(expression)))
        continue
      }
      if case .matrix = expression.kind {
        let values = try column(expression)
        guard values.count == columns[0].values.count else {
          throw StatementFailure(
            "table-rows", at: expression.span,
            "\(key) has \(values.count) values, \(columns[0].key) has \(columns[0].values.count)")
        }
        columns.append((key, values, shares.isShare(expression)))
        continue
      }
      var values: [Double] = []
      for row in columns[0].values.indices {
        let names = Dictionary(
          columns.map { ($0.key, $0.values[row]) }, uniquingKeysWith: { $1 })
        guard let value = try evaluate(expression, columns: names).scalar else {
          throw StatementFailure("value-number", at: expression.span, "a number goes here")
        }
        values.append(value)
      }
      let known = shares.adding(
        Set(columns.filter(\.isShare).map(\.key)), hiding: Set(columns.map(\.key)))
      columns.append((key, values, known.isShare(expression)))
    }
    guard let first = columns.first else { return }
    outputs.append(
      .table(
        OutputTable(
          kind: "table", title: columns.dropFirst().map { heading($0.key) }.joined(separator: ", "),
          columns: columns.map { heading($0.key) },
          rows: first.values.indices.map { row in
            columns.map { $0.isShare ? .share($0.values[row]) : .number($0.values[row]) }
          },
          digits: digits)))
  }

  /// A key as the words that it is made of.
  private func heading(_ key: String) -> String { key.replacing("_", with: " ") }

  private func column(_ expression: Expression) throws(StatementFailure) -> [Double] {
    let matrix: Matrix<Double>?
    if case .range = expression.kind {
      matrix = try evaluate(Expression(.matrix([[expression]]), span: expression.span)).matrix
    } else {
      matrix = try evaluate(expression).matrix
    }
    guard let matrix, matrix.count <= 10_000 else {
      throw StatementFailure(
        "table-rows", at: expression.span, "a range or a list of at most 10000 numbers goes here")
    }
    return matrix.elements
  }

  /// A shape as cells see it.
  private func shape(_ rows: Int, _ columns: Int) -> String {
    context.layout == .columns ? "\(rows) × \(columns)" : "\(columns) × \(rows)"
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
        .text(shape(facts.units, facts.inputs)),
        facts.hasBias ? .text(shape(facts.units, 1)) : .text("none"),
        .text(
          (facts.initializer ?? initializer).summary(
            inputs: facts.inputs, units: facts.units, activation: facts.finalActivation)),
        .number(Double(facts.parameterCount)),
      ]
    }
    let bounds: [String] = description.penalties.compactMap { penalty in
      if case .maxNorm = penalty { penalty.formula } else { nil }
    }
    let penalties =
      (description.penaltyFormulas.map { " + " + $0 } + bounds.map { ", " + $0 }).joined()
    return OutputTable(
      kind: "model", title: "Model \(model.name)",
      columns: ["layer", "activation", "W", "b", "initial W", "parameters"], rows: rows,
      note:
        "\(NumberText.short(Double(description.parameterCount))) parameters; cost \(description.loss.formula)\(penalties)"
    )
  }

  func name(of activation: Activation) -> String {
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
