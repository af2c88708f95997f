import Foundation
import LecternNotebook
import LecternRun
import LecternText
import Testing

/// Mistakes that students make, each with the message and the repair it gets.
///
/// The table is `Fixtures/Mistakes/mistakes.md`: a title, the cells, then `- message:` and
/// `- repair:` for every diagnostic in the order of their places; none where the cells are right.
struct StudentMistakeTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let title: String
    var markdown = ""
    var messages: [String] = []
    var repairs: [String] = []
    /// Whether the mistake is only seen while running.
    var runs = false

    var testDescription: String { title }
  }

  private static let cases: [Case] = {
    let path = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Fixtures/Mistakes/mistakes.md")
    let text = (try? String(contentsOf: path, encoding: .utf8)) ?? ""
    var cases: [Case] = []
    var isCell = false
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      if !isCell, line.hasPrefix("## ") {
        cases.append(Case(title: String(line.dropFirst(3))))
        continue
      }
      guard let last = cases.indices.last else { continue }
      if line.hasPrefix("```") { isCell.toggle() }
      if isCell || line.hasPrefix("```") {
        cases[last].markdown += line + "\n"
      } else if line.hasPrefix("- message: ") {
        cases[last].messages.append(String(line.dropFirst(11)))
      } else if line.hasPrefix("- repair: ") {
        cases[last].repairs.append(String(line.dropFirst(10)))
      } else if line == "- run" {
        cases[last].runs = true
      }
    }
    return cases
  }()

  @Test func `the table is read`() {
    #expect(Self.cases.count >= 60)
    #expect(Self.cases.allSatisfy { $0.messages.count == $0.repairs.count })
  }

  @Test(arguments: cases)
  func `a mistake is named in the student's terms`(_ mistake: Case) async throws {
    let folder = try TestFolder(["pets.csv": "height,weight,species\n1,2,cat\n2,3,dog\n"])
    var found: [Diagnostic]
    if mistake.runs {
      found = try await Ran(markdown: mistake.markdown, in: folder).result.findings
    } else {
      let notebook = Notebook.parse(SourceFile(name: "notes.md", text: mistake.markdown))
      found = CheckedNotebook(notebook, locator: folder.locator, isStrict: false).diagnostics
    }
    found.removeAll { $0.severity == .note }
    let answers = found.map { "\($0.id): \($0.message) -> \($0.help ?? "-")" }
    let wanted = zip(mistake.messages, mistake.repairs).map { "\($0) -> \($1)" }
    guard answers != wanted else { return }
    Issue.record(
      """
      \(mistake.title)
      found:  \(answers.joined(separator: "\n        "))
      wanted: \(wanted.joined(separator: "\n        "))
      """)
  }
}
