import Foundation
import LecternTestSupport
import Testing

/// Notebooks that nobody writes by hand: no trap, no endless work, the right status.
struct HostileInputTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test func `megabytes of prose`() throws {
    // Five megabytes, where the program is optimised; one elsewhere.
    let program = Sandbox.releaseProgram ?? Sandbox.program
    let count = Sandbox.releaseProgram == nil ? 240 : 1_200
    let line = String(repeating: "Words *and* `code`, a [link](x.html) & more. ", count: 100)
    try sandbox.write(
      "# T\n\n" + String(repeating: line + "\n\n", count: count) + "```nn\nshow 1\n```\n",
      to: "n.md")
    expect(try sandbox.start(["render", "n.md"], program: program).end(within: 60), 0)
  }

  @Test func `two thousand cells`() throws {
    let cells = (0..<2_000).map { "```nn\nlet a\($0) = \($0) + 1\nshow a\($0)\n```\n\n" }
    try sandbox.write("# T\n\n" + cells.joined(), to: "n.md")
    let answer = try sandbox.lectern("check", "n.md", within: 30)
    expect(answer, 0)
    #expect(answer.errors == "1 notebook: nothing to mend\n")
  }

  @Test(
    arguments: [
      "show " + String(repeating: "(", count: 100_000),
      "show " + String(repeating: "[", count: 100_000),
      "show " + String(repeating: "-", count: 100_000) + "1",
      "show " + String(repeating: "(", count: 2_000) + "1" + String(repeating: ")", count: 2_000),
      "show 1" + String(repeating: "^1", count: 50_000),
      String(repeating: "repeat 2\n", count: 5_000),
      "show 1e999999999999, 9999999999999999999999x9999999999999999999999",
      "data moons 99999999999999999999",
      "data moons 9000000000000000000",
      "model m\nlayer dense 9000000000000000000 relu",
      "show zeros(4000000000, 4000000000)",
      "show 1\u{0} + 1",
      "\u{feff}\u{202e}show \u{1f600}",
    ].map { LongText($0) })
  func `a cell that asks for too much`(_ long: LongText) throws {
    let cell = long.text
    try sandbox.notebook(cell)
    let answer = try sandbox.lectern("render", "n.md", within: 30)
    expect(answer, 1)
    #expect(answer.errors.contains("error["))
    #expect(!answer.errors.contains("\u{0}") && !answer.errors.contains("\u{202e}"))
    #expect(try sandbox.text("n.html").contains("</html>"))
  }

  @Test(
    arguments: [
      String(repeating: "> ", count: 3_000) + "x",
      (0..<1_000).map { String(repeating: " ", count: 2 * $0) + "- x\n" }.joined(),
      String(repeating: "[", count: 50_000) + String(repeating: "](x)", count: 50_000),
      String(repeating: "*a **b ", count: 20_000),
      "a\u{0}b\u{1b}[31mc",
    ].map { LongText($0) })
  func `prose that nests without end`(_ long: LongText) throws {
    let prose = long.text
    try sandbox.write("# T\n\n\(prose)\n\n```nn\nshow 1\n```\n", to: "n.md")
    let answer = try sandbox.lectern("render", "n.md", within: 30)
    #expect(answer.signal == nil && answer.status <= 1, "\(answer.errors.prefix(500))")
    #expect(!answer.errors.contains("\u{1b}"))
    #expect(try sandbox.text("n.html").contains("</html>"))
  }
}
