import LecternData
import LecternFormula
import LecternNN
import LecternTensor

/// The data a statement works on: up to three splits and what was done to their inputs.
struct DataSplits<S: LecternScalar>: Sendable {
  /// Counts the data sets of a notebook, so that a run knows its own.
  var number: Int
  /// What the `data` statement called it: `flower`, `csv "pets.csv"`.
  var title: String
  var splits: [String: Dataset<S>] = [:]
  /// What was done to the inputs, in order; later splits get the same.
  var normalizations: [Normalization] = []

  /// The order in which splits are shown.
  static var names: [String] { ["train", "dev", "test"] }

  var present: [(name: String, data: Dataset<S>)] {
    Self.names.compactMap { name in splits[name].map { (name, $0) } }
  }
}

/// One trained network with everything a table or a plot says of it.
struct RunRecord<S: LecternScalar>: Sendable {
  /// The name after `as`, or the model's name.
  let name: String
  /// What tells it from the other runs of its sweep: "lr = 0.1"; empty for a single run.
  let variation: [(key: String, text: String)]
  let modelName: String
  /// Every option in words, in the order of the table: for `compare`.
  let settings: [(key: String, text: String)]
  let optimizer: Optimizer
  let outcome: TrainingOutcome<S>
  let isFullBatch: Bool
  let data: DataSplits<S>
  /// The split that `validate=` named.
  let validation: String?

  /// "rates, lr = 0.1" in tables, "lr = 0.1" where the sweep is known.
  var label: String {
    variation.isEmpty ? name : variationLabel
  }

  var variationLabel: String {
    variation.count == 1 && variation[0].key == "init"
      ? variation[0].text
      : variation.map { "\($0.key) = \($0.text)" }.joined(separator: ", ")
  }

  var fullLabel: String {
    variation.isEmpty ? name : "\(name), \(variationLabel)"
  }

  var network: Network<S> { outcome.network }

  /// Whether the run broke off, or ended with a cost beyond all proportion to its first: a
  /// saturated network keeps its cost finite however wild the steps were.
  var didDiverge: Bool {
    if case .diverged = outcome.end { return true }
    guard let first = outcome.costs.first, let last = outcome.costs.last else { return false }
    return last > 1000 * max(first, 1)
  }
}

/// What `as NAME` names: one run, or the runs of a sweep.
struct RunGroup<S: LecternScalar>: Sendable {
  let name: String
  var runs: [RunRecord<S>]
  let isSweep: Bool
}

/// A run as expressions see it: `run.cost`, `run.W1`.
struct RunObject<S: LecternScalar>: FormulaObject {
  let record: RunRecord<S>

  var kindName: String { "the run \(record.fullLabel)" }

  func member(_ name: String) -> Value? {
    switch name {
    case "cost":
      return .matrix(
        Matrix(rows: 1, columns: record.outcome.costs.count, elements: record.outcome.costs))
    case "epochs": return .number(Double(record.outcome.epochs))
    case "iterations": return .number(Double(record.outcome.iterations))
    default: return parameter(name)
    }
  }

  /// The parameters of a dense layer by their names, `W1` or `b2`, counted from 1.
  func parameter(_ name: String) -> Value? {
    guard let kind = name.first, let number = Int(name.dropFirst()), number >= 1 else { return nil }
    let source = kind == "W" ? record.network.weights : kind == "b" ? record.network.biases : []
    guard number <= source.count else { return nil }
    return .matrix(source[number - 1].converted(to: Double.self))
  }
}

/// The runs of a sweep as expressions see them: `rates[0]`.
struct RunGroupObject<S: LecternScalar>: FormulaObject {
  let group: RunGroup<S>

  var kindName: String { "the sweep \(group.name) of \(group.runs.count) runs" }

  func element(_ index: Int) -> Value? {
    group.runs.indices.contains(index) ? .object(RunObject(record: group.runs[index])) : nil
  }
}

/// A split as expressions see it: `train.X`, `test.m`.
struct SplitObject<S: LecternScalar>: FormulaObject {
  let name: String
  let data: Dataset<S>

  var kindName: String { "the split \(name)" }

  func member(_ name: String) -> Value? {
    switch name {
    case "X": .matrix(data.inputs.converted(to: Double.self))
    case "Y": .matrix(data.targetMatrix())
    case "y": .matrix(data.targetRow)
    case "m": .number(Double(data.m))
    default: nil
    }
  }
}
