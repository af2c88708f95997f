import LecternFormula
package import LecternText

/// What the cells of a notebook may use, whatever they ask for: an instructor's word.
package struct RunLimits: Sendable {
  /// Seconds of a cell.
  package var timeout: Double?
  /// What a cell may use at one time.
  package var memory: ByteCount?

  package init(timeout: Double? = nil, memory: ByteCount? = nil) {
    self.timeout = timeout
    self.memory = memory
  }
}

/// What the cell at hand may use.
struct CellLimits {
  /// Seconds; nil for a cell that may take any time.
  let timeout: Double?
  /// What was asked for or imposed; nil when only the machine sets a limit.
  let memory: ByteCount?

  /// Whether it is not the cell that limits its time.
  let isTimeImposed: Bool

  /// Formulas of a cell without a limit of its own.
  static let standardFormulaMemory = 4 << 30

  init(_ limits: RunLimits, timeout: Double? = nil, memory: ByteCount? = nil) {
    isTimeImposed = (limits.timeout ?? .infinity) < (timeout ?? .infinity)
    self.timeout = [limits.timeout, timeout].compactMap(\.self).min()
    self.memory = [limits.memory, memory].compactMap(\.self).min { $0.bytes < $1.bytes }
  }

  /// A cell whose seconds are counted needs no other count of its steps.
  var formulas: FormulaLimits {
    var result = FormulaLimits()
    if timeout != nil { result.steps = .infinity }
    result.bytes = memory?.bytes ?? Self.standardFormulaMemory
    return result
  }
}
