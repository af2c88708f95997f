import LecternLanguage
import LecternTensor
import LecternText

extension Compiler {
  /// `base[items]`: an entry, a part of a matrix, or a run of a sweep.
  func element(
    of base: Expression, _ items: [IndexItem], at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    let operand = try compile(base)
    if case .constant(.object(let object)) = operand {
      return .constant(try run(of: object, items, at: span))
    }
    guard operand.isMatrix || operand.isScalar, operand.isMatrix else {
      throw FormulaError("\(operand.kindName) has no elements", at: span)
    }
    guard items.count == 1 || items.count == 2 else {
      throw FormulaError("a matrix has rows and columns, not \(items.count) indices", at: span)
    }
    let whole = try materialized(operand, at: span)
    let matrix = try matrixRegister(whole, at: span)
    let places = try compile(items, of: matrix)
    defer { release(whole) }
    if let single = places.single {
      let target = plan.makeNumber()
      emit(
        .entry(Int32(matrix), single.i, single.j, to: Int32(target)), at: places.span ?? span)
      return .number(target)
    }
    return try part(matrix, places, at: span)
  }

  /// A run of a sweep, whose number must be known before the loop that asks for it.
  private func run(
    of object: any FormulaObject, _ items: [IndexItem], at span: SourceSpan
  ) throws(FormulaError) -> Value {
    guard items.count == 1, case .expression(let item) = items[0] else {
      throw FormulaError("a whole number counted from 0 goes here", at: span)
    }
    var known = knownNumber(item)
    if known == nil { known = try compile(item).constantNumber }
    guard let number = known else {
      needsPasses = true
      throw FormulaError("which run this is must be known before the loop begins", at: span)
    }
    guard let index = Int(exactly: number) else {
      throw FormulaError("a whole number counted from 0 goes here", at: span)
    }
    guard let element = object.element(index) else {
      throw FormulaError("\(object.kindName) has no element \(index)", at: span)
    }
    return element
  }

  // MARK: Places

  /// The rows or the columns that an index names.
  enum Place {
    case all
    /// A number register.
    case one(Int)
    /// Number registers of the ends, both included.
    case range(Int, Int)
    /// A matrix register of indices.
    case several(Operand)

    var isOne: Bool { if case .one = self { true } else { false } }
  }

  struct Places {
    var items: [Place]
    /// Of the index that a mistake would be about.
    var span: SourceSpan?

    /// The registers of one entry; j is −1 for a single index.
    var single: (i: Int32, j: Int32)? {
      guard case .one(let i) = items[0] else { return nil }
      guard items.count == 2 else { return (Int32(i), -1) }
      guard case .one(let j) = items[1] else { return nil }
      return (Int32(i), Int32(j))
    }
  }

  /// The places that items name in the matrix of a register.
  private func compile(_ items: [IndexItem], of matrix: Int) throws(FormulaError) -> Places {
    var places: [Place] = []
    var spans: [SourceSpan] = []
    for (axis, item) in items.enumerated() {
      guard case .expression(let expression) = item else {
        places.append(.all)
        continue
      }
      spans.append(expression.span)
      if case .range(let lower, let upper) = expression.kind {
        let first = try numberRegister(try compile(lower), for: "a range", at: lower.span)
        let last = try numberRegister(try compile(upper), for: "a range", at: upper.span)
        places.append(.range(first, last))
        continue
      }
      let operand = try compile(expression)
      if operand.isScalar, !operand.isTruth {
        places.append(.one(try numberRegister(operand, for: "an index", at: expression.span)))
      } else if operand.isMatrix, expression.isLiteralNumber {
        // Numbers that stand there are meant as such.
        places.append(.several(try materialized(operand, at: expression.span)))
      } else if operand.isMatrix {
        places.append(
          .several(
            try indices(
              operand, of: matrix, axis: items.count == 1 ? nil : axis, at: expression.span)))
      } else {
        throw FormulaError(
          "an index is a whole number, not \(operand.kindName)", at: expression.span)
      }
    }
    return Places(items: places, span: spans.count == 1 ? spans[0] : nil)
  }

  /// The row of indices that a list of them is, or that a condition selects.
  private func indices(
    _ operand: Operand, of matrix: Int, axis: Int?, at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    let list = try materialized(operand, at: span)
    let target = makeTemporary()
    plan.routines.append(
      Routine(
        function: Routines.indices,
        arguments: [
          .matrix(try matrixRegister(list, at: span)), .matrix(matrix),
          axis.map { .number(constant(Double($0))) },
        ], targets: [.matrix(target)], span: span))
    emit(.routine(Int32(plan.routines.count - 1)), at: span)
    release(list)
    return .temporary(target)
  }

  /// The arguments of a routine that speaks of places: two for each item.
  private func arguments(_ places: Places) throws(FormulaError) -> [Routine.Argument?] {
    var result: [Routine.Argument?] = []
    for place in places.items {
      switch place {
      case .all: result += [nil, nil]
      case .one(let register): result += [.number(register), .number(register)]
      case .range(let first, let last): result += [.number(first), .number(last)]
      case .several(let operand):
        result += [.matrix(try matrixRegister(operand, at: SourceSpan(0, 0))), nil]
      }
    }
    return result
  }

  private func release(_ places: Places) {
    for case .several(let operand) in places.items { release(operand) }
  }

  private func part(
    _ matrix: Int, _ places: Places, at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    let target = makeTemporary()
    plan.routines.append(
      Routine(
        function: places.items.count == 1 ? Routines.partOfLine : Routines.part,
        arguments: [.matrix(matrix)] + (try arguments(places)), targets: [.matrix(target)],
        span: places.span ?? span))
    emit(.routine(Int32(plan.routines.count - 1)), at: span)
    release(places)
    return .temporary(target)
  }

  /// `NAME[items] = value`.
  func assign(
    _ value: Operand, to matrix: Int, _ items: [IndexItem], _ expression: Expression,
    at span: SourceSpan
  ) throws(FormulaError) {
    guard items.count == 1 || items.count == 2 else {
      throw FormulaError("a matrix has rows and columns, not \(items.count) indices", at: span)
    }
    let places = try compile(items, of: matrix)
    if let single = places.single, value.isScalar {
      let source = try numberRegister(value, for: "an entry", at: expression.span)
      emit(.setEntry(Int32(matrix), single.i, single.j, from: Int32(source)), at: span)
      return
    }
    guard value.isScalar || value.isMatrix else {
      throw FormulaError("entries are numbers, not \(value.kindName)", at: expression.span)
    }
    let source = try materialized(value, at: expression.span)
    let register = try matrixRegister(source, at: expression.span)
    plan.routines.append(
      Routine(
        function: places.items.count == 1 ? Routines.assignToLine : Routines.assign,
        arguments: [.matrix(matrix), .matrix(register)] + (try arguments(places)),
        targets: [.matrix(matrix)], span: span))
    emit(.routine(Int32(plan.routines.count - 1)), at: expression.span)
    release(source)
    release(places)
  }
}
