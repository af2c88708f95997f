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

  /// One is only reported of an inline value, one only after a hundred others.
  @Test(
    arguments: (DiagnosticCatalog.syntaxPages + DiagnosticCatalog.syntaxPagesLater).map(\.id)
      .filter { $0 != "syntax-inline-empty" && $0 != "syntax-too-many" })
  func `the example of a syntax page is reported with its id alone`(id: String) throws {
    let page = try #require(DiagnosticCatalog.pages.first { $0.id == id })
    #expect(Set(ParsedCell(page.example).diagnostics.map(\.id)) == [id])
  }

  @Test func `the wording of every entry is as reviewed`() {
    var text = ""
    for entry in DiagnosticCatalog.pages {
      let checked = CheckedText(entry.example, parameters: [("size", .number(3))])
      text += "\(entry.example)\n----\n"
      text += TerminalRenderer(useColor: false).render(
        checked.program.diagnostics, in: checked.source)
      text += "\n====\n"
    }
    expectSnapshot(of: text, named: "wording.txt")
  }
}
