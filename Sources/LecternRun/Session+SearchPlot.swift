import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot search`: what the trials of a search chose and what they reached.
extension Session {
  func plotSearch(_ command: CheckedCommand) throws(StatementFailure) {
    let groups = try groups(command.slots["RUN"] ?? [], at: command.span)
    guard let summary = groups.first?.search else {
      throw StatementFailure(
        "plot-search", at: command.span,
        "\(groups.first?.name ?? "this run") comes from train, and plot search shows the trials of "
          + "a search", help: "search random trials=20 epochs=5 lr in loguniform(1e-4, 1) as found")
    }
    let all = Array(summary.dimensions.indices)
    let chart: TrialChart
    if let key = command.fixed("x") {
      let name = context.text(of: key.span).filter { $0 != "\"" }
      guard let place = summary.keys.firstIndex(of: name) else {
        throw StatementFailure(
          "plot-option", at: key.span, "\(name) does not vary here",
          help: "x=\(summary.keys.joined(separator: ", x="))")
      }
      chart = summary.chart([place], .measure)
    } else {
      let isNumeric = summary.dimensions.allSatisfy(\.categories.isEmpty)
      chart = summary.chart(
        all, all.count == 1 ? .measure : all.count == 2 && isNumeric ? .plane : .parallel)
    }
    outputs.append(
      .figure(Figure(kind: "search", title: "Search \(summary.name)", content: .trials(chart))))
  }

  /// The options that a search varies, with the value that each trial, at its coordinates, has.
  ///
  /// A list whose numbers grow by factors is read on a logarithmic axis, as what is drawn
  /// log-uniformly is; a list of anything but numbers has words.
  func dimensions(
    _ axes: [SearchAxis], at coordinates: [[Double]]
  ) throws(StatementFailure) -> [(dimension: TrialChart.Dimension, values: [Double])] {
    var result: [(dimension: TrialChart.Dimension, values: [Double])] = []
    for (place, axis) in axes.enumerated() {
      var numbers: [Double?] = []
      var texts: [String] = []
      for trial in coordinates {
        let choice = try value(of: axis, at: trial[place])
        numbers.append(number(ifAny: choice.expression))
        texts.append(choice.text)
      }
      let known = numbers.compactMap(\.self)
      if known.count == numbers.count {
        result.append(numeric(axis, known))
      } else {
        // In the order of the list.
        var words: [String] = []
        if case .choices(let choices) = axis.kind {
          for choice in choices where !words.contains(choice.text) { words.append(choice.text) }
        }
        for text in texts where !words.contains(text) { words.append(text) }
        result.append(
          (
            TrialChart.Dimension(name: axis.key, scale: .linear, categories: words),
            texts.map { Double(words.firstIndex(of: $0) ?? 0) }
          ))
      }
    }
    return result
  }

  /// An option whose values are numbers, on the axis on which they were drawn evenly: of
  /// `beta1 in 1 - loguniform(0.001, 0.1)` that is 1 − beta1.
  private func numeric(
    _ axis: SearchAxis, _ values: [Double]
  ) -> (dimension: TrialChart.Dimension, values: [Double]) {
    switch axis.kind {
    case .choices:
      let dimension = TrialChart.Dimension(
        name: axis.key, scale: Self.isGeometric(values) ? .logarithmic : .linear,
        choices: Set(values).sorted())
      return (dimension, values)
    case .drawn(let draw, _, _):
      if draw.kind == .loguniform, case .binary(.subtract, let left, let right) = draw.formula.kind,
        right.span == draw.call.span, let whole = number(ifAny: left)
      {
        let rest = values.map { whole - $0 }
        if rest.allSatisfy({ $0 > 0 }) {
          let name = "\(NumberText.short(whole)) − \(axis.key)"
          return (TrialChart.Dimension(name: name, scale: .logarithmic), rest)
        }
      }
      let isLogarithmic =
        draw.kind == .loguniform && draw.formula.span == draw.call.span
        && values.allSatisfy { $0 > 0 }
      return (
        TrialChart.Dimension(name: axis.key, scale: isLogarithmic ? .logarithmic : .linear), values
      )
    }
  }

  /// Whether numbers grow by factors: each is nearly double the one before or more.
  static func isGeometric(_ numbers: [Double]) -> Bool {
    let sorted = Set(numbers).sorted()
    guard sorted.count > 2, let first = sorted.first, first > 0 else { return false }
    return zip(sorted, sorted.dropFirst()).allSatisfy { $1 >= 1.9 * $0 }
  }
}
