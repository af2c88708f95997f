import LecternText

/// The names of a function while its body is checked: once where it is defined, with parameters of
/// which nothing is known, and for each call with what is known of the arguments.
struct LocalScope {
  let function: FunctionDefinition
  /// True where the function is defined, false at a call.
  let isDefinition: Bool
  var variables: [String: Variable] = [:]
  /// What each `return` gives.
  var returns: [(types: [ValueType], span: SourceSpan)] = []
}

extension ProgramChecker {
  // MARK: - Definitions

  mutating func define(
    _ name: Name, _ parameters: [Name], _ body: Statement.DefinitionBody, statement: SourceSpan
  ) {
    guard scopes.isEmpty, blockDepth == 0 else {
      report(Message.functionPlace(name.text, at: name.span))
      state.silencedNames.insert(name.text)
      return
    }
    var definition = FunctionDefinition(
      name: name, parameters: parameters, body: body, statement: statement,
      callees: body.callees)
    let before = errorCount
    checkNames(of: definition)
    checkRecursion(definition)
    if errorCount == before { checkBody(of: definition) }
    definition.isBroken = errorCount > before
    if let old = state.variables[name.text], !old.type.isUnknown {
      guard case .function = old.type, !old.isParameter else {
        report(Message.letKind(name.text, is: .function(definition), was: old, at: name.span))
        return
      }
    }
    let variable = Variable(
      type: .function(definition), name: name, statement: statement, piece: current,
      isParameter: false)
    state.variables[name.text] = variable
    letNames.append(variable)
    define(.variable(name.text))
  }

  /// The function may have the name of a built-in one, whose place it takes; the words of layers
  /// and optimizers are no functions.
  private mutating func checkNames(of definition: FunctionDefinition) {
    let name = definition.name
    if FunctionTable.entry(named: name.text) == nil,
      let role = Vocabulary.role(of: name.text)
    {
      report(Message.letReserved(name.text, role: role, of: "def", at: name.span))
    }
    var seen: [String: Name] = [:]
    for parameter in definition.parameters {
      if let role = Vocabulary.role(of: parameter.text) {
        report(Message.letReserved(parameter.text, role: role, of: "parameter", at: parameter.span))
      }
      if let first = seen[parameter.text] {
        report(Message.parameterTwice(parameter.text, first: first.span, at: parameter.span))
      }
      seen[parameter.text] = parameter
    }
  }

  private mutating func checkRecursion(_ definition: FunctionDefinition) {
    var pending = Array(definition.callees)
    var callers: [String: String] = [:]
    var seen: Set<String> = []
    while let next = pending.popLast() {
      if next == definition.name.text {
        var path: [String] = []
        var place = next
        while let caller = callers[place], path.count < Self.callLimit {
          path.insert(caller, at: 0)
          place = caller
        }
        report(
          Message.functionRecursion(
            definition.name.text, through: path[...], at: definition.name.span))
        return
      }
      guard seen.insert(next).inserted,
        case .function(let other)? = state.variables[next]?.type
      else { continue }
      for callee in other.callees.sorted() where callers[callee] == nil {
        callers[callee] = next
        pending.append(callee)
      }
    }
  }

  private mutating func checkBody(of definition: FunctionDefinition) {
    var scope = LocalScope(function: definition, isDefinition: true)
    for parameter in definition.parameters {
      scope.variables[parameter.text] = Variable(
        type: .parameter(parameter.text), name: parameter, statement: parameter.span,
        piece: current, isParameter: true)
    }
    _ = run(definition, in: scope)
  }

  /// Checks the body in a scope; the types of the results, nil when they are not known.
  private mutating func run(
    _ definition: FunctionDefinition, in scope: LocalScope
  ) -> [ValueType]? {
    let (outerLoops, outerBlocks) = (loopDepth, blockDepth)
    let outerNames = formulaNames
    (loopDepth, blockDepth) = (0, 0)
    formulaNames = [:]
    scopes.append(scope)
    defer {
      scopes.removeLast()
      (loopDepth, blockDepth) = (outerLoops, outerBlocks)
      formulaNames = outerNames
    }
    switch definition.body {
    case .expression(let expression): return [infer(expression)]
    case .block(let statements):
      blockDepth = 1
      for statement in statements {
        if statement.hasCommand {
          _ = check(statement.firstCommandStatement ?? statement)
        } else {
          checkFormula(statement)
        }
      }
      let returns = scopes[scopes.count - 1].returns
      if scope.isDefinition, !statements.surelyReturn {
        report(
          Message.returnMissing(
            definition.name.text, hasOne: !returns.isEmpty, at: definition.name.span))
      }
      return joined(returns, of: definition)
    }
  }

  /// What several returns have in common.
  private mutating func joined(
    _ returns: [(types: [ValueType], span: SourceSpan)], of definition: FunctionDefinition
  ) -> [ValueType]? {
    guard var result = returns.first?.types else { return nil }
    for other in returns.dropFirst() {
      guard other.types.count == result.count else {
        report(
          Message.returnCount(
            definition.name.text, result.count, other.types.count, first: returns[0].span,
            at: other.span))
        return nil
      }
      for index in result.indices {
        if !result[index].hasKind(of: other.types[index]) {
          report(
            Message.returnKind(
              definition.name.text, result[index], other.types[index], first: returns[0].span,
              at: other.span))
          return nil
        }
        result[index] = result[index].joined(with: other.types[index])
      }
    }
    return result
  }

  mutating func checkReturn(_ values: [Expression], at span: SourceSpan) {
    guard !scopes.isEmpty else {
      for value in values { _ = infer(value) }
      report(Message.returnPlace(at: span))
      return
    }
    var types: [ValueType] = []
    for value in values {
      let type = infer(value)
      switch type {
      case .function, .results, .split, .model:
        report(
          Message.typeMismatch("return", wants: "a number or a matrix", got: type, at: value.span))
        types.append(.unknown)
      default: types.append(type)
      }
    }
    scopes[scopes.count - 1].returns.append((types, span))
  }

  // MARK: - Calls

  /// How many calls may be open in one another.
  private static let callLimit = 64

  /// How many bodies are checked for one statement before less is asked of their arguments, so that
  /// functions which call each other with ever new numbers come to an end.
  private static let bodyLimit = 3000

  /// An argument without its number after many calls, without its sizes after still more.
  private func simplified(_ type: ValueType) -> ValueType {
    if checkedBodies < Self.bodyLimit / 10 { return type }
    let known = type.withoutConstants
    if case .matrix(let matrix) = known, checkedBodies >= Self.bodyLimit / 3 {
      return ValueType.matrix(.unknown).asCondition(matrix.isCondition)
    }
    return known
  }

  mutating func call(
    _ definition: FunctionDefinition, _ name: Name, _ arguments: [Argument], at span: SourceSpan
  ) -> ValueType {
    if scopes.last?.variables[name.text] == nil {
      readNames.insert(name.text)
      use(.variable(name.text))
    }
    var types: [ValueType] = []
    for argument in arguments {
      types.append(infer(argument.value))
      if let label = argument.label {
        report(Message.argumentLabel(label.text, of: definition, at: label.span))
      }
    }
    guard arguments.count == definition.parameters.count else {
      report(
        Message.functionArguments(
          definition.name.text, definition.parameters.map(\.text), arguments.count, at: span))
      return .unknown
    }
    return result(of: definition, types, at: span)
  }

  /// The result of a function for arguments of these types.
  mutating func result(
    of definition: FunctionDefinition, _ types: [ValueType], at span: SourceSpan
  ) -> ValueType {
    guard !definition.isBroken,
      !scopes.contains(where: { $0.function.name.text == definition.name.text })
    else { return .unknown }
    guard calls.count < Self.callLimit else {
      report(Message.functionDepth(definition.name.text, at: span))
      return .unknown
    }
    let types = types.map(simplified)
    let key =
      "\(definition.statement.start) " + types.map(\.signature).joined(separator: " ")
    if let known = knownResults[key] { return known }
    guard checkedBodies < Self.bodyLimit else { return .unknown }
    checkedBodies += 1
    var scope = LocalScope(
      function: definition, isDefinition: scopes.last?.isDefinition ?? false)
    for (parameter, type) in zip(definition.parameters, types) {
      scope.variables[parameter.text] = Variable(
        type: type, name: parameter, statement: parameter.span, piece: current,
        isParameter: true)
    }
    calls.append((definition.name.text, span))
    let before = errorCount
    let results = run(definition, in: scope)
    calls.removeLast()
    let type: ValueType
    if errorCount > before {
      type = .unknown
    } else if let results {
      type = results.count == 1 ? results[0] : .results(results)
    } else {
      type = .unknown
    }
    knownResults[key] = type
    return type
  }
}

extension ValueType {
  /// What of a type decides over the results of a function.
  fileprivate var signature: String {
    switch self {
    case .unknown, .parameter: "?"
    case .number(let value): "n\(value.map { String($0) } ?? "")"
    case .boolean(let value): "b\(value.map { String($0) } ?? "")"
    case .string(let text): "s\(text ?? "")"
    case .matrix(let matrix):
      "m\(matrix.isCondition ? "?" : "")\(matrix.rows.text)x\(matrix.columns.text)"
    case .run(let run): "r\(run.name ?? "")"
    case .runs(let run): "rs\(run.name ?? "")"
    case .split(let name): "d\(name)"
    case .model(let name): "o\(name)"
    case .function(let definition): "f\(definition.statement.start)"
    case .results(let results): "(\(results.map(\.signature).joined(separator: " ")))"
    }
  }
}

extension Statement.DefinitionBody {
  /// The names that a body calls, and those whose derivatives it takes.
  fileprivate var callees: Set<String> {
    var names: Set<String> = []
    switch self {
    case .expression(let expression): expression.collectCallees(&names)
    case .block(let statements): statements.collectCallees(&names)
    }
    return names
  }
}

extension Expression {
  fileprivate func collectCallees(_ names: inout Set<String>) {
    var pending = [self]
    while let next = pending.popLast() {
      if case .call(let name, let arguments) = next.kind {
        names.insert(name.text)
        if FunctionTable.entry(named: name.text)?.rule == .derivative,
          case .name(let function)? = arguments.first?.value.kind
        {
          names.insert(function)
        }
      }
      pending += next.parts
    }
  }
}

extension [Statement] {
  fileprivate func collectCallees(_ names: inout Set<String>) {
    for statement in self {
      for expression in statement.expressions { expression.collectCallees(&names) }
      statement.blocks.collectCallees(&names)
    }
  }

  /// Whether the end of the statements is not reached without a `return`.
  fileprivate var surelyReturn: Bool {
    contains { statement in
      switch statement.kind {
      case .return, .invalid: true
      case .if(_, let then, let otherwise?): then.surelyReturn && otherwise.surelyReturn
      default: false
      }
    }
  }
}

extension Statement {
  /// The expressions of the statement itself, not of the statements in it.
  var expressions: [Expression] {
    switch kind {
    case .command(let command):
      command.values + command.options.map(\.setting.expression)
    case .binding(_, let value), .stopIf(let value), .record(_, .some(let value)): [value]
    case .update(_, let index, let value):
      [value]
        + (index ?? []).compactMap {
          if case .expression(let expression) = $0 { expression } else { nil }
        }
    case .definition(_, _, .expression(let value)): [value]
    case .repeat(let value, _), .for(_, let value, _), .if(let value, _, _): [value]
    case .return(let values): values
    case .definition, .record, .invalid: []
    }
  }

  /// The statements in it.
  var blocks: [Statement] {
    switch kind {
    case .repeat(_, let body), .for(_, _, let body), .definition(_, _, .block(let body)): body
    case .if(_, let then, let otherwise): then + (otherwise ?? [])
    default: []
    }
  }

  /// The first command in it or in its blocks.
  fileprivate var firstCommandStatement: Statement? {
    if case .command = kind { return self }
    for statement in blocks {
      if let command = statement.firstCommandStatement { return command }
    }
    return nil
  }
}
