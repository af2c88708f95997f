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

  /// Makes the graph of a call.
  ///
  /// - Parameters:
  ///   - function: A function whose body is an expression, or `let` and `return` lines.
  ///   - arguments: The value of each parameter.
  ///   - call: The call, the place of what is wrong with the whole.
  ///   - environment: Names that are not variables, and functions.
  ///   - variables: Values of names outside of the function.
  ///   - limits: What the values may use.
  ///   - isStopped: Asked now and then whether to give up.
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
