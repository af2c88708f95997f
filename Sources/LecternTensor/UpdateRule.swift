/// How one step changes parameters; see `Optimizer` of LecternNN for the formulas and their sources.
package enum UpdateRule: Sendable, Equatable {
  case descent
  case averagedMomentum(beta: Double)
  case classicalMomentum(mu: Double)
  /// Divides by the root of kept·v + fresh·g²: AdaGrad keeps and adds all, RMSprop a share.
  case scaledDescent(kept: Double, fresh: Double, epsilon: Double, isEpsilonInside: Bool)
  /// The corrections are 1 − βᵗ, or 1 for none; `shrinkage` is the share of itself, αλ, that a
  /// parameter loses besides.
  case adam(
    beta1: Double, beta2: Double, correction1: Double, correction2: Double, epsilon: Double,
    isEpsilonInside: Bool = false, shrinkage: Double = 0)
  case adaDelta(rho: Double, epsilon: Double)
}

/// What a batch norm measures of a batch and its slopes: one number a row in each part.
///
/// Doubles in both precisions: they are few, and sums over many examples.
package final class BatchStatistics {
  package let rows: Int
  package let means: UnsafeMutablePointer<Double>
  /// Divided by the number of examples.
  package let variances: UnsafeMutablePointer<Double>
  /// 1/√(variance + ε).
  package let scales: UnsafeMutablePointer<Double>
  /// Row sums of the slope, and of the slope times the normalized values.
  package let slopeSums: UnsafeMutablePointer<Double>
  package let slopeProducts: UnsafeMutablePointer<Double>
  private let storage: UnsafeMutablePointer<Double>

  package init(rows: Int) {
    self.rows = rows
    storage = .allocate(capacity: 5 * max(rows, 1))
    storage.initialize(repeating: 0, count: 5 * max(rows, 1))
    means = storage
    variances = storage + rows
    scales = storage + 2 * rows
    slopeSums = storage + 3 * rows
    slopeProducts = storage + 4 * rows
  }

  deinit { storage.deallocate() }
}
