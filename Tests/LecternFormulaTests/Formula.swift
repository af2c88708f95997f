import LecternFormula
import LecternTensor
import LecternText

@testable import LecternLanguage

/// Names with values and a stream of random numbers: all that an expression needs.
final class Names: FormulaEnvironment {
  var values: [String: Value]
  var random: RandomState

  init(_ values: [String: Value] = [:], seed: UInt32 = 0) {
    self.values = values.merging([
      "π": .number(.pi), "e": .number(2.718281828459045), "yes": .boolean(true),
      "no": .boolean(false),
    ]) { $1 }
    random = RandomState(seed: seed)
  }

  func value(named name: String) throws(FormulaError) -> Value? { values[name] }

  func call(
    _ name: String, _ arguments: [Value], at span: SourceSpan
  ) throws(FormulaError) -> Value? { nil }

  func withRandomState<Result>(_ body: (inout RandomState) -> Result) -> Result? { body(&random) }
}

/// One expression, as an inline value of a notebook.
struct Formula {
  let source: SourceFile
  let expression: Expression
  let mistakes: [Diagnostic]

  init(_ text: String) {
    source = SourceFile(name: "formula.md", text: text)
    let fragment = SourceFragment(of: source, span: SourceSpan(0, source.utf8.count))
    (expression, mistakes) = SyntaxParser.parseInlineValue(fragment)
  }

  func value(_ names: Names = Names()) throws(FormulaError) -> Value {
    try FormulaExpression(expression).value(in: names)
  }

  /// What the checker promises of the value; nil when it refuses the expression.
  func promise(_ names: Names = Names()) -> ValueType? {
    let piece = ProgramPiece(
      fragment: SourceFragment(of: source, span: SourceSpan(0, source.utf8.count)), isInline: true)
    var checker = ProgramChecker(
      pieces: [piece], context: CheckContext(parameters: [], catalog: NoData()), source: source)
    for (name, value) in names.values where !["π", "e", "yes", "no"].contains(name) {
      checker.state.variables[name] = Variable(
        type: value.type, name: Name(name, span: SourceSpan(0, 0)), statement: SourceSpan(0, 0),
        piece: 0, isParameter: false)
    }
    let type = checker.infer(expression)
    return checker.errorCount == 0 && mistakes.isEmpty ? type : nil
  }
}

/// A catalog without data.
struct NoData: DataCatalog {
  func describe(_ request: DataRequest) -> Result<DataDescription, DataIssue> {
    .failure(DataIssue(id: "none", message: "there are no data here"))
  }
}

extension Value {
  fileprivate var type: ValueType {
    switch self {
    case .matrix(let matrix):
      .matrix(MatrixType(rows: Dimension(matrix.rows), columns: Dimension(matrix.columns)))
    default: .number(nil)
    }
  }

  /// `number`, `truth`, `text` or `rows columns`.
  var shape: String {
    switch self {
    case .number: "number"
    case .boolean: "truth"
    case .string: "text"
    case .matrix(let matrix): "\(matrix.rows) \(matrix.columns)"
    case .object: "object"
    }
  }

  /// The entries row by row.
  var entries: [Double] {
    guard let matrix else { return [] }
    return (0..<matrix.rows).flatMap { r in (0..<matrix.columns).map { matrix[r, $0] } }
  }
}

extension ValueType {
  /// Whether a value is what was promised; a size that was not known promises nothing.
  func covers(_ value: Value) -> Bool {
    switch (self, value) {
    case (.unknown, _), (.number, .number), (.boolean, .boolean), (.string, .string): true
    case (.matrix(let type), .matrix(let matrix)):
      (type.rows.size ?? matrix.rows) == matrix.rows
        && (type.columns.size ?? matrix.columns) == matrix.columns
    default: false
    }
  }
}
