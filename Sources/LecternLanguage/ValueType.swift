import LecternText

/// What the checker knows of a value before it exists.
indirect enum ValueType: Sendable {
  /// Nothing is known, or a mistake is reported already: silent everywhere.
  case unknown
  /// A number, with its value when that is constant.
  case number(Double?)
  case boolean
  case string(String?)
  case matrix(MatrixType)
  case run(RunType)
  case runs(RunType)
  case split(String)
  case model(String)

  /// What an author calls it, with its article.
  var noun: String {
    switch self {
    case .unknown: "a value"
    case .number: "a number"
    case .boolean: "a yes or no"
    case .string: "a text"
    case .matrix(let type): "a matrix \(type.text)"
    case .run: "a run"
    case .runs: "several runs"
    case .split: "a split of the data"
    case .model: "a model"
    }
  }

  /// True when a value of one can take the name of the other.
  func hasKind(of other: ValueType) -> Bool {
    switch (self, other) {
    case (.unknown, _), (_, .unknown), (.number, .number), (.boolean, .boolean),
      (.string, .string), (.matrix, .matrix), (.run, .run), (.runs, .runs), (.split, .split),
      (.model, .model):
      true
    default: false
    }
  }

  var constant: Double? {
    guard case .number(let value) = self else { return nil }
    return value
  }

  /// Whether the labels of a run are numbers; nil when this is no run or not known.
  var isRegression: Bool? {
    switch self {
    case .run(let run), .runs(let run): run.isRegression
    default: nil
    }
  }

  var isNumber: Bool { if case .number = self { true } else { false } }

  var isUnknown: Bool {
    if case .unknown = self { true } else { false }
  }
}

/// Rows and columns of a matrix, as far as they are known.
struct MatrixType: Sendable {
  var rows: Dimension
  var columns: Dimension

  static let unknown = MatrixType(rows: Dimension(nil), columns: Dimension(nil))

  /// `10 × 25`, with `?` for a size that is not known.
  var text: String { "\(rows.text) × \(columns.text)" }
  var transposed: MatrixType { MatrixType(rows: columns, columns: rows) }
  var isVector: Bool { rows.size == 1 || columns.size == 1 }
  /// True when there are certainly several rows and several columns.
  var isSurelyTwoDimensional: Bool { (rows.size ?? 1) > 1 && (columns.size ?? 1) > 1 }
  var isFullyKnown: Bool { rows.size != nil && columns.size != nil }
}

/// One size of a matrix and the place it came from.
struct Dimension: Sendable {
  let size: Int?
  var origin: Origin?

  /// Where a size was decided.
  struct Origin: Sendable {
    /// The first `let` name that had this size.
    var name: String?
    /// The call, list or statement that made the matrix.
    let creation: SourceSpan
    /// The number that decided, when it is written there.
    let literal: SourceSpan?
  }

  init(_ size: Int?, origin: Origin? = nil) {
    self.size = size
    self.origin = origin
  }

  var text: String { size.map(String.init) ?? "?" }
}

/// What is known of a run or of the runs of a sweep.
struct RunType: Sendable {
  /// The model at the time of training.
  let model: ModelState?
  /// How many runs there are.
  let count: Int?
  /// The resource it came from; nil for the latest run.
  let name: String?
  /// Names that vary: sizes that depend on them are not known.
  let varies: Bool
  /// Whether its labels are numbers; nil when that is not known.
  var isRegression: Bool?
}

/// A name that a `let` or a parameter brought.
struct Variable: Sendable {
  var type: ValueType
  let name: Name
  /// The whole statement.
  let statement: SourceSpan
  let piece: Int
  let isParameter: Bool
}
