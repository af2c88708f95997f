/// Words that mean something wherever they stand, so that no `let` may take them.
enum Vocabulary {
  static let splits = ["train", "dev", "test"]
  static let initializers = Verb.`init`.entry.subjects

  /// What a reserved word is, or nil for a free one.
  static func role(of word: String) -> String? { roles[word] }

  /// What a word is that cannot name a run or a model; `as adam` and `as formula` are clear.
  static func roleForRuns(of word: String) -> String? {
    role(of: word).flatMap { [optimizer, wordOfShow].contains($0) ? nil : $0 }
  }

  private static let optimizer = "an optimizer"
  private static let wordOfShow = "a word of show"

  private static let roles: [String: String] = {
    var roles: [String: String] = [:]
    func add(_ words: [String], _ role: String) {
      for word in words where roles[word] == nil { roles[word] = role }
    }
    add(StatementTable.activations, "an activation")
    add(initializers, "an initialiser")
    add(Verb.train.entry.subjects, optimizer)
    add(splits, "a split of the data")
    add(["features", "classes"], "a size of the data")
    add(["epoch", "iteration"], "a name of training schedules")
    add(["yes", "no", "true", "false"], "a truth value")
    add(["full"], "a size of batches")
    add(Verb.show.entry.subjects, wordOfShow)
    return roles
  }()
}
