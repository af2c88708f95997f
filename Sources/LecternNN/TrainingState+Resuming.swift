internal import LecternTensor

extension TrainingOutcome {
  /// Where a run of `network` goes on from this outcome: the outcome without the entry of an epoch
  /// that is made whole, and the state with what still holds.
  func start(
    for network: Network<Scalar>, _ plan: TrainingPlan<Scalar>, exampleCount: Int, batchSize: Int
  ) -> (outcome: TrainingOutcome, state: TrainingState<Scalar>) {
    var outcome = self
    outcome.network = network
    outcome.end = .completed
    let earlier = state
    var state = TrainingState<Scalar>(optimizer: plan.optimizer)
    if let earlier {
      state.resume(from: earlier)
      if end == .stoppedEarly { state.best.waited = 0 }
      if let unfinished = earlier.unfinished, unfinished.order.count == exampleCount,
        unfinished.batchSize == batchSize, batchSize < exampleCount
      {
        state.unfinished = unfinished
        state.best = unfinished.best
        if unfinished.sums.seen > 0 { outcome.removeLastEntry() }
      } else if earlier.endsBeforeUpdate {
        // The entry is measured again, and its update made.
        outcome.removeLastEntry()
      }
    }
    outcome.fillCurves(plan)
    return (outcome, state)
  }

  private mutating func removeLastEntry() {
    let last = costs.count - 1
    func cut(_ curve: inout [Double]) { if curve.count > last { curve.removeLast() } }
    guard last >= 0 else { return }
    cut(&penalties)
    cut(&learningRates)
    cut(&trainAccuracies)
    cut(&validationCosts)
    cut(&validationAccuracies)
    costs.removeLast()
  }

  /// What the run before did not record is no number, so that entries keep their places.
  private mutating func fillCurves(_ plan: TrainingPlan<Scalar>) {
    let count = costs.count
    func fill(_ curve: inout [Double]) {
      if curve.count < count {
        curve += [Double](repeating: .nan, count: count - curve.count)
      }
    }
    if plan.recordsAccuracy { fill(&trainAccuracies) }
    guard plan.validation != nil else { return }
    fill(&validationCosts)
    if plan.recordsAccuracy { fill(&validationAccuracies) }
  }
}

extension TrainingState {
  /// Takes over what holds whatever the plan says, and the memory of the same optimizer.
  fileprivate mutating func resume(from earlier: TrainingState) {
    lastNumbers = earlier.lastNumbers
    shuffleStream = earlier.shuffleStream
    maskStream = earlier.maskStream
    costAtStart = earlier.costAtStart
    best = earlier.best
    guard optimizer == earlier.optimizer else { return }
    first = earlier.first
    second = earlier.second
    powers = earlier.powers
  }
}

extension RandomSource {
  /// The stream of a source that goes on.
  var stream: RandomState? {
    if case .stream(let state) = self { state } else { nil }
  }
}

extension TrainingLength {
  /// Updates at the end of a run that starts after `done` of them; Int.max for too many.
  func iterationCount(after done: Int, batchesPerEpoch: Int) -> Int {
    let added: Int
    switch self {
    case .iterations(let count): added = max(count, 0)
    case .epochs(let count):
      let (product, isTooLarge) = max(count, 0).multipliedReportingOverflow(by: batchesPerEpoch)
      added = isTooLarge ? Int.max : product
    }
    let (total, isTooLarge) = done.addingReportingOverflow(added)
    return isTooLarge ? Int.max : total
  }
}

extension ParameterBuffer {
  /// A buffer that starts with `numbers`, or zeros when there are none; nil when it is not needed.
  convenience init?(_ layout: ParameterLayout, numbers: [Scalar], if isNeeded: Bool) {
    guard isNeeded else { return nil }
    self.init(zerosFor: layout)
    if !numbers.isEmpty { take(numbers) }
  }
}
