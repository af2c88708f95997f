import Foundation
import LecternText

/// A failure of the world around a file, with its path and its cause.
struct FileError: Error, CustomStringConvertible {
  let path: String
  let action: String
  let cause: String

  init(_ action: String, _ path: String, errno code: Int32) {
    self.path = path
    self.action = action
    cause = String(cString: strerror(code))
  }

  init(_ action: String, _ path: String, cause: String) {
    self.path = path
    self.action = action
    self.cause = cause
  }

  var description: String { "cannot \(action) \(path): \(cause)" }
}

enum FileAccess {
  /// The largest notebook that is read, in bytes.
  static let notebookLimit = 64 << 20

  /// Reads a whole file.
  ///
  /// - Throws: `FileError` with the path and the system's reason.
  static func read(_ path: String) throws(FileError) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("read", path, errno: errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileError("read", path, errno: errno) }
    guard status.st_mode & S_IFMT != S_IFDIR else {
      throw FileError("read", path, cause: "it is a folder")
    }
    var bytes: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = chunk.withUnsafeMutableBytes {
        Foundation.read(descriptor, $0.baseAddress, $0.count)
      }
      if count < 0 {
        if errno == EINTR { continue }
        throw FileError("read", path, errno: errno)
      }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[0..<count])
      guard bytes.count <= notebookLimit else {
        throw FileError("read", path, cause: "it is larger than 64 MiB, too large for a notebook")
      }
    }
  }

  /// Whether two paths lead to one existing file.
  static func isSame(_ first: String, _ second: String) -> Bool {
    var (a, b) = (stat(), stat())
    guard stat(first, &a) == 0, stat(second, &b) == 0 else { return false }
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino
  }

  /// Writes a file so that a reader sees the old one or the new one, never a part.
  ///
  /// The bytes go to a hidden file beside it, are flushed to the disk and then renamed, so a full
  /// disk or an interrupted run leaves the previous file intact. A device or a pipe is written to
  /// as it is; a link keeps its place and its target is replaced.
  ///
  /// - Throws: `FileError`; the file beside it is removed.
  static func replace(_ path: String, with text: String) throws(FileError) {
    try replace(path, with: Array(text.utf8))
  }

  /// The same for bytes.
  static func replace(_ path: String, with bytes: [UInt8]) throws(FileError) {
    var status = stat()
    var mode: mode_t = 0o644
    if stat(path, &status) == 0 {
      switch status.st_mode & S_IFMT {
      case S_IFREG: mode = status.st_mode & 0o777
      case S_IFDIR: throw FileError("write", path, cause: "it is a folder")
      default: return try write(bytes, straightTo: path)
      }
    }
    let url = URL(fileURLWithPath: path).resolvingSymlinksInPath()
    let partial = url.deletingLastPathComponent()
      .appendingPathComponent(".\(url.lastPathComponent).\(getpid()).partial").path
    let descriptor = open(partial, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode)
    guard descriptor >= 0 else { throw FileError("write", path, errno: errno) }
    var failure: FileError?
    if !writeAll(bytes, to: descriptor) { failure = FileError("write", path, errno: errno) }
    if failure == nil, fsync(descriptor) != 0, errno != EINVAL, errno != EROFS {
      failure = FileError("write", path, errno: errno)
    }
    if close(descriptor) != 0, failure == nil {
      failure = FileError("write", path, errno: errno)
    }
    if failure == nil, rename(partial, url.path) != 0 {
      failure = FileError("write", path, errno: errno)
    }
    if let failure {
      unlink(partial)
      throw failure
    }
  }

  private static func write(_ bytes: [UInt8], straightTo path: String) throws(FileError) {
    let descriptor = open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileError("write", path, errno: errno) }
    defer { close(descriptor) }
    guard writeAll(bytes, to: descriptor) else { throw FileError("write", path, errno: errno) }
  }

  /// Writes every byte; false, with the reason in `errno`, when the system refuses one.
  static func writeAll(_ bytes: [UInt8], to descriptor: Int32) -> Bool {
    var bytes = bytes[...]
    while !bytes.isEmpty {
      let written = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0 {
        if errno == EINTR { continue }
        return false
      }
      bytes = bytes.dropFirst(written)
    }
    return true
  }

  /// The folders that lead from one file to another, `../notebooks`; empty when they lie together.
  static func way(from first: String, to second: String) -> String {
    func folders(_ path: String) -> ArraySlice<String> {
      URL(fileURLWithPath: path).standardizedFileURL.deletingLastPathComponent()
        .pathComponents[...]
    }
    var (start, end) = (folders(first), folders(second))
    while let next = start.first, next == end.first {
      start = start.dropFirst()
      end = end.dropFirst()
    }
    return (start.map { _ in ".." } + end).joined(separator: "/")
  }

  /// Makes a folder and those above it.
  ///
  /// - Throws: `FileError` when it is not there afterwards.
  static func makeFolder(_ path: String) throws(FileError) {
    var partial = path.hasPrefix("/") ? "/" : ""
    for component in path.split(separator: "/") {
      partial += partial.isEmpty || partial == "/" ? component : "/" + component
      if mkdir(partial, 0o755) != 0, errno != EEXIST {
        throw FileError("make the folder", path, errno: errno)
      }
    }
    var status = stat()
    guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else {
      throw FileError("make the folder", path, cause: "there is a file of that name")
    }
  }
}
