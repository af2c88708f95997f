import LecternData
import LecternFormula
import LecternLanguage
import LecternNN
import LecternTensor

/// The data a statement works on: up to three splits and what was done to their inputs.
struct DataSplits<S: LecternScalar>: Sendable {
  /// What the `data` statement called it: `flower`, `csv "pets.csv"`.
  var title: String
  var splits: [String: Dataset<S>] = [:]
  /// The statement that each split comes from, counted through the notebook, so that a run knows
  /// its own examples.
  var readings: [String: Int] = [:]
  /// Whether train holds numbers of the notebook, which are taken as they are.
  var isOfValues = false
  /// What was done to the inputs, in order; later splits get the same.
  var normalizations: [Normalization] = []

  /// Whether train has changed copies of its examples.
  var isAugmented = false

  /// The order in which splits are shown.
  static var names: [String] { ["train", "dev", "test"] }

  var present: [(name: String, data: Dataset<S>)] {
    Self.names.compactMap { name in splits[name].map { (name, $0) } }
  }
}

/// What an option that varies is in one run of a sweep.
struct Variation: Sendable {
  let key: String
  /// As written, or as drawn.
  let text: String
  /// Its value, where it is a number.
  let number: Double?
}

/// One network with its numbers, and everything a table or a plot says of how it came about.
struct RunRecord<S: LecternScalar>: Sendable {
  /// Counts the runs of a notebook.
  let number: Int
  /// The name after `as`, or the model's name.
  let name: String
  /// What tells it from the other runs of its sweep: "lr = 0.1"; empty for a single run.
  let variation: [Variation]
  let modelName: String
  /// Every option in words, in the order of the table: for `compare`.
  let settings: [(key: String, text: String)]
  /// The update of the parameters; nil for a network that was loaded.
  let optimizer: Optimizer?
  var clipping: Clipping?
  /// The learning rate as written.
  var learningRate = ""
  let outcome: TrainingOutcome<S>
  let isFullBatch: Bool
  /// The data it was trained on; `train` has the examples that were used.
  let data: DataSplits<S>
  /// The split that `validate=` named.
  var validation: String?
  /// The file it was loaded from, where it was not trained.
  var file: String?
  /// Whether it is a trial of a search that another one beat, of which test knows nothing.
  var isTrial = false

  /// "rates, lr = 0.1" in tables, "lr = 0.1" where the sweep is known.
  var label: String {
    variation.isEmpty ? name : variationLabel
  }

  var variationLabel: String {
    variation.count == 1 && ["init", "activation"].contains(variation[0].key)
      ? variation[0].text
      : variation.map { "\($0.key) = \($0.text)" }.joined(separator: ", ")
  }

  var fullLabel: String {
    variation.isEmpty ? name : "\(name), \(variationLabel)"
  }

  /// The value of an option that varies, where it is a number.
  func number(of key: String) -> Double? { variation.first { $0.key == key }?.number }

  var network: Network<S> { outcome.network }

  /// The cost that goes with the kept weights: the best of an early stop, else the last.
  var finalCost: Double? {
    if let best = outcome.bestEntry, outcome.costs.indices.contains(best) {
      return outcome.costs[best]
    }
    return outcome.costs.last
  }

  /// The position of an entry of the curves: iterations count from 0, epochs from 1.
  func step(_ entry: Int) -> Int { isFullBatch ? entry : entry + 1 }

  /// The iteration or epoch whose weights an early stop kept.
  var bestStep: Int? { outcome.bestEntry.map(step) }

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
  /// The run that a search found best; nil where `best` decides.
  var best: Int?
  /// What the trials of the search chose and reached.
  var search: SearchSummary?
}

/// The runs of a sweep as expressions see them: `rates[0]`.
struct RunGroupObject<S: LecternScalar>: FormulaObject {
  let group: RunGroup<S>
  let layout: Layout

  var kindName: String { "the sweep \(group.name) of \(group.runs.count) runs" }

  /// The values of an option that varies by numbers, a row: `rates.lr`.
  func member(_ name: String) -> Value? {
    var values: [Double] = []
    for run in group.runs {
      guard let number = run.number(of: name) else { return nil }
      values.append(number)
    }
    return .matrix(Matrix(rows: 1, columns: values.count, elements: values))
  }

  func element(_ index: Int) -> Value? {
    group.runs.indices.contains(index)
      ? .object(RunObject(record: group.runs[index], layout: layout)) : nil
  }
}

/// A split as expressions see it: `train.X`, `test.m`.
struct SplitObject<S: LecternScalar>: FormulaObject {
  let name: String
  let data: Dataset<S>
  let layout: Layout

  var kindName: String { "the split \(name)" }

  func member(_ name: String) -> Value? {
    switch name {
    case "X": .matrix(layout.applied(to: data.inputs.converted(to: Double.self)))
    case "Y": .matrix(layout.applied(to: data.targetMatrix()))
    case "y": .matrix(layout.applied(to: data.targetRow))
    case "m": .number(Double(data.m))
    default: nil
    }
  }
}

extension Layout {
  /// A matrix whose columns are examples, or units by inputs, as cells see it.
  func applied(to matrix: Matrix<Double>) -> Matrix<Double> {
    self == .columns ? matrix : matrix.transposed
  }
}
