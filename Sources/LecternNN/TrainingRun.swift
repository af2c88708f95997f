internal import LecternTensor

/// One training run: it owns the buffers and writes the outcome.
///
/// Not Sendable; nothing is allocated inside an epoch but room for the curves.
final class TrainingRun<Scalar: LecternScalar> {
  private let plan: TrainingPlan<Scalar>
  private let description: NetworkDescription
  private let exampleCount: Int
  private let batchSize: Int
  private let iterationCount: Int
  private let parameters: ParameterBuffer<Scalar>
  private let gradient: ParameterBuffer<Scalar>
  private let firstState: ParameterBuffer<Scalar>
  private let secondState: ParameterBuffer<Scalar>
  private let workspace: Workspace<Scalar>
  private let validator: Workspace<Scalar>?
  private var batch: (inputs: UnsafeMutablePointer<Scalar>, targets: UnsafeMutablePointer<Scalar>)?
  private var outcome: TrainingOutcome<Scalar>
  private var maskStream: RandomState
  private let isDropping: Bool
  /// β₁ᵗ and β₂ᵗ of Adam.
  private var powers = (1.0, 1.0)
  private var costAtStart: Double?
  private var latestRate = 0.0
  private var latestCost = 0.0
  private var reportedIteration = 0

  init(_ network: Network<Scalar>, _ examples: Examples<Scalar>, _ plan: TrainingPlan<Scalar>) {
    description = network.description
    precondition(examples.inputs.rows == description.inputCount, "The inputs fit the network.")
    precondition(examples.targets.rows == description.outputCount, "The targets fit the network.")
    self.plan = plan
    exampleCount = examples.count
    batchSize = min(max(plan.batchSize ?? examples.count, 1), max(examples.count, 1))
    let batchesPerEpoch = (exampleCount + batchSize - 1) / batchSize
    switch plan.length {
    case .iterations(let count): iterationCount = max(count, 0)
    case .epochs(let count):
      let (product, isTooLarge) = max(count, 0).multipliedReportingOverflow(by: batchesPerEpoch)
      iterationCount = isTooLarge ? Int.max : product
    }
    parameters = ParameterBuffer(network)
    let layout = parameters.layout
    gradient = ParameterBuffer(zerosFor: layout)
    firstState = ParameterBuffer(zerosFor: layout)
    secondState = ParameterBuffer(zerosFor: layout)
    workspace = Workspace(description, capacity: batchSize)
    validator = plan.validation.map {
      Workspace(network.description, capacity: min($0.count, evaluationWidth))
    }
    if batchSize < exampleCount {
      batch = (
        .allocate(capacity: description.inputCount * batchSize),
        .allocate(capacity: description.outputCount * batchSize)
      )
    }
    outcome = TrainingOutcome(network: network)
    outcome.costs.reserveCapacity(min(iterationCount, 1 << 16))
    isDropping = description.layers.contains { if case .dropout = $0 { true } else { false } }
    if case .stream(let state) = plan.dropout {
      maskStream = state
    } else {
      maskStream = RandomState(seed: 0)
    }
  }

  deinit {
    batch?.inputs.deallocate()
    batch?.targets.deallocate()
  }

  /// Trains to the end of the plan, to a cost that is no number, or until told to stop.
  func train(inputs: UnsafePointer<Scalar>, targets: UnsafePointer<Scalar>) {
    if batch == nil {
      trainOnAll(inputs, targets)
    } else {
      trainOnBatches(inputs, targets)
    }
    reportProgress(isLast: true)
  }

  /// The outcome with the trained parameters.
  func finished(_ network: Network<Scalar>) -> TrainingOutcome<Scalar> {
    parameters.write(to: &outcome.network)
    return outcome
  }

  private func trainOnAll(_ inputs: UnsafePointer<Scalar>, _ targets: UnsafePointer<Scalar>) {
    while outcome.iterations < iterationCount {
      guard !isStopped() else { return }
      let epoch = outcome.epochs + 1
      let rate = plan.learningRate(epoch, outcome.iterations)
      let (cost, matches) = differentiate(inputs, targets, count: exampleCount, epoch: epoch)
      guard isFinite(cost) else { return }
      outcome.epochs = epoch
      record(cost, matches: matches, of: exampleCount, rate: rate)
      validate()
      update(rate: rate, exampleCount: exampleCount)
      reportProgress(isLast: false)
    }
    checkParameters()
  }

  private func trainOnBatches(_ inputs: UnsafePointer<Scalar>, _ targets: UnsafePointer<Scalar>) {
    guard let batch else { return }
    var shuffleStream = RandomState(seed: 0)
    if case .stream(let state) = plan.shuffling { shuffleStream = state }
    while outcome.iterations < iterationCount {
      guard !isStopped() else { return }
      outcome.epochs += 1
      let epoch = outcome.epochs
      if case .reseeded(let seed) = plan.shuffling {
        shuffleStream = RandomState(seed: seed(epoch, outcome.iterations))
      }
      let order = shuffleStream.permutation(exampleCount)
      var sum = Cost(data: 0, penalty: 0)
      var seen = 0
      var matches = 0
      var firstRate: Double?
      var start = 0
      while start < exampleCount, outcome.iterations < iterationCount, !isStopped() {
        let count = min(batchSize, exampleCount - start)
        order.withUnsafeBufferPointer { order in
          let indices = UnsafeBufferPointer(rebasing: order[start..<(start + count)])
          Scalar.gatherColumns(
            rows: description.inputCount, indices: indices, inputs, into: batch.inputs)
          Scalar.gatherColumns(
            rows: description.outputCount, indices: indices, targets, into: batch.targets)
        }
        let rate = plan.learningRate(epoch, outcome.iterations)
        let (cost, right) = differentiate(batch.inputs, batch.targets, count: count, epoch: epoch)
        guard isFinite(cost) else { return }
        sum.data += cost.data * Double(count)
        sum.penalty += cost.penalty * Double(count)
        seen += count
        matches += right
        firstRate = firstRate ?? rate
        start += count
        update(rate: rate, exampleCount: count)
        reportProgress(isLast: false)
      }
      guard seen > 0, let firstRate else { return }
      guard checkParameters() else { return }
      let share = 1 / Double(seen)
      record(
        Cost(data: sum.data * share, penalty: sum.penalty * share), matches: matches, of: seen,
        rate: firstRate)
      validate()
    }
  }

  private func isStopped() -> Bool {
    guard outcome.end == .completed, plan.shouldStop() else { return outcome.end != .completed }
    outcome.end = .cancelled
    return true
  }

  private func differentiate(
    _ inputs: UnsafePointer<Scalar>, _ targets: UnsafePointer<Scalar>, count: Int, epoch: Int
  ) -> (Cost, matches: Int) {
    if isDropping, case .reseeded(let seed) = plan.dropout {
      maskStream = RandomState(seed: seed(epoch, outcome.iterations))
    }
    let weights = parameters.layout.weightCount
    let loss =
      if isDropping {
        workspace.differentiate(
          parameters.pointer, inputs, targets, columns: count, masking: &maskStream,
          gradient: gradient.pointer)
      } else {
        workspace.differentiate(
          parameters.pointer, inputs, targets, columns: count, masking: nil,
          gradient: gradient.pointer)
      }
    let penalty =
      description.penalties.isEmpty
      ? 0
      : description.penalty(
        squaredNorm: Scalar.squaredNorm(count: weights, parameters.pointer), exampleCount: count)
    let matches =
      plan.recordsAccuracy
      ? Scalar.matchCount(
        rows: parameters.layout.outputCount, columns: count, outputs: workspace.networkOutputs,
        targets: targets) : 0
    return (Cost(data: loss, penalty: penalty), matches)
  }

  private func update(rate: Double, exampleCount: Int) {
    let rule = nextRule()
    let layout = parameters.layout
    func step(_ range: Range<Int>, decay: Double) {
      Scalar.update(
        rule, count: range.count, rate: rate, decay: decay,
        gradient: gradient.pointer + range.lowerBound, first: firstState.pointer + range.lowerBound,
        second: secondState.pointer + range.lowerBound,
        parameters: parameters.pointer + range.lowerBound)
    }
    step(0..<layout.weightCount, decay: description.penaltyDecay(exampleCount: exampleCount))
    step(layout.weightCount..<layout.count, decay: 0)
    latestRate = rate
    outcome.iterations += 1
  }

  private func nextRule() -> UpdateRule {
    switch plan.optimizer {
    case .gradientDescent: return .descent
    case .averagedMomentum(let beta): return .averagedMomentum(beta: beta)
    case .classicalMomentum(let mu): return .classicalMomentum(mu: mu)
    case .nesterov, .adaGrad, .rmsProp, .adaDelta: return .descent
    case .adam(let beta1, let beta2, let epsilon, let isBiasCorrected, _),
      .adamW(let beta1, let beta2, let epsilon, let isBiasCorrected, _, _):
      powers = (powers.0 * beta1, powers.1 * beta2)
      return .adam(
        beta1: beta1, beta2: beta2, correction1: isBiasCorrected ? 1 - powers.0 : 1,
        correction2: isBiasCorrected ? 1 - powers.1 : 1, epsilon: epsilon)
    }
  }

  private func record(_ cost: Cost, matches: Int, of count: Int, rate: Double) {
    outcome.costs.append(cost.total)
    outcome.penalties.append(cost.penalty)
    outcome.learningRates.append(rate)
    if plan.recordsAccuracy { outcome.trainAccuracies.append(Double(matches) / Double(count)) }
  }

  private func validate() {
    guard let validator, let examples = plan.validation else { return }
    // The same penalty as in the training cost: the gap between the two is that of the data.
    let (cost, matches) = validator.measure(parameters, examples, penaltyCount: batchSize)
    outcome.validationCosts.append(cost.total)
    if plan.recordsAccuracy {
      outcome.validationAccuracies.append(Double(matches) / Double(max(examples.count, 1)))
    }
  }

  /// Whether the run may go on with this cost.
  private func isFinite(_ cost: Cost) -> Bool {
    latestCost = cost.total
    costAtStart = costAtStart ?? cost.total
    guard !cost.total.isFinite else { return true }
    diverge(at: outcome.iterations)
    return false
  }

  /// Whether all parameters are numbers; no cost is measured after the last update.
  @discardableResult
  private func checkParameters() -> Bool {
    let count = Scalar.nonfiniteCount(count: parameters.layout.count, parameters.pointer)
    guard count > 0, outcome.end == .completed else { return count == 0 }
    diverge(at: max(outcome.iterations - 1, 0))
    return false
  }

  private func diverge(at iteration: Int) {
    let rate = outcome.iterations > 0 ? latestRate : plan.learningRate(1, 0)
    outcome.end = .diverged(
      iteration: iteration, learningRate: rate, costAtStart: costAtStart ?? .nan)
  }

  private func reportProgress(isLast: Bool) {
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
