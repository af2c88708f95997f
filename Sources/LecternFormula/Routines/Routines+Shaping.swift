import LecternLanguage
import LecternTensor
import LecternText

extension Routines {
  static let shapers: [RoutineFunction] = [
    RoutineFunction("reshape") { call throws(FormulaError) in
      let x = try call.matrix(0)
      let shape = try call.size(1)
      guard shape.count == x.count else {
        throw FormulaError("\(x.count) numbers do not fill \(shape.text)", at: call.span)
      }
      // Row by row, as NumPy.
      let out = try call.make(shape)
      for index in 0..<x.count {
        let (row, column) = index.quotientAndRemainder(dividingBy: shape.columns)
        let (oldRow, oldColumn) = index.quotientAndRemainder(dividingBy: x.columns)
        out[column * shape.rows + row] = x[oldRow, oldColumn]
      }
    }
    .differentiated { call in
      [call.slope.poured(rows: call.argument(0).rows, columns: call.argument(0).columns)]
    },
    RoutineFunction("rows") { call throws(FormulaError) in
      let x = try call.matrix(0)
      let range = try slice(call, count: x.rows, what: "rows")
      let out = try call.make(Shape(rows: range.count, columns: x.columns))
      for c in 0..<x.columns {
        (out + c * range.count).update(
          from: x.values + c * x.rows + range.lowerBound, count: range.count)
      }
    }
    .differentiated { call in
      let first = Int(call.number(1) ?? 0)
      return [call.placed { (first + $0, $1) }]
    },
    RoutineFunction("columns") { call throws(FormulaError) in
      let x = try call.matrix(0)
      let range = try slice(call, count: x.columns, what: "columns")
      let out = try call.make(Shape(rows: x.rows, columns: range.count))
      out.update(from: x.values + range.lowerBound * x.rows, count: x.rows * range.count)
    }
    .differentiated { call in
      let first = Int(call.number(1) ?? 0)
      return [call.placed { ($0, first + $1) }]
    },
    RoutineFunction("shape") { call throws(FormulaError) in
      let x = try call.matrix(0)
      let out = try call.make(Shape(rows: 1, columns: 2))
      out[0] = Double(x.rows)
      out[1] = Double(x.columns)
    },
    RoutineFunction("concat") { call throws(FormulaError) in
      let parts = try matrices(call)
      let rows = parts.first?.rows ?? 1
      guard parts.allSatisfy({ $0.rows == rows }) else {
        throw FormulaError("matrices side by side need the same number of rows", at: call.span)
      }
      var out = try call.make(
        Shape(rows: rows, columns: parts.reduce(0) { $0 + $1.columns }))
      for part in parts {
        out.update(from: part.values, count: part.count)
        out += part.count
      }
    }
    .differentiated { call in
      var start = 0
      return call.arguments.map { argument in
        guard let argument else { return nil }
        defer { start += argument.columns }
        return call.slope.part(rows: 0..<argument.rows, columns: start..<start + argument.columns)
      }
    },
    RoutineFunction("stack") { call throws(FormulaError) in
      let parts = try matrices(call)
      let columns = parts.first?.columns ?? 0
      guard parts.allSatisfy({ $0.columns == columns }) else {
        throw FormulaError("stacked matrices need the same number of columns", at: call.span)
      }
      let rows = parts.reduce(0) { $0 + $1.rows }
      let out = try call.make(Shape(rows: rows, columns: columns))
      var start = 0
      for part in parts {
        for c in 0..<columns {
          (out + c * rows + start).update(from: part.values + c * part.rows, count: part.rows)
        }
        start += part.rows
      }
    }
    .differentiated { call in
      var start = 0
      return call.arguments.map { argument in
        guard let argument else { return nil }
        defer { start += argument.rows }
        return call.slope.part(rows: start..<start + argument.rows, columns: 0..<argument.columns)
      }
    },
    // Rounding is passed over by derivatives: its steps are far finer than those of anything else.
    RoutineFunction("float32") { call throws(FormulaError) in
      let x = try call.matrix(0)
      guard case .matrix = call.routine.targets[0] else {
        try call.give(Double(Float(x.values[0])))
        return
      }
      let out = try call.make(x.shape)
      for index in 0..<x.count { out[index] = Double(Float(x.values[index])) }
    }
    .differentiated { call in [call.slope] },
    RoutineFunction("outer") { call throws(FormulaError) in
      let (a, b) = (try call.matrix(0), try call.matrix(1))
      let out = try call.make(Shape(rows: a.count, columns: b.count))
      for j in 0..<b.count {
        let (s, d) = j.quotientAndRemainder(dividingBy: b.columns)
        let factor = b[s, d]
        for i in 0..<a.count {
          let (r, c) = i.quotientAndRemainder(dividingBy: a.columns)
          out[j * a.count + i] = a[r, c] * factor
        }
      }
    }
    .differentiated { call in
      // Entry (i, j) is a_i b_j, entries taken row by row.
      var (a, b) = (call.argument(0).mapped { _ in 0 }, call.argument(1).mapped { _ in 0 })
      let (left, right) = (call.argument(0), call.argument(1))
      for i in 0..<left.count {
        let (r, c) = i.quotientAndRemainder(dividingBy: left.columns)
        for j in 0..<right.count {
          let (s, d) = j.quotientAndRemainder(dividingBy: right.columns)
          a[r, c] += call.slope[i, j] * right[s, d]
          b[s, d] += call.slope[i, j] * left[r, c]
        }
      }
      return [a, b]
    },
    RoutineFunction("diag") { call throws(FormulaError) in
      let x = try call.matrix(0)
      if x.rows == 1 || x.columns == 1 {
        let out = try call.make(Shape(rows: x.count, columns: x.count))
        out.update(repeating: 0, count: x.count * x.count)
        for i in 0..<x.count { out[i * x.count + i] = x.values[i] }
        return
      }
      let count = min(x.rows, x.columns)
      let out = try call.make(Shape(rows: count, columns: 1))
      for i in 0..<count { out[i] = x[i, i] }
    }
    .differentiated { call in
      let x = call.argument(0)
      if x.rows == 1 || x.columns == 1 {
        return [
          Matrix(rows: x.rows, columns: x.columns) { call.slope[max($0, $1), max($0, $1)] }
        ]
      }
      return [Matrix(rows: x.rows, columns: x.columns) { $0 == $1 ? call.slope.elements[$0] : 0 }]
    },
  ]

  static func onehot(_ layout: Layout) -> RoutineFunction {
    RoutineFunction("onehot") { call throws(FormulaError) in
      let labels = try call.matrix(0)
      let classes = try call.count(1)
      guard classes > 0 else {
        throw FormulaError("onehot wants at least one class", at: call.span)
      }
      let out = try call.make(
        layout == .columns
          ? Shape(rows: classes, columns: labels.count)
          : Shape(rows: labels.count, columns: classes))
      out.update(repeating: 0, count: classes * labels.count)
      for place in 0..<labels.count {
        let given = labels.values[place]
        guard let label = Int(exactly: given), label >= 0, label < classes else {
          throw FormulaError(
            "label \(NumberText.short(given)) is not one of 0 to \(classes - 1)", at: call.span,
            help: given == Double(classes)
              ? "labels count from 0: onehot(y - 1, \(classes)) takes labels from 1 to \(classes)"
              : nil)
        }
        out[layout == .columns ? place * classes + label : label * labels.count + place] = 1
      }
    }
  }

  private static func matrices(_ call: RoutineCall) throws(FormulaError) -> [MatrixRegister] {
    var parts: [MatrixRegister] = []
    parts.reserveCapacity(call.routine.arguments.count)
    for index in call.routine.arguments.indices { parts.append(try call.matrix(index)) }
    return parts
  }

  private static func slice(
    _ call: RoutineCall, count: Int, what: String
  ) throws(FormulaError) -> Range<Int> {
    let first = try call.count(1)
    let last = try call.count(2)
    guard last < count else {
      throw FormulaError(
        "there are \(count) \(what): they go from 0 to \(count - 1)", at: call.span)
    }
    return first <= last ? first..<last + 1 : first..<first
  }
}

extension Matrix where Scalar == Double {
  func part(rows: Range<Int>, columns: Range<Int>) -> Self {
    Matrix(rows: rows.count, columns: columns.count) {
      self[rows.lowerBound + $0, columns.lowerBound + $1]
    }
  }

  /// The entries, row by row, in another shape.
  fileprivate func poured(rows: Int, columns: Int) -> Self {
    Matrix(rows: rows, columns: columns) { row, column in
      let (r, c) = (row * columns + column).quotientAndRemainder(dividingBy: self.columns)
      return self[r, c]
    }
  }
}

extension SlopeCall {
  /// Zeros in the shape of the argument, with the slope where its entries came from.
  fileprivate func placed(_ place: (Int, Int) -> (Int, Int)) -> Matrix<Double> {
    var result = Matrix<Double>(rows: argument(0).rows, columns: argument(0).columns)
    for c in 0..<slope.columns {
      for r in 0..<slope.rows {
        let (row, column) = place(r, c)
        result[row, column] += slope[r, c]
      }
    }
    return result
  }
}
