import LecternData
import LecternFormula
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Everything one run needs, so that it can train on another core.
private struct TrainingJob<S: LecternScalar>: Sendable {
  let name: String
  let description: NetworkDescription
  let initializer: Initializer
  let initialSeed: UInt32
  let optimizer: Optimizer
  let length: TrainingLength
  let batchSize: Int?
  let learningRate: Schedule
  let shuffleSeed: Schedule?
  let maskSeed: Schedule?
  let notebookSeed: UInt32
  let examples: Examples<S>
  let validation: Examples<S>?
  let recordsAccuracy: Bool
  let observer: any RunObserver
  let shouldStop: @Sendable () -> Bool

  func run() -> TrainingOutcome<S> {
    var random = RandomState(seed: initialSeed)
    let network = Network<S>(description, initializer: initializer, random: &random)
    var plan = TrainingPlan<S>(
      optimizer: optimizer, learningRate: { learningRate.value(epoch: $0, iteration: $1) },
      length: length, batchSize: batchSize,
      shuffling: source(shuffleSeed), dropout: source(maskSeed), validation: validation,
      recordsAccuracy: recordsAccuracy, shouldStop: shouldStop)
    let epochCount: Int? = if case .epochs(let count) = length { count } else { nil }
    plan.progress = { progress in
      observer.trainingDidAdvance(
        TrainingUpdate(
          name: name, step: epochCount == nil ? progress.iteration : progress.epoch,
          stepCount: epochCount ?? progress.iterationCount,
          unit: epochCount == nil ? "iteration" : "epoch", cost: progress.cost))
    }
    return network.trained(on: examples, plan: plan)
  }

  private func source(_ schedule: Schedule?) -> RandomSource {
    guard let schedule else { return .stream(RandomState(seed: notebookSeed)) }
    return .reseeded { epoch, iteration in
      // A formula may leave the range of seeds; seeds go round, as the remainder of 2³².
      let value = schedule.value(epoch: epoch, iteration: iteration).rounded(.towardZero)
      return value.isFinite && abs(value) < 9e15 ? UInt32(truncatingIfNeeded: Int(value)) : 0
    }
  }
}

extension Session {
  func train(_ command: CheckedCommand) async throws(StatementFailure) {
    guard let modelName = currentModel, let model = models[modelName] else {
      throw StatementFailure("no-model", at: command.span, "there is no model to train")
    }
    guard let data, let train = data.splits["train"] else {
      throw StatementFailure("no-data", at: command.span, "there is no data to train on")
    }
    let groupName = command.result?.text ?? modelName
    let points = try sweep(command)
    var jobs: [TrainingJob<S>] = []
    for point in points {
      jobs.append(
        try job(command, point, model, data, train, named: groupName, of: points.count))
    }
    let outcomes = await run(jobs)
    context.observer.trainingDidEnd(groupName)
    if context.isInterrupted() { throw .interruption(at: command.span) }
    if let deadline, ContinuousClock.now >= deadline {
      throw StatementFailure(
        "timeout", at: command.span, "this cell has used up its time",
        help: "raise its `#| timeout:`, or train for fewer steps")
    }
    var records: [RunRecord<S>] = []
    for (index, point) in points.enumerated() {
      let choice = point.options["validate"] ?? command.fixed("validate")
      let validation: String? =
        if case .name(let split)? = choice?.kind { split } else { nil }
      records.append(
        RunRecord(
          name: groupName, variation: point.variation, modelName: modelName,
          settings: settings(command, point, model), optimizer: jobs[index].optimizer,
          outcome: outcomes[index],
          isFullBatch: isFullBatch(jobs[index]), data: data, validation: validation))
    }
    let group = RunGroup(name: groupName, runs: records, isSweep: !command.varied.isEmpty)
    outputs.append(.table(trainingTable(group)))
    try report(divergenceOf: group, command)
    if command.result != nil { runs[groupName] = group }
    lastRun = group
    latestRunOfModel[modelName] = records.last
  }

  /// Trains on all cores; the results do not depend on which core does what.
  private func run(_ jobs: [TrainingJob<S>]) async -> [TrainingOutcome<S>] {
    if jobs.count == 1 { return [jobs[0].run()] }
    return await withTaskGroup(of: (Int, TrainingOutcome<S>).self) { group in
      for (index, job) in jobs.enumerated() { group.addTask { (index, job.run()) } }
      var outcomes: [Int: TrainingOutcome<S>] = [:]
      for await (index, outcome) in group { outcomes[index] = outcome }
      return jobs.indices.compactMap { outcomes[$0] }
    }
  }

  private func isFullBatch(_ job: TrainingJob<S>) -> Bool {
    (job.batchSize ?? .max) >= job.examples.count
  }

  private func job(
    _ command: CheckedCommand, _ point: SweepPoint, _ model: ModelDefinition,
    _ data: DataSplits<S>, _ train: Dataset<S>, named name: String, of runCount: Int
  ) throws(StatementFailure) -> TrainingJob<S> {
    func option(_ key: String) -> Expression? { point.options[key] ?? command.fixed(key) }
    let overrides = point.overrides
    let network = try description(of: model, inputs: train.features, overriding: overrides)
    guard case .dense? = network.layers.last else {
      throw StatementFailure(
        "layer-last", at: command.span, "the last layer of \(model.name) is not dense",
        help: "layer dense classes softmax")
    }
    guard let targets = train.targets(outputs: network.outputCount) else {
      throw StatementFailure(
        "shape-classes", at: command.span,
        "the network has \(network.outputCount) outputs, which do not fit the labels",
        help: "layer dense classes softmax")
    }
    var validation: Examples<S>?
    if case .name(let split)? = option("validate")?.kind {
      guard let held = data.splits[split],
        let heldTargets = held.targets(outputs: network.outputCount)
      else {
        throw StatementFailure("no-split", at: command.span, "there is no \(split) split")
      }
      validation = Examples(inputs: held.inputs, targets: heldTargets)
    }
    let length: TrainingLength
    if let epochs = option("epochs") {
      length = .epochs(try wholeNumber(epochs, overriding: overrides))
    } else if let iterations = option("iterations") {
      length = .iterations(try wholeNumber(iterations, overriding: overrides))
    } else {
      throw StatementFailure("train-length", at: command.span, "for how long?")
    }
    var batchSize: Int?
    if let batch = option("batch"), batch.kind != .name("full") {
      batchSize = try wholeNumber(batch, overriding: overrides)
    }
    var initializer = try self.initializer(model.initializer, overriding: overrides)
    if let expression = option("init") {
      initializer = try self.initializer(expression, overriding: overrides)
    }
    var initialSeed = seed
    if let declared = model.initializer {
      initialSeed = try self.seed(of: declared, overriding: overrides)
    }
    if let expression = option("init_seed") {
      initialSeed = try seedValue(expression, overriding: overrides)
    }
    guard let rate = option("lr") else {
      throw StatementFailure("train-rate", at: command.span, "a learning rate is missing")
    }
    try checkMemory(
      of: network, batchSize: min(batchSize ?? train.m, train.m), runs: runCount, command)
    let deadline = self.deadline
    let isInterrupted = context.isInterrupted
    var shuffleSeed: Schedule?
    if let expression = option("shuffle_seed") {
      shuffleSeed = try schedule(expression, overriding: overrides)
    }
    var maskSeed: Schedule?
    if let expression = option("mask_seed") {
      maskSeed = try schedule(expression, overriding: overrides)
    }
    return TrainingJob(
      name: point.variation.isEmpty
        ? name : name + " " + point.variation.map { "\($0.key)=\($0.text)" }.joined(separator: " "),
      description: network, initializer: initializer, initialSeed: initialSeed,
      optimizer: try optimizer(command, option, overriding: overrides), length: length,
      batchSize: batchSize, learningRate: try schedule(rate, overriding: overrides),
      shuffleSeed: shuffleSeed, maskSeed: maskSeed, notebookSeed: seed,
      examples: Examples(inputs: train.inputs, targets: targets), validation: validation,
      recordsAccuracy: train.labels != nil, observer: context.observer,
      shouldStop: {
        isInterrupted() || deadline.map { ContinuousClock.now >= $0 } ?? false
      })
  }

  /// Refuses a network that the machine cannot hold, before it starts.
  private func checkMemory(
    of network: NetworkDescription, batchSize: Int, runs: Int, _ command: CheckedCommand
  ) throws(StatementFailure) {
    // One run a core at a time, and the parameters of every run that is done.
    let cores = max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    let available = Double(sysconf(Int32(_SC_PHYS_PAGES))) * Double(sysconf(Int32(_SC_PAGESIZE)))
    let elements =
      Double(network.trainingElementCount(batchSize: batchSize)) * Double(min(runs, cores))
      + Double(network.outcomeElementCount()) * Double(runs)
    let needed = elements * Double(MemoryLayout<S>.size)
    guard needed > 0.8 * available else { return }
    let gibibyte = Double(1 << 30)
    throw StatementFailure(
      "train-memory", at: command.span,
      "training needs about \(NumberText.short((needed / gibibyte).rounded(.up))) GiB of memory; the "
        + "machine has \(NumberText.short((available / gibibyte).rounded()))",
      help: "fewer units, or a smaller batch=")
  }

  private func optimizer(
    _ command: CheckedCommand, _ option: (String) -> Expression?,
    overriding overrides: [String: Value]
  ) throws(StatementFailure) -> Optimizer {
    func number(_ key: String, _ fallback: Double) throws(StatementFailure) -> Double {
      guard let expression = option(key) else { return fallback }
      return try self.number(expression, overriding: overrides)
    }
    switch command.subject {
    case "momentum":
      return option("beta") == nil
        ? .classicalMomentum(mu: try number("mu", 0.9))
        : .averagedMomentum(beta: try number("beta", 0.9))
    case "adam":
      let isCorrected = try flag(option("bias_correction"), default: true)
      return .adam(
        beta1: try number("beta1", 0.9), beta2: try number("beta2", 0.999),
        epsilon: try number("eps", 1e-8), isBiasCorrected: isCorrected)
    default: return .gradientDescent
    }
  }

  /// A number, or a formula of `epoch` and `iteration` with the other names' values of now.
  private func schedule(
    _ expression: Expression, overriding overrides: [String: Value]
  ) throws(StatementFailure) -> Schedule {
    if case .number(let value, _) = expression.kind { return Schedule(constant: value) }
    var names = variables
    let known = ["m", "features", "classes"] + DataSplits<S>.names + runs.keys
    for name in known + latestRunOfModel.keys where names[name] == nil {
      names[name] = try formula { evaluator throws(FormulaError) in
        try evaluator.environment.value(named: name)
      }
    }
    let schedule = Schedule(
      formula: expression, names: names.merging(overrides) { _, override in override })
    // A mistake in the formula shows at the first step rather than in the middle of a run.
    do throws(FormulaError) {
      _ = try schedule.evaluated(epoch: 1, iteration: 0)
    } catch {
      throw StatementFailure("value", at: error.span, error.message, help: error.help)
    }
    return schedule
  }

  /// The options of a run in words, for `compare`.
  private func settings(
    _ command: CheckedCommand, _ point: SweepPoint, _ model: ModelDefinition
  ) -> [(key: String, text: String)] {
    let varied = Dictionary(point.variation.map { ($0.key, $0.text) }) { first, _ in first }
    var result = [("model", model.name), ("optimizer", command.subject ?? "")]
    for key in command.optionOrder {
      if let text = varied[key] {
        result.append((key, text))
      } else if let expression = command.fixed(key) {
        result.append((key, context.text(of: expression.span)))
      }
    }
    return result
  }

  private func place(of key: String, in command: CheckedCommand) -> SourceSpan {
    switch command.options[key] {
    case .fixed(let expression)?, .varied(let expression)?: expression.span
    case nil: command.span
    }
  }

  /// Says of a run that broke off at which step and with what learning rate, and what to try.
  private func report(
    divergenceOf group: RunGroup<S>, _ command: CheckedCommand
  ) throws(StatementFailure) {
    let broken = group.runs.filter(\.didDiverge)
    guard let first = broken.first else { return }
    let start = first.outcome.costs.first ?? .nan
    var rate = first.outcome.learningRates.last ?? .nan
    var message = "\(first.fullLabel) diverged: "
    if case .diverged(let iteration, let lastRate, _) = first.outcome.end {
      rate = lastRate
      guard rate.isFinite else {
        let last = max(iteration - 1, 0)
        throw StatementFailure(
          "train-rate", at: place(of: "lr", in: command),
          "the learning rate of \(first.fullLabel) is \(NumberText.short(rate)) at iteration \(last)",
          help: "write a formula that is a positive number for every epoch and iteration")
      }
      message += "the cost stopped being a finite number at iteration \(iteration)"
    } else {
      let last = first.outcome.costs.last ?? .nan
      message +=
        "the cost rose to \(NumberText.short(last)) in \(first.outcome.iterations) iterations"
    }
    message +=
      ", with a learning rate of \(NumberText.short(rate)); the first cost was \(NumberText.short(start))"
    let advice = rate > 1 ? "1 or less" : "\(NumberText.short(rate / 10)) or less"
    let help =
      "try a learning rate of \(advice)"
      + (data?.normalizations.isEmpty == true ? ", or normalize the inputs" : "")
    let place = place(of: "lr", in: command)
    if broken.count < group.runs.count {
      let others = broken.count > 1 ? "; \(broken.count) of \(group.runs.count) runs did" : ""
      warnings.append(Diagnostic("diverged", .warning, at: place, message + others, help: help))
      return
    }
    // The curves so far are what shows how it went wrong.
    if let figure = costFigure([group], logarithmic: false, range: nil) {
      outputs.append(.figure(figure))
    }
    throw StatementFailure("diverged", at: place, message, help: help)
  }
}
