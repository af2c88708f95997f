/// The two number types of the engine; the kernels behind each are whole-buffer C calls,
/// so generic code above them pays one witness call a buffer, not one an element.
///
/// Matrices are column by column; pointers do not overlap unless a function says "in place", except
/// that `outputs` may be `logits`. Scales are applied in the type's own precision; losses are summed
/// in Double, in a fixed order, and 0 log 0 is 0.
package protocol LecternScalar: BinaryFloatingPoint, Sendable {
  /// C = A·B + bias, where A is [rows, inner] and B [inner, columns], and the bias, if there is one,
  /// has a value for each row.
  static func multiply(
    _ a: Factor<Self>, _ b: Factor<Self>, rows: Int, columns: Int, inner: Int,
    bias: UnsafePointer<Self>?, into c: UnsafeMutablePointer<Self>)

  /// a = g(z + bias) in place, for `z` of shape [rows, columns] and a bias of `rows` values.
  static func activate(
    _ function: ElementFunction, rows: Int, columns: Int, bias: UnsafePointer<Self>?,
    _ z: UnsafeMutablePointer<Self>)

  /// delta ← delta ∗ g′(z) in place, the slope told from a = g(z).
  static func backpropagate(
    _ function: ElementFunction, rows: Int, columns: Int, outputs: UnsafePointer<Self>,
    _ delta: UnsafeMutablePointer<Self>)

  /// The summed softmax cross-entropy of logits; writes the outputs and scale times the slope by
  /// the logits.
  static func softmaxCrossEntropy(
    rows: Int, columns: Int, logits: UnsafePointer<Self>, targets: UnsafePointer<Self>,
    scale: Double, outputs: UnsafeMutablePointer<Self>, delta: UnsafeMutablePointer<Self>?
  ) -> Double

  /// The summed binary cross-entropy of logits; writes the outputs and scale times the slope by
  /// the logits.
  static func sigmoidCrossEntropy(
    count: Int, logits: UnsafePointer<Self>, targets: UnsafePointer<Self>, scale: Double,
    outputs: UnsafeMutablePointer<Self>, delta: UnsafeMutablePointer<Self>?
  ) -> Double

  /// The summed −y log a; writes scale times its slope by a.
  static func crossEntropy(
    count: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>, scale: Double,
    delta: UnsafeMutablePointer<Self>?
  ) -> Double

  /// The summed −y log a − (1 − y) log(1 − a); writes scale times its slope by a.
  static func binaryCrossEntropy(
    count: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>, scale: Double,
    delta: UnsafeMutablePointer<Self>?
  ) -> Double

  /// The summed (a − y)²; writes scale times its slope by a.
  static func squaredError(
    count: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>, scale: Double,
    delta: UnsafeMutablePointer<Self>?
  ) -> Double

  /// The summed |a − y|; writes scale times its slope by a, 0 where a = y.
  static func absoluteError(
    count: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>, scale: Double,
    delta: UnsafeMutablePointer<Self>?
  ) -> Double

  /// The summed ½(a − y)², linear from a distance of `limit` on; writes scale times its slope by a.
  static func huberError(
    count: Int, limit: Double, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>,
    scale: Double, delta: UnsafeMutablePointer<Self>?
  ) -> Double

  /// The summed hinge loss of scores; writes scale times its slope by the scores.
  ///
  /// One row: max(0, 1 − ŷ·a), ŷ = 1 for a target above ½, else −1. Several: the sum over the rows
  /// r that are not the target's of max(0, a_r − a_target + 1).
  static func hinge(
    rows: Int, columns: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>,
    scale: Double, delta: UnsafeMutablePointer<Self>?
  ) -> Double

  /// One step of `rule` on `parameters`, by the gradient plus `decay` times the parameters; `first`
  /// and `second` hold what the rule remembers of each parameter.
  static func update(
    _ rule: UpdateRule, count: Int, rate: Double, decay: Double, gradient: UnsafePointer<Self>,
    first: UnsafeMutablePointer<Self>, second: UnsafeMutablePointer<Self>,
    parameters: UnsafeMutablePointer<Self>)

  /// w ← sign(w)·max(|w| − threshold, 0).
  static func shrink(count: Int, threshold: Double, _ w: UnsafeMutablePointer<Self>)

  /// g ← g + factor·sign(w), with sign(0) = 0.
  static func addSigns(
    count: Int, factor: Double, of w: UnsafePointer<Self>, to g: UnsafeMutablePointer<Self>)

  /// Cuts values off at −limit and limit.
  static func clamp(count: Int, limit: Double, _ x: UnsafeMutablePointer<Self>)

  /// x ← factor·x.
  static func scale(count: Int, factor: Double, _ x: UnsafeMutablePointer<Self>)

  /// Scales rows with a norm above `limit` down to it and returns how many there were.
  ///
  /// `scratch` holds a number for each row.
  static func limitRows(
    rows: Int, columns: Int, limit: Double, scratch: UnsafeMutablePointer<Double>,
    _ w: UnsafeMutablePointer<Self>
  ) -> Int

  /// out = γ·x̂ + β with x̂ = (x − mean)/√(variance + ε) of each row; leaves x̂ and the statistics.
  static func batchNorm(
    columns: Int, epsilon: Double, _ x: UnsafePointer<Self>, gamma: UnsafePointer<Self>,
    beta: UnsafePointer<Self>, statistics: BatchStatistics,
    normalized: UnsafeMutablePointer<Self>, into out: UnsafeMutablePointer<Self>)

  /// The same with these means and variances; of `statistics` only the scales are written.
  static func fixedNorm(
    columns: Int, epsilon: Double, _ x: UnsafePointer<Self>, gamma: UnsafePointer<Self>,
    beta: UnsafePointer<Self>, means: UnsafePointer<Self>, variances: UnsafePointer<Self>,
    statistics: BatchStatistics, into out: UnsafeMutablePointer<Self>)

  /// The slopes by γ and β of the last `batchNorm` with these statistics.
  static func batchNormSlopes(
    columns: Int, normalized: UnsafePointer<Self>, delta: UnsafePointer<Self>,
    statistics: BatchStatistics, gammaSlopes: UnsafeMutablePointer<Self>,
    betaSlopes: UnsafeMutablePointer<Self>)

  /// delta becomes the slope by the inputs, after `batchNormSlopes`.
  static func backpropagateBatchNorm(
    columns: Int, gamma: UnsafePointer<Self>, normalized: UnsafePointer<Self>,
    statistics: BatchStatistics, _ delta: UnsafeMutablePointer<Self>)

  /// running ← momentum·running + (1 − momentum)·batch, with the variance of a sample.
  static func updateRunning(
    columns: Int, momentum: Double, statistics: BatchStatistics,
    means: UnsafeMutablePointer<Self>, variances: UnsafeMutablePointer<Self>)

  /// y ← y + factor·x.
  static func add(
    count: Int, factor: Double, _ x: UnsafePointer<Self>, to y: UnsafeMutablePointer<Self>)

  /// out = x ∗ y, element by element.
  static func multiplyElements(
    count: Int, _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>,
    into out: UnsafeMutablePointer<Self>)

  /// sums[r] = the sum of row r of `x`.
  static func rowSums(
    rows: Int, columns: Int, _ x: UnsafePointer<Self>, into sums: UnsafeMutablePointer<Self>)

  /// Column j of `out` is column `indices[j]` of `x`.
  static func gatherColumns(
    rows: Int, indices: UnsafeBufferPointer<Int>, _ x: UnsafePointer<Self>,
    into out: UnsafeMutablePointer<Self>)

  /// 1/keep where a draw (row by row) is below `keep`, else 0.
  static func dropoutMask(
    rows: Int, columns: Int, keep: Double, draws: UnsafePointer<Double>,
    into mask: UnsafeMutablePointer<Self>)

  /// Σ x².
  static func squaredNorm(count: Int, _ x: UnsafePointer<Self>) -> Double

  /// Σ |x|.
  static func absoluteSum(count: Int, _ x: UnsafePointer<Self>) -> Double

  /// Σ (x − y)².
  static func squaredDistance(
    count: Int, _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>
  ) -> Double

  /// How many values are infinite or not a number.
  static func nonfiniteCount(count: Int, _ x: UnsafePointer<Self>) -> Int

  /// Columns where outputs and targets have the same largest row or, for one row, where outputs
  /// above the threshold go with targets above ½.
  static func matchCount(
    rows: Int, columns: Int, threshold: Double, outputs: UnsafePointer<Self>,
    targets: UnsafePointer<Self>
  ) -> Int

  /// The values as doubles.
  static func convertToDoubles(
    count: Int, _ x: UnsafePointer<Self>, into out: UnsafeMutablePointer<Double>)

  /// The nearest values of this type.
  static func convertFromDoubles(
    count: Int, _ x: UnsafePointer<Double>, into out: UnsafeMutablePointer<Self>)
}

/// A matrix in memory as one factor of a product.
package struct Factor<Scalar> {
  let pointer: UnsafePointer<Scalar>
  /// Values from column to column of what is stored.
  let stride: Int
  let isTransposed: Bool

  package init(_ pointer: UnsafePointer<Scalar>, stride: Int, isTransposed: Bool = false) {
    self.pointer = pointer
    self.stride = stride
    self.isTransposed = isTransposed
  }
}
