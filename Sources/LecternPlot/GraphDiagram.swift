/// A formula as operations in the order of their computation, with values and derivatives.
package struct GraphDiagram: Sendable, Equatable {
  package struct Node: Sendable, Equatable {
    /// The operation, or the name of an input.
    package let label: String
    /// The name that the author gave the result: `v`.
    package let name: String?
    /// What came out: a number, or a shape.
    package let value: String
    /// The derivative of the result by this node; nil where it depends on no input.
    package let derivative: String?
    /// Nodes that go in, in order; all come before this one.
    package let operands: [Int]

    package init(
      label: String, name: String? = nil, value: String, derivative: String?, operands: [Int]
    ) {
      self.label = label
      self.name = name
      self.value = value
      self.derivative = derivative
      self.operands = operands
    }
  }

  /// Operands before what uses them; the last one is the result.
  package let nodes: [Node]
  /// The name of the result: `J`.
  package let resultName: String

  package init(nodes: [Node], resultName: String) {
    self.nodes = nodes
    self.resultName = resultName
  }

  /// Whether operands come before their nodes, in a graph that a page can bear.
  var isUsable: Bool {
    !nodes.isEmpty && nodes.count <= 500
      && nodes.enumerated().allSatisfy { index, node in
        node.operands.allSatisfy { (0..<index).contains($0) }
      }
  }
}

extension GraphDiagram {
  func words(title: String) -> FigureWords {
    guard isUsable else {
      return FigureWords(headline: title, sentences: ["There are no operations to show."])
    }
    func name(_ index: Int) -> String {
      let node = nodes[index]
      return node.name ?? (node.operands.isEmpty ? node.label : "node \(index + 1)")
    }
    let shown = nodes.prefix(40)
    let steps = shown.enumerated().map { index, node -> String in
      let derivative = node.derivative.map { ", derivative \($0)" } ?? ""
      if node.operands.isEmpty { return "\(node.label) is \(node.value)\(derivative)" }
      let operands = node.operands.map(name).joined(separator: " and ")
      return "\(name(index)), \(node.label) of \(operands), is \(node.value)\(derivative)"
    }
    var sentences = ["\(steps.joined(separator: "; "))."]
    if nodes.count > shown.count {
      sentences.append("\(Words.count(nodes.count - shown.count, "node")) more follow.")
    }
    sentences.append(
      "Each derivative is that of \(resultName) by the value above it.")
    return FigureWords(
      headline: "\(title), \(Words.count(nodes.count, "node"))", sentences: sentences)
  }
}
