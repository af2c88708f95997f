import LecternLanguage
import LecternTensor
import LecternText

extension Compiler {
  /// `grad(f, x, …)`, `numgrad(f, x, …, eps=)` and `jacobian(f, x)`: of a function at values, or of
  /// an expression by variables; one result for each of them.
  func derivative(
    _ kind: DerivativeKind, _ arguments: [Argument], at span: SourceSpan
  ) throws(FormulaError) -> [Operand] {
    guard !isTraced else {
      throw FormulaError("a derivative inside of a derivative cannot be taken", at: span)
    }
    let places = arguments.filter { $0.label == nil }.map(\.value)
    guard places.count > 1 else {
      throw FormulaError(
        "\(kind.rawValue) wants a function and what to differentiate by", at: span,
        help: "\(kind.rawValue)(J, W)")
    }
    let step = try arguments.first { $0.label?.text == "eps" }.map {
      argument throws(FormulaError) in
      try compile(argument.value)
    }
    let inner = Compiler(environment, outer: self, isTraced: kind != .numgrad)
    let (leaves, operand) = try differentiated(places, in: inner, kind, at: span)
    let result = try inner.newStorage(for: operand)
    if case .constant = result {
      throw FormulaError(
        "\(kind.rawValue) wants a number or a matrix as the result, not \(operand.kindName)",
        at: span)
    }
    try inner.store(operand, in: result, of: "the result", at: span)
    plan.derivatives.append(
      Derivative(
        kind, inner.plan, inputs: inner.inputs, leaves: leaves.map(\.leaf), result: result,
        step: try numberRegister(
          step ?? .constant(.number(1e-7)), for: "eps", at: span), at: span))
    emit(.derivative(Int32(plan.derivatives.count - 1)), at: span)
    for leaf in leaves { release(leaf.source) }
    return leaves.map { leaf in
      switch leaf.leaf.target {
      case .number(let register): .number(register)
      case .matrix(let register): .temporary(register)
      }
    }
  }

  /// The leaves, and the operand of the inner plan that they lead to.
  private func differentiated(
    _ places: [Expression], in inner: Compiler, _ kind: DerivativeKind, at span: SourceSpan
  ) throws(FormulaError) -> (leaves: [(leaf: Derivative.Leaf, source: Operand)], Operand) {
    var leaves: [(leaf: Derivative.Leaf, source: Operand)] = []
    func addLeaf(_ operand: Operand, _ expression: Expression) throws(FormulaError) -> Storage {
      let (source, leaf) = try leaf(operand, in: inner, kind, at: expression.span)
      leaves.append((leaf, source))
      return leaf.inner
    }
    if case .name(let name) = places[0].kind, let function = try function(named: name) {
      var operands: [Operand] = []
      for place in places.dropFirst() {
        operands.append(try addLeaf(try compile(place), place).operand)
      }
      let results = try inner.call(function, operands, at: span)
      guard results.count == 1 else {
        throw FormulaError(
          "\(name) returns \(results.count) values, and \(kind.rawValue) wants one", at: span)
      }
      return (leaves, results[0])
    }
    for place in places.dropFirst() {
      guard case .name(let name) = place.kind else {
        throw FormulaError(
          "\(kind.rawValue) of an expression goes by names of variables", at: place.span,
          help: "let w = … first, then \(kind.rawValue)(EXPR, w)")
      }
      let storage = try addLeaf(try compile(place), place)
      inner.global.bindings[name] = Scope.Binding(storage: storage)
      inner.global.importName(name)
    }
    return (leaves, try inner.compile(places[0]))
  }

  private func leaf(
    _ operand: Operand, in inner: Compiler, _ kind: DerivativeKind, at span: SourceSpan
  ) throws(FormulaError) -> (Operand, Derivative.Leaf) {
    if operand.isScalar {
      let register = try numberRegister(operand, for: kind.rawValue, at: span)
      return (
        operand,
        Derivative.Leaf(
          outer: .number(register), inner: .number(inner.plan.makeNumber()),
          target: kind == .jacobian ? .matrix(makeTemporary()) : .number(plan.makeNumber()))
      )
    }
    guard operand.isMatrix else {
      throw FormulaError(
        "\(kind.rawValue) goes by a number or a matrix, not \(operand.kindName)", at: span)
    }
    let whole = try materialized(operand, at: span)
    return (
      whole,
      Derivative.Leaf(
        outer: .matrix(try matrixRegister(whole, at: span)),
        inner: .matrix(inner.plan.makeMatrix()), target: .matrix(makeTemporary()))
    )
  }
}
