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
    // There are two precisions, so that one of the two steps copies.
    let doubles =
      (self as? Matrix<Double>)?.elements
      ?? [Double](unsafeUninitializedCapacity: count) { doubles, filled in
        elements.withUnsafeBufferPointer { source in
          if let source = source.baseAddress, let target = doubles.baseAddress {
            Scalar.convertToDoubles(count: count, source, into: target)
          }
        }
        filled = count
      }
    return Matrix<Other>(rows: rows, columns: columns, elements: Other.values(of: doubles))
  }

  /// The transposed matrix.
  package var transposed: Matrix {
    if rows == 1 || columns == 1 {
      return Matrix(rows: columns, columns: rows, elements: elements)
    }
    var result = Matrix(rows: columns, columns: rows)
    for c in 0..<columns {
      for r in 0..<rows { result.elements[r * columns + c] = elements[c * rows + r] }
    }
    return result
  }

  /// The matrix product; either side may be taken transposed.
  ///
  /// - Precondition: The inner sizes agree.
  package static func product(
    _ a: Matrix, transposed aIsTransposed: Bool = false, _ b: Matrix,
    transposed bIsTransposed: Bool = false
  ) -> Matrix {
    let rows = aIsTransposed ? a.columns : a.rows
    let inner = aIsTransposed ? a.rows : a.columns
    let columns = bIsTransposed ? b.rows : b.columns
    precondition(inner == (bIsTransposed ? b.columns : b.rows), "The inner sizes must agree.")
    var result = Matrix(rows: rows, columns: columns)
    // A sum over nothing is 0.
    guard result.count > 0, inner > 0 else { return result }
    result.elements.withUnsafeMutableBufferPointer { c in
      a.elements.withUnsafeBufferPointer { a in
        b.elements.withUnsafeBufferPointer { b in
          guard let a = a.baseAddress, let b = b.baseAddress, let c = c.baseAddress else { return }
          Scalar.multiply(
            Factor(a, stride: aIsTransposed ? inner : rows, isTransposed: aIsTransposed),
            Factor(b, stride: bIsTransposed ? columns : inner, isTransposed: bIsTransposed),
            rows: rows, columns: columns, inner: inner, bias: nil, into: c)
        }
      }
    }
    return result
  }

  /// The function applied to each element, or, for softmax, to each column.
  package func applying(_ function: ElementFunction) -> Matrix {
    var result = self
    result.elements.withUnsafeMutableBufferPointer { z in
      guard let z = z.baseAddress else { return }
      Scalar.activate(function, rows: rows, columns: columns, bias: nil, z)
    }
    return result
  }
}

extension LecternScalar {
  /// The nearest values of this type.
  package static func values(of doubles: [Double]) -> [Self] {
    [Self](unsafeUninitializedCapacity: doubles.count) { values, filled in
      doubles.withUnsafeBufferPointer { source in
        if let source = source.baseAddress, let target = values.baseAddress {
          convertFromDoubles(count: doubles.count, source, into: target)
        }
      }
      filled = doubles.count
    }
  }
}
