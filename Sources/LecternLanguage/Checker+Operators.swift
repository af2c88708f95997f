import LecternText

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

extension ProgramChecker {
  mutating func apply(_ operation: UnaryOperator, to type: ValueType, at span: SourceSpan)
    -> ValueType
  {
    switch (operation, type) {
    case (_, .unknown), (_, .parameter): return .unknown
    case (.minus, .number(let value)): return .number(value.map { -$0 })
    case (.minus, .boolean): return .number(nil)
    case (.minus, .matrix): return type.asCondition(false)
    case (.not, .boolean), (.not, .matrix): return type.asCondition(true)
    default:
      report(
        Message.typeMismatch(
          operation.rawValue, wants: operation == .not ? "a yes or no" : "a number or a matrix",
          got: type, at: span))
      return .unknown
    }
  }

  mutating func combine(
    _ operation: BinaryOperator, _ left: Expression, _ leftType: ValueType, _ right: Expression,
    _ rightType: ValueType, at span: SourceSpan
  ) -> ValueType {
    switch operation {
    case .and, .or:
      for (operand, type) in [(left, leftType), (right, rightType)] {
        switch type {
        case .boolean, .unknown, .parameter: break
        case .matrix(let matrix) where matrix.isCondition: break
        default:
          report(
            Message.typeMismatch(
              operation.rawValue, wants: "a yes or no on each side", got: type, at: operand.span))
        }
      }
      switch (leftType, rightType) {
      case (.matrix(let a), .matrix(let b)):
        return broadcast(a, b, left, right, operation.rawValue, at: span).asCondition(true)
      case (.matrix, .boolean): return leftType.asCondition(true)
      case (.boolean, .matrix): return rightType.asCondition(true)
      case (.boolean, .boolean): return .boolean(nil)
      // What is not known may be a matrix.
      default: return .unknown
      }
    case .rounds:
      guard right.isLiteralNumber else {
        report(Message.roundsLiteral(text(of: left.span), at: right.span))
        return .boolean(nil)
      }
    case .equal, .notEqual:
      if case (.string, .string) = (leftType, rightType) { return .boolean(nil) }
      if case (.boolean, .boolean) = (leftType, rightType) { return .boolean(nil) }
    default: break
    }
    if operation == .matrixProduct {
      return product(left, asMatrix(leftType), right, asMatrix(rightType), at: span)
    }
    if leftType.isUnknown || rightType.isUnknown { return .unknown }
    // In sums and products a yes counts as 1 and a no as 0, as in matrices of them.
    let (leftType, rightType) =
      operation.isComparison ? (leftType, rightType) : (leftType.counted, rightType.counted)
    for (operand, type) in [(left, leftType), (right, rightType)]
    where !type.isMatrix && !type.isScalar {
      var help: String?
      if case .string(let words) = operand.kind {
        help =
          operation == .add
          ? "show \(text(of: left.span)), \(text(of: right.span))"
          : Double(words) != nil ? "\(words), without quotes, is a number" : nil
      }
      report(
        Message.typeMismatch(
          operation.rawValue, wants: "numbers or matrices", got: type, help: help,
          at: operand.span))
      return .unknown
    }
    switch (leftType, rightType) {
    case (.number(let a), .number(let b)):
      if operation.isComparison { return .boolean(nil) }
      return .number(a.flatMap { x in b.flatMap { y in operation.value(x, y) } })
    case (.matrix(let a), .matrix(let b)):
      return broadcast(a, b, left, right, operation.rawValue, at: span)
        .asCondition(operation.isComparison)
    case (.matrix, _): return leftType.asCondition(operation.isComparison)
    default: return rightType.asCondition(operation.isComparison)
    }
  }

  // MARK: - Products

  private mutating func product(
    _ left: Expression, _ leftType: ValueType, _ right: Expression, _ rightType: ValueType,
    at span: SourceSpan
  ) -> ValueType {
    for (operand, type) in [(left, leftType), (right, rightType)] {
      switch type {
      case .unknown, .parameter, .matrix, .number: break
      default:
        report(
          Message.typeMismatch("@", wants: "matrices", got: type, at: operand.span))
        return .unknown
      }
    }
    if leftType.isUnknown || rightType.isUnknown {
      // What is known of one side is known of the result.
      return .matrix(
        MatrixType(
          rows: leftType.matrix?.rows ?? Dimension(nil),
          columns: rightType.matrix?.columns ?? Dimension(nil)))
    }
    guard case .matrix(let known) = leftType, case .matrix(let other) = rightType else {
      report(Message.productOfNumber(text(of: left.span), text(of: right.span), at: span))
      return .unknown
    }
    let (a, b) = (resolved(known), resolved(other))
    if !unify(a.columns, b.rows) {
      report(
        Message.shapeProduct(
          text(of: left.span), a, text(of: right.span), b,
          notes: shapeNote(left, a, focus: a.columns) + shapeNote(right, b, focus: b.rows),
          help: repair(left, a, right, b), at: span))
    }
    if let rows = a.rows.size, let columns = b.columns.size,
      Double(rows) * Double(columns) > Double(FunctionTable.largestMatrix)
    {
      report(
        Message.productSize(
          "\(text(of: left.span)) @ \(text(of: right.span))", rows, columns,
          isSquare: a.transposed.columns.size == b.columns.size && a.columns.size == 1, at: span))
      return .unknown
    }
    return .matrix(MatrixType(rows: a.rows, columns: b.columns))
  }

  /// Where an operand and the size that matters come from.
  private func shapeNote(_ operand: Expression, _ type: MatrixType, focus: Dimension)
    -> [Diagnostic.Note]
  {
    let name = text(of: operand.span)
    var named: Variable?
    if case .name(let name) = operand.kind { named = variable(named: name) }
    if case .transpose(let inner) = operand.kind, case .name(let name) = inner.kind {
      named = variable(named: name)
    }
    let message = "\(name) is \(type.text)"
    // What has no line of its own, a part of data or an argument, shows where its size comes from.
    let own = named.flatMap { $0.isParameter ? nil : $0.statement }
    guard let origin = focus.origin, !(own ?? operand.span).holds(origin.creation) else {
      return [Diagnostic.Note(message, at: own ?? operand.span)]
    }
    guard let own else { return [Diagnostic.Note(message, at: origin.creation)] }
    let part = focus.isRows(of: type) ? "rows" : "columns"
    let made = "line \(line(of: origin.creation)): \(text(of: origin.creation))"
    return [
      Diagnostic.Note(
        "\(message), \(part) from " + (origin.name.map { "\($0) (\(made))" } ?? made), at: own)
    ]
  }

  private func repair(
    _ left: Expression, _ a: MatrixType, _ right: Expression, _ b: MatrixType
  ) -> String? {
    let (x, y) = (text(of: left.span), text(of: right.span))
    if let rows = a.rows.size, rows == b.columns.size, rows > 1,
      a.columns.size != b.columns.size, a.rows.size != b.rows.size
    {
      return "\(y) @ \(x)"
    }
    if let first = a.columns.origin?.literal, let second = b.rows.origin?.literal,
      let m = a.columns.size, let n = b.rows.size, isNumber(first), isNumber(second),
      a.columns.size != b.columns.size, a.rows.size != b.rows.size
    {
      return "make the \(m) of line \(line(of: first)) and the \(n) of line \(line(of: second)) "
        + "the same number, e.g. let n_h = \(n)"
    }
    if a.columns.size == b.columns.size, a.rows.size == b.rows.size {
      return "\(x) @ \(transposed(right, y))   or   \(transposed(left, x)) @ \(y)"
    }
    if a.columns.size == b.columns.size { return "\(x) @ \(transposed(right, y))" }
    if a.rows.size == b.rows.size { return "\(transposed(left, x)) @ \(y)" }
    if a.rows.size == b.columns.size { return "\(y) @ \(x)" }
    return nil
  }

  private func isNumber(_ span: SourceSpan) -> Bool {
    source.utf8[span.start..<span.end].allSatisfy { (48...57).contains($0) }
  }

  private func transposed(_ expression: Expression, _ text: String) -> String {
    switch expression.kind {
    case .transpose(let inner): self.text(of: inner.span)
    case .name, .member, .call, .index, .matrix: "\(text).T"
    default: "(\(text)).T"
    }
  }

  // MARK: - Element by element

  /// A column n × 1 or a row 1 × m goes with n × m; anything else must have the same shape.
  mutating func broadcast(
    _ a: MatrixType, _ b: MatrixType, _ left: Expression, _ right: Expression,
    _ operation: String, at span: SourceSpan
  ) -> ValueType {
    let isColumnAgainstRow =
      (a.columns.size == 1 && b.rows.size == 1 && (a.rows.size ?? 1) > 1
        && (b.columns.size ?? 1) > 1)
      || (a.rows.size == 1 && b.columns.size == 1 && (a.columns.size ?? 1) > 1
        && (b.rows.size ?? 1) > 1)
    let (a, b) = (resolved(a), resolved(b))
    let rows = Dimension.joined(a.rows, b.rows)
    let columns = Dimension.joined(a.columns, b.columns)
    // A single entry is a row or a column, not a number.
    let isSingle =
      (a.rows.size == 1 && a.columns.size == 1 && b.isSurelyTwoDimensional)
      || (b.rows.size == 1 && b.columns.size == 1 && a.isSurelyTwoDimensional)
    if let rows, let columns, !isColumnAgainstRow, !isSingle {
      return .matrix(MatrixType(rows: rows, columns: columns))
    }
    let notes =
      shapeNote(left, a, focus: rows == nil ? a.rows : a.columns)
      + shapeNote(right, b, focus: rows == nil ? b.rows : b.columns)
    var help: String?
    let (x, y) = (text(of: left.span), text(of: right.span))
    if let other = otherAxis(left, a, b) ?? otherAxis(right, b, a) {
      help = other
    } else if isColumnAgainstRow {
      let column = a.columns.size == 1 ? x : y
      let row = a.columns.size == 1 ? y : x
      if operation == "*" {
        help = "outer(\(column), \(row))"
      } else if !a.transposed.conflicts(with: b) {
        help = "\(x) \(operation) \(transposed(right, y))"
      } else {
        let width = (a.columns.size == 1 ? b : a).columns.text
        let filled = "\(column) @ ones(1, \(width))"
        help =
          a.columns.size == 1 ? "\(filled) \(operation) \(row)" : "\(row) \(operation) \(filled)"
      }
    } else if isSingle {
      let single = a.isSurelyTwoDimensional ? y : x
      help = "as a number: sum(\(single))"
    } else if !a.transposed.conflicts(with: b) {
      help = "\(x) \(operation) \(transposed(right, y))"
    } else if operation == "*", a.columns.size != nil, a.columns.size == b.rows.size {
      help = "the matrix product is written @: \(x) @ \(y)"
    }
    if help == nil { help = column(left, a, b) ?? column(right, b, a) }
    report(
      Message.shapeBroadcast(
        text(of: span), a, operation, b, notes: notes, help: help, at: span))
    return .unknown
  }
}

extension ProgramChecker {
  /// A sum or a mean along the axis that gives the shape of the other side.
  private mutating func otherAxis(
    _ operand: Expression, _ type: MatrixType, _ other: MatrixType
  ) -> String? {
    guard type.rows.size == 1 || type.columns.size == 1,
      let call = operand.lastCall(where: { name, arguments in
        FunctionTable.entry(named: name)?.parameters.contains { $0.kind == .axis } == true
          && arguments.contains { $0.label?.text == "axis" }
      }), case .call(let name, let arguments) = call.kind,
      let axis = arguments.first(where: { $0.label?.text == "axis" }),
      case .number(let number, _) = axis.value.kind, number == 0 || number == 1,
      let argument = arguments.first?.value,
      case .matrix(let summed) = quietly({ $0.infer(argument) })
    else { return nil }
    // Along the other axis the result has the other side's length.
    let turned = number == 0 ? summed.rows.size : summed.columns.size
    let length = number == 0 ? other.rows.size : other.columns.size
    guard turned != nil, turned == length else { return nil }
    return "\(name.text)(\(text(of: argument.span)), axis=\(number == 0 ? 1 : 0))"
  }

  /// A row that was made where a column of the other side's height belongs.
  private func column(
    _ operand: Expression, _ type: MatrixType, _ other: MatrixType
  ) -> String? {
    guard case .name(let name) = operand.kind, type.rows.size == 1, let length = type.columns.size,
      length == other.rows.size, let variable = variable(named: name)
    else { return nil }
    let line = text(of: variable.statement)
    for maker in ["zeros", "ones", "randn", "rand"] where line.contains("\(maker)(1, ") {
      return line.replacing("\(maker)(1, \(length))", with: "\(maker)(\(length), 1)")
    }
    return "\(name).T"
  }
}

extension Expression {
  /// The last call in a chain of operators that a condition is true of.
  fileprivate func lastCall(
    where matches: (String, [Argument]) -> Bool
  ) -> Expression? {
    switch kind {
    case .call(let name, let arguments): matches(name.text, arguments) ? self : nil
    case .binary(_, let left, let right):
      right.lastCall(where: matches) ?? left.lastCall(where: matches)
    case .unary(_, let operand): operand.lastCall(where: matches)
    default: nil
    }
  }
}

extension Dimension {
  /// The size of two that meet; nil when they do not fit.
  static func joined(_ a: Dimension, _ b: Dimension) -> Dimension? {
    guard let first = a.size else { return (b.size ?? 1) > 1 ? b : Dimension(nil) }
    guard let second = b.size else { return first > 1 ? a : Dimension(nil) }
    if first == second || second == 1 { return a }
    return first == 1 ? b : nil
  }

  fileprivate func isRows(of type: MatrixType) -> Bool {
    origin?.creation == type.rows.origin?.creation && size == type.rows.size
      && (type.rows.size != type.columns.size || type.columns.origin == nil
        || origin?.literal == type.rows.origin?.literal)
  }
}

extension ValueType {
  var isMatrix: Bool { if case .matrix = self { true } else { false } }

  var matrix: MatrixType? {
    if case .matrix(let matrix) = self { matrix } else { nil }
  }

  var isScalar: Bool { if case .number = self { true } else { false } }

  /// A yes or no as the number 1 or 0 that it counts as.
  var counted: ValueType {
    guard case .boolean(let truth) = self else { return self }
    return .number(truth.map { $0 ? 1 : 0 })
  }
}

extension Expression {
  /// True for a number as written: `0.6721`, `-3`, `80%`.
  package var isLiteralNumber: Bool {
    switch kind {
    case .number, .invalid: true
    case .unary(.minus, let value):
      if case .number = value.kind { true } else { false }
    case .matrix(let rows): rows.allSatisfy { $0.allSatisfy(\.isLiteralNumber) }
    default: false
    }
  }
}

extension Expression {
  var isComparison: Bool {
    if case .binary(let operation, _, _) = kind { operation.isComparison } else { false }
  }
}

extension BinaryOperator {
  var isComparison: Bool {
    switch self {
    case .equal, .notEqual, .rounds, .less, .lessOrEqual, .greater, .greaterOrEqual: true
    default: false
    }
  }

  /// The result on constant numbers.
  fileprivate func value(_ x: Double, _ y: Double) -> Double? {
    switch self {
    case .add: x + y
    case .subtract: x - y
    case .multiply: x * y
    case .divide: x / y
    case .power: pow(x, y)
    default: nil
    }
  }
}
