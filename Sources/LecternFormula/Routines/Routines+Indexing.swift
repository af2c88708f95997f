import LecternTensor
import LecternText

/// Parts of a matrix: `A[0, :]`, `A[1..3]`, `A[order, :] = …`.
extension Routines {
  /// A list of indices as it is, a condition as the indices for which it holds.
  static let indices = RoutineFunction("indices") { call throws(FormulaError) in
    let list = try call.matrix(0)
    let shape = try call.matrix(1).shape
    let axis = try call.axis(2)
    if axis == nil, shape.rows != 1, shape.columns != 1 {
      throw Index.twoNeeded(shape, of: list, at: call.span)
    }
    let length = axis.map { $0 == 0 ? shape.rows : shape.columns } ?? shape.count
    let noun = axis.map { $0 == 0 ? "rows" : "columns" } ?? "elements"
    guard list.isCondition else {
      try list.refuseTruths(among: length, noun, at: call.span)
      try call.make(list.shape).update(from: list.values, count: list.count)
      return
    }
    guard list.count == length, list.rows == 1 || list.columns == 1 else {
      throw FormulaError(
        "a condition has an entry for each of the \(length) \(noun) that it chooses among, and "
          + "this one is \(list.shape.text)", at: call.span)
    }
    let chosen = (0..<length).filter { list.values[$0] != 0 }
    let out = try call.make(Shape(rows: 1, columns: chosen.count))
    for (place, index) in chosen.enumerated() { out[place] = Double(index) }
  }

  static let part = RoutineFunction("part") { call throws(FormulaError) in
    let x = try call.matrix(0)
    try gather(call, x, try Selection(call, from: 1, isLine: false, of: x.shape))
  }
  .differentiated { call in
    [call.part { (try? Selection(call.arguments, from: 1, of: call.argument(0))) }]
  }

  static let partOfLine = RoutineFunction("part") { call throws(FormulaError) in
    let x = try call.matrix(0)
    try gather(call, x, try Selection(call, from: 1, isLine: true, of: x.shape))
  }
  .differentiated { call in
    [call.part { try? Selection(lineOf: call.arguments, from: 1, of: call.argument(0)) }]
  }

  static let assign = RoutineFunction("assign") { call throws(FormulaError) in
    try scatter(call, isLine: false)
  }
  .differentiated { call in
    call.assigned(try? Selection(call.arguments, from: 2, of: call.argument(0)))
  }

  static let assignToLine = RoutineFunction("assign") { call throws(FormulaError) in
    try scatter(call, isLine: true)
  }
  .differentiated { call in
    call.assigned(try? Selection(lineOf: call.arguments, from: 2, of: call.argument(0)))
  }

  private static func gather(
    _ call: RoutineCall, _ x: MatrixRegister, _ selection: Selection
  ) throws(FormulaError) {
    let (rows, columns) = (selection.rows, selection.columns)
    let out = try call.make(Shape(rows: rows.count, columns: columns.count))
    for j in 0..<columns.count {
      let column = x.values + columns[j] * x.rows
      let target = out + j * rows.count
      if let first = rows.first {
        target.update(from: column + first, count: rows.count)
      } else {
        for i in 0..<rows.count { target[i] = column[rows[i]] }
      }
    }
    if x.isCondition, case .matrix(let register) = call.routine.targets[0] {
      call.machine.matrices[register].isCondition = true
    }
  }

  private static func scatter(_ call: RoutineCall, isLine: Bool) throws(FormulaError) {
    guard case .matrix(let register) = call.routine.targets[0] else { return }
    try call.machine.own(register, at: call.span)
    let target = call.machine.matrices[register]
    let selection = try Selection(call, from: 2, isLine: isLine, of: target.shape)
    let source = try call.matrix(1)
    let shape = Shape(rows: selection.rows.count, columns: selection.columns.count)
    guard source.count == 1 || source.shape == shape else {
      throw FormulaError(
        "a \(source.shape.text) matrix does not fill \(shape.text) entries", at: call.span)
    }
    try call.count(work: shape.count)
    if !source.holdsTruths { call.machine.matrices[register].isCondition = false }
    for j in 0..<shape.columns {
      for i in 0..<shape.rows {
        target[selection.rows[i], selection.columns[j]] =
          source.count == 1 ? source.values[0] : source[i, j]
      }
    }
  }
}

extension MatrixRegister {
  /// Whether every entry is 0 or 1.
  fileprivate var holdsTruths: Bool {
    (0..<count).allSatisfy { values[$0] == 0 || values[$0] == 1 }
  }

  /// Refuses a 0 or 1 for each place, which was meant as a condition.
  fileprivate func refuseTruths(
    among length: Int, _ noun: String, at span: SourceSpan
  ) throws(FormulaError) {
    guard length > 2, count == length, holdsTruths else { return }
    throw FormulaError(
      "these indices are a 0 or a 1 for each of the \(length) \(noun), as a condition has them, but "
        + "they are numbers, and number the \(noun)", at: span,
      help: "a condition selects: write a comparison, such as > 0, behind it")
  }
}

/// The rows and columns that indices name.
struct Selection {
  /// Numbers from one on, or listed.
  enum Places {
    case range(Int, count: Int)
    case listed([Int])

    var count: Int {
      switch self {
      case .range(_, let count): count
      case .listed(let places): places.count
      }
    }

    /// The first of numbers that follow each other.
    var first: Int? { if case .range(let first, _) = self { first } else { nil } }

    subscript(index: Int) -> Int {
      switch self {
      case .range(let first, _): first + index
      case .listed(let places): places[index]
      }
    }
  }

  let rows: Places
  let columns: Places

  init(
    _ call: RoutineCall, from index: Int, isLine: Bool, of shape: Shape
  ) throws(FormulaError) {
    func ends(_ item: Int) throws(FormulaError) -> Ends {
      let place = index + 2 * item
      switch (call.routine.arguments[place], call.routine.arguments[place + 1]) {
      case (.matrix(let register)?, nil): return .listed(call.machine.matrices[register].matrix)
      case (nil, _): return .all
      default: return .range(try call.number(place), try call.number(place + 1))
      }
    }
    try self.init(
      try ends(0), isLine ? nil : try ends(1), of: shape, at: call.span)
  }

  /// The same from the values of arguments.
  init(
    _ arguments: [Matrix<Double>?], from index: Int, of matrix: Matrix<Double>
  ) throws(FormulaError) {
    try self.init(
      Ends(arguments, index), Ends(arguments, index + 2),
      of: Shape(rows: matrix.rows, columns: matrix.columns), at: SourceSpan(0, 0))
  }

  init(
    lineOf arguments: [Matrix<Double>?], from index: Int, of matrix: Matrix<Double>
  ) throws(FormulaError) {
    try self.init(
      Ends(arguments, index), nil, of: Shape(rows: matrix.rows, columns: matrix.columns),
      at: SourceSpan(0, 0))
  }

  private enum Ends {
    case all
    case range(Double, Double)
    case listed(Matrix<Double>)

    init(_ arguments: [Matrix<Double>?], _ index: Int) {
      switch (arguments[index], arguments[index + 1]) {
      case (let first?, let last?): self = .range(first.elements[0], last.elements[0])
      case (let listed?, nil): self = .listed(listed)
      case (nil, _): self = .all
      }
    }
  }

  private init(
    _ first: Ends, _ second: Ends?, of shape: Shape, at span: SourceSpan
  ) throws(FormulaError) {
    if let second {
      rows = try Self.places(first, count: shape.rows, what: "row", at: span)
      columns = try Self.places(second, count: shape.columns, what: "column", at: span)
      return
    }
    guard shape.rows == 1 || shape.columns == 1 else { throw Index.twoNeeded(shape, at: span) }
    let along = try Self.places(first, count: shape.count, what: "element", at: span)
    (rows, columns) =
      shape.columns == 1 ? (along, .range(0, count: 1)) : (.range(0, count: 1), along)
  }

  private static func places(
    _ ends: Ends, count: Int, what: String, at span: SourceSpan
  ) throws(FormulaError) -> Places {
    switch ends {
    case .all: return .range(0, count: count)
    case .range(let first, let last):
      let start = try Index.position(first, count: count, what: what, at: span)
      let end = try Index.position(last, count: count, what: what, at: span)
      return .range(start, count: max(0, end - start + 1))
    case .listed(let matrix):
      var result: [Int] = []
      result.reserveCapacity(matrix.count)
      // Row by row, as a list is written.
      for value in matrix.transposed.elements {
        result.append(try Index.position(value, count: count, what: what, at: span))
      }
      return .listed(result)
    }
  }
}

extension SlopeCall {
  /// The slope back at the places it came from.
  fileprivate func part(_ selection: () -> Selection?) -> Matrix<Double>? {
    guard let selection = selection() else { return nil }
    var result = Matrix<Double>(rows: argument(0).rows, columns: argument(0).columns)
    for c in 0..<slope.columns {
      for r in 0..<slope.rows {
        result[selection.rows[r], selection.columns[c]] += slope[r, c]
      }
    }
    return result
  }

  /// The slopes of a matrix part of which was replaced, and of what replaced it.
  fileprivate func assigned(_ selection: Selection?) -> [Matrix<Double>?] {
    guard let selection else { return [] }
    let source = argument(1)
    var kept = slope
    var given = Matrix<Double>(rows: source.rows, columns: source.columns)
    // Of an index that is listed twice, the later value stays: from the end, each place counts once.
    for c in (0..<selection.columns.count).reversed() {
      for r in (0..<selection.rows.count).reversed() {
        let (row, column) = (selection.rows[r], selection.columns[c])
        given[source.count == 1 ? 0 : r, source.count == 1 ? 0 : c] += kept[row, column]
        kept[row, column] = 0
      }
    }
    return [kept, given]
  }
}
