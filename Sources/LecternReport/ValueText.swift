import LecternNotebook
import LecternText

/// Values as a reader sees them: few digits, long matrices with their middle left out.
enum ValueText {
  /// A value in one line: `0.693147`, `[1, 2; 3, 4]`.
  static func line(_ value: OutputValue) -> String {
    switch value.content {
    case .number(let number): return whole(value.text(of: number))
    case .boolean(let flag): return flag ? "yes" : "no"
    case .string(let text): return text
    case .matrix(let rows, let columns, let values):
      guard isWhole(rows, columns, values) else { return "matrix" }
      guard values.count <= 24 else { return "matrix \(rows) × \(columns)" }
      let lines = (0..<rows).map { row in
        (0..<columns).map {
          whole(value.text(of: values[row * columns + $0]))
        }.joined(separator: ", ")
      }
      return "[" + lines.joined(separator: "; ") + "]"
    }
  }

  /// Words in which no line ends between a number and its percent sign.
  static func whole(_ words: String) -> String { words.replacing(" %", with: "\u{202F}%") }

  /// Whether there are as many values as the shape promises.
  static func isWhole(_ rows: Int, _ columns: Int, _ values: [Double]) -> Bool {
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    return rows >= 0 && columns >= 0 && !overflow && count == values.count
  }

  /// The indices to show of many, with nil where some are left out.
  static func shown(_ count: Int, first: Int, last: Int) -> [Int?] {
    guard count > first + last + 1 else { return (0..<count).map { $0 } }
    return (0..<first).map { $0 } + [nil] + ((count - last)..<count).map { $0 }
  }
}

/// Numbers of one column with their decimal points under each other.
///
/// Digits that a number does not have are set invisibly, so nothing claims more precision than
/// there is; shares come with two decimals at most and show them, since a gap before the percent
/// sign reads badly.
struct DecimalColumn {
  private let decimals: Int
  private let hasPoint: Bool
  private let showsZeros: Bool

  init(_ texts: [String], showsZeros: Bool = false) {
    self.showsZeros = showsZeros
    let plain = texts.filter { !$0.contains("e") && !$0.contains("×") }
    decimals = plain.map { Self.fraction(of: $0).count }.max() ?? 0
    hasPoint = decimals > 0
  }

  /// The digits as HTML, invisible ones added at the end; a unit follows them.
  func html(_ text: String) -> String {
    let number = text.hasSuffix("%") ? text.dropLast().trimmed : text
    let unit = text.hasSuffix("%") ? "\u{202F}%" : ""
    guard hasPoint, let last = number.last, last.isNumber, !number.contains("e"),
      !number.contains("×")
    else { return escaped(number) + unit }
    let fraction = Self.fraction(of: number)
    let missing = String(repeating: "0", count: max(0, decimals - fraction.count))
    guard !missing.isEmpty else { return escaped(number) + unit }
    let padding = (fraction.isEmpty ? "." : "") + missing
    if showsZeros { return escaped(number) + padding + unit }
    return "\(escaped(number))<span class=\"pad\" aria-hidden=\"true\">\(padding)</span>\(unit)"
  }

  private static func fraction(of text: String) -> Substring {
    guard let point = text.firstIndex(of: ".") else { return "" }
    return text[text.index(after: point)...].prefix { $0.isNumber }
  }
}
