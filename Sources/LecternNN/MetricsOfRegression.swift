package import LecternTensor

/// The mean of (a − y)² over examples and outputs; 0 without examples.
package func meanSquaredError<Scalar: LecternScalar>(
  _ outputs: Matrix<Scalar>, targets: Matrix<Scalar>
) -> Double {
  mean(outputs, targets) { $0 * $0 }
}

/// The mean of |a − y| over examples and outputs; 0 without examples.
package func meanAbsoluteError<Scalar: LecternScalar>(
  _ outputs: Matrix<Scalar>, targets: Matrix<Scalar>
) -> Double {
  mean(outputs, targets) { abs($0) }
}

private func mean<Scalar: LecternScalar>(
  _ outputs: Matrix<Scalar>, _ targets: Matrix<Scalar>, _ measure: (Double) -> Double
) -> Double {
  precondition(
    outputs.rows == targets.rows && outputs.columns == targets.columns,
    "Every output needs a target.")
  guard outputs.count > 0 else { return 0 }
  var sum = 0.0
  outputs.elements.withUnsafeBufferPointer { outputs in
    targets.elements.withUnsafeBufferPointer { targets in
      for i in outputs.indices { sum += measure(Double(outputs[i]) - Double(targets[i])) }
    }
  }
  return sum / Double(outputs.count)
}

/// The coefficient of determination R² = 1 − Σ(a − y)²/Σ(y − ȳ)², the mean over the outputs.
///
/// An output whose targets are all equal counts 1 when it is exact, else 0, as in scikit-learn; 0 without examples.
/// Source: Draper and Smith 1998, section 1.3.
package func rSquared<Scalar: LecternScalar>(
  _ outputs: Matrix<Scalar>, targets: Matrix<Scalar>
) -> Double {
  precondition(
    outputs.rows == targets.rows && outputs.columns == targets.columns,
    "Every output needs a target.")
  guard outputs.count > 0 else { return 0 }
  var total = 0.0
  for row in 0..<outputs.rows {
    let values = (0..<targets.columns).map { Double(targets[row, $0]) }
    let center = values.reduce(0, +) / Double(values.count)
    var unexplained = 0.0
    var spread = 0.0
    for (column, value) in values.enumerated() {
      let difference = Double(outputs[row, column]) - value
      unexplained += difference * difference
      spread += (value - center) * (value - center)
    }
    total += spread > 0 ? 1 - unexplained / spread : unexplained == 0 ? 1 : 0
  }
  return total / Double(outputs.rows)
}
