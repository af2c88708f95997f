import LecternFormula
import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot bar` and `plot histogram`: numbers by their size and by how often they occur.
extension Session {
  func plotBars(_ command: CheckedCommand) throws(StatementFailure) {
    var series: [BarChart.Series] = []
    let expressions = command.slots["VALUES"] ?? []
    let asked = try names(command)
    for expression in expressions {
      let rows = try lines(expression)
      for (row, values) in rows {
        let place = series.count
        let name =
          asked.map { place < $0.count ? $0[place] : row }
          ?? (rows.count == 1 ? self.name(expression) : row)
        if let first = series.first, first.values.count != values.count {
          throw StatementFailure(
            "plot-bar", at: expression.span,
            "\(name) has \(values.count) numbers, but \(first.name) has \(first.values.count): bars "
              + "side by side belong together",
            help: "a figure of its own: plot bar \(self.name(expression))")
        }
        series.append(BarChart.Series(name: name, values: values))
      }
    }
    guard let count = series.first?.values.count, count > 0 else {
      throw StatementFailure(
        "plot-empty", at: command.span, "there are no numbers to plot",
        help: "plot bar wants a row or a column with a number for each bar")
    }
    let missing = series.reduce(0) { $0 + $1.values.count { !$0.isFinite } }
    guard missing < count * series.count else {
      throw StatementFailure(
        "plot-empty", at: command.span, "none of the numbers to plot is finite",
        help: "look for a division by 0 or a power that is too large")
    }
    if missing > 0 {
      warnOfHidden(
        "\(missing) of \(count * series.count) numbers \(missing == 1 ? "is" : "are") not finite, and "
          + "so \(missing == 1 ? "has" : "have") no bar",
        help: "look for a division by 0 or a power that is too large", at: command.span)
    }
    guard count <= FigureLimits.bars, series.count <= FigureLimits.rows else {
      throw StatementFailure(
        "plot-bar", at: command.span,
        count > FigureLimits.bars
          ? "\(count) bars are too many to read; there may be \(FigureLimits.bars)"
          : "\(series.count) rows are too many side by side; there may be \(FigureLimits.rows)",
        help: "plot series draws a line, plot histogram counts sizes")
    }
    try requireNames(asked, for: series.count, "plot-bar", command)
    let labels = try command.fixed("labels").map { (expression) throws(StatementFailure) in
      try texts(expression)
    }
    if let labels, labels.count != count, let option = command.fixed("labels") {
      throw StatementFailure(
        "plot-bar", at: option.span,
        "labels= has \(labels.count) text\(labels.count == 1 ? "" : "s") for \(count) bars",
        help: "a text for each bar")
    }
    let names = asked ?? expressions.map { name($0) }
    let given = try label(command.fixed("ylabel"))
    outputs.append(
      .figure(
        Figure(
          kind: "bar", title: given ?? title(names, else: "Bars"),
          content: .bars(
            BarChart(
              series: series, categories: labels,
              categoryLabel: try label(command.fixed("xlabel")) ?? "",
              valueLabel: given ?? (series.count == 1 ? title(names, else: "") : ""))))))
  }

  /// An expression as written, without the parentheses around all of it.
  private func name(_ expression: Expression) -> String {
    var text = context.text(of: expression.span)
    if case .binary = expression.kind, text.hasPrefix("("), text.hasSuffix(")"),
      text.dropFirst().dropLast().reduce(
        into: (depth: 0, low: 0),
        { state, character in
          state.depth += character == "(" ? 1 : character == ")" ? -1 : 0
          state.low = min(state.low, state.depth)
        }
      ).low == 0
    {
      text = String(text.dropFirst().dropLast())
    }
    return text
  }

  /// Names as a title, or what they all are; a list of numbers is no name.
  private func title(_ names: [String], else noun: String) -> String {
    let text = names.joined(separator: ", ")
    return names.count > 4 || text.count > 60 || text.contains("[") ? noun : text
  }

  func plotHistogram(_ command: CheckedCommand) throws(StatementFailure) {
    let axis = command.word("log")
    let isLogarithmic = axis == "x"
    let count = try command.fixed("bins").map { (expression) throws(StatementFailure) in
      try wholeNumber(expression, in: 1...1000)
    }
    let expressions = command.slots["VALUES"] ?? []
    guard expressions.count <= FigureLimits.rows else {
      throw StatementFailure(
        "plot-bar", at: command.span,
        "\(expressions.count) sets are too many over each other; there may be \(FigureLimits.rows)",
        help: "several figures, each of some of them")
    }
    let asked = try names(command)
    try requireNames(asked, for: expressions.count, "plot-bar", command)
    var sets: [(name: String, values: [Double], nonFinite: Int, nonPositive: Int)] = []
    for expression in expressions {
      let name = asked.map { sets.count < $0.count ? $0[sets.count] : "" } ?? self.name(expression)
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
        "there are no finite numbers\(isLogarithmic ? " above 0" : "") to count",
        help: isLogarithmic && sets.contains { $0.nonPositive > 0 }
          ? "leave log=x out" : "look for a division by 0 or a power that is too large")
    }
    let missing = sets.reduce(0) { $0 + $1.nonFinite + $1.nonPositive }
    if missing > 0 {
      let isFinite = sets.allSatisfy { $0.nonFinite == 0 }
      warnOfHidden(
        "\(missing) of \(missing + pooled.count) numbers \(missing == 1 ? "is" : "are") not "
          + (isFinite ? "above 0" : "finite\(isLogarithmic ? " and above 0" : "")")
          + ", and so not counted",
        help: isFinite
          ? "leave log=x out" : "look for a division by 0 or a power that is too large",
        at: command.span)
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
    let names = asked ?? expressions.map { name($0) }
    outputs.append(
      .figure(
        Figure(
          kind: "histogram", title: "Histogram of \(title(names, else: "numbers"))",
          content: .histogram(
            Histogram(
              series: sets.map { set in
                Histogram.Series(
                  name: set.name, counts: HistogramBins.counts(set.values, edges: edges),
                  values: HistogramBins.extent(of: set.values),
                  nonFiniteCount: set.nonFinite, nonPositiveCount: set.nonPositive)
              }, edges: edges,
              xAxis: Axis(
                try label(command.fixed("xlabel"))
                  ?? (names.count == 1 ? title(names, else: "") : ""),
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
