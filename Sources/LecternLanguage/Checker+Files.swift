import LecternText

extension ProgramChecker {
  mutating func checkSave(_ command: MatchedCommand) {
    if command.value("RUN") == nil { requireLatestRun(for: "save", at: command.span) }
    if let file = command.fileName { define(.file(file)) }
  }

  /// A loaded run has the layers of the model and the inputs of the data.
  mutating func checkLoad(_ command: MatchedCommand) {
    if state.data == nil {
      report(Message.dataMissing("load knows the inputs", at: command.span))
      spoilData(at: command.span)
    }
    use(.data)
    if let file = command.fileName { use(.file(file)) }
    guard let name = state.currentModel, let model = state.models[name] else {
      report(Message.modelMissing("load", at: command.span))
      spoilCurrentModel(command.span)
      finishTraining(result: command.result, type: .unknown, at: command.span)
      return
    }
    useModel(model)
    if model.dense.isEmpty, !model.isUncertain {
      report(Message.modelEmpty(name, model: model.name.span, at: command.span))
    }
    checkNetwork(model, varying: [])
    checkArrayCounts(command, model)
    define(.trained(name))
    finishTraining(
      result: command.result,
      type: .run(runType(of: model, count: nil, name: command.result, varies: false)),
      at: command.span)
  }

  /// One array of weights a dense layer.
  private mutating func checkArrayCounts(_ command: MatchedCommand, _ model: ModelState) {
    guard !model.isUncertain else { return }
    for key in ["weights", "biases"] {
      guard let value = command.fixed(key) else { continue }
      let count = if case .matrix(let rows) = value.kind { rows.joined().count } else { 1 }
      let wanted =
        key == "weights" ? model.dense.count : model.dense.count(where: \.hasBias)
      if count != wanted {
        report(
          Message.arrayCount(key, count, wanted, model: model.name.span, at: value.span))
      }
    }
  }

  /// A file beside the notebook with an ending that says its format.
  mutating func file(_ value: Expression, _ endings: [String]) -> ValueType {
    guard case .string(let path) = value.kind else {
      let type = infer(value)
      if !type.isUnknown {
        report(
          Message.typeMismatch("the file", wants: "a text in quotes", got: type, at: value.span))
      }
      return .unknown
    }
    let parts = path.split(separator: "/", omittingEmptySubsequences: false)
    if path.hasPrefix("/") || path.hasPrefix("~") || parts.contains("..") || path.contains("\\")
      || path.contains("\0")
    {
      report(Message.fileOutside(path, parts.last.map(String.init) ?? "", at: value.span))
      return .unknown
    }
    let name = parts.last ?? ""
    let ending = name.split(separator: ".", omittingEmptySubsequences: false).dropFirst().last
    guard let ending, endings.contains(ending.lowercased()), name.count > ending.count + 1 else {
      report(
        Message.fileEnding(
          path, endings, stem: ending.map { String(path.dropLast($0.count + 1)) } ?? path,
          at: value.span))
      return .unknown
    }
    return .string(path)
  }

  // MARK: - predict

  mutating func checkPredict(_ command: MatchedCommand) {
    if command.value("RUN") == nil { requireLatestRun(for: "predict", at: command.span) }
    use(.data)
    let form = command.form
    func slot(_ name: String) -> ValueSlot? { form.value(named: name) }
    if let example = command.value("EXAMPLE") {
      if let other = command.value("SPLIT") ?? command.value("INDEX") {
        report(
          Message.valueExtra(
            text(of: other.span), verb: .predict, form: form, help: nil, at: other.span))
      }
      checkExample(command.types["EXAMPLE"] ?? .unknown, example)
      return
    }
    switch (command.value("SPLIT"), command.value("INDEX")) {
    case (nil, nil):
      if let slot = slot("EXAMPLE") {
        report(Message.valueMissing(slot, verb: .predict, form: form, at: command.span))
      }
    case (_?, nil):
      if let slot = slot("INDEX") {
        report(Message.valueMissing(slot, verb: .predict, form: form, at: command.span))
      }
    case (nil, let index?):
      let splits = state.data?.splits ?? [:]
      let split = Vocabulary.splits.last { splits[$0] != nil } ?? "test"
      report(
        Message.predictSplit(
          text(of: index.span), split, features: state.data?.description?.features, at: index.span))
    case (let split?, let index?):
      requireFit(command)
      guard case .name(let name) = split.kind, let value = command.constant("INDEX"),
        let position = Int(exactly: value), let count = state.data?.splits[name]?.examples,
        position >= count
      else { return }
      report(Message.indexRange(position, length: count, at: index.span))
    }
  }

  /// A new example has the features of the data; a picture needs to know its size.
  private mutating func checkExample(_ type: ValueType, _ value: Expression) {
    guard let data = state.data, let description = data.description else { return }
    switch type {
    case .string:
      if description.imageSize == nil {
        report(Message.imagesMissing(data: data.statement, at: value.span))
      }
    case .matrix(let given):
      let matrix = layout == .columns ? given : given.transposed
      if let columns = matrix.columns.size, columns != 1, matrix.rows.size == 1 {
        report(
          Message.predictRows(
            matrix, description.features, text(of: value.span), data: data.statement,
            at: value.span))
      } else if let rows = matrix.rows.size, rows != description.features {
        report(
          Message.predictRows(
            matrix, description.features, text(of: value.span), data: data.statement,
            at: value.span))
      }
    case .number:
      let one = Dimension(1)
      if description.features != 1 {
        report(
          Message.predictRows(
            MatrixType(rows: one, columns: one), description.features, text(of: value.span),
            data: data.statement, at: value.span))
      }
    default: break
    }
  }
}

extension MatchedCommand {
  fileprivate var fileName: String? {
    guard case .string(let path)? = value("FILE")?.kind else { return nil }
    return path
  }
}
