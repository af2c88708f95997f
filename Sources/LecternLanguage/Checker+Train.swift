import LecternText

extension ProgramChecker {
  mutating func checkTrain(_ command: MatchedCommand, isSound: Bool) {
    let varying = checkFreeOptions(command)
    let runs = checkDomains(command, varying)
    if state.data == nil {
      report(Message.dataMissing("train learns from data", at: command.span))
      spoilData(at: command.span)
    }
    use(.data)
    checkValidation(command)
    guard let name = state.currentModel, let model = state.models[name] else {
      report(Message.modelMissing("train", at: command.span))
      spoilCurrentModel(command.span)
      finishTraining(result: command.result, type: .unknown, at: command.span)
      return
    }
    use(.model(name))
    for variable in model.names.union(varying) where !isParameter(variable) {
      use(.variable(variable))
    }
    if model.dense.isEmpty, !model.isUncertain {
      report(Message.modelEmpty(name, model: model.name.span, at: command.span))
    }
    checkNetwork(model, varying: Set(varying))
    checkInitialization(command, model)
    state.models[name]?.isUsed = true
    define(.model(name))
    let isSweep = !runs.isEmpty
    var count: Int? = 1
    for run in runs {
      guard let total = count, let values = run else {
        count = nil
        continue
      }
      let (product, overflow) = total.multipliedReportingOverflow(by: values)
      count = overflow ? Int.max : product
    }
    if let count, count > 1000 { report(Message.sweepSize(count, at: command.span)) }
    let type = RunType(
      model: model.isUncertain ? nil : model, count: isSweep ? count : nil,
      name: command.result?.text, varies: !varying.isEmpty)
    finishTraining(
      result: command.result, type: isSweep ? .runs(type) : .run(type), at: command.span)
  }

  private func isParameter(_ name: String) -> Bool { state.variables[name]?.isParameter ?? true }

  mutating func finishTraining(result: Name?, type: ValueType, at span: SourceSpan) {
    if let result {
      if let role = Vocabulary.role(of: result.text), !role.contains("optimizer") {
        report(Message.nameReserved(result.text, role: role, at: result.span))
      }
      state.runs[result.text] = type
      define(.run(result.text))
    }
    if let name = state.currentModel { state.models[name]?.isUsed = true }
    state.lastRun = type
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
        report(Message.optionFixedName(key, at: option.key.span))
        continue
      }
      varying.append(key)
      _ = checkDomain(domain, as: .number, label: key)
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
  private mutating func checkDomains(_ command: MatchedCommand, _ varying: [String]) -> [Int?] {
    var counts: [Int?] = []
    let all = command.form.options.compactMap { command.options[$0.key] } + command.freeOptions
    for option in all {
      guard case .varied(let domain) = option.setting else { continue }
      counts.append(domainCount(domain))
    }
    return counts
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
