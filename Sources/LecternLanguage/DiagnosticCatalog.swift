/// What a diagnostic means, with cells that show it.
package struct DiagnosticEntry: Sendable {
  package let id: String
  package let meaning: String
  /// Whole cells that are reported with this id.
  package let example: String
  package let repair: String

  init(_ id: MistakeID, _ meaning: String, example: String, repair: String) {
    self.id = id.rawValue
    self.meaning = meaning
    self.example = example
    self.repair = repair
  }
}

/// Every id that the checker reports, alphabetically; `lectern help ID` shows an entry.
package enum DiagnosticCatalog {
  package static let entries: [DiagnosticEntry] = first + second + third

  package static func entry(for id: String) -> DiagnosticEntry? { entries.first { $0.id == id } }

  private static let first: [DiagnosticEntry] = [
    DiagnosticEntry(
      .activationUnknown, "A layer names an activation that does not exist.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 rleu
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Use linear, sigmoid, tanh, relu, leaky_relu, elu, softplus or softmax."),
    DiagnosticEntry(
      .argumentExtra, "A function is given more arguments than it takes.",
      example: """
        show exp(1, 2)
        """, repair: "Leave out the last argument; lectern help functions shows what each takes."),
    DiagnosticEntry(
      .argumentMissing, "A function lacks an argument it cannot do without.",
      example: """
        show zeros(3)
        """, repair: "Add it: zeros(3, 1) is a column."),
    DiagnosticEntry(
      .argumentTwice, "A named argument is given twice.",
      example: """
        show sum([1, 2], axis=0, axis=1)
        """, repair: "Keep one of them."),
    DiagnosticEntry(
      .argumentUnknown, "A function has no argument of this name.",
      example: """
        show sum([1, 2], axes=0)
        """, repair: "Use a name from its form."),
    DiagnosticEntry(
      .axisMissing, "The result would differ by direction, so the direction must be said.",
      example: """
        show softmax([1, 2; 3, 4])
        """, repair: "axis=0 goes down each column, axis=1 along each row."),
    DiagnosticEntry(
      .axisRange, "A matrix has two axes, 0 and 1.",
      example: """
        show sum([1, 2], axis=2)
        """, repair: "axis=0 goes down each column, axis=1 along each row."),
    DiagnosticEntry(
      .boundaryFeatures, "A decision boundary can be drawn only in a plane.",
      example: """
        data digits 200
        model net
        layer dense classes softmax
        train gd lr=0.1 epochs=5
        plot boundary
        """, repair: "Plot the confusion or the accuracy instead."),
    DiagnosticEntry(
      .callOfValue, "A value is followed by parentheses as if it were a function.",
      example: """
        let k = 3
        show k(2)
        """, repair: "Write k * (2) for a product, k[2] for an entry."),
    DiagnosticEntry(
      .dataMissing, "Something speaks of data before any data statement.",
      example: """
        show features
        """, repair: "Put a data statement before it."),
    DiagnosticEntry(
      .dataOrder, "as dev and as test add to a data set that must exist.",
      example: """
        data moons 50 as test
        """, repair: "Read the training data first."),
    DiagnosticEntry(
      .dataUnknown, "There is no such data source.",
      example: """
        data moon 300
        """, repair: "lectern help data lists them."),
    DiagnosticEntry(
      .domainExpected, "in is followed by a single value.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in 0.1 epochs=5
        """, repair: "Use = for one value, in with a list for several."),
    DiagnosticEntry(
      .dropoutShare, "A bare number after dropout could mean the share kept or dropped.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dropout 0.2
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Write keep=0.8 or rate=0.2."),
    DiagnosticEntry(
      .expectBoolean, "expect needs a claim that holds or does not.",
      example: """
        expect 1 + 1
        """, repair: "Compare with something: expect 1 + 1 == 2."),
    DiagnosticEntry(
      .figureUnknown, "There is no such plot.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        plot costs rates
        """, repair: "lectern help plot lists them."),
    DiagnosticEntry(
      .functionUnknown, "There is no function of this name.",
      example: """
        show sigmid(0)
        """, repair: "lectern help functions lists them."),
    DiagnosticEntry(
      .imagesMissing, "The examples are not pictures, or their size is not said.",
      example: """
        data circles 300 seed=1
        plot images 4
        """, repair: "Say image=20x20 where the data are read."),
    DiagnosticEntry(
      .inUnused, "A name varies, but neither the model nor the options use it.",
      example: """
        let n_h = 4
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 n_h in [1, 2]
        """, repair: "Use the name in a layer, or vary another."),
    DiagnosticEntry(
      .indexCount, "A matrix is indexed by row and column.",
      example: """
        let A = [1, 2; 3, 4]
        show A[0]
        """, repair: "A[0, :] is a row, A[:, 0] a column."),
    DiagnosticEntry(
      .indexRange, "Indices start at 0 and end before the length.",
      example: """
        let x = [1, 2, 3]
        show x[3]
        """, repair: "The last entry of three is x[2]."),
    DiagnosticEntry(
      .initSymmetry, "With equal weights all units of a hidden layer learn the same.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        init zeros
        train gd lr=0.1 epochs=5
        """, repair: "Use he, glorot or lecun; zeros is fine without hidden layers."),
    DiagnosticEntry(
      .initializerArguments, "An initialiser lacks its numbers, or has too many.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 init=normal
        """, repair: "normal(0.01), uniform(-1, 1), constant(0.5); the others take none."),
    DiagnosticEntry(
      .initializerUnknown, "There is no such initialiser.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        init hee
        train gd lr=0.1 epochs=5
        """, repair: "lectern help init lists them."),
    DiagnosticEntry(
      .intervalEmpty, "An interval goes from low to high.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        plot cost rates range=[1, 0]
        """, repair: "Swap the two numbers."),
    DiagnosticEntry(
      .layerLast, "A model ends with a dense layer.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        layer dropout keep=0.8
        train gd lr=0.1 epochs=5
        """, repair: "Put the dropout before the last layer."),
    DiagnosticEntry(
      .layerUnknown, "There is no such layer.",
      example: """
        data circles 300 seed=1
        model net
        layer dens 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "This version knows dense and dropout."),
    DiagnosticEntry(
      .letKind, "A name keeps its kind: a number does not become a matrix.",
      example: """
        let a = 1
        let a = [1, 2]
        show a
        """, repair: "Choose another name."),
    DiagnosticEntry(
      .letParameter, "A parameter is set in the front matter or with -P.",
      example: """
        let size = 3
        """, repair: "Choose another name."),
    DiagnosticEntry(
      .letReserved, "Words of the language cannot be let names.",
      example: """
        let relu = 3
        """, repair: "Choose another name."),
    DiagnosticEntry(
      .letSeveral, "A let gives each name one value.",
      example: """
        let a, b = 3
        show a, b
        """, repair: "Write one let for each name."),
    DiagnosticEntry(
      .letUnused, "A value is computed, but nothing uses it.",
      example: """
        let a = 3
        """, repair: "Use it, delete it, or start its name with _."),
    DiagnosticEntry(
      .lossLayer, "A loss belongs to the activation of the last layer.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        loss cross_entropy
        train gd lr=0.1 epochs=5
        """,
      repair: "cross_entropy goes with softmax, binary_cross_entropy with sigmoid, mse with any."),
    DiagnosticEntry(
      .lossUnknown, "There is no such loss.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        loss cross_entrophy
        train gd lr=0.1 epochs=5
        """, repair: "lectern help loss lists them."),
    DiagnosticEntry(
      .matrixEntry, "The entries of a list are numbers.",
      example: """
        let v = [1, 2]
        show [v, 3]
        """, repair: "concat and stack put matrices together."),
  ]

  private static let second: [DiagnosticEntry] = [
    DiagnosticEntry(
      .matrixRagged, "The rows of a matrix have one length.",
      example: """
        show [1, 2; 3]
        """, repair: "Complete the short row."),
    DiagnosticEntry(
      .matrixSize, "The matrix would not fit into memory.",
      example: """
        let a = zeros(1000000, 1000000)
        show a[0, 0]
        """, repair: "Make it smaller."),
    DiagnosticEntry(
      .memberUnknown, "A value has no part of this name.",
      example: """
        data circles 300 seed=1
        show train.Z
        """, repair: "Splits have X, Y, y, m; runs cost, epochs, iterations, W1, b1 …"),
    DiagnosticEntry(
      .modelEmpty, "A model without dense layers has nothing to learn.",
      example: """
        data circles 300 seed=1
        model net
        train gd lr=0.1 epochs=5
        """, repair: "Add layers after model."),
    DiagnosticEntry(
      .modelMissing, "Layers, losses and training belong to a model.",
      example: """
        data circles 300 seed=1
        layer dense 4 tanh
        """, repair: "Start with model NAME."),
    DiagnosticEntry(
      .modelUntrained, "A model has layers, but no train uses it.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        """, repair: "Train it, or delete it."),
    DiagnosticEntry(
      .nameReserved, "Words of the language cannot name models or runs.",
      example: """
        data circles 300 seed=1
        model test
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Choose another name."),
    DiagnosticEntry(
      .nameUnknown, "A name is used that nothing defines.",
      example: """
        let W1 = 3
        show w1, W1
        """, repair: "Define it with let, or mend its spelling: case counts."),
    DiagnosticEntry(
      .normalizationMissing, "There is nothing to show before normalize.",
      example: """
        data circles 300 seed=1
        show normalization
        """, repair: "Normalize the data first."),
    DiagnosticEntry(
      .normalizeTwice, "The data are scaled a second time.",
      example: """
        data circles 300 seed=1
        normalize zscore
        normalize minmax
        """, repair: "Keep one of the two."),
    DiagnosticEntry(
      .numberFinite, "A number is infinite or not a number.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=1/0 epochs=5
        """, repair: "Mend the formula."),
    DiagnosticEntry(
      .numberRange, "A number is outside the range that makes sense.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=-0.1 epochs=5
        """, repair: "Choose a number in the range."),
    DiagnosticEntry(
      .numberShare, "A share lies between 0 and 1.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dropout keep=80
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Write 0.8 or 80%."),
    DiagnosticEntry(
      .numberWhole, "Something is counted, so the number must be whole.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=2.5
        """, repair: "Write a whole number."),
    DiagnosticEntry(
      .optimizerUnknown, "There is no such optimizer.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train sdg lr=0.1 epochs=5
        """, repair: "This version knows gd, momentum and adam."),
    DiagnosticEntry(
      .optionConflict, "Two options say the same thing in different ways.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 iterations=10
        """, repair: "Keep one of them."),
    DiagnosticEntry(
      .optionFixedName, "A let name stands where options of train stand.",
      example: """
        let n_h = 4
        data circles 300 seed=1
        model net
        layer dense n_h tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 n_h=3
        """, repair: "Use in with several values, or change the let."),
    DiagnosticEntry(
      .optionMissing, "A statement lacks an option it cannot do without.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1
        """, repair: "Add one of the options named."),
    DiagnosticEntry(
      .optionTwice, "An option is set twice.",
      example: """
        data circles 300 seed=1 seed=2
        """, repair: "Keep one of them."),
    DiagnosticEntry(
      .optionUnknown, "A statement has no option of this name.",
      example: """
        data circles 300 nois=0.1
        """, repair: "lectern help VERB lists the options."),
    DiagnosticEntry(
      .optionUseless, "An option belongs to another word of the statement.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh slope=0.1
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Leave it out."),
    DiagnosticEntry(
      .optionVaried, "Only train makes one run for each value.",
      example: """
        data circles 300 noise in [0.1, 0.2]
        """, repair: "Write = and one value."),
    DiagnosticEntry(
      .penaltyUnknown, "There is no such penalty.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        regularize l3 0.1
        train gd lr=0.1 epochs=5
        """, repair: "This version knows l2."),
    DiagnosticEntry(
      .productOfNumber, "@ is the matrix product; a number is no matrix.",
      example: """
        show 2 @ [1, 2]
        """, repair: "Write *."),
    DiagnosticEntry(
      .rangeEmpty, "A range goes from its lower to its upper end.",
      example: """
        let x = [1, 2, 3]
        show x[2..1]
        """, repair: "Swap the ends."),
    DiagnosticEntry(
      .rangeMisplaced, "A range is no value by itself.",
      example: """
        show 1..3
        """, repair: "Use linspace(1, 3, 3)."),
    DiagnosticEntry(
      .resultUnexpected, "The statement makes nothing that could have a name.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        plot cost rates as figure
        """, repair: "Leave out as."),
    DiagnosticEntry(
      .roundsLiteral, "The digits of a written number say how exactly both sides must agree.",
      example: """
        let a = 0.5
        expect sin(1) ~= a
        """, repair: "Write the number, or use abs(a - b) < 1e-6."),
    DiagnosticEntry(
      .runMissing, "Something speaks of a run before any training.",
      example: """
        data circles 300 seed=1
        show accuracy(train)
        """, repair: "Train a model first."),
    DiagnosticEntry(
      .runSeveral, "A sweep made several runs, but one is wanted.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        show accuracy(train, rates)
        """, repair: "best(rates) or rates[0]."),
    DiagnosticEntry(
      .runUnknown, "There is no run of this name.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        plot cost ratse
        """, repair: "A run is named by train … as NAME."),
    DiagnosticEntry(
      .scalingUnknown, "There is no such scaling.",
      example: """
        data circles 300 seed=1
        normalize zscor
        """, repair: "lectern help normalize lists them."),
    DiagnosticEntry(
      .setTwice, "The precision holds for the whole notebook.",
      example: """
        set precision float32
        set precision float64
        """, repair: "Keep one of the two."),
    DiagnosticEntry(
      .settingUnknown, "There is no such setting.",
      example: """
        set digit 4
        """, repair: "precision and digits can be set."),
  ]

  private static let third: [DiagnosticEntry] = [
    DiagnosticEntry(
      .shapeBroadcast, "Two matrices do not fit entry by entry.",
      example: """
        let a = [1; 2; 3]
        let b = [1, 2]
        show a + b
        """,
      repair: "A number, a column n × 1 or a row 1 × m goes with n × m; outer makes all pairs."),
    DiagnosticEntry(
      .shapeClasses, "The last layer must have one unit a class.",
      example: """
        data blobs 300 classes=4
        model net
        layer dense 10 softmax
        train gd lr=0.1 epochs=5
        """, repair: "layer dense classes softmax; two classes also with layer dense 1 sigmoid."),
    DiagnosticEntry(
      .shapeFeatures, "All splits have the same features.",
      example: """
        data circles 300 as train
        data digits 50 as test
        """, repair: "Read files with the same columns."),
    DiagnosticEntry(
      .shapePair, "Two matrices must have one shape here.",
      example: """
        show cross_entropy([0; 1], [0.2; 0.3; 0.5])
        """, repair: "Check where both come from."),
    DiagnosticEntry(
      .shapeProduct, "The columns of the left must equal the rows of the right.",
      example: """
        let n = 3
        let W = randn(10, 25)
        let A = randn(30, n)
        show W @ A
        """, repair: "Make the two numbers equal, or transpose one side with .T."),
    DiagnosticEntry(
      .shapeReshape, "A new shape holds as many entries as the old one.",
      example: """
        show reshape([1, 2, 3], 2, 2)
        """, repair: "Rows times columns must stay the same."),
    DiagnosticEntry(
      .shapeTarget, "The label is one number, so the last layer has one unit.",
      example: """
        data csv "houses.csv" label=price
        model net
        layer dense 3 linear
        train gd lr=0.1 epochs=5
        """, repair: "layer dense 1 linear."),
    DiagnosticEntry(
      .showOf, "A run, a split or a model is not one value.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        show rates
        """, repair: "Compare runs, or show a part: rates[0].cost."),
    DiagnosticEntry(
      .sizeMisplaced, "A size such as 20x20 belongs to an option.",
      example: """
        show 20x20
        """, repair: "A product is written with *."),
    DiagnosticEntry(
      .softmaxOneUnit, "The softmax of a single unit is always 1.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 softmax
        train gd lr=0.1 epochs=5
        """, repair: "Use sigmoid, or one unit a class."),
    DiagnosticEntry(
      .splitExpected, "The function speaks of a part of the data.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 iterations=100 as deep
        show accuracy(3)
        """, repair: "train, dev or test."),
    DiagnosticEntry(
      .splitFilled, "The part of the data is filled already.",
      example: """
        data circles 300 seed=1
        data circles 100 seed=2 as test
        split train=80% test=20%
        """, repair: "Leave out one of the two."),
    DiagnosticEntry(
      .splitMissing, "The data have no such part.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 iterations=100 as deep
        show accuracy(test)
        """, repair: "Make it with split, or read it with as."),
    DiagnosticEntry(
      .splitParts, "split must say how much goes where.",
      example: """
        data circles 300 seed=1
        split seed=1
        """, repair: "split train=80% test=20%"),
    DiagnosticEntry(
      .splitSum, "The parts are more than the whole.",
      example: """
        data circles 300 seed=1
        split train=80% test=30%
        """, repair: "Shares add up to at most 100 %."),
    DiagnosticEntry(
      .statementUnsupported, "The grammar knows the statement, this version does not run it.",
      example: """
        repeat 3
          let a = 1
        end
        """, repair: "Use let and commands."),
    DiagnosticEntry(
      .subjectMissing, "The verb needs to know of what kind.",
      example: """
        data
        """, repair: "lectern help VERB lists the words."),
    DiagnosticEntry(
      .sweepSize, "Several in multiply, and this is very many.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs in 1..2000
        """, repair: "Try fewer values."),
    DiagnosticEntry(
      .tableEmpty, "A table has at least one column.",
      example: """
        table
        """, repair: "table epoch=1..4 rate=0.2/(1 + epoch)"),
    DiagnosticEntry(
      .tableRows, "All lists of a table have one length.",
      example: """
        table a=1..3 b=[1, 2]
        """, repair: "Use a formula for the second column."),
    DiagnosticEntry(
      .tableSize, "A table of this length helps no reader.",
      example: """
        table a=1..100000 b=a^2
        """, repair: "Use fewer rows."),
    DiagnosticEntry(
      .targetNumeric, "The label is a number, so there are no classes.",
      example: """
        data csv "houses.csv" label=price
        show classes
        """, repair: "layer dense 1 linear, with the mse loss."),
    DiagnosticEntry(
      .typeMismatch, "A value is of another kind than the place wants.",
      example: """
        show exp("one")
        """, repair: "Mend the value."),
    DiagnosticEntry(
      .updateKind, "An update keeps the kind of its name.",
      example: """
        let a = 1
        a = [1, 2]
        show a
        """, repair: "Use another name."),
    DiagnosticEntry(
      .updateShape, "An update keeps the shape of its name.",
      example: """
        let W = zeros(2, 3)
        W = zeros(3, 2)
        show W
        """, repair: "Transpose with .T, or let makes a new one."),
    DiagnosticEntry(
      .updateUndefined, "Only a name made by let can be changed.",
      example: """
        W = 3
        """, repair: "Start with let."),
    DiagnosticEntry(
      .validateTest, "Settings chosen by the test set look better than they are.",
      example: """
        data circles 300 seed=1
        data circles 100 seed=2 as test
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 validate=test
        """, repair: "Make a dev split for it."),
    DiagnosticEntry(
      .valueExtra, "More values follow than the statement takes.",
      example: """
        data circles 300 2
        """, repair: "Values after the first have names: key=value."),
    DiagnosticEntry(
      .valueMissing, "The statement lacks a value.",
      example: """
        data circles
        """, repair: "lectern help VERB shows its form."),
    DiagnosticEntry(
      .verbUnknown, "A line starts with a word that is no statement.",
      example: """
        sow 3
        """, repair: "lectern help lists the statements."),
    DiagnosticEntry(
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
