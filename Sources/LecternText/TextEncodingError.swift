/// A file that is not UTF-8 text, with the place of the first byte that is not.
package struct TextEncodingError: Error, Equatable, CustomStringConvertible {
  package let name: String
  /// Offset of the byte in the file, from 0.
  package let offset: Int
  /// Line of the byte, from 1.
  package let line: Int
  package let byte: UInt8
  /// The file begins with the mark of UTF-16.
  package let looksLikeUTF16: Bool

  package var description: String {
    if looksLikeUTF16 { return "\(name) is UTF-16 text; save it as UTF-8" }
    let digits = String(byte, radix: 16)
    let hexadecimal = digits.count == 1 ? "0" + digits : digits
    return
      "\(name) is not UTF-8 text: line \(line) has the byte 0x\(hexadecimal) at offset \(offset)"
      + "; save it as UTF-8"
  }
}

extension SourceFile {
  /// Makes a source file from the bytes of a file; a byte order mark is dropped, line ends stay.
  ///
  /// - Throws: `TextEncodingError` at the first byte that is not UTF-8.
  package init(name: String, bytes: [UInt8]) throws(TextEncodingError) {
    let mark: [UInt8] = [0xef, 0xbb, 0xbf]
    let body = bytes.starts(with: mark) ? bytes[3...] : bytes[...]
    guard let text = String(validating: body, as: UTF8.self) else {
      let offset = Self.firstInvalidOffset(in: bytes)
      throw TextEncodingError(
        name: name, offset: offset,
        line: 1 + bytes[..<offset].count { $0 == UInt8(ascii: "\n") }, byte: bytes[offset],
        looksLikeUTF16: bytes.starts(with: [0xff, 0xfe]) || bytes.starts(with: [0xfe, 0xff]))
    }
    self.init(name: name, text: text)
  }

  private static func firstInvalidOffset(in bytes: [UInt8]) -> Int {
    var parser = Unicode.UTF8.ForwardParser()
    var iterator = bytes.makeIterator()
    var offset = 0
    while true {
      switch parser.parseScalar(from: &iterator) {
      case .valid(let scalar): offset += scalar.count
      case .error, .emptyInput: return min(offset, bytes.count - 1)
      }
    }
  }
}
