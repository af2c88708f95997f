import LecternText

extension ProgramChecker {
  /// Checks one statement; nil when it does not run.
  mutating func check(_ statement: Statement, letNames: inout [Variable]) -> CheckedStatement.Kind?
  {
    switch statement.kind {
    case .command(let command):
      return check(command, span: statement.span).map { .command($0) }
    case .binding(let names, let value):
      bind(names, to: value, statement: statement.span, letNames: &letNames)
      return .binding(names, value)
    case .update(let name, let index, let value):
      update(name, index: index, with: value, statement: statement.span)
      return .update(name, index, value)
    case .invalid:
      return nil
    case .definition(let name, _, _):
      unsupported("def", statement)
      state.silencedNames.insert(name.text)
    case .repeat: unsupported("repeat", statement)
    case .for: unsupported("for", statement)
    case .if: unsupported("if", statement)
    case .return: unsupported("return", statement)
    case .stopIf: unsupported("stop", statement)
    case .record: unsupported("record", statement)
    }
    silence(statement)
    return nil
  }

  private mutating func unsupported(_ keyword: String, _ statement: Statement) {
    let start = statement.span.start
    report(
      Message.statementUnsupported(
        keyword, at: SourceSpan(start, min(statement.span.end, start + keyword.utf8.count))))
  }

  /// Lets later statements use the names of a statement that cannot run without further noise.
  private mutating func silence(_ statement: Statement) {
    var pending = [statement]
    while let next = pending.popLast() {
      switch next.kind {
      case .binding(let names, _):
        for name in names where state.variables[name.text] == nil {
          state.silencedNames.insert(name.text)
        }
      case .record(let name, _): state.silencedNames.insert(name.text)
      case .definition(let name, _, .block(let body)):
        state.silencedNames.insert(name.text)
        pending += body
      case .repeat(_, let body): pending += body
      case .for(let name, _, let body):
        state.silencedNames.insert(name.text)
        pending += body
      case .if(_, let then, let otherwise): pending += then + (otherwise ?? [])
      case .update(let name, _, _):
        // Its value is no longer known, and what it reads is read.
        state.variables[name.text]?.type = .unknown
      default: break
      }
      for expression in next.expressions { markNames(of: expression) }
    }
  }

  /// Counts the names of an expression that is not checked as read.
  mutating func markNames(of expression: Expression) {
    expression.visitNames { readNames.insert($0) }
  }

  // MARK: - let and updates

  private mutating func bind(
    _ names: [Name], to value: Expression, statement: SourceSpan, letNames: inout [Variable]
  ) {
    var type = infer(value)
    if case .split = type {
      report(Message.typeMismatch("let", wants: "a number or a matrix", got: type, at: value.span))
      type = .unknown
    }
    if names.count > 1 {
      if !type.isUnknown {
        report(Message.letSeveral(names.map(\.text), at: value.span))
      }
      type = .unknown
    }
    for name in names {
      if let role = Vocabulary.role(of: name.text) {
        report(Message.letReserved(name.text, role: role, at: name.span))
        continue
      }
      var kept = named(type, name.text)
      if let old = state.variables[name.text] {
        if old.isParameter {
          report(Message.letParameter(name.text, at: name.span, parameter: old.name.span))
          continue
        }
        if !old.type.hasKind(of: type) {
          report(Message.letKind(name.text, is: type, was: old, at: name.span))
          kept = .unknown
        }
      }
      let variable = Variable(
        type: kept, name: name, statement: statement, piece: current, isParameter: false)
      state.variables[name.text] = variable
      letNames.append(variable)
      define(.variable(name.text))
    }
  }

  /// Puts the name on sizes that have none yet.
  private func named(_ type: ValueType, _ name: String) -> ValueType {
    guard case .matrix(var matrix) = type else { return type }
    if matrix.rows.origin?.name == nil { matrix.rows.origin?.name = name }
    if matrix.columns.origin?.name == nil { matrix.columns.origin?.name = name }
    return .matrix(matrix)
  }

  private mutating func update(
    _ name: Name, index: [IndexItem]?, with value: Expression, statement: SourceSpan
  ) {
    let new = infer(value)
    guard let variable = state.variables[name.text] else {
      if state.silencedNames.contains(name.text) { return }
      report(
        Message.updateUndefined(
          name.text, value: text(of: value.span), isIndexed: index != nil,
          nearest: nearest(to: name.text, among: state.variables.keys), at: name.span))
      // Later lines that read the name have the same cause.
      state.silencedNames.insert(name.text)
      return
    }
    if variable.isParameter {
      report(Message.letParameter(name.text, at: name.span, parameter: variable.name.span))
      return
    }
    use(.variable(name.text))
    define(.variable(name.text))
    guard let index else {
      if !variable.type.hasKind(of: new) {
        report(Message.updateKind(name.text, is: new, was: variable, at: value.span))
      } else if case (.matrix(let old), .matrix(let result)) = (variable.type, new) {
        if old.conflicts(with: result) {
          report(Message.updateShape(name.text, is: result, was: old, of: variable, at: value.span))
        }
      } else {
        state.variables[name.text]?.type = new
      }
      return
    }
    let target = indexed(
      variable.type, index, at: SourceSpan(name.span.start, value.span.start), base: name.span)
    switch (target, new) {
    case (.unknown, _), (_, .unknown), (.number, .number), (.matrix, .number): break
    case (.matrix(let old), .matrix(let result)):
      if old.conflicts(with: result) {
        report(Message.updateShape(name.text, is: result, was: old, of: variable, at: value.span))
      }
    default:
      report(Message.typeMismatch(name.text + "[…]", wants: target.noun, got: new, at: value.span))
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

extension Statement {
  /// The expressions of the statement itself, not of the statements in it.
  fileprivate var expressions: [Expression] {
    switch kind {
    case .command(let command):
      command.values
        + command.options.map {
          switch $0.setting {
          case .fixed(let value), .varied(let value): value
          }
        }
    case .binding(_, let value), .stopIf(let value), .record(_, .some(let value)): [value]
    case .update(_, _, let value): [value]
    case .definition(_, _, .expression(let value)): [value]
    case .repeat(let value, _), .for(_, let value, _), .if(let value, _, _): [value]
    case .return(let values): values
    default: []
    }
  }
}
