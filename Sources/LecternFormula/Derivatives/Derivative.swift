import LecternTensor
import LecternText

/// What `grad`, `numgrad` and `jacobian` compute.
enum DerivativeKind: String {
  case grad
  case numgrad
  case jacobian
}

/// A call of `grad`, `numgrad` or `jacobian`: a plan of its own inside another one.
final class Derivative {
  /// A value that is differentiated by: its register in the outer plan and in this one.
  struct Leaf {
    let outer: Storage
    let inner: Storage
    let target: Routine.Target
  }

  let kind: DerivativeKind
  let plan: Plan
  let inputs: [(outer: Storage, inner: Storage)]
  let leaves: [Leaf]
  /// Where the inner plan leaves the result.
  let result: Storage
  /// The number register of the step of central differences.
  let step: Int
  let span: SourceSpan
  /// Who asks for single differences instead of all.
  var examine: ((CentralDifferences) throws(FormulaError) -> Void)?

  init(
    _ kind: DerivativeKind, _ plan: Plan, inputs: [(outer: Storage, inner: Storage)],
    leaves: [Leaf], result: Storage, step: Int, at span: SourceSpan
  ) {
    self.kind = kind
    self.plan = plan
    self.inputs = inputs
    self.leaves = leaves
    self.result = result
    self.step = step
    self.span = span
  }

  func run(in outer: Machine) throws(FormulaError) {
    let machine = Machine(plan, in: outer.environment, meter: outer.meter)
    for (source, target) in inputs { hand(source, of: outer, to: target, of: machine) }
    for leaf in leaves { hand(leaf.outer, of: outer, to: leaf.inner, of: machine) }
    switch kind {
    case .numgrad: try differences(machine, outer)
    case .grad, .jacobian: try trace(machine, outer)
    }
  }

  private func hand(
    _ source: Storage, of outer: Machine, to target: Storage, of machine: Machine
  ) {
    switch (source, target) {
    case (.number(let a), .number(let b)), (.truth(let a), .truth(let b)):
      machine.numbers[b] = outer.numbers[a]
    case (.matrix(let a), .matrix(let b)):
      var view = outer.matrices[a]
      view.capacity = nil
      machine.matrices[b] = view
    default: break
    }
  }

  private func value(_ storage: Storage, in machine: Machine) -> Matrix<Double> {
    machine.matrix(in: storage)
  }

  private func give(
    _ matrix: Matrix<Double>, to target: Routine.Target, of outer: Machine
  ) throws(FormulaError) {
    switch target {
    case .number(let register): outer.numbers[register] = matrix.elements.first ?? 0
    case .matrix(let register):
      let out = try outer.make(
        Shape(rows: matrix.rows, columns: matrix.columns), in: register, at: span)
      matrix.elements.withUnsafeBufferPointer { source in
        if let base = source.baseAddress { out.update(from: base, count: source.count) }
      }
    }
  }

  // MARK: Reverse mode

  private func trace(_ machine: Machine, _ outer: Machine) throws(FormulaError) {
    var run = TracedRun(machine)
    let nodes = leaves.map { run.makeLeaf($0.inner) }
    try run.run()
    let value = value(result, in: machine)
    let node = run.node(result)
    if kind == .grad {
      guard value.count == 1 else {
        throw FormulaError(
          "grad wants a function whose result is one number, not a \(value.rows) × "
            + "\(value.columns) matrix", at: span,
          help: "sum or mean makes one number of it; jacobian takes all results")
      }
      let seed = Matrix(rows: value.rows, columns: value.columns, elements: [1.0])
      let slopes = run.tape.slopes(of: node, seed: seed, by: nodes)
      for (leaf, slope) in zip(leaves, slopes) {
        let shape = self.value(leaf.outer, in: outer)
        try give(
          slope ?? Matrix(rows: shape.rows, columns: shape.columns), to: leaf.target, of: outer)
      }
      return
    }
    for (index, leaf) in leaves.enumerated() {
      let x = self.value(leaf.outer, in: outer)
      let shape = Self.shape(of: value, by: x)
      guard shape.count <= 1 << 24 else {
        throw FormulaError("the Jacobian is too large: \(shape.text)", at: span)
      }
      try outer.meter.count(Double(shape.count), at: span)
      var jacobian = Matrix<Double>(rows: shape.rows, columns: shape.columns)
      for entry in 0..<value.count {
        var seed = Matrix<Double>(rows: value.rows, columns: value.columns)
        seed.elements[entry] = 1
        let slope = run.tape.slopes(of: node, seed: seed, by: [nodes[index]])[0]
        let (column, row) = entry.quotientAndRemainder(dividingBy: value.rows)
        for k in 0..<x.count {
          let (c, r) = k.quotientAndRemainder(dividingBy: x.rows)
          let number = slope?.elements[k] ?? 0
          if Self.isVector(value), Self.isVector(x) {
            jacobian[entry, k] = number
          } else {
            jacobian[row * x.rows + r, column * x.columns + c] = number
          }
        }
      }
      try give(jacobian, to: leaf.target, of: outer)
    }
  }

  private static func isVector(_ matrix: Matrix<Double>) -> Bool {
    matrix.rows == 1 || matrix.columns == 1
  }

  /// Of vectors f and x, one row for each f_i and one column for each x_j; else one block for each
  /// entry of F, in the shape of X.
  private static func shape(of value: Matrix<Double>, by x: Matrix<Double>) -> Shape {
    if isVector(value), isVector(x) { return Shape(rows: value.count, columns: x.count) }
    return Shape(rows: value.rows * x.rows, columns: value.columns * x.columns)
  }

  // MARK: Central differences

  private func differences(_ machine: Machine, _ outer: Machine) throws(FormulaError) {
    let step = outer.numbers[self.step]
    guard step > 0, step.isFinite else {
      throw FormulaError("eps of numgrad must be above 0", at: span)
    }
    let differences = CentralDifferences(
      machine, result: result, variables: leaves.map(\.inner), step: step, at: span)
    if let examine {
      try examine(differences)
      return
    }
    for (place, leaf) in leaves.enumerated() {
      var slopes = value(leaf.outer, in: outer)
      for index in slopes.elements.indices {
        slopes.elements[index] = try differences.slope(place, index)
      }
      try give(slopes, to: leaf.target, of: outer)
    }
  }
}
