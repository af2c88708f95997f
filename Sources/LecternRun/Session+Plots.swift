import LecternData
import LecternFormula
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

extension Session {
  func plot(_ command: CheckedCommand) throws(StatementFailure) {
    switch command.subject {
    case "cost", "accuracy", "lr": try plotCurves(command)
    case "data": try plotData(command)
    case "boundary": try plotBoundary(command)
    case "images": try plotImages(command)
    case "misclassified": try plotMisclassified(command)
    case "roc": try plotROC(command)
    case "series": try plotSeries(command)
    case "function": try plotFunctions(command)
    case "bar": try plotBars(command)
    case "histogram": try plotHistogram(command)
    case "scatter": try plotScatter(command)
    case "contour": try plotContour(command)
    case "path": try plotPaths(command)
    case "weights": try plotWeights(command)
    case "activations": try plotActivations(command)
    case "gradients": try plotGradients(command)
    case "network": try plotNetwork(command)
    case "graph": try plotGraph(command)
    case "search": try plotSearch(command)
    case "learning_curve": try plotLearningCurve(command)
    case "validation_curve": try plotValidationCurve(command)
    case "fit": try plotFit(command)
    default: try plotConfusion(command)
    }
  }

  private func plotCurves(_ command: CheckedCommand) throws(StatementFailure) {
    let groups = try groups(command.values, at: command.span)
    var axis: String?
    if case .name(let word)? = command.fixed("log")?.kind { axis = word }
    let range = try interval(command.fixed("range"))
    let figure =
      switch command.subject {
      case "cost":
        costFigure(groups, logarithmic: axis == "y", logarithmicX: axis == "x", range: range)
      case "lr": rateFigure(groups, logarithmic: axis == "y", logarithmicX: axis == "x")
      default: accuracyFigure(groups, logarithmicX: axis == "x", range: range)
      }
    guard let figure else {
      let what = command.subject == "lr" ? "learning rates" : command.subject ?? ""
      let files = groups.flatMap(\.runs).compactMap(\.file)
      throw StatementFailure(
        "plot-empty", at: command.span,
        files.isEmpty
          ? "these runs have no \(what) to plot"
          : "the weights come from \(files.joined(separator: ", ")) and were not trained here, so "
            + "there is no \(what) to plot")
    }
    outputs.append(.figure(figure))
  }

  func interval(
    _ expression: Expression?
  ) throws(StatementFailure) -> ClosedRange<Double>? {
    guard let expression else { return nil }
    let ends = try evaluate(expression).matrix?.elements ?? []
    guard ends.count == 2, ends[0] < ends[1], ends[0].isFinite, ends[1].isFinite else {
      throw StatementFailure(
        "plot-range", at: expression.span, "a range is [low, high] with low below high")
    }
    return ends[0]...ends[1]
  }

  /// The run of a figure that shows one alone.
  func oneRecord(
    _ command: CheckedCommand, of figure: String
  ) throws(StatementFailure) -> RunRecord<S> {
    let groups = try groups(command.slots["RUN"] ?? [], at: command.span)
    let records = groups.flatMap(\.runs)
    guard records.count != 1 else { return records[0] }
    let name = groups.first?.name ?? ""
    throw StatementFailure(
      "plot-run", at: command.span, "one \(figure) shows one run, not \(records.count)",
      help: runs[name] == nil
        ? "name them with as runs, then best(runs) or runs[0]"
        : "name one of them: best(\(name)) or \(name)[0]")
  }

  /// Warns that a part of what was to be drawn is not seen.
  func warnOfHidden(_ fact: String, help: String, at span: SourceSpan) {
    warnings.append(Diagnostic("plot-hidden", .warning, at: span, fact, help: help))
  }

  /// Names that tell runs apart where several groups share a figure.
  func names(of groups: [RunGroup<S>]) -> [(record: RunRecord<S>, name: String)] {
    groups.flatMap { group in
      group.runs.map { record in
        (record, groups.count == 1 ? record.label : record.fullLabel)
      }
    }
  }

  /// Positions of the entries of a run: iterations from 0, or epochs from 1.
  private func steps(_ record: RunRecord<S>, count: Int) -> [Double] {
    (0..<count).map { Double(record.step($0)) }
  }

  private func stepLabel(_ groups: [RunGroup<S>]) -> String {
    let full = groups.flatMap(\.runs).map(\.isFullBatch)
    // Beside runs that count epochs, an iteration over all examples is one.
    return full.allSatisfy { $0 } ? "iteration" : "epoch"
  }

  func costFigure(
    _ groups: [RunGroup<S>], logarithmic: Bool, logarithmicX: Bool = false,
    range: ClosedRange<Double>?
  ) -> Figure? {
    curves(
      of: groups, \.costs, parts: \.penalties, held: \.validationCosts, kind: "cost", title: "Cost",
      yAxis: Axis("cost", scale: logarithmic ? .logarithmic : .linear, range: range),
      logarithmicX: logarithmicX)
  }

  private func rateFigure(
    _ groups: [RunGroup<S>], logarithmic: Bool, logarithmicX: Bool
  ) -> Figure? {
    curves(
      of: groups, \.learningRates, held: nil, kind: "lr", title: "Learning rate",
      yAxis: Axis("learning rate α", scale: logarithmic ? .logarithmic : .linear),
      logarithmicX: logarithmicX)
  }

  private func accuracyFigure(
    _ groups: [RunGroup<S>], logarithmicX: Bool, range: ClosedRange<Double>?
  ) -> Figure? {
    // The training table measures after the last update and without dropout.
    let hasDropout = groups.flatMap(\.runs).contains { record in
      record.network.description.layers.contains { if case .dropout = $0 { true } else { false } }
    }
    return curves(
      of: groups, \.trainAccuracies, held: \.validationAccuracies, kind: "accuracy",
      title: "Accuracy",
      yAxis: Axis(
        "accuracy \(hasDropout ? "with dropout " : "")before each update", format: .percent,
        range: range),
      logarithmicX: logarithmicX)
  }

  /// What was recorded of each run, and beside it, dashed, the same of its validation split.
  ///
  /// Of a single run, what is left without its `parts` stands beside it, too.
  private func curves(
    of groups: [RunGroup<S>], _ values: KeyPath<TrainingOutcome<S>, [Double]>,
    parts: KeyPath<TrainingOutcome<S>, [Double]>? = nil,
    held: KeyPath<TrainingOutcome<S>, [Double]>?, kind: String, title: String, yAxis: Axis,
    logarithmicX: Bool
  ) -> Figure? {
    var series: [LineChart.Series] = []
    func add(_ name: String, _ y: [Double], _ record: RunRecord<S>, group: Int, isDashed: Bool) {
      guard !y.isEmpty else { return }
      series.append(
        LineChart.Series(
          name: name, x: steps(record, count: y.count), y: y, group: group, isDashed: isDashed))
    }
    for (index, (record, name)) in names(of: groups).enumerated() {
      add(name, record.outcome[keyPath: values], record, group: index, isDashed: false)
      if let parts, groups.flatMap(\.runs).count == 1 {
        // The term of the data alone, below the total.
        let terms = record.outcome[keyPath: parts]
        if terms.contains(where: { $0 != 0 }) {
          let data = zip(record.outcome[keyPath: values], terms).map { $0 - $1 }
          add("\(name) without the penalty", data, record, group: 1, isDashed: false)
        }
      }
      if let split = record.validation, let held {
        add(
          "\(name) (\(split))", record.outcome[keyPath: held], record, group: index,
          isDashed: true)
      }
    }
    guard !series.isEmpty else { return nil }
    return Figure(
      kind: kind, title: title,
      content: .lines(
        LineChart(
          series: series,
          xAxis: Axis(stepLabel(groups), scale: logarithmicX ? .logarithmic : .linear),
          yAxis: yAxis, guides: guides(groups))))
  }

  /// Where early stopping found the best weights and where it gave up.
  private func guides(_ groups: [RunGroup<S>]) -> [LineChart.Guide] {
    let records = names(of: groups)
    return records.enumerated().flatMap { index, item -> [LineChart.Guide] in
      let (record, name) = item
      guard let best = record.bestStep else { return [] }
      let suffix = records.count > 1 ? ", \(name)" : ""
      var result = [LineChart.Guide.vertical(x: Double(best), label: "best\(suffix)", group: index)]
      if record.outcome.end == .stoppedEarly {
        let last = record.step(record.outcome.costs.count - 1)
        result.append(.vertical(x: Double(last), label: "stopped\(suffix)", group: index))
      }
      return result
    }
  }

  /// The split a plot names, or the first there is.
  func split(
    _ values: [Expression], preferring order: [String], in data: DataSplits<S>?,
    at span: SourceSpan
  ) throws(StatementFailure) -> (name: String, data: Dataset<S>) {
    guard let data else {
      throw StatementFailure("no-data", at: span, "there is no data yet")
    }
    for value in values {
      if case .name(let name) = value.kind, DataSplits<S>.names.contains(name) {
        guard let split = data.splits[name] else {
          throw StatementFailure("no-split", at: value.span, "there is no \(name) split")
        }
        return (name, split)
      }
    }
    for name in order {
      if let split = data.splits[name] { return (name, split) }
    }
    throw StatementFailure("no-data", at: span, "there is no data yet")
  }
}
