extension StatementTable {
  private static let runs = ValueSlot(
    "RUN", .run, .repeated, "runs by name; the latest if left out")
  private static let split = ValueSlot("SPLIT", .split, .optional, "train, dev or test")
  private static let log = OptionEntry(
    "log", .word(["x", "y"]), default: "none", "axis with a logarithmic scale")
  private static let logX = OptionEntry(
    "log", .word(["x"]), default: "none", "a logarithmic horizontal axis")
  private static let range = OptionEntry(
    "range", .interval, default: "from the data", "limits of the vertical axis: [low, high]")

  static let reportStatements: [StatementEntry] = [
    StatementEntry(
      .evaluate, "tabulates the accuracy of runs on splits; of a regression, the cost",
      forms: [
        StatementForm(
          nil, "all splits and the latest run unless said",
          values: [
            ValueSlot("SPLIT", .split, .repeated, "train, dev or test"), runs,
          ],
          options: [
            OptionEntry("threshold", .share, default: "0.5", "a sigmoid above it means yes")
          ], example: "evaluate train test")
      ]),
    StatementEntry(
      .compare, "tabulates how runs differ and what they reach",
      forms: [
        StatementForm(
          nil, "the options that differ, final cost, accuracies", values: [runs],
          example: "compare rates")
      ]),
    StatementEntry(
      .plot, "draws a figure", subject: "figure",
      forms: [
        StatementForm(
          "cost", "the cost while training", values: [runs], options: [log, range],
          example: "plot cost rates log=y"),
        StatementForm(
          "accuracy", "the accuracy while training", values: [runs], options: [logX, range],
          example: "plot accuracy rates"),
        StatementForm(
          "data", "the examples, coloured by class", values: [split], example: "plot data train"),
        StatementForm(
          "boundary", "where a run decides for which class", values: [runs],
          example: "plot boundary rates"),
        StatementForm(
          "images", "pictures with their labels",
          values: [
            ValueSlot("N", .whole(1, 400), .optional, "number of pictures; 16 if left out"), split,
          ], example: "plot images 16 test"),
        StatementForm(
          "confusion", "how often each class is taken for another",
          values: [
            split, ValueSlot("RUN", .run, .optional, "a run; the latest if left out"),
          ], example: "plot confusion test"),
      ]),
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
}
