import LecternTensor
import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Numbers one after the other in a matrix: all, a column or a row.
struct Line {
  let start: UnsafeMutablePointer<Double>
  let count: Int
  let stride: Int

  subscript(index: Int) -> Double {
    get { start[index * stride] }
    nonmutating set { start[index * stride] = newValue }
  }

  var sum: Double {
    if stride == 1 { return MatrixKernels.reduce(.sum, count: count, start) }
    var total = 0.0
    for i in 0..<count { total += self[i] }
    return total
  }

  var mean: Double { count == 0 ? .nan : sum / Double(count) }

  /// The mean of squared deviations from the mean.
  var variance: Double {
    let center = mean
    var total = 0.0
    for i in 0..<count { total += (self[i] - center) * (self[i] - center) }
    return count == 0 ? .nan : total / Double(count)
  }

  /// The root of the sum of squares, scaled so that squares neither overflow nor vanish.
  var norm: Double {
    var largest = 0.0
    for i in 0..<count { largest = ElementOperation.larger(abs(self[i]), largest) }
    guard largest > 0, largest.isFinite else { return largest }
    var total = 0.0
    for i in 0..<count { total += (self[i] / largest) * (self[i] / largest) }
    return largest * total.squareRoot()
  }

  /// The first position of an extreme; NaN wins, as in NumPy.
  func position(_ isBetter: (Double, Double) -> Bool) -> Int {
    var best = 0
    for i in 0..<count {
      if self[i].isNaN { return i }
      if isBetter(self[i], self[best]) { best = i }
    }
    return best
  }
}

extension MatrixRegister {
  var whole: Line { Line(start: values, count: count, stride: 1) }

  /// The columns (axis 0) or the rows (axis 1).
  func line(_ index: Int, axis: Int) -> Line {
    axis == 0
      ? Line(start: values + index * rows, count: rows, stride: 1)
      : Line(start: values + index, count: columns, stride: rows)
  }

  func lineCount(axis: Int) -> Int { axis == 0 ? columns : rows }

  /// The shape of one number a line.
  func reducedShape(axis: Int) -> Shape {
    axis == 0 ? Shape(rows: 1, columns: columns) : Shape(rows: rows, columns: 1)
  }
}

extension Routines {
  static let reductions: [RoutineFunction] = [
    sums("sum", kind: .sum, slopes: { call in [call.spread(call.slope)] }),
    RoutineFunction("mean") { call throws(FormulaError) in
      try reduce(call, kernel: .sum, { $0.mean }) { $0 / Double($1) }
    }
    .differentiated { call in
      let count = Double(call.lineLength)
      return [call.spread(call.slope.mapped { $0 / count })]
    },
    RoutineFunction("var") {
      call throws(FormulaError) in
      try reduce(call) { $0.variance }
    }
    .differentiated { call in [call.varianceSlope { slope, _ in slope }] },
    RoutineFunction("std") { call throws(FormulaError) in
      try reduce(call) { $0.variance.squareRoot() }
    }
    // d√v = dv / (2√v); a line of equal numbers has no slope.
    .differentiated { call in [call.varianceSlope { $1 == 0 ? 0 : $0 / (2 * $1) }] },
    RoutineFunction("norm") { call throws(FormulaError) in
      try reduce(call) { $0.norm }
    }
    .differentiated { call in
      let x = call.argument(0)
      let (slope, size) = (call.spread(call.slope), call.spread(call.result))
      return [
        Matrix(
          rows: x.rows, columns: x.columns,
          elements: x.elements.indices.map {
            size.elements[$0] == 0 ? 0 : slope.elements[$0] * x.elements[$0] / size.elements[$0]
          })
      ]
    },
    sums("min", kind: .smallest, slopes: { call in [call.extremeSlope(<)] }),
    sums("max", kind: .largest, slopes: { call in [call.extremeSlope(>)] }),
    RoutineFunction("argmax") { call throws(FormulaError) in
      try alongLines(call, keepsLength: false) { line, out in
        out[0] = Double(line.position(>))
      }
    },
    RoutineFunction("argmin") { call throws(FormulaError) in
      try alongLines(call, keepsLength: false) { line, out in
        out[0] = Double(line.position(<))
      }
    },
    RoutineFunction("cumsum") { call throws(FormulaError) in
      try alongLines(call, keepsLength: true) { line, out in
        var total = 0.0
        for i in 0..<line.count {
          total += line[i]
          out[i] = total
        }
      }
    }
    .differentiated { call in
      [
        call.alongLines { _, slope, out in
          var total = 0.0
          for i in (0..<slope.count).reversed() {
            total += slope[i]
            out[i] = total
          }
        }
      ]
    },
    RoutineFunction("reverse") { call throws(FormulaError) in
      try alongLines(call, keepsLength: true) { line, out in
        for i in 0..<line.count { out[i] = line[line.count - 1 - i] }
      }
    }
    .differentiated { call in
      [
        call.alongLines { _, slope, out in
          for i in 0..<slope.count { out[i] = slope[slope.count - 1 - i] }
        }
      ]
    },
    // Numbers that are none come last, as in NumPy.
    RoutineFunction("sort") { call throws(FormulaError) in
      try alongLines(call, keepsLength: true) { line, out in
        let values = (0..<line.count).map { line[$0] }.sorted(by: isBefore)
        for (i, value) in values.enumerated() { out[i] = value }
      }
      // A sort is some dozen steps an entry; the clock is asked when it is done.
      try call.count(work: 20 * call.matrix(0).count)
    }
    .differentiated { call in
      [
        call.alongLines { x, slope, out in
          let order = (0..<x.count).sorted {
            x[$0] == x[$1] ? $0 < $1 : x[$1].isNaN || x[$0] < x[$1]
          }
          for (place, index) in order.enumerated() { out[index] = slope[place] }
        }
      ]
    },
    RoutineFunction("softmax") { call throws(FormulaError) in
      let x = try call.matrix(0)
      if try lineAxis(call, x) == 0, x.count > 0, case .matrix = call.routine.targets[0] {
        let out = try call.make(x.shape)
        out.update(from: x.values, count: x.count)
        MatrixKernels.softmaxColumns(rows: x.rows, columns: x.columns, out)
        return
      }
      try alongLines(call, keepsLength: true) { line, out in
        let largest = line[line.position(>)]
        var total = 0.0
        for i in 0..<line.count {
          out[i] = ElementOperation.exp(line[i] - largest)
          total += out[i]
        }
        for i in 0..<line.count { out[i] = out[i] / total }
      }
    }
    // a ∗ (slope − Σ slope ∗ a) of each line.
    .differentiated { call in
      [
        call.alongLines(of: call.result) { a, slope, out in
          var mean = 0.0
          for i in 0..<a.count { mean += a[i] * slope[i] }
          for i in 0..<a.count { out[i] = a[i] * (slope[i] - mean) }
        }
      ]
    },
    RoutineFunction("hardmax") { call throws(FormulaError) in
      try alongLines(call, keepsLength: true) { line, out in
        let best = line.position(>)
        for i in 0..<line.count { out[i] = i == best ? 1 : 0 }
      }
    },
  ]

  private static func isBefore(_ a: Double, _ b: Double) -> Bool {
    a < b || (b.isNaN && !a.isNaN)
  }

  /// One number of all entries, or of each line along an axis.
  private static func reduce(
    _ call: RoutineCall, kernel: Reduction? = nil, _ value: (Line) -> Double,
    _ finish: (Double, Int) -> Double = { number, _ in number }
  ) throws(FormulaError) {
    let x = try call.matrix(0)
    try call.count(work: x.count)
    guard let axis = try call.axis(1), call.isOfMatrix else {
      try call.give(value(x.whole))
      return
    }
    let out = try call.make(x.reducedShape(axis: axis))
    guard let kernel else {
      for index in 0..<x.lineCount(axis: axis) { out[index] = value(x.line(index, axis: axis)) }
      return
    }
    if axis == 0 {
      MatrixKernels.reduceColumns(kernel, rows: x.rows, columns: x.columns, x.values, into: out)
    } else {
      MatrixKernels.reduceRows(kernel, rows: x.rows, columns: x.columns, x.values, into: out)
    }
    let length = axis == 0 ? x.rows : x.columns
    for index in 0..<x.lineCount(axis: axis) { out[index] = finish(out[index], length) }
  }

  private static func sums(
    _ name: String, kind: Reduction, slopes: @escaping RoutineFunction.Slopes
  ) -> RoutineFunction {
    RoutineFunction(name) { call throws(FormulaError) in
      try reduce(call, kernel: kind) { MatrixKernels.reduce(kind, count: $0.count, $0.start) }
    }
    .differentiated(by: slopes)
  }

  /// The axis said, or the only one that a row or a column has.
  private static func lineAxis(
    _ call: RoutineCall, _ x: MatrixRegister
  ) throws(FormulaError) -> Int {
    guard x.count > 0 else { throw FormulaError("\(call.name) of an empty matrix", at: call.span) }
    if let axis = try call.axis(1) { return axis }
    if x.columns == 1 { return 0 }
    if x.rows == 1 { return 1 }
    throw FormulaError(
      "\(call.name) of a \(x.shape.text) matrix needs an axis", at: call.span,
      help: "axis=0 works down each column, axis=1 along each row")
  }

  /// A function of one row or column at a time, whose result is as long or one number.
  private static func alongLines(
    _ call: RoutineCall, keepsLength: Bool, _ function: (Line, Line) -> Void
  ) throws(FormulaError) {
    let x = try call.matrix(0)
    let axis = try lineAxis(call, x)
    try call.count(work: x.count)
    let shape = keepsLength ? x.shape : x.reducedShape(axis: axis)
    if case .number = call.routine.targets[0] {
      var value = 0.0
      withUnsafeMutablePointer(to: &value) { out in
        function(x.line(0, axis: axis), Line(start: out, count: 1, stride: 1))
      }
      try call.give(value)
      return
    }
    var result = MatrixRegister(values: try call.make(shape), capacity: nil)
    result.rows = shape.rows
    result.columns = shape.columns
    for index in 0..<x.lineCount(axis: axis) {
      function(x.line(index, axis: axis), result.line(index, axis: axis))
    }
  }
}

extension RoutineCall {
  /// Whether the first argument is a matrix: of a number, every function makes a number.
  fileprivate var isOfMatrix: Bool {
    if case .matrix? = routine.arguments.first ?? nil { return true }
    return false
  }
}

// MARK: - Derivatives

extension SlopeCall {
  /// How many numbers a line has that a reduction makes one of.
  fileprivate var lineLength: Int {
    let x = argument(0)
    switch axis(1) {
    case 0: return x.rows
    case 1: return x.columns
    default: return x.count
    }
  }

  /// One number a line, given to each entry of it.
  fileprivate func spread(_ reduced: Matrix<Double>) -> Matrix<Double> {
    let x = argument(0)
    return Matrix(rows: x.rows, columns: x.columns) { r, c in
      switch axis(1) {
      case 0: reduced.elements[c]
      case 1: reduced.elements[r]
      default: reduced.elements[0]
      }
    }
  }

  /// 2 (x − mean) / n times a factor of slope and result, of each line.
  fileprivate func varianceSlope(_ factor: (Double, Double) -> Double) -> Matrix<Double> {
    let x = argument(0)
    let count = Double(lineLength)
    let factors = Matrix(
      rows: slope.rows, columns: slope.columns,
      elements: slope.elements.indices.map { factor(slope.elements[$0], result.elements[$0]) })
    let spreadFactors = spread(factors)
    var sums = Matrix<Double>(rows: slope.rows, columns: slope.columns)
    for c in 0..<x.columns {
      for r in 0..<x.rows {
        let line = axis(1) == 0 ? c : axis(1) == 1 ? r : 0
        sums.elements[line] += x[r, c]
      }
    }
    let means = spread(sums.mapped { $0 / count })
    return Matrix(
      rows: x.rows, columns: x.columns,
      elements: x.elements.indices.map {
        spreadFactors.elements[$0] * 2 * (x.elements[$0] - means.elements[$0]) / count
      })
  }

  /// The slope of the first extreme entry of each line.
  fileprivate func extremeSlope(_ isBetter: (Double, Double) -> Bool) -> Matrix<Double> {
    var x = argument(0)
    var result = Matrix<Double>(rows: x.rows, columns: x.columns)
    guard x.count > 0 else { return result }
    let axis = axis(1)
    x.withRegister { x in
      result.withRegister { result in
        if let axis {
          for index in 0..<x.lineCount(axis: axis) {
            let place = x.line(index, axis: axis).position(isBetter)
            result.line(index, axis: axis)[place] = slope.elements[index]
          }
        } else {
          result.whole[x.whole.position(isBetter)] = slope.elements[0]
        }
      }
    }
    return result
  }

  /// A rule for one row or column at a time: the argument (or another matrix), the slope, the
  /// result.
  fileprivate func alongLines(
    of other: Matrix<Double>? = nil, _ rule: (Line, Line, Line) -> Void
  ) -> Matrix<Double> {
    var x = other ?? argument(0)
    var slope = self.slope
    var result = Matrix<Double>(rows: x.rows, columns: x.columns)
    let axis = self.axis(1) ?? (x.columns == 1 ? 0 : 1)
    x.withRegister { x in
      slope.withRegister { slope in
        result.withRegister { result in
          for index in 0..<x.lineCount(axis: axis) {
            rule(
              x.line(index, axis: axis), slope.line(index, axis: axis),
              result.line(index, axis: axis))
          }
        }
      }
    }
    return result
  }
}

extension Matrix where Scalar == Double {
  init(rows: Int, columns: Int, _ entry: (Int, Int) -> Double) {
    self.init(rows: rows, columns: columns)
    for c in 0..<columns {
      for r in 0..<rows { self[r, c] = entry(r, c) }
    }
  }

  func mapped(_ transform: (Double) -> Double) -> Self {
    Matrix(rows: rows, columns: columns, elements: elements.map(transform))
  }

  /// Lets a body see the matrix as a register.
  mutating func withRegister(_ body: (MatrixRegister) -> Void) {
    let (rows, columns) = (self.rows, self.columns)
    elements.withUnsafeMutableBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      var view = MatrixRegister(values: base, capacity: nil)
      view.rows = rows
      view.columns = columns
      body(view)
    }
  }
}
