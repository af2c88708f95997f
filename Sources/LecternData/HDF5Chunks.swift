/// The elements of a data set in chunks of one shape, found by a tree.
///
/// Source: section III.A.1, "B-trees, version 1".
struct HDF5Chunks {
  private let tree: Int
  private let chunk: [Int]
  /// How many chunks lie along each axis.
  private let grid: [Int]
  private let chunkByteCount: Int
  private let name: String
  private let array: String

  /// Where a chunk is in the file.
  private struct Stored {
    var address: Int
    var byteCount: Int
    /// The filters that were left out for it, by their places.
    var skippedFilters: Int
  }

  init(
    tree: Int, chunk: [Int], _ header: ArrayHeader, name: String, array: String
  ) throws(DataFailure) {
    self.tree = tree
    self.chunk = chunk
    self.name = name
    self.array = array
    func failure(_ cause: ArrayFailure.Cause) -> DataFailure {
      .array(ArrayFailure(name: name, array: array, cause: cause))
    }
    guard chunk.count == header.shape.count, chunk.allSatisfy({ $0 > 0 }) else {
      throw failure(.damaged(what: "its chunks have no sizes"))
    }
    grid = zip(header.shape, chunk).map { ($0 - 1) / $1 + 1 }
    // Chunks at the edges are whole, so there may be more bytes in them than in the set.
    var total = header.type.byteCount
    for size in chunk + grid {
      let (product, overflows) = total.multipliedReportingOverflow(by: size)
      guard !overflows, product <= 2 * ArrayHeader.maximumPayload else {
        throw failure(
          .tooLarge(limit: ArrayHeader.maximumPayload, claim: overflows ? nil : product))
      }
      total = product
    }
    chunkByteCount = chunk.reduce(header.type.byteCount, *)
  }

  /// The elements of the whole set, row-major.
  func payload(
    _ header: ArrayHeader, _ filters: HDF5Filters, in bytes: HDF5Bytes
  ) throws(DataFailure) -> ArraySlice<UInt8> {
    let count = grid.reduce(1, *)
    // Each chunk is named by at least 24 bytes of the tree.
    guard count <= bytes.source.count / 24 else { throw failure(.truncated) }
    var places = [Stored?](repeating: nil, count: count)
    var visited: Set<Int> = []
    try collect(at: tree, level: nil, in: bytes, &places, &visited)
    var result = [UInt8](repeating: 0, count: header.byteCount)
    for (index, place) in places.enumerated() {
      guard let place else {
        throw failure(.unsupported(what: "chunks that were never written"))
      }
      let packed = try bytes.read(at: place.address, count: place.byteCount)
      let chunk = try filters.unpacked(
        packed, skipping: place.skippedFilters, byteCount: chunkByteCount,
        elementByteCount: header.type.byteCount, failure)
      copy(chunk, at: index, header, into: &result)
    }
    return result[...]
  }

  private func failure(_ cause: ArrayFailure.Cause) -> DataFailure {
    .array(ArrayFailure(name: name, array: array, cause: cause))
  }

  /// Notes where each chunk is, from a node of the tree and those below it.
  private func collect(
    at address: Int, level expected: Int?, in bytes: HDF5Bytes, _ places: inout [Stored?],
    _ visited: inout Set<Int>
  ) throws(DataFailure) {
    let broken = failure(.damaged(what: "its table of chunks is broken"))
    guard visited.insert(address).inserted, visited.count <= 2 * places.count + 64 else {
      throw broken
    }
    var cursor = try bytes.cursor(at: address, atMost: 24)
    guard try cursor.hasSignature("TREE"), try cursor.number(1) == 1 else { throw broken }
    let level = try cursor.number(1)
    let count = try cursor.number(2)
    guard level < 32, expected.map({ $0 == level }) ?? true else { throw broken }
    let headSize = 8 + 2 * cursor.offsetSize
    let keySize = 8 + 8 * (chunk.count + 1)
    cursor = try bytes.cursor(at: address, count: headSize + count * (keySize + cursor.offsetSize))
    try cursor.skip(headSize)
    for _ in 0..<count {
      let byteCount = try cursor.number(4)
      let mask = try cursor.number(4)
      var index: Int? = 0
      for axis in grid.indices {
        let start = try cursor.number(8)
        let place = start / chunk[axis]
        if start % chunk[axis] != 0 || place >= grid[axis] { index = nil }
        index = index.map { $0 * grid[axis] + place }
      }
      try cursor.skip(8)
      guard let child = try cursor.offset() else { throw broken }
      if level > 0 {
        try collect(at: child, level: level - 1, in: bytes, &places, &visited)
      } else {
        guard let index, places[index] == nil else { throw broken }
        places[index] = Stored(address: child, byteCount: byteCount, skippedFilters: mask)
      }
    }
  }

  /// Copies a chunk, row for row, to where it belongs; what lies outside the set is left out.
  private func copy(
    _ bytes: ArraySlice<UInt8>, at index: Int, _ header: ArrayHeader, into result: inout [UInt8]
  ) {
    guard let lastAxis = chunk.indices.last else {
      result.replaceSubrange(result.indices, with: bytes)
      return
    }
    var origin = [Int](repeating: 0, count: chunk.count)
    var rest = index
    for axis in chunk.indices.reversed() {
      origin[axis] = rest % grid[axis] * chunk[axis]
      rest /= grid[axis]
    }
    let width = header.type.byteCount
    let strides = header.strides
    let extent = chunk.indices.map { min(chunk[$0], header.shape[$0] - origin[$0]) }
    var chunkStrides = [Int](repeating: 1, count: chunk.count)
    for axis in chunk.indices.dropLast().reversed() {
      chunkStrides[axis] = chunkStrides[axis + 1] * chunk[axis + 1]
    }
    var row = [Int](repeating: 0, count: chunk.count)
    while true {
      var (from, to) = (0, 0)
      for axis in chunk.indices {
        from += row[axis] * chunkStrides[axis]
        to += (origin[axis] + row[axis]) * strides[axis]
      }
      let start = bytes.startIndex + from * width
      result.replaceSubrange(
        to * width..<(to + extent[lastAxis]) * width,
        with: bytes[start..<start + extent[lastAxis] * width])
      var axis = lastAxis - 1
      while axis >= 0, row[axis] + 1 == extent[axis] {
        row[axis] = 0
        axis -= 1
      }
      guard axis >= 0 else { return }
      row[axis] += 1
    }
  }
}
