package import LecternLanguage
import LecternTensor
package import LecternText

/// An expression and its value.
package struct FormulaExpression: Sendable {
  package let expression: Expression

  package init(_ expression: Expression) {
    self.expression = expression
  }

  /// The value with these names; `columns` are numbers that only the expression itself sees, not the
  /// functions that it calls.
  package func value(
    in environment: any FormulaEnvironment, variables: Variables = Variables(),
    columns: [String: Double] = [:], limits: FormulaLimits = FormulaLimits(),
    isStopped: @escaping () -> Bool = { false }
  ) throws(FormulaError) -> Value {
    try value(
      in: environment, variables, columns: columns,
      FormulaMeter(limits: limits, kept: variables.bytes, isStopped: isStopped))
  }

  func value(
    in environment: any FormulaEnvironment, _ variables: Variables, columns: [String: Double] = [:],
    _ meter: FormulaMeter
  ) throws(FormulaError) -> Value {
    let compiler = Compiler(environment, variables: variables, columns: columns)
    let operand = try compiler.compile(expression)
    return try compiler.run(operand, at: expression.span, meter)
  }
}

extension BinaryOperator {
  /// The operator's result on two values; `literal` is the right side as written, for `~=`.
  package func applied(
    to left: Value, _ right: Value, literal: Expression, at span: SourceSpan
  ) throws(FormulaError) -> Value {
    let names = ["left": left, "right": right]
    let compiler = Compiler(NoNames(), variables: Variables(names))
    let operand = try compiler.combine(
      self, try compiler.operand(named: "left", at: span),
      try compiler.operand(named: "right", at: span), literal: literal, at: span)
    return try compiler.run(operand, at: span, FormulaMeter(limits: FormulaLimits()) { false })
  }
}

/// An environment of nothing.
private struct NoNames: FormulaEnvironment {
  func value(named name: String) throws(FormulaError) -> Value? { nil }

  func call(_ name: String, _ arguments: [Value], at span: SourceSpan) throws(FormulaError)
    -> Value?
  { nil }

  func withRandomState<Result>(_ body: (inout RandomState) -> Result) -> Result? { nil }
}

extension Compiler {
  /// Runs what has been compiled and returns the value of an operand.
  fileprivate func run(
    _ operand: Operand, at span: SourceSpan, _ meter: FormulaMeter
  ) throws(FormulaError) -> Value {
    // What is known already needs no run.
    if case .constant(let value) = operand { return value }
    let storage = try stored(operand, at: span)
    let machine = Machine(plan, in: environment, meter: meter)
    var result: Value?
    try machine.run { result = value(of: storage, in: machine) }
    guard let result else { throw FormulaError("this has no value", at: span) }
    return result
  }

  /// Where the value of an operand is found after the run.
  fileprivate func stored(_ operand: Operand, at span: SourceSpan) throws(FormulaError) -> Storage {
    switch operand {
    case .number(let register): .number(register)
    case .truth(let register): .truth(register)
    default: .matrix(try matrixRegister(operand, at: span))
    }
  }
}

/// A number that formulas of a few names come to, compiled once: a learning rate, a seed.
package final class CompiledFormula {
  private let machine: Machine
  private let inputs: [String: Int]
  private let result: Int
  private let span: SourceSpan

  /// Compiles an expression over `inputs`, numbers that change from value to value, and other names.
  ///
  /// - Throws: What is wrong with the expression.
  package init(
    _ expression: Expression, inputs: [String], in environment: any FormulaEnvironment,
    variables: Variables, limits: FormulaLimits = FormulaLimits(),
    isStopped: @escaping () -> Bool = { false }
  ) throws(FormulaError) {
    let compiler = Compiler(environment, variables: variables)
    var registers: [String: Int] = [:]
    for name in inputs {
      let register = compiler.plan.makeNumber()
      compiler.global.bindings[name] = Scope.Binding(storage: .number(register))
      compiler.global.importName(name)
      registers[name] = register
    }
    let operand = try compiler.compile(expression)
    guard operand.isScalar || operand.isMatrix else {
      throw FormulaError("a number goes here, not \(operand.kindName)", at: expression.span)
    }
    result = try compiler.numberRegister(operand, for: "this", at: expression.span)
    self.inputs = registers
    span = expression.span
    machine = Machine(
      compiler.plan, in: environment,
      meter: FormulaMeter(limits: limits, isStopped: isStopped))
  }

  /// The value for these numbers, in the order of the inputs' names at the start.
  package func value(_ numbers: [String: Double]) throws(FormulaError) -> Double {
    for (name, number) in numbers {
      if let register = inputs[name] { machine.numbers[register] = number }
    }
    var value = Double.nan
    try machine.run { value = machine.numbers[result] }
    return value
  }
}
