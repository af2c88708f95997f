package import LecternTensor

/// The receiver operating characteristic: what share of each side lies at or above a threshold.
package struct ROCCurve: Sendable, Equatable {
  /// From (0, 0) to (1, 1); a rate is 0 where its side has no examples.
  package var falsePositiveRates: [Double]
  package var truePositiveRates: [Double]
  /// An example counts as positive when its score is at least this; the first is ∞.
  package var thresholds: [Double]

  /// The area below the straight lines through the points.
  package var area: Double {
    var sum = 0.0
    for i in falsePositiveRates.indices.dropFirst() {
      sum +=
        (falsePositiveRates[i] - falsePositiveRates[i - 1])
        * (truePositiveRates[i] + truePositiveRates[i - 1]) / 2
    }
    return sum
  }
}

/// The curve over all thresholds; equal scores are one point, points on a straight line are left out.
///
/// A score that is no number ranks below all others. Source: Fawcett 2006, Algorithm 1; the points are those of
/// scikit-learn's `roc_curve`.
package func rocCurve(scores: [Double], positives: [Bool]) -> ROCCurve {
  precondition(scores.count == positives.count, "Every score needs a label.")
  let ranked = zip(scores, positives).map { ($0.isNaN ? -.infinity : $0, $1) }
    .sorted { $0.0 > $1.0 }
  // Counts at or above each distinct score, from the highest.
  var points: [(negatives: Int, positives: Int, threshold: Double)] = []
  var seen = (negatives: 0, positives: 0)
  for (i, (score, isPositive)) in ranked.enumerated() {
    if isPositive { seen.positives += 1 } else { seen.negatives += 1 }
    guard i + 1 == ranked.count || ranked[i + 1].0 != score else { continue }
    points.append((seen.negatives, seen.positives, score))
  }
  func bends(_ i: Int) -> Bool {
    let (before, here, after) = (points[i - 1], points[i], points[i + 1])
    return here.negatives - before.negatives != after.negatives - here.negatives
      || here.positives - before.positives != after.positives - here.positives
  }
  let kept =
    [(negatives: 0, positives: 0, threshold: Double.infinity)]
    + points.indices.filter { $0 == 0 || $0 + 1 == points.count || bends($0) }.map { points[$0] }
  func rates(_ counts: [Int], of total: Int) -> [Double] {
    counts.map { total == 0 ? 0 : Double($0) / Double(total) }
  }
  return ROCCurve(
    falsePositiveRates: rates(kept.map(\.negatives), of: seen.negatives),
    truePositiveRates: rates(kept.map(\.positives), of: seen.positives),
    thresholds: kept.map(\.threshold))
}

/// The area under the ROC curve; nil when one side has no examples, or a score is no number.
package func areaUnderCurve(scores: [Double], positives: [Bool]) -> Double? {
  guard positives.contains(true), positives.contains(false), !scores.contains(where: \.isNaN)
  else { return nil }
  return rocCurve(scores: scores, positives: positives).area
}

/// The area under the ROC curve of a classifier: of its one output, or the mean of each class against the rest.
///
/// Classes that have no examples, or all of them, are left out of the mean; nil when none is left.
/// Source of the mean: Provost and Domingos 2000, unweighted; scikit-learn's `multi_class="ovr"`.
package func areaUnderCurve<Scalar: LecternScalar>(
  outputs: Matrix<Scalar>, labels: [Int]
) -> Double? {
  precondition(outputs.columns == labels.count, "Every output needs a label.")
  let areas = rowValues(outputs).enumerated().compactMap { row, scores in
    areaUnderCurve(
      scores: scores, positives: labels.map { $0 == (outputs.rows == 1 ? 1 : row) })
  }
  guard !areas.isEmpty else { return nil }
  return areas.reduce(0, +) / Double(areas.count)
}

private func rowValues<Scalar: LecternScalar>(_ matrix: Matrix<Scalar>) -> [[Double]] {
  (0..<matrix.rows).map { row in (0..<matrix.columns).map { Double(matrix[row, $0]) } }
}
