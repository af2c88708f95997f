import LecternTensor

/// The matrix of a register: memory of its own, or a look at somebody else's.
struct MatrixRegister {
  var values: UnsafeMutablePointer<Double>
  /// −1 before there is a value.
  var rows = -1
  var columns = 0
  /// The entries there is room for; nil when the memory is somebody else's.
  var capacity: Int?
  /// Whether the entries are the yes and no of a condition: as an index it selects.
  var isCondition = false

  var count: Int { rows * columns }
  var isDefined: Bool { rows >= 0 }
  var shape: Shape { Shape(rows: rows, columns: columns) }

  /// The values as a matrix that lives on.
  var matrix: Matrix<Double> {
    Matrix(
      rows: rows, columns: columns,
      elements: Array(UnsafeBufferPointer(start: values, count: count)))
  }

  subscript(row: Int, column: Int) -> Double {
    get { values[column * rows + row] }
    nonmutating set { values[column * rows + row] = newValue }
  }
}

/// Rows and columns.
struct Shape: Equatable {
  var rows: Int
  var columns: Int

  static let single = Shape(rows: 1, columns: 1)

  var count: Int { rows * columns }
  var text: String { "\(rows) × \(columns)" }

  /// The shape of two that meet element by element; nil when they do not fit.
  ///
  /// A number, a column n × 1 or a row 1 × m goes with n × m.
  func joined(with other: Shape) -> Shape? {
    if self == other { return self }
    let fits =
      count == 1 || other.count == 1
      || (rows == other.rows && (columns == 1 || other.columns == 1))
      || (columns == other.columns && (rows == 1 || other.rows == 1))
    guard fits else { return nil }
    // An empty axis stays empty.
    return Shape(
      rows: rows == 1 ? other.rows : rows, columns: columns == 1 ? other.columns : columns)
  }
}
