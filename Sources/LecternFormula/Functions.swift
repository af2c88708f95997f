import LecternLanguage
import LecternTensor
import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The arguments of one call, in the order of the function table's parameters.
struct FunctionCall {
  let name: String
  /// Nil where an optional argument was left out; extra entries for a repeated parameter.
  let arguments: [Value?]
  let span: SourceSpan
  let elementLimit: Int
  let draw: ((inout RandomState) -> Matrix<Double>) -> Matrix<Double>?

  func matrix(_ index: Int) throws(FormulaError) -> Matrix<Double> {
    guard index < arguments.count, let value = arguments[index], let matrix = value.matrix else {
      throw FormulaError("\(name) wants a number or a matrix", at: span)
    }
    return matrix
  }

  func number(_ index: Int, default fallback: Double? = nil) throws(FormulaError) -> Double {
    guard index < arguments.count, let value = arguments[index] else {
      if let fallback { return fallback }
      throw FormulaError("\(name) lacks an argument", at: span)
    }
    guard let number = value.scalar else {
      throw FormulaError("\(name) wants a number here, not \(value.kindName)", at: span)
    }
    return number
  }

  func count(_ index: Int) throws(FormulaError) -> Int {
    let value = try number(index)
    guard let count = Int(exactly: value), count >= 0 else {
      throw FormulaError(
        "\(name) wants a whole number, 0 or more, "
          + (value.isNaN ? "and this is not a number" : "not \(NumberText.short(value))"), at: span)
    }
    return count
  }

  /// Whether the first argument is a matrix: of a number, every function makes a number.
  var isOfMatrix: Bool {
    if case .matrix? = arguments.first ?? nil { return true }
    return false
  }

  /// The `axis` argument; nil when it was left out.
  func axis(_ index: Int) throws(FormulaError) -> Int? {
    guard index < arguments.count, arguments[index] != nil else { return nil }
    let value = try number(index)
    guard value == 0 || value == 1 else {
      throw FormulaError("axis is 0 (down the columns) or 1 (along the rows)", at: span)
    }
    return Int(value)
  }

  /// Rows and columns of a matrix to be made.
  func size(_ index: Int) throws(FormulaError) -> (rows: Int, columns: Int) {
    let rows = try count(index)
    let columns = try count(index + 1)
    let (product, overflow) = rows.multipliedReportingOverflow(by: columns)
    // An empty matrix has a limit too: its rows are walked through like those of any other.
    guard !overflow, max(product, rows, columns) <= elementLimit else {
      throw FormulaError("\(rows) × \(columns) is too large for a matrix", at: span)
    }
    return (rows, columns)
  }
}

/// The functions of the expression language; the table in `LecternLanguage` declares each of them.
enum Functions {
  typealias Body = @Sendable (FunctionCall) throws(FormulaError) -> Value

  static let table: [String: Body] = elementwise.mapValues { map($0) }
    .merging(reductions) { first, _ in first }
    .merging(makers) { first, _ in first }
    .merging(shapers) { first, _ in first }
    .merging(learning) { first, _ in first }
    .merging(series) { first, _ in first }

  private static let elementwise: [String: @Sendable (Double) -> Double] = [
    "exp": { exp($0) }, "log": { log($0) }, "log10": { log10($0) }, "log1p": { log1p($0) },
    "sqrt": { $0.squareRoot() }, "abs": { abs($0) },
    "sign": { $0 > 0 ? 1 : $0 < 0 ? -1 : $0 },
    "round": { $0.rounded(.toNearestOrEven) }, "floor": { $0.rounded(.down) },
    "sin": { sin($0) }, "cos": { cos($0) }, "tanh": { tanh($0) },
    "sigmoid": { sigmoid($0) }, "relu": { $0 > 0 ? $0 : $0.isNaN ? $0 : 0 },
    "softplus": { max($0, 0) + log1p(exp(-abs($0))) },
  ]

  /// 1/(1 + e^−z) without overflow on either side.
  private static func sigmoid(_ z: Double) -> Double {
    if z >= 0 { return 1 / (1 + exp(-z)) }
    let power = exp(z)
    return power / (1 + power)
  }

  private static func map(_ operation: @escaping @Sendable (Double) -> Double) -> Body {
    { call throws(FormulaError) in
      if call.isOfMatrix { return .matrix(try call.matrix(0).mapped(operation)) }
      return .number(operation(try call.number(0)))
    }
  }

  private static func reduce(
    _ operation: @escaping @Sendable ([Double]) -> Double
  ) -> Body {
    { call throws(FormulaError) in
      let matrix = try call.matrix(0)
      let axis = try call.axis(1)
      guard let axis, call.isOfMatrix else { return .number(operation(matrix.elements)) }
      return .matrix(matrix.reduced(axis: axis, operation))
    }
  }

  private static func mean(_ values: [Double]) -> Double {
    values.isEmpty ? .nan : values.reduce(0, +) / Double(values.count)
  }

  private static func variance(_ values: [Double]) -> Double {
    let center = mean(values)
    return mean(values.map { ($0 - center) * ($0 - center) })
  }

  /// The first position of an extreme; NaN wins, as in NumPy.
  private static func position(
    _ values: [Double], _ isBetter: (Double, Double) -> Bool
  ) -> Double {
    var best = 0
    for (index, value) in values.enumerated() {
      if value.isNaN { return Double(index) }
      if isBetter(value, values[best]) { best = index }
    }
    return Double(best)
  }

  private static func extreme(
    _ values: [Double], _ isBetter: (Double, Double) -> Bool
  ) -> Double {
    values.isEmpty ? .nan : values[Int(position(values, isBetter))]
  }

  /// The root of the sum of squares, scaled so that squares neither overflow nor vanish.
  static func norm(_ values: [Double]) -> Double {
    let largest = abs(extreme(values) { abs($0) > abs($1) })
    guard largest > 0, largest.isFinite else { return values.isEmpty ? 0 : largest }
    return largest * values.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }

  private static let reductions: [String: Body] = [
    "sum": reduce { $0.reduce(0, +) },
    "mean": reduce(mean), "var": reduce(variance),
    "std": reduce { variance($0).squareRoot() },
    "min": reduce { extreme($0, <) }, "max": reduce { extreme($0, >) },
    "norm": reduce(norm),
    "argmax": along { values in [position(values, >)] },
    "argmin": along { values in [position(values, <)] },
    "cumsum": along { values in
      var total = 0.0
      return values.map {
        total += $0
        return total
      }
    },
    // Numbers that are none come last, as in NumPy.
    "sort": along { values in
      values.filter { !$0.isNaN }.sorted() + values.filter(\.isNaN)
    },
    "softmax": along { values in
      let largest = extreme(values, >)
      let powers = values.map { exp($0 - largest) }
      let total = powers.reduce(0, +)
      return powers.map { $0 / total }
    },
    "hardmax": along { values in
      let best = Int(position(values, >))
      return values.indices.map { $0 == best ? 1 : 0 }
    },
  ]

  /// Functions of one row or column at a time; a matrix that is one row or column needs no axis.
  private static func along(_ operation: @escaping @Sendable ([Double]) -> [Double]) -> Body {
    { call throws(FormulaError) in
      let matrix = try call.matrix(0)
      guard matrix.count > 0 else {
        throw FormulaError("\(call.name) of an empty matrix", at: call.span)
      }
      let chosen = try call.axis(1)
      guard let axis = chosen ?? (matrix.columns == 1 ? 0 : matrix.rows == 1 ? 1 : nil) else {
        throw FormulaError(
          "\(call.name) of a \(matrix.rows) × \(matrix.columns) matrix needs an axis",
          at: call.span, help: "axis=0 works down each column, axis=1 along each row")
      }
      let lines =
        axis == 0
        ? (0..<matrix.columns).map { c in
          operation(Array(matrix.elements[c * matrix.rows..<(c + 1) * matrix.rows]))
        }
        : (0..<matrix.rows).map { r in
          operation((0..<matrix.columns).map { c in matrix[r, c] })
        }
      let length = lines.first?.count ?? 0
      let stacked = Matrix(rows: length, columns: lines.count, elements: lines.flatMap { $0 })
      let result = axis == 0 ? stacked : stacked.transposed
      // The index in a row or column is a number; a chosen axis always gives a matrix.
      let isIndex = chosen == nil && length == 1 && matrix.count > 1
      if !call.isOfMatrix || isIndex, result.count == 1 { return .number(result.elements[0]) }
      return .matrix(result)
    }
  }

  private static func random(
    _ fill:
      @escaping @Sendable (FunctionCall, inout RandomState) throws(FormulaError) ->
      Matrix<Double>
  ) -> Body {
    { call throws(FormulaError) in
      var failure: FormulaError?
      let result = call.draw { state in
        do throws(FormulaError) {
          return try fill(call, &state)
        } catch {
          failure = error
          return Matrix(rows: 0, columns: 0)
        }
      }
      if let failure { throw failure }
      guard let result else {
        throw FormulaError("\(call.name) cannot be used here", at: call.span)
      }
      return .matrix(result)
    }
  }

  private static let makers: [String: Body] = [
    "zeros": { call throws(FormulaError) in
      let size = try call.size(0)
      return .matrix(Matrix(rows: size.rows, columns: size.columns))
    },
    "ones": { call throws(FormulaError) in
      let size = try call.size(0)
      return .matrix(Matrix(rows: size.rows, columns: size.columns, repeating: 1))
    },
    "eye": { call throws(FormulaError) in
      let count = try call.count(0)
      guard count <= 1 << 14 else {
        throw FormulaError("\(count) × \(count) is too large for a matrix", at: call.span)
      }
      var matrix = Matrix<Double>(rows: count, columns: count)
      for i in 0..<count { matrix[i, i] = 1 }
      return .matrix(matrix)
    },
    "rand": random { call, state throws(FormulaError) in
      let size = try call.size(0)
      return state.uniforms(rows: size.rows, columns: size.columns)
    },
    "randn": random { call, state throws(FormulaError) in
      let size = try call.size(0)
      return state.normals(rows: size.rows, columns: size.columns)
    },
    "uniform": random { call, state throws(FormulaError) in
      let low = try call.number(0)
      let high = try call.number(1)
      let size = try call.size(2)
      return state.uniforms(rows: size.rows, columns: size.columns).mapped {
        low + (high - low) * $0
      }
    },
    "integers": random { call, state throws(FormulaError) in
      let low = try call.number(0)
      let high = try call.number(1)
      let size = try call.size(2)
      guard let first = Int(exactly: low), let end = Int(exactly: high), end > first else {
        throw FormulaError(
          "integers wants whole numbers, the first below the second", at: call.span)
      }
      let (width, overflow) = end.subtractingReportingOverflow(first)
      guard !overflow, width <= Int(UInt32.max) else {
        throw FormulaError("integers draws from at most \(UInt32.max) numbers", at: call.span)
      }
      var matrix = Matrix<Double>(rows: size.rows, columns: size.columns)
      for r in 0..<size.rows {
        for c in 0..<size.columns {
          matrix[r, c] = Double(first + state.integer(upTo: width - 1))
        }
      }
      return matrix
    },
    "permutation": random { call, state throws(FormulaError) in
      let count = try call.count(0)
      guard count <= call.elementLimit else {
        throw FormulaError("\(count) is too many", at: call.span)
      }
      return Matrix(rows: 1, columns: count, elements: state.permutation(count).map(Double.init))
    },
    "linspace": { call throws(FormulaError) in .matrix(try spaced(call)) },
    "logspace": { call throws(FormulaError) in .matrix(try spaced(call).mapped { pow(10, $0) }) },
  ]

  /// `count` numbers from first to last, as NumPy's linspace computes them.
  private static func spaced(_ call: FunctionCall) throws(FormulaError) -> Matrix<Double> {
    let first = try call.number(0)
    let last = try call.number(1)
    let count = try call.count(2)
    guard count <= call.elementLimit else {
      throw FormulaError("\(count) is too many", at: call.span)
    }
    let step = count > 1 ? (last - first) / Double(count - 1) : 0
    let values = (0..<count).map { i in
      i == count - 1 && count > 1 ? last : first + Double(i) * step
    }
    return Matrix(rows: 1, columns: count, elements: values)
  }
}
