internal import LecternTensor

/// What the kernels are told of an optimizer at a step.
extension Optimizer {
  /// Goes on to the powers of β₁ and β₂ that the next step corrects its means with.
  func advance(_ powers: inout (Double, Double)) {
    switch self {
    case .adam(let beta1, let beta2, _, _, _), .adamW(let beta1, let beta2, _, _, _, _):
      powers = (powers.0 * beta1, powers.1 * beta2)
    case .gradientDescent, .averagedMomentum, .classicalMomentum, .nesterov, .adaGrad, .rmsProp,
      .adaDelta:
      break
    }
  }

  /// The rule of a step; `shrinkage` is αλ, by which AdamW's weights shrink beside it.
  func rule(powers: (Double, Double), shrinkage: Double) -> UpdateRule {
    switch self {
    case .gradientDescent: return .descent
    case .averagedMomentum(let beta): return .averagedMomentum(beta: beta)
    case .classicalMomentum(let mu), .nesterov(let mu): return .classicalMomentum(mu: mu)
    case .adaGrad(let epsilon, let isInside):
      return .scaledDescent(kept: 1, fresh: 1, epsilon: epsilon, isEpsilonInside: isInside)
    case .rmsProp(let beta, let epsilon, let isInside):
      return .scaledDescent(
        kept: beta, fresh: 1 - beta, epsilon: epsilon, isEpsilonInside: isInside)
    case .adam(let beta1, let beta2, let epsilon, let isCorrected, let isInside),
      .adamW(let beta1, let beta2, let epsilon, let isCorrected, let isInside, _):
      return .adam(
        beta1: beta1, beta2: beta2, correction1: isCorrected ? 1 - powers.0 : 1,
        correction2: isCorrected ? 1 - powers.1 : 1, epsilon: epsilon,
        isEpsilonInside: isInside, shrinkage: shrinkage)
    case .adaDelta(let rho, let epsilon): return .adaDelta(rho: rho, epsilon: epsilon)
    }
  }

  /// The λ of weights that is added to the gradient of plain descent.
  var descentDecay: Double {
    if case .gradientDescent(let decay) = self { decay } else { 0 }
  }

  /// The λ of weights that shrinks them beside Adam's step.
  var shrinkingDecay: Double {
    if case .adamW(_, _, _, _, _, let decay) = self { decay } else { 0 }
  }
}
