import LecternData
import LecternTensor

/// Which examples the name of a split stands for.
enum SplitSource: Hashable {
  /// Those of the data at hand: what a measure is asked about.
  case atHand
  /// Those of the data that the run was trained on: what belongs to the training.
  case training
}

/// Whose outputs on which examples.
struct OutputKey: Hashable {
  let record: Int
  let split: String
  let source: SplitSource
}

/// The examples that a run is measured on.
extension Session {
  /// The examples of a split as a run's network wants them: scaled as those of its training, their
  /// classes counted as there.
  ///
  /// - Throws: `MeasureProblem` where there is no such split or the network does not fit it.
  func data(
    _ split: String, of record: RunRecord<S>, from source: SplitSource = .atHand
  ) throws(MeasureProblem) -> Dataset<S> {
    let own = record.data
    func isOwn(_ name: String) -> Bool { data?.readings[name] == own.readings[name] }
    if let examples = own.splits[split], source == .training || isOwn(split) { return examples }
    guard let examples = data?.splits[split], source == .atHand || isOwn("train") else {
      throw MeasureProblem(
        message: source == .atHand
          ? "there is no \(split) split" : "\(record.fullLabel) has no \(split) split")
    }
    let key = OutputKey(record: record.number, split: split, source: source)
    if let kept = keptData[key] { return kept }
    let prepared = try prepared(examples, split, for: record)
    keptData[key] = prepared
    return prepared
  }

  /// The splits of the data at hand, in the order in which they are shown.
  var splitNames: [String] { data?.present.map(\.name) ?? [] }

  /// Whether the data at hand are others than those that a run was trained on.
  func isOfOtherData(_ record: RunRecord<S>) -> Bool {
    data?.readings["train"] != record.data.readings["train"]
  }

  /// "a was trained on other data than these", for the note below a table of measures.
  func noteOfOtherData(_ records: [RunRecord<S>]) -> String? {
    var names: [String] = []
    for record in records where isOfOtherData(record) && !names.contains(record.name) {
      names.append(record.name)
    }
    guard let last = names.popLast() else { return nil }
    let subject =
      names.isEmpty ? "\(last) was" : "\(names.joined(separator: ", ")) and \(last) were"
    return "measured on the data at hand; \(subject) trained on other data"
  }

  /// What a run's network says of a split's examples, [outputs, m]; kept until the piece ends.
  func outputs(
    of record: RunRecord<S>, on split: String, from source: SplitSource = .atHand
  ) throws(MeasureProblem) -> Matrix<S> {
    let key = OutputKey(record: record.number, split: split, source: source)
    if let kept = keptOutputs[key] { return kept }
    let examples = try data(split, of: record, from: source)
    try requireFeatures(examples, split, of: record)
    let outputs = record.network.outputs(for: examples.inputs)
    keptOutputs[key] = outputs
    return outputs
  }

  func forgetOutputs() {
    keptOutputs = [:]
    keptData = [:]
  }

  // MARK: - Preparation

  /// The inputs of the data at hand, scaled as those that a run was trained on.
  ///
  /// Files and generators give examples in their own units, which a statement may have scaled;
  /// numbers of the notebook (`data values`) are taken as they are.
  func prepared(_ inputs: Matrix<S>, for record: RunRecord<S>) -> Matrix<S> {
    guard let data, !(data.isOfValues && isOfOtherData(record)) else { return inputs }
    let (now, wanted) = (data.normalizations, record.data.normalizations)
    let shared = zip(now, wanted).prefix { $0 == $1 }.count
    let restored = now[shared...].reversed().reduce(inputs) { $1.restored(from: $0) }
    return wanted[shared...].reduce(restored) { $1.applied(to: $0) }
  }

  private func prepared(
    _ examples: Dataset<S>, _ split: String, for record: RunRecord<S>
  ) throws(MeasureProblem) -> Dataset<S> {
    try requireFeatures(examples, split, of: record)
    var result = examples
    result.inputs = prepared(examples.inputs, for: record)
    switch (record.data.splits["train"]?.target, examples.target) {
    case (.classes(_, let names)?, .classes):
      do throws(DataFailure) {
        result = try result.relabelled(to: names)
      } catch {
        throw MeasureProblem(
          message: "\(record.fullLabel) does not know all classes of \(split): "
            + error.message.uncapitalized)
      }
    case (.numbers?, .classes):
      guard let numbers = examples.numbers() else {
        throw MeasureProblem(
          message: "the labels of \(split) are classes, \(record.fullLabel) gives numbers")
      }
      result.target = .numbers(numbers.elements.map { Double($0) })
    case (.classes?, .numbers):
      throw MeasureProblem(
        message: "the labels of \(split) are numbers, \(record.fullLabel) decides for classes")
    default: break
    }
    return result
  }

  private func requireFeatures(
    _ examples: Dataset<S>, _ split: String, of record: RunRecord<S>
  ) throws(MeasureProblem) {
    let wanted = record.network.description.inputCount
    guard examples.features != wanted else { return }
    throw MeasureProblem(
      message: "\(split) has \(examples.features) features, the network of \(record.fullLabel) "
        + "takes \(wanted)")
  }
}
