package import LecternTensor

/// One step of a forward pass, with the offsets of its numbers in a `ParameterBuffer`.
enum Stage {
  struct Dense {
    let inputs: Int
    let units: Int
    let function: ElementFunction
    let hasBias: Bool
    /// Whether nothing before it is trained, so that its inputs need no gradient.
    let isFirst: Bool
    let weights: Int
    let biases: Int
  }

  struct BatchNorm {
    let rows: Int
    let function: ElementFunction
    let momentum: Double
    let epsilon: Double
    let isFirst: Bool
    let gammas: Int
    let betas: Int
    let runningMeans: Int
    let runningVariances: Int
  }

  case dense(Dense)
  case batchNorm(BatchNorm)
  case dropout(rows: Int, keep: Double)

  var rows: Int {
    switch self {
    case .dense(let dense): dense.units
    case .batchNorm(let norm): norm.rows
    case .dropout(let rows, _): rows
    }
  }

  /// What is applied last, nil for dropout.
  var function: ElementFunction? {
    switch self {
    case .dense(let dense): dense.function
    case .batchNorm(let norm): norm.function
    case .dropout: nil
    }
  }

  /// Whether all examples go through it together: a batch norm needs them all, and the weights of a
  /// long product are laid out once for all of them.
  var isWhole: Bool {
    switch self {
    case .dense(let dense): dense.units <= 32 && dense.inputs >= 2048
    case .batchNorm: true
    case .dropout: false
    }
  }

  /// Whether its slopes by what comes in replace those by what goes out.
  var isInPlace: Bool { if case .dense = self { false } else { true } }

  static func stages(of description: NetworkDescription) -> [Stage] {
    let layout = ParameterLayout(description)
    var rows = description.inputCount
    var denseCount = 0
    var normCount = 0
    return description.layers.map { layer in
      let isFirst = denseCount == 0 && normCount == 0
      switch layer {
      case .dropout(let keep): return .dropout(rows: rows, keep: keep)
      case .dense(let units, let activation, let hasBias, _, _):
        defer {
          rows = units
          denseCount += 1
        }
        return .dense(
          Dense(
            inputs: rows, units: units, function: activation.function, hasBias: hasBias,
            isFirst: isFirst, weights: layout.offset(.weights, denseCount),
            biases: layout.offset(.biases, denseCount)))
      case .batchNorm(let activation, let momentum, let epsilon):
        defer { normCount += 1 }
        return .batchNorm(
          BatchNorm(
            rows: rows, function: activation.function, momentum: momentum, epsilon: epsilon,
            isFirst: isFirst, gammas: layout.offset(.gammas, normCount),
            betas: layout.offset(.betas, normCount),
            runningMeans: layout.offset(.runningMeans, normCount),
            runningVariances: layout.offset(.runningVariances, normCount)))
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
