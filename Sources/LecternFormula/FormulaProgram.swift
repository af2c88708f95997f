package import LecternLanguage

/// The formula statements of a cell, which the checker has found sound.
///
/// Loops are compiled to plans when they are reached, with the shapes and constants that hold at
/// that moment; what a plan cannot hold runs statement by statement, with the same results.
package struct FormulaProgram: Sendable {
  package let statements: [Statement]
  /// Whether loops may run as plans; tests compare both ways.
  var usesPlans = true

  package init(_ statements: [Statement]) {
    self.statements = statements
  }

  /// Runs the statements; what they bind is in `variables` afterwards, also when they fail.
  ///
  /// - Parameters:
  ///   - environment: Names that are not variables, functions of models and runs, random numbers.
  ///   - variables: Values by name; functions of the author's are among them.
  ///   - records: Series that `record` statements append to. A series that was recorded as
  ///     `record NAME = …` is also a variable, a row, when the run has ended.
  ///   - limits: What the run may use.
  ///   - isStopped: Asked every few milliseconds whether to give up.
  /// - Throws: The first mistake, with the pass of each loop around it.
  package func run(
    in environment: any FormulaEnvironment, variables: inout [String: Value],
    records: inout FormulaRecords, limits: FormulaLimits = FormulaLimits(),
    isStopped: @escaping () -> Bool = { false }
  ) throws(FormulaError) {
    let run = ProgramRun(
      environment, variables: variables, records: records, limits: limits, isStopped: isStopped)
    run.usesPlans = usesPlans
    defer {
      variables = run.exportedVariables
      records = run.records
    }
    try run.executeProgram(statements)
  }
}
