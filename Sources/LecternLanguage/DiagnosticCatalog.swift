/// What a diagnostic means, with cells that show it.
package struct DiagnosticEntry: Sendable {
  package let id: String
  package let meaning: String
  /// Whole cells that are reported with this id.
  package let example: String
  package let repair: String

  init(_ id: MistakeID, _ meaning: String, example: String, repair: String) {
    self.id = id.rawValue
    self.meaning = meaning
    self.example = example
    self.repair = repair
  }
}

/// Every id that the checker reports, alphabetically; `lectern help ID` shows an entry.
package enum DiagnosticCatalog {
  package static let entries: [DiagnosticEntry] =
    entriesAtoI + entriesItoN + entriesOtoS + entriesStoZ

  package static func entry(for id: String) -> DiagnosticEntry? { entries.first { $0.id == id } }
}
