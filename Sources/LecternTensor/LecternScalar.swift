/// The two number types of the engine; the kernels behind each are whole-buffer C or BLAS calls,
/// so generic code above them pays one witness call a buffer, not one an element.
///
/// Matrices are column by column; pointers do not overlap unless a function says "in place", except
/// that `outputs` may be `logits`. Scales are applied in the type's own precision; losses are summed
/// in Double, in a fixed order, and 0 log 0 is 0.
package protocol LecternScalar: BinaryFloatingPoint, Sendable {
  /// C ← alpha·op(A)·op(B) + beta·C, where op(A) is [rows, inner] and op(B) is [inner, columns].
  static func multiply(
    _ a: UnsafePointer<Self>, transposed aIsTransposed: Bool, _ b: UnsafePointer<Self>,
    transposed bIsTransposed: Bool, rows: Int, columns: Int, inner: Int, alpha: Double,
    beta: Double,
    into c: UnsafeMutablePointer<Self>)

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

  /// One step of `rule` on `parameters`, by the gradient plus `decay` times the parameters; `first`
  /// and `second` hold what the rule remembers of each parameter.
  static func update(
    _ rule: UpdateRule, count: Int, rate: Double, decay: Double, gradient: UnsafePointer<Self>,
    first: UnsafeMutablePointer<Self>, second: UnsafeMutablePointer<Self>,
    parameters: UnsafeMutablePointer<Self>)

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

  /// How many values are infinite or not a number.
  static func nonfiniteCount(count: Int, _ x: UnsafePointer<Self>) -> Int

  /// Columns where outputs and targets have the same largest row or, for one row, lie on the same
  /// side of ½.
  static func matchCount(
    rows: Int, columns: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>
  ) -> Int

  /// The values as doubles.
  static func convertToDoubles(
    count: Int, _ x: UnsafePointer<Self>, into out: UnsafeMutablePointer<Double>)

  /// The nearest values of this type.
  static func convertFromDoubles(
    count: Int, _ x: UnsafePointer<Double>, into out: UnsafeMutablePointer<Self>)
}
