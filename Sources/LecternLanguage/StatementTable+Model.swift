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

  private static let slope = OptionEntry(
    "slope", .nonNegative, default: "0.01", for: ["leaky_relu"], "slope left of 0")
  private static let alpha = OptionEntry(
    "alpha", .positive, default: "1", for: ["elu"], "limit of the negative side")
  private static let weight = ValueSlot("LAMBDA", .nonNegative, "weight of the penalty")

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
            OptionEntry("init", .initializer, default: "that of the model", "initial weights"),
            OptionEntry(
              "l2", .nonNegative, default: "that of regularize", "weight of this layer's l2 penalty"
            ),
            slope, alpha,
          ], example: "layer dense 25 sigmoid"),
        StatementForm(
          "batch_norm",
          "gives each unit mean 0 and variance 1 in a batch, then scales by trained gamma, beta",
          values: [
            ValueSlot(
              "ACTIVATION", .word(activations), .optional,
              "activation after it; linear if left out")
          ],
          options: [
            OptionEntry(
              "momentum", .share, default: "0.9",
              "share of the old in the running mean and variance that evaluation uses"),
            OptionEntry("eps", .positive, default: "1e-5", "added to the variance"),
            slope, alpha,
          ],
          example: "layer dense 50 bias=no\nlayer batch_norm relu\nlayer dense classes softmax"),
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
        StatementForm(
          "mse", "mean of the squared difference, over examples and outputs", example: "loss mse"),
        StatementForm("half_mse", "half of mse", example: "loss half_mse"),
        StatementForm("mae", "mean of the absolute difference", example: "loss mae"),
        StatementForm(
          "huber", "squared where the difference is small, else linear",
          options: [
            OptionEntry("delta", .positive, default: "1", "difference at which it turns linear")
          ], example: "loss huber delta=1"),
        StatementForm(
          "hinge", "for linear units: how far the right class is from winning by 1",
          example: "loss hinge"),
      ]),
    StatementEntry(
      .regularize, "adds a penalty to the cost, shown apart from it", subject: "penalty",
      forms: [
        StatementForm(
          "l2", "lambda / (2 m) times the sum of squared weights, biases left out",
          values: [weight],
          options: [
            OptionEntry(
              "scale", .positive, default: "1 / (2 m), m examples in the batch",
              "factor instead of 1 / (2 m)")
          ], example: "regularize l2 0.7"),
        StatementForm(
          "l1", "lambda times the sum of absolute weights, biases left out", values: [weight],
          options: [
            OptionEntry("scale", .positive, default: "1", "a further factor"),
            OptionEntry(
              "method", .word(["proximal", "subgradient"]), default: "proximal",
              "proximal makes weights exactly 0"),
          ], example: "regularize l1 0.001"),
        StatementForm(
          "elastic", "l1 and l2 together",
          values: [
            ValueSlot("LAMBDA1", .nonNegative, "weight of the l1 penalty"),
            ValueSlot("LAMBDA2", .nonNegative, "weight of the l2 penalty"),
          ], example: "regularize elastic 0.0001 0.0001"),
        StatementForm(
          "max_norm", "no penalty: rows of weights longer than C are shortened to C",
          values: [ValueSlot("C", .positive, "largest norm of a unit's weights")],
          example: "regularize max_norm 3"),
      ]),
  ]
}
