#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What the libraries that run in the engine need: their files, and strings for their arguments.
extension JavaScriptEngine {
  /// A string as JavaScript writes it; anything that could mean something is escaped.
  static func literal(_ text: String) -> String {
    var literal = "\""
    for unit in text.utf16 {
      switch unit {
      case 0x30...0x39, 0x41...0x5a, 0x61...0x7a, 0x20:
        literal.unicodeScalars.append(Unicode.Scalar(UInt8(unit)))
      default:
        let digits = String(unit, radix: 16)
        literal += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      }
    }
    return literal + "\""
  }

  /// A file of a library; nil when it cannot be read.
  static func file(_ path: String) -> [UInt8]? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0, status.st_size > 0, status.st_size < 1 << 24 else {
      return nil
    }
    let size = Int(status.st_size)
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
      while filled < size {
        let received = read(descriptor, buffer.baseAddress.map { $0 + filled }, size - filled)
        if received < 0, errno == EINTR { continue }
        if received <= 0 { return }
        filled += received
      }
    }
    return bytes.count == size ? bytes : nil
  }
}
