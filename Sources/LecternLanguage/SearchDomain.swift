/// What follows `in` of a `search`, read the same way for the check and for the run.
package enum SearchDomain: Sendable, Equatable {
  /// A list, a range or a row of values.
  case values(Expression)
  /// A formula of one number that is drawn for each trial.
  case drawn(Draw)

  /// `1 - loguniform(0.001, 0.1)`: what is drawn, and the formula around it.
  package struct Draw: Sendable, Equatable {
    package enum Kind: String, Sendable {
      case uniform
      case loguniform
      /// Whole numbers from `low` to `high` - 1.
      case integers
    }

    package let kind: Kind
    package let low: Expression
    package let high: Expression
    /// The call that draws.
    package let call: Expression
    package let formula: Expression

    /// The formula with a drawn number in the place of the call.
    package func formula(with number: Double) -> Expression {
      let value = Expression(.number(number, spelling: "\(number)"), span: call.span)
      return formula.replacing(call, with: value)
    }
  }

  package init(_ domain: Expression) {
    guard let call = domain.firstDraw, case .call(let name, let arguments) = call.kind,
      let kind = Draw.Kind(rawValue: name.text),
      let low = arguments.value("low", at: 0), let high = arguments.value("high", at: 1)
    else {
      self = .values(domain)
      return
    }
    self = .drawn(Draw(kind: kind, low: low, high: high, call: call, formula: domain))
  }
}

extension [Argument] {
  fileprivate func value(_ label: String, at position: Int) -> Expression? {
    if let named = first(where: { $0.label?.text == label }) { return named.value }
    return indices.contains(position) && self[position].label == nil ? self[position].value : nil
  }
}

extension Expression {
  /// The first call of a domain function with two arguments.
  fileprivate var firstDraw: Expression? {
    var pending = [self]
    while let next = pending.popLast() {
      if case .call(let name, let arguments) = next.kind, arguments.count == 2,
        FunctionTable.domain(named: name.text) != nil
      {
        return next
      }
      pending += next.parts.reversed()
    }
    return nil
  }

  /// The expressions that this one is made of, from left to right.
  package var parts: [Expression] {
    switch kind {
    case .number, .size, .string, .name, .invalid: return []
    case .matrix(let rows): return rows.flatMap { $0 }
    case .unary(_, let value), .transpose(let value), .member(let value, _): return [value]
    case .binary(_, let left, let right), .range(let left, let right): return [left, right]
    case .call(_, let arguments): return arguments.map(\.value)
    case .index(let value, let items):
      return [value]
        + items.compactMap {
          if case .expression(let item) = $0 { item } else { nil }
        }
    }
  }

  /// The same expression with another in the place of one of its parts, which its span tells.
  ///
  /// Chains such as `1 + 1 + …` are followed in a loop; the parser bounds all other depth.
  fileprivate func replacing(_ part: Expression, with other: Expression) -> Expression {
    var spine: [Expression] = []
    var base = self
    while base.span != part.span, base.isChain, let left = base.parts.first {
      spine.append(base)
      base = left
    }
    var result = base.span == part.span ? other : base.mapping { $0.replacing(part, with: other) }
    while let node = spine.popLast() {
      let left = result
      var isFirst = true
      result = node.mapping { inner in
        if isFirst {
          isFirst = false
          return left
        }
        return inner.replacing(part, with: other)
      }
    }
    return result
  }

  /// Whether the first part may be as deep as the text is long.
  private var isChain: Bool {
    switch kind {
    case .binary, .unary, .transpose, .member, .index: true
    default: false
    }
  }

  /// The same expression with its parts changed, from left to right.
  private func mapping(_ change: (Expression) -> Expression) -> Expression {
    let changed: Kind =
      switch kind {
      case .number, .size, .string, .name, .invalid: kind
      case .matrix(let rows): .matrix(rows.map { $0.map(change) })
      case .unary(let operation, let value): .unary(operation, change(value))
      case .transpose(let value): .transpose(change(value))
      case .member(let value, let name): .member(change(value), name)
      case .binary(let operation, let left, let right):
        .binary(operation, change(left), change(right))
      case .range(let left, let right): .range(change(left), change(right))
      case .call(let name, let arguments):
        .call(name, arguments.map { Argument(label: $0.label, value: change($0.value)) })
      case .index(let value, let items):
        .index(
          change(value),
          items.map {
            if case .expression(let item) = $0 { .expression(change(item)) } else { $0 }
          })
      }
    return Expression(changed, span: span)
  }
}
