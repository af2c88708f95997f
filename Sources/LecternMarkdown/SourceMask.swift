internal import LecternText

/// What CommonMark does not know, hidden from cmark and found again in what it returns: formulas,
/// references, labels and the marks of footnotes.
///
/// cmark would read `_`, `*`, `\` and braces of TeX as Markdown. So each byte of a mark is replaced
/// by a control character, which CommonMark treats as a letter: one for the first line of the
/// mark, another for its further lines, then the digits of the mark's number, in base 16 from
/// the lowest, as many as there is room for. The author's own control characters are gone by then.
struct SourceMask {
  struct Mark: Equatable {
    enum Kind: Equatable {
      case math(isDisplay: Bool)
      /// `@fig-x`, `[@fig-x]`, `[-@fig-x]`.
      case reference
      /// `{#name}`.
      case label
      /// `[^name]`.
      case footnoteReference
      /// The end of `[^name]:`, whose beginning became a list mark.
      case footnoteDefinition
    }

    let kind: Kind
    /// The mark with its delimiters, line by line, container marks left out.
    let pieces: [SourceSpan]

    var span: SourceSpan { SourceSpan(pieces[0].start, pieces[pieces.count - 1].end) }
  }

  static let firstMark: UInt8 = 0x01
  static let furtherMark: UInt8 = 0x02
  private static let zeroDigit: UInt8 = 0x10

  let marks: [Mark]
  private var next = 0

  /// - Parameter marks: In the order of the text.
  init(_ marks: [Mark]) {
    self.marks = marks
  }

  /// Overwrites the marks with control characters.
  func hide(in bytes: inout [UInt8]) {
    for (index, mark) in marks.enumerated() {
      for (line, piece) in mark.pieces.enumerated() {
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

  /// The mark that these digits stand for: the first one from where the last was
  /// found, since text comes in order, else one before.
  mutating func mark(digits: ArraySlice<UInt8>) -> Mark? {
    guard let index = index(digits: digits) else { return nil }
    next = index + 1
    return marks[index]
  }

  private func index(digits: ArraySlice<UInt8>) -> Int? {
    var number = 0
    let significant = digits.prefix(7)
    for digit in significant.reversed() { number = number << 4 | Int(digit & 15) }
    let period = 1 << (4 * significant.count)
    func fits(_ index: Int) -> Bool {
      marks[index].pieces[0].end - marks[index].pieces[0].start == digits.count + 1
    }
    var candidate = number
    if candidate < next { candidate += (next - candidate + period - 1) / period * period }
    while candidate < marks.count {
      if fits(candidate) { return candidate }
      candidate += period
    }
    candidate = number
    while candidate < min(next, marks.count) {
      if fits(candidate) { return candidate }
      candidate += period
    }
    return nil
  }
}
