extension StatementTable {
  /// How the learning rate or the batch of an optimizer differs from those of the others.
  private static func common(
    rate: String? = nil, batch: String = "full", weightDecay: String? = nil
  ) -> [OptionEntry] {
    let decay = weightDecay.map {
      OptionEntry(
        "weight_decay", .nonNegative, default: $0,
        "share lr * weight_decay by which weights shrink in an update, apart from the gradient")
    }
    return [
      OptionEntry(
        "lr", .rate, default: rate, required: rate == nil,
        "learning rate; a number or a formula of epoch, iteration"),
      OptionEntry("epochs", .count, "passes over the training data"),
      OptionEntry("iterations", .count, "updates of the weights"),
      OptionEntry("batch", .countOr("full"), default: batch, "examples in an update"),
    ] + (decay.map { [$0] } ?? []) + otherOptions
  }

  private static let otherOptions: [OptionEntry] = [
    OptionEntry("init", .initializer, default: "that of the model", "initial weights"),
    OptionEntry(
      "activation", .word(activations.filter { $0 != "softmax" }), default: "those of the model",
      "activation of all hidden layers"),
    OptionEntry("init_seed", .seed, default: "that of the model", "seed of the initial weights"),
    OptionEntry(
      "shuffle_seed", .seed, default: ownStream, "seed of the order of batches; a formula of epoch"),
    OptionEntry(
      "mask_seed", .seed, default: ownStream,
      "seed of dropout masks, a formula of epoch, iteration; fixed, each step uses the same"),
    OptionEntry(
      "validate", .word(["dev", "test"]), default: "none",
      "split whose cost and accuracy are followed"),
    OptionEntry(
      "early_stopping", .count, default: "none", needs: "validate",
      "epochs without a better validation cost before it stops; the best weights are kept"),
    OptionEntry(
      "tolerance", .positive, default: "none", "stop when an update moves the weights by less"),
    OptionEntry("target", .number, default: "none", "stop when the training cost is this or less"),
    OptionEntry(
      "clip_norm", .positive, default: "none",
      "a longer gradient is scaled to this norm, all parameters together"),
    OptionEntry(
      "clip_value", .positive, default: "none", "each number of the gradient is kept within ± this"),
    OptionEntry(
      "examples", .count, default: "all", "train on the first N examples: learning curves"),
    OptionEntry(
      "resume", .oneRun, default: "fresh weights", varies: false,
      "go on with a run: its weights, averages and random streams"),
  ]

  private static func eps(_ standard: String) -> OptionEntry {
    OptionEntry("eps", .positive, default: standard, "added to the root")
  }
  private static let epsInside = OptionEntry(
    "eps_inside", .boolean, default: "no", "add eps under the root instead")
  private static let moments = [
    OptionEntry("beta1", .share, default: "0.9", "decay of the mean of gradients"),
    OptionEntry("beta2", .share, default: "0.999", "decay of the mean of their squares"),
    eps("1e-8"), epsInside,
    OptionEntry("bias_correction", .boolean, default: "yes", "correct the start of both means"),
  ]

  private static func optimizer(
    _ name: String, _ summary: String, _ options: [OptionEntry], oneOf group: [String]? = nil,
    example: String
  ) -> StatementForm {
    StatementForm(
      name, summary, options: options,
      exactlyOneOf: [["epochs", "iterations"]] + (group.map { [$0] } ?? []),
      atMostOneOf: [
        ["clip_norm", "clip_value"], ["resume", "init"], ["resume", "init_seed"],
        ["resume", "activation"],
      ], ambiguous: ["clip": ["clip_norm", "clip_value"]], example: example)
  }

  private static let optimizers: [StatementForm] = [
    optimizer(
      "gd", "gradient descent", common(weightDecay: "none"),
      example: "train gd lr in [0.1, 0.01] iterations=1000 as rates"),
    optimizer(
      "sgd", "stochastic gradient descent: one example an update unless said",
      common(batch: "1", weightDecay: "none"),
      example: "train sgd lr=inverse_time(0.1, 1, epoch) epochs=5"),
    optimizer(
      "momentum", "gradient descent with momentum",
      common() + [
        OptionEntry("beta", .share, "averaged form: v = beta v + (1 - beta) g"),
        OptionEntry("mu", .share, "classical form: h = mu h + lr g"),
      ], oneOf: ["beta", "mu"],
      example: "train momentum lr=0.1 beta=0.9 batch=64 epochs=10 as heavy"),
    optimizer(
      "nesterov", "momentum with the gradient taken ahead, at w - mu h (Nesterov 1983)",
      common() + [OptionEntry("mu", .share, required: true, "h = mu h + lr g")],
      example: "train nesterov lr=0.1 mu=0.9 epochs=10"),
    optimizer(
      "adagrad", "steps divided by the root of all squared gradients (Duchi 2011)",
      common() + [eps("1e-8"), epsInside], example: "train adagrad lr=0.1 epochs=10"),
    optimizer(
      "rmsprop", "steps divided by the root of the mean squared gradient (Hinton 2012)",
      common() + [
        OptionEntry("beta", .share, default: "0.9", "decay of the mean of squares"), eps("1e-8"),
        epsInside,
      ], example: "train rmsprop lr=0.001 batch=64 epochs=10"),
    optimizer(
      "adam", "Adam (Kingma, Ba 2015), epsilon outside the root", common() + moments,
      example: "train adam lr=0.001/(1 + epoch) batch=64 epochs=5 as quick"),
    optimizer(
      "adamw", "Adam with decoupled weight decay (Loshchilov, Hutter 2019)",
      common(weightDecay: "0.01") + moments,
      example: "train adamw lr=0.001 weight_decay=0.01 epochs=5"),
    optimizer(
      "adadelta", "steps in the units of the weights (Zeiler 2012)",
      common(rate: "1") + [
        OptionEntry("rho", .share, default: "0.95", "decay of both means of squares"),
        eps("1e-6"),
      ], example: "train adadelta epochs=10"),
  ]

  // MARK: - search

  private static func search(
    _ name: String, _ summary: String, _ options: [OptionEntry], example: String
  ) -> StatementForm {
    StatementForm(
      name, summary,
      options: options + [
        OptionEntry(
          "metric", .word(["accuracy", "cost"]), default: "accuracy; of a regression, the cost",
          varies: false, "what the best run is best at, on dev or the split of validate="),
        OptionEntry(
          "top", .whole(1, 1000), default: "10", varies: false,
          "how many trials the table shows, the best first"),
        OptionEntry(
          "optimizer", .word(optimizers.compactMap(\.subject)), default: "adam", varies: false,
          "the optimizer, whose options may all be written here"),
      ],
      optionSource: OptionSource(
        verb: .train, key: "optimizer", standard: "adam", exceptions: ["resume"]),
      example: example)
  }

  private static let gradientWhen = ["start", "trained", "both"]

  static let trainStatements: [StatementEntry] = [
    StatementEntry(
      .train,
      "trains the model from fresh weights; in instead of = makes one run for each value",
      subject: "optimizer", result: .run, takesAnyKey: true, varies: true, forms: optimizers),
    StatementEntry(
      .search, "tries many settings and finds the best on dev; test is measured for that one alone",
      subject: "kind of search", result: .run, takesAnyKey: true, varies: true,
      forms: [
        search(
          "grid", "every combination of the values after in",
          [
            OptionEntry(
              "points", .whole(2, 100), default: "none", varies: false,
              "this many points of each uniform, loguniform or integers")
          ],
          example: "search grid optimizer=gd epochs=5 lr in [0.01, 0.1, 1] as coarse"),
        search(
          "random", "values drawn from the domains after in",
          [
            OptionEntry(
              "trials", .whole(1, 1000), default: "25", varies: false, "settings to try"),
            OptionEntry(
              "refine", .whole(0, 10), default: "0", varies: false,
              "further rounds of trials, each in the box of the best quarter"),
            OptionEntry(
              "seed", .seed, default: ownStream, varies: false, "seed of the drawn values"),
          ],
          example: "search random trials=10 epochs=5 lr in loguniform(1e-4, 1) as found"),
      ]),
    StatementEntry(
      .check, "examines the model and its data in float64", subject: "check",
      forms: [
        StatementForm(
          "gradient", "backpropagation against central differences, dropout off",
          options: [
            OptionEntry("eps", .positive, default: "1e-7", "step of the differences"),
            OptionEntry("examples", .count, default: "10", "training examples it looks at"),
            OptionEntry(
              "components", .count, default: "1000", "numbers of the gradient it looks at, at most"),
            OptionEntry(
              "when", .word(gradientWhen), default: "start",
              "at the initial weights, at those of the latest run, or both"),
          ], example: "check gradient eps=1e-7 examples=10"),
        StatementForm(
          "gradient", "gradients computed by hand against central differences of a cost",
          values: [
            ValueSlot("GRADIENT", .gradient, .oneOrMore, "what back-propagation gave"),
            ValueSlot("of", .separator("of"), "before the cost"),
            ValueSlot(
              "COST", .cost,
              "a function that def made, of the variables, or an expression in parentheses"),
            ValueSlot("at", .separator("at"), "before the variables"),
            ValueSlot(
              "VARIABLE", .variable, .oneOrMore, "what the cost depends on, one for each gradient"),
          ],
          options: [
            OptionEntry("eps", .positive, default: "1e-7", "step of the differences"),
            OptionEntry(
              "components", .count, default: "1000", "numbers of the gradient it looks at, at most"),
          ],
          example: "let w = [1, 2]\ndef J(w) = sum(w^2)\ncheck gradient (2 * w) of J at w"),
        StatementForm(
          "start", "whether the first cost is that of a guess, log of the number of classes",
          example: "check start"),
        StatementForm(
          "overfit", "whether the model can learn one small batch by heart",
          options: [
            OptionEntry("batch", .count, default: "1", "examples in the batch"),
            OptionEntry("iterations", .count, default: "1000", "updates"),
            OptionEntry("lr", .positive, default: "0.01", "learning rate of Adam"),
          ], example: "check overfit batch=2"),
        StatementForm(
          "shapes", "the shape of every matrix from inputs to cost", example: "check shapes"),
      ]),
  ]
}
