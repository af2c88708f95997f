import LecternLanguage
import LecternTensor
import LecternTestSupport
import Testing

@testable import LecternFormula

/// Computation graphs: nodes, values and derivatives.
struct ComputationGraphTests {
  /// The graph of a call of a function that `lines` define.
  private func graph(_ call: String, _ lines: String) throws -> ComputationGraph {
    let variables = Program(lines).run().variables
    let formula = Formula(call)
    guard case .call(let name, let arguments) = formula.expression.kind,
      let function = variables[name.text]?.function
    else { throw FormulaError("no call", at: formula.expression.span) }
    var values: [Value] = []
    for argument in arguments {
      values.append(
        try FormulaExpression(argument.value).value(in: Names(), variables: variables))
    }
    return try ComputationGraph(
      of: function, values, call: formula.expression, in: Names(), variables: variables
    ) { expression in
      if case .number(_, let spelling) = expression.kind { spelling } else { "…" }
    }
  }

  private func scalar(_ graph: ComputationGraph, _ label: String) throws -> (Double, Double) {
    let node = try #require(graph.nodes.first { $0.label == label || $0.name == label })
    return (try #require(node.value.scalar), try #require(node.derivative?.elements.first))
  }

  @Test func `the formula of Ng's first course has his numbers`() throws {
    let graph = try graph("J(5, 3, 2)", "def J(a, b, c) = 3 * (a + b * c)")
    #expect(
      graph.nodes.map(\.label) == ["a", "b", "c", "*", "+", "3 ×"].map { $0 == "*" ? "×" : $0 })
    #expect(graph.nodes.map(\.operands) == [[], [], [], [1, 2], [0, 3], [4]])
    #expect(graph.nodes.map { $0.value.scalar } == [5, 3, 2, 6, 11, 33])
    #expect(graph.nodes.map { $0.derivative?.elements } == [[3], [6], [9], [3], [3], [1]])
  }

  @Test func `let names its node, and equal operations are one`() throws {
    let graph = try graph(
      "f(2)",
      """
      def f(x)
        let u = x * x
        let v = exp(x * x) + u
        return v
      end
      """)
    #expect(graph.nodes.map(\.label) == ["x", "×", "exp", "+"])
    #expect(graph.nodes.map(\.name) == [nil, "u", nil, "v"])
    // x goes in twice; d/dx (exp(x²) + x²) = 2x (exp(x²) + 1).
    #expect(graph.nodes[1].operands == [0, 0])
    expectClose(try scalar(graph, "x").1, 4 * (54.598150033144236 + 1), tolerance: 1e-9)
  }

  /// Derivatives by inputs are what central differences give.
  @Test(arguments: [
    ("f(0.7, -1.3)", "def f(a, b) = sigmoid(a * b) / (1 + exp(-a)) - log(1 + b^2)"),
    ("f(0.7, 2)", "def f(a, b) = a^b + b^a - clip(a * b, 0, 1) + max([a, b]) * 3"),
    ("f([1, 2; 3, 4], [1; -2])", "def f(W, x) = mean((W @ x)^2) + 0.1 * sum(W^2) + W[0, 1] * x[0]"),
    ("f([0.2, 0.5, 0.3], 2)", "def f(p, k) = -sum(p * log(p)) * k + sum([p, k] .* 2)"),
    ("f([1, 2, 3], 0.5)", "def f(x, k) = norm(x.T) + sum(softmax(x * k) * x) + sum(cumsum(x))"),
  ])
  func `derivatives are those of central differences`(call: String, definition: String) throws {
    let definition = definition.replacing(" .* ", with: " * ")
    let graph = try graph(call, definition)
    let arguments = call.dropFirst(2).dropLast()
    for (index, name) in ["first", "second"].enumerated() {
      let outcome = Program("\(definition)\nlet \(name), other = numgrad(f, \(arguments))").run()
      #expect(outcome.failure == nil)
      let wanted = try #require(outcome[index == 0 ? name : "other"])
      let found = try #require(graph.nodes[index].derivative)
      for (a, b) in zip(found.elements, wanted) { expectClose(a, b, tolerance: 1e-5) }
      #expect(found.count == wanted.count)
    }
  }

  @Test func `constants stand in the operation, other names are inputs`() throws {
    let graph = try graph(
      "f(2)", "let k = 2.5\ndef f(q) = k * q^3 + 2 * π - relu(leaky_relu(q, 0.2))")
    #expect(
      graph.nodes.map(\.label) == ["q", "k", "^3", "×", "+ …", "leaky_relu(·, 0.2)", "relu", "−"])
    expectClose(try scalar(graph, "k").1, 8)
    expectClose(try scalar(graph, "q").1, 2.5 * 12 - 1)
  }

  @Test func `what is not used is not shown, and has no derivative`() throws {
    let graph = try graph(
      "f(2, 3)",
      """
      def f(a, b)
        let c = b * 7
        let a = a + 1
        return a * a
      end
      """)
    #expect(graph.nodes.map(\.label) == ["a", "+ 1", "×"])
    #expect(graph.nodes[0].derivative?.elements == [6])
  }

  @Test(arguments: [
    ("f(2)", "def f(x)\n  let y = x\n  repeat 3\n    y = y * x\n  end\n  return y\nend", "loops"),
    ("f([1, 2])", "def f(x) = x * 2", "one number"),
    ("f(2)", "def f(x) = 3", "depends on none"),
    ("f(1)", "def f(x) = " + (0..<80).map { "x^\($0 + 2)" }.joined(separator: " + "), "60 nodes"),
    ("f([1, 2, 3], 1)", "def f(x, i) = sum(x[i..2])", "index"),
  ])
  func `what cannot be shown is refused`(call: String, definition: String, word: String) {
    do {
      _ = try graph(call, definition)
      Issue.record("not refused")
    } catch let error as FormulaError {
      #expect(error.message.contains(word), "\(error.message)")
    } catch {
      Issue.record("\(error)")
    }
  }
}
