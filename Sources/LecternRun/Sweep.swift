import LecternFormula
import LecternLanguage
import LecternTensor
import LecternText

/// One choice for every option that varies in a `train` statement.
struct SweepPoint {
  /// The chosen expression of each varied option, by key.
  var options: [String: Expression] = [:]
  /// The chosen value of each varied `let` number.
  var overrides: [String: Value] = [:]
  /// What tells this run from the others, in words.
  var variation: [Variation] = []
}

extension Session {
  /// The largest number of runs one statement may ask for.
  static var runLimit: Int { 1000 }

  /// All runs of a `train` statement: the product of its varied options, the last varying fastest.
  func sweep(_ command: CheckedCommand) throws(StatementFailure) -> [SweepPoint] {
    var points = [SweepPoint()]
    for (key, domain) in command.varied {
      let isOption = command.form?.option(named: key) != nil
      let choices = try values(of: domain)
      guard !choices.isEmpty else {
        throw StatementFailure("sweep-empty", at: domain.span, "there is no value for \(key) here")
      }
      guard points.count * choices.count <= Self.runLimit else {
        throw StatementFailure(
          "sweep-size", at: domain.span,
          "these are more than \(Self.runLimit) runs: \(points.count) × \(choices.count)")
      }
      var next: [SweepPoint] = []
      for point in points {
        for choice in choices {
          var extended = point
          var number: Double?
          if isOption {
            extended.options[key] = choice.expression
            number = self.number(ifAny: choice.expression)
          } else {
            let value = try evaluate(choice.expression)
            extended.overrides[key] = value
            number = value.scalar
          }
          extended.variation.append(Variation(key: key, text: choice.text, number: number))
          next.append(extended)
        }
      }
      points = next
    }
    return points
  }

  /// A choice that is a number; words such as `he` are none, nor what is worked out while training.
  func number(ifAny choice: Expression) -> Double? {
    var pending = [choice]
    while let next = pending.popLast() {
      // What a call draws is drawn once.
      if case .call = next.kind { return nil }
      pending += next.parts
    }
    return (try? evaluate(choice))?.scalar.flatMap { $0.isFinite ? $0 : nil }
  }

  /// The values of a domain: the parts of a list, the numbers of a range, the entries of a row.
  func values(
    of domain: Expression
  ) throws(StatementFailure) -> [(expression: Expression, text: String)] {
    if case .matrix(let rows) = domain.kind {
      var result: [(expression: Expression, text: String)] = []
      for part in rows.flatMap({ $0 }) {
        if case .range = part.kind {
          result += try values(of: part)
        } else {
          result.append((part, context.text(of: part.span)))
        }
      }
      return result
    }
    let numbers: Matrix<Double>
    if case .range(_, let upper) = domain.kind {
      let list = Expression(.matrix([[domain]]), span: domain.span)
      numbers = try evaluate(list).matrix ?? Matrix(rows: 1, columns: 0)
      let end = try number(upper)
      if let last = numbers.elements.last, last != end {
        throw StatementFailure(
          "sweep-range", at: domain.span,
          "a range goes in steps of 1, so this one stops at \(NumberText.short(last))",
          help: "list the values: [0.1, 0.2, 0.3]")
      }
    } else {
      guard let matrix = try evaluate(domain).matrix else {
        throw StatementFailure("sweep-domain", at: domain.span, "a list of values goes here")
      }
      numbers = matrix
    }
    guard numbers.count <= Self.runLimit else {
      throw StatementFailure(
        "sweep-size", at: domain.span, "these are more than \(Self.runLimit) runs")
    }
    return numbers.elements.map { value in
      let text = NumberText.short(value)
      return (Expression(.number(value, spelling: text), span: domain.span), text)
    }
  }
}
