package import Testing

/// Expects two numbers to agree within an absolute tolerance; two that are not numbers agree.
package func expectClose(
  _ actual: Double, _ expected: Double, tolerance: Double = 1e-9, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  let agree =
    (actual.isNaN && expected.isNaN) || actual == expected
    || abs(actual - expected) <= tolerance
  #expect(
    agree, comment ?? "\(actual) is not within \(tolerance) of \(expected)",
    sourceLocation: sourceLocation)
}

/// Expects two sequences of numbers to agree element by element.
package func expectClose(
  _ actual: [Double], _ expected: [Double], tolerance: Double = 1e-9, _ comment: Comment? = nil,
  sourceLocation: SourceLocation = #_sourceLocation
) {
  #expect(actual.count == expected.count, comment, sourceLocation: sourceLocation)
  let distances = zip(actual, expected).map {
    $0 == $1 || ($0.isNaN && $1.isNaN) ? 0 : abs($0 - $1)
  }
  // The worst element says most; a NaN on one side alone is worse than any distance.
  let worst = distances.enumerated().max { rank($0.element) < rank($1.element) }
  guard let worst, !(worst.element <= tolerance) else { return }
  Issue.record(
    comment
      ?? "element \(worst.offset): \(actual[worst.offset]) is not within \(tolerance) of \(expected[worst.offset])",
    sourceLocation: sourceLocation)
}

private func rank(_ distance: Double) -> Double { distance.isNaN ? .infinity : distance }
