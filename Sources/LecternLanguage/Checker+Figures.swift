import LecternText

/// Slots of figures that show functions, points and bars.
extension ProgramChecker {
  // MARK: - Functions

  /// A function of one number whose curve a figure shows.
  mutating func curve(_ value: Expression, _ label: String) -> ValueType {
    guard let name = functionName(value, label) else { return .unknown }
    if let known = definition(name, at: value.span) {
      guard let definition = known.definition else { return .unknown }
      guard definition.parameters.count == 1 else {
        report(
          Message.plotFunction(
            name, "takes \(definition.parameters.count) numbers, and a curve has one",
            help:
              "def g(x) = \(name)(x\(Self.ones(after: 1, of: definition))), then plot function g",
            at: value.span))
        return .unknown
      }
      requireNumber(of: definition, [.number(nil)], at: value.span)
      return .unknown
    }
    guard let entry = FunctionTable.entry(named: name) else {
      report(
        Message.functionNotKnown(
          name, of: "x",
          nearest: nearest(to: name, among: FunctionTable.curves + definedNames(taking: [1])),
          at: value.span))
      return .unknown
    }
    if !FunctionTable.curves.contains(entry.name) {
      report(
        Message.plotFunction(
          name, "does not go number by number, so that it has no curve",
          help:
            "functions with curves: \(FunctionTable.curves.prefix(8).joined(separator: ", ")) …",
          at: value.span))
    }
    return .unknown
  }

  /// A function of two numbers, or of a column of two, whose level lines a figure shows.
  mutating func surface(_ value: Expression, _ label: String) -> ValueType {
    guard let name = functionName(value, label) else { return .unknown }
    guard let known = definition(name, at: value.span) else {
      report(
        FunctionTable.entry(named: name) == nil
          ? Message.functionNotKnown(
            name, of: "x, y", nearest: nearest(to: name, among: definedNames(taking: [1, 2])),
            at: value.span)
          : Message.plotFunction(
            name, "is built in, and plot \(label) wants a function of two numbers that def made",
            help: "def f(x, y) = \(name)(x + y), then plot \(label) f", at: value.span))
      return .unknown
    }
    guard let definition = known.definition else { return .unknown }
    switch definition.parameters.count {
    case 2: requireNumber(of: definition, [.number(nil), .number(nil)], at: value.span)
    case 1:
      let column = MatrixType(rows: Dimension(2), columns: Dimension(1))
      let parameter = definition.parameters[0].text
      requireNumber(
        of: definition, [.matrix(column)],
        help:
          "def \(name)(x, y) = …, or with \(parameter)[0] and \(parameter)[1] for the two numbers",
        at: value.span)
    default:
      report(
        Message.plotFunction(
          name, "takes \(definition.parameters.count) numbers, and a plane has two",
          help:
            "def g(x, y) = \(name)(x, y\(Self.ones(after: 2, of: definition))), then plot \(label) g",
          at: value.span))
    }
    return .unknown
  }

  /// What stands in place of the arguments that a figure has no axis for: `, 1, 1`.
  private static func ones(after count: Int, of definition: FunctionDefinition) -> String {
    String(repeating: ", 1", count: max(definition.parameters.count - count, 0))
  }

  private mutating func functionName(_ value: Expression, _ label: String) -> String? {
    switch value.kind {
    case .name(let name): return name
    case .invalid: return nil
    case .call(let name, _):
      report(
        Message.plotFunction(
          text(of: value.span), "is a value, and plot \(label) wants the function's name",
          help: name.text, at: value.span))
    default:
      report(
        Message.plotFunction(
          text(of: value.span), "is no function's name",
          help: "def f(x) = \(text(of: value.span)), then plot \(label) f", at: value.span))
    }
    markNames(of: value)
    return nil
  }

  /// The function that a name of the author's stands for, without definition where a mistake is
  /// known; nil for a name that is not the author's.
  private mutating func definition(
    _ name: String, at span: SourceSpan
  ) -> (definition: FunctionDefinition?, Void)? {
    guard let variable = variable(named: name) else {
      return state.silencedNames.contains(name) ? (nil, ()) : nil
    }
    readNames.insert(name)
    use(.variable(name))
    switch variable.type {
    case .function(let definition): return (definition, ())
    case .unknown, .parameter: return (nil, ())
    default:
      report(
        Message.plotFunction(
          name, "is \(variable.type.noun), not a function", help: "def \(name)_1(x) = …",
          at: span))
      return (nil, ())
    }
  }

  private func definedNames(taking counts: [Int]) -> [String] {
    state.variables.values.compactMap { variable in
      guard case .function(let definition) = variable.type,
        counts.contains(definition.parameters.count)
      else { return nil }
      return definition.name.text
    }.sorted()
  }

  /// Checks that a function gives one number for arguments of these types.
  private mutating func requireNumber(
    of definition: FunctionDefinition, _ types: [ValueType],
    help: String = "sum(…) or mean(…) makes one number of a matrix", at span: SourceSpan
  ) {
    let name = definition.name.text
    switch result(of: definition, types, at: span) {
    case .number, .unknown, .parameter: break
    case .matrix(let matrix) where (matrix.rows.size ?? 1) == 1 && (matrix.columns.size ?? 1) == 1:
      break
    case let type:
      report(
        Message.plotFunction(
          name, "gives \(type.noun), and a figure shows one number for each place",
          help: help, at: span))
    }
  }

  // MARK: - Lists

  /// The values of an option that may have several: `optimizer in [gd(0.9), adam(0.3)]`.
  mutating func checkList(_ domain: Expression, as slot: SlotType, label: String) {
    switch domain.kind {
    case .invalid: break
    case .matrix(let rows):
      for entry in rows.joined() { _ = check(entry, as: slot, label: label) }
      let entries = rows.joined().map { text(of: $0.span) }
      for (index, entry) in entries.enumerated() where entries[..<index].contains(entry) {
        report(Message.listTwice(entry, label, at: Array(rows.joined())[index].span))
        break
      }
    default:
      markNames(of: domain)
      report(
        Message.typeMismatch(
          "\(label) in", wants: "a list", got: .unknown,
          help: "\(label)=\(text(of: domain.span)), or \(label) in [\(text(of: domain.span)), …]",
          at: domain.span))
    }
  }

  /// Checks a list such as `["tanh", "relu"]`.
  mutating func texts(_ value: Expression, _ label: String) -> ValueType {
    guard case .matrix(let rows) = value.kind, rows.count == 1 else {
      if case .invalid = value.kind { return .unknown }
      if let word = bareWord(value) {
        report(Message.textUnquoted(label, "[\"\(word)\"]", at: value.span))
        return .unknown
      }
      report(
        Message.typeMismatch(
          label, wants: "texts as [\"a\", \"b\"]", got: quietly { $0.infer(value) }, at: value.span)
      )
      markNames(of: value)
      return .unknown
    }
    for entry in rows[0] { _ = string(entry, label) }
    return .unknown
  }

  // MARK: - Numbers

  /// How many lines, or a row of the values that they stand for.
  mutating func levels(_ value: Expression, _ label: String) -> ValueType {
    let type = quietly { $0.infer(value) }
    if type.isNumber { return whole(value, label, 1, 100) }
    requireFinite(value, label)
    return numbers(value, label, wants: "a number of lines or a row of values", takesNumbers: false)
  }

  /// A matrix with a point in each column.
  mutating func points(_ value: Expression, _ label: String) -> ValueType {
    let type = numbers(
      value, label, wants: "a matrix with a point in each column", takesNumbers: false)
    if case .matrix(let matrix) = type, let rows = matrix.rows.size, rows != 2 {
      report(
        Message.plotPoints(
          label, matrix,
          help: matrix.columns.size == 2 ? "(\(text(of: value.span))).T" : "[w1; w2] of two rows",
          at: value.span))
    }
    return type
  }

  /// A column of two numbers.
  mutating func pair(_ value: Expression, _ label: String) -> ValueType {
    let type = numbers(value, label, wants: "a column of two numbers", takesNumbers: false)
    requireFinite(value, label)
    guard case .matrix(let matrix) = type, let rows = matrix.rows.size,
      let columns = matrix.columns.size, rows != 2 || columns != 1
    else { return type }
    var help = "\(label)=[1; 2]"
    if rows * columns == 2 {
      help = "(\(text(of: value.span))).T"
      if case .matrix(let entries) = value.kind, entries.joined().count == 2 {
        let numbers = entries.joined().map { text(of: $0.span) }
        help = "\(label)=[\(numbers.joined(separator: "; "))]"
      }
    }
    report(Message.plotPoints(label, matrix, help: help, at: value.span))
    return type
  }

  /// Reports an entry of a written list that is known to be no finite number.
  private mutating func requireFinite(_ value: Expression, _ label: String) {
    guard case .matrix(let rows) = value.kind else { return }
    for entry in rows.joined() {
      guard let number = quietly({ $0.infer(entry) }).constant, !number.isFinite else { continue }
      report(Message.numberFinite(label, at: entry.span))
      return
    }
  }
}

extension FunctionTable {
  /// The functions that go number by number and need nothing else.
  package static let curves: [String] = functions.filter { function in
    function.rule == .same && [.elementwise, .activations].contains(function.group)
      && function.parameters.count { $0.defaultText == nil } == 1
  }.map(\.name)
}
