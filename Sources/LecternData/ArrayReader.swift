import LecternTensor

/// Reads files of named arrays.
struct ArrayReader {
  enum Format { case npz, hdf5, mat }
  var file: LocatedFile

  init(_ format: Format, _ file: LocatedFile) { self.file = file }

  func describe(_ options: ArrayOptions) throws(DataFailure) -> DatasetDescription {
    throw .array(ArrayFailure(name: file.name, cause: .noArrays))
  }

  func load<S: LecternScalar>(_ options: ArrayOptions) throws(DataFailure) -> LoadedDataset<S> {
    throw .array(ArrayFailure(name: file.name, cause: .noArrays))
  }
}

struct NPYPair {
  init(_ inputs: String, _ labels: String?, using locator: DataLocator) throws(DataFailure) {}

  func describe(_ options: ArrayOptions) throws(DataFailure) -> DatasetDescription {
    throw .array(ArrayFailure(name: "", cause: .noArrays))
  }

  func load<S: LecternScalar>(_ options: ArrayOptions) throws(DataFailure) -> LoadedDataset<S> {
    throw .array(ArrayFailure(name: "", cause: .noArrays))
  }
}
