internal import LecternTensor

extension TrainingRun {
  /// One step of the optimizer, with what penalties and clipping do before and after it.
  func update(rate: Double, exampleCount: Int) {
    let layout = parameters.layout
    let terms = workspace.penaltyTerms
    // Elsewhere the update adds the squares' slope in the same pass.
    let isJoined = plan.clipping != nil || lookAhead != nil
    if isJoined {
      terms.addSlopes(
        at: (lookAhead ?? parameters).pointer, exampleCount: exampleCount,
        absoluteFactor: terms.signFactor, to: gradient.pointer)
    } else if terms.signFactor != 0 {
      Scalar.addSigns(
        count: layout.weightCount, factor: terms.signFactor, of: parameters.pointer,
        to: gradient.pointer)
    }
    clip()
    advancePowers()
    let rule = rule(shrinkage: rate * plan.optimizer.shrinkingDecay)
    let weightDecay = plan.optimizer.descentDecay
    for span in terms.spans {
      let decay = isJoined ? 0 : span.decay(exampleCount: exampleCount)
      step(rule, span.range, rate: rate, decay: decay + weightDecay)
    }
    step(self.rule(shrinkage: 0), layout.weightCount..<layout.count, rate: rate, decay: 0)
    if terms.threshold != 0 {
      Scalar.shrink(
        count: layout.weightCount, threshold: rate * terms.threshold, parameters.pointer)
    }
    if let limit = terms.maxNorm { limitRows(limit) }
    latestRate = rate
    outcome.iterations += 1
  }

  private func step(_ rule: UpdateRule, _ range: Range<Int>, rate: Double, decay: Double) {
    // A rule leaves the memory alone that it has not.
    let first = first ?? gradient
    let second = second ?? gradient
    Team.share(range.count, grain: 1 << 14) { part in
      let start = range.lowerBound + part.lowerBound
      Scalar.update(
        rule, count: part.count, rate: rate, decay: decay, gradient: gradient.pointer + start,
        first: first.pointer + start, second: second.pointer + start,
        parameters: parameters.pointer + start)
    }
  }

  private func clip() {
    let count = parameters.layout.count
    switch plan.clipping {
    case nil: break
    case .value(let limit): Scalar.clamp(count: count, limit: limit, gradient.pointer)
    case .norm(let limit):
      let norm = Scalar.squaredNorm(count: count, gradient.pointer).squareRoot()
      if norm > limit { Scalar.scale(count: count, factor: limit / norm, gradient.pointer) }
    }
  }

  private func limitRows(_ limit: Double) {
    for shape in parameters.layout.shapes where shape.kind == .weights {
      outcome.clippedRows += Scalar.limitRows(
        rows: shape.rows, columns: shape.columns, limit: limit, scratch: rowScratch,
        parameters.pointer + shape.offset)
    }
  }

  private func advancePowers() {
    switch plan.optimizer {
    case .adam(let beta1, let beta2, _, _, _), .adamW(let beta1, let beta2, _, _, _, _):
      state.powers = (state.powers.0 * beta1, state.powers.1 * beta2)
    case .gradientDescent, .averagedMomentum, .classicalMomentum, .nesterov, .adaGrad, .rmsProp,
      .adaDelta:
      break
    }
  }

  private func rule(shrinkage: Double) -> UpdateRule {
    switch plan.optimizer {
    case .gradientDescent: return .descent
    case .averagedMomentum(let beta): return .averagedMomentum(beta: beta)
    case .classicalMomentum(let mu), .nesterov(let mu): return .classicalMomentum(mu: mu)
    case .adaGrad(let epsilon, let isInside):
      return .scaledDescent(kept: 1, fresh: 1, epsilon: epsilon, isEpsilonInside: isInside)
    case .rmsProp(let beta, let epsilon, let isInside):
      return .scaledDescent(
        kept: beta, fresh: 1 - beta, epsilon: epsilon, isEpsilonInside: isInside)
    case .adam(let beta1, let beta2, let epsilon, let isCorrected, let isInside),
      .adamW(let beta1, let beta2, let epsilon, let isCorrected, let isInside, _):
      return .adam(
        beta1: beta1, beta2: beta2, correction1: isCorrected ? 1 - state.powers.0 : 1,
        correction2: isCorrected ? 1 - state.powers.1 : 1, epsilon: epsilon,
        isEpsilonInside: isInside, shrinkage: shrinkage)
    case .adaDelta(let rho, let epsilon): return .adaDelta(rho: rho, epsilon: epsilon)
    }
  }
}

extension Optimizer {
  /// The λ of weights that is added to the gradient of plain descent.
  fileprivate var descentDecay: Double {
    if case .gradientDescent(let decay) = self { decay } else { 0 }
  }

  /// The λ of weights that shrinks them beside Adam's step.
  fileprivate var shrinkingDecay: Double {
    if case .adamW(_, _, _, _, _, let decay) = self { decay } else { 0 }
  }
}
