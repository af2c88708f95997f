/// The header of a group or data set: a list of messages.
///
/// Source: section IV.A.
struct HDF5Object {
  /// The messages that are looked at, by their number in the file.
  enum Kind: Int {
    case dataspace = 1
    case linkInfo = 2
    case datatype = 3
    case link = 6
    case layout = 8
    case filters = 11
    case continuation = 16
    case symbolTable = 17
  }

  private static let maximumMessageCount = 4000

  /// Whether a property is kept elsewhere.
  private(set) var hasShared = false
  private var messages: [(kind: Kind, body: ArraySlice<UInt8>)] = []
  private var messageCount = 0

  init(_ bytes: HDF5Bytes, at address: Int) throws(DataFailure) {
    var head = try bytes.cursor(at: address, atMost: 64)
    let isSecond = head.rest.starts(with: Array("OHDR".utf8))
    var blocks: [(address: Int, count: Int)] = []
    var hasOrder = false
    if isSecond {
      try head.skip(5)
      let flags = try head.number(1)
      try head.skip((flags & 0x20 == 0 ? 0 : 16) + (flags & 0x10 == 0 ? 0 : 4))
      let size = try head.number(1 << (flags & 3))
      hasOrder = flags & 4 != 0
      let used =
        6 + (flags & 0x20 == 0 ? 0 : 16) + (flags & 0x10 == 0 ? 0 : 4) + (1 << (flags & 3))
      blocks.append((address &+ used, size))
    } else {
      guard try head.number(1) == 1 else { throw bytes.damaged("an object has no header") }
      try head.skip(7)
      blocks.append((address &+ 16, try head.number(4)))
    }
    var visited: Set<Int> = []
    while let block = blocks.popLast() {
      guard visited.insert(block.address).inserted else {
        throw bytes.damaged("an object's header runs in a circle")
      }
      var cursor = try bytes.cursor(at: block.address, count: block.count)
      if isSecond, visited.count > 1 {
        guard try cursor.hasSignature("OCHK"), cursor.rest.count >= 4 else {
          throw bytes.damaged("an object's header is not continued where it says")
        }
        cursor = bytes.cursor(over: cursor.rest.dropLast(4))  // a checksum ends it
      }
      try read(&cursor, isSecond: isSecond, hasOrder: hasOrder, in: bytes, &blocks)
    }
  }

  /// The first message of a kind.
  func first(_ kind: Kind) -> ArraySlice<UInt8>? { messages.first { $0.kind == kind }?.body }

  func all(_ kind: Kind) -> [ArraySlice<UInt8>] {
    messages.compactMap { $0.kind == kind ? $0.body : nil }
  }

  var isGroup: Bool {
    messages.contains { [.symbolTable, .link, .linkInfo].contains($0.kind) }
  }

  private mutating func read(
    _ cursor: inout HDF5Cursor, isSecond: Bool, hasOrder: Bool, in bytes: HDF5Bytes,
    _ blocks: inout [(address: Int, count: Int)]
  ) throws(DataFailure) {
    let headSize = isSecond ? (hasOrder ? 6 : 4) : 8
    while cursor.rest.count >= headSize {
      let number = try cursor.number(isSecond ? 1 : 2)
      let size = try cursor.number(2)
      let flags = try cursor.number(1)
      try cursor.skip(headSize - (isSecond ? 4 : 5))
      let body = try cursor.take(size)
      messageCount += 1
      guard messageCount <= Self.maximumMessageCount else {
        throw bytes.damaged("an object has too many properties")
      }
      guard let kind = Kind(rawValue: number) else { continue }
      if kind == .continuation {
        var target = bytes.cursor(over: body)
        guard let address = try target.offset() else {
          throw bytes.damaged("an object's header is not continued where it says")
        }
        blocks.append((address, try target.length()))
      } else {
        // A shared message, such as a named type, is kept elsewhere.
        if flags & 2 == 0 { messages.append((kind, body)) } else { hasShared = true }
      }
    }
  }
}

/// The links of a group.
///
/// Source: sections III.A, III.B and III.D for symbol tables, IV.A.2.g for links.
struct HDF5Group {
  private static let maximumLinkCount = 10_000

  private(set) var links: [(name: String, address: Int)] = []
  private let bytes: HDF5Bytes

  init(_ object: HDF5Object, in bytes: HDF5Bytes) throws(DataFailure) {
    self.bytes = bytes
    if let table = object.first(.symbolTable) {
      var cursor = bytes.cursor(over: table)
      guard let tree = try cursor.offset(), let heap = try cursor.offset() else {
        throw bytes.damaged("a group has no table")
      }
      let names = try heapData(at: heap)
      var visited: Set<Int> = []
      try readTree(at: tree, names: names, &visited)
    }
    for body in object.all(.link) { try readLink(body) }
    if let info = object.first(.linkInfo) {
      var cursor = bytes.cursor(over: info)
      try cursor.skip(1)
      let flags = try cursor.number(1)
      try cursor.skip(flags & 1 == 0 ? 0 : 8)
      if try cursor.offset() != nil {
        throw .array(
          ArrayFailure(
            name: bytes.source.name, cause: .unsupported(what: "a group with dense storage")))
      }
    }
    links.sort { $0.name < $1.name }
  }

  private mutating func readLink(_ body: ArraySlice<UInt8>) throws(DataFailure) {
    var cursor = bytes.cursor(over: body)
    try cursor.skip(1)
    let flags = try cursor.number(1)
    let isHard = flags & 8 == 0 ? true : try cursor.number(1) == 0
    try cursor.skip((flags & 4 == 0 ? 0 : 8) + (flags & 16 == 0 ? 0 : 1))
    let size = try cursor.number(1 << (flags & 3))
    let name = String(decoding: try cursor.take(size), as: UTF8.self)
    // Links to other places or files are not followed.
    if isHard, let address = try cursor.offset() { links.append((name, address)) }
  }

  /// The names of a group, zero-terminated texts.
  private func heapData(at address: Int) throws(DataFailure) -> ArraySlice<UInt8> {
    var cursor = try bytes.cursor(at: address, atMost: 64)
    guard try cursor.hasSignature("HEAP") else { throw bytes.damaged("a group has no names") }
    try cursor.skip(4)
    let size = try cursor.length()
    _ = try cursor.length()
    guard let data = try cursor.offset() else { throw bytes.damaged("a group has no names") }
    return try bytes.read(at: data, count: size)
  }

  private mutating func readTree(
    at address: Int, level expected: Int? = nil, names: ArraySlice<UInt8>,
    _ visited: inout Set<Int>
  ) throws(DataFailure) {
    guard visited.insert(address).inserted, visited.count < 20_000 else {
      throw bytes.damaged("a group's table runs in a circle")
    }
    var cursor = try bytes.cursor(at: address, atMost: 24)
    guard try cursor.hasSignature("TREE"), try cursor.number(1) == 0 else {
      throw bytes.damaged("a group has no table")
    }
    let level = try cursor.number(1)
    let count = try cursor.number(2)
    // Depth is bounded by the levels, which must fall.
    guard level < 32, expected.map({ $0 == level }) ?? true else {
      throw bytes.damaged("a group's table is too deep")
    }
    let headSize = 8 + 2 * cursor.offsetSize
    cursor = try bytes.cursor(
      at: address, count: headSize + count * (cursor.lengthSize + cursor.offsetSize))
    try cursor.skip(headSize)
    for _ in 0..<count {
      _ = try cursor.length()
      guard let child = try cursor.offset() else {
        throw bytes.damaged("a group's table is broken")
      }
      if level == 0 {
        try readSymbols(at: child, names: names, &visited)
      } else {
        try readTree(at: child, level: level - 1, names: names, &visited)
      }
    }
  }

  private mutating func readSymbols(
    at address: Int, names: ArraySlice<UInt8>, _ visited: inout Set<Int>
  ) throws(DataFailure) {
    guard visited.insert(address).inserted else {
      throw bytes.damaged("a group's table runs in a circle")
    }
    var cursor = try bytes.cursor(at: address, atMost: 8)
    guard try cursor.hasSignature("SNOD") else { throw bytes.damaged("a group has no symbols") }
    try cursor.skip(2)
    let count = try cursor.number(2)
    guard links.count + count <= Self.maximumLinkCount else {
      throw bytes.damaged("a group has too many members")
    }
    cursor = try bytes.cursor(at: address &+ 8, count: count * (24 + 2 * cursor.offsetSize))
    for _ in 0..<count {
      let place = try cursor.offset()
      let target = try cursor.offset()
      let cache = try cursor.number(4)
      try cursor.skip(20)
      // A cache of kind 2 is a link to a name, not an object.
      guard let place, let target, cache != 2 else { continue }
      guard place < names.count else { throw bytes.damaged("a name lies outside its group") }
      let name = names.dropFirst(place).prefix(1024).prefix { $0 != 0 }
      links.append((String(decoding: name, as: UTF8.self), target))
    }
  }
}
