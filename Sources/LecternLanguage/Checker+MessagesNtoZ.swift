import LecternText

extension Message {
  static func nameReserved(_ name: String, role: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .nameReserved, at: span, "`\(name)` is \(role) and names nothing else", help: "\(name)_1")
  }

  static func nameUnknown(
    _ name: String, defined: String, nearest: String?, hint: String?, at span: SourceSpan
  ) -> Diagnostic {
    let known = defined.isEmpty ? "no names are defined here" : "defined here: \(defined)"
    return Diagnostic(
      .nameUnknown, at: span, "`\(name)` is not defined; \(known)",
      help: hint ?? meant(nearest), fix: hint == nil ? fix(nearest, at: span) : nil)
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

  static func numberShare(
    _ label: String, is value: Double, _ text: String, at span: SourceSpan
  ) -> Diagnostic {
    let percent = value > 1 && value <= 100 && !text.hasSuffix("%")
    return Diagnostic(
      .numberShare, at: span,
      "\(label) lies between 0 and 1" + (percent ? "; did you mean \(text)%?" : ", but is \(text)"),
      help: percent ? "\(label)=\(text)%" : "\(label)=0.5",
      fix: percent ? Diagnostic.Fix([.init(replace: span, with: "\(text)%")]) : nil)
  }

  static func numberWhole(_ label: String, is value: Double, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .numberWhole, at: span,
      "\(label) must be a whole number, but is \(NumberText.short(value))",
      help: value.magnitude < 1e15 ? NumberText.short(value.rounded()) : nil)
  }

  static func optionConflict(_ keys: [String], _ command: MatchedCommand, at span: SourceSpan)
    -> Diagnostic
  {
    let both = keys.map { "\($0)=" }.joined(separator: " and ")
    return Diagnostic(
      .optionConflict, at: span, "\(both) exclude each other",
      notes: command.meanings(of: keys), help: "keep one of them")
  }

  static func optionFixedName(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optionFixedName, at: span, "`\(name)` is a let name, not an option of train",
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
      help: command.form.example.split(separator: "\n").first.map(String.init))
  }

  static func optionTwice(_ key: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.optionTwice, at: span, "`\(key)` is set twice", help: "keep one of them")
  }

  static func optionUnknown(
    _ key: String, verb: Verb, form: StatementForm, owners: [String], nearest: String?,
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
      "only train varies its options with in; \(verb.rawValue) takes one value",
      help: "\(key)=…")
  }

  static func productOfNumber(_ left: String, _ right: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .productOfNumber, at: span, "@ multiplies two matrices, but one side is a number",
      help: "\(left) * \(right)")
  }

  static func rangeEmpty(_ low: Int, _ high: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rangeEmpty, at: span, "the range from \(low) to \(high) is empty", help: "\(high)..\(low)")
  }

  static func rangeMisplaced(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .rangeMisplaced, at: span, "a range stands in an index, after in or in a table",
      help: "linspace(1, 10, 10) is a row of numbers")
  }

  static func resultUnexpected(_ verb: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .resultUnexpected, at: span, "\(verb) makes nothing that as could name",
      help: "as belongs to train and data")
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

  static func runSeveral(_ name: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .runSeveral, at: span, "\(name) are several runs, but one is wanted",
      help: "best(\(name))   or   \(name)[0]")
  }

  static func runUnknown(
    _ name: String, runs: String, nearest: String?, isModel: Bool, at span: SourceSpan
  ) -> Diagnostic {
    let known = runs.isEmpty ? "no run has a name yet" : "runs: \(runs)"
    return Diagnostic(
      .runUnknown, at: span,
      isModel ? "`\(name)` is a model, not a run; \(known)" : "there is no run `\(name)`; \(known)",
      help: meant(nearest) ?? "train … as \(name) names a run", fix: fix(nearest, at: span))
  }

  static func setTwice(_ what: String, first: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .setTwice, at: span, "\(what) holds for the whole notebook and is set already",
      notes: [.init("the first time", at: first)], help: "keep one of the two")
  }

  static func shapeBroadcast(
    _ text: String, _ a: MatrixType, _ operation: String, _ b: MatrixType,
    notes: [Diagnostic.Note], help: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .shapeBroadcast, at: span, "\(text) does not fit: (\(a.text)) \(operation) (\(b.text))",
      notes: notes, help: help)
  }

  static func shapeClasses(
    units: Int, activation: String, classNames: [String], data: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    let shown = classNames.prefix(8).joined(separator: ", ") + (classNames.count > 8 ? " …" : "")
    let word = ["sigmoid", "softmax"].contains(activation) ? activation : "softmax"
    let help =
      classNames.count == 2 && activation != "softmax"
      ? "layer dense 1 sigmoid"
      : units == 1 ? "layer dense classes softmax" : "layer dense classes \(word)"
    return Diagnostic(
      .shapeClasses, at: span,
      "the last layer has \(units) unit\(units == 1 ? "" : "s"), "
        + "but the labels have \(classNames.count) classes",
      notes: [.init("\(classNames.count) classes: \(shown)", at: data)], help: help)
  }

  static func shapeFeatures(
    _ role: String, _ features: Int, train: Int, first: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .shapeFeatures, at: span, "\(role) has \(features) features, but train has \(train)",
      notes: [.init("train has \(train) features", at: first)],
      help: "all splits have the same features in the same order")
  }

  static func shapePair(
    _ function: String, _ left: String, _ a: MatrixType, _ right: String, _ b: MatrixType,
    at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .shapePair, at: span,
      "\(left) and \(right) do not fit in \(function): \(a.text) and \(b.text)")
  }

  static func shapeProduct(
    _ left: String, _ a: MatrixType, _ right: String, _ b: MatrixType, notes: [Diagnostic.Note],
    help: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .shapeProduct, at: span,
      "\(left) @ \(right) does not fit: (\(a.text)) @ (\(b.text)), "
        + "\(a.columns.text) ≠ \(b.rows.text)", notes: notes, help: help)
  }

  static func shapeReshape(_ old: MatrixType, _ new: MatrixType, at span: SourceSpan) -> Diagnostic
  {
    Diagnostic(
      .shapeReshape, at: span, "a matrix \(old.text) has not as many entries as one \(new.text)",
      help: "rows times columns must stay the same")
  }

  static func shapeTarget(_ units: Int, data: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .shapeTarget, at: span, "the last layer has \(units) units, but the label is one number",
      notes: [.init("the data are read here", at: data)], help: "layer dense 1 linear")
  }

  static func showOf(_ text: String, _ type: ValueType, at span: SourceSpan) -> Diagnostic {
    let help =
      switch type {
      case .run, .runs: "compare \(text)   or   show \(text)\(type.isSeveral ? "[0]" : "").cost"
      case .split: "show \(text).X   or   plot data \(text)"
      default: "show model   or   show \(text).W1"
      }
    return Diagnostic(
      .showOf, at: span, "`\(text)` is \(type.noun), which is no value to show", help: help)
  }

  static func sizeMisplaced(_ text: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .sizeMisplaced, at: span, "a size such as \(text) stands in an option such as image=",
      help: "a product is written with *")
  }

  static func softmaxOneUnit(classes: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .softmaxOneUnit, at: span, "softmax of one unit is always 1",
      help: classes == 2 ? "layer dense 1 sigmoid" : "layer dense classes softmax")
  }

  static func splitExpected(_ label: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.splitExpected, at: span, "\(label) is train, dev or test", help: "accuracy(test)")
  }

  static func splitFilled(_ split: String, first: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .splitFilled, at: span, "\(split) has its examples already",
      notes: [.init("\(split) is filled here", at: first)], help: "leave out \(split)=")
  }

  static func splitMissing(
    _ split: String, existing: [String], data: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .splitMissing, at: span,
      "there is no \(split) split; there \(existing.count == 1 ? "is" : "are") "
        + existing.joined(separator: ", "),
      notes: [.init("the data start here", at: data)],
      help: "split train=80% \(split)=20%   or   data … as \(split)")
  }

  static func splitParts(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .splitParts, at: span, "split needs the share of a part", help: "split train=80% test=20%")
  }

  static func splitSum(_ fact: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.splitSum, at: span, fact, help: "split train=80% dev=10% test=10%")
  }

  static func statementUnsupported(_ keyword: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .statementUnsupported, at: span, "`\(keyword)` is not executed by this version",
      help: "this version runs commands, let and updates")
  }

  static func subjectMissing(_ entry: StatementEntry, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .subjectMissing, at: span,
      "\(entry.verb.rawValue) needs its \(entry.subjectNoun): "
        + entry.subjects.joined(separator: ", "),
      help: entry.forms.first?.example.split(separator: "\n").first.map(String.init),
      fix: nil)
  }

  static func subjectUnknown(
    _ word: String, _ entry: StatementEntry, nearest: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      MistakeID.unknownSubject(of: entry.verb), at: span,
      "there is no \(entry.subjectNoun) `\(word)`",
      help: meant(nearest) ?? "known: " + entry.subjects.joined(separator: ", "),
      fix: fix(nearest, at: span))
  }

  static func sweepSize(_ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .sweepSize, at: span, "this statement would train \(count) networks; at most 1000",
      help: "several in multiply: leave one out")
  }

  static func tableEmpty(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tableEmpty, at: span, "table needs a column", help: "table epoch=1..4 rate=0.2/(1 + epoch)")
  }

  static func tableRows(
    _ key: String, _ count: Int, other: String, _ rows: Int, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .tableRows, at: span, "column \(key) has \(count) rows, but \(other) has \(rows)",
      help: "a formula of \(other) fills each row")
  }

  static func tableSize(_ count: Int, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .tableSize, at: span, "a table of \(count) rows is too long; at most 10000",
      help: "linspace(1, 100, 10) is ten numbers from 1 to 100")
  }

  static func targetNumeric(_ what: String, data: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .targetNumeric, at: span, "\(what) needs labels that are classes, but the label is a number",
      notes: [.init("the data are read here", at: data)], help: "layer dense 1 linear")
  }

  static func typeMismatch(_ label: String, wants: String, got: ValueType, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(.typeMismatch, at: span, "\(label) wants \(wants), but this is \(got.noun)")
  }

  static func updateKind(_ name: String, is new: ValueType, was old: Variable, at span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      .updateKind, at: span, "`\(name)` is \(old.type.noun), but this is \(new.noun)",
      notes: [.init("\(name) is defined here", at: old.statement)],
      help: "let gives another name")
  }

  static func updateShape(
    _ name: String, is new: MatrixType, was old: MatrixType, of variable: Variable,
    at span: SourceSpan
  ) -> Diagnostic {
    let fitsTransposed = !old.conflicts(with: new.transposed)
    return Diagnostic(
      .updateShape, at: span,
      "an update keeps the shape: \(name) is \(old.text), but this is \(new.text)",
      notes: [.init("\(name) is \(old.text)", at: variable.statement)],
      help: fitsTransposed ? "transpose it with .T" : "let \(name) = … makes a new one")
  }

  static func updateUndefined(
    _ name: String, value: String, isIndexed: Bool, nearest: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .updateUndefined, at: span, "`\(name)` is not defined, so it cannot be changed",
      help: meant(nearest) ?? (isIndexed ? "let \(name) = zeros(2, 3)" : "let \(name) = \(value)"))
  }

  static func validateTest(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .validateTest, .warning, at: span,
      "the test set is for the final word: settings chosen by it look better than they are",
      help: "split train=80% dev=20%, then validate=dev")
  }

  static func valueExtra(
    _ text: String, verb: Verb, form: StatementForm, at span: SourceSpan
  ) -> Diagnostic {
    let name = [verb.rawValue, form.subject].compactMap(\.self).joined(separator: " ")
    let key = form.options.first?.key
    return Diagnostic(
      .valueExtra, at: span, "\(name) takes no further value, but `\(text)` follows",
      help: key.map { "options have names: \($0)=\(text)" } ?? "leave it out")
  }

  static func valueMissing(
    _ slot: ValueSlot, verb: Verb, form: StatementForm, at span: SourceSpan
  ) -> Diagnostic {
    let name = [verb.rawValue, form.subject].compactMap(\.self).joined(separator: " ")
    return Diagnostic(
      .valueMissing, at: span, "\(name) needs \(slot.name): \(slot.meaning)",
      help: form.example.split(separator: "\n").first.map(String.init))
  }

  static func verbUnknown(_ word: String, nearest: String?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .verbUnknown, at: span, "there is no statement `\(word)`",
      help: meant(nearest) ?? "statements: " + Verb.allCases.map(\.rawValue).joined(separator: " "),
      fix: fix(nearest, at: span))
  }

  static func wordUnknown(
    _ word: String, _ label: String, _ words: [String], nearest: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .wordUnknown, at: span, "\(label) is \(words.joined(separator: " or ")), not `\(word)`",
      help: meant(nearest), fix: fix(nearest, at: span))
  }
}

extension MatchedCommand {
  /// What each key means, as notes.
  fileprivate func meanings(of keys: [String]) -> [Diagnostic.Note] {
    keys.compactMap { key in
      form.option(named: key).map { Diagnostic.Note("\(key)= \($0.meaning)") }
    }
  }
}

extension ValueType {
  fileprivate var isSeveral: Bool { if case .runs = self { true } else { false } }
}
