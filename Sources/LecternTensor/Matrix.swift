/// A matrix of numbers, stored column by column: element (r, c) is `elements[c * rows + r]`.
///
/// Examples are columns, so one example is contiguous and a mini-batch of neighbours is one block.
package struct Matrix<Scalar: LecternScalar>: Sendable, Equatable {
  package let rows: Int
  package let columns: Int
  package var elements: [Scalar]

  /// - Precondition: `elements.count == rows * columns`.
  @inlinable
  package init(rows: Int, columns: Int, elements: [Scalar]) {
    precondition(elements.count == rows * columns, "A matrix needs rows × columns elements.")
    self.rows = rows
    self.columns = columns
    self.elements = elements
  }

  @inlinable
  package init(rows: Int, columns: Int, repeating value: Scalar = 0) {
    self.rows = rows
    self.columns = columns
    elements = [Scalar](repeating: value, count: rows * columns)
  }

  @inlinable
  package subscript(row: Int, column: Int) -> Scalar {
    get { elements[column * rows + row] }
    set { elements[column * rows + row] = newValue }
  }

  @inlinable package var count: Int { elements.count }

  /// The same matrix in another precision.
  package func converted<Other: LecternScalar>(to _: Other.Type) -> Matrix<Other> {
    if let same = self as? Matrix<Other> { return same }
    return Matrix<Other>(rows: rows, columns: columns, elements: elements.map { Other($0) })
  }
}
