import LecternLanguage
import LecternTensor
import LecternText

extension Compiler {
  func compile(_ expression: Expression) throws(FormulaError) -> Operand {
    guard plan.instructions.count < Self.instructionLimit else {
      throw FormulaError(
        "this cell becomes too long: its functions call functions that call functions",
        at: expression.span)
    }
    switch expression.kind {
    case .number(let value, _): return .constant(.number(value))
    case .string(let text): return .constant(.string(text))
    case .size, .invalid, .range:
      throw FormulaError("this is not a value", at: expression.span)
    case .name(let name): return try operand(named: name, at: expression.span)
    case .matrix(let rows): return try list(rows, at: expression.span)
    case .unary(let operation, let operand):
      return try apply(operation, to: try compile(operand), at: operand.span)
    case .binary: return try chain(expression)
    case .call(let name, let arguments):
      return try oneResult(of: name, try call(name, arguments, at: expression.span), expression)
    case .index(let base, let items): return try element(of: base, items, at: expression.span)
    case .transpose(let base): return try transposed(try compile(base), at: base.span)
    case .member(let base, let name):
      guard case .constant(.object(let object)) = try compile(base) else {
        throw FormulaError("there is no .\(name.text) here", at: name.span)
      }
      guard let value = object.member(name.text) else {
        throw FormulaError(
          "there is no .\(name.text) here", at: name.span,
          help: object.help(forMember: name.text))
      }
      return member(value, of: base, name)
    }
  }

  /// A part of a run or of data; a matrix is imported once, however often it is named.
  private func member(_ value: Value, of base: Expression, _ name: Name) -> Operand {
    guard case .matrix(let matrix) = value, case .name(let owner) = base.kind else {
      return .constant(value)
    }
    return .matrix(importRegister(matrix, key: "\(owner).\(name.text)"))
  }

  private func oneResult(
    of name: Name, _ results: [Operand], _ expression: Expression
  ) throws(FormulaError) -> Operand {
    guard results.count == 1 else {
      let names = results.indices.map { String(UnicodeScalar(UInt8(97 + $0 % 26))) }
      throw FormulaError(
        "\(name.text) returns \(results.count) values, and one is wanted here",
        at: expression.span,
        help: "let \(names.joined(separator: ", ")) = \(name.text)(…) takes them all")
    }
    return results[0]
  }

  func transposed(_ operand: Operand, at span: SourceSpan) throws(FormulaError) -> Operand {
    switch operand {
    case .number, .truth, .constant(.number), .constant(.boolean): return operand
    case .transposed(let register, let isTemporary):
      return isTemporary ? .temporary(register) : .matrix(register)
    case .constant(let value):
      guard case .matrix = value else {
        throw FormulaError("only a matrix has a transpose", at: span)
      }
    default: break
    }
    switch try materialized(operand, at: span) {
    case .temporary(let register): return .transposed(register, isTemporary: true)
    case .matrix(let register): return .transposed(register, isTemporary: false)
    default: throw FormulaError("only a matrix has a transpose", at: span)
    }
  }

  // MARK: Operators

  func apply(
    _ operation: UnaryOperator, to operand: Operand, at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    guard operand.isMatrix || operand.isScalar else {
      throw FormulaError("\(operation.rawValue) does not apply to \(operand.kindName)", at: span)
    }
    switch operation {
    case .minus: return try element(.negate, [operand], at: span)
    case .not: return try element(.not, [operand], isTruth: true, at: span)
    }
  }

  /// A chain of binary operators is followed along its left side without recursion, so that a sum
  /// of ten thousand terms needs no deep stack.
  private func chain(_ expression: Expression) throws(FormulaError) -> Operand {
    var pending: [(operation: BinaryOperator, right: Expression, span: SourceSpan)] = []
    var head = expression
    while case .binary(let operation, let left, let right) = head.kind {
      pending.append((operation, right, head.span))
      head = left
    }
    var result = try compile(head)
    for step in pending.reversed() {
      if step.operation == .and || step.operation == .or, result.isScalar {
        result = try decide(step.operation, result, step.right, at: step.span)
        continue
      }
      let right = try compile(step.right)
      result = try combine(step.operation, result, right, literal: step.right, at: step.span)
    }
    return result
  }

  /// `and` and `or` stop as soon as the left side decides.
  private func decide(
    _ operation: BinaryOperator, _ left: Operand, _ right: Expression, at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    if let known = left.constantNumber, (known != 0) == (operation == .or) {
      return .constant(.boolean(known != 0))
    }
    let result = plan.makeNumber()
    let first = try numberRegister(left, for: operation.rawValue, at: span)
    emit(
      .element(
        .notEqual, Int32(first), Int32(constant(0)), Int32(constant(0)), to: Int32(result)),
      at: span)
    let jump = emitJump(
      operation == .and ? .jumpIfFalse(Int32(result), 0) : .jumpIfTrue(Int32(result), 0), at: span)
    let operand = try compile(right)
    if operand.isMatrix {
      plan.instructions.removeLast(plan.instructions.count - jump)
      plan.spans.removeLast(plan.spans.count - jump)
      return try combine(operation, left, try compile(right), literal: right, at: span)
    }
    let second = try numberRegister(operand, for: operation.rawValue, at: right.span)
    emit(
      .element(
        .notEqual, Int32(second), Int32(constant(0)), Int32(constant(0)), to: Int32(result)),
      at: span)
    land([jump])
    return .truth(result)
  }

  /// Applies an operator; `literal` is the right side as written, for `~=`.
  func combine(
    _ operation: BinaryOperator, _ left: Operand, _ right: Operand, literal: Expression,
    at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    if operation == .matrixProduct { return try product(left, right, at: span) }
    if case .constant(.string(let a)) = left, case .constant(.string(let b)) = right {
      if operation == .equal { return .constant(.boolean(a == b)) }
      if operation == .notEqual { return .constant(.boolean(a != b)) }
    }
    guard left.isMatrix || left.isScalar, right.isMatrix || right.isScalar else {
      throw FormulaError(
        "\(operation.rawValue) does not apply to \(left.kindName) and \(right.kindName)", at: span)
    }
    switch operation {
    case .add:
      if let sum = biased(left, right, at: span) { return sum }
      if let factors = factors(right) {
        return try element(.addProduct, [left] + factors, at: span)
      }
      return try element(.add, [left, right], at: span)
    case .subtract:
      if let factors = factors(right) {
        return try element(.subtractProduct, [left] + factors, at: span)
      }
      return try element(.subtract, [left, right], at: span)
    case .multiply, .matrixProduct: return try element(.multiply, [left, right], at: span)
    case .divide: return try element(.divide, [left, right], at: span)
    case .power:
      if right.constantNumber == 2, !left.isScalar { return try square(left, at: span) }
      return try element(.power, [left, right], at: span)
    case .equal: return try element(.equal, [left, right], isTruth: true, at: span)
    case .notEqual: return try element(.notEqual, [left, right], isTruth: true, at: span)
    case .rounds:
      let tolerance: Operand =
        switch Rounding.tolerance(of: literal) {
        case .matrix(let matrix): .matrix(importRegister(matrix))
        case let number: .constant(number)
        }
      return try element(.near, [left, right, tolerance], isTruth: true, at: span)
    case .less: return try element(.less, [left, right], isTruth: true, at: span)
    case .lessOrEqual: return try element(.lessOrEqual, [left, right], isTruth: true, at: span)
    case .greater: return try element(.less, [right, left], isTruth: true, at: span)
    case .greaterOrEqual: return try element(.lessOrEqual, [right, left], isTruth: true, at: span)
    case .and: return try element(.and, [left, right], isTruth: true, at: span)
    case .or: return try element(.or, [left, right], isTruth: true, at: span)
    }
  }

  /// A matrix product that was just compiled plus a bias, in one go where the shapes allow it.
  private func biased(_ left: Operand, _ right: Operand, at span: SourceSpan) -> Operand? {
    guard !isTraced, case .temporary(let product) = left, case .matrix(let bias) = right,
      case .product(let a, let b, let flags, to: Int32(product))? = plan.instructions.last
    else { return nil }
    plan.instructions[plan.instructions.count - 1] = .productPlus(
      a, b, flags: flags, Int32(bias), to: Int32(product))
    evaluate(
      .operation(.add, [.matrix(product), .matrix(bias)], function: nil, span), to: product,
      at: span)
    return left
  }

  /// The factors of a product entry by entry that is not run yet: a ± b ∗ c is one step, with the
  /// bits of two.
  private func factors(_ operand: Operand) -> [Operand]? {
    guard !isTraced,
      case .elements(.operation(.multiply, let factors, function: nil, _), let temporaries) =
        operand
    else { return nil }
    return factors.map { .elements($0, temporaries: temporaries) }
  }

  /// x ∗ x, whose bits are those of x ^ 2.
  private func square(_ operand: Operand, at span: SourceSpan) throws(FormulaError) -> Operand {
    guard case .elements = operand else {
      return try element(.multiply, [operand, operand], at: span)
    }
    let whole = try materialized(operand, at: span)
    return try element(.multiply, [whole, whole], at: span)
  }

  private func product(
    _ left: Operand, _ right: Operand, at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    guard left.isMatrix || left.isScalar, right.isMatrix || right.isScalar else {
      throw FormulaError("@ multiplies matrices", at: span)
    }
    func side(_ operand: Operand) throws(FormulaError) -> (register: Int, turns: Bool, Operand) {
      if case .transposed(let register, _) = operand { return (register, true, operand) }
      let whole = try materialized(operand, at: span)
      return (try matrixRegister(whole, at: span), false, whole)
    }
    let a = try side(left)
    let b = try side(right)
    let target = makeTemporary()
    emit(
      .product(
        Int32(a.register), Int32(b.register), flags: (a.turns ? 1 : 0) | (b.turns ? 2 : 0),
        to: Int32(target)), at: span)
    release(a.2)
    release(b.2)
    return .temporary(target)
  }

  // MARK: Entry by entry

  /// An operation on numbers at once, on matrices as part of a formula entry by entry.
  func element(
    _ operation: ElementOperation, _ operands: [Operand], isTruth: Bool = false,
    function: String? = nil, at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    if operands.allSatisfy(\.isScalar) {
      return try scalar(operation, operands, isTruth: isTruth, at: span)
    }
    var nodes: [ElementPlan.Node] = []
    var temporaries: [Int] = []
    for operand in operands {
      let isReady =
        switch operand {
        case .transposed, .constant(.matrix): false
        default: !isTraced || !operand.isMatrix
        }
      let ready = isReady ? operand : try materialized(operand, at: span)
      nodes.append(try node(ready, at: span))
      // The same operand twice is released once.
      for register in ready.temporaries where !temporaries.contains(register) {
        temporaries.append(register)
      }
    }
    var result = ElementPlan.Node.operation(operation, nodes, function: function, span)
    if result.operationCount > ElementPlan.operationLimit
      || result.operands.count > ElementPlan.operandLimit
    {
      // The largest part is run on its own.
      guard let largest = nodes.indices.max(by: { nodes[$0].size < nodes[$1].size }) else {
        throw FormulaError("this formula is too long", at: span)
      }
      let target = makeTemporary()
      evaluate(nodes[largest], to: target, at: span)
      nodes[largest] = .matrix(target)
      temporaries.append(target)
      result = .operation(operation, nodes, function: function, span)
    }
    let operand = Operand.elements(result, temporaries: temporaries)
    return isTraced ? try materialized(operand, at: span) : operand
  }

  private func node(_ operand: Operand, at span: SourceSpan) throws(FormulaError)
    -> ElementPlan.Node
  {
    switch operand {
    case .number(let register), .truth(let register): return .number(register)
    case .matrix(let register), .temporary(let register): return .matrix(register)
    case .elements(let node, _): return node
    case .transposed: throw FormulaError("a transposed matrix must be made first", at: span)
    case .constant(let value):
      guard let number = value.scalar else {
        throw FormulaError("a number or a matrix goes here, not \(value.kindName)", at: span)
      }
      return .number(constant(number))
    }
  }

  private func scalar(
    _ operation: ElementOperation, _ operands: [Operand], isTruth: Bool, at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    let known = operands.compactMap(\.constantNumber)
    if known.count == operands.count, !isTraced {
      let value = operation(
        known[0], known.count > 1 ? known[1] : 0, known.count > 2 ? known[2] : 0)
      return .constant(isTruth ? .boolean(value != 0) : .number(value))
    }
    var registers: [Int32] = []
    for operand in operands {
      registers.append(Int32(try numberRegister(operand, for: "this", at: span)))
    }
    let target = Int32(plan.makeNumber())
    let a = registers[0]
    let b = registers.count > 1 ? registers[1] : a
    switch operation {
    case .add: emit(.add(a, b, to: target), at: span)
    case .subtract: emit(.subtract(a, b, to: target), at: span)
    case .multiply: emit(.multiply(a, b, to: target), at: span)
    case .divide: emit(.divide(a, b, to: target), at: span)
    default:
      emit(
        .element(operation, a, b, registers.count > 2 ? registers[2] : b, to: target), at: span)
    }
    return isTruth ? .truth(Int(target)) : .number(Int(target))
  }

  // MARK: Lists

  private func list(_ rows: [[Expression]], at span: SourceSpan) throws(FormulaError) -> Operand {
    var blocks: [[Operand]] = []
    for row in rows {
      var entries: [Operand] = []
      for entry in row { entries.append(try listed(entry)) }
      blocks.append(entries)
    }
    let entries = blocks.flatMap { $0 }
    if entries.contains(where: \.isMatrix) { return try joined(blocks, at: span) }
    let width = rows.first?.count ?? 0
    guard rows.allSatisfy({ $0.count == width }) else {
      throw FormulaError(
        "the rows of this matrix have different lengths: "
          + rows.map { String($0.count) }.joined(separator: ", "), at: span)
    }
    let known = entries.compactMap(\.constantNumber)
    if known.count == entries.count {
      let matrix = Matrix(rows: rows.count, columns: width) { known[$0 * width + $1] }
      return .matrix(importRegister(matrix))
    }
    return try routine(
      "list", [.constant(.number(Double(rows.count)))] + entries, makesMatrix: true, at: span)
  }

  /// An entry of a list; a range is the row of its numbers.
  private func listed(_ entry: Expression) throws(FormulaError) -> Operand {
    if case .range(let lower, let upper) = entry.kind {
      return try routine(
        "range", [try compile(lower), try compile(upper)], makesMatrix: true, at: entry.span)
    }
    let operand = try compile(entry)
    guard operand.isScalar || operand.isMatrix else {
      throw FormulaError("a matrix holds numbers, not \(operand.kindName)", at: entry.span)
    }
    return operand
  }

  /// Matrices beside and below each other.
  private func joined(_ blocks: [[Operand]], at span: SourceSpan) throws(FormulaError) -> Operand {
    var rows: [Operand] = []
    for row in blocks {
      rows.append(
        row.count == 1
          ? try materialized(row[0], at: span)
          : try routine("concat", row, makesMatrix: true, at: span))
    }
    return rows.count == 1 ? rows[0] : try routine("stack", rows, makesMatrix: true, at: span)
  }
}

extension ElementPlan.Node {
  /// Operations and operands together.
  fileprivate var size: Int { operationCount + operands.count }
}
