import LecternText

/// `index-count` to `number-whole`.
extension DiagnosticCatalog {
  static let entriesItoN: [DiagnosticPage] = [
    DiagnosticPage(
      .indexCondition,
      "A condition as an index selects where it holds, and has an entry for each place.",
      example: """
        let X = randn(2, 40)
        let y = randn(1, 30)
        show X[:, y > 0]
        """, repair: "Compare a row with as many entries as there are columns."),
    DiagnosticPage(
      .indexCount, "A matrix is indexed by row and column.",
      example: """
        let A = [1, 2; 3, 4]
        show A[0]
        """, repair: "A[0, :] is a row, A[:, 0] a column."),
    DiagnosticPage(
      .indexRange, "Indices start at 0 and end before the length.",
      example: """
        let x = [1, 2, 3]
        show x[3]
        """, repair: "The last entry of three is x[2]."),
    DiagnosticPage(
      .initSymmetry, "With equal weights all units of a hidden layer learn the same.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        init zeros
        train gd lr=0.1 epochs=5
        """, repair: "Use he, glorot or lecun; zeros is fine without hidden layers."),
    DiagnosticPage(
      .initializerArguments, "An initialiser lacks its numbers, or has too many.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 init=normal
        """, repair: "normal(0.01), uniform(-1, 1), constant(0.5); the others take none."),
    DiagnosticPage(
      .initializerUnknown, "There is no such initialiser.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        init hee
        train gd lr=0.1 epochs=5
        """, repair: "lectern help init lists them."),
    DiagnosticPage(
      .intervalEmpty, "An interval goes from low to high.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr in [0.1, 0.01] iterations=100 as rates
        plot cost rates range=[1, 0]
        """, repair: "Swap the two numbers."),
    DiagnosticPage(
      .layerFirst, "batch_norm scales what a dense layer puts out.",
      example: """
        data circles 300 seed=1
        model net
        layer batch_norm
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Scale the inputs with normalize zscore."),
    DiagnosticPage(
      .layerLast, "A model ends with a dense layer.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        layer dropout keep=0.8
        train gd lr=0.1 epochs=5
        """, repair: "Put it before the last layer."),
    DiagnosticPage(
      .layerUnknown, "There is no such layer.",
      example: """
        data circles 300 seed=1
        model net
        layer dens 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "dense, batch_norm or dropout."),
    DiagnosticPage(
      .letKind, "A name keeps its kind: a number does not become a matrix.",
      example: """
        let a = 1
        let a = [1, 2]
        show a
        """, repair: "Choose another name."),
    DiagnosticPage(
      .letParameter, "A parameter is set in the front matter or with -P.",
      example: """
        let size = 3
        """, repair: "Choose another name."),
    DiagnosticPage(
      .letReserved, "Words of the language cannot be let names.",
      example: """
        let relu = 3
        """, repair: "Choose another name."),
    DiagnosticPage(
      .letSeveral, "A let gives each name one value.",
      example: """
        let a, b = 3
        show a, b
        """, repair: "Write one let for each name."),
    DiagnosticPage(
      .letUnused, "A value is computed, but nothing uses it.",
      example: """
        let a = 3
        """, repair: "Use it, delete it, or show it."),
    DiagnosticPage(
      .loopDomain, "for goes through numbers, one after the other.",
      example: """
        let n = 5
        for i in n
          let square = i^2
        end
        show square
        """, repair: "for i in 0..n - 1"),
    DiagnosticPage(
      .lossLayer, "A loss belongs to the activation of the last layer.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        loss cross_entropy
        train gd lr=0.1 epochs=5
        """,
      repair:
        "cross_entropy goes with softmax, binary_cross_entropy with sigmoid, hinge with linear units, the others with any."
    ),
    DiagnosticPage(
      .lossUnknown, "There is no such loss.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        loss cross_entrophy
        train gd lr=0.1 epochs=5
        """, repair: "lectern help loss lists them."),
    DiagnosticPage(
      .matrixEntry, "The entries of a list are numbers.",
      example: """
        let layer = [25, "relu"]
        show layer
        """, repair: "Give each its own name."),
    DiagnosticPage(
      .matrixRagged, "The rows of a matrix have one length.",
      example: """
        show [1, 2; 3]
        """, repair: "Complete the short row."),
    DiagnosticPage(
      .matrixSize, "The matrix would not fit into memory.",
      example: """
        let a = zeros(1000000, 1000000)
        show a[0, 0]
        """, repair: "Make it smaller."),
    DiagnosticPage(
      .measureTarget, "Some measures speak of classes, r2 of numeric labels.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        show r2(train)
        """, repair: "accuracy, precision, recall, f1, auc for classes; r2, mse, mae for numbers."),
    DiagnosticPage(
      .memberUnknown, "A value has no part of this name.",
      example: """
        data circles 300 seed=1
        show train.Z
        """, repair: "Splits have X, Y, y, m; runs cost, epochs, iterations, W1, b1 …"),
    DiagnosticPage(
      .modelEmpty, "A model without dense layers has nothing to learn.",
      example: """
        data circles 300 seed=1
        model net
        train gd lr=0.1 epochs=5
        """, repair: "Add layers after model."),
    DiagnosticPage(
      .modelMissing, "Layers, losses and training belong to a model.",
      example: """
        data circles 300 seed=1
        layer dense 4 tanh
        """, repair: "Start with model NAME."),
    DiagnosticPage(
      .modelUntrained, "A model has layers, but no train uses it.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        """, repair: "Train it, or delete it."),
    DiagnosticPage(
      .nameBranch, "A name gets its value in one branch of an if, and is used after it.",
      example: """
        let x = rand(1, 1)[0]
        if x > 0.5
          let side = 1
        end
        show side
        """, repair: "Give it a value before the if, or in the other branch, too."),
    DiagnosticPage(
      .nameReserved, "Words of the language, and names of values, cannot name models or runs.",
      example: """
        data circles 300 seed=1
        model test
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Choose another name."),
    DiagnosticPage(
      .nameUnknown, "A name is used that nothing defines.",
      example: """
        let W1 = 3
        show w1, W1
        """, repair: "Define it with let, or mend its spelling: case counts."),
    DiagnosticPage(
      .normalizationMissing, "There is nothing to show before normalize.",
      example: """
        data circles 300 seed=1
        show normalization
        """, repair: "Normalize the data first."),
    DiagnosticPage(
      .normalizeTwice, "The data are scaled a second time.",
      example: """
        data circles 300 seed=1
        normalize zscore
        normalize minmax
        """, repair: "Keep one of the two."),
    DiagnosticPage(
      .numberFinite, "A number is infinite or not a number.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=1/0 epochs=5
        """, repair: "Mend the formula."),
    DiagnosticPage(
      .numberRange, "A number is outside the range that makes sense.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=-0.1 epochs=5
        """, repair: "Choose a number in the range."),
    DiagnosticPage(
      .numberShare, "A share lies between 0 and 1.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dropout keep=80
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Write 0.8 or 80%."),
    DiagnosticPage(
      .numberWhole, "Something is counted, so the number must be whole.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=2.5
        """, repair: "Write a whole number."),
  ]
}
