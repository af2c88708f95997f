internal import CPNG

/// Writes pictures as PNG files.
package enum PNGEncoder {
  /// Why a picture could not be written.
  package struct Failure: Error, Equatable, CustomStringConvertible {
    package let description: String
  }

  /// The largest picture, in samples: a page is no place for more.
  static let largestSampleCount = 1 << 26

  /// Returns a PNG file of 8-bit samples; the same pixels give the same bytes.
  ///
  /// - Parameters:
  ///   - width: Columns, in pixels.
  ///   - height: Rows, in pixels.
  ///   - channels: 1 for grey, 3 for red-green-blue.
  ///   - pixels: Row by row, channels together: `width * height * channels` samples.
  /// - Returns: The bytes of the file.
  /// - Throws: `Failure` when the sizes do not fit each other or libpng refuses.
  package static func encode(width: Int, height: Int, channels: Int, pixels: [UInt8])
    throws(Failure) -> [UInt8]
  {
    guard width > 0, height > 0, channels == 1 || channels == 3 else {
      throw Failure(description: "a picture of \(width)×\(height)×\(channels) cannot be written")
    }
    let (area, areaOverflows) = width.multipliedReportingOverflow(by: height)
    let (count, countOverflows) = area.multipliedReportingOverflow(by: channels)
    guard !areaOverflows, !countOverflows, count == pixels.count, count <= largestSampleCount else {
      throw Failure(
        description: "\(pixels.count) samples do not make \(width)×\(height)×\(channels)")
    }

    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    image.width = png_uint_32(width)
    image.height = png_uint_32(height)
    image.format = png_uint_32(channels == 3 ? PNG_FORMAT_FLAG_COLOR : 0)
    defer { png_image_free(&image) }

    let stride = png_int_32(width * channels)
    var byteCount: png_alloc_size_t = 0
    guard png_image_write_to_memory(&image, nil, &byteCount, 0, pixels, stride, nil) != 0 else {
      throw Failure(description: "libpng cannot write \(width)×\(height)×\(channels)")
    }
    var bytes = [UInt8](repeating: 0, count: Int(byteCount))
    let written = png_image_write_to_memory(&image, &bytes, &byteCount, 0, pixels, stride, nil)
    guard written != 0 else {
      throw Failure(description: "libpng failed on \(width)×\(height)×\(channels)")
    }
    return Array(bytes.prefix(Int(byteCount)))
  }
}
