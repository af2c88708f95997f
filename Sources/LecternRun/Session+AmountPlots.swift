import LecternFormula
import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot bar` and `plot histogram`: numbers by their size and by how often they occur.
extension Session {
  /// More bars than these are told apart by nobody.
  private static var barLimit: Int { 200 }
  /// Series beside each other, or over each other, at most.
  private static var seriesLimit: Int { 8 }

  func plotBars(_ command: CheckedCommand) throws(StatementFailure) {
    var series: [BarChart.Series] = []
    let expressions = command.slots["VALUES"] ?? []
    for expression in expressions {
      for (name, values) in try lines(expression) {
        if let first = series.first, first.values.count != values.count {
          throw StatementFailure(
            "plot-bar", at: expression.span,
            "\(name) has \(values.count) numbers, but \(first.name) has \(first.values.count): bars "
              + "side by side belong together")
        }
        series.append(BarChart.Series(name: name, values: values))
      }
    }
    guard let count = series.first?.values.count, count > 0 else {
      throw StatementFailure("plot-empty", at: command.span, "there are no numbers to plot")
    }
    guard count <= Self.barLimit, series.count <= Self.seriesLimit else {
      throw StatementFailure(
        "plot-bar", at: command.span,
        count > Self.barLimit
          ? "\(count) bars are too many to read; there may be \(Self.barLimit)"
          : "\(series.count) rows are too many side by side; there may be \(Self.seriesLimit)",
        help: "plot series draws a line, plot histogram counts sizes")
    }
    let labels = try command.fixed("labels").map { (expression) throws(StatementFailure) in
      try texts(expression)
    }
    if let labels, labels.count != count, let option = command.fixed("labels") {
      throw StatementFailure(
        "plot-bar", at: option.span,
        "labels= has \(labels.count) texts for \(count) bars", help: "a text for each bar")
    }
    let names = expressions.map { context.text(of: $0.span) }
    let given = try label(command.fixed("ylabel"))
    outputs.append(
      .figure(
        Figure(
          kind: "bar", title: given ?? title(names),
          content: .bars(
            BarChart(
              series: series, categories: labels,
              categoryLabel: try label(command.fixed("xlabel")) ?? "",
              valueLabel: given ?? (series.count == 1 ? names[0] : ""))))))
  }

  private func texts(_ expression: Expression) throws(StatementFailure) -> [String] {
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

  /// Names as a title; an expression of many numbers is not one.
  private func title(_ names: [String]) -> String {
    if names.count > 4 { return "\(names.count) rows" }
    return names.joined(separator: ", ").count > 60 ? "Numbers" : names.joined(separator: ", ")
  }

  func plotHistogram(_ command: CheckedCommand) throws(StatementFailure) {
    let axis = command.word("log")
    let isLogarithmic = axis == "x"
    let count = try command.fixed("bins").map { (expression) throws(StatementFailure) in
      try wholeNumber(expression, in: 1...1000)
    }
    let expressions = command.slots["VALUES"] ?? []
    guard expressions.count <= Self.seriesLimit else {
      throw StatementFailure(
        "plot-bar", at: command.span,
        "\(expressions.count) sets are too many over each other; there may be \(Self.seriesLimit)")
    }
    var sets: [(name: String, values: [Double], nonFinite: Int, nonPositive: Int)] = []
    for expression in expressions {
      let name = context.text(of: expression.span)
      let all: [Double]
      if let series = recorded(expression) { all = series } else { all = try numbers(expression) }
      let finite = all.filter(\.isFinite)
      let usable = isLogarithmic ? finite.filter { $0 > 0 } : finite
      sets.append((name, usable, all.count - finite.count, finite.count - usable.count))
    }
    let pooled = sets.flatMap(\.values)
    guard !pooled.isEmpty else {
      throw StatementFailure(
        "plot-empty", at: command.span,
        "there are no numbers\(isLogarithmic ? " above 0" : "") to count")
    }
    // Bins that look alike on a logarithmic axis are even bins of the logarithms.
    let edges: [Double]
    if isLogarithmic {
      let logarithms = HistogramBins.edges(
        of: pooled.map { ElementOperation.log10($0) }, count: count)
      var powers = logarithms.map { ElementOperation.power(10, $0) }
      if let low = pooled.min(), let high = pooled.max(), low < high {
        powers[0] = min(powers[0], low)
        powers[powers.count - 1] = max(powers[powers.count - 1], high)
      }
      edges = powers
    } else {
      edges = HistogramBins.edges(of: pooled, count: count)
    }
    let names = expressions.map { context.text(of: $0.span) }
    outputs.append(
      .figure(
        Figure(
          kind: "histogram", title: "Histogram of \(title(names))",
          content: .histogram(
            Histogram(
              series: sets.map { set in
                Histogram.Series(
                  name: set.name, counts: HistogramBins.counts(set.values, edges: edges),
                  median: set.values.isEmpty
                    ? nil : HistogramBins.quantile(0.5, of: set.values.sorted()),
                  nonFiniteCount: set.nonFinite, nonPositiveCount: set.nonPositive)
              }, edges: edges,
              xAxis: Axis(
                try label(command.fixed("xlabel")) ?? (names.count == 1 ? title(names) : ""),
                scale: isLogarithmic ? .logarithmic : .linear),
              yAxis: Axis(
                try label(command.fixed("ylabel")) ?? "count",
                scale: axis == "y" ? .logarithmic : .linear))))))
  }

  /// A recorded series by its name.
  private func recorded(_ expression: Expression) -> [Double]? {
    guard case .name(let word) = expression.kind else { return nil }
    return records[word]
  }
}
