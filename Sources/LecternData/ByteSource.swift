#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The bytes of a file, read where they are needed.
///
/// `describe` opens a file and reads headers; `load` reads all of it once, hashing it on the way.
struct ByteSource {
  private enum Storage {
    case memory([UInt8])
    case disk(OpenFile)
  }

  /// The name as the notebook writes it.
  let name: String
  let count: Int
  private let storage: Storage

  init(_ bytes: [UInt8], name: String) {
    self.name = name
    count = bytes.count
    storage = .memory(bytes)
  }

  /// Opens a file for reading parts of it.
  init(opening file: LocatedFile) throws(DataFailure) {
    let open = try OpenFile(file)
    name = file.name
    count = open.count
    storage = .disk(open)
  }

  /// The bytes from `offset` on.
  ///
  /// - Throws: `DataFailure.array` when the file ends before.
  func read(at offset: Int, count: Int) throws(DataFailure) -> ArraySlice<UInt8> {
    let (end, overflows) = offset.addingReportingOverflow(count)
    guard offset >= 0, count >= 0, !overflows, end <= self.count else {
      throw .array(ArrayFailure(name: name, cause: .truncated))
    }
    switch storage {
    case .memory(let bytes): return bytes[offset..<end]
    case .disk(let file): return try file.read(at: offset, count: count)[...]
    }
  }

  /// At most `count` bytes from `offset` on, fewer at the end of the file.
  func prefix(at offset: Int, count: Int) throws(DataFailure) -> ArraySlice<UInt8> {
    guard offset >= 0, offset < self.count else { return [] }
    return try read(at: offset, count: min(count, self.count - offset))
  }
}

/// A file that is open for reading.
private final class OpenFile {
  let count: Int
  private let name: String
  private let descriptor: Int32

  init(_ file: LocatedFile) throws(DataFailure) {
    name = file.name
    descriptor = open(file.path, O_RDONLY | O_CLOEXEC)
    var status = stat()
    guard descriptor >= 0, fstat(descriptor, &status) == 0 else {
      throw .file(
        FileFailure(name: file.name, folders: [], cause: .unreadable(reason: systemReason())))
    }
    count = Int(status.st_size)
    guard count <= maximumFileSize else {
      throw .file(
        FileFailure(
          name: file.name, folders: [], cause: .tooLarge(bytes: count, limit: maximumFileSize)))
    }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  func read(at offset: Int, count: Int) throws(DataFailure) -> [UInt8] {
    var problem: String?
    let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
      while filled < count {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        let received = pread(descriptor, rest.baseAddress, rest.count, off_t(offset + filled))
        if received < 0, errno == EINTR { continue }
        if received < 0 { problem = systemReason() }
        if received <= 0 { return }
        filled += received
      }
    }
    if let problem {
      throw .file(FileFailure(name: name, folders: [], cause: .unreadable(reason: problem)))
    }
    guard bytes.count == count else { throw .array(ArrayFailure(name: name, cause: .truncated)) }
    return bytes
  }
}

extension ArraySlice<UInt8> {
  /// The unsigned number of `width` bytes, at most 8, from `offset` bytes after the start on; nil when
  /// they are not all there.
  func unsigned(at offset: Int, _ width: Int, isBigEndian: Bool = false) -> UInt64? {
    guard offset >= 0, width <= 8, offset <= count - width else { return nil }
    var value: UInt64 = 0
    for byte in 0..<width {
      let place = isBigEndian ? byte : width - 1 - byte
      value = value << 8 | UInt64(self[startIndex + offset + place])
    }
    return value
  }

  /// The bytes from `offset` bytes after the start on; nil when they are not all there.
  func part(at offset: Int, count: Int) -> ArraySlice<UInt8>? {
    guard offset >= 0, count >= 0, offset <= self.count, count <= self.count - offset else {
      return nil
    }
    return self[startIndex + offset..<startIndex + offset + count]
  }
}
