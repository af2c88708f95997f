import LecternNN
import LecternTensor
import LecternTestSupport
import Testing

/// What the tests of the courses' worked numbers share.
///
/// The numbers are those the assignments print or their own tests expect, each recomputed with NumPy. Where an
/// assignment feeds a step with made-up values that no network would pass on, the engine's kernels take that step
/// alone; elsewhere a whole network does.
enum Course {
  /// What an assignment shows is printed to 8 decimals.
  static let printed = 1e-8

  /// A matrix written row by row.
  static func matrix(_ rows: [[Double]]) -> Matrix<Double> {
    let columns = rows.first?.count ?? 0
    return Matrix(
      rows: rows.count, columns: columns,
      elements: (0..<columns).flatMap { c in rows.map { $0[c] } })
  }

  /// Matrices of `randn` drawn from one stream, in order.
  static func normals(seed: UInt32, _ shapes: [(Int, Int)]) -> [Matrix<Double>] {
    var random = RandomState(seed: seed)
    return shapes.map { random.normals(rows: $0.0, columns: $0.1) }
  }

  /// A network of dense layers with these numbers, as (W, b, activation) from the input on.
  static func network(
    _ layers: [(weights: Matrix<Double>, bias: Matrix<Double>, activation: Activation)],
    loss: Loss = .binaryCrossEntropy, penalties: [Penalty] = []
  ) -> Network<Double> {
    var random = RandomState(seed: 0)
    let description = NetworkDescription(
      inputCount: layers.first?.weights.columns ?? 0,
      layers: layers.map {
        .dense(units: $0.weights.rows, activation: $0.activation)
      }, loss: loss, penalties: penalties)
    var network = Network<Double>(description, initializer: .zeros, random: &random)
    network.weights = layers.map(\.weights)
    network.biases = layers.map(\.bias)
    return network
  }

  static func zeros(_ rows: Int, _ columns: Int = 1) -> Matrix<Double> {
    Matrix(rows: rows, columns: columns)
  }

  /// Full-batch gradient descent.
  static func descent(_ rate: Double, _ iterations: Int) -> TrainingPlan<Double> {
    TrainingPlan(
      optimizer: .gradientDescent, learningRate: { _, _ in rate }, length: .iterations(iterations))
  }

  /// The mean loss of outputs that are given, by a layer that passes them on unchanged.
  static func cost(
    of outputs: Matrix<Double>, targets: Matrix<Double>, loss: Loss = .binaryCrossEntropy
  ) -> Double {
    var identity = zeros(outputs.rows, outputs.rows)
    for i in 0..<outputs.rows { identity[i, i] = 1 }
    return network([(identity, zeros(outputs.rows), .linear)], loss: loss)
      .cost(on: Examples(inputs: outputs, targets: targets)).data
  }

  // MARK: Single steps, by the kernels that the engine's passes are made of

  /// W·A + b.
  static func linear(
    _ weights: Matrix<Double>, _ inputs: Matrix<Double>, _ bias: Matrix<Double>
  ) -> Matrix<Double> {
    activated(.linear, weights, inputs, bias)
  }

  /// g(W·A + b).
  static func activated(
    _ function: ElementFunction, _ weights: Matrix<Double>, _ inputs: Matrix<Double>,
    _ bias: Matrix<Double>
  ) -> Matrix<Double> {
    var result = Matrix.product(weights, inputs)
    let (rows, columns) = (result.rows, result.columns)
    result.elements.withUnsafeMutableBufferPointer { z in
      bias.elements.withUnsafeBufferPointer { bias in
        guard let z = z.baseAddress else { return }
        Double.activate(function, rows: rows, columns: columns, bias: bias.baseAddress, z)
      }
    }
    return result
  }

  /// dA ∗ g′, the slope told from the activations.
  static func backpropagated(
    _ function: ElementFunction, outputs: Matrix<Double>, _ delta: Matrix<Double>
  ) -> Matrix<Double> {
    var result = delta
    result.elements.withUnsafeMutableBufferPointer { delta in
      outputs.elements.withUnsafeBufferPointer { outputs in
        guard let delta = delta.baseAddress, let outputs = outputs.baseAddress else { return }
        Double.backpropagate(
          function, rows: result.rows, columns: result.columns, outputs: outputs, delta)
      }
    }
    return result
  }

  /// dW, db and dA of a layer from its dZ, where dW and db are means over the examples.
  static func layerGradients(
    _ delta: Matrix<Double>, inputs: Matrix<Double>, weights: Matrix<Double>
  ) -> (weights: Matrix<Double>, bias: Matrix<Double>, inputs: Matrix<Double>) {
    let share = 1 / Double(max(delta.columns, 1))
    var bias = zeros(delta.rows)
    delta.elements.withUnsafeBufferPointer { delta in
      bias.elements.withUnsafeMutableBufferPointer { bias in
        guard let source = delta.baseAddress, let sums = bias.baseAddress else { return }
        Double.rowSums(
          rows: bias.count, columns: delta.count / max(bias.count, 1), source, into: sums)
      }
    }
    return (
      scaled(Matrix.product(delta, transposed: false, inputs, transposed: true), by: share),
      scaled(bias, by: share), Matrix.product(weights, transposed: true, delta)
    )
  }

  static func scaled(_ matrix: Matrix<Double>, by factor: Double) -> Matrix<Double> {
    Matrix(
      rows: matrix.rows, columns: matrix.columns, elements: matrix.elements.map { $0 * factor })
  }

  static func difference(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
    Matrix(
      rows: a.rows, columns: a.columns, elements: zip(a.elements, b.elements).map { $0 - $1 })
  }

  static func product(_ a: Matrix<Double>, _ b: Matrix<Double>) -> Matrix<Double> {
    Matrix(
      rows: a.rows, columns: a.columns, elements: zip(a.elements, b.elements).map { $0 * $1 })
  }
}

/// Expects a matrix to be the one written row by row.
func expectMatrix(
  _ actual: Matrix<Double>, _ expected: [[Double]], tolerance: Double = Course.printed,
  _ comment: Comment? = nil, sourceLocation: SourceLocation = #_sourceLocation
) {
  let wanted = Course.matrix(expected)
  #expect(
    actual.rows == wanted.rows && actual.columns == wanted.columns, comment,
    sourceLocation: sourceLocation)
  expectClose(
    actual.elements, wanted.elements, tolerance: tolerance, comment, sourceLocation: sourceLocation)
}
