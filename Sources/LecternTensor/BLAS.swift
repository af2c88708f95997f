internal import COpenBLAS

/// The library behind the larger matrix products.
package enum BLAS {
  /// Name and version for a report's footer, without anything that depends on the machine.
  package static let version: String = {
    // "OpenBLAS 0.3.21 DYNAMIC_ARCH …": the words after the number name options and the processor.
    let words = String(cString: openblas_get_config()).split(separator: " ")
    return words.prefix(2).joined(separator: " ")
  }()

  /// Set once, before the first product: more threads would change the order of the sums.
  static let useOneThread: Void = openblas_set_num_threads(1)

  /// The sizes of a product as the library takes them.
  ///
  /// Plain loops for tiny products were tried and are slower than the library from about a hundred
  /// multiply-adds on, so that everything goes through it.
  struct Sizes {
    let rows: CInt
    let columns: CInt
    let inner: CInt

    /// - Precondition: Each size fits 32 bits.
    init(rows: Int, columns: Int, inner: Int) {
      self.rows = CInt(rows)
      self.columns = CInt(columns)
      self.inner = CInt(inner)
    }

    /// The distance of two columns of a matrix with so many rows; the library wants 1 at least.
    func leading(of rows: Int) -> CInt { CInt(max(rows, 1)) }
  }
}
