import LecternText

extension ProgramChecker {
  /// Checks `evaluate`, `compare`, `plot` and `show`: what they speak of must exist.
  mutating func checkReport(_ command: MatchedCommand) {
    let subject = command.subject
    let run = command.form.values.first { $0.type == .run || $0.type == .oneRun }
    if let run, command.value(run.name) == nil {
      requireLatestRun(
        for: [command.verb.rawValue, subject?.text].compactMap(\.self).joined(separator: " "),
        isOne: run.type == .oneRun, at: command.span)
    }
    let place = subject?.span ?? command.span
    let measured = ["confusion", "roc", "misclassified"]
    if command.verb == .evaluate || command.verb == .compare
      || measured.contains(subject?.text ?? "")
      || subject?.text == "activations" && command.value("SPLIT") != nil
    {
      requireFit(command)
    }
    switch (command.verb, subject?.text) {
    case (.evaluate, _):
      use(.data)
      checkMetrics(command)
    case (.show, "diagnosis"), (.show, "formula"), (.show, "sparsity"):
      if command.value("RUN") == nil, run == nil {
        requireLatestRun(for: "show \(subject?.text ?? "")", at: place)
      }
      if subject?.text == "diagnosis" { use(.data) }
    case (.plot, "images") where command.options["of"] != nil: break
    case (.plot, "data"), (.plot, "images"), (.plot, "boundary"), (.plot, "confusion"),
      (.plot, "roc"), (.plot, "misclassified"), (.show, "data"):
      requireData(for: "\(command.verb.rawValue) \(subject?.text ?? "")", at: place)
    case (.show, "normalization"):
      requireData(for: "show normalization", at: place)
      if let data = state.data, data.normalization == nil, !data.isUncertain {
        report(Message.normalizationMissing(at: place))
      }
    case (.show, "model"):
      guard let name = state.currentModel else {
        report(Message.modelMissing("show model", at: place))
        return
      }
      use(.model(name))
      use(.data)
      if let model = state.models[name] {
        for variable in model.names where !(state.variables[variable]?.isParameter ?? true) {
          use(.variable(variable))
        }
        checkNetwork(model, varying: [])
      }
      state.models[name]?.isUsed = true
      state.models[name]?.lateChange = nil
    default: break
    }
    checkPlot(command, at: place)
    if command.verb == .plot { checkInsideFigure(command, at: place) }
  }

  mutating func requireData(for what: String, at span: SourceSpan) {
    use(.data)
    guard state.data == nil else { return }
    report(Message.dataMissing("\(what) has something to show", at: span))
    spoilData(at: span)
  }

  private mutating func checkPlot(_ command: MatchedCommand, at span: SourceSpan) {
    guard command.verb == .plot else { return }
    checkNumberFigure(command)
    guard let data = state.data, let description = data.description else {
      return
    }
    switch command.subject?.text {
    case "boundary" where description.features != 2:
      report(
        Message.boundaryFeatures(
          description.features, isRegression: data.hasNumericTarget, data: data.statement, at: span)
      )
    case "data" where description.features > 2,
      "contour" where command.values["SPLIT"]?.isEmpty == false && description.features != 2:
      report(
        Message.plotData(
          description.features, hasImages: description.imageSize != nil, data: data.statement,
          at: span))
    case "images" where description.imageSize == nil && command.options["of"] == nil,
      "misclassified" where description.imageSize == nil:
      report(Message.imagesMissing(data: data.statement, at: span))
    case "confusion" where data.hasNumericTarget, "roc" where data.hasNumericTarget,
      "misclassified" where data.hasNumericTarget, "boundary" where data.hasNumericTarget:
      report(
        Message.targetNumeric(
          "plot \(command.subject?.text ?? "")",
          help: Message.regressionFigure(features: description.features), data: data.statement,
          at: span))
    case "accuracy":
      let runs = command.values["RUN"] ?? []
      let types = runs.isEmpty ? [state.lastRun ?? .unknown] : runs.map { quietType($0) }
      if types.contains(where: { $0.isRegression == true }) {
        report(Message.measureTarget("accuracy", isRegression: true, at: span))
      }
    default: break
    }
  }

  /// The type of a run's name, which is checked already.
  func quietType(_ run: Expression) -> ValueType {
    switch run.kind {
    case .name(let name): state.runs[name] ?? .unknown
    case .index(let base, _): quietType(base)
    default: .unknown
    }
  }

  // MARK: - Measures

  /// Accuracy speaks of classes, r2 of numbers.
  mutating func checkMeasure(_ name: String, of run: ValueType, at span: SourceSpan) {
    let type = run.isUnknown ? state.lastRun ?? .unknown : run
    guard let isRegression = type.isRegression else { return }
    let wantsNumbers = ["r2"].contains(name)
    let fitsBoth = ["cost", "mse", "mae"].contains(name)
    if !fitsBoth, wantsNumbers != isRegression {
      report(Message.measureTarget(name, isRegression: isRegression, at: span))
    }
  }

  private mutating func checkMetrics(_ command: MatchedCommand) {
    let run = command.value("RUN").map { quietType($0) } ?? .unknown
    if let value = command.fixed("metrics") {
      let words: [Expression] =
        if case .matrix(let rows) = value.kind { rows.flatMap { $0 } } else { [value] }
      for word in words {
        guard case .name(let metric) = word.kind, StatementTable.metrics.contains(metric) else {
          continue
        }
        checkMeasure(metric, of: run, at: word.span)
      }
    }
    if let option = command.options["per_class"] {
      checkMeasure("per_class", of: run, at: option.span)
    }
  }

  // MARK: - table

  /// Columns from left to right: lists first, then formulas of the columns before.
  mutating func checkTable(_ command: MatchedCommand) {
    if command.freeOptions.isEmpty, command.options.isEmpty {
      report(Message.tableEmpty(at: command.span))
    }
    defer { formulaNames = [:] }
    var rows: (count: Int, key: String)?
    for option in command.freeOptions {
      let key = option.key.text
      guard case .fixed(let value) = option.setting else {
        report(Message.optionVaried(key, verb: .table, at: option.key.span))
        formulaNames[key] = .unknown
        continue
      }
      formulaNames[key] = checkColumn(value, key, rows: &rows)
    }
  }

  /// The type of an entry of a column.
  private mutating func checkColumn(
    _ value: Expression, _ key: String, rows: inout (count: Int, key: String)?
  ) -> ValueType {
    var count: Int?
    if case .range(let first, let last) = value.kind {
      let low = number(first, key).constant
      let high = number(last, key).constant
      if let low, let high {
        if low > high {
          report(Message.rangeEmpty(Int(clamping: low), Int(clamping: high), at: value.span))
          return .unknown
        }
        count = Int.count(from: low, to: high)
      }
    } else {
      let type = infer(value)
      switch type {
      case .unknown, .parameter, .number, .boolean:
        return type.isUnknown ? .unknown : type.withoutValue
      case .matrix(let matrix) where !matrix.isSurelyTwoDimensional:
        count = matrix.columns.size.flatMap { columns in
          matrix.rows.size.map { max(columns, $0) }
        }
      default:
        report(
          Message.typeMismatch(
            "column \(key)", wants: "numbers, a range or a list", got: type, at: value.span))
        return .unknown
      }
    }
    if let count, count > 10_000 {
      report(Message.tableSize(count, at: value.span))
    } else if let count, let rows, rows.count != count {
      report(Message.tableRows(key, count, other: rows.key, rows.count, at: value.span))
    }
    if let count, rows == nil { rows = (count, key) }
    return .number(nil)
  }
}

extension ValueType {
  /// The same type without its constant.
  fileprivate var withoutValue: ValueType {
    if case .number = self { .number(nil) } else { self }
  }
}
