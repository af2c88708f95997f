internal import LecternTensor

/// A part of the gradient that one core computes at a time.
struct GradientTask {
  /// The dense stage.
  let stage: Int
  /// The columns of its weights; nil for its biases.
  let columns: Range<Int>?

  /// So many that a part is worth a core's while, fixed by the shapes.
  static func tasks(of stages: [Stage], capacity: Int) -> [GradientTask] {
    stages.indices.flatMap { index -> [GradientTask] in
      guard case .dense(let dense) = stages[index] else { return [] }
      // A whole number of the tiles of a product.
      let unit = dense.units < 32 ? 64 : 24
      let wanted = max(1, (1 << 18) / max(dense.units * capacity, 1))
      let width = (wanted + unit - 1) / unit * unit
      let weights = stride(from: 0, to: dense.inputs, by: width).map {
        GradientTask(stage: index, columns: $0..<min($0 + width, dense.inputs))
      }
      return weights + (dense.hasBias ? [GradientTask(stage: index, columns: nil)] : [])
    }
  }
}

extension Workspace {
  /// The gradient of the mean loss, without the penalty, after `propagate` with the same inputs.
  ///
  /// A `step` is made with each part of the gradient while it is in a core's cache.
  ///
  /// - Complexity: 2 multiply-adds a weight and example; no allocation.
  func differentiate(
    _ inputs: UnsafePointer<Scalar>, columns: Int, gradient: UnsafeMutablePointer<Scalar>,
    step: OptimizerStep<Scalar>? = nil
  ) {
    // What one core takes through the network in one part is no work for two.
    Team.share(gradientTasks.count, grain: partWidth < capacity ? 1 : gradientTasks.count) { part in
      for index in part {
        let task = gradientTasks[index]
        let range = differentiate(task, inputs, columns: columns, gradient)
        step?.make(range)
      }
    }
    guard let step else { return }
    for stage in stages {
      if case .batchNorm(let norm) = stage {
        step.make(norm.gammas..<(norm.gammas + norm.rows))
        step.make(norm.betas..<(norm.betas + norm.rows))
      }
    }
  }

  private func differentiate(
    _ task: GradientTask, _ inputs: UnsafePointer<Scalar>, columns: Int,
    _ gradient: UnsafeMutablePointer<Scalar>
  ) -> Range<Int> {
    guard case .dense(let dense) = stages[task.stage] else { return 0..<0 }
    let delta = UnsafePointer(slopes[task.stage])
    guard let part = task.columns else {
      Scalar.rowSums(rows: dense.units, columns: columns, delta, into: gradient + dense.biases)
      return dense.biases..<(dense.biases + dense.units)
    }
    let previous = task.stage == 0 ? inputs : UnsafePointer(outputs[task.stage - 1])
    let start = dense.weights + dense.units * part.lowerBound
    Scalar.multiply(
      Factor(delta, stride: dense.units),
      Factor(previous + part.lowerBound, stride: dense.inputs, isTransposed: true),
      rows: dense.units, columns: part.count, inner: columns, bias: nil, into: gradient + start)
    return start..<(start + dense.units * part.count)
  }
}
