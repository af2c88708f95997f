internal import CKernels

/// An activation that the kernels know.
package enum ElementFunction: Sendable, Equatable {
  case linear
  case sigmoid
  case tanh
  case relu
  case leakyReLU(slope: Double)
  case elu(alpha: Double)
  case softplus
  /// Over each column.
  case softmax

  var kernel: CInt {
    switch self {
    case .linear: CInt(LECTERN_LINEAR.rawValue)
    case .sigmoid: CInt(LECTERN_SIGMOID.rawValue)
    case .tanh: CInt(LECTERN_TANH.rawValue)
    case .relu: CInt(LECTERN_RELU.rawValue)
    case .leakyReLU: CInt(LECTERN_LEAKY_RELU.rawValue)
    case .elu: CInt(LECTERN_ELU.rawValue)
    case .softplus: CInt(LECTERN_SOFTPLUS.rawValue)
    case .softmax: CInt(LECTERN_SOFTMAX.rawValue)
    }
  }

  var parameter: Double {
    switch self {
    case .leakyReLU(let slope): slope
    case .elu(let alpha): alpha
    case .linear, .sigmoid, .tanh, .relu, .softplus, .softmax: 0
    }
  }
}
