/// What keeps weights small; biases, γ and β are never penalised.
package enum Penalty: Sendable, Equatable {
  /// λ·s·Σ‖W‖², where s is `scale`, or 1/(2m) for m examples in the batch when `scale` is nil.
  ///
  /// Source: Krogh and Hertz 1992; the scale, Ng's course 2, week 1. Keras uses s = 1, cs231n s = ½.
  case l2(lambda: Double, scale: Double? = nil)
  /// λ·s·Σ|w|, where s is `scale`, or 1.
  ///
  /// Proximal: each update ends with w ← sign(w)·max(|w| − α·λ·s, 0), which makes zeros. Else λ·s·sign(w)
  /// is added to the gradient. Source: Tibshirani 1996; the step, Daubechies et al. 2004, Beck and
  /// Teboulle 2009.
  case l1(lambda: Double, scale: Double? = nil, isProximal: Bool = true)
  /// λ₁·Σ|w| + λ₂·Σw², the first part by the proximal step. Source: Zou and Hastie 2005.
  case elastic(l1: Double, l2: Double)
  /// After each update a row of W (the weights of one unit) with a norm above c is scaled to c.
  ///
  /// Source: Srebro and Shraibman 2005; Srivastava et al. 2014, section 5.1.
  case maxNorm(Double)

  /// The factor before Σ‖W‖² for a batch of `exampleCount`.
  package func factor(exampleCount: Int) -> Double {
    switch self {
    case .l2(let lambda, let scale): lambda * (scale ?? 1 / (2 * Double(max(exampleCount, 1))))
    case .elastic(_, let lambda): lambda
    case .l1, .maxNorm: 0
    }
  }

  /// The factor before Σ|w|.
  package var absoluteFactor: Double {
    switch self {
    case .l1(let lambda, let scale, _): lambda * (scale ?? 1)
    case .elastic(let lambda, _): lambda
    case .l2, .maxNorm: 0
    }
  }

  /// Whether Σ|w| acts by the step after the update rather than through the gradient.
  package var isProximal: Bool {
    switch self {
    case .l1(_, _, let isProximal): isProximal
    case .elastic: true
    case .l2, .maxNorm: false
    }
  }

  /// The term of the cost, or the constraint, as a report prints it.
  package var formula: String { term(squares: "Σ‖W‖²") }

  /// The same with an L2 penalty's sum of squares written out.
  func term(squares: String) -> String {
    switch self {
    case .l2(let lambda, nil): "(\(plain(lambda))/2m) \(squares)"
    case .l2(let lambda, let scale?): "\(plain(lambda))·\(plain(scale)) \(squares)"
    case .l1(let lambda, nil, _): "\(plain(lambda)) Σ|w|"
    case .l1(let lambda, let scale?, _): "\(plain(lambda))·\(plain(scale)) Σ|w|"
    case .elastic(let l1, let l2): "\(plain(l1)) Σ|w| + \(plain(l2)) Σ‖W‖²"
    case .maxNorm(let limit): "‖w‖₂ ≤ \(plain(limit)) for each row w of W"
    }
  }

  /// What it does to an update, one step a line.
  package var updateFormula: String { steps(slopeAt: "W") }

  /// The same with the weights at which the gradient is taken.
  func steps(slopeAt weights: String) -> String {
    switch self {
    case .l2(let lambda, nil): return "g ← g + (\(plain(lambda))/m)·\(weights)"
    case .l2(let lambda, let scale?):
      return "g ← g + 2·\(plain(lambda))·\(plain(scale))·\(weights)"
    case .l1(let lambda, let scale, let isProximal):
      let factor = plain(lambda) + (scale.map { "·\(plain($0))" } ?? "")
      return isProximal ? Self.proximalStep(factor) : "g ← g + \(factor)·sign(\(bare(weights)))"
    case .elastic(let l1, let l2):
      return "g ← g + 2·\(plain(l2))·\(weights)\n" + Self.proximalStep(plain(l1))
    case .maxNorm(let limit):
      return "after it, for each row w of W: w ← w·min(1, \(plain(limit))/‖w‖₂)"
    }
  }

  /// Weights without the parentheses that only a factor before them needs.
  private func bare(_ weights: String) -> Substring {
    weights.first == "(" ? weights.dropFirst().dropLast() : weights[...]
  }

  private static func proximalStep(_ factor: String) -> String {
    "after it: W ← sign(W)·max(|W| − α·\(factor), 0)"
  }
}
