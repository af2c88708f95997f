import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot scatter`: points of matrices.
extension Session {
  func plotScatter(_ command: CheckedCommand) throws(StatementFailure) {
    let expressions = command.slots["POINTS"] ?? []
    var rows: [[(name: String, y: [Double])]] = []
    for expression in expressions { rows.append(try lines(expression)) }
    var groups: [(x: [Double], y: [Double])] = []
    let written = expressions.map { context.text(of: $0.span) }
    var labels = (x: "x1", y: "x2")
    let isPair = rows.count == 2 && rows.allSatisfy { $0.count == 1 }
    if isPair {
      let (x, y) = (rows[0][0].y, rows[1][0].y)
      guard x.count == y.count else {
        throw StatementFailure(
          "plot-series", at: expressions[0].span,
          "\(written[0]) has \(x.count) numbers, but \(written[1]) has \(y.count)",
          help: "one for each point")
      }
      groups = [(x, y)]
      labels = (written[0], written[1])
    } else {
      for (expression, lines) in zip(expressions, rows) {
        guard let group = Self.points(lines) else {
          throw StatementFailure(
            "plot-points", at: expression.span,
            "plot scatter has a point in each column, two numbers, but this has \(lines.count) rows",
            help: "[x; y] of two rows")
        }
        groups.append(group)
      }
    }
    let classes = try classes(command, of: groups)
    var names = try self.names(command)
    if let names, classes == nil, !isPair {
      try requireNames(names, for: groups.count, "plot-bar", command)
    }
    let count = (classes?.max() ?? 0) + 1
    if let given = names, classes != nil, given.count < count {
      throw StatementFailure(
        "plot-bar", at: command.fixed("names")?.span ?? command.span,
        "names= has \(given.count) texts, but there are \(count) classes",
        help: "a text for each class")
    }
    names = names ?? (classes == nil ? written : (0..<count).map(String.init))
    let isPlain = classes == nil && groups.count == 1
    outputs.append(
      .figure(
        Figure(
          kind: "scatter",
          title: written.joined(separator: ", ").count > 60
            ? "Points" : written.joined(separator: ", "),
          content: .scatter(
            ScatterPlot(
              x: groups.flatMap(\.x), y: groups.flatMap(\.y),
              classes: isPlain
                ? []
                : classes
                  ?? groups.enumerated().flatMap { Array(repeating: $0, count: $1.x.count) },
              classNames: isPlain ? [] : names ?? [],
              xLabel: try label(command.fixed("xlabel")) ?? labels.x,
              yLabel: try label(command.fixed("ylabel")) ?? labels.y,
              xRange: try interval(command.fixed("x")), yRange: try interval(command.fixed("y"))))))
    )
  }

  /// The columns of two rows; a column of two is one point.
  private static func points(_ lines: [(name: String, y: [Double])]) -> (x: [Double], y: [Double])?
  {
    if lines.count == 2 { return (lines[0].y, lines[1].y) }
    if lines.count == 1, lines[0].y.count == 2 { return ([lines[0].y[0]], [lines[0].y[1]]) }
    return nil
  }

  private func classes(
    _ command: CheckedCommand, of groups: [(x: [Double], y: [Double])]
  ) throws(StatementFailure) -> [Int]? {
    guard let expression = command.fixed("classes") else { return nil }
    let numbers = try numbers(expression)
    let count = groups.reduce(0) { $0 + $1.x.count }
    guard numbers.count == count else {
      throw StatementFailure(
        "plot-series", at: expression.span,
        "classes has \(numbers.count) numbers for \(count) points", help: "one for each point")
    }
    var classes: [Int] = []
    for number in numbers {
      guard let index = Int(exactly: number), (0..<1000).contains(index) else {
        throw StatementFailure(
          "plot-series", at: expression.span,
          "a class is a whole number from 0 on, not \(NumberText.short(number))")
      }
      classes.append(index)
    }
    return classes
  }
}
