/// A number as decimal digits: `digits × 10^exponent`, exact, so that no rounding shows.
struct DecimalText: Equatable {
  let isNegative: Bool
  let digits: Int
  let exponent: Int

  init(isNegative: Bool = false, digits: Int, exponent: Int) {
    self.isNegative = isNegative && digits != 0
    self.digits = digits
    self.exponent = exponent
  }

  /// The finite number that is nearest with this many significant digits (at most 17).
  ///
  /// Works on the shortest decimal form that names the number, so halves round as readers expect.
  init(_ value: Double, significantDigits: Int) {
    var digits: [Int] = []
    var pointShift = 0
    var exponent = 0
    var isAfterPoint = false
    let parts = value.magnitude.description.split(separator: "e")
    for character in parts.first ?? "0" {
      if let digit = character.wholeNumberValue {
        digits.append(digit)
        if isAfterPoint { pointShift += 1 }
      } else {
        isAfterPoint = true
      }
    }
    if parts.count > 1 { exponent = Int(parts[1]) ?? 0 }
    exponent -= pointShift
    digits = Array(digits.drop { $0 == 0 })
    let kept = digits.prefix(significantDigits)
    var number = kept.reduce(0) { $0 * 10 + $1 }
    if digits.count > kept.count {
      exponent += digits.count - kept.count
      if digits[kept.count] >= 5 { number += 1 }
    }
    while number != 0 && number % 10 == 0 {
      number /= 10
      exponent += 1
    }
    self.init(isNegative: value < 0, digits: number, exponent: number == 0 ? 0 : exponent)
  }

  /// The nearest Double.
  var value: Double { Double("\(isNegative ? "-" : "")\(digits)e\(exponent)") ?? 0 }

  /// Power of ten of the leading digit.
  var magnitude: Int { exponent + String(digits).count - 1 }

  /// Writes the number as people do: `15,000`, `0.0736`, `3.2×10⁸`.
  ///
  /// - Parameter decimals: Digits after the point, zeros filled up; nil for as many as there are.
  /// - Returns: Text with a true minus sign.
  func formatted(decimals: Int? = nil) -> String {
    let sign = isNegative ? "−" : ""
    if digits == 0 { return decimals.map { Self.zero(decimals: $0) } ?? "0" }
    // A large number of many digits is longer with a power of ten.
    let isLarge = magnitude >= 16 || magnitude >= 7 && magnitude - exponent < 5
    if decimals == nil && (isLarge || magnitude < -5) { return sign + scientific }
    var text = String(digits)
    var places = 0
    if exponent >= 0 {
      text += String(repeating: "0", count: exponent)
    } else {
      places = -exponent
      if text.count <= places {
        text = String(repeating: "0", count: places - text.count + 1) + text
      }
    }
    let whole = Self.grouped(String(text.dropLast(places)))
    var fraction = String(text.suffix(places))
    if let decimals, decimals > places {
      fraction += String(repeating: "0", count: decimals - places)
    }
    return sign + whole + (fraction.isEmpty ? "" : "." + fraction)
  }

  private var scientific: String {
    let text = String(digits)
    let rest = text.dropFirst()
    let mantissa = text.prefix(1) + (rest.isEmpty ? "" : "." + rest)
    return "\(mantissa)×10" + Self.superscript(magnitude)
  }

  private static func zero(decimals: Int) -> String {
    decimals > 0 ? "0." + String(repeating: "0", count: decimals) : "0"
  }

  /// Sets thousands apart from five digits on: 2500, 15,000.
  static func grouped(_ digits: String) -> String {
    guard digits.count > 4 else { return digits }
    var result = ""
    for (index, digit) in digits.enumerated() {
      if index > 0 && (digits.count - index) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return result
  }

  static func superscript(_ number: Int) -> String {
    let signs: [Character: Character] = [
      "-": "⁻", "0": "⁰", "1": "¹", "2": "²", "3": "³", "4": "⁴", "5": "⁵", "6": "⁶", "7": "⁷",
      "8": "⁸", "9": "⁹",
    ]
    return String(String(number).map { signs[$0] ?? $0 })
  }
}
