import LecternText

/// Pages about figures of what is inside a network, a formula or a search.
extension DiagnosticCatalog {
  static let figureEntries: [DiagnosticPage] = [
    DiagnosticPage(
      .fitFeatures, "A curve over a feature needs data with one feature.",
      example: """
        data circles 100 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        plot fit
        """, repair: "Draw plot boundary for two features and classes, else plot cost."),
    DiagnosticPage(
      .graphBody, "A computation graph shows a formula; loops and branches are none.",
      example: """
        def power(x, n)
          let y = 1
          repeat n
            y = y * x
          end
          return y
        end
        plot graph power(2, 3)
        """, repair: "def power(x) = x^3, or let and return alone."),
    DiagnosticPage(
      .graphCall, "plot graph takes a call of a function that def made.",
      example: """
        plot graph exp(2)
        """, repair: "def f(x) = exp(x), then plot graph f(2)."),
    DiagnosticPage(
      .plotDropout, "The model has no dropout layer whose mask could be drawn.",
      example: """
        data circles 100 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        plot network dropout=yes
        """, repair: "Leave dropout=yes out, or give the model a layer dropout."),
    DiagnosticPage(
      .plotFit, "A curve over one feature needs a network with one input and one output.",
      example: """
        data circles 100 seed=1
        model net
        layer dense 4 tanh
        layer dense classes softmax
        train gd lr=0.1 epochs=5 as rings
        data line 100 seed=1
        plot fit rings
        """, repair: "Draw runs of networks that end in layer dense 1."),
    DiagnosticPage(
      .plotLayer, "The network has fewer dense layers.",
      example: """
        data circles 100 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        plot weights layer=3
        """, repair: "Layers count from 1; dropout and batch_norm do not count."),
    DiagnosticPage(
      .plotLearningCurve, "A learning curve needs runs on different numbers of examples.",
      example: """
        data circles 100 seed=1
        split train=80% dev=20%
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        plot learning_curve first
        """,
      repair: "Let the number vary: train gd lr=0.1 epochs=5 examples in [50, 100, 200] as sizes."),
    DiagnosticPage(
      .plotOption, "x= names an option that does not vary between the runs.",
      example: """
        data circles 100 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search random trials=3 epochs=2 lr in loguniform(0.01, 1) as found
        plot search found x=batch
        """, repair: "Name one of the options behind in: x=lr."),
    DiagnosticPage(
      .plotSearch, "The runs come from train; only a search has trials.",
      example: """
        data circles 100 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        plot search first
        """, repair: "Make a search, or draw plot cost of the runs."),
    DiagnosticPage(
      .plotSeries,
      "The numbers to draw do not fit: x= is shorter or longer, or a matrix has many rows.",
      example: """
        plot series [3, 5, 4] x=[1, 2]
        """,
      repair: "Give x= a number for each value; of a matrix with many rows draw its transpose."),
    DiagnosticPage(
      .plotValidationCurve, "A validation curve needs runs between which a number varies.",
      example: """
        data circles 100 seed=1
        split train=80% dev=20%
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        plot validation_curve first
        """, repair: "Let a number vary: train gd lr in [0.01, 0.1, 1] epochs=5 as rates."),
  ]
}
