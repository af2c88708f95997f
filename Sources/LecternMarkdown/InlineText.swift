internal import LecternText

/// Turns text that cmark returns back into the author's: formulas and other marks come out of their
/// masks.
struct InlineText {
  private var mask: SourceMask
  private let file: SourceFile
  /// Further lines of the formula that was found last and that are still to come.
  private var pendingLines = 0

  init(_ mask: SourceMask, _ file: SourceFile) {
    self.mask = mask
    self.file = file
  }

  /// A line break between the lines of a formula is a part of the formula.
  var isInsideFormula: Bool { pendingLines > 0 }

  mutating func startParagraph() { pendingLines = 0 }

  /// Running text with its marks.
  mutating func inlines(_ literal: String) -> [Inline] {
    var result: [Inline] = []
    for part in parts(of: literal) {
      switch part {
      case .text(let text): result.append(.text(text))
      case .mark(let mark):
        pendingLines = mark.pieces.count - 1
        result.append(inline(mark))
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
      case .mark(let mark):
        result += mark.pieces.map { file.text(in: $0) }.joined(separator: "\n")
      case .furtherLine:
        // Its text came with the first line, and so did the line end.
        if result.hasSuffix("\n") { result.removeLast() }
      }
    }
    return result
  }

  private enum Part {
    case text(String)
    case mark(SourceMask.Mark)
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
      case SourceMask.firstMark, SourceMask.furtherMark:
        let start = position
        while position < bytes.count, SourceMask.isDigit(bytes[position]) { position += 1 }
        flush()
        if byte == SourceMask.furtherMark {
          parts.append(.furtherLine)
        } else if let mark = mask.mark(digits: bytes[start..<position]) {
          parts.append(.mark(mark))
        }
      case 0x7f: plain += Array("\u{FFFD}".utf8)
      default: plain.append(byte)
      }
    }
    flush()
    return parts
  }

  private func inline(_ mark: SourceMask.Mark) -> Inline {
    let text = mark.pieces.map { file.text(in: $0) }.joined(separator: "\n")
    switch mark.kind {
    case .math(let isDisplay):
      return .math(tex: tex(text, isDisplay: isDisplay), isDisplay: isDisplay, span: mark.span)
    case .reference:
      return .reference(
        Reference(
          label: text.trimmingMarks("[-@]"), isNumberOnly: text.hasPrefix("[-"), span: mark.span))
    case .label:
      return .anchor(Label(name: text.trimmingMarks("{#}"), span: mark.span))
    case .footnoteReference:
      return .footnoteReference(text.trimmingMarks("[^]"), span: mark.span)
    case .footnoteDefinition:
      // The name and its marks begin where the list mark now stands.
      let span = SourceSpan(mark.span.start - 2, mark.span.end)
      return .anchor(Label(name: file.text(in: span), span: span))
    }
  }

  private func tex(_ text: String, isDisplay: Bool) -> String {
    let dollars = isDisplay ? 2 : 1
    let inner = text.utf8.dropFirst(dollars).dropLast(dollars)
    let blank: (UInt8) -> Bool = { $0 == 0x20 || $0 == 0x09 || $0 == 0x0a }
    guard isDisplay, let first = inner.firstIndex(where: { !blank($0) }),
      let last = inner.lastIndex(where: { !blank($0) })
    else { return String(decoding: Array(inner), as: UTF8.self) }
    return String(decoding: Array(inner[first...last]), as: UTF8.self)
  }
}

extension String {
  /// Without these ASCII characters at both ends.
  fileprivate func trimmingMarks(_ marks: String) -> String {
    let bytes = Array(utf8)
    let marks = Array(marks.utf8)
    let first = bytes.firstIndex { !marks.contains($0) } ?? bytes.count
    let last = bytes.lastIndex { !marks.contains($0) } ?? first - 1
    return last < first ? "" : String(decoding: bytes[first...last], as: UTF8.self)
  }
}
