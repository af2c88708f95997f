import LecternLanguage

/// What an expression has been compiled to.
enum Operand {
  /// Known before the run: a number as written, a text, a run, data.
  case constant(Value)
  /// A number register.
  case number(Int)
  /// A number register that holds 1 or 0 for a truth.
  case truth(Int)
  /// The register of a variable or of data, which is not to be written.
  case matrix(Int)
  /// A register that belongs to the expression alone.
  case temporary(Int)
  /// The transposed matrix of a register, which a product can do without making it.
  case transposed(Int, isTemporary: Bool)
  /// A formula entry by entry that is not run yet, and the temporaries it reads.
  case elements(ElementPlan.Node, temporaries: [Int])

  /// Whether the value is a matrix.
  var isMatrix: Bool {
    switch self {
    case .matrix, .temporary, .transposed, .elements: true
    case .constant(.matrix): true
    default: false
    }
  }

  /// Whether the value is a single number or a truth.
  var isScalar: Bool {
    switch self {
    case .number, .truth, .constant(.number), .constant(.boolean): true
    default: false
    }
  }

  var isTruth: Bool {
    switch self {
    case .truth, .constant(.boolean): true
    default: false
    }
  }

  /// Whether both are known and this one is not the larger.
  func isAtMost(_ other: Operand) -> Bool {
    guard let a = constantNumber, let b = other.constantNumber else { return false }
    return a <= b
  }

  /// The number, where it is known.
  var constantNumber: Double? {
    guard isScalar, case .constant(let value) = self else { return nil }
    return value.scalar
  }

  var temporaries: [Int] {
    switch self {
    case .temporary(let register), .transposed(let register, isTemporary: true): [register]
    case .elements(_, let temporaries): temporaries
    default: []
    }
  }

  /// The kind in an author's words, with its article.
  var kindName: String {
    switch self {
    case .constant(let value): value.kindName
    case .number: "a number"
    case .truth: "a yes/no value"
    default: "a matrix"
    }
  }
}

/// Where the value of a name is kept.
enum Storage {
  case number(Int)
  case truth(Int)
  case matrix(Int)
  /// A text, a run, a function: known while the plan is compiled.
  case constant(Value)

  var operand: Operand {
    switch self {
    case .number(let register): .number(register)
    case .truth(let register): .truth(register)
    case .matrix(let register): .matrix(register)
    case .constant(let value): .constant(value)
    }
  }

  var kindName: String { operand.kindName }
}

/// The names of a cell, or of the body of a function.
final class Scope {
  struct Binding {
    var storage: Storage
    /// A number register that holds 1 once the name has a value; nil when it surely has one.
    var flag: Int?
  }

  let function: FormulaFunction?
  var bindings: [String: Binding] = [:]
  /// Names that surely have a value at the statement at hand.
  private(set) var definite: Set<String> = []
  /// Names that have had a value since before the run, wherever they are read first.
  private var imported: Set<String> = []
  /// Names that the plan gives new values.
  var changed: Set<String> = []
  /// Of a function: where the results go, once a `return` has shown how many there are.
  var results: [Storage]?
  /// Flags to clear when the function is entered.
  var flags: [Int] = []
  /// Temporaries that nothing needs now.
  ///
  /// Every function has its own: a later call of it must not change what its caller still holds.
  var freeMatrices: [Int] = []
  /// The jumps of `stop if` out of the loops at hand, the innermost last.
  var stops: [[Int]] = []

  init(function: FormulaFunction? = nil) {
    self.function = function
  }

  /// Notes that a name has a value from here on.
  func define(_ name: String) { definite.insert(name) }

  /// Notes that a name had a value when the run began.
  func importName(_ name: String) {
    imported.insert(name)
    definite.insert(name)
  }

  /// Notes that a name starts anew.
  func forget(_ name: String) {
    imported.remove(name)
    definite.remove(name)
  }

  /// Goes back to the names that surely had a value at a point before, where paths meet.
  func restoreDefinite(_ names: Set<String>) { definite = names.union(imported) }
}
