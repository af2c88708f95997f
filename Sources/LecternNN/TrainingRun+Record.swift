internal import LecternTensor

/// The curves, and what ends a run.
extension TrainingRun {
  func record(_ cost: Cost, matches: Int, of count: Int, rate: Double) {
    outcome.costs.append(cost.total)
    outcome.penalties.append(cost.penalty)
    outcome.learningRates.append(rate)
    if plan.recordsAccuracy { outcome.trainAccuracies.append(Double(matches) / Double(count)) }
  }

  /// Measures the validation examples, and keeps the parameters when they are the best so far.
  func validate() {
    guard let validator, let examples = plan.validation else { return }
    // The same penalty as in the training cost: the gap between the two is that of the data.
    let (cost, matches) = validator.measure(parameters, examples, penaltyCount: batchSize)
    outcome.validationCosts.append(cost.total)
    if plan.recordsAccuracy {
      outcome.validationAccuracies.append(Double(matches) / Double(max(examples.count, 1)))
    }
    guard plan.earlyStopping != nil else { return }
    // A cost that is no number is never the best.
    guard cost.total < state.best.cost else {
      state.best.waited += 1
      return
    }
    state.best.entry = outcome.validationCosts.count - 1
    state.best.cost = cost.total
    state.best.waited = 0
    state.best.keep(parameters)
  }

  /// Whether the latest entry of the curves ends the run.
  func endsAfterEntry() -> Bool {
    if let target = plan.target, let cost = outcome.costs.last, cost <= target {
      outcome.end = .reachedTarget
      return true
    }
    if let patience = plan.earlyStopping?.patience, state.best.waited >= max(patience, 1) {
      outcome.end = .stoppedEarly
      return true
    }
    return false
  }

  /// Keeps the parameters that `hasSettled` compares with.
  func rememberParameters() {
    earlier?.pointer.update(from: parameters.pointer, count: parameters.layout.count)
  }

  /// Whether the parameters moved less than the plan's tolerance.
  func hasSettled() -> Bool {
    guard let tolerance = plan.tolerance, let earlier else { return false }
    let distance = Scalar.squaredDistance(
      count: parameters.layout.count, parameters.pointer, earlier.pointer)
    guard distance.squareRoot() < tolerance else { return false }
    outcome.end = .reachedTolerance
    return true
  }

  /// Whether the run may go on with this cost.
  func isFinite(_ cost: Cost) -> Bool {
    latestCost = cost.total
    state.costAtStart = state.costAtStart ?? cost.total
    guard !cost.total.isFinite else { return true }
    diverge(at: outcome.iterations)
    return false
  }

  /// Whether all parameters are numbers; no cost is measured after the last update.
  @discardableResult
  func checkParameters() -> Bool {
    let count = Scalar.nonfiniteCount(count: parameters.layout.count, parameters.pointer)
    guard count > 0, outcome.end == .completed else { return count == 0 }
    diverge(at: max(outcome.iterations - 1, 0))
    return false
  }

  private func diverge(at iteration: Int) {
    let rate = latestRate ?? plan.learningRate(max(outcome.epochs, 1), outcome.iterations)
    outcome.end = .diverged(
      iteration: iteration, learningRate: rate, costAtStart: state.costAtStart ?? .nan)
  }

  func reportProgress(isLast: Bool) {
    guard let progress = plan.progress else { return }
    let due = outcome.iterations - reportedIteration >= max(plan.progressInterval, 1)
    guard due || (isLast && outcome.iterations > reportedIteration) else { return }
    reportedIteration = outcome.iterations
    progress(
      TrainingProgress(
        iteration: outcome.iterations, iterationCount: iterationCount,
        epoch: max(outcome.epochs, 1), cost: latestCost))
  }
}

extension BestParameters {
  fileprivate mutating func keep(_ buffer: ParameterBuffer<Scalar>) {
    guard numbers.count == buffer.layout.totalCount else {
      numbers = buffer.numbers
      return
    }
    // In place: nothing is allocated inside an epoch.
    numbers.withUnsafeMutableBufferPointer { numbers in
      numbers.baseAddress?.update(from: buffer.pointer, count: numbers.count)
    }
  }
}
