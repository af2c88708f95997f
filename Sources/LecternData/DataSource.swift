package import LecternTensor

/// A data set as a notebook names it: a file, a pair of files, or a built-in generator.
package enum DataSource: Sendable, Equatable {
  case csv(String, CSVOptions = CSVOptions())
  /// IDX files, plain or gzip; without labels the set has no target.
  case idx(inputs: String, labels: String?)
  case generated(Generator)

  /// The facts of the set, from headers and label columns only.
  ///
  /// - Throws: `DataFailure` when the set cannot be described.
  package func describe(using locator: DataLocator) throws(DataFailure) -> DatasetDescription {
    switch self {
    case .csv(let name, let options):
      return try CSVReader.describe(try locator.locate(name), options: options)
    case .idx(let inputs, let labels):
      let inputs = try locator.locate(inputs, acceptsGzip: true)
      guard let labels else { return try IDXReader.describe(inputs: inputs, labels: nil) }
      let file = try locator.locate(labels, acceptsGzip: true)
      return try IDXReader.describe(inputs: inputs, labels: file)
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
    case .idx(let inputs, let labels):
      let inputs = try locator.locate(inputs, acceptsGzip: true)
      guard let labels else { return try IDXReader.read(inputs: inputs, labels: nil) }
      let file = try locator.locate(labels, acceptsGzip: true)
      return try IDXReader.read(inputs: inputs, labels: file)
    case .generated(let generator):
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
}
