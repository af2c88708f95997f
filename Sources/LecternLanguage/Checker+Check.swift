import LecternText

extension ProgramChecker {
  /// Checks `check gradient`, `check start`, `check overfit` and `check shapes`.
  mutating func checkCheck(_ command: MatchedCommand, isSound: Bool) {
    let subject = command.subject?.text ?? ""
    guard command.form.values.isEmpty else {
      if isSound, let cost = command.value("COST") { checkGradients(command, cost) }
      return
    }
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

  /// Checks `check gradient dW db of J at W b`.
  private mutating func checkGradients(_ command: MatchedCommand, _ cost: Expression) {
    let gradients = command.values["GRADIENT"] ?? []
    let variables = command.values["VARIABLE"] ?? []
    let types = variables.map { place in quietly { $0.infer(place) } }
    checkCost(of: [cost] + variables, types, "check gradient", at: cost.span)
    guard gradients.count == variables.count else {
      report(
        Message.gradientCount(
          gradients.count, variables: variables.count,
          at: gradients[0].span.union(gradients[gradients.count - 1].span)))
      return
    }
    for (gradient, (variable, type)) in zip(gradients, zip(variables, types)) {
      let given = quietly { $0.infer(gradient) }
      guard let (new, old) = shapes(given, type),
        !unify(old.rows, new.rows) || !unify(old.columns, new.columns)
      else { continue }
      report(
        Message.gradientShape(
          text(of: gradient.span), new, variable: text(of: variable.span), old,
          declared: self.variable(named: text(of: variable.span))?.statement,
          at: gradient.span))
    }
  }

  /// Two values as matrices; nil if one of them is neither a number nor a matrix.
  private func shapes(_ a: ValueType, _ b: ValueType) -> (MatrixType, MatrixType)? {
    func shape(_ type: ValueType) -> MatrixType? {
      switch type {
      case .number: MatrixType(rows: Dimension(1), columns: Dimension(1))
      case .matrix(let matrix): resolved(matrix)
      default: nil
      }
    }
    guard let a = shape(a), let b = shape(b) else { return nil }
    return (a, b)
  }
}
