import LecternTensor
import Testing

/// The kernels around an update, at their kinks and with values that are no numbers.
struct UpdateKernelTests {
  @Test("Soft thresholds make zeros and keep what is no number", arguments: [1, 5, 40])
  func softThreshold(copies: Int) {
    var w = [Double](repeating: 0, count: 0)
    for _ in 0..<copies { w += [2, -2, 0.5, -0.5, 0, .infinity, .nan] }
    Double.shrink(count: w.count, threshold: 0.5, &w)
    for first in stride(from: 0, to: w.count, by: 7) {
      #expect(Array(w[first..<first + 6]) == [1.5, -1.5, 0, 0, 0, .infinity])
      #expect(w[first + 6].isNaN)
    }
  }

  @Test("Signs are added, 0 having none, and values are cut off")
  func signsAndBounds() {
    var g: [Float] = [1, 1, 1]
    Float.addSigns(count: 3, factor: 0.25, of: [3, 0, -2], to: &g)
    #expect(g == [1.25, 1, 0.75])
    var x: [Float] = [-3, -0.5, 0, 0.5, 3, .nan]
    Float.clamp(count: 6, limit: 1, &x)
    #expect(Array(x[..<5]) == [-1, -0.5, 0, 0.5, 1] && x[5].isNaN)
    Float.scale(count: 5, factor: 2, &x)
    #expect(Array(x[..<5]) == [-2, -1, 0, 1, 2])
    #expect(Float.absoluteSum(count: 5, x) == 6)
    #expect(Float.squaredDistance(count: 2, [1, 2], [4, -2]) == 25)
  }

  @Test("Rows above the bound are scaled down to it and counted")
  func rowNorms() {
    // Rows (3, 4), (0.3, 0.4), (0, 2).
    var w: [Double] = [3, 0.3, 0, 4, 0.4, 2]
    var scratch = [Double](repeating: 0, count: 3)
    let count = Double.limitRows(rows: 3, columns: 2, limit: 1, scratch: &scratch, &w)
    #expect(count == 2)
    for (value, expected) in zip(w, [0.6, 0.3, 0, 0.8, 0.4, 1]) {
      #expect(abs(value - expected) < 1e-15)
    }
  }

  @Test("Losses at their kinks have no slope, and a score that is no number no finite loss")
  func kinks() {
    var delta: [Double] = [9, 9]
    let hinge = Double.hinge(
      rows: 1, columns: 2, outputs: [1, -1], targets: [1, 0], scale: 1, delta: &delta)
    #expect(hinge == 0 && delta == [0, 0])
    let absolute = Double.absoluteError(
      count: 2, outputs: [1, 2], targets: [1, 0], scale: 0.5, delta: &delta)
    #expect(absolute == 2 && delta == [0, 0.5])
    for rows in [1, 2] {
      let loss = Double.hinge(
        rows: rows, columns: 1, outputs: [.nan, 0], targets: [1, 0], scale: 1, delta: nil)
      #expect(loss.isNaN)
    }
    #expect(
      Double.huberError(
        count: 1, limit: 1, outputs: [.nan], targets: [0], scale: 1, delta: nil
      ).isNaN)
  }

  @Test("A batch norm has mean β and deviation γ in each row", arguments: [(3, 40), (20, 7)])
  func batchNorm(rows: Int, columns: Int) {
    var random = RandomState(seed: 1)
    let x: Matrix<Double> = random.normals(rows: rows, columns: columns)
    let statistics = BatchStatistics(rows: rows)
    var normalized = x.elements
    var out = x
    Double.batchNorm(
      columns: columns, epsilon: 0, x.elements, gamma: [Double](repeating: 2, count: rows),
      beta: [Double](repeating: 5, count: rows), statistics: statistics, normalized: &normalized,
      into: &out.elements)
    for r in 0..<rows {
      let row = (0..<columns).map { out[r, $0] }
      let mean = row.reduce(0, +) / Double(columns)
      let variance = row.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(columns)
      #expect(abs(mean - 5) < 1e-13 && abs(variance - 4) < 1e-12)
    }
    // One example has no variance of a sample, and counts as it is.
    var means: [Double] = [0]
    var variances: [Double] = [1]
    let one = BatchStatistics(rows: 1)
    var scalar: [Double] = [0]
    Double.batchNorm(
      columns: 1, epsilon: 1e-5, [7], gamma: [1], beta: [3], statistics: one,
      normalized: &normalized, into: &scalar)
    Double.updateRunning(
      columns: 1, momentum: 0.9, statistics: one, means: &means, variances: &variances)
    #expect(scalar == [3] && abs(means[0] - 0.7) < 1e-15 && variances == [0.9])
  }
}
