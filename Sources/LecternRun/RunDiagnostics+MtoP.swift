import LecternText

/// `metric` to `predict-run`.
extension RunDiagnostics {
  static let pagesMtoP: [DiagnosticPage] = [
    DiagnosticPage(
      "metric", "What is to be measured has no meaning for these labels or this network.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        evaluate train metrics=top2
        """,
      repair: """
        Measure something else: classes have accuracy and f1, numbers have cost, mse and r2.
        """),
    DiagnosticPage(
      "metric-unknown", "There is no metric of this name.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        evaluate train metrics=[accuracy, kappa]
        """,
      repair: """
        Write accuracy, error, precision, recall, f1, auc, top2, top3, top5, cost, mse, mae or r2.
        """),
    DiagnosticPage(
      "needs-impossible", "The options of a cell need the files without which alone it runs.",
      example: """
        ```nn
        #| needs: cats.h5
        #| without: cats.h5
        show exp(1)
        ```
        """,
      repair: "Delete one of the two options, or write the second into a cell of its own."),
    DiagnosticPage(
      "needs-missing", "A cell uses what another one makes only where a data file is found.",
      example: """
        ```nn
        #| needs: cats.h5
        let width = 64
        ```

        ```nn
        show width
        ```
        """,
      repair: """
        Give the cell the same option, or let a cell with the option without: cats.h5 make what it \
        uses. Values in the text need no option: where a file is missing, a dash stands for them.
        """),
    DiagnosticPage(
      "no-data", "No data have been read where the statement needs some.",
      example: """
        let x = rand(1, 1)[0]
        repeat 2
          stop if x < 2
          data circles 300 seed=1
        end
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        """, repair: "Put a data statement before it, outside of a loop that may be left earlier."),
    DiagnosticPage(
      "no-model", "No model has been declared where the statement needs one.",
      example: """
        let x = rand(1, 1)[0]
        data circles 300 seed=1
        for i in 1..1
          stop if x < 2
          model net
          layer dense 1 sigmoid
        end
        train gd lr=0.1 epochs=5
        """,
      repair: "Put model and its layers before it, outside of a loop that may be left earlier."),
    DiagnosticPage(
      "no-normalization", "show normalization has nothing to show, since nothing was normalized.",
      example: """
        let x = rand(1, 1)[0]
        data circles 300 seed=1
        for i in 1..1
          stop if x < 2
          normalize zscore
        end
        show normalization
        """, repair: "Put normalize zscore before it, outside of a loop that may be left earlier."),
    DiagnosticPage(
      "no-run", "Nothing has been trained yet of which the statement could speak.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        model other
        layer dense 1 sigmoid
        check gradient when=trained
        """, repair: "Put train before it."),
    DiagnosticPage(
      "no-split", "The data have no split of this name.",
      example: """
        let part = round(0.4 * rand(1, 1)[0])
        data circles 300 seed=1
        split train=80% dev=part
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5 validate=dev
        """, repair: "Divide the data, split train=80% dev=20%, or read the part: data … as dev."),
    DiagnosticPage(
      "normalize-nonfinite", "Scaling makes inputs too large to be numbers.",
      example: """
        data digits 200 seed=1
        normalize divide 1e-310
        """, repair: "Divide by a larger number; zscore and minmax find their own."),
    DiagnosticPage(
      "plot-boundary", "A boundary between classes can be drawn for two features and classes only.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data digits n seed=1
        model net
        layer dense classes softmax
        train gd lr=0.1 epochs=5
        plot boundary
        """, repair: "Draw plot confusion or plot misclassified instead."),
    DiagnosticPage(
      "plot-confusion", "A confusion counts classes, and the labels are numbers.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data line n seed=1
        model net
        layer dense 1
        train gd lr=0.1 epochs=5
        plot confusion train
        """, repair: "Draw plot cost, or plot data for a line through points."),
    DiagnosticPage(
      "plot-contour",
      "A function of two numbers has no level lines: no values where they are sought, none above 0 "
        + "for log=yes, or its levels are no numbers.",
      example: """
        def f(x, y) = log(x) + y
        plot contour f x=[-3, -1]
        """, repair: "Look where the function has values: x=[0.1, 3]."),
    DiagnosticPage(
      "plot-empty", "There are no numbers to draw.",
      example: """
        # numpy.savez("net.npz", W1=numpy.ones((1, 2)), b1=[0.5])
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        load "net.npz"
        plot cost
        """,
      repair: """
        Train the network here: weights from a file have no history. Of a range=, take a wider \
        one.
        """),
    DiagnosticPage(
      "plot-hidden", "A part of what was to be drawn is not seen in the figure.",
      example: """
        plot bar [0/0, 1, 2]
        """,
      repair: """
        Numbers that are not finite come from a division by 0 or a power that is too large; a \
        logarithmic axis shows numbers above 0 only; x= and y= choose the part of the plane.
        """),
    DiagnosticPage(
      "plot-images", "The examples are no pictures of a known size.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data circles n seed=1
        plot images
        """, repair: "Say the size where the data are read: image=20x20."),
    DiagnosticPage(
      "plot-misclassified", "Only classes can be mistaken, and the labels are numbers.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data line n seed=1
        model net
        layer dense 1
        train gd lr=0.1 epochs=5
        plot misclassified train
        """, repair: "Draw plot cost instead."),
    DiagnosticPage(
      "plot-range", "The lower limit of range= is not below the upper one.",
      example: """
        let top = rand(1, 1)[0]
        plot series [3, 5, 4, 8] range=[2, top]
        """, repair: "Write the lower limit first: range=[0, 2]."),
    DiagnosticPage(
      "plot-roc", "A ROC curve needs labels that are classes, and examples of two of them.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data line n seed=1
        model net
        layer dense 1
        train gd lr=0.1 epochs=5
        plot roc train
        """, repair: "Draw it of classes; a split with one class alone needs more examples."),
    DiagnosticPage(
      "plot-run", "This figure shows one run, and there are several.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        let rates = [0.1, 1]
        train gd lr in rates epochs=5
        plot confusion train
        """,
      repair: "Name the runs and choose one: train … as runs, then plot confusion train runs[0]."),
    DiagnosticPage(
      "predict", "predict lacks what to predict.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        predict
        """,
      repair: "Write a split and an index, predict train 5, or the features: predict [0.5; 1.2]."),
    DiagnosticPage(
      "predict-column", "A new example is a column of finite numbers.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        let x = [log(0); 1]
        predict x
        """, repair: "Write a number for each feature: predict [0.5; 1.2]."),
    DiagnosticPage(
      "predict-features", "The new example has not as many features as the network takes.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data circles n seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        predict [0.5; 1.2; 3]
        """,
      repair: "Write a number for each feature, in the order of the data: predict [0.5; 1.2]."),
    DiagnosticPage(
      "predict-index", "The split has no example at this index.",
      example: """
        let n = 300 + round(rand(1, 1)[0])
        data circles n seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        predict train 500
        """, repair: "Indices count from 0 to one less than the number of examples."),
    DiagnosticPage(
      "predict-picture", "A picture can be predicted only if the training examples are pictures.",
      example: """
        # x.png is a picture
        let n = 300 + round(rand(1, 1)[0])
        data circles n seed=1
        model net
        layer dense 1 sigmoid
        train gd lr=0.1 epochs=5
        predict "x.png"
        """, repair: "Say the size of the training pictures where they are read: image=20x20."),
    DiagnosticPage(
      "predict-run", "One run predicts, and there are several.",
      example: """
        data circles 300 seed=1
        model net
        layer dense 1 sigmoid
        train gd lr in [0.1, 1] epochs=5
        predict train 5
        """,
      repair: "Name the runs and choose one: train … as runs, then predict train 5 runs[0]."),
  ]
}
