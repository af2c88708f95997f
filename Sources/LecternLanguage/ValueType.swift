import LecternText

/// What the checker knows of a value before it exists.
indirect enum ValueType: Sendable {
  /// Nothing is known, or a mistake is reported already: silent everywhere.
  case unknown
  /// A number, with its value when that is constant.
  case number(Double?)
  /// A yes or no, when it is constant.
  case boolean(Bool?)
  case string(String?)
  case matrix(MatrixType)
  case run(RunType)
  case runs(RunType)
  case split(String)
  case model(String)
  /// A function that `def` made.
  case function(FunctionDefinition)
  /// What a function with several results gives.
  case results([ValueType])
  /// A parameter of a function of which nothing is known yet: as silent as `unknown`, until the
  /// first product makes a matrix of it.
  case parameter(String)

  /// What an author calls it, with its article.
  var noun: String {
    switch self {
    case .unknown, .parameter: "a value"
    case .number: "a number"
    case .boolean: "a yes or no"
    case .string: "a text"
    case .matrix(let type): "a matrix \(type.text)"
    case .run: "a run"
    case .runs: "several runs"
    case .split: "a split of the data"
    case .model: "a model"
    case .function(let definition): "the function \(definition.name.text)"
    case .results(let results): "\(results.count) values"
    }
  }

  /// True when a value of one can take the name of the other.
  func hasKind(of other: ValueType) -> Bool {
    switch (self, other) {
    case (.number, .number), (.boolean, .boolean), (.string, .string), (.matrix, .matrix),
      (.run, .run), (.runs, .runs), (.split, .split), (.model, .model), (.function, .function):
      true
    default: isUnknown || other.isUnknown
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
    switch self {
    case .unknown, .parameter: true
    default: false
    }
  }

  /// The yes or no, when it is constant.
  var truth: Bool? {
    guard case .boolean(let value) = self else { return nil }
    return value
  }

  /// What is known of a value that is one or the other: sizes and constants that differ are not.
  func joined(with other: ValueType) -> ValueType {
    switch (self, other) {
    case (.number(let a), .number(let b)): .number(a == b ? a : nil)
    case (.boolean(let a), .boolean(let b)): .boolean(a == b ? a : nil)
    case (.matrix(let a), .matrix(let b)):
      a.isCondition != b.isCondition
        ? .unknown
        : .matrix(
          MatrixType(
            rows: a.rows.isSame(as: b.rows) ? a.rows : Dimension(nil),
            columns: a.columns.isSame(as: b.columns) ? a.columns : Dimension(nil),
            isCondition: a.isCondition))
    default: hasKind(of: other) ? self : .unknown
    }
  }

  /// The same type as numbers, or as the yes and no of a condition.
  func asCondition(_ isCondition: Bool) -> ValueType {
    guard case .matrix(var matrix) = self else { return self }
    matrix.isCondition = isCondition
    return .matrix(matrix)
  }

  /// The same type without what a loop's first pass alone would tell.
  var withoutConstants: ValueType {
    switch self {
    case .number: .number(nil)
    case .boolean: .boolean(nil)
    default: self
    }
  }
}

/// Rows and columns of a matrix, as far as they are known.
struct MatrixType: Sendable {
  var rows: Dimension
  var columns: Dimension
  /// Whether the entries are the yes and no of a condition: as an index it selects.
  var isCondition = false

  static let unknown = MatrixType(rows: Dimension(nil), columns: Dimension(nil))

  /// `10 × 25`, with `?` for a size that is not known.
  var text: String { "\(rows.text) × \(columns.text)" }
  var transposed: MatrixType {
    MatrixType(rows: columns, columns: rows, isCondition: isCondition)
  }
  var isVector: Bool { rows.size == 1 || columns.size == 1 }
  /// True when there are certainly several rows and several columns.
  var isSurelyTwoDimensional: Bool { (rows.size ?? 1) > 1 && (columns.size ?? 1) > 1 }
  var isFullyKnown: Bool { rows.size != nil && columns.size != nil }
}

/// One size of a matrix and the place it came from.
struct Dimension: Sendable {
  let size: Int?
  var origin: Origin?
  /// A size of a parameter of a function, of which only equalities are known.
  var symbol: Symbol?

  struct Symbol: Sendable, Hashable {
    let index: Int
    /// What it counts, such as `rows of W`.
    let text: String
  }

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

  init(symbol: Symbol, origin: Origin?) {
    size = nil
    self.origin = origin
    self.symbol = symbol
  }

  var text: String { size.map(String.init) ?? symbol?.text ?? "?" }

  func isSame(as other: Dimension) -> Bool {
    size != nil ? size == other.size : symbol != nil && symbol == other.symbol
  }
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
  /// The data that it learned from, as they were then.
  let data: DataState?
  /// Whether its labels are numbers; nil when that is not known.
  var isRegression: Bool?
  /// The split that its training was followed on.
  var validation: String?
  /// The options and names that vary by numbers, from left to right.
  var varied: [String] = []
  /// The names that vary in a search; nil when this comes from elsewhere.
  var searched: [String]?
}

/// A name that a `let` or a parameter brought.
struct Variable: Sendable {
  var type: ValueType
  let name: Name
  /// The whole statement.
  let statement: SourceSpan
  let piece: Int
  let isParameter: Bool
  /// The branch that gives the value, when the other one does not.
  var branch: SourceSpan?
}

/// A function that `def` made.
struct FunctionDefinition: Sendable {
  let name: Name
  let parameters: [Name]
  let body: Statement.DefinitionBody
  let statement: SourceSpan
  /// The names that its body calls.
  let callees: Set<String>
  /// True when its body has a mistake that is reported.
  var isBroken = false
}
