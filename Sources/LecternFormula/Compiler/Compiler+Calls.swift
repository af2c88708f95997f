import LecternLanguage
import LecternTensor
import LecternText

extension Compiler {
  /// The results of a call: one, or as many as a function of the author's returns.
  func call(
    _ name: Name, _ arguments: [Argument], at span: SourceSpan
  ) throws(FormulaError) -> [Operand] {
    if let function = try function(named: name.text) {
      return try call(function, arguments, at: span)
    }
    if let kind = DerivativeKind(rawValue: name.text) {
      return try derivative(kind, arguments, at: span)
    }
    guard let entry = FunctionTable.entry(called: name.text, with: arguments) else {
      throw FormulaError("\(name.text) is not a function", at: name.span)
    }
    let name = Name(entry.name, span: name.span)
    var bound = [(operand: Operand, span: SourceSpan)?](
      repeating: nil, count: entry.parameters.count)
    var position = 0
    for argument in arguments {
      let value = (try compile(argument.value), argument.value.span)
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
    for (parameter, argument) in zip(entry.parameters, bound)
    where argument == nil && parameter.defaultText == nil {
      throw FormulaError("\(name.text) lacks an argument", at: span)
    }
    if let value = try environmentValue(entry, bound, at: span) { return [value] }
    if let elements = ElementFunctions.table[name.text] {
      return [try elements(self, bound.compactMap { $0?.operand }, name.text, span)]
    }
    if let lines = try lines(name.text, bound.map { $0?.operand }, at: span) { return [lines] }
    if let total = total(name.text, bound.map { $0?.operand }, at: span) { return [total] }
    return [
      try routine(
        name.text, bound.map { $0?.operand },
        makesMatrix: makesMatrix(entry, bound.map { $0?.operand }), at: span)
    ]
  }

  /// The function that the author gave a name to.
  func function(named name: String) throws(FormulaError) -> FormulaFunction? {
    if let binding = scope.bindings[name] ?? global.bindings[name] {
      if case .constant(let value) = binding.storage { return value.function }
      return nil
    }
    if let value = variables[name] { return value.function }
    return try outer?.function(named: name)
  }

  // MARK: Functions of whole matrices

  /// A call of a function of the table of routines.
  func routine(
    _ name: String, _ operands: [Operand?], makesMatrix: Bool, at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    guard let function = Routines.function(named: name, environment.layout) else {
      throw FormulaError("\(name) cannot be used here", at: span)
    }
    return try routine(function, operands, makesMatrix: makesMatrix, at: span)
  }

  private func routine(
    _ function: RoutineFunction, _ operands: [Operand?], makesMatrix: Bool, at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    var arguments: [Routine.Argument?] = []
    var used: [Operand] = []
    for operand in operands {
      switch operand {
      case nil: arguments.append(nil)
      case .number(let register)?, .truth(let register)?: arguments.append(.number(register))
      case .constant(let value)?:
        switch value {
        case .matrix(let matrix): arguments.append(.matrix(importRegister(matrix)))
        case .number, .boolean: arguments.append(.number(constant(value.scalar ?? .nan)))
        case .string, .object: arguments.append(.value(value))
        }
      case let operand?:
        let whole = try materialized(operand, at: span)
        arguments.append(.matrix(try matrixRegister(whole, at: span)))
        used.append(whole)
      }
    }
    let result: Operand
    let target: Routine.Target
    if makesMatrix {
      let register = makeTemporary()
      (result, target) = (.temporary(register), .matrix(register))
    } else {
      let register = plan.makeNumber()
      (result, target) = (.number(register), .number(register))
    }
    plan.routines.append(
      Routine(function: function, arguments: arguments, targets: [target], span: span))
    emit(.routine(Int32(plan.routines.count - 1)), at: span)
    for operand in used { release(operand) }
    return result
  }

  /// The sum or the mean of a formula entry by entry, which needs no matrix of the entries.
  private func total(_ name: String, _ operands: [Operand?], at span: SourceSpan) -> Operand? {
    guard name == "sum" || name == "mean", !isTraced, operands.count == 2, operands[1] == nil,
      case .elements(let node, _)? = operands[0], let operand = operands[0]
    else { return nil }
    let target = plan.makeNumber()
    plan.elementPlans.append(ElementPlan(node))
    let index = Int32(plan.elementPlans.count - 1)
    emit(
      name == "sum" ? .sum(index, to: Int32(target)) : .mean(index, to: Int32(target)), at: span)
    release(operand)
    return .number(target)
  }

  /// The sum, largest or smallest along an axis that is written out.
  private func lines(
    _ name: String, _ operands: [Operand?], at span: SourceSpan
  ) throws(FormulaError) -> Operand? {
    let kinds: [String: Reduction] = ["sum": .sum, "max": .largest, "min": .smallest]
    guard let kind = kinds[name], !isTraced, operands.count == 2, let x = operands[0], x.isMatrix,
      let axis = operands[1]?.constantNumber, axis == 0 || axis == 1
    else { return nil }
    let whole = try materialized(x, at: span)
    let target = makeTemporary()
    emit(
      .reduce(
        kind, axis: Int8(axis), Int32(try matrixRegister(whole, at: span)), to: Int32(target)),
      at: span)
    release(whole)
    return .temporary(target)
  }

  /// Whether a function gives a matrix, by the rule of its shape.
  private func makesMatrix(_ entry: FunctionEntry, _ operands: [Operand?]) -> Bool {
    let isOfMatrix = operands.first??.isMatrix ?? false
    let axis = entry.parameters.firstIndex { $0.kind == .axis }
    let hasAxis = axis.map { operands[$0] != nil } ?? false
    return switch entry.rule {
    case .same, .series, .sameWithAxis: isOfMatrix
    case .broadcast: operands.contains { $0?.isMatrix ?? false }
    case .reduction, .axisReduction: isOfMatrix && hasAxis
    case .pairToNumber, .measure, .domain, .bestRun, .derivative: false
    case .filled, .filledLast, .square, .permutation, .row, .reshape, .sliceRows, .sliceColumns,
      .shape, .concat, .stack, .outer, .diagonal, .onehot, .confusion, .outputs:
      true
    }
  }

  /// The result of a function that speaks of models and runs; nil for any other.
  private func environmentValue(
    _ entry: FunctionEntry, _ bound: [(operand: Operand, span: SourceSpan)?], at span: SourceSpan
  ) throws(FormulaError) -> Operand? {
    guard entry.group == .runs else { return nil }
    var values: [Value] = []
    for argument in bound.compactMap(\.self) {
      switch argument.operand {
      case .constant(let value): values.append(value)
      // Numbers may be those of a loop or a function; what is asked about may not.
      case let operand where operand.isScalar || operand.isMatrix:
        return try environmentRoutine(entry, bound, at: span)
      default:
        needsPasses = true
        throw FormulaError(
          "what \(entry.name) is asked about must be known before the loop begins",
          at: argument.span)
      }
    }
    guard let value = try environment.call(entry.name, values, at: span) else {
      throw FormulaError("\(entry.name) cannot be used here", at: span)
    }
    return .constant(value)
  }

  /// A call whose numbers are known only while the plan runs.
  private func environmentRoutine(
    _ entry: FunctionEntry, _ bound: [(operand: Operand, span: SourceSpan)?], at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    let operands = bound.map { $0?.operand }
    // Of the runs of a sweep a measure is a row.
    let isOfSeveral = operands.contains { operand in
      if case .constant(.object(let object))? = operand { object.element(0) != nil } else { false }
    }
    let function = RoutineFunction(entry.name) { call throws(FormulaError) in
      let values = call.routine.arguments.indices.compactMap { call.value($0) }
      let result = try call.machine.environment.call(entry.name, values, at: call.span)
      switch result {
      case .matrix(let matrix)?:
        let out = try call.make(Shape(rows: matrix.rows, columns: matrix.columns))
        matrix.elements.withUnsafeBufferPointer { source in
          if let base = source.baseAddress { out.update(from: base, count: source.count) }
        }
      default:
        guard let number = result?.scalar else {
          throw FormulaError("\(entry.name) cannot be used here", at: call.span)
        }
        try call.give(number)
      }
    }
    return try routine(
      function.withoutDerivative(), operands,
      makesMatrix: isOfSeveral || makesMatrix(entry, operands), at: span)
  }

  // MARK: Functions of the author's

  /// The results of a function that `def` made.
  func call(
    _ function: FormulaFunction, _ arguments: [Argument], at span: SourceSpan
  ) throws(FormulaError) -> [Operand] {
    var operands: [Operand] = []
    for argument in arguments { operands.append(try compile(argument.value)) }
    return try call(function, operands, at: span)
  }

  func call(
    _ function: FormulaFunction, _ operands: [Operand], at span: SourceSpan
  ) throws(FormulaError) -> [Operand] {
    guard operands.count == function.parameters.count else {
      let count = function.parameters.count
      throw FormulaError(
        "\(function.name) takes \(count == 1 ? "one argument" : "\(count) arguments"), not "
          + "\(operands.count)", at: span)
    }
    // Every argument has its value before the first one is handed over.
    var ready: [Operand] = []
    for operand in operands {
      ready.append(operand.isMatrix ? try materialized(operand, at: span) : operand)
    }
    let compiled = try compiled(function, for: ready, at: span)
    for (operand, storage) in zip(ready, compiled.parameters) {
      switch storage {
      case .number(let register), .truth(let register):
        let source = try numberRegister(operand, for: function.name, at: span)
        emit(.copy(Int32(source), to: Int32(register)), at: span)
      case .matrix(let register):
        emit(
          .borrow(Int32(try matrixRegister(operand, at: span)), to: Int32(register)), at: span)
      case .constant: break
      }
    }
    emit(.call(Int32(compiled.index)), at: span)
    for operand in ready { release(operand) }
    return compiled.results.map { result in
      switch result {
      case .number(let register):
        let target = plan.makeNumber()
        emit(.copy(Int32(register), to: Int32(target)), at: span)
        return .number(target)
      case .truth(let register):
        let target = plan.makeNumber()
        emit(.copy(Int32(register), to: Int32(target)), at: span)
        return .truth(target)
      case .matrix(let register):
        let target = makeTemporary()
        emit(.take(Int32(register), to: Int32(target)), at: span)
        return .temporary(target)
      case .constant(let value): return .constant(value)
      }
    }
  }

  /// The function for arguments of these kinds, compiled once.
  private func compiled(
    _ function: FormulaFunction, for operands: [Operand], at span: SourceSpan
  ) throws(FormulaError) -> CompiledFunction {
    guard !openFunctions.contains(function.name) else {
      throw FormulaError(
        "\(function.name) calls itself", at: span,
        help: "a function may not call itself, directly or through others; repeat and for do it "
          + "again")
    }
    var key: String? = function.name
    var parameters: [Storage] = []
    for operand in operands {
      switch operand {
      case .constant(let value) where !operand.isScalar && !operand.isMatrix:
        parameters.append(.constant(value))
        // What is known while compiling belongs to this call alone.
        key = nil
      case _ where operand.isMatrix:
        parameters.append(.matrix(plan.makeMatrix()))
        key? += " m"
      case _ where operand.isTruth:
        parameters.append(.truth(plan.makeNumber()))
        key? += " t"
      default:
        parameters.append(.number(plan.makeNumber()))
        key? += " n"
      }
    }
    if let key, let known = functions[key] { return known }
    let compiled = try compile(function, parameters, at: span)
    if let key { functions[key] = compiled }
    return compiled
  }

  private func compile(
    _ function: FormulaFunction, _ parameters: [Storage], at span: SourceSpan
  ) throws(FormulaError) -> CompiledFunction {
    let caller = scope
    let body = Scope(function: function)
    for (name, storage) in zip(function.parameters, parameters) {
      body.bindings[name.text] = Scope.Binding(storage: storage)
      body.define(name.text)
    }
    let around = emitJump(.jump(0), at: span)
    let start = here
    plan.entries.append(start)
    let index = plan.entries.count - 1
    scope = body
    openFunctions.append(function.name)
    defer {
      scope = caller
      openFunctions.removeLast()
    }
    switch function.body {
    case .expression(let expression):
      try giveBack([try compile(expression)], [expression], at: expression.span)
    case .block(let statements):
      compile(statements)
      fail(FormulaError("\(function.name) ended without return", at: span), at: span)
    }
    if !body.flags.isEmpty {
      plan.entries[index] = here
      for flag in body.flags {
        emit(.copy(Int32(constant(0)), to: Int32(flag)), at: span)
      }
      emit(.jump(start), at: span)
    }
    land([around])
    guard let results = body.results else {
      throw FormulaError(
        "\(function.name) returns nothing", at: span,
        help: "return VALUE ends a function and gives its value")
    }
    return CompiledFunction(index: index, parameters: parameters, results: results)
  }

  /// `return values`: puts them where the caller looks for them.
  func giveBack(
    _ operands: [Operand], _ expressions: [Expression], at span: SourceSpan
  ) throws(FormulaError) {
    if let results = scope.results, results.count != operands.count {
      throw FormulaError(
        "one return of \(scope.function?.name ?? "this function") gives \(operands.count) values, "
          + "another one \(results.count)", at: span)
    }
    var results = scope.results ?? []
    if scope.results == nil {
      for operand in operands { results.append(try newStorage(for: operand)) }
      scope.results = results
    }
    // The names of a call are gone after it: a matrix of theirs is moved, after all others are there.
    var moves: [Int: Int] = [:]
    for ((operand, result), expression) in zip(zip(operands, results), expressions) {
      if case .matrix(let register) = operand, case .matrix(let target) = result,
        isLocal(register), moves[register] == nil
      {
        moves[register] = target
        continue
      }
      try store(operand, in: result, of: "a result", at: expression.span)
    }
    for (register, target) in moves.sorted(by: { $0.key < $1.key }) {
      emit(.take(Int32(register), to: Int32(target)), at: span)
    }
    emit(.leave, at: span)
  }

  private func isLocal(_ register: Int) -> Bool {
    scope.function != nil
      && scope.bindings.values.contains {
        if case .matrix(register) = $0.storage { true } else { false }
      }
  }
}
