import LecternData
import LecternFormula
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

extension Session {
  /// `evaluate`: measures by run and split; without a choice accuracy, or the cost of a regression.
  func evaluate(_ command: CheckedCommand) throws(StatementFailure) {
    var splits: [String] = []
    var runNames: [Expression] = []
    for value in command.values {
      if case .name(let name) = value.kind, DataSplits<S>.names.contains(name) {
        splits.append(name)
      } else {
        runNames.append(value)
      }
    }
    let records = try records(runNames, at: command.span)
    guard let first = records.first else { return }
    let isEverySplit = splits.isEmpty
    if isEverySplit { splits = splitNames }
    guard !splits.isEmpty else {
      throw StatementFailure("no-data", at: command.span, "there is no data to evaluate on")
    }
    let threshold = try threshold(command, for: records)
    var note: String? = threshold.map { "threshold \(NumberText.short($0))" }
    let isKeptBack = isEverySplit && splits.contains("test") && records.contains(where: \.isTrial)
    if isKeptBack { note = "test is measured for the best trial alone" }
    if let other = noteOfOtherData(records) { note = note.map { "\($0); \(other)" } ?? other }
    func measures(_ record: RunRecord<S>, _ split: String) -> Bool {
      !(isEverySplit && split == "test" && record.isTrial)
    }
    if let chosen = try metrics(command) {
      var rows: [[OutputTable.Entry]] = []
      for record in records {
        for split in splits where measures(record, split) {
          var row: [OutputTable.Entry] =
            records.count > 1 ? [.text(record.fullLabel), .text(split)] : [.text(split)]
          for (measure, place) in chosen {
            guard !record.didDiverge else {
              row.append(.text("diverged"))
              continue
            }
            row.append(
              entry(
                measure,
                try value(of: measure, for: record, on: split, threshold: threshold, at: place)))
          }
          rows.append(row)
        }
      }
      outputs.append(
        .table(
          OutputTable(
            kind: "evaluation",
            title: records.count > 1 ? "Evaluation" : "Evaluation of \(first.fullLabel)",
            columns: (records.count > 1 ? ["run", "split"] : ["split"]) + chosen.map(\.0.title),
            rows: rows, note: note, digits: digits)))
    } else if !(try flag(command.fixed("per_class"), default: false)) {
      let measure: Measure = first.data.splits["train"]?.labels == nil ? .cost : .accuracy
      var rows: [[OutputTable.Entry]] = []
      for record in records {
        var row: [OutputTable.Entry] = [.text(record.fullLabel)]
        for split in splits {
          guard measures(record, split), !record.didDiverge else {
            // A saturated network still decides, by chance.
            row.append(record.didDiverge ? .text("diverged") : .missing)
            continue
          }
          do throws(MeasureProblem) {
            row.append(
              entry(
                measure, try value(of: measure, for: record, on: split, threshold: threshold)))
          } catch {
            // Of all splits, those that say nothing of this run are left empty.
            guard isEverySplit else {
              throw StatementFailure("metric", at: command.span, error.message, help: error.help)
            }
            row.append(.missing)
          }
        }
        rows.append(row)
      }
      outputs.append(
        .table(
          OutputTable(
            kind: "accuracy", title: "\(measure == .cost ? "Cost" : "Accuracy") by split",
            columns: ["run"] + splits, rows: rows, note: note, digits: digits)))
    }
    if try flag(command.fixed("per_class"), default: false) {
      for record in records {
        for split in splits where measures(record, split) {
          outputs.append(.table(try classTable(record, split, threshold, at: command.span)))
        }
      }
    }
  }

  /// The measures that `metrics=` lists, with their places; nil when none are.
  private func metrics(
    _ command: CheckedCommand
  ) throws(StatementFailure) -> [(Measure, SourceSpan)]? {
    guard let expression = command.fixed("metrics") else { return nil }
    var words = [expression]
    if case .matrix(let rows) = expression.kind { words = rows.flatMap { $0 } }
    var result: [(Measure, SourceSpan)] = []
    for word in words {
      guard case .name(let name) = word.kind, let measure = Measure(word: name) else {
        throw StatementFailure(
          "metric-unknown", at: word.span, "\(context.text(of: word.span)) is not a metric",
          help:
            "accuracy, error, precision, recall, f1, auc, top2, top3, top5, cost, mse, mae or r2")
      }
      result.append((measure, word.span))
    }
    return result
  }

  private func threshold(
    _ command: CheckedCommand, for records: [RunRecord<S>]
  ) throws(StatementFailure) -> Double? {
    guard let expression = command.fixed("threshold") else { return nil }
    let value = try number(expression)
    if let several = records.first(where: { $0.network.description.outputCount > 1 }) {
      warnings.append(
        Diagnostic(
          "threshold-unused", .warning, at: expression.span,
          "\(several.fullLabel) has an output for each class, so it decides for the largest and "
            + "has no use for a threshold"))
    }
    return value == records.first?.network.description.decisionThreshold ? nil : value
  }

  /// A measure of a run on a split; where it has no meaning, the statement fails.
  func value(
    of measure: Measure, for record: RunRecord<S>, on split: String,
    from source: SplitSource = .atHand, threshold: Double? = nil, at span: SourceSpan
  ) throws(StatementFailure) -> Double {
    do throws(MeasureProblem) {
      return try value(
        of: measure, for: record, on: split, from: source, threshold: threshold)
    } catch {
      throw StatementFailure(
        "metric", at: span, "\(measure.title): \(error.message)",
        help: error.help.map { _ in "metrics=[cost, mse, r2] speak of numbers" })
    }
  }

  private func entry(_ measure: Measure, _ value: Double) -> OutputTable.Entry {
    measure.isShare ? .share(value) : .number(value)
  }

  /// Precision, recall and F1 of each class of a split.
  private func classTable(
    _ record: RunRecord<S>, _ split: String, _ threshold: Double?, at span: SourceSpan
  ) throws(StatementFailure) -> OutputTable {
    guard let counts = try? confusion(of: record, on: split, threshold: threshold),
      let names = try? data(split, of: record).classNames
    else {
      throw StatementFailure(
        "metric", at: span, "there are no classes in \(split) to tell of one by one",
        help: "take per_class=yes away")
    }
    let scores = classScores(confusion: counts)
    let rows = names.indices.map { label -> [OutputTable.Entry] in
      [
        .text(names[label]), .number(Double(counts[label].reduce(0, +))),
        .number(Double(counts.reduce(0) { $0 + $1[label] })), .share(scores[label].precision),
        .share(scores[label].recall), .share(scores[label].f1),
      ]
    }
    let mean = macroScores(confusion: counts)
    return OutputTable(
      kind: "classes", title: "Classes of \(split), \(record.fullLabel)",
      columns: ["class", "examples", "predicted", "precision", "recall", "F1"], rows: rows,
      note: "unweighted means: precision \(NumberText.share(mean.precision)), recall "
        + "\(NumberText.share(mean.recall)), F1 \(NumberText.share(mean.f1))",
      digits: digits)
  }

  /// `compare`: the options in which runs differ, and what each run came to.
  func compare(_ command: CheckedCommand) throws(StatementFailure) {
    let records = try records(command.values, at: command.span)
    guard let first = records.first else { return }
    var keys: [String] = []
    for record in records {
      for setting in record.settings where !keys.contains(setting.key) { keys.append(setting.key) }
    }
    func text(_ record: RunRecord<S>, _ key: String) -> String? {
      record.settings.first { $0.key == key }?.text
    }
    let differing = keys.filter { key in
      records.contains { text($0, key) != text(first, key) }
    }
    // Runs are chosen by dev, and test is for the one that was chosen.
    let present = splitNames
    let isSearch = records.contains(where: \.isTrial)
    let splits =
      present.contains("dev") && !isSearch ? present.filter { $0 != "test" } : present
    let hasClasses = first.data.splits["train"]?.labels != nil
    let rows = records.map { record -> [OutputTable.Entry] in
      var row: [OutputTable.Entry] = [.text(record.name)]
      row += differing.map { text(record, $0).map { .text($0) } ?? .text("–") }
      row.append(record.finalCost.map { .number($0) } ?? .missing)
      if hasClasses {
        row += splits.map { split in
          if record.didDiverge { return .text("diverged") }
          if split == "test", record.isTrial { return .missing }
          return (try? accuracy(of: record, on: split)).map { .share($0) } ?? .missing
        }
      }
      return row
    }
    var note: String?
    if hasClasses, present.contains("test") {
      note =
        !splits.contains("test")
        ? "dev compares; test is for the end: evaluate test"
        : isSearch ? "test is measured for the best trial alone" : nil
    }
    if let other = noteOfOtherData(records) { note = note.map { "\($0); \(other)" } ?? other }
    outputs.append(
      .table(
        OutputTable(
          kind: "comparison", title: "Comparison of runs",
          columns: ["run"] + differing + ["final cost"]
            + (hasClasses ? splits.map { "\($0) accuracy" } : []),
          rows: rows, note: note,
          digits: digits)))
  }
}
