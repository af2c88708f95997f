import LecternText

/// The reference of the language as plain text, made from the tables.
package enum HelpText {
  static let width = 78

  /// What `render(topic:)` knows: pages, words of statements, functions and subjects.
  package static func topics() -> [String] {
    var seen: Set<String> = []
    let topics =
      ["functions", "names"] + KeywordTable.entries.map(\.word)
      + Verb.allCases.map(\.rawValue)
      + (FunctionTable.functions + FunctionTable.domains).map(\.name)
      + StatementTable.statements.flatMap(\.subjects)
    // A word may be a verb and a function, or a subject of two verbs: one topic, one page.
    return topics.filter { seen.insert($0).inserted }
  }

  /// Returns the page of a topic, the overview for nil, and nil for an unknown topic.
  package static func render(topic: String?) -> String? {
    guard let topic else { return overview() }
    switch topic {
    case "functions": return functions()
    case "names": return names()
    default: break
    }
    var pages: [String] = []
    if let verb = Verb(rawValue: topic) { pages.append(page(of: verb.entry)) }
    if let function = FunctionTable.entry(named: topic) { pages.append(page(of: function)) }
    if let domain = FunctionTable.domain(named: topic) { pages.append(page(of: domain)) }
    if let keyword = KeywordTable.entry(for: topic) { pages.append(page(of: keyword)) }
    // A word such as `flower` or `adam` is explained where it is used.
    if pages.isEmpty {
      for entry in StatementTable.statements where entry.subjects.contains(topic) {
        pages += entry.forms.filter { $0.subject == topic }.map { page(of: $0, entry) }
      }
    }
    return pages.isEmpty ? nil : pages.joined(separator: "\n")
  }

  private static func overview() -> String {
    var text = wrapped(
      "One statement is one line: verb, perhaps a word that says of what kind, values, options "
        + "as key=value, and as NAME for a result. After train and search, `in` instead of `=` "
        + "varies an option: one run for each value.")
    text += "\nStatements:\n\n"
    let entries = StatementTable.statements.map { ($0.verb.rawValue, $0.summary) }
    text += list(entries)
    text += "\nNames, functions and blocks:\n\n"
    text += list(KeywordTable.entries.map { ($0.word, $0.summary) })
    return text
  }

  private static func functions() -> String {
    var text = ""
    for group in FunctionEntry.Group.allCases {
      text += (text.isEmpty ? "" : "\n") + group.rawValue.capitalizedFirst + ":\n\n"
      text += list(
        (FunctionTable.functions + FunctionTable.domains).filter { $0.group == group }
          .map { ($0.form, $0.summary) })
    }
    return text
  }

  private static func names() -> String {
    "Names that are there without let:\n\n" + list(readyMadeNames)
      + "\nWords that no let may take: activations, initialisers, optimizers,\n"
      + "train dev test features classes epoch iteration yes no true false full.\n"
  }

  package static let readyMadeNames: [(String, String)] =
    [
      ("train.X", "the features of the examples, [features, m]; also dev.X, test.X"),
      (
        "train.Y",
        "the labels, one row a class, [classes, m]; of two classes one row of 0 and 1, a numeric "
          + "label as it is, [1, m]"
      ),
      ("train.y", "the labels as numbers from 0, [1, m]"),
      ("train.m, m", "the number of training examples"),
      ("features", "the number of features"),
      ("classes", "the number of classes"),
      (
        "X[:, y > 0]",
        "the columns where a condition holds; likewise rows X[…, :] and entries v[v > 0]"
      ),
      ("RUNS[0]", "the first run of a sweep"),
      ("RUN.W1", "weights of the first dense layer, [units, inputs]; also MODEL.W1"),
      ("RUN.b1", "biases of the first dense layer, [units, 1]; also MODEL.b1"),
      (
        "RUN.gamma1",
        "scales of the first batch_norm layer, [units, 1]; also beta1, running_mean1, "
          + "running_var1"
      ),
      (
        "RUN.Z1, RUN.A1",
        "sums and activations of the first dense layer for the training examples, [units, m]"
      ),
      ("RUN.dW1, RUN.db1", "gradient of the cost over the training examples; like W1 and b1"),
      ("epoch", "in lr=, shuffle_seed= and mask_seed=: the epoch, from 1"),
      ("iteration", "in lr= and mask_seed=: the update, from 0"),
      ("π, e", "3.14159…, 2.71828…; let may take these names"),
    ] + RunMember.allCases.map { ("RUN.\($0.rawValue)", $0.meaning) }

}
