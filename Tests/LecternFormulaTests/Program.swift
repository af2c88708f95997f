import LecternLanguage
import LecternText
import Testing

@testable import LecternFormula

/// The statements of a cell, and what running them leaves behind.
struct Program {
  let program: FormulaProgram
  let mistakes: [Diagnostic]

  init(_ text: String) {
    let source = SourceFile(name: "program.md", text: text)
    let (cell, mistakes) = SyntaxParser.parseCell(
      SourceFragment(of: source, span: SourceSpan(0, source.utf8.count)))
    program = FormulaProgram(cell.statements)
    self.mistakes = mistakes
  }

  /// What a run leaves behind.
  struct Outcome {
    let variables: Variables
    var records = FormulaRecords()
    var failure: FormulaError?

    /// The entries of a variable, column by column.
    subscript(_ name: String) -> [Double]? { variables[name]?.matrix?.elements }

    func shape(_ name: String) -> String? { variables[name]?.shape }
  }

  func run(
    _ names: Names = Names(), variables: Variables = Variables(), limits: FormulaLimits = .init(),
    isStopped: @escaping () -> Bool = { false }
  ) -> Outcome {
    var outcome = Outcome(variables: variables)
    do throws(FormulaError) {
      try program.run(
        in: names, variables: outcome.variables, records: &outcome.records, limits: limits,
        isStopped: isStopped)
    } catch {
      outcome.failure = error
    }
    return outcome
  }
}
