internal import LecternText

/// Numbers and phrases as sentences use them.
enum Words {
  /// A number with three significant digits, what a sentence about a drawing needs; whole ones whole.
  static func number(_ value: Double, digits: Int = leastDigits) -> String {
    guard value.isFinite, !isWhole(value) else { return NumberText.short(value) }
    return NumberText.short(
      rounded(value, significantDigits: digits), digits: max(digits, NumberText.standardDigits))
  }

  /// The same number for a drawing, as the axes write theirs: `−15,000`, `3.2×10⁸`.
  static func drawn(_ value: Double, digits: Int = leastDigits) -> String {
    guard value.isFinite else { return NumberText.short(value).replacing("-", with: "−") }
    return DecimalText(value, significantDigits: isWhole(value) ? mostDigits : digits).formatted()
  }

  /// A few digits for a narrow place, with a power of ten where that is shorter: `1.2e−6`.
  static func compact(_ value: Double, digits: Int) -> String {
    guard value.isFinite, value != 0, value.magnitude < 0.001 || value.magnitude >= 10_000 else {
      return drawn(value, digits: digits)
    }
    let text = DecimalText(value, significantDigits: digits)
    let leading = DecimalText(
      isNegative: text.isNegative, digits: text.digits,
      exponent: text.exponent - text.magnitude)
    return "\(leading.formatted())e\(text.magnitude)".replacing("-", with: "−")
  }

  static let leastDigits = 3
  /// All that a Double has.
  private static let mostDigits = 17

  /// Whole numbers are counted, so readers want each of their digits; beyond this they are sizes.
  private static func isWhole(_ value: Double) -> Bool {
    value.magnitude < 1e9 && value == value.rounded()
  }

  /// How many significant digits tell these numbers apart: three, and more where they lie close to
  /// each other.
  ///
  /// Two digits of the distance from the lowest to the highest are seen. Of a few numbers each can
  /// be told from its neighbours, as long as they differ within the digits of a table.
  static func digits(telling values: some Sequence<Double>) -> Int {
    let sorted = Set(values.lazy.filter(\.isFinite)).sorted()
    guard let low = sorted.first, let high = sorted.last else { return leastDigits }
    var digits = max(leastDigits, needed(low, high, keeping: 2))
    if sorted.count <= 24 {
      for (a, b) in zip(sorted, sorted.dropFirst()) {
        digits = max(digits, min(needed(a, b, keeping: 1), NumberText.standardDigits))
      }
    }
    return min(digits, mostDigits)
  }

  /// Digits of the larger number down to the leading ones of the distance.
  private static func needed(_ low: Double, _ high: Double, keeping count: Int) -> Int {
    guard low < high, !AxisLimits.isFlat(low...high) else { return 0 }
    let size = max(low.magnitude, high.magnitude)
    let distance = min(high - low, .greatestFiniteMagnitude)
    return count + DecimalText(size, significantDigits: 3).magnitude
      - DecimalText(distance, significantDigits: 3).magnitude
  }

  static func share(_ value: Double, digits: Int = 4) -> String {
    NumberText.share(rounded(value, significantDigits: digits))
  }

  private static func rounded(_ value: Double, significantDigits: Int) -> Double {
    guard value.isFinite else { return value }
    return DecimalText(value, significantDigits: significantDigits).value
  }

  static func value(
    _ value: Double, _ format: Axis.Format, digits: Int = leastDigits
  ) -> String {
    format == .percent ? share(value) : number(value, digits: digits)
  }

  /// The same value for a drawing.
  static func drawn(_ value: Double, _ format: Axis.Format, digits: Int = leastDigits) -> String {
    format == .percent
      ? share(value).replacing("-", with: "−") : drawn(value, digits: digits)
  }

  /// From where to where: `-3 to 3`.
  static func limits(_ range: ClosedRange<Double>) -> String {
    let digits = digits(telling: [range.lowerBound, range.upperBound])
    return "\(number(range.lowerBound, digits: digits)) to "
      + number(range.upperBound, digits: digits)
  }

  static func count(_ count: Int) -> String { DecimalText.grouped(String(count)) }

  /// `1 run`, `3 runs`.
  static func count(_ number: Int, _ noun: String) -> String {
    "\(count(number)) \(number == 1 ? noun : plural(noun))"
  }

  static func plural(_ noun: String) -> String {
    if noun.hasSuffix("ss") || noun.hasSuffix("x") || noun.hasSuffix("tch") { return noun + "es" }
    guard let last = noun.unicodeScalars.last, last.properties.isLowercase, last != "s" else {
      return noun
    }
    return noun + "s"
  }

  /// `a, b and c`.
  static func list(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " and " + last
  }

  /// The first of many, and how many more there are: `a; b; and 3 more`.
  static func listed(
    _ items: [String], limit: Int, separator: String = "; "
  ) -> String {
    // One more takes no more room than to say that there is one.
    let shown = items.count <= limit + 1 ? items : Array(items.prefix(limit))
    let rest = items.count - shown.count
    return (shown + (rest > 0 ? ["and \(count(rest)) more"] : [])).joined(separator: separator)
  }

  static func capitalized(_ text: String) -> String {
    guard let first = text.first else { return text }
    // `w1` and `W1` are two names.
    let word = text.prefix { !$0.isWhitespace }
    guard word.count > 1, word.allSatisfy(\.isLetter) else { return text }
    return first.uppercased() + text.dropFirst()
  }
}

/// What a figure shows, in words: the drawing's title and its description.
struct FigureWords: Equatable {
  /// A phrase without a full stop: "Cost of 3 runs over 15,000 iterations".
  var headline: String
  /// Whole sentences.
  var sentences: [String]

  var text: String { ([headline + "."] + sentences).joined(separator: " ") }
}
