import LecternText

/// `optimizer-call` to `shape-broadcast`.
extension DiagnosticCatalog {
  static let entriesOtoS: [DiagnosticPage] = [
    DiagnosticPage(
      .optimizerCall,
      "An optimizer of plot path is written with its learning rate first, then options by name.",
      example: """
        def bowl(x, y) = x^2 / 20 + y^2
        plot path bowl start=[-9; 2] optimizer in [gd(0.9), momentum(0.1)]
        """, repair: "gd(0.9), momentum(0.1, mu=0.9), adam(0.3, beta1=0.8); train lists options."),
    DiagnosticPage(
      .optimizerUnknown, "There is no such optimizer.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train sdg lr=0.1 epochs=5
        """, repair: "lectern help train lists them."),
    DiagnosticPage(
      .optionAmbiguous, "An option of this name could mean two things.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 clip=5
        """, repair: "clip_norm= scales the whole gradient, clip_value= cuts each of its numbers."),
    DiagnosticPage(
      .optionConflict, "Two options say the same thing in different ways.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 iterations=10
        """, repair: "Keep one of them."),
    DiagnosticPage(
      .optionFixed, "The option holds for the whole statement and takes one value.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search random epochs=5 lr in loguniform(0.01, 1) trials in [10, 20]
        """, repair: "Write = and one value."),
    DiagnosticPage(
      .optionFixedName, "A let name stands where options of train stand.",
      example: """
        let n_h = 4
        data circles 300 seed=1
        model net
        layer dense n_h tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 n_h=3
        """, repair: "Use in with several values, or change the let."),
    DiagnosticPage(
      .optionMissing, "A statement lacks an option it cannot do without.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1
        """, repair: "Add one of the options named."),
    DiagnosticPage(
      .optionNeeds, "An option means nothing without another.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 early_stopping=3
        """, repair: "Add the option named."),
    DiagnosticPage(
      .optionTwice, "An option is set twice.",
      example: """
        data circles 300 seed=1 seed=2
        """, repair: "Keep one of them."),
    DiagnosticPage(
      .optionUnknown, "A statement has no option of this name.",
      example: """
        data circles 300 nois=0.1
        """, repair: "lectern help VERB lists the options."),
    DiagnosticPage(
      .optionUseless, "An option belongs to another word of the statement.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh slope=0.1
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Leave it out."),
    DiagnosticPage(
      .optionVaried, "Only train and search make one run for each value.",
      example: """
        data circles 300 noise in [0.1, 0.2]
        """, repair: "Write = and one value."),
    DiagnosticPage(
      .orderLate, "A statement comes too late for the training that it is meant for.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        split train=80% test=20%
        """, repair: "Put it before train."),
    DiagnosticPage(
      .outputActivation,
      "The last layer gives no probabilities of the classes, or one for each by itself.",
      example: """
        data digits 300 seed=1
        model net
        layer dense classes sigmoid
        train gd lr=0.1 epochs=5
        """,
      repair: "layer dense classes softmax. With a line loss … the choice is yours."),
    DiagnosticPage(
      .parameterTwice, "The parameters of a function have different names.",
      example: """
        def f(a, a) = a
        show f(1, 2)
        """, repair: "def f(a, b) = a + b"),
    DiagnosticPage(
      .penaltyUnknown, "There is no such penalty.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        regularize l3 0.1
        train gd lr=0.1 epochs=5
        """, repair: "l1, l2, elastic or max_norm."),
    DiagnosticPage(
      .plotBar, "The bars and their names do not fit each other, or there are too many bars.",
      example: """
        plot bar [92.1, 95.3, 97.8] labels=["sigmoid", "tanh"]
        """, repair: "Give labels= a text for each bar; many numbers are read from a histogram."),
    DiagnosticPage(
      .plotData, "Points are drawn in the plane of two features.",
      example: """
        data digits 200
        plot data
        """, repair: "plot images, or show data."),
    DiagnosticPage(
      .plotFunction,
      "The figure shows a function: built in and number by number, or made by def, of one number "
        + "for a curve and of two for level lines.",
      example: """
        def J(w, b) = (w - 2)^2 + b^2
        plot function J
        """, repair: "Write the name of a function: plot function tanh, plot contour J."),
    DiagnosticPage(
      .plotPoints, "Points of the plane have two numbers each, one below the other.",
      example: """
        def J(w, b) = (w - 2)^2 + b^2
        plot path J start=[1; 2; 3] optimizer=gd(0.1)
        """, repair: "start=[1; 2]; a path is a matrix with two rows: path=[w1; w2]."),
    DiagnosticPage(
      .predictRows, "A new example is a column with one number for each feature.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        predict [1; 2; 3]
        """, repair: "[0.5; 1.2] has two rows."),
    DiagnosticPage(
      .predictSplit, "An index needs the split it counts in.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        predict 5
        """, repair: "predict test 5"),
    DiagnosticPage(
      .productOfNumber, "@ is the matrix product; a number is no matrix.",
      example: """
        show 2 @ [1, 2]
        """, repair: "Write *."),
    DiagnosticPage(
      .rangeEmpty, "A range goes from its lower to its upper end.",
      example: """
        let x = [1, 2, 3]
        show x[2..1]
        """, repair: "Swap the ends."),
    DiagnosticPage(
      .rangeMisplaced, "A range is no value by itself.",
      example: """
        show 1..3
        """, repair: "Use linspace(1, 3, 3)."),
    DiagnosticPage(
      .recordNumber, "record keeps one number a pass, the points of a curve.",
      example: """
        let w = [1; 2]
        repeat 3
          w = w / 2
          record w
        end
        """, repair: "record size = norm(w)"),
    DiagnosticPage(
      .recordReplaced,
      "A statement that records begins its series anew: what an earlier one recorded is lost.",
      example: """
        def descend(w, rate)
          repeat 5
            w = w - rate * w
            record J = w^2
          end
          return w
        end
        let slow = descend(1, 0.1)
        let fast = descend(1, 0.5)
        show slow, fast
        plot series J
        """, repair: "let J_slow = J before the second call; then plot series J_slow J."),
    DiagnosticPage(
      .resultUnexpected, "The statement makes nothing that could have a name.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        plot cost rates as figure
        """, repair: "Leave out as."),
    DiagnosticPage(
      .resultsCount, "let gives a function’s results to as many names.",
      example: """
        def both(x)
          return x, x^2
        end
        let a, b, c = both(3)
        show a, b, c
        """, repair: "let a, b = both(3)"),
    DiagnosticPage(
      .returnCount, "Every return of a function gives as many values.",
      example: """
        def f(x)
          if x > 0
            return x, x^2
          end
          return x
        end
        show f(1)
        """, repair: "return x, x^2 at the end, too."),
    DiagnosticPage(
      .returnKind, "Every return of a function gives the same kind of value.",
      example: """
        def f(x)
          if x > 0
            return x
          end
          return [x; x]
        end
        show f(1)
        """, repair: "Return a column, or a number, in both cases."),
    DiagnosticPage(
      .returnMissing, "A function must return a value whichever way its conditions go.",
      example: """
        def f(x)
          if x > 0
            return x
          end
        end
        show f(1)
        """, repair: "Add a return at its end."),
    DiagnosticPage(
      .returnPlace, "return gives the result of a function.",
      example: """
        let x = 2
        return x
        """, repair: "show x"),
    DiagnosticPage(
      .roundsLiteral, "The digits of a written number say how exactly both sides must agree.",
      example: """
        let a = 0.5
        expect sin(1) ~= a
        """, repair: "Write the number, or use abs(a - b) < 1e-6."),
    DiagnosticPage(
      .runMissing, "Something speaks of a run before any training.",
      example: """
        data circles 300 seed=1
        show accuracy(train)
        """, repair: "Train a model first."),
    DiagnosticPage(
      .runData,
      "A measure speaks of the split that the data at hand have, and these do not fit the run.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        data digits 100 seed=1
        show accuracy(train, first)
        """, repair: "Read data of the same kind, or measure the run above the new data."),
    DiagnosticPage(
      .runModel, "Training goes on only with the layers that the run has.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        model deep
        layer dense 8 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 resume=first
        """, repair: "Leave out resume=, or declare the same layers."),
    DiagnosticPage(
      .runSeveral, "A sweep made several runs, but one is wanted.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        plot confusion train rates
        """, repair: "best(rates) or rates[0]."),
    DiagnosticPage(
      .runUnknown, "There is no run of this name.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        plot cost ratse
        """, repair: "A run is named by train … as NAME."),
    DiagnosticPage(
      .scalingUnknown, "There is no such scaling.",
      example: """
        data circles 300 seed=1
        normalize zscor
        """, repair: "lectern help normalize lists them."),
    DiagnosticPage(
      .searchDev, "search compares its runs on examples that they did not learn from.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search random epochs=5 lr in loguniform(0.01, 1)
        """, repair: "Make a dev split."),
    DiagnosticPage(
      .searchEmpty, "search tries values, so something must vary.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search random lr=0.1 epochs=5
        """, repair: "Write in and a domain."),
    DiagnosticPage(
      .searchPoints,
      "points= says how finely a grid goes through uniform, loguniform and integers.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search grid points=5 epochs=5 lr in [0.1, 1]
        """, repair: "Leave it out, or vary in loguniform(0.01, 1)."),
    DiagnosticPage(
      .searchUnknown, "There is no such search.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search randon epochs=5 lr in [0.1, 1]
        train gd lr=0.1 epochs=5
        """, repair: "grid or random."),
    DiagnosticPage(
      .setTwice, "The precision holds for the whole notebook.",
      example: """
        set precision float32
        set precision float64
        """, repair: "Keep one of the two."),
    DiagnosticPage(
      .settingUnknown, "There is no such setting.",
      example: """
        set digit 4
        """, repair: "precision and digits can be set."),
    DiagnosticPage(
      .shapeBroadcast, "Two matrices do not fit entry by entry.",
      example: """
        let a = [1; 2; 3]
        let b = [1, 2]
        show a + b
        """,
      repair: "A number, a column n × 1 or a row 1 × m goes with n × m; outer makes all pairs."),
  ]
}
