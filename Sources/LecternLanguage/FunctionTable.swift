/// A function of the expression language; `LecternFormula` computes each by name.
package struct FunctionEntry: Sendable {
  package let name: String
  package let parameters: [FunctionParameter]
  package let rule: ShapeRule
  package let group: Group
  package let summary: String
  /// An expression that checks without error.
  package let example: String
  /// True when the function draws from the notebook's stream of random numbers.
  package let isRandom: Bool

  package enum Group: String, Sendable, CaseIterable {
    case elementwise = "element by element"
    case reductions
    case making = "making matrices"
    case shaping = "reshaping"
    case activations
    case costs
    case derivatives
    case schedules = "schedules of the learning rate"
    case runs = "data, models and runs"
    case domains = "domains of search, after in"
  }

  init(
    _ name: String, _ parameters: [FunctionParameter], _ rule: ShapeRule, in group: Group,
    random: Bool = false, _ summary: String, example: String
  ) {
    self.name = name
    self.parameters = parameters
    self.rule = rule
    self.group = group
    self.isRandom = random
    self.summary = summary
    self.example = example
  }
}

/// A parameter of a function.
package struct FunctionParameter: Sendable {
  package enum Kind: Sendable, Hashable {
    /// A number, boolean or matrix.
    case value
    case number
    case count
    case boolean
    case axis
    case split
    /// A split, or a matrix of examples.
    case examples
    case run
    case runs
    /// A function that `def` made, or an expression to differentiate.
    case formula
  }

  package let name: String
  package let kind: Kind
  /// Nil when an argument is required.
  package let defaultText: String?
  /// True for a last parameter that takes any number of arguments, at least one.
  package let isRepeated: Bool
  /// What the argument is, where the name does not say it.
  package let meaning: String?

  init(
    _ name: String, _ kind: Kind = .value, default text: String? = nil, repeated: Bool = false,
    _ meaning: String? = nil
  ) {
    self.name = name
    self.kind = kind
    self.defaultText = text
    self.isRepeated = repeated
    self.meaning = meaning
  }
}

/// How the shape of a result follows from the shapes of the arguments.
package enum ShapeRule: Sendable, Hashable {
  /// As the first argument.
  case same
  /// All arguments broadcast against each other.
  case broadcast
  /// A number; along an axis a row or a column.
  case reduction
  /// As `reduction`, but a matrix of several rows and columns needs an axis.
  case axisReduction
  /// As the first argument; a matrix of several rows and columns needs an axis.
  case sameWithAxis
  /// As the first argument, which is one row or one column.
  case series
  /// A number whose arguments must have one shape.
  case pairToNumber
  /// Rows and columns are the first two arguments.
  case filled
  /// Rows and columns are the last two arguments.
  case filledLast
  case square
  case permutation
  case row
  case reshape
  case sliceRows
  case sliceColumns
  case shape
  case concat
  case stack
  case outer
  case diagonal
  case onehot
  /// A number that speaks of a run.
  case measure
  case confusion
  /// A column of a network's outputs, or a decision, for each example of a split.
  case outputs
  case bestRun
  /// As each of the values that a function is differentiated by.
  case derivative
  /// A number drawn anew for each trial of a search.
  case domain
}

/// All functions: checker, suggestions, help and `LecternFormula` read this one declaration.
package enum FunctionTable {
  package static let functions: [FunctionEntry] =
    arithmetic + matrices + learning + derivatives + schedules

  /// The entries of the largest matrix an expression may make: 2 GiB of numbers.
  package static let largestMatrix = 1 << 28

  package static func entry(named name: String) -> FunctionEntry? { byName[name] }

  /// The function that a call means: `max(a, b)` of two values is `maximum`, since an axis has its name.
  package static func entry(called name: String, with arguments: [Argument]) -> FunctionEntry? {
    let pairs = ["max": "maximum", "min": "minimum"]
    if let pair = pairs[name], arguments.count == 2, arguments.allSatisfy({ $0.label == nil }) {
      return byName[pair]
    }
    return byName[name]
  }

  /// What may be drawn after `in` of a search.
  package static func domain(named name: String) -> FunctionEntry? {
    domains.first { $0.name == name }
  }

  private static let byName: [String: FunctionEntry] = Dictionary(
    functions.map { ($0.name, $0) }, uniquingKeysWith: { first, _ in first })
}
