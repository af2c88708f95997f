import LecternFormula
import LecternLanguage
import LecternNotebook
import LecternTensor
import LecternText

/// What became of a claim or of a part of it: whether it holds, and what its sides came to.
private struct Judgement {
  var holds: Bool
  /// The sides that are not written out as numbers: "accuracy(test) is 86.2 %".
  var words: [String] = []
  var values: [OutputValue] = []

  static func combined(_ left: Judgement, _ right: Judgement, holds: Bool) -> Judgement {
    Judgement(
      holds: holds, words: left.words + right.words, values: left.values + right.values)
  }
}

extension Session {
  /// `expect`: a claim that holds or does not; a claim that fails does not stop the cell.
  func expect(_ command: CheckedCommand) throws(StatementFailure) {
    guard let claim = command.values.first else { return }
    var tolerance: Double?
    if let expression = command.fixed("within") { tolerance = try number(expression) }
    let judgement = try judge(claim, within: tolerance)
    outputs.append(
      .expectation(
        Expectation(
          expression: context.text(of: claim.span), passed: judgement.holds,
          actual: judgement.words.joined(separator: ", "), values: judgement.values,
          points: Self.points(of: command), message: Self.message(of: command),
          span: command.span)))
  }

  /// The verdict on a claim that was never put to the test: it earns nothing.
  static func untested(_ command: CheckedCommand, _ context: RunContext) -> CellOutput? {
    guard command.verb == .expect, let claim = command.values.first else { return nil }
    return .expectation(
      Expectation(
        expression: context.text(of: claim.span), passed: false, actual: "not run",
        points: points(of: command), message: message(of: command), span: command.span))
  }

  private static func points(of command: CheckedCommand) -> Double? {
    guard case .number(let points, _)? = command.fixed("points")?.kind else { return nil }
    return points
  }

  private static func message(of command: CheckedCommand) -> String? {
    for value in command.values.dropFirst() {
      if case .string(let text) = value.kind { return text }
    }
    return nil
  }

  /// Evaluates each side once, so that random numbers and networks are asked once.
  private func judge(
    _ claim: Expression, within tolerance: Double?
  ) throws(StatementFailure) -> Judgement {
    switch claim.kind {
    case .unary(.not, let operand):
      var judgement = try judge(operand, within: tolerance)
      judgement.holds.toggle()
      return judgement
    case .binary(.and, let left, let right):
      let (a, b) = (try judge(left, within: tolerance), try judge(right, within: tolerance))
      return .combined(a, b, holds: a.holds && b.holds)
    case .binary(.or, let left, let right):
      let (a, b) = (try judge(left, within: tolerance), try judge(right, within: tolerance))
      return .combined(a, b, holds: a.holds || b.holds)
    case .binary(let operation, let left, let right):
      return try compare(operation, left, right, within: tolerance, at: claim.span)
    default:
      let value = try evaluate(claim)
      return Judgement(
        holds: try truth(of: value, at: claim.span),
        words: ["\(context.text(of: claim.span)) is \(words(value, like: claim))"])
    }
  }

  private func compare(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression,
    within tolerance: Double?, at span: SourceSpan
  ) throws(StatementFailure) -> Judgement {
    let (a, b) = (try evaluate(left), try evaluate(right))
    var holds: Bool
    if let tolerance, operation == .rounds || operation == .equal {
      holds = try isClose(a, b, within: tolerance, at: span)
    } else {
      let result = try formula { () throws(FormulaError) in
        try operation.applied(to: a, b, literal: right, at: span)
      }
      holds = try truth(of: result, at: span)
    }
    var judgement = Judgement(holds: holds)
    for (side, other, value) in [(left, right, a), (right, left, b)] where !side.isLiteral {
      let text = context.text(of: side.span)
      var shown = words(value, like: other)
      // Two numbers that look the same and are not equal show where they differ.
      if !holds, operation == .equal, let number = value.scalar,
        shown == words(side.span == left.span ? b : a, like: other)
      {
        shown = NumberText.short(number, digits: 17)
      }
      judgement.words.append("\(text) is \(shown)")
      judgement.values.append(output(named: text, value))
    }
    return judgement
  }

  private func isClose(
    _ left: Value, _ right: Value, within tolerance: Double, at span: SourceSpan
  ) throws(StatementFailure) -> Bool {
    guard let a = left.matrix, let b = right.matrix,
      (a.rows, a.columns) == (b.rows, b.columns) || a.count == 1 || b.count == 1
    else {
      throw StatementFailure("expect", at: span, "both sides must be numbers of one shape")
    }
    guard a.count > 0, b.count > 0 else { return a.count == b.count }
    return (0..<max(a.count, b.count)).allSatisfy { index in
      let x = a.elements[a.count == 1 ? 0 : index]
      let y = b.elements[b.count == 1 ? 0 : index]
      return x == y || abs(x - y) <= tolerance
    }
  }

  /// Whether a value says yes; a matrix of comparisons does when every element does.
  private func truth(of value: Value, at span: SourceSpan) throws(StatementFailure) -> Bool {
    switch value {
    case .boolean(let flag): return flag
    case .matrix(let matrix): return matrix.elements.allSatisfy { $0 != 0 }
    default: throw StatementFailure("expect", at: span, "a comparison goes here")
    }
  }

  /// A value in words; as a share where it is compared with one.
  private func words(_ value: Value, like other: Expression) -> String {
    switch value {
    case .number(let number):
      if case .number(_, let spelling) = other.kind, spelling.hasSuffix("%") {
        return NumberText.share(number)
      }
      return NumberText.short(number, digits: digits)
    case .boolean(let flag): return flag ? "yes" : "no"
    case .string(let text): return text
    case .object(let object): return object.kindName
    case .matrix(let matrix):
      guard matrix.count <= 8 else { return "a \(matrix.rows) × \(matrix.columns) matrix" }
      let rows = (0..<matrix.rows).map { r in
        (0..<matrix.columns).map { NumberText.short(matrix[r, $0], digits: digits) }
          .joined(separator: ", ")
      }
      return "[" + rows.joined(separator: "; ") + "]"
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
