import LecternText

/// `shape-classes` to `word-unknown`.
extension DiagnosticCatalog {
  static let entriesStoZ: [DiagnosticPage] = [
    DiagnosticPage(
      .shapeClasses, "The last layer must have one unit a class.",
      example: """
        data blobs 300 classes=4
        model net
        layer dense 10 softmax
        train gd lr=0.1 epochs=5
        """, repair: "layer dense classes softmax; two classes also with layer dense 1 sigmoid."),
    DiagnosticPage(
      .shapeFeatures, "All splits have the same features.",
      example: """
        data circles 300 as train
        data digits 50 as test
        """, repair: "Read files with the same columns."),
    DiagnosticPage(
      .shapePair, "Two matrices must have one shape here.",
      example: """
        show cross_entropy([0; 1], [0.2; 0.3; 0.5])
        """, repair: "Check where both come from."),
    DiagnosticPage(
      .shapeProduct, "The columns of the left must equal the rows of the right.",
      example: """
        let n = 3
        let W = randn(10, 25)
        let A = randn(30, n)
        show W @ A
        """, repair: "Make the two numbers equal, or transpose one side with .T."),
    DiagnosticPage(
      .shapeReshape, "A new shape holds as many entries as the old one.",
      example: """
        show reshape([1, 2, 3], 2, 2)
        """, repair: "Rows times columns must stay the same."),
    DiagnosticPage(
      .shapeTarget, "The label is one number, so the last layer has one unit.",
      example: """
        data csv "houses.csv" label=price
        model net
        layer dense 3 linear
        train gd lr=0.1 epochs=5
        """, repair: "layer dense 1 linear."),
    DiagnosticPage(
      .showOf, "A run, a split or a model is not one value.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        show rates
        """, repair: "Compare runs, or show a part: rates[0].cost."),
    DiagnosticPage(
      .sizeMisplaced, "A size such as 20x20 belongs to an option.",
      example: """
        show 20x20
        """, repair: "A product is written with *."),
    DiagnosticPage(
      .softmaxOneUnit, "The softmax of a single unit is always 1.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 softmax
        train gd lr=0.1 epochs=5
        """, repair: "Use sigmoid, or one unit a class."),
    DiagnosticPage(
      .splitAugmented, "Changed copies of one example would be on both sides of the split.",
      example: """
        data digits 200
        augment rotate=10
        split train=80% test=20%
        """, repair: "Split first, then augment."),
    DiagnosticPage(
      .splitExpected, "The function speaks of a part of the data.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 iterations=100 as deep
        show accuracy(3)
        """, repair: "train, dev or test."),
    DiagnosticPage(
      .splitFilled, "The part of the data is filled already.",
      example: """
        data circles 300 seed=1
        data circles 100 seed=2 as test
        split train=80% test=20%
        """, repair: "Leave out one of the two."),
    DiagnosticPage(
      .splitMissing, "The data have no such part.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 iterations=100 as deep
        show accuracy(test)
        """, repair: "Make it with split, or read it with as."),
    DiagnosticPage(
      .splitParts, "split must say how much goes where.",
      example: """
        data circles 300 seed=1
        split seed=1
        """, repair: "split train=80% test=20%"),
    DiagnosticPage(
      .splitSum, "The parts are more than the whole.",
      example: """
        data circles 300 seed=1
        split train=80% test=30%
        """, repair: "Shares add up to at most 100 %."),
    DiagnosticPage(
      .stopPlace, "stop if leaves the loop that it is in.",
      example: """
        let J = 0.5
        stop if J < 1
        show J
        """, repair: "Put it between repeat and end."),
    DiagnosticPage(
      .subjectMissing, "The verb needs to know of what kind.",
      example: """
        data
        """, repair: "lectern help VERB lists the words."),
    DiagnosticPage(
      .sweepRange, "A range goes in steps of 1 and does not meet its end.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr in 0.1..0.5 epochs=5
        """, repair: "List the values: [0.1, 0.2], or linspace(0.1, 0.5, 5)."),
    DiagnosticPage(
      .sweepSize, "Several in multiply, and this is very many.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs in 1..2000
        """, repair: "Try fewer values."),
    DiagnosticPage(
      .tableEmpty, "A table has at least one column.",
      example: """
        table
        """, repair: "table epoch=1..4 rate=0.2/(1 + epoch)"),
    DiagnosticPage(
      .tableRows, "All lists of a table have one length.",
      example: """
        table a=1..3 b=[1, 2]
        """, repair: "Use a formula for the second column."),
    DiagnosticPage(
      .tableSize, "A table of this length helps no reader.",
      example: """
        table a=1..100000 b=a^2
        """, repair: "Use fewer rows."),
    DiagnosticPage(
      .targetNumeric, "The label is a number, so there are no classes.",
      example: """
        data csv "houses.csv" label=price
        show classes
        """, repair: "layer dense 1 linear, with the mse loss."),
    DiagnosticPage(
      .typeMismatch, "A value is of another kind than the place wants.",
      example: """
        show exp("one")
        """, repair: "Mend the value."),
    DiagnosticPage(
      .updateFunction, "A function and a value cannot have one name.",
      example: """
        def cost(w) = w^2
        cost = cost(2)
        show cost
        """, repair: "let J = cost(2)"),
    DiagnosticPage(
      .updateKind, "An update keeps the kind of its name.",
      example: """
        let a = 1
        a = [1, 2]
        show a
        """, repair: "Use another name."),
    DiagnosticPage(
      .updateOutside,
      "A function changes only its own names, so that a call cannot surprise the reader.",
      example: """
        let w = 1
        def step(x)
          w = w - x
          return w
        end
        show step(0.1)
        """, repair: "Return the new value, and write w = step(0.1)."),
    DiagnosticPage(
      .updateShape, "An update keeps the shape of its name.",
      example: """
        let W = zeros(2, 3)
        W = zeros(3, 2)
        show W
        """, repair: "Transpose with .T, or let makes a new one."),
    DiagnosticPage(
      .updateUndefined, "Only a name made by let can be changed.",
      example: """
        W = 3
        """, repair: "Start with let."),
    DiagnosticPage(
      .validateTest, "Settings chosen by the test set look better than they are.",
      example: """
        data circles 300 seed=1
        data circles 100 seed=2 as test
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 validate=test
        """, repair: "Make a dev split for it."),
    DiagnosticPage(
      .valueExtra, "More values follow than the statement takes.",
      example: """
        data circles 300 2
        """, repair: "Values after the first have names: key=value."),
    DiagnosticPage(
      .valueMissing, "The statement lacks a value.",
      example: """
        data circles
        """, repair: "lectern help VERB shows its form."),
    DiagnosticPage(
      .verbUnknown, "A line starts with a word that is no statement.",
      example: """
        sow 3
        """, repair: "lectern help lists the statements."),
    DiagnosticPage(
      .wordUnknown, "An option or value is one of a few words.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        plot cost rates log=z
        """, repair: "Use one of the words listed."),
  ]
}
