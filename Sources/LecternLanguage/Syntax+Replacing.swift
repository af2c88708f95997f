/// Names put in for others, as a loop with commands does with its variable.
extension Expression {
  /// The expression with a name replaced wherever it stands; places stay as written.
  func replacing(_ name: String, by value: Expression) -> Expression {
    func replaced(_ expression: Expression) -> Expression { expression.replacing(name, by: value) }
    func replaced(_ items: [IndexItem]) -> [IndexItem] { items.replacing(name, by: value) }
    let kind: Kind
    switch self.kind {
    case .name(name): kind = value.kind
    case .number, .size, .string, .name, .invalid: kind = self.kind
    case .matrix(let rows): kind = .matrix(rows.map { $0.map(replaced) })
    case .unary(let operation, let operand): kind = .unary(operation, replaced(operand))
    case .binary(let operation, let left, let right):
      kind = .binary(operation, replaced(left), replaced(right))
    case .call(let callee, let arguments):
      kind = .call(
        callee, arguments.map { Argument(label: $0.label, value: replaced($0.value)) })
    case .index(let base, let items): kind = .index(replaced(base), replaced(items))
    case .transpose(let base): kind = .transpose(replaced(base))
    case .member(let base, let part): kind = .member(replaced(base), part)
    case .range(let first, let last): kind = .range(replaced(first), replaced(last))
    }
    return Expression(kind, span: span)
  }
}

extension [IndexItem] {
  fileprivate func replacing(_ name: String, by value: Expression) -> [IndexItem] {
    map { item in
      guard case .expression(let expression) = item else { return item }
      return .expression(expression.replacing(name, by: value))
    }
  }
}

extension Statement {
  /// The statement with a name replaced in all its expressions, but where it is given a new value.
  func replacing(_ name: String, by value: Expression) -> Statement {
    func replaced(_ expression: Expression) -> Expression { expression.replacing(name, by: value) }
    func replaced(_ body: [Statement]) -> [Statement] {
      body.map { $0.replacing(name, by: value) }
    }
    let kind: Kind
    switch self.kind {
    case .command(let command):
      kind = .command(
        Command(
          verb: command.verb, values: command.values.map(replaced),
          options: command.options.map { option in
            let setting: Command.Option.Setting =
              switch option.setting {
              case .fixed(let value): .fixed(replaced(value))
              case .varied(let value): .varied(replaced(value))
              }
            return Command.Option(key: option.key, setting: setting, span: option.span)
          }, result: command.result))
    case .binding(let names, let value): kind = .binding(names: names, value: replaced(value))
    case .update(let target, let index, let new):
      kind = .update(
        name: target, index: index?.replacing(name, by: value), value: replaced(new))
    case .repeat(let count, let body): kind = .repeat(count: replaced(count), body: replaced(body))
    case .for(let variable, let domain, let body):
      kind = .for(
        name: variable, domain: replaced(domain),
        body: variable.text == name ? body : replaced(body))
    case .if(let condition, let then, let otherwise):
      kind = .if(
        condition: replaced(condition), then: replaced(then), else: otherwise.map(replaced))
    case .return(let values): kind = .return(values.map(replaced))
    case .stopIf(let condition): kind = .stopIf(replaced(condition))
    case .record(let target, let new): kind = .record(name: target, value: new.map(replaced))
    case .definition, .invalid: kind = self.kind
    }
    return Statement(kind, span: span)
  }
}
