import Foundation
import LecternTensor
import Testing

/// The kernels' own exp, log and tanh against the C library's.
struct ElementaryTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let function: ElementFunction
    let reference: @Sendable (Double) -> Double
    /// Units in the last place that the kernel may be off.
    let tolerance: Double
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "sigmoid", function: .sigmoid,
      reference: { $0 < 0 ? exp($0) / (1 + exp($0)) : 1 / (1 + exp(-$0)) }, tolerance: 4),
    Case(name: "tanh", function: .tanh, reference: { tanh($0) }, tolerance: 3),
    Case(name: "relu", function: .relu, reference: { max(0, $0) }, tolerance: 0),
    Case(
      name: "leaky ReLU", function: .leakyReLU(slope: 0.01), reference: { $0 > 0 ? $0 : 0.01 * $0 },
      tolerance: 0),
    Case(
      name: "elu", function: .elu(alpha: 1), reference: { $0 > 0 ? $0 : expm1($0) }, tolerance: 3),
    Case(
      name: "softplus", function: .softplus, reference: { max($0, 0) + log1p(exp(-abs($0))) },
      tolerance: 4),
  ]

  /// Near and far from zero, on both sides, and where exponents change.
  static let points: [Double] = {
    var random = RandomState(seed: 11)
    var points: [Double] = [0, 0.5, 1, 0.34657359027997264, 0.8813735870195430, 20, 36.7, 50, 700]
    for _ in 0..<4_000 { points.append(random.normal() * pow(10, random.uniform() * 9 - 7)) }
    return points + points.map { -$0 }
  }()

  @Test("An activation is the C library's to a few units in the last place", arguments: cases)
  func activationIsAccurate(_ example: Case) {
    let z = Matrix<Double>(rows: 1, columns: Self.points.count, elements: Self.points)
    let a = z.applying(example.function)
    var worst = (units: 0.0, point: 0.0)
    for (point, value) in zip(Self.points, a.elements) {
      let expected = example.reference(point)
      let units = abs(value - expected) / max(expected.ulp, Double.leastNormalMagnitude)
      if units > worst.units { worst = (units, point) }
    }
    #expect(worst.units <= example.tolerance, "worst at \(worst.point)")
  }

  /// Every 8,209th number of single precision, so that each exponent has a thousand.
  static let singles: [Float] = stride(from: UInt32.min, to: .max, by: 8_209).lazy
    .map { Float(bitPattern: $0) }.filter { $0.isFinite }

  @Test("Single precision is the double to two units, over the whole range", arguments: cases)
  func singlePrecisionIsAccurate(_ example: Case) {
    let a = Matrix<Float>(rows: 1, columns: Self.singles.count, elements: Self.singles)
      .applying(example.function)
    var worst = (units: 0.0, point: Float(0))
    for (point, value) in zip(Self.singles, a.elements) {
      let expected = example.reference(Double(point))
      if !value.isFinite || abs(expected) > Double(Float.greatestFiniteMagnitude) {
        #expect(Float(expected) == value)
        continue
      }
      let unit = max(Double(Float(expected).ulp), Double(Float.leastNonzeroMagnitude))
      let units = abs(Double(value) - expected) / unit
      if units > worst.units { worst = (units, point) }
    }
    #expect(worst.units <= 2, "worst at \(worst.point)")
  }

  @Test("What is not a number stays so, whatever the precision", arguments: cases)
  func singleSpecialValues(_ example: Case) {
    let points: [Float] = [.nan, .infinity, -.infinity, 0, -0.0]
    let a = Matrix<Float>(rows: 1, columns: points.count, elements: points)
      .applying(example.function).elements
    let doubles = Matrix<Double>(rows: 1, columns: points.count, elements: points.map(Double.init))
      .applying(example.function).elements
    #expect(a[0].isNaN)
    #expect(a.dropFirst().map(Double.init) == doubles.dropFirst().map { Double(Float($0)) })
  }

  @Test("What is not a number stays so, and infinities saturate", arguments: cases)
  func specialValues(_ example: Case) {
    let points: [Double] = [.nan, .infinity, -.infinity, 1_000, -1_000]
    let a = Matrix<Double>(rows: 1, columns: points.count, elements: points)
      .applying(example.function).elements
    #expect(a[0].isNaN)
    for (point, value) in zip(points.dropFirst(), a.dropFirst()) {
      let expected = example.reference(point)
      // The plain formula of the sigmoid is inf/inf at the ends.
      if !expected.isNaN { #expect(value == expected) }
    }
  }

  @Test("The bits are the same on every processor")
  func bitsDoNotDependOnTheProcessor() {
    // The fingerprint was the same for the baseline, AVX2 and AVX-512 compilations of the kernels.
    var hash = Fingerprint()
    for example in Self.cases {
      let grid = (0..<2_001).map { (Double($0) - 1_000) / 64 }
      let z = Matrix<Double>(rows: 3, columns: grid.count / 3, elements: grid)
      for value in z.applying(example.function).elements { hash.add(value.bitPattern) }
    }
    #expect(hash.text == "e0160e98674ffe74")
  }
}
