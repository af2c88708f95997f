/// Which link and image addresses of a stranger's notebook may stand in a page.
struct LinkPolicy: Sendable {
  let allowsEverything: Bool

  /// Returns the address as it may stand in `href`, or nil when the link is to be dropped.
  func linkAddress(_ destination: String) -> String? {
    guard !destination.isEmpty else { return nil }
    if allowsEverything { return Self.encoded(destination) }
    switch Self.scheme(of: destination) {
    case .none: return Self.encoded(destination)
    case .some("http"), .some("https"), .some("mailto"): return Self.encoded(destination)
    default: return nil
    }
  }

  /// Returns the address as it may stand in `src`: pictures that are part of the page, no others.
  func embeddedImageAddress(_ source: String) -> String? {
    for kind in ["png", "jpeg", "gif", "webp"] {
      let start = "data:image/\(kind);base64,"
      guard source.prefix(start.count).lowercased() == start else { continue }
      let bytes = source.utf8.dropFirst(start.utf8.count)
      return bytes.allSatisfy { Self.base64Bytes.contains($0) } ? source : nil
    }
    return nil
  }

  /// The scheme as a browser would read it.
  ///
  /// Tabs, line ends and leading controls are skipped and case does not matter. Anything before a
  /// colon counts, well formed or not.
  ///
  /// - Source: WHATWG URL Standard, section 4.4, basic URL parser.
  static func scheme(of destination: String) -> String? {
    var scheme = ""
    for scalar in destination.unicodeScalars {
      if scalar.value <= 0x20 || scalar.properties.isWhitespace
        || scalar.properties.isDefaultIgnorableCodePoint || (0x7F...0x9F).contains(scalar.value)
      {
        continue
      }
      switch scalar {
      case ":": return scheme.lowercased()
      case "/", "?", "#", "\\": return nil
      default: scheme.unicodeScalars.append(scalar)
      }
    }
    return nil
  }

  /// Percent-encodes what may not stand in a URL; what is encoded already stays as it is.
  static func encoded(_ address: String) -> String {
    var encoded = ""
    for byte in address.utf8 {
      if plainBytes.contains(byte) {
        encoded.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        encoded += "%" + hexadecimal(byte >> 4) + hexadecimal(byte & 15)
      }
    }
    return encoded
  }

  private static func hexadecimal(_ digit: UInt8) -> String {
    String(digit, radix: 16, uppercase: true)
  }

  private static let base64Bytes = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789+/=".utf8)

  private static let plainBytes = Set(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~:/?#@!$&'()*+,;=%".utf8)
}
