import Foundation
import Testing

struct ExitStatusTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.notebook("show 1", to: "in/a.md")
    try sandbox.notebook("show 1", to: "in/b.md")
    try sandbox.makeFolder("empty")
  }

  @Test(
    arguments: [
      (["frobnicate"], "frobnicate"),
      (["render", "--frobnicate"], "Unknown option '--frobnicate'"),
      (["render", "--log-format", "xml"], "xml"),
      (["check", "--format", "xml"], "xml"),
      (["run"], "file"),
      (["new"], "file"),
      (["render", "nowhere.md"], "cannot read nowhere.md: No such file or directory"),
      (["check", "nowhere.md"], "cannot read nowhere.md: No such file or directory"),
      (["run", "nowhere.md"], "cannot read nowhere.md: No such file or directory"),
      (["run", "in"], "cannot read in: it is a folder"),
      (["render", "empty"], "cannot find notebooks in empty: it has no .md file"),
      (["render"], "cannot read notebooks: No such file or directory"),
      (["render", "in", "-o", "x.html"], "--output takes one notebook"),
      (["render", "in/a.md", "-o", "x.html", "--output-dir", "y"], "exclude each other"),
      (["render", "in/a.md", "in/a.md"], "would both be written to in/a.html"),
      (["render", "in/a.md", "-o", "empty"], "empty is a folder"),
      (["render", "in/a.md", "--data-dir", "no"], "--data-dir no: there is no such folder"),
    ])
  func `wrong usage is 2 and tells on standard error`(
    _ arguments: [String], _ message: String
  ) throws {
    let answer = try sandbox.start(arguments).end(within: 20)
    expect(answer, 2)
    #expect(answer.output.isEmpty)
    #expect(answer.errors.contains(message), "\(answer.errors)")
    #expect(try sandbox.names() == ["empty", "in"])
    #expect(try sandbox.names("in") == ["a.md", "b.md"])
  }

  @Test func `the advice is the help of the command that was asked`() throws {
    let answer = try sandbox.lectern("render", "in", "-o", "x.html")
    #expect(answer.errors.contains("See 'lectern render --help'"))
  }

  @Test(arguments: ["expect 1 > 2", "show nothing", "show [1, 2] @ [3, 4]"])
  func `what fails in a notebook is 1`(_ cell: String) throws {
    try sandbox.notebook(cell)
    for command in ["render", "run"] {
      let answer = try sandbox.lectern(command, "n.md")
      expect(answer, 1)
      #expect(answer.errors.contains("n.md:"))
    }
  }

  @Test func `a cell that must fail and does is fine`() throws {
    try sandbox.notebook("#| error: true\nshow nothing")
    expect(try sandbox.lectern("render", "n.md"), 0)
  }

  @Test func `output that is lost is told`() throws {
    for command in [
      "render in/a.md -o -", "run in/a.md", "run in/a.md --format json", "check in --format json",
    ] {
      let answer = try sandbox.bash("\"$lectern\" \(command) > /dev/full")
      expect(answer, 2)
      #expect(answer.errors.contains("cannot write standard output: No space left on device"))
    }
  }

  @Test(arguments: [SIGILL, SIGSEGV, SIGABRT])
  func `a fault of the program's own is 3`(_ fault: Int32) throws {
    try sandbox.notebook(endlessTraining)
    let running = try sandbox.start(["render", "n.md", "--log-format", "json"])
    #expect(running.waits(for: "cell-started"))
    kill(running.process.processIdentifier, fault)
    let answer = running.end(within: 10)
    expect(answer, 3)
    #expect(answer.errors.contains("a fault of Lectern's own"))
    #expect(try sandbox.names() == ["empty", "in", "n.md"])
  }

  @Test(arguments: [SIGINT, SIGTERM])
  func `an interrupt is 130 and the old report stays`(_ interrupt: Int32) throws {
    try sandbox.notebook(endlessTraining)
    try sandbox.write("the old report", to: "n.html")
    let running = try sandbox.start(["render", "n.md", "--log-format", "json"])
    #expect(running.waits(for: "cell-started"))
    usleep(200_000)
    kill(running.process.processIdentifier, interrupt)
    let answer = running.end(within: 5)
    expect(answer, 130)
    #expect(answer.errors.contains("interrupted"))
    #expect(try sandbox.text("n.html") == "the old report")
    #expect(try sandbox.names() == ["empty", "in", "n.html", "n.md"])
    _ = try answer.events()
  }

  private var endlessTraining: String {
    smallTraining.replacing("iterations=20", with: "iterations=1_000_000_000")
  }
}
