/// What a cell holds, read as a number.
enum CSVNumber {
  case finite(Double)
  case notFinite
  case empty
  case text

  /// Reads a decimal number such as `-1.5e3`.
  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int) {
    guard start < end else {
      self = .empty
      return
    }
    var next = start
    if let value = exactDecimal(bytes, from: &next, to: end), next == end {
      self = .finite(value)
      return
    }
    let cell = String(decoding: bytes[start..<end], as: UTF8.self)
    let isDecimal = cell.utf8.allSatisfy { byte in
      (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || "+-.eE".utf8.contains(byte)
    }
    if isDecimal, let value = Double(cell) {
      self = value.isFinite ? .finite(value) : .notFinite
    } else if ["nan", "inf", "infinity"].contains(cell.lowercased().drop { $0 == "+" || $0 == "-" })
    {
      self = .notFinite
    } else {
      self = .text
    }
  }
}

/// Reads a decimal that is exact as whole number and power of ten, as nearly all are, and moves
/// `index` behind it.
///
/// With both exact, one division or multiplication rounds correctly.
/// Source: Clinger, "How to Read Floating Point Numbers Accurately", PLDI 1990.
@inline(__always)
func exactDecimal(
  _ bytes: UnsafeBufferPointer<UInt8>, from index: inout Int, to end: Int
) -> Double? {
  guard index < end else { return nil }
  var isNegative = false
  if bytes[index] == UInt8(ascii: "-") || bytes[index] == UInt8(ascii: "+") {
    isNegative = bytes[index] == UInt8(ascii: "-")
    index += 1
  }
  var mantissa: UInt64 = 0
  var digits = 0
  var decimals = 0
  var hasPoint = false
  while index < end {
    let byte = bytes[index]
    if byte >= 0x30, byte <= 0x39 {
      mantissa = mantissa &* 10 &+ UInt64(byte &- 0x30)
      digits += 1
      if hasPoint { decimals += 1 }
    } else if byte == UInt8(ascii: "."), !hasPoint {
      hasPoint = true
    } else {
      break
    }
    index += 1
  }
  guard digits > 0, digits <= 19, mantissa <= 1 << 53, decimals <= 22 else { return nil }
  let value = Double(mantissa) / powersOfTen[decimals]
  return isNegative ? -value : value
}

/// 10⁰ … 10²², each exact in a Double.
private let powersOfTen: [Double] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
  1e18, 1e19, 1e20, 1e21, 1e22,
]
