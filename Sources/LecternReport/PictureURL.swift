import LecternPlot

/// Pictures as part of a page.
package enum PictureURL {
  /// A data URL of a picture that browsers know by its first bytes; nil for anything else.
  ///
  /// A page shows it as an image, so an SVG picture runs no script and loads nothing.
  package static func of(_ bytes: [UInt8]) -> String? {
    kind(of: bytes).map { "data:image/\($0);base64," + Base64.encoded(bytes) }
  }

  /// - Source: WHATWG MIME Sniffing Standard, section 6.1.
  private static func kind(of bytes: [UInt8]) -> String? {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) { return "png" }
    if bytes.starts(with: [0xFF, 0xD8, 0xFF]) { return "jpeg" }
    if bytes.starts(with: "GIF87a".utf8) || bytes.starts(with: "GIF89a".utf8) { return "gif" }
    if bytes.starts(with: "RIFF".utf8), bytes.dropFirst(8).starts(with: "WEBPVP".utf8) {
      return "webp"
    }
    let text = String(decoding: bytes.prefix(1024), as: UTF8.self)
      .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
    return text.hasPrefix("<svg") || text.hasPrefix("<?xml") && text.contains("<svg")
      || text.hasPrefix("<!--") && text.contains("<svg") ? "svg+xml" : nil
  }
}
