import LecternText

extension Suggestion {
  /// `W1, W2, b1`, at most eight of them.
  static func list(_ names: some Collection<String>) -> String {
    let shown = names.sorted().prefix(8)
    return shown.joined(separator: ", ") + (names.count > shown.count ? " …" : "")
  }
}

extension ProgramChecker {
  /// The candidate that the author most likely meant; with very many mistakes the search ends.
  mutating func nearest(to name: String, among candidates: some Collection<String>) -> Suggestion? {
    guard suggestionBudget > 0 else { return nil }
    suggestionBudget -= candidates.count
    if let meant = ForeignNames.meaning(of: name, among: Array(candidates)), meant != name {
      // A letter may stand for many things.
      return Suggestion(meant, isCertain: name.count > 2)
    }
    return Suggestion.nearest(to: name, among: candidates.sorted())
  }
}
