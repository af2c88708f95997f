import LecternText

/// Figures of numbers: what stands beside each other must fit each other.
extension ProgramChecker {
  mutating func checkNumberFigure(_ command: MatchedCommand) {
    switch command.subject?.text ?? command.form.subject {
    case "bar": checkBars(command)
    case "histogram":
      let count = command.values["VALUES"]?.count ?? 0
      if count > FigureLimits.rows {
        report(Message.plotBar(rows: count, in: "histogram", at: command.span))
      }
      checkNames(command, rows: count)
    case "series": checkSeries(command)
    case "scatter": checkScatter(command)
    case "function":
      checkNames(command, rows: command.values["FUNCTION"]?.count ?? 0)
      if command.word("log") == "x", case .matrix(let rows)? = command.fixed("range")?.kind,
        let low = rows.first?.first, let number = quietly({ $0.infer(low) }).constant, number <= 0
      {
        report(Message.rangeLogarithmic(number, at: low.span))
      }
    default: break
    }
  }

  /// How many rows of how many numbers a value has for a figure; nil where that is not known.
  ///
  /// A row, a column and a recorded series are one row each.
  private mutating func lines(_ value: Expression) -> (rows: Int?, length: Int?) {
    if case .name(let name) = value.kind, state.series.contains(name) { return (1, nil) }
    guard case .matrix(let matrix) = quietly({ $0.infer(value) }) else { return (nil, nil) }
    let (height, width) = (matrix.rows.size, matrix.columns.size)
    if height == 1 { return (1, width) }
    if width == 1 { return (1, height) }
    guard let height, let width else { return (nil, nil) }
    return (height, width)
  }

  private mutating func checkBars(_ command: MatchedCommand) {
    var first: (text: String, count: Int)?
    var rows: Int? = 0
    for value in command.values["VALUES"] ?? [] {
      let (height, count) = lines(value)
      rows = rows.flatMap { rows in height.map { rows + $0 } }
      guard let count else { continue }
      if let first, first.count != count {
        report(
          Message.plotBar(
            text(of: value.span), count, but: first.text, first.count, at: value.span))
        return
      }
      if first == nil, count > FigureLimits.bars {
        report(Message.plotBar(bars: count, at: value.span))
      }
      if first == nil { first = (text(of: value.span), count) }
    }
    if let rows, rows > FigureLimits.rows {
      report(Message.plotBar(rows: rows, in: "bar", at: command.span))
    } else if let rows {
      checkNames(command, rows: rows)
    }
    if let first, let labels = command.fixed("labels"), case .matrix(let texts) = labels.kind,
      texts.count == 1, texts[0].count != first.count
    {
      report(Message.plotBar(labels: texts[0].count, bars: first.count, at: labels.span))
    }
  }

  private mutating func checkNames(_ command: MatchedCommand, rows: Int) {
    guard let names = command.fixed("names"), case .matrix(let texts) = names.kind,
      texts.count == 1, texts[0].count != rows
    else { return }
    report(
      Message.plotNames(
        texts[0].count, rows: rows, figure: command.subject?.text ?? command.form.subject ?? "",
        at: names.span))
  }

  /// Matrices of two rows, or two rows.
  private mutating func checkScatter(_ command: MatchedCommand) {
    let values = command.values["POINTS"] ?? []
    let sizes = values.map { lines($0) }
    if values.count == 2, sizes.allSatisfy({ $0.rows == nil || $0.rows == 1 }) {
      if let (a, b) = sizes[0].length.flatMap({ a in sizes[1].length.map { (a, $0) } }), a != b {
        report(Message.plotSeries(x: a, text(of: values[1].span), b, at: values[0].span))
      }
    } else {
      for (value, size) in zip(values, sizes) {
        guard let rows = size.rows, let columns = size.length, rows != 2,
          rows != 1 || columns != 2
        else { continue }
        let type = MatrixType(rows: Dimension(rows), columns: Dimension(columns))
        report(
          Message.plotPoints(
            "plot scatter", type,
            help: columns == 2 ? "(\(text(of: value.span))).T" : "[x; y] of two rows",
            at: value.span))
      }
      if values.count > FigureLimits.rows {
        report(Message.plotBar(rows: values.count, in: "scatter", at: command.span))
      }
    }
    guard let classes = command.fixed("classes") else {
      let isPair = values.count == 2 && sizes.contains { $0.rows == 1 }
      if !isPair { checkNames(command, rows: values.count) }
      return
    }
    let count = values.count == 2 ? sizes[0].length : values.count == 1 ? sizes[0].length : nil
    if let count, let length = lines(classes).length, length != count {
      report(
        Message.plotSeries(
          x: length, text(of: values[0].span), count, key: "classes", at: classes.span))
    }
  }

  private mutating func checkSeries(_ command: MatchedCommand) {
    let x = command.fixed("x")
    let places: Int? = x.flatMap { x in
      switch quietly({ $0.infer(x) }) {
      case .number: 1
      case .matrix(let matrix):
        matrix.rows.size.flatMap { rows in matrix.columns.size.map { rows * $0 } }
      default: nil
      }
    }
    var total: Int? = 0
    defer { if let total { checkNames(command, rows: total) } }
    for value in command.values["SERIES"] ?? [] {
      let (rows, length) = lines(value)
      total = rows.flatMap { rows in total.map { $0 + rows } }
      if let rows, rows > FigureLimits.lines {
        report(Message.plotSeries(text(of: value.span), rows: rows, at: value.span))
      } else if let x, let places, let length, places != length {
        report(Message.plotSeries(x: places, text(of: value.span), length, at: x.span))
        return
      }
    }
  }
}
