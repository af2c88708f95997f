/// `activation-unknown` to `in-unused`.
extension DiagnosticCatalog {
  static let entriesAtoI: [DiagnosticEntry] = [
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
      .arrayCount, "A file gives one array of weights, and one of biases, for each dense layer.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        load "given.mat" weights=[Theta1] as given
        """, repair: "Name as many arrays as there are layers."),
    DiagnosticEntry(
      .augmentEmpty, "augment must say what it changes.",
      example: """
        data digits 200
        augment copies=2
        """, repair: "augment flip rotate=10"),
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
      .biasUseless, "A bias just before batch_norm is taken away with the mean.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4
        layer batch_norm relu
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Leave the bias out: bias=no."),
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
      .checkDropout, "Differences of the cost mean nothing while units drop at random.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dropout keep=0.8
        layer dense 1 sigmoid
        check gradient
        train gd lr=0.1 epochs=5
        """, repair: "Nothing to do: training drops units as declared."),
    DiagnosticEntry(
      .checkPrecision, "The gradient check always computes in float64.",
      example: """
        set precision float32
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        check gradient
        train gd lr=0.1 epochs=5
        """, repair: "Nothing to do."),
    DiagnosticEntry(
      .checkUnknown, "There is no such check.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        check gradients
        train gd lr=0.1 epochs=5
        """, repair: "gradient, start, overfit or shapes."),
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
      .domainBounds,
      "A domain goes from its lower to its upper bound; a logarithm needs both above 0.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search random epochs=5 lr in loguniform(0, 1)
        """, repair: "Start above 0, and put the smaller bound first."),
    DiagnosticEntry(
      .domainDraws, "A domain of search draws one number for each trial.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search random epochs=5 lr in uniform(0.1, 1) * loguniform(0.01, 1)
        """, repair: "Vary a second option, or a let name in a formula."),
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
      .domainGrid, "A grid goes through fixed points; uniform and its kin draw at random.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search grid epochs=5 lr in loguniform(0.01, 1)
        """, repair: "Write the list, say points=5, or search random."),
    DiagnosticEntry(
      .domainWhole, "A count is a whole number.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        search random epochs=5 lr=0.1 batch in uniform(16, 64)
        """, repair: "integers(16, 64)"),
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
      .examplesMany, "train has fewer examples than examples= asks for.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 examples in [100, 500]
        """, repair: "Stay within the training examples."),
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
      .fileEnding, "The ending of a file says in which format weights are written.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        save "net.weights"
        """, repair: ".npz or .safetensors; load reads .mat, too."),
    DiagnosticEntry(
      .fileOutside, "A notebook writes and reads weights in its own folder only.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 as first
        save "../net.npz"
        """, repair: "Leave out the folders above."),
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
  ]
}
