internal import LecternTensor

extension TrainingRun {
  /// The gradient after `propagate`, and one step of the optimizer, with what penalties and clipping
  /// do before and after it.
  func update(
    _ inputs: UnsafePointer<Scalar>, _ targets: UnsafePointer<Scalar>, rate: Double,
    exampleCount: Int
  ) {
    propagateAhead(inputs, targets, count: exampleCount)
    plan.optimizer.advance(&state.powers)
    let step = OptimizerStep(self, rate: rate, exampleCount: exampleCount)
    // The step follows each part of the gradient at once, unless it depends on all of it, or adds
    // the penalty's slope elsewhere than at the parameters.
    if plan.clipping == nil && lookAhead == nil {
      workspace.differentiate(
        inputs, columns: exampleCount, gradient: gradient.pointer, step: step)
    } else {
      workspace.differentiate(inputs, columns: exampleCount, gradient: gradient.pointer)
      addSlopes(exampleCount: exampleCount)
      clip()
      let layout = parameters.layout
      for range in [0..<layout.weightCount, layout.weightCount..<layout.count] {
        Team.share(range.count, grain: 1 << 14) { part in
          let start = range.lowerBound + part.lowerBound
          step.make(start..<(start + part.count))
        }
      }
    }
    if let limit = workspace.penaltyTerms.maxNorm { limitRows(limit) }
    latestRate = rate
    outcome.iterations += 1
  }

  private func addSlopes(exampleCount: Int) {
    let terms = workspace.penaltyTerms
    terms.addSlopes(
      at: (lookAhead ?? parameters).pointer, exampleCount: exampleCount,
      absoluteFactor: terms.signFactor, to: gradient.pointer)
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
