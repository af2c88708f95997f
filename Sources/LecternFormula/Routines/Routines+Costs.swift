import LecternLanguage
import LecternTensor
import LecternText

extension Routines {
  // 0·log 0 = 0. Source: Bishop 2006, section 1.6.
  static func crossEntropy(_ layout: Layout) -> RoutineFunction {
    RoutineFunction("cross_entropy") { call throws(FormulaError) in
      let (y, predicted) = try pair(call)
      var total = 0.0
      for i in 0..<y.count where y.values[i] != 0 {
        total -= y.values[i] * ElementOperation.log(predicted.values[i])
      }
      try call.give(total / Double(max(layout == .columns ? y.columns : y.rows, 1)))
    }
    .differentiated { call in
      let (y, predicted) = (call.argument(0), call.argument(1))
      let examples = layout == .columns ? y.columns : y.rows
      let scale = call.slope.elements[0] / Double(max(examples, 1))
      func each(_ rule: (Double, Double) -> Double) -> Matrix<Double> {
        Matrix(
          rows: y.rows, columns: y.columns,
          elements: zip(y.elements, predicted.elements).map { scale * rule($0, $1) })
      }
      return [
        each { -ElementOperation.log($1) }, each { $0 == 0 ? 0 : -$0 / $1 },
      ]
    }
  }

  static let costs: [RoutineFunction] = [
    RoutineFunction("mse") { call throws(FormulaError) in
      let (y, predicted) = try pair(call)
      var total = 0.0
      for i in 0..<y.count {
        let distance = predicted.values[i] - y.values[i]
        total += distance * distance
      }
      try call.give(total / Double(max(y.count, 1)))
    }
    .differentiated { call in
      let (y, predicted) = (call.argument(0), call.argument(1))
      let scale = 2 * call.slope.elements[0] / Double(max(y.count, 1))
      let slope = Matrix(
        rows: y.rows, columns: y.columns,
        elements: zip(y.elements, predicted.elements).map { scale * ($1 - $0) })
      return [slope.mapped { -$0 }, slope]
    },
    // Source: Ng's course 2, week 1, gradient checking.
    RoutineFunction("relative_difference") { call throws(FormulaError) in
      let (a, b) = try pair(call)
      try call.give(RelativeDifference.of(a.whole, b.whole))
    }.withoutDerivative(),
    // Source: Ng's course 2, week 2; the correction, Kingma and Ba 2015, section 3.
    RoutineFunction("ewa") { call throws(FormulaError) in
      let series = try call.matrix(0)
      guard series.rows == 1 || series.columns == 1 else {
        throw FormulaError(
          "ewa wants a series, one row or one column, not \(series.shape.text)", at: call.span)
      }
      let beta = try call.number(1)
      guard beta >= 0, beta < 1 else {
        throw FormulaError(
          "beta of ewa lies from 0 to below 1, and this is \(NumberText.short(beta))",
          at: call.span)
      }
      let isCorrected = try call.number(2, default: 0) != 0
      var average = 0.0
      var weight = 1.0
      func next(_ value: Double) -> Double {
        average = beta * average + (1 - beta) * value
        weight *= beta
        return isCorrected ? average / (1 - weight) : average
      }
      if case .number = call.routine.targets[0] {
        try call.give(next(series.count > 0 ? series.values[0] : .nan))
        return
      }
      let out = try call.make(series.shape)
      for i in 0..<series.count { out[i] = next(series.values[i]) }
    }
    .differentiated { call in
      let beta = call.number(1) ?? 0
      let isCorrected = (call.number(2) ?? 0) != 0
      var result = call.argument(0)
      var slope = 0.0
      for i in (0..<result.count).reversed() {
        let weight = isCorrected ? 1 - ElementOperation.power(beta, Double(i + 1)) : 1
        slope = beta * slope + call.slope.elements[i] / weight
        result.elements[i] = (1 - beta) * slope
      }
      // v = βv′ + (1 − β)x moves with β by v′ + β dv′/dβ − x, and so does v / (1 − βᵗ).
      let series = call.argument(0)
      var (average, moved, weight, byBeta) = (0.0, 0.0, 1.0, 0.0)
      for i in 0..<series.count {
        moved = average + beta * moved - series.elements[i]
        average = beta * average + (1 - beta) * series.elements[i]
        let before = weight
        weight *= beta
        let change =
          isCorrected
          ? moved / (1 - weight) + average * Double(i + 1) * before / ((1 - weight) * (1 - weight))
          : moved
        byBeta += call.slope.elements[i] * change
      }
      return [result, Matrix(rows: 1, columns: 1, elements: [byBeta])]
    },
  ]

  /// Two matrices of one shape.
  private static func pair(
    _ call: RoutineCall
  ) throws(FormulaError) -> (MatrixRegister, MatrixRegister) {
    let (a, b) = (try call.matrix(0), try call.matrix(1))
    guard a.shape == b.shape else {
      throw FormulaError(
        "\(call.name) wants two matrices of one shape, not \(a.shape.text) and \(b.shape.text)",
        at: call.span)
    }
    try call.count(work: a.count)
    return (a, b)
  }
}

/// ‖a − b‖ / (‖a‖ + ‖b‖).
enum RelativeDifference {
  static func of(_ a: Line, _ b: Line) -> Double {
    var difference = (0..<a.count).map { a[$0] - b[$0] }
    let size = a.norm + b.norm
    // Two zeros do not differ.
    guard size != 0 else { return 0 }
    return difference.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return 0 }
      return Line(start: base, count: buffer.count, stride: 1).norm / size
    }
  }
}
