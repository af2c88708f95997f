internal import CKernels

/// What is kept of several numbers.
package enum Reduction: Sendable {
  case sum, largest, smallest

  fileprivate var kernel: Int32 {
    let kind =
      switch self {
      case .sum: LECTERN_SUM
      case .largest: LECTERN_LARGEST
      case .smallest: LECTERN_SMALLEST
      }
    return Int32(bitPattern: kind.rawValue)
  }
}

/// Memory of matrices: aligned as the widest vectors are, so that no load touches two cache lines.
package enum AlignedMemory {
  package static func allocate<Scalar>(
    _ count: Int, of type: Scalar.Type = Scalar.self
  ) -> UnsafeMutablePointer<Scalar> {
    UnsafeMutableRawPointer.allocate(
      byteCount: max(count, 1) * MemoryLayout<Scalar>.stride, alignment: 64
    ).bindMemory(to: type, capacity: max(count, 1))
  }

  package static func zeros<Scalar: LecternScalar>(_ count: Int) -> UnsafeMutablePointer<Scalar> {
    let pointer = allocate(count, of: Scalar.self)
    pointer.initialize(repeating: 0, count: max(count, 1))
    return pointer
  }
}

/// Kernels over whole matrices of doubles, stored column by column; results do not overlap inputs.
package enum MatrixKernels {
  /// The path of the kernels in use: `avx512`, `avx2` or `portable`; all give the same bits.
  package static var path: String { String(cString: lectern_kernels_name()) }

  /// The sum (0 of nothing), the largest or the smallest (NaN of nothing); NaN wins over numbers.
  package static func reduce(
    _ kind: Reduction, count: Int, _ x: UnsafePointer<Double>
  ) -> Double {
    lectern_reduce(kind.kernel, count, x)
  }

  /// The same of each column: `columns` values.
  package static func reduceColumns(
    _ kind: Reduction, rows: Int, columns: Int, _ x: UnsafePointer<Double>,
    into out: UnsafeMutablePointer<Double>
  ) {
    lectern_reduce_columns(kind.kernel, rows, columns, x, out)
  }

  /// The same of each row: `rows` values.
  package static func reduceRows(
    _ kind: Reduction, rows: Int, columns: Int, _ x: UnsafePointer<Double>,
    into out: UnsafeMutablePointer<Double>
  ) {
    lectern_reduce_rows(kind.kernel, rows, columns, x, out)
  }

  /// out[columns, rows] = x′.
  package static func transpose(
    rows: Int, columns: Int, _ x: UnsafePointer<Double>, into out: UnsafeMutablePointer<Double>
  ) {
    lectern_transpose(rows, columns, x, out)
  }

  /// Each column becomes its softmax.
  package static func softmaxColumns(
    rows: Int, columns: Int, _ x: UnsafeMutablePointer<Double>
  ) {
    lectern_softmax_columns(rows, columns, x)
  }

  /// out[rows, columns] = op(a)·op(b) + bias, each entry a chain of fused multiply-adds in a fixed order.
  ///
  /// - Complexity: rows · columns · inner multiply-adds; no allocation once a thread has worked.
  package static func product(
    _ a: UnsafePointer<Double>, transposed aIsTransposed: Bool, _ b: UnsafePointer<Double>,
    transposed bIsTransposed: Bool, rows: Int, columns: Int, inner: Int,
    bias: UnsafePointer<Double>? = nil, into out: UnsafeMutablePointer<Double>
  ) {
    lectern_product_f64(
      rows, columns, inner, 1, a, aIsTransposed ? inner : rows, aIsTransposed ? 1 : 0, b,
      bIsTransposed ? columns : inner, bIsTransposed ? 1 : 0, 0, bias, out, rows)
  }
}
