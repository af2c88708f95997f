extension FunctionTable {
  private static let x = FunctionParameter("x")
  private static let optionalAxis = FunctionParameter("axis", .axis, default: "all entries")
  private static let lineAxis = FunctionParameter("axis", .axis, default: "along a row or column")
  private static let size = [
    FunctionParameter("rows", .count), FunctionParameter("columns", .count),
  ]

  private static func elementwise(_ name: String, _ summary: String, _ example: String)
    -> FunctionEntry
  {
    FunctionEntry(name, [x], .same, in: .elementwise, summary, example: example)
  }

  static let arithmetic: [FunctionEntry] = [
    elementwise("exp", "e to the power x", "exp(1)"),
    elementwise("log", "natural logarithm", "log(10)"),
    elementwise("log10", "logarithm to base 10", "log10(1000)"),
    elementwise("log1p", "log(1 + x), exact for small x", "log1p(1e-9)"),
    elementwise("sqrt", "square root", "sqrt(2)"),
    elementwise("abs", "absolute value", "abs(-3)"),
    elementwise("sign", "-1, 0 or 1", "sign(-3)"),
    elementwise("round", "nearest whole number, halves to even", "round(2.6)"),
    elementwise("float32", "nearest number of single precision", "float32(0.1) - 0.1"),
    elementwise("floor", "largest whole number not above x", "floor(2.6)"),
    elementwise("sin", "sine of an angle in radians", "sin(π / 2)"),
    elementwise("cos", "cosine of an angle in radians", "cos(π)"),
    FunctionEntry(
      "clip", [x, FunctionParameter("low"), FunctionParameter("high")], .broadcast,
      in: .elementwise, "x, but not below low and not above high", example: "clip(7, 0, 5)"),
    FunctionEntry(
      "where", [FunctionParameter("condition"), FunctionParameter("yes"), FunctionParameter("no")],
      .broadcast, in: .elementwise, "yes where the condition holds, else no",
      example: "where([1, -2] > 0, 1, 0)"),
    FunctionEntry(
      "maximum", [FunctionParameter("a"), FunctionParameter("b")], .broadcast, in: .elementwise,
      "the larger of two, entry by entry; max(a, b) is the same", example: "maximum([1, -2], 0)"),
    FunctionEntry(
      "minimum", [FunctionParameter("a"), FunctionParameter("b")], .broadcast, in: .elementwise,
      "the smaller of two, entry by entry; min(a, b) is the same", example: "minimum([1, 7], 5)"),
    FunctionEntry(
      "min", [x, optionalAxis], .reduction, in: .reductions,
      "smallest entry; of two values, min(a, b), the smaller", example: "min([3, 1, 2])"),
    FunctionEntry(
      "max", [x, optionalAxis], .reduction, in: .reductions,
      "largest entry; of two values, max(a, b), the larger", example: "max([3, 1, 2])"),
    FunctionEntry(
      "sum", [x, optionalAxis], .reduction, in: .reductions, "sum of the entries",
      example: "sum([1, 2; 3, 4], axis=0)"),
    FunctionEntry(
      "mean", [x, optionalAxis], .reduction, in: .reductions, "mean of the entries",
      example: "mean([1, 2; 3, 4], axis=1)"),
    FunctionEntry(
      "var", [x, optionalAxis], .reduction, in: .reductions,
      "variance, the mean of squared deviations", example: "var([1, 2, 3])"),
    FunctionEntry(
      "std", [x, optionalAxis], .reduction, in: .reductions,
      "standard deviation, the root of var", example: "std([1, 2, 3])"),
    FunctionEntry(
      "norm", [x, optionalAxis], .reduction, in: .reductions, "root of the sum of squares",
      example: "norm([3; 4])"),
    FunctionEntry(
      "argmax", [x, lineAxis], .axisReduction, in: .reductions, "index of the first largest entry",
      example: "argmax([3, 1, 2])"),
    FunctionEntry(
      "argmin", [x, lineAxis], .axisReduction, in: .reductions, "index of the first smallest entry",
      example: "argmin([3, 1, 2])"),
    FunctionEntry(
      "cumsum", [x, lineAxis], .sameWithAxis, in: .reductions, "running sum",
      example: "cumsum([1, 2, 3])"),
    FunctionEntry(
      "reverse", [x, lineAxis], .sameWithAxis, in: .reductions,
      "entries from the last to the first", example: "reverse([1..3])"),
    FunctionEntry(
      "sort", [x, lineAxis], .sameWithAxis, in: .reductions, "entries from low to high",
      example: "sort([3, 1, 2])"),
  ]

  static let matrices: [FunctionEntry] = [
    FunctionEntry("zeros", size, .filled, in: .making, "all entries 0", example: "zeros(2, 3)"),
    FunctionEntry("ones", size, .filled, in: .making, "all entries 1", example: "ones(2, 3)"),
    FunctionEntry(
      "eye", [FunctionParameter("n", .count)], .square, in: .making,
      "ones on the diagonal, else 0", example: "eye(3)"),
    FunctionEntry(
      "rand", size, .filled, in: .making, random: true, "uniform between 0 and 1",
      example: "rand(2, 3)"),
    FunctionEntry(
      "randn", size, .filled, in: .making, random: true, "normal, mean 0, deviation 1",
      example: "randn(2, 3)"),
    FunctionEntry(
      "uniform", [FunctionParameter("low", .number), FunctionParameter("high", .number)] + size,
      .filledLast, in: .making, random: true, "uniform between low and high",
      example: "uniform(-1, 1, 2, 3)"),
    FunctionEntry(
      "integers", [FunctionParameter("low", .number), FunctionParameter("high", .number)] + size,
      .filledLast, in: .making, random: true, "whole numbers from low to high - 1",
      example: "integers(0, 10, 1, 5)"),
    FunctionEntry(
      "permutation", [FunctionParameter("n", .count)], .permutation, in: .making, random: true,
      "a row with 0 … n - 1 in random order", example: "permutation(5)"),
    FunctionEntry(
      "linspace",
      [
        FunctionParameter("first", .number), FunctionParameter("last", .number),
        FunctionParameter("n", .count),
      ], .row, in: .making, "a row of n evenly spaced numbers", example: "linspace(0, 1, 5)"),
    FunctionEntry(
      "logspace",
      [
        FunctionParameter("first", .number), FunctionParameter("last", .number),
        FunctionParameter("n", .count),
      ], .row, in: .making, "a row of n numbers from 10^first to 10^last, even in the logarithm",
      example: "logspace(-3, 0, 4)"),
    FunctionEntry(
      "reshape", [x] + size, .reshape, in: .shaping, "the entries of x, row by row, in a new shape",
      example: "reshape([1, 2, 3, 4], 2, 2)"),
    FunctionEntry(
      "rows", [x, FunctionParameter("first", .count), FunctionParameter("last", .count)],
      .sliceRows, in: .shaping, "rows first to last, both included, from 0",
      example: "rows([1; 2; 3], 0, 1)"),
    FunctionEntry(
      "columns", [x, FunctionParameter("first", .count), FunctionParameter("last", .count)],
      .sliceColumns, in: .shaping, "columns first to last, both included, from 0",
      example: "columns([1, 2, 3], 0, 1)"),
    FunctionEntry(
      "shape", [x], .shape, in: .shaping, "the row [rows, columns]", example: "shape([1, 2, 3])"),
    FunctionEntry(
      "concat", [FunctionParameter("x", repeated: true)], .concat, in: .shaping,
      "matrices side by side", example: "concat([1; 2], [3; 4])"),
    FunctionEntry(
      "stack", [FunctionParameter("x", repeated: true)], .stack, in: .shaping,
      "matrices on top of each other", example: "stack([1, 2], [3, 4])"),
    FunctionEntry(
      "outer", [FunctionParameter("a"), FunctionParameter("b")], .outer, in: .shaping,
      "every entry of a times every entry of b", example: "outer([1; 2], [3, 4])"),
    FunctionEntry(
      "diag", [x], .diagonal, in: .shaping,
      "a row or column on a diagonal; of a matrix, its diagonal as a column",
      example: "diag([1, 2])"),
  ]

  private static let scores = FunctionParameter("z")
  private static let classAxis = FunctionParameter("axis", .axis, default: "along a row or column")
  private static let split = FunctionParameter("split", .split)
  private static let run = FunctionParameter("run", .run, default: "the latest")
  private static let examples = FunctionParameter(
    "examples", .examples,
    "a split, or a matrix with an example in each column, in the units of train.X; after set layout "
      + "rows in each row")
  private static let threshold = FunctionParameter(
    "threshold", .number, default: "0.5; 0 with hinge", "an output above it means yes")

  static let learning: [FunctionEntry] = [
    FunctionEntry(
      "sigmoid", [scores], .same, in: .activations, "1 / (1 + exp(-z))", example: "sigmoid(0)"),
    FunctionEntry(
      "tanh", [scores], .same, in: .activations, "hyperbolic tangent", example: "tanh(0.5)"),
    FunctionEntry(
      "relu", [scores], .same, in: .activations, "z where positive, else 0",
      example: "relu([-1, 2])"),
    FunctionEntry(
      "leaky_relu", [scores, FunctionParameter("slope", .number, default: "0.01")], .same,
      in: .activations, "z where positive, else slope * z", example: "leaky_relu([-1, 2])"),
    FunctionEntry(
      "elu", [scores, FunctionParameter("alpha", .number, default: "1")], .same, in: .activations,
      "z where positive, else alpha * (exp(z) - 1)", example: "elu([-1, 2])"),
    FunctionEntry(
      "softplus", [scores], .same, in: .activations, "log(1 + exp(z))", example: "softplus(0)"),
    FunctionEntry(
      "softmax", [scores, classAxis], .sameWithAxis, in: .activations,
      "exp(z) divided by its sum", example: "softmax([5; 2; -1; 3])"),
    FunctionEntry(
      "hardmax", [scores, classAxis], .sameWithAxis, in: .activations,
      "1 for the first largest entry, else 0", example: "hardmax([5; 2; -1; 3])"),
    FunctionEntry(
      "onehot",
      [FunctionParameter("labels"), FunctionParameter("classes", .count)],
      .onehot, in: .activations,
      "[classes, m]: a 1 in the row of each label; after set layout rows [m, classes]",
      example: "onehot([0, 2, 1], 3)"),
    FunctionEntry(
      "cross_entropy", [FunctionParameter("y"), FunctionParameter("yhat")], .pairToNumber,
      in: .costs,
      "-sum(y * log(yhat)) divided by the number of columns, in nats; after set layout rows, of rows",
      example: "cross_entropy([0; 1], [0.2; 0.8])"),
    FunctionEntry(
      "mse", [FunctionParameter("y"), FunctionParameter("yhat")], .pairToNumber, in: .costs,
      "mean of the squared difference", example: "mse([0; 1], [0.2; 0.8])"),
    FunctionEntry(
      "relative_difference", [FunctionParameter("a"), FunctionParameter("b")], .pairToNumber,
      in: .costs, "norm(a - b) / (norm(a) + norm(b))",
      example: "relative_difference([1; 2], [1; 2.1])"),
    decision("accuracy", "share of the examples a run gets right", example: "accuracy(train)"),
    decision("error", "share of the examples a run gets wrong", example: "error(train)"),
    decision(
      "precision", "share of those taken for a class that are of it; of several classes, the mean",
      example: "precision(train)"),
    decision(
      "recall", "share of those of a class that are taken for it; of several classes, the mean",
      example: "recall(train)"),
    decision(
      "f1", "2 / (1 / precision + 1 / recall); of several classes, the mean", example: "f1(train)"),
    measure(
      "auc", "area under the ROC curve; of several classes, the mean of each against the rest",
      example: "auc(train)"),
    FunctionEntry(
      "top", [FunctionParameter("k", .count, "how many guesses count"), split, run], .measure,
      in: .runs, "share of the examples whose class is among the k most probable",
      example: "top(2, train)"),
    FunctionEntry(
      "r2", [split, run], .measure, in: .runs,
      "of a regression: 1 - squared error / squared deviation from the mean",
      example: "r2(train)"),
    measure("cost", "cost of a run on a split", example: "cost(train)"),
    FunctionEntry(
      "confusion", [split, run, threshold], .confusion, in: .runs,
      "[classes, classes]: row true class, column predicted class", example: "confusion(train)"),
    FunctionEntry(
      "probabilities", [examples, run], .outputs, in: .runs,
      "what a run's network gives for each example: [classes, m], or one row; after set layout rows "
        + "[m, classes]", example: "max(probabilities(train), axis=0)"),
    FunctionEntry(
      "predictions", [examples, run, threshold], .outputs, in: .runs,
      "the class that a run decides for, counted from 0, or the number, for each example",
      example: "mean(predictions(train) == train.y)"),
    FunctionEntry(
      "best", [FunctionParameter("runs", .runs)], .bestRun, in: .runs,
      "the run with the best accuracy on dev, or without dev the lowest final cost",
      example: "best(rates).epochs"),
  ]

  private static func measure(_ name: String, _ summary: String, example: String) -> FunctionEntry {
    FunctionEntry(name, [split, run], .measure, in: .runs, summary, example: example)
  }

  /// A measure of what a network decides.
  private static func decision(
    _ name: String, _ summary: String, example: String
  ) -> FunctionEntry {
    FunctionEntry(
      name, [split, run, threshold], .measure, in: .runs, summary, example: example)
  }

  // MARK: - Derivatives

  private static let differentiated = [
    FunctionParameter(
      "f", .formula, "a function that def made, or an expression, whose result is one number"),
    FunctionParameter(
      "x", repeated: true, "values for the function, or variables of the expression"),
  ]

  static let derivatives: [FunctionEntry] = [
    FunctionEntry(
      "grad", differentiated, .derivative, in: .derivatives,
      "the derivatives of f by each x, exact, each in the shape of its x; of several x, as many "
        + "results", example: "grad(log(e), e)"),
    FunctionEntry(
      "numgrad",
      [differentiated[0], differentiated[1]] + [
        FunctionParameter("eps", .number, default: "1e-7")
      ], .derivative, in: .derivatives,
      "the same by central differences, (f(x + eps) - f(x - eps)) / (2 eps)",
      example: "numgrad(log(e), e)"),
    FunctionEntry(
      "jacobian",
      [
        FunctionParameter("f", .formula, "a function that def made, or an expression"),
        FunctionParameter("x", repeated: true, "values for the function, or variables"),
      ], .derivative, in: .derivatives,
      "one row for each entry of f, one column for each of x; of matrices, one block in the shape "
        + "of x for each entry of f", example: "jacobian(log(e), e)"),
  ]

  // MARK: - Schedules and series

  private static let start = FunctionParameter("a0", .value, "the rate at the start")
  private static let time = FunctionParameter("t", .value, "epoch or iteration")

  static let schedules: [FunctionEntry] = [
    FunctionEntry(
      "inverse_time", [start, FunctionParameter("rate", .value, "how fast it falls"), time],
      .broadcast,
      in: .schedules, "a0 / (1 + rate t)", example: "inverse_time(0.2, 1, 1)"),
    FunctionEntry(
      "exponential", [start, FunctionParameter("base", .value, "the factor of one step"), time],
      .broadcast, in: .schedules, "a0 base^t", example: "exponential(0.2, 0.95, 1)"),
    FunctionEntry(
      "step",
      [
        start, FunctionParameter("factor", .value, "what each step multiplies by"),
        FunctionParameter("every", .value, "steps of t between two"), time,
      ], .broadcast, in: .schedules, "a0 factor^floor(t / every)",
      example: "step(0.1, 0.5, 10, 25)"),
    FunctionEntry(
      "cosine", [start, FunctionParameter("total", .value, "the t at which it is 0"), time],
      .broadcast,
      in: .schedules, "a0 / 2 (1 + cos(π min(t, total) / total))", example: "cosine(0.1, 100, 50)"),
    FunctionEntry(
      "warmup", [start, FunctionParameter("steps", .value, "the t from which on it is a0"), time],
      .broadcast, in: .schedules, "a0 min(1, t / steps)", example: "warmup(0.1, 500, 100)"),
    FunctionEntry(
      "ewa",
      [
        FunctionParameter("x"), FunctionParameter("beta", .number, "weight of the past"),
        FunctionParameter("correct", .boolean, default: "no"),
      ], .series, in: .reductions,
      "exponentially weighted average, v = beta v + (1 - beta) x from 0; correct=yes divides by "
        + "1 - beta^t",
      example: "ewa([3, 5, 4], 0.9)"),
  ]

  private static let low = FunctionParameter("low", .number)
  private static let high = FunctionParameter("high", .number)

  /// What `search` draws from; not values of expressions, since each trial draws anew.
  package static let domains: [FunctionEntry] = [
    FunctionEntry(
      "uniform", [low, high], .domain, in: .domains, random: true, "evenly between low and high",
      example: "uniform(0.5, 1)"),
    FunctionEntry(
      "loguniform", [low, high], .domain, in: .domains, random: true,
      "evenly in the logarithm, both above 0", example: "loguniform(0.0001, 1)"),
    FunctionEntry(
      "integers", [low, high], .domain, in: .domains, random: true,
      "whole numbers from low to high - 1", example: "integers(4, 65)"),
  ]
}
