/// An HDF5 file: data sets in groups.
///
/// Read here rather than by the HDF5 library, which damaged files make crash (version 1.10.8: 11 of
/// 12,000 files with a few changed bytes). Every address and size is held against the bytes that are
/// there, and nothing is visited twice. Source: The HDF Group, "HDF5 File Format Specification
/// Version 3.0"; section numbers below are its own.
struct HDF5File: ArrayContainer {
  static let signature: [UInt8] = [0x89, 0x48, 0x44, 0x46, 0x0D, 0x0A, 0x1A, 0x0A]
  private static let maximumDepth = 8
  private static let maximumObjectCount = 4000

  let name: String
  private(set) var arrayNames: [String] = []
  private var addresses: [String: Int] = [:]
  private let bytes: HDF5Bytes

  static func isHDF5(_ source: ByteSource) throws(DataFailure) -> Bool {
    try superblock(of: source) != nil
  }

  /// Where the superblock is: at the start, or behind a block that another program keeps there.
  private static func superblock(of source: ByteSource) throws(DataFailure) -> Int? {
    var place = 0
    while place < source.count {
      if try source.prefix(at: place, count: 8).elementsEqual(signature) { return place }
      place = place == 0 ? 512 : place * 2
    }
    return nil
  }

  init(_ source: ByteSource) throws(DataFailure) {
    name = source.name
    guard source.count > 0 else { throw .array(ArrayFailure(name: name, cause: .empty)) }
    guard let start = try Self.superblock(of: source) else {
      throw .array(
        ArrayFailure(
          name: name,
          cause: .notFormat(format: "an HDF5 file", help: "Check that this is the file you meant")))
    }
    // Section II.
    var head = HDF5Cursor(try source.prefix(at: start, count: 128), name: source.name)
    try head.skip(8)
    let version = try head.number(1)
    let root: Int
    switch version {
    case 0, 1:
      try head.skip(4)
      head.offsetSize = try head.number(1)
      head.lengthSize = try head.number(1)
      try head.skip(version == 0 ? 9 : 13)
      let base = try head.offset()
      try head.skip(3 * head.offsetSize)
      // The entry of the root group: the place of its name, then its address.
      try head.skip(head.offsetSize)
      bytes = HDF5Bytes(source, base: base ?? start, like: head)
      guard let address = try head.offset() else { throw bytes.damaged("it has no root group") }
      root = address
    case 2, 3:
      head.offsetSize = try head.number(1)
      head.lengthSize = try head.number(1)
      try head.skip(1)
      let base = try head.offset()
      try head.skip(2 * head.offsetSize)
      bytes = HDF5Bytes(source, base: base ?? start, like: head)
      guard let address = try head.offset() else { throw bytes.damaged("it has no root group") }
      root = address
    default:
      throw .array(
        ArrayFailure(name: name, cause: .unsupported(what: "version \(version) of the format")))
    }
    var visited: Set<Int> = []
    try list(group: root, prefix: "", depth: 0, &visited)
    guard !arrayNames.isEmpty else { throw .array(ArrayFailure(name: name, cause: .noArrays)) }
  }

  func header(of array: String) throws(DataFailure) -> ArrayHeader {
    try dataset(array).header
  }

  func payload(of array: String) throws(DataFailure) -> ArraySlice<UInt8> {
    try dataset(array).payload()
  }

  private func dataset(_ array: String) throws(DataFailure) -> HDF5Dataset {
    guard let address = addresses[array] else {
      throw failure(array, .missing(existing: arrayNames))
    }
    return try HDF5Dataset(
      try HDF5Object(bytes, at: address), in: bytes, name: name, array: array)
  }

  /// Collects the data sets of a group and of the groups in it.
  private mutating func list(
    group: Int, prefix: String, depth: Int, _ visited: inout Set<Int>
  ) throws(DataFailure) {
    guard visited.insert(group).inserted else { return }
    let object = try HDF5Object(bytes, at: group)
    for (link, address) in try HDF5Group(object, in: bytes).links {
      guard visited.count + arrayNames.count < Self.maximumObjectCount else {
        throw bytes.damaged("it has too many groups")
      }
      let path = prefix + link
      // A group has a table of links or links of its own; a data set has a layout.
      let member = try HDF5Object(bytes, at: address)
      if member.first(.layout) != nil {
        arrayNames.append(path)
        addresses[path] = address
      } else if depth < Self.maximumDepth, member.isGroup {
        try list(group: address, prefix: path + "/", depth: depth + 1, &visited)
      }
    }
  }
}

/// A MATLAB file of version 7.3, which is HDF5: its shapes are written from back to front.
///
/// Source: MathWorks, `save`, "Version 7.3 MAT-files".
struct MAT73File: ArrayContainer {
  private let file: HDF5File

  init(_ file: HDF5File) { self.file = file }

  var name: String { file.name }

  /// MATLAB keeps what cells point at in groups whose names start with `#`.
  var arrayNames: [String] { file.arrayNames.filter { !$0.hasPrefix("#") } }

  func header(of array: String) throws(DataFailure) -> ArrayHeader {
    let header = try file.header(of: array)
    return try ArrayHeader(
      shape: header.shape.reversed(), isColumnMajor: !header.isColumnMajor, type: header.type,
      possibleBytes: .max, name: name, array: array)
  }

  func payload(of array: String) throws(DataFailure) -> ArraySlice<UInt8> {
    try file.payload(of: array)
  }
}
