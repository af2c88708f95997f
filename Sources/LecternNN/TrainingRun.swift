internal import LecternTensor

/// One training run: it owns the buffers and writes the outcome.
///
/// Not Sendable; nothing is allocated inside an epoch but room for the curves.
final class TrainingRun<Scalar: LecternScalar> {
  let plan: TrainingPlan<Scalar>
  let description: NetworkDescription
  let exampleCount: Int
  let batchSize: Int
  /// Updates at the end of the run, those of the run before included.
  let iterationCount: Int
  let parameters: ParameterBuffer<Scalar>
  let gradient: ParameterBuffer<Scalar>
  /// What the optimizer remembers, where it does.
  let first: ParameterBuffer<Scalar>?
  let second: ParameterBuffer<Scalar>?
  /// Where Nesterov's gradient is taken.
  let lookAhead: ParameterBuffer<Scalar>?
  /// The parameters that `TrainingPlan.tolerance` compares with.
  let earlier: ParameterBuffer<Scalar>?
  let workspace: Workspace<Scalar>
  let validator: Workspace<Scalar>?
  /// Room for a number for each unit of the widest layer.
  let rowScratch: UnsafeMutablePointer<Double>
  private let batch: (inputs: UnsafeMutablePointer<Scalar>, targets: UnsafeMutablePointer<Scalar>)?
  private let maskStream: UnsafeMutablePointer<RandomState>
  private let isDropping: Bool
  @exclusivity(unchecked) var outcome: TrainingOutcome<Scalar>
  /// All but the buffers, which `finished` copies into it.
  @exclusivity(unchecked) var state: TrainingState<Scalar>
  var latestRate: Double?
  var latestCost = 0.0
  var reportedIteration: Int

  /// Starts from `network`, or goes on from `earlier`, whose shapes are the network's.
  init(
    _ network: Network<Scalar>, _ examples: Examples<Scalar>, _ plan: TrainingPlan<Scalar>,
    resuming earlier: TrainingOutcome<Scalar>? = nil
  ) {
    description = network.description
    precondition(examples.inputs.rows == description.inputCount, "The inputs fit the network.")
    precondition(examples.targets.rows == description.outputCount, "The targets fit the network.")
    self.plan = plan
    exampleCount = examples.count
    batchSize = min(max(plan.batchSize ?? examples.count, 1), max(examples.count, 1))
    let start = earlier?.start(for: network, plan, exampleCount: exampleCount, batchSize: batchSize)
    outcome = start?.outcome ?? TrainingOutcome(network: network)
    state = start?.state ?? TrainingState(optimizer: plan.optimizer)
    reportedIteration = outcome.iterations
    iterationCount = plan.length.iterationCount(
      after: outcome.iterations, batchesPerEpoch: (exampleCount + batchSize - 1) / batchSize)
    parameters = ParameterBuffer(outcome.network)
    let layout = parameters.layout
    if let last = state.lastNumbers { parameters.take(last) }
    gradient = ParameterBuffer(zerosFor: layout)
    first = ParameterBuffer(layout, numbers: state.first, if: plan.optimizer.memoryCount > 0)
    second = ParameterBuffer(layout, numbers: state.second, if: plan.optimizer.memoryCount > 1)
    let isNesterov = if case .nesterov = plan.optimizer { true } else { false }
    lookAhead = isNesterov ? ParameterBuffer(zerosFor: layout) : nil
    self.earlier = plan.tolerance == nil ? nil : ParameterBuffer(zerosFor: layout)
    workspace = Workspace(description, capacity: batchSize)
    validator = plan.validation.map {
      Workspace(network.description, capacity: min($0.count, evaluationWidth))
    }
    let widest = max(description.denseLayers.map(\.units).max() ?? 0, 1)
    rowScratch = .allocate(capacity: widest)
    rowScratch.initialize(repeating: 0, count: widest)
    batch =
      batchSize < exampleCount
      ? (
        AlignedMemory.zeros(description.inputCount * batchSize),
        AlignedMemory.zeros(description.outputCount * batchSize)
      ) : nil
    let costCount = outcome.costs.count + min(iterationCount - outcome.iterations, 1 << 16)
    outcome.costs.reserveCapacity(costCount)
    isDropping = description.layers.contains { if case .dropout = $0 { true } else { false } }
    maskStream = .allocate(capacity: 1)
    maskStream.initialize(to: state.maskStream ?? plan.dropout.stream ?? RandomState(seed: 0))
    // The buffers hold these numbers now.
    state.lastNumbers = nil
    state.first = []
    state.second = []
  }

  deinit {
    batch?.inputs.deallocate()
    batch?.targets.deallocate()
    rowScratch.deallocate()
    maskStream.deinitialize(count: 1)
    maskStream.deallocate()
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
  func finished() -> TrainingOutcome<Scalar> {
    parameters.write(to: &outcome.network)
    outcome.bestEntry = nil
    if plan.earlyStopping != nil, let entry = state.best.entry {
      state.lastNumbers = parameters.numbers
      outcome.bestEntry = entry
      parameters.take(state.best.numbers)
      parameters.write(to: &outcome.network)
    }
    state.first = first?.numbers ?? []
    state.second = second?.numbers ?? []
    state.maskStream = plan.dropout.stream == nil ? nil : maskStream.pointee
    outcome.state = state
    return outcome
  }

  private func trainOnAll(_ inputs: UnsafePointer<Scalar>, _ targets: UnsafePointer<Scalar>) {
    state.shuffleStream = state.shuffleStream ?? plan.shuffling.stream
    while outcome.iterations < iterationCount {
      guard !isStopped() else { return }
      let epoch = outcome.epochs + 1
      let rate = plan.learningRate(epoch, outcome.iterations)
      let (cost, matches) = propagate(inputs, targets, count: exampleCount, epoch: epoch)
      guard isFinite(cost) else { return }
      outcome.epochs = epoch
      record(cost, matches: matches, of: exampleCount, rate: rate)
      validate()
      guard !endsAfterEntry() else {
        // The epoch's update is not made.
        state.endsBeforeUpdate = true
        outcome.epochs = epoch - 1
        return
      }
      rememberParameters()
      update(inputs, targets, rate: rate, exampleCount: exampleCount)
      if hasSettled() { break }
      reportProgress(isLast: false)
    }
    checkParameters()
  }

  private func trainOnBatches(_ inputs: UnsafePointer<Scalar>, _ targets: UnsafePointer<Scalar>) {
    var shuffleStream = state.shuffleStream ?? plan.shuffling.stream ?? RandomState(seed: 0)
    defer { state.shuffleStream = plan.shuffling.stream == nil ? nil : shuffleStream }
    while outcome.iterations < iterationCount {
      guard !isStopped() else { return }
      let order: [Int]
      var sums = EpochSums()
      if let unfinished = state.unfinished {
        order = unfinished.order
        sums = unfinished.sums
        if let start = unfinished.epochStart { earlier?.take(start) }
        state.unfinished = nil
      } else {
        outcome.epochs += 1
        if case .reseeded(let seed) = plan.shuffling {
          shuffleStream = RandomState(seed: seed(outcome.epochs, outcome.iterations))
        }
        order = shuffleStream.permutation(exampleCount)
        rememberParameters()
      }
      let isFinite = order.withUnsafeBufferPointer { trainOnEpoch(inputs, targets, $0, &sums) }
      guard isFinite else { return }
      if sums.seen < exampleCount {
        state.unfinished = UnfinishedEpoch(
          order: order, batchSize: batchSize, sums: sums, best: state.best,
          epochStart: earlier?.numbers)
      }
      guard let firstRate = sums.firstRate else { return }
      guard checkParameters() else { return }
      let share = 1 / Double(sums.seen)
      record(
        Cost(data: sums.data * share, penalty: sums.penalty * share), matches: sums.matches,
        of: sums.seen, rate: firstRate)
      validate()
      guard state.unfinished == nil else { return }
      if endsAfterEntry() || hasSettled() { return }
    }
  }

  /// The batches of an epoch that are not seen yet; false when a cost was no number.
  private func trainOnEpoch(
    _ inputs: UnsafePointer<Scalar>, _ targets: UnsafePointer<Scalar>,
    _ order: UnsafeBufferPointer<Int>, _ sums: inout EpochSums
  ) -> Bool {
    guard let batch else { return false }
    let epoch = outcome.epochs
    while sums.seen < exampleCount, outcome.iterations < iterationCount, !isStopped() {
      let start = sums.seen
      let count = min(batchSize, exampleCount - start)
      let gathering = Gathering(
        indices: UnsafeBufferPointer(rebasing: order[start..<(start + count)]),
        inputs: inputs, targets: targets, into: batch.inputs, batch.targets)
      let rate = plan.learningRate(epoch, outcome.iterations)
      let (cost, right) = propagate(
        batch.inputs, batch.targets, count: count, epoch: epoch, gathering: gathering)
      guard isFinite(cost) else { return false }
      sums.data += cost.data * Double(count)
      sums.penalty += cost.penalty * Double(count)
      sums.seen += count
      sums.matches += right
      sums.firstRate = sums.firstRate ?? rate
      update(batch.inputs, batch.targets, rate: rate, exampleCount: count)
      reportProgress(isLast: false)
    }
    return true
  }

  private func isStopped() -> Bool {
    guard outcome.end == .completed, plan.shouldStop() else { return outcome.end != .completed }
    outcome.end = .cancelled
    return true
  }

  /// The cost at the parameters; leaves what `differentiate` needs, unless the optimizer wants its
  /// gradient elsewhere.
  private func propagate(
    _ inputs: UnsafePointer<Scalar>, _ targets: UnsafePointer<Scalar>, count: Int, epoch: Int,
    gathering: Gathering<Scalar>? = nil
  ) -> (Cost, matches: Int) {
    if isDropping, case .reseeded(let seed) = plan.dropout {
      maskStream.pointee = RandomState(seed: seed(epoch, outcome.iterations))
    }
    let result = workspace.propagate(
      parameters.pointer, inputs, targets, columns: count,
      masks: isDropping ? .fresh(maskStream) : .none, gradient: gradient.pointer,
      gathering: gathering)
    workspace.updateRunningStatistics(parameters.pointer, columns: count)
    let penalty = workspace.penaltyTerms.cost(parameters.pointer, exampleCount: count)
    return (Cost(data: result.loss, penalty: penalty), result.matches)
  }

  /// Takes the pass to where the momentum leads.
  func propagateAhead(
    _ inputs: UnsafePointer<Scalar>, _ targets: UnsafePointer<Scalar>, count: Int
  ) {
    guard let lookAhead, case .nesterov(let mu) = plan.optimizer, let first else { return }
    let trained = parameters.layout.count
    lookAhead.pointer.update(from: parameters.pointer, count: trained)
    Scalar.add(count: trained, factor: -mu, first.pointer, to: lookAhead.pointer)
    _ = workspace.propagate(
      lookAhead.pointer, inputs, targets, columns: count, masks: isDropping ? .kept : .none,
      gradient: gradient.pointer)
  }
}
