import Foundation
import LecternData
import LecternNotebook
import LecternTestSupport
import LecternText
import Testing

@testable import LecternRun

/// The examples of the pages about notebooks, data and runs: what is told of each, as reviewed.
struct PageExampleTests {
  /// Pages whose example needs a file that only a program makes, or a state of the machine; these
  /// messages are tested where they are made.
  private static let described: Set<String> = [
    // Where time runs out depends on the machine.
    "timeout", "ipynb-attachment", "ipynb-edited", "ipynb-format", "ipynb-json", "label-duplicate",
    "label-kind", "no-cells", "array-class-names", "array-counts",
    "array-damaged", "array-empty", "array-format", "array-image-size", "array-label-not-finite",
    "array-label-shape", "array-missing", "array-none", "array-not-finite", "array-one-class",
    "array-several", "array-shape", "array-too-large", "array-truncated", "array-type",
    "array-unsupported", "augment-copies", "csv-compressed", "csv-empty-file", "csv-label-text",
    "csv-long-line", "csv-many-classes", "csv-not-utf8", "data-file-too-large",
    "data-path-not-a-file", "data-path-not-a-folder", "idx-corrupt-gzip", "idx-counts",
    "idx-empty", "idx-image-size", "idx-label", "idx-label-rank", "idx-magic", "idx-not-finite",
    "idx-swapped", "idx-too-large", "idx-trailing", "idx-truncated", "idx-type",
    "network-damaged", "network-format", "network-not-ours", "network-path", "network-rank",
    "network-too-large", "picture-damaged", "picture-format", "picture-mixed", "picture-none",
    "picture-one-class", "picture-size-asked", "picture-sizes", "picture-too-large",
    "picture-too-many", "unreadable-data-file", "data-image", "early-stopping", "expect", "init",
    "interrupted", "load-array", "load-nonfinite", "load-shape", "metric-unknown", "plot-empty",
    "predict", "save-input", "sweep-domain", "train-length", "value-flag", "value-number",
  ]

  /// Files and a notebook from the lines of an example: `NAME.csv:` begins a file.
  private static func parts(
    of example: String
  ) -> (files: [String: String], markdown: String) {
    var files: [String: String] = [:]
    var rest = example.split(separator: "\n", omittingEmptySubsequences: false)[...]
    while let first = rest.first, first.hasSuffix(":"), first.contains("."), !first.contains(" ") {
      let lines = rest.dropFirst().prefix { !$0.isEmpty }
      files[String(first.dropLast())] = lines.joined(separator: "\n") + "\n"
      rest = rest.dropFirst(lines.count + 1)
      if rest.first?.isEmpty == true { rest = rest.dropFirst() }
    }
    let text = rest.joined(separator: "\n")
    let isNotebook = text.contains("```") || text.hasPrefix("---")
    return (files, isNotebook ? text : "```nn\n\(text)\n```\n")
  }

  private static func findings(of page: DiagnosticPage) async throws -> (Notebook, [Diagnostic]) {
    let (files, markdown) = parts(of: page.example)
    let folder = try TestFolder(files)
    let notebook = Notebook.parse(SourceFile(name: "notes.md", text: markdown))
    let checked = CheckedNotebook(notebook, locator: folder.locator, isStrict: false)
    let limits = RunLimits(timeout: 600, memory: nil)
    let result = await checked.execute(saveFolder: folder.path, workers: 2, limits: limits)
    return (notebook, result?.findings ?? checked.diagnostics)
  }

  @Test func `the example of a page is told with its id, in words that were reviewed`() async throws
  {
    var text = ""
    let pages = NotebookDiagnostics.pages + DataDiagnostics.pages + RunDiagnostics.pages
    // Those of course.yml are tested where it is read.
    for page in pages where !Self.described.contains(page.id) && !page.id.hasPrefix("course-") {
      let (notebook, found) = try await Self.findings(of: page)
      #expect(found.contains { $0.id == page.id }, "\(page.id): \(found.map(\.id))")
      text += "==== \(page.id)\n"
      text += TerminalRenderer(useColor: false).render(
        found.filter { $0.id == page.id }, in: notebook.source)
      text += "\n"
    }
    expectSnapshot(of: text, named: "pages.txt")
  }

  @Test(arguments: NotebookTopic.all.map(\.name))
  func `the example of a topic runs without a finding`(_ name: String) async throws {
    let topic = try #require(NotebookTopic.named(name).first)
    let ran = try await Ran(markdown: topic.example)
    #expect(ran.findings.isEmpty)
    // One shows an exercise that waits for its reader.
    let open = topic.example.contains("___") ? 1 : 0
    #expect(ran.statuses.filter { $0 != "ok" }.count == open && ran.statuses.contains("ok"))
  }
}
