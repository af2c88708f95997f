import CMinizip

/// Reads the members of a zip archive.
final class ZipReader {
  /// A member of the archive.
  struct Member {
    let name: String
    /// The bytes it has when unpacked, as the archive claims.
    let byteCount: Int
    fileprivate let place: unz64_file_pos
    fileprivate let compressedCount: Int
  }

  private static let maximumMemberCount = 10_000

  private(set) var members: [Member] = []
  /// What the archive says about itself.
  private(set) var comment: [UInt8] = []
  private let name: String
  private let stream: Stream
  private let handle: unzFile

  /// - Throws: `DataFailure.array` when it is no archive, or one that is damaged.
  init(_ source: ByteSource) throws(DataFailure) {
    name = source.name
    stream = Stream(source)
    var functions = stream.functions
    guard source.count > 0 else { throw .array(ArrayFailure(name: name, cause: .empty)) }
    guard let handle = unzOpen2_64(nil, &functions) else {
      let start = try source.prefix(at: 0, count: 4)
      throw .array(
        ArrayFailure(
          name: name,
          cause: start.starts(with: [0x50, 0x4B])
            ? .truncated
            : .notFormat(format: "a NumPy archive", help: "Write it with numpy.savez")))
    }
    self.handle = handle
    try list(sourceCount: source.count)
    var info = unz_global_info64()
    if unzGetGlobalInfo64(handle, &info) == UNZ_OK, info.size_comment > 0 {
      comment = [UInt8](repeating: 0, count: Int(info.size_comment))
      let received = comment.withUnsafeMutableBytes { bytes in
        unzGetGlobalComment(
          handle, bytes.baseAddress?.assumingMemoryBound(to: CChar.self), UInt(bytes.count))
      }
      if received < 0 { comment = [] }
    }
  }

  deinit { unzClose(handle) }

  /// The member's bytes, all of them or as many as `limit` says.
  ///
  /// - Throws: `DataFailure.array` when they are damaged, or more or fewer than claimed.
  func read(_ member: Member, limit: Int? = nil) throws(DataFailure) -> [UInt8] {
    func failure(_ cause: ArrayFailure.Cause) -> DataFailure {
      .array(ArrayFailure(name: name, array: member.name, cause: cause))
    }
    // What cannot be in so few bytes is not even asked for.
    let possible = member.compressedCount.multipliedReportingOverflow(by: largestDeflateRatio)
    guard possible.overflow || member.byteCount <= possible.partialValue else {
      throw failure(.truncated)
    }
    guard member.byteCount <= ArrayHeader.maximumPayload + NPYFile.maximumHeader else {
      throw failure(.tooLarge(limit: ArrayHeader.maximumPayload, claim: member.byteCount))
    }
    var place = member.place
    guard unzGoToFilePos64(handle, &place) == UNZ_OK, unzOpenCurrentFile(handle) == UNZ_OK else {
      throw failure(.damaged(what: "it cannot be unpacked"))
    }
    let wanted = min(member.byteCount, limit ?? .max)
    var status: Int32 = 1
    let bytes = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, filled in
      while filled < wanted, status > 0 {
        let rest = UnsafeMutableRawBufferPointer(
          rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
        status = unzReadCurrentFile(handle, rest.baseAddress, UInt32(min(rest.count, 1 << 20)))
        if status > 0 { filled += Int(status) }
      }
    }
    // Closing compares the checksum when everything was read.
    let end = unzCloseCurrentFile(handle)
    guard status >= 0, wanted < member.byteCount || end == UNZ_OK else {
      throw failure(.damaged(what: "its packed data or their checksum are wrong"))
    }
    guard bytes.count == wanted else { throw failure(.truncated) }
    return bytes
  }

  private func list(sourceCount: Int) throws(DataFailure) {
    let damaged = DataFailure.array(
      ArrayFailure(name: name, cause: .damaged(what: "its list of members cannot be read")))
    var status = unzGoToFirstFile(handle)
    var text = [CChar](repeating: 0, count: 1025)
    while status == UNZ_OK {
      var info = unz_file_info64()
      var place = unz64_file_pos()
      guard
        unzGetCurrentFileInfo64(handle, &info, &text, UInt(text.count - 1), nil, 0, nil, 0)
          == UNZ_OK, unzGetFilePos64(handle, &place) == UNZ_OK,
        info.size_filename < text.count, members.count < Self.maximumMemberCount,
        let size = Int(exactly: info.uncompressed_size),
        let packed = Int(exactly: info.compressed_size), packed <= sourceCount
      else { throw damaged }
      if info.flag & 1 != 0 {
        throw .array(ArrayFailure(name: name, cause: .unsupported(what: "a password")))
      }
      let name = text.prefix(Int(info.size_filename)).map { UInt8(bitPattern: $0) }
      members.append(
        Member(
          name: String(decoding: name, as: UTF8.self), byteCount: size, place: place,
          compressedCount: packed))
      status = unzGoToNextFile(handle)
    }
    guard status == UNZ_END_OF_LIST_OF_FILE else { throw damaged }
  }

  /// The archive as the library reads it: bytes with a place in them.
  private final class Stream {
    private let source: ByteSource
    private var position = 0
    /// Whether the archive ended before what was asked for; the library would take zeros for it.
    private var isShort = false

    init(_ source: ByteSource) { self.source = source }

    /// The stream must live as long as the handle that is opened with them.
    var functions: zlib_filefunc64_def {
      var functions = zlib_filefunc64_def()
      functions.opaque = Unmanaged.passUnretained(self).toOpaque()
      functions.zopen64_file = { opaque, _, _ in opaque }
      functions.zread_file = { _, stream, buffer, size in
        Stream.of(stream)?.read(into: buffer, Int(clamping: size)) ?? 0
      }
      functions.zwrite_file = { _, _, _, _ in 0 }
      functions.ztell64_file = { _, stream in UInt64(Stream.of(stream)?.position ?? 0) }
      functions.zseek64_file = { _, stream, offset, origin in
        Stream.of(stream)?.seek(offset, origin) ?? -1
      }
      functions.zclose_file = { _, _ in 0 }
      functions.zerror_file = { _, stream in Stream.of(stream)?.isShort == true ? 1 : 0 }
      return functions
    }

    private static func of(_ pointer: UnsafeMutableRawPointer?) -> Stream? {
      pointer.map { Unmanaged<Stream>.fromOpaque($0).takeUnretainedValue() }
    }

    private func read(into buffer: UnsafeMutableRawPointer?, _ size: Int) -> UInt {
      guard let buffer, let bytes = try? source.prefix(at: position, count: size) else { return 0 }
      bytes.withUnsafeBytes {
        UnsafeMutableRawBufferPointer(start: buffer, count: size).copyMemory(from: $0)
      }
      isShort = bytes.count < size
      position += bytes.count
      return UInt(bytes.count)
    }

    private func seek(_ offset: UInt64, _ origin: Int32) -> Int {
      let start =
        switch origin {
        case ZLIB_FILEFUNC_SEEK_CUR: position
        case ZLIB_FILEFUNC_SEEK_END: source.count
        default: 0
        }
      let (place, overflows) = start.addingReportingOverflow(Int(truncatingIfNeeded: offset))
      guard !overflows, place >= 0, place <= source.count else { return -1 }
      position = place
      return 0
    }
  }
}
