import LecternLanguage
import LecternTensor
import LecternText

/// A running program: its variables, the calls that are open, and what it has used so far.
///
/// It is the environment of its own expressions. Statements run one by one; loops become plans
/// where they can (see `LoopPlan`).
final class ProgramRun: FormulaEnvironment {
  let base: any FormulaEnvironment
  var variables: [String: TracedValue]
  var records: FormulaRecords
  /// Names whose value is their series: those of `record NAME = …`.
  var recordedNames: Set<String> = []
  /// The bodies of functions at work, the innermost last.
  var frames: [Frame] = []
  /// Records derivatives while `grad` or `jacobian` run a function.
  var tape: Tape?
  var meter: FormulaMeter
  var usesPlans = true

  /// The names of one call.
  struct Frame {
    let function: FormulaFunction
    var names: [String: TracedValue]
  }

  /// How many calls may be open in one another; the checker has found recursion before.
  static let depthLimit = 32

  init(
    _ base: any FormulaEnvironment, variables: [String: Value] = [:],
    records: FormulaRecords = FormulaRecords(), limits: FormulaLimits = FormulaLimits(),
    isStopped: @escaping () -> Bool = { false }
  ) {
    self.base = base
    self.variables = variables.mapValues { TracedValue($0) }
    self.records = records
    meter = FormulaMeter(limits: limits, isStopped: isStopped)
    for value in variables.values { meter.bytes += value.byteCount }
    meter.bytes += 8 * records.count
  }

  /// The variables with the recorded series among them, as rows.
  var exportedVariables: [String: Value] {
    var result = variables.mapValues(\.value)
    for name in recordedNames { result[name] = seriesValue(name) }
    return result
  }

  func seriesValue(_ name: String) -> Value? {
    records[name].map { .matrix(Matrix(rows: 1, columns: $0.count, elements: $0)) }
  }

  // MARK: Names

  func tracedValue(named name: String) throws(FormulaError) -> TracedValue? {
    if let frame = frames.last {
      if let value = frame.names[name] { return value }
      if let value = frame.function.captured[name] { return TracedValue(value) }
    }
    if let value = variables[name] { return value }
    if recordedNames.contains(name), let value = seriesValue(name) { return TracedValue(value) }
    return try base.value(named: name).map { TracedValue($0) }
  }

  func value(named name: String) throws(FormulaError) -> Value? {
    try tracedValue(named: name)?.value
  }

  func call(
    _ name: String, _ arguments: [Value], at span: SourceSpan
  ) throws(FormulaError) -> Value? {
    try base.call(name, arguments, at: span)
  }

  func withRandomState<Result>(_ body: (inout RandomState) -> Result) -> Result? {
    base.withRandomState(body)
  }

  /// Binds a name in the innermost scope.
  func bind(_ name: String, _ value: TracedValue, at span: SourceSpan) throws(FormulaError) {
    meter.bytes += value.value.byteCount
    if frames.isEmpty {
      meter.bytes -= variables.updateValue(value, forKey: name)?.value.byteCount ?? 0
      recordedNames.remove(name)
    } else {
      let old = frames[frames.count - 1].names.updateValue(value, forKey: name)
      meter.bytes -= old?.value.byteCount ?? 0
    }
    try meter.checkBytes(at: span)
  }

  // MARK: Expressions

  func evaluate(_ expression: Expression) throws(FormulaError) -> TracedValue {
    let result: TracedValue
    if let tape {
      result = try TapeEvaluator(self, tape).evaluate(expression)
    } else {
      result = TracedValue(try Evaluator(self).evaluate(expression))
    }
    try meter.count(Double(1 + result.value.elementCount), at: expression.span)
    return result
  }

  /// Calls a function of the author's with values; its results, one for each name returned.
  func call(
    _ function: FormulaFunction, traced arguments: [TracedValue], at span: SourceSpan
  ) throws(FormulaError) -> [TracedValue] {
    guard arguments.count == function.parameters.count else {
      let count = function.parameters.count
      throw FormulaError(
        "\(function.name) takes \(count == 1 ? "one argument" : "\(count) arguments"), not "
          + "\(arguments.count)", at: span)
    }
    guard frames.count < Self.depthLimit else {
      throw FormulaError(
        "\(function.name) is called within \(Self.depthLimit) open calls", at: span,
        help: "a function may not call itself, directly or through others")
    }
    var names: [String: TracedValue] = [:]
    for (parameter, argument) in zip(function.parameters, arguments) {
      names[parameter.text] = argument
    }
    frames.append(Frame(function: function, names: names))
    defer {
      let frame = frames.removeLast()
      // Arguments belong to the caller and were not counted.
      for (name, value) in frame.names where names[name] == nil {
        meter.bytes -= value.value.byteCount
      }
    }
    switch function.body {
    case .expression(let expression): return [try evaluate(expression)]
    case .block(let statements):
      if case .returned(let values) = try execute(statements) { return values }
      throw FormulaError("\(function.name) ended without return", at: span)
    }
  }

  func call(
    _ function: FormulaFunction, _ arguments: [Value], at span: SourceSpan
  ) throws(FormulaError) -> [Value] {
    try call(function, traced: arguments.map { TracedValue($0) }, at: span).map(\.value)
  }
}

/// A value, and the entry of the tape that made it when derivatives are recorded.
struct TracedValue {
  var value: Value
  var node: Int?

  init(_ value: Value, node: Int? = nil) {
    self.value = value
    self.node = node
  }
}

extension Value {
  var elementCount: Int {
    if case .matrix(let matrix) = self { return matrix.count }
    return 1
  }

  /// Bytes of a matrix; other values do not count.
  var byteCount: Int {
    if case .matrix(let matrix) = self { return 8 * matrix.count }
    return 0
  }
}
