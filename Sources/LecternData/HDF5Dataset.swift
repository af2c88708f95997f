/// A data set of an HDF5 file: its shape, type, and where its elements are.
struct HDF5Dataset {
  let header: ArrayHeader
  private let layout: Layout
  private let filters: HDF5Filters
  private let bytes: HDF5Bytes
  private let name: String
  private let array: String

  private enum Layout {
    case inside(ArraySlice<UInt8>)
    case contiguous(address: Int, count: Int)
    case chunked(HDF5Chunks)
    /// Nothing was ever written.
    case absent
  }

  init(
    _ object: HDF5Object, in bytes: HDF5Bytes, name: String, array: String
  ) throws(DataFailure) {
    self.bytes = bytes
    self.name = name
    self.array = array
    guard let space = object.first(.dataspace), let type = object.first(.datatype),
      let layout = object.first(.layout)
    else {
      throw .array(
        ArrayFailure(
          name: name, array: array,
          cause: object.hasShared
            ? .unsupported(what: "a named type") : .damaged(what: "it lacks its shape or its type"))
      )
    }
    let shape = try Self.shape(bytes.cursor(over: space), in: bytes)
    var typeCursor = bytes.cursor(over: type)
    let element = try Self.elementType(&typeCursor, depth: 0) { cause in
      .array(ArrayFailure(name: name, array: array, cause: cause))
    }
    filters = try HDF5Filters(object.first(.filters), in: bytes)
    // Chunks may repeat in hostile files, so their expansion is bounded by the whole file.
    let possible = filters.canShrink ? bytes.source.count * largestDeflateRatio : bytes.source.count
    header = try ArrayHeader(
      shape: shape, isColumnMajor: false, type: element, possibleBytes: possible, name: name,
      array: array)
    self.layout = try Self.layout(bytes.cursor(over: layout), header, name: name, array: array)
  }

  /// The elements, row-major.
  func payload() throws(DataFailure) -> ArraySlice<UInt8> {
    func failure(_ cause: ArrayFailure.Cause) -> DataFailure {
      .array(ArrayFailure(name: name, array: array, cause: cause))
    }
    switch layout {
    case .inside(let part):
      guard part.count >= header.byteCount else { throw failure(.truncated) }
      return part.prefix(header.byteCount)
    case .contiguous(let address, let count):
      guard count >= header.byteCount else { throw failure(.truncated) }
      return try bytes.read(at: address, count: header.byteCount)
    case .chunked(let chunks): return try chunks.payload(header, filters, in: bytes)
    case .absent: throw failure(.empty)
    }
  }

  /// Source: section IV.A.2.b.
  private static func shape(
    _ message: HDF5Cursor, in bytes: HDF5Bytes
  ) throws(DataFailure) -> [Int] {
    var cursor = message
    let version = try cursor.number(1)
    let rank = try cursor.number(1)
    try cursor.skip(1)
    guard version == 1 || version == 2, rank <= ArrayHeader.maximumRank else {
      throw bytes.damaged("a data set's shape makes no sense")
    }
    let kind = try cursor.number(1)
    // The second version says of a set without elements that it has none.
    if version == 2, kind == 2 { return [0] }
    try cursor.skip(version == 1 ? 4 : 0)
    var shape: [Int] = []
    for _ in 0..<rank { shape.append(try cursor.length()) }
    return shape
  }

  /// Source: section IV.A.2.d.
  private static func elementType(
    _ cursor: inout HDF5Cursor, depth: Int, _ failure: (ArrayFailure.Cause) -> DataFailure
  ) throws(DataFailure) -> ElementType {
    let kind = try cursor.number(1) & 15
    let flags = try cursor.number(3)
    let size = try cursor.number(4)
    switch kind {
    case 0:
      let offset = try cursor.number(2)
      let precision = try cursor.number(2)
      guard [1, 2, 4, 8].contains(size), offset == 0, precision == size * 8 else {
        throw failure(.type("whole numbers of \(precision) bits"))
      }
      return .number(
        NumberType(
          kind: flags & 8 == 0 ? .unsigned : .signed, byteCount: size, isBigEndian: flags & 1 != 0))
    case 1:
      try cursor.skip(5)
      let exponentSize = try cursor.number(1)
      guard [2: 5, 4: 8, 8: 11][size] == exponentSize, flags & 0x40 == 0 else {
        throw failure(.type("floating-point numbers of an unusual kind"))
      }
      return .number(NumberType(kind: .float, byteCount: size, isBigEndian: flags & 1 != 0))
    case 3:
      guard size > 0, size < 1 << 20 else {
        throw failure(.damaged(what: "its texts are too long"))
      }
      return .bytes(size)
    case 8:
      // Enumerations, such as h5py's booleans, are whole numbers with names.
      guard depth == 0 else { throw failure(.type("elements of an unusual kind")) }
      return try elementType(&cursor, depth: 1, failure)
    case 6: throw failure(.type("complex numbers or records"))
    case 7: throw failure(.type("references, such as MATLAB's cells"))
    case 9: throw failure(.type("elements of different lengths"))
    default: throw failure(.type("elements of an unusual kind"))
    }
  }

  /// Source: section IV.A.2.i.
  private static func layout(
    _ message: HDF5Cursor, _ header: ArrayHeader, name: String, array: String
  ) throws(DataFailure) -> Layout {
    func failure(_ cause: ArrayFailure.Cause) -> DataFailure {
      .array(ArrayFailure(name: name, array: array, cause: cause))
    }
    func chunks(_ tree: Int, _ sizes: [Int]) throws(DataFailure) -> Layout {
      // The last size is that of an element.
      .chunked(
        try HDF5Chunks(
          tree: tree, chunk: Array(sizes.dropLast()), header, name: name, array: array))
    }
    var cursor = message
    let version = try cursor.number(1)
    switch version {
    case 1, 2:
      let rank = try cursor.number(1)
      let kind = try cursor.number(1)
      try cursor.skip(5)
      let address = kind == 0 ? nil : try cursor.offset()
      var sizes: [Int] = []
      for _ in 0..<rank { sizes.append(try cursor.number(4)) }
      if kind == 0 { return .inside(try cursor.take(try cursor.number(4))) }
      guard let address else { return .absent }
      if kind == 1 { return .contiguous(address: address, count: header.byteCount) }
      return try chunks(address, sizes)
    case 3, 4:
      switch try cursor.number(1) {
      case 0: return .inside(try cursor.take(try cursor.number(2)))
      case 1:
        guard let address = try cursor.offset() else { return .absent }
        return .contiguous(address: address, count: try cursor.length())
      case 2 where version == 3:
        let rank = try cursor.number(1)
        guard let address = try cursor.offset() else { return .absent }
        var sizes: [Int] = []
        for _ in 0..<rank { sizes.append(try cursor.number(4)) }
        return try chunks(address, sizes)
      case 2: throw failure(.unsupported(what: "the chunk index of HDF5 1.10 (libver=\"latest\")"))
      default: throw failure(.unsupported(what: "elements that other files keep"))
      }
    default: throw failure(.unsupported(what: "version \(version) of the layout"))
    }
  }
}
