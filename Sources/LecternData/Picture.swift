import CPNG
import CTurboJPEG

/// A picture in memory: rows from the top, pixels from the left, the channels of a pixel together.
struct Picture {
  /// The most bytes that a picture may have unpacked.
  static let maximumByteCount = 1 << 28

  let height: Int
  let width: Int
  /// 1 for grey, 3 for red, green and blue.
  let channels: Int
  var pixels: [UInt8]

  var size: ImageSize { ImageSize(height: height, width: width, channels: channels) }

  init(height: Int, width: Int, channels: Int, pixels: [UInt8]) {
    self.height = height
    self.width = width
    self.channels = channels
    self.pixels = pixels
  }

  /// Unpacks a PNG or JPEG file; transparency is laid over white.
  init(_ bytes: [UInt8], name: String) throws(DataFailure) {
    switch try PictureFormat(bytes, name: name) {
    case .png: self = try readPNG(bytes, name: name, unpacks: true)
    case .jpeg: self = try JPEGDecoder(bytes, name: name).picture()
    }
  }

  /// The size that the header of a PNG or JPEG file says.
  static func size(of bytes: [UInt8], name: String) throws(DataFailure) -> ImageSize {
    switch try PictureFormat(bytes, name: name) {
    case .png: return try readPNG(bytes, name: name, unpacks: false).size
    case .jpeg: return try JPEGDecoder(bytes, name: name).size
    }
  }

  /// The picture in grey or in colour.
  ///
  /// Source: ITU-R Recommendation BT.601, luminance of red, green and blue.
  func converted(toChannels wanted: Int) -> Picture {
    if wanted == channels { return self }
    let count = height * width
    let pixels =
      wanted == 3
      ? self.pixels.flatMap { [$0, $0, $0] }
      : (0..<count).map { pixel in
        let (red, green, blue) = (
          Int(self.pixels[3 * pixel]), Int(self.pixels[3 * pixel + 1]),
          Int(self.pixels[3 * pixel + 2])
        )
        return UInt8((299 * red + 587 * green + 114 * blue + 500) / 1000)
      }
    return Picture(height: height, width: width, channels: wanted, pixels: pixels)
  }
}

/// The formats of pictures by their first bytes.
private enum PictureFormat {
  case png, jpeg

  init(_ bytes: [UInt8], name: String) throws(DataFailure) {
    if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47]) {
      self = .png
    } else if bytes.starts(with: [0xFF, 0xD8]) {
      self = .jpeg
    } else {
      throw .picture(PictureFailure(name: name, cause: .notPicture))
    }
  }
}

// MARK: - PNG

/// The picture, or without `unpacks` one of the same size without pixels.
private func readPNG(
  _ bytes: [UInt8], name: String, unpacks: Bool
) throws(DataFailure) -> Picture {
  // The library keeps the address of the bytes between its calls.
  let result: Result<Picture, DataFailure> = bytes.withUnsafeBytes { buffer in
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    defer { png_image_free(&image) }
    func failure(_ cause: PictureFailure.Cause) -> Result<Picture, DataFailure> {
      .failure(.picture(PictureFailure(name: name, cause: cause)))
    }
    guard png_image_begin_read_from_memory(&image, buffer.baseAddress, buffer.count) != 0 else {
      return failure(.damaged(reason: image.reason))
    }
    let size = image.pictureSize
    guard let count = size.count, count > 0, count <= Picture.maximumByteCount else {
      return failure(.tooLarge(limit: Picture.maximumByteCount))
    }
    var pixels = [UInt8](repeating: 0, count: unpacks ? count : 0)
    guard unpacks else {
      return .success(
        Picture(height: size.height, width: size.width, channels: size.channels, pixels: pixels))
    }
    // Numbers of 16 bits that say nothing of their gamma are taken as they are.
    image.flags |= png_uint_32(PNG_IMAGE_FLAG_16BIT_sRGB)
    image.format = png_uint_32(size.channels == 1 ? Int(PNG_FORMAT_GRAY) : Int(PNG_FORMAT_RGB))
    var white = png_color(red: 255, green: 255, blue: 255)
    guard png_image_finish_read(&image, &white, &pixels, 0, nil) != 0 else {
      return failure(.damaged(reason: image.reason))
    }
    return .success(
      Picture(height: size.height, width: size.width, channels: size.channels, pixels: pixels))
  }
  return try result.get()
}

extension png_image {
  fileprivate var pictureSize: ImageSize {
    ImageSize(
      height: Int(height), width: Int(width),
      channels: format & png_uint_32(PNG_FORMAT_FLAG_COLOR) == 0 ? 1 : 3)
  }

  /// What the library says is wrong.
  fileprivate var reason: String {
    withUnsafeBytes(of: message) { bytes in
      String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
  }
}

// MARK: - JPEG

/// Unpacks a JPEG file.
private final class JPEGDecoder {
  let size: ImageSize
  private let bytes: [UInt8]
  private let name: String
  private let handle: tjhandle

  init(_ bytes: [UInt8], name: String) throws(DataFailure) {
    self.bytes = bytes
    self.name = name
    guard let handle = tjInitDecompress() else {
      throw .picture(PictureFailure(name: name, cause: .damaged(reason: "out of memory")))
    }
    var (width, height, subsampling, space) = (Int32(0), Int32(0), Int32(0), Int32(0))
    let status = tjDecompressHeader3(
      handle, bytes, UInt(bytes.count), &width, &height, &subsampling, &space)
    size = ImageSize(
      height: Int(height), width: Int(width),
      channels: space == Int32(TJCS_GRAY.rawValue) ? 1 : 3)
    self.handle = handle
    // A file of tables alone has no picture.
    guard status == 0, size.count != 0 else { throw failure() }
    guard let count = size.count, count <= Picture.maximumByteCount else {
      throw .picture(PictureFailure(name: name, cause: .tooLarge(limit: Picture.maximumByteCount)))
    }
  }

  deinit { tjDestroy(handle) }

  func picture() throws(DataFailure) -> Picture {
    var pixels = [UInt8](repeating: 0, count: size.height * size.width * size.channels)
    let format = size.channels == 1 ? TJPF_GRAY : TJPF_RGB
    // A warning means that pixels are missing, so it counts as damage.
    let status = tjDecompress2(
      handle, bytes, UInt(bytes.count), &pixels, Int32(size.width), 0, Int32(size.height),
      Int32(format.rawValue), TJFLAG_ACCURATEDCT | TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS)
    guard status == 0 else { throw failure() }
    return Picture(
      height: size.height, width: size.width, channels: size.channels, pixels: pixels)
  }

  private func failure() -> DataFailure {
    let words = tjGetErrorStr2(handle).map { String(cString: $0) } ?? "it is damaged"
    return .picture(PictureFailure(name: name, cause: .damaged(reason: words)))
  }
}
