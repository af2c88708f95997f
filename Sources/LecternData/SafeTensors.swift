#if canImport(FoundationEssentials)
  import FoundationEssentials
#else
  import Foundation
#endif

/// The format `.safetensors`: the size of a header in eight bytes, the header as JSON, the numbers.
///
/// Source: Hugging Face, "Safetensors", section "Format".
enum SafeTensors {
  private static let metadataKey = "__metadata__"
  /// More than any header of a network that is read here needs.
  private static let maximumHeader = 1 << 24

  /// What the header says of one name.
  private enum Item: Codable {
    case tensor(Tensor)
    case metadata([String: String])

    init(from decoder: any Decoder) throws {
      let container = try decoder.singleValueContainer()
      if let tensor = try? container.decode(Tensor.self) {
        self = .tensor(tensor)
      } else {
        self = .metadata(try container.decode([String: String].self))
      }
    }

    func encode(to encoder: any Encoder) throws {
      var container = encoder.singleValueContainer()
      switch self {
      case .tensor(let tensor): try container.encode(tensor)
      case .metadata(let words): try container.encode(words)
      }
    }
  }

  private struct Tensor: Codable {
    var type: String
    var shape: [Int]
    var place: [Int]

    enum CodingKeys: String, CodingKey {
      case type = "dtype"
      case shape
      case place = "data_offsets"
    }
  }

  static func bytes(of file: NetworkFile, name: String) throws(DataFailure) -> [UInt8] {
    var header: [String: Item] = [:]
    var numbers: [UInt8] = []
    for entry in file.entries {
      // Numbers follow one another row by row.
      let rows = entry.transposed
      let bytes = rows.values.littleEndianBytes
      let code =
        switch rows.values {
        case .float: "F32"
        case .double: "F64"
        }
      header[entry.name] = .tensor(
        Tensor(
          type: code, shape: [entry.rows, entry.columns],
          place: [numbers.count, numbers.count + bytes.count]))
      numbers += bytes
    }
    var words = file.metadata
    words[Marker.key] = Marker.version
    header[metadataKey] = .metadata(words)
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    guard header.count == file.entries.count + 1, let json = try? encoder.encode(header) else {
      throw .network(
        NetworkFileFailure(name: name, cause: .damaged(what: "two parameters have one name")))
    }
    let text = Array(json) + [UInt8](repeating: 32, count: (8 - json.count % 8) % 8)
    let size = withUnsafeBytes(of: UInt64(text.count).littleEndian) { Array($0) }
    return size + text + numbers
  }

  static func read(_ source: ByteSource) throws(DataFailure) -> NetworkFile {
    let (items, start) = try header(of: source)
    var metadata: [String: String] = [:]
    var tensors: [(name: String, tensor: Tensor)] = []
    for (name, item) in items {
      switch item {
      case .tensor(let tensor): tensors.append((name, tensor))
      case .metadata(let words): metadata = words
      }
    }
    metadata[Marker.key] = nil
    // In the order of the numbers; names settle what damaged files leave open.
    tensors.sort { ($0.tensor.place.first ?? 0, $0.name) < ($1.tensor.place.first ?? 0, $1.name) }
    var entries: [NetworkFile.Entry] = []
    for (name, tensor) in tensors { entries.append(try entry(name, tensor, start, source)) }
    guard !entries.isEmpty else {
      throw .array(ArrayFailure(name: source.name, cause: .noArrays))
    }
    return NetworkFile(entries: entries, metadata: metadata)
  }

  /// Whether Lectern wrote the file.
  static func isMarked(_ source: ByteSource) throws(DataFailure) -> Bool {
    guard case .metadata(let words)? = try header(of: source).items[metadataKey] else {
      return false
    }
    return words[Marker.key] != nil
  }

  private static func header(
    of source: ByteSource
  ) throws(DataFailure) -> (items: [String: Item], start: Int) {
    guard source.count > 0 else { throw .array(ArrayFailure(name: source.name, cause: .empty)) }
    let size = try source.read(at: 0, count: 8).unsigned(at: 0, 8) ?? 0
    guard size <= maximumHeader, size >= 2 else {
      throw .array(
        ArrayFailure(
          name: source.name,
          cause: .notFormat(
            format: "a safetensors file", help: "Check that this is the file you meant")))
    }
    let text = try source.read(at: 8, count: Int(size))
    guard let items = try? JSONDecoder().decode([String: Item].self, from: Data(text)) else {
      throw .array(
        ArrayFailure(name: source.name, cause: .damaged(what: "its header cannot be read")))
    }
    return (items, 8 + Int(size))
  }

  private static func entry(
    _ name: String, _ tensor: Tensor, _ start: Int, _ source: ByteSource
  ) throws(DataFailure) -> NetworkFile.Entry {
    func failure(_ cause: ArrayFailure.Cause) -> DataFailure {
      .array(ArrayFailure(name: source.name, array: name, cause: cause))
    }
    let types: [String: NumberType] = [
      "F16": NumberType(kind: .float, byteCount: 2), "F32": NumberType(kind: .float, byteCount: 4),
      "F64": NumberType(kind: .float, byteCount: 8),
    ]
    guard let type = types[tensor.type] else {
      throw failure(.type("numbers of type \(quoted(tensor.type))"))
    }
    guard tensor.place.count == 2, let first = tensor.place.first, let last = tensor.place.last,
      first >= 0, first <= last, last <= source.count - start
    else { throw failure(.truncated) }
    let header = try ArrayHeader(
      shape: tensor.shape, isColumnMajor: false, type: .number(type), possibleBytes: last - first,
      name: source.name, array: name)
    guard header.byteCount == last - first else {
      throw failure(.damaged(what: "its place does not fit its shape"))
    }
    let payload = try source.read(at: start + first, count: header.byteCount)
    return try NetworkFile.Entry(name: name, header, type, payload, file: source.name)
  }
}

extension NetworkFile.Entry {
  /// The matrix with rows and columns exchanged.
  fileprivate var transposed: NetworkFile.Entry {
    func exchanged<Value>(_ values: [Value]) -> [Value] {
      (0..<rows).flatMap { row in
        (0..<columns).lazy.map { column in values[column * rows + row] }
      }
    }
    let values: NetworkFile.Values =
      switch self.values {
      case .float(let numbers): .float(exchanged(numbers))
      case .double(let numbers): .double(exchanged(numbers))
      }
    return NetworkFile.Entry(name: name, rows: columns, columns: rows, values: values)
  }
}
