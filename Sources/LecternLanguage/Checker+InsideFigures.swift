import LecternText

/// Figures of what is inside a network, a formula or a search.
extension ProgramChecker {
  mutating func checkInsideFigure(_ command: MatchedCommand, at span: SourceSpan) {
    switch command.subject?.text {
    case "weights": checkLayer(command)
    case "activations", "gradients": use(.data)
    case "network": checkNetworkFigure(command, at: span)
    case "search": checkSearchFigure(command, at: span)
    case "validation_curve":
      use(.data)
      checkValidationCurve(command, at: span)
    case "learning_curve":
      use(.data)
      if case let runs = runs(of: command), runs.count == 1, case .run = runs[0] {
        report(Message.plotLearningCurve(at: command.value("RUN")?.span ?? span))
      }
      guard let metric = command.word("metric") else { return }
      for run in runs(of: command) {
        checkMeasure(metric, of: run, at: command.fixed("metric")?.span ?? span)
      }
    case "fit":
      requireData(for: "plot fit", at: span)
      if let data = state.data, let features = data.description?.features, features != 1 {
        report(Message.fitFeatures(features, data: data.statement, at: span))
      } else {
        checkFit(command, at: span)
      }
    default: break
    }
  }

  private mutating func checkValidationCurve(_ command: MatchedCommand, at span: SourceSpan) {
    let runs = runs(of: command)
    if let metric = command.word("metric") {
      for run in runs {
        checkMeasure(metric, of: run, at: command.fixed("metric")?.span ?? span)
      }
    }
    var varied: [String] = []
    for run in runs {
      switch run {
      case .run(let type), .runs(let type): varied += type.varied
      default: return
      }
    }
    guard !varied.isEmpty else {
      report(Message.plotValidationCurve(at: command.value("RUN")?.span ?? span))
      return
    }
    guard let key = command.fixed("x") else { return }
    let name = text(of: key.span).filter { $0 != "\"" }
    guard !varied.contains(name) else { return }
    report(
      Message.plotOption(
        name, varied: varied, nearest: nearest(to: name, among: varied), at: key.span))
  }

  private func runs(of command: MatchedCommand) -> [ValueType] {
    let runs = command.values["RUN"] ?? []
    return runs.isEmpty ? [state.lastRun ?? .unknown] : runs.map { quietType($0) }
  }

  private mutating func checkLayer(_ command: MatchedCommand) {
    guard let layer = command.constant("layer"), let value = command.fixed("layer"),
      case .run(let run)? = runs(of: command).first, let model = run.model, !model.isUncertain,
      layer > Double(model.dense.count)
    else { return }
    report(
      Message.plotLayer(
        Int(clamping: layer), of: model.name.text, count: model.dense.count, at: value.span))
  }

  /// A run, or a model that need not be trained.
  mutating func checkRunOrModel(_ value: Expression) -> ValueType {
    guard case .name(let name) = value.kind, variable(named: name) == nil,
      state.runs[name] == nil, state.models[name] != nil
    else { return checkRun(value, allowsSeveral: false) }
    use(.model(name))
    return .model(name)
  }

  private mutating func checkNetworkFigure(_ command: MatchedCommand, at span: SourceSpan) {
    var shown: ModelState?
    switch command.types["RUN"] {
    case .run(let run)?: shown = run.model
    case .model(let name)?: shown = checkDeclared(name, command, at: span)
    case nil:
      guard let name = state.currentModel else {
        report(Message.modelMissing("plot network", at: span))
        spoilCurrentModel(span)
        return
      }
      shown = checkDeclared(name, command, at: span)
    default: return
    }
    guard let shown, !shown.isUncertain, command.fixed("dropout").map(isYes) == true,
      shown.dropout == nil
    else { return }
    report(
      Message.plotDropout(
        shown.name.text, model: shown.name.span, at: command.options["dropout"]?.span ?? span))
  }

  private func isYes(_ value: Expression) -> Bool {
    guard case .name(let word) = value.kind else { return false }
    return word == "yes" || word == "true"
  }

  /// A model as declared, whose inputs are the features of the data.
  private mutating func checkDeclared(
    _ name: String, _ command: MatchedCommand, at span: SourceSpan
  ) -> ModelState? {
    requireData(for: "plot network", at: span)
    guard let model = state.models[name] else { return nil }
    useModel(model)
    // A model may exist for the sake of its figure alone.
    state.models[name]?.isUsed = true
    if model.dense.isEmpty, !model.isUncertain {
      report(Message.modelEmpty(name, model: model.name.span, at: span))
    }
    if command.fixed("weights").map(isYes) == true {
      use(.trained(name))
      if !model.isTrained, !model.isUncertain {
        report(
          Message.runMissing("weights=yes", at: command.options["weights"]?.span ?? span))
      }
    }
    return model
  }

  private mutating func checkSearchFigure(_ command: MatchedCommand, at span: SourceSpan) {
    let named = command.value("RUN")
    switch named.map({ quietType($0) }) ?? state.lastRun {
    case .run(let run)?, .runs(let run)?:
      guard let searched = run.searched else {
        report(Message.plotSearch(named.map { text(of: $0.span) }, at: named?.span ?? span))
        return
      }
      guard let key = command.fixed("x") else { return }
      let name = text(of: key.span).filter { $0 != "\"" }
      guard !searched.contains(name) else { return }
      report(
        Message.plotOption(
          name, varied: searched, nearest: nearest(to: name, among: searched), at: key.span))
    default: break
    }
  }

  /// A curve needs one output; that there is one input, the data tell.
  private mutating func checkFit(_ command: MatchedCommand, at span: SourceSpan) {
    for (place, run) in runs(of: command).enumerated() {
      guard case .run(let type) = run, let units = type.model?.dense.last?.units, units != 1 else {
        continue
      }
      let values = command.values["RUN"] ?? []
      report(
        Message.plotFit(units, at: values.indices.contains(place) ? values[place].span : span))
    }
  }

  /// A call of an own function whose body is a formula.
  mutating func checkGraph(_ value: Expression) -> ValueType {
    if case .invalid = value.kind { return .unknown }
    guard case .call(let name, _) = value.kind,
      let variable = variable(named: name.text) ?? nil,
      case .function(let definition) = variable.type
    else {
      if case .call(let name, _) = value.kind, variable(named: name.text)?.type.isUnknown == true {
        return infer(value)
      }
      markNames(of: value)
      report(Message.graphCall(text(of: value.span), at: value.span))
      return .unknown
    }
    let type = infer(value)
    if case .block(let statements) = definition.body,
      let other = statements.first(where: { !$0.isFormulaStep })
    {
      report(Message.graphBody(name.text, line: other.span, at: value.span))
      return .unknown
    }
    switch type {
    case .number, .unknown, .parameter: break
    case .matrix(let matrix)
    where (matrix.rows.size ?? 1) == 1 && (matrix.columns.size ?? 1) == 1:
      break
    default:
      report(
        Message.derivativeNumber("plot graph", text(of: value.span), type, at: value.span))
    }
    return type
  }
}

extension Statement {
  /// Whether it gives a name to a value or ends the function: what a graph can show.
  fileprivate var isFormulaStep: Bool {
    switch kind {
    case .binding(let names, _): names.count == 1
    case .update(_, let index, _): index == nil
    case .return(let values): values.count == 1
    case .invalid: true
    default: false
    }
  }
}
