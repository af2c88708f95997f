internal import LecternText

/// The math of a document, hidden from cmark and found again in what it returns.
///
/// cmark would read `_`, `*`, `\` and braces of TeX as Markdown. So each byte of a formula is replaced
/// by a control character, which CommonMark treats as a letter: a mark for the first line of the
/// formula, another for its further lines, then the digits of the formula's number, in base 16 from
/// the lowest, as many as there is room for. The author's own control characters are gone by then.
struct MathMask {
  struct Formula: Equatable {
    let isDisplay: Bool
    /// The formula with its dollars, line by line, container marks left out.
    let pieces: [SourceSpan]

    var span: SourceSpan { SourceSpan(pieces[0].start, pieces[pieces.count - 1].end) }
  }

  static let firstMark: UInt8 = 0x01
  static let furtherMark: UInt8 = 0x02
  private static let zeroDigit: UInt8 = 0x10

  let formulas: [Formula]
  private var next = 0

  init(_ formulas: [Formula]) {
    self.formulas = formulas
  }

  /// Overwrites the formulas with marks and digits.
  func hide(in bytes: inout [UInt8]) {
    for (index, formula) in formulas.enumerated() {
      for (line, piece) in formula.pieces.enumerated() {
        var number = index
        for position in piece.start..<piece.end {
          if position == piece.start {
            bytes[position] = line == 0 ? Self.firstMark : Self.furtherMark
          } else {
            bytes[position] = Self.zeroDigit + UInt8(number & 15)
            number >>= 4
          }
        }
      }
    }
  }

  static func isDigit(_ byte: UInt8) -> Bool { byte & 0xf0 == zeroDigit }

  /// The formula that a mark with these digits stands for: the first one from where the last was
  /// found, since text comes in order, else one before.
  mutating func formula(digits: ArraySlice<UInt8>) -> Formula? {
    guard let index = index(digits: digits) else { return nil }
    next = index + 1
    return formulas[index]
  }

  private func index(digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    let significant = digits.prefix(7)
    for digit in significant.reversed() { number = number << 4 | Int(digit & 15) }
    let period = 1 << (4 * significant.count)
    func fits(_ index: Int) -> Bool {
      formulas[index].pieces[0].end - formulas[index].pieces[0].start == digits.count + 1
    }
    var candidate = number
    if candidate < next { candidate += (next - candidate + period - 1) / period * period }
    while candidate < formulas.count {
      if fits(candidate) { return candidate }
      candidate += period
    }
    candidate = number
    while candidate < min(next, formulas.count) {
      if fits(candidate) { return candidate }
      candidate += period
    }
    return nil
  }
}
