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
    case "cost", "accuracy": try plotCurves(command)
    case "data": try plotData(command)
    case "boundary": try plotBoundary(command)
    case "images": try plotImages(command)
    default: try plotConfusion(command)
    }
  }

  private func plotCurves(_ command: CheckedCommand) throws(StatementFailure) {
    let groups = try groups(command.values, at: command.span)
    var axis: String?
    if case .name(let word)? = command.fixed("log")?.kind { axis = word }
    let range = try interval(command.fixed("range"))
    let figure =
      command.subject == "cost"
      ? costFigure(groups, logarithmic: axis == "y", logarithmicX: axis == "x", range: range)
      : accuracyFigure(groups, logarithmicX: axis == "x", range: range)
    guard let figure else {
      throw StatementFailure(
        "plot-empty", at: command.span, "these runs have no \(command.subject ?? "") to plot")
    }
    outputs.append(.figure(figure))
  }

  private func interval(
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

  /// Names that tell runs apart where several groups share a figure.
  private func names(of groups: [RunGroup<S>]) -> [(record: RunRecord<S>, name: String)] {
    groups.flatMap { group in
      group.runs.map { record in
        (record, groups.count == 1 ? record.label : record.fullLabel)
      }
    }
  }

  /// Positions of the entries of a run: iterations from 0, or epochs from 1.
  private func steps(_ record: RunRecord<S>, count: Int) -> [Double] {
    (0..<count).map { Double(record.isFullBatch ? $0 : $0 + 1) }
  }

  private func stepLabel(_ groups: [RunGroup<S>]) -> String {
    let full = groups.flatMap(\.runs).map(\.isFullBatch)
    return full.allSatisfy { $0 } ? "iteration" : full.contains(true) ? "step" : "epoch"
  }

  func costFigure(
    _ groups: [RunGroup<S>], logarithmic: Bool, logarithmicX: Bool = false,
    range: ClosedRange<Double>?
  ) -> Figure? {
    curves(
      of: groups, \.costs, held: \.validationCosts, kind: "cost", title: "Cost",
      yAxis: Axis("cost", scale: logarithmic ? .logarithmic : .linear, range: range),
      logarithmicX: logarithmicX)
  }

  private func accuracyFigure(
    _ groups: [RunGroup<S>], logarithmicX: Bool, range: ClosedRange<Double>?
  ) -> Figure? {
    curves(
      of: groups, \.trainAccuracies, held: \.validationAccuracies, kind: "accuracy",
      title: "Accuracy", yAxis: Axis("accuracy", format: .percent, range: range),
      logarithmicX: logarithmicX)
  }

  /// What was recorded of each run, and beside it, dashed, the same of its validation split.
  private func curves(
    of groups: [RunGroup<S>], _ values: KeyPath<TrainingOutcome<S>, [Double]>,
    held: KeyPath<TrainingOutcome<S>, [Double]>, kind: String, title: String, yAxis: Axis,
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
      if let split = record.validation {
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
          yAxis: yAxis)))
  }

  /// The split a plot names, or the first there is.
  private func split(
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

  private func plotData(_ command: CheckedCommand) throws(StatementFailure) {
    let chosen = try split(command.values, preferring: ["train"], in: data, at: command.span)
    guard chosen.data.features == 2 || chosen.data.features == 1 else {
      throw StatementFailure(
        "plot-data", at: command.span,
        "a plane shows two features; these data have \(chosen.data.features)",
        help: chosen.data.imageSize == nil ? "show data" : "plot images")
    }
    outputs.append(
      .figure(
        Figure(
          kind: "data", title: "\(data?.title ?? "Data"), \(chosen.name)",
          content: .scatter(scatter(chosen.data)))))
  }

  /// The examples in the plane of their two features; one feature is drawn against the target.
  private func scatter(_ data: Dataset<S>) -> ScatterPlot {
    let names = data.featureNames ?? []
    let x = (0..<data.m).map { Double(data.inputs[0, $0]) }
    if data.features == 1 {
      return ScatterPlot(
        x: x, y: data.targetRow.elements, classes: [], classNames: [],
        xLabel: names.first ?? "x", yLabel: "y")
    }
    return ScatterPlot(
      x: x, y: (0..<data.m).map { Double(data.inputs[1, $0]) },
      classes: data.labels ?? [], classNames: data.classNames ?? [],
      xLabel: names.first ?? "x1", yLabel: names.dropFirst().first ?? "x2")
  }

  private func plotBoundary(_ command: CheckedCommand) throws(StatementFailure) {
    let records = try names(of: groups(command.values, at: command.span))
    var panels: [BoundaryPanel] = []
    for (record, name) in records {
      guard let train = record.data.splits["train"], train.features == 2, train.labels != nil
      else {
        throw StatementFailure(
          "plot-boundary", at: command.span,
          "a decision boundary needs two features and classes")
      }
      panels.append(panel(record, train, title: name))
    }
    outputs.append(
      .figure(Figure(kind: "boundary", title: "Decision boundary", content: .boundary(panels))))
  }

  /// The network's decision at the centre of each cell of a grid over the data.
  private func panel(
    _ record: RunRecord<S>, _ train: Dataset<S>, title: String
  ) -> BoundaryPanel {
    let points = scatter(train)
    func range(_ values: [Double]) -> ClosedRange<Double> {
      let low = values.min() ?? 0
      let high = values.max() ?? 1
      let margin = max((high - low) * 0.08, 1e-9)
      return low - margin...high + margin
    }
    let xRange = range(points.x)
    let yRange = range(points.y)
    let size = 120
    var grid = Matrix<S>(rows: 2, columns: size * size)
    for row in 0..<size {
      for column in 0..<size {
        let place = row * size + column
        let width = xRange.upperBound - xRange.lowerBound
        let height = yRange.upperBound - yRange.lowerBound
        grid[0, place] = S(xRange.lowerBound + (Double(column) + 0.5) / Double(size) * width)
        grid[1, place] = S(yRange.lowerBound + (Double(row) + 0.5) / Double(size) * height)
      }
    }
    return BoundaryPanel(
      title: title, points: points, xRange: xRange, yRange: yRange, gridColumns: size,
      gridRows: size, decisions: predictedClasses(record.network.outputs(for: grid)),
      accuracy: accuracy(of: record, on: "train"))
  }

  private func plotImages(_ command: CheckedCommand) throws(StatementFailure) {
    let chosen = try split(command.values, preferring: ["train"], in: data, at: command.span)
    guard let size = chosen.data.imageSize, size.count == chosen.data.features else {
      throw StatementFailure(
        "plot-images", at: command.span, "these data are not images",
        help: "say their size where they are read: image=20x20")
    }
    var count = 16
    for value in command.values {
      if case .name(let name) = value.kind, DataSplits<S>.names.contains(name) { continue }
      count = try wholeNumber(value, in: 1...400)
    }
    let shown = min(count, chosen.data.m)
    let values = chosen.data.inputs.elements.prefix(shown * chosen.data.features)
    // One scale for all pictures, so that a dark one stays dark beside a light one.
    // Halves, so that the distance of two large numbers is a number.
    let low = Double(values.min() ?? 0) / 2
    let high = Double(values.max() ?? 1) / 2
    let span = high > low ? high - low : 1
    let names = chosen.data.classNames
    let pictures = (0..<shown).map { example -> ImageGrid.Picture in
      let pixels = (0..<chosen.data.features).map { feature -> UInt8 in
        let share = (Double(chosen.data.inputs[feature, example]) / 2 - low) / span
        return UInt8((share * 255).rounded())
      }
      let label = chosen.data.labels.flatMap { labels in names?[labels[example]] } ?? ""
      return ImageGrid.Picture(pixels: pixels, label: label)
    }
    outputs.append(
      .figure(
        Figure(
          kind: "images", title: "\(shown) examples of \(chosen.name)",
          content: .images(
            ImageGrid(
              width: size.width, height: size.height, channels: size.channels,
              pictures: pictures)))))
  }

  private func plotConfusion(_ command: CheckedCommand) throws(StatementFailure) {
    let runNames = command.values.filter { value in
      guard case .name(let name) = value.kind else { return true }
      return !DataSplits<S>.names.contains(name)
    }
    let records = try records(runNames, at: command.span)
    guard let record = records.count == 1 ? records[0] : nil else {
      throw StatementFailure(
        "plot-run", at: command.span, "one confusion matrix shows one run, not \(records.count)",
        help: "name one: plot confusion test runs[0], or best(runs)")
    }
    var known = record.data
    for name in splitNames(of: record) { known.splits[name] = data(name, of: record) }
    let chosen = try split(
      command.values, preferring: ["test", "dev", "train"], in: known, at: command.span)
    guard let counts = confusion(of: record, on: chosen.name), let names = chosen.data.classNames
    else {
      throw StatementFailure("plot-confusion", at: command.span, "the labels are not classes")
    }
    outputs.append(
      .figure(
        Figure(
          kind: "confusion", title: "Confusion on \(chosen.name), \(record.fullLabel)",
          content: .confusion(
            ConfusionMatrix(classNames: names, counts: counts.flatMap { $0 })))))
  }
}
