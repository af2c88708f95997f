package import LecternLanguage
import LecternTensor
import LecternText

/// A formula statement of a cell, which the checker has found sound.
///
/// It is compiled when it is reached, with the kinds of values that its names have at that moment.
package struct FormulaProgram: Sendable {
  package let statements: [Statement]

  package init(_ statements: [Statement]) {
    self.statements = statements
  }

  /// Runs the statements; what they bind is in `variables` afterwards, also when they fail.
  ///
  /// - Parameters:
  ///   - environment: Names that are not variables, functions of models and runs, random numbers.
  ///   - variables: Values by name; functions of the author's are among them.
  ///   - records: Series that `record` statements append to. A series that was recorded as
  ///     `record NAME = …` is also a variable, a row, when the statement has ended.
  ///   - continuing: Series that go on instead of beginning anew.
  ///   - limits: What the run may use.
  ///   - isStopped: Asked every few milliseconds whether to give up.
  /// - Throws: The first mistake, with the pass of each loop around it.
  package func run(
    in environment: any FormulaEnvironment, variables: Variables,
    records: inout FormulaRecords, continuing: Set<String> = [],
    limits: FormulaLimits = FormulaLimits(),
    isStopped: @escaping () -> Bool = { false }
  ) throws(FormulaError) {
    let meter = FormulaMeter(limits: limits, kept: variables.bytes, isStopped: isStopped)
    var run = ProgramRun(environment: environment, variables: variables, meter: meter)
    for name in records.names where continuing.contains(name) {
      run.records.append(contentsOf: records[name] ?? [], to: name)
    }
    defer {
      for name in run.records.names {
        records.remove(name)
        records.append(contentsOf: run.records[name] ?? [], to: name)
      }
    }
    for statement in statements { _ = try run.execute(statement) }
  }
}

/// The statements of a cell at work.
///
/// Each statement is a plan of its own. A loop whose body asks for things that must be known
/// beforehand, such as one run of a sweep, runs pass by pass instead.
struct ProgramRun {
  let environment: any FormulaEnvironment
  let variables: Variables
  let meter: FormulaMeter
  var records = FormulaRecords()

  /// How a statement ended.
  enum Flow {
    case next
    /// A `stop if` was true: the innermost loop is left.
    case stopped
  }

  mutating func execute(_ statement: Statement) throws(FormulaError) -> Flow {
    if case .definition(let name, let parameters, let body) = statement.kind {
      variables[name.text] = .object(
        FormulaFunction(name: name.text, parameters: parameters, body: body))
      return .next
    }
    let compiler = Compiler(environment, variables: variables)
    compiler.compile([statement])
    if compiler.needsPasses, let flow = try executeByPasses(statement) { return flow }
    try run(compiler)
    return .next
  }

  private mutating func run(_ compiler: Compiler) throws(FormulaError) {
    let machine = Machine(compiler.plan, in: environment, meter: meter)
    var changed: [String: Value] = [:]
    var conditions: [String] = []
    defer {
      for (name, numbers) in zip(compiler.plan.names, machine.series) where !numbers.isEmpty {
        records.append(contentsOf: numbers, to: name)
      }
      for (name, value) in changed { variables[name] = value }
      for name in conditions { variables.markCondition(name) }
      for name in compiler.plan.series {
        if let series = records.row(name) { variables[name] = series }
      }
    }
    try machine.run {
      changed = compiler.changedValues(in: machine)
      conditions = changed.keys.filter { compiler.isCondition($0, in: machine) }
    }
  }

  // MARK: Pass by pass

  /// Runs a loop or a branch statement by statement; nil for any other statement.
  private mutating func executeByPasses(_ statement: Statement) throws(FormulaError) -> Flow? {
    switch statement.kind {
    case .for(let name, let domain, let body):
      let values = try self.values(of: domain)
      for (pass, value) in values.enumerated() {
        try meter.count(100, at: statement.span)
        variables[name.text] = value
        do throws(FormulaError) {
          if case .stopped = try execute(body) { break }
        } catch {
          throw error.inPass(pass, of: "for", name: name.text, value: value.scalar)
        }
      }
      return .next
    case .repeat(let count, let body):
      let passes = try value(of: count, wrappedIn: { .repeat(count: $0, body: []) })
      for pass in 0..<Int(passes) {
        try meter.count(100, at: statement.span)
        do throws(FormulaError) {
          if case .stopped = try execute(body) { break }
        } catch {
          throw error.inPass(pass, of: "repeat")
        }
      }
      return .next
    case .if(let condition, let then, let otherwise):
      let holds = try FormulaExpression(condition).value(in: environment, variables, meter)
      guard let truth = holds.scalar else { return nil }
      return try execute(truth != 0 ? then : otherwise ?? [])
    case .stopIf(let condition):
      let holds = try FormulaExpression(condition).value(in: environment, variables, meter)
      guard let truth = holds.scalar else { return nil }
      return truth != 0 ? .stopped : .next
    default: return nil
    }
  }

  private mutating func execute(_ body: [Statement]) throws(FormulaError) -> Flow {
    for statement in body {
      if case .stopIf = statement.kind {
        if case .stopped? = try executeByPasses(statement) { return .stopped }
        continue
      }
      if case .stopped = try execute(statement) { return .stopped }
    }
    return .next
  }

  /// The number of passes, with the checks that a plan would make.
  private func value(
    of count: Expression, wrappedIn statement: (Expression) -> Statement.Kind
  ) throws(FormulaError) -> Double {
    let compiler = Compiler(environment, variables: variables)
    compiler.compile([Statement(statement(count), span: count.span)])
    try Machine(compiler.plan, in: environment, meter: meter).run {}
    return try FormulaExpression(count).value(in: environment, variables, meter).scalar ?? 0
  }

  private func values(of domain: Expression) throws(FormulaError) -> [Value] {
    if case .range(let lower, let upper) = domain.kind {
      let ends = [
        try FormulaExpression(lower).value(in: environment, variables, meter),
        try FormulaExpression(upper).value(in: environment, variables, meter),
      ]
      guard let first = ends[0].scalar, let last = ends[1].scalar,
        let distance = Int(exactly: (last - first).rounded(.down)), distance < 10_000_000
      else { throw FormulaError("a range goes from a number to a number", at: domain.span) }
      return (0..<max(0, distance + 1)).map { .number(first + Double($0)) }
    }
    switch try FormulaExpression(domain).value(in: environment, variables, meter) {
    case .matrix(let matrix): return matrix.transposed.elements.map { .number($0) }
    case .object(let object):
      var entries: [Value] = []
      while let entry = object.element(entries.count) { entries.append(entry) }
      return entries
    case let value:
      throw FormulaError(
        "for goes through a range or a list, not \(value.kindName)", at: domain.span,
        help: "for i in 1..10, or for rate in [0.1, 0.01]")
    }
  }
}

extension Compiler {
  /// The names of the cell that the plan gave values, after its run.
  func changedValues(in machine: Machine) -> [String: Value] {
    var result: [String: Value] = [:]
    for name in global.changed {
      guard let binding = global.bindings[name] else { continue }
      if let flag = binding.flag, machine.numbers[flag] == 0 { continue }
      if let value = value(of: binding.storage, in: machine) { result[name] = value }
    }
    return result
  }

  /// Whether a name of the cell stands for a matrix that a condition made, after the run.
  func isCondition(_ name: String, in machine: Machine) -> Bool {
    guard case .matrix(let register)? = global.bindings[name]?.storage else { return false }
    return machine.matrices[register].isCondition
  }

  /// What a register holds after the run.
  func value(of storage: Storage, in machine: Machine) -> Value? {
    switch storage {
    case .number(let register): return .number(machine.numbers[register])
    case .truth(let register): return .boolean(machine.numbers[register] != 0)
    case .matrix(let register):
      guard machine.matrices[register].isDefined else { return nil }
      return .matrix(untouched(register, in: machine) ?? machine.matrices[register].matrix)
    case .constant(let value): return value
    }
  }

  /// The matrix of an import that a register still looks at, which needs no copy.
  private func untouched(_ register: Int, in machine: Machine) -> Matrix<Double>? {
    let view = machine.matrices[register]
    guard view.capacity == nil else { return nil }
    return machine.imported.first {
      $0.values == view.values && $0.matrix.rows == view.rows && $0.matrix.columns == view.columns
    }?.matrix
  }
}
