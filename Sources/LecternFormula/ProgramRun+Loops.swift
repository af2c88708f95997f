import LecternLanguage
import LecternTensor
import LecternText

/// What a loop goes through.
enum LoopDomain {
  /// `repeat`: so many passes and no name.
  case count(Int)
  /// `first..last`, up or down by 1.
  case range(first: Double, step: Double, count: Int)
  /// The entries of a list, row by row.
  case entries([Value])

  var count: Int {
    switch self {
    case .count(let count), .range(_, _, let count): count
    case .entries(let values): values.count
    }
  }

  /// The value of the loop's name in a pass counted from 0.
  func value(_ pass: Int) -> Value? {
    switch self {
    case .count: nil
    case .range(let first, let step, _): .number(first + step * Double(pass))
    case .entries(let values): values[pass]
    }
  }
}

extension ProgramRun {
  func repeatLoop(
    _ count: Expression, _ body: [Statement], _ statement: Statement
  ) throws(FormulaError) -> Flow {
    let domain = LoopDomain.count(try passes(count, try evaluate(count).value))
    return try loop(domain, nil, body, statement)
  }

  func forLoop(
    _ name: Name, _ domain: Expression, _ body: [Statement], _ statement: Statement
  ) throws(FormulaError) -> Flow {
    try loop(try loopDomain(domain), name, body, statement)
  }

  func passes(_ count: Expression, _ value: Value) throws(FormulaError) -> Int {
    guard let number = value.scalar else {
      throw FormulaError("repeat wants a number of passes, not \(value.kindName)", at: count.span)
    }
    guard let passes = Int(exactly: number), passes >= 0 else {
      throw FormulaError(
        "repeat wants a whole number of passes, 0 or more, "
          + (number.isNaN ? "and this is not a number" : "not \(NumberText.short(number))"),
        at: count.span)
    }
    return passes
  }

  private func loopDomain(_ expression: Expression) throws(FormulaError) -> LoopDomain {
    if case .range(let lower, let upper) = expression.kind {
      return try Self.range(
        try evaluate(lower).value, try evaluate(upper).value, at: expression.span)
    }
    let value = try evaluate(expression).value
    switch value {
    case .matrix(let matrix):
      return .entries(matrix.transposed.elements.map { .number($0) })
    case .object(let object):
      var entries: [Value] = []
      while let entry = object.element(entries.count) { entries.append(entry) }
      if !entries.isEmpty { return .entries(entries) }
      fallthrough
    default:
      throw FormulaError(
        "for goes through a range or a list, not \(value.kindName)", at: expression.span,
        help: "for i in 1..10, or for rate in [0.1, 0.01]")
    }
  }

  static func range(
    _ lower: Value, _ upper: Value, at span: SourceSpan
  ) throws(FormulaError) -> LoopDomain {
    guard let first = lower.scalar, let last = upper.scalar,
      let distance = Int(exactly: abs(last - first).rounded(.down)), distance < 1 << 53
    else { throw FormulaError("a range goes from a number to a number", at: span) }
    return .range(first: first, step: first <= last ? 1 : -1, count: distance + 1)
  }

  private func loop(
    _ domain: LoopDomain, _ name: Name?, _ body: [Statement], _ statement: Statement
  ) throws(FormulaError) -> Flow {
    for pass in 0..<domain.count {
      do throws(FormulaError) {
        try meter.count(1, at: statement.span)
        if let name, let value = domain.value(pass) {
          try bind(name.text, TracedValue(value), at: name.span)
        }
        switch try execute(body) {
        case .next: continue
        case .stopped: return .next
        case .returned(let values): return .returned(values)
        }
      } catch {
        throw error.inPass(pass, of: domain, name)
      }
    }
    return .next
  }
}

extension FormulaError {
  /// The mistake with the pass of a loop, counted from 0, in which it was made.
  func inPass(_ pass: Int, of domain: LoopDomain, _ name: Name?) -> FormulaError {
    var place = "in pass \(pass + 1) of \(name == nil ? "repeat" : "for")"
    if let name, let number = domain.value(pass)?.scalar {
      place += ", \(name.text) = \(NumberText.short(number))"
    }
    return FormulaError("\(message) (\(place))", at: span, help: help)
  }
}
