import LecternLanguage

/// An operation of a formula as a node of its graph.
extension Expression {
  /// What the operation goes over, in order; of an index, its base.
  var graphOperands: [Expression] {
    switch kind {
    case .unary(_, let operand): [operand]
    case .binary(_, let left, let right): [left, right]
    case .transpose(let base), .index(let base, _): [base]
    case .call(_, let arguments): arguments.map(\.value)
    case .matrix(let rows): rows.flatMap { $0 }
    default: []
    }
  }

  /// The same operation over others, as many as `graphOperands`.
  func withGraphOperands(_ operands: [Expression]) -> Expression {
    let kind: Kind
    switch self.kind {
    case .unary(let operation, _): kind = .unary(operation, operands[0])
    case .binary(let operation, _, _): kind = .binary(operation, operands[0], operands[1])
    case .transpose: kind = .transpose(operands[0])
    case .index(_, let items): kind = .index(operands[0], items)
    case .call(let callee, let arguments):
      kind = .call(
        callee, zip(arguments, operands).map { Argument(label: $0.label, value: $1) })
    case .matrix(let rows):
      var rest = operands[...]
      kind = .matrix(
        rows.map { row in
          defer { rest = rest.dropFirst(row.count) }
          return Array(rest.prefix(row.count))
        })
    default: kind = self.kind
    }
    return Expression(kind, span: span)
  }

  /// What the node says: its sign or name, with the constants that go in.
  ///
  /// - Parameter texts: Of each operand the constant's text; nil for a node.
  /// - Returns: `×`, `3 ×`, `^2`, `clip(·, 0, 1)`.
  func graphLabel(_ texts: [String?]) -> String {
    switch kind {
    case .unary(.not, _): "not"
    case .unary(.minus, _): "−"
    case .binary(let operation, _, _): operation.graphLabel(texts[0], texts[1])
    case .transpose: "transpose"
    case .call(let callee, _):
      texts.allSatisfy { $0 == nil }
        ? callee.text : "\(callee.text)(\(texts.map { $0 ?? "·" }.joined(separator: ", ")))"
    case .matrix: "[\(texts.map { $0 ?? "·" }.joined(separator: ", "))]"
    default: ""
    }
  }
}

extension BinaryOperator {
  fileprivate func graphLabel(_ left: String?, _ right: String?) -> String {
    let sign =
      switch self {
      case .multiply: "×"
      case .divide: "÷"
      case .subtract: "−"
      default: rawValue
      }
    switch (left, right) {
    case (nil, let right?): return self == .power ? "^\(right)" : "\(sign) \(right)"
    case (let left?, nil): return "\(left) \(sign)"
    default: return sign
    }
  }
}
