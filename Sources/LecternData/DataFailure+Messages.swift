import LecternText

extension DataFailure {
  /// A stable name of the kind of failure.
  package var id: String { words.id }

  /// What is wrong, in one sentence that names file, line and cause.
  package var message: String { words.message }

  /// What to do about it, in one sentence.
  package var help: String { words.help }

  /// The line of the data file that is at fault, where there is one.
  package var line: Int? {
    if case .csv(let failure) = self { failure.line } else { nil }
  }

  private var words: Words {
    switch self {
    case .file(let failure): failure.words
    case .csv(let failure): failure.words
    case .idx(let failure): failure.words
    case .generator(let failure): failure.words
    case .split(let failure): failure.words
    case .classes(let failure): failure.words
    case .array(let failure): failure.words
    case .picture(let failure): failure.words
    case .network(let failure): failure.words
    case .augmentation(let failure): failure.words
    case .memory(let failure): failure.words
    }
  }
}

/// The wording of one failure.
struct Words {
  var id: String
  var message: String
  var help: String

  init(_ id: String, _ message: String, help: String) {
    self.id = id
    self.message = message
    self.help = help
  }
}

/// `"a", "b" and 3 more`: at most eight names, so that wide files stay readable.
func list(_ names: [String]) -> String {
  let shown = names.prefix(8).map { quoted($0) }
  let rest = names.count - shown.count
  guard rest == 0 else { return shown.joined(separator: ", ") + " and \(rest) more" }
  guard let last = shown.last, shown.count > 1 else { return shown.first ?? "nothing" }
  return shown.dropLast().joined(separator: ", ") + " and " + last
}

/// A text from a file between quotation marks, cut and without control characters.
func quoted(_ text: String) -> String {
  var shown = String(String.UnicodeScalarView())
  for scalar in text.unicodeScalars.prefix(40) {
    shown.unicodeScalars.append(scalar.properties.generalCategory == .control ? "\u{FFFD}" : scalar)
  }
  return "\"\(shown)\(text.unicodeScalars.count > 40 ? "…" : "")\""
}

func count(_ count: Int, _ one: String, _ many: String? = nil) -> String {
  "\(count) \(count == 1 ? one : many ?? one + "s")"
}

/// A number without needless decimals.
func decimal(_ value: Double) -> String { Int(exactly: value).map { "\($0)" } ?? "\(value)" }

/// A share in percent, to a tenth.
private func percent(_ share: Double) -> String { "\(decimal((share * 1000).rounded() / 10)) %" }

/// A size in the largest unit that keeps it above 1.
func size(_ bytes: Int) -> String {
  if bytes >= 1 << 30 { return "\(bytes >> 30) GiB" }
  if bytes >= 1 << 20 { return "\(bytes >> 20) MiB" }
  return count(bytes, "byte")
}

extension FileFailure {
  fileprivate var words: Words {
    // Their names differ from machine to machine; a page is the same everywhere.
    let places =
      folders.count > 1 ? " or in the \(count(folders.count - 1, "data folder")) named besides" : ""
    switch cause {
    case .badName:
      return Words(
        "bad-data-path", "The name \(quoted(name)) is not a file name",
        help: "Write the name of a file, such as \"points.csv\"")
    case .leaves:
      return Words(
        "data-path-leaves",
        "The path \(quoted(name)) leaves the folders that this notebook may read",
        help: "Put the file beside the notebook, or name its folder with --data-dir")
    case .missing:
      return Words(
        "missing-data-file",
        "There is no file \(quoted(name)) beside the notebook\(places)",
        help: MNISTFiles.help(for: name)
          ?? "Put the file beside the notebook, or name its folder with --data-dir or LECTERN_DATA"
      )
    case .notFolder:
      return Words(
        "data-path-not-a-folder", "\(quoted(name)) is a file, not a folder",
        help: "Name the folder that holds the pictures")
    case .notRegular:
      return Words(
        "data-path-not-a-file", "\(quoted(name)) is a folder or a device, not a file",
        help: "Name a file inside it")
    case .tooLarge(let bytes, let limit):
      return Words(
        "data-file-too-large",
        "The file \(quoted(name)) has \(size(bytes)); at most \(size(limit)) are read",
        help: "Cut the file into parts, or keep fewer rows")
    case .unreadable(let reason):
      return Words(
        "unreadable-data-file", "The file \(quoted(name)) cannot be read: \(reason)",
        help: "Check the permissions of the file and its folders")
    }
  }
}

extension CSVFailure {
  private var place: String {
    if let line { "\(quoted(name)), line \(line)" } else { quoted(name) }
  }

  /// What the columns of a file without a header are called.
  private func headless(_ count: Int) -> String {
    "no header names them, so they count "
      + (count == 1 ? "as 0 alone" : "from 0 to \(count - 1)")
  }

  fileprivate var words: Words {
    switch cause {
    case .columnRange(let lower, let upper, let count):
      return Words(
        "csv-column-range",
        "\(place) has the columns 0..\(count - 1); \(lower)..\(upper) is asked for",
        help: "Columns count from 0 and both ends belong to the range")
    case .compressed:
      return Words(
        "csv-compressed", "\(place) is compressed, not text",
        help: "Unpack it first, for example with gunzip")
    case .duplicateColumn(let column):
      return Words(
        "csv-duplicate-column", "\(place) has two columns with the name \(quoted(column))",
        help: "Give every column its own name in the first line")
    case .emptyCells(let column, let number, let usable):
      return Words(
        "csv-empty-cells",
        "\(place): the cell of column \(quoted(column)) is empty; "
          + "\(count(number, "cell")) of the used columns \(number == 1 ? "is" : "are") empty",
        help: "Fill the empty cells, drop their rows, or leave the column out with "
          + "columns=\(usable ?? "")")
    case .emptyFile:
      return Words(
        "csv-empty-file", "\(place) is empty",
        help: "Each line is an example; a first line may name the columns")
    case .headerOnly:
      return Words(
        "csv-header-only", "\(place) has a header but no examples",
        help: "Each line after the first is an example")
    case .imageSize(let image, let columns):
      let product = image.count.map { "\($0)" } ?? "too many"
      return Words(
        "csv-image-size",
        "\(place) has \(count(columns, "input column")), but image=\(image.text) needs \(product)",
        help: "Choose the pixel columns with columns=, or correct the image size")
    case .labelAmongColumns(let column):
      return Words(
        "csv-label-among-columns",
        "\(place): the label \(quoted(column)) is also among the input columns",
        help: "Leave it out of columns=, or the model is given the answer")
    case .emptyLabel(let column):
      return Words(
        "csv-empty-label", "\(place): the label in column \(quoted(column)) is empty",
        help: "Every example needs a label; fill it or drop the row")
    case .labelAmongNumbers(let column, let text):
      return Words(
        "csv-label-text",
        "\(place): the label column \(quoted(column)) holds the text \(quoted(text)) among numbers",
        help: "Correct the cell or drop the row; a number to predict cannot be a word")
    case .longLine:
      return Words(
        "csv-long-line", "\(place) goes on for more than a hundred megabytes",
        help: "Check that this is a text file with an example a line")
    case .missingColumns(let missing, let existing):
      return Words(
        "csv-missing-column",
        "\(place) has no column \(list(missing)); its columns are \(list(existing))",
        help: "Column names are compared letter by letter")
    case .missingLabel(let label, let existing):
      return Words(
        "csv-missing-label",
        "\(place) has no column \(quoted(label)) for the label; its columns are \(list(existing))",
        help: Suggestion.nearest(to: label, among: existing).map {
          "Did you mean \(quoted($0.name))?"
        }
          ?? "Set label= to one of the column names")
    case .missingLabelPlace(let label, let number):
      return Words(
        "csv-missing-label",
        "\(place) has no column \(quoted(label)) for the label; \(headless(number))",
        help: "Set label= to the place of a column, or add a first line such as x1,x2,y")
    case .missingPlaces(let missing, let number):
      return Words(
        "csv-missing-column", "\(place) has no column \(list(missing)); \(headless(number))",
        help: "Name columns by their places, or add a first line such as x1,x2,y")
    case .noColumns:
      return Words(
        "csv-no-columns", "\(place) has no input column besides the label",
        help: "The file needs at least one column of numbers")
    case .notFinite(let column, let text, let number, let isLabel):
      return Words(
        "csv-not-finite",
        "\(place): column \(quoted(column)) holds \(quoted(text)), which is not a finite number; "
          + "\(count(number, isLabel ? "label" : "cell")) of the "
          + "\(isLabel ? "column" : "used columns") \(number == 1 ? "is" : "are") not finite",
        help: "Training needs finite numbers; correct the cells or drop their rows")
    case .notUTF8:
      return Words(
        "csv-not-utf8", "\(place) is not valid UTF-8 text",
        help: "Save the file as UTF-8")
    case .ragged(let expected, let found, let hasHeader):
      let first = hasHeader ? "header" : "first line"
      return Words(
        "csv-ragged",
        "\(place) has \(count(found, "cell")), but the \(first) has "
          + count(expected, "column"),
        help: "Give every line as many cells as the \(first); a cell with a comma needs quotes")
    case .strayQuote:
      return Words(
        "csv-stray-quote", "\(place) has text after the closing quotation mark of a cell",
        help: "Write a quotation mark inside a quoted cell twice")
    case .text(let column, let text, let usable):
      return Words(
        "csv-text",
        "\(place): column \(quoted(column)) holds the text \(quoted(text)), but inputs are numbers",
        help: text.contains(",")
          ? "Write decimals with a point, or leave the column out with columns=\(usable ?? "")"
          : "Correct the cell, or leave the column out with columns=\(usable ?? "")")
    case .tooManyClasses(let column, let classes, let examples):
      return Words(
        "csv-many-classes",
        "\(place): the label column \(quoted(column)) has \(classes) different texts in "
          + "\(count(examples, "example")), so it names examples rather than classes",
        help: "Set label= to the column with the classes; a column of numbers holds nothing else")
    case .unclosedQuote:
      return Words(
        "csv-unclosed-quote", "\(place) opens a quoted cell that is never closed",
        help: "Close the cell with a quotation mark; a mark inside a cell is written twice")
    }
  }
}

extension IDXFailure {
  fileprivate var words: Words {
    let file = quoted(name)
    switch cause {
    case .corruptGzip:
      return Words(
        "idx-corrupt-gzip", "\(file) is compressed, but the compressed data is damaged",
        help: "Copy or download the file again")
    case .counts(let images, let labels, let labelName):
      return Words(
        "idx-counts",
        "\(file) holds \(count(images, "example")), but \(quoted(labelName)) holds "
          + "\(count(labels, "label"))",
        help: "Take the images and the labels of the same set")
    case .empty:
      return Words(
        "idx-empty", "\(file) holds no examples", help: "Check that this is the file you meant")
    case .imageSize(let image, let features):
      let product = image.count.map { "\($0)" } ?? "too many"
      return Words(
        "idx-image-size",
        "\(file) has \(count(features, "number")) an example, but image=\(image.text) needs "
          + product,
        help: "Correct the image size, or leave it out where the file says it")
    case .label(let value, let index):
      return Words(
        "idx-label", "\(file): label \(index) is \(decimal(value)), which is not a class number",
        help: "Classes are whole numbers from 0 to 9999; check that this is the file of labels")
    case .labelRank(let dimensions):
      return Words(
        "idx-label-rank",
        "\(file) has \(count(dimensions, "dimension")), but a file of labels has one",
        help: "Name the file of inputs first and the file of labels second")
    case .notFinite(let number, let example, let feature):
      let what = feature == nil ? "label" : "input"
      return Words(
        "idx-not-finite",
        "\(file): \(count(number, what)) \(number == 1 ? "is" : "are") not finite, the first in "
          + (feature.map { "feature \($0) of " } ?? "") + "example \(example)",
        help: "Training needs finite numbers")
    case .notIDX(let bytes):
      return Words(
        "idx-magic",
        "\(file) is not an IDX file: it starts with the bytes "
          + "\(bytes.map { String($0) }.joined(separator: " "))",
        help: "An IDX file starts with two zero bytes, a type and the number of dimensions")
    case .swapped(let labelName):
      return Words(
        "idx-swapped", "\(file) holds labels and \(quoted(labelName)) holds inputs",
        help: "Name the file of inputs first and the file of labels second")
    case .tooLarge(let bytes, let limit):
      let claim = bytes.map { size($0) } ?? "more bytes than can be counted"
      return Words(
        "idx-too-large", "\(file) claims \(claim); at most \(size(limit)) are read",
        help: "Check that the file is not damaged, or cut it into parts")
    case .trailing(let expected):
      return Words(
        "idx-trailing",
        "\(file) has more than the \(count(expected, "byte")) its header announces",
        help: "The file is damaged or its header is wrong; copy or download it again")
    case .truncated(let expected, let found):
      return Words(
        "idx-truncated",
        "\(file) is cut short: its header announces \(count(expected, "byte")), there are \(found)",
        help: "Copy or download the file again")
    case .unknownType(let code):
      return Words(
        "idx-type", "\(file) has the unknown number type \(code)",
        help: "IDX types are 8, 9, 11, 12, 13 and 14")
    }
  }
}

extension GeneratorFailure {
  fileprivate var words: Words {
    let set = kind.rawValue
    switch cause {
    case .classCount(let count):
      return Words(
        "generator-classes", "The set \(set) cannot have \(count) classes",
        help: "Ask for 1 to 100 classes")
    case .count(let count, let minimum, let maximum):
      return Words(
        "generator-count", "The set \(set) cannot have \(count) examples",
        help: "Ask for \(minimum) to \(maximum) examples")
    case .digits:
      return Words(
        "generator-digits", "The classes of \(set) are two or more different digits from 0 to 9",
        help: "data digits 400 classes=[4, 9]")
    case .factor(let factor):
      return Words(
        "generator-factor", "The set \(set) cannot have the factor \(decimal(factor))",
        help: "The factor is the radius of the inner circle: at least 0 and less than 1")
    case .noise(let noise):
      return Words(
        "generator-noise", "The set \(set) cannot have the noise \(decimal(noise))",
        help: "Noise is a finite number, 0 or more")
    }
  }
}

extension SplitFailure {
  fileprivate var words: Words {
    switch cause {
    case .emptyClass(let name):
      return Words(
        "split-empty-class", "The split leaves no training example of class \(quoted(name))",
        help: "Give train a larger part, or stratify the split")
    case .emptyPart(let part, let share, let examples):
      return Words(
        "split-empty-part",
        "\(percent(share)) of \(count(examples, "example")) leave \(part) without examples",
        help: "Give \(part) a larger part, or leave it out")
    case .nothingLeft:
      return Words(
        "split-nothing-left", "The split leaves no examples for training",
        help: "Give dev and test smaller parts")
    case .outOfRange(let part, .share(let share)):
      return Words(
        "split-out-of-range",
        share > 1
          ? "\(part) cannot have \(percent(share)) of the examples"
          : "The part of \(part) is neither a share from 0 to 1 nor a count",
        help: "Write a share such as 80%, or a whole number of examples")
    case .outOfRange(let part, .count(let number)):
      return Words(
        "split-out-of-range", "\(part) cannot have \(number) examples",
        help: "Write a share such as 80%, or a whole number of examples")
    case .tooMany(let asked, let available):
      return Words(
        "split-too-many",
        "The split asks for \(count(asked, "example")), but there are \(available)",
        help: "Make the counts smaller, or write shares such as 80%")
    case .tooMuch(let share):
      return Words(
        "split-too-much", "The shares of the split add up to \(percent(share))",
        help: "Shares add up to 100 % at most")
    }
  }
}

extension ClassFailure {
  fileprivate var words: Words {
    Words(
      "unknown-class",
      "The class \(quoted(unknown)) is not among those of the training set: \(list(expected))",
      help: "Training and test labels need the same names")
  }
}
