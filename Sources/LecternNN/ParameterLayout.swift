package import LecternTensor

/// Where each layer's parameters lie in one buffer: all weights, then all biases.
///
/// The penalty concerns the first `weightCount` values, and an update is two calls however many layers there are.
struct ParameterLayout {
  private(set) var weightOffsets: [Int] = []
  private(set) var biasOffsets: [Int] = []
  let weightCount: Int
  let count: Int
  let outputCount: Int

  init(_ description: NetworkDescription) {
    let layers = description.denseLayers
    var offset = 0
    for layer in layers {
      weightOffsets.append(offset)
      offset += layer.units * layer.inputs
    }
    weightCount = offset
    for layer in layers {
      biasOffsets.append(offset)
      offset += layer.units
    }
    count = offset
    outputCount = layers.last?.units ?? 0
  }
}

/// One step of a forward pass.
enum Stage {
  struct Dense {
    let inputs: Int
    let units: Int
    let activation: Activation
    let function: ElementFunction
    let hasBias: Bool
    /// Whether no dense layer lies before it, so that its inputs need no gradient.
    let isFirst: Bool
    /// Offsets into the parameters.
    let weights: Int
    let biases: Int
  }

  case dense(Dense)
  case dropout(rows: Int, keep: Double)

  var rows: Int {
    switch self {
    case .dense(let dense): dense.units
    case .dropout(let rows, _): rows
    }
  }

  static func stages(of description: NetworkDescription) -> [Stage] {
    let layout = ParameterLayout(description)
    var rows = description.inputCount
    var denseCount = 0
    return description.layers.map { layer in
      switch layer {
      case .dropout(let keep): return .dropout(rows: rows, keep: keep)
      case .dense(let units, let activation, let hasBias, _):
        defer {
          rows = units
          denseCount += 1
        }
        return .dense(
          Dense(
            inputs: rows, units: units, activation: activation, function: activation.function,
            hasBias: hasBias, isFirst: denseCount == 0, weights: layout.weightOffsets[denseCount],
            biases: layout.biasOffsets[denseCount]))
      }
    }
  }
}

extension Activation {
  /// The kernel of the activation.
  package var function: ElementFunction {
    switch self {
    case .linear: .linear
    case .sigmoid: .sigmoid
    case .tanh: .tanh
    case .relu: .relu
    case .leakyReLU(let slope): .leakyReLU(slope: slope)
    case .elu(let alpha): .elu(alpha: alpha)
    case .softplus: .softplus
    case .softmax: .softmax
    }
  }
}

/// The parameters of a network, or anything shaped like them, in one buffer.
final class ParameterBuffer<Scalar: LecternScalar> {
  let layout: ParameterLayout
  let pointer: UnsafeMutablePointer<Scalar>

  init(zerosFor layout: ParameterLayout) {
    self.layout = layout
    pointer = .allocate(capacity: max(layout.count, 1))
    pointer.initialize(repeating: 0, count: max(layout.count, 1))
  }

  convenience init(_ network: Network<Scalar>) {
    self.init(zerosFor: ParameterLayout(network.description))
    func copy(_ matrices: [Matrix<Scalar>], to offsets: [Int]) {
      for (matrix, offset) in zip(matrices, offsets) {
        matrix.elements.withUnsafeBufferPointer { elements in
          guard let first = elements.baseAddress else { return }
          (pointer + offset).update(from: first, count: elements.count)
        }
      }
    }
    copy(network.weights, to: layout.weightOffsets)
    copy(network.biases, to: layout.biasOffsets)
  }

  deinit { pointer.deallocate() }

  /// The values as matrices, shaped like those of `network`.
  func matrices(like network: Network<Scalar>) -> (
    weights: [Matrix<Scalar>], biases: [Matrix<Scalar>]
  ) {
    func matrices(_ shapes: [Matrix<Scalar>], _ offsets: [Int]) -> [Matrix<Scalar>] {
      zip(shapes, offsets).map { shape, offset in
        Matrix(
          rows: shape.rows, columns: shape.columns,
          elements: Array(UnsafeBufferPointer(start: pointer + offset, count: shape.count)))
      }
    }
    return (
      matrices(network.weights, layout.weightOffsets), matrices(network.biases, layout.biasOffsets)
    )
  }
}
