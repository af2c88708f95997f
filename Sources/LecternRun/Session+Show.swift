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
      guard let normalization = data?.normalization else {
        throw StatementFailure(
          "no-normalization", at: command.span, "the data have not been normalized")
      }
      outputs.append(.table(normalizationTable(normalization)))
    default:
      for expression in command.values {
        let name = context.text(of: expression.span)
        outputs.append(.value(output(named: name, try evaluate(expression))))
      }
    }
  }

  /// A value as an output, rounded for display by whoever shows it.
  func output(named name: String, _ value: Value) -> OutputValue {
    switch value {
    case .number(let number):
      OutputValue(name: name, content: .number(number), digits: digits)
    case .boolean(let flag): OutputValue(name: name, content: .boolean(flag))
    case .string(let text): OutputValue(name: name, content: .string(text))
    case .object(let object): OutputValue(name: name, content: .string(object.kindName))
    case .matrix(let matrix):
      OutputValue(
        name: name,
        content: .matrix(
          rows: matrix.rows, columns: matrix.columns,
          values: matrix.transposed.elements), digits: digits)
    }
  }

  /// `expect`: a claim that holds or does not; a claim that fails does not stop the cell.
  func expect(_ command: CheckedCommand) throws(StatementFailure) {
    guard let claim = command.values.first else { return }
    var message: String?
    for value in command.values.dropFirst() {
      if case .string(let text) = value.kind { message = text }
    }
    var points: Double?
    if let expression = command.fixed("points") { points = try number(expression) }
    var tolerance: Double?
    if let expression = command.fixed("within") { tolerance = try number(expression) }
    let before = random
    let passed = try holds(claim, within: tolerance)
    let after = random
    // The sides are looked at again, with the numbers that were drawn for the claim.
    random = before
    let actual = try actual(claim)
    random = after
    outputs.append(
      .expectation(
        Expectation(
          expression: context.text(of: claim.span), passed: passed, actual: actual, points: points,
          message: message)))
  }

  /// Whether a claim holds; a matrix of comparisons holds when every element does.
  private func holds(
    _ claim: Expression, within tolerance: Double?
  ) throws(StatementFailure) -> Bool {
    if let tolerance, case .binary(let operation, let left, let right) = claim.kind,
      operation == .rounds || operation == .equal
    {
      guard let a = try evaluate(left).matrix, let b = try evaluate(right).matrix,
        a.count == b.count || a.count == 1 || b.count == 1
      else {
        throw StatementFailure("expect", at: claim.span, "both sides must be numbers of one shape")
      }
      return (0..<max(a.count, b.count)).allSatisfy { index in
        let x = a.elements[a.count == 1 ? 0 : index]
        let y = b.elements[b.count == 1 ? 0 : index]
        return x == y || abs(x - y) <= tolerance
      }
    }
    switch try evaluate(claim) {
    case .boolean(let flag): return flag
    case .matrix(let matrix): return matrix.elements.allSatisfy { $0 != 0 }
    default:
      throw StatementFailure("expect", at: claim.span, "a comparison goes here")
    }
  }

  /// What the left sides of a claim came to: "accuracy(test) is 86.2 %".
  private func actual(_ claim: Expression) throws(StatementFailure) -> String {
    guard case .binary(let operation, let left, let right) = claim.kind else {
      if case .unary(.not, let operand) = claim.kind { return try actual(operand) }
      return context.text(of: claim.span)
    }
    if operation == .and || operation == .or {
      return try actual(left) + ", " + actual(right)
    }
    var parts: [String] = []
    // A side written out as a number says itself.
    for side in [left, right] where !side.isLiteral {
      let isShare = [left, right].contains {
        if case .number(_, let spelling) = $0.kind { return spelling.hasSuffix("%") }
        return false
      }
      parts.append(
        "\(context.text(of: side.span)) is \(words(try evaluate(side), isShare: isShare))")
    }
    return parts.joined(separator: ", ")
  }

  private func words(_ value: Value, isShare: Bool) -> String {
    switch value {
    case .number(let number): isShare ? NumberText.share(number) : NumberText.short(number)
    case .boolean(let flag): flag ? "yes" : "no"
    case .string(let text): text
    case .object(let object): object.kindName
    case .matrix(let matrix):
      matrix.count <= 8
        ? "["
          + (0..<matrix.rows).map { r in
            (0..<matrix.columns).map { NumberText.short(matrix[r, $0]) }.joined(separator: ", ")
          }.joined(separator: "; ") + "]"
        : "a \(matrix.rows) × \(matrix.columns) matrix"
    }
  }
}

extension Expression {
  fileprivate var isLiteral: Bool {
    switch kind {
    case .number, .string: true
    case .unary(_, let operand): operand.isLiteral
    default: false
    }
  }
}
