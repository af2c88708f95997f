import CZlib

/// What unpacking a gzip file gave.
struct Unpacked {
  enum End {
    /// The compressed data ended where the bytes do.
    case complete
    /// The limit was reached and there is more.
    case limit
    /// The file ends inside the compressed data.
    case cutShort
    case corrupt
  }

  var bytes: [UInt8]
  var end: End
}

/// Deflate cannot make data more than 1032 times smaller.
///
/// Source: zlib, "Technical Details", on the maximum compression factor.
let largestDeflateRatio = 1032

func isGzip(_ bytes: [UInt8]) -> Bool { bytes.starts(with: [0x1f, 0x8b]) }

/// What stands around deflated data.
enum DeflateFraming: Int32 {
  /// A header and a checksum; concatenated members follow one another.
  case gzip = 16
  /// Two bytes and a checksum; what follows is not looked at.
  case zlib = 0
}

/// Unpacks at most `limit` bytes of deflated data.
func unpack(
  _ compressed: ArraySlice<UInt8>, limit: Int, framing: DeflateFraming = .gzip
) -> Unpacked {
  var stream = z_stream()
  let window = 15 + framing.rawValue  // 32 KiB
  guard
    inflateInit2_(&stream, window, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK
  else { return Unpacked(bytes: [], end: .corrupt) }
  defer { inflateEnd(&stream) }
  var end = Unpacked.End.limit
  let bytes = [UInt8](unsafeUninitializedCapacity: limit) { buffer, filled in
    compressed.withUnsafeBufferPointer { input in
      stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
      stream.avail_in = UInt32(clamping: input.count)
      stream.next_out = buffer.baseAddress
      stream.avail_out = UInt32(clamping: limit)
      end = inflateAll(&stream, framing)
    }
    filled = limit - Int(stream.avail_out)
  }
  return Unpacked(bytes: bytes, end: end)
}

private func inflateAll(_ stream: inout z_stream, _ framing: DeflateFraming) -> Unpacked.End {
  while true {
    switch inflate(&stream, Z_NO_FLUSH) {
    case Z_OK:
      if stream.avail_out == 0 { return .limit }
      if stream.avail_in == 0 { return .cutShort }
    case Z_STREAM_END:
      if stream.avail_in == 0 || framing == .zlib { return .complete }
      guard stream.next_in.pointee == 0x1f, inflateReset(&stream) == Z_OK else { return .corrupt }
      if stream.avail_out == 0 { return .limit }
    case Z_BUF_ERROR: return stream.avail_out == 0 ? .limit : .cutShort
    default: return .corrupt
    }
  }
}
