import LecternText

extension ProgramChecker {
  /// Checks one statement; nil when it does not run.
  mutating func check(_ statement: Statement) -> CheckedStatement.Kind? {
    switch statement.kind {
    case .command(let command):
      guard scopes.isEmpty else {
        report(Message.commandPlace(command.verb.text, scopes.last?.function, at: statement.span))
        return nil
      }
      return check(command, span: statement.span).map { .command($0) }
    case .invalid: return nil
    case .repeat, .for, .if:
      if statement.hasCommand, scopes.isEmpty { return checkBlock(statement) }
    default: break
    }
    checkFormula(statement)
    if scopes.isEmpty { keepRecords(statement.span) }
    return .formula(statement)
  }

  /// Checks a statement that is no command.
  mutating func checkFormula(_ statement: Statement) {
    switch statement.kind {
    case .binding(let names, let value): bind(names, to: value, statement: statement.span)
    case .update(let name, let index, let value):
      update(name, index: index, with: value, statement: statement.span)
    case .definition(let name, let parameters, let body):
      define(name, parameters, body, statement: statement.span)
    case .repeat(let count, let body):
      checkPasses(count)
      checkLoop(body)
    case .for(let name, let domain, let body):
      checkLoop(body, variable: name, type: entryType(of: domain), at: statement.span)
    case .if(let condition, let then, let otherwise):
      checkBranches(condition, then, otherwise ?? [])
    case .return(let values): checkReturn(values, at: statement.span)
    case .stopIf(let condition):
      if loopDepth == 0 { report(Message.stopPlace(at: statement.span)) }
      checkCondition(condition, of: "stop if")
    case .record(let name, let value): checkRecord(name, value)
    case .command: _ = check(statement)
    case .invalid: break
    }
  }

  /// Counts the names of an expression that is not checked as read.
  mutating func markNames(of expression: Expression) {
    expression.visitNames { readNames.insert($0) }
  }

  /// The variable that a name stands for here.
  func variable(named name: String) -> Variable? {
    scopes.last?.variables[name] ?? state.variables[name]
  }

  /// Infers without a report of what has been reported.
  mutating func quietly<Result>(_ body: (inout ProgramChecker) -> Result) -> Result {
    var copy = self
    let result = body(&copy)
    symbols = copy.symbols
    return result
  }

  // MARK: - let

  private mutating func bind(_ names: [Name], to value: Expression, statement: SourceSpan) {
    let type = infer(value)
    var types = [type]
    switch type {
    case .results(let results):
      types = results
      if results.count != names.count {
        report(
          Message.resultsCount(
            names.map(\.text), results.count, text(of: value.span), at: value.span))
        types = names.map { _ in .unknown }
      }
    case .split, .model, .function:
      report(Message.typeMismatch("let", wants: "a number or a matrix", got: type, at: value.span))
      types = names.map { _ in .unknown }
    default:
      guard names.count > 1 else { break }
      if !type.isUnknown { report(Message.letSeveral(names.map(\.text), at: value.span)) }
      types = names.map { _ in .unknown }
    }
    for (name, type) in zip(names, types) { bind(name, type, statement: statement) }
  }

  mutating func bind(_ name: Name, _ type: ValueType, statement: SourceSpan) {
    // A result that nobody wants.
    if name.text == Name.unwanted { return }
    if let role = Vocabulary.role(of: name.text) {
      report(Message.letReserved(name.text, role: role, at: name.span))
      state.silencedNames.insert(name.text)
      return
    }
    var kept = named(type, name.text)
    if let old = scopes.isEmpty ? state.variables[name.text] : scopes.last?.variables[name.text] {
      if old.isParameter, scopes.isEmpty {
        report(Message.letParameter(name.text, at: name.span, parameter: old.name.span))
        return
      }
      if !old.type.hasKind(of: type) {
        report(Message.letKind(name.text, is: type, was: old, at: name.span))
        kept = .unknown
      }
    }
    let variable = Variable(
      type: kept, name: name, statement: statement, piece: current, isParameter: false)
    guard scopes.isEmpty else {
      scopes[scopes.count - 1].variables[name.text] = variable
      return
    }
    state.variables[name.text] = variable
    letNames.append(variable)
    define(.variable(name.text))
  }

  /// Puts the name on sizes that have none yet.
  private func named(_ type: ValueType, _ name: String) -> ValueType {
    guard case .matrix(var matrix) = type else { return type }
    if matrix.rows.origin?.name == nil { matrix.rows.origin?.name = name }
    if matrix.columns.origin?.name == nil { matrix.columns.origin?.name = name }
    return .matrix(matrix)
  }

  // MARK: - Updates

  private mutating func update(
    _ name: Name, index: [IndexItem]?, with value: Expression, statement: SourceSpan
  ) {
    let new = infer(value)
    let own = scopes.isEmpty ? state.variables[name.text] : scopes.last?.variables[name.text]
    guard let variable = own else {
      reportUndefinedUpdate(name, isIndexed: index != nil, value)
      return
    }
    if variable.isParameter, scopes.isEmpty {
      report(Message.letParameter(name.text, at: name.span, parameter: variable.name.span))
      return
    }
    if scopes.isEmpty {
      use(.variable(name.text))
      define(.variable(name.text))
    }
    guard let index else {
      replace(variable, by: new, at: value.span)
      return
    }
    let target = indexed(
      variable.type, index, at: SourceSpan(name.span.start, value.span.start), base: name.span)
    switch (target, new) {
    case (.unknown, _), (_, .unknown), (.parameter, _), (_, .parameter), (.number, .number),
      (.number, .boolean), (.matrix, .number), (.matrix, .boolean):
      break
    case (.matrix(let old), .matrix(let result)):
      let part = text(of: SourceSpan(name.span.start, value.span.start))
        .prefix { $0 != "=" }.split(separator: " ").joined(separator: " ")
      requireSameShape(old, result, of: variable, part: part, at: value.span)
    case (.number, .matrix(let result))
    where !(result.rows.size ?? 1 > 1)
      && !(result.columns.size ?? 1 > 1):
      break
    default:
      report(Message.typeMismatch(name.text + "[…]", wants: target.noun, got: new, at: value.span))
    }
  }

  private mutating func reportUndefinedUpdate(
    _ name: Name, isIndexed: Bool, _ value: Expression
  ) {
    if state.silencedNames.contains(name.text) { return }
    if let function = scopes.last?.function, let outer = state.variables[name.text] {
      report(
        Message.updateOutside(name.text, function, outer.name.span, at: name.span))
      return
    }
    let names = (scopes.last?.variables ?? state.variables).keys
    report(
      Message.updateUndefined(
        name.text, value: text(of: value.span), isIndexed: isIndexed,
        nearest: nearest(to: name.text, among: names), at: name.span))
    // Later lines that read the name have the same cause.
    state.silencedNames.insert(name.text)
  }

  /// `NAME = value`: kind and shape stay.
  private mutating func replace(_ variable: Variable, by new: ValueType, at span: SourceSpan) {
    let name = variable.name.text
    if case .results(let results) = new {
      report(Message.resultsCount([name], results.count, text(of: span), at: span))
    } else if case .function = variable.type {
      report(Message.updateFunction(name, definition: variable.statement, at: span))
    } else if !variable.type.hasKind(of: new) {
      report(
        Message.updateKind(
          name, is: new, was: variable, help: reduction(of: new, to: variable.type, at: span),
          at: span))
    } else if case (.matrix(let old), .matrix(let result)) = (variable.type, new) {
      requireSameShape(old, result, of: variable, at: span)
      guard old.isCondition != result.isCondition else { return }
      // In a loop or a branch it may be the one or the other.
      retype(name, as: blockDepth > 0 ? .unknown : new)
    } else {
      retype(name, as: new)
    }
  }

  private mutating func retype(_ name: String, as type: ValueType) {
    if scopes.isEmpty {
      state.variables[name]?.type = type
    } else {
      scopes[scopes.count - 1].variables[name]?.type = type
    }
  }

  /// What a student leaves out most often: the mean over the examples.
  private func reduction(of new: ValueType, to old: ValueType, at span: SourceSpan) -> String? {
    switch (old, new) {
    case (.number, .matrix): return "mean(\(text(of: span))) is a number"
    case (.matrix(let column), .number) where column.columns.size == 1:
      return "a sum or mean of each row: sum(…, axis=1)"
    case (.matrix(let column), .matrix(let wide))
    where column.columns.size == 1 && column.rows.size == wide.rows.size:
      return "one column for all examples: mean(\(text(of: span)), axis=1)"
    default: return nil
    }
  }

  private mutating func requireSameShape(
    _ old: MatrixType, _ new: MatrixType, of variable: Variable, part: String? = nil,
    at span: SourceSpan
  ) {
    let (old, new) = (resolved(old), resolved(new))
    if !unify(old.rows, new.rows) || !unify(old.columns, new.columns) {
      report(
        Message.updateShape(
          part ?? variable.name.text, is: new, was: old, of: variable, isPart: part != nil,
          help: reduction(of: .matrix(new), to: .matrix(old), at: span), at: span))
    }
  }
}

extension MatrixType {
  /// True when a size is known on both sides and differs.
  func conflicts(with other: MatrixType) -> Bool {
    rows.conflicts(with: other.rows) || columns.conflicts(with: other.columns)
  }
}

extension Dimension {
  func conflicts(with other: Dimension) -> Bool {
    guard let size, let otherSize = other.size else { return false }
    return size != otherSize
  }
}
