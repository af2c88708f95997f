import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

extension Session {
  /// What a `train` statement reports: how far the cost came, why it ended, and the accuracy on
  /// train and dev.
  func trainingTable(_ group: RunGroup<S>) -> OutputTable {
    let first = group.runs[0]
    let variedKeys = first.variation.map(\.key)
    let unit = first.isFullBatch ? "iteration" : "epoch"
    let hasBest = group.runs.contains { $0.outcome.bestEntry != nil }
    let endings = group.runs.map { words(for: $0.outcome.end) }
    let hasEnding = endings.contains { $0 != nil }
    // `cost(train)` leaves the penalty out; here is what the two differ by.
    let hasPenalty = group.runs.contains { $0.outcome.penalties.contains { $0 != 0 } }
    let hasClips = group.runs.contains { $0.outcome.clippedRows > 0 }
    let hasClasses = first.data.splits["train"]?.labels != nil
    let splits = hasClasses ? ["train"] + ((try? data("dev", of: first)) != nil ? ["dev"] : []) : []

    var columns = variedKeys.isEmpty ? ["run"] : variedKeys
    // Where the number of steps varies, it is told once, unless some run ended early.
    let hasSteps =
      !variedKeys.contains("\(unit)s")
      || group.runs.contains { $0.number(of: "\(unit)s") != Double(steps(of: $0)) }
    if hasSteps { columns.append(variedKeys.contains("\(unit)s") ? "done" : "\(unit)s") }
    if hasBest { columns.append("best \(unit)") }
    if hasEnding { columns.append("ended") }
    columns += ["first cost", "last cost"]
    if hasPenalty { columns.append("penalty's part") }
    if hasClips { columns.append("clipped rows") }
    columns += splits.map { "\($0) accuracy" }
    let rows = zip(group.runs, endings).map { record, ending -> [OutputTable.Entry] in
      let outcome = record.outcome
      var row: [OutputTable.Entry] =
        variedKeys.isEmpty ? [.text(record.name)] : record.variation.map { .text($0.text) }
      if hasSteps { row.append(.number(Double(steps(of: record)))) }
      if hasBest { row.append(record.bestStep.map { .number(Double($0)) } ?? .missing) }
      if hasEnding { row.append(.text(ending ?? "as planned")) }
      row.append(outcome.costs.first.map { .number($0) } ?? .missing)
      row.append(outcome.costs.last.map { .number($0) } ?? .missing)
      if hasPenalty { row.append(outcome.penalties.last.map { .number($0) } ?? .missing) }
      if hasClips { row.append(.number(Double(outcome.clippedRows))) }
      for split in splits {
        row.append(
          record.didDiverge
            ? .text("diverged")
            : (try? accuracy(of: record, on: split)).map { .share($0) } ?? .missing)
      }
      return row
    }
    let parameters = group.runs.map(\.network.description.parameterCount)
    let (fewest, most) = (parameters.min() ?? 0, parameters.max() ?? 0)
    let counts = Set(group.runs.map { $0.data.splits["train"]?.m ?? 0 }).sorted()
    var note = fewest == most ? "\(most) parameters, " : "\(fewest) to \(most) parameters, "
    note += counts.map { "\($0)" }.joined(separator: ", ") + " examples"
    if hasPenalty { note += "; the costs include the penalty" }
    if hasBest { note += "; the weights are those of the best \(unit)" }
    return OutputTable(
      kind: "training", title: "Training of \(group.name)", columns: columns, rows: rows,
      note: note + updateRule(of: group), digits: digits)
  }

  private func steps(of record: RunRecord<S>) -> Int {
    record.isFullBatch ? record.outcome.iterations : record.outcome.epochs
  }

  /// Why a run ended before its time; nil when it did not.
  private func words(for end: TrainingEnd) -> String? {
    switch end {
    case .completed, .cancelled: nil
    case .diverged: "diverged"
    case .stoppedEarly: "stopped early"
    case .reachedTolerance: "tolerance reached"
    case .reachedTarget: "target reached"
    }
  }

  /// The update in use, where it is one for all runs and was not told before; α is the learning rate,
  /// g the gradient.
  private func updateRule(of group: RunGroup<S>) -> String {
    let formulas = Set(group.runs.compactMap(\.optimizer?.formula))
    guard let formula = formulas.first, formulas.count == 1,
      toldUpdates.insert(formula).inserted
    else { return "" }
    return "; update " + formula.split(separator: "\n").joined(separator: ", ")
  }
}
