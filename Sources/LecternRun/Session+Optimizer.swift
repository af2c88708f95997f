import LecternFormula
import LecternLanguage
import LecternNN
import LecternTensor
import LecternText

extension Session {
  /// The update that a request asks for, with its numbers.
  func optimizer(_ request: TrainingRequest) throws(StatementFailure) -> Optimizer {
    try optimizer(
      request.optimizer, request.options, overriding: request.overrides, at: request.span)
  }

  /// The update of an optimizer by its name, with the numbers of its options.
  func optimizer(
    _ name: String, _ options: [String: Expression], overriding overrides: [String: Value],
    at span: SourceSpan
  ) throws(StatementFailure) -> Optimizer {
    func number(_ key: String, _ fallback: Double) throws(StatementFailure) -> Double {
      guard let expression = options[key] else { return fallback }
      return try self.number(expression, key, overriding: overrides, isPositive: key == "eps")
    }
    func decay(_ key: String, _ fallback: Double) throws(StatementFailure) -> Double {
      guard let expression = options[key] else { return fallback }
      let value = try self.number(expression, overriding: overrides)
      guard value >= 0, value < 1 else {
        throw StatementFailure(
          "value-share", at: expression.span,
          "\(key) lies from 0 to below 1, and this is \(NumberText.short(value))")
      }
      return value
    }
    let isEpsilonInside = try flag(options["eps_inside"], default: false)
    switch name {
    case "gd", "sgd":
      return .gradientDescent(weightDecay: try number("weight_decay", 0))
    case "momentum":
      return options["beta"] == nil
        ? .classicalMomentum(mu: try decay("mu", 0.9))
        : .averagedMomentum(beta: try decay("beta", 0.9))
    case "nesterov": return .nesterov(mu: try decay("mu", 0.9))
    case "adagrad":
      return .adaGrad(epsilon: try number("eps", 1e-8), isEpsilonInside: isEpsilonInside)
    case "rmsprop":
      return .rmsProp(
        beta: try decay("beta", 0.9), epsilon: try number("eps", 1e-8),
        isEpsilonInside: isEpsilonInside)
    case "adam":
      return .adam(
        beta1: try decay("beta1", 0.9), beta2: try decay("beta2", 0.999),
        epsilon: try number("eps", 1e-8),
        isBiasCorrected: try flag(options["bias_correction"], default: true),
        isEpsilonInside: isEpsilonInside)
    case "adamw":
      return .adamW(
        beta1: try decay("beta1", 0.9), beta2: try decay("beta2", 0.999),
        epsilon: try number("eps", 1e-8),
        isBiasCorrected: try flag(options["bias_correction"], default: true),
        weightDecay: try number("weight_decay", 0.01))
    case "adadelta":
      return .adaDelta(rho: try decay("rho", 0.95), epsilon: try number("eps", 1e-6))
    default:
      throw StatementFailure(
        "optimizer-unknown", at: span, "\(name) is not an optimizer")
    }
  }

  /// A number, or a formula of `epoch` and `iteration` with the other names' values of now.
  func schedule(
    _ expression: Expression?, overriding overrides: [String: Value]
  ) throws(StatementFailure) -> Schedule? {
    guard let expression else { return nil }
    if case .number(let value, _) = expression.kind { return Schedule(constant: value) }
    var names = variables.snapshot
    let known = ["m", "features", "classes"] + DataSplits<S>.names + runs.keys
    for name in known + latestRunOfModel.keys where names[name] == nil {
      names[name] = try value(named: name, at: expression.span)
    }
    let schedule = Schedule(
      formula: expression, names: names.merging(overrides) { _, override in override })
    // A mistake in the formula shows at the first step rather than in the middle of a run.
    do throws(FormulaError) {
      _ = try schedule.prepared().value(epoch: 1, iteration: 0)
    } catch {
      throw StatementFailure("value", at: error.span, error.message, help: error.help)
    }
    return schedule
  }
}
