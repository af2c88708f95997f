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
    plan.optimizer.advance(&state.powers)
    let rule = plan.optimizer.rule(
      powers: state.powers, shrinkage: rate * plan.optimizer.shrinkingDecay)
    let weightDecay = plan.optimizer.descentDecay
    for span in terms.spans {
      let decay = isJoined ? 0 : span.decay(exampleCount: exampleCount)
      step(rule, span.range, rate: rate, decay: decay + weightDecay)
    }
    let plain = plan.optimizer.rule(powers: state.powers, shrinkage: 0)
    step(plain, layout.weightCount..<layout.count, rate: rate, decay: 0)
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
}
