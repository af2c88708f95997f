package import LecternLanguage
package import LecternTensor
import LecternText

/// A cost and its central differences (J(θ + ε) − J(θ − ε))/2ε by single entries of its variables.
package final class CentralDifferences {
  private let machine: Machine
  private let result: Storage
  private let variables: [Storage]
  private let step: Double
  private let span: SourceSpan

  init(
    _ machine: Machine, result: Storage, variables: [Storage], step: Double, at span: SourceSpan
  ) {
    self.machine = machine
    self.result = result
    self.variables = variables
    self.step = step
    self.span = span
  }

  /// A variable's value; a number is a matrix of one entry.
  package func value(of variable: Int) -> Matrix<Double> { machine.matrix(in: variables[variable]) }

  /// The cost with the variables as they are.
  ///
  /// - Throws: What is wrong with the cost, also that it is no number.
  package func cost() throws(FormulaError) -> Double {
    var cost = Double.nan
    var count = 1
    try machine.run {
      let value = machine.matrix(in: result)
      count = value.count
      cost = value.elements.first ?? .nan
    }
    guard count == 1 else {
      throw FormulaError(
        "numgrad wants a function whose result is one number, not \(count) numbers", at: span,
        help: "sum or mean makes one number of it")
    }
    return cost
  }

  /// The difference by one entry of a variable, column by column.
  package func slope(_ variable: Int, _ index: Int) throws(FormulaError) -> Double {
    let (above, below) = try sides(variable, index, step)
    return (above - below) / (2 * step)
  }

  /// The same, and whether the cost, which is `cost` at the middle, seems to have a kink between both sides: there the
  /// slopes of both halves differ, and not as those of a curve do.
  ///
  /// What a curve bends over a step goes with the square of the step: over half of it, to a quarter, over a third to a
  /// ninth. A kink may imitate one of the two, but not both.
  package func slope(
    _ variable: Int, _ index: Int, cost: Double
  ) throws(FormulaError) -> (value: Double, crossesKink: Bool) {
    let (above, below) = try sides(variable, index, step)
    let bend = above - 2 * cost + below
    let rise = max(abs(above - cost), abs(cost - below))
    let rounding = 64 * max(abs(cost), 1) * Double.ulpOfOne
    var crossesKink = abs(bend) > 0.02 * rise && abs(bend) > rounding
    if crossesKink {
      var isCurve = true
      for part in [2.0, 3] {
        let (above, below) = try sides(variable, index, step / part)
        let expected = bend / (part * part)
        let miss = abs(above - 2 * cost + below - expected)
        if miss > 0.1 * abs(expected) + rounding { isCurve = false }
      }
      crossesKink = !isCurve
    }
    return ((above - below) / (2 * step), crossesKink)
  }

  private func sides(
    _ variable: Int, _ index: Int, _ step: Double
  ) throws(FormulaError) -> (above: Double, below: Double) {
    let entry: UnsafeMutablePointer<Double>
    switch variables[variable] {
    case .number(let register), .truth(let register): entry = machine.numbers + register
    case .matrix(let register):
      try machine.own(register, at: span)
      entry = machine.matrices[register].values + index
    case .constant: return (0, 0)
    }
    let old = entry.pointee
    defer { entry.pointee = old }
    entry.pointee = old + step
    let above = try cost()
    entry.pointee = old - step
    return (above, try cost())
  }
}

extension FormulaExpression {
  /// Lets `body` take central differences of the expression's value, a number.
  ///
  /// The places are values for the function that the expression names, or names of the variables in it.
  ///
  /// - Throws: What is wrong with the expression, and what `body` throws.
  package func withCentralDifferences(
    by places: [Expression], epsilon: Double, in environment: any FormulaEnvironment,
    variables: Variables, limits: FormulaLimits, isStopped: @escaping () -> Bool,
    _ body: @escaping (CentralDifferences) throws(FormulaError) -> Void
  ) throws(FormulaError) {
    let compiler = Compiler(environment, variables: variables)
    let step = Expression(.number(epsilon, spelling: ""), span: expression.span)
    let arguments =
      ([expression] + places).map { Argument(label: nil, value: $0) }
      + [Argument(label: Name("eps", span: expression.span), value: step)]
    _ = try compiler.derivative(.numgrad, arguments, at: expression.span)
    compiler.plan.derivatives.last?.examine = body
    try Machine(
      compiler.plan, in: environment,
      meter: FormulaMeter(limits: limits, kept: variables.bytes, isStopped: isStopped)
    ).run {}
  }
}

extension Machine {
  /// What a register holds; a number is a matrix of one entry.
  func matrix(in storage: Storage) -> Matrix<Double> {
    switch storage {
    case .number(let register), .truth(let register):
      Matrix(rows: 1, columns: 1, elements: [numbers[register]])
    case .matrix(let register): matrices[register].matrix
    case .constant: Matrix(rows: 0, columns: 0)
    }
  }
}
