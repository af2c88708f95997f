internal import LecternTensor

/// The penalties of a network by layer, as cost, gradient and steps after an update.
///
/// Where no layer has its own λ all weights are one span, so that the plain case stays one call.
struct PenaltyTerms {
  /// Weights with the same penalties, next to each other in a `ParameterBuffer`.
  struct Span {
    var range: Range<Int>
    let penalties: [Penalty]

    /// The factor before Σ‖W‖².
    func squareFactor(exampleCount: Int) -> Double {
      penalties.reduce(0) { $0 + $1.factor(exampleCount: exampleCount) }
    }

    /// The d in the gradient d·W.
    func decay(exampleCount: Int) -> Double {
      penalties.reduce(0) { $0 + 2 * $1.factor(exampleCount: exampleCount) }
    }
  }

  let spans: [Span]
  let weightCount: Int
  /// Whether any term of the cost is there.
  let isPresent: Bool
  /// The factor before Σ|w|, in all, and the parts that act through the gradient and after it.
  let absoluteFactor: Double
  let signFactor: Double
  let threshold: Double
  let maxNorm: Double?

  init(_ description: NetworkDescription) {
    let general = description.penalties
    let layout = ParameterLayout(description)
    var spans: [Span] = []
    for shape in layout.shapes where shape.kind == .weights {
      let own = description.denseLayers[shape.index].l2
      let penalties = own.map { general.replacingL2(by: $0) } ?? general
      let range = shape.offset..<(shape.offset + shape.count)
      if let last = spans.last, last.penalties == penalties {
        spans[spans.count - 1].range = last.range.lowerBound..<range.upperBound
      } else {
        spans.append(Span(range: range, penalties: penalties))
      }
    }
    self.spans = spans
    weightCount = layout.weightCount
    isPresent = spans.contains { span in
      span.penalties.contains { if case .maxNorm = $0 { false } else { true } }
    }
    absoluteFactor = general.reduce(0) { $0 + $1.absoluteFactor }
    signFactor = general.filter { !$0.isProximal }.reduce(0) { $0 + $1.absoluteFactor }
    threshold = general.filter(\.isProximal).reduce(0) { $0 + $1.absoluteFactor }
    maxNorm = general.compactMap { if case .maxNorm(let limit) = $0 { limit } else { nil } }.min()
  }

  /// The penalty's part of the cost for a batch of `exampleCount`.
  func cost<Scalar: LecternScalar>(
    _ parameters: UnsafePointer<Scalar>, exampleCount: Int
  ) -> Double {
    guard isPresent else { return 0 }
    var total = 0.0
    for span in spans {
      let factor = span.squareFactor(exampleCount: exampleCount)
      if factor != 0 {
        total +=
          factor
          * Scalar.squaredNorm(count: span.range.count, parameters + span.range.lowerBound)
      }
    }
    guard absoluteFactor != 0 else { return total }
    return total + absoluteFactor * Scalar.absoluteSum(count: weightCount, parameters)
  }

  /// The d in the gradient d·W of the layer that the weight at `offset` belongs to.
  func decay(at offset: Int, exampleCount: Int) -> Double {
    for span in spans where span.range.contains(offset) {
      return span.decay(exampleCount: exampleCount)
    }
    return 0
  }

  /// Adds the slope of the cost's squares, and of `absoluteFactor` times its absolute values.
  func addSlopes<Scalar: LecternScalar>(
    at parameters: UnsafePointer<Scalar>, exampleCount: Int, absoluteFactor: Double,
    to gradient: UnsafeMutablePointer<Scalar>
  ) {
    for span in spans {
      let decay = span.decay(exampleCount: exampleCount)
      if decay != 0 {
        Scalar.add(
          count: span.range.count, factor: decay, parameters + span.range.lowerBound,
          to: gradient + span.range.lowerBound)
      }
    }
    if absoluteFactor != 0 {
      Scalar.addSigns(count: weightCount, factor: absoluteFactor, of: parameters, to: gradient)
    }
  }
}

extension [Penalty] {
  /// One λ in place of that of all L2 penalties, at the scale of the first.
  fileprivate func replacingL2(by lambda: Double) -> [Penalty] {
    var scale: Double?
    for case .l2(_, let first) in self {
      scale = first
      break
    }
    let others = filter { if case .l2 = $0 { false } else { true } }
    return others + [.l2(lambda: lambda, scale: scale)]
  }
}
