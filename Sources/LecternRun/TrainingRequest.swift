import LecternData
import LecternFormula
import LecternLanguage
import LecternNN
import LecternTensor
import LecternText

/// What a statement asks of one training run: an optimizer and options, each with one value.
struct TrainingRequest {
  /// The statement, in words of messages: `train`, `search`.
  let verb: String
  let optimizer: String
  let options: [String: Expression]
  /// Values of `let` numbers that vary.
  var overrides: [String: Value] = [:]
  /// What tells this run from the others, in words.
  var variation: [Variation] = []
  let name: String
  let span: SourceSpan
  /// The options in words, in the order written.
  var settings: [(key: String, text: String)] = []

  /// The run's name with what varies: "rates lr=0.1".
  var fullName: String {
    ([name] + variation.map { "\($0.key)=\($0.text)" }).joined(separator: " ")
  }

  /// An option as written, or the value a sweep chose.
  func text(_ key: String, _ context: RunContext) -> String {
    if let varied = variation.first(where: { $0.key == key }) { return varied.text }
    return options[key].map { context.text(of: $0.span) } ?? ""
  }
}

extension Session {
  /// Everything the training of one request needs.
  func job(
    _ request: TrainingRequest, _ model: ModelDefinition, of runCount: Int, keepsState: Bool
  ) throws(StatementFailure) -> TrainingJob<S> {
    guard var data, let whole = data.splits["train"] else {
      throw StatementFailure("no-data", at: request.span, "there is no data to train on")
    }
    let overrides = request.overrides
    var description = try trainable(
      model, inputs: whole.features, overriding: overrides, at: request.span)
    if case .name(let word)? = request.options["activation"]?.kind {
      description = description.withHidden(Activation(word: word))
    }
    var train = whole
    if let expression = request.options["examples"] {
      train = try firstExamples(of: whole, expression, overriding: overrides)
      data.splits["train"] = train
    }
    let examples = try examples(train, "train", for: description, at: request.span)
    var validation: (split: String, examples: Examples<S>)?
    if case .name(let split)? = request.options["validate"]?.kind {
      guard let held = data.splits[split] else {
        throw StatementFailure("no-split", at: request.span, "there is no \(split) split")
      }
      validation = (split, try self.examples(held, split, for: description, at: request.span))
    }
    var patience: Int?
    if let expression = request.options["early_stopping"] {
      guard validation != nil else {
        throw StatementFailure(
          "early-stopping", at: expression.span,
          "early stopping follows the cost of examples that are not trained on",
          help: "add validate=dev")
      }
      patience = try wholeNumber(expression, overriding: overrides)
    }
    let batchSize = try batchSize(request)
    try checkBatchNorm(
      description, batch: min(batchSize ?? examples.count, examples.count),
      at: request.options["batch"]?.span ?? request.options["examples"]?.span ?? request.span,
      help: examples.count > 1
        ? "write batch=32, say, or leave batch_norm out"
        : "train on more examples, or leave batch_norm out")
    let start = try start(request, model)
    let resumed = try resumed(request, description)
    let optimizer = try optimizer(request)
    let tolerance = try positive(request, "tolerance")
    try checkMemory(
      oneRun: description.trainingElementCount(
        batchSize: min(batchSize ?? examples.count, examples.count), optimizer: optimizer,
        keepsBest: patience != nil, hasTolerance: tolerance != nil),
      outcome: keepsState
        ? description.outcomeElementCount(optimizer: optimizer, keepsBest: patience != nil)
        : description.parameterCount,
      runs: runCount, at: request.span)
    return TrainingJob(
      name: request.fullName, description: description, initializer: start.initializer,
      initialSeed: start.seed, optimizer: optimizer, length: try length(request),
      batchSize: batchSize, learningRate: try learningRate(request),
      shuffleSeed: try schedule(request.options["shuffle_seed"], overriding: overrides),
      maskSeed: try schedule(request.options["mask_seed"], overriding: overrides),
      notebookSeed: seed, data: data, examples: examples, validation: validation,
      recordsAccuracy: train.labels != nil, clipping: try clipping(request), patience: patience,
      tolerance: tolerance, target: try target(request),
      resumed: resumed, keepsState: keepsState, observer: context.observer, shouldStop: shouldStop)
  }

  /// The description of a model that can be trained: its last layer is dense.
  func trainable(
    _ model: ModelDefinition, inputs: Int, overriding overrides: [String: Value] = [:],
    at span: SourceSpan
  ) throws(StatementFailure) -> NetworkDescription {
    let description = try description(of: model, inputs: inputs, overriding: overrides)
    guard case .dense? = description.layers.last else {
      throw StatementFailure(
        "layer-last", at: span, "the last layer of \(model.name) is not dense",
        help: "layer dense classes softmax")
    }
    return description
  }

  /// The examples of a split as a network wants them.
  func examples(
    _ data: Dataset<S>, _ split: String, for description: NetworkDescription, at span: SourceSpan
  ) throws(StatementFailure) -> Examples<S> {
    guard let examples = examples(data, for: description) else {
      throw StatementFailure(
        "shape-classes", at: span,
        "the network has \(description.outputCount) outputs, which do not fit the labels of \(split)",
        help: "layer dense classes softmax")
    }
    return examples
  }

  private func firstExamples(
    of data: Dataset<S>, _ expression: Expression, overriding overrides: [String: Value]
  ) throws(StatementFailure) -> Dataset<S> {
    let count = try wholeNumber(expression, overriding: overrides)
    guard count <= data.m else {
      throw StatementFailure(
        "train-examples", at: expression.span,
        "train has \(data.m) examples, not \(count)")
    }
    return count == data.m ? data : data.subset(Array(0..<count))
  }

  private func length(_ request: TrainingRequest) throws(StatementFailure) -> TrainingLength {
    if let epochs = request.options["epochs"] {
      return .epochs(try wholeNumber(epochs, overriding: request.overrides))
    }
    guard let iterations = request.options["iterations"] else {
      throw StatementFailure("train-length", at: request.span, "for how long?")
    }
    return .iterations(try wholeNumber(iterations, overriding: request.overrides))
  }

  /// Nil for all examples at once; `sgd` means one at a time unless said.
  private func batchSize(_ request: TrainingRequest) throws(StatementFailure) -> Int? {
    guard let batch = request.options["batch"] else { return request.optimizer == "sgd" ? 1 : nil }
    if batch.kind == .name("full") { return nil }
    return try wholeNumber(batch, overriding: request.overrides)
  }

  /// Refuses a batch of one where its statistics are needed.
  func checkBatchNorm(
    _ description: NetworkDescription, batch: Int, at span: SourceSpan, help: String
  ) throws(StatementFailure) {
    guard batch == 1, !description.batchNormLayers.isEmpty else { return }
    throw StatementFailure(
      "batch-norm-one", at: span,
      "batch_norm subtracts the mean of the batch: of a batch of one example nothing is left",
      help: help)
  }

  /// How the weights of a run start, from its own options or the model's `init`.
  func start(
    _ request: TrainingRequest, _ model: ModelDefinition
  ) throws(StatementFailure) -> (initializer: Initializer, seed: UInt32) {
    var initializer = try self.initializer(model.initializer, overriding: request.overrides)
    if let expression = request.options["init"] {
      initializer = try self.initializer(expression, overriding: request.overrides)
    }
    var initialSeed = seed
    if let declared = model.initializer {
      initialSeed = try self.seed(of: declared, overriding: request.overrides)
    }
    if let expression = request.options["init_seed"] {
      initialSeed = try seedValue(expression, overriding: request.overrides)
    }
    return (initializer, initialSeed)
  }

  /// The run that `resume=` names; it must be of the same network.
  private func resumed(
    _ request: TrainingRequest, _ description: NetworkDescription
  ) throws(StatementFailure) -> RunRecord<S>? {
    guard let expression = request.options["resume"] else { return nil }
    let found = try records([expression], at: expression.span)
    guard let record = found.first, found.count == 1 else {
      throw StatementFailure(
        "resume", at: expression.span, "one run goes on from one run, not from \(found.count)",
        help: "train one again by itself, and resume that")
    }
    var random = RandomState(seed: 0)
    let network = Network<S>(description, initializer: .zeros, random: &random)
    guard network.canResume(from: record.outcome) else {
      throw StatementFailure(
        "resume", at: expression.span,
        "\(record.fullLabel) is a network of other layers than \(currentModel ?? "the model")",
        help: "resume a run of this model")
    }
    guard record.outcome.state != nil || record.file != nil else {
      throw StatementFailure(
        "resume", at: expression.span,
        "\(record.fullLabel) is one of many runs, which do not keep what going on needs",
        help: "train it again by itself, and resume that")
    }
    if case .diverged = record.outcome.end {
      throw StatementFailure(
        "resume", at: expression.span,
        "\(record.fullLabel) diverged; there is nothing to go on from")
    }
    return record
  }

  private func target(_ request: TrainingRequest) throws(StatementFailure) -> Double? {
    guard let expression = request.options["target"] else { return nil }
    return try number(expression, overriding: request.overrides)
  }

  private func clipping(_ request: TrainingRequest) throws(StatementFailure) -> Clipping? {
    if let norm = try positive(request, "clip_norm") { return .norm(norm) }
    return try positive(request, "clip_value").map { .value($0) }
  }

  /// An option that is a number above 0; nil when it is not given.
  func positive(
    _ request: TrainingRequest, _ key: String
  ) throws(StatementFailure) -> Double? {
    guard let expression = request.options[key] else { return nil }
    let value = try number(expression, overriding: request.overrides)
    guard value > 0, value.isFinite else {
      throw StatementFailure(
        "value-positive", at: expression.span,
        "\(key) is a number above 0, not \(NumberText.short(value))")
    }
    return value
  }

  private func learningRate(_ request: TrainingRequest) throws(StatementFailure) -> Schedule {
    if let schedule = try schedule(request.options["lr"], overriding: request.overrides) {
      // The values of a sweep and of a search; those of a formula are looked at step by step.
      if let expression = request.options["lr"], case .number = expression.kind {
        _ = try number(expression, "lr", overriding: request.overrides, isPositive: true)
      }
      return schedule
    }
    // Its steps have the units of the weights by themselves. Source: Zeiler 2012.
    guard request.optimizer == "adadelta" else {
      throw StatementFailure("train-rate", at: request.span, "a learning rate is missing")
    }
    return Schedule(constant: 1)
  }
}
