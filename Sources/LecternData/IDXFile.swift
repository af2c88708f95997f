/// The number types of an IDX file by their code in the header.
enum IDXType: UInt8 {
  case unsignedByte = 8
  case signedByte = 9
  case short = 11
  case int = 12
  case float = 13
  case double = 14

  var byteCount: Int {
    switch self {
    case .unsignedByte, .signedByte: 1
    case .short: 2
    case .int, .float: 4
    case .double: 8
    }
  }

  var isFloatingPoint: Bool { self == .float || self == .double }
}

/// The first bytes of an IDX file, checked.
///
/// Two zero bytes, the type, the number of dimensions, then each size as 32 bits, high byte first.
/// Source: LeCun, Cortes and Burges, "The MNIST database", section "File formats".
struct IDXHeader {
  /// More dimensions than any set of examples has.
  static let maximumRank = 8
  /// Enough bytes for every accepted header.
  static let maximumByteCount = 4 + 4 * maximumRank
  /// The most bytes of numbers that are read.
  static let maximumPayload = 1 << 30

  var type: IDXType
  var sizes: [Int]

  var examples: Int { sizes[0] }

  var byteCount: Int { 4 + 4 * sizes.count }

  /// The bytes of numbers that the header announces; `init` has made sure that this fits.
  var payloadCount: Int { sizes.reduce(type.byteCount, *) }

  /// The numbers of one example.
  var features: Int { sizes.dropFirst().reduce(1, *) }

  /// The picture size, where the dimensions are those of pictures.
  var imageSize: ImageSize? {
    switch sizes.count {
    case 3: ImageSize(height: sizes[1], width: sizes[2])
    case 4: ImageSize(height: sizes[1], width: sizes[2], channels: sizes[3])
    default: nil
    }
  }

  init(_ bytes: [UInt8], name: String) throws(DataFailure) {
    func failure(_ cause: IDXFailure.Cause) -> DataFailure {
      .idx(IDXFailure(name: name, cause: cause))
    }
    guard bytes.count >= 4 else {
      throw failure(bytes.isEmpty ? .empty : .truncated(expected: 4, found: bytes.count))
    }
    let rank = Int(bytes[3])
    guard bytes[0] == 0, bytes[1] == 0, (1...Self.maximumRank).contains(rank) else {
      throw failure(.notIDX(firstBytes: Array(bytes.prefix(4))))
    }
    guard let type = IDXType(rawValue: bytes[2]) else { throw failure(.unknownType(bytes[2])) }
    guard bytes.count >= 4 + 4 * rank else {
      throw failure(.truncated(expected: 4 + 4 * rank, found: bytes.count))
    }
    self.type = type
    sizes = (1...rank).map { dimension in
      bytes[dimension * 4..<dimension * 4 + 4].reduce(0) { $0 << 8 | Int($1) }
    }
    guard !sizes.contains(0) else { throw failure(.empty) }
    var total = type.byteCount
    for size in sizes {
      let (product, overflows) = total.multipliedReportingOverflow(by: size)
      guard !overflows else { throw failure(.tooLarge(bytes: nil, limit: Self.maximumPayload)) }
      total = product
    }
    guard total <= Self.maximumPayload else {
      throw failure(.tooLarge(bytes: total, limit: Self.maximumPayload))
    }
  }
}

/// An IDX file in memory, header and numbers, unpacked.
struct IDXFile {
  var name: String
  var header: IDXHeader
  /// The whole file; the numbers start at `header.byteCount`.
  var bytes: [UInt8]
  var record: InputRecord

  /// Reads and checks a file; nothing is allocated by the header's word alone.
  init(_ file: LocatedFile) throws(DataFailure) {
    let contents = try FileContents(of: file)
    name = file.name
    record = contents.record
    func failure(_ cause: IDXFailure.Cause) -> DataFailure {
      .idx(IDXFailure(name: file.name, cause: cause))
    }
    guard isGzip(contents.bytes) else {
      header = try IDXHeader(contents.bytes, name: file.name)
      bytes = contents.bytes
      let expected = header.byteCount + header.payloadCount
      guard bytes.count >= expected else {
        throw failure(.truncated(expected: expected, found: bytes.count))
      }
      guard bytes.count == expected else { throw failure(.trailing(expected: expected)) }
      return
    }
    header = try Self.compressedHeader(contents.bytes, name: file.name)
    let expected = header.byteCount + header.payloadCount
    let possible = contents.bytes.count * largestDeflateRatio
    guard expected <= possible else {
      throw failure(.truncated(expected: expected, found: possible))
    }
    // One byte more than announced shows whether something follows.
    let unpacked = unpack(contents.bytes[...], limit: expected + 1)
    bytes = unpacked.bytes
    if unpacked.end == .corrupt { throw failure(.corruptGzip) }
    if bytes.count > expected { throw failure(.trailing(expected: expected)) }
    guard bytes.count == expected, unpacked.end == .complete else {
      throw failure(.truncated(expected: expected, found: bytes.count))
    }
  }

  /// The header alone, from the first bytes of the file.
  static func header(of file: LocatedFile) throws(DataFailure) -> IDXHeader {
    let start = try readBytes(of: file, atMost: 1 << 16)
    if isGzip(start) { return try compressedHeader(start, name: file.name) }
    return try IDXHeader(Array(start.prefix(IDXHeader.maximumByteCount)), name: file.name)
  }

  private static func compressedHeader(
    _ bytes: [UInt8], name: String
  ) throws(DataFailure) -> IDXHeader {
    let start = unpack(bytes[...], limit: IDXHeader.maximumByteCount)
    if start.end == .corrupt { throw .idx(IDXFailure(name: name, cause: .corruptGzip)) }
    return try IDXHeader(start.bytes, name: name)
  }
}
