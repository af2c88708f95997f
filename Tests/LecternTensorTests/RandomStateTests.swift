import Foundation
import LecternTensor
import Testing

struct RandomStateTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let seed: UInt32
    let stream: String
    let hash: String
    var testDescription: String { "\(stream), seed \(seed)" }
  }

  static func cases() throws -> [Case] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/random-state.txt")
    return try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map { line in
      let words = line.split(separator: " ").map(String.init)
      return Case(seed: try #require(UInt32(words[0])), stream: words[1], hash: words[2])
    }
  }

  @Test("The stream is NumPy's, over ten thousand values", arguments: try cases())
  func streamIsNumPys(_ example: Case) throws {
    var random = RandomState(seed: example.seed)
    var hash = Fingerprint()
    switch example.stream {
    case "rand": for _ in 0..<10_000 { hash.add(random.uniform().bitPattern) }
    case "randn": for _ in 0..<10_000 { hash.add(random.normal().bitPattern) }
    case "permutation": for i in random.permutation(10_000) { hash.add(UInt64(i)) }
    case "integer": for bound in 1...10_000 { hash.add(UInt64(random.integer(upTo: bound))) }
    case "mixed":
      for _ in 0..<3 { hash.add(random.normal().bitPattern) }
      for _ in 0..<2 { hash.add(random.uniform().bitPattern) }
      for i in random.permutation(7) { hash.add(Double(i).bitPattern) }
      for _ in 0..<5 { hash.add(random.normal().bitPattern) }
    default: Issue.record("an unknown stream")
    }
    #expect(hash.text == example.hash)
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
