internal import LecternText

/// The grammar of the marks that stand within one line: references, labels, footnote marks.
enum ShortMarks {
  typealias Found = (kind: SourceMask.Mark.Kind, range: Range<Int>)

  /// The kinds of things that can be referred to, as the beginnings of their labels.
  static let prefixes = ["fig-", "tbl-", "eq-", "sec-"]

  /// The mark that begins at a position of running text, if there is one.
  static func mark(in bytes: [UInt8], at position: Int) -> Found? {
    switch bytes[position] {
    case UInt8(ascii: "@"): bareReference(bytes, position)
    case UInt8(ascii: "["):
      footnoteReference(bytes, position) ?? bracketReference(bytes, position)
    case UInt8(ascii: "{"): label(bytes, position)
    default: nil
    }
  }

  /// `@fig-x`, not behind a word: `me@fig-x.org` is an address.
  private static func bareReference(_ bytes: [UInt8], _ position: Int) -> Found? {
    if position > 0, isWord(bytes[position - 1]) || bytes[position - 1] == UInt8(ascii: "@") {
      return nil
    }
    guard let end = referenceEnd(bytes, position) else { return nil }
    return (.reference, position..<end)
  }

  /// `[@fig-x]` and `[-@fig-x]`, unless it is the text of a link.
  private static func bracketReference(_ bytes: [UInt8], _ position: Int) -> Found? {
    var start = position + 1
    if start < bytes.count, bytes[start] == UInt8(ascii: "-") { start += 1 }
    guard start < bytes.count, let end = referenceEnd(bytes, start), end < bytes.count,
      bytes[end] == UInt8(ascii: "]")
    else { return nil }
    let next = end + 1 < bytes.count ? bytes[end + 1] : 0
    guard next != UInt8(ascii: "("), next != UInt8(ascii: "[") else { return nil }
    return (.reference, position..<(end + 1))
  }

  /// Where the label of a reference ends; a full stop behind it ends the sentence.
  private static func referenceEnd(_ bytes: [UInt8], _ position: Int) -> Int? {
    guard bytes[position] == UInt8(ascii: "@") else { return nil }
    let rest = bytes[(position + 1)...]
    guard let prefix = prefixes.first(where: { rest.starts(with: $0.utf8) }) else { return nil }
    let first = position + 1 + prefix.utf8.count
    var end = first
    while end < bytes.count, isLabel(bytes[end]) { end += 1 }
    while end > first, !isWord(bytes[end - 1]) { end -= 1 }
    return end > first ? end : nil
  }

  /// `{#name}`.
  private static func label(_ bytes: [UInt8], _ position: Int) -> Found? {
    let start = position + 2
    guard start < bytes.count, bytes[position + 1] == UInt8(ascii: "#"), isLetter(bytes[start])
    else { return nil }
    var end = start
    while end < bytes.count, isLabel(bytes[end]) { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: "}"), end - start <= 100 else { return nil }
    return (.label, position..<(end + 1))
  }

  /// `[^name]`.
  private static func footnoteReference(_ bytes: [UInt8], _ position: Int) -> Found? {
    guard let end = footnoteNameEnd(bytes, position),
      end + 1 >= bytes.count
        || bytes[end + 1] != UInt8(ascii: "(")
    else { return nil }
    return (.footnoteReference, position..<(end + 1))
  }

  /// Where the `]` of `[^name]` stands.
  static func footnoteNameEnd(_ bytes: [UInt8], _ position: Int) -> Int? {
    guard position + 2 < bytes.count, bytes[position] == UInt8(ascii: "["),
      bytes[position + 1] == UInt8(ascii: "^")
    else { return nil }
    var end = position + 2
    while end < bytes.count, isWord(bytes[end]) || bytes[end] == UInt8(ascii: "-") { end += 1 }
    guard end > position + 2, end < bytes.count, bytes[end] == UInt8(ascii: "]"),
      end - position <= 100
    else { return nil }
    return end
  }

  private static func isLabel(_ byte: UInt8) -> Bool {
    isWord(byte) || byte == UInt8(ascii: "-") || byte == UInt8(ascii: ".")
      || byte == UInt8(ascii: ":")
  }

  private static func isWord(_ byte: UInt8) -> Bool {
    isLetter(byte) || (0x30...0x39).contains(byte) || byte == UInt8(ascii: "_")
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte) || byte >= 0x80
  }
}
