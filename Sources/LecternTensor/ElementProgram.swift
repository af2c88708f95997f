internal import CKernels

/// An operation on single numbers that formulas are made of; truth is 1 or 0.
package enum ElementOperation: Sendable, Hashable {
  case negate, not
  case exp, log, log10, log1p, sqrt, abs, sign, round, floor, sin, cos
  case tanh, sigmoid, relu, softplus
  /// x below 0 times the second operand.
  case leakyReLU
  /// x below 0 as the second operand times e^x − 1.
  case elu
  case add, subtract, multiply, divide, power
  case equal, notEqual, less, lessOrEqual, and, or
  /// Whether the first two are no further apart than the third.
  case near
  case smaller, larger
  /// The second where the first is not 0, else the third.
  case choose
  /// The first plus or less the product of the others, rounded twice.
  case addProduct, subtractProduct

  /// The result on numbers; matrices give the same bits entry by entry.
  package func callAsFunction(_ a: Double, _ b: Double = 0, _ c: Double = 0) -> Double {
    switch self {
    case .add: a + b
    case .subtract: a - b
    case .multiply: a * b
    case .divide: a / b
    case .negate: -a
    case .less: a < b ? 1 : 0
    case .lessOrEqual: a <= b ? 1 : 0
    default: lectern_apply(kernel, a, b, c)
    }
  }

  var kernel: Int32 {
    let operation =
      switch self {
      case .negate: LECTERN_NEGATE_OPERATION
      case .not: LECTERN_NOT_OPERATION
      case .exp: LECTERN_EXP_OPERATION
      case .log: LECTERN_LOG_OPERATION
      case .log10: LECTERN_LOG10_OPERATION
      case .log1p: LECTERN_LOG1P_OPERATION
      case .sqrt: LECTERN_SQRT_OPERATION
      case .abs: LECTERN_ABS_OPERATION
      case .sign: LECTERN_SIGN_OPERATION
      case .round: LECTERN_ROUND_OPERATION
      case .floor: LECTERN_FLOOR_OPERATION
      case .sin: LECTERN_SIN_OPERATION
      case .cos: LECTERN_COS_OPERATION
      case .tanh: LECTERN_TANH_OPERATION
      case .sigmoid: LECTERN_SIGMOID_OPERATION
      case .relu: LECTERN_RELU_OPERATION
      case .softplus: LECTERN_SOFTPLUS_OPERATION
      case .leakyReLU: LECTERN_LEAKY_RELU_OPERATION
      case .elu: LECTERN_ELU_OPERATION
      case .add: LECTERN_ADD_OPERATION
      case .subtract: LECTERN_SUBTRACT_OPERATION
      case .multiply: LECTERN_MULTIPLY_OPERATION
      case .divide: LECTERN_DIVIDE_OPERATION
      case .power: LECTERN_POWER_OPERATION
      case .equal: LECTERN_EQUAL_OPERATION
      case .notEqual: LECTERN_NOT_EQUAL_OPERATION
      case .less: LECTERN_LESS_OPERATION
      case .lessOrEqual: LECTERN_LESS_OR_EQUAL_OPERATION
      case .and: LECTERN_AND_OPERATION
      case .or: LECTERN_OR_OPERATION
      case .near: LECTERN_NEAR_OPERATION
      case .smaller: LECTERN_SMALLER_OPERATION
      case .larger: LECTERN_LARGER_OPERATION
      case .choose: LECTERN_WHERE_OPERATION
      case .addProduct: LECTERN_ADD_PRODUCT_OPERATION
      case .subtractProduct: LECTERN_SUBTRACT_PRODUCT_OPERATION
      }
    return Int32(bitPattern: operation.rawValue)
  }
}

/// Operations that run over the entries of a matrix together, without a matrix in between.
///
/// A step names slots: the operands come first, results of steps follow. A slot may be used again
/// when its value is no longer needed. The memory is the owner's to give back.
package struct ElementProgram {
  package struct Step: Sendable {
    package let operation: ElementOperation
    package let out: Int
    package let a: Int
    package let b: Int
    package let c: Int

    package init(_ operation: ElementOperation, into out: Int, _ a: Int, _ b: Int, _ c: Int) {
      self.operation = operation
      self.out = out
      self.a = a
      self.b = b
      self.c = c
    }
  }

  /// How the values of an operand meet the entries of the result.
  package enum Spread: Int32, Sendable {
    case number
    case full
    /// One value a row: rows × 1.
    case column
    /// One value a column: 1 × columns.
    case row

    fileprivate var kernel: Int32 {
      let kind =
        switch self {
        case .number: LECTERN_NUMBER
        case .full: LECTERN_FULL
        case .column: LECTERN_COLUMN
        case .row: LECTERN_ROW
        }
      return Int32(bitPattern: kind.rawValue)
    }
  }

  /// The most slots that steps may name.
  package static let slotLimit = Int(LECTERN_SLOT_LIMIT)

  private let steps: UnsafeMutablePointer<lectern_step>
  private let operands: UnsafeMutablePointer<lectern_operand>
  private let stepCount: Int
  private let operandCount: Int

  /// - Precondition: There is a step, and all slots are below `slotLimit`.
  package init(steps: [Step], spreads: [Spread]) {
    precondition(!steps.isEmpty && spreads.count <= Self.slotLimit, "A program has steps.")
    stepCount = steps.count
    operandCount = spreads.count
    self.steps = .allocate(capacity: steps.count)
    operands = .allocate(capacity: max(spreads.count, 1))
    for (index, step) in steps.enumerated() {
      let slots = [step.out, step.a, step.b, step.c]
      precondition(slots.allSatisfy { 0..<Self.slotLimit ~= $0 }, "A slot is out of range.")
      (self.steps + index).initialize(
        to: lectern_step(
          operation: step.operation.kernel, out: Int32(step.out), a: Int32(step.a),
          b: Int32(step.b), c: Int32(step.c)))
    }
    for (index, spread) in spreads.enumerated() {
      (operands + index).initialize(to: lectern_operand(values: nil, spread: spread.kernel))
    }
  }

  package func deallocate() {
    steps.deallocate()
    operands.deallocate()
  }

  /// Says where an operand is; it stays there until bound again.
  package func bind(_ slot: Int, to values: UnsafePointer<Double>) {
    operands[slot].values = values
  }

  /// Writes the results, [rows, columns]; `out` may be the values of a full operand.
  package func evaluate(rows: Int, columns: Int, into out: UnsafeMutablePointer<Double>) {
    _ = lectern_evaluate(steps, stepCount, operands, operandCount, rows, columns, out)
  }

  /// The sum of the results in a fixed order.
  package func sum(rows: Int, columns: Int) -> Double {
    lectern_evaluate(steps, stepCount, operands, operandCount, rows, columns, nil)
  }
}
