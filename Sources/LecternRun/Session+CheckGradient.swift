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
    let hasKinks = check.kinkCount > 0
    var note =
      "\(check.checkedCount) of \(check.parameterCount) components, \(examples.count) examples, "
      + "ε = \(NumberText.short(epsilon)), cost \(NumberText.short(check.cost)), float64"
    if network.description.hasDropout { note += "; dropout is off" }
    if network.description.hasPenaltyTerm { note += "; the penalty is included" }
    outputs.append(
      .table(
        OutputTable(
          kind: "gradient-check", title: "Gradient check \(place)",
          columns: ["parameter", "checked", "relative difference", "verdict"],
          rows: check.perParameter.map { parameter in
            [
              .text(parameter.name), .number(Double(parameter.checkedCount)),
              .number(parameter.difference), .text(words(for: parameter.verdict)),
            ]
          } + [
            [
              .text("all"), .number(Double(check.checkedCount)), .number(check.difference),
              .text(words(for: check.verdict)),
            ]
          ], note: note, digits: 3)))
    if !check.worst.isEmpty {
      outputs.append(
        .table(
          OutputTable(
            kind: "gradient-worst", title: "Components that differ most",
            columns: ["component", "backpropagation", "central difference", "relative difference"]
              + (hasKinks ? ["kink"] : []),
            rows: check.worst.prefix(5).map { component in
              [
                .text(component.name), .number(component.analytic), .number(component.numeric),
                .number(component.relativeError),
              ] + (hasKinks ? [.text(component.crossesKink ? "crossed" : "no")] : [])
            },
            note: hasKinks
              ? "\(check.kinkCount) checked components cross a kink of the cost, where a difference says "
                + "little; without them the difference is "
                + NumberText.short(check.smoothDifference, digits: 2)
              : nil,
            digits: digits)))
    }
    outputs.append(.text(verdict(check)))
    // Where only kinks differ, nothing is wrong.
    if !check.suspects.isEmpty {
      warnings.append(
        Diagnostic(
          "check-gradient", .warning, at: command.span,
          "the gradient \(place) differs by \(NumberText.short(check.difference, digits: 2)): look at "
            + check.suspects.joined(separator: ", "),
          help: "another eps= tells a wrong gradient, which stays, from rounding, which changes"))
    }
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
    let difference = NumberText.short(check.difference, digits: 2)
    return switch check.verdict {
    case .great: "Difference \(difference), below 1e-7: great, the gradient is right."
    case .maybe: "Difference \(difference), below 1e-5: maybe right; look at the components."
    case .suspicious:
      "Difference \(difference), between 1e-5 and 1e-3: look at the components that differ most."
    case .worry:
      check.suspects.isEmpty
        ? "Difference \(difference), above 1e-3, but only where the cost has kinks."
        : "Difference \(difference), above 1e-3: worry, the gradient is wrong somewhere."
    case .rounding:
      check.epsilon < 1e-9
        ? "Difference \(difference), but with so small an ε rounding is all that is left: take eps=1e-7."
        : "Difference \(difference), but the gradient is so small that this is rounding alone."
    }
  }
}
