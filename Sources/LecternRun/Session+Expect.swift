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
  var help: String?

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
          points: command.points, message: Self.message(of: command),
          help: judgement.holds ? nil : judgement.help, span: command.span)))
  }

  /// The verdict on a claim that was never put to the test: it earns nothing.
  static func untested(_ command: CheckedCommand, _ context: RunContext) -> CellOutput? {
    guard command.verb == .expect, let claim = command.values.first else { return nil }
    return .expectation(
      Expectation(
        expression: context.text(of: claim.span), passed: false, actual: "not run",
        points: command.points, message: message(of: command), span: command.span))
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
        words: ["\(context.text(of: claim.span)) is \(words(value, of: claim, like: claim))"])
    }
  }

  private func compare(
    _ operation: BinaryOperator, _ left: Expression, _ right: Expression,
    within tolerance: Double?, at span: SourceSpan
  ) throws(StatementFailure) -> Judgement {
    let (a, b) = (try evaluate(left), try evaluate(right))
    let verdict: Value
    if let tolerance, operation == .rounds || operation == .equal {
      verdict = try isClose(a, b, within: tolerance, at: span)
    } else {
      verdict = try formula { () throws(FormulaError) in
        try operation.applied(to: a, b, literal: right, at: span)
      }
    }
    var judgement = Judgement(holds: try truth(of: verdict, at: span))
    if !judgement.holds, let x = a.scalar, let y = b.scalar {
      judgement.help = repair(operation, x, y, left, right)
    }
    let miss = judgement.holds ? nil : verdict.firstMiss
    for (side, other, value) in [(left, right, a), (right, left, b)] where !side.isLiteral {
      let text = context.text(of: side.span)
      judgement.values.append(output(of: side, value))
      guard let number = miss.flatMap({ value.entry($0.row, $0.column) }) ?? value.scalar else {
        judgement.words.append(
          "\(text) is \(words(value, of: side, like: other, within: tolerance))")
        continue
      }
      let place = miss.map { value.matrix?.count == 1 ? "" : "[\($0.row), \($0.column)]" } ?? ""
      judgement.words.append(
        "\(text)\(place) is "
          + words(
            number, of: side, like: other, within: tolerance,
            against: judgement.holds
              ? nil : (side.span == left.span ? b : a).entry(miss?.row ?? 0, miss?.column ?? 0)))
    }
    return judgement
  }

  /// What a claim about two numbers that all but agree was meant to be.
  private func repair(
    _ operation: BinaryOperator, _ x: Double, _ y: Double, _ left: Expression, _ right: Expression
  ) -> String? {
    switch operation {
    case .equal where right.isLiteralNumber && abs(x - y) <= 1e-9 * max(abs(x), abs(y)):
      return "\(context.text(of: left.span)) ~= \(context.text(of: right.span))"
    case .rounds:
      let unit = 2 * Rounding.halfUnit(of: right)
      guard unit > 0, abs(x - y) <= 2 * unit else { return nil }
      return "within=\(NumberText.short(unit)) allows a larger difference"
    default: return nil
    }
  }

  /// A number in words: as many digits as it takes to see that it is not the other one.
  private func words(
    _ number: Double, of side: Expression, like other: Expression, within tolerance: Double?,
    against wanted: Double?
  ) -> String {
    if isInPercent(side, like: other, within: tolerance),
      number == wanted || wanted.map(NumberText.share) != NumberText.share(number)
    {
      return NumberText.share(number)
    }
    var digits = shownDigits(of: number, like: other, within: tolerance)
    while let wanted, digits < 17, number != wanted,
      NumberText.short(number, digits: digits) == NumberText.short(wanted, digits: digits)
    {
      digits += 2
    }
    return NumberText.short(number, digits: digits)
  }

  /// One digit more than a number is compared with, or as many as the tolerance tells apart.
  private func shownDigits(
    of number: Double, like other: Expression, within tolerance: Double?
  ) -> Int {
    var digits = max(self.digits, other.significantDigits + 1)
    if let tolerance, tolerance > 0, number != 0, number.isFinite {
      let parts = ElementOperation.log10(abs(number) / tolerance)
      digits = max(digits, Int(min(max(parts.rounded(.up), 0), 16)) + 1)
    }
    return min(digits, 17)
  }

  private func isClose(
    _ left: Value, _ right: Value, within tolerance: Double, at span: SourceSpan
  ) throws(StatementFailure) -> Value {
    guard let a = left.matrix, let b = right.matrix,
      (a.rows, a.columns) == (b.rows, b.columns) || a.count == 1 || b.count == 1
    else {
      throw StatementFailure("expect", at: span, "both sides must be numbers of one shape")
    }
    guard a.count > 0, b.count > 0 else { return .boolean(a.count == b.count) }
    let larger = a.count == 1 ? b : a
    let verdicts = (0..<larger.count).map { index in
      let x = a.elements[a.count == 1 ? 0 : index]
      let y = b.elements[b.count == 1 ? 0 : index]
      return x == y || abs(x - y) <= tolerance ? 1.0 : 0
    }
    return .matrix(Matrix(rows: larger.rows, columns: larger.columns, elements: verdicts))
  }

  /// Whether a value says yes; a matrix of comparisons does when every element does.
  private func truth(of value: Value, at span: SourceSpan) throws(StatementFailure) -> Bool {
    switch value {
    case .boolean(let flag): return flag
    // Of nothing, everything would hold.
    case .matrix(let matrix): return matrix.count > 0 && matrix.elements.allSatisfy { $0 != 0 }
    default: throw StatementFailure("expect", at: span, "a comparison goes here")
    }
  }

  /// Whether a side is told in percent: it is a share or compared with one, and no finer than the
  /// two decimals that percent have.
  private func isInPercent(
    _ side: Expression, like other: Expression, within tolerance: Double?
  ) -> Bool {
    if case .number(_, let spelling) = other.kind, spelling.hasSuffix("%") { return true }
    return (shares.isShare(side) || shares.isShare(other)) && other.significantDigits <= 4
      && (tolerance ?? 1) >= 1e-4
  }

  /// A value in words; as a share where it is one or is compared with one.
  private func words(
    _ value: Value, of side: Expression, like other: Expression, within tolerance: Double? = nil
  ) -> String {
    switch value {
    case .number(let number):
      return isInPercent(side, like: other, within: tolerance)
        ? NumberText.share(number) : NumberText.short(number, digits: digits)
    case .boolean(let flag): return flag ? "yes" : "no"
    case .string(let text): return text
    case .object(let object): return object.kindName
    case .matrix(let matrix):
      guard matrix.count <= 8 else { return "a \(matrix.rows) × \(matrix.columns) matrix" }
      let rows = (0..<matrix.rows).map { r in
        (0..<matrix.columns).map { column in
          let number = matrix[r, column]
          if isInPercent(side, like: other, within: tolerance) { return NumberText.share(number) }
          return NumberText.short(
            number, digits: shownDigits(of: number, like: other, within: tolerance))
        }.joined(separator: ", ")
      }
      return "[" + rows.joined(separator: "; ") + "]"
    }
  }
}

extension CheckedCommand {
  /// What an expectation is worth.
  var points: Double? {
    guard case .number(let points, _)? = fixed("points")?.kind else { return nil }
    return points
  }
}

extension CheckedStatement {
  /// The commands that it may come to, those in loops and branches included.
  var commands: [CheckedCommand] {
    switch kind {
    case .command(let command): [command]
    case .passes(let passes): passes.flatMap { $0.flatMap(\.commands) }
    case .chosen(let statements): statements.flatMap(\.commands)
    case .branch(_, let then, let otherwise): (then + otherwise).flatMap(\.commands)
    case .formula, .inlineValue, .stopIf: []
    }
  }
}

extension Value {
  /// Where a matrix of comparisons first says no.
  fileprivate var firstMiss: (row: Int, column: Int)? {
    guard case .matrix(let verdicts) = self, verdicts.columns > 0,
      let index = verdicts.elements.firstIndex(of: 0)
    else { return nil }
    return (index / verdicts.columns, index % verdicts.columns)
  }

  /// An entry of a matrix; a number, a row and a column stand for all they are spread over.
  fileprivate func entry(_ row: Int, _ column: Int) -> Double? {
    if let scalar { return scalar }
    guard let matrix, row < matrix.rows || matrix.rows == 1,
      column < matrix.columns || matrix.columns == 1
    else { return nil }
    return matrix[matrix.rows == 1 ? 0 : row, matrix.columns == 1 ? 0 : column]
  }
}

extension Expression {
  /// The significant digits of a number as written; 0 of anything else.
  fileprivate var significantDigits: Int {
    switch kind {
    case .number(_, let spelling):
      let mantissa = spelling.prefix { $0 != "e" && $0 != "E" }.filter(\.isNumber)
      return mantissa.drop { $0 == "0" }.count
    case .unary(.minus, let value): return value.significantDigits
    case .matrix(let rows): return rows.joined().map(\.significantDigits).max() ?? 0
    default: return 0
    }
  }

  fileprivate var isLiteral: Bool {
    if case .string = kind { return true }
    return isLiteralNumber
  }
}
