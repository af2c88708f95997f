/// The data term of the cost, in nats for the two entropies.
package enum Loss: Sendable, Equatable {
  /// −(1/m) Σ_i Σ_k y log a, with classes as rows. Source: Bishop 2006, section 4.3.4.
  case crossEntropy
  /// −(1/m) Σ_i Σ_k (y log a + (1 − y) log(1 − a)). Source: Bishop 2006, section 4.3.2.
  case binaryCrossEntropy
  /// (1/(m·K)) Σ_i Σ_k (a − y)², the mean over examples and the K outputs. Source: Legendre 1805.
  case meanSquaredError
  /// Half of it, whose slope has no 2. Source: Bishop 2006, section 5.2, eq. 5.11.
  case halfMeanSquaredError
  /// (1/(m·K)) Σ_i Σ_k |a − y|; the slope at 0 is 0. Source: Boscovich 1757.
  case meanAbsoluteError
  /// The mean of ½e² for |e| ≤ δ, of δ(|e| − ½δ) beyond, with e = a − y. Source: Huber 1964.
  case huber(delta: Double = 1)
  /// The mean over examples of max(0, 1 − ŷ·a), ŷ = −1 or 1, for one output a; for several,
  /// of Σ_{k≠y} max(0, a_k − a_y + 1).
  ///
  /// Targets are 0 and 1 as elsewhere; at the kink the slope is 0. Source: Cortes and Vapnik 1995;
  /// several classes, Weston and Watkins 1999, as in Stanford's cs231n.
  case hinge

  /// Where a single output stops speaking for class 0: scores of the hinge loss lie around 0.
  package var decisionThreshold: Double { self == .hinge ? 0 : 0.5 }

  /// The formula, as a report prints it.
  package var formula: String {
    switch self {
    case .crossEntropy: "−(1/m) Σ_i Σ_k y_k log a_k"
    case .binaryCrossEntropy: "−(1/m) Σ_i (y log a + (1 − y) log(1 − a))"
    case .meanSquaredError: "(1/(m·K)) Σ_i Σ_k (a_k − y_k)²"
    case .halfMeanSquaredError: "(1/(2m·K)) Σ_i Σ_k (a_k − y_k)²"
    case .meanAbsoluteError: "(1/(m·K)) Σ_i Σ_k |a_k − y_k|"
    case .huber(let delta):
      "(1/(m·K)) Σ_i Σ_k h(a_k − y_k), h(e) = e²/2 for |e| ≤ \(plain(delta)), else "
        + "\(plain(delta))·(|e| − \(plain(delta / 2)))"
    case .hinge: "(1/m) Σ_i Σ_{k≠y} max(0, a_k − a_y + 1)"
    }
  }

  /// The formula for a network with so many outputs, where that makes a difference.
  package func formula(outputCount: Int) -> String {
    self == .hinge && outputCount == 1 ? "(1/m) Σ_i max(0, 1 − ŷ·a), ŷ = 2y − 1" : formula
  }
}
