import LecternFormula
import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot graph J(5, 3, 2)`: a function of the author's as a computation graph.
extension Session {
  func plotGraph(_ command: CheckedCommand) throws(StatementFailure) {
    guard let call = command.value("CALL"), case .call(let name, let arguments) = call.kind,
      let function = try value(named: name.text, at: name.span)?.function
    else {
      throw StatementFailure(
        "graph-call", at: command.span, "plot graph wants a call of a function of your own",
        help: "def J(a, b, c) = 3 * (a + b * c), then plot graph J(5, 3, 2)")
    }
    var values: [Value] = []
    for argument in arguments { values.append(try evaluate(argument.value)) }
    let graph = try formula { () throws(FormulaError) in
      try ComputationGraph(
        of: function, values, call: call, in: SessionEnvironment(session: self),
        variables: variables, limits: limits.formulas, isStopped: shouldStop
      ) { [context] in context.text(of: $0.span) }
    }
    let nodes = graph.nodes.map { node in
      GraphDiagram.Node(
        label: node.label, name: node.name, value: text(of: node.value),
        derivative: node.derivative.map(slope), operands: node.operands)
    }
    outputs.append(
      .figure(
        Figure(
          kind: "graph", title: "Computation graph of \(context.text(of: call.span))",
          content: .graph(GraphDiagram(nodes: nodes, resultName: function.name)))))
  }

  /// A number, or the shape of a matrix.
  private func text(of value: Value) -> String {
    if case .boolean(let flag) = value { return flag ? "yes" : "no" }
    if let number = value.scalar { return Self.number(number) }
    return value.matrix.map { "\($0.rows) × \($0.columns)" } ?? ""
  }

  private static func number(_ value: Double) -> String {
    NumberText.short(value, digits: 4).replacing("-", with: "−")
  }

  /// A number, or the root of the sum of squares of a matrix's numbers.
  private func slope(_ matrix: Matrix<Double>) -> String {
    guard matrix.count != 1 else { return Self.number(matrix.elements[0]) }
    let norm = matrix.elements.reduce(0) { $0 + $1 * $1 }.squareRoot()
    return "‖·‖ = \(Self.number(norm))"
  }
}
