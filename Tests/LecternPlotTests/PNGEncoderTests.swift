import CPNG
import Testing

@testable import LecternPlot

@Suite struct PNGEncoderTests {
  @Test(arguments: [1, 3]) func `libpng reads the same pixels back`(channels: Int) throws {
    let pixels = (0..<(7 * 5 * channels)).map { UInt8(truncatingIfNeeded: $0 * 37) }
    let file = try PNGEncoder.encode(width: 7, height: 5, channels: channels, pixels: pixels)
    var image = png_image()
    image.version = png_uint_32(PNG_IMAGE_VERSION)
    #expect(png_image_begin_read_from_memory(&image, file, file.count) != 0)
    #expect(image.width == 7 && image.height == 5)
    image.format = png_uint_32(channels == 3 ? PNG_FORMAT_FLAG_COLOR : 0)
    var decoded = [UInt8](repeating: 0, count: pixels.count)
    #expect(png_image_finish_read(&image, nil, &decoded, 0, nil) != 0)
    #expect(decoded == pixels)
    #expect(!file.contains([0x74, 0x49, 0x4D, 0x45]))
  }

  @Test(arguments: [(0, 1, 1), (2, 2, 2), (.max, .max, 3), (3, 1, 1)])
  func `sizes that do not fit are refused`(width: Int, height: Int, channels: Int) {
    #expect(throws: PNGEncoder.Failure.self) {
      try PNGEncoder.encode(width: width, height: height, channels: channels, pixels: [1, 2])
    }
  }

  @Test(arguments: [("", ""), ("f", "Zg=="), ("fo", "Zm8="), ("foo", "Zm9v"), ("foob", "Zm9vYg==")])
  func `base64 is that of RFC 4648`(text: String, encoded: String) {
    #expect(Base64.encoded(Array(text.utf8)) == encoded)
  }
}
