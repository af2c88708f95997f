import LecternData
import LecternFormula
import LecternLanguage
import LecternNotebook
import LecternTensor
import LecternText

extension Session {
  func show(_ command: CheckedCommand) throws(StatementFailure) {
    switch command.subject {
    case "model":
      guard let name = currentModel, let model = models[name] else {
        throw StatementFailure("no-model", at: command.span, "no model has been started yet")
      }
      guard let train = data?.splits["train"] else {
        throw StatementFailure("no-data", at: command.span, "the inputs are not known without data")
      }
      outputs.append(.table(try modelTable(model, inputs: train.features)))
    case "data":
      guard let data else {
        throw StatementFailure("no-data", at: command.span, "there is no data yet")
      }
      outputs.append(.table(dataTable(title: data.title)))
    case "normalization":
      guard let normalizations = data?.normalizations, !normalizations.isEmpty else {
        throw StatementFailure(
          "no-normalization", at: command.span, "the data have not been normalized")
      }
      for normalization in normalizations {
        outputs.append(.table(normalizationTable(normalization)))
      }
    case "diagnosis": try showDiagnosis(command)
    case "formula": try showFormula(command)
    case "sparsity": try showSparsity(command)
    default:
      for expression in command.values {
        outputs.append(.value(output(of: expression, try evaluate(expression))))
      }
    }
  }

  /// The value of an expression as an output, rounded for display by whoever shows it.
  func output(of expression: Expression, _ value: Value) -> OutputValue {
    let content: OutputValue.Content =
      switch value {
      case .number(let number): .number(number)
      case .boolean(let flag): .boolean(flag)
      case .string(let text): .string(text)
      case .object(let object): .string(object.kindName)
      case .matrix(let matrix):
        .matrix(
          rows: matrix.rows, columns: matrix.columns, values: matrix.transposed.elements)
      }
    return OutputValue(
      name: context.text(of: expression.span), content: content, digits: digits,
      isShare: shares.isShare(expression))
  }
}
