import LecternLanguage
import LecternTensor
import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension Functions {
  static let shapers: [String: Body] = [
    "reshape": { call throws(FormulaError) in
      let matrix = try call.matrix(0)
      let size = try call.size(1)
      guard size.rows * size.columns == matrix.count else {
        throw FormulaError(
          "\(matrix.count) numbers do not fill \(size.rows) × \(size.columns)", at: call.span)
      }
      // Row by row, as NumPy: transpose, pour, transpose back.
      let poured = Matrix(
        rows: size.columns, columns: size.rows, elements: matrix.transposed.elements)
      return .matrix(poured.transposed)
    },
    "rows": { call throws(FormulaError) in
      let matrix = try call.matrix(0)
      let selected = try slice(call, count: matrix.rows, what: "rows")
      return .matrix(matrix.selecting(rows: selected, columns: Array(0..<matrix.columns)))
    },
    "columns": { call throws(FormulaError) in
      let matrix = try call.matrix(0)
      let selected = try slice(call, count: matrix.columns, what: "columns")
      return .matrix(matrix.selecting(rows: Array(0..<matrix.rows), columns: selected))
    },
    "shape": { call throws(FormulaError) in
      let matrix = try call.matrix(0)
      return .matrix(
        Matrix(
          rows: 1, columns: 2, elements: [Double(matrix.rows), Double(matrix.columns)]))
    },
    "concat": { call throws(FormulaError) in
      guard let joined = Matrix.joinedSideBySide(try matrices(call)) else {
        throw FormulaError("matrices side by side need the same number of rows", at: call.span)
      }
      return .matrix(joined)
    },
    "stack": { call throws(FormulaError) in
      guard let joined = Matrix.stacked(try matrices(call)) else {
        throw FormulaError("stacked matrices need the same number of columns", at: call.span)
      }
      return .matrix(joined)
    },
    "outer": { call throws(FormulaError) in
      let a = try call.matrix(0)
      let b = try call.matrix(1)
      let (count, overflow) = a.count.multipliedReportingOverflow(by: b.count)
      guard !overflow, count <= call.elementLimit else {
        throw FormulaError("\(a.count) × \(b.count) is too large for a matrix", at: call.span)
      }
      let column = Matrix(rows: a.count, columns: 1, elements: a.transposed.elements)
      let row = Matrix(rows: 1, columns: b.count, elements: b.transposed.elements)
      return .matrix(Matrix.product(column, row))
    },
    "diag": { call throws(FormulaError) in
      let matrix = try call.matrix(0)
      if matrix.rows == 1 || matrix.columns == 1 {
        guard matrix.count <= 1 << 14 else {
          throw FormulaError("\(matrix.count) is too long for a diagonal", at: call.span)
        }
        var result = Matrix<Double>(rows: matrix.count, columns: matrix.count)
        for (i, value) in matrix.elements.enumerated() { result[i, i] = value }
        return .matrix(result)
      }
      let values = (0..<min(matrix.rows, matrix.columns)).map { matrix[$0, $0] }
      return .matrix(Matrix(rows: values.count, columns: 1, elements: values))
    },
  ]

  private static func matrices(_ call: FunctionCall) throws(FormulaError) -> [Matrix<Double>] {
    let blocks = try call.arguments.indices.map { (index) throws(FormulaError) in
      try call.matrix(index)
    }
    guard blocks.reduce(0, { $0 + $1.count }) <= call.elementLimit else {
      throw FormulaError("the joined matrix is too large", at: call.span)
    }
    return blocks
  }

  private static func slice(
    _ call: FunctionCall, count: Int, what: String
  ) throws(FormulaError) -> [Int] {
    let first = try call.count(1)
    let last = try call.count(2)
    guard last < count else {
      throw FormulaError(
        "there are \(count) \(what): they go from 0 to \(count - 1)", at: call.span)
    }
    return first <= last ? Array(first...last) : []
  }

  static let learning: [String: Body] = [
    "clip": { call throws(FormulaError) in
      let sides = try spread(call)
      let result = sides[0].combined(with: sides[1], { max($0, $1) })?
        .combined(with: sides[2], { min($0, $1) })
      return try value(result, of: call)
    },
    "where": { call throws(FormulaError) in
      let sides = try spread(call)
      // Each side is masked on its own, so that a NaN on the unused side does no harm.
      let picked = sides[0].combined(with: sides[1]) { $0 != 0 ? $1 : 0 }
      let other = sides[0].combined(with: sides[2]) { $0 != 0 ? 0 : $1 }
      guard let picked, let other else { return try value(nil, of: call) }
      return try value(picked.combined(with: other, +), of: call)
    },
    "leaky_relu": { call throws(FormulaError) in
      let slope = try call.number(1, default: 0.01)
      return try value(call.matrix(0).mapped { $0 > 0 ? $0 : slope * $0 }, of: call)
    },
    "elu": { call throws(FormulaError) in
      let alpha = try call.number(1, default: 1)
      return try value(call.matrix(0).mapped { $0 > 0 ? $0 : alpha * expm1($0) }, of: call)
    },
    "onehot": { call throws(FormulaError) in
      let labels = try call.matrix(0)
      let classes = try call.count(1)
      guard classes > 0 else {
        throw FormulaError("onehot wants at least one class", at: call.span)
      }
      let (count, overflow) = classes.multipliedReportingOverflow(by: labels.count)
      guard !overflow, count <= call.elementLimit else {
        throw FormulaError(
          "\(classes) × \(labels.count) is too large for a matrix", at: call.span)
      }
      var result = Matrix<Double>(rows: classes, columns: labels.count)
      for (column, label) in labels.elements.enumerated() {
        guard let row = Int(exactly: label), row >= 0, row < classes else {
          throw FormulaError(
            "label \(NumberText.short(label)) is not one of 0 to \(classes - 1)", at: call.span)
        }
        result[row, column] = 1
      }
      return .matrix(result)
    },
    "cross_entropy": { call throws(FormulaError) in
      let y = try call.matrix(0)
      let predicted = try call.matrix(1)
      guard y.rows == predicted.rows, y.columns == predicted.columns else {
        throw FormulaError("cross_entropy wants two matrices of one shape", at: call.span)
      }
      // 0·log 0 = 0. Source: Bishop 2006, section 1.6.
      var total = 0.0
      for (truth, share) in zip(y.elements, predicted.elements) where truth != 0 {
        total -= truth * log(share)
      }
      return .number(total / Double(max(y.columns, 1)))
    },
    "mse": { call throws(FormulaError) in
      let y = try call.matrix(0)
      let predicted = try call.matrix(1)
      guard y.rows == predicted.rows, y.columns == predicted.columns else {
        throw FormulaError("mse wants two matrices of one shape", at: call.span)
      }
      var total = 0.0
      for (truth, value) in zip(y.elements, predicted.elements) {
        total += (value - truth) * (value - truth)
      }
      return .number(total / Double(max(y.count, 1)))
    },
  ]

  /// The three arguments in the shape of the largest: a row and a column may meet a matrix.
  private static func spread(_ call: FunctionCall) throws(FormulaError) -> [Matrix<Double>] {
    let sides = [try call.matrix(0), try call.matrix(1), try call.matrix(2)]
    let largest = sides.max { $0.count < $1.count } ?? sides[0]
    return sides.map { $0.combined(with: largest) { own, _ in own } ?? $0 }
  }

  /// A matrix result; a number when every argument was one.
  private static func value(
    _ matrix: Matrix<Double>?, of call: FunctionCall
  ) throws(FormulaError) -> Value {
    guard let matrix else {
      throw FormulaError(
        "the arguments of \(call.name) do not fit element by element", at: call.span)
    }
    let isNumber = call.arguments.allSatisfy {
      if case .matrix? = $0 { return false }
      return true
    }
    return isNumber && matrix.count == 1 ? .number(matrix.elements[0]) : .matrix(matrix)
  }
}
