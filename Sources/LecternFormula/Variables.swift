import LecternTensor

/// The values of names, kept in one place that statements change.
package final class Variables {
  private var values: [String: Value] = [:]
  /// Names of matrices whose entries are the yes and no of a condition.
  private var conditions: Set<String> = []
  /// Where names are looked up that have no value here.
  private let outer: Variables?
  /// What the matrices take, those of the outer variables too.
  private(set) var bytes: Int

  /// Variables that hide those of the same name in `outer`.
  package init(_ values: [String: Value] = [:], over outer: Variables? = nil) {
    self.outer = outer
    bytes = outer?.bytes ?? 0
    for (name, value) in values { self[name] = value }
  }

  /// All values as they are now.
  package var snapshot: [String: Value] {
    (outer?.snapshot ?? [:]).merging(values) { $1 }
  }

  /// Whether a name stands for a matrix that a condition made.
  func isCondition(_ name: String) -> Bool {
    values[name] == nil ? outer?.isCondition(name) ?? false : conditions.contains(name)
  }

  /// Notes that the entries of a matrix are the yes and no of a condition.
  func markCondition(_ name: String) { conditions.insert(name) }

  package subscript(_ name: String) -> Value? {
    get { values[name] ?? outer?[name] }
    set {
      bytes -= values[name]?.bytes ?? 0
      bytes += newValue?.bytes ?? 0
      values[name] = newValue
      conditions.remove(name)
    }
  }
}

extension Value {
  fileprivate var bytes: Int {
    if case .matrix(let matrix) = self { MemoryLayout<Double>.size * matrix.count } else { 0 }
  }
}
