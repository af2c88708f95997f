import LecternText

/// Arguments put in the places of a function's parameters.
struct BoundArguments {
  let function: FunctionEntry
  let span: SourceSpan
  /// By parameter name; a repeated parameter has several.
  var values: [String: [(expression: Expression, type: ValueType)]] = [:]

  func type(_ parameter: String) -> ValueType { values[parameter]?.first?.type ?? .unknown }
  func expression(_ parameter: String) -> Expression? { values[parameter]?.first?.expression }
  var first: (expression: Expression, type: ValueType)? {
    function.parameters.first.flatMap { values[$0.name]?.first }
  }
}

extension ProgramChecker {
  mutating func call(_ name: Name, _ arguments: [Argument], at span: SourceSpan) -> ValueType {
    if domainDraws != nil, let function = FunctionTable.domain(named: name.text) {
      return draw(function, name, arguments, at: span)
    }
    if let variable = variable(named: name.text), case .function(let definition) = variable.type {
      return call(definition, name, arguments, at: span)
    }
    guard let function = FunctionTable.entry(called: name.text, with: arguments) else {
      reportUnknownFunction(name, arguments)
      return .unknown
    }
    if function.rule == .derivative { return derivative(function, name, arguments, at: span) }
    guard let bound = bind(arguments, to: function, name: name, at: span) else { return .unknown }
    if function.isRandom {
      use(.randomStream)
      define(.randomStream)
    }
    return result(of: bound).asCondition(false)
  }

  private mutating func reportUnknownFunction(_ name: Name, _ arguments: [Argument]) {
    for argument in arguments { _ = infer(argument.value) }
    if state.silencedNames.contains(name.text) { return }
    if let variable = variable(named: name.text) {
      readNames.insert(name.text)
      if variable.type.isUnknown { return }
      var help: String?
      if case .matrix = variable.type, arguments.count == 1, let first = arguments.first?.value {
        let index =
          if case .number(let number, _) = first.kind, number >= 1 {
            NumberText.short(number - 1)
          } else { text(of: first.span) }
        help = "\(name.text)[\(index)]: an entry stands in brackets, counted from 0"
      }
      report(Message.callOfValue(name.text, variable.type.noun, help: help, at: name.span))
      return
    }
    if scopes.last?.isDefinition == true, laterNames.contains(name.text) { return }
    if let line = line(naming: name.text, below: name.span) {
      report(Message.functionLater(name.text, line, at: name.span))
      state.silencedNames.insert(name.text)
      return
    }
    let own = state.variables.values.filter {
      if case .function = $0.type { true } else { false }
    }.map(\.name.text)
    report(
      Message.functionUnknown(
        name.text,
        nearest: nearest(to: name.text, among: FunctionTable.functions.map(\.name) + own),
        domain: FunctionTable.domain(named: name.text),
        spelling: ForeignNames.spelling(of: name.text).map {
          ForeignNames.fill($0, with: arguments.map { text(of: $0.value.span) })
        }, at: name.span))
    state.silencedNames.insert(name.text)
  }

  /// Puts arguments in their places; nil after a mistake that leaves the call without meaning.
  mutating func bind(
    _ arguments: [Argument], to function: FunctionEntry, name: Name, at span: SourceSpan
  ) -> BoundArguments? {
    var bound = BoundArguments(function: function, span: span)
    var isSound = true
    var position = 0
    for argument in arguments {
      let parameter: FunctionParameter?
      if let label = argument.label {
        parameter = function.parameters.first { $0.name == label.text }
        if parameter == nil {
          report(
            Message.argumentUnknown(
              label.text, function: function,
              nearest: nearest(to: label.text, among: function.parameters.map(\.name)),
              at: label.span))
          markNames(of: argument.value)
          continue
        } else if bound.values[label.text] != nil {
          report(Message.argumentTwice(label.text, function: function, at: label.span))
          isSound = false
        }
      } else {
        parameter = position < function.parameters.count ? function.parameters[position] : nil
        if let parameter, !parameter.isRepeated { position += 1 }
        if parameter == nil {
          report(Message.argumentExtra(function: function, at: argument.value.span))
        }
      }
      guard let parameter else {
        _ = infer(argument.value)
        isSound = false
        continue
      }
      let type = check(argument.value, as: parameter, of: function)
      bound.values[parameter.name, default: []].append((argument.value, type))
    }
    for parameter in function.parameters
    where parameter.defaultText == nil && bound.values[parameter.name] == nil && isSound {
      var help: String?
      if parameter.name == "columns", let rows = arguments.first.map({ text(of: $0.value.span) }),
        function.rule == .filled
      {
        let word = function.name
        help =
          rows.hasPrefix("[")
          ? "\(word)(\(rows.dropFirst().dropLast()))"
          : "\(word)(\(rows), 1) is a column, \(word)(1, \(rows)) a row, "
            + "\(word)(\(rows), \(rows)) a square"
      }
      report(Message.argumentMissing(parameter, function: function, help: help, at: name.span))
      isSound = false
    }
    return isSound ? bound : nil
  }

  private mutating func check(
    _ value: Expression, as parameter: FunctionParameter, of function: FunctionEntry
  ) -> ValueType {
    let label = "\(parameter.name) of \(function.name)"
    switch parameter.kind {
    case .examples where !value.isName(in: Vocabulary.splits) && !isMeantAsSplit(value):
      let type = infer(value)
      switch type {
      case .unknown, .parameter, .matrix, .number: return type
      default:
        report(
          Message.typeMismatch(
            label, wants: "a split or a matrix of examples", got: type, at: value.span))
        return .unknown
      }
    case .split, .examples:
      guard case .name(let split) = value.kind, Vocabulary.splits.contains(split) else {
        if case .name(let name) = value.kind, variable(named: name) == nil,
          state.runs[name] == nil,
          let near = nearest(to: name, among: Vocabulary.splits)
        {
          report(Message.splitExpected(label, given: name, nearest: near, at: value.span))
        } else if !infer(value).isUnknown {
          report(Message.splitExpected(label, at: value.span))
        }
        return .unknown
      }
      return requireSplit(split, at: value.span) ? .split(split) : .unknown
    case .run, .runs:
      return checkRun(
        value, allowsSeveral: parameter.kind == .runs || function.rule == .measure)
    default: break
    }
    let type = infer(value)
    switch (parameter.kind, type) {
    case (_, .unknown): return .unknown
    case (_, .parameter): return parameter.kind == .value ? type : .unknown
    case (.value, .number), (.value, .matrix), (.value, .boolean), (.number, .number): return type
    case (.boolean, .boolean): return type
    case (.axis, .number(let axis)):
      if let axis, axis != 0, axis != 1 {
        report(Message.axisRange(function.name, at: value.span))
        return .unknown
      }
      return type
    case (.count, .number(let count)):
      guard let count else { return type }
      guard let whole = Int(exactly: count) else {
        report(Message.numberWhole(label, is: count, at: value.span))
        return .unknown
      }
      if whole < 0 {
        report(Message.numberRange(label, is: count, low: 0, high: nil, at: value.span))
        return .unknown
      }
      return type
    default:
      let wanted =
        switch parameter.kind {
        case .value: "a number or a matrix"
        case .axis: "axis=0 (down the rows) or axis=1 (along the columns)"
        case .count: "a whole number"
        case .boolean: "yes or no"
        default: "a number"
        }
      report(Message.typeMismatch(label, wants: wanted, got: type, at: value.span))
      return .unknown
    }
  }

  /// Whether a name that stands for nothing is close to that of a split.
  private mutating func isMeantAsSplit(_ value: Expression) -> Bool {
    guard case .name(let name) = value.kind, variable(named: name) == nil,
      state.runs[name] == nil
    else { return false }
    return nearest(to: name, among: Vocabulary.splits) != nil
  }

  /// A run, or several where that is allowed; `nil` names the latest one.
  mutating func checkRun(_ value: Expression, allowsSeveral: Bool) -> ValueType {
    if case .name(let name) = value.kind, variable(named: name) == nil {
      if state.silencedNames.contains(name) { return .unknown }
      if StatementTable.metrics.contains(name), state.runs[name] == nil {
        report(Message.runIsMetric(name, at: value.span))
        return .unknown
      }
      if let split = ForeignNames.meaning(of: name, among: Vocabulary.splits),
        state.runs[name] == nil
      {
        report(Message.runIsSplit(name, split, at: value.span))
        return .unknown
      }
      guard state.runs[name] != nil else {
        report(
          Message.runUnknown(
            name, runs: Suggestion.list(state.runs.keys),
            nearest: nearest(to: name, among: state.runs.keys),
            isModel: state.models[name] != nil, at: value.span))
        return .unknown
      }
    }
    let type = infer(value)
    switch type {
    case .run, .unknown, .parameter: return type
    case .runs:
      if allowsSeveral { return type }
      let name = text(of: value.span)
      report(Message.runSeveral(name, at: value.span))
      return .unknown
    default:
      let known = state.runs.keys.isEmpty ? nil : "runs here: \(Suggestion.list(state.runs.keys))"
      report(
        Message.typeMismatch("this place", wants: "a run", got: type, help: known, at: value.span))
      return .unknown
    }
  }
}

extension Expression {
  fileprivate func isName(in words: [String]) -> Bool {
    if case .name(let name) = kind { words.contains(name) } else { false }
  }
}
