/// What a diagnostic means, with an example and the repair: what `lectern help ID` shows.
///
/// Each room has a page for every id it reports.
package struct DiagnosticPage: Sendable {
  package let id: String
  package let meaning: String
  /// Lines of a notebook, or of the file in question, that are reported with this id.
  package let example: String
  package let repair: String

  package init(_ id: String, _ meaning: String, example: String, repair: String) {
    self.id = id
    self.meaning = meaning
    self.example = example
    self.repair = repair
  }
}
