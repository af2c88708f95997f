import LecternText

extension Lexer {
  /// Signs of other languages, longest first, and what they are called here.
  private static let habits: [(written: String, meant: String)] = [
    ("===", "=="), ("!==", "!="), ("**", "^"), ("&&", "and"), ("||", "or"), ("<>", "!="),
    ("=>", ">="), ("=<", "<="), (":=", "="),
  ]

  private static let compounds: [(written: String, symbol: Symbol)] = [
    ("**=", .power), ("+=", .add), ("-=", .subtract), ("*=", .multiply), ("/=", .divide),
    ("@=", .matrixProduct), ("^=", .power),
  ]

  private static let longSymbols: [Symbol] = [
    .range, .equal, .notEqual, .rounds, .lessOrEqual, .greaterOrEqual,
  ]

  private func starts(_ text: String) -> Bool {
    bytes[offset...].starts(with: text.utf8)
  }

  /// Reads a sign of the language, or one of another language that means the same.
  mutating func symbol(_ scalar: Unicode.Scalar) {
    let start = offset
    // Every longer sign goes on with one of these.
    guard "=*&|<>/.".utf8.contains(byte(offset + 1)) else {
      if let symbol = Symbol(rawValue: String(scalar)) {
        add(.symbol(symbol), start..<start + 1)
      } else {
        sign(scalar)
      }
      return
    }
    for (written, symbol) in Self.compounds where starts(written) {
      add(.compound(symbol), start..<start + written.utf8.count)
      return
    }
    for (written, meant) in Self.habits where starts(written) {
      let range = start..<start + written.utf8.count
      report.add(.operatorHabit(written, meant), at: range, replacement: padded(meant, range))
      add(Symbol(rawValue: meant).map { .symbol($0) } ?? .name(meant), range)
      return
    }
    for symbol in Self.longSymbols where starts(symbol.rawValue) {
      add(.symbol(symbol), start..<start + 2)
      return
    }
    if starts("//") {
      slashes()
    } else if let symbol = Symbol(rawValue: String(scalar)) {
      add(.symbol(symbol), start..<start + 1)
    } else {
      sign(scalar)
    }
  }

  /// A word that replaces a sign needs spaces around it.
  private func padded(_ meant: String, _ range: Range<Int>) -> String {
    guard meant == "and" || meant == "or" || meant == "not" else { return meant }
    let before = isSpaced || meant == "not" ? "" : " "
    return before + meant + (byte(range.upperBound) == UInt8(ascii: " ") ? "" : " ")
  }

  private mutating func slashes() {
    let start = offset
    if touchesOperand {
      report.add(.floorDivision, at: start..<start + 2)
      add(.invalid, start..<start + 2)
      return
    }
    report.add(.commentSlashes, at: start..<start + 2, replacement: "#")
    skipLine()
  }

  /// ASCII characters that are no signs of the language.
  private mutating func sign(_ scalar: Unicode.Scalar) {
    let range = offset..<offset + 1
    switch scalar {
    case "!":
      report.add(.operatorHabit("!", "not"), at: range, replacement: padded("not", range))
      add(.name("not"), range)
    case "'" where touchesOperand:
      report.add(.transposeSign("'"), at: range, replacement: ".T")
      addTranspose(range)
    case "'":
      string(closedBy: ["'"], repairing: true)
    case "%":
      if let last = tokens.last, last.isNumber {
        let number = text(last.range)
        report.add(.percentSign(number), at: range)
      } else {
        report.add(.unknownCharacter("%"), at: range)
      }
      add(.invalid, range)
    case "{", "}":
      report.add(.brace(String(scalar)), at: range)
      add(.invalid, range)
    case "\\":
      report.add(.backslash, at: range)
      add(.invalid, range)
    case "_":
      nameAfterLowLine()
    default:
      unknown()
    }
  }

  mutating func addTranspose(_ range: Range<Int>) {
    add(.symbol(.dot), range)
    add(.name("T"), range)
  }

  private mutating func nameAfterLowLine() {
    let start = offset
    var end = offset
    while end < bytes.count {
      let (scalar, width) = scalar(at: end)
      guard Self.continuesName(scalar) else { break }
      end += width
    }
    report.add(.nameLowLine(text(start..<end)), at: start..<end)
    add(.invalid, start..<end)
  }

  /// Reports a run of characters that mean nothing here, once.
  mutating func unknown() {
    let start = offset
    var end = offset
    while end < bytes.count {
      let (scalar, width) = scalar(at: end)
      guard end == start || isUnknown(scalar) else { break }
      end += width
    }
    report.add(.unknownCharacter(text(start..<end)), at: start..<end)
    add(.invalid, start..<end)
  }

  private func isUnknown(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return scalar.value > 0x20 && !Self.continuesName(scalar)
        && !"\"#!'%{}\\&|".unicodeScalars.contains(scalar)
        && Symbol(rawValue: String(scalar)) == nil
    }
    return !Self.startsName(scalar) && Self.repairs[scalar] == nil
      && Self.quotes[scalar] == nil && scalar.properties.generalCategory != .spaceSeparator
  }
}
