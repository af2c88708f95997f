package import LecternLanguage
package import LecternTensor
package import LecternText

/// Where an evaluation looks up names and draws random numbers.
package protocol FormulaEnvironment {
  func value(named name: String) throws(FormulaError) -> Value?
  /// Results of functions that speak of models and runs: `accuracy`, `cost`, `confusion`, `best`.
  func call(_ name: String, _ arguments: [Value], at span: SourceSpan) throws(FormulaError)
    -> Value?
  /// Draws from the notebook's stream; environments without one (schedules) say so.
  func withRandomState<Result>(_ body: (inout RandomState) -> Result) -> Result?
  /// The results of a function of the author's.
  func call(
    _ function: FormulaFunction, _ arguments: [Value], at span: SourceSpan
  ) throws(FormulaError) -> [Value]
}

extension FormulaEnvironment {
  /// Calls the function in a run of its own, with the environment's names.
  package func call(
    _ function: FormulaFunction, _ arguments: [Value], at span: SourceSpan
  ) throws(FormulaError) -> [Value] {
    try ProgramRun(self).call(function, arguments, at: span)
  }
}

/// Evaluates checked expressions over numbers and matrices.
///
/// The checker has seen shapes wherever headers tell them; what remains here are the cases that
/// only values decide, and each of them is an error with a place.
package struct Evaluator<Environment: FormulaEnvironment> {
  package let environment: Environment

  package init(_ environment: Environment) {
    self.environment = environment
  }

  /// The largest matrix an expression may make, in elements: 2 GiB of numbers.
  package static var elementLimit: Int { FunctionTable.largestMatrix }

  package func evaluate(_ expression: Expression) throws(FormulaError) -> Value {
    switch expression.kind {
    case .number(let value, _): return .number(value)
    case .string(let text): return .string(text)
    case .size, .invalid, .range:
      throw FormulaError("this is not a value", at: expression.span)
    case .name(let name):
      if let value = try environment.value(named: name) { return value }
      throw FormulaError("\(name) has no value yet", at: expression.span)
    case .matrix(let rows): return try literal(rows, at: expression.span)
    case .unary(let operation, let operand):
      return try apply(operation, to: evaluate(operand), at: operand.span)
    case .binary: return try chain(expression)
    case .call(let name, let arguments): return try call(name, arguments, at: expression.span)
    case .index(let base, let items): return try element(of: base, items, at: expression.span)
    case .transpose(let base):
      guard let matrix = try evaluate(base).matrix else {
        throw FormulaError("only a matrix has a transpose", at: base.span)
      }
      return .matrix(matrix.transposed)
    case .member(let base, let name):
      if case .object(let object) = try evaluate(base), let value = object.member(name.text) {
        return value
      }
      throw FormulaError("there is no .\(name.text) here", at: name.span)
    }
  }

  /// Evaluates a chain of binary operators along its left side without recursion, so that a sum of
  /// ten thousand terms needs no deep stack.
  private func chain(_ expression: Expression) throws(FormulaError) -> Value {
    var pending: [(operation: BinaryOperator, right: Expression, span: SourceSpan)] = []
    var head = expression
    while case .binary(let operation, let left, let right) = head.kind {
      pending.append((operation, right, head.span))
      head = left
    }
    var result = try evaluate(head)
    for step in pending.reversed() {
      // `and` and `or` stop as soon as the left side decides.
      if case .boolean(let left) = result {
        if step.operation == .and, !left { continue }
        if step.operation == .or, left { continue }
      }
      let right = try evaluate(step.right)
      result = try apply(step.operation, result, right, literal: step.right, at: step.span)
    }
    return result
  }

  private func literal(_ rows: [[Expression]], at span: SourceSpan) throws(FormulaError) -> Value {
    var blockRows: [Matrix<Double>] = []
    var total = 0
    for row in rows {
      var blocks: [Matrix<Double>] = []
      for expression in row {
        if case .range(let lower, let upper) = expression.kind {
          blocks.append(try range(lower, upper, at: expression.span))
          continue
        }
        guard let matrix = try evaluate(expression).matrix else {
          throw FormulaError("a matrix holds numbers", at: expression.span)
        }
        blocks.append(matrix)
        total += matrix.count
        guard total <= Self.elementLimit else {
          throw FormulaError("this matrix is too large", at: span)
        }
      }
      guard let joined = Matrix.joinedSideBySide(blocks) else {
        throw FormulaError("the parts of this row have different heights", at: span)
      }
      blockRows.append(joined)
    }
    guard let result = Matrix.stacked(blockRows) else {
      throw FormulaError(
        "the rows of this matrix have different lengths: "
          + blockRows.map { String($0.columns) }.joined(separator: ", "), at: span)
    }
    return .matrix(result)
  }

  /// `a..b` as a row, both ends included.
  package func range(
    _ lower: Expression, _ upper: Expression, at span: SourceSpan
  ) throws(FormulaError) -> Matrix<Double> {
    guard let first = try evaluate(lower).scalar, let last = try evaluate(upper).scalar else {
      throw FormulaError("a range goes from a number to a number", at: span)
    }
    guard !first.isNaN, !last.isNaN else {
      throw FormulaError("a range goes from a number to a number", at: span)
    }
    guard let count = Int(exactly: max(0, (last - first).rounded(.down) + 1)),
      count <= Self.elementLimit
    else { throw FormulaError("this range is too long", at: span) }
    let values = (0..<count).map { first + Double($0) }
    return Matrix(rows: 1, columns: values.count, elements: values)
  }

  private func call(
    _ name: Name, _ arguments: [Argument], at span: SourceSpan
  ) throws(FormulaError) -> Value {
    if let function = try environment.value(named: name.text)?.function {
      return try call(function, arguments, at: span)
    }
    guard let entry = FunctionTable.entry(named: name.text) else {
      throw FormulaError("\(name.text) is not a function", at: name.span)
    }
    var bound = [Value?](repeating: nil, count: entry.parameters.count)
    var position = 0
    for argument in arguments {
      let value = try evaluate(argument.value)
      if let label = argument.label {
        guard let index = entry.parameters.firstIndex(where: { $0.name == label.text }) else {
          throw FormulaError("\(name.text) has no argument \(label.text)", at: label.span)
        }
        bound[index] = value
      } else if position < entry.parameters.count {
        bound[position] = value
        position += 1
      } else if entry.parameters.last?.isRepeated == true {
        bound.append(value)
      } else {
        throw FormulaError("\(name.text) has fewer arguments", at: argument.value.span)
      }
    }
    if let value = try environment.call(name.text, bound.compactMap { $0 }, at: span) {
      return value
    }
    guard let function = Functions.table[name.text] else {
      throw FormulaError("\(name.text) cannot be used here", at: name.span)
    }
    return try function(
      FunctionCall(
        name: name.text, arguments: bound, span: span, elementLimit: Self.elementLimit,
        draw: { environment.withRandomState($0) }))
  }

  /// The one result of a function of the author's.
  private func call(
    _ function: FormulaFunction, _ arguments: [Argument], at span: SourceSpan
  ) throws(FormulaError) -> Value {
    let values = try arguments.map { (argument) throws(FormulaError) in
      try evaluate(argument.value)
    }
    let results = try environment.call(function, values, at: span)
    guard results.count == 1 else {
      let names = results.indices.map { String(UnicodeScalar(UInt8(97 + $0 % 26))) }
      throw FormulaError(
        "\(function.name) returns \(results.count) values, and one is wanted here", at: span,
        help: "let \(names.joined(separator: ", ")) = \(function.name)(…) takes them all")
    }
    return results[0]
  }

  private func element(
    of base: Expression, _ items: [IndexItem], at span: SourceSpan
  ) throws(FormulaError) -> Value {
    let value = try evaluate(base)
    if case .object(let object) = value {
      guard items.count == 1, case .expression(let item) = items[0],
        let number = try evaluate(item).scalar, let index = Int(exactly: number)
      else { throw FormulaError("a whole number counted from 0 goes here", at: span) }
      guard let element = object.element(index) else {
        throw FormulaError("\(object.kindName) has no element \(index)", at: span)
      }
      return element
    }
    guard let matrix = value.matrix else {
      throw FormulaError("\(value.kindName) has no elements", at: span)
    }
    let selection = try selection(of: matrix, items, at: span)
    if selection.isSingle {
      return .number(matrix[selection.rows[0], selection.columns[0]])
    }
    return .matrix(matrix.selecting(rows: selection.rows, columns: selection.columns))
  }

  /// The rows and columns that index items name in a matrix.
  package func selection(
    of matrix: Matrix<Double>, _ items: [IndexItem], at span: SourceSpan
  ) throws(FormulaError) -> (rows: [Int], columns: [Int], isSingle: Bool) {
    if items.count == 1 {
      guard matrix.rows == 1 || matrix.columns == 1 else {
        throw FormulaError(
          "a \(matrix.rows) × \(matrix.columns) matrix takes two indices", at: span,
          help: "write [row, column], or : for all of one")
      }
      let along = try indices(items[0], count: matrix.count, what: "element", at: span)
      return matrix.columns == 1
        ? (along.values, [0], along.isSingle) : ([0], along.values, along.isSingle)
    }
    guard items.count == 2 else {
      throw FormulaError("a matrix has rows and columns, not \(items.count) indices", at: span)
    }
    let rows = try indices(items[0], count: matrix.rows, what: "row", at: span)
    let columns = try indices(items[1], count: matrix.columns, what: "column", at: span)
    return (rows.values, columns.values, rows.isSingle && columns.isSingle)
  }

  private func indices(
    _ item: IndexItem, count: Int, what: String, at span: SourceSpan
  ) throws(FormulaError) -> (values: [Int], isSingle: Bool) {
    guard case .expression(let expression) = item else { return (Array(0..<count), false) }
    let values: Matrix<Double>
    var isSingle = false
    if case .range(let lower, let upper) = expression.kind {
      // The ends are judged before the range is made, which may be long.
      for end in [lower, upper] {
        guard let number = try evaluate(end).scalar else { continue }
        _ = try position(number, count: count, what: what, at: expression.span)
      }
      values = try range(lower, upper, at: expression.span)
    } else {
      let value = try evaluate(expression)
      guard let matrix = value.matrix else {
        throw FormulaError("an index is a whole number, not \(value.kindName)", at: expression.span)
      }
      if case .matrix = value { isSingle = false } else { isSingle = true }
      values = matrix
    }
    var result: [Int] = []
    result.reserveCapacity(values.count)
    for value in values.elements {
      result.append(try position(value, count: count, what: what, at: expression.span))
    }
    return (result, isSingle)
  }

  /// The index that a number is, if there is such an element.
  private func position(
    _ value: Double, count: Int, what: String, at span: SourceSpan
  ) throws(FormulaError) -> Int {
    guard value == value.rounded() else {
      throw FormulaError(
        "an index is a whole number, "
          + (value.isNaN ? "and this is not a number" : "not \(NumberText.short(value))"), at: span)
    }
    guard let index = Int(exactly: value), index >= 0, index < count else {
      throw FormulaError(
        "there is no \(what) \(NumberText.short(value)): "
          + (count == 0 ? "there are none" : "they go from 0 to \(count - 1)"), at: span)
    }
    return index
  }
}
