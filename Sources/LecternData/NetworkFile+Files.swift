extension NetworkFile {
  /// A file that was read, and its record.
  package typealias Loaded = (file: NetworkFile, record: InputRecord)

  /// Reads a file of parameters; its ending says the format.
  ///
  /// - Throws: `DataFailure` when it cannot be found or is damaged.
  package static func read(
    _ name: String, using locator: DataLocator
  ) throws(DataFailure) -> Loaded {
    throw .network(NetworkFileFailure(name: name, cause: .unknownFormat))
  }

  /// Writes the file into the notebook's folder; its ending says the format.
  ///
  /// A file that Lectern did not write is left alone.
  ///
  /// - Throws: `DataFailure` when it cannot be written.
  package func write(to name: String, using locator: DataLocator) throws(DataFailure) {
    throw .network(NetworkFileFailure(name: name, cause: .unknownFormat))
  }
}
