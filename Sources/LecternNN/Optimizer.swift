/// How a gradient g changes a parameter w with the learning rate α.
package enum Optimizer: Sendable, Equatable {
  /// w ← w − αg.
  case gradientDescent
  /// v ← βv + (1 − β)g, w ← w − αv. Source: Ng's course 2, week 2.
  case averagedMomentum(beta: Double)
  /// h ← μh + αg, w ← w − h. Source: Polyak 1964; Sutskever et al. 2013.
  case classicalMomentum(mu: Double)
  /// Source: Kingma and Ba 2015, Algorithm 1; without the correction only to show why it is there.
  case adam(beta1: Double, beta2: Double, epsilon: Double, isBiasCorrected: Bool)

  /// Adam as its authors recommend it.
  package static var adam: Optimizer {
    .adam(beta1: 0.9, beta2: 0.999, epsilon: 1e-8, isBiasCorrected: true)
  }

  /// The update in use with its numbers, one step a line; α is the learning rate, t counts from 1.
  package var formula: String {
    switch self {
    case .gradientDescent: return "w ← w − α·g"
    case .averagedMomentum(let beta):
      return "v ← \(plain(beta))·v + (1 − \(plain(beta)))·g\nw ← w − α·v"
    case .classicalMomentum(let mu): return "h ← \(plain(mu))·h + α·g\nw ← w − h"
    case .adam(let beta1, let beta2, let epsilon, let isBiasCorrected):
      let averages = """
        m ← \(plain(beta1))·m + (1 − \(plain(beta1)))·g
        v ← \(plain(beta2))·v + (1 − \(plain(beta2)))·g²
        """
      guard isBiasCorrected else { return averages + "\nw ← w − α·m/(√v + \(plain(epsilon)))" }
      return averages + """

        m̂ = m/(1 − \(plain(beta1))^t), v̂ = v/(1 − \(plain(beta2))^t)
        w ← w − α·m̂/(√v̂ + \(plain(epsilon)))
        """
    }
  }
}
