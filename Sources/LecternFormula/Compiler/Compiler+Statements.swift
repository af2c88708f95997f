import LecternLanguage
import LecternTensor
import LecternText

extension Compiler {
  func compile(_ statements: [Statement]) {
    for statement in statements {
      let start = plan.instructions.count
      do throws(FormulaError) {
        try compile(statement)
      } catch {
        // What has come of the statement, jumps without a target among it, is never reached.
        discard(from: start)
        fail(error, at: error.span)
      }
    }
  }

  private func discard(from start: Int) {
    plan.instructions.removeLast(plan.instructions.count - start)
    plan.spans.removeLast(plan.spans.count - start)
    functions = functions.filter { plan.entries[$0.value.index] < start }
  }

  /// Ends the run with a mistake when it gets here.
  func fail(_ error: FormulaError, at span: SourceSpan) {
    plan.failures.append(error)
    emit(.fail(Int32(plan.failures.count - 1)), at: span)
  }

  private func compile(_ statement: Statement) throws(FormulaError) {
    switch statement.kind {
    case .binding(let names, let value): try bind(names, to: value)
    case .update(let name, let index, let value): try update(name, index, value)
    case .repeat(let count, let body): try repeatLoop(count, body, at: statement.span)
    case .for(let name, let domain, let body):
      try forLoop(name, domain, body, at: statement.span)
    case .if(let condition, let then, let otherwise):
      try branch(condition, then, otherwise ?? [], at: statement.span)
    case .return(let values):
      guard scope.function != nil else {
        throw FormulaError("return ends a function, and this is none", at: statement.span)
      }
      var operands: [Operand] = []
      for value in values { operands.append(try compile(value)) }
      try giveBack(operands, values, at: statement.span)
    case .stopIf(let condition):
      guard !scope.stops.isEmpty else {
        throw FormulaError("stop if leaves a loop, and there is none", at: statement.span)
      }
      let register = try truth(of: condition, for: "stop if")
      let jump = emitJump(.jumpIfTrue(Int32(register), 0), at: condition.span)
      scope.stops[scope.stops.count - 1].append(jump)
    case .record(let name, let value): try record(name, value)
    case .definition(let name, _, _):
      throw FormulaError("def \(name.text) belongs at the top of a cell", at: name.span)
    case .command(let command):
      throw FormulaError("\(command.verb.text) is not a formula", at: statement.span)
    case .invalid: throw FormulaError("this statement has a mistake", at: statement.span)
    }
  }

  // MARK: Names

  func newStorage(for operand: Operand) throws(FormulaError) -> Storage {
    switch operand {
    case .number, .constant(.number): .number(plan.makeNumber())
    case .truth, .constant(.boolean): .truth(plan.makeNumber())
    case _ where operand.isMatrix: .matrix(plan.makeMatrix())
    case .constant(let value): .constant(value)
    default: .matrix(plan.makeMatrix())
    }
  }

  /// Puts a value where a name keeps it.
  func store(
    _ operand: Operand, in storage: Storage, of name: String, at span: SourceSpan
  ) throws(FormulaError) {
    switch storage {
    case .number(let target):
      guard operand.isScalar || operand.isMatrix else { break }
      let source = try numberRegister(operand, for: name, at: span)
      emit(.copy(Int32(source), to: Int32(target)), at: span)
      return
    case .truth(let target):
      guard operand.isTruth else { break }
      let source = try numberRegister(operand, for: name, at: span)
      emit(.copy(Int32(source), to: Int32(target)), at: span)
      return
    case .matrix(let target):
      switch operand {
      case .elements(let node, _):
        evaluate(node, to: target, at: span)
        release(operand)
        return
      case .temporary(let register):
        emit(.take(Int32(register), to: Int32(target)), at: span)
        release(operand)
        return
      case .matrix(let register):
        emit(.share(Int32(register), to: Int32(target)), at: span)
        return
      case .transposed(let register, let isTemporary) where register != target:
        emit(.transpose(Int32(register), to: Int32(target)), at: span)
        if isTemporary { release(operand) }
        return
      default:
        guard operand.isMatrix || operand.isScalar else { break }
        let whole = try materialized(operand, at: span)
        try store(whole, in: storage, of: name, at: span)
        return
      }
    case .constant(let old):
      // A text or a run stays what it is within a loop.
      if case .constant(let new) = operand, Self.isSame(old, new) { return }
      needsPasses = true
      throw FormulaError("\(name) must be known before the loop begins", at: span)
    }
    throw FormulaError(
      "\(name) is \(storage.kindName) and cannot become \(operand.kindName)", at: span)
  }

  private static func isSame(_ a: Value, _ b: Value) -> Bool {
    switch (a, b) {
    case (.string(let x), .string(let y)): x == y
    default: false
    }
  }

  /// Gives a name of the scope at hand a value.
  func bind(_ name: String, to operand: Operand, at span: SourceSpan) throws(FormulaError) {
    if let binding = scope.bindings[name] ?? knownGlobal(name) {
      switch (binding.storage, operand) {
      case (.number, .truth), (.number, .constant(.boolean)), (.truth, .number),
        (.truth, .constant(.number)), (.constant, _):
        // Another kind than before: the name starts anew.
        break
      case (.number, _) where operand.isMatrix, (.matrix, _) where operand.isScalar: break
      default:
        try store(operand, in: binding.storage, of: name, at: span)
        assign(name, at: span)
        return
      }
    }
    let storage = try newStorage(for: operand)
    if case .constant = storage {} else { try store(operand, in: storage, of: name, at: span) }
    scope.bindings[name] = Scope.Binding(storage: storage)
    scope.forget(name)
    assign(name, at: span)
  }

  /// A variable from before the run that the plan has not named yet, so that it keeps its register.
  private func knownGlobal(_ name: String) -> Scope.Binding? {
    guard scope === global, variables[name] != nil else { return nil }
    _ = try? operand(named: name, at: SourceSpan(0, 0))
    return scope.bindings[name]
  }

  /// Notes that a name has a value from here on.
  private func assign(_ name: String, at span: SourceSpan) {
    scope.changed.insert(name)
    guard !scope.definite.contains(name) else { return }
    scope.define(name)
    let flag: Int
    if let known = scope.bindings[name]?.flag {
      flag = known
    } else {
      flag = plan.makeNumber()
      scope.bindings[name]?.flag = flag
      if scope.function != nil { scope.flags.append(flag) }
    }
    emit(.copy(Int32(constant(1)), to: Int32(flag)), at: span)
  }

  private func bind(_ names: [Name], to value: Expression) throws(FormulaError) {
    if names.count == 1 {
      try bind(names[0].text, to: try compile(value), at: names[0].span)
      return
    }
    guard case .call(let callee, let arguments) = value.kind else {
      throw FormulaError(
        "\(names.count) names take the results of a function that returns as many", at: value.span)
    }
    let results = try call(callee, arguments, at: value.span)
    guard results.count == names.count else {
      throw FormulaError(
        "\(callee.text) returns \(results.count == 1 ? "one value" : "\(results.count) values"), "
          + "not \(names.count)", at: value.span)
    }
    for (name, result) in zip(names, results) {
      if name.text == Name.unwanted {
        release(result)
        continue
      }
      try bind(name.text, to: result, at: name.span)
    }
  }

  private func update(
    _ name: Name, _ index: [IndexItem]?, _ expression: Expression
  ) throws(FormulaError) {
    let own = scope.bindings[name.text] ?? knownGlobal(name.text)
    guard let binding = own else {
      let isKnown = (try? operand(named: name.text, at: name.span)) != nil
      throw FormulaError(
        isKnown
          ? "\(name.text) can only be changed where it was defined"
          : "\(name.text) is not defined, so it cannot be changed", at: name.span,
        help: "let \(name.text) = … defines it")
    }
    // The name must have a value, which an update replaces.
    _ = try operand(named: name.text, at: name.span)
    let value = try compile(expression)
    scope.changed.insert(name.text)
    if let index {
      guard case .matrix(let register) = binding.storage else {
        throw FormulaError("\(name.text) has no elements", at: name.span)
      }
      try assign(value, to: register, index, expression, at: name.span)
      return
    }
    guard case .matrix(let register) = binding.storage else {
      try store(value, in: binding.storage, of: name.text, at: expression.span)
      return
    }
    guard value.isMatrix || value.isScalar else {
      throw FormulaError(
        "an update keeps the shape: \(name.text) is a matrix, but this is \(value.kindName)",
        at: expression.span)
    }
    try replace(register, name.text, by: value, at: expression.span)
  }

  /// `NAME = value` of a matrix, whose shape stays.
  private func replace(
    _ register: Int, _ name: String, by value: Operand, at span: SourceSpan
  ) throws(FormulaError) {
    // The shape must be seen to fit before anything is written.
    let whole: Operand
    if case .elements(let node, _) = value, readsWhole(register, node) {
      plan.elementPlans.append(ElementPlan(node, replacing: name))
      emit(.evaluate(Int32(plan.elementPlans.count - 1), to: Int32(register)), at: span)
      release(value)
      return
    } else {
      whole = try materialized(value, at: span)
    }
    let source = try matrixRegister(whole, at: span)
    emit(
      .requireShape(Int32(register), Int32(source), name: self.name(name)), at: span)
    try store(whole, in: .matrix(register), of: name, at: span)
  }

  private func readsWhole(_ register: Int, _ node: ElementPlan.Node) -> Bool {
    node.operands.contains(register)
  }

  private func record(_ name: Name, _ value: Expression?) throws(FormulaError) {
    let span = value?.span ?? name.span
    let recorded: Operand
    if let value {
      recorded = try compile(value)
    } else {
      recorded = try operand(named: name.text, at: name.span)
    }
    guard recorded.isScalar || recorded.isMatrix else {
      throw FormulaError("record keeps numbers, not \(recorded.kindName)", at: span)
    }
    let register = try numberRegister(recorded, for: "record", at: span)
    if value != nil { plan.series.insert(name.text) }
    emit(.record(Int32(register), series: self.name(name.text)), at: span)
  }

  // MARK: Conditions

  private func truth(of condition: Expression, for word: String) throws(FormulaError) -> Int {
    let operand = try compile(condition)
    guard operand.isScalar || operand.isMatrix else {
      throw FormulaError(
        "\(word) wants a yes/no value, not \(operand.kindName)", at: condition.span)
    }
    guard operand.isMatrix else {
      return try numberRegister(operand, for: word, at: condition.span)
    }
    let whole = try materialized(operand, at: condition.span)
    let matrix = try matrixRegister(whole, at: condition.span)
    let number = plan.makeNumber()
    plan.routines.append(
      Routine(
        function: Routines.truth, arguments: [.matrix(matrix), .value(.string(word))],
        targets: [.number(number)], span: condition.span))
    emit(.routine(Int32(plan.routines.count - 1)), at: condition.span)
    release(whole)
    return number
  }

  private func branch(
    _ condition: Expression, _ then: [Statement], _ otherwise: [Statement], at span: SourceSpan
  ) throws(FormulaError) {
    let register = try truth(of: condition, for: "if")
    let over = emitJump(.jumpIfFalse(Int32(register), 0), at: condition.span)
    let before = scope.definite
    compile(then)
    let first = scope.definite
    scope.restoreDefinite(before)
    if otherwise.isEmpty {
      land([over])
      return
    }
    let past = emitJump(.jump(0), at: span)
    land([over])
    compile(otherwise)
    land([past])
    scope.restoreDefinite(scope.definite.intersection(first))
  }

  // MARK: Loops

  private func repeatLoop(
    _ count: Expression, _ body: [Statement], at span: SourceSpan
  ) throws(FormulaError) {
    let operand = try compile(count)
    let passes = plan.makeNumber()
    plan.routines.append(
      Routine(
        function: Routines.passes,
        arguments: [try argument(operand, for: "repeat", at: count.span)],
        targets: [.number(passes)], span: count.span))
    emit(.routine(Int32(plan.routines.count - 1)), at: count.span)
    let isSure = (operand.constantNumber ?? 0) >= 1
    loop(.count, count: passes, name: -1, body, isSure: isSure, at: span)
  }

  private func argument(
    _ operand: Operand, for word: String, at span: SourceSpan
  ) throws(FormulaError) -> Routine.Argument {
    guard operand.isScalar || operand.isMatrix else {
      throw FormulaError("\(word) wants a number, not \(operand.kindName)", at: span)
    }
    if operand.isMatrix { return .matrix(try matrixRegister(operand, at: span)) }
    return .number(try numberRegister(operand, for: word, at: span))
  }

  private func forLoop(
    _ name: Name, _ domain: Expression, _ body: [Statement], at span: SourceSpan
  ) throws(FormulaError) {
    if case .range(let lower, let upper) = domain.kind {
      let (first, last) = (try compile(lower), try compile(upper))
      let step = plan.makeNumber()
      let passes = plan.makeNumber()
      let start = try numberRegister(first, for: "a range", at: lower.span)
      let end = try numberRegister(last, for: "a range", at: upper.span)
      plan.routines.append(
        Routine(
          function: Routines.rangeOfLoop, arguments: [.number(start), .number(end)],
          targets: [.number(step), .number(passes)], span: domain.span))
      emit(.routine(Int32(plan.routines.count - 1)), at: domain.span)
      let variable = try loopVariable(name)
      // The ends are read before the loop, which may change what they came from.
      let from = plan.makeNumber()
      emit(.copy(Int32(start), to: Int32(from)), at: domain.span)
      loop(
        .range(first: from, step: step, variable: variable), count: passes,
        name: Int(self.name(name.text)), body, isSure: first.isAtMost(last), at: span)
      return
    }
    let operand = try compile(domain)
    if case .constant(.object(let object)) = operand {
      try unroll(name, object, body, at: span)
      return
    }
    guard operand.isMatrix else {
      throw FormulaError(
        "for goes through a range or a list, not \(operand.kindName)", at: domain.span,
        help: "for i in 1..10, or for rate in [0.1, 0.01]")
    }
    let isSure = if case .matrix = domain.kind { true } else { false }
    let whole = try materialized(operand, at: domain.span)
    let entries = plan.makeMatrix()
    try store(whole, in: .matrix(entries), of: name.text, at: domain.span)
    let passes = plan.makeNumber()
    plan.routines.append(
      Routine(
        function: Routines.entryCount, arguments: [.matrix(entries)], targets: [.number(passes)],
        span: domain.span))
    emit(.routine(Int32(plan.routines.count - 1)), at: domain.span)
    let variable = try loopVariable(name)
    loop(
      .entries(matrix: entries, variable: variable), count: passes,
      name: Int(self.name(name.text)), body, isSure: isSure, at: span)
  }

  /// The number register of a loop's variable.
  private func loopVariable(_ name: Name) throws(FormulaError) -> Int {
    if let binding = scope.bindings[name.text] ?? knownGlobal(name.text),
      case .number(let register) = binding.storage
    {
      return register
    }
    let register = plan.makeNumber()
    scope.bindings[name.text] = Scope.Binding(storage: .number(register))
    scope.forget(name.text)
    return register
  }

  private func loop(
    _ source: Plan.Loop.Source, count: Int, name: Int, _ body: [Statement], isSure: Bool,
    at span: SourceSpan
  ) {
    let index = plan.loops.count
    plan.loops.append(
      Plan.Loop(source: source, pass: plan.makeNumber(), count: count, name: name))
    emit(.enterLoop(Int32(index)), at: span)
    plan.loops[index].start = Int(here)
    let before = scope.definite
    switch source {
    case .count: break
    case .range, .entries: assign(plan.names[name], at: span)
    }
    scope.stops.append([])
    compile(body)
    emit(.nextPass(Int32(index)), at: span)
    plan.loops[index].end = Int(here)
    plan.loops[index].passCost = Double(plan.loops[index].end - plan.loops[index].start)
    let stops = scope.stops.removeLast()
    land(stops)
    if !isSure || !stops.isEmpty { scope.restoreDefinite(before) }
  }

  /// A loop over runs, whose body is compiled for each of them.
  private func unroll(
    _ name: Name, _ object: any FormulaObject, _ body: [Statement], at span: SourceSpan
  ) throws(FormulaError) {
    var index = 0
    let before = scope.definite
    scope.stops.append([])
    while let element = object.element(index) {
      scope.bindings[name.text] = Scope.Binding(storage: .constant(element))
      scope.define(name.text)
      scope.changed.insert(name.text)
      compile(body)
      index += 1
      guard plan.instructions.count < Self.instructionLimit else { break }
    }
    let stops = scope.stops.removeLast()
    land(stops)
    if !stops.isEmpty { scope.restoreDefinite(before) }
    guard index > 0 else {
      throw FormulaError(
        "for goes through a range or a list, not \(object.kindName)", at: span,
        help: "for i in 1..10, or for rate in [0.1, 0.01]")
    }
  }
}
