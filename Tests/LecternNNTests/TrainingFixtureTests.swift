import Foundation
import LecternNN
import LecternTensor
import Testing

/// Short runs against NumPy's numbers, which `Fixtures/training.py` makes.
struct TrainingFixtureTests {
  enum Kind: Sendable {
    case softmax
    case sigmoid
    case regression
  }

  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: Kind
    let hidden: [Layer]
    let optimizer: Optimizer
    var learningRate: @Sendable (Int, Int) -> Double
    let iterations: Int
    var batchSize: Int?
    var penalty: Penalty?
    var isReseeded = false
    var hasConstantMask = false
    var testDescription: String { name }
  }

  static let cases = [
    Case(
      name: "descent", kind: .softmax, hidden: [dense(4, .tanh)], optimizer: .gradientDescent,
      learningRate: { _, _ in 0.5 }, iterations: 30, penalty: .l2(lambda: 0.7, scale: nil)),
    Case(
      name: "decay", kind: .sigmoid, hidden: [dense(5, .elu(alpha: 0.5)), dense(3, .softplus)],
      optimizer: .gradientDescent,
      learningRate: { _, iteration in 0.9 / (1 + 0.1 * Double(iteration)) },
      iterations: 30, penalty: .l2(lambda: 0.01, scale: 0.5)),
    Case(
      name: "averaged", kind: .softmax, hidden: [dense(4, .relu)],
      optimizer: .averagedMomentum(beta: 0.9), learningRate: { _, _ in 0.3 }, iterations: 14,
      batchSize: 8, penalty: .l2(lambda: 0.1, scale: nil), isReseeded: true),
    Case(
      name: "classical", kind: .regression, hidden: [dense(6, .leakyReLU(slope: 0.1))],
      optimizer: .classicalMomentum(mu: 0.8), learningRate: { epoch, _ in 0.05 / Double(epoch) },
      iterations: 14, batchSize: 8),
    Case(
      name: "adam", kind: .sigmoid, hidden: [dense(4, .tanh), dense(4, .sigmoid)],
      optimizer: .adam, learningRate: { _, _ in 0.02 }, iterations: 11, batchSize: 6,
      penalty: .l2(lambda: 0.3, scale: nil)),
    Case(
      name: "uncorrected", kind: .softmax, hidden: [dense(4, .tanh)],
      optimizer: .adam(beta1: 0.8, beta2: 0.95, epsilon: 1e-3, isBiasCorrected: false),
      learningRate: { _, _ in 0.01 }, iterations: 12),
    Case(
      name: "dropout", kind: .softmax, hidden: [dense(8, .tanh), .dropout(keep: 0.6)],
      optimizer: .gradientDescent, learningRate: { _, _ in 0.4 }, iterations: 12, batchSize: 10,
      isReseeded: true),
    Case(
      name: "constant-mask", kind: .sigmoid, hidden: [dense(6, .relu), .dropout(keep: 0.7)],
      optimizer: .gradientDescent, learningRate: { _, _ in 0.4 }, iterations: 12,
      hasConstantMask: true),
  ]

  static func dense(_ units: Int, _ activation: Activation) -> Layer {
    .dense(units: units, activation: activation, hasBias: true, initializer: nil)
  }

  static func examples(_ kind: Kind) -> Examples<Double> {
    var random = RandomState(seed: 100)
    let x: Matrix<Double> = random.normals(rows: 3, columns: 23)
    var y = Matrix<Double>(rows: kind == .softmax ? 3 : kind == .sigmoid ? 1 : 2, columns: 23)
    let noise: Matrix<Double> = random.normals(rows: 3, columns: 23)
    for c in 0..<23 {
      switch kind {
      case .softmax:
        let noisy = (0..<3).map { x[$0, c] + 0.3 * noise[$0, c] }
        y[noisy.indices.max { noisy[$0] < noisy[$1] } ?? 0, c] = 1
      case .sigmoid: y[0, c] = x[0, c] * x[1, c] > 0 ? 1 : 0
      case .regression:
        y[0, c] = sin(x[0, c]) + x[1, c]
        y[1, c] = x[2, c] * x[2, c]
      }
    }
    return Examples(inputs: x, targets: y)
  }

  static func outcome<Scalar: LecternScalar>(
    _ example: Case, _: Scalar.Type
  ) -> TrainingOutcome<Scalar> {
    let examples = Self.examples(example.kind)
    let ending: (Activation, Loss) =
      switch example.kind {
      case .softmax: (.softmax, .crossEntropy)
      case .sigmoid: (.sigmoid, .binaryCrossEntropy)
      case .regression: (.linear, .meanSquaredError)
      }
    let description = NetworkDescription(
      inputCount: 3, layers: example.hidden + [dense(examples.targets.rows, ending.0)],
      loss: ending.1, penalties: example.penalty.map { [$0] } ?? [])
    var random = RandomState(seed: 5)
    let network = Network<Scalar>(description, initializer: .normal(0.5), random: &random)
    return network.trained(
      on: Examples(
        inputs: examples.inputs.converted(to: Scalar.self),
        targets: examples.targets.converted(to: Scalar.self)),
      plan: TrainingPlan(
        optimizer: example.optimizer, learningRate: example.learningRate,
        length: .iterations(example.iterations), batchSize: example.batchSize,
        shuffling: example.isReseeded
          ? .reseeded({ epoch, _ in 10 + UInt32(epoch) }) : .stream(RandomState(seed: 77)),
        dropout: example.hasConstantMask
          ? .reseeded({ _, _ in 1 }) : .stream(RandomState(seed: 88))))
  }

  static func numbers(_ name: String, _ what: String) throws -> [Double] {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/training.txt")
    let lines = try String(contentsOf: file, encoding: .utf8).split(separator: "\n")
    let line = try #require(lines.first { $0.hasPrefix("\(name) \(what) ") })
    return try line.split(separator: " ").dropFirst(2).map { try #require(Double($0)) }
  }

  /// W row by row and b, layer by layer, as the fixture lists them.
  static func flat<Scalar>(_ network: Network<Scalar>) -> [Double] {
    zip(network.weights, network.biases).flatMap { weights, biases in
      (weights.transposed.elements + biases.elements).map { Double($0) }
    }
  }

  @Test("A run gives NumPy's costs and parameters", arguments: cases)
  func runIsNumPys(_ example: Case) throws {
    let outcome = Self.outcome(example, Double.self)
    let costs = try Self.numbers(example.name, "costs")
    #expect(outcome.costs.count == costs.count)
    for (cost, expected) in zip(outcome.costs, costs) { #expect(abs(cost - expected) < 1e-12) }
    let parameters = try Self.numbers(example.name, "parameters")
    let trained = Self.flat(outcome.network)
    #expect(trained.count == parameters.count)
    for (value, expected) in zip(trained, parameters) { #expect(abs(value - expected) < 1e-11) }
    #expect(outcome.iterations == example.iterations)
    #expect(outcome.end == .completed)
  }

  @Test("Single precision agrees to four digits", arguments: cases)
  func singlePrecisionAgrees(_ example: Case) throws {
    let outcome = Self.outcome(example, Float.self)
    for (cost, expected) in zip(outcome.costs, try Self.numbers(example.name, "costs")) {
      #expect(abs(cost - expected) < 1e-4 * max(1, expected))
    }
  }

  @Test("The same run twice gives the same bits", arguments: cases)
  func runsRepeat(_ example: Case) {
    let one = Self.outcome(example, Double.self)
    let other = Self.outcome(example, Double.self)
    #expect(one.network == other.network)
    #expect(one.costs == other.costs)
  }
}
