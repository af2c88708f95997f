internal import LecternText

/// Numbers and phrases as sentences use them.
enum Words {
  /// A number with three significant digits, what a sentence about a drawing needs; whole ones whole.
  static func number(_ value: Double, digits: Int = 3) -> String {
    let isWhole = value.magnitude < 1e6 && value == value.rounded()
    return NumberText.short(isWhole ? value : rounded(value, significantDigits: digits))
  }

  /// The same number for a drawing, with a true minus sign.
  static func drawn(_ value: Double, digits: Int = 3) -> String {
    number(value, digits: digits).replacing("-", with: "−")
  }

  static func share(_ value: Double, digits: Int = 4) -> String {
    NumberText.share(rounded(value, significantDigits: digits))
  }

  private static func rounded(_ value: Double, significantDigits: Int) -> Double {
    guard value.isFinite else { return value }
    return DecimalText(value, significantDigits: significantDigits).value
  }

  static func value(_ value: Double, _ format: Axis.Format) -> String {
    format == .percent ? share(value) : number(value)
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
