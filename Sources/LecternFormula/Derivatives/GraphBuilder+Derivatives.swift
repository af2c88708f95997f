import LecternLanguage
import LecternTensor
import LecternText

extension GraphBuilder {
  /// Goes back from the result: each operation hands its derivative on to its operands.
  mutating func differentiate(_ result: Int, call: Expression) throws(FormulaError) {
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
  func ordered(endingWith result: Int) -> [ComputationGraph.Node] {
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
