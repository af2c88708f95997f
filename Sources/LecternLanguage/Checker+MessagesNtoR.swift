import LecternText

extension Message {
  static func nameBranch(_ name: String, branch: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nameBranch, .warning, at: span, "`\(name)` has no value when the if goes the other way",
      notes: [.init("it gets its value in one branch only", at: branch)],
      help: "let \(name) = … before the if")
  }

  static func nameTaken(
    _ name: String, _ type: ValueType, first: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    let isFunction = if case .function = type { true } else { false }
    return Diagnostic(
      .nameReserved, at: span,
      "`\(name)` is \(isFunction ? "a function" : type.isUnknown ? "a value" : type.noun) already, and "
        + "would hide the run", notes: [.init("its name is given here", at: first)],
      help: "as \(name)_run")
  }

  static func nameReserved(_ name: String, role: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nameReserved, at: span, "`\(name)` is \(role) and names nothing else", help: "\(name)_1")
  }

  static func nameUnknown(
    _ name: String, defined: String, nearest: Suggestion?, hint: String?, at span: SourceSpan
  ) -> Diagnostic {
    let known = defined.isEmpty ? "no names are defined here" : "defined here: \(defined)"
    return Diagnostic(
      .nameUnknown, at: span, "`\(name)` is not defined; \(known)",
      help: hint ?? meant(nearest), fix: hint == nil ? fix(nearest, at: span) : nil)
  }

  static func nameLater(_ name: String, _ line: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nameUnknown, at: span, "`\(name)` is used before it has a value",
      help: "move \(line) above this line")
  }

  static func functionLater(_ name: String, _ line: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .functionUnknown, at: span, "`\(name)` is called above its definition",
      help: "move \(line) above this line")
  }

  static func normalizationMissing(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .normalizationMissing, at: span, "the data are not normalized", help: "normalize zscore")
  }

  static func normalizeTwice(first: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .normalizeTwice, .warning, at: span, "the data are normalized already",
      notes: [.init("the first time", at: first)], help: "keep one of the two")
  }

  static func numberFinite(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .numberFinite, at: span, "\(label) is not a finite number",
      help: "look for a division by 0 or a power that is too large")
  }

  static func numberRange(
    _ label: String, is value: Double, low: Double, high: Double?, isOpen: Bool = false,
    at span: SourceSpan
  ) -> Diagnostic {
    let bound =
      high.map { "from \(NumberText.short(low)) to \(NumberText.short($0))" }
      ?? (isOpen ? "above \(NumberText.short(low))" : "\(NumberText.short(low)) or more")
    return Diagnostic(
      .numberRange, at: span, "\(label) must be \(bound), but is \(NumberText.short(value))",
      help: isOpen
        ? "a positive number, e.g. 0.1"
        : NumberText.short(high.map { min($0, max(low, value)) } ?? low))
  }

  static func dropoutAll(_ key: String, _ value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .numberRange, at: span,
      "\(key) must be \(value == 0 ? "above 0" : "below 1"), but is \(NumberText.short(value)): "
        + "no unit would be left",
      help: "a share, e.g. \(key)=\(value == 0 ? "0.8" : "0.2")")
  }

  static func numberShare(
    _ label: String, is value: Double, _ text: String, at span: SourceSpan
  ) -> Diagnostic {
    let percent = value >= 2 && value <= 100 && !text.hasSuffix("%")
    return Diagnostic(
      .numberShare, at: span,
      "\(label) lies between 0 and 1" + (percent ? "; did you mean \(text)%?" : ", but is \(text)"),
      help: percent ? "\(label)=\(text)%" : "a share, e.g. \(label)=0.8",
      fix: percent ? Diagnostic.Fix([.init(replace: span, with: "\(text)%")]) : nil)
  }

  static func batchLarge(_ batch: Double, _ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .numberRange, .warning, at: span,
      "batch=\(NumberText.short(batch)) is more than the \(count) examples of train",
      help: "batch=full")
  }

  static func claimShare(_ measure: String, _ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .numberShare, at: span, "\(measure) lies between 0 and 1; did you mean \(text)%?",
      help: "\(text)%", fix: Diagnostic.Fix([.init(replace: span, with: "\(text)%")]))
  }

  static func numberWhole(_ label: String, is value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .numberWhole, at: span,
      "\(label) must be a whole number, but is \(NumberText.short(value))",
      help: value.magnitude < 1e15 ? NumberText.short(value.rounded()) : nil)
  }

  static func optionAmbiguous(
    _ key: String, _ keys: [String], _ command: MatchedCommand, value: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .optionAmbiguous, at: span,
      "\(key)= could mean \(keys.map { "\($0)=" }.joined(separator: " or "))",
      notes: command.meanings(of: keys),
      help: keys.map { "\($0)=\(value)" }.joined(separator: "   or   "))
  }

  static func optionConflict(_ keys: [String], _ command: MatchedCommand, at span: SourceSpan)
    -> Diagnostic
  {
    let both = keys.map { "\($0)=" }.joined(separator: " and ")
    return Diagnostic(
      .optionConflict, at: span, "\(both) exclude each other",
      notes: command.meanings(of: keys), help: "keep one of them")
  }

  static func optionFixed(_ key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionFixed, at: span, "\(key) cannot vary: it takes one value", help: "\(key)=…")
  }

  static func optionFixedName(_ name: String, _ verb: Verb, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionFixedName, at: span, "`\(name)` is a let name, not an option of \(verb.rawValue)",
      help: "\(name) in [1, 2, 3] varies it; its value is set by let")
  }

  static func optionMissing(_ keys: [String], _ command: MatchedCommand, at span: SourceSpan)
    -> Diagnostic
  {
    let name = [command.verb.rawValue, command.subject?.text].compactMap(\.self)
      .joined(separator: " ")
    let wanted = keys.map { "\($0)=" }.joined(separator: " or ")
    return Diagnostic(
      .optionMissing, at: span, "\(name) needs \(wanted)",
      notes: keys.count > 1 ? command.meanings(of: keys) : [],
      help: keys.map { command.verb.entry.sample(of: $0, in: command.form) }
        .joined(separator: "   or   "))
  }

  static func optionNeeds(
    _ key: String, _ needed: String, _ command: MatchedCommand, at span: SourceSpan
  ) -> Diagnostic {
    let example: String? =
      switch command.form.option(named: needed)?.type {
      case .word(let words): words.first
      case .imageSize: "20x20"
      default: nil
      }
    return Diagnostic(
      .optionNeeds, at: span, "\(key)= needs \(needed)=", notes: command.meanings(of: [needed]),
      help: "\(needed)=\(example ?? "…")")
  }

  static func optionTwice(_ key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.optionTwice, at: span, "`\(key)` is set twice", help: "keep one of them")
  }

  static func optionUnknown(
    _ key: String, verb: Verb, form: StatementForm, owners: [String], nearest: Suggestion?,
    at span: SourceSpan
  ) -> Diagnostic {
    let name = [verb.rawValue, form.subject].compactMap(\.self).joined(separator: " ")
    let known = form.options.map(\.key).joined(separator: ", ")
    let owner = owners.first.map { "\(key)= belongs to \(verb.rawValue) \($0)" }
    return Diagnostic(
      .optionUnknown, at: span, "\(name) has no option `\(key)`",
      help: owner ?? meant(nearest) ?? (known.isEmpty ? "it has no options" : "options: \(known)"),
      fix: owner == nil ? fix(nearest, at: span) : nil)
  }

  /// An unknown option with the whole line as it is meant.
  static func optionUnknown(
    _ key: String, verb: Verb, form: StatementForm, help: String, at span: SourceSpan
  ) -> Diagnostic {
    let name = [verb.rawValue, form.subject].compactMap(\.self).joined(separator: " ")
    return Diagnostic(
      .optionUnknown, at: span, "\(name) has no option `\(key)`", help: help)
  }

  static func optionUseless(_ key: String, word: String, belongsTo: [String], at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .optionUseless, at: span,
      "\(key)= means nothing for \(word); it belongs to \(belongsTo.joined(separator: ", "))",
      help: "leave it out")
  }

  static func optionVaried(_ key: String, verb: Verb, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionVaried, at: span,
      "only train and search vary options with in; \(verb.rawValue) takes one value",
      help: "\(key)=…")
  }

  static func parameterTwice(_ name: String, first: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .parameterTwice, at: span, "`\(name)` is a parameter already",
      notes: [.init("the first time", at: first)], help: "give it another name")
  }

  static func plotData(
    _ features: Int, hasImages: Bool, data: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .plotData, at: span, "a plane shows two features; these data have \(features)",
      notes: [.init("the data have \(features) features", at: data)],
      help: hasImages ? "plot images" : "show data")
  }

  static func predictRows(
    _ type: MatrixType, _ features: Int, _ text: String, data: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    let isRow = type.rows.size == 1 && type.columns.size == features
    return Diagnostic(
      .predictRows, at: span,
      "an example is a column of \(features) feature\(features == 1 ? "" : "s"), but this is "
        + type.text,
      notes: [.init("the data have \(features) features", at: data)],
      help: isRow ? "\(text).T, or semicolons between the numbers" : "[0.5; 1.2] is a column of two"
    )
  }

  static func predictSplit(
    _ index: String, _ split: String, features: Int?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .predictSplit, at: span, "example \(index) of which split?",
      help: "predict \(split) \(index)" + (features == 1 ? "   or   predict [\(index)]" : ""))
  }

  static func productOfNumber(_ left: String, _ right: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .productOfNumber, at: span, "@ multiplies two matrices, but one side is a number",
      help: "\(left) * \(right)")
  }

  static func rangeEmpty(
    _ low: Int, _ high: Int, countsDown: Bool = false, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .rangeEmpty, at: span, "the range from \(low) to \(high) is empty",
      help: countsDown ? "reverse([\(high)..\(low)]) counts down" : "\(high)..\(low)")
  }

  static func rangeMisplaced(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rangeMisplaced, at: span, "a range stands in an index, after in or in a table",
      help: "[\(text)] is a row of numbers")
  }

  static func recordNumber(_ type: ValueType, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .recordNumber, at: span, "record keeps one number a pass, not \(type.noun)",
      help: "record a number of it: its mean, its norm, an entry")
  }

  static func recordReplaced(
    _ name: String, line: Int, first: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .recordReplaced, .warning, at: span,
      "this records \(name) anew; nothing has used what line \(line) recorded",
      notes: [.init("the series that is lost", at: first)],
      help: "keep the first one: let \(name)_1 = \(name) between the two lines")
  }

  static func resultsCount(
    _ names: [String], _ count: Int, _ text: String, at span: SourceSpan
  ) -> Diagnostic {
    let given = count == 1 ? "one value" : "\(count) values"
    let letters = (0..<count).map { index in
      index < names.count ? names[index] : String(UnicodeScalar(UInt8(97 + index % 26)))
    }
    return Diagnostic(
      .resultsCount, at: span,
      "\(text) gives \(given) to \(names.count == 1 ? "one name" : "\(names.count) names")",
      help: "let \(letters.joined(separator: ", ")) = \(text)")
  }

  static func resultUnexpected(_ verb: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .resultUnexpected, at: span, "\(verb) makes nothing that as could name",
      help: "as belongs to train, search, load and data")
  }

  static func returnCount(
    _ name: String, _ count: Int, _ other: Int, first: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .returnCount, at: span,
      "one return of \(name) gives \(count == 1 ? "one value" : "\(count) values"), this one "
        + "\(other)", notes: [.init("the first return", at: first)],
      help: "let every return give as many")
  }

  static func returnKind(
    _ name: String, _ type: ValueType, _ other: ValueType, first: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .returnKind, at: span,
      "one return of \(name) gives \(type.noun), this one \(other.noun)",
      notes: [.init("the first return", at: first)], help: "let every return give the same kind")
  }

  static func returnMissing(_ name: String, hasOne: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .returnMissing, at: span,
      hasOne ? "\(name) can end without a return" : "\(name) has no return, so it gives nothing",
      help: hasOne ? "add a return at its end, too" : "return VALUE at its end")
  }

  static func returnPlace(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .returnPlace, at: span, "return ends a function, and this is not in one",
      help: "show VALUE shows a value; def NAME(…) starts a function")
  }

  static func roundsLiteral(_ left: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .roundsLiteral, at: span,
      "~= needs a number on its right: its digits say how exactly the left side must agree",
      help: "\(left) ~= 0.6721")
  }

  static func runMissing(_ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .runMissing, at: span, "\(what) speaks of a run, but nothing is trained yet",
      help: "train gd lr=0.1 iterations=1000")
  }

  static func runData(
    _ run: String, _ contrast: (learned: String, given: String), learned: SourceSpan,
    data: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .runData, at: span,
      "\(run) learned from data with \(contrast.learned); the data at hand have \(contrast.given)",
      notes: [
        .init("it learned from these data", at: learned), .init("the data at hand", at: data),
      ],
      help: "read data of the same kind again, or measure \(run) above the new data")
  }

  static func runExamples(
    _ examples: String, _ matrix: MatrixType, run: String, _ features: Int, _ layout: Layout,
    at span: SourceSpan
  ) -> Diagnostic {
    let turned = (layout == .columns ? matrix.columns : matrix.rows).size == features
    return Diagnostic(
      .runData, at: span,
      "\(examples) is \(matrix.text), and \(run) takes \(features) features: a "
        + "\(layout == .columns ? "column" : "row") an example",
      help: turned ? "\(examples).T" : nil)
  }

  static func runModel(
    _ run: String, _ old: String, _ oldLayers: [String], _ new: String, _ newLayers: [String],
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .runModel, at: span, "\(run) cannot go on here: its layers are not those of the model \(new)",
      notes: [
        .init("\(run) trained \(old): \(oldLayers.joined(separator: " · "))"),
        .init("\(new) has: \(newLayers.joined(separator: " · "))"),
      ], help: "leave out resume=, or declare the same layers")
  }

  static func runSeveral(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .runSeveral, at: span, "\(name) are several runs, but one is wanted",
      help: "best(\(name))   or   \(name)[0]")
  }

  static func runSeveral(_ name: String?, _ what: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .runSeveral, at: span,
      "\(what) speaks of one run, but the latest statement that trains made several",
      help: name.map { "name one of them: best(\($0)) or \($0)[0]" }
        ?? "name them with as runs, then best(runs) or runs[0]")
  }

  static func orderLate(_ fact: String, help: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.orderLate, .warning, at: span, fact, help: help)
  }

  static func outputActivation(
    _ activation: String, units: Int, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .outputActivation, .warning, at: span,
      "\(activation) in the last layer gives no probabilities, but the labels are classes",
      help: units == 1 ? "layer dense 1 sigmoid" : "layer dense classes softmax")
  }

  static func outputSigmoid(classes: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .outputActivation, .warning, at: span,
      "sigmoid decides each class by itself, but an example has one of the \(classes) classes",
      help: "layer dense classes softmax")
  }

  static func sweepRange(
    _ key: String, from low: Double, to high: Double, at span: SourceSpan
  ) -> Diagnostic {
    let last = low + (high - low).rounded(.down)
    return Diagnostic(
      .sweepRange, at: span,
      "a range goes in steps of 1, so this one stops at \(NumberText.short(last))",
      help: "\(key) in linspace(\(NumberText.short(low)), \(NumberText.short(high)), 5)")
  }

  static func runIsMetric(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .runUnknown, at: span, "there is no run `\(name)`: that is a metric",
      help: "evaluate metrics=\(name)")
  }

  static func runIsSplit(_ name: String, _ split: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .runUnknown, at: span, "`\(name)` is neither a split nor a run",
      help: "did you mean `\(split)`?", fix: Diagnostic.Fix([.init(replace: span, with: split)]))
  }

  static func runUnknown(
    _ name: String, runs: String, nearest: Suggestion?, isModel: Bool, at span: SourceSpan
  ) -> Diagnostic {
    let known = runs.isEmpty ? "no run has a name yet" : "runs: \(runs)"
    return Diagnostic(
      .runUnknown, at: span,
      isModel ? "`\(name)` is a model, not a run; \(known)" : "there is no run `\(name)`; \(known)",
      help: meant(nearest) ?? "train … as \(name) names a run", fix: fix(nearest, at: span))
  }
}
