/// One layer of a network, as the author wrote it.
package enum Layer: Sendable, Equatable {
  /// A = g(W·A_prev + b); `initializer` nil takes that of the whole network.
  case dense(units: Int, activation: Activation, hasBias: Bool, initializer: Initializer?)
  /// Inverted dropout: each activation stays with probability `keep` and is then divided by it.
  ///
  /// Source: Srivastava et al. 2014; the inverted form, Ng's course 2, week 1.
  case dropout(keep: Double)
}

/// The data term of the cost, in nats for the two entropies.
package enum Loss: Sendable, Equatable {
  /// −(1/m) Σ_i Σ_k y log a, with classes as rows. Source: Bishop 2006, section 4.3.4.
  case crossEntropy
  /// −(1/m) Σ_i Σ_k (y log a + (1 − y) log(1 − a)). Source: Bishop 2006, section 4.3.2.
  case binaryCrossEntropy
  /// (1/(m·K)) Σ_i Σ_k (a − y)², the mean over examples and the K outputs.
  case meanSquaredError

  /// The formula, as a report prints it.
  package var formula: String {
    switch self {
    case .crossEntropy: "−(1/m) Σ_i Σ_k y_k log a_k"
    case .binaryCrossEntropy: "−(1/m) Σ_i (y log a + (1 − y) log(1 − a))"
    case .meanSquaredError: "(1/(m·K)) Σ_i Σ_k (a_k − y_k)²"
    }
  }
}

/// A term added to the cost; biases are never penalised.
package enum Penalty: Sendable, Equatable {
  /// λ·s·Σ‖W‖², where s is `scale`, or 1/(2m) for m examples in the batch when `scale` is nil.
  ///
  /// Source: Krogh and Hertz 1992; the scale, Ng's course 2, week 1. Keras uses s = 1, cs231n s = ½.
  case l2(lambda: Double, scale: Double?)

  /// The factor before Σ‖W‖² for a batch of `exampleCount`.
  package func factor(exampleCount: Int) -> Double {
    switch self {
    case .l2(let lambda, let scale): lambda * (scale ?? 1 / (2 * Double(max(exampleCount, 1))))
    }
  }

  /// The formula, as a report prints it.
  package var formula: String {
    switch self {
    case .l2(let lambda, nil): "(\(plain(lambda))/2m) Σ‖W‖²"
    case .l2(let lambda, let scale?): "\(plain(lambda))·\(plain(scale)) Σ‖W‖²"
    }
  }
}
