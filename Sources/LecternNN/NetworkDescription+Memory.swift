extension NetworkDescription {
  /// Numbers that training holds besides the examples; Int.max when there are more than an Int can
  /// tell.
  ///
  /// These are parameters, gradient, the optimizer's memory, the copies that Nesterov's look-ahead,
  /// early stopping and a tolerance need, and what a pass over `batchSize` examples keeps.
  package func trainingElementCount(
    batchSize: Int, optimizer: Optimizer = .adam, keepsBest: Bool = false,
    hasTolerance: Bool = false
  ) -> Int {
    var copies = 2 + optimizer.memoryCount + (keepsBest ? 1 : 0) + (hasTolerance ? 1 : 0)
    if case .nesterov = optimizer { copies += 1 }
    var rows = inputCount
    var widest = Double(inputCount)
    var parameters = 0.0
    var perExample = 0.0
    for layer in layers {
      switch layer {
      case .dense(let units, _, _, _, _):
        parameters += (Double(rows) + 1) * Double(units)
        rows = units
        perExample += Double(rows)
      case .batchNorm:
        // γ, β and the running statistics; outputs and normalised inputs.
        parameters += 4 * Double(rows)
        perExample += 2 * Double(rows)
      case .dropout:
        // Outputs, the mask and the draws, which are doubles.
        perExample += 4 * Double(rows)
      }
      widest = max(widest, Double(rows))
    }
    // Two deltas, and the copies of a batch's inputs and targets.
    perExample += 2 * widest + Double(inputCount) + Double(rows)
    let total = Double(copies) * parameters + perExample * Double(batchSize)
    return total < Double(Int.max / 2) ? Int(total) : Int.max
  }

  /// Numbers that the outcome of a run keeps: the network and what a resumed run goes on from.
  package func outcomeElementCount(optimizer: Optimizer = .adam, keepsBest: Bool = false) -> Int {
    let copies = 1 + optimizer.memoryCount + (keepsBest ? 2 : 0)
    let (count, isTooLarge) = parameterCount.multipliedReportingOverflow(by: copies)
    return isTooLarge ? Int.max : count
  }
}
