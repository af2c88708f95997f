import LecternLanguage
import LecternTensor
import LecternText

/// A graph in the making.
struct GraphBuilder {
  /// What an expression of the body comes to: a node, or a value that depends on nothing.
  enum Part {
    case node(Int)
    case constant(Value, text: String)
  }

  let environment: any FormulaEnvironment
  let variables: Variables
  let meter: FormulaMeter
  let text: (Expression) -> String
  var nodes: [ComputationGraph.Node] = []
  /// For each node the operation on names of its operands: `#0 * #3`.
  var operations: [Expression?] = []
  var known: [String: Int] = [:]
  var names: [String: Part] = [:]
  /// Constants that are no literals, by the names that operations call them.
  var constants: [String: Value] = [:]

  mutating func nodes(
    of function: FormulaFunction, _ arguments: [Value], call: Expression
  ) throws(FormulaError) -> [ComputationGraph.Node] {
    for (parameter, value) in zip(function.parameters, arguments) {
      guard value.matrix != nil else {
        throw FormulaError(
          "a graph goes over numbers and matrices, not \(value.kindName)", at: call.span)
      }
      names[parameter.text] = .node(try leaf(parameter.text, value, at: call.span))
    }
    let result: Expression
    switch function.body {
    case .expression(let expression): result = expression
    case .block(let statements): result = try last(statements, call: call)
    }
    guard case .node(let node) = try part(result) else {
      throw FormulaError("\(function.name) depends on none of its arguments", at: call.span)
    }
    try differentiate(node, call: call)
    return ordered(endingWith: node)
  }

  /// The expression after `return`; the lines before it name nodes.
  private mutating func last(
    _ statements: [Statement], call: Expression
  ) throws(FormulaError) -> Expression {
    for statement in statements {
      switch statement.kind {
      case .binding(let bound, let value) where bound.count == 1: try bind(bound[0].text, value)
      case .update(let name, nil, let value): try bind(name.text, value)
      case .return(let values) where values.count == 1: return values[0]
      default:
        throw FormulaError(
          "a graph shows let and return lines, no loops or branches", at: call.span)
      }
    }
    throw FormulaError("a graph needs the result that return gives", at: call.span)
  }

  private mutating func bind(_ name: String, _ value: Expression) throws(FormulaError) {
    let part = try part(value)
    if case .node(let node) = part, nodes[node].name == nil, !nodes[node].operands.isEmpty {
      nodes[node].name = name
    }
    names[name] = part
  }

  // MARK: Nodes

  private mutating func leaf(
    _ name: String, _ value: Value, at span: SourceSpan
  ) throws(FormulaError) -> Int {
    try add(
      ComputationGraph.Node(label: name, value: value, operands: []), operation: nil,
      key: "leaf \(name)", at: span)
  }

  private mutating func add(
    _ node: ComputationGraph.Node, operation: Expression?, key: String, at span: SourceSpan
  ) throws(FormulaError) -> Int {
    guard nodes.count < ComputationGraph.nodeLimit else {
      throw FormulaError(
        "this graph has more than \(ComputationGraph.nodeLimit) nodes", at: span,
        help: "show a part of the formula: a function of fewer steps")
    }
    nodes.append(node)
    operations.append(operation)
    known[key] = nodes.count - 1
    return nodes.count - 1
  }

  static func name(of node: Int) -> String { "#\(node)" }

  private mutating func part(_ expression: Expression) throws(FormulaError) -> Part {
    switch expression.kind {
    case .name(let name):
      if let part = names[name] { return part }
      return try outside(name, expression)
    case .number, .string, .size, .range, .invalid, .member:
      return .constant(try value(of: expression, [:]), text: text(expression))
    case .index(let base, let items):
      var inside: [String] = []
      var fixedItems: [IndexItem] = []
      for item in items {
        guard case .expression(let index) = item else {
          inside.append(":")
          fixedItems.append(item)
          continue
        }
        inside.append(text(index))
        fixedItems.append(.expression(try fixed(index)))
      }
      return try operate(
        Expression(.index(base, fixedItems), span: expression.span), written: expression,
        label: "[\(inside.joined(separator: ", "))]")
    case .unary, .binary, .transpose, .call, .matrix:
      return try operate(expression, written: expression)
    }
  }

  /// An index as an expression that needs no names of the body.
  private mutating func fixed(_ index: Expression) throws(FormulaError) -> Expression {
    if case .range(let first, let last) = index.kind {
      return Expression(.range(try fixed(first), try fixed(last)), span: index.span)
    }
    guard case .constant(let value, _) = try part(index) else {
      throw FormulaError(
        "a graph has no place for an index that depends on an input", at: index.span)
    }
    return constant(value, index)
  }

  /// A constant as an operation takes it: as written where it is a literal, else by a name.
  private mutating func constant(_ value: Value, _ written: Expression) -> Expression {
    switch written.kind {
    case .number, .string: return written
    default:
      let name = "#c\(constants.count)"
      constants[name] = value
      return Expression(.name(name), span: written.span)
    }
  }

  /// A name that is no parameter: an input like them, unless it is a constant of nature.
  private mutating func outside(
    _ name: String, _ expression: Expression
  ) throws(FormulaError) -> Part {
    let value = try value(of: expression, [:])
    if case .constant? = Value.constant(named: name).map({ Part.constant($0, text: name) }),
      variables[name] == nil
    {
      return .constant(value, text: name)
    }
    let part = Part.node(try leaf(name, value, at: expression.span))
    names[name] = part
    return part
  }

  /// The node of an operation, which is evaluated on the values of its operands, or its value where
  /// none of them is a node.
  ///
  /// `written` is the same in the author's words, `label` what its node says; nil for the
  /// operation's own sign or name.
  private mutating func operate(
    _ expression: Expression, written: Expression, label: String? = nil
  ) throws(FormulaError) -> Part {
    let operands = expression.graphOperands
    var parts: [Part] = []
    for operand in operands { parts.append(try part(operand)) }
    var inputs: [Int] = []
    var texts: [String?] = []
    var bound: [String: Value] = [:]
    var rebuilt: [Expression] = []
    // What looks alike need not be: a name may have had another value before.
    var constantValues: [[Double]] = []
    for (part, operand) in zip(parts, operands) {
      switch part {
      case .node(let node):
        inputs.append(node)
        texts.append(nil)
        bound[Self.name(of: node)] = nodes[node].value
        rebuilt.append(Expression(.name(Self.name(of: node)), span: operand.span))
      case .constant(let value, let text):
        texts.append(text)
        constantValues.append(value.matrix?.elements ?? [])
        rebuilt.append(constant(value, operand))
      }
    }
    let operation = expression.withGraphOperands(rebuilt)
    let value = try value(of: operation, bound)
    guard !inputs.isEmpty else { return .constant(value, text: text(written)) }
    let label = label ?? expression.graphLabel(texts)
    let key = "\(label) \(inputs) \(constantValues)"
    if let node = known[key] { return .node(node) }
    return .node(
      try add(
        ComputationGraph.Node(label: label, value: value, operands: inputs), operation: operation,
        key: key, at: expression.span))
  }

  func value(
    of expression: Expression, _ bound: [String: Value]
  ) throws(FormulaError) -> Value {
    try FormulaExpression(expression).value(
      in: environment, Variables(bound.merging(constants) { own, _ in own }, over: variables),
      meter)
  }
}
