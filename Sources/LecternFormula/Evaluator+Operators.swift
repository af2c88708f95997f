package import LecternLanguage
import LecternTensor
package import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Evaluator {
  func apply(
    _ operation: UnaryOperator, to value: Value, at span: SourceSpan
  ) throws(FormulaError) -> Value {
    switch (operation, value) {
    case (.minus, .number(let number)): return .number(-number)
    case (.minus, .matrix(let matrix)): return .matrix(matrix.mapped { -$0 })
    case (.not, .boolean(let flag)): return .boolean(!flag)
    case (.not, .matrix(let matrix)): return .matrix(matrix.mapped { $0 == 0 ? 1 : 0 })
    case (.not, .number(let number)): return .boolean(number == 0)
    default:
      throw FormulaError("\(operation.rawValue) does not apply to \(value.kindName)", at: span)
    }
  }

  /// Applies an operator to two values; `literal` is the right side as written, for `~=`.
  package func apply(
    _ operation: BinaryOperator, _ left: Value, _ right: Value, literal: Expression,
    at span: SourceSpan
  ) throws(FormulaError) -> Value {
    if operation == .matrixProduct { return try product(left, right, at: span) }
    if case .string(let a) = left, case .string(let b) = right {
      if operation == .equal { return .boolean(a == b) }
      if operation == .notEqual { return .boolean(a != b) }
    }
    let tolerance =
      operation == .rounds ? Rounding.tolerance(of: literal) : 0
    if let a = left.scalarOnly, let b = right.scalarOnly {
      return Self.combine(operation, a, b, tolerance: tolerance)
    }
    guard let a = left.matrix, let b = right.matrix else {
      throw FormulaError(
        "\(operation.rawValue) does not apply to \(left.kindName) and \(right.kindName)", at: span)
    }
    guard
      let result = a.combined(
        with: b,
        { x, y in
          switch Self.combine(operation, x, y, tolerance: tolerance) {
          case .number(let value): value
          case .boolean(let flag): flag ? 1 : 0
          default: .nan
          }
        })
    else {
      throw FormulaError(
        "\(a.rows) × \(a.columns) and \(b.rows) × \(b.columns) do not fit element by element",
        at: span, help: "use outer(a, b) for every pair of a column and a row")
    }
    return .matrix(result)
  }

  private static func combine(
    _ operation: BinaryOperator, _ a: Double, _ b: Double, tolerance: Double
  ) -> Value {
    switch operation {
    case .add: .number(a + b)
    case .subtract: .number(a - b)
    case .multiply, .matrixProduct: .number(a * b)
    case .divide: .number(a / b)
    case .power: .number(b == 2 ? a * a : pow(a, b))
    case .equal: .boolean(a == b)
    case .notEqual: .boolean(a != b)
    case .rounds: .boolean(abs(a - b) <= tolerance)
    case .less: .boolean(a < b)
    case .lessOrEqual: .boolean(a <= b)
    case .greater: .boolean(a > b)
    case .greaterOrEqual: .boolean(a >= b)
    case .and: .boolean(a != 0 && b != 0)
    case .or: .boolean(a != 0 || b != 0)
    }
  }

  private func product(
    _ left: Value, _ right: Value, at span: SourceSpan
  ) throws(FormulaError) -> Value {
    guard let a = left.matrix, let b = right.matrix else {
      throw FormulaError("@ multiplies matrices", at: span)
    }
    guard a.columns == b.rows else {
      throw FormulaError(
        "(\(a.rows) × \(a.columns)) @ (\(b.rows) × \(b.columns)) does not fit: "
          + "\(a.columns) ≠ \(b.rows)", at: span)
    }
    let (count, overflow) = a.rows.multipliedReportingOverflow(by: b.columns)
    guard !overflow, count <= Self.elementLimit else {
      throw FormulaError("the product is too large: \(a.rows) × \(b.columns)", at: span)
    }
    return .matrix(Matrix.product(a, b))
  }
}

extension Value {
  /// The number, unless the value is a matrix: a 1 × 1 matrix stays one.
  fileprivate var scalarOnly: Double? {
    if case .matrix = self { return nil }
    return scalar
  }
}

/// What `x ~= 0.6721` allows: half a unit of the last digit written.
package enum Rounding {
  package static func tolerance(of literal: Expression) -> Double {
    switch literal.kind {
    case .number(let value, let spelling): tolerance(spelling: spelling, value: value)
    case .unary(_, let operand): tolerance(of: operand)
    default: 0
    }
  }

  /// Half a unit of the last digit of a spelled number, widened by the rounding of the literal.
  static func tolerance(spelling: String, value: Double) -> Double {
    var digits = spelling.filter { $0 != "_" }
    var exponent = 0
    if digits.hasSuffix("%") {
      digits.removeLast()
      exponent -= 2
    }
    if let mark = digits.firstIndex(where: { $0 == "e" || $0 == "E" }) {
      exponent += max(-10_000, min(10_000, Int(digits[digits.index(after: mark)...]) ?? 0))
      digits = String(digits[..<mark])
    }
    if let point = digits.firstIndex(of: ".") {
      exponent -= digits.distance(from: point, to: digits.endIndex) - 1
    }
    return 0.5 * pow(10, Double(max(-400, min(400, exponent)))) + abs(value) * 1e-12
  }
}
