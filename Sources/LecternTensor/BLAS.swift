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

  /// The sizes of a product that is worth a call of the library.
  struct Sizes {
    let rows: CInt
    let columns: CInt
    let inner: CInt

    /// `nil` below the size where plain loops are faster, and for empty products.
    ///
    /// - Precondition: Each size fits 32 bits.
    init?(rows: Int, columns: Int, inner: Int) {
      guard rows > 0, columns > 0, inner > 0, rows * columns * inner > Sizes.smallProduct else {
        return nil
      }
      self.rows = CInt(rows)
      self.columns = CInt(columns)
      self.inner = CInt(inner)
    }

    /// Multiply-adds up to which plain loops are used.
    private static let smallProduct = 64
  }
}
