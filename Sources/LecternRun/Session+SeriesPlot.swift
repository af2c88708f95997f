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
    let asked = try self.names(command)
    var series: [LineChart.Series] = []
    let expressions = command.slots["SERIES"] ?? []
    for expression in expressions {
      for (name, y) in try lines(expression) {
        if let (places, span) = x, places.count != y.count {
          throw StatementFailure(
            "plot-series", at: span,
            "x has \(places.count) numbers, but \(name) has \(y.count)",
            help: "one for each, as x=[1..\(y.count)] has")
        }
        let points = zip(x?.0 ?? y.indices.map(Double.init), y).filter { place, _ in
          range?.contains(place) ?? true
        }
        series.append(
          LineChart.Series(
            name: asked.map { series.count < $0.count ? $0[series.count] : name } ?? name,
            x: points.map(\.0), y: points.map(\.1), group: series.count))
      }
    }
    try requireNames(asked, for: series.count, "plot-series", command)
    try requireVisible(series, logarithmic: axis, command)
    let names = asked ?? expressions.map { context.text(of: $0.span) }
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

  /// Finds out whether a figure of lines has anything to show, and warns of what it leaves out.
  private func requireVisible(
    _ series: [LineChart.Series], logarithmic axis: String?, _ command: CheckedCommand
  ) throws(StatementFailure) {
    let points = series.flatMap { zip($0.x, $0.y) }
    let finite = points.filter { $0.isFinite && $1.isFinite }
    let shown = finite.filter { (axis != "x" || $0 > 0) && (axis != "y" || $1 > 0) }
    guard !shown.isEmpty else {
      throw StatementFailure(
        "plot-empty", at: command.span,
        points.isEmpty
          ? "there are no numbers in the range to plot"
          : finite.isEmpty
            ? "none of the numbers to plot is finite"
            : "no number to plot is above 0, as a logarithmic axis wants",
        help: points.isEmpty
          ? "range= chooses another part of the axis"
          : finite.isEmpty
            ? "look for a division by 0 or a power that is too large" : "leave log= out")
    }
    let gaps = points.count - finite.count
    // Of a recorded series this was told where it was recorded.
    let areRecorded = (command.slots["SERIES"] ?? []).contains { expression in
      if case .name(let name) = expression.kind { records[name] != nil } else { false }
    }
    if gaps > 0, !areRecorded {
      warnOfHidden(
        "\(gaps) of \(points.count) points \(gaps == 1 ? "is" : "are") not finite, and so gaps",
        help: "look for a division by 0 or a power that is too large", at: command.span)
    }
    let hidden = finite.count - shown.count
    if hidden > 0 {
      warnOfHidden(
        "\(hidden) of \(points.count) points \(hidden == 1 ? "is" : "are") not above 0, and so left "
          + "out of a logarithmic axis", help: "leave log= out",
        at: command.fixed("log")?.span ?? command.span)
    }
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
    guard matrix.rows <= FigureLimits.lines else {
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
