/// Figures of what is inside a network, a formula or a search.
extension StatementTable {
  private static let runs = ValueSlot(
    "RUN", .run, .repeated, "runs by name; the latest if left out")
  private static let split = ValueSlot("SPLIT", .split, .optional, "train, dev or test")
  private static let one = ValueSlot("RUN", .oneRun, .optional, "a run; the latest if left out")

  private static let curveMetric = OptionEntry(
    "metric", .word(["error", "accuracy", "cost", "mse", "mae"]),
    default: "error; of a regression, the cost", "what to measure")

  static let insideFigures: [StatementForm] = [
    StatementForm(
      "weights",
      "the weights of a layer: pictures of what each unit looks for where the inputs are pictures, "
        + "else the matrix",
      values: [one],
      options: [
        OptionEntry("layer", .whole(1, 10_000), default: "1", "dense layer, counted from 1")
      ], example: "plot weights layer=1"),
    StatementForm(
      "activations", "how the activations of each layer are distributed",
      values: [split, runs],
      options: [
        OptionEntry(
          "kind", .word(["activations", "sums"]), default: "activations",
          "A, or the sums Z before the activation"),
        OptionEntry(
          "log", .word(["x"]), default: "where they grow a hundredfold",
          "sizes on a logarithmic axis"),
      ], example: "plot activations train rates"),
    StatementForm(
      "gradients", "how the gradients dW of each layer are distributed, on a logarithmic axis",
      values: [runs], example: "plot gradients rates"),
    StatementForm(
      "network", "layers and units with their edges, of a run or a model",
      values: [
        ValueSlot(
          "RUN", .runOrModel, .optional, "a run or a model; the current model if left out")
      ],
      options: [
        OptionEntry(
          "dropout", .boolean, default: "no", "beside it the network that one dropout mask leaves"),
        OptionEntry(
          "seed", .seed, default: "that of the notebook", needs: "dropout", "of the mask"),
        OptionEntry(
          "weights", .boolean, default: "no", "edges by sign and size of a run's weights"),
      ], example: "plot network weights=yes"),
    StatementForm(
      "graph",
      "a formula step by step: values above the lines, derivatives of the result below",
      values: [
        ValueSlot("CALL", .functionCall, "a function that def made, with its arguments")
      ], example: "def J(a, b, c) = 3 * (a + b * c)\nplot graph J(5, 3, 2)"),
    StatementForm(
      "search", "what the trials of a search chose and what they reached",
      values: [ValueSlot("RUN", .run, .optional, "a search; the latest if left out")],
      options: [
        OptionEntry(
          "x", .column, default: "all options that vary", "an option: the measure over this one")
      ],
      example:
        "search random trials=4 epochs=2 lr in loguniform(1e-4, 1) as found\nplot search found x=lr"
    ),
    StatementForm(
      "validation_curve",
      "the error on train and on dev, or test, over the values of an option that varies; "
        + "values that grow by factors have a logarithmic axis",
      values: [runs],
      options: [
        curveMetric,
        OptionEntry(
          "x", .column, default: "the first that varies by numbers",
          "the option, where several vary"),
        OptionEntry("xlabel", .text, default: "the option", "what stands below the figure"),
      ],
      example: "train gd epochs=2 lr in [0.1, 1] as rates\nplot validation_curve rates x=lr"),
    StatementForm(
      "learning_curve",
      "the error on train and on dev, or test, over the number of training examples",
      values: [runs],
      options: [curveMetric],
      example: "train gd lr=0.1 epochs=2 examples in [20, 60] as sizes\nplot learning_curve sizes"),
    StatementForm(
      "fit", "examples of one feature with the curves of runs through them",
      values: [split, runs],
      example: "data line 50\nmodel straight\nlayer dense 1\ntrain gd lr=0.1 epochs=2\nplot fit"),
  ]
}
