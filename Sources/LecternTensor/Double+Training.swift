internal import CKernels

/// The kernels that change parameters.
extension Double {
  package static func update(
    _ rule: UpdateRule, count: Int, rate: Double, decay: Double, gradient: UnsafePointer<Self>,
    first: UnsafeMutablePointer<Self>, second: UnsafeMutablePointer<Self>,
    parameters: UnsafeMutablePointer<Self>
  ) {
    switch rule {
    case .descent: lectern_descend_f64(count, rate, decay, gradient, parameters)
    case .averagedMomentum(let beta):
      lectern_averaged_momentum_f64(count, rate, decay, beta, gradient, first, parameters)
    case .classicalMomentum(let mu):
      lectern_classical_momentum_f64(count, rate, decay, mu, gradient, first, parameters)
    case .scaledDescent(let kept, let fresh, let epsilon, let isInside):
      lectern_scaled_descent_f64(
        count, rate, decay, kept, fresh, epsilon, isInside ? 1 : 0, gradient, first, parameters)
    case .adam(
      let beta1, let beta2, let correction1, let correction2, let epsilon, let isInside,
      let shrinkage):
      lectern_adam_f64(
        count, rate, decay, shrinkage, beta1, beta2, correction1, correction2, epsilon,
        isInside ? 1 : 0, gradient, first, second, parameters)
    case .adaDelta(let rho, let epsilon):
      lectern_adadelta_f64(count, rate, decay, rho, epsilon, gradient, first, second, parameters)
    }
  }

  package static func shrink(count: Int, threshold: Double, _ w: UnsafeMutablePointer<Self>) {
    lectern_soft_threshold_f64(count, threshold, w)
  }

  package static func addSigns(
    count: Int, factor: Double, of w: UnsafePointer<Self>, to g: UnsafeMutablePointer<Self>
  ) {
    lectern_add_signs_f64(count, factor, w, g)
  }

  package static func clamp(count: Int, limit: Double, _ x: UnsafeMutablePointer<Self>) {
    lectern_clamp_f64(count, limit, x)
  }

  package static func scale(count: Int, factor: Double, _ x: UnsafeMutablePointer<Self>) {
    lectern_scale_f64(count, factor, x)
  }

  package static func limitRows(
    rows: Int, columns: Int, limit: Double, scratch: UnsafeMutablePointer<Double>,
    _ w: UnsafeMutablePointer<Self>
  ) -> Int {
    lectern_limit_rows_f64(rows, columns, limit, scratch, w)
  }
}

/// The kernels of batch normalization.
extension Double {
  package static func batchNorm(
    columns: Int, epsilon: Double, _ x: UnsafePointer<Self>, gamma: UnsafePointer<Self>,
    beta: UnsafePointer<Self>, statistics: BatchStatistics,
    normalized: UnsafeMutablePointer<Self>, into out: UnsafeMutablePointer<Self>
  ) {
    lectern_batch_norm_f64(
      statistics.rows, columns, epsilon, x, gamma, beta, statistics.means, statistics.variances,
      statistics.scales, normalized, out)
  }

  package static func fixedNorm(
    columns: Int, epsilon: Double, _ x: UnsafePointer<Self>, gamma: UnsafePointer<Self>,
    beta: UnsafePointer<Self>, means: UnsafePointer<Self>, variances: UnsafePointer<Self>,
    statistics: BatchStatistics, into out: UnsafeMutablePointer<Self>
  ) {
    lectern_fixed_norm_f64(
      statistics.rows, columns, epsilon, x, gamma, beta, means, variances, statistics.scales, out)
  }

  package static func batchNormSlopes(
    columns: Int, normalized: UnsafePointer<Self>, delta: UnsafePointer<Self>,
    statistics: BatchStatistics, gammaSlopes: UnsafeMutablePointer<Self>,
    betaSlopes: UnsafeMutablePointer<Self>
  ) {
    lectern_batch_norm_slopes_f64(
      statistics.rows, columns, normalized, delta, statistics.slopeSums, statistics.slopeProducts,
      gammaSlopes, betaSlopes)
  }

  package static func backpropagateBatchNorm(
    columns: Int, gamma: UnsafePointer<Self>, normalized: UnsafePointer<Self>,
    statistics: BatchStatistics, _ delta: UnsafeMutablePointer<Self>
  ) {
    lectern_batch_norm_back_f64(
      statistics.rows, columns, gamma, statistics.scales, statistics.slopeSums,
      statistics.slopeProducts, normalized, delta)
  }

  package static func updateRunning(
    columns: Int, momentum: Double, statistics: BatchStatistics,
    means: UnsafeMutablePointer<Self>, variances: UnsafeMutablePointer<Self>
  ) {
    lectern_update_running_f64(
      statistics.rows, columns, momentum, statistics.means, statistics.variances, means, variances)
  }
}
