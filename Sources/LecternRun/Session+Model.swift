import LecternFormula
import LecternLanguage
import LecternNN
import LecternTensor
import LecternText

/// A model as declared: its statements, whose numbers are worked out when it trains, so that a
/// sweep may vary the names in them.
struct ModelDefinition {
  let name: String
  var layers: [CheckedCommand] = []
  var initializer: CheckedCommand?
  var loss: CheckedCommand?
  var penalties: [CheckedCommand] = []
}

extension Session {
  func declare(_ command: CheckedCommand) throws(StatementFailure) {
    if command.verb == .model {
      guard case .name(let name)? = command.values.first?.kind else { return }
      models[name] = ModelDefinition(name: name)
      currentModel = name
      return
    }
    guard let name = currentModel, models[name] != nil else {
      throw StatementFailure("no-model", at: command.span, "no model has been started yet")
    }
    switch command.verb {
    case .layer: models[name]?.layers.append(command)
    case .`init`: models[name]?.initializer = command
    case .loss: models[name]?.loss = command
    default: models[name]?.penalties.append(command)
    }
  }

  /// The network a model stands for, with the values its names have now.
  func description(
    of model: ModelDefinition, inputs: Int, overriding overrides: [String: Value] = [:]
  ) throws(StatementFailure) -> NetworkDescription {
    var layers: [Layer] = []
    for command in model.layers { layers.append(try layer(command, overriding: overrides)) }
    var penalties: [Penalty] = []
    for command in model.penalties {
      penalties.append(try penalty(command, overriding: overrides))
    }
    return NetworkDescription(
      inputCount: inputs, layers: layers,
      loss: try loss(of: model, layers, overriding: overrides), penalties: penalties)
  }

  private func penalty(
    _ command: CheckedCommand, overriding overrides: [String: Value]
  ) throws(StatementFailure) -> Penalty {
    let isNorm = command.subject == "max_norm"
    let lambda = try number(
      command.values[0], isNorm ? "a norm to keep to" : "the weight of a penalty",
      overriding: overrides, isPositive: isNorm)
    var scale: Double?
    if let expression = command.fixed("scale") {
      scale = try number(expression, "scale", overriding: overrides, isPositive: true)
    }
    switch command.subject {
    case "l1":
      return .l1(lambda: lambda, scale: scale, isProximal: command.word("method") != "subgradient")
    case "elastic":
      return .elastic(
        l1: lambda,
        l2: try number(command.values[1], "the weight of a penalty", overriding: overrides))
    case "max_norm": return .maxNorm(lambda)
    default: return .l2(lambda: lambda, scale: scale)
    }
  }

  private func layer(
    _ command: CheckedCommand, overriding overrides: [String: Value]
  ) throws(StatementFailure) -> Layer {
    func option(_ key: String, _ fallback: Double) throws(StatementFailure) -> Double {
      guard let expression = command.fixed(key) else { return fallback }
      return try number(expression, key, overriding: overrides, isPositive: true)
    }
    switch command.subject {
    case "dropout":
      if let keep = command.fixed("keep") {
        return .dropout(keep: try share(keep, overriding: overrides))
      }
      guard let rate = command.fixed("rate") else { return .dropout(keep: 1) }
      return .dropout(keep: 1 - (try share(rate, overriding: overrides)))
    case "batch_norm":
      var momentum = 0.9
      if let expression = command.fixed("momentum") {
        momentum = try share(expression, overriding: overrides)
      }
      return .batchNorm(
        activation: try activation(command.values.first, command, overriding: overrides),
        momentum: momentum, epsilon: try option("eps", 1e-5))
    default:
      var initializer: Initializer?
      if let expression = command.fixed("init") {
        initializer = try self.initializer(expression, overriding: overrides)
      }
      var l2: Double?
      if let expression = command.fixed("l2") {
        l2 = try number(expression, "l2", overriding: overrides)
      }
      return .dense(
        units: try wholeNumber(command.values[0], overriding: overrides, in: 1...1_000_000),
        activation: try activation(
          command.values.dropFirst().first, command, overriding: overrides),
        hasBias: try flag(command.fixed("bias"), default: true), initializer: initializer, l2: l2)
    }
  }

  private func share(
    _ expression: Expression, overriding overrides: [String: Value]
  ) throws(StatementFailure) -> Double {
    let value = try number(expression, overriding: overrides)
    guard value >= 0, value <= 1 else {
      throw StatementFailure(
        "value-share", at: expression.span,
        "\(NumberText.short(value)) is not a share: it must lie between 0 and 1")
    }
    return value
  }

  private func activation(
    _ value: Expression?, _ command: CheckedCommand, overriding overrides: [String: Value]
  ) throws(StatementFailure) -> Activation {
    func option(_ key: String, _ fallback: Double) throws(StatementFailure) -> Double {
      guard let expression = command.fixed(key) else { return fallback }
      return try number(
        expression, key, overriding: overrides, isPositive: key == "alpha")
    }
    guard case .name(let word)? = value?.kind else { return .linear }
    return Activation(
      word: word, slope: try option("slope", 0.01), alpha: try option("alpha", 1))
  }

  /// The loss the author chose, or the one that goes with the last layer.
  private func loss(
    of model: ModelDefinition, _ layers: [Layer], overriding overrides: [String: Value]
  ) throws(StatementFailure) -> Loss {
    switch model.loss?.subject {
    case "cross_entropy": return .crossEntropy
    case "binary_cross_entropy": return .binaryCrossEntropy
    case "mse": return .meanSquaredError
    case "half_mse": return .halfMeanSquaredError
    case "mae": return .meanAbsoluteError
    case "huber":
      guard let delta = model.loss?.fixed("delta") else { return .huber() }
      return .huber(delta: try number(delta, "delta", overriding: overrides, isPositive: true))
    case "hinge": return .hinge
    default: break
    }
    for case .dense(_, let activation, _, _, _) in layers.reversed() {
      switch activation {
      case .softmax: return .crossEntropy
      case .sigmoid: return .binaryCrossEntropy
      default: return .meanSquaredError
      }
    }
    return .meanSquaredError
  }

  /// The initializer of an `init` statement.
  func initializer(
    _ command: CheckedCommand?, overriding overrides: [String: Value] = [:]
  ) throws(StatementFailure) -> Initializer {
    guard let command else { return .perActivation }
    var numbers: [Double] = []
    for value in command.values { numbers.append(try number(value, overriding: overrides)) }
    return try initializer(command.subject ?? "", numbers, at: command.span)
  }

  /// The initializer of an option: `he`, `normal(10)`.
  func initializer(
    _ expression: Expression, overriding overrides: [String: Value] = [:]
  ) throws(StatementFailure) -> Initializer {
    switch expression.kind {
    case .name(let word): return try initializer(word, [], at: expression.span)
    case .call(let name, let arguments):
      var numbers: [Double] = []
      for argument in arguments {
        numbers.append(try number(argument.value, overriding: overrides))
      }
      return try initializer(name.text, numbers, at: expression.span)
    default:
      throw StatementFailure("init", at: expression.span, "an initializer goes here")
    }
  }

  private func initializer(
    _ word: String, _ numbers: [Double], at span: SourceSpan
  ) throws(StatementFailure) -> Initializer {
    switch (word, numbers.count) {
    case ("zeros", 0): return .zeros
    case ("normal", 1): return .normal(numbers[0])
    case ("uniform", 2): return .uniform(numbers[0], numbers[1])
    case ("constant", 1): return .constant(numbers[0])
    case ("he", 0): return .he
    case ("glorot", 0): return .glorot
    case ("lecun", 0): return .lecun
    case ("he_uniform", 0): return .heUniform
    case ("glorot_uniform", 0): return .glorotUniform
    case ("lecun_uniform", 0): return .lecunUniform
    case ("identity", 0): return .identity
    case ("orthogonal", 0): return .orthogonal
    default:
      throw StatementFailure("init", at: span, "\(word) does not take \(numbers.count) numbers")
    }
  }
}

extension Activation {
  /// The activation of a word of the table.
  init(word: String, slope: Double = 0.01, alpha: Double = 1) {
    switch word {
    case "sigmoid": self = .sigmoid
    case "tanh": self = .tanh
    case "relu": self = .relu
    case "leaky_relu": self = .leakyReLU(slope: slope)
    case "elu": self = .elu(alpha: alpha)
    case "softplus": self = .softplus
    case "softmax": self = .softmax
    default: self = .linear
    }
  }
}

extension NetworkDescription {
  /// The same network with another activation of its hidden layers; sums that a batch norm follows
  /// stay as they are.
  func withHidden(_ activation: Activation) -> NetworkDescription {
    guard let last = layers.lastIndex(where: \.isDense) else { return self }
    var result = self
    for index in layers.indices.prefix(last) {
      switch layers[index] {
      case .dense(let units, _, let hasBias, let initializer, let l2):
        if case .batchNorm = layers[index + 1] { continue }
        result.layers[index] = .dense(
          units: units, activation: activation, hasBias: hasBias, initializer: initializer, l2: l2)
      case .batchNorm(_, let momentum, let epsilon):
        result.layers[index] = .batchNorm(
          activation: activation, momentum: momentum, epsilon: epsilon)
      case .dropout: break
      }
    }
    return result
  }
}

extension Layer {
  fileprivate var isDense: Bool { if case .dense = self { true } else { false } }
}
