package import LecternLanguage
package import LecternTensor
package import LecternText

/// Where formulas look up names and draw random numbers.
package protocol FormulaEnvironment {
  /// How examples lie in matrices.
  var layout: Layout { get }
  /// What a name stands for: a variable, data, a run, a constant; nil when it has no value yet.
  func value(named name: String) throws(FormulaError) -> Value?
  /// Results of functions that speak of models and runs: `accuracy`, `cost`, `confusion`, `best`.
  func call(_ name: String, _ arguments: [Value], at span: SourceSpan) throws(FormulaError)
    -> Value?
  /// Draws from the notebook's stream; environments without one (schedules) say so.
  func withRandomState<Result>(_ body: (inout RandomState) -> Result) -> Result?
}

extension FormulaEnvironment {
  package var layout: Layout { .columns }
}
