import Foundation
import LecternNN
import LecternTensor
import Testing

/// The 23 examples of `Fixtures/oracle.py`, by what is asked of them.
enum OracleProblem: Sendable {
  case softmax
  case sigmoid
  case regression
  /// Two and three classes by scores, for the hinge loss.
  case score
  case scores

  var outputCount: Int {
    switch self {
    case .softmax, .scores: 3
    case .sigmoid, .score: 1
    case .regression: 2
    }
  }

  var ending: (Activation, Loss) {
    switch self {
    case .softmax: (.softmax, .crossEntropy)
    case .sigmoid: (.sigmoid, .binaryCrossEntropy)
    case .regression: (.linear, .meanSquaredError)
    case .score, .scores: (.linear, .hinge)
    }
  }

  func examples<Scalar: LecternScalar>(_: Scalar.Type = Scalar.self) -> Examples<Scalar> {
    var random = RandomState(seed: 100)
    let x: Matrix<Double> = random.normals(rows: 3, columns: 23)
    let noise: Matrix<Double> = random.normals(rows: 3, columns: 23)
    var y = Matrix<Double>(rows: outputCount, columns: 23)
    for c in 0..<23 {
      switch self {
      case .softmax, .scores:
        let noisy = (0..<3).map { x[$0, c] + 0.3 * noise[$0, c] }
        y[noisy.indices.max { noisy[$0] < noisy[$1] } ?? 0, c] = 1
      case .sigmoid, .score: y[0, c] = x[0, c] * x[1, c] > 0 ? 1 : 0
      case .regression:
        y[0, c] = sin(x[0, c]) + x[1, c]
        y[1, c] = x[2, c] * x[2, c]
      }
    }
    return Examples(
      inputs: x.converted(to: Scalar.self), targets: y.converted(to: Scalar.self))
  }
}

/// Lines of a name, a word and numbers, in a file of `Fixtures`.
struct Fixture {
  private let lines: [Substring]

  init(_ name: String) throws {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/\(name)")
    lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
  }

  func numbers(_ name: String, _ what: String) throws -> [Double] {
    let line = try #require(lines.first { $0.hasPrefix("\(name) \(what) ") })
    return try line.split(separator: " ").dropFirst(2).map { try #require(Double($0)) }
  }
}

extension Network {
  /// W row by row and b, layer by layer, then γ, β, running mean and variance of each batch norm.
  var flat: [Double] {
    let dense = zip(weights, biases).flatMap { $0.transposed.elements + $1.elements }
    let norms = gammas.indices.flatMap { index in
      [gammas, betas, runningMeans, runningVariances].flatMap { $0[index].elements }
    }
    return (dense + norms).map { Double($0) }
  }
}
