import LecternText

/// The reference of the language as plain text, made from the tables.
package enum HelpText {
  static let width = 78

  /// What `render(topic:)` knows: pages, verbs, functions, subjects and ids of diagnostics.
  package static func topics() -> [String] {
    var seen: Set<String> = []
    let topics =
      ["functions", "names", "diagnostics", "let"] + Verb.allCases.map(\.rawValue)
      + FunctionTable.functions.map(\.name) + StatementTable.statements.flatMap(\.subjects)
      + DiagnosticCatalog.entries.map(\.id)
    // A word may be a verb and a function, or a subject of two verbs: one topic, one page.
    return topics.filter { seen.insert($0).inserted }
  }

  /// Returns the page of a topic, the overview for nil, and nil for an unknown topic.
  package static func render(topic: String?) -> String? {
    guard let topic else { return overview() }
    switch topic {
    case "functions": return functions()
    case "names": return names()
    case "diagnostics": return diagnostics()
    default: break
    }
    var pages: [String] = []
    if let verb = Verb(rawValue: topic) { pages.append(page(of: verb.entry)) }
    if let function = FunctionTable.entry(named: topic) { pages.append(page(of: function)) }
    if let entry = DiagnosticCatalog.entry(for: topic) { pages.append(page(of: entry)) }
    if topic == "let" { pages.append(letPage) }
    // A word such as `flower` or `adam` is explained where it is used.
    if pages.isEmpty {
      for entry in StatementTable.statements where entry.subjects.contains(topic) {
        pages.append(page(of: entry))
      }
    }
    return pages.isEmpty ? nil : pages.joined(separator: "\n")
  }

  private static let letPage =
    wrapped("let: names a value; without let the value of a name changes and keeps its shape")
      + """

        let W = 0.01 * randn(3, features)
        W = W - 0.1 * W
        W[0, 1] = 5

      """

  private static func overview() -> String {
    var text = wrapped(
      "One statement is one line: verb, perhaps a word that says of what kind, values, options "
        + "as key=value, and as NAME for a result. After train, `in` instead of `=` varies an "
        + "option: one run for each value.")
    text += "\nStatements:\n\n"
    let entries = StatementTable.statements.map { ($0.verb.rawValue, $0.summary) }
    text += list(entries + [("let", "names a value: let W = randn(3, 2); W = … changes it")])
    text += "\nlectern help VERB says more; functions, names and diagnostics are topics, too.\n"
    return text
  }

  private static func functions() -> String {
    var text = ""
    for group in FunctionEntry.Group.allCases {
      text += (text.isEmpty ? "" : "\n") + group.rawValue.capitalizedFirst + ":\n\n"
      text += list(
        FunctionTable.functions.filter { $0.group == group }.map { ($0.form, $0.summary) })
    }
    return text
  }

  private static func names() -> String {
    "Names that are there without let:\n\n" + list(readyMadeNames)
      + "\nWords that no let may take: activations, initialisers, optimizers,\n"
      + "train dev test features classes epoch iteration yes no true false full.\n"
  }

  private static let readyMadeNames: [(String, String)] = [
    ("train.X", "the features of the examples, [features, m]; also dev.X, test.X"),
    ("train.Y", "the labels, one row a class, [classes, m]; a numeric label as it is, [1, m]"),
    ("train.y", "the labels as numbers from 0, [1, m]"),
    ("train.m, m", "the number of training examples"),
    ("features", "the number of features"),
    ("classes", "the number of classes"),
    ("RUN.cost", "the cost while training, a row"),
    ("RUN.epochs", "how many epochs were trained; also RUN.iterations"),
    ("RUNS[0]", "the first run of a sweep"),
    ("RUN.W1", "weights of the first dense layer, [units, inputs]; also MODEL.W1"),
    ("RUN.b1", "biases of the first dense layer, [units, 1]; also MODEL.b1"),
    ("epoch", "in lr= and shuffle_seed=: the epoch, from 1"),
    ("iteration", "in lr=: the update, from 0"),
    ("π, e", "3.14159…, 2.71828…; let may take these names"),
  ]

  private static func diagnostics() -> String {
    list(DiagnosticCatalog.entries.map { ($0.id, $0.meaning) })
  }

  // MARK: - Pages

  private static func page(of entry: StatementEntry) -> String {
    var text = wrapped("\(entry.verb.rawValue): \(entry.summary)")
    for form in entry.forms { text += "\n" + section(form, entry) }
    if entry.takesAnyKey, entry.verb == .train {
      text +=
        "\n"
        + wrapped(
          "Any option, and any let number that the layers, the penalty or the options use, may "
            + "follow `in` with a list or a range: lr in [0.1, 0.01], n_h in 1..4. Several `in` "
            + "give every combination.")
    }
    return text
  }

  private static func section(_ form: StatementForm, _ entry: StatementEntry) -> String {
    var words = [entry.verb.rawValue]
    if let subject = form.subject { words.append(subject) }
    for slot in form.values {
      switch slot.presence {
      case .required: words.append(slot.name)
      case .optional: words.append("[\(slot.name)]")
      case .repeated: words.append("[\(slot.name) …]")
      }
    }
    let grouped = Set(form.exactlyOneOf.joined())
    for group in form.exactlyOneOf {
      words.append("(\(group.map { "\($0)=" }.joined(separator: " | ")))")
    }
    for option in form.options where !grouped.contains(option.key) {
      words.append(option.isRequired ? "\(option.key)=" : "[\(option.key)=]")
    }
    switch entry.result {
    case .none: break
    case .split: words.append("[as train|dev|test]")
    case .run: words.append("[as NAME]")
    }
    var text = wrapped(words, indent: 2, hanging: 6)
    text += wrapped(form.summary, indent: 4)
    var rows = form.values.map { ($0.name, detail($0.meaning, $0.type, nil)) }
    rows += form.options.map { ("\($0.key)=", detail($0.meaning, $0.type, $0.defaultText)) }
    if !rows.isEmpty { text += list(rows, indent: 4) }
    let lines = form.example.split(separator: "\n")
    for (index, line) in lines.enumerated() {
      text += (index == 0 ? "    Example: " : "             ") + line + "\n"
    }
    return text
  }

  private static func detail(_ meaning: String, _ type: SlotType, _ standard: String?) -> String {
    var parts = [meaning]
    if let words = type.words { parts.append(words) }
    if let standard { parts.append("default \(standard)") }
    return parts.joined(separator: "; ")
  }

  private static func page(of function: FunctionEntry) -> String {
    var text = wrapped("\(function.form): \(function.summary)")
    for parameter in function.parameters {
      if let standard = parameter.defaultText {
        text += wrapped("\(parameter.name): \(standard) if left out", indent: 2)
      }
    }
    return text + "  Example: show \(function.example)\n"
  }

  private static func page(of entry: DiagnosticEntry) -> String {
    var text = wrapped("\(entry.id): \(entry.meaning)") + "\n"
    for line in entry.example.split(separator: "\n", omittingEmptySubsequences: false) {
      text += "    \(line)\n"
    }
    return text + "\n" + wrapped("Repair: \(entry.repair)")
  }
}

extension SlotType {
  /// What may stand there, in a few words; nil when the meaning says it already.
  var words: String? {
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
    case .word(let words): words.joined(separator: " | ")
    case .initializer: "he, normal(0.01) … as in init"
    case .column: "a name or a text in quotes"
    case .columns: "0..399 or [height, weight]"
    case .imageSize: "20x20"
    case .interval: "[low, high]"
    case .text, .file: "in quotes"
    case .array: "a name or a text in quotes"
    case .arrays: "[W1, W2]"
    case .words(let words): words.joined(separator: " | ")
    case .oneRun: "the name of a run"
    case .rate, .units, .newName, .split, .run, .example, .expression, .condition: nil
    }
  }
}
