extension Lexer {
  /// Reads a number or a size that starts here with a digit, or with a point before a digit.
  mutating func number() {
    let start = offset
    var end = digits(from: start)
    if size(from: start, firstEnd: end) { return }
    var mistake: SyntaxMistake?
    var repaired = text(start..<end)
    if end == start {  // .5
      end = digits(from: start + 1)
      repaired = "0" + text(start..<end)
      mistake = .numberLeadingDot(repaired)
    } else if byte(end) == UInt8(ascii: "."), isDigit(end + 1) {
      end = digits(from: end + 1)
      repaired = text(start..<end)
    } else if byte(end) == UInt8(ascii: "."), byte(end + 1) != UInt8(ascii: ".") {  // 1.
      end += 1
      repaired += ".0"
      mistake = .numberTrailingDot(repaired)
    }
    var exponent = 0
    let mantissa = repaired
    if let (value, spelling, exponentEnd) = self.exponent(from: end) {
      repaired += spelling
      exponent = value
      end = exponentEnd
    }
    var isPercent = false
    if byte(end) == UInt8(ascii: "%") {
      isPercent = true
      repaired += "%"
      end += 1
    }
    if mistake != nil, !isTailClean(end) { mistake = nil }
    if let mistake { report.add(mistake, at: start..<end, replacement: repaired) }
    if let tail = badTail(number: repaired, start: start, end: end) {
      end = tail
      add(.invalid, start..<end)
      return
    }
    let plain = mantissa.filter { $0 != "_" }
    // 0.1% is read as 0.1e-2, so that it is the same number as 0.001.
    let shifted = isPercent ? exponent - 2 : exponent
    let value = Double("\(plain)e\(shifted)") ?? .infinity
    if !value.isFinite {
      report.add(.numberTooLarge, at: start..<end)
      add(.invalid, start..<end)
    } else if value == 0, plain.contains(where: { ("1"..."9").contains($0) }) {
      report.add(.numberTooSmall, at: start..<end)
      add(.invalid, start..<end)
    } else {
      add(.number(value, spelling: repaired), start..<end)
    }
  }

  /// The end of a run of digits; a low line counts when it stands between two of them.
  private func digits(from start: Int) -> Int {
    var end = start
    while isDigit(end) || (end > start && byte(end) == UInt8(ascii: "_") && isDigit(end + 1)) {
      end += 1
    }
    return end
  }

  /// The exponent `e-7` that may stand here: its value, its spelling and its end.
  private mutating func exponent(from start: Int) -> (Int, String, Int)? {
    guard byte(start) | 0x20 == UInt8(ascii: "e") else { return nil }
    var digitsStart = start + 1
    var sign = ""
    if byte(digitsStart) == UInt8(ascii: "-") || byte(digitsStart) == UInt8(ascii: "+") {
      sign = byte(digitsStart) == UInt8(ascii: "-") ? "-" : ""
      digitsStart += 1
    } else if digitsStart < bytes.count, !isDigit(digitsStart) {
      let (scalar, width) = scalar(at: digitsStart)
      if Self.repairs[scalar] == "-", isDigit(digitsStart + width) {
        report.add(
          .pasted(String(scalar), "-"), at: digitsStart..<digitsStart + width, replacement: "-")
        sign = "-"
        digitsStart += width
      }
    }
    guard isDigit(digitsStart) else { return nil }
    var end = digitsStart
    while isDigit(end) { end += 1 }
    let spelling = sign + text(digitsStart..<end)
    // Six digits are beyond every Double already; more might not even fit an Int.
    let value = Int(spelling).flatMap { abs($0) < 1_000_000 ? $0 : nil }
    return (value ?? (sign.isEmpty ? 1_000_000 : -1_000_000), "e" + spelling, end)
  }

  private func isTailClean(_ end: Int) -> Bool {
    guard end < bytes.count else { return true }
    let (scalar, _) = scalar(at: end)
    return !Self.startsName(scalar) && scalar != "_" && !(scalar == "." && isDigit(end + 1))
  }

  /// Reports what must not touch the end of a number and returns where it ends.
  private mutating func badTail(number: String, start: Int, end: Int) -> Int? {
    guard !isTailClean(end) else { return nil }
    var tail = end
    if byte(end) == UInt8(ascii: ".") {
      while byte(tail) == UInt8(ascii: "."), isDigit(tail + 1) { tail = digits(from: tail + 1) }
      report.add(.numberDots(text(start..<tail)), at: start..<tail)
      return tail
    }
    while tail < bytes.count {
      let (scalar, width) = scalar(at: tail)
      guard Self.continuesName(scalar) else { break }
      tail += width
    }
    let letters = text(end..<tail)
    if number == "0", letters.first == "x" || letters.first == "X" {
      report.add(.hexadecimal, at: start..<tail)
    } else if letters.first == "_" {
      report.add(.numberLowLine(text(start..<tail)), at: start..<tail)
    } else {
      let isType =
        ["f", "F", "L", "l"].contains(letters) && number.contains { $0 == "." || $0 == "e" }
      let isExponent = letters == "e" || letters == "E"
      report.add(
        .numberLetters(
          number, letters, isType ? number : isExponent ? "\(number)e-3" : "\(number) * \(letters)"),
        at: start..<tail, replacement: isType ? number : nil)
    }
    return tail
  }

  /// Reads `20x20`; a sign of multiplication between digits is taken for the `x`.
  private mutating func size(from start: Int, firstEnd: Int) -> Bool {
    var end = firstEnd
    var parts = [start..<firstEnd]
    var isPasted = false
    while end > start, let width = sizeSign(at: end) {
      isPasted = isPasted || width > 1
      var next = end + width
      while isDigit(next) { next += 1 }
      parts.append(end + width..<next)
      end = next
    }
    guard parts.count > 1 else { return false }
    let spellings = parts.map { text($0) }
    if !isTailClean(end) {
      // 0x1F and 20x20x are no sizes.
      var tail = end
      while tail < bytes.count, Self.continuesName(scalar(at: tail).0) {
        tail += scalar(at: tail).1
      }
      tail = max(tail, end + 1)
      let written = text(start..<tail)
      report.add(
        spellings[0] == "0" ? .hexadecimal : .sizeSpelling(written), at: start..<tail)
      add(.invalid, start..<tail)
      return true
    }
    let written = spellings.joined(separator: "x")
    if isPasted { report.add(.pasted("×", "x"), at: start..<end, replacement: written) }
    let sides = spellings.compactMap { Int($0) }.filter { (1...Self.longestSide).contains($0) }
    guard sides.count == spellings.count else {
      report.add(.sizeSides, at: start..<end)
      add(.invalid, start..<end)
      return true
    }
    add(.size(sides), start..<end)
    return true
  }

  /// No picture or filter has a longer side.
  private static let longestSide = 1_000_000

  private func sizeSign(at offset: Int) -> Int? {
    if byte(offset) == UInt8(ascii: "x"), isDigit(offset + 1) { return 1 }
    guard byte(offset) == 0xC3, byte(offset + 1) == 0x97, isDigit(offset + 2) else { return nil }
    return 2
  }
}
