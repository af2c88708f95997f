import LecternTensor

/// What the statements of one cell may use before they end with a mistake.
package struct FormulaLimits: Sendable {
  /// Steps: one a statement, one an element computed, one every eight multiply-adds of a product.
  ///
  /// A step takes about a nanosecond, so that the default is a quarter of an hour.
  package var steps: Double
  /// Bytes of matrices and series at one time.
  package var bytes: Int

  package init(steps: Double = 1e12, bytes: Int = 4 << 30) {
    self.steps = steps
    self.bytes = bytes
  }
}

/// The series that `record` statements made, in the order of their first entries.
package struct FormulaRecords: Sendable {
  package private(set) var names: [String] = []
  private var values: [String: [Double]] = [:]

  package init() {}

  package subscript(_ name: String) -> [Double]? { values[name] }

  package mutating func append(_ value: Double, to name: String) {
    if values[name]?.append(value) == nil {
      names.append(name)
      values[name] = [value]
    }
  }

  /// The series as a row.
  func row(_ name: String) -> Value? {
    values[name].map { .matrix(Matrix(rows: 1, columns: $0.count, elements: $0)) }
  }

  mutating func append(contentsOf entries: some Sequence<Double>, to name: String) {
    if values[name]?.append(contentsOf: entries) == nil {
      names.append(name)
      values[name] = Array(entries)
    }
  }

  /// Forgets a series, so that the next entry is its first.
  package mutating func remove(_ name: String) {
    guard values.removeValue(forKey: name) != nil else { return }
    names.removeAll { $0 == name }
  }
}
