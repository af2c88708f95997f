import CMinizip

/// Makes a zip archive whose bytes depend on its members alone: all are dated 1980 and stored plain.
final class ZipWriter {
  /// 1 January 1980, the first day that an archive can name.
  private static let firstDay = UInt(1 << 21 | 1 << 16)

  private let stream = Stream()
  private var handle: zipFile?

  init?() {
    var functions = stream.functions
    handle = zipOpen2_64(nil, APPEND_STATUS_CREATE, nil, &functions)
    if handle == nil { return nil }
  }

  deinit { if let handle { zipClose(handle, nil) } }

  /// Adds a member; false when the archive does not take it.
  func add(_ bytes: [UInt8], named name: String) -> Bool {
    var info = zip_fileinfo()
    info.dosDate = Self.firstDay
    let isLarge: Int32 = bytes.count >= Int(UInt32.max) ? 1 : 0
    guard
      zipOpenNewFileInZip64(handle, name, &info, nil, 0, nil, 0, nil, 0, 0, isLarge) == ZIP_OK
    else { return false }
    var isWritten = true
    bytes.withUnsafeBytes { buffer in
      var start = 0
      while start < buffer.count, isWritten {
        let part = UnsafeRawBufferPointer(
          rebasing: buffer[start..<min(start + 1 << 20, buffer.count)])
        isWritten = zipWriteInFileInZip(handle, part.baseAddress, UInt32(part.count)) == ZIP_OK
        start += part.count
      }
    }
    return zipCloseFileInZip(handle) == ZIP_OK && isWritten
  }

  /// The archive, to which nothing can be added then; nil when it could not be finished.
  func finish(comment: String) -> [UInt8]? {
    defer { handle = nil }
    return zipClose(handle, comment) == ZIP_OK ? stream.bytes : nil
  }

  /// The archive as the library writes it.
  private final class Stream {
    private(set) var bytes: [UInt8] = []
    private var position = 0

    /// The stream must live as long as the handle that is opened with them.
    var functions: zlib_filefunc64_def {
      var functions = zlib_filefunc64_def()
      functions.opaque = Unmanaged.passUnretained(self).toOpaque()
      functions.zopen64_file = { opaque, _, _ in opaque }
      functions.zread_file = { _, _, _, _ in 0 }
      functions.zwrite_file = { _, stream, buffer, size in
        Stream.of(stream)?.write(buffer, Int(clamping: size)) ?? 0
      }
      functions.ztell64_file = { _, stream in UInt64(Stream.of(stream)?.position ?? 0) }
      functions.zseek64_file = { _, stream, offset, origin in
        Stream.of(stream)?.seek(offset, origin) ?? -1
      }
      functions.zclose_file = { _, _ in 0 }
      functions.zerror_file = { _, _ in 0 }
      return functions
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> Stream? {
      pointer.map { Unmanaged<Stream>.fromOpaque($0).takeUnretainedValue() }
    }

    private func write(_ buffer: UnsafeRawPointer?, _ size: Int) -> UInt {
      let part = UnsafeRawBufferPointer(start: buffer, count: size)
      // The library goes back to write a size it did not know before.
      let replaced = min(size, bytes.count - position)
      bytes.replaceSubrange(position..<position + replaced, with: part)
      position += size
      return UInt(size)
    }

    private func seek(_ offset: UInt64, _ origin: Int32) -> Int {
      let start =
        switch origin {
        case ZLIB_FILEFUNC_SEEK_CUR: position
        case ZLIB_FILEFUNC_SEEK_END: bytes.count
        default: 0
        }
      let place = start + Int(truncatingIfNeeded: offset)
      guard place >= 0, place <= bytes.count else { return -1 }
      position = place
      return 0
    }
  }
}
