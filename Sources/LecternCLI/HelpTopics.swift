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

  /// Settings that YAML gives: where they stand, and each.
  private struct SettingGroup {
    let topic: String
    let summary: String
    let opening: String
    /// What one of them is, for a page of its own.
    let noun: String
    let entries: [SettingEntry]
    let example: String
  }

  private static let settings = [
    SettingGroup(
      topic: "options", summary: "what a cell says of itself: #| label:, echo:, error: …",
      opening: "A cell's options are its first lines, #| key: value each.", noun: "cell option",
      entries: SettingTable.cellOptions,
      example: """
        ```nn
        #| label: fig-step
        #| fig-cap: A step without a corner.
        #| echo: fold
        plot function sigmoid
        ```
        """),
    SettingGroup(
      topic: "front-matter", summary: "what a notebook says of itself: title:, author:, seed: …",
      opening: "The front matter is YAML between two lines --- at the top of a notebook.",
      noun: "key of the front matter", entries: SettingTable.frontMatter,
      example: """
        ---
        title: Two moons
        author: [A. Name, B. Name]
        abstract: There are `{nn} n` points, of which `{nn} n / 5` test the network.
        seed: 1
        params:
          n: 200
        ---

        ```nn
        data moons n
        split train=80% test=20%
        ```
        """),
    SettingGroup(
      topic: "course", summary: "course.yml: the order and the parts of a folder of notebooks",
      opening: "A folder of notebooks is a course; course.yml in it says more, in YAML.",
      noun: "key of course.yml", entries: SettingTable.course,
      example: """
        title: Deep learning
        parts:
          - title: By hand
            notebooks: [line, unit]
          - title: Networks
            notebooks: [moons]
        """),
  ]

  /// All words with a page, each once.
  static func words() -> [String] {
    var seen: Set<String> = []
    let words =
      HelpText.topics() + NotebookTopic.all.map(\.name) + settings.map(\.topic)
      + settings.flatMap { $0.entries.map(\.key) } + NotebookTopic.all.flatMap(\.synonyms)
      + ["diagnostics"] + diagnostics.map(\.id)
    return words.filter { seen.insert($0).inserted }
  }

  /// The page of a topic, the overview for nil, and nil for an unknown topic.
  static func page(_ topic: String?) -> String? {
    guard let topic else { return overview() }
    if topic == "diagnostics" { return HelpText.list(diagnostics.map { ($0.id, $0.meaning) }) }
    var pages = [HelpText.render(topic: topic)].compactMap(\.self)
    pages += settings.filter { $0.topic == topic }.map { page(of: $0) }
    pages += settings.compactMap { group in
      group.entries.first { $0.key == topic }.map { page(of: $0, in: group) }
    }
    pages += NotebookTopic.named(topic).map(page)
    pages += diagnostics.filter { $0.id == topic }.map(HelpText.page)
    return pages.isEmpty ? nil : pages.joined(separator: "\n")
  }

  private static func overview() -> String {
    let around =
      NotebookTopic.all.map { ($0.name, $0.summary) } + settings.map { ($0.topic, $0.summary) }
    return (HelpText.render(topic: nil) ?? "") + "\nThe notebook around the cells:\n\n"
      + HelpText.list(around) + "\n"
      + HelpText.wrapped(
        "lectern help WORD says more of each; functions, names and diagnostics are topics, too.")
  }

  private static func page(of topic: NotebookTopic) -> String {
    var text = HelpText.wrapped("\(topic.name): \(topic.summary)") + "\n"
    text += HelpText.list(topic.forms.map { ($0.form, $0.meaning) })
    if !topic.details.isEmpty { text += "\n" + HelpText.wrapped(topic.details) }
    return text + "\n" + HelpText.example(topic.example)
  }

  private static func page(of group: SettingGroup) -> String {
    HelpText.wrapped(group.opening) + "\n" + HelpText.list(group.entries.map(row)) + "\n"
      + HelpText.example(group.example)
  }

  private static func page(of entry: SettingEntry, in group: SettingGroup) -> String {
    let (key, words) = row(entry)
    return HelpText.wrapped("\(key) (\(group.noun)): \(words)")
  }

  private static func row(_ entry: SettingEntry) -> (String, String) {
    let standard = entry.standard.map { "; default \($0)" } ?? ""
    return ("\(entry.key):", "\(entry.meaning); \(entry.values)\(standard)")
  }
}
