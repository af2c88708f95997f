import LecternLanguage

/// Evaluates expressions as `Evaluator` does and records on a tape how derivatives go back.
struct TapeEvaluator {
  let run: ProgramRun
  let tape: Tape

  init(_ run: ProgramRun, _ tape: Tape) {
    self.run = run
    self.tape = tape
  }

  func evaluate(_ expression: Expression) throws(FormulaError) -> TracedValue {
    TracedValue(try Evaluator(run).evaluate(expression))
  }
}
