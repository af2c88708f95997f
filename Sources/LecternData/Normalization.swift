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

  /// Fits the scaling on the inputs of the training examples.
  package static func fit<S: LecternScalar>(
    _ method: Method, on inputs: Matrix<S>
  ) -> Normalization {
    if case .divide(let divisor) = method {
      return Normalization(
        method: method, center: [Double](repeating: 0, count: inputs.rows),
        scale: [Double](repeating: divisor, count: inputs.rows), constantFeatures: [])
    }
    // Through the concrete types, so that the loops are compiled for them.
    let facts =
      if let doubles = inputs as? Matrix<Double> {
        FeatureFacts(of: doubles)
      } else if let floats = inputs as? Matrix<Float> {
        FeatureFacts(of: floats)
      } else {
        FeatureFacts(of: inputs)
      }
    let ranges = zip(facts.maxima, facts.minima).map { $0 - $1 }
    let scale = method == .zscore ? facts.deviations : ranges
    // Judged by the range: the deviation of equal numbers may be a rounding error above 0.
    let constant = ranges.indices.filter { !(ranges[$0] > 0) || !(scale[$0] > 0) }
    var safeScale = scale
    for feature in constant { safeScale[feature] = 1 }
    return Normalization(
      method: method, center: method == .minmax ? facts.minima : facts.means, scale: safeScale,
      constantFeatures: constant)
  }

  /// The scaled inputs.
  ///
  /// - Precondition: `inputs` has the features of the data that was fitted.
  package func applied<S: LecternScalar>(to inputs: Matrix<S>) -> Matrix<S> {
    precondition(inputs.rows == center.count, "A scaling needs the features it was fitted on.")
    if let doubles = inputs as? Matrix<Double>, let result = scaled(doubles) as? Matrix<S> {
      return result
    }
    if let floats = inputs as? Matrix<Float>, let result = scaled(floats) as? Matrix<S> {
      return result
    }
    return scaled(inputs)
  }

  /// The inputs as they were before they were scaled, up to rounding.
  ///
  /// - Precondition: `inputs` has the features of the data that was fitted.
  package func restored<S: LecternScalar>(from inputs: Matrix<S>) -> Matrix<S> {
    precondition(inputs.rows == center.count, "A scaling needs the features it was fitted on.")
    var result = inputs
    for column in 0..<inputs.columns {
      for row in 0..<inputs.rows {
        result[row, column] = inputs[row, column] * S(scale[row]) + S(center[row])
      }
    }
    return result
  }

  private func scaled<T: LecternScalar>(_ inputs: Matrix<T>) -> Matrix<T> {
    let rows = inputs.rows
    let center = center.map { T($0) }
    let scale = scale.map { T($0) }
    let elements = [T](unsafeUninitializedCapacity: inputs.count) { result, filled in
      inputs.elements.withUnsafeBufferPointer { source in
        for start in stride(from: 0, to: source.count, by: max(rows, 1)) {
          for row in 0..<rows {
            result[start + row] = (source[start + row] - center[row]) / scale[row]
          }
        }
      }
      filled = inputs.count
    }
    return Matrix(rows: rows, columns: inputs.columns, elements: elements)
  }
}

/// Mean, spread and range of each feature, computed in double precision.
private struct FeatureFacts {
  var means: [Double]
  /// The standard deviations of the population, √(Σ (x − μ)² / m).
  var deviations: [Double]
  var minima: [Double]
  var maxima: [Double]

  init<T: LecternScalar>(of inputs: Matrix<T>) {
    let rows = inputs.rows
    let count = Double(max(inputs.columns, 1))
    var sums = [Double](repeating: 0, count: rows)
    var squares = sums
    var low = [Double](repeating: .infinity, count: rows)
    var high = [Double](repeating: -.infinity, count: rows)
    inputs.elements.withUnsafeBufferPointer { source in
      for start in stride(from: 0, to: source.count, by: max(rows, 1)) {
        for row in 0..<rows {
          let value = Double(source[start + row])
          sums[row] += value
          if value < low[row] { low[row] = value }
          if value > high[row] { high[row] = value }
        }
      }
      for row in 0..<rows { sums[row] /= count }
      // The mean is taken off first, or large means would swallow small spreads.
      for start in stride(from: 0, to: source.count, by: max(rows, 1)) {
        for row in 0..<rows {
          let difference = Double(source[start + row]) - sums[row]
          squares[row] += difference * difference
        }
      }
    }
    means = sums
    deviations = squares.map { ($0 / count).squareRoot() }
    minima = low
    maxima = high
  }
}
