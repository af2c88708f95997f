import Foundation

/// A standard stream, and what it is connected to.
struct Terminal: Sendable {
  static let standardError = Terminal(descriptor: STDERR_FILENO)
  static let standardOutput = Terminal(descriptor: STDOUT_FILENO)

  let descriptor: Int32

  var isInteractive: Bool {
    isatty(descriptor) == 1 && ProcessInfo.processInfo.environment["TERM"] != "dumb"
  }

  /// Colour on a terminal, unless the reader asked for none (https://no-color.org).
  var usesColor: Bool {
    isInteractive && (ProcessInfo.processInfo.environment["NO_COLOR"] ?? "").isEmpty
  }

  /// Columns of the terminal; 80 elsewhere.
  var width: Int {
    var size = winsize()
    guard ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  /// Writes output that the reader asked for; a reader who goes away has seen enough.
  ///
  /// - Throws: `FileError` when the output is lost, as on a full disk.
  func deliver(_ text: String) throws(FileError) {
    if !write(text), errno != EPIPE { throw FileError("write", "standard output", errno: errno) }
  }

  /// Writes all of a text; a closed pipe or a full disk is not worth a crash.
  @discardableResult
  func write(_ text: String) -> Bool {
    FileAccess.writeAll(Array(text.utf8), to: descriptor)
  }
}
