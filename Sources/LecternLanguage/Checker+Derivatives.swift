import LecternText

extension ProgramChecker {
  /// `grad(f, x, …)`: of a function at values, or of an expression by variables.
  mutating func derivative(
    _ function: FunctionEntry, _ name: Name, _ arguments: [Argument], at span: SourceSpan
  ) -> ValueType {
    if tracedDepth > 0 {
      report(Message.derivativeNested(name.text, at: span))
      return .unknown
    }
    var places: [Expression] = []
    for argument in arguments {
      guard let label = argument.label else {
        places.append(argument.value)
        continue
      }
      guard let parameter = function.parameters.first(where: { $0.name == label.text }),
        parameter.kind == .number
      else {
        _ = infer(argument.value)
        report(
          Message.argumentUnknown(
            label.text, function: function,
            nearest: nearest(to: label.text, among: function.parameters.map(\.name)),
            at: label.span))
        return .unknown
      }
      _ = number(argument.value, label.text, low: 0, isOpen: true)
    }
    guard places.count > 1 else {
      if let place = places.first { _ = quietly { $0.infer(place) } }
      report(
        Message.argumentMissing(
          function.parameters[places.count], function: function, at: name.span))
      return .unknown
    }
    var types: [ValueType] = []
    for place in places.dropFirst() { types.append(infer(place)) }
    for (place, type) in zip(places.dropFirst(), types) {
      switch type {
      case .number, .matrix, .unknown, .parameter: break
      default:
        report(
          Message.typeMismatch(
            "x of \(name.text)", wants: "a number or a matrix", got: type, at: place.span))
        return .unknown
      }
    }
    // What is checked once need not be so inside of a derivative.
    let known = knownResults
    if name.text != "numgrad" {
      tracedDepth += 1
      knownResults = [:]
    }
    let differentiated = differentiated(places, types, name.text, at: span)
    if name.text != "numgrad" {
      tracedDepth -= 1
      knownResults = known
    }
    guard let value = differentiated else { return .unknown }
    if name.text == "jacobian" {
      let results = types.map { jacobian(of: value, by: $0, at: span) }
      return results.count == 1 ? results[0] : .results(results)
    }
    guard requireNumber(value, places[0], name.text) else { return .unknown }
    let results = types.map(\.withoutConstants)
    return results.count == 1 ? results[0] : .results(results)
  }

  /// Checks a function or an expression whose result is one number, of variables.
  mutating func checkCost(
    of places: [Expression], _ types: [ValueType], _ word: String, at span: SourceSpan
  ) {
    guard let value = differentiated(places, types, word, at: span) else { return }
    _ = requireNumber(value, places[0], word)
  }

  private mutating func requireNumber(
    _ value: ValueType, _ place: Expression, _ word: String
  ) -> Bool {
    switch value {
    case .number, .unknown, .parameter: return true
    case .matrix(let matrix) where (matrix.rows.size ?? 1) == 1 && (matrix.columns.size ?? 1) == 1:
      return true
    default:
      report(Message.derivativeNumber(word, text(of: place.span), value, at: place.span))
      return false
    }
  }

  /// The type of what is differentiated; nil after a mistake.
  private mutating func differentiated(
    _ places: [Expression], _ types: [ValueType], _ word: String, at span: SourceSpan
  ) -> ValueType? {
    if case .name(let name) = places[0].kind, let variable = variable(named: name) {
      readNames.insert(name)
      if scopes.last?.variables[name] == nil { use(.variable(name)) }
      switch variable.type {
      case .function(let definition):
        guard definition.parameters.count == types.count else {
          report(
            Message.functionArguments(
              name, definition.parameters.map(\.text), types.count, at: span))
          return nil
        }
        return result(of: definition, types, at: span)
      case .unknown, .parameter: return .unknown
      default:
        report(Message.derivativeValue(word, name, variable.type, at: places[0].span))
        return nil
      }
    }
    if case .name(let name) = places[0].kind, let function = FunctionTable.entry(named: name),
      places.count == 2
    {
      let inside = text(of: places[1].span)
      let needsAxis = function.parameters.contains { $0.kind == .axis }
      report(
        Message.derivativeFunction(
          name,
          help: "def f(x) = \(name)(x\(needsAxis ? ", axis=0" : "")) and \(word)(f, \(inside))",
          at: places[0].span))
      return nil
    }
    var isNamed = true
    for place in places.dropFirst() {
      guard case .name = place.kind else {
        report(Message.derivativeNames(word, text(of: place.span), at: place.span))
        isNamed = false
        continue
      }
    }
    let value = infer(places[0])
    return isNamed ? value : nil
  }

  private func jacobian(of value: ValueType, by x: ValueType, at span: SourceSpan) -> ValueType {
    let origin = Dimension.Origin(name: nil, creation: span, literal: nil)
    func size(_ type: ValueType) -> (rows: Int?, columns: Int?) {
      switch type {
      case .number, .boolean: (1, 1)
      case .matrix(let matrix): (resolved(matrix.rows).size, resolved(matrix.columns).size)
      default: (nil, nil)
      }
    }
    let (f, y) = (size(value), size(x))
    guard let rows = f.rows, let columns = f.columns, let height = y.rows, let width = y.columns
    else { return .matrix(.unknown) }
    func product(_ a: Int, _ b: Int) -> Dimension {
      let (result, overflow) = a.multipliedReportingOverflow(by: b)
      return Dimension(overflow ? nil : result, origin: origin)
    }
    if rows == 1 || columns == 1, height == 1 || width == 1 {
      return .matrix(MatrixType(rows: product(rows, columns), columns: product(height, width)))
    }
    return .matrix(MatrixType(rows: product(rows, height), columns: product(columns, width)))
  }
}
