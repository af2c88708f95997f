import CMessageDigest

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The largest file that is read.
let maximumFileSize = 1 << 31

/// The bytes of a file and the record of having read them.
struct FileContents {
  var bytes: [UInt8]
  var record: InputRecord

  /// Reads a whole file, hashing it on the way.
  init(of file: LocatedFile) throws(DataFailure) {
    var digest = Digest()
    bytes = try readBytes(of: file, atMost: .max) { digest.update($0) }
    record = InputRecord(name: file.name, sha256: digest.finish())
  }
}

/// A file read from start to end, closed with the last reference.
final class SequentialFile {
  let name: String
  /// The size in bytes when the file was opened.
  let size: Int
  private let descriptor: Int32

  init(_ file: LocatedFile) throws(DataFailure) {
    name = file.name
    descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      throw .unreadable(file.name, reason: systemReason())
    }
    size = Int(status.st_size)
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Reads on from where the last reading ended and returns how many bytes came; 0 at the end.
  func read(into bytes: UnsafeMutableRawBufferPointer) throws(DataFailure) -> Int {
    while true {
      #if canImport(Glibc)
        let received = Glibc.read(descriptor, bytes.baseAddress, bytes.count)
      #else
        let received = Darwin.read(descriptor, bytes.baseAddress, bytes.count)
      #endif
      if received >= 0 { return received }
      if errno != EINTR { throw .unreadable(name, reason: systemReason()) }
    }
  }
}

extension DataFailure {
  fileprivate static func unreadable(_ name: String, reason: String) -> DataFailure {
    .file(FileFailure(name: name, folders: [], cause: .unreadable(reason: reason)))
  }
}

/// Reads a file from its start: all of it, or its first `count` bytes.
///
/// `onChunk` sees each part as it arrives.
func readBytes(
  of file: LocatedFile, atMost count: Int, onChunk: (UnsafeRawBufferPointer) -> Void = { _ in }
) throws(DataFailure) -> [UInt8] {
  let source = try SequentialFile(file)
  let size = min(source.size, count)
  guard size <= maximumFileSize else {
    throw .file(
      FileFailure(
        name: file.name, folders: [], cause: .tooLarge(bytes: size, limit: maximumFileSize)))
  }
  var failure: DataFailure?
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
    do throws(DataFailure) {
      while filled < size {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled..<min(filled + 1 << 20, size)])
        let received = try source.read(into: rest)
        if received == 0 { return }
        onChunk(UnsafeRawBufferPointer(rebasing: rest[..<received]))
        filled += received
      }
    } catch { failure = error }
  }
  if let failure { throw failure }
  return bytes
}

/// The system's words for the last error, with a small first letter.
func systemReason() -> String {
  let words = String(cString: strerror(errno))
  return words.prefix(1).lowercased() + words.dropFirst()
}

/// A running SHA-256.
struct Digest {
  private var context = SHA2_CTX()

  init() { SHA256Init(&context) }

  mutating func update(_ bytes: UnsafeRawBufferPointer) {
    SHA256Update(&context, bytes.assumingMemoryBound(to: UInt8.self).baseAddress, bytes.count)
  }

  /// The digest as 64 hexadecimal digits.
  mutating func finish() -> String {
    var digest = [UInt8](repeating: 0, count: Int(SHA256_DIGEST_LENGTH))
    SHA256Final(&digest, &context)
    return digest.map { byte in
      let digits = String(byte, radix: 16)
      return digits.utf8.count == 1 ? "0" + digits : digits
    }.joined()
  }
}

extension InputRecord {
  /// The record of bytes that somebody else has read.
  package init(name: String, contents: [UInt8]) {
    var digest = Digest()
    contents.withUnsafeBytes { digest.update($0) }
    self.init(name: name, sha256: digest.finish())
  }
}
