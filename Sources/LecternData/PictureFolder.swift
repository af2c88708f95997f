import LecternTensor

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of pictures: a sub-folder for each class, or pictures without classes.
struct PictureFolder {
  private static let maximumEntryCount = 200_000

  private struct Item {
    var file: LocatedFile
    var label: Int?
  }

  private let name: String
  private var items: [Item] = []
  private var classNames: [String] = []

  /// Lists the folder; names that start with a point and files that are no pictures are passed over.
  init(_ name: String, using locator: DataLocator) throws(DataFailure) {
    let folder = try locator.locateFolder(name)
    self.name = name
    let entries = try Self.entries(of: folder, name: name)
    let loose = try Self.pictures(entries, in: folder, using: locator)
    for entry in entries {
      let path = "\(folder.path)/\(entry)"
      guard let real = realPath(path), isFolder(real) else { continue }
      guard locator.mayRead(real) else { throw Self.leaves("\(name)/\(entry)") }
      let inner = LocatedFile(name: "\(name)/\(entry)", path: real)
      let files = try Self.pictures(
        try Self.entries(of: inner, name: name), in: inner, using: locator)
      if files.isEmpty { continue }
      items += files.map { Item(file: $0, label: classNames.count) }
      classNames.append(entry)
      guard items.count <= Self.maximumEntryCount else { throw tooMany }
    }
    if let first = loose.first {
      guard items.isEmpty else { throw failure(.mixed(first.name)) }
      items = loose.map { Item(file: $0, label: nil) }
    }
    guard !items.isEmpty else { throw failure(.empty) }
    guard classNames.count != 1 else { throw failure(.oneClass(classNames[0])) }
  }

  func describe(size: ImageSize?) throws(DataFailure) -> DatasetDescription {
    let size = try wantedSize(size)
    return DatasetDescription(
      features: size.height * size.width * size.channels, examples: items.count,
      classNames: classNames.isEmpty ? nil : classNames, hasTarget: !classNames.isEmpty,
      imageSize: size)
  }

  /// The pictures, and one record for all: the digest of the list that `sha256sum` makes of them.
  func load<S: LecternScalar>(size asked: ImageSize?) throws(DataFailure) -> LoadedDataset<S> {
    let size = try wantedSize(asked)
    let features = size.height * size.width * size.channels
    let (bytes, overflows) = (features * MemoryLayout<S>.stride).multipliedReportingOverflow(
      by: items.count)
    guard !overflows, bytes <= SystemMemory.usable else {
      throw failure(.tooLarge(limit: SystemMemory.usable))
    }
    var pixels: [UInt8] = []
    pixels.reserveCapacity(features * items.count)
    var list = ""
    for item in items {
      let contents = try FileContents(of: item.file)
      var picture = try Picture(contents.bytes, name: item.file.name)
      if asked != nil {
        picture = picture.fitted(to: size)
      } else if picture.size != size {
        throw .picture(
          PictureFailure(
            name: item.file.name,
            cause: .sizes(own: picture.size, other: items[0].file.name, otherSize: size)))
      }
      pixels += picture.pixels(in: size.order)
      list += "\(contents.record.sha256)  \(item.file.name)\n"
    }
    let target: Target =
      classNames.isEmpty
      ? .none : .classes(labels: items.compactMap(\.label), names: classNames)
    let shape = [items.count, features]
    let byte = NumberType(kind: .unsigned, byteCount: 1)
    let header = try ArrayHeader(
      shape: shape, isColumnMajor: false, type: .number(byte), possibleBytes: pixels.count,
      name: name, array: nil)
    let inputs: Matrix<S> = ExampleLayout(header, examplesAlong: 0).matrix(pixels[...], byte)
    return LoadedDataset(
      dataset: Dataset(inputs: inputs, target: target, imageSize: size),
      records: [InputRecord(name: recordName, contents: Array(list.utf8))])
  }

  /// The record that `load` makes, of the files as they are now.
  func record() throws(DataFailure) -> InputRecord {
    var list = ""
    for item in items {
      list += "\(try FileContents(of: item.file).record.sha256)  \(item.file.name)\n"
    }
    return InputRecord(name: recordName, contents: Array(list.utf8))
  }

  private var recordName: String { "\(name): \(count(items.count, "picture"))" }

  private var tooMany: DataFailure { failure(.tooMany(limit: Self.maximumEntryCount)) }

  private func failure(_ cause: PictureFailure.Cause) -> DataFailure {
    .picture(PictureFailure(name: name, cause: cause))
  }

  private static func leaves(_ name: String) -> DataFailure {
    .file(FileFailure(name: name, folders: [], cause: .leaves))
  }

  /// The size asked for, or that of the first picture.
  private func wantedSize(_ size: ImageSize?) throws(DataFailure) -> ImageSize {
    if let size {
      try PictureReader.check(size, name: name)
      return size
    }
    let first = items[0].file
    return try Picture.size(of: try readBytes(of: first, atMost: .max), name: first.name)
  }

  /// The names in a folder, in the order of their bytes, which is the same on every machine.
  private static func entries(
    of folder: LocatedFile, name: String
  ) throws(DataFailure) -> [String] {
    guard let stream = opendir(folder.path) else {
      throw .file(
        FileFailure(name: folder.name, folders: [], cause: .unreadable(reason: systemReason())))
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if !name.hasPrefix(".") { names.append(name) }
      guard names.count <= maximumEntryCount else {
        throw .picture(
          PictureFailure(name: folder.name, cause: .tooMany(limit: maximumEntryCount)))
      }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// The pictures among the entries of a folder; a link may not lead out.
  private static func pictures(
    _ entries: [String], in folder: LocatedFile, using locator: DataLocator
  ) throws(DataFailure) -> [LocatedFile] {
    var files: [LocatedFile] = []
    for entry in entries {
      let ending = entry.split(separator: ".").last.map { $0.lowercased() } ?? ""
      guard ["png", "jpg", "jpeg"].contains(ending), entry.contains(".") else { continue }
      let shown = "\(folder.name)/\(entry)"
      guard let path = realPath("\(folder.path)/\(entry)") else { continue }
      guard locator.mayRead(path) else { throw leaves(shown) }
      if isRegularFile(path) { files.append(LocatedFile(name: shown, path: path)) }
    }
    return files
  }
}
