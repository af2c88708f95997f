import LecternFormula
import LecternLanguage
import LecternTensor
import LecternText

/// A number that may follow the epoch and the iteration: a learning rate, a seed.
struct Schedule: Sendable {
  private let constant: Double?
  private let formula: Expression?
  private let names: [String: Value]

  init(constant: Double) {
    self.constant = constant
    formula = nil
    names = [:]
  }

  init(formula: Expression, names: [String: Value]) {
    constant = nil
    self.formula = formula
    self.names = names
  }

  /// The value at an epoch (from 1) and an iteration (from 0); NaN where the formula has none.
  func value(epoch: Int, iteration: Int) -> Double {
    if let constant { return constant }
    return (try? evaluated(epoch: epoch, iteration: iteration)) ?? .nan
  }

  func evaluated(epoch: Int, iteration: Int) throws(FormulaError) -> Double {
    guard let formula else { return constant ?? .nan }
    let evaluator = Evaluator(ScheduleNames(names: names, epoch: epoch, iteration: iteration))
    guard let value = try evaluator.evaluate(formula).scalar else {
      throw FormulaError("a schedule is a number at each step", at: formula.span)
    }
    return value
  }
}

/// The names a schedule may use: the notebook's, and the counters of the run.
private struct ScheduleNames: FormulaEnvironment {
  let names: [String: Value]
  let epoch: Int
  let iteration: Int

  func value(named name: String) throws(FormulaError) -> Value? {
    switch name {
    case "epoch": .number(Double(epoch))
    case "iteration": .number(Double(iteration))
    case "π": names[name] ?? .number(Double.pi)
    case "e": names[name] ?? .number(2.718281828459045)
    default: names[name]
    }
  }

  func call(
    _ name: String, _ arguments: [Value], at span: SourceSpan
  ) throws(FormulaError) -> Value? { nil }

  /// A learning rate has no random numbers: every run must be repeatable from its seeds.
  func withRandomState<Result>(_ body: (inout RandomState) -> Result) -> Result? { nil }
}
