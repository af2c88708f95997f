import LecternData
import LecternFormula
import LecternNN
import LecternTensor
import LecternText

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

  /// Share of a split's examples that a run's network decides right; nil for a regression.
  func accuracy(
    of record: RunRecord<S>, on split: String, threshold: Double = 0.5
  ) -> Double? {
    guard let data = self.data(split, of: record), let labels = data.labels else { return nil }
    let predicted = predictedClasses(
      record.network.outputs(for: data.inputs), threshold: threshold)
    return LecternNN.accuracy(predicted: predicted, labels: labels)
  }

  func measure(
    _ name: String, of record: RunRecord<S>, on split: String, at span: SourceSpan
  ) throws(FormulaError) -> Value {
    guard let data = self.data(split, of: record) else {
      throw FormulaError("\(record.fullLabel) has no \(split) split", at: span)
    }
    switch name {
    case "cost":
      guard let examples = examples(data, for: record.network.description) else {
        throw FormulaError("the labels of \(split) do not fit this network", at: span)
      }
      return .number(record.network.cost(on: examples).data)
    case "accuracy":
      guard let share = accuracy(of: record, on: split) else {
        throw FormulaError("the labels are numbers, not classes", at: span, help: "cost(\(split))")
      }
      return .number(share)
    default:
      guard let matrix = confusion(of: record, on: split) else {
        throw FormulaError("the labels are numbers, not classes", at: span)
      }
      let count = matrix.count
      var result = Matrix<Double>(rows: count, columns: count)
      for (truth, row) in matrix.enumerated() {
        for (predicted, value) in row.enumerated() { result[truth, predicted] = Double(value) }
      }
      return .matrix(result)
    }
  }

  /// Counts by true class (outer) and predicted class (inner).
  func confusion(of record: RunRecord<S>, on split: String) -> [[Int]]? {
    guard let data = self.data(split, of: record), let labels = data.labels,
      let classCount = data.classCount
    else { return nil }
    let predicted = predictedClasses(record.network.outputs(for: data.inputs))
    return confusionCounts(predicted: predicted, labels: labels, classCount: classCount)
  }

  /// The best run of a sweep: by dev accuracy, else dev cost, else the final training cost.
  ///
  /// The test split never chooses; the first of equals wins.
  func best(of group: RunGroup<S>) -> RunRecord<S>? {
    let candidates = group.runs.filter { !$0.didDiverge }
    func score(_ record: RunRecord<S>) -> Double {
      if let dev = data("dev", of: record) {
        if let share = accuracy(of: record, on: "dev") { return share }
        if let examples = examples(dev, for: record.network.description) {
          return -record.network.cost(on: examples).data
        }
      }
      return -(record.outcome.costs.last ?? .infinity)
    }
    var best: (record: RunRecord<S>, score: Double)?
    for record in candidates {
      let value = score(record)
      if let current = best, current.score >= value { continue }
      best = (record, value)
    }
    return best?.record ?? group.runs.first
  }
}
