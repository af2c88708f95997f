/// How a gradient g changes a parameter w with the learning rate α.
///
/// What an optimizer remembers of a parameter starts at 0; weight decay concerns weights alone.
package enum Optimizer: Sendable, Equatable {
  /// w ← w − α(g + λw), λ for weights. Source: Cauchy 1847; the decay, Hanson and Pratt 1988.
  case gradientDescent(weightDecay: Double = 0)
  /// v ← βv + (1 − β)g, w ← w − αv. Source: Ng's course 2, week 2.
  case averagedMomentum(beta: Double)
  /// h ← μh + αg, w ← w − h. Source: Polyak 1964; Sutskever et al. 2013.
  case classicalMomentum(mu: Double)
  /// h ← μh + α∇J(w − μh), w ← w − h: the gradient is taken where the momentum leads.
  ///
  /// Source: Nesterov 1983; in this form, Sutskever et al. 2013, eq. 3 and 4.
  case nesterov(mu: Double)
  /// G ← G + g², w ← w − αg/(√G + ε). Source: Duchi, Hazan and Singer 2011, Figure 1.
  case adaGrad(epsilon: Double = 1e-8, isEpsilonInside: Bool = false)
  /// S ← βS + (1 − β)g², w ← w − αg/(√S + ε).
  ///
  /// Source: Tieleman and Hinton 2012, lecture 6e, with β = 0.9; the ε is that of later use.
  case rmsProp(beta: Double = 0.9, epsilon: Double = 1e-8, isEpsilonInside: Bool = false)
  /// Source: Kingma and Ba 2015, Algorithm 1; without the correction only to show why it is there.
  case adam(
    beta1: Double, beta2: Double, epsilon: Double, isBiasCorrected: Bool,
    isEpsilonInside: Bool = false)
  /// Adam with w ← w − α(m̂/(√v̂ + ε) + λw). Source: Loshchilov and Hutter 2019, Algorithm 2.
  case adamW(
    beta1: Double = 0.9, beta2: Double = 0.999, epsilon: Double = 1e-8,
    isBiasCorrected: Bool = true, isEpsilonInside: Bool = false, weightDecay: Double = 0.01)
  /// E ← ρE + (1 − ρ)g², Δ = g·√(D + ε)/√(E + ε), D ← ρD + (1 − ρ)Δ², w ← w − αΔ.
  ///
  /// Source: Zeiler 2012, Algorithm 1, which has α = 1.
  case adaDelta(rho: Double = 0.95, epsilon: Double = 1e-6)

  /// Gradient descent without weight decay.
  package static var gradientDescent: Optimizer { .gradientDescent(weightDecay: 0) }

  /// Adam as its authors recommend it.
  package static var adam: Optimizer {
    .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, isBiasCorrected: true)
  }

  /// Numbers it remembers of each parameter.
  package var memoryCount: Int {
    switch self {
    case .gradientDescent: 0
    case .averagedMomentum, .classicalMomentum, .nesterov, .adaGrad, .rmsProp: 1
    case .adam, .adamW, .adaDelta: 2
    }
  }
}
