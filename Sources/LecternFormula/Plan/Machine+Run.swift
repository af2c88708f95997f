import LecternTensor
import LecternText

extension Machine {
  /// Runs instructions until the end or until the function that was entered is left.
  func execute(from start: Int) throws(FormulaError) {
    let code = self.code
    let numbers = self.numbers
    let depth = returns.count
    let end = plan.instructions.count
    var pc = start
    do throws(FormulaError) {
      while pc < end {
        switch code[pc] {
        case .copy(let a, let out): numbers[Int(out)] = numbers[Int(a)]
        case .add(let a, let b, let out): numbers[Int(out)] = numbers[Int(a)] + numbers[Int(b)]
        case .subtract(let a, let b, let out):
          numbers[Int(out)] = numbers[Int(a)] - numbers[Int(b)]
        case .multiply(let a, let b, let out):
          numbers[Int(out)] = numbers[Int(a)] * numbers[Int(b)]
        case .divide(let a, let b, let out):
          numbers[Int(out)] = numbers[Int(a)] / numbers[Int(b)]
        case .element(let operation, let a, let b, let c, let out):
          numbers[Int(out)] = operation(numbers[Int(a)], numbers[Int(b)], numbers[Int(c)])
        case .jump(let target):
          pc = Int(target)
          continue
        case .jumpIfFalse(let a, let target):
          if numbers[Int(a)] == 0 {
            pc = Int(target)
            continue
          }
        case .jumpIfTrue(let a, let target):
          if numbers[Int(a)] != 0 {
            pc = Int(target)
            continue
          }
        case .enterLoop(let index):
          if !enter(loops[Int(index)]) {
            pc = loops[Int(index)].end
            continue
          }
        case .nextPass(let index):
          let loop = loops[Int(index)]
          try count(loop.passCost, at: pc)
          if advance(loop) {
            pc = loop.start
            continue
          }
        case .call(let function):
          try count(1, at: pc)
          returns.append(pc + 1)
          pc = Int(plan.entries[Int(function)])
          continue
        case .leave:
          guard returns.count > depth, let back = returns.popLast() else { return }
          pc = back
          continue
        case .productPlus(let a, let b, let flags, let column, let out):
          // The next instruction adds what could not be added here.
          if try product(
            Int(a), Int(b), flags: flags, plus: Int(column), to: Int(out), at: pc)
          {
            pc += 1
          }
        case .nothing: break
        default: try executeMatrix(code[pc], at: pc)
        }
        pc += 1
      }
    } catch {
      let calls = returns.dropFirst(depth).map { $0 - 1 }
      returns.removeLast(returns.count - depth)
      throw located(error, at: pc, calls)
    }
  }

  /// Somebody who is shown an instruction and performs it.
  typealias Trace = (Instruction, () throws(FormulaError) -> Void) throws(FormulaError) -> Void

  /// Runs instructions as `execute` does, with somebody who performs those that are no jumps.
  func execute(tracing trace: Trace) throws(FormulaError) {
    let end = plan.instructions.count
    place = 0
    do throws(FormulaError) {
      while place < end {
        switch code[place] {
        case .jump(let target):
          place = Int(target)
          continue
        case .jumpIfFalse(let a, let target) where numbers[Int(a)] == 0:
          place = Int(target)
          continue
        case .jumpIfTrue(let a, let target) where numbers[Int(a)] != 0:
          place = Int(target)
          continue
        case .enterLoop(let index) where !enter(loops[Int(index)]):
          place = loops[Int(index)].end
          continue
        case .nextPass(let index):
          try count(loops[Int(index)].passCost, at: place)
          if advance(loops[Int(index)]) {
            try trace(code[place]) {}
            place = loops[Int(index)].start
            continue
          }
        case .enterLoop: try trace(code[place]) {}
        case .call(let function):
          try count(1, at: place)
          returns.append(place + 1)
          place = Int(plan.entries[Int(function)])
          continue
        case .leave:
          guard let back = returns.popLast() else { return }
          place = back
          continue
        case .jumpIfFalse, .jumpIfTrue, .nothing: break
        case let instruction:
          try trace(instruction) { () throws(FormulaError) in try perform(instruction) }
        }
        place += 1
      }
    } catch {
      let calls = returns.map { $0 - 1 }
      returns = []
      throw located(error, at: place, calls)
    }
  }

  /// Performs one instruction that is no jump.
  private func perform(_ instruction: Instruction) throws(FormulaError) {
    switch instruction {
    case .copy(let a, let out): numbers[Int(out)] = numbers[Int(a)]
    case .add(let a, let b, let out): numbers[Int(out)] = numbers[Int(a)] + numbers[Int(b)]
    case .subtract(let a, let b, let out): numbers[Int(out)] = numbers[Int(a)] - numbers[Int(b)]
    case .multiply(let a, let b, let out): numbers[Int(out)] = numbers[Int(a)] * numbers[Int(b)]
    case .divide(let a, let b, let out): numbers[Int(out)] = numbers[Int(a)] / numbers[Int(b)]
    case .element(let operation, let a, let b, let c, let out):
      numbers[Int(out)] = operation(numbers[Int(a)], numbers[Int(b)], numbers[Int(c)])
    default: try executeMatrix(instruction, at: place)
    }
  }

  private func executeMatrix(_ instruction: Instruction, at pc: Int) throws(FormulaError) {
    switch instruction {
    case .evaluate(let element, let out): try evaluate(Int(element), to: Int(out), at: pc)
    case .sum(let element, let out): numbers[Int(out)] = try sum(Int(element), at: pc).sum
    case .mean(let element, let out):
      let (total, count) = try sum(Int(element), at: pc)
      numbers[Int(out)] = count == 0 ? .nan : total / Double(count)
    case .reduce(let kind, let axis, let a, let out):
      try reduce(kind, axis: Int(axis), Int(a), to: Int(out), at: pc)
    case .product(let a, let b, let flags, let out):
      _ = try product(Int(a), Int(b), flags: flags, to: Int(out), at: pc)
    case .transpose(let a, let out): try transpose(Int(a), to: Int(out), at: pc)
    case .share(let a, let out): try share(Int(a), to: Int(out), at: pc)
    case .borrow(let a, let out): borrow(Int(a), to: Int(out))
    case .take(let a, let out): try take(Int(a), to: Int(out), at: pc)
    case .number(let a, let out):
      let view = matrices[Int(a)]
      guard view.count == 1 else {
        throw FormulaError(
          "a number goes here, not a \(view.shape.text) matrix", at: plan.spans[pc])
      }
      numbers[Int(out)] = view.values[0]
    case .single(let a, let out):
      try make(.single, in: Int(out), at: pc)[0] = numbers[Int(a)]
    case .entry(let a, let i, let j, let out):
      numbers[Int(out)] =
        matrices[Int(a)].values[
          try offset(matrices[Int(a)], numbers[Int(i)], j < 0 ? nil : numbers[Int(j)], at: pc)]
    case .setEntry(let a, let i, let j, let source):
      try own(Int(a), at: plan.spans[pc])
      let view = matrices[Int(a)]
      let value = numbers[Int(source)]
      view.values[try offset(view, numbers[Int(i)], j < 0 ? nil : numbers[Int(j)], at: pc)] = value
      if value != 0, value != 1 { matrices[Int(a)].isCondition = false }
    case .requireShape(let old, let new, let name):
      let (before, after) = (matrices[Int(old)].shape, matrices[Int(new)].shape)
      guard before == after else {
        throw Self.changedShape(
          of: plan.names[Int(name)], before, after, at: plan.spans[pc])
      }
    case .routine(let index): try run(plan.routines[Int(index)])
    case .derivative(let index): try plan.derivatives[Int(index)].run(in: self)
    case .record(let a, let series):
      try meter.allocate(8, at: plan.spans[pc])
      self.series[Int(series)].append(numbers[Int(a)])
    case .fail(let index): throw plan.failures[Int(index)]
    default: break
    }
  }

  // MARK: Entries

  /// Where entry (i, j) is, or entry i of a row or a column.
  private func offset(
    _ view: MatrixRegister, _ i: Double, _ j: Double?, at pc: Int
  ) throws(FormulaError) -> Int {
    if let j {
      let row = try Index.position(i, count: view.rows, what: "row", at: plan.spans[pc])
      let column = try Index.position(j, count: view.columns, what: "column", at: plan.spans[pc])
      return column * view.rows + row
    }
    guard view.rows == 1 || view.columns == 1 else {
      throw Index.twoNeeded(view.shape, at: plan.spans[pc])
    }
    return try Index.position(i, count: view.count, what: "element", at: plan.spans[pc])
  }

  // MARK: Loops

  private func enter(_ loop: Plan.Loop) -> Bool {
    numbers[loop.pass] = 0
    guard numbers[loop.count] > 0 else { return false }
    setVariable(loop)
    return true
  }

  private func advance(_ loop: Plan.Loop) -> Bool {
    numbers[loop.pass] += 1
    guard numbers[loop.pass] < numbers[loop.count] else { return false }
    setVariable(loop)
    return true
  }

  private func setVariable(_ loop: Plan.Loop) {
    switch loop.source {
    case .count: break
    case .range(let first, let step, let variable):
      numbers[variable] = numbers[first] + numbers[step] * numbers[loop.pass]
    case .entries(let matrix, let variable):
      let view = matrices[matrix]
      let (row, column) = Int(numbers[loop.pass]).quotientAndRemainder(dividingBy: view.columns)
      numbers[variable] = view[row, column]
    }
  }

  /// The mistake with the passes of the loops around it, of those around each call, too.
  private func located(_ error: FormulaError, at pc: Int, _ calls: [Int]) -> FormulaError {
    var result = error
    for place in [pc] + calls.reversed() {
      let around = plan.loops.filter { $0.start..<$0.end ~= place }
        .sorted { $0.end - $0.start < $1.end - $1.start }
      for loop in around {
        let pass = numbers[loop.pass]
        switch loop.source {
        case .count: result = result.inPass(Int(pass), of: "repeat")
        case .range(_, _, let variable), .entries(_, let variable):
          result = result.inPass(
            Int(pass), of: "for", name: plan.names[loop.name], value: numbers[variable])
        }
      }
    }
    return result
  }
}

extension FormulaError {
  /// The mistake with the pass of a loop, counted from 0, in which it was made.
  func inPass(
    _ pass: Int, of keyword: String, name: String? = nil, value: Double? = nil
  ) -> FormulaError {
    var place = "in pass \(pass + 1) of \(keyword)"
    if let name, let value { place += ", \(name) = \(NumberText.short(value))" }
    return FormulaError("\(message) (\(place))", at: span, help: help)
  }
}

/// Numbers as places in a row, a column or a matrix.
enum Index {
  /// The index that a number is, if there is such an element.
  static func position(
    _ value: Double, count: Int, what: String, at span: @autoclosure () -> SourceSpan
  ) throws(FormulaError) -> Int {
    if value >= 0, value < Double(count), value == value.rounded(.down) { return Int(value) }
    guard value == value.rounded() else {
      throw FormulaError(
        "an index is a whole number, "
          + (value.isNaN ? "and this is not a number" : "not \(NumberText.short(value))"),
        at: span())
    }
    throw FormulaError(
      "there is no \(what) \(NumberText.short(value)): "
        + (count == 0 ? "there are none" : "they go from 0 to \(count - 1)"), at: span())
  }

  static func twoNeeded(
    _ shape: Shape, of list: MatrixRegister? = nil, at span: SourceSpan
  ) -> FormulaError {
    FormulaError(
      "a \(shape.text) matrix takes two indices", at: span,
      help: list?.isCondition == true && list?.shape == shape
        ? "where(condition, new, old) changes the entries for which a condition holds"
        : "write [row, column], or : for all of one")
  }
}
