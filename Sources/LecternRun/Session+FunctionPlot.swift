import LecternFormula
import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot function`: curves of functions of one number.
extension Session {
  func plotFunctions(_ command: CheckedCommand) throws(StatementFailure) {
    let axis = command.word("log")
    let range = try interval(command.fixed("range")) ?? (axis == "x" ? 0.01...10 : -5...5)
    if axis == "x", range.lowerBound <= 0 {
      throw StatementFailure(
        "plot-range", at: command.fixed("range")?.span ?? command.span,
        "a logarithmic axis has numbers above 0 only", help: "range=[0.01, 10]")
    }
    let hasDerivatives = try flag(command.fixed("derivative"), default: false)
    var curves:
      [(name: String, group: Int, isDerivative: Bool, function: CurveFunction, at: SourceSpan)] = []
    let names = command.slots["FUNCTION"] ?? []
    let asked = try self.names(command)
    for (group, expression) in names.enumerated() {
      guard case .name(let name) = expression.kind else { continue }
      let title = asked.map { group < $0.count ? $0[group] : name } ?? name
      for isDerivative in hasDerivatives ? [false, true] : [false] {
        curves.append(
          (
            isDerivative ? (title.contains(" ") ? "(\(title))′" : "\(title)′") : title, group,
            isDerivative,
            try CurveFunction(name, isDerivative: isDerivative, at: expression.span, in: self),
            expression.span
          ))
      }
    }
    let places = FunctionSampling.places(in: range, isLogarithmic: axis == "x")
    let frame = try formula { () throws(FormulaError) in
      var values: [Double] = []
      var frames: [ClosedRange<Double>] = []
      for curve in curves {
        values = []
        for x in places {
          let y = try curve.function(x)
          if axis != "y" || y > 0 { values.append(y) }
        }
        if let frame = FunctionSampling.frame(of: values) { frames.append(frame) }
      }
      return frames.dropFirst().reduce(frames.first) { all, frame in
        all.map { min($0.lowerBound, frame.lowerBound)...max($0.upperBound, frame.upperBound) }
      }
    }
    guard let frame else {
      throw StatementFailure(
        "plot-empty", at: command.span,
        "no value in this range is a number\(axis == "y" ? " above 0" : "")",
        help: "range= chooses another part of the axis")
    }
    let series = try formula { () throws(FormulaError) in
      var series: [LineChart.Series] = []
      for curve in curves {
        let sampled = try FunctionSampling(
          over: range, isLogarithmic: axis == "x", frame: frame, curve.function.callAsFunction)
        series.append(
          LineChart.Series(
            name: curve.name, x: sampled.x, y: sampled.y, group: curve.group,
            isDashed: curve.isDerivative, interruptions: sampled.interruptions))
      }
      return series
    }
    let words = asked ?? names.map { context.text(of: $0.span) }
    outputs.append(
      .figure(
        Figure(
          kind: "function",
          title: (words.count > 6 ? "\(words.count) functions" : words.joined(separator: ", "))
            + (hasDerivatives
              ? words.count == 1 ? " and its derivative" : " and their derivatives" : ""),
          content: .lines(
            LineChart(
              series: series,
              xAxis: Axis(
                try label(command.fixed("xlabel")) ?? "x",
                scale: axis == "x" ? .logarithmic : .linear, range: range),
              yAxis: Axis(
                try label(command.fixed("ylabel")) ?? "",
                scale: axis == "y" ? .logarithmic : .linear,
                range: AxisLimits.around(
                  frame, scale: axis == "y" ? .logarithmic : .linear)), groupNoun: nil)))))
  }
}
