import LecternFormula
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

/// One trial of a search.
struct SearchTrial<S: LecternScalar> {
  var record: RunRecord<S>
  /// Its place on every axis.
  let coordinates: [Double]
  let round: Int
  /// Of the split that chooses; nil where the trial diverged.
  let score: SearchScore?
}

/// What a trial came to on the split that chooses.
struct SearchScore {
  /// Nil for a regression.
  let accuracy: Double?
  let cost: Double
}

extension Session {
  /// `search`: trains many settings, chooses by the dev split, and measures test for the best alone.
  func search(_ command: CheckedCommand) async throws(StatementFailure) {
    let model = try modelToTrain(command)
    let (split, measure) = try judge(command)
    var axes = try searchAxes(command)
    guard !axes.isEmpty else {
      throw StatementFailure(
        "search-domain", at: command.span, "nothing varies: a search needs a domain",
        help: "lr in loguniform(0.0001, 1)")
    }
    var roundCount = 1
    if let expression = command.fixed("refine") {
      roundCount += try wholeNumber(expression, in: 0...10)
    }
    var top = 10
    if let expression = command.fixed("top") { top = try wholeNumber(expression, in: 1...1000) }
    var random = RandomState(seed: try seed(of: command))
    let name = command.result?.text ?? model.name
    var trials: [SearchTrial<S>] = []
    // Where the rounds after the first looked: the lowest and the highest coordinates.
    var corners: [[Double]] = []
    for round in 1...roundCount {
      if round > 1 {
        corners += [axes.map(\.box.lowerBound), axes.map(\.box.upperBound)]
      }
      let places = try coordinates(command, axes, &random)
      guard places.count * roundCount <= Self.runLimit else {
        throw StatementFailure(
          "sweep-size", at: command.span,
          "these are more than \(Self.runLimit) runs: \(places.count * roundCount)")
      }
      var requests: [TrainingRequest] = []
      for place in places {
        try checkTime(command)
        requests.append(try request(command, model, axes, place, name))
      }
      let records = try await run(requests, model, command, of: places.count * roundCount)
      for (record, place) in zip(records, places) {
        try checkTime(command)
        trials.append(
          SearchTrial(
            record: record, coordinates: place, round: round, score: score(record, split)))
      }
      let ranked = ranking(trials, by: measure).filter { trials[$0].round == round }
      let quarter = ranked.prefix(max(1, places.count / 4))
      for index in axes.indices {
        axes[index].narrow(to: quarter.map { trials[$0].coordinates[index] })
      }
    }
    let ranked = ranking(trials, by: measure)
    for index in trials.indices { trials[index].record.isTrial = index != ranked.first }
    outputs.append(
      .table(
        searchTable(name, trials, ranked, axes, split, measure, rounds: roundCount, top: top)))
    guard let best = ranked.first else {
      let (message, help) = words(forDivergenceOf: trials[0].record)
      throw StatementFailure(
        "diverged", at: command.place(of: "lr"),
        "all \(trials.count) trials diverged; \(message)", help: help)
    }
    outputs.append(.table(bestTable(trials[best], number: best, split, measure)))
    let summary = try SearchSummary(
      name: name, keys: axes.map(\.key),
      dimensions: dimensions(axes, at: trials.map(\.coordinates) + corners), trials: trials,
      split: split,
      measure: measure, best: best)
    if let result = command.result {
      runs[result.text] = RunGroup(
        name: name, runs: trials.map(\.record), isSweep: true, best: best, search: summary)
    }
    // What follows without a name speaks of the best trial.
    keep(
      RunGroup(name: name, runs: [trials[best].record], isSweep: false, search: summary),
      named: nil)
  }

  /// The split and the measure that choose.
  private func judge(
    _ command: CheckedCommand
  ) throws(StatementFailure) -> (split: String, measure: Measure) {
    var split = "dev"
    if case .name(let named)? = command.fixed("validate")?.kind { split = named }
    guard let held = data?.splits[split] else {
      throw StatementFailure(
        "search-split", at: command.place(of: "validate"),
        "a search chooses by \(split), and there is no \(split) split",
        help: "split train=60% dev=20% test=20%")
    }
    var measure = held.labels == nil ? Measure.cost : .accuracy
    if let expression = command.fixed("metric") {
      guard case .name(let word) = expression.kind, let named = Measure(word: word),
        named == .cost || (named == .accuracy && held.labels != nil)
      else {
        throw StatementFailure(
          "metric", at: expression.span, "the labels are numbers, so a search goes by the cost",
          help: "metric=cost")
      }
      measure = named
    }
    return (split, measure)
  }

  /// Where the trials of a round lie: every point of the grid, the last axis varying fastest, or
  /// as many random ones as were asked for.
  private func coordinates(
    _ command: CheckedCommand, _ axes: [SearchAxis], _ random: inout RandomState
  ) throws(StatementFailure) -> [[Double]] {
    if command.subject == "random" {
      var trialCount = 25
      if let expression = command.fixed("trials") {
        trialCount = try wholeNumber(expression, in: 1...Self.runLimit)
      }
      return (0..<trialCount).map { _ in
        axes.map { $0.draw(&random) }
      }
    }
    var points = 5
    if let expression = command.fixed("points") {
      points = try wholeNumber(expression, in: 1...Self.runLimit)
    }
    var result: [[Double]] = [[]]
    for axis in axes {
      // Two points of a grid that come to the same value are one.
      var seen: [String] = []
      var coordinates: [Double] = []
      for coordinate in axis.gridCoordinates(points) {
        let text = try value(of: axis, at: coordinate).text
        guard !seen.contains(text) else { continue }
        seen.append(text)
        coordinates.append(coordinate)
      }
      guard result.count * coordinates.count <= Self.runLimit else {
        throw StatementFailure(
          "sweep-size", at: axis.span,
          "these are more than \(Self.runLimit) runs: \(result.count) × \(coordinates.count)")
      }
      result = result.flatMap { head in coordinates.map { head + [$0] } }
    }
    return result
  }

  private func request(
    _ command: CheckedCommand, _ model: ModelDefinition, _ axes: [SearchAxis],
    _ place: [Double], _ name: String
  ) throws(StatementFailure) -> TrainingRequest {
    var options = command.fixedOptions
    for key in ["trials", "points", "refine", "seed", "metric", "top"] { options[key] = nil }
    var optimizer = "adam"
    if case .name(let word)? = options.removeValue(forKey: "optimizer")?.kind { optimizer = word }
    var overrides: [String: Value] = [:]
    var variation: [Variation] = []
    for (axis, coordinate) in zip(axes, place) {
      let choice = try value(of: axis, at: coordinate)
      var number: Double?
      if command.form?.option(named: axis.key) != nil {
        options[axis.key] = choice.expression
        number = self.number(ifAny: choice.expression)
      } else {
        let value = try evaluate(choice.expression)
        overrides[axis.key] = value
        number = value.scalar
      }
      variation.append(Variation(key: axis.key, text: choice.text, number: number))
    }
    var settings = [("model", model.name), ("optimizer", optimizer)]
    for key in command.optionOrder {
      if let varied = variation.first(where: { $0.key == key }) {
        settings.append((varied.key, varied.text))
      } else if let expression = options[key] {
        settings.append((key, context.text(of: expression.span)))
      }
    }
    return TrainingRequest(
      verb: "search", optimizer: optimizer, options: options, overrides: overrides,
      variation: variation, name: name, span: command.span, settings: settings)
  }

  private func score(_ record: RunRecord<S>, _ split: String) -> SearchScore? {
    guard !record.didDiverge, let cost = try? value(of: .cost, for: record, on: split),
      cost.isFinite, cost <= 1000 * max(record.outcome.costs.first ?? 1, 1)
    else { return nil }
    return SearchScore(accuracy: try? accuracy(of: record, on: split), cost: cost)
  }

  /// The trials that did not diverge, the best first; of equal accuracies the lower cost wins, of
  /// equal costs the earlier trial.
  private func ranking(_ trials: [SearchTrial<S>], by measure: Measure) -> [Int] {
    trials.indices.filter { trials[$0].score != nil }.sorted { left, right in
      guard let a = trials[left].score, let b = trials[right].score else { return left < right }
      if measure == .accuracy, let first = a.accuracy, let second = b.accuracy, first != second {
        return first > second
      }
      return a.cost == b.cost ? left < right : a.cost < b.cost
    }
  }

  /// The best trials with what they chose, then those that diverged; the rest is counted.
  private func searchTable(
    _ name: String, _ trials: [SearchTrial<S>], _ ranked: [Int], _ axes: [SearchAxis],
    _ split: String, _ measure: Measure, rounds: Int, top: Int
  ) -> OutputTable {
    let broken = trials.indices.filter { trials[$0].score == nil }
    let shown = (ranked + broken).prefix(top)
    let hasClasses = shown.contains { trials[$0].score?.accuracy != nil }
    let columns =
      ["trial"] + (rounds > 1 ? ["round"] : []) + axes.map(\.key)
      + (hasClasses ? ["\(split) accuracy"] : []) + ["\(split) cost"]
    let rows = shown.map { index -> [OutputTable.Entry] in
      let trial = trials[index]
      var row: [OutputTable.Entry] = [.number(Double(index))]
      if rounds > 1 { row.append(.number(Double(trial.round))) }
      row += trial.record.variation.map { .text($0.text) }
      if hasClasses { row.append(trial.score?.accuracy.map { .share($0) } ?? .missing) }
      row.append(trial.score.map { .number($0.cost) } ?? .text("diverged"))
      return row
    }
    var notes = ["\(trials.count) trials, the best by the \(measure.title) on \(split) first"]
    if trials.count > shown.count {
      notes.append("\(trials.count - shown.count) more are not shown")
    }
    if !broken.isEmpty { notes.append("\(broken.count) diverged") }
    return OutputTable(
      kind: "search", title: "Search \(name)", columns: columns, rows: rows,
      note: notes.joined(separator: "; "), digits: digits)
  }

  /// The settings of the best trial and what it reaches; only here test is measured.
  private func bestTable(
    _ trial: SearchTrial<S>, number: Int, _ split: String, _ measure: Measure
  ) -> OutputTable {
    let record = trial.record
    var rows = record.settings.map { setting -> [OutputTable.Entry] in
      [.text(setting.key), .text(setting.text)]
    }
    func add(_ measure: Measure, _ name: String) {
      guard let value = try? value(of: measure, for: record, on: name) else { return }
      rows.append(
        [.text("\(measure.title) on \(name)"), measure.isShare ? .share(value) : .number(value)])
    }
    for name in ["train", split] { add(measure, name) }
    if split != "test" { add(measure, "test") }
    return OutputTable(
      kind: "search-best", title: "Best trial of \(record.name): \(number)",
      columns: ["setting", "value"], rows: rows,
      note: split == "test" || (try? data("test", of: record)) == nil
        ? nil : "test is measured once, for this trial alone", digits: digits)
  }
}
