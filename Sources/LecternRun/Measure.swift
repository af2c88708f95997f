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

  /// The class decided for each example of a split; nil for a regression.
  ///
  /// - Throws: `MeasureProblem` where the network cannot be asked about these examples.
  func predictions(
    of record: RunRecord<S>, on split: String, from source: SplitSource = .atHand,
    threshold: Double? = nil
  ) throws(MeasureProblem) -> (predicted: [Int], labels: [Int])? {
    guard let labels = try data(split, of: record, from: source).labels else { return nil }
    let outputs = try outputs(of: record, on: split, from: source)
    let threshold = threshold ?? record.network.description.decisionThreshold
    return (predictedClasses(outputs, threshold: threshold), labels)
  }

  /// Share of a split's examples that a run's network decides right; nil for a regression.
  func accuracy(
    of record: RunRecord<S>, on split: String, from source: SplitSource = .atHand,
    threshold: Double? = nil
  ) throws(MeasureProblem) -> Double? {
    try predictions(of: record, on: split, from: source, threshold: threshold).map {
      LecternNN.accuracy(predicted: $0.predicted, labels: $0.labels)
    }
  }

  /// Counts by true class (outer) and predicted class (inner); nil for a regression.
  func confusion(
    of record: RunRecord<S>, on split: String, from source: SplitSource = .atHand,
    threshold: Double? = nil
  ) throws(MeasureProblem) -> [[Int]]? {
    guard
      let found = try predictions(of: record, on: split, from: source, threshold: threshold),
      let classCount = try data(split, of: record, from: source).classCount
    else { return nil }
    return confusionCounts(
      predicted: found.predicted, labels: found.labels, classCount: classCount)
  }

  /// What a measure comes to for a run on a split.
  ///
  /// - Throws: `MeasureProblem` where it has no meaning.
  func value(
    of measure: Measure, for record: RunRecord<S>, on split: String,
    from source: SplitSource = .atHand, threshold: Double? = nil
  ) throws(MeasureProblem) -> Double {
    let data = try data(split, of: record, from: source)
    let outputs = try outputs(of: record, on: split, from: source)
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
      let counts = try confusion(of: record, on: split, from: source, threshold: threshold)
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
      let share = try accuracy(of: record, on: split, from: source, threshold: threshold) ?? 0
      return measure == .error ? 1 - share : share
    }
  }

  /// The best run of a sweep: by dev accuracy, else dev cost, else the final training cost.
  ///
  /// The data are those of the training, so that later data choose no other run; the test split
  /// never chooses; the first of equals wins.
  func best(of group: RunGroup<S>) -> RunRecord<S>? {
    if let best = group.best { return group.runs[best] }
    func score(_ record: RunRecord<S>) -> Double {
      if let share = try? accuracy(of: record, on: "dev", from: .training) { return share }
      if let cost = try? value(of: .cost, for: record, on: "dev", from: .training) { return -cost }
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
