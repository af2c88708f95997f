import LecternText

extension ProgramChecker {
  mutating func checkModel(_ command: MatchedCommand) {
    guard let value = command.value("NAME"), case .name(let name) = value.kind else {
      spoilCurrentModel(command.span)
      return
    }
    if let old = state.currentModel.flatMap({ state.models[$0] }), old.name.text == name {
      warnIfUntrained(old)
    }
    state.models[name] = ModelState(name: Name(name, span: value.span), piece: current)
    state.currentModel = name
    define(.model(name))
  }

  /// A model whose statement has a mistake: layers go somewhere, silently.
  mutating func spoilCurrentModel(_ span: SourceSpan) {
    var model = ModelState(name: Name("", span: span), piece: current)
    model.isUncertain = true
    model.isUsed = true
    state.models[""] = model
    state.currentModel = ""
  }

  mutating func spoilModel() {
    guard let name = state.currentModel else { return }
    state.models[name]?.isUncertain = true
  }

  mutating func checkLayer(_ command: MatchedCommand, isSound: Bool) {
    guard let name = requireModel(for: command) else { return }
    use(.model(name))
    define(.model(name))
    noteChange(command, of: name)
    noteNames(of: command, in: name)
    state.models[name]?.isChecked = false
    guard command.subject?.text == "dense", let units = command.value("UNITS") else {
      if command.subject?.text == "dense" || !isSound { return spoilModel() }
      addOtherLayer(command, to: name)
      return
    }
    state.models[name]?.openLayer = nil
    guard isSound else { return spoilModel() }
    let count = command.constant("UNITS").flatMap(Int.init(exactly:))
    var hasBias = true
    if let bias = command.fixed("bias"), case .name(let word) = bias.kind {
      hasBias = word != "no" && word != "false"
    }
    let layer = ModelState.Layer(
      units: count, unitsSpan: units.span, activation: command.word("ACTIVATION") ?? "linear",
      hasBias: hasBias, hasInitializer: command.options["init"] != nil, statement: command.span,
      piece: current)
    state.models[name]?.dense.append(layer)
    state.models[name]?.architecture.append(
      "\(count.map(String.init) ?? "?") \(layer.activation)\(hasBias ? "" : ", no bias")")
  }

  /// Adds a dropout or a batch_norm, which keep the number of units.
  private mutating func addOtherLayer(_ command: MatchedCommand, to name: String) {
    for (key, none) in [("keep", 0.0), ("rate", 1.0)] where command.constant(key) == none {
      report(
        Message.dropoutAll(
          key, none, at: command.fixed(key)?.span ?? command.span))
      return spoilModel()
    }
    guard let word = command.subject?.text, let model = state.models[name] else { return }
    if word == "dropout" {
      if model.dropout == nil { state.models[name]?.dropout = command.span }
    } else {
      checkPlaceOfNorm(command, in: model)
      state.models[name]?.norms.append(
        ModelState.Norm(units: model.dense.last?.units, statement: command.span))
    }
    state.models[name]?.openLayer = (word, command.span, current)
    state.models[name]?.architecture.append(
      [word, command.word("ACTIVATION")].compactMap(\.self).joined(separator: " "))
  }

  private mutating func checkPlaceOfNorm(_ command: MatchedCommand, in model: ModelState) {
    guard let dense = model.dense.last else {
      if !model.isUncertain { report(Message.layerFirst(at: command.span)) }
      return
    }
    if dense.hasBias, dense.activation == "linear", model.openLayer == nil {
      report(Message.biasUseless(dense.statement, text(of: dense.statement), at: command.span))
    }
  }

  private mutating func noteChange(_ command: MatchedCommand, of name: String) {
    guard let model = state.models[name], model.isTrained, model.lateChange == nil else { return }
    state.models[name]?.lateChange = (command.verb.rawValue, command.span, current)
  }

  /// The model that a statement belongs to.
  private mutating func requireModel(for command: MatchedCommand) -> String? {
    if let name = state.currentModel { return name }
    report(Message.modelMissing(command.verb.rawValue, at: command.span))
    spoilCurrentModel(command.span)
    return nil
  }

  mutating func checkModelSetting(_ command: MatchedCommand) {
    guard let name = requireModel(for: command) else { return }
    use(.model(name))
    define(.model(name))
    noteChange(command, of: name)
    noteNames(of: command, in: name)
    guard let subject = command.subject else { return }
    switch command.verb {
    case .`init`: state.models[name]?.initialization = (subject.text, subject.span, current)
    case .loss:
      state.models[name]?.loss = (subject.text, command.span)
      state.models[name]?.isChecked = false
    default: break
    }
  }

  /// Remembers the `let` names that the statement reads, since `train` may vary them.
  private mutating func noteNames(of command: MatchedCommand, in model: String) {
    for value in command.values.values.joined() { noteNames(of: value, in: model) }
    for option in command.options.values {
      if case .fixed(let value) = option.setting { noteNames(of: value, in: model) }
    }
  }

  private mutating func noteNames(of value: Expression, in model: String) {
    value.visitNames { name in
      if state.variables[name] != nil { state.models[model]?.names.insert(name) }
    }
  }

  // MARK: - The network against the data

  /// Checks the last layer and the loss against the labels, once for each state of the model.
  mutating func checkNetwork(_ model: ModelState, varying: Set<String>) {
    guard !model.isUncertain, !model.isChecked, let last = model.dense.last else { return }
    state.models[model.name.text]?.isChecked = true
    let isVaried = !model.names.isDisjoint(with: varying)
    if let open = model.openLayer {
      report(Message.layerLast(open.word, at: open.statement), in: open.piece)
    }
    checkLoss(model, last)
    if let loss = model.loss, loss.word == "hinge", let data = state.data, data.hasNumericTarget {
      report(Message.targetNumeric("loss hinge", data: data.statement, at: loss.statement))
    }
    guard let data = state.data, let description = data.description, description.hasLabels else {
      return
    }
    guard let names = description.classNames else {
      if last.activation == "softmax" {
        report(
          Message.targetNumeric("softmax", data: data.statement, at: last.statement),
          in: last.piece)
      } else if let units = last.units, units != 1, !isVaried {
        report(
          Message.shapeTarget(units, data: data.statement, at: last.unitsSpan), in: last.piece)
      }
      return
    }
    guard let units = last.units, !isVaried else { return }
    let classes = names.count
    if last.activation == "softmax", units == 1 {
      report(
        Message.softmaxOneUnit(classes: classes, at: last.unitsSpan), in: last.piece)
      return
    }
    let isBinary = units == 1 && classes <= 2 && last.activation != "softmax"
    guard units != classes, !isBinary else {
      checkOutput(model, last, classes: classes)
      return
    }
    report(
      Message.shapeClasses(
        units: units, activation: last.activation, classNames: names, data: data.statement,
        at: last.unitsSpan), in: last.piece)
  }

  /// Warns of an output that is no distribution over the classes; a loss that is stated is heeded.
  private mutating func checkOutput(
    _ model: ModelState, _ last: ModelState.Layer, classes: Int
  ) {
    guard model.loss == nil else { return }
    if last.activation == "sigmoid", classes > 2 {
      report(Message.outputSigmoid(classes: classes, at: last.statement), in: last.piece)
    } else if !["sigmoid", "softmax"].contains(last.activation) {
      report(
        Message.outputActivation(last.activation, units: last.units ?? 1, at: last.statement),
        in: last.piece)
    }
  }

  private mutating func checkLoss(_ model: ModelState, _ last: ModelState.Layer) {
    guard let loss = model.loss else { return }
    let fitting = [
      "cross_entropy": "softmax", "binary_cross_entropy": "sigmoid", "hinge": "linear",
    ]
    guard let wanted = fitting[loss.word], wanted != last.activation else { return }
    // Scores may come out of any unit but those that make probabilities of them.
    if loss.word == "hinge", !["softmax", "sigmoid"].contains(last.activation) { return }
    report(
      Message.lossLayer(
        loss.word, wants: wanted, has: last.activation, layer: last.statement, at: loss.statement))
  }

  /// Warns that equal weights stay equal.
  mutating func checkSymmetry(
    _ model: ModelState, word: String, at span: SourceSpan, in piece: Int? = nil
  ) {
    guard model.dense.count > 1, word == "zeros" || word == "constant", !model.isUncertain,
      model.dense.dropLast().contains(where: { !$0.hasInitializer })
    else { return }
    report(
      Message.initSymmetry(word, activation: model.dense[0].activation, at: span), in: piece)
  }

  mutating func checkUntrainedModels() {
    for model in state.models.values.sorted(by: { $0.name.span.start < $1.name.span.start }) {
      current = model.piece
      if !model.dense.isEmpty, !model.isUsed { checkNetwork(model, varying: []) }
      warnIfUntrained(model)
      if let late = model.lateChange, errorCount == 0, !model.isUncertain {
        report(
          Message.orderLate(
            "\(late.verb) changes the model \(model.name.text) after its last training, so that no "
              + "run has it", help: "put it before train", at: late.statement), in: late.piece)
      }
    }
  }

  private mutating func warnIfUntrained(_ model: ModelState) {
    guard !model.isUsed, !model.dense.isEmpty, !model.isUncertain, errorCount == 0,
      !pieces[model.piece].mustFail
    else { return }
    report(Message.modelUntrained(model.name.text, at: model.name.span), in: model.piece)
  }
}

extension Expression {
  /// Calls `body` with every name that the expression reads.
  func visitNames(_ body: (String) -> Void) {
    var pending = [self]
    while let next = pending.popLast() {
      switch next.kind {
      case .name(let name): body(name)
      default: pending += next.parts
      }
    }
  }
}
