import Foundation
import LecternTensor
import Testing

/// The kernels against the formulas written out, in both precisions and sizes off the lanes.
struct KernelTests {
  static let sizes = [(1, 1), (1, 37), (4, 400), (10, 128), (33, 7), (3, 2_100)]

  private static func values<Scalar: LecternScalar>(
    _ count: Int, seed: UInt32, _: Scalar.Type
  ) -> [Scalar] {
    var random = RandomState(seed: seed)
    return Scalar.values(of: (0..<count).map { _ in random.normal() })
  }

  /// Columns that sum to one with a few zeros, as targets.
  private static func distributions(rows: Int, columns: Int) -> [Double] {
    var random = RandomState(seed: 3)
    return (0..<columns).flatMap { _ in
      let draws = (0..<rows).map { _ in max(0, random.uniform() - 0.3) }
      let total = draws.reduce(0, +)
      return draws.map { total > 0 ? $0 / total : 1 / Double(rows) }
    }
  }

  @Test("A bias is added to each column before the activation", arguments: sizes)
  func biasIsAdded(rows: Int, columns: Int) {
    let bias = Self.values(rows, seed: 1, Double.self)
    let z = Self.values(rows * columns, seed: 2, Double.self)
    var a = z
    Double.activate(.relu, rows: rows, columns: columns, bias: bias, &a)
    #expect(a == z.indices.map { max(0, z[$0] + bias[$0 % rows]) })
  }

  @Test("Slopes told from the outputs are central differences")
  func slopesAreCentralDifferences() {
    let functions: [ElementFunction] = [
      .linear, .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.01), .elu(alpha: 0.7), .softplus,
    ]
    let z = Self.values(101, seed: 5, Double.self)
    for function in functions {
      func apply(_ shift: Double) -> [Double] {
        Matrix(rows: 1, columns: z.count, elements: z.map { $0 + shift }).applying(function)
          .elements
      }
      var delta = [Double](repeating: 1, count: z.count)
      Double.backpropagate(function, rows: 1, columns: z.count, outputs: apply(0), &delta)
      let differences = zip(apply(1e-6), apply(-1e-6)).map { ($0 - $1) / 2e-6 }
      for (slope, difference) in zip(delta, differences) {
        #expect(abs(slope - difference) < 1e-8, "\(function)")
      }
    }
  }

  @Test("The slope at a kink is that from below")
  func slopeAtTheKink() {
    var delta: [Double] = [1]
    Double.backpropagate(.relu, rows: 1, columns: 1, outputs: [0], &delta)
    #expect(delta == [0])
    delta = [1]
    Double.backpropagate(.leakyReLU(slope: 0.01), rows: 1, columns: 1, outputs: [0], &delta)
    #expect(delta == [0.01])
  }

  @Test("Softmax and cross-entropy are those of the formula", arguments: sizes)
  func softmaxCrossEntropy(rows: Int, columns: Int) {
    let z = Self.values(rows * columns, seed: 6, Double.self)
    let y = Self.distributions(rows: rows, columns: columns)
    var a = z
    var delta = z
    // In place, as the engine calls it.
    let loss = a.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map {
        Double.softmaxCrossEntropy(
          rows: rows, columns: columns, logits: $0, targets: y, scale: 0.5, outputs: $0,
          delta: &delta)
      } ?? .nan
    }
    var expected = 0.0
    for c in 0..<columns {
      let column = c * rows..<(c + 1) * rows
      let total = column.reduce(0) { $0 + exp(z[$1]) }
      for i in column {
        let output = exp(z[i]) / total
        if y[i] > 0 { expected -= y[i] * log(output) }
        #expect(abs(a[i] - output) < 1e-14)
        #expect(abs(delta[i] - 0.5 * (output - y[i])) < 1e-14)
      }
    }
    #expect(abs(loss - expected) < 1e-12 * Double(columns))
    let softmax = Matrix(rows: rows, columns: columns, elements: z).applying(.softmax).elements
    for (one, other) in zip(softmax, a) { #expect(abs(one - other) < 1e-15) }
  }

  @Test("Binary cross-entropy is that of the formula", arguments: [1, 15, 400, 5_000])
  func sigmoidCrossEntropy(count: Int) {
    let z = Self.values(count, seed: 7, Double.self)
    let y = z.indices.map { $0 % 3 == 0 ? 1.0 : 0.0 }
    var a = z
    var delta = z
    let loss = a.withUnsafeMutableBufferPointer { buffer in
      buffer.baseAddress.map {
        Double.sigmoidCrossEntropy(
          count: count, logits: $0, targets: y, scale: 0.25, outputs: $0, delta: &delta)
      } ?? .nan
    }
    let outputs = z.map { 1 / (1 + exp(-$0)) }
    let expected = zip(outputs, y).reduce(0) {
      $0 - ($1.1 * log($1.0) + (1 - $1.1) * log(1 - $1.0))
    }
    #expect(abs(loss - expected) < 1e-12 * Double(count))
    for i in z.indices {
      #expect(abs(a[i] - outputs[i]) < 1e-15)
      #expect(abs(delta[i] - 0.25 * (outputs[i] - y[i])) < 1e-15)
    }
    #expect(
      Double.binaryCrossEntropy(count: count, outputs: a, targets: y, scale: 1, delta: nil)
        .distance(to: loss).magnitude < 1e-11 * Double(count))
  }

  @Test("Saturated logits have finite costs")
  func saturatedLogits() {
    var outputs: [Double] = [0, 0]
    let binary = Double.sigmoidCrossEntropy(
      count: 2, logits: [1_000, -1_000], targets: [0, 0], scale: 1, outputs: &outputs, delta: nil)
    #expect(binary == 1_000)
    let multiple = Double.softmaxCrossEntropy(
      rows: 2, columns: 1, logits: [1_000, -1_000], targets: [0, 1], scale: 1, outputs: &outputs,
      delta: nil)
    #expect(multiple == 2_000)
    #expect(
      Double.crossEntropy(
        count: 2, outputs: [0, 1], targets: [0, 1], scale: 1, delta: nil) == 0)
    #expect(
      Double.binaryCrossEntropy(
        count: 2, outputs: [0, 1], targets: [0, 1], scale: 1, delta: nil) == 0)
  }

  @Test("Counts and sums are those of plain loops", arguments: sizes)
  func countsAndSums(rows: Int, columns: Int) {
    let x = Self.values(rows * columns, seed: 8, Float.self)
    let y = Self.values(rows * columns, seed: 9, Float.self)
    var sums = [Float](repeating: 9, count: rows)
    Float.rowSums(rows: rows, columns: columns, x, into: &sums)
    for r in 0..<rows {
      let expected = (0..<columns).reduce(0.0) { $0 + Double(x[$1 * rows + r]) }
      #expect(abs(Double(sums[r]) - expected) < 1e-4 * Double(columns).squareRoot())
    }
    let norm = x.reduce(0.0) { $0 + Double($1) * Double($1) }
    #expect(abs(Float.squaredNorm(count: x.count, x) - norm) < 1e-9 * norm)
    let matches = (0..<columns).count { c in
      func side(_ values: [Float]) -> Int {
        let column = values[c * rows..<(c + 1) * rows]
        if rows == 1 { return column.first.map { $0 > 0.5 ? 1 : 0 } ?? 0 }
        return (column.indices.max { column[$0] < column[$1] } ?? 0) - c * rows
      }
      return side(x) == side(y)
    }
    #expect(
      Float.matchCount(
        rows: rows, columns: columns, threshold: 0.5, outputs: x, targets: y) == matches)
    var spoilt = x
    spoilt[0] = .nan
    spoilt[spoilt.count - 1] = .infinity
    #expect(Float.nonfiniteCount(count: x.count, spoilt) == min(2, x.count))
    #expect(Float.nonfiniteCount(count: x.count, x) == 0)
  }

  @Test("Columns are gathered, masks laid out and values combined")
  func gatherMaskAndCombine() {
    var out = [Double](repeating: 0, count: 4)
    [2, 0].withUnsafeBufferPointer {
      Double.gatherColumns(rows: 2, indices: $0, [1, 2, 3, 4, 5, 6], into: &out)
    }
    #expect(out == [5, 6, 1, 2])
    var mask = [Double](repeating: 9, count: 6)
    // Draws of a [2, 3] array, row by row.
    Double.dropoutMask(
      rows: 2, columns: 3, keep: 0.5, draws: [0.1, 0.6, 0.2, 0.5, 0.4, 0.9], into: &mask)
    #expect(mask == [2, 0, 0, 2, 2, 0])
    var product = [Double](repeating: 0, count: 3)
    Double.multiplyElements(count: 3, [1, 2, 3], [4, 5, 6], into: &product)
    #expect(product == [4, 10, 18])
    Double.add(count: 3, factor: -2, [1, 2, 3], to: &product)
    #expect(product == [2, 6, 12])
  }
}
