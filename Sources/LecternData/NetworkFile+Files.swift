#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension NetworkFile {
  /// A file that was read, and its record.
  package typealias Loaded = (file: NetworkFile, record: InputRecord)

  /// Reads a file of parameters; its ending says the format.
  ///
  /// - Throws: `DataFailure` when it cannot be found or is damaged.
  package static func read(
    _ name: String, using locator: DataLocator
  ) throws(DataFailure) -> Loaded {
    guard let format = Format(named: name) else {
      throw .network(NetworkFileFailure(name: name, cause: .unknownFormat))
    }
    let contents = try FileContents(of: try locator.locate(name))
    let source = ByteSource(contents.bytes, name: name)
    let file: NetworkFile
    switch format {
    case .npz:
      let archive = try NPZFile(source)
      file = NetworkFile(
        entries: try entries(of: archive), metadata: Marker.metadata(of: archive.comment) ?? [:])
    case .mat: file = NetworkFile(entries: try entries(of: ArrayReader.open(.mat, source)))
    case .safetensors: file = try SafeTensors.read(source)
    }
    return (file, contents.record)
  }

  /// Writes the file into the notebook's folder; its ending says the format.
  ///
  /// A file that Lectern did not write is left alone.
  ///
  /// - Throws: `DataFailure.network` when it cannot be written.
  package func write(to name: String, using locator: DataLocator) throws(DataFailure) {
    func failure(_ cause: NetworkFileFailure.Cause) -> DataFailure {
      .network(NetworkFileFailure(name: name, cause: cause))
    }
    guard let format = Format(named: name) else { throw failure(.unknownFormat) }
    let bytes: [UInt8]
    switch format {
    case .mat: throw failure(.readOnlyFormat)
    case .npz: bytes = try npzBytes(name: name)
    case .safetensors: bytes = try SafeTensors.bytes(of: self, name: name)
    }
    let path = try locator.destination(name)
    if access(path, F_OK) == 0 {
      let found = try? ByteSource(opening: LocatedFile(name: name, path: path))
      guard let found, Self.isOurs(found, format) else { throw failure(.notOurs) }
    }
    if let reason = replaceFile(at: path, with: bytes) {
      throw failure(.cannotWrite(reason: reason))
    }
  }

  /// Whether Lectern wrote a file.
  private static func isOurs(_ source: ByteSource, _ format: Format) -> Bool {
    switch format {
    case .npz:
      guard let archive = try? ZipReader(source) else { return false }
      return Marker.metadata(of: archive.comment) != nil
    case .safetensors: return (try? SafeTensors.isMarked(source)) == true
    case .mat: return false
    }
  }

  /// The matrices of a file of arrays; what is no matrix of numbers is left out.
  private static func entries(of file: any ArrayContainer) throws(DataFailure) -> [Entry] {
    guard Set(file.arrayNames).count == file.arrayNames.count else {
      throw .network(
        NetworkFileFailure(name: file.name, cause: .damaged(what: "two parameters have one name")))
    }
    var entries: [Entry] = []
    var other: DataFailure?
    for name in file.arrayNames {
      let header: ArrayHeader
      do throws(DataFailure) {
        header = try file.header(of: name)
      } catch {
        if case .array(let failure) = error, failure.cause.isNoNumbers { continue }
        throw error
      }
      guard case .number(let type) = header.type else { continue }
      guard header.shape.count <= 2 else {
        other = .network(
          NetworkFileFailure(name: file.name, cause: .rank(entry: name, shape: header.shape)))
        continue
      }
      entries.append(
        try Entry(name: name, header, type, try file.payload(of: name), file: file.name))
    }
    guard !entries.isEmpty else {
      throw other ?? .array(ArrayFailure(name: file.name, cause: .noArrays))
    }
    return entries
  }
}

extension NetworkFile.Entry {
  /// An array with at most two axes as a matrix; one axis is a column.
  init(
    name: String, _ header: ArrayHeader, _ type: NumberType, _ payload: ArraySlice<UInt8>,
    file: String
  ) throws(DataFailure) {
    guard header.shape.count <= 2 else {
      throw .network(
        NetworkFileFailure(name: file, cause: .rank(entry: name, shape: header.shape)))
    }
    let shape = header.shape + [Int](repeating: 1, count: 2 - header.shape.count)
    let matrix = try ArrayHeader(
      shape: shape, isColumnMajor: header.isColumnMajor, type: header.type,
      possibleBytes: payload.count, name: file, array: name)
    // A column after the other.
    let layout = ExampleLayout(matrix, examplesAlong: 1)
    let values: NetworkFile.Values =
      type.kind == .float && type.byteCount == 4
      ? .float(layout.matrix(payload, type, as: Float.self).elements)
      : .double(layout.matrix(payload, type, as: Double.self).elements)
    self.init(name: name, rows: shape[0], columns: shape[1], values: values)
  }
}

extension ArrayFailure.Cause {
  /// Whether an array is sound but holds nothing that could be a parameter.
  fileprivate var isNoNumbers: Bool {
    switch self {
    case .type, .empty: true
    default: false
    }
  }
}

/// Writes a file beside its place and moves it there, so that no reader sees a part of it.
///
/// Returns why that failed, or nil.
private func replaceFile(at path: String, with bytes: [UInt8]) -> String? {
  let draft = "\(path).\(getpid()).part"
  let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
  guard descriptor >= 0 else { return systemReason() }
  var problem: String?
  var written = 0
  bytes.withUnsafeBytes { buffer in
    while written < buffer.count, problem == nil {
      let rest = UnsafeRawBufferPointer(rebasing: buffer[written...])
      let count = write(descriptor, rest.baseAddress, min(rest.count, 1 << 20))
      if count < 0, errno == EINTR { continue }
      if count < 0 { problem = systemReason() } else { written += count }
    }
  }
  // A full disk may be told only now.
  if close(descriptor) != 0, problem == nil { problem = systemReason() }
  if problem == nil, rename(draft, path) != 0 { problem = systemReason() }
  if problem != nil { unlink(draft) }
  return problem
}
