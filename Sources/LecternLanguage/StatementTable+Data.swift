extension StatementTable {
  static let seedMeaning = "seed of NumPy's legacy generator"
  static let ownStream = "a stream of its own from the notebook's seed"

  private static let examples = ValueSlot("N", .count, "number of examples")
  private static let seed = OptionEntry("seed", .seed, default: ownStream, seedMeaning)
  private static let image = OptionEntry(
    "image", .imageSize, default: "none", "height x width of the picture in each example")

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
          "precision", "the floating-point type of all matrices; float64 unless set",
          values: [
            ValueSlot("TYPE", .word(Precision.allCases.map(\.rawValue)), "floating-point type")
          ], example: "set precision float32"),
        StatementForm(
          "digits", "how many significant digits are shown; 6 unless set",
          values: [ValueSlot("N", .whole(1, 17), "significant digits")], example: "set digits 4"),
      ]),
    StatementEntry(
      .data, "reads or makes a data set; as train starts a new one, as dev and as test add to it",
      subject: "data source", result: .split,
      forms: [
        StatementForm(
          "csv", "a table with a header line; one example a row",
          values: [ValueSlot("FILE", .text, "path beside the notebook or in $LECTERN_DATA")],
          options: [
            OptionEntry("label", .column, required: true, "column that holds the label"),
            OptionEntry("columns", .columns, default: "all others", "columns that are features"),
            image,
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
          "xor", "four clouds; opposite ones share a class", values: [examples],
          options: [noise("0.1"), seed], example: "data xor 200 noise=0.1"),
        StatementForm(
          "digits", "handwritten-looking digits, 20 x 20 grey levels, ten classes",
          values: [examples], options: [noise("0.05"), seed], example: "data digits 2000 seed=1"),
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
  ]
}
