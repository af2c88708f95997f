package import LecternLanguage
import LecternTensor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What `x ~= 0.6721` allows: half a unit of the last digit written.
package enum Rounding {
  /// A number, or a matrix of one for each entry of the literal.
  static func tolerance(of literal: Expression) -> Value {
    guard case .matrix(let rows) = literal.kind else { return .number(number(literal)) }
    let elements = rows.flatMap { $0.map(number) }
    return .matrix(
      Matrix(rows: rows.count, columns: rows.first?.count ?? 0, elements: elements))
  }

  /// Half a unit of the last digit of a number as written; 0 for anything else.
  package static func halfUnit(of literal: Expression) -> Double { number(literal) }

  private static func number(_ literal: Expression) -> Double {
    switch literal.kind {
    case .number(let value, let spelling): tolerance(spelling: spelling, value: value)
    case .unary(_, let operand): number(operand)
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
    return 0.5 * pow(10, Double(max(-400, min(400, exponent)))) + abs(value) * (2 * Double.ulpOfOne)
  }
}
