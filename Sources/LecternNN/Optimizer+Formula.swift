extension Optimizer {
  /// The update in use with its numbers, one step a line; α is the learning rate, t counts from 1.
  package var formula: String {
    switch self {
    case .gradientDescent(0): return "w ← w − α·g"
    case .gradientDescent(let decay):
      return "w ← w − α·(g + \(plain(decay))·w) for weights\nb ← b − α·g for the others"
    case .averagedMomentum(let beta):
      return "v ← \(plain(beta))·v + (1 − \(plain(beta)))·g\nw ← w − α·v"
    case .classicalMomentum(let mu): return "h ← \(plain(mu))·h + α·g\nw ← w − h"
    case .nesterov(let mu):
      return "g = ∇J(w − \(plain(mu))·h)\nh ← \(plain(mu))·h + α·g\nw ← w − h"
    case .adaGrad(let epsilon, let isInside):
      return "G ← G + g²\nw ← w − α·g/\(Self.root("G", epsilon, isInside))"
    case .rmsProp(let beta, let epsilon, let isInside):
      return """
        S ← \(plain(beta))·S + (1 − \(plain(beta)))·g²
        w ← w − α·g/\(Self.root("S", epsilon, isInside))
        """
    case .adam(let beta1, let beta2, let epsilon, let isCorrected, let isInside):
      let averages = Self.averages(beta1, beta2, isCorrected)
      let (mean, square) = isCorrected ? ("m̂", "v̂") : ("m", "v")
      return averages + "\nw ← w − α·\(mean)/\(Self.root(square, epsilon, isInside))"
    case .adamW(let beta1, let beta2, let epsilon, let isCorrected, let isInside, let decay):
      let averages = Self.averages(beta1, beta2, isCorrected)
      let (mean, square) = isCorrected ? ("m̂", "v̂") : ("m", "v")
      let step = "\(mean)/\(Self.root(square, epsilon, isInside))"
      return averages + """

        w ← w − α·(\(step) + \(plain(decay))·w) for weights
        b ← b − α·\(step) for the others
        """
    case .adaDelta(let rho, let epsilon):
      return """
        E ← \(plain(rho))·E + (1 − \(plain(rho)))·g²
        Δ = g·√(D + \(plain(epsilon)))/√(E + \(plain(epsilon)))
        D ← \(plain(rho))·D + (1 − \(plain(rho)))·Δ²
        w ← w − α·Δ
        """
    }
  }

  private static func averages(_ beta1: Double, _ beta2: Double, _ isCorrected: Bool) -> String {
    let averages = """
      m ← \(plain(beta1))·m + (1 − \(plain(beta1)))·g
      v ← \(plain(beta2))·v + (1 − \(plain(beta2)))·g²
      """
    guard isCorrected else { return averages }
    return averages + "\nm̂ = m/(1 − \(plain(beta1))^t), v̂ = v/(1 − \(plain(beta2))^t)"
  }

  private static func root(_ square: String, _ epsilon: Double, _ isInside: Bool) -> String {
    isInside ? "√(\(square) + \(plain(epsilon)))" : "(√\(square) + \(plain(epsilon)))"
  }
}

extension Clipping {
  /// What is done to the gradient, the penalties' part included.
  package var formula: String {
    switch self {
    case .norm(let limit): "g ← g·min(1, \(plain(limit))/‖g‖₂), ‖g‖₂ over all parameters"
    case .value(let limit): "g ← min(max(g, −\(plain(limit))), \(plain(limit)))"
    }
  }
}

extension TrainingPlan {
  /// All that happens in one update of a network with these penalties, one step a line.
  package func updateFormula(penalties: [Penalty] = []) -> String {
    var before: [Substring] = []
    var after: [Substring] = []
    // Bounds come after the proximal step, in whatever order they were written.
    let bounds = penalties.filter { if case .maxNorm = $0 { true } else { false } }
    let terms = penalties.filter { if case .maxNorm = $0 { false } else { true } }
    for line in (terms + bounds).flatMap({ $0.updateFormula.split(separator: "\n") }) {
      if line.hasPrefix("after it") { after.append(line) } else { before.append(line) }
    }
    if let clipping { before.append(Substring(clipping.formula)) }
    return (before + optimizer.formula.split(separator: "\n") + after).joined(separator: "\n")
  }
}
