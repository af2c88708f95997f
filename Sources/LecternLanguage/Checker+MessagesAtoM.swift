import LecternText

/// The wording of what the checker reports, alphabetical by id: A to M here, the rest beside.
enum Message {
  static func activationUnknown(_ word: String, nearest: String?, at span: SourceSpan) -> Diagnostic
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

  static func argumentMissing(_ name: String, function: FunctionEntry, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .argumentMissing, at: span, "\(function.name) needs its \(name)",
      help: "\(function.form), e.g. \(function.example)")
  }

  static func argumentTwice(_ name: String, function: FunctionEntry, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .argumentTwice, at: span, "\(name) of \(function.name) is given twice", help: function.form)
  }

  static func argumentUnknown(
    _ name: String, function: FunctionEntry, nearest: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .argumentUnknown, at: span, "\(function.name) has no argument `\(name)`",
      help: meant(nearest) ?? function.form, fix: fix(nearest, at: span))
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

  static func boundaryFeatures(_ features: Int, data: SourceSpan, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      .boundaryFeatures, at: span,
      "a boundary is drawn in the plane of two features, but the data have \(features)",
      notes: [.init("the data have \(features) features", at: data)], help: "plot confusion")
  }

  static func callOfValue(_ name: String, _ noun: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .callOfValue, at: span, "`\(name)` is \(noun), not a function",
      help: "a product is written \(name) * (…), an entry \(name)[…]")
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

  static func domainExpected(_ key: String, got: ValueType, _ text: String, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .domainExpected, at: span, "`\(key) in` wants a list or a range, but this is \(got.noun)",
      help: "\(key)=\(text)   or   \(key) in [\(text), …]")
  }

  static func dropoutShare(_ text: String, _ value: Double?, at span: SourceSpan) -> Diagnostic {
    let share = value.map { $0 > 1 && $0 <= 100 ? $0 / 100 : $0 }
    let other = share.map { NumberText.short(1 - $0) } ?? "1 - \(text)"
    return Diagnostic(
      .dropoutShare, at: span, "dropout \(text): is that the share kept or dropped?",
      help: "layer dropout keep=\(other)   or   layer dropout rate="
        + (share.map { NumberText.short($0) } ?? text))
  }

  static func expectBoolean(_ text: String, _ type: ValueType, at span: SourceSpan) -> Diagnostic {
    let help =
      switch type {
      case .matrix: "compare one number: expect max(abs(\(text))) < 1e-6"
      default: "expect \(text) >= 0.9"
      }
    return Diagnostic(
      .expectBoolean, at: span, "expect wants a claim that holds or not, but this is \(type.noun)",
      help: help)
  }

  static func functionUnknown(_ name: String, nearest: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .functionUnknown, at: span, "there is no function `\(name)`",
      help: meant(nearest) ?? "lectern help functions lists them", fix: fix(nearest, at: span))
  }

  static func imagesMissing(data: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .imagesMissing, at: span, "the examples are not pictures of a known size",
      notes: [.init("the data are read here", at: data)],
      help: "say the size where the data are read: image=20x20")
  }

  static func inUnused(
    _ name: String, model: String, uses: [String], defined: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    let used = uses.isEmpty ? "no let names" : Suggestion.list(uses)
    return Diagnostic(
      .inUnused, at: span, "`\(name)` varies, but nothing in the model \(model) uses it",
      notes: [.init("\(name) is defined here", at: defined), .init("the model uses \(used)")],
      help: "layer dense \(name) relu")
  }

  static func indexCount(_ name: String, of noun: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .indexCount, at: span, "this index does not fit \(noun)",
      help: noun.hasPrefix("a matrix")
        ? "\(name)[0, :] is row 0, \(name)[:, 0] column 0" : "\(name)[0]")
  }

  static func indexRange(_ index: Int, length: Int?, at span: SourceSpan) -> Diagnostic {
    guard let length, index >= 0 else {
      return Diagnostic(
        .indexRange, at: span, "index \(index) is negative; indices start at 0",
        help: length.map { "the last index is \($0 - 1)" })
    }
    return Diagnostic(
      .indexRange, at: span,
      "index \(index) is beyond the end: there \(length == 1 ? "is 1 entry" : "are \(length) entries")",
      help: "indices go from 0 to \(length - 1)")
  }

  static func initSymmetry(_ word: String, activation: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .initSymmetry, .warning, at: span,
      "with init \(word) all units of a hidden layer stay alike: symmetry is never broken",
      help: activation == "relu" ? "init he" : activation == "tanh" ? "init glorot" : "init lecun")
  }

  static func initializerArguments(_ form: StatementForm, at span: SourceSpan) -> Diagnostic {
    let name = form.subject ?? "init"
    let form = form.values.map { $0.name.lowercased() }.joined(separator: ", ")
    return Diagnostic(
      .initializerArguments, at: span,
      form.isEmpty ? "\(name) takes no number" : "\(name) needs its numbers",
      help: form.isEmpty ? "init=\(name)" : "init=\(name)(\(form))")
  }

  static func intervalEmpty(_ key: String, _ low: Double, _ high: Double, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .intervalEmpty, at: span, "\(key) goes from its lower to its upper limit",
      help: "\(key)=[\(NumberText.short(min(low, high))), \(NumberText.short(max(low, high)))]")
  }

  static func layerLast(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .layerLast, at: span, "the model ends with dropout, which would drop its answers",
      help: "layer dense classes softmax")
  }

  static func letKind(_ name: String, is new: ValueType, was old: Variable, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .letKind, at: span, "`\(name)` was \(old.type.noun) and would become \(new.noun)",
      notes: [.init("\(name) is \(old.type.noun)", at: old.statement)],
      help: "choose another name")
  }

  static func letParameter(_ name: String, at span: SourceSpan, parameter: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      .letParameter, at: span, "`\(name)` is a parameter of the notebook and keeps its value",
      notes: [.init("the parameter is declared here", at: parameter)],
      help: "let my_\(name) = …")
  }

  static func letReserved(_ name: String, role: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .letReserved, at: span, "`\(name)` is \(role) and cannot be a let name",
      help: "let \(name)_1 = …")
  }

  static func letSeveral(_ names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .letSeveral, at: span, "this is one value, but there are \(names.count) names",
      help: "one let for each name")
  }

  static func letUnused(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .letUnused, .warning, at: span, "`\(name)` is never used",
      help: "show \(name), or take the line away")
  }

  static func lossLayer(
    _ loss: String, wants: String, has: String, layer: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    let fitting = ["softmax": "cross_entropy", "sigmoid": "binary_cross_entropy"][has] ?? "mse"
    return Diagnostic(
      .lossLayer, at: span, "loss \(loss) needs a last layer with \(wants), but it has \(has)",
      notes: [.init("the last layer", at: layer)], help: "loss \(fitting)")
  }

  static func matrixEntry(got: ValueType, at span: SourceSpan) -> Diagnostic {
    let help: String? =
      switch got {
      case .matrix: "concat(A, B) puts matrices side by side, stack(A, B) on top of each other"
      default: nil
      }
    return Diagnostic(
      .matrixEntry, at: span, "an entry of a list is a number, but this is \(got.noun)", help: help)
  }

  static func matrixRagged(_ count: Int, but first: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .matrixRagged, at: span,
      "this row has length \(count), but the first row has length \(first)",
      help: "rows have one length: [1, 2; 3, 4]")
  }

  static func matrixSize(_ function: String, _ type: MatrixType, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      .matrixSize, at: span, "\(function) would make a matrix \(type.text), too large to hold",
      help: "at most \(NumberText.short(Double(FunctionTable.largestMatrix))) entries")
  }

  static func memberUnknown(_ name: String, of owner: String, help: String?, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(.memberUnknown, at: span, "\(owner) has no part `\(name)`", help: help)
  }

  static func modelEmpty(_ name: String, model: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .modelEmpty, at: span, "the model \(name) has no dense layer to train",
      notes: [.init("the model starts here", at: model)], help: "layer dense classes softmax")
  }

  static func modelMissing(_ verb: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .modelMissing, at: span, "\(verb) belongs to a model, but there is none yet",
      help: "model net")
  }

  static func modelUntrained(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .modelUntrained, .warning, at: span, "the model \(name) has layers, but is never trained",
      help: "train gd lr=0.1 iterations=1000")
  }

  // MARK: - Common words

  /// The end of "did you mean".
  static func meant(_ nearest: String?) -> String? { nearest.map { "did you mean `\($0)`?" } }

  static func fix(_ nearest: String?, at span: SourceSpan) -> Diagnostic.Fix? {
    nearest.map { Diagnostic.Fix([.init(replace: span, with: $0)]) }
  }
}

extension FunctionEntry {
  /// How a call is written: `sum(x, [axis=])`.
  var form: String {
    let parameters = parameters.map { parameter in
      parameter.isRepeated
        ? "\(parameter.name), …"
        : parameter.defaultText == nil ? parameter.name : "[\(parameter.name)=]"
    }
    return "\(name)(\(parameters.joined(separator: ", ")))"
  }
}
