extension StatementTable {
  /// The activations of `layer dense`.
  package static let activations = [
    "linear", "sigmoid", "tanh", "relu", "leaky_relu", "elu", "softplus", "softmax",
  ]

  private static let initSeed = OptionEntry("seed", .seed, default: ownStream, seedMeaning)

  private static func initializer(
    _ name: String, _ summary: String, values: [ValueSlot] = [], random: Bool = true,
    example: String
  ) -> StatementForm {
    StatementForm(
      name, summary, values: values, options: random ? [initSeed] : [], example: example)
  }

  private static let trainOptions: [OptionEntry] = [
    OptionEntry(
      "lr", .rate, required: true, "learning rate; a number or a formula of epoch, iteration"),
    OptionEntry("epochs", .count, "passes over the training data"),
    OptionEntry("iterations", .count, "updates of the weights"),
    OptionEntry("batch", .countOr("full"), default: "full", "examples in an update"),
    OptionEntry("init", .initializer, default: "that of the model", "initial weights"),
    OptionEntry("init_seed", .seed, default: "that of the model", "seed of the initial weights"),
    OptionEntry(
      "shuffle_seed", .seed, default: ownStream, "seed of the order of batches; a formula of epoch"),
    OptionEntry(
      "mask_seed", .seed, default: ownStream,
      "seed of dropout masks, a formula of epoch, iteration; fixed, each step uses the same"),
    OptionEntry(
      "validate", .word(["dev", "test"]), default: "none",
      "split whose cost and accuracy are followed"),
  ]

  static let modelStatements: [StatementEntry] = [
    StatementEntry(
      .model, "starts a model; the layers that follow belong to it",
      forms: [
        StatementForm(
          nil, "a model without layers yet",
          values: [ValueSlot("NAME", .newName, "name of the model")], example: "model net")
      ]),
    StatementEntry(
      .layer, "adds a layer to the model", subject: "layer",
      forms: [
        StatementForm(
          "dense", "every unit sees every output of the layer before",
          values: [
            ValueSlot("UNITS", .units, "number, classes, features, let name, (expression)"),
            ValueSlot(
              "ACTIVATION", .word(activations), .optional, "activation; linear if left out"),
          ],
          options: [
            OptionEntry("bias", .boolean, default: "yes", "add a bias to each unit"),
            OptionEntry(
              "slope", .nonNegative, default: "0.01", for: ["leaky_relu"], "slope left of 0"),
            OptionEntry(
              "alpha", .positive, default: "1", for: ["elu"], "limit of the negative side"),
          ], example: "layer dense 25 sigmoid"),
        StatementForm(
          "dropout", "leaves out units at random while training (inverted dropout)",
          options: [
            OptionEntry("keep", .share, "share of the units kept"),
            OptionEntry("rate", .share, "share of the units dropped"),
          ], exactlyOneOf: [["keep", "rate"]],
          example: "layer dropout keep=0.8\nlayer dense classes softmax"),
      ]),
    StatementEntry(
      .`init`,
      "chooses the initial weights; unless said, he for ReLU units, glorot for tanh, else lecun",
      subject: "initialiser",
      forms: [
        initializer("zeros", "all weights 0", random: false, example: "init zeros"),
        initializer(
          "normal", "normal with the given standard deviation",
          values: [ValueSlot("SIGMA", .nonNegative, "standard deviation")],
          example: "init normal 0.01 seed=2"),
        initializer(
          "uniform", "uniform between two numbers",
          values: [
            ValueSlot("A", .number, "lower bound"), ValueSlot("B", .number, "upper bound"),
          ], example: "init uniform -0.5 0.5"),
        initializer("he", "normal, variance 2 / inputs (He 2015)", example: "init he seed=3"),
        initializer(
          "glorot", "normal, variance 2 / (inputs + outputs) (Glorot 2010)", example: "init glorot"),
        initializer("lecun", "normal, variance 1 / inputs (LeCun 1998)", example: "init lecun"),
        initializer(
          "he_uniform", "uniform with the variance of he", example: "init he_uniform"),
        initializer(
          "glorot_uniform", "uniform with the variance of glorot", example: "init glorot_uniform"),
        initializer(
          "lecun_uniform", "uniform with the variance of lecun", example: "init lecun_uniform"),
        initializer(
          "constant", "all weights one number",
          values: [ValueSlot("C", .number, "the number")], random: false,
          example: "init constant 0.5"),
        initializer(
          "identity", "ones on the diagonal, else 0", random: false, example: "init identity"),
        initializer(
          "orthogonal", "random orthogonal rows or columns (Saxe 2014)", example: "init orthogonal"),
      ]),
    StatementEntry(
      .loss, "chooses the cost; unless said, it follows from the last layer",
      subject: "loss",
      forms: [
        StatementForm(
          "cross_entropy", "for softmax: -log of the probability of the class",
          example: "loss cross_entropy"),
        StatementForm(
          "binary_cross_entropy", "for sigmoid units", example: "loss binary_cross_entropy"),
        StatementForm("mse", "mean of the squared difference", example: "loss mse"),
      ]),
    StatementEntry(
      .regularize, "adds a penalty to the cost, shown apart from it", subject: "penalty",
      forms: [
        StatementForm(
          "l2", "lambda / (2 m) times the sum of squared weights, biases left out",
          values: [ValueSlot("LAMBDA", .nonNegative, "weight of the penalty")],
          options: [
            OptionEntry(
              "scale", .positive, default: "1 / (2 m), m examples in the batch",
              "factor instead of 1 / (2 m)")
          ], example: "regularize l2 0.7")
      ]),
    StatementEntry(
      .train,
      "trains the model from fresh weights; in instead of = makes one run for each value",
      subject: "optimizer", result: .run, takesAnyKey: true,
      forms: [
        StatementForm(
          "gd", "gradient descent", options: trainOptions,
          exactlyOneOf: [["epochs", "iterations"]],
          example: "train gd lr in [0.1, 0.01] iterations=1000 as rates"),
        StatementForm(
          "momentum", "gradient descent with momentum",
          options: trainOptions + [
            OptionEntry("beta", .share, "averaged form: v = beta v + (1 - beta) g"),
            OptionEntry("mu", .share, "classical form: h = mu h + lr g"),
          ], exactlyOneOf: [["epochs", "iterations"], ["beta", "mu"]],
          example: "train momentum lr=0.1 beta=0.9 batch=64 epochs=10 as heavy"),
        StatementForm(
          "adam", "Adam (Kingma, Ba 2015), epsilon outside the root",
          options: trainOptions + [
            OptionEntry("beta1", .share, default: "0.9", "decay of the mean of gradients"),
            OptionEntry("beta2", .share, default: "0.999", "decay of the mean of their squares"),
            OptionEntry("eps", .positive, default: "1e-8", "added to the root"),
            OptionEntry(
              "bias_correction", .boolean, default: "yes", "correct the start of both means"),
          ], exactlyOneOf: [["epochs", "iterations"]],
          example: "train adam lr=0.001/(1 + epoch) batch=64 epochs=5 as quick"),
      ]),
  ]
}
