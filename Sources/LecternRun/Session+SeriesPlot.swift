import LecternFormula
import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot series`: rows of numbers against their places or against other numbers.
extension Session {
  func plotSeries(_ command: CheckedCommand) throws(StatementFailure) {
    let x = try command.fixed("x").map { (expression) throws(StatementFailure) in
      (try numbers(expression), expression.span)
    }
    let range = try interval(command.fixed("range"))
    let axis = command.word("log")
    var series: [LineChart.Series] = []
    let expressions = command.slots["SERIES"] ?? []
    for expression in expressions {
      for (name, y) in try lines(expression) {
        if let (places, span) = x, places.count != y.count {
          throw StatementFailure(
            "plot-series", at: span,
            "x has \(places.count) numbers, but \(name) has \(y.count)")
        }
        let points = zip(x?.0 ?? y.indices.map(Double.init), y).filter { place, _ in
          range?.contains(place) ?? true
        }
        series.append(
          LineChart.Series(
            name: name, x: points.map(\.0), y: points.map(\.1), group: series.count))
      }
    }
    guard series.contains(where: { !$0.y.isEmpty }) else {
      throw StatementFailure("plot-empty", at: command.span, "there are no numbers to plot")
    }
    let names = expressions.map { context.text(of: $0.span) }
    outputs.append(
      .figure(
        Figure(
          kind: "series",
          title: names.count > 4 ? "\(names.count) series" : names.joined(separator: ", "),
          content: .lines(
            LineChart(
              series: series,
              xAxis: Axis(
                try label(command.fixed("xlabel"))
                  ?? command.fixed("x").map { context.text(of: $0.span) } ?? "entry",
                scale: axis == "x" ? .logarithmic : .linear),
              yAxis: Axis(
                try label(command.fixed("ylabel")) ?? (series.count == 1 ? names[0] : ""),
                scale: axis == "y" ? .logarithmic : .linear), groupNoun: nil)))))
  }

  /// A recorded series, a row or a column, or each row of a matrix.
  func lines(
    _ expression: Expression
  ) throws(StatementFailure) -> [(name: String, y: [Double])] {
    let name = context.text(of: expression.span)
    if case .name(let word) = expression.kind, let series = records[word] {
      return [(name, series)]
    }
    guard let matrix = try evaluate(expression).matrix else {
      throw StatementFailure("value-number", at: expression.span, "a row of numbers goes here")
    }
    if matrix.rows == 1 || matrix.columns == 1 { return [(name, matrix.elements)] }
    guard matrix.rows <= 12 else {
      throw StatementFailure(
        "plot-series", at: expression.span,
        "\(name) has \(matrix.rows) rows, and each would be a line of its own",
        help: "\(name).T, or rows(\(name), 0, 3)")
    }
    return (0..<matrix.rows).map { row in
      ("row \(row)", (0..<matrix.columns).map { matrix[row, $0] })
    }
  }

  func numbers(_ expression: Expression) throws(StatementFailure) -> [Double] {
    guard let matrix = try evaluate(expression).matrix else {
      throw StatementFailure("value-number", at: expression.span, "a row of numbers goes here")
    }
    return matrix.elements
  }

  func label(_ expression: Expression?) throws(StatementFailure) -> String? {
    guard let expression, case .string(let text) = try evaluate(expression) else { return nil }
    return text
  }
}
