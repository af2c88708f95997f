import LecternTensor

extension ElementOperation {
  /// The derivatives of a result by the operands; at a kink, that from below, and half of each where
  /// the larger or smaller of two are equal.
  func slopes(_ a: Double, _ b: Double, _ c: Double, result r: Double) -> (Double, Double, Double) {
    switch self {
    case .negate: (-1, 0, 0)
    case .exp: (r, 0, 0)
    case .log: (1 / a, 0, 0)
    case .log10: (1 / (a * 2.302585092994046), 0, 0)
    case .log1p: (1 / (1 + a), 0, 0)
    case .sqrt: (0.5 / r, 0, 0)
    case .abs: (a > 0 ? 1 : a < 0 ? -1 : 0, 0, 0)
    case .sin: (ElementOperation.cos(a), 0, 0)
    case .cos: (-ElementOperation.sin(a), 0, 0)
    case .tanh: (1 - r * r, 0, 0)
    case .sigmoid: (r * (1 - r), 0, 0)
    case .relu: (a > 0 ? 1 : 0, 0, 0)
    case .softplus: (ElementOperation.sigmoid(a), 0, 0)
    case .leakyReLU: (a > 0 ? 1 : b, a < 0 ? a : 0, 0)
    case .elu: (a > 0 ? 1 : r + b, a < 0 ? ElementOperation.elu(a, 1) : 0, 0)
    case .add: (1, 1, 0)
    case .subtract: (1, -1, 0)
    case .multiply: (b, a, 0)
    case .divide: (1 / b, -r / b, 0)
    case .power:
      (
        b == 0 ? 0 : b * ElementOperation.power(a, b - 1),
        a > 0 ? r * ElementOperation.log(a) : 0, 0
      )
    case .smaller where a == b, .larger where a == b: (0.5, 0.5, 0)
    case .smaller: a < b || a.isNaN ? (1, 0, 0) : (0, 1, 0)
    case .larger: a > b || a.isNaN ? (1, 0, 0) : (0, 1, 0)
    case .choose: a != 0 ? (0, 1, 0) : (0, 0, 1)
    case .addProduct: (1, c, b)
    case .subtractProduct: (1, -c, -b)
    case .not, .sign, .round, .floor, .equal, .notEqual, .less, .lessOrEqual, .and, .or, .near:
      (0, 0, 0)
    }
  }

  /// Whether the result follows no operand smoothly.
  var isStepwise: Bool {
    switch self {
    case .not, .sign, .round, .floor, .equal, .notEqual, .less, .lessOrEqual, .and, .or, .near:
      true
    default: false
    }
  }

  /// The derivatives by matrices that met element by element, each in its own shape.
  func slopes(
    of operands: [Matrix<Double>], result: Matrix<Double>, slope: Matrix<Double>
  ) -> [Matrix<Double>?] {
    var sums = operands.map { Matrix<Double>(rows: $0.rows, columns: $0.columns) }
    for c in 0..<result.columns {
      for r in 0..<result.rows {
        let places = operands.map {
          ($0.columns == 1 ? 0 : c) * $0.rows + ($0.rows == 1 ? 0 : r)
        }
        func value(_ index: Int) -> Double {
          index < operands.count ? operands[index].elements[places[index]] : 0
        }
        let parts = slopes(value(0), value(1), value(2), result: result[r, c])
        let factor = slope[r, c]
        // A slope of 0 stops even where the part is infinite.
        guard factor != 0 else { continue }
        sums[0].elements[places[0]] += factor * parts.0
        if operands.count > 1 { sums[1].elements[places[1]] += factor * parts.1 }
        if operands.count > 2 { sums[2].elements[places[2]] += factor * parts.2 }
      }
    }
    return sums
  }
}
