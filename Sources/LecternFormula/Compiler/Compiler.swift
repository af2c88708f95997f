import LecternLanguage
import LecternTensor
import LecternText

/// Compiles statements and expressions to a plan.
///
/// Kinds of values are known here, shapes are not. A mistake in a statement becomes an instruction
/// that fails when it is reached, so that what is never reached does no harm.
final class Compiler {
  let environment: any FormulaEnvironment
  /// The variables that are there before the plan runs.
  let variables: Variables
  /// Numbers that hide variables outside of functions: the columns of a table.
  let columns: [String: Double]
  /// The compiler of the plan that this one's runs are part of, as those of `grad` are.
  let outer: Compiler?
  /// Whether every operation is an instruction of its own, for derivatives to follow.
  let isTraced: Bool

  var plan = Plan()
  let global = Scope()
  var scope: Scope
  /// What is read of the outer plan before this one runs.
  var inputs: [(outer: Storage, inner: Storage)] = []
  /// Functions that are compiled, by name and kinds of arguments.
  var functions: [String: CompiledFunction] = [:]
  /// Functions being compiled: a call of one of them is recursion.
  var openFunctions: [String] = []
  /// What had to be known before the run and is not, so that loops must run pass by pass.
  var needsPasses = false
  private var constants: [UInt64: Int] = [:]
  private var importRegisters: [String: Int] = [:]

  struct CompiledFunction {
    let index: Int
    let parameters: [Storage]
    let results: [Storage]
  }

  /// The most instructions of a plan: more come of calls that call calls.
  static let instructionLimit = 200_000

  init(
    _ environment: any FormulaEnvironment, variables: Variables = Variables(),
    columns: [String: Double] = [:], outer: Compiler? = nil, isTraced: Bool = false
  ) {
    self.columns = columns
    self.environment = environment
    self.variables = variables
    self.outer = outer
    self.isTraced = isTraced
    scope = global
  }

  // MARK: Instructions and registers

  func emit(_ instruction: Instruction, at span: SourceSpan) {
    plan.append(instruction, at: span)
  }

  /// The index that the next instruction will have.
  var here: Int32 { Int32(plan.instructions.count) }

  /// Lets a jump that was emitted before lead to the next instruction.
  func land(_ jumps: [Int]) {
    for jump in jumps {
      switch plan.instructions[jump] {
      case .jump: plan.instructions[jump] = .jump(here)
      case .jumpIfFalse(let a, _): plan.instructions[jump] = .jumpIfFalse(a, here)
      case .jumpIfTrue(let a, _): plan.instructions[jump] = .jumpIfTrue(a, here)
      default: break
      }
    }
  }

  /// Emits a jump whose target comes later.
  func emitJump(_ instruction: Instruction, at span: SourceSpan) -> Int {
    emit(instruction, at: span)
    return plan.instructions.count - 1
  }

  func constant(_ value: Double) -> Int {
    if let register = constants[value.bitPattern] { return register }
    let register = plan.makeNumber(value)
    constants[value.bitPattern] = register
    return register
  }

  func name(_ name: String) -> Int32 {
    if let index = plan.names.firstIndex(of: name) { return Int32(index) }
    plan.names.append(name)
    return Int32(plan.names.count - 1)
  }

  func makeTemporary() -> Int { scope.freeMatrices.popLast() ?? plan.makeMatrix() }

  func release(_ operand: Operand) {
    for register in operand.temporaries { scope.freeMatrices.append(register) }
  }

  /// The register of a matrix that is there before the run; one a name.
  func importRegister(
    _ matrix: Matrix<Double>, key: String? = nil, isCondition: Bool = false
  ) -> Int {
    if let key, let register = importRegisters[key] { return register }
    let register = plan.makeMatrix()
    plan.imports.append(
      Plan.Import(register: register, matrix: matrix, isCondition: isCondition))
    if let key { importRegisters[key] = register }
    return register
  }

  /// The number that an expression comes to, where nothing in this plan decides about it.
  func knownNumber(_ expression: Expression) -> Double? {
    guard outer == nil, scope === global, scope.stops.isEmpty else { return nil }
    var pending = [expression]
    while let next = pending.popLast() {
      switch next.kind {
      case .name(let name) where scope.changed.contains(name): return nil
      // What a function draws is drawn once.
      case .call, .invalid: return nil
      default: pending += next.parts
      }
    }
    return try? FormulaExpression(expression).value(
      in: environment, variables: variables, columns: columns
    ).scalar
  }

  // MARK: Operands in registers

  /// The register of a number; a matrix must turn out to have one entry.
  func numberRegister(
    _ operand: Operand, for what: String, at span: SourceSpan
  ) throws(FormulaError) -> Int {
    switch operand {
    case .number(let register), .truth(let register): return register
    case .constant(let value):
      if case .matrix = value { break }
      guard let number = value.scalar else {
        throw FormulaError("\(what) wants a number, not \(value.kindName)", at: span)
      }
      return constant(number)
    default: break
    }
    let whole = try materialized(operand, at: span)
    let number = plan.makeNumber()
    emit(.number(Int32(try matrixRegister(whole, at: span)), to: Int32(number)), at: span)
    release(whole)
    return number
  }

  /// The operand as a matrix in a register.
  ///
  /// What is not yet run goes to a temporary, and the operand's own temporaries are released: the
  /// result takes its place, also when it is released.
  func materialized(_ operand: Operand, at span: SourceSpan) throws(FormulaError) -> Operand {
    switch operand {
    case .matrix, .temporary: return operand
    case .transposed(let register, let isTemporary):
      let target = makeTemporary()
      emit(.transpose(Int32(register), to: Int32(target)), at: span)
      if isTemporary { scope.freeMatrices.append(register) }
      return .temporary(target)
    case .elements(let node, _):
      let target = makeTemporary()
      evaluate(node, to: target, at: span)
      release(operand)
      return .temporary(target)
    case .constant(.matrix(let matrix)): return .matrix(importRegister(matrix))
    case .constant(let value):
      guard let number = value.scalar else {
        throw FormulaError("a matrix goes here, not \(value.kindName)", at: span)
      }
      return single(constant(number), at: span)
    case .number(let register), .truth(let register): return single(register, at: span)
    }
  }

  private func single(_ number: Int, at span: SourceSpan) -> Operand {
    let target = makeTemporary()
    emit(.single(Int32(number), to: Int32(target)), at: span)
    return .temporary(target)
  }

  func matrixRegister(_ operand: Operand, at span: SourceSpan) throws(FormulaError) -> Int {
    switch try materialized(operand, at: span) {
    case .matrix(let register), .temporary(let register): return register
    default: throw FormulaError("a matrix goes here", at: span)
    }
  }

  /// Runs a formula entry by entry into a register.
  func evaluate(_ node: ElementPlan.Node, to target: Int, at span: SourceSpan) {
    plan.elementPlans.append(ElementPlan(node))
    emit(.evaluate(Int32(plan.elementPlans.count - 1), to: Int32(target)), at: span)
  }

  // MARK: Names

  /// What a name stands for at the statement at hand.
  func operand(named name: String, at span: SourceSpan) throws(FormulaError) -> Operand {
    if scope === global, let number = columns[name] { return .constant(.number(number)) }
    if let binding = scope.bindings[name] {
      try requireValue(of: name, binding, in: scope, at: span)
      return binding.storage.operand
    }
    if scope !== global, let binding = global.bindings[name] {
      try requireValue(of: name, binding, in: global, at: span)
      return binding.storage.operand
    }
    if let outer, let operand = try input(named: name, of: outer, at: span) { return operand }
    if let value = variables[name] { return bind(name, to: value) }
    if let value = try environment.value(named: name) {
      guard case .matrix(let matrix) = value else { return .constant(value) }
      return .matrix(importRegister(matrix, key: name))
    }
    throw FormulaError("\(name) has no value yet", at: span)
  }

  /// Emits the check that a name has got a value where that is not sure.
  private func requireValue(
    of name: String, _ binding: Scope.Binding, in owner: Scope, at span: SourceSpan
  ) throws(FormulaError) {
    guard !owner.definite.contains(name), let flag = binding.flag else { return }
    let jump = emitJump(.jumpIfTrue(Int32(flag), 0), at: span)
    plan.failures.append(FormulaError("\(name) has no value yet", at: span))
    emit(.fail(Int32(plan.failures.count - 1)), at: span)
    land([jump])
  }

  /// A variable from before the run.
  private func bind(_ name: String, to value: Value) -> Operand {
    let storage: Storage
    switch value {
    case .number(let number): storage = .number(plan.makeNumber(number))
    case .boolean(let flag): storage = .truth(plan.makeNumber(flag ? 1 : 0))
    case .matrix(let matrix):
      storage = .matrix(
        importRegister(matrix, key: name, isCondition: variables.isCondition(name)))
    case .string, .object: storage = .constant(value)
    }
    global.bindings[name] = Scope.Binding(storage: storage)
    global.importName(name)
    return storage.operand
  }

  /// A name of the outer plan: read when a run of this one starts.
  private func input(
    named name: String, of outer: Compiler, at span: SourceSpan
  ) throws(FormulaError) -> Operand? {
    guard outer.knows(name) else { return nil }
    let operand = try outer.operand(named: name, at: span)
    let inner: Storage
    let source: Storage
    switch operand {
    case .constant: return operand
    case .number(let register):
      (source, inner) = (.number(register), .number(plan.makeNumber()))
    case .truth(let register): (source, inner) = (.truth(register), .truth(plan.makeNumber()))
    default:
      (source, inner) = (
        .matrix(try outer.matrixRegister(operand, at: span)), .matrix(plan.makeMatrix())
      )
    }
    inputs.append((source, inner))
    global.bindings[name] = Scope.Binding(storage: inner)
    global.importName(name)
    return inner.operand
  }

  /// Whether a name is a variable here or further out.
  private func knows(_ name: String) -> Bool {
    scope.bindings[name] != nil || global.bindings[name] != nil || variables[name] != nil
      || outer?.knows(name) == true
  }
}
