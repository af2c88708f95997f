import LecternTensor

/// An element plan ready for operands of certain shapes: nothing in it is counted by reference, so
/// that a loop runs it without more ado.
struct PreparedElements {
  private let matrices: UnsafeMutablePointer<(register: Int, shape: Shape)>
  private let matrixCount: Int
  private let stages: UnsafeMutablePointer<ElementPlan.Stage>
  private let stageCount: Int
  /// Of the result.
  let shape: Shape

  init(
    _ plan: ElementPlan, _ shape: Shape, _ stages: [ElementPlan.Stage],
    _ registers: UnsafeMutablePointer<MatrixRegister>
  ) {
    self.shape = shape
    matrixCount = plan.matrices.count
    stageCount = stages.count
    matrices = .allocate(capacity: max(matrixCount, 1))
    self.stages = .allocate(capacity: max(stageCount, 1))
    for (index, register) in plan.matrices.enumerated() {
      (matrices + index).initialize(to: (register, registers[register].shape))
    }
    for (index, stage) in stages.enumerated() { (self.stages + index).initialize(to: stage) }
  }

  func deallocate() {
    for index in 0..<stageCount { stages[index].deallocate() }
    stages.deinitialize(count: stageCount)
    stages.deallocate()
    matrices.deallocate()
  }

  /// Whether the operands still have these shapes.
  func fits(_ registers: UnsafeMutablePointer<MatrixRegister>) -> Bool {
    for index in 0..<matrixCount
    where registers[matrices[index].register].shape != matrices[index].shape {
      return false
    }
    return true
  }

  func reads(_ register: Int) -> Bool {
    for index in 0..<matrixCount where matrices[index].register == register { return true }
    return false
  }

  /// Whether the register is read entry by entry alone, so that results may replace it.
  func readsEntryByEntry(_ register: Int) -> Bool {
    for index in 0..<stageCount where stages[index].spreads.contains(register) { return false }
    return true
  }

  /// Writes the results; `out` has room for `shape`.
  func evaluate(
    _ registers: UnsafeMutablePointer<MatrixRegister>, _ numbers: UnsafeMutablePointer<Double>,
    into out: UnsafeMutablePointer<Double>
  ) {
    for index in 0..<stageCount {
      bind(index, registers, numbers)
      stages[index].program.evaluate(
        rows: stages[index].shape.rows, columns: stages[index].shape.columns,
        into: index == stageCount - 1 ? out : stages[index].scratch)
    }
  }

  /// The sum of the results.
  func sum(
    _ registers: UnsafeMutablePointer<MatrixRegister>, _ numbers: UnsafeMutablePointer<Double>
  ) -> Double {
    for index in 0..<stageCount {
      bind(index, registers, numbers)
      if index == stageCount - 1 {
        return stages[index].program.sum(rows: shape.rows, columns: shape.columns)
      }
      stages[index].program.evaluate(
        rows: stages[index].shape.rows, columns: stages[index].shape.columns,
        into: stages[index].scratch)
    }
    return 0
  }

  private func bind(
    _ index: Int, _ registers: UnsafeMutablePointer<MatrixRegister>,
    _ numbers: UnsafeMutablePointer<Double>
  ) {
    let stage = stages + index
    for slot in 0..<stage.pointee.sourceCount {
      switch stage.pointee.sources[slot] {
      case .number(let register): stage.pointee.program.bind(slot, to: numbers + register)
      case .matrix(let register):
        stage.pointee.program.bind(slot, to: registers[register].values)
      case .scratch(let earlier): stage.pointee.program.bind(slot, to: stages[earlier].scratch)
      }
    }
  }
}
