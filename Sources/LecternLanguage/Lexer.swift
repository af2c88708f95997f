import LecternText

/// Cuts the text of a cell into tokens; what cannot be read is reported and, where its meaning is
/// plain, read as if it were written correctly.
struct Lexer {
  let source: SourceFragment
  let bytes: [UInt8]
  var offset = 0
  var isSpaced = true
  var tokens: [Token] = []
  var report: SyntaxReport

  init(_ source: SourceFragment) {
    self.source = source
    bytes = source.utf8
    report = SyntaxReport(source: source)
  }

  /// Returns the tokens of a fragment, line ends included, and the mistakes in its spelling.
  static func tokens(of source: SourceFragment) -> (tokens: [Token], report: SyntaxReport) {
    var lexer = Lexer(source)
    lexer.run()
    return (lexer.tokens, lexer.report)
  }

  private mutating func run() {
    while offset < bytes.count {
      let byte = bytes[offset]
      switch byte {
      case UInt8(ascii: "\n"):
        add(.newline, offset..<offset + 1)
        isSpaced = true
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"):
        offset += 1
        isSpaced = true
      case UInt8(ascii: "#"):
        skipLine()
      case UInt8(ascii: "\""):
        string(closedBy: ["\""], repairing: false)
      case UInt8(ascii: "0")...UInt8(ascii: "9"):
        number()
      case UInt8(ascii: ".")
      where isDigit(offset + 1) && !touchesOperand
        && !(tokens.last?.is(.range) ?? false && !isSpaced):
        number()
      default:
        let (scalar, width) = scalar(at: offset)
        if Self.startsName(scalar) {
          name()
        } else if scalar.isASCII {
          symbol(scalar)
        } else {
          pasted(scalar, width)
        }
      }
    }
  }

  /// Appends a token and moves behind it.
  mutating func add(_ kind: Token.Kind, _ range: Range<Int>) {
    tokens.append(Token(kind: kind, range: range, isSpaced: isSpaced))
    offset = range.upperBound
    isSpaced = false
  }

  mutating func skipLine() {
    while offset < bytes.count, bytes[offset] != UInt8(ascii: "\n") { offset += 1 }
    isSpaced = true
  }

  /// Whether the token before touches this place and is a value, so that a sign here continues it.
  var touchesOperand: Bool {
    guard !isSpaced, let last = tokens.last else { return false }
    switch last.kind {
    case .name, .number, .size, .string: return true
    case .symbol(let symbol): return symbol == .closeParenthesis || symbol == .closeBracket
    default: return false
    }
  }

  /// The byte at an offset; 0 behind the end.
  func byte(_ offset: Int) -> UInt8 { offset < bytes.count ? bytes[offset] : 0 }

  func isDigit(_ offset: Int) -> Bool {
    (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte(offset))
  }

  func text(_ range: Range<Int>) -> String {
    String(decoding: bytes[range], as: UTF8.self)
  }

  /// The scalar at an offset and its width in bytes; a byte that is not UTF-8 counts as U+FFFD.
  func scalar(at offset: Int) -> (Unicode.Scalar, Int) {
    let first = bytes[offset]
    if first < 0x80 { return (Unicode.Scalar(first), 1) }
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2
    guard first >= 0xC2, offset + width <= bytes.count else { return ("\u{FFFD}", 1) }
    var value = UInt32(first) & (0xFF >> UInt32(width + 1))
    for byte in bytes[offset + 1..<offset + width] {
      guard byte & 0xC0 == 0x80 else { return ("\u{FFFD}", 1) }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    guard let scalar = Unicode.Scalar(value) else { return ("\u{FFFD}", 1) }
    return (scalar, width)
  }

  // MARK: Names

  static func startsName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return ("a"..."z").contains(scalar) || ("A"..."Z").contains(scalar) }
    return scalar.properties.isXIDStart && scalar != transposeSign
  }

  static func continuesName(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII { return startsName(scalar) || ("0"..."9").contains(scalar) || scalar == "_" }
    // The middle dot counts as part of a word in Unicode, as a product here.
    return scalar.properties.isXIDContinue && scalar != "\u{B7}" && scalar != "\u{387}"
      && scalar != transposeSign
  }

  /// ᵀ, a letter in Unicode.
  static let transposeSign: Unicode.Scalar = "\u{1D40}"

  /// Letters that look the same and mean the same, as the author's keyboard may have either.
  private static let twins: [Unicode.Scalar: Unicode.Scalar] = [
    "\u{B5}": "\u{3BC}",  // µ, the micro sign
    "\u{3F5}": "\u{3B5}",  // ϵ
    "\u{3D1}": "\u{3B8}",  // ϑ
    "\u{3D5}": "\u{3C6}",  // ϕ
  ]

  private mutating func name() {
    let start = offset
    var end = offset
    var text = String.UnicodeScalarView()
    var hasSubscript = false
    while end < bytes.count {
      let (scalar, width) = scalar(at: end)
      if Self.continuesName(scalar) {
        text.append(Self.twins[scalar] ?? scalar)
      } else if let digit = Self.subscriptDigit(scalar) {
        text.append(digit)
        hasSubscript = true
      } else {
        break
      }
      end += width
    }
    if hasSubscript {
      report.add(
        .subscriptDigits(String(text)), at: start..<end, replacement: String(text))
    }
    add(.name(String(text)), start..<end)
  }

  /// The digit that ₀ … ₉ stand for.
  private static func subscriptDigit(_ scalar: Unicode.Scalar) -> Unicode.Scalar? {
    guard (0x2080...0x2089).contains(scalar.value) else { return nil }
    return Unicode.Scalar(UInt8(scalar.value - 0x2080) + UInt8(ascii: "0"))
  }
}
