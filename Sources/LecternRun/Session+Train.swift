import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

extension Session {
  func train(_ command: CheckedCommand) async throws(StatementFailure) {
    let model = try modelToTrain(command)
    let groupName = command.result?.text ?? model.name
    let points = try sweep(command)
    var requests: [TrainingRequest] = []
    for point in points {
      requests.append(
        TrainingRequest(
          verb: "train", optimizer: command.subject ?? "gd",
          options: command.fixedOptions.merging(point.options) { _, varied in varied },
          overrides: point.overrides, variation: point.variation, name: groupName,
          span: command.span, settings: settings(command, point, model)))
    }
    let records = try await run(requests, model, command)
    let group = RunGroup(name: groupName, runs: records, isSweep: !command.varied.isEmpty)
    outputs.append(.table(trainingTable(group)))
    try report(divergenceOf: group, command)
    keep(group, named: command.result)
  }

  func modelToTrain(_ command: CheckedCommand) throws(StatementFailure) -> ModelDefinition {
    guard let name = currentModel, let model = models[name] else {
      throw StatementFailure("no-model", at: command.span, "there is no model to train")
    }
    guard data?.splits["train"] != nil else {
      throw StatementFailure("no-data", at: command.span, "there is no data to train on")
    }
    return model
  }

  /// Trains the networks of all requests on all cores; what comes out does not depend on which
  /// core does what.
  ///
  /// - Throws: `StatementFailure` when the reader interrupts or the cell's time is over, too.
  func run(
    _ requests: [TrainingRequest], _ model: ModelDefinition, _ command: CheckedCommand,
    of runCount: Int? = nil
  ) async throws(StatementFailure) -> [RunRecord<S>] {
    var jobs: [TrainingJob<S>] = []
    for request in requests {
      try checkTime(command)
      jobs.append(
        try job(
          request, model, of: runCount ?? requests.count, keepsState: command.varied.isEmpty))
    }
    let outcomes = await concurrently(jobs, limit: context.workers) { $0.run() }
    context.observer.trainingDidEnd(requests.first?.name ?? model.name)
    try checkTime(command)
    var records: [RunRecord<S>] = []
    for ((request, job), result) in zip(zip(requests, jobs), outcomes.compactMap(\.self)) {
      let outcome: TrainingOutcome<S>
      switch result {
      case .success(let trained): outcome = trained
      case .failure(let fault): throw failure(fault, of: request)
      }
      self.runCount += 1
      records.append(
        RunRecord(
          number: self.runCount, name: request.name, variation: request.variation,
          modelName: model.name, settings: request.settings, optimizer: job.optimizer,
          clipping: job.clipping, learningRate: request.text("lr", context), outcome: outcome,
          isFullBatch: job.isFullBatch, data: job.data, validation: job.validation?.split))
    }
    return records
  }

  /// A schedule that leaves its range in the middle of a run.
  private func failure(_ fault: ScheduleFault, of request: TrainingRequest) -> StatementFailure {
    let span = request.options[fault.key]?.span ?? request.span
    let place = "\(NumberText.short(fault.value)) at iteration \(fault.iteration)"
    guard fault.key == "lr" else {
      return StatementFailure(
        "value-seed", at: span,
        "\(fault.key) of \(request.fullName) is \(place), epoch \(fault.epoch)",
        help: "write a formula that is a whole number, 0 or more, for every epoch and iteration")
    }
    return StatementFailure(
      "train-rate", at: span, "the learning rate of \(request.fullName) is \(place)",
      help: "write a formula that is a positive number for every epoch and iteration")
  }

  /// Ends a statement that the reader or the cell's `timeout` stopped on its way.
  func checkTime(_ command: CheckedCommand) throws(StatementFailure) {
    try checkTime(at: command.span)
  }

  func checkTime(at span: SourceSpan) throws(StatementFailure) {
    if context.isInterrupted() { throw .interruption(at: span) }
    if let deadline, ContinuousClock.now >= deadline {
      throw StatementFailure(
        "timeout", at: span,
        "this cell has used up its time, \(NumberText.short(limits.timeout ?? 0)) s",
        help: limits.isTimeImposed
          ? "who renders the notebook has set them with --timeout; do less in the cell"
          : "raise its `#| timeout:`, or do less in it")
    }
  }

  /// Whether a training under way must stop.
  var shouldStop: @Sendable () -> Bool {
    let deadline = deadline
    let isInterrupted = context.isInterrupted
    return { isInterrupted() || deadline.map { ContinuousClock.now >= $0 } ?? false }
  }

  func keep(_ group: RunGroup<S>, named name: Name?) {
    if let name { runs[name.text] = group }
    lastRun = group
    if let last = group.runs.last { latestRunOfModel[last.modelName] = last }
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

  /// Says of a run that broke off at which step and with what learning rate, and what to try.
  private func report(
    divergenceOf group: RunGroup<S>, _ command: CheckedCommand
  ) throws(StatementFailure) {
    let broken = group.runs.filter(\.didDiverge)
    guard let first = broken.first else { return }
    let (message, help) = words(forDivergenceOf: first)
    let place = command.place(of: "lr")
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

  /// How a run went out of bounds, and what to try.
  func words(
    forDivergenceOf record: RunRecord<S>
  ) -> (message: String, help: String) {
    let start = record.outcome.costs.first ?? .nan
    var rate = record.outcome.learningRates.last ?? .nan
    var message = "\(record.fullLabel) diverged: "
    if case .diverged(let iteration, let lastRate, _) = record.outcome.end {
      rate = lastRate
      message += "the cost stopped being a finite number at iteration \(iteration)"
    } else {
      let last = record.outcome.costs.last ?? .nan
      message +=
        "the cost rose to \(NumberText.short(last)) in \(record.outcome.iterations) iterations"
    }
    message +=
      ", with a learning rate of \(NumberText.short(rate)); the first cost was \(NumberText.short(start))"
    let advice = rate > 1 ? "1 or less" : "\(NumberText.short(rate / 10)) or less"
    let help =
      "try a learning rate of \(advice)"
      + (data?.normalizations.isEmpty == true ? ", or normalize the inputs" : "")
    return (message, help)
  }
}

extension CheckedCommand {
  /// The options that have one value.
  var fixedOptions: [String: Expression] {
    options.compactMapValues { setting in
      guard case .fixed(let value) = setting else { return nil }
      return value
    }
  }

  /// Where an option is written, or the statement when it is not.
  func place(of key: String) -> SourceSpan {
    switch options[key] {
    case .fixed(let expression)?, .varied(let expression)?: expression.span
    case nil: span
    }
  }
}
