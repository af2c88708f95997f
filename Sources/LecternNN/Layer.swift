/// One layer of a network, as the author wrote it.
package enum Layer: Sendable, Equatable {
  /// A = g(W·A_prev + b); `initializer` nil takes that of the whole network, and `l2` is this
  /// layer's λ in place of the λ of `Penalty.l2`.
  case dense(
    units: Int, activation: Activation, hasBias: Bool = true, initializer: Initializer? = nil,
    l2: Double? = nil)
  /// Ẑ = (Z − μ)/√(σ² + ε) over the batch, A = g(γẐ + β); γ starts at 1 and β at 0.
  ///
  /// Evaluation takes the running mean and variance instead, which start at 0 and 1 and keep
  /// `momentum` of themselves in every step; the running variance is that of a sample,
  /// σ²·m/(m − 1). Source: Ioffe and Szegedy 2015, Algorithms 1 and 2.
  case batchNorm(activation: Activation, momentum: Double = 0.9, epsilon: Double = 1e-5)
  /// Inverted dropout: each activation stays with probability `keep` and is then divided by it.
  ///
  /// Source: Srivastava et al. 2014; the inverted form, Ng's course 2, week 1.
  case dropout(keep: Double)
}
