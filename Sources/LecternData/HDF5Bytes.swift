/// The bytes of an HDF5 file by their addresses in it.
struct HDF5Bytes {
  let source: ByteSource
  /// The address 0 of the file, in bytes from its start.
  private let base: Int
  private let offsetSize: Int
  private let lengthSize: Int

  init(_ source: ByteSource, base: Int, like head: HDF5Cursor) {
    self.source = source
    self.base = base
    offsetSize = head.offsetSize
    lengthSize = head.lengthSize
  }

  func damaged(_ what: String) -> DataFailure {
    .array(ArrayFailure(name: source.name, cause: .damaged(what: what)))
  }

  /// The bytes at an address.
  func read(at address: Int, count: Int) throws(DataFailure) -> ArraySlice<UInt8> {
    let (place, overflows) = base.addingReportingOverflow(address)
    guard !overflows else {
      throw .array(ArrayFailure(name: source.name, cause: .truncated))
    }
    return try source.read(at: place, count: count)
  }

  /// A cursor over the bytes at an address.
  func cursor(at address: Int, count: Int) throws(DataFailure) -> HDF5Cursor {
    cursor(over: try read(at: address, count: count))
  }

  /// A cursor over at most `count` bytes at an address.
  func cursor(at address: Int, atMost count: Int) throws(DataFailure) -> HDF5Cursor {
    let (place, overflows) = base.addingReportingOverflow(address)
    return cursor(over: overflows ? [] : try source.prefix(at: place, count: count))
  }

  func cursor(over bytes: ArraySlice<UInt8>) -> HDF5Cursor {
    var cursor = HDF5Cursor(bytes, name: source.name)
    cursor.offsetSize = offsetSize
    cursor.lengthSize = lengthSize
    return cursor
  }
}

/// Reads numbers from the bytes of a structure, one after the other; low bytes come first.
struct HDF5Cursor {
  /// The bytes of an address and of a length.
  var offsetSize = 8
  var lengthSize = 8
  private(set) var rest: ArraySlice<UInt8>
  private let name: String

  init(_ bytes: ArraySlice<UInt8>, name: String) {
    rest = bytes
    self.name = name
  }

  private var truncated: DataFailure { .array(ArrayFailure(name: name, cause: .truncated)) }

  mutating func skip(_ count: Int) throws(DataFailure) { _ = try take(count) }

  mutating func take(_ count: Int) throws(DataFailure) -> ArraySlice<UInt8> {
    guard count >= 0, count <= rest.count else { throw truncated }
    let part = rest.prefix(count)
    rest = rest.dropFirst(count)
    return part
  }

  mutating func number(_ width: Int) throws(DataFailure) -> Int {
    guard let value = try take(width).unsigned(at: 0, width), let number = Int(exactly: value)
    else { throw truncated }
    return number
  }

  mutating func length() throws(DataFailure) -> Int { try number(lengthSize) }

  /// An address; nil for the one of all ones, which means none.
  mutating func offset() throws(DataFailure) -> Int? {
    let part = try take(offsetSize)
    if part.allSatisfy({ $0 == 0xFF }) { return nil }
    guard let value = part.unsigned(at: 0, offsetSize), let address = Int(exactly: value) else {
      throw truncated
    }
    return address
  }

  mutating func hasSignature(_ signature: String) throws(DataFailure) -> Bool {
    try take(4).elementsEqual(signature.utf8)
  }
}
