package import LecternTensor

/// Reads the IDX files of MNIST and its relatives, plain or gzip.
package enum IDXReader {
  package static func describe(
    inputs: LocatedFile, labels: LocatedFile?
  ) throws(DataFailure) -> DatasetDescription {
    throw .idx(IDXFailure(name: inputs.name, cause: .empty))
  }

  package static func read<S: LecternScalar>(
    inputs: LocatedFile, labels: LocatedFile?, as type: S.Type = S.self
  ) throws(DataFailure) -> LoadedDataset<S> {
    throw .idx(IDXFailure(name: inputs.name, cause: .empty))
  }
}
