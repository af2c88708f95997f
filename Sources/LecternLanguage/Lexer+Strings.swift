extension Lexer {
  /// Reads a string whose opening quote stands here.
  ///
  /// - Parameters:
  ///   - closers: The quotes that may close it.
  ///   - repairing: The quotes are not the language's own and are reported.
  mutating func string(closedBy closers: Set<Unicode.Scalar>, repairing: Bool) {
    let start = offset
    var end = start + scalar(at: start).1
    let contentStart = end
    var value = String.UnicodeScalarView()
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") {
      let (scalar, width) = scalar(at: end)
      if closers.contains(scalar) {
        if repairing {
          report.add(
            .quotes(String(value)), at: start..<end + width,
            replacement: "\"" + text(contentStart..<end) + "\"")
        }
        add(.string(String(value)), start..<end + width)
        return
      }
      if scalar == "\\" {
        end = escape(at: end, into: &value)
      } else {
        value.append(scalar)
        end += width
      }
    }
    if end > start, bytes[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    report.add(.stringUnterminated, at: start..<end)
    add(.unterminated, start..<end)
  }

  /// Reads an escape, appends what it stands for and returns its end.
  private mutating func escape(at start: Int, into value: inout String.UnicodeScalarView) -> Int {
    guard start + 1 < bytes.count else { return start + 1 }
    let (scalar, width) = scalar(at: start + 1)
    switch scalar {
    case "\"", "\\", "'": value.append(scalar)
    case "n": value.append("\n")
    case "\n", "\r": return start + 1
    default:
      report.add(
        .stringEscape("\\" + String(scalar)), at: start..<start + 1 + width,
        replacement: "\\\\" + String(scalar))
      value.append("\\")
      value.append(scalar)
    }
    return start + 1 + width
  }
}
