import LecternTensor
import LecternText

extension Routines {
  static let makers: [RoutineFunction] = [
    RoutineFunction("zeros") { call throws(FormulaError) in try fill(call, with: 0) },
    RoutineFunction("ones") { call throws(FormulaError) in try fill(call, with: 1) },
    RoutineFunction("eye") { call throws(FormulaError) in
      let side = try call.count(0)
      let out = try call.make(Shape(rows: side, columns: side))
      out.update(repeating: 0, count: side * side)
      for i in 0..<side { out[i * side + i] = 1 }
    },
    RoutineFunction("rand") { call throws(FormulaError) in
      try draw(call, try call.size(0)) { $0.uniform() }
    },
    RoutineFunction("randn") { call throws(FormulaError) in
      try draw(call, try call.size(0)) { $0.normal() }
    },
    RoutineFunction("uniform") { call throws(FormulaError) in
      let (low, high) = (try call.number(0), try call.number(1))
      try draw(call, try call.size(2)) { low + (high - low) * $0.uniform() }
    }.withoutDerivative(),
    RoutineFunction("integers") { call throws(FormulaError) in
      let (low, high) = (try call.number(0), try call.number(1))
      guard let first = Int(exactly: low), let end = Int(exactly: high), end > first else {
        throw FormulaError(
          "integers wants whole numbers, the first below the second", at: call.span)
      }
      let (width, overflow) = end.subtractingReportingOverflow(first)
      guard !overflow, width <= Int(UInt32.max) else {
        throw FormulaError("integers draws from at most \(UInt32.max) numbers", at: call.span)
      }
      try draw(call, try call.size(2)) { Double(first + $0.integer(upTo: width - 1)) }
    },
    RoutineFunction("permutation") { call throws(FormulaError) in
      let count = try call.count(0)
      let out = try call.make(Shape(rows: 1, columns: count))
      // As `RandomState.shuffle` does it, without an array.
      for i in 0..<count { out[i] = Double(i) }
      try call.draw { state in
        for i in stride(from: count - 1, to: 0, by: -1) {
          let j = state.integer(upTo: i)
          let value = out[i]
          out[i] = out[j]
          out[j] = value
        }
      }
      try call.count(work: 10 * count)
    },
    RoutineFunction("linspace") {
      call throws(FormulaError) in
      try space(call) { $0 }
    }
    .differentiated { call in call.spacedSlopes },
    RoutineFunction("logspace") { call throws(FormulaError) in
      try space(call) { ElementOperation.power(10, $0) }
    }.withoutDerivative(),
    // `a..b` as a row, both ends included.
    RoutineFunction("range") { call throws(FormulaError) in
      let (first, last) = (try call.number(0), try call.number(1))
      guard !first.isNaN, !last.isNaN else {
        throw FormulaError("a range goes from a number to a number", at: call.span)
      }
      let length = max(0, (last - first).rounded(.down) + 1)
      guard let count = Int(exactly: length), count < 1 << 40 else {
        throw FormulaError("this range is too long", at: call.span)
      }
      let out = try call.make(Shape(rows: 1, columns: count))
      for i in 0..<count { out[i] = first + Double(i) }
    }.withoutDerivative(),
    // `[a, b; c, d]`, its entries row by row after the number of rows.
    RoutineFunction("list") { call throws(FormulaError) in
      let rows = try call.count(0)
      let columns = (call.routine.arguments.count - 1) / max(rows, 1)
      let out = try call.make(Shape(rows: rows, columns: columns))
      for r in 0..<rows {
        for c in 0..<columns { out[c * rows + r] = try call.number(1 + r * columns + c) }
      }
    }
    .differentiated { call in
      [nil]
        + (0..<call.slope.count).map { index in
          let (row, column) = index.quotientAndRemainder(dividingBy: call.slope.columns)
          return Matrix(rows: 1, columns: 1, elements: [call.slope[row, column]])
        }
    },
  ]

  private static func fill(_ call: RoutineCall, with value: Double) throws(FormulaError) {
    let shape = try call.size(0)
    try call.make(shape).update(repeating: value, count: shape.count)
  }

  /// Numbers drawn row by row, as NumPy fills arrays.
  private static func draw(
    _ call: RoutineCall, _ shape: Shape, _ number: (inout RandomState) -> Double
  ) throws(FormulaError) {
    let out = try call.make(shape)
    try call.count(work: 10 * shape.count)
    try call.draw { state in
      for r in 0..<shape.rows {
        for c in 0..<shape.columns { out[c * shape.rows + r] = number(&state) }
      }
    }
  }

  /// `count` numbers from first to last, as NumPy's linspace computes them.
  private static func space(
    _ call: RoutineCall, _ transform: (Double) -> Double
  ) throws(FormulaError) {
    let (first, last) = (try call.number(0), try call.number(1))
    let count = try call.count(2)
    let out = try call.make(Shape(rows: 1, columns: count))
    let step = count > 1 ? (last - first) / Double(count - 1) : 0
    for i in 0..<count {
      out[i] = transform(i == count - 1 && count > 1 ? last : first + Double(i) * step)
    }
  }
}

extension SlopeCall {
  fileprivate var spacedSlopes: [Matrix<Double>?] {
    let count = slope.count
    var (first, last) = (0.0, 0.0)
    for i in 0..<count {
      let share = count > 1 ? Double(i) / Double(count - 1) : 0
      first += (1 - share) * slope.elements[i]
      last += share * slope.elements[i]
    }
    return [
      Matrix(rows: 1, columns: 1, elements: [first]), Matrix(rows: 1, columns: 1, elements: [last]),
    ]
  }
}
