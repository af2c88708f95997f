package import LecternTensor

/// What an expression comes to: a number, a truth, a text, a matrix, or a thing with parts.
package enum Value: Sendable {
  case number(Double)
  case boolean(Bool)
  case string(String)
  /// Always two-dimensional, always double precision.
  case matrix(Matrix<Double>)
  /// A run, a sweep of runs, a split or a model: something the run room knows more of.
  case object(any FormulaObject)

  /// The kind in an author's words, with its article.
  package var kindName: String {
    switch self {
    case .number: "a number"
    case .boolean: "a yes/no value"
    case .string: "a text"
    case .matrix(let matrix): "a \(matrix.rows) × \(matrix.columns) matrix"
    case .object(let object): object.kindName
    }
  }

  /// The value as a single number: a number, a truth as 0 or 1, or a 1 × 1 matrix.
  package var scalar: Double? {
    switch self {
    case .number(let value): value
    case .boolean(let value): value ? 1 : 0
    case .matrix(let matrix) where matrix.count == 1: matrix.elements[0]
    default: nil
    }
  }

  /// The value as a matrix; numbers become 1 × 1.
  package var matrix: Matrix<Double>? {
    if case .matrix(let matrix) = self { return matrix }
    return scalar.map { Matrix(rows: 1, columns: 1, elements: [$0]) }
  }
}

extension Value {
  /// What a name stands for that is always there: π, e, yes and no.
  package static func constant(named name: String) -> Value? {
    switch name {
    case "π": .number(Double.pi)
    case "e": .number(2.718281828459045)
    case "yes", "true": .boolean(true)
    case "no", "false": .boolean(false)
    default: nil
    }
  }
}

/// A value with named parts or numbered elements that another room owns.
package protocol FormulaObject: Sendable {
  /// "the run gd", "the split train".
  var kindName: String { get }
  func member(_ name: String) -> Value?
  /// Element `index` counted from 0; nil when there is none.
  func element(_ index: Int) -> Value?
  /// What to write instead of a part that there is not.
  func help(forMember name: String) -> String?
}

extension FormulaObject {
  package func member(_ name: String) -> Value? { nil }
  package func element(_ index: Int) -> Value? { nil }
  package func help(forMember name: String) -> String? { nil }
}
