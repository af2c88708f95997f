import LecternText

/// `batch-norm-one` to `load-shape`.
extension RunDiagnostics {
  static let pagesAtoL: [DiagnosticPage] = [
    DiagnosticPage(
      "batch-norm-one",
      "batch_norm subtracts the mean of the batch: of one example nothing is left.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 bias=no
        layer batch_norm relu
        layer dense 1 sigmoid
        train sgd lr=0.1 epochs=5
        """, repair: "Take larger batches, batch=32, or leave batch_norm out."),
    DiagnosticPage(
      "caption-unused",
      "A cell has a caption or a label, but makes no figure or no table for it.",
      example: """
        ```nn
        #| tbl-cap: What e is
        show exp(1)
        ```
        """, repair: "Take it away, or move it to the cell that it belongs to."),
    DiagnosticPage(
      "check-gradient", "A gradient differs from what small steps of the cost say that it is.",
      example: """
        let w = [1, 2, 3]
        def J(w) = sum(w^2) / 2
        check gradient (2 * w) of J at w
        """,
      repair: """
        Look at what the message names. One factor for all is a lost 1/m or 2; a kink of ReLU \
        differs without being wrong.
        """),
    DiagnosticPage(
      "check-overfit", "The network does not even learn a few examples by heart.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        check overfit batch=20
        """,
      repair: """
        Take another lr= or more iterations=; else the network has too few units, or equal \
        examples have different labels.
        """),
    DiagnosticPage(
      "data-empty", "A split would have no examples, so nothing could be learned or measured.",
      example: """
        let X = rand(2, 40)
        let far = X[0, :] > 1
        data values X[:, far] X[1, far]
        """, repair: "Widen the condition that chooses the examples."),
    DiagnosticPage(
      "data-features",
      "The examples of dev or test have not the features of those of train, in the same order.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data circles n seed=1
        data digits n seed=2 as test
        """, repair: "Read data of the same kind, with the same columns."),
    DiagnosticPage(
      "data-image", "The examples have not as many numbers as image= says.",
      example: """
        data idx "train-images-idx3-ubyte" "train-labels-idx1-ubyte" image=20x20
        """, repair: "Multiply: 20x20 is 400 numbers. A file of images says their size itself."),
    DiagnosticPage(
      "data-nonfinite", "Inputs are infinite or not a number.",
      example: """
        data moons 300 noise=1e308 seed=1
        """, repair: "Mend or leave out these examples; of data that are made, take less noise."),
    DiagnosticPage(
      "data-one-class",
      "All training examples are of one class, so there is nothing to tell apart.",
      example: """
        heights.csv:
        height,weight,sex
        181,79,m
        178,81,m

        data csv "heights.csv" label=sex
        """, repair: "Look whether label= names the right column, and whether the file is whole."),
    DiagnosticPage(
      "data-overlap", "Examples of dev or test are in train too, so their results look too good.",
      example: """
        data moons 300 noise=0.2 seed=3 as train
        data moons 300 noise=0.2 seed=3 as test
        """,
      repair: """
        Take other files or another seed, or split one set. Doubles in a file go before splitting.
        """),
    DiagnosticPage(
      "data-target",
      "The labels of dev or test are numbers and those of train classes, or the reverse.",
      example: """
        train.csv:
        height,sex
        181,m
        165,f

        test.csv:
        height,age
        170,25.5
        160,30.5

        data csv "train.csv" label=sex
        data csv "test.csv" label=age as test
        """, repair: "Name the same column in both data statements."),
    DiagnosticPage(
      "diverged", "The training went out of bounds: its cost rose and rose.",
      example: """
        data line 100 seed=1
        model net
        layer dense 1
        train gd lr=10 epochs=500
        """, repair: "Take a smaller learning rate, a tenth for a start, or normalize the inputs."),
    DiagnosticPage(
      "early-stopping", "early_stopping= follows the cost of a split that is not trained on.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=100 early_stopping=5
        """, repair: "Say which: validate=dev."),
    DiagnosticPage(
      "expect", "The sides of a claim cannot be compared.",
      example: """
        expect [1, 2] == [1, 2, 3] within=0.1
        """, repair: "Compare numbers with numbers, and matrices with matrices of the same shape."),
    DiagnosticPage(
      "expected-failure",
      "The option error: true says that something fails in this cell, and nothing did.",
      example: """
        ```nn
        #| error: true
        show exp(1)
        ```
        """, repair: "Take the option away, or bring the mistake back that the cell is to show."),
    DiagnosticPage(
      "init", "This is not a way to choose initial weights, or not with so many numbers.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 init in [he, normal]
        """,
      repair: """
        Write he, glorot, zeros, normal(0.01), uniform(-0.1, 0.1) …; lectern help init has all.
        """),
    DiagnosticPage(
      "interrupted", "Somebody stopped the run while a cell was at work.",
      example: """
        data digits 5000 seed=1
        model net
        layer dense 300 relu
        layer dense classes softmax
        train gd lr=0.1 epochs=10000
        """,
      repair: "Run the notebook again. Nothing was written; the previous report is as it was."),
    DiagnosticPage(
      "load-array", "The file of weights has no array of this name.",
      example: """
        # numpy.savez("net.npz", Theta1=numpy.ones((1, 2)), c=[0.5])
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        load "net.npz" weights=[W] biases=[c]
        """, repair: "Take a name that the message lists: weights=[Theta1]."),
    DiagnosticPage(
      "load-layers", "The weights were saved from a network with other layers than this model.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 4 tanh
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        save "net.npz"
        model other
        layer dense 4 relu
        layer dense 1 sigmoid
        load "net.npz"
        """, repair: "Declare the model with the layers of the network that was saved."),
    DiagnosticPage(
      "load-nonfinite", "The file of weights holds NaN or infinite numbers.",
      example: """
        # numpy.savez("net.npz", W1=[[1, numpy.nan]], b1=[0.5])
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        load "net.npz"
        """, repair: "Save the weights of a training that did not diverge."),
    DiagnosticPage(
      "load-shape",
      "The arrays of the file have not the shapes of this model, or some are missing.",
      example: """
        # numpy.savez("net.npz", W1=numpy.ones((4, 2)), b1=numpy.ones(4))
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        load "net.npz"
        """,
      repair: """
        Declare the layers that the file was saved from; weights= and biases= name its arrays.
        """),
  ]
}
