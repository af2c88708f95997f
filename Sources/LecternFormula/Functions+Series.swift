import LecternTensor
import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Functions {
  /// Learning-rate schedules, averages of series and measures of distance.
  static let series: [String: Body] = [
    // Source: Ng's course 2, week 2; Robbins and Monro 1951 for the family.
    "inverse_time": schedule(3) { call in call[0] / (1 + call[1] * call[2]) },
    "exponential": schedule(3) { call in call[0] * pow(call[1], call[2]) },
    "step": schedule(4, positive: (2, "every")) { call in
      call[0] * pow(call[1], (call[3] / call[2]).rounded(.down))
    },
    // Source: Loshchilov and Hutter 2017 (SGDR), eq. 5, with one period and a minimum of 0.
    "cosine": schedule(3, positive: (1, "total")) { call in
      call[0] * (0.5 * (1 + cos(Double.pi * min(call[2], call[1]) / call[1])))
    },
    // Source: Goyal et al. 2017, section 2.2.
    "warmup": schedule(3, positive: (1, "steps")) { call in
      call[0] * min(1, call[2] / call[1])
    },
    // Source: Ng's course 2, week 2; the correction, Kingma and Ba 2015, section 3.
    "ewa": { call throws(FormulaError) in
      let series = try call.matrix(0)
      guard series.rows == 1 || series.columns == 1 else {
        throw FormulaError(
          "ewa wants a series, one row or one column, not \(series.rows) × \(series.columns)",
          at: call.span)
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
      let values = series.elements.map { value in
        average = beta * average + (1 - beta) * value
        weight *= beta
        return isCorrected ? average / (1 - weight) : average
      }
      let result = Matrix(rows: series.rows, columns: series.columns, elements: values)
      return call.isOfMatrix ? .matrix(result) : .number(values[0])
    },
    // Source: Ng's course 2, week 1, gradient checking.
    "relative_difference": { call throws(FormulaError) in
      let a = try call.matrix(0)
      let b = try call.matrix(1)
      guard a.rows == b.rows, a.columns == b.columns else {
        throw FormulaError(
          "relative_difference wants two matrices of one shape, not \(a.rows) × \(a.columns) and "
            + "\(b.rows) × \(b.columns)", at: call.span)
      }
      let difference = norm(zip(a.elements, b.elements).map { $0 - $1 })
      let size = norm(a.elements) + norm(b.elements)
      // Two zeros do not differ.
      return .number(size == 0 ? 0 : difference / size)
    },
  ]

  /// A formula of numbers; where one of them is a matrix, of each of its entries.
  ///
  /// `positive` is the argument that something is divided by, with its name.
  private static func schedule(
    _ count: Int, positive: (index: Int, name: String)? = nil,
    _ formula: @escaping @Sendable ([Double]) -> Double
  ) -> Body {
    { call throws(FormulaError) in
      var sides: [Matrix<Double>] = []
      for index in 0..<count { sides.append(try call.matrix(index)) }
      if let positive, !sides[positive.index].elements.allSatisfy({ $0 > 0 }) {
        throw FormulaError("\(positive.name) of \(call.name) must be above 0", at: call.span)
      }
      let isOfNumbers = call.arguments.allSatisfy {
        if case .matrix? = $0 { return false }
        return true
      }
      if isOfNumbers { return .number(formula(sides.map { $0.elements[0] })) }
      // Every side in the shape that all of them share.
      var shape = sides[0]
      for side in sides.dropFirst() {
        guard let wider = shape.combined(with: side, { own, _ in own }) else {
          throw FormulaError(
            "the arguments of \(call.name) do not fit element by element", at: call.span)
        }
        shape = wider
      }
      let spread = sides.compactMap { $0.combined(with: shape) { own, _ in own } }
      guard spread.count == count else {
        throw FormulaError(
          "the arguments of \(call.name) do not fit element by element", at: call.span)
      }
      let values = shape.elements.indices.map { index in
        formula(spread.map { $0.elements[index] })
      }
      return .matrix(Matrix(rows: shape.rows, columns: shape.columns, elements: values))
    }
  }
}
