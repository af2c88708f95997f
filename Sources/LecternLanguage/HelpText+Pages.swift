package import LecternText

/// The pages of verbs, their forms, functions and diagnostics.
extension HelpText {
  static func page(of entry: StatementEntry) -> String {
    var text = wrapped("\(entry.verb.rawValue): \(entry.summary)")
    let shared = sharedOptions(of: entry)
    for form in entry.forms { text += "\n" + section(form, entry, shared: shared) }
    if !shared.isEmpty {
      text += "\n  Options of every \(entry.subjectNoun):\n" + list(shared.map(row), indent: 4)
    }
    return text + closing(of: entry)
  }

  /// One form with all that may follow it.
  static func page(of form: StatementForm, _ entry: StatementEntry) -> String {
    wrapped("\(entry.verb.rawValue): \(entry.summary)") + "\n" + section(form, entry, shared: [])
      + closing(of: entry)
  }

  static func page(of function: FunctionEntry) -> String {
    var text = wrapped("\(function.form): \(function.summary)")
    for parameter in function.parameters {
      let parts = [
        parameter.meaning, parameter.defaultText.map { "\($0) if left out" },
      ].compactMap(\.self)
      if !parts.isEmpty {
        text += wrapped("\(parameter.name): \(parts.joined(separator: "; "))", indent: 2)
      }
    }
    return text
      + (function.rule == .domain
        ? "  Example: search random epochs=5 lr in \(function.example)\n"
        : "  Example: show \(function.example)\n")
  }

  static func page(of entry: KeywordEntry) -> String {
    var text = wrapped("\(entry.word): \(entry.summary)") + "\n"
    text += "  \(entry.form)\n\n" + wrapped(entry.details) + "\n"
    return text + example(entry.example)
  }

  package static func page(of entry: DiagnosticPage) -> String {
    wrapped("\(entry.id): \(entry.meaning)") + "\n" + example(entry.example) + "\n"
      + wrapped("Repair: \(entry.repair)")
  }

  /// Lines as an author types them, set off from the text.
  package static func example(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.isEmpty ? "\n" : "    \($0)\n" }.joined()
  }

  /// Options that all forms of a verb take, if there are so many that they would hide the others.
  private static func sharedOptions(of entry: StatementEntry) -> [OptionEntry] {
    guard entry.forms.count > 2, let first = entry.forms.first else { return [] }
    let shared = first.options.filter { option in
      entry.forms.allSatisfy { $0.option(named: option.key) != nil }
    }
    return shared.count > 4 ? shared : []
  }

  private static func closing(of entry: StatementEntry) -> String {
    switch entry.verb {
    case .train:
      "\n"
        + wrapped(
          "Any option, and any let number that the layers, the penalty or the options use, may "
            + "follow `in` with a list or a range: lr in [0.1, 0.01], n_h in 1..4. Several `in` "
            + "give every combination.")
    case .search:
      "\n"
        + wrapped(
          "Every option of train with this optimizer may be written here, fixed with = or with "
            + "`in` and a domain: a list, a range a..b, or a formula of one of these, such as "
            + "1 - loguniform(0.001, 0.1). NAME stands for all runs, best(NAME) for the best, of "
            + "which statements without a run's name speak from here on.") + "\n"
        + list(FunctionTable.domains.map { ($0.form, $0.summary) })
    default: ""
    }
  }

  private static func section(
    _ form: StatementForm, _ entry: StatementEntry, shared: [OptionEntry]
  ) -> String {
    var words = [entry.verb.rawValue]
    if let subject = form.subject { words.append(subject) }
    let sign = entry.valueSyntax == .expressions && form.subject == nil ? ", …" : " …"
    words += form.values.map { word(of: $0, more: sign) }
    let grouped = Set(form.exactlyOneOf.joined())
    for group in form.exactlyOneOf {
      words.append("(\(group.map { "\($0)=" }.joined(separator: " | ")))")
    }
    let sharedKeys = Set(shared.map(\.key))
    for option in form.options where !grouped.contains(option.key) {
      if option.isRequired {
        words.append("\(option.key)=")
      } else if !sharedKeys.contains(option.key) {
        words.append("[\(option.key)=]")
      }
    }
    if !shared.isEmpty { words.append("[option …]") }
    if form.optionSource != nil { words += ["[option of", "train …]", "KEY in DOMAIN …"] }
    switch entry.result {
    case .none: break
    case .split: words.append("[as train|dev|test]")
    case .run: words.append("[as NAME]")
    }
    var text = wrapped(words, indent: 2, hanging: 6)
    text += wrapped(form.summary, indent: 4)
    var rows = form.values.filter { if case .separator = $0.type { false } else { true } }.map {
      (name(of: $0), detail($0.meaning, $0.type, nil))
    }
    rows += form.options.filter { option in
      // What is said of all forms is said once, unless this one differs.
      shared.first { $0.key == option.key }.map { row($0) != row(option) } ?? true
    }.map(row)
    if !rows.isEmpty { text += list(rows, indent: 4) }
    let lines = form.example.split(separator: "\n")
    for (index, line) in lines.enumerated() {
      text += (index == 0 ? "    Example: " : "             ") + line + "\n"
    }
    return text
  }

  /// A value slot as the form of a statement shows it; a single word stands for itself.
  private static func word(of slot: ValueSlot, more sign: String) -> String {
    switch slot.presence {
    case .required: name(of: slot)
    case .optional: "[\(name(of: slot))]"
    case .repeated: "[\(name(of: slot))\(sign)]"
    case .oneOrMore: "\(name(of: slot))\(sign)"
    }
  }

  private static func name(of slot: ValueSlot) -> String {
    switch slot.type {
    case .separator(let word): word
    case .word(let words) where words.count == 1: words[0]
    default: slot.name
    }
  }

  private static func row(_ option: OptionEntry) -> (String, String) {
    (
      option.takesSeveral ? "\(option.key)= or in" : "\(option.key)=",
      detail(option.meaning, option.type, option.defaultText)
    )
  }

  private static func detail(_ meaning: String, _ type: SlotType, _ standard: String?) -> String {
    var parts = [meaning]
    if let words = type.words { parts.append(words) }
    if let standard { parts.append("default \(standard)") }
    return parts.joined(separator: "; ")
  }
}

extension SlotType {
  /// The words of a slot that takes no others.
  package var choices: [String]? {
    switch self {
    case .word(let words), .words(let words): words
    case .separator(let word): [word]
    case .boolean: ["yes", "no"]
    default: nil
    }
  }

  /// What may stand there, in a few words; nil when the meaning says it already.
  package var words: String? {
    switch self {
    case .number: "a number"
    case .nonNegative: "0 or more"
    case .positive: "above 0"
    case .share: "between 0 and 1, or a percentage"
    case .shareOrCount: "a share or a count"
    case .whole(let low, let high):
      high >= Int(Int32.max) ? "a whole number from \(low)" : "a whole number, \(low) to \(high)"
    case .countOr(let word): "a whole number or \(word)"
    case .seed: "a whole number from 0"
    case .boolean: "yes or no"
    case .word(let words): words.count == 1 ? nil : words.joined(separator: " | ")
    case .initializer: "he, normal(0.01) … as in init"
    case .column: "a name or a text in quotes"
    case .columns: "0..399 or [height, weight]"
    case .imageSize: "20x20"
    case .interval: "[low, high]"
    case .text, .file: "in quotes"
    case .array: "a name or a text in quotes"
    case .arrays: "[Theta1, Theta2]"
    case .words(let words): words.joined(separator: " | ")
    case .oneRun: "the name of a run"
    case .functionCall: "J(5, 3, 2)"
    case .rate, .units, .newName, .split, .run, .runOrModel, .example, .expression, .condition,
      .separator, .series, .gradient, .cost, .variable, .function, .surface, .levels, .points,
      .pair:
      nil
    case .texts: "[\"a\", \"b\"]"
    case .optimizer: "gd(0.9), adam(0.3, beta1=0.8) …"

    }
  }
}
