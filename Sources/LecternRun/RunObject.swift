import LecternFormula
import LecternLanguage
import LecternNN
import LecternTensor

/// A run as expressions see it: `run.cost`, `run.W1`, `run.A2`.
struct RunObject<S: LecternScalar>: FormulaObject {
  let record: RunRecord<S>
  let layout: Layout

  var kindName: String { "the run \(record.fullLabel)" }

  func member(_ name: String) -> Value? {
    switch name {
    case "cost":
      return .matrix(
        Matrix(rows: 1, columns: record.outcome.costs.count, elements: record.outcome.costs))
    case "epochs": return .number(Double(record.outcome.epochs))
    case "iterations": return .number(Double(record.outcome.iterations))
    default: break
    }
    if let (_, matrix) = record.network.namedParameters.first(where: { $0.name == name }) {
      return laidOut(matrix)
    }
    return biases(name) ?? layerValue(name) ?? gradient(name)
  }

  private func laidOut(_ matrix: Matrix<S>) -> Value {
    .matrix(layout.applied(to: matrix.converted(to: Double.self)))
  }

  /// The zeros that a layer without bias adds.
  private func biases(_ name: String) -> Value? {
    guard name.first == "b", let number = Int(name.dropFirst()),
      record.network.biases.indices.contains(number - 1)
    else { return nil }
    return laidOut(record.network.biases[number - 1])
  }

  /// The sums `Z1` or the activations `A1` of a layer, counted from 1, for the training examples.
  private func layerValue(_ name: String) -> Value? {
    guard let kind = name.first, kind == "Z" || kind == "A", let number = Int(name.dropFirst()),
      let train = record.data.splits["train"],
      train.features == record.network.description.inputCount
    else { return nil }
    let layers = record.network.layerOutputs(for: train.inputs)
    guard layers.indices.contains(number - 1) else { return nil }
    let layer = layers[number - 1]
    return laidOut(kind == "Z" ? layer.z : layer.a)
  }

  /// The gradient `dW1` or `db1` of the cost over the training examples.
  private func gradient(_ name: String) -> Value? {
    guard name.hasPrefix("dW") || name.hasPrefix("db"), let number = Int(name.dropFirst(2)),
      let train = record.data.splits["train"],
      train.features == record.network.description.inputCount,
      let targets = train.targets(outputs: record.network.description.outputCount)
    else { return nil }
    let gradients = record.network.gradients(
      on: Examples(inputs: train.inputs, targets: targets))
    let matrices = name.hasPrefix("dW") ? gradients.weights : gradients.biases
    guard matrices.indices.contains(number - 1) else { return nil }
    return laidOut(matrices[number - 1])
  }
}
