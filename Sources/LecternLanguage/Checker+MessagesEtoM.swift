import LecternText

extension Message {
  static func examplesMany(
    _ asked: String, _ count: Int, data: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .examplesMany, at: span, "examples=\(asked) are asked for, but train has \(count)",
      notes: [.init("train has \(count) examples", at: data)], help: "examples=\(count)")
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

  static func fileEnding(_ path: String, _ endings: [String], stem: String, at span: SourceSpan)
    -> Diagnostic
  {
    let known = endings.map { ".\($0)" }
    return Diagnostic(
      .fileEnding, at: span,
      "the ending of the file says its format: \(known.joined(separator: " or "))",
      help: "\"\(stem.isEmpty ? "net" : stem)\(known[0])\"")
  }

  static func fileOutside(_ path: String, _ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .fileOutside, at: span, "`\(path)` is outside the notebook's folder",
      help: "\"\(name.isEmpty ? "net.npz" : name)\"")
  }

  static func functionArguments(
    _ name: String, _ parameters: [String], _ count: Int, at span: SourceSpan
  ) -> Diagnostic {
    let wanted = parameters.count == 1 ? "one argument" : "\(parameters.count) arguments"
    return Diagnostic(
      .functionArguments, at: span, "\(name) takes \(wanted), not \(count)",
      help: "\(name)(\(parameters.joined(separator: ", ")))")
  }

  static func functionDepth(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .functionDepth, at: span, "\(name) is called within too many open calls",
      help: "let a function do more itself")
  }

  static func functionPlace(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .functionPlace, at: span, "def \(name) stands inside of a block",
      help: "define functions one after the other, outside of loops and of each other")
  }

  static func functionRecursion(
    _ name: String, through path: some Collection<String>, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .functionRecursion, at: span,
      path.isEmpty
        ? "\(name) calls itself"
        : "\(name) calls itself, through \(path.joined(separator: ", "))",
      help: "repeat or for does the same again and again, and ends")
  }

  static func gradientCount(
    _ count: Int, variables: Int, at span: SourceSpan
  ) -> Diagnostic {
    func words(_ count: Int, _ noun: String) -> String {
      count == 1 ? "one \(noun)" : "\(count) \(noun)s"
    }
    return Diagnostic(
      .gradientCount, at: span,
      "\(words(count, "gradient")), but \(words(variables, "variable")) behind at",
      help: "one gradient for each variable: check gradient dW db of J at W b")
  }

  static func gradientShape(
    _ text: String, _ new: MatrixType, variable: String, _ old: MatrixType,
    declared: SourceSpan?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .gradientShape, at: span,
      "a gradient has the shape of its variable: \(variable) is \(old.text), but \(text) is "
        + new.text,
      notes: declared.map { [.init("\(variable) is \(old.text)", at: $0)] } ?? [],
      help: !old.conflicts(with: new.transposed)
        ? "transpose it with .T, or change the order of the product" : nil)
  }

  static func functionUnknown(
    _ name: String, nearest: Suggestion?, domain: FunctionEntry?, spelling: String?,
    at span: SourceSpan
  ) -> Diagnostic {
    if let domain {
      return Diagnostic(
        .functionUnknown, at: span, "`\(name)` stands only after `in` of search",
        help: "search random trials=25 epochs=10 lr in \(domain.example)")
    }
    return Diagnostic(
      .functionUnknown, at: span, "there is no function `\(name)`",
      help: spelling ?? meant(nearest) ?? "lectern help functions lists them",
      fix: spelling == nil ? fix(nearest, at: span) : nil)
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

  static func indexCondition(
    _ condition: MatrixType, _ length: Int?, _ noun: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .indexCondition, at: span,
      "a condition has an entry for each of the \(length.map { "\($0) " } ?? "")\(noun) that it "
        + "chooses among, and this one is \(condition.text)",
      help: condition.isSurelyTwoDimensional
        ? "where(condition, new, old) changes the entries for which a condition holds" : nil)
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
    // Equal limits are moved apart, without a change of sign.
    let half = low == high ? (low == 0 ? 1 : low.magnitude / 2) : 0
    let limits = [min(low, high) - half, max(low, high) + half].map { NumberText.short($0) }
    return Diagnostic(
      .intervalEmpty, at: span, "\(key) goes from its lower to its upper limit",
      help: "\(key)=[\(limits[0]), \(limits[1])]")
  }

  static func layerFirst(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .layerFirst, at: span, "batch_norm follows a dense layer, but none is there yet",
      help: "normalize zscore scales the inputs; or put layer dense before it")
  }

  static func layerLast(_ word: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .layerLast, at: span,
      "the model ends with \(word), "
        + (word == "dropout" ? "which would drop its answers" : "but the last layer is dense"),
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

  static func letReserved(
    _ name: String, role: String, of word: String = "let", at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .letReserved, at: span, "`\(name)` is \(role) and cannot be a \(word) name",
      help: word == "def"
        ? "def \(name)_1(…)" : word == "parameter" ? "\(name)_1" : "\(word) \(name)_1 = …")
  }

  static func letSeveral(_ names: [String], at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .letSeveral, at: span, "this is one value, but there are \(names.count) names",
      help: "one let for each name")
  }

  static func letUnused(
    _ name: String, isFunction: Bool = false, line: String, at span: SourceSpan
  ) -> Diagnostic {
    let isOneOfSeveral = line.prefix { $0 != "=" }.contains(",")
    // Without the line, later draws would be other ones.
    let draws = FunctionTable.functions.contains { $0.isRandom && line.contains("\($0.name)(") }
    let help =
      isFunction
      ? "call it, or take it away"
      : isOneOfSeveral
        ? "show \(name), or write _ in its place"
        : draws ? "show \(name)" : "show \(name), or take the line away"
    return Diagnostic(
      .letUnused, .warning, at: span,
      isFunction ? "the function `\(name)` is never called" : "`\(name)` is never used",
      help: help)
  }

  static func loopDomain(_ text: String, _ type: ValueType, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .loopDomain, at: span, "for goes through a range or a list, not \(type.noun)",
      help: type.isNumber ? "for i in 0..\(text) - 1" : "for i in 1..10, or for rate in [0.1, 0.01]"
    )
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

  static func measureTarget(_ name: String, isRegression: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .measureTarget, at: span,
      isRegression
        ? "\(name) speaks of classes, but the label is a number"
        : "\(name) speaks of a numeric label, but the labels are classes",
      help: isRegression
        ? "r2, mse, mae and cost measure a regression" : "accuracy, f1 and cost measure classes")
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
      help: ["layer", "init", "loss", "regularize"].contains(verb)
        ? "model net" : "model net, then its layers, such as layer dense 1 sigmoid")
  }

  static func modelUntrained(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .modelUntrained, .warning, at: span, "the model \(name) has layers, but is never trained",
      help: "train gd lr=0.1 iterations=1000")
  }
}
