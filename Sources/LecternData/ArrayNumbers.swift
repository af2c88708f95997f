import LecternTensor

/// Where the numbers of each example lie in an array.
struct ExampleLayout {
  let examples: Int
  let features: Int
  private let header: ArrayHeader
  private let axis: Int
  /// The distance of neighbouring examples, in elements.
  private let step: Int

  init(_ header: ArrayHeader, examplesAlong axis: Int) {
    self.header = header
    self.axis = axis
    examples = header.shape[axis]
    features = header.count / examples
    step = header.strides[axis]
  }

  /// The place of each number of the first example, row-major over the other axes.
  private var offsets: [Int] {
    let strides = header.strides
    var offsets = [0]
    for other in header.shape.indices where other != axis && header.shape[other] != 1 {
      let (size, stride) = (header.shape[other], strides[other])
      offsets = offsets.flatMap { start in (0..<size).lazy.map { start + $0 * stride } }
    }
    return offsets
  }

  /// The sizes of an example.
  var exampleShape: [Int] {
    header.shape.indices.filter { $0 != axis }.map { header.shape[$0] }
  }

  /// The indices of a number in the array of the file.
  func place(feature: Int, example: Int) -> [Int] {
    let offset = offsets[feature] + example * step
    return zip(header.strides, header.shape).map { offset / $0 % $1 }
  }

  /// The numbers of all examples, [features, examples].
  func matrix<S: LecternScalar>(
    _ payload: ArraySlice<UInt8>, _ type: NumberType, as _: S.Type = S.self
  ) -> Matrix<S> {
    func matrix<T: LecternScalar>(_ elements: [T]) -> Matrix<S> {
      Matrix(rows: features, columns: examples, elements: elements).converted(to: S.self)
    }
    // Through the concrete types, so that the loops are compiled for them.
    return S.self == Float.self
      ? matrix(converted(payload, type, Float.self)) : matrix(converted(payload, type, Double.self))
  }

  private func converted<T: BinaryFloatingPoint>(
    _ payload: ArraySlice<UInt8>, _ type: NumberType, _: T.Type
  ) -> [T] {
    let isBig = type.isBigEndian
    func value<I: FixedWidthInteger>(_ bits: I) -> I {
      isBig ? I(bigEndian: bits) : I(littleEndian: bits)
    }
    switch (type.kind, type.byteCount) {
    case (.boolean, _): return filled(payload) { (bits: UInt8) in bits == 0 ? 0 : 1 }
    case (.unsigned, 1): return filled(payload) { (bits: UInt8) in T(bits) }
    case (.unsigned, 2): return filled(payload) { (bits: UInt16) in T(value(bits)) }
    case (.unsigned, 4): return filled(payload) { (bits: UInt32) in T(value(bits)) }
    case (.unsigned, _): return filled(payload) { (bits: UInt64) in T(value(bits)) }
    case (.signed, 1): return filled(payload) { (bits: Int8) in T(bits) }
    case (.signed, 2): return filled(payload) { (bits: Int16) in T(value(bits)) }
    case (.signed, 4): return filled(payload) { (bits: Int32) in T(value(bits)) }
    case (.signed, _): return filled(payload) { (bits: Int64) in T(value(bits)) }
    case (.float, 2):
      return filled(payload) { (bits: UInt16) in T(Float(halfBits: value(bits))) }
    case (.float, 4):
      return filled(payload) { (bits: UInt32) in T(Float(bitPattern: value(bits))) }
    case (.float, _):
      return filled(payload) { (bits: UInt64) in T(Double(bitPattern: value(bits))) }
    }
  }

  /// Tiles keep both sides in the cache when the array is stored the other way round.
  @inline(__always)
  private func filled<Raw: BitwiseCopyable, T>(
    _ payload: ArraySlice<UInt8>, _ convert: (Raw) -> T
  ) -> [T] {
    let (width, tile) = (MemoryLayout<Raw>.size, 32)
    precondition(payload.count == examples * features * width, "The payload fits its header.")
    return [T](unsafeUninitializedCapacity: examples * features) { numbers, count in
      payload.withUnsafeBytes { bytes in
        offsets.withUnsafeBufferPointer { offsets in
          guard let target = numbers.baseAddress else { return }
          for firstExample in stride(from: 0, to: examples, by: tile) {
            for firstFeature in stride(from: 0, to: features, by: tile) {
              for example in firstExample..<min(firstExample + tile, examples) {
                for feature in firstFeature..<min(firstFeature + tile, features) {
                  let place = (offsets[feature] + example * step) * width
                  let raw = bytes.loadUnaligned(fromByteOffset: place, as: Raw.self)
                  (target + example * features + feature).initialize(to: convert(raw))
                }
              }
            }
          }
        }
      }
      count = examples * features
    }
  }
}

extension Float {
  /// The value of an IEEE 754 half-precision number.
  init(halfBits bits: UInt16) {
    let (exponent, fraction) = (Int(bits >> 10 & 31), Float(bits & 1023))
    let magnitude: Float =
      switch exponent {
      case 0: fraction * 0x1p-24
      case 31: fraction == 0 ? .infinity : .nan
      default: Float(sign: .plus, exponent: exponent - 15, significand: 1 + fraction / 1024)
      }
    self = bits >> 15 == 0 ? magnitude : -magnitude
  }
}
