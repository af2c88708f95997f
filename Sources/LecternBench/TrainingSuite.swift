import LecternNN
import LecternTensor

/// Epochs of the course's networks, beside the matrix products they are made of.
enum TrainingSuite {
  static func measure(_ stopwatch: Stopwatch) -> [Measurement] {
    [
      TrainingCase<Double>(
        "2-4-1 full batch float64", sizes: [2, 4, 1], hidden: .tanh, examples: 400,
        batchSize: nil, optimizer: .gradientDescent, epochs: 1000
      ).measure(stopwatch),
      TrainingCase<Double>(
        "400-25-10 full batch float64", sizes: [400, 25, 10], hidden: .sigmoid, examples: 5000,
        batchSize: nil, optimizer: .gradientDescent, epochs: 4
      ).measure(stopwatch),
      TrainingCase<Float>(
        "784-128-10 batch 128 float32", sizes: [784, 128, 10], hidden: .relu, examples: 12800,
        batchSize: 128, optimizer: .adam, epochs: 1
      ).measure(stopwatch),
    ]
  }
}

/// A network of dense layers, random examples, and how they are trained.
private struct TrainingCase<Scalar: LecternScalar> {
  private let name: String
  private let network: Network<Scalar>
  private let examples: Examples<Scalar>
  private let batchSize: Int?
  private let optimizer: Optimizer
  /// Epochs in a run, so that a run takes a few milliseconds at least.
  private let epochs: Int

  init(
    _ name: String, sizes: [Int], hidden: Activation, examples count: Int, batchSize: Int?,
    optimizer: Optimizer, epochs: Int
  ) {
    self.name = name
    self.batchSize = batchSize
    self.optimizer = optimizer
    self.epochs = epochs
    var random = RandomState(seed: 1)
    let outputs = sizes[sizes.count - 1]
    let layers = sizes.indices.dropFirst().map { index in
      Layer.dense(
        units: sizes[index],
        activation: index < sizes.count - 1 ? hidden : outputs == 1 ? .sigmoid : .softmax,
        hasBias: true, initializer: nil)
    }
    network = Network(
      NetworkDescription(
        inputCount: sizes[0], layers: layers,
        loss: outputs == 1 ? .binaryCrossEntropy : .crossEntropy), random: &random)
    var targets = Matrix<Scalar>(rows: outputs, columns: count)
    for column in 0..<count {
      let label = random.integer(upTo: max(outputs - 1, 1))
      if label < outputs { targets.elements[column * outputs + label] = 1 }
    }
    examples = Examples(inputs: random.uniforms(rows: sizes[0], columns: count), targets: targets)
  }

  /// Milliseconds an epoch.
  func measure(_ stopwatch: Stopwatch) -> Measurement {
    let plan = TrainingPlan<Scalar>(
      optimizer: optimizer, learningRate: { _, _ in 0.001 }, length: .epochs(epochs),
      batchSize: batchSize)
    let products = Products(network.description, examples.count, batchSize ?? examples.count)
    let times = stopwatch.times(
      { _ = network.trained(on: examples, plan: plan) },
      besides: { for _ in 0..<epochs { products.runEpoch() } })
    let share = 1 / Double(epochs)
    return Measurement(
      "training", name, times.work.map { $0 * share },
      floor: ("products alone", times.floor.map { $0 * share }))
  }

  /// The matrix products of training without anything between them.
  private final class Products {
    private let layers: [NetworkDescription.DenseLayer]
    private let examples: Int
    private let batchSize: Int
    private let weights: [Matrix<Scalar>]
    private let activations: [Matrix<Scalar>]
    private var gradients: [Matrix<Scalar>]
    private var results: [Matrix<Scalar>]

    init(_ description: NetworkDescription, _ examples: Int, _ batchSize: Int) {
      layers = description.denseLayers
      self.examples = examples
      self.batchSize = batchSize
      weights = layers.map { Matrix(rows: $0.units, columns: $0.inputs, repeating: 0.5) }
      gradients = weights
      let sizes = [description.inputCount] + layers.map(\.units)
      activations = sizes.map { Matrix(rows: $0, columns: batchSize, repeating: 0.5) }
      results = activations
    }

    func runEpoch() {
      for start in stride(from: 0, to: examples, by: batchSize) {
        runBatch(min(batchSize, examples - start))
      }
    }

    private func runBatch(_ count: Int) {
      for (index, layer) in layers.enumerated() {
        Scalar.multiply(
          weights[index].elements, transposed: false, activations[index].elements,
          transposed: false, rows: layer.units, columns: count, inner: layer.inputs, alpha: 1,
          beta: 0, into: &results[index + 1].elements)
      }
      for (index, layer) in layers.enumerated().reversed() {
        Scalar.multiply(
          activations[index + 1].elements, transposed: false, activations[index].elements,
          transposed: true, rows: layer.units, columns: layer.inputs, inner: count, alpha: 1,
          beta: 0, into: &gradients[index].elements)
        guard index > 0 else { continue }
        Scalar.multiply(
          weights[index].elements, transposed: true, activations[index + 1].elements,
          transposed: false, rows: layer.inputs, columns: count, inner: layer.units, alpha: 1,
          beta: 0, into: &results[index].elements)
      }
    }
  }
}
