import LecternFormula
import LecternLanguage
import LecternTensor
import LecternText

/// A number that may follow the epoch and the iteration: a learning rate, a seed.
struct Schedule: Sendable {
  private enum Content {
    case constant(Double)
    case formula(Expression, names: [String: Value])
  }

  private let content: Content

  init(constant: Double) {
    content = .constant(constant)
  }

  init(formula: Expression, names: [String: Value]) {
    content = .formula(formula, names: names)
  }

  /// The schedule ready for one run.
  ///
  /// - Throws: What is wrong with the formula.
  func prepared() throws(FormulaError) -> PreparedSchedule {
    switch content {
    case .constant(let value): return PreparedSchedule(constant: value)
    case .formula(let expression, let names):
      return PreparedSchedule(
        formula: try CompiledFormula(
          expression, inputs: ["epoch", "iteration"], in: ScheduleNames(),
          variables: Variables(names)))
    }
  }
}

/// A schedule whose formula is compiled; used by one run alone.
struct PreparedSchedule {
  private let constant: Double
  private let formula: CompiledFormula?

  init(constant: Double) {
    self.constant = constant
    formula = nil
  }

  init(formula: CompiledFormula) {
    constant = .nan
    self.formula = formula
  }

  /// The value at an epoch (from 1) and an iteration (from 0).
  func value(epoch: Int, iteration: Int) throws(FormulaError) -> Double {
    guard let formula else { return constant }
    return try formula.value(["epoch": Double(epoch), "iteration": Double(iteration)])
  }
}

/// The names a schedule may use besides the notebook's and the counters of the run.
private struct ScheduleNames: FormulaEnvironment {
  func value(named name: String) throws(FormulaError) -> Value? { Value.constant(named: name) }

  func call(
    _ name: String, _ arguments: [Value], at span: SourceSpan
  ) throws(FormulaError) -> Value? { nil }

  /// A learning rate has no random numbers: every run must be repeatable from its seeds.
  func withRandomState<Result>(_ body: (inout RandomState) -> Result) -> Result? { nil }
}
