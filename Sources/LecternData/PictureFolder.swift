import LecternTensor

struct PictureFolder {
  init(_ name: String, using locator: DataLocator) throws(DataFailure) {}

  func describe(size: ImageSize?) throws(DataFailure) -> DatasetDescription {
    throw .picture(PictureFailure(name: "", cause: .empty))
  }

  func load<S: LecternScalar>(size: ImageSize?) throws(DataFailure) -> LoadedDataset<S> {
    throw .picture(PictureFailure(name: "", cause: .empty))
  }
}
