import LecternText

/// The wording of what the checker reports, alphabetical by id: A to D here, the rest beside.
enum Message {
  static func activationUnknown(_ word: String, nearest: Suggestion?, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .activationUnknown, at: span, "`\(word)` is not an activation",
      help: meant(nearest) ?? "known: " + StatementTable.activations.joined(separator: ", "),
      fix: fix(nearest, at: span))
  }

  static func argumentExtra(function: FunctionEntry, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .argumentExtra, at: span, "\(function.name) takes no further argument", help: function.form)
  }

  static func argumentLabel(
    _ label: String, of function: FunctionDefinition, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .argumentUnknown, at: span,
      "arguments of \(function.name.text) go by their places, not by names",
      help: "\(function.name.text)(\(function.parameters.map(\.text).joined(separator: ", ")))")
  }

  static func argumentMissing(
    _ parameter: FunctionParameter, function: FunctionEntry, help: String? = nil,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .argumentMissing, at: span,
      "\(function.name) needs its \(parameter.name)"
        + (parameter.meaning.map { ", \($0)" } ?? ""),
      help: help ?? "\(function.form), e.g. \(function.example)")
  }

  static func argumentTwice(_ name: String, function: FunctionEntry, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .argumentTwice, at: span, "\(name) of \(function.name) is given twice", help: function.form)
  }

  static func argumentUnknown(
    _ name: String, function: FunctionEntry, nearest: Suggestion?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .argumentUnknown, at: span, "\(function.name) has no argument `\(name)`",
      help: meant(nearest)
        ?? (name == "keepdims" ? "leave it out: results keep both axes" : function.form),
      fix: fix(nearest, at: span))
  }

  static func arrayCount(
    _ key: String, _ count: Int, _ wanted: Int, model: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    let letter = key == "weights" ? "W" : "b"
    return Diagnostic(
      .arrayCount, at: span,
      "\(key)= names \(count) array\(count == 1 ? "" : "s"), but the model has \(wanted) "
        + "layer\(wanted == 1 ? "" : "s") with \(key)",
      notes: [.init("the model starts here", at: model)],
      help:
        "\(key)=[\((1...max(1, min(wanted, 8))).map { "\(letter)\($0)" }.joined(separator: ", "))]")
  }

  static func augmentEmpty(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .augmentEmpty, at: span, "augment needs something to change: flip, rotate=, shift= or noise=",
      help: "augment flip rotate=10 shift=2")
  }

  static func axisMissing(
    _ function: String, _ argument: String, _ type: MatrixType, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .axisMissing, at: span,
      "\(function) of a matrix \(type.text): along which axis, down each column or along each row?",
      help: "\(function)(\(argument), axis=0) goes down each column, axis=1 along each row")
  }

  static func axisRange(_ function: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .axisRange, at: span, "axis of \(function) is 0 or 1",
      help: "axis=0 goes down each column, axis=1 along each row")
  }

  static func biasUseless(_ layer: SourceSpan, _ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .biasUseless, .note, at: span,
      "batch_norm takes the mean away, and with it the bias of the layer before",
      notes: [.init("its bias does nothing", at: layer)], help: "\(text) bias=no")
  }

  static func blockBound(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .blockBound, at: span,
      "what \(word) goes through must be known before the run, as there are commands in the loop",
      help: "numbers as written: for n in [4, 8], or repeat 3")
  }

  static func blockCondition(
    _ verb: String, _ condition: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .blockCondition, at: span,
      "\(verb) cannot stand in an if whose condition shows only in the run",
      notes: [.init("the condition", at: condition)],
      help: "show, expect, plot and table may; a parameter of the notebook may decide over \(verb)")
  }

  static func blockPasses(_ count: Int, limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .blockPasses, at: span,
      "a loop with commands in it has at most \(limit) passes, and this one has \(count)",
      help: "keep commands out of long loops; record NAME = … keeps a number of each pass")
  }

  static func blockSize(limit: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .blockPasses, at: span,
      "loops with commands in them come to at most \(limit) statements, and these to more",
      help: "keep commands out of long loops; record NAME = … keeps a number of each pass")
  }

  static func boundaryFeatures(
    _ features: Int, isRegression: Bool, data: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .boundaryFeatures, at: span,
      "a boundary is drawn in the plane of two features, but the data have \(features)",
      notes: [
        .init("the data have \(features) feature\(features == 1 ? "" : "s")", at: data)
      ], help: isRegression ? regressionFigure(features: features) : "plot confusion")
  }

  /// The figure that shows how well a regression fits.
  static func regressionFigure(features: Int) -> String { features == 1 ? "plot fit" : "plot cost" }

  static func callOfValue(
    _ name: String, _ noun: String, help: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .callOfValue, at: span, "`\(name)` is \(noun), not a function",
      help: help ?? "a product is written \(name) * (…), an entry \(name)[…]")
  }

  static func checkDropout(_ dropout: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .checkDropout, .note, at: span, "dropout is switched off for the gradient check",
      notes: [.init("the model drops units here", at: dropout)])
  }

  static func checkPrecision(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .checkPrecision, .note, at: span,
      "the gradient check computes in float64, since float32 has too few digits for differences")
  }

  static func columnsList(_ label: String, _ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .typeMismatch, at: span, "\(label) wants columns as 0..399 or [height, weight]",
      help: "\(label)=[\(name)]", fix: Diagnostic.Fix([.init(replace: span, with: "[\(name)]")]))
  }

  static func commandPlace(
    _ verb: String, _ function: FunctionDefinition?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .commandPlace, at: span,
      "\(verb) is a statement of the notebook and cannot stand in a function",
      notes: function.map { [.init("\($0.name.text) starts here", at: $0.name.span)] } ?? [],
      help: "return the value, and write \(verb) after the call")
  }

  static func conditionKind(
    _ word: String, _ text: String, _ type: ValueType, at span: SourceSpan
  ) -> Diagnostic {
    let help: String? =
      switch type {
      case .number: "compare it: \(text) > 0"
      case .matrix: "compare one number: min(\(text)) > 0, norm(\(text)) < 1e-6"
      default: nil
      }
    return Diagnostic(
      .conditionKind, at: span, "\(word) wants a yes or no, not \(type.noun)", help: help)
  }

  static func dataMissing(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .dataMissing, at: span, "\(what) only after a data statement",
      help: "data circles 300 noise=0.05")
  }

  static func dataOrder(_ role: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .dataOrder, at: span, "as \(role) adds to a data set, but there is none yet",
      help: "put the data statement for train first")
  }

  static func dataValues(_ fact: String, help: String? = nil, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.dataValues, at: span, fact, help: help ?? "data values [1, 2, 3] [3, 4, 8]")
  }

  static func derivativeNames(_ word: String, _ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .derivativeNames, at: span,
      "\(word) of an expression goes by names of variables, not by \(text)",
      help: "def f(w) = … and \(word)(f, \(text))")
  }

  static func derivativeFunction(
    _ name: String, help: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .derivativeNames, at: span, "`\(name)` is not one of your own functions", help: help)
  }

  static func derivativeNested(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .derivativeNested, at: span, "\(word) is asked for inside of what is differentiated already",
      help: "take the outer derivative by numgrad, or write this one out")
  }

  static func derivativeNumber(
    _ word: String, _ text: String, _ type: ValueType, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .derivativeNumber, at: span,
      "\(word) wants a function whose result is one number, and \(text) gives \(type.noun)",
      help: "sum(…) or mean(…) makes one number of it; jacobian takes all")
  }

  static func derivativeValue(
    _ word: String, _ name: String, _ type: ValueType, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .derivativeValue, at: span,
      "`\(name)` is \(type.noun) that is already computed; \(word) needs the way to it",
      help: "def \(name)(w) = … and \(word)(\(name), w)")
  }

  static func domainBounds(_ fact: String, _ repair: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.domainBounds, at: span, fact, help: repair)
  }

  static func domainDraws(_ first: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .domainDraws, at: span, "a domain draws one number, but there is \(first) already",
      help: "let another name or option vary for the second")
  }

  static func domainExpected(_ key: String, got: ValueType, _ text: String, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .domainExpected, at: span, "`\(key) in` wants a list or a range, but this is \(got.noun)",
      help: "\(key)=\(text)   or   \(key) in [\(text), …]")
  }

  static func domainGrid(
    _ key: String, _ draw: SearchDomain.Draw, low: Double?, high: Double?, at span: SourceSpan
  ) -> Diagnostic {
    var list = "[…, …]"
    if let low, let high {
      let between = draw.kind == .loguniform ? (low * high).squareRoot() : (low + high) / 2
      let values =
        draw.kind == .integers
        ? [low, between.rounded(.down), high - 1] : [low, between, high]
      let formula = draw.formula.span == draw.call.span
      list = "[" + values.map { NumberText.short($0) }.joined(separator: ", ") + "]"
      if !formula { list = "a list such as \(list), put through the formula" }
    }
    return Diagnostic(
      .domainGrid, at: span,
      "a grid has fixed points, but \(draw.kind.rawValue) draws them at random",
      help: "\(key) in \(list)   or   points=5   or   search random")
  }

  static func domainWhole(
    _ key: String, _ function: String, _ bounds: [String], at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .domainWhole, at: span, "\(key) is a whole number, but \(function) draws fractions",
      help: bounds.count == 2 ? "\(key) in integers(\(bounds[0]), \(bounds[1]))" : nil)
  }

  static func dropoutShare(_ text: String, _ value: Double?, at span: SourceSpan) -> Diagnostic {
    let share = value.map { $0 > 1 && $0 <= 100 ? $0 / 100 : $0 }
    let other = share.map { NumberText.short(1 - $0) } ?? "1 - \(text)"
    return Diagnostic(
      .dropoutShare, at: span, "dropout \(text): is that the share kept or dropped?",
      help: "layer dropout keep=\(other)   or   layer dropout rate="
        + (share.map { NumberText.short($0) } ?? text))
  }

  // MARK: - Common words

  /// The end of "did you mean".
  static func meant(_ nearest: Suggestion?) -> String? { nearest.map { "did you mean `\($0)`?" } }

  static func fix(_ nearest: Suggestion?, at span: SourceSpan) -> Diagnostic.Fix? {
    guard let nearest, nearest.isCertain else { return nil }
    return Diagnostic.Fix([.init(replace: span, with: nearest.name)])
  }
}
