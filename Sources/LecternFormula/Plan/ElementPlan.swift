import LecternTensor
import LecternText

/// A formula that goes entry by entry, run in one pass over its operands.
///
/// Which operand is a column or a row shows when the values come; parts of the formula that are
/// smaller than the whole, such as the root of a column of variances, are computed once before.
final class ElementPlan {
  indirect enum Node {
    /// A register of a number.
    case number(Int)
    /// A register of a matrix.
    case matrix(Int)
    /// `function` names the function that the author wrote, if it was one.
    case operation(ElementOperation, [Node], function: String?, SourceSpan)
  }

  /// The most operations and operands of one plan; the compiler splits longer formulas.
  static let operationLimit = 48
  static let operandLimit = 14

  let root: Node
  /// The variable whose value the results replace, if its shape must stay.
  let replaced: String?
  /// Matrix registers that the formula reads, each once.
  let matrices: [Int]

  init(_ root: Node, replacing name: String? = nil) {
    self.root = root
    replaced = name
    var matrices: [Int] = []
    root.visitMatrices { if !matrices.contains($0) { matrices.append($0) } }
    self.matrices = matrices
  }

  /// Whether the results are the yes and no of a condition.
  func isCondition(_ registers: UnsafeMutablePointer<MatrixRegister>) -> Bool {
    switch root {
    case .number: false
    case .matrix(let register): registers[register].isCondition
    case .operation(let operation, _, _, _): operation.isCondition
    }
  }

  /// The programs for operands of the shapes that they have now.
  ///
  /// - Throws: The first pair of operands that do not fit.
  func prepared(
    for registers: UnsafeMutablePointer<MatrixRegister>
  ) throws(FormulaError) -> PreparedElements {
    var stages: [Stage] = []
    let shape = try shape(of: root, registers)
    do throws(FormulaError) {
      try build(root, shape, isLast: true, registers, &stages)
    } catch {
      for stage in stages { stage.deallocate() }
      throw error
    }
    return PreparedElements(self, shape, stages, registers)
  }

  /// Where an operand of a program is.
  enum Source: Hashable {
    case number(Int)
    case matrix(Int)
    /// The results of an earlier stage.
    case scratch(Int)
  }

  /// One program, for results of one shape.
  struct Stage {
    let program: ElementProgram
    let sources: UnsafeMutablePointer<Source>
    let sourceCount: Int
    /// Registers read in another way than entry by entry.
    let spreads: Set<Int>
    let shape: Shape
    /// Room for the results; of the last stage there is none.
    let scratch: UnsafeMutablePointer<Double>

    func deallocate() {
      program.deallocate()
      sources.deallocate()
      scratch.deallocate()
    }
  }

  // MARK: Shapes

  private func shape(
    of node: Node, _ registers: UnsafeMutablePointer<MatrixRegister>
  ) throws(FormulaError) -> Shape {
    switch node {
    case .number: return .single
    case .matrix(let register): return registers[register].shape
    case .operation(_, let operands, let function, let span):
      var result = Shape.single
      for operand in operands {
        let next = try shape(of: operand, registers)
        guard let joined = result.joined(with: next) else {
          throw Self.misfit(result, next, function, at: span)
        }
        result = joined
      }
      return result
    }
  }

  private static func misfit(
    _ a: Shape, _ b: Shape, _ function: String?, at span: SourceSpan
  ) -> FormulaError {
    if let function {
      return FormulaError(
        "the arguments of \(function) do not fit element by element: \(a.text) and \(b.text)",
        at: span)
    }
    return FormulaError(
      "\(a.text) and \(b.text) do not fit element by element", at: span,
      help: "use outer(a, b) for every pair of a column and a row")
  }

  // MARK: Programs

  /// Adds the stages that compute a node of this shape; the last one computes the node itself.
  private func build(
    _ node: Node, _ whole: Shape, isLast: Bool,
    _ registers: UnsafeMutablePointer<MatrixRegister>, _ stages: inout [Stage]
  ) throws(FormulaError) {
    var sources: [(source: Source, spread: ElementProgram.Spread)] = []
    var slots: [Source: Int] = [:]

    func slot(_ source: Source, _ shape: Shape) -> Int {
      if let slot = slots[source] { return slot }
      slots[source] = sources.count
      sources.append((source, Self.spread(of: shape, in: whole)))
      return sources.count - 1
    }

    /// A tree whose leaves are slots; smaller parts become stages of their own.
    func reduced(_ node: Node, _ stages: inout [Stage]) throws(FormulaError) -> Tree {
      switch node {
      case .number(let register): return .slot(slot(.number(register), .single))
      case .matrix(let register):
        return .slot(slot(.matrix(register), registers[register].shape))
      case .operation(let operation, let operands, _, _):
        let own = try shape(of: node, registers)
        if own != whole {
          try build(node, own, isLast: false, registers, &stages)
          return .slot(slot(.scratch(stages.count - 1), own))
        }
        var trees: [Tree] = []
        for operand in operands { trees.append(try reduced(operand, &stages)) }
        return .operation(operation, trees)
      }
    }

    let tree: Tree
    if case .operation(let operation, let operands, _, _) = node {
      var trees: [Tree] = []
      for operand in operands { trees.append(try reduced(operand, &stages)) }
      tree = .operation(operation, trees)
    } else {
      tree = try reduced(node, &stages)
    }
    var steps: [ElementProgram.Step] = []
    var free = Array((sources.count..<ElementProgram.slotLimit).reversed())
    let result = tree.emit(into: &steps, free: &free)
    if steps.isEmpty {
      // A copy, as x + 0 would turn −0 into 0.
      steps.append(ElementProgram.Step(.larger, into: sources.count, result, result, result))
    }
    let places = UnsafeMutablePointer<Source>.allocate(capacity: max(sources.count, 1))
    var spread: Set<Int> = []
    for (slot, source) in sources.enumerated() {
      (places + slot).initialize(to: source.source)
      if case .matrix(let register) = source.source, source.spread != .full || !isLast {
        spread.insert(register)
      }
    }
    stages.append(
      Stage(
        program: ElementProgram(steps: steps, spreads: sources.map(\.spread)), sources: places,
        sourceCount: sources.count, spreads: spread, shape: whole,
        scratch: .allocate(capacity: isLast ? 1 : max(whole.count, 1))))
  }

  private static func spread(of shape: Shape, in whole: Shape) -> ElementProgram.Spread {
    if shape == whole { return .full }
    if shape.count == 1 { return .number }
    return shape.columns == 1 ? .column : .row
  }

  private indirect enum Tree {
    case slot(Int)
    case operation(ElementOperation, [Tree])

    /// Slots that are needed beside those of the operands (Sethi and Ullman 1970).
    var need: Int {
      guard case .operation(_, let operands) = self else { return 0 }
      let needs = operands.map(\.need).sorted(by: >)
      return max(1, needs.enumerated().map { $0.element + $0.offset }.max() ?? 1)
    }

    /// Adds the steps; returns the slot of the result.
    func emit(into steps: inout [ElementProgram.Step], free: inout [Int]) -> Int {
      guard case .operation(let operation, let operands) = self else {
        if case .slot(let slot) = self { return slot }
        return 0
      }
      // What needs most goes first, while most slots are free.
      var slots = [Int](repeating: 0, count: operands.count)
      for index in operands.indices.sorted(by: { operands[$0].need > operands[$1].need }) {
        slots[index] = operands[index].emit(into: &steps, free: &free)
      }
      for (operand, slot) in zip(operands, slots) {
        if case .operation = operand { free.append(slot) }
      }
      let out = free.popLast() ?? 0
      let a = slots[0]
      steps.append(
        ElementProgram.Step(
          operation, into: out, a, slots.count > 1 ? slots[1] : a,
          slots.count > 2 ? slots[2] : a))
      return out
    }
  }
}

extension ElementPlan.Node {
  func visitMatrices(_ visit: (Int) -> Void) {
    switch self {
    case .number: break
    case .matrix(let register): visit(register)
    case .operation(_, let operands, _, _): for operand in operands { operand.visitMatrices(visit) }
    }
  }

  var operationCount: Int {
    guard case .operation(_, let operands, _, _) = self else { return 0 }
    return operands.reduce(1) { $0 + $1.operationCount }
  }

  /// Registers that the formula reads, of numbers below and of matrices above 0.
  var operands: Set<Int> {
    switch self {
    case .number(let register): [-1 - register]
    case .matrix(let register): [register]
    case .operation(_, let operands, _, _): operands.reduce(into: []) { $0.formUnion($1.operands) }
    }
  }
}

extension ElementOperation {
  /// Whether the result is a yes or no.
  fileprivate var isCondition: Bool {
    switch self {
    case .not, .equal, .notEqual, .less, .lessOrEqual, .near, .and, .or: true
    default: false
    }
  }
}
