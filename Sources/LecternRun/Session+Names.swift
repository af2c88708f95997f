import LecternData
import LecternFormula
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

/// How expressions of a cell see the session: its names and its functions of models and runs.
struct SessionEnvironment<S: LecternScalar>: FormulaEnvironment {
  let session: Session<S>

  var layout: Layout { session.context.layout }

  func value(named name: String) throws(FormulaError) -> Value? {
    if let group = session.runs[name] { return session.object(for: group) }
    if let record = session.latestRunOfModel[name] {
      return .object(RunObject(record: record, layout: layout))
    }
    switch name {
    case "train", "dev", "test":
      return session.data?.splits[name].map {
        .object(SplitObject(name: name, data: $0, layout: layout))
      }
    case "m": return session.data?.splits["train"].map { .number(Double($0.m)) }
    case "features":
      return session.data?.splits["train"].map { .number(Double($0.features)) }
    case "classes":
      return session.data?.splits["train"]?.classCount.map { .number(Double($0)) }
    default: return .constant(named: name)
    }
  }

  func withRandomState<Result>(_ body: (inout RandomState) -> Result) -> Result? {
    body(&session.random)
  }
}

extension Session {
  func object(for group: RunGroup<S>) -> Value {
    group.isSweep
      ? .object(RunGroupObject(group: group, layout: context.layout))
      : .object(RunObject(record: group.runs[0], layout: context.layout))
  }

  func evaluate(_ expression: Expression) throws(StatementFailure) -> Value {
    try evaluate(expression, overriding: [:])
  }

  /// The value of an expression; `overrides` are names that a sweep sets for one of its runs.
  func evaluate(
    _ expression: Expression, overriding overrides: [String: Value]
  ) throws(StatementFailure) -> Value {
    try formula { () throws(FormulaError) in
      try FormulaExpression(expression).value(
        in: SessionEnvironment(session: self),
        variables: overrides.isEmpty ? variables : Variables(overrides, over: variables),
        limits: limits.formulas, isStopped: shouldStop)
    }
  }

  /// The value of a formula of the columns of a table.
  func evaluate(
    _ expression: Expression, columns: [String: Double]
  ) throws(StatementFailure) -> Value {
    try formula { () throws(FormulaError) in
      try FormulaExpression(expression).value(
        in: SessionEnvironment(session: self), variables: variables, columns: columns,
        limits: limits.formulas, isStopped: shouldStop)
    }
  }

  /// What a name stands for; nil when it has no value.
  func value(named name: String, at span: SourceSpan) throws(StatementFailure) -> Value? {
    try formula { () throws(FormulaError) in
      if let value = variables[name] { return value }
      return try SessionEnvironment(session: self).value(named: name)
    }
  }

  /// Runs formula statements, which may change variables.
  func run(_ program: FormulaProgram) throws(StatementFailure) {
    let before = records
    defer {
      warnOfSeries(since: before, program)
      for statement in program.statements { blockSeries?.formUnion(statement.recordedNames) }
    }
    try formula { () throws(FormulaError) in
      try program.run(
        in: SessionEnvironment(session: self), variables: variables, records: &records,
        continuing: blockSeries ?? [], limits: limits.formulas, isStopped: shouldStop)
    }
  }

  /// Warns of the first number of a series that is none: a figure has nothing to show from there.
  private func warnOfSeries(since before: FormulaRecords, _ program: FormulaProgram) {
    for name in records.names {
      let series = records[name] ?? []
      let known = before[name]?.count ?? 0
      guard known <= series.count, before[name]?.contains(where: { !$0.isFinite }) != true,
        let place = series[known...].firstIndex(where: { !$0.isFinite }),
        let span = program.statements.first?.span(recording: name)
      else { continue }
      let value = series[place]
      warnings.append(
        Diagnostic(
          "record-finite", .warning, at: span,
          "\(name) is \(value.isNaN ? "not a number" : "infinite") from pass \(place + 1) on",
          help: value.isNaN
            ? "0 * log(0) and 0/0 are no numbers: clip(A, 1e-12, 1 - 1e-12) keeps a logarithm off 0, "
              + "where(n > 0, k/n, 0) a share of none"
            : "smaller steps: a rate that is too large leads away from the minimum"))
    }
  }

  /// Lets mistakes of formulas become failures of the statement.
  func formula<Result>(
    _ body: () throws(FormulaError) -> Result
  ) throws(StatementFailure) -> Result {
    do {
      return try body()
    } catch {
      try checkTime(at: error.span)
      throw StatementFailure("value", at: error.span, error.message, help: error.help)
    }
  }

  func number(
    _ expression: Expression, overriding overrides: [String: Value] = [:]
  ) throws(StatementFailure) -> Double {
    guard let value = try evaluate(expression, overriding: overrides).scalar else {
      throw StatementFailure("value-number", at: expression.span, "a number goes here")
    }
    return value
  }

  /// A number from 0 on, or above 0; `label` says in messages what it is.
  func number(
    _ expression: Expression, _ label: String, overriding overrides: [String: Value],
    isPositive: Bool = false
  ) throws(StatementFailure) -> Double {
    let value = try number(expression, overriding: overrides)
    guard value > 0 || (value == 0 && !isPositive), value.isFinite else {
      throw StatementFailure(
        isPositive ? "value-positive" : "value-negative", at: expression.span,
        "\(label) is a number \(isPositive ? "above 0" : "from 0 on"), not \(NumberText.short(value))"
      )
    }
    return value
  }

  func wholeNumber(
    _ expression: Expression, overriding overrides: [String: Value] = [:],
    in range: ClosedRange<Int> = 1...Int(Int32.max)
  ) throws(StatementFailure) -> Int {
    let value = try number(expression, overriding: overrides)
    guard let whole = Int(exactly: value), range.contains(whole) else {
      throw StatementFailure(
        "value-whole", at: expression.span,
        "\(NumberText.short(value)) is not a whole number from \(range.lowerBound) to \(range.upperBound)"
      )
    }
    return whole
  }

  func seedValue(
    _ expression: Expression, overriding overrides: [String: Value] = [:]
  ) throws(StatementFailure) -> UInt32 {
    let value = try number(expression, overriding: overrides)
    guard let seed = UInt32(exactly: value) else {
      throw StatementFailure(
        "value-seed", at: expression.span,
        "a seed is a whole number from 0 to 4294967295, not \(NumberText.short(value))")
    }
    return seed
  }

  /// The seed of a statement: its own, or the notebook's.
  func seed(
    of command: CheckedCommand, overriding overrides: [String: Value] = [:]
  ) throws(StatementFailure) -> UInt32 {
    guard let expression = command.fixed("seed") else { return seed }
    return try seedValue(expression, overriding: overrides)
  }

  /// A yes/no option: one of the words, or a parameter that is one.
  func flag(
    _ expression: Expression?, default fallback: Bool
  ) throws(StatementFailure) -> Bool {
    guard let expression else { return fallback }
    if case .name(let word) = expression.kind {
      if word == "yes" || word == "true" { return true }
      if word == "no" || word == "false" { return false }
    }
    guard case .boolean(let flag) = try evaluate(expression) else {
      throw StatementFailure("value-flag", at: expression.span, "yes or no goes here")
    }
    return flag
  }

  /// The runs that names in a command stand for; without names, the latest.
  func groups(
    _ expressions: [Expression], at span: SourceSpan
  ) throws(StatementFailure) -> [RunGroup<S>] {
    guard !expressions.isEmpty else {
      guard let lastRun else {
        throw StatementFailure("no-run", at: span, "nothing has been trained yet")
      }
      return [lastRun]
    }
    var result: [RunGroup<S>] = []
    for expression in expressions {
      guard case .object(let object) = try evaluate(expression) else {
        throw StatementFailure("no-run", at: expression.span, "this is not a run")
      }
      if let group = object as? RunGroupObject<S> {
        result.append(group.group)
      } else if let run = object as? RunObject<S> {
        result.append(RunGroup(name: run.record.name, runs: [run.record], isSweep: false))
      }
    }
    return result
  }

  func records(
    _ expressions: [Expression], at span: SourceSpan
  ) throws(StatementFailure) -> [RunRecord<S>] {
    try groups(expressions, at: span).flatMap(\.runs)
  }
}

extension Statement {
  /// The series that it records, inside of blocks, too.
  fileprivate var recordedNames: [String] {
    switch kind {
    case .record(let series, _): [series.text]
    case .repeat(_, let body), .for(_, _, let body): body.flatMap(\.recordedNames)
    case .if(_, let then, let otherwise): (then + (otherwise ?? [])).flatMap(\.recordedNames)
    default: []
    }
  }

  /// Where a series is recorded, inside of blocks, too.
  fileprivate func span(recording name: String) -> SourceSpan? {
    switch kind {
    case .record(let series, _): series.text == name ? span : nil
    case .repeat(_, let body), .for(_, _, let body):
      body.lazy.compactMap { $0.span(recording: name) }.first
    case .if(_, let then, let otherwise):
      (then + (otherwise ?? [])).lazy.compactMap { $0.span(recording: name) }.first
    default: nil
    }
  }
}
