import LecternTensor

/// Where inputs are not finite.
package struct NonFiniteInputs: Sendable, Equatable {
  package var count: Int
  package var firstFeature: Int
  package var firstExample: Int
}

extension Dataset {
  /// The inputs that are NaN or infinite, or nil when all are finite.
  package func nonFiniteInputs() -> NonFiniteInputs? { nil }

  /// The name of the only class that has examples, or nil with several classes or none.
  package func onlyClass() -> String? { nil }

  /// How many examples of `other` are, number for number, also examples of this set.
  package func overlap(with other: Dataset) -> Int { 0 }
}
