import LecternTestSupport
import LecternText
import Testing

@testable import LecternLanguage

struct DiagnosticCatalogTests {
  @Test func `every id has its entry, in alphabetical order`() {
    let ids = DiagnosticCatalog.entries.map(\.id)
    #expect(ids == MistakeID.allCases.map(\.rawValue).sorted())
  }

  @Test(arguments: DiagnosticCatalog.entries.map(\.id))
  func `the example of an entry is reported with its id and nothing else`(id: String) throws {
    let entry = try #require(DiagnosticCatalog.entry(for: id))
    let checked = CheckedText(entry.example, parameters: [("size", .number(3))])
    let others = checked.ids.filter { $0 != id && $0 != "model-untrained" && $0 != "let-unused" }
    #expect(checked.ids.contains(id), "\(checked.lines)")
    #expect(others.isEmpty, "\(checked.lines)")
  }

  @Test func `the wording of every entry is as reviewed`() {
    var text = ""
    for entry in DiagnosticCatalog.entries {
      let checked = CheckedText(entry.example, parameters: [("size", .number(3))])
      text += "\(entry.example)\n----\n"
      text += TerminalRenderer(useColor: false).render(
        checked.program.diagnostics, in: checked.source)
      text += "\n====\n"
    }
    expectSnapshot(of: text, named: "wording.txt")
  }
}
