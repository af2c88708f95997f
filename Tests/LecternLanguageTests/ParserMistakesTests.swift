import LecternTestSupport
import LecternText
import Testing

@testable import LecternLanguage

/// Each line of `Fixtures/syntax/mistakes.txt` is a cell with its mistake, ⏎ for its line ends.
struct ParserMistakesTests {
  private static var inputs: [String] {
    (fixtureText(named: "syntax/mistakes.txt") ?? "").split(separator: "\n").map {
      String($0).replacing("⏎", with: "\n")
    }
  }

  @Test func `each mistake has its place, its words and its repair`() {
    #expect(Self.inputs.count > 90)
    var blocks: [String] = []
    for input in Self.inputs {
      let parsed = ParsedCell(input)
      var lines = [input.replacing("\n", with: " ⏎ ")]
      for diagnostic in parsed.diagnostics {
        let place = parsed.file.position(at: diagnostic.span?.start ?? 0)
        lines.append("  \(place.line):\(place.column) \(diagnostic.id): \(diagnostic.message)")
        lines.append("    help: \(diagnostic.help ?? "-")")
        if let fix = diagnostic.fix {
          let fixed = Self.apply(fix, to: parsed.file)
          lines.append("    fixed: \(fixed.replacing("\n", with: " ⏎ "))")
        }
      }
      lines.append("  read as: \(parsed.text.replacing("\n", with: " ⏎ "))")
      blocks.append(lines.joined(separator: "\n"))
    }
    expectSnapshot(of: blocks.joined(separator: "\n\n") + "\n", named: "syntax/mistakes.snapshot")
  }

  @Test(arguments: inputs)
  func `a certain repair takes the mistake away`(_ input: String) {
    let parsed = ParsedCell(input)
    #expect(!parsed.diagnostics.isEmpty)
    for diagnostic in parsed.diagnostics {
      guard let fix = diagnostic.fix else { continue }
      let repaired = ParsedCell(Self.apply(fix, to: parsed.file))
      #expect(
        repaired.diagnostics.count < parsed.diagnostics.count,
        "\(repaired.file.text): \(repaired.summary)")
    }
  }

  private static func apply(_ fix: Diagnostic.Fix, to file: SourceFile) -> String {
    var bytes = file.utf8
    for edit in fix.edits.sorted(by: { $0.span.start > $1.span.start }) {
      bytes.replaceSubrange(edit.span.start..<edit.span.end, with: edit.replacement.utf8)
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
