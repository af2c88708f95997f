import LecternText

/// Characters that come with text pasted from a PDF, a slide or a chat.
extension Lexer {
  /// Characters whose meaning is plain, and how they are written here.
  static let repairs: [Unicode.Scalar: String] = [
    "\u{2212}": "-", "\u{2010}": "-", "\u{2011}": "-", "\u{2013}": "-", "\u{2014}": "-",
    "\u{D7}": "*", "\u{B7}": "*", "\u{387}": "*", "\u{22C5}": "*", "\u{2217}": "*",
    "\u{F7}": "/", "\u{2215}": "/", "\u{2044}": "/",
    "\u{2265}": ">=", "\u{2A7E}": ">=", "\u{2264}": "<=", "\u{2A7D}": "<=",
    "\u{2260}": "!=", "\u{2248}": "~=", "\u{2026}": "..", "\u{2190}": "=",
    "\u{2208}": "in", "\u{2227}": "and", "\u{2228}": "or", "\u{AC}": "not",
    "\u{FF08}": "(", "\u{FF09}": ")", "\u{FF0C}": ",", "\u{FF1D}": "=",
  ]

  /// Opening quotes and what may close them.
  static let quotes: [Unicode.Scalar: Set<Unicode.Scalar>] = [
    "\u{201C}": ["\u{201D}", "\u{201C}", "\""],  // “ ”
    "\u{201D}": ["\u{201D}", "\u{201C}", "\""],
    "\u{201E}": ["\u{201C}", "\u{201D}", "\""],  // „ “
    "\u{AB}": ["\u{BB}"],  // « »
    "\u{BB}": ["\u{AB}"],
    "\u{2018}": ["\u{2019}", "\u{2018}", "'"],  // ‘ ’
    "\u{2019}": ["\u{2019}", "\u{2018}", "'"],
  ]

  private static let superscripts: [Unicode.Scalar: Character] = [
    "\u{2070}": "0", "\u{B9}": "1", "\u{B2}": "2", "\u{B3}": "3", "\u{2074}": "4",
    "\u{2075}": "5", "\u{2076}": "6", "\u{2077}": "7", "\u{2078}": "8", "\u{2079}": "9",
    "\u{207B}": "-",
  ]

  /// Reads a character beyond ASCII that is no letter.
  mutating func pasted(_ scalar: Unicode.Scalar, _ width: Int) {
    let range = offset..<offset + width
    if let meant = Self.repairs[scalar] {
      report.add(.pasted(String(scalar), meant), at: range, replacement: meant)
      add(Symbol(rawValue: meant).map { .symbol($0) } ?? .name(meant), range)
    } else if scalar == "\u{2019}" || scalar == "\u{2032}", touchesOperand {
      report.add(.transposeSign(String(scalar)), at: range, replacement: ".T")
      addTranspose(range)
    } else if let closers = Self.quotes[scalar] {
      string(closedBy: closers, repairing: true)
    } else if Self.superscripts[scalar] != nil {
      superscript()
    } else if scalar == Self.transposeSign || scalar == "\u{22A4}" {
      report.add(.transposeSign(String(scalar)), at: range, replacement: ".T")
      addTranspose(range)
    } else {
      blankOrUnknown(scalar, range)
    }
  }

  private mutating func blankOrUnknown(_ scalar: Unicode.Scalar, _ range: Range<Int>) {
    switch scalar.properties.generalCategory {
    case .spaceSeparator:
      offset = range.upperBound
      isSpaced = true
    case .format:
      report.add(.invisibleCharacter(scalar.value), at: range, replacement: "")
      offset = range.upperBound
    default:
      unknown()
    }
  }

  /// Reads `²` as `^2` and `⁻¹` as `^-1`.
  private mutating func superscript() {
    let start = offset
    var end = offset
    var digits = ""
    while end < bytes.count {
      let (scalar, width) = scalar(at: end)
      guard let digit = Self.superscripts[scalar], digit != "-" || digits.isEmpty else { break }
      digits.append(digit)
      end += width
    }
    let range = start..<end
    guard let value = Double(digits), value.isFinite else {
      report.add(.unknownCharacter(text(range)), at: range)
      add(.invalid, range)
      return
    }
    report.add(.pasted(text(range), "^" + digits), at: range, replacement: "^" + digits)
    add(.symbol(.power), range)
    if value.sign == .minus { add(.symbol(.subtract), range) }
    add(.number(value.magnitude, spelling: String(digits.drop { $0 == "-" })), range)
  }
}
