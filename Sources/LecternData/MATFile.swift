/// A MATLAB file of version 5 to 7: a sequence of variables, each perhaps compressed.
///
/// Read here, with every size held against the bytes that are there, rather than by a library that
/// reserves what a file claims. Source: MathWorks, "MAT-File Format", R2024b, chapter 1.
struct MATFile: ArrayContainer {
  private static let maximumVariableCount = 10_000
  /// Enough bytes for flags, sizes and name of a variable.
  private static let headByteCount = 4096

  /// Where a variable lies.
  private struct Place {
    var start: Int
    var count: Int
    var isCompressed: Bool
  }

  let name: String
  private(set) var arrayNames: [String] = []
  private var places: [Place] = []
  private let source: ByteSource
  private let isBigEndian: Bool

  init(_ source: ByteSource) throws(DataFailure) {
    self.source = source
    name = source.name
    let head = try source.prefix(at: 0, count: 128)
    guard !head.isEmpty else { throw .array(ArrayFailure(name: name, cause: .empty)) }
    let marks = head.part(at: 126, count: 2).map { Array($0) }
    guard let marks, marks == [0x49, 0x4D] || marks == [0x4D, 0x49] else {
      throw .array(
        ArrayFailure(
          name: name,
          cause: head.starts(with: Array("MATLAB".utf8))
            ? .truncated
            : .notFormat(
              format: "a MATLAB file of version 5 or later", help: "Save it with save -v7")))
    }
    isBigEndian = marks == [0x4D, 0x49]
    try list()
    guard !arrayNames.isEmpty else { throw .array(ArrayFailure(name: name, cause: .noArrays)) }
  }

  func header(of array: String) throws(DataFailure) -> ArrayHeader {
    let place = try place(of: array)
    let variable = try MATVariable(
      try start(of: place), isBigEndian: isBigEndian, name: name, array: array)
    let possible = place.isCompressed ? place.count * largestDeflateRatio : place.count
    return try variable.header(possibleBytes: possible, name: name, array: array)
  }

  func payload(of array: String) throws(DataFailure) -> ArraySlice<UInt8> {
    let place = try place(of: array)
    let header = try header(of: array)
    var bytes = try source.read(at: place.start, count: place.count)
    if place.isCompressed {
      // The variable begins with its own type and size.
      let unpacked = unpack(
        bytes, limit: Self.headByteCount + header.byteCount, framing: .zlib)
      guard unpacked.end != .corrupt else {
        throw failure(array, .damaged(what: "its packed data are wrong"))
      }
      guard unpacked.end != .cutShort else { throw failure(array, .truncated) }
      bytes = unpacked.bytes[...].dropFirst(8)
    }
    let variable = try MATVariable(bytes, isBigEndian: isBigEndian, name: name, array: array)
    guard let payload = bytes.part(at: variable.payloadStart, count: header.byteCount) else {
      throw failure(array, .truncated)
    }
    return payload
  }

  private func place(of array: String) throws(DataFailure) -> Place {
    guard let index = arrayNames.firstIndex(of: array) else {
      throw failure(array, .missing(existing: arrayNames))
    }
    return places[index]
  }

  /// The first bytes of a variable, behind its type and size.
  private func start(of place: Place) throws(DataFailure) -> ArraySlice<UInt8> {
    guard place.isCompressed else {
      return try source.read(at: place.start, count: min(place.count, Self.headByteCount))
    }
    let packed = try source.read(at: place.start, count: min(place.count, 2 * Self.headByteCount))
    let unpacked = unpack(packed, limit: Self.headByteCount, framing: .zlib)
    if unpacked.end == .corrupt, unpacked.bytes.isEmpty {
      throw .array(ArrayFailure(name: name, cause: .damaged(what: "its packed data are wrong")))
    }
    return unpacked.bytes[...].dropFirst(8)
  }

  private mutating func list() throws(DataFailure) {
    var position = 128
    while position < source.count {
      let tag = try source.read(at: position, count: 8)
      guard let type = tag.unsigned(at: 0, 4, isBigEndian: isBigEndian),
        let size = tag.unsigned(at: 4, 4, isBigEndian: isBigEndian).map({ Int($0) }),
        type == 14 || type == 15, places.count < Self.maximumVariableCount
      else {
        throw .array(
          ArrayFailure(name: name, cause: .damaged(what: "its list of variables cannot be read")))
      }
      guard size <= source.count - position - 8 else {
        throw .array(ArrayFailure(name: name, cause: .truncated))
      }
      let place = Place(start: position + 8, count: size, isCompressed: type == 15)
      position += 8 + size
      guard
        let variable = MATVariable.name(try start(of: place), isBigEndian: isBigEndian)
      else {
        throw .array(
          ArrayFailure(name: name, cause: .damaged(what: "a variable has no name")))
      }
      // A nameless variable is MATLAB's own.
      if variable.isEmpty { continue }
      arrayNames.append(variable)
      places.append(place)
    }
  }
}
