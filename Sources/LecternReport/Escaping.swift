/// Text made safe for element content and for attribute values in double quotes.
///
/// U+0000 has no representation in HTML and becomes U+FFFD.
func escaped(_ text: some StringProtocol) -> String {
  guard text.utf8.contains(where: { markupBytes.contains($0) }) else { return String(text) }
  var bytes: [UInt8] = []
  bytes.reserveCapacity(text.utf8.count + 16)
  for byte in text.utf8 {
    switch byte {
    case UInt8(ascii: "&"): bytes += "&amp;".utf8
    case UInt8(ascii: "<"): bytes += "&lt;".utf8
    case UInt8(ascii: ">"): bytes += "&gt;".utf8
    case UInt8(ascii: "\""): bytes += "&quot;".utf8
    case UInt8(ascii: "'"): bytes += "&#39;".utf8
    case 0x0D: bytes.append(UInt8(ascii: "\n"))
    case 0x09, 0x0A: bytes.append(byte)
    case 0..<0x20, 0x7F: bytes += "\u{FFFD}".utf8
    default: bytes.append(byte)
    }
  }
  return String(decoding: bytes, as: UTF8.self)
}

private let markupBytes = Set("&<>\"'".utf8).union(Set(0..<0x20).subtracting([0x0A, 0x09]))
  .union([0x7F])
