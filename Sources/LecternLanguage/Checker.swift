package import LecternText

/// Checks a whole notebook before anything runs.
package enum Checker {
  package static func check(
    _ pieces: [ProgramPiece], in context: CheckContext, source: SourceFile
  ) -> CheckedProgram {
    CheckedProgram(
      pieces: [], diagnostics: [], precision: context.precision ?? .float64,
      seed: context.seed ?? 0, digits: 6, hasErrors: false)
  }
}
