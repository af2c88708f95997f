/// Where a text stops being JSON, and why.
struct JSONMistake: Error, Equatable {
  /// Offset in UTF-8 bytes.
  let offset: Int
  let message: String
}

/// Reads JSON and says at which byte it is damaged.
///
/// Of keys that are given twice the last one counts, as in Python and JavaScript.
/// - Source: RFC 8259.
struct JSONReader {
  /// Deeper documents are refused, since values nest as the stack does.
  private static let depthLimit = 200

  private let bytes: [UInt8]
  private var position = 0

  /// The value of a whole text.
  static func value(of bytes: [UInt8]) throws(JSONMistake) -> JSONValue {
    var reader = JSONReader(bytes)
    reader.skipSpace()
    let value = try reader.value(depth: 0)
    reader.skipSpace()
    guard reader.position == bytes.count else {
      throw reader.mistake("nothing may follow the end of the document")
    }
    return value
  }

  private init(_ bytes: [UInt8]) {
    self.bytes = bytes
  }

  private func mistake(_ message: String) -> JSONMistake {
    JSONMistake(offset: position, message: position < bytes.count ? message : "the file ends here")
  }

  private var next: UInt8? { position < bytes.count ? bytes[position] : nil }

  private mutating func skipSpace() {
    while let byte = next, [0x20, 0x09, 0x0A, 0x0D].contains(byte) { position += 1 }
  }

  private mutating func value(depth: Int) throws(JSONMistake) -> JSONValue {
    guard depth < Self.depthLimit else {
      throw mistake("values are nested more than \(Self.depthLimit) deep")
    }
    switch next {
    case UInt8(ascii: "{"): return try object(depth: depth)
    case UInt8(ascii: "["): return try array(depth: depth)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"): return try word("true", .boolean(true))
    case UInt8(ascii: "f"): return try word("false", .boolean(false))
    case UInt8(ascii: "n"): return try word("null", .null)
    default: return try number()
    }
  }

  private mutating func word(_ word: String, _ value: JSONValue) throws(JSONMistake) -> JSONValue {
    guard bytes[position...].starts(with: word.utf8) else { throw mistake("a value must be here") }
    position += word.utf8.count
    return value
  }

  private mutating func array(depth: Int) throws(JSONMistake) -> JSONValue {
    position += 1
    skipSpace()
    if next == UInt8(ascii: "]") {
      position += 1
      return .array([])
    }
    var items: [JSONValue] = []
    while true {
      skipSpace()
      items.append(try value(depth: depth + 1))
      skipSpace()
      guard try continues(to: "]") else { return .array(items) }
    }
  }

  private mutating func object(depth: Int) throws(JSONMistake) -> JSONValue {
    position += 1
    skipSpace()
    if next == UInt8(ascii: "}") {
      position += 1
      return .object([:])
    }
    var entries: [String: JSONValue] = [:]
    while true {
      skipSpace()
      guard next == UInt8(ascii: "\"") else { throw mistake("a key in quotes must be here") }
      let key = try string()
      skipSpace()
      guard next == UInt8(ascii: ":") else { throw mistake("a colon must be here") }
      position += 1
      skipSpace()
      entries[key] = try value(depth: depth + 1)
      skipSpace()
      guard try continues(to: "}") else { return .object(entries) }
    }
  }

  /// Takes the comma before a further item, or the closing bracket.
  private mutating func continues(to close: Unicode.Scalar) throws(JSONMistake) -> Bool {
    guard next == UInt8(ascii: ",") || next == UInt8(ascii: close) else {
      throw mistake("a comma or \(close) must be here")
    }
    position += 1
    return bytes[position - 1] == UInt8(ascii: ",")
  }

  private mutating func number() throws(JSONMistake) -> JSONValue {
    let start = position
    var text = ""
    while let byte = next, Self.numberBytes.contains(byte) {
      text.unicodeScalars.append(Unicode.Scalar(byte))
      position += 1
    }
    let digits = text.hasPrefix("-") ? text.dropFirst() : text[...]
    guard let first = digits.first, first.isNumber, let value = Double(text),
      !(first == "0" && digits.dropFirst().first?.isNumber == true), digits.last != ".",
      !digits.contains(".e"), !digits.contains(".E")
    else {
      position = start
      throw mistake("a value must be here")
    }
    return .number(value)
  }

  private static let numberBytes = Set("+-.0123456789eE".utf8)

  private mutating func string() throws(JSONMistake) -> String {
    position += 1
    var content: [UInt8] = []
    while let byte = next {
      switch byte {
      case UInt8(ascii: "\""):
        position += 1
        return String(decoding: content, as: UTF8.self)
      case UInt8(ascii: "\\"): content += String(try escape()).utf8
      case 0..<0x20: throw mistake("a string must end on its line")
      default:
        content.append(byte)
        position += 1
      }
    }
    throw mistake("")
  }

  private mutating func escape() throws(JSONMistake) -> Unicode.Scalar {
    let start = position
    position += 2
    switch start + 1 < bytes.count ? bytes[start + 1] : nil {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{08}"
    case UInt8(ascii: "f"): return "\u{0C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      if let unit = codeUnit() {
        guard (0xD800..<0xDC00).contains(unit) else { return Unicode.Scalar(unit) ?? "\u{FFFD}" }
        let middle = position
        if bytes[position...].starts(with: [UInt8(ascii: "\\"), UInt8(ascii: "u")]) {
          position += 2
          if let low = codeUnit(), (0xDC00..<0xE000).contains(low) {
            return Unicode.Scalar(0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)) ?? "\u{FFFD}"
          }
        }
        // Half of a character.
        position = middle
        return "\u{FFFD}"
      }
    default: break
    }
    position = start
    throw mistake("there is no such escape")
  }

  /// Four hexadecimal digits.
  private mutating func codeUnit() -> UInt32? {
    guard position + 4 <= bytes.count else { return nil }
    let digits = bytes[position..<(position + 4)]
    guard digits.allSatisfy({ Self.hexadecimal.contains($0) }) else { return nil }
    position += 4
    return UInt32(String(decoding: digits, as: UTF8.self), radix: 16)
  }

  private static let hexadecimal = Set("0123456789abcdefABCDEF".utf8)
}
