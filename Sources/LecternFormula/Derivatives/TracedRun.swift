import LecternTensor
import LecternText

/// Runs a plan that was compiled to be traced and keeps a tape of what depends on the leaves.
struct TracedRun {
  let machine: Machine
  private(set) var tape = Tape()
  /// The node of each register's value; negative where it depends on no leaf.
  private var numberNodes: [Int]
  private var matrixNodes: [Int]
  private(set) var bytes = 0

  init(_ machine: Machine) {
    self.machine = machine
    numberNodes = Array(repeating: -1, count: machine.plan.numbers.count)
    matrixNodes = Array(repeating: -1, count: machine.plan.matrixCount)
  }

  mutating func makeLeaf(_ storage: Storage) -> Int {
    let node = tape.makeLeaf()
    switch storage {
    case .number(let register), .truth(let register): numberNodes[register] = node
    case .matrix(let register): matrixNodes[register] = node
    case .constant: break
    }
    return node
  }

  func node(_ storage: Storage) -> Int {
    switch storage {
    case .number(let register), .truth(let register): numberNodes[register]
    case .matrix(let register): matrixNodes[register]
    case .constant: -1
    }
  }

  mutating func run() throws(FormulaError) {
    var failure: FormulaError?
    do throws(FormulaError) {
      var run = self
      defer { self = run }
      let trace: Machine.Trace = { instruction, perform throws(FormulaError) in
        try run.trace(instruction, perform)
      }
      try machine.run(tracing: trace) {}
    } catch {
      failure = error
    }
    machine.meter.release(bytes)
    if let failure { throw failure }
  }

  // MARK: Values

  private func matrix(_ register: Int) -> Matrix<Double> { machine.matrices[register].matrix }

  private func number(_ register: Int) -> Matrix<Double> {
    Matrix(rows: 1, columns: 1, elements: [machine.numbers[register]])
  }

  private mutating func keep(_ matrices: [Matrix<Double>], at span: SourceSpan)
    throws(FormulaError)
  {
    let more = matrices.reduce(0) { $0 + 8 * $1.count } + 64
    try machine.meter.allocate(more, at: span)
    bytes += more
  }

  // MARK: Instructions

  /// Performs one instruction that is no jump and records it.
  private mutating func trace(
    _ instruction: Instruction, _ perform: () throws(FormulaError) -> Void
  ) throws(FormulaError) {
    let span = machine.plan.spans[machine.place]
    switch instruction {
    case .copy(let a, let out):
      try perform()
      numberNodes[Int(out)] = numberNodes[Int(a)]
    case .add(let a, let b, let out): try arithmetic(.add, a, b, out, perform, at: span)
    case .subtract(let a, let b, let out): try arithmetic(.subtract, a, b, out, perform, at: span)
    case .multiply(let a, let b, let out): try arithmetic(.multiply, a, b, out, perform, at: span)
    case .divide(let a, let b, let out): try arithmetic(.divide, a, b, out, perform, at: span)
    case .element(let operation, let a, let b, let c, let out):
      try element(
        operation, [.number(Int(a)), .number(Int(b)), .number(Int(c))], .number(Int(out)), perform,
        at: span)
    case .evaluate(let index, let out):
      guard
        case .operation(let operation, let operands, _, _) =
          machine.plan.elementPlans[Int(index)].root
      else { return try perform() }
      let storages = operands.map { operand -> Storage in
        switch operand {
        case .number(let register): .number(register)
        case .matrix(let register): .matrix(register)
        case .operation: .constant(.number(0))
        }
      }
      try element(operation, storages, .matrix(Int(out)), perform, at: span)
    case .product(let a, let b, let flags, let out):
      try product(Int(a), Int(b), flags, Int(out), perform, at: span)
    case .transpose(let a, let out):
      try perform()
      let node = matrixNodes[Int(a)]
      matrixNodes[Int(out)] = node < 0 ? -1 : tape.record([node]) { [$0.transposed] }
    case .share(let a, let out), .borrow(let a, let out):
      try perform()
      matrixNodes[Int(out)] = matrixNodes[Int(a)]
    case .take(let a, let out):
      try perform()
      matrixNodes.swapAt(Int(a), Int(out))
    case .number(let a, let out):
      try perform()
      numberNodes[Int(out)] = matrixNodes[Int(a)]
    case .single(let a, let out):
      try perform()
      matrixNodes[Int(out)] = numberNodes[Int(a)]
    case .entry(let a, let i, let j, let out):
      try perform()
      try entry(Int(a), Int(i), Int(j), Int(out))
    case .setEntry(let a, let i, let j, let source):
      try perform()
      setEntry(Int(a), Int(i), Int(j), Int(source))
    case .enterLoop(let index), .nextPass(let index):
      loopVariable(machine.plan.loops[Int(index)])
    case .routine(let index): try routine(machine.plan.routines[Int(index)], perform)
    default: try perform()
    }
  }

  private mutating func arithmetic(
    _ operation: ElementOperation, _ a: Int32, _ b: Int32, _ out: Int32,
    _ perform: () throws(FormulaError) -> Void, at span: SourceSpan
  ) throws(FormulaError) {
    try element(
      operation, [.number(Int(a)), .number(Int(b))], .number(Int(out)), perform, at: span)
  }

  private mutating func element(
    _ operation: ElementOperation, _ operands: [Storage], _ out: Storage,
    _ perform: () throws(FormulaError) -> Void, at span: SourceSpan
  ) throws(FormulaError) {
    let nodes = operands.map { self.node($0) }
    let isActive = !operation.isStepwise && nodes.contains { $0 >= 0 }
    let values = isActive ? operands.map { value(of: $0) } : []
    try perform()
    guard isActive else {
      setNode(of: out, -1)
      return
    }
    let result = value(of: out)
    try keep(values + [result], at: span)
    setNode(
      of: out,
      tape.record(nodes) { operation.slopes(of: values, result: result, slope: $0) })
  }

  private func value(of storage: Storage) -> Matrix<Double> {
    switch storage {
    case .number(let register), .truth(let register): number(register)
    case .matrix(let register): matrix(register)
    case .constant: Matrix(rows: 1, columns: 1)
    }
  }

  private mutating func setNode(of storage: Storage, _ node: Int) {
    switch storage {
    case .number(let register), .truth(let register): numberNodes[register] = node
    case .matrix(let register): matrixNodes[register] = node
    case .constant: break
    }
  }

  private mutating func product(
    _ a: Int, _ b: Int, _ flags: Int32, _ out: Int, _ perform: () throws(FormulaError) -> Void,
    at span: SourceSpan
  ) throws(FormulaError) {
    try perform()
    let nodes = [matrixNodes[a], matrixNodes[b]]
    guard nodes.contains(where: { $0 >= 0 }) else {
      matrixNodes[out] = -1
      return
    }
    let (left, right) = (matrix(a), matrix(b))
    try keep([left, right], at: span)
    let (turnsLeft, turnsRight) = (flags & 1 != 0, flags & 2 != 0)
    matrixNodes[out] = tape.record(nodes) { slope in
      // C = op(A) op(B): dA = dC op(B)′, dB = op(A)′ dC, each turned as its matrix is.
      let byLeft =
        nodes[0] < 0
        ? nil
        : turnsLeft
          ? Matrix.product(right, transposed: turnsRight, slope, transposed: true)
          : Matrix.product(slope, transposed: false, right, transposed: !turnsRight)
      let byRight =
        nodes[1] < 0
        ? nil
        : turnsRight
          ? Matrix.product(slope, transposed: true, left, transposed: turnsLeft)
          : Matrix.product(left, transposed: !turnsLeft, slope, transposed: false)
      return [byLeft, byRight]
    }
  }

  // MARK: Entries

  private func offset(_ register: Int, _ i: Int, _ j: Int) -> Int {
    let view = machine.matrices[register]
    let first = Int(machine.numbers[i])
    return j < 0 ? first : Int(machine.numbers[j]) * view.rows + first
  }

  private mutating func entry(_ a: Int, _ i: Int, _ j: Int, _ out: Int) throws(FormulaError) {
    let node = matrixNodes[a]
    guard node >= 0 else {
      numberNodes[out] = -1
      return
    }
    let place = offset(a, i, j)
    let shape = machine.matrices[a].shape
    numberNodes[out] = tape.record([node]) { slope in
      var result = Matrix<Double>(rows: shape.rows, columns: shape.columns)
      result.elements[place] = slope.elements[0]
      return [result]
    }
  }

  private mutating func setEntry(_ a: Int, _ i: Int, _ j: Int, _ source: Int) {
    let nodes = [matrixNodes[a], numberNodes[source]]
    guard nodes.contains(where: { $0 >= 0 }) else { return }
    let place = offset(a, i, j)
    matrixNodes[a] = tape.record(nodes) { slope in
      var kept = slope
      kept.elements[place] = 0
      return [kept, Matrix(rows: 1, columns: 1, elements: [slope.elements[place]])]
    }
  }

  // MARK: Loops

  /// The variable of a loop has just got its next value.
  private mutating func loopVariable(_ loop: Plan.Loop) {
    switch loop.source {
    case .count: break
    case .range(let first, _, let variable): numberNodes[variable] = numberNodes[first]
    case .entries(let matrix, let variable):
      let node = matrixNodes[matrix]
      let shape = machine.matrices[matrix].shape
      let (row, column) = Int(machine.numbers[loop.pass])
        .quotientAndRemainder(dividingBy: shape.columns)
      numberNodes[variable] =
        node < 0
        ? -1
        : tape.record([node]) { slope in
          var result = Matrix<Double>(rows: shape.rows, columns: shape.columns)
          result[row, column] = slope.elements[0]
          return [result]
        }
    }
  }

  // MARK: Routines

  private mutating func routine(
    _ routine: Routine, _ perform: () throws(FormulaError) -> Void
  ) throws(FormulaError) {
    let storages = routine.arguments.map { argument -> Storage? in
      switch argument {
      case .number(let register): .number(register)
      case .matrix(let register): .matrix(register)
      case .value, nil: nil
      }
    }
    let nodes = storages.map { $0.map { self.node($0) } ?? -1 }
    let slopes = routine.function.slopes
    if !routine.function.isDifferentiable, nodes.contains(where: { $0 >= 0 }) {
      throw FormulaError(
        "no derivative is taken through \(routine.function.name)", at: routine.span,
        help: "write it with functions that have one: lectern help grad")
    }
    let isActive = slopes != nil && nodes.contains { $0 >= 0 }
    let values = isActive ? storages.map { $0.map { value(of: $0) } } : []
    try perform()
    for target in routine.targets {
      let out: Storage =
        switch target {
        case .number(let register): .number(register)
        case .matrix(let register): .matrix(register)
        }
      guard isActive, let slopes else {
        setNode(of: out, -1)
        continue
      }
      let result = value(of: out)
      try keep(values.compactMap(\.self) + [result], at: routine.span)
      let node = tape.record(nodes) { slope in
        slopes(SlopeCall(arguments: values, result: result, slope: slope))
      }
      setNode(of: out, node)
    }
  }
}
