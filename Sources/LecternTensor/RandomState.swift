#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// NumPy's legacy generator `numpy.random.RandomState`, bit for bit.
///
/// The stream is frozen by NumPy Enhancement Proposal 19. Source: Matsumoto and Nishimura,
/// "Mersenne Twister", ACM TOMACS 8(1), 1998; polar normal method: Marsaglia and Bray, 1964.
package struct RandomState: Sendable, Equatable {
  private var state: [UInt32]
  private var index = 624
  private var keptNormal: Double?

  /// Seeds as `numpy.random.seed(seed)` does.
  package init(seed: UInt32) {
    state = [UInt32](repeating: 0, count: 624)
    state[0] = seed
    for i in 1..<624 {
      state[i] = 1_812_433_253 &* (state[i - 1] ^ (state[i - 1] >> 30)) &+ UInt32(i)
    }
  }

  /// The next 32 random bits.
  package mutating func nextBits() -> UInt32 {
    if index == 624 { regenerate() }
    var y = state[index]
    index += 1
    y ^= y >> 11
    y ^= (y << 7) & 0x9d2c_5680
    y ^= (y << 15) & 0xefc6_0000
    return y ^ (y >> 18)
  }

  private mutating func regenerate() {
    state.withUnsafeMutableBufferPointer { s in
      func twist(_ upper: UInt32, _ lower: UInt32) -> UInt32 {
        let y = (upper & 0x8000_0000) | (lower & 0x7fff_ffff)
        return (y >> 1) ^ ((y & 1) == 0 ? 0 : 0x9908_b0df)
      }
      for i in 0..<227 { s[i] = s[i + 397] ^ twist(s[i], s[i + 1]) }
      for i in 227..<623 { s[i] = s[i - 227] ^ twist(s[i], s[i + 1]) }
      s[623] = s[396] ^ twist(s[623], s[0])
    }
    index = 0
  }

  /// The next value of `rand`: uniform in [0, 1) with 53 random bits.
  package mutating func uniform() -> Double {
    let high = Double(nextBits() >> 5)
    let low = Double(nextBits() >> 6)
    return (high * 67_108_864 + low) / 9_007_199_254_740_992
  }

  /// The next value of `randn`: standard normal by the polar method.
  package mutating func normal() -> Double {
    if let kept = keptNormal {
      keptNormal = nil
      return kept
    }
    while true {
      let x1 = 2 * uniform() - 1
      let x2 = 2 * uniform() - 1
      let r2 = x1 * x1 + x2 * x2
      guard r2 < 1, r2 != 0 else { continue }
      let f = (-2 * log(r2) / r2).squareRoot()
      keptNormal = f * x1
      return f * x2
    }
  }

  /// A random integer in `0...maximum`, by masking and rejection.
  ///
  /// - Precondition: `maximum` fits 32 bits, as every size in a notebook does.
  package mutating func integer(upTo maximum: Int) -> Int {
    guard maximum > 0 else { return 0 }
    let limit = UInt32(maximum)
    let mask = UInt32.max >> limit.leadingZeroBitCount
    while true {
      let value = nextBits() & mask
      if value <= limit { return Int(value) }
    }
  }

  /// Shuffles in place as `numpy.random.shuffle` does: from the end, each index in 0...i.
  package mutating func shuffle<Element>(_ values: inout [Element]) {
    guard values.count > 1 else { return }
    for i in stride(from: values.count - 1, to: 0, by: -1) {
      values.swapAt(i, integer(upTo: i))
    }
  }

  /// The permutation `numpy.random.permutation(count)`.
  package mutating func permutation(_ count: Int) -> [Int] {
    var values = Array(0..<count)
    shuffle(&values)
    return values
  }

  /// A matrix of `randn` values drawn row by row, as NumPy fills arrays.
  package mutating func normals<Scalar: LecternScalar>(
    rows: Int, columns: Int, as _: Scalar.Type = Scalar.self
  ) -> Matrix<Scalar> {
    filled(rows: rows, columns: columns) { $0.normal() }
  }

  /// A matrix of `rand` values drawn row by row.
  package mutating func uniforms<Scalar: LecternScalar>(
    rows: Int, columns: Int, as _: Scalar.Type = Scalar.self
  ) -> Matrix<Scalar> {
    filled(rows: rows, columns: columns) { $0.uniform() }
  }

  /// As many values of `rand` as the buffer holds.
  package mutating func fill(_ buffer: UnsafeMutableBufferPointer<Double>) {
    for i in buffer.indices { buffer[i] = uniform() }
  }

  private mutating func filled<Scalar: LecternScalar>(
    rows: Int, columns: Int, _ draw: (inout RandomState) -> Double
  ) -> Matrix<Scalar> {
    var values = [Double](repeating: 0, count: rows * columns)
    values.withUnsafeMutableBufferPointer { values in
      for r in 0..<rows {
        for c in 0..<columns { values[c * rows + r] = draw(&self) }
      }
    }
    return Matrix<Scalar>(rows: rows, columns: columns, elements: Scalar.values(of: values))
  }
}
