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
    try check(size, name: name)
    let contents = try FileContents(of: try locator.locate(name))
    let picture = try Picture(contents.bytes, name: name).fitted(to: size)
    let numbers: [S] = picture.pixels(in: size.order).map { S($0) }
    return (Matrix(rows: numbers.count, columns: 1, elements: numbers), contents.record)
  }

  /// - Throws: `DataFailure.picture` when no picture can have the size.
  static func check(_ size: ImageSize, name: String) throws(DataFailure) {
    let sides = 1...4096
    guard sides.contains(size.height), sides.contains(size.width), [1, 3].contains(size.channels)
    else { throw .picture(PictureFailure(name: name, cause: .sizeAsked(size))) }
  }
}

extension Picture {
  /// The picture with the rows, columns and channels of `size`.
  func fitted(to size: ImageSize) -> Picture {
    // The fewer numbers are scaled, the better.
    let small = size.channels < channels ? converted(toChannels: size.channels) : self
    return small.scaled(height: size.height, width: size.width)
      .converted(toChannels: size.channels)
  }

  /// The pixels as an example holds them.
  func pixels(in order: ImageSize.PixelOrder) -> [UInt8] {
    if order == .row { return pixels }
    let size = ImageSize(height: height, width: width, channels: channels, order: order)
    var result = pixels
    var place = 0
    for row in 0..<height {
      for column in 0..<width {
        for channel in 0..<channels {
          result[size.index(row: row, column: column, channel: channel)] = pixels[place]
          place += 1
        }
      }
    }
    return result
  }
}
