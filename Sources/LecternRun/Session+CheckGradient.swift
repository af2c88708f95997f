import LecternLanguage
import LecternTensor
import LecternText

extension Session {
  func checkGradient(
    _ command: CheckedCommand, _ model: ModelDefinition
  ) throws(StatementFailure) {
    throw StatementFailure("statement", at: command.span, "check gradient cannot run yet")
  }
}
