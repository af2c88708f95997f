/// What was done to each chunk before it was stored.
///
/// Source: section IV.A.2.l, and "Filters" of the HDF5 documentation.
struct HDF5Filters {
  private enum Filter: Int {
    case deflate = 1
    case shuffle = 2
    case checksum = 3
  }

  private var filters: [Filter] = []

  /// Whether chunks may be smaller than their elements.
  var canShrink: Bool { filters.contains(.deflate) }

  init(_ message: ArraySlice<UInt8>?, in bytes: HDF5Bytes) throws(DataFailure) {
    guard let message else { return }
    var cursor = bytes.cursor(over: message)
    let version = try cursor.number(1)
    let count = try cursor.number(1)
    try cursor.skip(version == 1 ? 6 : 0)
    guard version == 1 || version == 2, count <= 32 else {
      throw bytes.damaged("a data set's filters cannot be read")
    }
    for _ in 0..<count {
      let number = try cursor.number(2)
      let nameSize = version == 1 || number >= 256 ? try cursor.number(2) : 0
      try cursor.skip(2)
      let valueCount = try cursor.number(2)
      let title = try cursor.take(version == 1 ? (nameSize + 7) / 8 * 8 : nameSize)
      try cursor.skip(4 * valueCount + (version == 1 && valueCount % 2 == 1 ? 4 : 0))
      guard let filter = Filter(rawValue: number) else {
        let shown = String(decoding: title.prefix { $0 != 0 }, as: UTF8.self)
        throw .array(
          ArrayFailure(
            name: bytes.source.name,
            cause: .unsupported(what: "the filter \(shown.isEmpty ? "\(number)" : quoted(shown))")))
      }
      filters.append(filter)
    }
  }

  /// The elements of a chunk, as they were before the filters.
  func unpacked(
    _ packed: ArraySlice<UInt8>, skipping mask: Int, byteCount: Int, elementByteCount: Int,
    _ failure: (ArrayFailure.Cause) -> DataFailure
  ) throws(DataFailure) -> ArraySlice<UInt8> {
    var bytes = packed
    for (place, filter) in filters.enumerated().reversed() where mask >> place & 1 == 0 {
      switch filter {
      case .checksum: bytes = bytes.dropLast(4)
      case .shuffle: bytes = unshuffled(bytes, elementByteCount)
      case .deflate:
        // A checksum may have been added before packing.
        let limit = byteCount + 4
        guard byteCount <= bytes.count * largestDeflateRatio else { throw failure(.truncated) }
        let unpacked = unpack(bytes, limit: limit, framing: .zlib)
        guard unpacked.end == .complete || unpacked.end == .limit else {
          throw failure(.damaged(what: "its packed data are wrong"))
        }
        bytes = unpacked.bytes[...]
      }
    }
    guard bytes.count == byteCount else {
      throw failure(.damaged(what: "a chunk has \(bytes.count) bytes instead of \(byteCount)"))
    }
    return bytes
  }

  /// Undoes the sorting of bytes by their place in an element; a rest that fills no element stays.
  private func unshuffled(_ bytes: ArraySlice<UInt8>, _ width: Int) -> ArraySlice<UInt8> {
    let count = bytes.count / width
    guard width > 1, count > 1 else { return bytes }
    var result = Array(bytes)
    for byte in 0..<width {
      for element in 0..<count {
        result[element * width + byte] = bytes[bytes.startIndex + byte * count + element]
      }
    }
    return result[...]
  }
}
