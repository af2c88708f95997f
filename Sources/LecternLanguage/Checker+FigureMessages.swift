import LecternText

/// The wording of mistakes in figures of functions, points and bars.
extension Message {
  static func functionNotKnown(
    _ name: String, nearest: Suggestion?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .plotFunction, at: span, "there is no function `\(name)`",
      help: meant(nearest) ?? "def \(name)(x) = … before it", fix: fix(nearest, at: span))
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

  static func plotFunction(
    _ name: String, _ fact: String, help: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(.plotFunction, at: span, "\(name) \(fact)", help: help)
  }

  static func plotPoints(
    _ label: String, _ text: String, _ type: MatrixType, canTurn: Bool, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .plotPoints, at: span,
      label == "start"
        ? "start is a point of the plane, a column of two numbers, but this is \(type.text)"
        : "\(label) has a point in each column, two numbers, but this is \(type.text)",
      help: label == "start" ? "start=[1; 2]" : canTurn ? "(\(text)).T" : "[w1; w2] of two rows")
  }
}
