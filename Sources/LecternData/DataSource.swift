package import LecternTensor

/// A data set as a notebook names it: a file, a pair of files, a folder or a built-in generator.
package enum DataSource: Sendable, Equatable {
  case csv(String, CSVOptions = CSVOptions())
  /// IDX files, plain or gzip; without labels the set has no target, without a size pictures have
  /// that of the file.
  case idx(inputs: String, labels: String?, imageSize: ImageSize? = nil)
  /// A NumPy archive of named arrays.
  case npz(String, ArrayOptions = ArrayOptions())
  /// NumPy arrays, a file each; without labels the set has no target.
  case npy(inputs: String, labels: String? = nil, ArrayOptions = ArrayOptions())
  case hdf5(String, ArrayOptions = ArrayOptions())
  /// A MATLAB file of version 5, 6, 7 or 7.3.
  case mat(String, ArrayOptions = ArrayOptions())
  /// Pictures in a folder, a sub-folder for each class; without a size all must have the same.
  case images(String, size: ImageSize? = nil)
  case generated(Generator)

  /// The facts of the set, from headers and label columns only.
  ///
  /// - Throws: `DataFailure` when the set cannot be described.
  package func describe(using locator: DataLocator) throws(DataFailure) -> DatasetDescription {
    switch self {
    case .csv(let name, let options):
      return try CSVReader.describe(try locator.locate(name), options: options)
    case .idx(let inputs, let labels, let imageSize):
      let inputs = try locator.locate(inputs, acceptsGzip: true)
      var file: LocatedFile?
      if let labels { file = try locator.locate(labels, acceptsGzip: true) }
      return try IDXReader.describe(inputs: inputs, labels: file, imageSize: imageSize)
    case .npz(let name, let options):
      return try ArrayReader(.npz, try locator.locate(name)).describe(options)
    case .npy(let inputs, let labels, let options):
      return try NPYPair(inputs, labels, using: locator).describe(options)
    case .hdf5(let name, let options):
      return try ArrayReader(.hdf5, try locator.locate(name)).describe(options)
    case .mat(let name, let options):
      return try ArrayReader(.mat, try locator.locate(name)).describe(options)
    case .images(let name, let size):
      return try PictureFolder(name, using: locator).describe(size: size)
    case .generated(let generator): return try generator.describe()
    }
  }

  /// The examples, and a record of every file read.
  ///
  /// - Throws: `DataFailure` when the set cannot be read or made.
  package func load<S: LecternScalar>(
    as type: S.Type = S.self, using locator: DataLocator
  ) throws(DataFailure) -> LoadedDataset<S> {
    switch self {
    case .csv(let name, let options):
      return try CSVReader.read(try locator.locate(name), options: options)
    case .idx(let inputs, let labels, let imageSize):
      let inputs = try locator.locate(inputs, acceptsGzip: true)
      var file: LocatedFile?
      if let labels { file = try locator.locate(labels, acceptsGzip: true) }
      return try IDXReader.read(inputs: inputs, labels: file, imageSize: imageSize)
    case .npz(let name, let options):
      return try ArrayReader(.npz, try locator.locate(name)).load(options)
    case .npy(let inputs, let labels, let options):
      return try NPYPair(inputs, labels, using: locator).load(options)
    case .hdf5(let name, let options):
      return try ArrayReader(.hdf5, try locator.locate(name)).load(options)
    case .mat(let name, let options):
      return try ArrayReader(.mat, try locator.locate(name)).load(options)
    case .images(let name, let size):
      return try PictureFolder(name, using: locator).load(size: size)
    case .generated(let generator):
      let features = try generator.describe().features
      try requireMemory(
        bytes: Double(generator.count) * Double(features) * Double(MemoryLayout<S>.size),
        for: "\(generator.count) examples")
      return LoadedDataset(dataset: try generator.generate(), records: [])
    }
  }
}

/// A data set and the files it came from.
package struct LoadedDataset<S: LecternScalar>: Sendable {
  package var dataset: Dataset<S>
  package var records: [InputRecord]

  package init(dataset: Dataset<S>, records: [InputRecord]) {
    self.dataset = dataset
    self.records = records
  }
}

/// A file that was read, for the report's footer.
package struct InputRecord: Sendable, Equatable {
  /// The name of the file found, without the folders that differ between machines.
  package var name: String
  /// SHA-256 of the bytes on disk, 64 lower-case hexadecimal digits.
  package var sha256: String

  package init(name: String, sha256: String) {
    self.name = name
    self.sha256 = sha256
  }
}
