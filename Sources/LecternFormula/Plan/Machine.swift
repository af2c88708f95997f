import LecternLanguage
import LecternTensor
import LecternText

/// Runs a plan: its registers, and what they hold.
final class Machine {
  let plan: Plan
  let environment: any FormulaEnvironment
  let meter: FormulaMeter
  private let counters: UnsafeMutablePointer<FormulaMeter.Counters>
  let code: UnsafeMutablePointer<Instruction>
  let loops: UnsafeMutablePointer<Plan.Loop>
  /// The element plans for the shapes of their last run.
  private let elements: UnsafeMutablePointer<PreparedElements?>
  let numbers: UnsafeMutablePointer<Double>
  let matrices: UnsafeMutablePointer<MatrixRegister>
  /// Where the imports lie while the plan runs.
  private(set) var imported: [(values: UnsafeMutablePointer<Double>, matrix: Matrix<Double>)] = []
  /// The numbers that `record` kept, by the index of the series' name.
  var series: [[Double]]
  /// The memory of no entries, and what each matrix is that cannot be written in place.
  private let nowhere: UnsafeMutablePointer<Double>
  private var spare: MatrixRegister
  /// Where open calls go on, the innermost last.
  var returns: [Int] = []
  /// The instruction at work in a traced run.
  var place = 0

  init(_ plan: Plan, in environment: any FormulaEnvironment, meter: FormulaMeter) {
    self.plan = plan
    self.environment = environment
    self.meter = meter
    counters = meter.counters
    code = .allocate(capacity: max(plan.instructions.count, 1))
    loops = .allocate(capacity: max(plan.loops.count, 1))
    elements = .allocate(capacity: max(plan.elementPlans.count, 1))
    elements.initialize(repeating: nil, count: plan.elementPlans.count)
    numbers = .allocate(capacity: max(plan.numbers.count, 1))
    for (index, value) in plan.instructions.enumerated() { (code + index).initialize(to: value) }
    for (index, value) in plan.loops.enumerated() { (loops + index).initialize(to: value) }
    for (index, value) in plan.numbers.enumerated() { (numbers + index).initialize(to: value) }
    nowhere = .allocate(capacity: 1)
    spare = MatrixRegister(values: nowhere, capacity: 0)
    series = Array(repeating: [], count: plan.names.count)
    matrices = .allocate(capacity: max(plan.matrixCount, 1))
    matrices.initialize(repeating: spare, count: max(plan.matrixCount, 1))
  }

  deinit {
    for index in 0..<plan.matrixCount { release(&matrices[index]) }
    release(&spare)
    nowhere.deallocate()
    for index in plan.elementPlans.indices { elements[index]?.deallocate() }
    elements.deallocate()
    code.deallocate()
    loops.deallocate()
    numbers.deallocate()
    matrices.deallocate()
  }

  /// Runs the plan from its start with its imports in their registers; `finish` sees what the
  /// registers hold in the end, also after a mistake.
  func run(tracing trace: Trace? = nil, _ finish: () -> Void) throws(FormulaError) {
    try withImports(plan.imports[...], trace, finish)
  }

  /// Lets the registers of imports look at the matrices, which stay where they are meanwhile.
  private func withImports(
    _ rest: ArraySlice<Plan.Import>, _ trace: Trace?, _ finish: () -> Void
  ) throws(FormulaError) {
    guard let first = rest.first else {
      defer { finish() }
      if let trace {
        try execute(tracing: trace)
      } else {
        try execute(from: 0)
      }
      return
    }
    let (register, matrix) = (first.register, first.matrix)
    let outcome: Result<Void, FormulaError> = matrix.elements.withUnsafeBufferPointer { buffer in
      var view = MatrixRegister(values: nowhere, capacity: nil)
      view.rows = matrix.rows
      view.columns = matrix.columns
      view.isCondition = first.isCondition
      // What is borrowed is copied before it is written.
      if let base = buffer.baseAddress { view.values = UnsafeMutablePointer(mutating: base) }
      // What loops read again and again is worth an aligned copy.
      let aligned =
        plan.loops.isEmpty || matrix.count == 0 || matrix.count > Self.alignedLimit
        ? nil : AlignedMemory.allocate(matrix.count, of: Double.self)
      if let aligned {
        aligned.update(from: view.values, count: matrix.count)
        view.values = aligned
      }
      matrices[register] = view
      imported.append((view.values, matrix))
      defer {
        imported.removeLast()
        if matrices[register].capacity == nil { matrices[register].keep(nowhere) }
        aligned?.deallocate()
      }
      do throws(FormulaError) {
        try withImports(rest.dropFirst(), trace, finish)
        return .success(())
      } catch {
        return .failure(error)
      }
    }
    try outcome.get()
  }

  /// The most entries that are copied to be aligned: 16 MiB of them.
  private static let alignedLimit = 1 << 21

  // MARK: Memory

  private func release(_ register: inout MatrixRegister) {
    guard let capacity = register.capacity, capacity > 0 else { return }
    register.values.deallocate()
    meter.release(8 * capacity)
    register.values = nowhere
    register.capacity = 0
  }

  /// Counts work at an instruction.
  @inline(__always)
  func count(_ steps: Double, at pc: Int) throws(FormulaError) {
    counters.pointee.steps += steps
    if counters.pointee.steps > counters.pointee.nextPoll { try meter.poll(at: plan.spans[pc]) }
  }

  /// Gives a register a shape and memory for it; what it held is lost unless it fits in place.
  @inline(__always)
  func make(
    _ shape: Shape, in index: Int, at pc: Int
  ) throws(FormulaError) -> UnsafeMutablePointer<Double> {
    if let capacity = matrices[index].capacity, capacity >= shape.count {
      matrices[index].rows = shape.rows
      matrices[index].columns = shape.columns
      matrices[index].isCondition = false
      return matrices[index].values
    }
    return try make(shape, in: index, at: plan.spans[pc])
  }

  func make(
    _ shape: Shape, in index: Int, at span: SourceSpan
  ) throws(FormulaError) -> UnsafeMutablePointer<Double> {
    let count = shape.count
    if let capacity = matrices[index].capacity, capacity >= count {
      matrices[index].rows = shape.rows
      matrices[index].columns = shape.columns
      matrices[index].isCondition = false
      return matrices[index].values
    }
    var fresh = MatrixRegister(values: nowhere, capacity: 0)
    if count > 0 {
      // What grows from pass to pass will grow again.
      let old = matrices[index].capacity ?? 0
      let capacity = old > 0 && count < 2 * old ? max(count, old + old / 2) : count
      try meter.allocate(8 * capacity, at: span)
      fresh.values = AlignedMemory.allocate(capacity)
      fresh.capacity = capacity
    }
    release(&matrices[index])
    fresh.rows = shape.rows
    fresh.columns = shape.columns
    matrices[index] = fresh
    return fresh.values
  }

  /// Makes the memory of a register its own, so that entries may be written.
  func own(_ index: Int, at span: SourceSpan) throws(FormulaError) {
    let view = matrices[index]
    guard view.capacity == nil else { return }
    matrices[index] = MatrixRegister(values: nowhere, capacity: 0)
    let values = try make(view.shape, in: index, at: span)
    values.update(from: view.values, count: view.count)
    matrices[index].isCondition = view.isCondition
  }

  func copy(_ source: Int, to target: Int, at pc: Int) throws(FormulaError) {
    guard source != target else { return }
    let view = matrices[source]
    try count(Double(view.count) / 4, at: pc)
    let values = try make(view.shape, in: target, at: pc)
    values.update(from: view.values, count: view.count)
    matrices[target].isCondition = view.isCondition
  }

  /// Moves a value; a register that only looks at somebody's memory is copied.
  func take(_ source: Int, to target: Int, at pc: Int) throws(FormulaError) {
    guard source != target else { return }
    if matrices[source].capacity == nil {
      try copy(source, to: target, at: pc)
      return
    }
    if matrices[target].capacity == nil {
      matrices[target] = MatrixRegister(values: nowhere, capacity: 0)
    }
    let old = matrices[target]
    matrices[target] = matrices[source]
    matrices[source] = old
  }

  /// Copies a value, unless it looks at memory that nothing changes.
  func share(_ source: Int, to target: Int, at pc: Int) throws(FormulaError) {
    if matrices[source].capacity == nil {
      borrow(source, to: target)
    } else {
      try copy(source, to: target, at: pc)
    }
  }

  func borrow(_ source: Int, to target: Int) {
    guard source != target else { return }
    release(&matrices[target])
    var view = matrices[source]
    view.capacity = nil
    matrices[target] = view
  }

  // MARK: Element plans

  /// An element plan for the shapes of now.
  private func prepared(_ index: Int) throws(FormulaError) -> PreparedElements {
    if let ready = elements[index] {
      if ready.fits(matrices) { return ready }
      ready.deallocate()
      elements[index] = nil
    }
    let ready = try plan.elementPlans[index].prepared(for: matrices)
    elements[index] = ready
    return ready
  }

  func evaluate(_ index: Int, to target: Int, at pc: Int) throws(FormulaError) {
    let element = try prepared(index)
    let shape = element.shape
    try count(Double(shape.count), at: pc)
    let register = matrices[target]
    if register.shape != shape, let name = plan.elementPlans[index].replaced {
      throw Self.changedShape(of: name, register.shape, shape, at: plan.spans[pc])
    }
    let isCondition = plan.elementPlans[index].isCondition(matrices)
    defer { matrices[target].isCondition = isCondition }
    let isInPlace = register.capacity != nil && register.shape == shape
    guard element.reads(target), !(isInPlace && element.readsEntryByEntry(target)) else {
      let values = try make(shape, in: target, at: pc)
      element.evaluate(matrices, numbers, into: values)
      return
    }
    // The old value is read while the new one is written elsewhere.
    matrices[target] = spare
    let values: UnsafeMutablePointer<Double>
    do throws(FormulaError) {
      values = try make(shape, in: target, at: pc)
    } catch {
      matrices[target] = register
      throw error
    }
    let fresh = matrices[target]
    matrices[target] = register
    element.evaluate(matrices, numbers, into: values)
    matrices[target] = fresh
    spare = register.capacity == nil ? MatrixRegister(values: nowhere, capacity: 0) : register
  }

  static func changedShape(
    of name: String, _ old: Shape, _ new: Shape, at span: SourceSpan
  ) -> FormulaError {
    FormulaError(
      "an update keeps the shape: \(name) is a \(old.text) matrix, but this is a "
        + "\(new.text) matrix", at: span)
  }

  /// The sum of the results of an element plan, and how many there are.
  func sum(_ index: Int, at pc: Int) throws(FormulaError) -> (sum: Double, count: Int) {
    let element = try prepared(index)
    try count(Double(element.shape.count), at: pc)
    return (element.sum(matrices, numbers), element.shape.count)
  }

  /// The sum, the largest or the smallest of each column (axis 0) or row (axis 1).
  func reduce(
    _ kind: Reduction, axis: Int, _ source: Int, to target: Int, at pc: Int
  ) throws(FormulaError) {
    let view = matrices[source]
    try count(Double(view.count), at: pc)
    let out = try make(view.reducedShape(axis: axis), in: target, at: pc)
    if axis == 0 {
      MatrixKernels.reduceColumns(
        kind, rows: view.rows, columns: view.columns, view.values, into: out)
    } else {
      MatrixKernels.reduceRows(
        kind, rows: view.rows, columns: view.columns, view.values, into: out)
    }
  }

  // MARK: Products

  /// op(a) @ op(b), with a column added to each column when there is one that fits.
  ///
  /// - Returns: Whether the column was added.
  @discardableResult
  func product(
    _ a: Int, _ b: Int, flags: Int32, plus column: Int? = nil, to target: Int, at pc: Int
  ) throws(FormulaError) -> Bool {
    let (left, right) = (matrices[a], matrices[b])
    let (turnsLeft, turnsRight) = (flags & 1 != 0, flags & 2 != 0)
    let rows = turnsLeft ? left.columns : left.rows
    let inner = turnsLeft ? left.rows : left.columns
    let columns = turnsRight ? right.rows : right.columns
    let height = turnsRight ? right.columns : right.rows
    guard inner == height else {
      throw FormulaError(
        "(\(rows) × \(inner)) @ (\(height) × \(columns)) does not fit: \(inner) ≠ \(height)",
        at: plan.spans[pc])
    }
    let (count, overflow) = rows.multipliedReportingOverflow(by: columns)
    guard !overflow, count <= FunctionTable.largestMatrix else {
      throw FormulaError(
        "the product is too large: \(rows) × \(columns)", at: plan.spans[pc])
    }
    try self.count(Double(count) * max(1, Double(inner) / 8), at: pc)
    let out = try make(Shape(rows: rows, columns: columns), in: target, at: pc)
    var bias: UnsafePointer<Double>?
    if let column, matrices[column].shape == Shape(rows: rows, columns: 1) {
      bias = UnsafePointer(matrices[column].values)
    }
    MatrixKernels.product(
      left.values, transposed: turnsLeft, right.values, transposed: turnsRight, rows: rows,
      columns: columns, inner: inner, bias: bias, into: out)
    return bias != nil
  }

  func transpose(_ source: Int, to target: Int, at pc: Int) throws(FormulaError) {
    let view = matrices[source]
    try count(Double(view.count), at: pc)
    let out = try make(
      Shape(rows: view.columns, columns: view.rows), in: target, at: pc)
    MatrixKernels.transpose(rows: view.rows, columns: view.columns, view.values, into: out)
    matrices[target].isCondition = view.isCondition
  }
}

extension MatrixRegister {
  /// Forgets memory that goes away.
  fileprivate mutating func keep(_ nowhere: UnsafeMutablePointer<Double>) {
    values = nowhere
    capacity = 0
    rows = -1
    columns = 0
    isCondition = false
  }
}
