import LecternData
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Session {
  /// `check`: looks for the mistakes that a falling cost hides, always in double precision.
  func check(_ command: CheckedCommand) throws(StatementFailure) {
    if let cost = command.value("COST") {
      try checkGradients(command, of: cost)
      return
    }
    let model = try modelToTrain(command)
    switch command.subject {
    case "start": try checkStart(command, model)
    case "overfit": try checkOverfit(command, model)
    case "shapes": try checkShapes(command, model)
    default: try checkGradient(command, model)
    }
  }

  /// The first `count` training examples in double precision, all without a count.
  func doubleExamples(
    _ command: CheckedCommand, _ description: NetworkDescription, count: Int? = nil
  ) throws(StatementFailure) -> Examples<Double> {
    guard var train = data?.splits["train"] else {
      throw StatementFailure("no-data", at: command.span, "there is no data to check with")
    }
    if let count, count < train.m { train = train.subset(Array(0..<count)) }
    let examples = try examples(train, "train", for: description, at: command.span)
    let key = ["batch", "examples"].first { command.fixed($0) != nil }
    try checkBatchNorm(
      description, batch: examples.count, at: key.map { command.place(of: $0) } ?? command.span,
      help: key.map { "write \($0)=4, say" } ?? "check with more examples")
    return Examples(
      inputs: examples.inputs.converted(to: Double.self),
      targets: examples.targets.converted(to: Double.self))
  }

  /// A model's description, and its network with the initial weights that `init` says.
  func initialNetwork(
    _ command: CheckedCommand, _ model: ModelDefinition
  ) throws(StatementFailure) -> Network<Double> {
    let inputs = data?.splits["train"]?.features ?? 0
    let description = try trainable(model, inputs: inputs, at: command.span)
    try checkMemory(
      elements: 8 * Double(description.parameterCount), "the check",
      help: "check a smaller network", at: command.span)
    let initializer = try self.initializer(model.initializer)
    let initialSeed = try model.initializer.map { (declared) throws(StatementFailure) in
      try seed(of: declared)
    }
    var random = RandomState(seed: initialSeed ?? seed)
    return Network<Double>(description, initializer: initializer, random: &random)
  }

  func option(
    _ command: CheckedCommand, _ key: String, _ fallback: Int
  ) throws(StatementFailure) -> Int {
    guard let expression = command.fixed(key) else { return fallback }
    return try wholeNumber(expression)
  }

  func positive(
    _ command: CheckedCommand, _ key: String, _ fallback: Double
  ) throws(StatementFailure) -> Double {
    guard let expression = command.fixed(key) else { return fallback }
    let value = try number(expression)
    guard value > 0, value.isFinite else {
      throw StatementFailure(
        "value-positive", at: expression.span,
        "\(key) is a number above 0, not \(NumberText.short(value))")
    }
    return value
  }
}

extension NetworkDescription {
  var hasDropout: Bool {
    layers.contains { if case .dropout = $0 { true } else { false } }
  }

  /// The same network with nothing dropped and nothing penalised.
  var bare: NetworkDescription {
    NetworkDescription(
      inputCount: inputCount,
      layers: layers.filter { if case .dropout = $0 { false } else { true } }, loss: loss
    ).withoutPenalties
  }

  fileprivate var withoutPenalties: NetworkDescription {
    let layers = layers.map { layer in
      guard case .dense(let units, let activation, let hasBias, let initializer, _) = layer
      else { return layer }
      return Layer.dense(
        units: units, activation: activation, hasBias: hasBias, initializer: initializer)
    }
    return NetworkDescription(inputCount: inputCount, layers: layers, loss: loss)
  }
}

extension Session {
  private func checkStart(
    _ command: CheckedCommand, _ model: ModelDefinition
  ) throws(StatementFailure) {
    let network = try initialNetwork(command, model)
    let examples = try doubleExamples(command, network.description)
    let cost = network.trainingCost(on: examples)
    let (expected, meaning) = guess(network.description, examples.targets)
    var rows: [[OutputTable.Entry]] = [
      [.text("cost at the initial weights"), .number(cost.data)],
      [.text("\(meaning), of a guess that knows nothing"), .number(expected)],
    ]
    if network.description.hasPenaltyTerm {
      rows.append([.text("penalty"), .number(cost.penalty)])
    }
    outputs.append(
      .table(
        OutputTable(
          kind: "check-start", title: "Cost before training", columns: ["quantity", "value"],
          rows: rows, note: "\(examples.count) examples, float64", digits: digits)))
    let ratio = expected > 0 ? cost.data / expected : 1
    let verdict: String
    let times = "\(NumberText.short(ratio, digits: 2)) times that of a guess"
    switch ratio {
    case 0.8...1.25: verdict = "The network starts as a guess does: right."
    case 0.5..<0.8:
      verdict = "The first cost is \(times): a little better by the chance of its weights."
    case ..<0.5:
      verdict =
        "The first cost is \(times): does an input give the label away, or are these the weights of a trained network?"
    case ...2: verdict = "The first cost is \(times): the first outputs are a little too sure."
    default:
      verdict =
        "The first cost is \(times): take smaller initial weights, or normalize the inputs."
    }
    outputs.append(.text(verdict))
  }

  /// The cost of a network that knows nothing, and what that is in words.
  private func guess(
    _ description: NetworkDescription, _ targets: Matrix<Double>
  ) -> (cost: Double, meaning: String) {
    let outputs = Double(description.outputCount)
    let count = Double(max(targets.columns, 1))
    /// The mean over outputs of what a measure makes of the deviations from a row's centre.
    func mean(_ center: ([Double]) -> Double, _ measure: (Double) -> Double) -> Double {
      (0..<targets.rows).reduce(0.0) { sum, row in
        let values = (0..<targets.columns).map { targets[row, $0] }
        let middle = center(values)
        return sum + values.reduce(0) { $0 + measure($1 - middle) } / count
      } / Double(max(targets.rows, 1))
    }
    let average = { (values: [Double]) in values.reduce(0, +) / Double(max(values.count, 1)) }
    let median = { (values: [Double]) in values.isEmpty ? 0 : values.sorted()[values.count / 2] }
    switch description.loss {
    case .crossEntropy: return (log(outputs), "log \(description.outputCount)")
    case .binaryCrossEntropy:
      return outputs == 1
        ? (log(2), "log 2")
        : (outputs * log(2), "\(description.outputCount) log 2")
    case .meanSquaredError: return (mean(average) { $0 * $0 }, "the variance of the targets")
    case .halfMeanSquaredError:
      return (mean(average) { $0 * $0 / 2 }, "half the variance of the targets")
    case .meanAbsoluteError:
      return (
        mean(median) { abs($0) },
        "the mean distance of the targets from their median"
      )
    case .huber(let delta):
      return (
        mean(average) { abs($0) <= delta ? $0 * $0 / 2 : delta * (abs($0) - delta / 2) },
        "the Huber loss of the targets' mean"
      )
    case .hinge:
      return outputs == 1 ? (1, "1") : (outputs - 1, "\(description.outputCount) − 1")
    }
  }

  private func checkOverfit(
    _ command: CheckedCommand, _ model: ModelDefinition
  ) throws(StatementFailure) {
    let full = try initialNetwork(command, model)
    // Of one example a batch norm leaves nothing to learn.
    let fewest = full.description.batchNormLayers.isEmpty ? 1 : 4
    let examples = try doubleExamples(
      command, full.description, count: try option(command, "batch", fewest))
    let iterations = try option(command, "iterations", 1000)
    let rate = try positive(command, "lr", 0.01)
    var random = RandomState(
      seed: try model.initializer.map { (declared) throws(StatementFailure) in
        try seed(of: declared)
      } ?? seed)
    let network = Network<Double>(
      full.description.bare, initializer: try initializer(model.initializer), random: &random)
    let hasClasses = data?.splits["train"]?.labels != nil
    let plan = TrainingPlan<Double>(
      optimizer: .adam, learningRate: { _, _ in rate }, length: .iterations(iterations),
      recordsAccuracy: hasClasses, shouldStop: shouldStop)
    let outcome = network.trained(on: examples, plan: plan)
    try checkTime(command)
    let first = outcome.costs.first ?? .nan
    let last = outcome.costs.last ?? .nan
    var rows: [[OutputTable.Entry]] = [
      [.text("examples"), .number(Double(examples.count))],
      [.text("iterations"), .number(Double(outcome.iterations))],
      [.text("first cost"), .number(first)], [.text("last cost"), .number(last)],
    ]
    if hasClasses, let accuracy = outcome.trainAccuracies.last {
      rows.append([.text("accuracy"), .share(accuracy)])
    }
    var note = "Adam, lr = \(NumberText.short(rate)), float64"
    if full.description.hasDropout { note += "; dropout is off" }
    if full.description != full.description.withoutPenalties { note += "; no penalty" }
    outputs.append(
      .table(
        OutputTable(
          kind: "check-overfit", title: "Learning \(examples.count) examples by heart",
          columns: ["quantity", "value"], rows: rows, note: note, digits: digits)))
    let isLearnt = last.isFinite && (last < 0.01 || last < 0.001 * first)
    outputs.append(
      .text(
        isLearnt
          ? "The network can learn them by heart: cost \(NumberText.short(last, digits: 3))."
          : "The network cannot learn them by heart in \(outcome.iterations) iterations: cost "
            + "\(NumberText.short(last, digits: 3))."))
    if !isLearnt {
      warnings.append(
        Diagnostic(
          "check-overfit", .warning, at: command.span,
          "the network does not learn \(examples.count) examples by heart",
          help:
            "try another lr= or more iterations=; else the network is too small, its units are dead, or the labels contradict each other"
        ))
    }
  }

  private func checkShapes(
    _ command: CheckedCommand, _ model: ModelDefinition
  ) throws(StatementFailure) {
    guard let train = data?.splits["train"] else { return }
    let description = try trainable(model, inputs: train.features, at: command.span)
    let m = train.m
    var dense = description.denseLayers.makeIterator()
    var norms = description.batchNormLayers.makeIterator()
    var number = 0
    func size(_ rows: Int, _ columns: Int, of name: String = "") -> OutputTable.Entry {
      .text(
        context.layout == .columns ? "\(name)\(rows) × \(columns)" : "\(name)\(columns) × \(rows)")
    }
    var units = train.features
    var rows: [[OutputTable.Entry]] = [
      [.text("inputs"), .missing, .missing, .missing, size(units, m), .number(0)]
    ]
    for layer in description.layers {
      switch layer {
      case .dense:
        guard let facts = dense.next() else { continue }
        number += 1
        units = facts.units
        rows.append([
          .text("dense \(number)"), size(units, facts.inputs),
          facts.hasBias ? size(units, 1) : .text("none"), size(units, m),
          size(units, m), .number(Double(facts.parameterCount)),
        ])
      case .batchNorm:
        guard let facts = norms.next() else { continue }
        rows.append([
          .text("batch norm"), size(units, 1, of: "γ "), size(units, 1, of: "β "),
          size(units, m), size(units, m),
          .number(Double(facts.parameterCount)),
        ])
      case .dropout:
        rows.append([
          .text("dropout"), .missing, .missing, .missing, size(units, m), .number(0),
        ])
      }
    }
    let targets = train.targets(outputs: description.outputCount)
    rows.append([
      .text("targets"), .missing, .missing, .missing,
      targets.map { size($0.rows, $0.columns) } ?? .text("do not fit"), .number(0),
    ])
    outputs.append(
      .table(
        OutputTable(
          kind: "check-shapes", title: "Shapes of \(model.name)",
          columns: ["layer", "W", "b", "Z", "A", "parameters"], rows: rows,
          note:
            "\(NumberText.short(Double(description.parameterCount))) parameters, m = \(m) examples")
      ))
  }
}
