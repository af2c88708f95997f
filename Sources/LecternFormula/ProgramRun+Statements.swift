import LecternLanguage
import LecternTensor
import LecternText

extension ProgramRun {
  /// How a list of statements ended.
  enum Flow {
    case next
    /// A `stop if` was true: the innermost loop is left.
    case stopped
    case returned([TracedValue])
  }

  func executeProgram(_ statements: [Statement]) throws(FormulaError) {
    _ = try execute(statements)
  }

  func execute(_ statements: [Statement]) throws(FormulaError) -> Flow {
    for statement in statements {
      let flow = try execute(statement)
      if case .next = flow { continue }
      return flow
    }
    return .next
  }

  private func execute(_ statement: Statement) throws(FormulaError) -> Flow {
    switch statement.kind {
    case .binding(let names, let value): try bind(names, to: value)
    case .update(let name, let index, let value): try update(name, index, value)
    case .definition(let name, let parameters, let body):
      let function = FormulaFunction(
        name: name.text, parameters: parameters, body: body,
        captured: frames.last.map {
          $0.function.captured.merging($0.names.mapValues(\.value)) { $1 }
        }
          ?? [:])
      try bind(name.text, TracedValue(.object(function)), at: name.span)
    case .repeat(let count, let body): return try repeatLoop(count, body, statement)
    case .for(let name, let domain, let body): return try forLoop(name, domain, body, statement)
    case .if(let condition, let then, let otherwise):
      if try truth(of: condition, for: "if") { return try execute(then) }
      return try execute(otherwise ?? [])
    case .return(let values):
      var results: [TracedValue] = []
      for value in values { results.append(try evaluate(value)) }
      return .returned(results)
    case .stopIf(let condition):
      if try truth(of: condition, for: "stop if") { return .stopped }
    case .record(let name, let value): try record(name, value)
    case .command(let command):
      throw FormulaError("\(command.verb.text) is not a formula", at: statement.span)
    case .invalid: throw FormulaError("this statement has a mistake", at: statement.span)
    }
    return .next
  }

  // MARK: Names

  private func bind(_ names: [Name], to value: Expression) throws(FormulaError) {
    if names.count == 1 {
      try bind(names[0].text, try evaluate(value), at: names[0].span)
      return
    }
    guard case .call(let callee, let arguments) = value.kind,
      let function = try self.value(named: callee.text)?.function
    else {
      throw FormulaError(
        "\(names.count) names take the results of a function that returns as many", at: value.span)
    }
    var traced: [TracedValue] = []
    for argument in arguments { traced.append(try evaluate(argument.value)) }
    let results = try call(function, traced: traced, at: value.span)
    guard results.count == names.count else {
      throw FormulaError(
        "\(function.name) returns \(results.count == 1 ? "one value" : "\(results.count) values"), "
          + "not \(names.count)", at: value.span)
    }
    for (name, result) in zip(names, results) { try bind(name.text, result, at: name.span) }
  }

  private func update(
    _ name: Name, _ index: [IndexItem]?, _ expression: Expression
  ) throws(FormulaError) {
    let value = try evaluate(expression)
    let own = frames.isEmpty ? variables[name.text] : frames[frames.count - 1].names[name.text]
    guard let old = own else {
      throw FormulaError(
        try self.value(named: name.text) == nil
          ? "\(name.text) is not defined, so it cannot be changed"
          : "\(name.text) can only be changed where it was defined", at: name.span,
        help: "let \(name.text) = … defines it")
    }
    if let index {
      try bind(name.text, try updated(old, index, value, name, expression), at: name.span)
      return
    }
    guard let fitting = value.value.updating(old.value) else {
      throw FormulaError(
        "an update keeps the shape: \(name.text) is \(old.value.kindName), but this is "
          + "\(value.value.kindName)", at: expression.span)
    }
    try bind(name.text, TracedValue(fitting, node: value.node), at: name.span)
  }

  private func updated(
    _ old: TracedValue, _ index: [IndexItem], _ value: TracedValue, _ name: Name,
    _ expression: Expression
  ) throws(FormulaError) -> TracedValue {
    guard case .matrix(var target) = old.value else {
      throw FormulaError("\(name.text) has no elements", at: name.span)
    }
    let place = try Evaluator(self).selection(of: target, index, at: name.span)
    guard let source = value.value.matrix,
      source.count == 1
        || (source.rows == place.rows.count && source.columns == place.columns.count)
    else {
      throw FormulaError(
        "\(value.value.kindName) does not fill \(place.rows.count) × \(place.columns.count) "
          + "elements", at: expression.span)
    }
    for (j, column) in place.columns.enumerated() {
      for (i, row) in place.rows.enumerated() {
        target[row, column] = source.count == 1 ? source.elements[0] : source[i, j]
      }
    }
    let node = tape?.recordReplacement(
      in: old, at: place.rows, place.columns, by: value, isSpread: source.count == 1)
    return TracedValue(.matrix(target), node: node)
  }

  private func record(_ name: Name, _ value: Expression?) throws(FormulaError) {
    let recorded: Value
    let span = value?.span ?? name.span
    if let value {
      recorded = try evaluate(value).value
    } else if let known = try self.value(named: name.text) {
      recorded = known
    } else {
      throw FormulaError("\(name.text) has no value yet", at: name.span)
    }
    guard let number = recorded.scalar else {
      throw FormulaError("record keeps numbers, not \(recorded.kindName)", at: span)
    }
    if value != nil, frames.isEmpty {
      if let old = variables.removeValue(forKey: name.text) { meter.bytes -= old.value.byteCount }
      recordedNames.insert(name.text)
    }
    records.append(number, to: name.text)
    meter.bytes += 8
    try meter.checkBytes(at: span)
  }

  // MARK: Conditions

  func truth(of condition: Expression, for word: String) throws(FormulaError) -> Bool {
    let value = try evaluate(condition).value
    switch value {
    case .boolean(let flag): return flag
    case .number(let number): return number != 0
    case .matrix(let matrix) where matrix.count == 1: return matrix.elements[0] != 0
    default:
      throw FormulaError(
        "\(word) wants a yes/no value, not \(value.kindName)", at: condition.span,
        help: "compare numbers: norm(…) < 1e-6, min(A) > 0")
    }
  }
}

extension Value {
  /// The value in the kind of an old one that it replaces; nil when kind or shape do not fit.
  func updating(_ old: Value) -> Value? {
    switch (old, self) {
    case (.number, .number), (.boolean, .boolean), (.string, .string): return self
    case (.number, .boolean), (.number, .matrix): return scalar.map { .number($0) }
    case (.matrix(let target), .matrix(let matrix)):
      return target.rows == matrix.rows && target.columns == matrix.columns ? self : nil
    case (.matrix(let target), .number), (.matrix(let target), .boolean):
      return target.count == 1 ? matrix.map { .matrix($0) } : nil
    default: return nil
    }
  }
}
