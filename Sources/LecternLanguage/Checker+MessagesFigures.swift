import LecternText

/// Messages about figures of what is inside a network, a formula or a search.
extension Message {
  static func fitFeatures(_ features: Int, data: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .fitFeatures, at: span, "plot fit draws over one feature; these data have \(features)",
      notes: [.init("the data have \(features) features", at: data)],
      help: features == 2 ? "plot boundary for two features and classes" : "plot cost")
  }

  static func graphBody(_ name: String, line: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .graphBody, at: span, "a graph shows a formula, and \(name) does more than that",
      notes: [.init("this line is no step of a formula", at: line)],
      help: "write \(name) with let and return alone")
  }

  static func graphCall(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .graphCall, at: span, "plot graph wants a call of a function of your own, not \(text)",
      help: "def J(a, b, c) = 3 * (a + b * c), then plot graph J(5, 3, 2)")
  }

  static func plotDropout(_ model: String, model place: SourceSpan, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .plotDropout, at: span, "\(model) has no dropout layer, so no mask leaves anything out",
      notes: [.init("the model", at: place)], help: "layer dropout keep=0.8 between its layers")
  }

  static func plotLayer(_ layer: Int, of model: String, count: Int, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .plotLayer, at: span,
      "\(model) has \(count) dense layer\(count == 1 ? "" : "s"), and this is layer \(layer)",
      help: "layer=\(count)")
  }

  static func plotLearningCurve(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .plotLearningCurve, at: span,
      "a learning curve goes over runs on different numbers of examples, and this is one run",
      help: "train gd lr=0.1 epochs=10 examples in [50, 100, 200] as sizes")
  }

  static func plotValidationCurve(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .plotValidationCurve, at: span,
      "a validation curve goes over the values of an option, and here no number varies",
      help: "train gd epochs=10 lr in [0.01, 0.1, 1] as rates")
  }

  static func plotFit(_ units: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .plotFit, at: span,
      "a curve needs a network with one output; this one has \(units)",
      help: "layer dense 1 as the last layer")
  }

  static func plotOption(
    _ name: String, varied: [String], nearest: Suggestion?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .plotOption, at: span, "\(name) does not vary here",
      help: meant(nearest) ?? "x=\(varied.joined(separator: " or x="))")
  }

  static func plotSearch(_ run: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .plotSearch, at: span,
      run.map { "\($0) comes from train, and plot search shows the trials of a search" }
        ?? "the latest run comes from train, and plot search shows the trials of a search",
      help: "search random trials=20 epochs=5 lr in loguniform(1e-4, 1) as found")
  }
}
