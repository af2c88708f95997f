import LecternTensor

extension Matrix where Scalar == Double {
  func mapped(_ transform: (Double) -> Double) -> Self {
    Matrix(rows: rows, columns: columns, elements: elements.map(transform))
  }

  func selecting(rows selectedRows: [Int], columns selectedColumns: [Int]) -> Self {
    var values: [Double] = []
    values.reserveCapacity(selectedRows.count * selectedColumns.count)
    for c in selectedColumns {
      for r in selectedRows { values.append(elements[c * rows + r]) }
    }
    return Matrix(rows: selectedRows.count, columns: selectedColumns.count, elements: values)
  }

  /// Element-wise combination under the language's broadcasting.
  ///
  /// A number, a column n × 1 or a row 1 × m goes with n × m; nil when the shapes do not fit.
  func combined(with other: Self, _ operation: (Double, Double) -> Double) -> Self? {
    if rows == other.rows, columns == other.columns {
      var values = elements
      for i in values.indices { values[i] = operation(elements[i], other.elements[i]) }
      return Matrix(rows: rows, columns: columns, elements: values)
    }
    let isNumber = count == 1 || other.count == 1
    let fits =
      isNumber
      || (rows == other.rows && (columns == 1 || other.columns == 1))
      || (columns == other.columns && (rows == 1 || other.rows == 1))
    guard fits else { return nil }
    // An empty axis stays empty.
    let resultRows = rows == 1 ? other.rows : rows
    let resultColumns = columns == 1 ? other.columns : columns
    var result = Matrix(rows: resultRows, columns: resultColumns)
    for c in 0..<resultColumns {
      for r in 0..<resultRows {
        let a = self[rows == 1 ? 0 : r, columns == 1 ? 0 : c]
        let b = other[other.rows == 1 ? 0 : r, other.columns == 1 ? 0 : c]
        result.elements[c * resultRows + r] = operation(a, b)
      }
    }
    return result
  }

  static func joinedSideBySide(_ blocks: [Self]) -> Self? {
    guard let first = blocks.first else { return Matrix(rows: 1, columns: 0) }
    guard blocks.allSatisfy({ $0.rows == first.rows }) else { return nil }
    return Matrix(
      rows: first.rows, columns: blocks.reduce(0) { $0 + $1.columns },
      elements: blocks.flatMap(\.elements))
  }

  static func stacked(_ blocks: [Self]) -> Self? {
    guard let first = blocks.first else { return Matrix(rows: 0, columns: 0) }
    guard blocks.allSatisfy({ $0.columns == first.columns }) else { return nil }
    if blocks.count == 1 { return first }
    let rows = blocks.reduce(0) { $0 + $1.rows }
    var values: [Double] = []
    values.reserveCapacity(rows * first.columns)
    for c in 0..<first.columns {
      for block in blocks {
        values.append(contentsOf: block.elements[c * block.rows..<(c + 1) * block.rows])
      }
    }
    return Matrix(rows: rows, columns: first.columns, elements: values)
  }

  /// The row sums, column sums and their like: `reduce` sees the elements of one row or column.
  func reduced(axis: Int, _ reduce: ([Double]) -> Double) -> Self {
    if axis == 0 {
      let values = (0..<columns).map { c in
        reduce(Array(elements[c * rows..<(c + 1) * rows]))
      }
      return Matrix(rows: 1, columns: columns, elements: values)
    }
    let values = (0..<rows).map { r in
      reduce((0..<columns).map { c in elements[c * rows + r] })
    }
    return Matrix(rows: rows, columns: 1, elements: values)
  }
}
