import LecternFormula
import LecternTensor
import LecternText

extension SessionEnvironment {
  /// The value of a function that speaks of models and runs; nil for one that does not.
  func call(
    _ name: String, _ arguments: [Value], at span: SourceSpan
  ) throws(FormulaError) -> Value? {
    // `formula` says why.
    if session.shouldStop() { throw FormulaError("the cell was stopped here", at: span) }
    switch name {
    case "accuracy", "cost", "precision", "recall", "f1", "auc", "r2", "error":
      guard let measure = Measure(word: name) else { return nil }
      return try value(of: measure, arguments[...], called: name, at: span)
    case "top":
      guard let number = arguments.first?.scalar, let k = Int(exactly: number), k > 0 else {
        throw FormulaError("top wants a whole number of classes first, then a split", at: span)
      }
      return try value(of: .top(k), arguments.dropFirst(), called: name, at: span)
    case "confusion":
      let (record, split) = try subject(arguments[...], called: name, at: span)
      let found = try measured(at: span) { () throws(MeasureProblem) in
        try session.confusion(of: record, on: split)
      }
      guard let counts = found else {
        throw FormulaError("the labels are numbers, not classes", at: span)
      }
      let entries = (0..<counts.count).flatMap { predicted in
        counts.map { Double($0[predicted]) }
      }
      return .matrix(Matrix(rows: counts.count, columns: counts.count, elements: entries))
    case "probabilities", "predictions":
      let (record, split) = try subject(arguments[...], called: name, at: span)
      let outputs = try measured(at: span) { () throws(MeasureProblem) in
        try session.outputs(of: record, on: split)
      }
      guard name == "predictions", let found = try? session.predictions(of: record, on: split)
      else {
        return .matrix(layout.applied(to: outputs.converted(to: Double.self)))
      }
      return .matrix(
        layout.applied(
          to: Matrix(
            rows: 1, columns: found.predicted.count, elements: found.predicted.map(Double.init))))
    case "best":
      guard case .object(let object)? = arguments.first, let group = object as? RunGroupObject<S>,
        let best = session.best(of: group.group)
      else { throw FormulaError("best wants the runs of a sweep", at: span) }
      return .object(RunObject(record: best, layout: layout))
    default: return nil
    }
  }

  private func value(
    of measure: Measure, _ arguments: ArraySlice<Value>, called name: String, at span: SourceSpan
  ) throws(FormulaError) -> Value {
    // Of a sweep, a row with a number for each run.
    if case .object(let object)? = arguments.dropFirst().first,
      let sweep = object as? RunGroupObject<S>
    {
      let split = try split(arguments, called: name, at: span)
      var values: [Double] = []
      for record in sweep.group.runs {
        values.append(try self.value(of: measure, for: record, on: split, at: span))
      }
      return .matrix(Matrix(rows: 1, columns: values.count, elements: values))
    }
    let (record, split) = try subject(arguments, called: name, at: span)
    return .number(try value(of: measure, for: record, on: split, at: span))
  }

  private func value(
    of measure: Measure, for record: RunRecord<S>, on split: String, at span: SourceSpan
  ) throws(FormulaError) -> Double {
    try measured(at: span) { () throws(MeasureProblem) in
      try session.value(of: measure, for: record, on: split)
    }
  }

  /// Lets what makes a measure impossible be a mistake of the formula.
  private func measured<Result>(
    at span: SourceSpan, _ body: () throws(MeasureProblem) -> Result
  ) throws(FormulaError) -> Result {
    do {
      return try body()
    } catch {
      throw FormulaError(error.message, at: span, help: error.help)
    }
  }

  private func split(
    _ arguments: ArraySlice<Value>, called name: String, at span: SourceSpan
  ) throws(FormulaError) -> String {
    guard case .object(let object)? = arguments.first, let split = object as? SplitObject<S> else {
      throw FormulaError("\(name) wants a split: train, dev or test", at: span)
    }
    return split.name
  }

  /// The run and the split that a function is asked about.
  private func subject(
    _ arguments: ArraySlice<Value>, called name: String, at span: SourceSpan
  ) throws(FormulaError) -> (record: RunRecord<S>, split: String) {
    let split = try split(arguments, called: name, at: span)
    return (try run(in: arguments.dropFirst().first, at: span), split)
  }

  private func run(in value: Value?, at span: SourceSpan) throws(FormulaError) -> RunRecord<S> {
    if case .object(let object)? = value {
      if let run = object as? RunObject<S> { return run.record }
      if let group = object as? RunGroupObject<S> {
        throw FormulaError(
          "\(group.group.name) is a sweep of \(group.group.runs.count) runs: say which", at: span,
          help: "\(group.group.name)[0], or best(\(group.group.name))")
      }
    }
    guard let latest = session.lastRun else {
      throw FormulaError("nothing has been trained yet", at: span)
    }
    guard let record = latest.runs.last, latest.runs.count == 1 else {
      throw FormulaError(
        "the latest train was a sweep of \(latest.runs.count) runs: say which", at: span,
        help: "name it with `as runs`, then runs[0] or best(runs)")
    }
    return record
  }
}
