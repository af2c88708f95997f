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
}

/// A number as a formula prints it: whole numbers without a point, the rest as Swift writes them.
func plain(_ value: Double) -> String {
  if let whole = Int(exactly: value), abs(whole) < 1_000_000 { return "\(whole)" }
  // 1e-8 rather than Swift's 1e-08.
  return "\(value)".replacing("e-0", with: "e-")
}
