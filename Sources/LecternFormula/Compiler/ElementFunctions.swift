import LecternLanguage
import LecternTensor
import LecternText

/// The functions that go entry by entry, made of operations on numbers.
enum ElementFunctions {
  typealias Build =
    @Sendable (Compiler, [Operand], String, SourceSpan) throws(FormulaError) -> Operand

  static let table: [String: Build] = [
    "exp": one(.exp), "log": one(.log), "log10": one(.log10), "log1p": one(.log1p),
    "sqrt": one(.sqrt), "abs": one(.abs), "sign": one(.sign), "round": one(.round),
    "floor": one(.floor), "sin": one(.sin), "cos": one(.cos), "tanh": one(.tanh),
    "sigmoid": one(.sigmoid), "relu": one(.relu), "softplus": one(.softplus),
    "leaky_relu": withFactor(.leakyReLU, standard: 0.01), "elu": withFactor(.elu, standard: 1),
    "maximum": { compiler, operands, name, span throws(FormulaError) in
      try compiler.element(.larger, operands, function: name, at: span)
    },
    "minimum": { compiler, operands, name, span throws(FormulaError) in
      try compiler.element(.smaller, operands, function: name, at: span)
    },
    "clip": { compiler, operands, name, span throws(FormulaError) in
      let above = try compiler.element(
        .larger, [operands[0], operands[1]], function: name, at: span)
      return try compiler.element(.smaller, [above, operands[2]], function: name, at: span)
    },
    "where": { compiler, operands, name, span throws(FormulaError) in
      try compiler.element(.choose, operands, function: name, at: span)
    },
    // Source: Ng's course 2, week 2; Robbins and Monro 1951 for the family.
    "inverse_time": schedule { f throws(FormulaError) in
      try f.divide(f[0], f.add(f.number(1), f.multiply(f[1], f[2])))
    },
    "exponential": schedule { f throws(FormulaError) in
      try f.multiply(f[0], f.power(f[1], f[2]))
    },
    "step": schedule { f throws(FormulaError) in
      let steps = try f.apply(.floor, f.divide(f[3], f.positive(2, "every")))
      return try f.multiply(f[0], f.power(f[1], steps))
    },
    // Source: Loshchilov and Hutter 2017 (SGDR), eq. 5, with one period and a minimum of 0.
    "cosine": schedule { f throws(FormulaError) in
      let total = try f.positive(1, "total")
      let share = try f.divide(f.apply(.smaller, f[2], total), total)
      let wave = try f.apply(.cos, f.multiply(f.number(.pi), share))
      return try f.multiply(f[0], f.multiply(f.number(0.5), f.add(f.number(1), wave)))
    },
    // Source: Goyal et al. 2017, section 2.2.
    "warmup": schedule { f throws(FormulaError) in
      let share = try f.divide(f[2], f.positive(1, "steps"))
      return try f.multiply(f[0], f.apply(.smaller, f.number(1), share))
    },
  ]

  private static func one(_ operation: ElementOperation) -> Build {
    { compiler, operands, name, span throws(FormulaError) in
      guard operands[0].isScalar || operands[0].isMatrix else {
        throw FormulaError(
          "\(name) wants a number or a matrix, not \(operands[0].kindName)", at: span)
      }
      return try compiler.element(operation, operands, function: name, at: span)
    }
  }

  /// A function whose slope below 0 may be given.
  private static func withFactor(_ operation: ElementOperation, standard: Double) -> Build {
    { compiler, operands, name, span throws(FormulaError) in
      let factor = operands.count > 1 ? operands[1] : .constant(.number(standard))
      return try compiler.element(operation, [operands[0], factor], function: name, at: span)
    }
  }

  private static func schedule(
    _ formula: @escaping @Sendable (Arithmetic) throws(FormulaError) -> Operand
  ) -> Build {
    { compiler, operands, name, span throws(FormulaError) in
      try formula(Arithmetic(compiler: compiler, operands: operands, name: name, span: span))
    }
  }

  /// A formula of the arguments of a call.
  struct Arithmetic {
    let compiler: Compiler
    let operands: [Operand]
    let name: String
    let span: SourceSpan

    subscript(index: Int) -> Operand { operands[index] }

    func number(_ value: Double) -> Operand { .constant(.number(value)) }

    func apply(_ operation: ElementOperation, _ operands: Operand...) throws(FormulaError)
      -> Operand
    {
      try compiler.element(operation, operands, function: name, at: span)
    }

    func add(_ a: Operand, _ b: Operand) throws(FormulaError) -> Operand { try apply(.add, a, b) }

    func multiply(_ a: Operand, _ b: Operand) throws(FormulaError) -> Operand {
      try apply(.multiply, a, b)
    }

    func divide(_ a: Operand, _ b: Operand) throws(FormulaError) -> Operand {
      try apply(.divide, a, b)
    }

    func power(_ a: Operand, _ b: Operand) throws(FormulaError) -> Operand {
      try apply(.power, a, b)
    }

    /// An argument that something is divided by: it must be above 0.
    func positive(_ index: Int, _ parameter: String) throws(FormulaError) -> Operand {
      try compiler.positive(operands[index], "\(parameter) of \(name)", at: span)
    }
  }
}

extension Compiler {
  /// Emits the check that numbers are above 0.
  fileprivate func positive(
    _ operand: Operand, _ what: String, at span: SourceSpan
  ) throws(FormulaError) -> Operand {
    if let known = operand.constantNumber {
      guard known > 0 else { throw FormulaError("\(what) must be above 0", at: span) }
      return operand
    }
    let whole = operand.isMatrix ? try materialized(operand, at: span) : operand
    let argument: Routine.Argument
    if operand.isMatrix {
      argument = .matrix(try matrixRegister(whole, at: span))
    } else {
      argument = .number(try numberRegister(whole, for: what, at: span))
    }
    plan.routines.append(
      Routine(
        function: Routines.positive, arguments: [argument, .value(.string(what))], targets: [],
        span: span))
    emit(.routine(Int32(plan.routines.count - 1)), at: span)
    return whole
  }
}
