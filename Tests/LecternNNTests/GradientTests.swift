import LecternNN
import LecternTensor
import Testing

/// Gradients against central differences of the cost.
struct GradientTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let hidden: Activation
    let output: Activation
    let loss: Loss
    let penalties: [Penalty]
    var testDescription: String { "\(hidden), \(output), \(loss), \(penalties.count) penalties" }
  }

  static let activations: [Activation] = [
    .linear, .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.01), .elu(alpha: 1), .softplus, .softmax,
  ]

  static let cases: [Case] = {
    let endings: [(Activation, Loss)] = [
      // Fused with the loss, and not.
      (.softmax, .crossEntropy), (.sigmoid, .crossEntropy), (.softplus, .crossEntropy),
      (.sigmoid, .binaryCrossEntropy), (.softmax, .binaryCrossEntropy),
    ]
    let all = endings + activations.map { ($0, .meanSquaredError) }
    let penalties: [[Penalty]] = [
      [], [.l2(lambda: 0.6, scale: nil)], [.l2(lambda: 0.2, scale: 0.5)],
    ]
    return activations.flatMap { hidden in
      all.flatMap { ending in
        penalties.map {
          Case(hidden: hidden, output: ending.0, loss: ending.1, penalties: $0)
        }
      }
    }
  }()

  @Test("A gradient is the central difference of the cost", arguments: cases)
  func gradientIsTheCentralDifference(_ example: Case) {
    var random = RandomState(seed: 21)
    let description = NetworkDescription(
      inputCount: 3,
      layers: [
        .dense(units: 4, activation: example.hidden, hasBias: true, initializer: nil),
        .dense(units: 2, activation: example.output, hasBias: true, initializer: nil),
      ], loss: example.loss, penalties: example.penalties)
    var network = Network<Double>(description, initializer: .normal(0.7), random: &random)
    for l in network.biases.indices {
      for i in network.biases[l].elements.indices {
        network.biases[l].elements[i] = 0.3 * random.normal()
      }
    }
    var targets: Matrix<Double> = random.uniforms(rows: 2, columns: 5)
    for c in 0..<5 { targets[1, c] = 1 - targets[0, c] }
    let examples = Examples(inputs: random.normals(rows: 3, columns: 5), targets: targets)
    let gradients = network.gradients(on: examples)
    let step = 1e-5

    func difference(_ change: (inout Network<Double>, Double) -> Void) -> Double {
      var above = network
      var below = network
      change(&above, step)
      change(&below, -step)
      return (above.cost(on: examples).total - below.cost(on: examples).total) / (2 * step)
    }
    for l in network.weights.indices {
      for i in network.weights[l].elements.indices {
        let expected = difference { $0.weights[l].elements[i] += $1 }
        #expect(abs(gradients.weights[l].elements[i] - expected) < 2e-8, "W\(l + 1) \(i)")
      }
      for i in network.biases[l].elements.indices {
        let expected = difference { $0.biases[l].elements[i] += $1 }
        #expect(abs(gradients.biases[l].elements[i] - expected) < 2e-8, "b\(l + 1) \(i)")
      }
    }
  }

  @Test("A layer without bias keeps it at zero and has no gradient for it")
  func layerWithoutBias() {
    var random = RandomState(seed: 2)
    let description = NetworkDescription(
      inputCount: 2,
      layers: [.dense(units: 2, activation: .softmax, hasBias: false, initializer: nil)],
      loss: .crossEntropy)
    let network = Network<Double>(description, random: &random)
    let examples = Examples<Double>(
      inputs: random.normals(rows: 2, columns: 4),
      targets: Matrix(rows: 2, columns: 4, elements: [1, 0, 1, 0, 1, 0, 0, 1]))
    #expect(network.gradients(on: examples).biases == [Matrix(rows: 2, columns: 1)])
    let outcome = network.trained(
      on: examples,
      plan: TrainingPlan(
        optimizer: .adam, learningRate: { _, _ in 0.1 }, length: .iterations(3)))
    #expect(outcome.network.biases == network.biases)
    #expect(outcome.network.weights != network.weights)
    #expect(description.parameterCount == 4)
  }
}
