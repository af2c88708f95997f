/// Estimates how wide text is in the sans-serif font of a reader's system, in CSS pixels.
///
/// The drawing is made before anybody opens it, so the width can only be an estimate; it leans to
/// the wide side, for a label with air around it beats one that is cut.
enum TextMetrics {
  /// Advance widths of the printable ASCII characters in thousandths of the font size.
  ///
  /// Source: the metrics of Helvetica, Adobe Core 14 AFM files, character codes 32 to 126; where
  /// `spread` does not make room for DejaVu Sans, its advances divided by `spread`.
  private static let advances: [UInt16] = [
    278, 349, 400, 729, 556, 889, 678, 239, 339, 339, 435, 729, 278, 333, 278, 293,
    556, 556, 556, 556, 556, 556, 556, 556, 556, 556, 293, 293, 729, 729, 729, 556,
    1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
    667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 339, 293, 339, 729, 556,
    435, 556, 556, 500, 556, 556, 306, 556, 556, 242, 242, 504, 242, 847, 556, 556,
    556, 556, 358, 500, 341, 556, 515, 722, 515, 515, 500, 553, 293, 553, 729,
  ]

  /// System fonts are wider than Helvetica; the widest that is common, DejaVu Sans, by this factor.
  private static let spread = 1.15
  /// Strong letters are wider by this factor.
  static let strongSpread = 1.15

  static func width(_ text: some StringProtocol, size: Double) -> Double {
    var thousandths = 0
    for scalar in text.unicodeScalars { thousandths += advance(scalar) }
    return Double(thousandths) / 1000 * size * spread
  }

  private static func advance(_ scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 32...126: return Int(advances[Int(scalar.value) - 32])
    case 0...31, 0x300...0x36F, 0x200B...0x200F, 0xFE00...0xFE0F: return 0
    case 0x2009, 0x202F: return 200
    case 0x207A, 0x207B: return 460
    case 0xB2, 0xB3, 0xB9, 0x2070...0x207F: return 370
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE30...0xFE6F,
      0xFF00...0xFF60, 0x1F300...0x1FAFF, 0x20000...0x3FFFD:
      return 1000
    case 0x2013: return 560
    case 0xD7, 0x2190...0x21FF, 0x2212, 0x221E, 0x2264, 0x2265: return 730
    case 0x2026: return 870
    default: return scalar.properties.isUppercase ? 700 : 570
    }
  }

  /// Returns the text, or its beginning with an ellipsis where it is wider than the room for it.
  static func truncated(_ text: String, to room: Double, size: Double) -> String {
    // Nothing longer than this fits any page, and names may be hostile.
    let head = String(text.unicodeScalars.prefix(400))
    let shown = cleaned(head)
    if head.utf8.count == text.utf8.count, width(shown, size: size) <= room { return shown }
    var kept = ""
    var used = width("…", size: size)
    for character in shown {
      used += width(String(character), size: size)
      if used > room { break }
      kept.append(character)
    }
    while kept.last == " " { kept.removeLast() }
    return kept + "…"
  }

  /// Returns the text, or both of its ends around an ellipsis: names differ at their ends, too.
  static func shortened(_ text: String, to room: Double, size: Double) -> String {
    let head = truncated(text, to: room, size: size)
    let ending = cleaned(String(text.unicodeScalars.suffix(400)))
    guard head.hasSuffix("…"), !ending.hasSuffix("…") else { return head }
    var kept = ""
    var used = 0.0
    for character in ending.reversed() {
      used += width(String(character), size: size)
      if used > room * 0.4 { break }
      kept.append(character)
    }
    return truncated(text, to: room - width(kept, size: size), size: size)
      + String(kept.reversed())
  }

  /// Returns the text in one line, or in two where it is wider than the room; none when empty.
  static func wrapped(_ text: String, to room: Double, size: Double) -> [String] {
    if text.isEmpty { return [] }
    let line = truncated(text, to: room * 2, size: size)
    let words = line.split(separator: " ")
    if words.count < 2 || width(line, size: size) <= room {
      return [truncated(text, to: room, size: size)]
    }
    var first = String(words[0])
    var used = 1
    while used < words.count, width(first + " " + words[used], size: size) <= room {
      first += " " + words[used]
      used += 1
    }
    let rest = words[used...].joined(separator: " ")
    return [first, rest].filter { !$0.isEmpty }.map { truncated($0, to: room, size: size) }
  }

  /// Leaves out what the drawing will leave out, so that widths count what is shown.
  private static func cleaned(_ text: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in text.unicodeScalars {
      switch scalar.properties.generalCategory {
      case .control: if scalar == "\n" || scalar == "\t" { result.append(" ") }
      case .format, .lineSeparator, .paragraphSeparator: break
      default: result.append(scalar)
      }
    }
    return String(result)
  }
}
