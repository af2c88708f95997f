import Foundation
import LecternTensor
import Testing

struct RandomStateTests {
  /// Ten thousand values of one kind from one seed, as NumPy draws them.
  struct Case: Sendable, CustomTestStringConvertible {
    let seed: UInt32
    let kind: String
    let hash: String
    /// The first three values.
    let first: [Double]
    var testDescription: String { "\(kind), seed \(seed)" }
  }

  static func cases() throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/random-state.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return Case(
        seed: try #require(UInt32(words[0])), kind: words[1], hash: words[2],
        first: words[3...].compactMap { Double($0) })
    }
  }

  @Test("The stream is NumPy's, over ten thousand values", arguments: try cases())
  func streamIsNumPys(_ example: Case) throws {
    var random = RandomState(seed: example.seed)
    let drawn = try values(of: example.kind, using: &random)
    #expect(drawn.count == 10_000)
    #expect(Array(drawn.prefix(3)) == example.first)
    let areWholeNumbers = ["randint", "randint-bounds", "permutation", "shuffle"]
      .contains(example.kind)
    var hash = Fingerprint()
    for value in drawn { hash.add(areWholeNumbers ? UInt64(value) : value.bitPattern) }
    #expect(hash.text == example.hash)
  }

  private func values(of kind: String, using random: inout RandomState) throws -> [Double] {
    func transposed(_ matrix: Matrix<Double>) -> [Double] { matrix.transposed.elements }
    switch kind {
    case "rand": return (0..<10_000).map { _ in random.uniform() }
    case "randn": return (0..<10_000).map { _ in random.normal() }
    case "rand-matrix": return transposed(random.uniforms(rows: 100, columns: 100))
    case "randn-matrix": return transposed(random.normals(rows: 100, columns: 100))
    case "randint": return (0..<10_000).map { _ in Double(random.integer(upTo: 9)) }
    case "randint-bounds":
      return (0..<10_000).map { Double(random.integer(upTo: 1 + $0 * $0 / 6)) }
    case "permutation": return random.permutation(10_000).map { Double($0) }
    case "shuffle":
      var values = (0..<10_000).map { Double($0) }
      for _ in 0..<3 { random.shuffle(&values) }
      return values
    case "mixed":
      var values: [Double] = []
      for _ in 0..<500 {
        for _ in 0..<3 { values.append(random.normal()) }
        for _ in 0..<2 { values.append(random.uniform()) }
        for _ in 0..<5 { values.append(Double(random.integer(upTo: 999))) }
        for index in random.permutation(7) { values.append(Double(index)) }
        for _ in 0..<3 { values.append(random.normal()) }
      }
      return values
    default: throw UnknownKind(name: kind)
    }
  }

  private struct UnknownKind: Error {
    var name: String
  }

  @Test("A matrix is filled row by row, and a buffer like a matrix")
  func matrixIsFilledRowByRow() {
    var random = RandomState(seed: 1)
    let matrix: Matrix<Double> = random.normals(rows: 2, columns: 3)
    #expect(matrix[0, 0] == 1.6243453636632417)
    #expect(matrix[0, 1] == -0.6117564136500754)
    #expect(matrix[1, 0] == -1.0729686221561705)
    var fromMatrix = RandomState(seed: 7)
    var fromBuffer = fromMatrix
    let uniforms: Matrix<Double> = fromMatrix.uniforms(rows: 1, columns: 50)
    var buffer = [Double](repeating: 0, count: 50)
    buffer.withUnsafeMutableBufferPointer { fromBuffer.fill($0) }
    #expect(buffer == uniforms.elements)
  }

  @Test("A single precision matrix holds the nearest values of the same draws")
  func singlePrecisionDrawsTheSameStream() {
    var one = RandomState(seed: 5)
    var other = one
    let singles: Matrix<Float> = one.normals(rows: 4, columns: 9)
    let doubles: Matrix<Double> = other.normals(rows: 4, columns: 9)
    #expect(singles == doubles.converted(to: Float.self))
    #expect(singles.elements == doubles.elements.map { Float($0) })
    #expect(singles.converted(to: Double.self).elements == singles.elements.map { Double($0) })
  }
}

/// FNV-1a over 64-bit words, as the fixture's script computes it.
struct Fingerprint {
  private var state: UInt64 = 0xcbf2_9ce4_8422_2325

  mutating func add(_ word: UInt64) { state = (state ^ word) &* 0x100_0000_01b3 }

  var text: String {
    let digits = String(state, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
