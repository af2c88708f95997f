import LecternFormula
import LecternNN
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
      let threshold = try threshold(arguments, of: record, at: span)
      let found = try measured(at: span) { () throws(MeasureProblem) in
        try session.confusion(of: record, on: split, threshold: threshold)
      }
      guard let counts = found else {
        throw FormulaError("the labels are numbers, not classes", at: span)
      }
      let entries = (0..<counts.count).flatMap { predicted in
        counts.map { Double($0[predicted]) }
      }
      return .matrix(Matrix(rows: counts.count, columns: counts.count, elements: entries))
    case "probabilities", "predictions":
      return .matrix(
        layout.applied(to: try answers(arguments, isDecided: name == "predictions", at: span)))
    case "best":
      guard case .object(let object)? = arguments.first, let group = object as? RunGroupObject<S>,
        let best = session.best(of: group.group)
      else { throw FormulaError("best wants the runs of a sweep", at: span) }
      return .object(RunObject(record: best, layout: layout))
    default: return nil
    }
  }

  /// What a network gives for examples, or the class that it decides for, a column an example.
  private func answers(
    _ arguments: [Value], isDecided: Bool, at span: SourceSpan
  ) throws(FormulaError) -> Matrix<Double> {
    let record: RunRecord<S>
    let outputs: Matrix<S>
    if let matrix = arguments.first?.matrix {
      record = try run(in: arguments.dropFirst().first, at: span)
      let inputs = layout.applied(to: matrix)
      let wanted = record.network.description.inputCount
      guard inputs.rows == wanted else {
        throw FormulaError(
          "these examples have \(inputs.rows) features, the network of \(record.fullLabel) takes "
            + "\(wanted)", at: span)
      }
      outputs = record.network.outputs(for: inputs.converted(to: S.self))
    } else {
      let split: String
      (record, split) = try subject(
        arguments[...], called: isDecided ? "predictions" : "probabilities", at: span)
      outputs = try measured(at: span) { () throws(MeasureProblem) in
        try session.outputs(of: record, on: split)
      }
    }
    guard isDecided, record.data.splits["train"]?.labels != nil else {
      return outputs.converted(to: Double.self)
    }
    let classes = predictedClasses(
      outputs,
      threshold: try threshold(arguments, of: record, at: span)
        ?? record.network.description.decisionThreshold)
    return Matrix(rows: 1, columns: classes.count, elements: classes.map(Double.init))
  }

  /// The `threshold` argument, which comes last; nil where it was left out.
  private func threshold(
    _ arguments: [Value], of record: RunRecord<S>, at span: SourceSpan
  ) throws(FormulaError) -> Double? {
    guard arguments.count > 1, case .number(let threshold)? = arguments.last else { return nil }
    guard record.network.description.outputCount == 1 else {
      throw FormulaError(
        "\(record.fullLabel) has an output for each class, so it decides for the largest and has no "
          + "use for a threshold", at: span)
    }
    guard threshold >= 0, threshold <= 1 else {
      throw FormulaError("threshold is a share and lies between 0 and 1", at: span)
    }
    return threshold
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
        values.append(
          try self.value(of: measure, for: record, on: split, Array(arguments), at: span))
      }
      return .matrix(Matrix(rows: 1, columns: values.count, elements: values))
    }
    let (record, split) = try subject(arguments, called: name, at: span)
    return .number(try value(of: measure, for: record, on: split, Array(arguments), at: span))
  }

  private func value(
    of measure: Measure, for record: RunRecord<S>, on split: String, _ arguments: [Value],
    at span: SourceSpan
  ) throws(FormulaError) -> Double {
    let threshold = try threshold(arguments, of: record, at: span)
    return try measured(at: span) { () throws(MeasureProblem) in
      try session.value(of: measure, for: record, on: split, threshold: threshold)
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
