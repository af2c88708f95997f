/// How much one figure of numbers may show.
package enum FigureLimits {
  /// More bars than these are told apart by nobody.
  package static let bars = 200
  /// Rows of bars beside each other, or sets of a histogram over each other.
  package static let rows = 8
  /// Rows of a matrix that are lines of their own.
  package static let lines = 12
}

/// Figures of functions and of numbers that need no network.
extension StatementTable {
  private static func xLabel(_ standard: String) -> OptionEntry {
    OptionEntry("xlabel", .text, default: standard, "what stands below the figure")
  }

  private static func yLabel(_ standard: String) -> OptionEntry {
    OptionEntry("ylabel", .text, default: standard, "what stands beside it")
  }

  static let names = OptionEntry(
    "names", .texts, default: "as written", "what the rows are, one text for each")

  /// Parts of the axes of points in the plane.
  static let limits = [
    OptionEntry("x", .interval, default: "from the points", "part of the horizontal axis"),
    OptionEntry("y", .interval, default: "from the points", "part of the vertical axis"),
  ]

  private static let surface = ValueSlot(
    "FUNCTION", .surface, "a function that def made, of two numbers or of a column of two")

  private static func frame(_ standard: String) -> [OptionEntry] {
    [
      OptionEntry("x", .interval, default: standard, "part of the first axis"),
      OptionEntry("y", .interval, default: standard, "part of the second axis"),
      OptionEntry(
        "levels", .levels, default: "about 10", "how many lines, or the values that they stand for"),
      OptionEntry("log", .boolean, default: "no", "levels that grow by factors"),
    ]
  }

  static let figuresOfNumbers: [StatementForm] = [
    StatementForm(
      "function", "curves of functions, and of their derivatives, dashed",
      values: [
        ValueSlot(
          "FUNCTION", .function, .oneOrMore,
          "built-in functions that go element by element, or those that def made of one number")
      ],
      options: [
        OptionEntry(
          "range", .interval, default: "[-5, 5]; with log=x [0.01, 10]",
          "part of the horizontal axis"),
        OptionEntry("derivative", .boolean, default: "no", "draw the derivatives, too"),
        OptionEntry(
          "names", .texts, default: "as written", "what the curves are, one text for each function"),
        log, xLabel("x"), yLabel("none"),
      ],
      example: "plot function sigmoid tanh relu range=[-5, 5] derivative=yes"),
    StatementForm(
      "scatter",
      "points: of each matrix of two rows a column a point, or of two rows the pairs; several "
        + "matrices are told apart",
      values: [
        ValueSlot("POINTS", .series, .oneOrMore, "matrices of two rows, or a row and a row")
      ],
      options: [
        OptionEntry(
          "classes", .gradient, default: "none", "a whole number from 0 for each point: its class"),
        OptionEntry("names", .texts, default: "as written", "what matrices or classes are called"),
      ] + limits + [xLabel("the first row"), yLabel("the second row")],
      example: "plot scatter [1, 2, 3, 4, 5] [3, 4, 8, 9, 11]"),
    StatementForm(
      "bar", "numbers as bars; several rows of one length side by side",
      values: [ValueSlot("VALUES", .series, .oneOrMore, "rows, columns or recorded series")],
      options: [
        OptionEntry("labels", .texts, default: "0, 1, 2 …", "what stands below the bars"),
        names,
        xLabel("none"), yLabel("the name of a single row"),
      ],
      example: "plot bar [92.1, 95.3] labels=[\"tanh\", \"relu\"] ylabel=\"accuracy\""),
    StatementForm(
      "histogram", "how often numbers of each size occur; several sets over each other",
      values: [
        ValueSlot("VALUES", .series, .oneOrMore, "matrices, rows, columns or recorded series")
      ],
      options: [
        OptionEntry(
          "bins", .whole(1, 1000), default: "as numpy's \"auto\"",
          "how many; else the narrower of Freedman and Diaconis's and Sturges's"),
        names, log, xLabel("the name of a single set"), yLabel("count"),
      ], example: "plot histogram (10^(4 * rand(1, 500) - 4)) log=x"),
    StatementForm(
      "contour", "the level lines of a function of two numbers, with its minimum",
      values: [
        surface,
        ValueSlot(
          "SPLIT", .split, .optional,
          "train, dev or test: its points among the lines, with levels=0.5 the boundary of a network "
            + "in formulas"),
      ],
      options: frame("[-3, 3]; of a split its points") + [
        OptionEntry(
          "path", .points, default: "none", several: true,
          "points one after the other, as columns: [w1; w2] of recorded series"),
        OptionEntry(
          "constraint", .word(["l1", "l2"]), default: "none", several: true,
          "the region |x| + |y| or √(x² + y²) up to radius, and the lowest point in it; after in, "
            + "a panel each"),
        OptionEntry(
          "radius", .positive, default: "1", needs: "constraint", "how far the region goes"),
        xLabel("the first parameter"), yLabel("the second parameter"),
      ],
      example: "def J(a, b) = (a - 2)^2 + 2 * (b - 0.3)^2 + (a - 2) * (b - 0.3)\n"
        + "plot contour J constraint in [l1, l2] radius=1"),
    StatementForm(
      "path", "how optimizers go down a function of two numbers, each with its exact gradient",
      values: [surface],
      options: [
        OptionEntry("start", .pair, required: true, "where they begin, a column: [-9; 2]"),
        OptionEntry(
          "optimizer", .optimizer, required: true, several: true,
          "words and options of train with the learning rate first"),
        OptionEntry("steps", .whole(1, 10_000), default: "40", "updates of each"),
      ] + frame("from the paths"),
      example: "def bowl(x, y) = x^2 / 20 + y^2\n"
        + "plot path bowl start=[-9; 2] optimizer in [gd(0.9), adam(0.3)]"),
  ]
}
