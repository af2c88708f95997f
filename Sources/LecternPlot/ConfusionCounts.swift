/// The counts of a confusion matrix, checked and added up.
struct ConfusionCounts {
  let names: [String]
  let size: Int
  /// Row by row, none negative.
  let cells: [Int]
  /// How many neighbouring classes each row and column stands for.
  let pool: Int
  let rowTotals: [Int]

  init(_ matrix: ConfusionMatrix) {
    let names = matrix.classNames
    let (square, overflows) = names.count.multipliedReportingOverflow(by: names.count)
    if overflows || square != matrix.counts.count {
      self.init(names: [], cells: [], pool: 1)
    } else {
      // Sums stay far from overflow: no data set has so many examples.
      self.init(names: names, cells: matrix.counts.map { min(max($0, 0), 1 << 40) }, pool: 1)
    }
  }

  private init(names: [String], cells: [Int], pool: Int) {
    self.names = names
    self.cells = cells
    self.pool = pool
    let size = names.count
    self.size = size
    self.rowTotals = (0..<size).map { row in
      cells[(row * size)..<((row + 1) * size)].reduce(0, +)
    }
  }

  var total: Int { rowTotals.reduce(0, +) }
  var correct: Int { (0..<size).reduce(0) { $0 + count($1, $1) } }
  var accuracy: Double? { total > 0 ? Double(correct) / Double(total) : nil }

  func count(_ row: Int, _ column: Int) -> Int { cells[row * size + column] }

  /// Part of a row's examples that fell into a column.
  func share(_ row: Int, _ column: Int) -> Double {
    rowTotals[row] > 0 ? Double(count(row, column)) / Double(rowTotals[row]) : 0
  }

  /// Part of a class that was recognised; nil for a class without examples.
  func recall(_ row: Int) -> Double? { rowTotals[row] > 0 ? share(row, row) : nil }

  /// The most frequent mistake; the first of equals.
  var worst: (row: Int, column: Int, count: Int)? {
    var worst: (row: Int, column: Int, count: Int)?
    for row in 0..<size {
      for column in 0..<size where row != column && count(row, column) > worst?.count ?? 0 {
        worst = (row, column, count(row, column))
      }
    }
    return worst
  }

  /// Returns counts of at most `limit` classes, neighbours taken together where there are more.
  func pooled(to limit: Int) -> ConfusionCounts {
    let pool = max(1, (size + limit - 1) / limit)
    if pool == 1 { return self }
    let small = (size + pool - 1) / pool
    var sums = [Int](repeating: 0, count: small * small)
    for row in 0..<size {
      for column in 0..<size {
        sums[row / pool * small + column / pool] += count(row, column)
      }
    }
    return ConfusionCounts(
      names: (0..<small).map { names[$0 * pool] }, cells: sums, pool: pool)
  }
}
