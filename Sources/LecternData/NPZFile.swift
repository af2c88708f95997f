/// A NumPy archive: a zip file with an array in each member.
///
/// Source: the documentation of `numpy.savez`.
struct NPZFile: ArrayContainer {
  let name: String
  let arrayNames: [String]
  private let zip: ZipReader

  init(_ source: ByteSource) throws(DataFailure) {
    name = source.name
    zip = try ZipReader(source)
    arrayNames = zip.members.map { Self.arrayName($0.name) }
    guard !arrayNames.isEmpty else { throw .array(ArrayFailure(name: name, cause: .noArrays)) }
  }

  func header(of array: String) throws(DataFailure) -> ArrayHeader {
    let member = try member(array)
    let start = try zip.read(member, limit: NPYFile.maximumHeader)
    let head = try NPYHead(start[...], name: name, array: array)
    let header = try head.header(possibleBytes: member.byteCount - head.byteCount)
    guard head.byteCount + header.byteCount == member.byteCount else {
      throw failure(array, .damaged(what: "more bytes follow than its header announces"))
    }
    return header
  }

  func payload(of array: String) throws(DataFailure) -> ArraySlice<UInt8> {
    let header = try header(of: array)
    return try zip.read(try member(array)).suffix(header.byteCount)
  }

  /// What the archive says about itself.
  var comment: [UInt8] { zip.comment }

  private func member(_ array: String) throws(DataFailure) -> ZipReader.Member {
    guard let place = arrayNames.firstIndex(of: array) else {
      throw failure(array, .missing(existing: arrayNames))
    }
    return zip.members[place]
  }

  private static func arrayName(_ member: String) -> String {
    member.hasSuffix(".npy") ? String(member.dropLast(4)) : member
  }
}
