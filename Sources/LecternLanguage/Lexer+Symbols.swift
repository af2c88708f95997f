import LecternText

extension Lexer {
  /// Signs of other languages, longest first, and what they are called here.
  private static let habits: [(written: String, meant: String)] = [
    ("===", "=="), ("!==", "!="), ("**", "^"), ("&&", "and"), ("||", "or"), ("<>", "!="),
    ("=>", ">="), ("=<", "<="), (":=", "="), ("...", ".."), (".*", "*"), ("./", "/"), (".^", "^"),
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
    guard "=*&|<>/.^".utf8.contains(byte(offset + 1)) else {
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
    let line = bytes[(start + 2)...].prefix { $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r") }
    let rest = String(decoding: line, as: UTF8.self).drop { $0 == " " }
    let isDivisor = rest.first.map { $0.isNumber || $0 == "(" } ?? false
    if let last = tokens.last, touchesOperand || isDivisor && last.kind != .newline {
      report.add(
        .floorDivision("floor(a / b)"),
        at: start..<start + 2)
      add(.invalid, start..<start + 2)
      return
    }
    report.add(.commentSign("# \(rest)"), at: start..<start + 2, replacement: "#")
    skipLine()
  }

  /// ASCII characters that are no signs of the language.
  private mutating func sign(_ scalar: Unicode.Scalar) {
    let range = offset..<offset + 1
    switch scalar {
    case "!" where touchesOperand:
      unknown()
    case "!":
      report.add(.operatorHabit("!", "not"), at: range, replacement: padded("not", range))
      add(.name("not"), range)
    case "'" where touchesOperand:
      report.add(.transposeSign("'"), at: range, replacement: ".T")
      addTranspose(range)
    case "'":
      string(closedBy: ["'"], repairing: true)
    case "~":
      report.add(.operatorHabit("~", "not"), at: range, replacement: padded("not", range))
      add(.name("not"), range)
    case "%":
      percent(range)
    case "{", "}":
      brace(scalar, range)
    case "\\":
      report.add(.backslash, at: range)
      add(.invalid, range)
    case "_":
      nameAfterLowLine()
    default:
      unknown()
    }
  }

  /// A sign that touches no number: a percentage with a space, a remainder, or a comment as Octave
  /// has it.
  private mutating func percent(_ range: Range<Int>) {
    let line = bytes[range.upperBound...].prefix {
      $0 != UInt8(ascii: "\n") && $0 != UInt8(ascii: "\r")
    }
    let rest = String(decoding: line, as: UTF8.self).drop { $0 == " " || $0 == "%" }
    guard let last = tokens.last, last.kind != .newline else {
      return comment(rest, at: range)
    }
    guard last.isNumber, isSpaced || !rest.isEmpty else {
      report.add(.percentSign(nil), at: range)
      add(.invalid, range)
      return
    }
    let number = text(last.range)
    if let first = rest.first, !Self.followsPercentage(rest) {
      if first.isLetter { return comment(rest, at: range) }
      if first.isNumber || first == "(" {
        report.add(.percentSign("the remainder of a by b: a - b * floor(a / b)"), at: range)
        add(.invalid, range)
        return
      }
    }
    report.add(
      .percentSign("\(number)%"), at: range, edits: [(last.range.upperBound..<range.lowerBound, "")]
    )
    if case .number(let value, let spelling) = last.kind, !spelling.hasSuffix("%") {
      tokens.removeLast()
      tokens.append(
        Token(
          kind: .number(value / 100, spelling: spelling + "%"),
          range: last.range.lowerBound..<range.upperBound, isSpaced: last.isSpaced))
      offset = range.upperBound
      isSpaced = false
    } else {
      add(.invalid, range)
    }
  }

  /// Whether what follows a percentage is another option or value of a statement.
  private static func followsPercentage(_ rest: Substring) -> Bool {
    let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
    let next = rest.dropFirst(word.count).first { $0 != " " }
    return next == "=" || ["as", "in", "and", "or", "points"].contains(String(word))
  }

  private mutating func comment(_ words: Substring, at range: Range<Int>) {
    report.add(.commentSign("# \(words)"), at: range, replacement: "#")
    skipLine()
  }

  mutating func addTranspose(_ range: Range<Int>) {
    add(.symbol(.dot), range)
    add(.name("T"), range)
  }

  /// A brace that opens or closes a block of C is read as what it means.
  private mutating func brace(_ scalar: Unicode.Scalar, _ range: Range<Int>) {
    let rest = bytes[range.upperBound...].prefix { $0 != UInt8(ascii: "\n") }
    let isLast = rest.allSatisfy { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: "\r") }
    let isFirst = tokens.last.map { $0.kind == .newline } ?? true
    if scalar == "{", isLast, !isFirst {
      report.add(.brace("{", "delete it"), at: range, replacement: "")
      offset = range.upperBound
    } else if scalar == "}", isFirst, isLast {
      report.add(.brace("}", "end"), at: range, replacement: "end")
      add(.name("end"), range)
    } else {
      report.add(
        .brace(
          String(scalar), "lists and matrices stand in [ ]; a block ends with a line that says end"),
        at: range)
      add(.invalid, range)
    }
  }

  private mutating func nameAfterLowLine() {
    let start = offset
    var end = offset
    while end < bytes.count {
      let (scalar, width) = scalar(at: end)
      guard Self.continuesName(scalar) else { break }
      end += width
    }
    if end >= start + 3, text(start..<end).allSatisfy({ $0 == "_" }) {
      // A blank of an exercise.
      return add(.name(text(start..<end)), start..<end)
    }
    let isInLet =
      tokens.last.map { $0.is(.comma) || $0.is("let") } ?? false
    if end == start + 1, isInLet {
      return add(.name(Name.unwanted), start..<end)
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
        && !"\"#!'%{}\\&|~".unicodeScalars.contains(scalar)
        && Symbol(rawValue: String(scalar)) == nil
    }
    return !Self.startsName(scalar) && Self.repairs[scalar] == nil
      && Self.quotes[scalar] == nil && scalar.properties.generalCategory != .spaceSeparator
  }
}
