/// The words with a meaning of their own in the grammar.
package enum SyntaxWords {
  /// Words inside a statement.
  package static let operators: Set<String> = ["and", "or", "not", "in", "as"]

  /// First words of the statements that are not commands.
  package static let keywords = Set(KeywordTable.entries.map(\.word))

  /// Whether a `let`, a parameter or a result may not have this name.
  package static func isReserved(_ word: String) -> Bool {
    operators.contains(word) || keywords.contains(word)
  }

  /// Names that Python programs put before their functions.
  static let modules: Set<String> = ["np", "numpy", "math", "tf", "torch", "jnp", "scipy"]
}

/// How the values of a command are written.
package enum VerbShape: Sendable, Equatable {
  /// Values without operators, separated by spaces: `layer dense 10 relu`.
  case atoms
  /// Whole expressions, separated by commas: `show t, sum(t)`.
  case expressionList
  /// One whole expression, then perhaps a text: `expect accuracy(test) >= 90% "good"`.
  case condition

  /// The shape of a verb's values, as the statement table tells it; nil for an unknown verb.
  package static func of(_ verb: String) -> VerbShape? { known[verb] }

  /// The same where a word follows the verb, and `next` behind it: of `show diagnosis first second` the
  /// values are words.
  static func of(_ verb: String, _ word: String?, next: String?) -> VerbShape? {
    guard let shape = known[verb], shape != .atoms, let word, let next,
      !SyntaxWords.operators.contains(next), wordForms[verb]?.contains(word) == true
    else { return known[verb] }
    return .atoms
  }

  /// The subjects that values follow, of verbs whose values are expressions else.
  private static let wordForms: [String: Set<String>] = Dictionary(
    uniqueKeysWithValues: Verb.allCases.map { verb in
      (
        verb.rawValue,
        Set(verb.entry.forms.filter { !$0.values.isEmpty }.compactMap(\.subject))
      )
    })

  private static let known: [String: VerbShape] = Dictionary(
    uniqueKeysWithValues: Verb.allCases.map { ($0.rawValue, VerbShape($0.entry)) })

  private init(_ entry: StatementEntry) {
    guard entry.valueSyntax == .expressions else {
      self = .atoms
      return
    }
    let hasCondition = entry.forms.contains { $0.values.contains { $0.type == .condition } }
    self = hasCondition ? .condition : .expressionList
  }
}
