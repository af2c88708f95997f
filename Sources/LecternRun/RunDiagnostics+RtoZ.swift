import LecternText

/// `resume` to `value-whole`.
extension RunDiagnostics {
  static let pagesRtoZ: [DiagnosticPage] = [
    DiagnosticPage(
      "record-finite", "A recorded series has come to infinity or to what is not a number.",
      example: """
        let w = 1
        repeat 3000
          w = w + 2 * w
          record cost = w^2
        end
        plot series cost
        """, repair: "Take smaller steps, and keep logarithms off 0: clip(A, 1e-12, 1 - 1e-12)."),
    DiagnosticPage(
      "resume", "Training cannot go on from this run.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr in [0.1, 1] epochs=5 as runs
        train gd lr=0.1 epochs=5 resume=runs[0]
        """,
      repair: """
        Go on from a single run of this model that did not diverge: train it by itself first.
        """),
    DiagnosticPage(
      "save-input", "save would write over a file that this notebook reads.",
      example: """
        # numpy.savez("net.npz", W1=numpy.ones((1, 2)), b1=[0.5])
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        load "net.npz" as given
        train gd lr=0.1 epochs=5 resume=given
        save "net.npz"
        """, repair: "Save under another name."),
    DiagnosticPage(
      "save-run", "A file holds the weights of one run that did not diverge.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr in [0.1, 1] epochs=5
        save "net.npz"
        """,
      repair: "Name the runs and choose one: train … as runs, then save \"net.npz\" runs[0]."),
    DiagnosticPage(
      "search-domain",
      "The ends of a domain are in the wrong order, or its numbers are not finite.",
      example: """
        data circles 300 seed=1
        split train=80% dev=20%
        model net
        layer dense 1 sigmoid
        let top = rand(1, 1)[0]
        search random trials=3 epochs=5 lr in uniform(2, top)
        """, repair: "Write the lower end first; both ends of loguniform lie above 0."),
    DiagnosticPage(
      "search-split", "A search chooses by a split that is not there.",
      example: """
        let part = round(0.4 * rand(1, 1)[0])
        data circles 300 seed=1
        split train=80% dev=part
        model net
        layer dense 1 sigmoid
        search random trials=3 epochs=5 lr in loguniform(0.01, 1)
        """, repair: "Divide the data first: split train=60% dev=20% test=20%."),
    DiagnosticPage(
      "split-normalized", "normalize came before split, so dev and test took part in the scaling.",
      example: """
        data circles 300 seed=1
        normalize zscore
        split train=80% test=20%
        """, repair: "Split first, then normalize: the scale is then that of train alone."),
    DiagnosticPage(
      "sweep-domain", "After in stands a list of values, a range or a row.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr in 0.1 epochs=5
        """, repair: "Write a list: lr in [0.1, 1]."),
    DiagnosticPage(
      "sweep-empty", "The list after in is empty.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        let k = round(rand(1, 1)[0]) - 1
        train gd lr in 1..k epochs=5
        """, repair: "Write a value at least: lr in [0.1, 1]."),
    DiagnosticPage(
      "threshold-unused",
      "A network with an output for each class decides for the largest of them.",
      example: """
        data circles 300 seed=1
        model net
        layer dense classes softmax
        train gd lr=0.1 epochs=5
        evaluate train threshold=0.7
        """, repair: "Leave threshold= out; it is for a single sigmoid."),
    DiagnosticPage(
      "timeout", "The cell took longer than its timeout allows.",
      example: """
        ```nn
        #| timeout: 1
        data digits 5000 seed=1
        model net
        layer dense 300 relu
        layer dense classes softmax
        train gd lr=0.1 epochs=10000
        ```
        """,
      repair: """
        Raise it, timeout: 60, or do less: fewer epochs, fewer examples, a smaller network.
        """),
    DiagnosticPage(
      "train-examples", "examples= asks for more training examples than there are.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data circles n seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 examples=500
        """, repair: "Write at most the size of train; leave examples= out for all."),
    DiagnosticPage(
      "train-length", "Nothing says how long to train.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1
        """, repair: "Write epochs=10 or iterations=1000."),
    DiagnosticPage(
      "train-memory",
      "The training needs more memory than there is, or than memory: gives to the cell.",
      example: """
        ```nn
        #| memory: 1 MB
        data digits 200 seed=1
        model net
        layer dense 1000 relu
        layer dense classes softmax
        train gd lr=0.1 epochs=5
        ```
        """, repair: "Take fewer units, a smaller batch= or fewer runs, or raise the limit."),
    DiagnosticPage(
      "train-rate", "The formula of the learning rate comes to 0 or below, or is left out.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1-0.01*epoch epochs=20
        """, repair: "Write a formula that stays above 0: lr=0.1/(1 + epoch)."),
    DiagnosticPage(
      "value", "A formula cannot be computed: an index is out of range, or shapes do not fit.",
      example: """
        let k = 3 + round(rand(1, 1)[0])
        let x = [1, 2, 3]
        show x[k]
        """,
      repair: """
        Look at the place shown and at the numbers in the message; show prints what a name is.
        """),
    DiagnosticPage(
      "value-flag", "yes or no is wanted here.",
      example: """
        let k = rand(1, 1)[0]
        data circles 300 seed=1
        split train=80% stratify=k
        """, repair: "Write yes or no."),
    DiagnosticPage(
      "value-negative", "The number must not be below 0.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        let decay = rand(1, 1)[0] - 1
        train gd lr=0.1 epochs=5 weight_decay=decay
        """, repair: "Look how it is computed; abs(x) and max(x, 0) are never negative."),
    DiagnosticPage(
      "value-number", "One number is wanted here, and this is a matrix or a text.",
      example: """
        let k = 2 + round(rand(1, 1)[0])
        let rates = ones(1, k)
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 clip_norm=rates
        """, repair: "Take an entry, rates[0], or a number of the whole, mean(rates)."),
    DiagnosticPage(
      "value-positive", "The number must be above 0.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        let limit = rand(1, 1)[0] - 1
        train gd lr=0.1 epochs=5 clip_norm=limit
        """, repair: "Look how it is computed; show limit tells what it is."),
    DiagnosticPage(
      "value-seed", "A seed is a whole number from 0 to 4294967295.",
      example: """
        let k = rand(1, 1)[0]
        data circles 300 seed=k
        """, repair: "Write a number such as seed=1, or round(k)."),
    DiagnosticPage(
      "value-share", "A share lies between 0 and 1.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        let beta = 1 + rand(1, 1)[0]
        train momentum lr=0.1 epochs=5 beta=beta
        """, repair: "Write a share such as 0.9 or 90%."),
    DiagnosticPage(
      "value-whole", "A whole number is wanted here, or one within other bounds.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        let k = 10 * rand(1, 1)[0]
        train gd lr=0.1 epochs=k
        """, repair: "Round it, 1 + round(k), or write the number."),
  ]
}
