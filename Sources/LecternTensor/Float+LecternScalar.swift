internal import CKernels

extension Float: LecternScalar {
  package static func multiply(
    _ a: Factor<Self>, _ b: Factor<Self>, rows: Int, columns: Int, inner: Int,
    bias: UnsafePointer<Self>?, into c: UnsafeMutablePointer<Self>
  ) {
    lectern_product_f32(
      rows, columns, inner, 1, a.pointer, a.stride, a.isTransposed ? 1 : 0, b.pointer, b.stride,
      b.isTransposed ? 1 : 0, 0, bias, c, rows)
  }

  package static func activate(
    _ function: ElementFunction, rows: Int, columns: Int, bias: UnsafePointer<Self>?,
    _ z: UnsafeMutablePointer<Self>
  ) {
    lectern_activate_f32(function.kernel, function.parameter, rows, columns, bias, z)
  }

  package static func backpropagate(
    _ function: ElementFunction, rows: Int, columns: Int, outputs: UnsafePointer<Self>,
    _ delta: UnsafeMutablePointer<Self>
  ) {
    lectern_backpropagate_f32(function.kernel, function.parameter, rows, columns, outputs, delta)
  }

  package static func softmaxCrossEntropy(
    rows: Int, columns: Int, logits: UnsafePointer<Self>, targets: UnsafePointer<Self>,
    scale: Double, outputs: UnsafeMutablePointer<Self>, delta: UnsafeMutablePointer<Self>?
  ) -> Double {
    lectern_softmax_cross_entropy_f32(rows, columns, logits, targets, scale, outputs, delta)
  }

  package static func sigmoidCrossEntropy(
    count: Int, logits: UnsafePointer<Self>, targets: UnsafePointer<Self>, scale: Double,
    outputs: UnsafeMutablePointer<Self>, delta: UnsafeMutablePointer<Self>?
  ) -> Double {
    lectern_sigmoid_cross_entropy_f32(count, logits, targets, scale, outputs, delta)
  }

  package static func crossEntropy(
    count: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>, scale: Double,
    delta: UnsafeMutablePointer<Self>?
  ) -> Double {
    lectern_cross_entropy_f32(count, outputs, targets, scale, delta)
  }

  package static func binaryCrossEntropy(
    count: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>, scale: Double,
    delta: UnsafeMutablePointer<Self>?
  ) -> Double {
    lectern_binary_cross_entropy_f32(count, outputs, targets, scale, delta)
  }

  package static func squaredError(
    count: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>, scale: Double,
    delta: UnsafeMutablePointer<Self>?
  ) -> Double {
    lectern_squared_error_f32(count, outputs, targets, scale, delta)
  }

  package static func absoluteError(
    count: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>, scale: Double,
    delta: UnsafeMutablePointer<Self>?
  ) -> Double {
    lectern_absolute_error_f32(count, outputs, targets, scale, delta)
  }

  package static func huberError(
    count: Int, limit: Double, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>,
    scale: Double, delta: UnsafeMutablePointer<Self>?
  ) -> Double {
    lectern_huber_error_f32(count, limit, outputs, targets, scale, delta)
  }

  package static func hinge(
    rows: Int, columns: Int, outputs: UnsafePointer<Self>, targets: UnsafePointer<Self>,
    scale: Double, delta: UnsafeMutablePointer<Self>?
  ) -> Double {
    lectern_hinge_f32(rows, columns, outputs, targets, scale, delta)
  }

  package static func add(
    count: Int, factor: Double, _ x: UnsafePointer<Self>, to y: UnsafeMutablePointer<Self>
  ) {
    lectern_add_f32(count, factor, x, y)
  }

  package static func multiplyElements(
    count: Int, _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>,
    into out: UnsafeMutablePointer<Self>
  ) {
    lectern_multiply_elements_f32(count, x, y, out)
  }

  package static func rowSums(
    rows: Int, columns: Int, _ x: UnsafePointer<Self>, into sums: UnsafeMutablePointer<Self>
  ) {
    lectern_row_sums_f32(rows, columns, x, sums)
  }

  package static func gatherColumns(
    rows: Int, indices: UnsafeBufferPointer<Int>, _ x: UnsafePointer<Self>,
    into out: UnsafeMutablePointer<Self>
  ) {
    guard let first = indices.baseAddress else { return }
    lectern_gather_columns_f32(rows, indices.count, first, x, out)
  }

  package static func dropoutMask(
    rows: Int, columns: Int, keep: Double, draws: UnsafePointer<Double>,
    into mask: UnsafeMutablePointer<Self>
  ) {
    lectern_dropout_mask_f32(rows, columns, keep, draws, mask)
  }

  package static func squaredNorm(count: Int, _ x: UnsafePointer<Self>) -> Double {
    lectern_squared_norm_f32(count, x)
  }

  package static func absoluteSum(count: Int, _ x: UnsafePointer<Self>) -> Double {
    lectern_absolute_sum_f32(count, x)
  }

  package static func squaredDistance(
    count: Int, _ x: UnsafePointer<Self>, _ y: UnsafePointer<Self>
  ) -> Double {
    lectern_squared_distance_f32(count, x, y)
  }

  package static func nonfiniteCount(count: Int, _ x: UnsafePointer<Self>) -> Int {
    lectern_count_nonfinite_f32(count, x)
  }

  package static func matchCount(
    rows: Int, columns: Int, threshold: Double, outputs: UnsafePointer<Self>,
    targets: UnsafePointer<Self>
  ) -> Int {
    lectern_count_matches_f32(rows, columns, threshold, outputs, targets)
  }

  package static func convertToDoubles(
    count: Int, _ x: UnsafePointer<Self>, into out: UnsafeMutablePointer<Double>
  ) {
    lectern_to_doubles_f32(count, x, out)
  }

  package static func convertFromDoubles(
    count: Int, _ x: UnsafePointer<Double>, into out: UnsafeMutablePointer<Self>
  ) {
    lectern_from_doubles_f32(count, x, out)
  }
}
