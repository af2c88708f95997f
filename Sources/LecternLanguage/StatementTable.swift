/// The verbs of the language; each has its entry in `StatementTable`.
package enum Verb: String, Sendable, CaseIterable, Hashable {
  case seed, set, data, split, normalize, augment
  case model, layer, `init`, loss, regularize
  case train, search, check
  case evaluate, predict, compare
  case plot, table, show, expect
  case save, load

  package var entry: StatementEntry { StatementTable.byVerb[self] ?? .missing }
}

/// What one verb means, which forms it has and what may follow it.
package struct StatementEntry: Sendable {
  /// How the parser reads the values of a verb.
  package enum ValueSyntax: Sendable {
    /// Numbers, names, strings, calls, lists and parentheses, separated by spaces.
    case atoms
    /// Whole expressions, separated by commas.
    case expressions
  }

  /// What `as NAME` names.
  package enum ResultKind: Sendable {
    case none
    case split
    case run
  }

  package let verb: Verb
  package let summary: String
  /// What the subjects are, in the author's words: `layer`, `optimizer`.
  package let subjectNoun: String
  package let valueSyntax: ValueSyntax
  package let result: ResultKind
  /// One for each subject, or a single one without a subject.
  package let forms: [StatementForm]
  /// The form of a statement whose first value is no subject but one of the author's own names.
  package let ownSubject: String?
  /// True when any name may be an option key: the columns of `table`, the names that vary in `train`.
  package let takesAnyKey: Bool
  /// True when options may follow `in`.
  package let varies: Bool

  init(
    _ verb: Verb, _ summary: String, subject noun: String = "subject", values: ValueSyntax = .atoms,
    result: ResultKind = .none, own ownSubject: String? = nil,
    takesAnyKey: Bool = false, varies: Bool = false, forms: [StatementForm]
  ) {
    self.verb = verb
    self.summary = summary
    self.subjectNoun = noun
    self.valueSyntax = values
    self.result = result
    self.ownSubject = ownSubject
    self.takesAnyKey = takesAnyKey
    self.varies = varies
    self.forms = forms
  }

  static let missing = StatementEntry(.seed, "", forms: [])

  package var subjects: [String] {
    var seen: Set<String> = []
    return forms.compactMap(\.subject).filter { seen.insert($0).inserted }
  }

  /// The form of a subject, or the form without subject for nil.
  ///
  /// Of two forms with one subject, the second is that with values which must be there.
  package func form(named subject: String?, hasValues: Bool = false) -> StatementForm? {
    let forms = self.forms.filter { $0.subject == subject }
    return forms.first { $0.values.contains(where: \.presence.isNeeded) == hasValues }
      ?? forms.first
  }
}

extension StatementEntry {
  /// An option as an example of this form writes it, or that of another form which has the same;
  /// else with its standard or a value of its kind.
  func sample(of key: String, in form: StatementForm) -> String {
    let option = form.option(named: key)
    let others = forms.filter { other in
      other.option(named: key).map { $0.type == option?.type && $0.meaning == option?.meaning }
        ?? true
    }
    for example in [form.example] + others.map(\.example) {
      let words = example.split(whereSeparator: \.isWhitespace)
      for (index, word) in words.enumerated() where word.hasPrefix("\(key)=") {
        if word.contains("(") { continue }
        // A list may have spaces in it.
        let rest = word.contains("[") ? words[index...] : [word]
        let end = rest.firstIndex { $0.hasSuffix("]") } ?? rest.startIndex
        return rest[...end].joined(separator: " ")
      }
    }
    let standard = option?.defaultText.flatMap { Double($0) == nil ? nil : $0 }
    return "\(key)=\(standard ?? option?.type.sample ?? "…")"
  }
}

extension StatementForm {
  /// The line of the example that is this statement.
  func exampleLine(of verb: Verb) -> String? {
    example.split(separator: "\n").first { $0.hasPrefix(verb.rawValue) }.map(String.init)
  }
}

/// One way to write a statement.
package struct StatementForm: Sendable {
  /// The word after the verb that chooses this form.
  package let subject: String?
  package let summary: String
  package let values: [ValueSlot]
  package let options: [OptionEntry]
  /// Keys of which exactly one must be given.
  package let exactlyOneOf: [[String]]
  /// Keys of which one at most may be given.
  package let atMostOneOf: [[String]]
  /// Keys that could mean two things, and the keys that say which: `clip` is not an option.
  package let ambiguous: [String: [String]]
  /// Where further options come from.
  package let optionSource: OptionSource?
  /// Whole lines that check without error after data, a model and a run are there.
  package let example: String

  init(
    _ subject: String?, _ summary: String, values: [ValueSlot] = [], options: [OptionEntry] = [],
    exactlyOneOf: [[String]] = [], atMostOneOf: [[String]] = [],
    ambiguous: [String: [String]] = [:], optionSource: OptionSource? = nil, example: String
  ) {
    self.subject = subject
    self.summary = summary
    self.values = values
    self.options = options
    self.exactlyOneOf = exactlyOneOf
    self.atMostOneOf = atMostOneOf
    self.ambiguous = ambiguous
    self.optionSource = optionSource
    self.example = example
  }

  package func option(named key: String) -> OptionEntry? { options.first { $0.key == key } }

  /// The form with the options of its source; `word` is what the option that chooses it says.
  package func completed(by word: String?) -> StatementForm {
    guard let source = optionSource,
      let other = source.verb.entry.form(named: word ?? source.standard)
    else { return self }
    let taken = other.options.filter { !source.exceptions.contains($0.key) }
    func without(_ groups: [[String]]) -> [[String]] {
      groups.filter { $0.allSatisfy { !source.exceptions.contains($0) } }
    }
    return StatementForm(
      subject, summary, values: values, options: options + taken,
      exactlyOneOf: exactlyOneOf + without(other.exactlyOneOf),
      atMostOneOf: atMostOneOf + without(other.atMostOneOf),
      ambiguous: ambiguous.merging(other.ambiguous) { own, _ in own }, example: example)
  }
}

/// The options of another verb that a form takes besides its own: `search` those of an optimizer.
package struct OptionSource: Sendable {
  package let verb: Verb
  /// The option whose word is the subject of that verb.
  package let key: String
  /// The word when the option is not written.
  package let standard: String
  /// Options that are not taken.
  package let exceptions: Set<String>
}

/// A value that follows the subject.
package struct ValueSlot: Sendable {
  package enum Presence: Sendable {
    case required
    case optional
    case repeated
    case oneOrMore

    var takesSeveral: Bool { self == .repeated || self == .oneOrMore }
    var isNeeded: Bool { self == .required || self == .oneOrMore }
  }

  package let name: String
  package let type: SlotType
  package let presence: Presence
  package let meaning: String
  /// The number of examples when an optional count is left out.
  package let standard: Int?

  init(
    _ name: String, _ type: SlotType, _ presence: Presence, standard: Int? = nil, _ meaning: String
  ) {
    self.name = name
    self.type = type
    self.presence = presence
    self.standard = standard
    self.meaning = meaning
  }

  init(_ name: String, _ type: SlotType, _ meaning: String) {
    self.init(name, type, .required, meaning)
  }
}

/// An option `key=value` of a statement.
package struct OptionEntry: Sendable {
  package let key: String
  package let type: SlotType
  /// What holds when the option is not written; nil when it is required or when one of a group is.
  package let defaultText: String?
  package let isRequired: Bool
  package let meaning: String
  /// The words of the statement for which the option means something; empty for all.
  package let appliesTo: [String]
  /// An option without which this one means nothing.
  package let needs: String?
  /// False for an option that never follows `in`.
  package let mayVary: Bool
  /// True for an option that may also have a list after `in` where nothing else varies: each of its
  /// values is a path or a panel of one figure.
  package let takesSeveral: Bool

  init(
    _ key: String, _ type: SlotType, default defaultText: String? = nil, required: Bool = false,
    for words: [String] = [], needs: String? = nil, varies: Bool = true, several: Bool = false,
    _ meaning: String
  ) {
    self.takesSeveral = several
    self.key = key
    self.type = type
    self.defaultText = defaultText
    self.isRequired = required
    self.appliesTo = words
    self.needs = needs
    self.mayVary = varies
    self.meaning = meaning
  }
}

/// What may stand in a slot; messages about wrong values follow from it.
package enum SlotType: Sendable, Hashable {
  case number
  case nonNegative
  case positive
  /// Between 0 and 1: `0.8` or `80%`.
  case share
  /// A share or a number of examples.
  case shareOrCount
  /// A whole number from the first to the second bound.
  case whole(Int, Int)
  /// A positive whole number or the word.
  case countOr(String)
  /// A number, or a formula of `epoch` and `iteration`.
  case rate
  /// A whole number from 0 to 2³² − 1, or a formula of `epoch`.
  case seed
  case boolean
  case word([String])
  /// `he`, `normal(0.01)`
  case initializer
  /// A positive whole number, `classes`, `features`, a `let` name or an expression in parentheses.
  case units
  case text
  /// A column by name or quoted text.
  case column
  /// `0..399` or a list of names.
  case columns
  /// An array in a file, by name or quoted text.
  case array
  /// A list of arrays in a file.
  case arrays
  /// One of the words, or a list of them.
  case words([String])
  /// A file in the notebook's folder, in quotes, with one of these endings.
  case file([String])
  /// One example to predict: a column of numbers, or a picture in a file.
  case example
  case imageSize
  case newName
  case split
  case run
  /// One run, not a sweep.
  case oneRun
  /// One run, or a model that need not be trained.
  case runOrModel
  /// A call of a function that `def` made.
  case functionCall
  /// `[low, high]`
  case interval
  case expression
  case condition
  /// The word itself, which parts the values before it from those behind it.
  case separator(String)
  /// A recorded series, or an expression that gives a row, a column or a matrix of rows.
  case series
  /// A number or a matrix of numbers.
  case gradient
  /// A function that `def` made, or an expression, whose result is one number.
  case cost
  /// What a cost is differentiated by.
  case variable
  /// A built-in function that goes element by element, or a `def` of one number.
  case function
  /// A `def` of two numbers, or of a column of two.
  case surface
  /// A list of texts in quotes.
  case texts
  /// A number of lines, or a row of the values that they stand for.
  case levels
  /// Points of the plane, one a column of a 2 × n matrix.
  case points
  /// A column of two numbers.
  case pair
  /// An optimizer with its learning rate: `gd(0.9)`, `momentum(0.1, mu=0.9)`.
  case optimizer

  static let count = SlotType.whole(1, Int(Int32.max))
}

/// All statements: parser, checker, suggestions and help read this one declaration.
package enum StatementTable {
  package static let statements: [StatementEntry] =
    dataStatements + modelStatements + trainStatements + reportStatements + fileStatements

  static let byVerb: [Verb: StatementEntry] = Dictionary(
    statements.map { ($0.verb, $0) }, uniquingKeysWith: { first, _ in first })
}
