import LecternLanguage
import LecternTensor
import LecternText

/// A call of a function that works on whole matrices, compiled to registers.
final class Routine {
  /// Where an argument is.
  enum Argument {
    case number(Int)
    case matrix(Int)
    /// A thing that is no number: a run, a split.
    case value(Value)
  }

  enum Target {
    case number(Int)
    case matrix(Int)
  }

  let function: RoutineFunction
  /// In the order of the parameters; nil where an optional argument was left out.
  let arguments: [Argument?]
  /// One for each result.
  let targets: [Target]
  let span: SourceSpan

  init(
    function: RoutineFunction, arguments: [Argument?], targets: [Target], span: SourceSpan
  ) {
    self.function = function
    self.arguments = arguments
    self.targets = targets
    self.span = span
  }
}

/// What a function of whole matrices computes, and how derivatives go back through it.
struct RoutineFunction: Sendable {
  typealias Compute = @Sendable (RoutineCall) throws(FormulaError) -> Void
  /// The derivatives by the arguments, from the derivative by the result; nil where it is 0.
  typealias Slopes = @Sendable (SlopeCall) -> [Matrix<Double>?]

  let name: String
  let compute: Compute
  /// Nil for a function whose result does not follow its arguments smoothly: its slope is 0.
  private(set) var slopes: Slopes?
  /// False for a function that follows them, but whose derivatives nobody has needed.
  private(set) var isDifferentiable = true

  init(_ name: String, _ compute: @escaping Compute) {
    self.name = name
    self.compute = compute
  }

  /// The same function with its derivatives.
  func differentiated(by slopes: Slopes?) -> RoutineFunction {
    var result = self
    result.slopes = slopes
    return result
  }

  /// The same function, through which no derivative is taken.
  func withoutDerivative() -> RoutineFunction {
    var result = self
    result.isDifferentiable = false
    return result
  }
}

extension Machine {
  func run(_ routine: Routine) throws(FormulaError) {
    try routine.function.compute(RoutineCall(machine: self, routine: routine))
  }
}

/// One call at work.
struct RoutineCall {
  let machine: Machine
  let routine: Routine

  var name: String { routine.function.name }
  var span: SourceSpan { routine.span }

  private func argument(_ index: Int) -> Routine.Argument? {
    index < routine.arguments.count ? routine.arguments[index] : nil
  }

  /// A matrix, or a number as one of a single entry.
  func matrix(_ index: Int) throws(FormulaError) -> MatrixRegister {
    switch argument(index) {
    case .matrix(let register): return machine.matrices[register]
    case .number(let register):
      var view = MatrixRegister(values: machine.numbers + register, capacity: nil)
      view.rows = 1
      view.columns = 1
      return view
    case .value, nil: throw FormulaError("\(name) wants a number or a matrix", at: span)
    }
  }

  func number(_ index: Int, default fallback: Double? = nil) throws(FormulaError) -> Double {
    switch argument(index) {
    case .number(let register): return machine.numbers[register]
    case .matrix(let register):
      let view = machine.matrices[register]
      guard view.count == 1 else {
        throw FormulaError(
          "\(name) wants a number here, not a \(view.shape.text) matrix", at: span)
      }
      return view.values[0]
    case .value: throw FormulaError("\(name) wants a number here", at: span)
    case nil:
      if let fallback { return fallback }
      throw FormulaError("\(name) lacks an argument", at: span)
    }
  }

  /// A thing that is no number, or a number or matrix as a value.
  func value(_ index: Int) -> Value? {
    switch argument(index) {
    case .number(let register): .number(machine.numbers[register])
    case .matrix(let register): .matrix(machine.matrices[register].matrix)
    case .value(let value): value
    case nil: nil
    }
  }

  func count(_ index: Int) throws(FormulaError) -> Int {
    let value = try number(index)
    guard let count = Int(exactly: value), count >= 0 else {
      throw FormulaError(
        "\(name) wants a whole number, 0 or more, "
          + (value.isNaN ? "and this is not a number" : "not \(NumberText.short(value))"), at: span)
    }
    return count
  }

  /// The `axis` argument; nil when it was left out.
  func axis(_ index: Int) throws(FormulaError) -> Int? {
    guard argument(index) != nil else { return nil }
    let value = try number(index)
    guard value == 0 || value == 1 else {
      throw FormulaError("axis is 0 (down the columns) or 1 (along the rows)", at: span)
    }
    return Int(value)
  }

  /// Rows and columns of a matrix to be made.
  func size(_ index: Int) throws(FormulaError) -> Shape {
    Shape(rows: try count(index), columns: try count(index + 1))
  }

  /// Room for the result.
  func make(_ shape: Shape, _ target: Int = 0) throws(FormulaError) -> UnsafeMutablePointer<Double>
  {
    let (count, overflow) = shape.rows.multipliedReportingOverflow(by: shape.columns)
    // An empty matrix has a limit too: its rows are walked through like those of any other.
    guard !overflow, max(count, shape.rows, shape.columns) <= FunctionTable.largestMatrix else {
      throw FormulaError("\(shape.text) is too large for a matrix", at: span)
    }
    try machine.meter.count(Double(count), at: span)
    guard case .matrix(let register) = routine.targets[target] else {
      throw FormulaError("\(name) gives a matrix where a number was expected", at: span)
    }
    return try machine.make(shape, in: register, at: span)
  }

  /// Counts work that no result shows.
  func count(work: Int) throws(FormulaError) {
    try machine.meter.count(Double(work), at: span)
  }

  /// Gives a number as the result, as a matrix of one entry where a matrix was expected.
  func give(_ value: Double, _ target: Int = 0) throws(FormulaError) {
    switch routine.targets[target] {
    case .number(let register): machine.numbers[register] = value
    case .matrix: try make(.single, target)[0] = value
    }
  }

  /// Draws from the notebook's stream.
  func draw(_ body: (inout RandomState) -> Void) throws(FormulaError) {
    guard machine.environment.withRandomState(body) != nil else {
      throw FormulaError("\(name) cannot be used here", at: span)
    }
  }
}

/// What the derivatives of a call need to know.
struct SlopeCall {
  /// The arguments as matrices; nil where one was left out or is no number.
  let arguments: [Matrix<Double>?]
  let result: Matrix<Double>
  /// The derivative by the result, of its shape.
  let slope: Matrix<Double>

  func argument(_ index: Int) -> Matrix<Double> {
    (index < arguments.count ? arguments[index] : nil) ?? Matrix(rows: 0, columns: 0)
  }

  func number(_ index: Int) -> Double? {
    guard index < arguments.count else { return nil }
    return arguments[index]?.elements.first
  }

  /// The axis argument, or the one that a row or a column has of itself; nil for all entries.
  func axis(_ index: Int) -> Int? { number(index).map { Int($0) } }
}
