#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// What tells Lectern's own files from those of other programs.
enum Marker {
  /// The version of what Lectern says about a network.
  static let version = "1"
  static let key = "lectern"
  private static let start = "lectern \(version) "

  /// The comment of an archive: the mark and the metadata as JSON.
  static func comment(_ metadata: [String: String]) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard let json = try? encoder.encode(metadata) else { return nil }
    return start + String(decoding: json, as: UTF8.self)
  }

  /// The metadata in the comment of an archive; nil where another program wrote it.
  static func metadata(of comment: [UInt8]) -> [String: String]? {
    guard comment.starts(with: start.utf8) else { return nil }
    let json = Data(comment.dropFirst(start.utf8.count))
    return (try? JSONDecoder().decode([String: String].self, from: json)) ?? [:]
  }
}

extension NetworkFile {
  /// The file as an archive that `numpy.load` opens.
  func npzBytes(name: String) throws(DataFailure) -> [UInt8] {
    func failure(_ cause: NetworkFileFailure.Cause) -> DataFailure {
      .network(NetworkFileFailure(name: name, cause: cause))
    }
    guard let comment = Marker.comment(metadata), comment.utf8.count <= Int(UInt16.max) else {
      throw failure(.tooLarge(limit: Int(UInt16.max)))
    }
    guard let zip = ZipWriter() else { throw failure(.cannotWrite(reason: "out of memory")) }
    for entry in entries {
      guard zip.add(entry.npyBytes, named: entry.name + ".npy") else {
        throw failure(.cannotWrite(reason: "the archive takes no member \(quoted(entry.name))"))
      }
    }
    guard let bytes = zip.finish(comment: comment) else {
      throw failure(.cannotWrite(reason: "the archive cannot be finished"))
    }
    return bytes
  }
}

extension NetworkFile.Entry {
  /// The entry as a NumPy array, stored column by column as it is in memory.
  ///
  /// Source: NumPy Enhancement Proposal 1, version 1.0 of the format.
  fileprivate var npyBytes: [UInt8] {
    let code =
      switch values {
      case .float: "<f4"
      case .double: "<f8"
      }
    let header = "{'descr': '\(code)', 'fortran_order': True, 'shape': (\(rows), \(columns)), }"
    // Elements start at a multiple of 64 bytes; a line end closes the header.
    let padding = 63 - (10 + header.utf8.count) % 64
    let length = header.utf8.count + padding + 1
    var bytes: [UInt8] = [0x93] + Array("NUMPY".utf8) + [1, 0]
    bytes += [UInt8(length & 0xFF), UInt8(length >> 8)]
    bytes += Array(header.utf8) + [UInt8](repeating: 32, count: padding) + [10]
    return bytes + values.littleEndianBytes
  }
}

extension NetworkFile.Values {
  /// The numbers as bytes, low ones first.
  var littleEndianBytes: [UInt8] {
    switch self {
    case .float(let values):
      values.map { $0.bitPattern.littleEndian }.withUnsafeBytes { Array($0) }
    case .double(let values):
      values.map { $0.bitPattern.littleEndian }.withUnsafeBytes { Array($0) }
    }
  }
}
