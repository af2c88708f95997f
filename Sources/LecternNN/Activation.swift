/// What a dense layer applies to its sums; the slope at a kink follows the side below it, so ReLU′(0) = 0.
package enum Activation: Sendable, Equatable {
  case linear
  case sigmoid
  case tanh
  case relu
  /// `slope` of the part below zero, 0 or more. Source: Maas et al. 2013, with 0.01.
  case leakyReLU(slope: Double)
  /// `alpha` (eˣ − 1) below zero, alpha 0 or more. Source: Clevert et al. 2016, with 1.
  case elu(alpha: Double)
  case softplus
  case softmax

  /// The formula, as a report prints it.
  package var formula: String {
    switch self {
    case .linear: "z"
    case .sigmoid: "1/(1 + e^(−z))"
    case .tanh: "tanh z"
    case .relu: "max(0, z)"
    case .leakyReLU(let slope): "z if z > 0, else \(plain(slope))·z"
    case .elu(let alpha): "z if z > 0, else \(plain(alpha))·(e^z − 1)"
    case .softplus: "log(1 + e^z)"
    case .softmax: "e^(z_k) / Σ_j e^(z_j)"
    }
  }
}

/// A number as a formula prints it: whole numbers without a point, the rest as Swift writes them.
func plain(_ value: Double) -> String {
  if let whole = Int(exactly: value), abs(whole) < 1_000_000 { return "\(whole)" }
  return "\(value)"
}
