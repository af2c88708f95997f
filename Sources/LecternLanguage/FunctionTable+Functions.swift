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
      "min", [x, optionalAxis], .reduction, in: .reductions, "smallest entry",
      example: "min([3, 1, 2])"),
    FunctionEntry(
      "max", [x, optionalAxis], .reduction, in: .reductions, "largest entry",
      example: "max([3, 1, 2])"),
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
      .onehot, in: .activations, "[classes, m]: a 1 in the row of each label",
      example: "onehot([0, 2, 1], 3)"),
    FunctionEntry(
      "cross_entropy", [FunctionParameter("y"), FunctionParameter("yhat")], .pairToNumber,
      in: .costs, "-sum(y * log(yhat)) divided by the number of columns, in nats",
      example: "cross_entropy([0; 1], [0.2; 0.8])"),
    FunctionEntry(
      "mse", [FunctionParameter("y"), FunctionParameter("yhat")], .pairToNumber, in: .costs,
      "mean of the squared difference", example: "mse([0; 1], [0.2; 0.8])"),
    FunctionEntry(
      "accuracy", [split, run], .measure, in: .runs, "share of the examples a run gets right",
      example: "accuracy(train)"),
    FunctionEntry(
      "cost", [split, run], .measure, in: .runs, "cost of a run on a split", example: "cost(train)"),
    FunctionEntry(
      "confusion", [split, run], .confusion, in: .runs,
      "[classes, classes]: row true class, column predicted class", example: "confusion(train)"),
    FunctionEntry(
      "best", [FunctionParameter("runs", .runs)], .bestRun, in: .runs,
      "the run of a sweep with the best accuracy on dev, or without dev the lowest final cost",
      example: "best(rates).epochs"),
  ]
}
