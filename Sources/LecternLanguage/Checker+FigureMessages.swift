import LecternText

/// The wording of mistakes in figures of functions, points and bars.
extension Message {
  static func functionNotKnown(
    _ name: String, of parameters: String, nearest: Suggestion?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .plotFunction, at: span, "there is no function `\(name)`",
      help: meant(nearest) ?? "def \(name)(\(parameters)) = … before it",
      fix: fix(nearest, at: span))
  }

  static func valueTwice(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.optionTwice, at: span, "\(name) stands here twice", help: "keep one of them")
  }

  static func listTwice(_ entry: String, _ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionTwice, at: span, "\(entry) stands twice after \(label) in", help: "keep one of them")
  }

  static func optimizerCall(
    _ fact: String, _ form: StatementForm, nearest: Suggestion? = nil, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .optimizerCall, at: span, fact, help: meant(nearest) ?? StatementTable.pathCall(of: form),
      fix: fix(nearest, at: span))
  }

  static func optimizerCall(_ fact: String, help: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.optimizerCall, at: span, fact, help: help)
  }

  static func pathOptimizer(
    _ name: String, known: [String], nearest: Suggestion?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .optimizerUnknown, at: span,
      name == "sgd"
        ? "sgd draws examples, and a function has none: its path is that of gd"
        : "there is no optimizer `\(name)`; there are \(known.joined(separator: ", "))",
      help: name == "sgd" ? "gd" : meant(nearest), fix: fix(nearest, at: span))
  }

  static func plotBar(labels: Int, bars: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .plotBar, at: span,
      "labels= has \(labels) text\(labels == 1 ? "" : "s") for \(bars) bar\(bars == 1 ? "" : "s")",
      help: "a text for each bar")
  }

  static func plotNames(
    _ names: Int, rows: Int, figure: String, at span: SourceSpan
  ) -> Diagnostic {
    let (id, noun): (MistakeID, String) =
      switch figure {
      case "series": (.plotSeries, "row")
      case "function": (.plotFunction, "function")
      default: (.plotBar, "row")
      }
    let what = noun == "row" ? " of numbers" : ""
    return Diagnostic(
      id, at: span,
      "names= has \(names) text\(names == 1 ? "" : "s") for \(rows) \(noun)\(rows == 1 ? "" : "s")"
        + what, help: "a text for each \(noun)\(what)")
  }

  static func plotBar(
    _ name: String, _ count: Int, but first: String, _ firstCount: Int, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .plotBar, at: span,
      "\(name) has \(count) number\(count == 1 ? "" : "s"), but \(first) has \(firstCount): bars "
        + "side by side belong together", help: "a figure of its own: plot bar \(name)")
  }

  static func plotBar(rows: Int, in figure: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .plotBar, at: span,
      "\(rows) rows are too many in one plot \(figure); there may be \(FigureLimits.rows)",
      help: figure == "bar" ? "plot series draws lines" : "several figures, each of some of them")
  }

  static func plotBar(bars: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .plotBar, at: span,
      "\(bars) bars are too many to read; there may be \(FigureLimits.bars)",
      help: "plot series draws a line, plot histogram counts sizes")
  }

  static func rangeLogarithmic(_ low: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .numberRange, at: span,
      "a logarithmic axis has numbers above 0 only, but range begins at \(NumberText.short(low))",
      help: "range=[0.01, 10]")
  }

  static func plotSeries(
    x: Int, _ name: String, _ count: Int, key: String = "x", at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .plotSeries, at: span,
      "\(key) has \(x) number\(x == 1 ? "" : "s"), but \(name) has \(count)",
      help: "one for each, as x=[1..\(count)] has")
  }

  static func plotSeries(_ name: String, rows: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .plotSeries, at: span,
      "\(name) has \(rows) rows, and each would be a line of its own; there may be "
        + "\(FigureLimits.lines)", help: "\(name).T, or rows(\(name), 0, 3)")
  }

  static func plotFunction(
    _ name: String, _ fact: String, help: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(.plotFunction, at: span, "\(name) \(fact)", help: help)
  }

  static func plotPoints(
    _ label: String, _ type: MatrixType, help: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .plotPoints, at: span,
      label == "start"
        ? "start is a point of the plane, a column of two numbers, but this is \(type.text)"
        : "\(label) has a point in each column, two numbers, but this is \(type.text)",
      help: help)
  }
}
