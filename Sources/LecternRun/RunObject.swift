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
    if let member = RunMember(rawValue: name) { return value(of: member) }
    if let (_, matrix) = record.network.namedParameters.first(where: { $0.name == name }) {
      return laidOut(matrix)
    }
    return biases(name) ?? layerValue(name) ?? gradient(name)
  }

  func help(forMember name: String) -> String? {
    switch RunMember(rawValue: name) {
    case .bestIteration where !record.isFullBatch:
      "best_epoch: a run in batches is measured by epoch"
    case .bestEpoch where record.isFullBatch:
      "best_iteration: a run on all examples at once is measured by iteration"
    default: nil
    }
  }

  private func value(of member: RunMember) -> Value? {
    let outcome = record.outcome
    switch member {
    case .cost: return row(outcome.costs)
    case .penalty: return row(outcome.penalties)
    case .trainAccuracy: return row(outcome.trainAccuracies)
    case .devCost, .testCost: return row(outcome.validationCosts)
    case .devAccuracy, .testAccuracy: return row(outcome.validationAccuracies)
    case .learningRate: return row(outcome.learningRates)
    case .epochs: return .number(Double(outcome.epochs))
    case .iterations: return .number(Double(outcome.iterations))
    case .bestIteration, .bestEpoch:
      guard record.isFullBatch == (member == .bestIteration), let entry = bestEntry else {
        return nil
      }
      return .number(Double(record.step(entry)))
    }
  }

  /// The entry of the curves with the lowest validation cost, which an early stop keeps.
  private var bestEntry: Int? {
    let costs = record.outcome.validationCosts
    return record.outcome.bestEntry
      ?? costs.indices.filter { !costs[$0].isNaN }.min { costs[$0] < costs[$1] }
  }

  private func row(_ numbers: [Double]) -> Value {
    .matrix(Matrix(rows: 1, columns: numbers.count, elements: numbers))
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
