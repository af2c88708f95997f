extension StatementTable {
  static let seedMeaning = "seed of NumPy's legacy generator"
  static let ownStream = "a stream of its own from the notebook's seed"

  private static let examples = ValueSlot("N", .count, "number of examples")
  private static let seed = OptionEntry("seed", .seed, default: ownStream, seedMeaning)
  private static let image = OptionEntry(
    "image", .imageSize, default: "none", "height x width of the picture in each example")
  private static let order = OptionEntry(
    "order", .word(["row", "column"]), default: "row", needs: "image",
    "how pixels follow: row by row, or column by column as MATLAB unrolls")
  private static let file = ValueSlot(
    "FILE", .text, "path beside the notebook or in $LECTERN_DATA")
  private static let orientation = OptionEntry(
    "examples", .word(["rows", "columns"]), default: "the axis as long as the labels, else rows",
    "whether an example is a row or a column of the array")
  private static let arrayOptions = [
    OptionEntry("input", .array, default: "X, or the only one", "array that holds the inputs"),
    OptionEntry("label", .array, default: "y, if there is one", "array that holds the labels"),
    image, order, orientation,
  ]
  private static let classCount = OptionEntry(
    "classes", .whole(2, 100), default: "2", "number of classes")

  private static func noise(_ standard: String) -> OptionEntry {
    OptionEntry(
      "noise", .nonNegative, default: standard, "standard deviation of the noise that is added")
  }

  static let dataStatements: [StatementEntry] = [
    StatementEntry(
      .seed, "reseeds the notebook's stream of random numbers, as numpy.random.seed does",
      forms: [
        StatementForm(
          nil, "all later random numbers follow from N",
          values: [ValueSlot("N", .seed, seedMeaning)], example: "seed 1")
      ]),
    StatementEntry(
      .set, "chooses how the whole notebook computes and shows numbers",
      subject: "setting",
      forms: [
        StatementForm(
          "precision", "what networks are trained in; formulas are computed in float64",
          values: [
            ValueSlot("TYPE", .word(Precision.allCases.map(\.rawValue)), "floating-point type")
          ], example: "set precision float32"),
        StatementForm(
          "layout",
          "how examples lie in train.X, Y and y and in parts of models and runs, for onehot and "
            + "cross_entropy: an example is a column, X is [features, m] and W [units, inputs], or "
            + "a row, X is [m, features] and W [inputs, units]; columns unless set",
          values: [ValueSlot("LAYOUT", .word(Layout.allCases.map(\.rawValue)), "columns or rows")],
          example: "set layout columns"),
        StatementForm(
          "digits", "how many significant digits are shown; 6 unless set",
          values: [ValueSlot("N", .whole(1, 17), "significant digits")], example: "set digits 4"),
      ]),
    StatementEntry(
      .data, "reads or makes a data set; as train starts a new one, as dev and as test add to it",
      subject: "data source", result: .split,
      forms: [
        StatementForm(
          "csv", "a table, with a header line or without; one example a row",
          values: [file],
          options: [
            OptionEntry(
              "label", .column, required: true,
              "column that holds the label: its name or, without a header, its place from 0"),
            OptionEntry("columns", .columns, default: "all others", "columns that are features"),
            image, order,
          ], example: "data csv \"pets.csv\" label=species"),
        StatementForm(
          "idx", "images and labels in the format of MNIST, plain or gzip",
          values: [
            ValueSlot("IMAGES", .text, "file of images"),
            ValueSlot("LABELS", .text, "file of labels"),
          ],
          options: [image],
          example: "data idx \"train-images-idx3-ubyte\" \"train-labels-idx1-ubyte\""),
        StatementForm(
          "npz", "arrays that numpy.savez wrote", values: [file], options: arrayOptions,
          example: "data npz \"digits.npz\" input=X label=y image=20x20 order=column"),
        StatementForm(
          "npy", "an array that numpy.save wrote, and one of labels",
          values: [
            ValueSlot("INPUTS", .text, "file of the inputs"),
            ValueSlot("LABELS", .text, .optional, "file of the labels"),
          ],
          options: [image, order, orientation], example: "data npy \"x.npy\" \"y.npy\""),
        StatementForm(
          "hdf5", "data sets of an HDF5 file, such as the cats",
          values: [file],
          options: [
            OptionEntry("input", .array, required: true, "data set that holds the inputs"),
            OptionEntry("label", .array, default: "none", "data set that holds the labels"),
            OptionEntry(
              "classes", .array, default: "the labels themselves",
              "data set with the names of the classes 0, 1, …"),
            image, order, orientation,
          ],
          example: "data hdf5 \"train_catvnoncat.h5\" input=train_set_x label=train_set_y"),
        StatementForm(
          "mat", "variables of a MATLAB file, version 5 or 7.3", values: [file],
          options: arrayOptions,
          example: "data mat \"digits5000.mat\" image=20x20 order=column"),
        StatementForm(
          "images", "PNG and JPEG pictures, one sub-folder a class",
          values: [ValueSlot("FOLDER", .text, "folder with a sub-folder for each class")],
          options: [
            OptionEntry(
              "image", .imageSize, default: "that of the first picture",
              "size that all are scaled to; with x3 in colour")
          ], example: "data images \"pets\" image=64x64x3"),
        StatementForm(
          "values",
          "numbers of the notebook, taken as they are, in the units of train.X: a column an example, as "
            + "set layout has it",
          values: [
            ValueSlot("X", .gradient, "inputs; of one feature a row"),
            ValueSlot("Y", .gradient, .optional, "targets, one for each example"),
          ],
          options: [
            OptionEntry(
              "classes", .whole(2, 1000), default: "none: the targets are numbers",
              "the targets are 0, 1, … up to one less"),
            OptionEntry(
              "names", .texts, default: "0, 1, …", needs: "classes",
              "what the classes are called, one text for each"),
            OptionEntry(
              "features", .texts, default: "none", "what the features are called, one text for each"
            ),
            OptionEntry("target", .text, default: "y", "what the targets are called"),
            image, order,
          ], example: "data values [1, 2, 3, 4, 5] [3, 4, 8, 9, 11]"),
        StatementForm(
          "flower", "two classes in the petals of a flower", values: [examples],
          options: [seed], example: "data flower 400 seed=1"),
        StatementForm(
          "moons", "two interleaving half circles", values: [examples],
          options: [noise("0"), seed], example: "data moons 300 noise=0.2 seed=3"),
        StatementForm(
          "circles", "a circle inside another", values: [examples],
          options: [
            noise("0"), seed,
            OptionEntry("factor", .share, default: "0.8", "inner radius over outer radius"),
          ], example: "data circles 300 noise=0.05 seed=1"),
        StatementForm(
          "blobs", "round clouds of points, one a class", values: [examples],
          options: [
            OptionEntry("classes", .whole(2, 100), default: "3", "number of classes"),
            noise("1"), seed,
          ], example: "data blobs 300 classes=4 noise=0.5"),
        StatementForm(
          "spiral", "arms of a spiral, one a class", values: [examples],
          options: [
            OptionEntry("classes", .whole(2, 100), default: "3", "number of classes"),
            noise("0.2"), seed,
          ], example: "data spiral 300 classes=3"),
        StatementForm(
          "xor", "a square of points; opposite quarters share a class", values: [examples],
          options: [noise("0.1"), seed], example: "data xor 200 noise=0.1"),
        StatementForm(
          "gaussians", "a normal cloud cut into rings, one a class", values: [examples],
          options: [classCount, noise("1"), seed],
          example: "data gaussians 300 classes=2 seed=1"),
        StatementForm(
          "line", "numbers about the line 4 + 3 x, x from 0 to 2", values: [examples],
          options: [noise("0.3"), seed], example: "data line 100 noise=0.3 seed=1"),
        StatementForm(
          "sine", "numbers about sin x, x from -π to π", values: [examples],
          options: [noise("0.1"), seed], example: "data sine 100 noise=0.1"),
        StatementForm(
          "temperature", "the temperature of each day of a year, in °C",
          values: [
            ValueSlot("N", .count, .optional, standard: 365, "number of days; 365 if left out")
          ],
          options: [noise("3"), seed], example: "data temperature 365 seed=1"),
        StatementForm(
          "digits", "handwritten-looking digits, 20 x 20 grey levels, ten classes",
          values: [examples],
          options: [
            OptionEntry(
              "classes", .columns, default: "all ten", "the digits that are written: [4, 9]"),
            noise("0.05"), seed,
          ], example: "data digits 2000 seed=1"),
      ]),
    StatementEntry(
      .split, "shuffles the data and divides it into train, dev and test",
      forms: [
        StatementForm(
          nil, "shares of the whole, or numbers of examples",
          options: [
            OptionEntry("train", .shareOrCount, default: "the rest", "examples to learn from"),
            OptionEntry("dev", .shareOrCount, default: "0", "examples to choose settings with"),
            OptionEntry(
              "test", .shareOrCount, default: "the rest if only train is given, else 0",
              "examples for the final word"),
            seed,
            OptionEntry(
              "stratify", .boolean, default: "yes for classes",
              "keep the shares of the classes in each part"),
          ], example: "split train=80% test=20% seed=1")
      ]),
    StatementEntry(
      .normalize, "scales the features; fitted on train, applied to all splits",
      subject: "scaling",
      forms: [
        StatementForm(
          "zscore", "subtract the mean, divide by the standard deviation",
          example: "normalize zscore"),
        StatementForm(
          "mean", "subtract the mean, divide by the range", example: "normalize mean"),
        StatementForm(
          "minmax", "map the smallest to 0, the largest to 1", example: "normalize minmax"),
        StatementForm(
          "divide", "divide by a number",
          values: [ValueSlot("K", .positive, "divisor")], example: "normalize divide 255"),
      ]),
    StatementEntry(
      .augment, "adds changed copies of the training examples to train",
      forms: [
        StatementForm(
          nil, "every copy is changed at random, by at most what is said here",
          values: [
            ValueSlot(
              "FLIP", .word(["flip"]), .optional, "mirror half of the copies, left to right")
          ],
          options: [
            OptionEntry("rotate", .nonNegative, default: "0", "largest angle in degrees"),
            OptionEntry("shift", .nonNegative, default: "0", "largest shift in pixels"),
            OptionEntry(
              "noise", .nonNegative, default: "0", "standard deviation of the noise that is added"),
            OptionEntry("copies", .whole(1, 100), default: "1", "copies of each example"),
            seed,
          ], example: "augment flip rotate=10 shift=2 noise=0.05")
      ]),
  ]
}
