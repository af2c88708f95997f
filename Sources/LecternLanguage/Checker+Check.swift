import LecternText

extension ProgramChecker {
  /// Checks `check gradient`, `check start`, `check overfit` and `check shapes`.
  mutating func checkCheck(_ command: MatchedCommand) {
    let subject = command.subject?.text ?? ""
    if state.data == nil {
      report(Message.dataMissing("check \(subject) has examples", at: command.span))
      spoilData(at: command.span)
    }
    use(.data)
    guard let name = state.currentModel, let model = state.models[name] else {
      report(Message.modelMissing("check \(subject)", at: command.span))
      spoilCurrentModel(command.span)
      return
    }
    useModel(model)
    // A model may exist for the sake of a check alone.
    state.models[name]?.isUsed = true
    if model.dense.isEmpty, !model.isUncertain {
      report(Message.modelEmpty(name, model: model.name.span, at: command.span))
    }
    checkNetwork(model, varying: [])
    guard subject == "gradient" else { return }
    if let word = command.word("when"), word != "start" {
      requireLatestRun(for: "when=\(word)", at: command.options["when"]?.span ?? command.span)
    }
    if let dropout = model.dropout {
      report(Message.checkDropout(dropout, at: command.span))
    }
    if (state.precision?.value ?? context.precision) == .float32 {
      report(Message.checkPrecision(at: command.span))
    }
  }
}
