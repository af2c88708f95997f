import LecternData
import LecternLanguage
import LecternMarkdown
import LecternNotebook
import LecternReport
import LecternRun
import LecternText

/// What `lectern help` explains: the pages of all rooms together.
enum HelpTopics {
  /// The page of every id that a diagnostic may have, alphabetically.
  static let diagnostics: [DiagnosticPage] =
    (MarkdownDiagnostics.pages + NotebookDiagnostics.pages + DiagnosticCatalog.pages
    + DataDiagnostics.pages + RunDiagnostics.pages + ReportDiagnostics.pages
    + ProgramDiagnostics.pages).sorted { $0.id < $1.id }

  /// All words with a page, each once.
  static func words() -> [String] {
    HelpText.topics() + ["options", "front-matter", "course", "diagnostics"] + diagnostics.map(\.id)
  }

  /// The page of a topic, the overview for nil, and nil for an unknown topic.
  static func page(_ topic: String?) -> String? {
    switch topic {
    case "options":
      return settings(
        "A cell's options are its first lines, #| key: value each.", SettingTable.cellOptions)
    case "front-matter":
      return settings(
        "The front matter is YAML between two lines --- at the top of a notebook.",
        SettingTable.frontMatter)
    case "course":
      return settings(
        "A folder of notebooks is a course; course.yml in it says more, in YAML.",
        SettingTable.course)
    case "diagnostics":
      return HelpText.list(diagnostics.map { ($0.id, $0.meaning) })
    default: break
    }
    let pages = [
      HelpText.render(topic: topic),
      diagnostics.first { $0.id == topic }.map { HelpText.page(of: $0) },
    ]
    let found = pages.compactMap(\.self)
    return found.isEmpty ? nil : found.joined(separator: "\n")
  }

  private static func settings(_ opening: String, _ entries: [SettingEntry]) -> String {
    HelpText.wrapped(opening) + "\n"
      + HelpText.list(
        entries.map { entry in
          let standard = entry.standard.map { "; default \($0)" } ?? ""
          return ("\(entry.key):", "\(entry.meaning); \(entry.values)\(standard)")
        })
  }
}
