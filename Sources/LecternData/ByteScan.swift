/// Eight bytes at a time, each with its highest bit where `word` has the byte that `pattern`
/// repeats.
///
/// Source: Warren, "Hacker's Delight", 2nd edition, section 6-1, the form without false positives.
@inline(__always)
private func matches(_ word: UInt64, _ pattern: UInt64) -> UInt64 {
  let difference = word ^ pattern
  let low: UInt64 = 0x7f7f_7f7f_7f7f_7f7f
  return ~(((difference & low) &+ low) | difference | low)
}

/// How often a byte occurs in a stretch of bytes.
func count(
  of byte: UInt8, in bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>
) -> Int {
  let raw = UnsafeRawBufferPointer(bytes)
  let pattern = UInt64(byte) &* 0x0101_0101_0101_0101
  var index = range.lowerBound
  var count = 0
  while index + 8 <= range.upperBound {
    count +=
      matches(raw.loadUnaligned(fromByteOffset: index, as: UInt64.self), pattern).nonzeroBitCount
    index += 8
  }
  while index < range.upperBound {
    if bytes[index] == byte { count += 1 }
    index += 1
  }
  return count
}

/// Whether no byte is above 127.
func isASCII(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  let raw = UnsafeRawBufferPointer(bytes)
  var index = 0
  var seen: UInt64 = 0
  while index + 8 <= bytes.count {
    seen |= raw.loadUnaligned(fromByteOffset: index, as: UInt64.self)
    index += 8
  }
  while index < bytes.count {
    seen |= UInt64(bytes[index])
    index += 1
  }
  return seen & 0x8080_8080_8080_8080 == 0
}
