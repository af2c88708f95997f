import LecternData
import LecternLanguage
import LecternNN
import LecternTensor
import LecternText

/// A figure that tells how good a network is on the examples of a split.
enum Measure: Hashable, Sendable {
  case accuracy
  /// The share of wrong decisions.
  case error
  case precision
  case recall
  case f1
  case areaUnderCurve
  /// The share of examples whose class is among the k likeliest.
  case top(Int)
  case cost
  case meanSquaredError
  case meanAbsoluteError
  case rSquared

  /// The measure of a word such as `f1` or `top5`.
  init?(word: String) {
    switch word {
    case "accuracy": self = .accuracy
    case "error": self = .error
    case "precision": self = .precision
    case "recall": self = .recall
    case "f1": self = .f1
    case "auc": self = .areaUnderCurve
    case "cost": self = .cost
    case "mse": self = .meanSquaredError
    case "mae": self = .meanAbsoluteError
    case "r2": self = .rSquared
    default:
      guard word.hasPrefix("top"), let k = Int(word.dropFirst(3)), k > 0 else { return nil }
      self = .top(k)
    }
  }

  /// The heading of a column.
  var title: String {
    switch self {
    case .accuracy: "accuracy"
    case .error: "error"
    case .precision: "precision"
    case .recall: "recall"
    case .f1: "F1"
    case .areaUnderCurve: "AUC"
    case .top(let k): "top-\(k) accuracy"
    case .cost: "cost"
    case .meanSquaredError: "mse"
    case .meanAbsoluteError: "mae"
    case .rSquared: "R²"
    }
  }

  /// Whether people read it as a share of the examples.
  var isShare: Bool {
    switch self {
    case .accuracy, .error, .precision, .recall, .f1, .top: true
    case .areaUnderCurve, .cost, .meanSquaredError, .meanAbsoluteError, .rSquared: false
    }
  }

  /// Whether more of it is better.
  var growsWithQuality: Bool {
    switch self {
    case .accuracy, .precision, .recall, .f1, .areaUnderCurve, .top, .rSquared: true
    case .error, .cost, .meanSquaredError, .meanAbsoluteError: false
    }
  }
}

/// Why a measure says nothing of a network on a split.
struct MeasureProblem: Error {
  let message: String
  var help: String?
}

extension Session {
  /// The examples of a split as a network with these outputs wants them.
  func examples(_ data: Dataset<S>, for description: NetworkDescription) -> Examples<S>? {
    data.targets(outputs: description.outputCount).map {
      Examples(inputs: data.inputs, targets: $0)
    }
  }

  /// A split of the data that a run was trained on, one that was added later included.
  func data(_ split: String, of record: RunRecord<S>) -> Dataset<S>? {
    if let data = record.data.splits[split] { return data }
    return data?.number == record.data.number ? data?.splits[split] : nil
  }

  /// The splits of the data that a run was trained on, in the order in which they are shown.
  func splitNames(of record: RunRecord<S>) -> [String] {
    DataSplits<S>.names.filter { data($0, of: record) != nil }
  }

  /// What a run's network says of a split's examples, [outputs, m]; kept until the piece ends.
  func outputs(of record: RunRecord<S>, on split: String) -> Matrix<S>? {
    let key = OutputKey(record: record.number, split: split)
    if let kept = keptOutputs[key] { return kept }
    guard let data = data(split, of: record),
      data.features == record.network.description.inputCount
    else { return nil }
    let outputs = record.network.outputs(for: data.inputs)
    keptOutputs[key] = outputs
    return outputs
  }

  /// The class decided for each example of a split; nil for a regression.
  func predictions(
    of record: RunRecord<S>, on split: String, threshold: Double? = nil
  ) -> (predicted: [Int], labels: [Int])? {
    guard let labels = data(split, of: record)?.labels, let outputs = outputs(of: record, on: split)
    else { return nil }
    let threshold = threshold ?? record.network.description.decisionThreshold
    return (predictedClasses(outputs, threshold: threshold), labels)
  }

  /// Share of a split's examples that a run's network decides right; nil for a regression.
  func accuracy(
    of record: RunRecord<S>, on split: String, threshold: Double? = nil
  ) -> Double? {
    predictions(of: record, on: split, threshold: threshold).map {
      LecternNN.accuracy(predicted: $0.predicted, labels: $0.labels)
    }
  }

  /// Counts by true class (outer) and predicted class (inner).
  func confusion(
    of record: RunRecord<S>, on split: String, threshold: Double? = nil
  ) -> [[Int]]? {
    guard let found = predictions(of: record, on: split, threshold: threshold),
      let classCount = data(split, of: record)?.classCount
    else { return nil }
    return confusionCounts(
      predicted: found.predicted, labels: found.labels, classCount: classCount)
  }

  /// What a measure comes to for a run on a split.
  ///
  /// - Throws: `MeasureProblem` where it has no meaning.
  func value(
    of measure: Measure, for record: RunRecord<S>, on split: String, threshold: Double? = nil
  ) throws(MeasureProblem) -> Double {
    guard let data = data(split, of: record) else {
      throw MeasureProblem(message: "\(record.fullLabel) has no \(split) split")
    }
    guard let outputs = outputs(of: record, on: split) else {
      throw MeasureProblem(
        message: "\(split) has \(data.features) features, the network of \(record.fullLabel) "
          + "takes \(record.network.description.inputCount)")
    }
    switch measure {
    case .cost, .meanSquaredError, .meanAbsoluteError, .rSquared:
      guard let examples = examples(data, for: record.network.description) else {
        throw MeasureProblem(message: "the labels of \(split) do not fit this network")
      }
      switch measure {
      case .meanSquaredError:
        return LecternNN.meanSquaredError(outputs, targets: examples.targets)
      case .meanAbsoluteError:
        return LecternNN.meanAbsoluteError(outputs, targets: examples.targets)
      case .rSquared: return LecternNN.rSquared(outputs, targets: examples.targets)
      default: return record.network.cost(on: examples).data
      }
    default: break
    }
    guard let labels = data.labels,
      let counts = confusion(of: record, on: split, threshold: threshold)
    else {
      throw MeasureProblem(
        message: "the labels are numbers, not classes", help: "cost(\(split))")
    }
    switch measure {
    case .precision: return overallScores(confusion: counts).precision
    case .recall: return overallScores(confusion: counts).recall
    case .f1: return overallScores(confusion: counts).f1
    case .areaUnderCurve:
      guard let area = LecternNN.areaUnderCurve(outputs: outputs, labels: labels) else {
        throw MeasureProblem(
          message: "the area under the curve needs examples of two classes in \(split)")
      }
      return area
    case .top(let k):
      guard outputs.rows > 1 else {
        throw MeasureProblem(
          message: "top-\(k) accuracy needs an output for each class; this network has one")
      }
      return topAccuracy(k, outputs: outputs, labels: labels)
    default:
      let share = accuracy(of: record, on: split, threshold: threshold) ?? 0
      return measure == .error ? 1 - share : share
    }
  }

  /// The best run of a sweep: by dev accuracy, else dev cost, else the final training cost.
  ///
  /// The test split never chooses; the first of equals wins.
  func best(of group: RunGroup<S>) -> RunRecord<S>? {
    if let best = group.best { return group.runs[best] }
    func score(_ record: RunRecord<S>) -> Double {
      if data("dev", of: record) != nil {
        if let share = accuracy(of: record, on: "dev") { return share }
        if let cost = try? value(of: .cost, for: record, on: "dev") { return -cost }
      }
      return -(record.finalCost ?? .infinity)
    }
    var best: (record: RunRecord<S>, score: Double)?
    for record in group.runs where !record.didDiverge {
      let value = score(record)
      if let current = best, current.score >= value { continue }
      best = (record, value)
    }
    return best?.record ?? group.runs.first
  }
}

/// Whose outputs on which examples.
struct OutputKey: Hashable {
  let record: Int
  let split: String
}
