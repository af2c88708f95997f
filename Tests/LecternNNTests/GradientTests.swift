import LecternNN
import LecternTensor
import Testing

/// Gradients against central differences of the cost.
struct GradientTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let hidden: [Layer]
    let output: [Layer]
    let loss: Loss
    let penalties: [Penalty]
    var testDescription: String { "\(hidden), \(output), \(loss), \(penalties)" }
  }

  static let activations: [Activation] = [
    .linear, .sigmoid, .tanh, .relu, .leakyReLU(slope: 0.01), .elu(alpha: 1), .softplus, .softmax,
  ]

  static let penalties: [[Penalty]] = [
    [], [.l2(lambda: 0.6)], [.l2(lambda: 0.2, scale: 0.5)],
    [.l1(lambda: 0.3, isProximal: false), .maxNorm(2)], [.l1(lambda: 0.2, scale: 0.5)],
    [.elastic(l1: 0.1, l2: 0.3), .l2(lambda: 0.4)],
  ]

  /// Output and loss, fused and not.
  static let endings: [([Layer], Loss)] = {
    func ends(_ pairs: [(Activation, Loss)]) -> [([Layer], Loss)] {
      pairs.map { ([.dense(units: 2, activation: $0.0)], $0.1) }
    }
    let fused = ends([
      (.softmax, .crossEntropy), (.sigmoid, .crossEntropy), (.softplus, .crossEntropy),
      (.sigmoid, .binaryCrossEntropy), (.softmax, .binaryCrossEntropy),
    ])
    let losses: [Loss] = [
      .halfMeanSquaredError, .meanAbsoluteError, .huber(delta: 0.4), .hinge,
    ]
    return fused + ends(activations.map { ($0, .meanSquaredError) })
      + ends(losses.map { (.linear, $0) }) + ends(losses.map { (.tanh, $0) })
      + [
        ([.dense(units: 1, activation: .linear)], .hinge),
        ([.dense(units: 2, activation: .linear), .batchNorm(activation: .softmax)], .crossEntropy),
        ([.dense(units: 2, activation: .tanh), .batchNorm(activation: .tanh)], .huber(delta: 1)),
      ]
  }()

  static let cases: [Case] = {
    let plain = activations.flatMap { hidden in
      endings.map { output, loss in
        Case(
          hidden: [.dense(units: 4, activation: hidden)], output: output, loss: loss,
          penalties: [.l2(lambda: 0.6)])
      }
    }
    let normalized = activations.flatMap { hidden in
      endings.map { output, loss in
        Case(
          hidden: [.dense(units: 4, activation: .linear), .batchNorm(activation: hidden)],
          output: output, loss: loss, penalties: [])
      }
    }
    let first: [Layer] = [
      .batchNorm(activation: .linear, epsilon: 0.1), .dropout(keep: 0.5),
      .dense(units: 4, activation: .tanh, hasBias: false, l2: 0.9), .dropout(keep: 0.5),
    ]
    let penalized = penalties.flatMap { penalties in
      endings[..<6].map { output, loss in
        Case(hidden: first, output: output, loss: loss, penalties: penalties)
      }
    }
    return plain + normalized + penalized
  }()

  @Test("A gradient is the central difference of the cost", arguments: cases)
  func gradientIsTheCentralDifference(_ example: Case) {
    var random = RandomState(seed: 21)
    let description = NetworkDescription(
      inputCount: 3, layers: example.hidden + example.output, loss: example.loss,
      penalties: example.penalties)
    var network = Network<Double>(description, initializer: .normal(0.7), random: &random)
    let trained = description.parameterShapes.filter(\.isTrained)
    for shape in trained where shape.kind != .weights {
      for i in network[shape].elements.indices {
        network[shape].elements[i] += 0.3 * random.normal()
      }
    }
    let rows = description.outputCount
    var targets: Matrix<Double> = random.uniforms(rows: rows, columns: 5)
    if rows == 2 { for c in 0..<5 { targets[1, c] = 1 - targets[0, c] } }
    let examples = Examples(inputs: random.normals(rows: 3, columns: 5), targets: targets)
    let gradients = network.gradients(on: examples)
    let step = 1e-5
    for shape in trained {
      let slopes = gradients[shape.kind]
      for i in 0..<shape.count {
        var above = network
        var below = network
        above[shape].elements[i] += step
        below[shape].elements[i] -= step
        let difference =
          above.trainingCost(on: examples).total - below.trainingCost(on: examples).total
        #expect(
          abs(slopes[shape.index].elements[i] - difference / (2 * step)) < 3e-8,
          "\(shape.name) \(i)")
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

extension Gradients {
  fileprivate subscript(kind: ParameterShape.Kind) -> [Matrix<Scalar>] {
    switch kind {
    case .weights: weights
    case .biases: biases
    case .gammas: gammas
    case .betas: betas
    case .runningMeans, .runningVariances: []
    }
  }
}
