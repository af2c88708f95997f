import LecternFormula
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

extension Session {
  func checkGradient(
    _ command: CheckedCommand, _ model: ModelDefinition
  ) throws(StatementFailure) {
    let epsilon = try positive(command, "eps", 1e-7)
    let exampleCount = try option(command, "examples", 10)
    let components = try option(command, "components", 1000)
    let when = command.word("when") ?? "start"
    if when != "trained" {
      let network = try initialNetwork(command, model)
      try checkGradient(
        of: network, "at the initial weights", command, epsilon, exampleCount, components)
    }
    if when != "start" {
      guard let record = latestRunOfModel[model.name] else {
        throw StatementFailure(
          "no-run", at: command.span, "\(model.name) has not been trained yet",
          help: "train it first, or check gradient when=start")
      }
      let description = record.network.description
      guard description.inputCount == data?.splits["train"]?.features else {
        throw StatementFailure(
          "check-gradient", at: command.span,
          "\(record.fullLabel) takes \(description.inputCount) features, the data have others")
      }
      let parameters = record.network.namedParameters.map {
        ($0.name, $0.matrix.converted(to: Double.self))
      }
      guard
        let network = try? Network<Double>(
          description, parameters: Dictionary(parameters) { first, _ in first })
      else { preconditionFailure("A network has its own parameters.") }
      try checkGradient(
        of: network, "at the weights of \(record.fullLabel)", command, epsilon, exampleCount,
        components)
    }
  }

  private func checkGradient(
    of network: Network<Double>, _ place: String, _ command: CheckedCommand, _ epsilon: Double,
    _ exampleCount: Int, _ components: Int
  ) throws(StatementFailure) {
    let examples = try doubleExamples(command, network.description, count: exampleCount)
    let check = network.checkGradient(
      on: examples, epsilon: epsilon, maximumComponents: components, isStopped: shouldStop)
    try checkTime(command)
    var note = "\(examples.count) examples, float64"
    if network.description.hasDropout { note += "; dropout is off" }
    if network.description.hasPenaltyTerm { note += "; the penalty is included" }
    report(check, place, isOwn: false, note: note, at: command.span)
  }

  /// `check gradient dW db of J at W b`: gradients computed by hand.
  func checkGradients(
    _ command: CheckedCommand, of cost: Expression
  ) throws(StatementFailure) {
    let epsilon = try positive(command, "eps", 1e-7)
    let components = try option(command, "components", 1000)
    let variables = command.slots["VARIABLE"] ?? []
    let expressions = command.slots["GRADIENT"] ?? []
    var gradients: [Matrix<Double>] = []
    for expression in expressions {
      switch try evaluate(expression) {
      case .matrix(let matrix): gradients.append(matrix)
      case let value:
        guard let number = value.scalar else {
          throw StatementFailure("value-number", at: expression.span, "numbers go here")
        }
        gradients.append(Matrix(rows: 1, columns: 1, elements: [number]))
      }
    }
    var check: GradientCheck?
    try formula { () throws(FormulaError) in
      try FormulaExpression(cost).withCentralDifferences(
        by: variables, epsilon: epsilon, in: SessionEnvironment(session: self),
        variables: self.variables, limits: limits.formulas, isStopped: shouldStop
      ) { [self] differences throws(FormulaError) in
        for (place, gradient) in gradients.enumerated() {
          let value = differences.value(of: place)
          guard value.rows == gradient.rows, value.columns == gradient.columns else {
            throw FormulaError(
              "a gradient has the shape of its variable: "
                + "\(context.text(of: variables[place].span)) is \(value.rows) × \(value.columns), "
                + "but this is \(gradient.rows) × \(gradient.columns)", at: expressions[place].span)
          }
        }
        let middle = try differences.cost()
        check = try GradientCheck(
          of: zip(variables, gradients).map {
            (
              context.text(of: $0.span), $1,
              $1.count == 1 ? 0 : $1.rows == 1 || $1.columns == 1 ? 1 : 2
            )
          }, cost: middle,
          epsilon: epsilon, maximumComponents: components, isStopped: shouldStop
        ) { variable, index throws(FormulaError) in
          try differences.slope(variable, index, cost: middle)
        }
      }
    }
    try checkTime(command)
    guard let check else { return }
    report(
      check, "of \(context.text(of: cost.span))", isOwn: true, note: nil,
      at: expressions[0].span.union(expressions[expressions.count - 1].span))
  }

  /// Puts a comparison into the report, and warns of what is wrong.
  private func report(
    _ check: GradientCheck, _ place: String, isOwn: Bool, note: String?, at span: SourceSpan
  ) {
    let hasKinks = check.kinkCount > 0
    let factors = check.perParameter.compactMap { parameter in
      // A factor next to 1 says nothing of a wrong formula.
      check.suspects.contains(parameter.name) && parameter.checkedCount > 1
        ? parameter.factor.flatMap { abs($0 - 1) > 0.02 ? (parameter.name, $0) : nil } : nil
    }
    var facts = [
      "\(check.checkedCount) of \(check.parameterCount) components",
      "ε = \(NumberText.short(check.epsilon))", "cost \(NumberText.short(check.cost))",
    ]
    if let note { facts.append(note) }
    outputs.append(
      .table(
        OutputTable(
          kind: "gradient-check", title: "Gradient check \(place)",
          columns: ["parameter", "checked", "relative difference"]
            + (hasKinks ? ["without kinks"] : []) + ["verdict"],
          rows: check.perParameter.map { parameter in
            [
              .text(parameter.name), .number(Double(parameter.checkedCount)),
              .number(parameter.difference),
            ] + (hasKinks ? [.number(parameter.smoothDifference)] : [])
              + [.text(words(for: parameter.verdict))]
          } + [
            [
              .text("all"), .number(Double(check.checkedCount)), .number(check.difference),
            ] + (hasKinks ? [.number(check.smoothDifference)] : [])
              + [.text(words(for: hasKinks ? check.smoothVerdict : check.verdict))]
          ], note: facts.joined(separator: ", "), digits: 3)))
    if !check.worst.isEmpty {
      outputs.append(
        .table(
          OutputTable(
            kind: "gradient-worst", title: "Components that differ most",
            columns: [
              "component", isOwn ? "by hand" : "backpropagation", "central difference",
              "relative difference",
            ]
              + (hasKinks ? ["kink"] : []),
            rows: check.worst.prefix(5).map { component in
              [
                .text(name(of: component, isOwn: isOwn)), .number(component.analytic),
                .number(component.numeric),
                .number(component.relativeError),
              ] + (hasKinks ? [.text(component.crossesKink ? "crossed" : "no")] : [])
            },
            note: hasKinks
              ? (check.kinkCount == 1
                ? "1 checked component crosses" : "\(check.kinkCount) checked components cross")
                + " a kink of the cost, where a difference says little; without "
                + (check.kinkCount == 1 ? "it" : "them") + " the difference is "
                + NumberText.short(check.smoothDifference, digits: 2)
              : nil,
            digits: digits)))
    }
    outputs.append(.text(verdict(check)))
    // Where only kinks differ, nothing is wrong.
    if !check.suspects.isEmpty {
      warnings.append(
        Diagnostic(
          "check-gradient", .warning, at: span,
          "the gradient \(place) differs by \(NumberText.short(check.difference, digits: 2)): look at "
            + check.suspects.joined(separator: ", ") + worstText(check, isOwn: isOwn)
            + factors.map {
              "; all of \($0) is \(NumberText.short($1, digits: 4)) times what it should be"
            }.joined(),
          help: factors.isEmpty
            ? hasKinks
              ? "a smaller eps= crosses fewer kinks"
              : "another eps= tells a wrong gradient, which stays, from rounding, which changes"
            : "one factor for all: look at the 1/m of a mean, the 2 of a square, a sign"))
    }
  }

  /// The component that is most wrong, and by how much.
  private func worstText(_ check: GradientCheck, isOwn: Bool) -> String {
    guard let worst = check.worst.first(where: { !$0.crossesKink }) else { return "" }
    return
      ", \(name(of: worst, isOwn: isOwn)) most: \(NumberText.short(worst.analytic)) instead of "
      + NumberText.short(worst.numeric)
  }

  /// A component of an own variable, or of a part of the model as cells see it.
  private func name(of component: GradientCheck.Component, isOwn: Bool) -> String {
    isOwn || context.layout == .columns ? component.name : component.transposedName
  }

  private func words(for verdict: GradientCheck.Verdict) -> String {
    switch verdict {
    case .great: "great"
    case .maybe: "maybe"
    case .suspicious: "look closer"
    case .worry: "worry"
    case .rounding: "rounding"
    }
  }

  private func verdict(_ check: GradientCheck) -> String {
    var difference = NumberText.short(check.difference, digits: 2)
    if check.kinkCount > 0 {
      difference = NumberText.short(check.smoothDifference, digits: 2) + " without kinks"
    }
    return switch check.kinkCount > 0 ? check.smoothVerdict : check.verdict {
    case .great: "Difference \(difference), below 1e-7: great, the gradient is right."
    case .maybe: "Difference \(difference), below 1e-5: maybe right; look at the components."
    case .suspicious:
      "Difference \(difference), between 1e-5 and 1e-3: look at the components that differ most."
    case .worry:
      "Difference \(difference), above 1e-3: worry, the gradient is wrong somewhere."
    case .rounding:
      check.epsilon < 1e-9
        ? "Difference \(difference), but with so small an ε rounding is all that is left: take eps=1e-7."
        : "Difference \(difference), but the gradient is so small that this is rounding alone; as far "
          + "as can be seen it is right."
    }
  }
}
