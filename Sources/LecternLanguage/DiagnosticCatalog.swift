package import LecternText

extension DiagnosticPage {
  init(_ id: MistakeID, _ meaning: String, example: String, repair: String) {
    self.init(id.rawValue, meaning, example: example, repair: repair)
  }
}

/// Every id that parser and checker report; `lectern help ID` shows an entry.
package enum DiagnosticCatalog {
  package static let pages: [DiagnosticPage] = syntaxPages + syntaxPagesLater + entries

  /// What the checker reports, alphabetically.
  package static let entries: [DiagnosticPage] =
    (entriesAtoI + entriesItoN + entriesOtoS + entriesStoZ + figureEntries)
    .sorted { $0.id < $1.id }

  static func entry(for id: String) -> DiagnosticPage? { entries.first { $0.id == id } }
}
