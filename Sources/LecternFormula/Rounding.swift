package import LecternLanguage

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
