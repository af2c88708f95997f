import LecternLanguage
import LecternTensor
import LecternText

/// What the author calls the rows, sets or curves of a figure: `names=["train", "dev"]`.
extension Session {
  func texts(_ expression: Expression) throws(StatementFailure) -> [String] {
    guard case .matrix(let rows) = expression.kind else { return [] }
    var result: [String] = []
    for entry in rows.joined() {
      guard case .string(let text) = try evaluate(entry) else {
        throw StatementFailure("plot-bar", at: entry.span, "a text in quotes goes here")
      }
      result.append(text)
    }
    return result
  }

  func names(_ command: CheckedCommand) throws(StatementFailure) -> [String]? {
    guard let expression = command.fixed("names") else { return nil }
    return try texts(expression)
  }

  /// - Throws: A failure with this id unless there is one name for each row.
  func requireNames(
    _ names: [String]?, for count: Int, _ id: String, _ command: CheckedCommand
  ) throws(StatementFailure) {
    guard let names, names.count != count, let option = command.fixed("names") else { return }
    throw StatementFailure(
      id, at: option.span,
      "names= has \(names.count) text\(names.count == 1 ? "" : "s") for \(count) "
        + "row\(count == 1 ? "" : "s") of numbers",
      help: "a text for each row of numbers")
  }
}
