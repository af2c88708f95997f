import Foundation
import LecternTestSupport
import LecternText
import Testing

@Suite struct MachineFormatTests {
  private let source = MarkedSource("a\nlet ü = ①xy②\n")

  private var diagnostic: Diagnostic {
    Diagnostic(
      "name-unknown", .warning, at: source.span("①", "②"), "100% wrong: a, b\nnext",
      notes: [.init("see", at: SourceSpan(0, 1)), .init("only words")], help: "write x",
      fix: .init([.init(replace: source.span("①", "②"), with: "x")]))
  }

  private func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self) + "\n"
  }

  @Test func `a record has every key, absent values as null`() throws {
    let records = [
      DiagnosticRecord(diagnostic, in: source.file),
      DiagnosticRecord(Diagnostic("empty", at: nil, "m"), in: source.file),
    ]
    expectSnapshot(of: try json(records), named: "records.json")
  }

  @Test func `workflow commands escape what would end them`() {
    let file = SourceFile(name: "a,b:c%.md", text: source.text)
    let text = GitHubRenderer().render(
      [diagnostic, Diagnostic("e", .note, at: nil, "m")], in: file)
    let expected =
      "::warning file=a%2Cb%3Ac%25.md,line=2,col=9,endLine=2,endColumn=11,title=name-unknown::"
      + "100%25 wrong: a, b%0Anext%0Asee (line 1)%0Aonly words%0Ahelp: write x\n"
      + "::notice file=a%2Cb%3Ac%25.md,title=e::m\n"
    #expect(text == expected)
  }

  @Test func `strict makes warnings errors and leaves notes`() throws {
    let found = [diagnostic, Diagnostic("n", .note, at: nil, "m"), Diagnostic("e", at: nil, "m")]
    #expect(found.promotingWarnings().map(\.severity) == [.error, .note, .error])
    var summary = DiagnosticSummary()
    summary.add(found)
    summary.add([])
    #expect(summary.errors == 1 && summary.warnings == 1 && summary.files == 2)
    #expect(found.sortedByPlace().map(\.id) == ["n", "e", "name-unknown"])
  }
}
