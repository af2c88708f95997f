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

/// Reads a file from its start: all of it, or its first `count` bytes.
///
/// `onChunk` sees each part as it arrives.
func readBytes(
  of file: LocatedFile, atMost count: Int, onChunk: (UnsafeRawBufferPointer) -> Void = { _ in }
) throws(DataFailure) -> [UInt8] {
  func failure(_ cause: FileFailure.Cause) -> DataFailure {
    .file(FileFailure(name: file.name, folders: [], cause: cause))
  }
  let descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
  guard descriptor >= 0 else { throw failure(.unreadable(reason: systemReason())) }
  defer { close(descriptor) }
  var status = stat()
  guard fstat(descriptor, &status) == 0 else { throw failure(.unreadable(reason: systemReason())) }
  let size = min(Int(status.st_size), count)
  guard size <= maximumFileSize else {
    throw failure(.tooLarge(bytes: size, limit: maximumFileSize))
  }
  var problem: String?
  let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, filled in
    while filled < size {
      let rest = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
      let received = read(descriptor, rest.baseAddress, min(rest.count, 1 << 20))
      if received < 0, errno == EINTR { continue }
      if received < 0 { problem = systemReason() }
      if received <= 0 { return }
      onChunk(UnsafeRawBufferPointer(rebasing: rest[..<received]))
      filled += received
    }
  }
  if let problem { throw failure(.unreadable(reason: problem)) }
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
