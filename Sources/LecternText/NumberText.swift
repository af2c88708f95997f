#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers as people read them, in text, pages and plots alike.
///
/// JSON does not pass through here; it carries every digit.
package enum NumberText {
  /// The significant digits of shown numbers, unless an author sets others.
  package static var standardDigits: Int { 6 }

  /// At most so many significant digits, without trailing zeros: `0.693147`, `90.75`, `1.2e-7`, `∞`.
  ///
  /// Whole numbers below 10¹⁵ are counts and keep all their digits; `digits` is 1 to 17.
  package static func short(_ value: Double, digits: Int = standardDigits) -> String {
    guard value.isFinite else { return nonFinite(value) }
    if value == value.rounded(), value.magnitude < 1e15 {
      // A milliard is 1e9, but the largest seed is 4294967295.
      let short = readableExponent(formatted("%.6g", value))
      return value.magnitude < 1e9 || Double(short) != value ? String(Int(value)) : short
    }
    return readableExponent(formatted("%.\(min(max(digits, 1), 17))g", value))
  }

  /// A share in percent with at most two decimals: 0.9075 is `90.75 %`.
  package static func share(_ value: Double) -> String {
    guard value.isFinite else { return nonFinite(value) }
    let percent = value * 100
    guard percent.magnitude < 1e9 else { return "\(short(percent)) %" }
    var text = formatted("%.2f", percent)
    while text.hasSuffix("0") { text.removeLast() }
    if text.hasSuffix(".") { text.removeLast() }
    return text == "-0" ? "0 %" : "\(text) %"
  }

  private static func nonFinite(_ value: Double) -> String {
    if value.isNaN { return "not a number" }
    return value > 0 ? "∞" : "-∞"
  }

  /// `1.5e-07` as `1.5e-7`, the way authors write it.
  private static func readableExponent(_ text: String) -> String {
    guard let mark = text.firstIndex(of: "e") else { return text == "-0" ? "0" : text }
    let exponent = text[text.index(after: mark)...]
    let sign = exponent.hasPrefix("-") ? "-" : ""
    let digits = exponent.drop { $0 == "+" || $0 == "-" || $0 == "0" }
    return "\(text[..<mark])e\(sign)\(digits)"
  }

  /// C's `printf` conversion of one number; the process stays in the "C" locale, as programs start.
  private static func formatted(_ format: String, _ value: Double) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 64) { buffer in
      let count = withVaList([value]) { vsnprintf(buffer.baseAddress, buffer.count, format, $0) }
      let bytes = buffer.prefix(max(0, min(Int(count), buffer.count - 1)))
      return String(decoding: bytes.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }
  }
}
