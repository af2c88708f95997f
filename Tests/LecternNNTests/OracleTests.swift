import Foundation
import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// Short runs against JAX's derivatives and Optax's optimizers: see `Fixtures/oracle.py`.
struct OracleTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let name: String
    let kind: OracleProblem
    var layers: [Layer] = [dense(4, .tanh)]
    var optimizer: Optimizer = .gradientDescent
    let rate: Double
    var loss: Loss?
    var penalties: [Penalty] = []
    var clipping: Clipping?
    var iterations = 14
    var batchSize: Int? = 8
    /// Whether `layers` has the last layer.
    var isWhole = false
    var testDescription: String { name }
  }

  static func dense(_ units: Int, _ activation: Activation, l2: Double? = nil) -> Layer {
    .dense(units: units, activation: activation, l2: l2)
  }

  static let optimizers = [
    Case(
      name: "gd-decay", kind: .softmax, optimizer: .gradientDescent(weightDecay: 0.3), rate: 0.4),
    Case(
      name: "nesterov", kind: .sigmoid, optimizer: .nesterov(mu: 0.8), rate: 0.3,
      penalties: [.l2(lambda: 0.2)]),
    Case(name: "adagrad", kind: .softmax, optimizer: .adaGrad(), rate: 0.1),
    Case(
      name: "adagrad-inside", kind: .softmax,
      optimizer: .adaGrad(epsilon: 1e-3, isEpsilonInside: true), rate: 0.1),
    Case(name: "rmsprop", kind: .softmax, optimizer: .rmsProp(epsilon: 1e-4), rate: 0.02),
    Case(
      name: "rmsprop-inside", kind: .softmax,
      optimizer: .rmsProp(beta: 0.8, epsilon: 1e-4, isEpsilonInside: true), rate: 0.02),
    Case(
      name: "adam-inside", kind: .sigmoid,
      optimizer: .adam(
        beta1: 0.9, beta2: 0.999, epsilon: 1e-4, isBiasCorrected: true, isEpsilonInside: true),
      rate: 0.02, penalties: [.l2(lambda: 0.3)]),
    Case(name: "adamw", kind: .sigmoid, optimizer: .adamW(weightDecay: 0.4), rate: 0.05),
    Case(
      name: "adadelta", kind: .regression, optimizer: .adaDelta(rho: 0.9, epsilon: 1e-4), rate: 1),
    Case(
      name: "clip-norm", kind: .softmax, optimizer: .classicalMomentum(mu: 0.9), rate: 0.5,
      penalties: [.l2(lambda: 0.7)], clipping: .norm(0.3)),
    Case(
      name: "clip-value", kind: .regression, rate: 0.5, penalties: [.l2(lambda: 0.7, scale: 0.5)],
      clipping: .value(0.05)),
  ]

  static let penalties = [
    Case(
      name: "l1-subgradient", kind: .softmax, rate: 0.3,
      penalties: [.l1(lambda: 0.01, scale: 2, isProximal: false)]),
    Case(
      name: "l1-proximal", kind: .softmax, optimizer: .classicalMomentum(mu: 0.5), rate: 0.3,
      penalties: [.l1(lambda: 0.05)]),
    Case(
      name: "elastic", kind: .sigmoid, optimizer: .adam, rate: 0.02,
      penalties: [.elastic(l1: 0.03, l2: 0.04)]),
    Case(name: "max-norm", kind: .softmax, rate: 0.8, penalties: [.maxNorm(0.9)]),
    Case(
      name: "own-l2", kind: .softmax, layers: [dense(4, .tanh), dense(5, .relu, l2: 2)], rate: 0.3,
      penalties: [.l2(lambda: 0.5)]),
  ]

  static let losses = [
    Case(name: "half_mse", kind: .regression, rate: 0.2, loss: .halfMeanSquaredError),
    Case(name: "mae", kind: .regression, rate: 0.2, loss: .meanAbsoluteError),
    Case(name: "huber", kind: .regression, rate: 0.2, loss: .huber(delta: 0.4)),
    Case(name: "hinge", kind: .score, rate: 0.2, loss: .hinge),
    Case(name: "weston-watkins", kind: .scores, rate: 0.2, loss: .hinge),
  ]

  static let activations: [(String, Activation)] = [
    ("linear", .linear), ("sigmoid", .sigmoid), ("tanh", .tanh), ("relu", .relu),
    ("leaky", .leakyReLU(slope: 0.1)), ("elu", .elu(alpha: 0.5)), ("softplus", .softplus),
    ("softmax", .softmax),
  ]

  static let layers =
    activations.map {
      Case(
        name: "layer-\($0.0)", kind: .softmax, layers: [dense(5, $0.1)], rate: 0.3, iterations: 3,
        batchSize: nil)
    } + [
      Case(
        name: "norm", kind: .softmax, layers: [dense(5, .linear), .batchNorm(activation: .relu)],
        optimizer: .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-3, isBiasCorrected: true),
        rate: 0.05),
      Case(
        name: "norm-first", kind: .regression,
        layers: [
          .batchNorm(activation: .linear, momentum: 0.5, epsilon: 1e-3), dense(4, .tanh),
        ], rate: 0.2, batchSize: nil),
      Case(
        name: "norm-last", kind: .softmax,
        layers: [dense(4, .tanh), dense(3, .linear), .batchNorm(activation: .softmax)],
        optimizer: .classicalMomentum(mu: 0.9), rate: 0.2, isWhole: true),
      Case(
        name: "norm-twice", kind: .sigmoid,
        layers: [
          dense(5, .sigmoid), .batchNorm(activation: .elu(alpha: 0.5)), .dropout(keep: 0.7),
          dense(4, .linear), .batchNorm(activation: .tanh, momentum: 0.7, epsilon: 1e-2),
        ], rate: 0.3, penalties: [.l2(lambda: 0.4)]),
    ]

  static func network<Scalar: LecternScalar>(_ example: Case) -> Network<Scalar> {
    let (output, usual) = example.kind.ending
    let last = example.isWhole ? [] : [dense(example.kind.outputCount, output)]
    var random = RandomState(seed: 5)
    return Network<Scalar>(
      NetworkDescription(
        inputCount: 3, layers: example.layers + last, loss: example.loss ?? usual,
        penalties: example.penalties), initializer: .normal(0.5), random: &random)
  }

  static func plan<Scalar: LecternScalar>(_ example: Case) -> TrainingPlan<Scalar> {
    let rate = example.rate
    return TrainingPlan(
      optimizer: example.optimizer, learningRate: { _, _ in rate },
      length: .iterations(example.iterations), batchSize: example.batchSize,
      shuffling: .stream(RandomState(seed: 77)), dropout: .stream(RandomState(seed: 88)),
      clipping: example.clipping)
  }

  private func judge(_ example: Case) throws {
    let examples: Examples<Double> = example.kind.examples()
    let outcome = Self.network(example).trained(on: examples, plan: Self.plan(example))
    let fixture = try Fixture("oracle.txt")
    expectClose(outcome.costs, try fixture.numbers(example.name, "costs"), tolerance: 1e-11)
    expectClose(
      outcome.network.flat, try fixture.numbers(example.name, "parameters"), tolerance: 1e-10)
    expectClose(
      outcome.network.outputs(for: examples.inputs).transposed.elements,
      try fixture.numbers(example.name, "outputs"), tolerance: 1e-10)
    if case .maxNorm? = example.penalties.first {
      #expect([Double(outcome.clippedRows)] == (try fixture.numbers(example.name, "clipped")))
    }
  }

  @Test("An optimizer's steps are those of its paper", arguments: optimizers)
  func optimizerSteps(_ example: Case) throws { try judge(example) }

  @Test("Penalties act on cost and weights as their formulas say", arguments: penalties)
  func penaltySteps(_ example: Case) throws { try judge(example) }

  @Test("A loss and its slope are those of the formula", arguments: losses)
  func lossSteps(_ example: Case) throws { try judge(example) }

  @Test("A layer's outputs and slopes are those of the formula", arguments: layers)
  func layerSteps(_ example: Case) throws { try judge(example) }

  @Test(
    "Single precision agrees to three digits", arguments: optimizers + penalties + losses + layers)
  func singlePrecision(_ example: Case) throws {
    let outcome = Self.network(example).trained(
      on: example.kind.examples(Float.self), plan: Self.plan(example))
    let costs = try Fixture("oracle.txt").numbers(example.name, "costs")
    for (cost, expected) in zip(outcome.costs, costs) {
      #expect(abs(cost - expected) < 1e-3 * max(1, expected))
    }
  }
}
