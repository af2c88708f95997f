import LecternTensor

/// Reads data sets from files of named arrays.
struct ArrayReader {
  enum Format { case npz, hdf5, mat }

  private let format: Format
  private let file: LocatedFile

  init(_ format: Format, _ file: LocatedFile) {
    self.format = format
    self.file = file
  }

  func describe(_ options: ArrayOptions) throws(DataFailure) -> DatasetDescription {
    let arrays = try ExampleArrays(
      in: Self.open(format, try ByteSource(opening: file)), options: options)
    return try arrays.description()
  }

  func load<S: LecternScalar>(_ options: ArrayOptions) throws(DataFailure) -> LoadedDataset<S> {
    let contents = try FileContents(of: file)
    let arrays = try ExampleArrays(
      in: Self.open(format, ByteSource(contents.bytes, name: file.name)), options: options)
    return LoadedDataset(dataset: try arrays.dataset(), records: [contents.record])
  }

  static func open(
    _ format: Format, _ source: ByteSource
  ) throws(DataFailure) -> any ArrayContainer {
    switch format {
    case .npz: return try NPZFile(source)
    case .hdf5: return try HDF5File(source)
    case .mat:
      if try HDF5File.isHDF5(source) { return MAT73File(try HDF5File(source)) }
      return try MATFile(source)
    }
  }
}

/// A file of inputs and, with it or not, one of labels.
struct NPYPair {
  private let inputs: LocatedFile
  private let labels: LocatedFile?

  init(_ inputs: String, _ labels: String?, using locator: DataLocator) throws(DataFailure) {
    self.inputs = try locator.locate(inputs)
    if let labels { self.labels = try locator.locate(labels) } else { self.labels = nil }
  }

  func describe(_ options: ArrayOptions) throws(DataFailure) -> DatasetDescription {
    let inputs = try NPYFile(try ByteSource(opening: self.inputs))
    var target: NPYFile?
    if let labels { target = try NPYFile(try ByteSource(opening: labels)) }
    return try ExampleArrays(inputs, labels: target, options: options).description()
  }

  func load<S: LecternScalar>(_ options: ArrayOptions) throws(DataFailure) -> LoadedDataset<S> {
    let contents = try FileContents(of: inputs)
    let inputs = try NPYFile(ByteSource(contents.bytes, name: inputs.name))
    var records = [contents.record]
    var target: NPYFile?
    if let labels {
      let contents = try FileContents(of: labels)
      target = try NPYFile(ByteSource(contents.bytes, name: labels.name))
      records.append(contents.record)
    }
    let arrays = try ExampleArrays(inputs, labels: target, options: options)
    return LoadedDataset(dataset: try arrays.dataset(), records: records)
  }
}
