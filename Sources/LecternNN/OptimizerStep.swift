internal import LecternTensor

/// What the optimizer does with a part of the gradient; parts are independent of one another.
struct OptimizerStep<Scalar: LecternScalar> {
  let rule: UpdateRule
  /// For all but weights.
  let plainRule: UpdateRule
  let rate: Double
  let exampleCount: Int
  let weightCount: Int
  let weightDecay: Double
  /// The penalties that are not in the gradient yet.
  let terms: PenaltyTerms?
  let threshold: Double
  let gradient: UnsafeMutablePointer<Scalar>
  let first: UnsafeMutablePointer<Scalar>
  let second: UnsafeMutablePointer<Scalar>
  let parameters: UnsafeMutablePointer<Scalar>

  init(_ run: TrainingRun<Scalar>, rate: Double, exampleCount: Int) {
    let optimizer = run.plan.optimizer
    rule = optimizer.rule(
      powers: run.state.powers, shrinkage: rate * optimizer.shrinkingDecay)
    plainRule = optimizer.rule(powers: run.state.powers, shrinkage: 0)
    self.rate = rate
    self.exampleCount = exampleCount
    weightCount = run.parameters.layout.weightCount
    weightDecay = optimizer.descentDecay
    terms = run.plan.clipping == nil && run.lookAhead == nil ? run.workspace.penaltyTerms : nil
    threshold = rate * run.workspace.penaltyTerms.threshold
    gradient = run.gradient.pointer
    // A rule leaves the memory alone that it has not.
    first = (run.first ?? run.gradient).pointer
    second = (run.second ?? run.gradient).pointer
    parameters = run.parameters.pointer
  }

  /// - Parameter range: Weights of one layer, or none.
  func make(_ range: Range<Int>) {
    let start = range.lowerBound
    let isWeights = start < weightCount
    var decay = 0.0
    if isWeights {
      decay = weightDecay
      if let terms {
        decay += terms.decay(at: start, exampleCount: exampleCount)
        if terms.signFactor != 0 {
          Scalar.addSigns(
            count: range.count, factor: terms.signFactor, of: parameters + start,
            to: gradient + start)
        }
      }
    }
    Scalar.update(
      isWeights ? rule : plainRule, count: range.count, rate: rate, decay: decay,
      gradient: gradient + start, first: first + start, second: second + start,
      parameters: parameters + start)
    if isWeights, threshold != 0 {
      Scalar.shrink(count: range.count, threshold: threshold, parameters + start)
    }
  }
}
