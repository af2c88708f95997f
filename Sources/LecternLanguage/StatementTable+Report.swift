extension StatementTable {
  private static let runs = ValueSlot(
    "RUN", .run, .repeated, "runs by name; the latest if left out")
  private static let split = ValueSlot("SPLIT", .split, .optional, "train, dev or test")
  static let log = OptionEntry(
    "log", .word(["x", "y"]), default: "none", "axis with a logarithmic scale")
  private static let logX = OptionEntry(
    "log", .word(["x"]), default: "none", "a logarithmic horizontal axis")
  private static let range = OptionEntry(
    "range", .interval, default: "from the data", "limits of the vertical axis: [low, high]")
  private static let one = ValueSlot("RUN", .oneRun, .optional, "a run; the latest if left out")

  private static let pictures = ValueSlot(
    "N", .whole(1, 400), .optional, "number of pictures; 16 if left out")

  /// What `evaluate` can measure.
  package static let metrics = [
    "accuracy", "error", "precision", "recall", "f1", "auc", "top2", "top3", "top5", "cost", "mse",
    "mae", "r2",
  ]

  static let reportStatements: [StatementEntry] = [
    StatementEntry(
      .evaluate, "tabulates what runs reach on splits",
      forms: [
        StatementForm(
          nil,
          "all splits and the latest run unless said; splits are those of the data at hand, scaled "
            + "as the run's own",
          values: [
            ValueSlot("SPLIT", .split, .repeated, "train, dev or test"), runs,
          ],
          options: [
            OptionEntry(
              "metrics", .words(metrics), default: "accuracy; of a regression, the cost",
              "what to measure, one or a list"),
            OptionEntry(
              "threshold", .share, default: "0.5; 0 with hinge", "an output above it means yes"),
            OptionEntry(
              "per_class", .boolean, default: "no", "precision, recall and F1 of each class"),
          ], example: "evaluate train test\nevaluate test metrics=[accuracy, f1] per_class=yes")
      ]),
    StatementEntry(
      .predict, "lets a run decide on one example: class names and probabilities, or the number",
      forms: [
        StatementForm(
          nil, "an example of a split by its index, or a new one",
          values: [
            ValueSlot("SPLIT", .split, .optional, "train, dev or test"),
            ValueSlot("INDEX", .whole(0, Int(Int32.max)), .optional, "index in the split, from 0"),
            ValueSlot(
              "EXAMPLE", .example, .optional,
              "instead: a column of features, or a picture in quotes"),
            ValueSlot("RUN", .oneRun, .optional, "a run; the latest if left out"),
          ],
          example: "predict test 5")
      ]),
    StatementEntry(
      .compare, "tabulates how runs differ and what they reach",
      forms: [
        StatementForm(
          nil, "the options that differ, final cost, accuracies", values: [runs],
          example: "compare rates")
      ]),
    StatementEntry(
      .plot, "draws a figure", subject: "figure", own: "series",
      forms: [
        StatementForm(
          "cost", "the cost while training", values: [runs], options: [log, range],
          example: "plot cost rates log=y"),
        StatementForm(
          "accuracy", "the accuracy while training", values: [runs], options: [logX, range],
          example: "plot accuracy rates"),
        StatementForm(
          "data", "the examples, coloured by class", values: [split],
          options: StatementTable.limits, example: "plot data train"),
        StatementForm(
          "boundary", "where a run decides for which class, and how surely", values: [runs],
          example: "plot boundary rates"),
        StatementForm(
          "images", "pictures with their labels, of examples or of the columns of a matrix",
          values: [pictures, split],
          options: [
            OptionEntry(
              "examples", .gradient, default: "the first", "these examples, by their places from 0"),
            OptionEntry(
              "of", .gradient, default: "examples",
              "a matrix: each column is a picture; numbers below 0 are shown in another colour"),
            OptionEntry(
              "image", .imageSize, default: "that of the data", needs: "of",
              "height x width of the pictures"),
            OptionEntry(
              "names", .texts, default: "0, 1, …", needs: "of", "what the pictures are"),
          ], atMostOneOf: [["of", "examples"]], example: "plot images 16 test"),
        StatementForm(
          "confusion", "how often each class is taken for another",
          values: [split, one], example: "plot confusion test"),
        StatementForm(
          "lr", "the learning rate while training", values: [runs], options: [log],
          example: "plot lr rates"),
        StatementForm(
          "roc",
          "true against false positives as the threshold moves; of several classes, each "
            + "against the rest", values: [split, one], example: "plot roc test"),
        StatementForm(
          "misclassified", "pictures that a run takes for another class",
          values: [pictures, split, one], example: "plot misclassified 16 test"),
        StatementForm(
          "series",
          "numbers one after the other: recorded series, rows, columns; of a matrix each row. The "
            + "word may be left out before a name of your own",
          values: [
            ValueSlot("SERIES", .series, .oneOrMore, "series by name, or expressions")
          ],
          options: [
            OptionEntry("x", .gradient, default: "0, 1, 2 …", "what the numbers belong to"),
            OptionEntry(
              "range", .interval, default: "all", "part of the horizontal axis: [low, high]"),
            log, names,
            OptionEntry("xlabel", .text, default: "entry", "what stands below the figure"),
            OptionEntry(
              "ylabel", .text, default: "the name of a single series", "what stands beside it"),
          ], example: "plot series ewa([3, 5, 4, 8], 0.9) [3, 5, 4, 8]"),
      ] + figuresOfNumbers + insideFigures),
    StatementEntry(
      .table, "tabulates formulas over a range or a list", takesAnyKey: true,
      forms: [
        StatementForm(
          nil, "one column a key; the first runs through its values, others are formulas of it",
          example: "table epoch=1..4 rate=0.2/(1 + epoch)")
      ]),
    StatementEntry(
      .show, "shows values", values: .expressions,
      forms: [
        StatementForm(
          nil, "values of expressions",
          values: [ValueSlot("EXPR", .expression, .repeated, "what to show")],
          example: "show exp(1), [1, 2; 3, 4] @ [1; 1]"),
        StatementForm("model", "layers, shapes and parameters of the model", example: "show model"),
        StatementForm("data", "sizes and classes of the splits", example: "show data"),
        StatementForm(
          "normalization", "what normalize subtracts and divides by",
          example: "show normalization"),
        StatementForm(
          "diagnosis", "bias and variance from the errors of runs, and what to try",
          values: [runs],
          options: [
            OptionEntry(
              "best", .nonNegative, default: "0",
              "the best possible error: of an expert, of the noise")
          ], example: "show diagnosis best=1%"),
        StatementForm(
          "formula", "the update, the cost and the penalty of the latest run",
          example: "show formula"),
        StatementForm(
          "sparsity", "how many weights of runs are 0", values: [runs], example: "show sparsity"),
      ]),
    StatementEntry(
      .expect, "checks a claim; the report says whether it holds", values: .expressions,
      forms: [
        StatementForm(
          nil, "a comparison, or several joined by and, or",
          values: [
            ValueSlot("CLAIM", .condition, "what should hold"),
            ValueSlot("TEXT", .text, .optional, "the claim in words"),
          ],
          options: [
            OptionEntry("points", .nonNegative, default: "none", "points for it"),
            OptionEntry(
              "within", .nonNegative, default: "half a unit of the last digit",
              "tolerance of ~= and =="),
          ], example: "expect accuracy(train) >= 10% points=20")
      ]),
  ]

  private static let saved = ["npz", "safetensors"]

  static let fileStatements: [StatementEntry] = [
    StatementEntry(
      .save, "writes the weights of a run to a file",
      forms: [
        StatementForm(
          nil, ".npz is read by numpy.load",
          values: [
            ValueSlot("FILE", .file(saved), "file in the notebook's folder"),
            ValueSlot("RUN", .oneRun, .optional, "a run; the latest if left out"),
          ], example: "save \"net.npz\"")
      ]),
    StatementEntry(
      .load, "reads weights for the model: a run without training", result: .run,
      forms: [
        StatementForm(
          nil, "names and shapes must be those of the model",
          values: [ValueSlot("FILE", .file(saved + ["mat"]), "file in the notebook's folder")],
          options: [
            OptionEntry(
              "weights", .arrays, default: "W1, W2, …", "arrays of the weights, layer by layer"),
            OptionEntry(
              "biases", .arrays, default: "b1, b2, …", "arrays of the biases, layer by layer"),
            OptionEntry(
              "bias", .word(["first"]), default: "an array of its own",
              "first: the first column of the weights is the bias"),
          ], atMostOneOf: [["biases", "bias"]], example: "load \"net.npz\" as given")
      ]),
  ]
}
