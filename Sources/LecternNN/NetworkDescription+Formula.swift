/// The penalties in words, as `PenaltyTerms` reckons them: a layer with its own λ is left out of the
/// network's L2 penalties.
extension NetworkDescription {
  /// Whether the cost has a term beside that of the data.
  package var hasPenaltyTerm: Bool {
    denseLayers.contains { $0.l2 != nil }
      || penalties.contains { if case .maxNorm = $0 { false } else { true } }
  }

  /// The penalties' terms of the cost.
  package var penaltyFormulas: [String] {
    var terms: [String] = []
    for (penalty, weights) in squares {
      guard let weights else {
        terms.append(penalty.formula)
        continue
      }
      let sum = weights.map { "‖\($0)‖²" }.joined(separator: " + ")
      terms.append(penalty.term(squares: weights.count == 1 ? sum : "(\(sum))"))
    }
    for penalty in penalties {
      switch penalty {
      case .l2, .maxNorm: break
      case .l1, .elastic: terms.append(penalty.formula)
      }
    }
    return terms
  }

  /// What the penalties add to the gradient and what they do after an update, bounds last.
  ///
  /// `weights` is where the gradient is taken, as a factor: `W`, `(W − 0.9·h)`.
  package func penaltySteps(
    slopeAt weights: String = "W"
  ) -> (gradient: [String], after: [String]) {
    var gradient: [String] = []
    for (penalty, layers) in squares {
      let place = layers.map { " for " + $0.joined(separator: ", ") } ?? ""
      gradient.append(penalty.steps(slopeAt: weights) + place)
    }
    var others: [Substring] = []
    var bounds: [Substring] = []
    for penalty in penalties {
      switch penalty {
      case .l2: break
      case .l1, .elastic:
        others += penalty.steps(slopeAt: weights).split(separator: "\n")
      case .maxNorm: bounds += penalty.updateFormula.split(separator: "\n")
      }
    }
    gradient += others.filter { !$0.hasPrefix("after it") }.map(String.init)
    let after = others.filter { $0.hasPrefix("after it") } + bounds
    return (gradient, after.map { String($0.replacing(/^after it(: |, )/, with: "")) })
  }

  /// The L2 penalties with the names of their weights, nil where it is all weights.
  private var squares: [(penalty: Penalty, weights: [String]?)] {
    let general = penalties.filter { if case .l2 = $0 { true } else { false } }
    let layers = denseLayers
    guard layers.contains(where: { $0.l2 != nil }) else {
      return general.map { (penalty: $0, weights: nil) }
    }
    var scale: Double?
    if case .l2(_, let first)? = general.first { scale = first }
    func names(_ isIncluded: (DenseLayer) -> Bool) -> [String] {
      layers.indices.filter { isIncluded(layers[$0]) }.map { "W\($0 + 1)" }
    }
    let others = names { $0.l2 == nil }
    var result: [(penalty: Penalty, weights: [String]?)] = []
    if !others.isEmpty { result = general.map { (penalty: $0, weights: others) } }
    var told: Set<Double> = [0]
    for case let lambda? in layers.map(\.l2) where told.insert(lambda).inserted {
      result.append(
        (penalty: .l2(lambda: lambda, scale: scale), weights: names { $0.l2 == lambda }))
    }
    return result
  }
}
