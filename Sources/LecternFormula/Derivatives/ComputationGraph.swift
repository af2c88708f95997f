package import LecternLanguage
package import LecternTensor
import LecternText

/// The operations of a function for given arguments, in order, with their values and the
/// derivatives of the result by each of them.
///
/// Equal operations on equal operands are one node. Source: Griewank and Walther, Evaluating
/// Derivatives, 2nd ed., chapter 3: a node's derivative is the sum over its users of theirs times
/// the slope of the user by the node.
package struct ComputationGraph {
  package struct Node {
    /// The operation, with the constants that go in, or the name of an input.
    package let label: String
    /// The name that `let` gave it.
    package var name: String?
    package let value: Value
    /// The derivative of the result, in the shape of the value; nil where it depends on no input
    /// or is no number.
    package var derivative: Matrix<Double>?
    package let operands: [Int]
  }

  /// Operands before what uses them; the last one is the result.
  package private(set) var nodes: [Node]

  /// Nodes that one graph may have.
  package static let nodeLimit = 60

  /// - Parameters:
  ///   - function: A function whose body is an expression, or `let` and `return` lines.
  ///   - arguments: The value of each parameter.
  ///   - text: The source of an expression, on one line.
  /// - Throws: What is wrong with the function for these arguments.
  package init(
    of function: FormulaFunction, _ arguments: [Value], call: Expression,
    in environment: any FormulaEnvironment, variables: Variables,
    limits: FormulaLimits = FormulaLimits(), isStopped: @escaping () -> Bool = { false },
    text: @escaping (Expression) -> String
  ) throws(FormulaError) {
    var builder = GraphBuilder(
      environment: environment, variables: variables,
      meter: FormulaMeter(limits: limits, kept: variables.bytes, isStopped: isStopped), text: text)
    nodes = try builder.nodes(of: function, arguments, call: call)
  }
}

/// A graph in the making.
private struct GraphBuilder {
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

  private static func name(of node: Int) -> String { "#\(node)" }

  /// The parts that an operation goes over, and the same operation over others.
  private mutating func part(_ expression: Expression) throws(FormulaError) -> Part {
    func rebuilt(_ kind: Expression.Kind) -> Expression { Expression(kind, span: expression.span) }
    switch expression.kind {
    case .name(let name):
      if let part = names[name] { return part }
      return try outside(name, expression)
    case .number, .string, .size, .range, .invalid, .member:
      return .constant(try value(of: expression, [:]), text: text(expression))
    case .unary(let operation, let operand):
      return try operate(
        [operand], expression, label: { "\(operation == .not ? "not " : "−")\($0[0] ?? "")" }
      ) { rebuilt(.unary(operation, $0[0])) }
    case .binary(let operation, let left, let right):
      return try operate([left, right], expression, label: { Self.label(operation, $0) }) {
        rebuilt(.binary(operation, $0[0], $0[1]))
      }
    case .transpose(let base):
      return try operate([base], expression, label: { _ in "transpose" }) {
        rebuilt(.transpose($0[0]))
      }
    case .call(let callee, let arguments):
      return try operate(
        arguments.map(\.value), expression,
        label: { texts in
          // Constants show what the call does with its node: `clip(·, 0, 1)`.
          let isPlain = texts.allSatisfy { $0 == nil }
          return isPlain
            ? callee.text : "\(callee.text)(\(texts.map { $0 ?? "·" }.joined(separator: ", ")))"
        }
      ) { operands in
        rebuilt(
          .call(
            callee,
            zip(arguments, operands).map { Argument(label: $0.label, value: $1) }))
      }
    case .matrix(let rows):
      return try operate(rows.flatMap { $0 }, expression, label: { _ in "[ ]" }) { operands in
        var rest = operands[...]
        return rebuilt(
          .matrix(
            rows.map { row in
              defer { rest = rest.dropFirst(row.count) }
              return Array(rest.prefix(row.count))
            }))
      }
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
        [base], expression, label: { _ in "[\(inside.joined(separator: ", "))]" }
      ) { rebuilt(.index($0[0], fixedItems)) }
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

  private static func label(_ operation: BinaryOperator, _ texts: [String?]) -> String {
    let sign =
      switch operation {
      case .multiply: "×"
      case .divide: "÷"
      case .subtract: "−"
      default: operation.rawValue
      }
    switch (texts[0], texts[1]) {
    case (nil, let right?): return operation == .power ? "^\(right)" : "\(sign) \(right)"
    case (let left?, nil): return "\(left) \(sign)"
    default: return sign
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

  private mutating func operate(
    _ operands: [Expression], _ expression: Expression, label: ([String?]) -> String,
    rebuild: ([Expression]) -> Expression
  ) throws(FormulaError) -> Part {
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
    let operation = rebuild(rebuilt)
    let value = try value(of: operation, bound)
    guard !inputs.isEmpty else { return .constant(value, text: text(expression)) }
    let label = label(texts)
    let key = "\(label) \(inputs) \(constantValues)"
    if let node = known[key] { return .node(node) }
    return .node(
      try add(
        ComputationGraph.Node(label: label, value: value, operands: inputs), operation: operation,
        key: key, at: expression.span))
  }

  private func value(
    of expression: Expression, _ bound: [String: Value]
  ) throws(FormulaError) -> Value {
    try FormulaExpression(expression).value(
      in: environment, Variables(bound.merging(constants) { own, _ in own }, over: variables),
      meter)
  }

  // MARK: Derivatives

  /// Goes back from the result: each operation hands its derivative on to its operands.
  private mutating func differentiate(_ result: Int, call: Expression) throws(FormulaError) {
    guard let value = nodes[result].value.matrix, value.count == 1 else {
      throw FormulaError(
        "the result is \(nodes[result].value.kindName), and derivatives are those of one number",
        at: call.span, help: "sum or mean makes one number of it")
    }
    nodes[result].derivative = Matrix(rows: value.rows, columns: value.columns, elements: [1.0])
    for index in stride(from: result, through: 0, by: -1) {
      guard let slope = nodes[index].derivative, let operation = operations[index] else { continue }
      for operand in Set(nodes[index].operands).sorted() {
        let term = try slopes(of: operation, index, by: operand, weighted: slope)
        guard var sum = nodes[operand].derivative else {
          nodes[operand].derivative = term
          continue
        }
        for entry in sum.elements.indices { sum.elements[entry] += term.elements[entry] }
        nodes[operand].derivative = sum
      }
    }
  }

  /// The derivative of `sum(slope * operation)` by one operand, by the engine's own rules.
  private func slopes(
    of operation: Expression, _ node: Int, by operand: Int, weighted slope: Matrix<Double>
  ) throws(FormulaError) -> Matrix<Double> {
    let span = operation.span
    func name(_ text: String) -> Expression { Expression(.name(text), span: span) }
    func call(_ callee: String, _ arguments: [Expression]) -> Expression {
      Expression(
        .call(Name(callee, span: span), arguments.map { Argument(label: nil, value: $0) }),
        span: span)
    }
    var bound: [String: Value] = [:]
    for input in nodes[node].operands { bound[Self.name(of: input)] = nodes[input].value }
    let isNumber = if case .matrix = nodes[node].value { false } else { true }
    bound["#slope"] = isNumber ? .number(slope.elements[0]) : .matrix(slope)
    let weighted = Expression(.binary(.multiply, name("#slope"), operation), span: span)
    let total = isNumber ? weighted : call("sum", [weighted])
    let expression = call("grad", [total, name(Self.name(of: operand))])
    guard let matrix = try value(of: expression, bound).matrix else {
      throw FormulaError("this has no derivative", at: span)
    }
    return matrix
  }

  /// The nodes that the result needs, inputs first as they came.
  private func ordered(endingWith result: Int) -> [ComputationGraph.Node] {
    var needed: Set<Int> = []
    var open = [result]
    while let node = open.popLast() {
      if needed.insert(node).inserted { open += nodes[node].operands }
    }
    let order = nodes.indices.filter(needed.contains)
    let places = Dictionary(uniqueKeysWithValues: order.enumerated().map { ($1, $0) })
    return order.map { index in
      let node = nodes[index]
      return ComputationGraph.Node(
        label: node.label, name: node.name, value: node.value, derivative: node.derivative,
        operands: node.operands.compactMap { places[$0] })
    }
  }
}
