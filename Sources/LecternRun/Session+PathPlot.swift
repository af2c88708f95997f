import LecternFormula
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternText

/// `plot path`: how optimizers go down a function of two numbers.
extension Session {
  func plotPaths(_ command: CheckedCommand) throws(StatementFailure) {
    guard let slot = command.value("FUNCTION"), let start = command.fixed("start") else { return }
    let function = try PlaneFunction(
      try function(slot), hasGradient: true, at: slot.span, in: self)
    guard let column = try evaluate(start).matrix, column.rows == 2, column.columns == 1,
      case let point = column.elements, point.allSatisfy(\.isFinite)
    else {
      throw StatementFailure(
        "plot-points", at: start.span,
        "start is a point of the plane: a column of two finite numbers", help: "start=[1; 2]")
    }
    let steps = try command.fixed("steps").map { (expression) throws(StatementFailure) in
      try wholeNumber(expression, in: 1...10_000)
    }
    var paths: [ContourPanel.Path] = []
    for expression in values(of: "optimizer", in: command) {
      paths.append(try path(expression, of: function, from: point, steps: steps ?? 40))
    }
    let lowest = try formula { () throws(FormulaError) -> [Double]? in
      try self.lowest(paths, function)
    }
    let frame = PathFrame(paths, start: point, lowest: lowest ?? point)
    let panel = try panel(
      function, x: try interval(command.fixed("x")) ?? frame.x,
      y: try interval(command.fixed("y")) ?? frame.y, paths: paths, command, at: slot.span)
    outputs.append(
      .figure(
        Figure(
          kind: "path", title: "Paths down \(context.text(of: slot.span))",
          content: .contours([panel]))))
  }

  /// The points of an optimizer, the start first; it ends where a point is no number.
  private func path(
    _ expression: Expression, of function: PlaneFunction, from start: [Double], steps: Int
  ) throws(StatementFailure) -> ContourPanel.Path {
    let (optimizer, rate) = try descent(expression)
    var descent = Descent(optimizer, rate: rate, from: start)
    var points = [start]
    try formula { () throws(FormulaError) in
      while points.count <= steps, descent.point.allSatisfy(\.isFinite) {
        descent.step(along: try function.gradient(descent.gradientPoint))
        points.append(descent.point)
      }
    }
    let (x, y) = (points.map { $0[0] }, points.map { $0[1] })
    return ContourPanel.Path(
      name: context.text(of: expression.span), x: x, y: y,
      lastValue: try lastValue(x, y, function))
  }

  /// The lowest of the points that paths visit.
  private func lowest(
    _ paths: [ContourPanel.Path], _ function: PlaneFunction
  ) throws(FormulaError) -> [Double]? {
    var best: (point: [Double], value: Double)?
    for path in paths {
      for (x, y) in zip(path.x, path.y) where x.isFinite && y.isFinite {
        let value = try function.value(x, y)
        if value < best?.value ?? .infinity { best = ([x, y], value) }
      }
    }
    return best?.point
  }

  /// The optimizer of `momentum(0.1, mu=0.9)` and its learning rate.
  private func descent(
    _ expression: Expression
  ) throws(StatementFailure) -> (optimizer: Optimizer, rate: Double) {
    var name = ""
    var options: [String: Expression] = [:]
    switch expression.kind {
    case .call(let word, let arguments):
      name = word.text
      for argument in arguments { options[argument.label?.text ?? "lr"] = argument.value }
    case .name(let word): name = word
    default: break
    }
    let optimizer = try optimizer(name, options, overriding: [:], at: expression.span)
    guard let rate = options["lr"] else { return (optimizer, 1) }
    return (optimizer, try number(rate, "the learning rate", overriding: [:], isPositive: true))
  }
}

/// The part of the plane that shows where paths go, but not to infinity.
private struct PathFrame {
  let x: ClosedRange<Double>
  let y: ClosedRange<Double>

  /// Chooses limits around the start and the lowest point, mirrored, and what paths visit near them.
  init(_ paths: [ContourPanel.Path], start: [Double], lowest: [Double]) {
    var reach = [(start[0] - lowest[0]).magnitude, (start[1] - lowest[1]).magnitude]
    if reach == [0, 0] {
      // All paths lead upwards or nowhere: their first steps tell how far to look.
      for path in paths where path.x.count > 1 && path.x[1].isFinite && path.y[1].isFinite {
        reach[0] = max(reach[0], (path.x[1] - start[0]).magnitude)
        reach[1] = max(reach[1], (path.y[1] - start[1]).magnitude)
      }
    }
    if reach == [0, 0] { reach = start.map { max(1, 0.1 * $0.magnitude) } }
    let least = max(reach[0], reach[1]) / 4
    func limits(
      _ middle: Double, _ reach: Double, _ values: KeyPath<ContourPanel.Path, [Double]>
    ) -> ClosedRange<Double> {
      let half = max(reach, least)
      let near = paths.flatMap { $0[keyPath: values] }.filter {
        ($0 - middle).magnitude <= 1.6 * half
      }
      let low = min(near.min() ?? middle, middle - 0.45 * half)
      let high = max(near.max() ?? middle, middle + 0.45 * half)
      let margin = 0.08 * (high - low)
      return (low - margin)...(high + margin)
    }
    x = limits(lowest[0], reach[0], \.x)
    y = limits(lowest[1], reach[1], \.y)
  }
}
