import LecternText

extension ProgramChecker {
  mutating func checkTrain(_ command: MatchedCommand) {
    guard let training = checkTraining(command, of: "train learns from data") else { return }
    if let count = training.runCount, count > 1000 {
      report(Message.sweepSize(count, at: command.span))
    }
    checkResumed(command, training.model)
    let isSweep = !training.counts.isEmpty
    var type = runType(
      of: training.model, count: isSweep ? training.runCount : nil, name: command.result,
      varies: !training.varying.isEmpty)
    type.varied = variedNumbers(command)
    type.validation = command.word("validate")
    finishTraining(
      result: command.result, type: isSweep ? .runs(type) : .run(type), at: command.span)
  }

  /// What `train` and `search` have in common.
  struct Training {
    let model: ModelState
    /// The `let` names that vary.
    let varying: [String]
    /// How many values each `in` has.
    let counts: [Int?]

    /// The number of combinations.
    var runCount: Int? {
      var total = 1
      for count in counts {
        guard let count else { return nil }
        let (product, overflow) = total.multipliedReportingOverflow(by: count)
        total = overflow ? Int.max : product
      }
      return total
    }
  }

  /// Checks model, data and options; nil when there is no model.
  mutating func checkTraining(_ command: MatchedCommand, of purpose: String) -> Training? {
    let varying = checkFreeOptions(command)
    let counts = checkDomains(command)
    if state.data == nil {
      report(Message.dataMissing(purpose, at: command.span))
      spoilData(at: command.span)
    }
    use(.data)
    checkValidation(command)
    checkExampleCount(command)
    if let batch = command.constant("batch"), let count = state.data?.splits["train"]?.examples,
      command.options["examples"] == nil, batch > Double(count), count > 0
    {
      report(
        Message.batchLarge(
          batch, count, at: command.options["batch"]?.span ?? command.span))
    }
    guard let name = state.currentModel, let model = state.models[name] else {
      report(Message.modelMissing(command.verb.rawValue, at: command.span))
      spoilCurrentModel(command.span)
      finishTraining(result: command.result, type: .unknown, at: command.span)
      return nil
    }
    useModel(model, also: varying)
    if model.dense.isEmpty, !model.isUncertain {
      report(Message.modelEmpty(name, model: model.name.span, at: command.span))
    }
    checkNetwork(model, varying: Set(varying))
    checkInitialization(command, model)
    state.models[name]?.isUsed = true
    state.models[name]?.isTrained = true
    state.models[name]?.lateChange = nil
    if state.data?.learner == nil { state.data?.learner = name }
    define(.trained(name))
    return Training(model: model, varying: varying, counts: counts)
  }

  /// Notes that the piece needs a model and the `let` names in its statements.
  mutating func useModel(_ model: ModelState, also names: [String] = []) {
    use(.model(model.name.text))
    for variable in model.names.union(names) where !isParameter(variable) {
      use(.variable(variable))
    }
  }

  func runType(of model: ModelState, count: Int?, name: Name?, varies: Bool) -> RunType {
    let hasLabels = state.data?.description?.hasLabels ?? false
    return RunType(
      model: model.isUncertain ? nil : model, count: count, name: name?.text, varies: varies,
      data: state.data, isRegression: hasLabels ? state.data?.hasNumericTarget : nil)
  }

  private mutating func checkExampleCount(_ command: MatchedCommand) {
    guard let option = command.options["examples"], let train = state.data?.splits["train"],
      let count = train.examples
    else { return }
    var values = [option.setting.expression]
    switch option.setting.expression.kind {
    case .matrix(let rows): values = rows.flatMap { $0 }
    case .range(_, let last): values = [last]
    default: break
    }
    for value in values {
      guard case .number(let number, _) = value.kind, number > Double(count) else { continue }
      report(
        Message.examplesMany(
          NumberText.short(number), count, data: train.statement, at: value.span))
    }
  }

  /// A run that goes on has the layers of the model at hand.
  private mutating func checkResumed(_ command: MatchedCommand, _ model: ModelState) {
    guard let value = command.fixed("resume"), case .name(let name) = value.kind,
      case .run(let run)? = state.runs[name], let resumed = run.model, !model.isUncertain,
      !run.varies,
      !(resumed.architecture + model.architecture).contains(where: { $0.hasPrefix("?") })
    else { return }
    if resumed.architecture != model.architecture {
      report(
        Message.runModel(
          name, resumed.name.text, resumed.architecture, model.name.text, model.architecture,
          at: value.span))
    }
  }

  func isParameter(_ name: String) -> Bool { state.variables[name]?.isParameter ?? true }

  /// Remembers a run; `last` is what the latest run is when it is another.
  mutating func finishTraining(
    result: Name?, type: ValueType, last: ValueType? = nil, at span: SourceSpan
  ) {
    if let result {
      if let role = Vocabulary.roleForRuns(of: result.text) {
        report(Message.nameReserved(result.text, role: role, at: result.span))
      }
      if let variable = state.variables[result.text] {
        report(
          Message.nameTaken(
            result.text, variable.type, first: variable.name.span, at: result.span))
      }
      state.runs[result.text] = type
      define(.run(result.text))
    }
    if let name = state.currentModel { state.models[name]?.isUsed = true }
    state.lastRun = last ?? type
    define(.lastRun)
  }

  /// The `let` names that vary.
  private mutating func checkFreeOptions(_ command: MatchedCommand) -> [String] {
    var varying: [String] = []
    var used = state.currentModel.flatMap { state.models[$0]?.names } ?? []
    for option in command.options.values {
      switch option.setting {
      case .fixed(let value), .varied(let value): value.visitNames { used.insert($0) }
      }
    }
    for option in command.freeOptions {
      let key = option.key.text
      guard let variable = state.variables[key] else {
        if state.silencedNames.contains(key) { continue }
        reportUnknown(option, command)
        continue
      }
      readNames.insert(key)
      guard case .varied(let domain) = option.setting else {
        report(Message.optionFixedName(key, command.verb, at: option.key.span))
        continue
      }
      varying.append(key)
      _ = checkDomain(domain, as: .number, label: key, isSearched: command.verb == .search)
      switch variable.type {
      case .number, .unknown: break
      default:
        report(
          Message.typeMismatch(
            "in", wants: "the name of a number", got: variable.type, at: option.key.span))
        continue
      }
      let isUncertain = state.currentModel.flatMap { state.models[$0]?.isUncertain } ?? true
      if !used.contains(key), !isUncertain {
        report(
          Message.inUnused(
            key, model: state.currentModel ?? "",
            uses: used.filter { state.variables[$0] != nil }.sorted(),
            defined: variable.name.span, at: option.key.span))
      }
    }
    return varying
  }

  /// How many values each `in` has.
  private func checkDomains(_ command: MatchedCommand) -> [Int?] {
    var counts: [Int?] = []
    let all = command.form.options.compactMap { command.options[$0.key] } + command.freeOptions
    for option in all {
      guard case .varied(let domain) = option.setting else { continue }
      counts.append(domainCount(domain))
    }
    return counts
  }

  /// The options and names that vary by numbers, from left to right.
  mutating func variedNumbers(_ command: MatchedCommand) -> [String] {
    (Array(command.options.values) + command.freeOptions)
      .sorted { $0.span.start < $1.span.start }
      .compactMap { option in
        guard case .varied(let domain) = option.setting else { return nil }
        guard case .matrix(let rows) = domain.kind else { return option.key.text }
        let isOfNumbers = rows.joined().allSatisfy { entry in
          if case .range = entry.kind { return true }
          return quietly { $0.infer(entry) }.isNumber
        }
        return isOfNumbers ? option.key.text : nil
      }
  }

  private mutating func checkValidation(_ command: MatchedCommand) {
    guard let option = command.options["validate"], let split = command.word("validate"),
      Vocabulary.splits.contains(split)
    else { return }
    guard requireSplit(split, at: command.fixed("validate")?.span ?? option.span) else { return }
    if split == "test" { report(Message.validateTest(at: option.span)) }
  }

  private mutating func checkInitialization(_ command: MatchedCommand, _ model: ModelState) {
    if let option = command.options["init"] {
      guard case .fixed(let value) = option.setting else { return }
      switch value.kind {
      case .name(let word): checkSymmetry(model, word: word, at: value.span)
      case .call(let name, _): checkSymmetry(model, word: name.text, at: value.span)
      default: break
      }
    } else if let initialization = model.initialization {
      checkSymmetry(
        model, word: initialization.word, at: initialization.span, in: initialization.piece)
    }
  }
}
