import LecternText

extension Message {
  static func searchDev(data: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .searchDev, at: span, "search chooses by a dev split, but there is none",
      notes: [.init("the data start here", at: data)], help: "split train=80% dev=10% test=10%")
  }

  static func searchEmpty(isGrid: Bool, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .searchEmpty, at: span, "nothing varies: search needs an option or a name with in",
      help: isGrid ? "lr in [0.01, 0.1, 1]" : "lr in loguniform(0.0001, 1)")
  }

  static func searchPoints(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .searchPoints, at: span,
      "points= counts those of uniform, loguniform and integers, but "
        + "every domain here is a list", help: "lr in loguniform(0.0001, 1)")
  }

  static func setTwice(_ what: String, first: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .setTwice, at: span, "\(what) holds for the whole notebook and is set already",
      notes: [.init("the first time", at: first)], help: "keep one of the two")
  }

  static func productSize(
    _ product: String, _ rows: Int, _ columns: Int, isSquare: Bool, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .matrixSize, at: span,
      "\(product) would make a matrix \(rows) × \(columns), too large to hold",
      help: isSquare
        ? "the other order is one number: transpose the first instead of the second"
        : "at most \(FunctionTable.largestMatrix) entries")
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
      .softmaxOneUnit, at: span,
      "softmax of one unit is always 1"
        + (classes == 1 ? ", and the data have one class: there is nothing to tell apart" : ""),
      help: classes == 1
        ? "data with two classes or more"
        : classes == 2 ? "layer dense 1 sigmoid" : "layer dense classes softmax")
  }

  static func splitAugmented(first: SourceSpan, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .splitAugmented, .warning, at: span,
      "copies of one example may come into train and into test, which then looks too good",
      notes: [.init("copies are added here", at: first)], help: "split first, then augment")
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

  static func splitExpected(
    _ label: String, given: String, nearest: Suggestion, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .splitExpected, at: span, "\(label) is train, dev or test, not `\(given)`",
      help: meant(nearest), fix: fix(nearest, at: span))
  }

  static func splitSum(_ fact: String, help: String? = nil, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.splitSum, at: span, fact, help: help ?? "split train=80% dev=10% test=10%")
  }

  static func splitLeaves(_ fact: String, help: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(.splitSum, .warning, at: span, fact, help: help)
  }

  static func stopPlace(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .stopPlace, at: span, "stop if leaves a loop, and this is not in one",
      help: "put it between repeat … end")
  }

  static func layerCall(help: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .layerUnknown, at: span, "a layer is written without parentheses", help: help,
      fix: nil)
  }

  static func layerIsActivation(_ word: String, help: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .layerUnknown, at: span, "there is no layer `\(word)`: that is an activation", help: help)
  }

  static func unitsMissing(before word: String, help: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .valueMissing, at: span, "layer dense needs its number of units before `\(word)`", help: help)
  }

  static func optimizerIsModel(_ name: String, help: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .optimizerUnknown, at: span, "there is no optimizer `\(name)`: that is the model", help: help)
  }

  static func subjectUnknown(
    _ word: String, _ entry: StatementEntry, help: String, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      MistakeID.unknownSubject(of: entry.verb), at: span,
      "there is no \(entry.subjectNoun) `\(word)`", help: help)
  }

  static func subjectMissing(
    _ entry: StatementEntry, help: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .subjectMissing, at: span,
      "\(entry.verb.rawValue) needs its \(entry.subjectNoun): "
        + entry.subjects.joined(separator: ", "),
      help: help ?? entry.forms.first?.example.split(separator: "\n").first.map(String.init))
  }

  static func subjectUnknown(
    _ word: String, _ entry: StatementEntry, nearest: Suggestion?, at span: SourceSpan
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

  static func targetNumeric(
    _ what: String, help: String = "layer dense 1 linear", data: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .targetNumeric, at: span, "\(what) needs labels that are classes, but the label is a number",
      notes: [.init("the data are read here", at: data)], help: help)
  }

  static func typeMismatch(
    _ label: String, wants: String, got: ValueType, help: String? = nil, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .typeMismatch, at: span, "\(label) wants \(wants), but this is \(got.noun)", help: help)
  }

  static func textUnquoted(_ label: String, _ written: String, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .typeMismatch, at: span, "\(label) wants a text in quotes, but this has none", help: written,
      fix: Diagnostic.Fix([.init(replace: span, with: written)]))
  }

  static func updateFunction(
    _ name: String, definition: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .updateFunction, at: span, "`\(name)` is a function and cannot take a value",
      notes: [.init("defined here", at: definition)], help: "let \(name)_1 = …")
  }

  static func updateKind(
    _ name: String, is new: ValueType, was old: Variable, help: String?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .updateKind, at: span, "`\(name)` is \(old.type.noun), but this is \(new.noun)",
      notes: [.init("\(name) is defined here", at: old.statement)],
      help: help ?? "let gives another name")
  }

  static func updateOutside(
    _ name: String, _ function: FunctionDefinition, _ definition: SourceSpan, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .updateOutside, at: span,
      "`\(name)` is defined outside of \(function.name.text), which changes only names of its own",
      notes: [.init("defined here", at: definition)],
      help: "return the new value: \(name) = \(function.name.text)(…)")
  }

  static func updateShape(
    _ name: String, is new: MatrixType, was old: MatrixType, of variable: Variable, isPart: Bool,
    help: String?, at span: SourceSpan
  ) -> Diagnostic {
    let fitsTransposed = !old.conflicts(with: new.transposed)
    return Diagnostic(
      .updateShape, at: span,
      "an update keeps the shape: \(name) is \(old.text), but this is \(new.text)",
      notes: [
        .init(
          isPart ? "\(variable.name.text) is made here" : "\(name) is \(old.text)",
          at: variable.statement)
      ],
      help: fitsTransposed
        ? "transpose it with .T"
        : help
          ?? (isPart
            ? "\(name) takes a matrix \(old.text)" : "let \(name) = … makes a new one"))
  }

  static func updateUndefined(
    _ name: String, value: String, isIndexed: Bool, nearest: Suggestion?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .updateUndefined, at: span,
      Verb(rawValue: name) == nil
        ? "`\(name)` is not defined, so it cannot be changed"
        : "`\(name)` is a statement, and takes its values without `=`",
      help: Verb(rawValue: name) != nil
        ? "\(name) \(value)"
        : meant(nearest) ?? (isIndexed ? "let \(name) = zeros(2, 3)" : "let \(name) = \(value)"))
  }

  static func validateTest(at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .validateTest, .warning, at: span,
      "the test set is for the final word: settings chosen by it look better than they are",
      help: "split train=80% dev=20%, then validate=dev")
  }

  static func valueExtra(
    _ text: String, verb: Verb, form: StatementForm, help: String?, at span: SourceSpan
  ) -> Diagnostic {
    let name = [verb.rawValue, form.subject].compactMap(\.self).joined(separator: " ")
    let key = form.options.first?.key
    return Diagnostic(
      .valueExtra, at: span, "\(name) takes no further value, but `\(text)` follows",
      help: help ?? key.map { "options have names: \($0)=\(text)" } ?? "leave it out")
  }

  static func valueMissing(
    _ slot: ValueSlot, verb: Verb, form: StatementForm, at span: SourceSpan
  ) -> Diagnostic {
    let name = [verb.rawValue, form.subject].compactMap(\.self).joined(separator: " ")
    return Diagnostic(
      .valueMissing, at: span, "\(name) needs \(slot.name): \(slot.meaning)",
      help: form.exampleLine(of: verb))
  }

  static func verbUnknown(_ word: String, nearest: Suggestion?, at span: SourceSpan) -> Diagnostic {
    Diagnostic(
      .verbUnknown, at: span, "there is no statement `\(word)`",
      help: meant(nearest) ?? "statements: " + Verb.allCases.map(\.rawValue).joined(separator: " "),
      fix: fix(nearest, at: span))
  }

  static func wordUnknown(
    _ word: String, _ label: String, _ words: [String], nearest: Suggestion?, at span: SourceSpan
  ) -> Diagnostic {
    Diagnostic(
      .wordUnknown, at: span, "\(label) is \(words.joined(separator: " or ")), not `\(word)`",
      help: meant(nearest), fix: fix(nearest, at: span))
  }
}
