internal import LecternText

/// Turns text that cmark returns back into the author's: formulas come out of their masks.
struct InlineText {
  private var mask: MathMask
  private let file: SourceFile
  /// Further lines of the formula that was found last and that are still to come.
  private var pendingLines = 0

  init(_ mask: MathMask, _ file: SourceFile) {
    self.mask = mask
    self.file = file
  }

  /// A line break between the lines of a formula is a part of the formula.
  var isInsideFormula: Bool { pendingLines > 0 }

  mutating func startParagraph() { pendingLines = 0 }

  /// Running text with its formulas.
  mutating func inlines(_ literal: String) -> [Inline] {
    var result: [Inline] = []
    for part in parts(of: literal) {
      switch part {
      case .text(let text): result.append(.text(text))
      case .formula(let formula):
        pendingLines = formula.pieces.count - 1
        result.append(
          .math(tex: tex(of: formula), isDisplay: formula.isDisplay, span: formula.span))
      case .furtherLine: pendingLines = max(0, pendingLines - 1)
      }
    }
    return result
  }

  /// A text in which dollars have no meaning: a destination, a title, raw HTML.
  mutating func restored(_ literal: String) -> String {
    var result = ""
    for part in parts(of: literal) {
      switch part {
      case .text(let text): result += text
      case .formula(let formula):
        result += formula.pieces.map { file.text(in: $0) }.joined(separator: "\n")
      case .furtherLine:
        // Its text came with the first line, and so did the line end.
        if result.hasSuffix("\n") { result.removeLast() }
      }
    }
    return result
  }

  private enum Part {
    case text(String)
    case formula(MathMask.Formula)
    case furtherLine
  }

  private mutating func parts(of literal: String) -> [Part] {
    let bytes = Array(literal.utf8)
    guard bytes.contains(where: { $0 < 0x20 && $0 != 0x0a || $0 == 0x7f }) else {
      return [.text(literal)]
    }
    var parts: [Part] = []
    var plain: [UInt8] = []
    func flush() {
      if !plain.isEmpty { parts.append(.text(String(decoding: plain, as: UTF8.self))) }
      plain = []
    }
    var position = 0
    while position < bytes.count {
      let byte = bytes[position]
      position += 1
      switch byte {
      case MathMask.firstMark, MathMask.furtherMark:
        let start = position
        while position < bytes.count, MathMask.isDigit(bytes[position]) { position += 1 }
        flush()
        if byte == MathMask.furtherMark {
          parts.append(.furtherLine)
        } else if let formula = mask.formula(digits: bytes[start..<position]) {
          parts.append(.formula(formula))
        }
      case 0x7f: plain += Array("\u{FFFD}".utf8)
      default: plain.append(byte)
      }
    }
    flush()
    return parts
  }

  private func tex(of formula: MathMask.Formula) -> String {
    let text = formula.pieces.map { file.text(in: $0) }.joined(separator: "\n")
    let dollars = formula.isDisplay ? 2 : 1
    let inner = text.utf8.dropFirst(dollars).dropLast(dollars)
    let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0a }
    guard formula.isDisplay, let first = inner.firstIndex(where: { !blank($0) }),
      let last = inner.lastIndex(where: { !blank($0) })
    else { return String(decoding: Array(inner), as: UTF8.self) }
    return String(decoding: Array(inner[first...last]), as: UTF8.self)
  }
}
