import LecternFormula
import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot contour`: the level lines of a function of two numbers.
extension Session {
  /// Places of a grid along each axis.
  private static var gridCount: Int { 161 }

  func plotContour(_ command: CheckedCommand) throws(StatementFailure) {
    guard let slot = command.value("FUNCTION") else { return }
    let function = try PlaneFunction(
      try function(slot), hasGradient: false, at: slot.span, in: self)
    let points = try command.value("SPLIT").map { (value) throws(StatementFailure) in
      try pointsAmongLines(value)
    }
    let x = try interval(command.fixed("x")) ?? points.map { margined($0.x) } ?? -3...3
    let y = try interval(command.fixed("y")) ?? points.map { margined($0.y) } ?? -3...3
    var paths: [ContourPanel.Path] = []
    for expression in values(of: "path", in: command) {
      paths.append(try path(expression, function))
    }
    let base = try panel(
      function, x: x, y: y, paths: paths, points: points, command, at: slot.span)
    var panels: [ContourPanel] = []
    let radius = try command.fixed("radius").map { (expression) throws(StatementFailure) in
      try number(expression, "radius", overriding: [:], isPositive: true)
    }
    for expression in values(of: "constraint", in: command) {
      guard case .name(let word) = expression.kind,
        let norm = ContourPanel.Region.Norm(rawValue: word)
      else { continue }
      let lowest = try formula { () throws(FormulaError) in
        try PlaneSearch(function.value).lowest(in: norm, radius: radius ?? 1)
      }
      let region = ContourPanel.Region(
        norm: norm, radius: radius ?? 1, lowest: lowest.place, isShared: lowest.isShared)
      guard region.lowest.value.isFinite else {
        throw StatementFailure(
          "plot-contour", at: slot.span, "the function has no value in the region of \(word)")
      }
      panels.append(base.constrained(to: region, names: function.names))
    }
    let title = "Level lines of \(context.text(of: slot.span))"
    outputs.append(
      .figure(
        Figure(
          kind: "contour", title: title, content: .contours(panels.isEmpty ? [base] : panels))))
  }

  /// The values of an option that may have several.
  func values(of key: String, in command: CheckedCommand) -> [Expression] {
    switch command.options[key] {
    case .fixed(let value)?: return [value]
    case .varied(let domain)?:
      if case .matrix(let rows) = domain.kind { return Array(rows.joined()) }
      return []
    case nil: return []
    }
  }

  /// The examples of a split in the plane of their two features.
  private func pointsAmongLines(_ split: Expression) throws(StatementFailure) -> ScatterPlot {
    let chosen = try self.split([split], preferring: [], in: data, at: split.span)
    guard chosen.data.features == 2 else {
      throw StatementFailure(
        "plot-data", at: split.span,
        "a plane shows two features; these data have \(chosen.data.features)", help: "show data")
    }
    return scatter(chosen.data)
  }

  /// Points that the author has, one in each column.
  private func path(
    _ expression: Expression, _ function: PlaneFunction
  ) throws(StatementFailure) -> ContourPanel.Path {
    let name = context.text(of: expression.span)
    guard let matrix = try evaluate(expression).matrix, matrix.rows == 2 else {
      throw StatementFailure(
        "plot-points", at: expression.span,
        "\(name) has a point in each column, and so two rows", help: "[w1; w2] of two rows")
    }
    let x = (0..<matrix.columns).map { matrix[0, $0] }
    let y = (0..<matrix.columns).map { matrix[1, $0] }
    return ContourPanel.Path(
      name: name, x: x, y: y, lastValue: try lastValue(x, y, function))
  }

  func lastValue(
    _ x: [Double], _ y: [Double], _ function: PlaneFunction
  ) throws(StatementFailure) -> Double? {
    guard let x = x.last, let y = y.last, x.isFinite, y.isFinite else { return nil }
    return try formula { () throws(FormulaError) in try function.value(x, y) }
  }

  /// The function over a frame with its lines and its minimum.
  func panel(
    _ function: PlaneFunction, x: ClosedRange<Double>, y: ClosedRange<Double>,
    paths: [ContourPanel.Path], points: ScatterPlot? = nil, _ command: CheckedCommand,
    at span: SourceSpan
  ) throws(StatementFailure) -> ContourPanel {
    let count = Self.gridCount
    func place(_ range: ClosedRange<Double>, _ index: Int) -> Double {
      let share = Double(index) / Double(count - 1)
      return range.lowerBound * (1 - share) + range.upperBound * share
    }
    let values = try formula { () throws(FormulaError) in
      var values: [Double] = []
      values.reserveCapacity(count * count)
      for row in 0..<count {
        for column in 0..<count {
          values.append(try function.value(place(x, column), place(y, row)))
        }
      }
      return values
    }
    guard values.contains(where: \.isFinite) else {
      throw StatementFailure(
        "plot-contour", at: span, "the function has no value anywhere in the frame",
        help: "x= and y= choose another part of the plane")
    }
    let minimum = try self.minimum(function, x, y, values)
    let isLogarithmic = try flag(command.fixed("log"), default: false)
    if isLogarithmic, !values.contains(where: { $0 > 0 && $0.isFinite }) {
      throw StatementFailure(
        "plot-contour", at: command.fixed("log")?.span ?? span,
        "log=yes wants values above 0, and the function has none in the frame", help: "log=no")
    }
    let (levels, areGiven) = try levels(
      command, values: values, bottom: minimum?.value, isLogarithmic: isLogarithmic)
    // Levels that the author gives may be negative with log=yes, too.
    let hidesNegative = isLogarithmic && !areGiven && values.contains { $0 < 0 }
    if hidesNegative {
      warnOfHidden(
        "the function is below 0 in a part of the frame, and levels that grow by factors are not",
        help: "log=no, or the values of the lines: levels=[-4, -1, 1, 4]",
        at: command.fixed("log")?.span ?? span)
    }
    if levels.isEmpty, !areGiven {
      warnOfHidden(
        "the function changes too little in the frame to have lines",
        help: "x= and y= choose another part of the plane", at: span)
    }
    warnOfPaths(paths, x, y, command)
    return ContourPanel(
      title: "", xLabel: try label(command.fixed("xlabel")) ?? function.names.x,
      yLabel: try label(command.fixed("ylabel")) ?? function.names.y, xRange: x, yRange: y,
      gridCount: count, values: values, levels: levels, minimum: minimum, paths: paths,
      points: points, hidesNegative: hidesNegative)
  }

  /// The lowest point, if it does not lie at the border of the frame.
  private func minimum(
    _ function: PlaneFunction, _ x: ClosedRange<Double>, _ y: ClosedRange<Double>,
    _ values: [Double]
  ) throws(StatementFailure) -> ContourPanel.Place? {
    let last = Self.gridCount - 1
    let usable = values.indices.filter { !values[$0].isNaN }
    guard let lowest = usable.min(by: { values[$0] < values[$1] }) else { return nil }
    let (row, column) = lowest.quotientAndRemainder(dividingBy: last + 1)
    guard (1..<last).contains(row), (1..<last).contains(column), values[lowest].isFinite else {
      return nil
    }
    // Beside a place without a value it may go down for ever.
    for above in [-1, 0, 1] {
      let middle = lowest + above * (last + 1)
      guard values[(middle - 1)...(middle + 1)].allSatisfy(\.isFinite) else { return nil }
    }
    // A plain has no lowest point.
    guard usable.contains(where: { values[$0] > values[lowest] }) else { return nil }
    let step = (
      x: (x.upperBound - x.lowerBound) / Double(last),
      y: (y.upperBound - y.lowerBound) / Double(last)
    )
    let start = ContourPanel.Place(
      x: x.lowerBound + Double(column) * step.x, y: y.lowerBound + Double(row) * step.y,
      value: values[lowest])
    let found = try formula { () throws(FormulaError) in
      try PlaneSearch(function.value).minimum(near: start, size: step)
    }
    guard x.contains(found.x), y.contains(found.y), found.value.isFinite else { return nil }
    let highest = usable.lazy.map { values[$0] }.filter(\.isFinite).max() ?? 0
    return found.rounded(to: step, height: highest - found.value)
  }

  /// The author's levels, or a number of them that suits the values.
  private func levels(
    _ command: CheckedCommand, values: [Double], bottom: Double?, isLogarithmic: Bool
  ) throws(StatementFailure) -> (values: [Double], areGiven: Bool) {
    func chosen(_ count: Int?) -> [Double] {
      ContourLevelValues.chosen(
        for: values, count: count, bottom: bottom, isLogarithmic: isLogarithmic)
    }
    guard let expression = command.fixed("levels") else { return (chosen(nil), false) }
    let value = try evaluate(expression)
    if case .number(let number) = value {
      guard let count = Int(exactly: number), (1...100).contains(count) else {
        throw StatementFailure(
          "value-whole", at: expression.span,
          "\(NumberText.short(number)) is not a whole number from 1 to 100",
          help: "levels=10, or the values themselves: levels=[1, 2, 5, 10]")
      }
      return (chosen(count), false)
    }
    let given = value.matrix?.elements ?? []
    guard !given.isEmpty, given.count <= 100, given.allSatisfy(\.isFinite) else {
      throw StatementFailure(
        "plot-contour", at: expression.span, "levels are 1 to 100 finite numbers",
        help: "levels=[1, 2, 5, 10]")
    }
    let levels = Set(given).sorted()
    // A line lies where the function goes from below a level to it or above.
    let finite = values.filter(\.isFinite)
    let low = finite.min() ?? 0
    let high = finite.max() ?? 0
    let crossed = levels.filter { low < $0 && $0 <= high }
    if crossed.count < levels.count {
      let missed = levels.filter { !crossed.contains($0) }.map { NumberText.short($0) }
      warnOfHidden(
        "the function goes from \(NumberText.short(low)) to \(NumberText.short(high)) in the frame, so "
          + "there is no line at \(missed.prefix(4).joined(separator: ", "))"
          + (missed.count > 4 ? " and \(missed.count - 4) more" : ""),
        help: "levels between these, or x= and y= for another part of the plane",
        at: expression.span)
    }
    return (crossed, true)
  }

  /// Warns of a frame in which nothing is seen of a path.
  private func warnOfPaths(
    _ paths: [ContourPanel.Path], _ x: ClosedRange<Double>, _ y: ClosedRange<Double>,
    _ command: CheckedCommand
  ) {
    for path in paths
    where !zip(path.x, path.y).contains(where: { x.contains($0) && y.contains($1) }) {
      warnOfHidden(
        "no point of \(path.name) lies in the frame, \(NumberText.short(x.lowerBound)) to "
          + "\(NumberText.short(x.upperBound)) by \(NumberText.short(y.lowerBound)) to "
          + NumberText.short(y.upperBound),
        help: "x= and y= choose another part of the plane",
        at: command.fixed("x")?.span ?? command.fixed("y")?.span ?? command.span)
    }
  }
}

extension ContourPanel.Place {
  /// The point with the digits that a search of a minimum knows.
  fileprivate func rounded(
    to step: (x: Double, y: Double), height: Double
  ) -> ContourPanel.Place {
    func rounded(_ value: Double, _ step: Double) -> Double {
      let unit = step * 1e-6
      let whole = (value / unit).rounded()
      return whole == 0 ? 0 : value
    }
    return ContourPanel.Place(
      x: rounded(x, step.x), y: rounded(y, step.y),
      value: value.magnitude < 1e-14 * height ? 0 : value)
  }
}

extension ContourPanel {
  /// The same panel with a region, named by its norm.
  fileprivate func constrained(to region: Region, names: (x: String, y: String)) -> ContourPanel {
    let bound = NumberText.short(region.radius)
    let title =
      switch region.norm {
      case .l1: "L1: |\(names.x)| + |\(names.y)| ≤ \(bound)"
      case .l2: "L2: √(\(names.x)² + \(names.y)²) ≤ \(bound)"
      }
    return ContourPanel(
      title: title, xLabel: xLabel, yLabel: yLabel, xRange: xRange, yRange: yRange,
      gridCount: gridCount, values: values, levels: levels, minimum: minimum, paths: paths,
      region: region, points: points, hidesNegative: hidesNegative)
  }
}
