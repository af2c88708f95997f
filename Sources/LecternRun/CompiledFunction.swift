import LecternFormula
import LecternLanguage
import LecternTensor
import LecternText

/// A function of one number, and its derivative, compiled once for many places.
struct CurveFunction {
  private let formula: CompiledFormula
  private let input: String

  /// No author can write this name, so that it hides none.
  private static let place = "the place"

  /// The function itself, or its derivative by the engine's own `grad`.
  init<S: LecternScalar>(
    _ name: String, isDerivative: Bool, at span: SourceSpan, in session: Session<S>
  ) throws(StatementFailure) {
    let x = Expression(.name(Self.place), span: span)
    let call = Expression(
      .call(Name(name, span: span), [Argument(label: nil, value: x)]), span: span)
    formula = try session.compiled(
      isDerivative ? call.slope(by: Self.place) : call, inputs: [Self.place])
    input = Self.place
  }

  func callAsFunction(_ x: Double) throws(FormulaError) -> Double {
    try formula.value([input: x])
  }
}

/// A function of two numbers, or of a column of two, and its gradient, compiled once.
struct PlaneFunction {
  /// What the axes are called.
  let names: (x: String, y: String)
  private let formula: CompiledFormula
  private let slopes: [CompiledFormula]

  private static let places = ["the first", "the second"]

  /// - Parameters:
  ///   - function: The author's.
  ///   - hasGradient: Whether it will be asked for its gradient.
  ///   - span: The function's name in the statement.
  ///   - session: Where the function looks up names.
  /// - Throws: What is wrong with the function for numbers.
  init<S: LecternScalar>(
    _ function: FormulaFunction, hasGradient: Bool, at span: SourceSpan, in session: Session<S>
  ) throws(StatementFailure) {
    let coordinates = Self.places.map { Expression(.name($0), span: span) }
    let isOfColumn = function.parameters.count == 1
    let arguments =
      isOfColumn ? [Expression(.matrix(coordinates.map { [$0] }), span: span)] : coordinates
    let call = Expression(
      .call(
        Name(function.name, span: span), arguments.map { Argument(label: nil, value: $0) }),
      span: span)
    formula = try session.compiled(call, inputs: Self.places)
    var slopes: [CompiledFormula] = []
    if hasGradient {
      for place in Self.places {
        slopes.append(try session.compiled(call.slope(by: place), inputs: Self.places))
      }
    }
    self.slopes = slopes
    let parameters = function.parameters.map(\.text)
    names =
      isOfColumn ? ("\(parameters[0])[0]", "\(parameters[0])[1]") : (parameters[0], parameters[1])
  }

  func value(_ x: Double, _ y: Double) throws(FormulaError) -> Double {
    try formula.value([Self.places[0]: x, Self.places[1]: y])
  }

  func gradient(_ point: [Double]) throws(FormulaError) -> [Double] {
    var result: [Double] = []
    for slope in slopes {
      result.append(try slope.value([Self.places[0]: point[0], Self.places[1]: point[1]]))
    }
    return result
  }
}

extension Expression {
  /// The call `grad(self, name)`.
  fileprivate func slope(by name: String) -> Expression {
    Expression(
      .call(
        Name("grad", span: span),
        [
          Argument(label: nil, value: self),
          Argument(label: nil, value: Expression(.name(name), span: span)),
        ]), span: span)
  }
}

extension Session {
  fileprivate func compiled(
    _ expression: Expression, inputs: [String]
  ) throws(StatementFailure) -> CompiledFormula {
    try formula { () throws(FormulaError) in
      try CompiledFormula(
        expression, inputs: inputs, in: SessionEnvironment(session: self), variables: variables,
        limits: limits.formulas, isStopped: shouldStop)
    }
  }

  /// The author's function of a name; the check has found that there is one.
  func function(_ expression: Expression) throws(StatementFailure) -> FormulaFunction {
    guard case .name(let name) = expression.kind, let function = variables[name]?.function else {
      throw StatementFailure(
        "plot-function", at: expression.span, "the name of a function goes here")
    }
    return function
  }
}
