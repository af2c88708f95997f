import Foundation
import Testing

struct RenderTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test func `a notebook named by itself gets its page beside it`() throws {
    try sandbox.notebook("show 1/3", to: "deep/n.md")
    let answer = try sandbox.lectern("render", "deep/n.md")
    expect(answer, 0)
    #expect(answer.output.isEmpty)
    #expect(answer.errors == "deep/n.md: ok → deep/n.html\n")
    #expect(try sandbox.names("deep") == ["n.html", "n.md"])
    let page = try sandbox.text("deep/n.html")
    #expect(page.hasPrefix("<!DOCTYPE html>") || page.hasPrefix("<!doctype html>"))
    #expect(page.contains("0.333333"))
  }

  @Test func `saved files go beside the page, and into the current folder when nothing is written`()
    throws
  {
    try sandbox.notebook(
      """
      data moons 40 seed=1
      model net
      layer dense 1 sigmoid
      train gd lr=0.1 iterations=2
      save "net.npz"
      load "net.npz" as back
      expect accuracy(train) == accuracy(train, back)
      """, to: "deep/n.md")
    expect(try sandbox.lectern("render", "deep/n.md", "--output-dir", "pages"), 0)
    #expect(try sandbox.names("pages") == ["n.html", "net.npz"])
    #expect(try sandbox.names("deep") == ["n.md"])
    let saved = sandbox.bytes("pages/net.npz")
    expect(try sandbox.lectern("render", "deep/n.md", "--output-dir", "pages"), 0)
    #expect(sandbox.bytes("pages/net.npz") == saved)
    expect(try sandbox.lectern("run", "deep/n.md"), 0)
    #expect(sandbox.bytes("net.npz") == saved)
    // A check runs nothing.
    expect(try sandbox.lectern("check", "deep/n.md"), 0)
    #expect(try sandbox.names("deep") == ["n.md"])
  }

  @Test func `without arguments notebooks are rendered to output with a list`() throws {
    try sandbox.write(
      "---\ntitle: The <second>\nabstract: What it is about.\n---\n\n```nn\nexpect 1 < 2\n```\n",
      to: "notebooks/b.md")
    try sandbox.write("# The first\n\n```nn\nexpect 2 < 1\n```\n", to: "notebooks/a.md")
    try sandbox.write("broken ```nn", to: "notebooks/_draft.md")
    try sandbox.write("not a notebook", to: "notebooks/data.txt")
    try sandbox.notebook("show 1", to: "notebooks/folder/inner.md")
    let answer = try sandbox.lectern("render")
    expect(answer, 1)
    #expect(
      try sandbox.names("output") == ["a.html", "b.html", "index.html", "search.html"])
    let index = try sandbox.text("output/index.html")
    #expect(index.contains("The &lt;second&gt;"))
    #expect(index.contains("What it is about."))
    #expect(index.contains("href=\"a.html\"") && index.contains("href=\"b.html\""))
    let first = try #require(index.range(of: "The first"))
    let second = try #require(index.range(of: "The &lt;second&gt;"))
    #expect(first.lowerBound < second.lowerBound, "in name order")
    let failed = try #require(index.range(of: "0 of 1 expectation holds"))
    let holds = try #require(index.range(of: "1 of 1 expectation holds"))
    #expect(first.lowerBound < failed.lowerBound && failed.lowerBound < second.lowerBound)
    #expect(second.lowerBound < holds.lowerBound)
  }

  @Test func `a folder is rendered in name order to the folder that is named`() throws {
    for name in ["10.md", "2.md", "B.md", "a.md"] {
      try sandbox.notebook("show 1", to: "in/\(name)")
    }
    let answer = try sandbox.lectern("render", "in/", "--output-dir", "new/pages")
    expect(answer, 0)
    let order = answer.errors.split(separator: "\n").map { line in String(line.prefix { $0 != ":" })
    }
    #expect(order == ["in/10.md", "in/2.md", "in/B.md", "in/a.md"])
    #expect(
      try sandbox.names("new/pages") == [
        "10.html", "2.html", "B.html", "a.html", "index.html", "search.html",
      ])
  }

  @Test func `the page goes to the file that is named`() throws {
    try sandbox.notebook("show 1")
    try sandbox.makeFolder("pages")
    expect(try sandbox.lectern("render", "n.md", "-o", "pages/x.html"), 0)
    #expect(try sandbox.names() == ["n.md", "pages"])
    #expect(try sandbox.names("pages") == ["x.html"])
  }

  @Test func `a dash is standard output and messages stay on standard error`() throws {
    try sandbox.notebook("show 1")
    let answer = try sandbox.lectern("render", "n.md", "-o", "-")
    expect(answer, 0)
    #expect(answer.output.contains("</html>"))
    #expect(answer.errors == "n.md: ok → -\n")
    expect(try sandbox.lectern("render", "n.md"), 0)
    #expect(try sandbox.text("n.html") == answer.output)
  }

  @Test func `a page written to a device leaves the device what it is`() throws {
    try sandbox.notebook("show 1")
    #expect(mkfifo(sandbox.path + "/pipe", 0o600) == 0)
    let answer = try sandbox.bash(
      "cat pipe > copy & \"$lectern\" render n.md -o pipe; s=$?; wait; exit $s")
    expect(answer, 0)
    #expect(try sandbox.text("copy").contains("</html>"))
    #expect(try sandbox.names() == ["copy", "n.md", "pipe"])
    var status = stat()
    #expect(stat(sandbox.path + "/pipe", &status) == 0 && status.st_mode & S_IFMT == S_IFIFO)
  }

  @Test func `a link keeps its place and its target is replaced`() throws {
    try sandbox.notebook("show 1")
    try sandbox.write("old", to: "real/page.html")
    try FileManager.default.createSymbolicLink(
      atPath: sandbox.path + "/n.html", withDestinationPath: "real/page.html")
    expect(try sandbox.lectern("render", "n.md"), 0)
    #expect(try sandbox.text("real/page.html").contains("</html>"))
    #expect(try sandbox.names("real") == ["page.html"])
  }

  @Test func `parameters take other values`() throws {
    try sandbox.write(
      "---\nparams:\n  n: 3\n---\n\n```nn\nshow n * 1000\n```\n", to: "n.md")
    expect(try sandbox.lectern("render", "n.md"), 0)
    #expect(try sandbox.text("n.html").contains("3000"))
    expect(try sandbox.lectern("render", "n.md", "-P", "n=7"), 0)
    #expect(try sandbox.text("n.html").contains("7000"))
  }

  @Test(arguments: [
    ("m=7", "has no parameter `?m"), ("n=seven", "n"), ("n", "-P wants name=value, not n"),
  ])
  func `a parameter that does not fit is wrong usage`(_ argument: String, _ message: String) throws
  {
    try sandbox.write("---\nparams:\n  n: 3\n---\n\n```nn\nshow n\n```\n", to: "n.md")
    let answer = try sandbox.lectern("render", "n.md", "-P", argument)
    expect(answer, 2)
    #expect(answer.errors.contains(try Regex(message)))
    #expect(try sandbox.names() == ["n.md"])
  }

  @Test func `without execution the page shows the cells and no outputs`() throws {
    try sandbox.notebook("show 12 * 12\nexpect 1 > 2")
    expect(try sandbox.lectern("render", "n.md", "--no-execute"), 0)
    let page = try sandbox.text("n.html")
    #expect(!page.contains("144"))
    #expect(page.contains("not run"))
  }

  @Test func `warnings are fine unless strict`() throws {
    try sandbox.notebook("let unused = 1\nshow 2")
    for command in ["check", "render", "run"] {
      let lenient = try sandbox.lectern(command, "n.md")
      expect(lenient, 0)
      #expect(lenient.errors.contains("n.md:4:5: warning[let-unused]"))
      let strict = try sandbox.lectern(command, "n.md", "--strict")
      expect(strict, 1)
      #expect(strict.errors.contains("n.md:4:5: error[let-unused]"))
    }
  }

  @Test func `every line of the JSON log is an object with an event`() throws {
    try sandbox.notebook("let unused = 1\n" + smallTraining, to: "in/a.md")
    try sandbox.notebook("show nothing", to: "in/b.md")
    let answer = try sandbox.lectern("render", "in", "--log-format", "json")
    expect(answer, 1)
    let events = try answer.events()
    let names = events.compactMap { $0["event"] as? String }
    #expect(names.count == events.count)
    #expect(Set(names) == ["cell-started", "cell-ended", "diagnostic", "rendered"])
    let rendered = events.filter { $0["event"] as? String == "rendered" }
    #expect(rendered.compactMap { $0["status"] as? String } == ["ok", "failed"])
    let missing = try sandbox.lectern("render", "nowhere.md", "--log-format", "json")
    expect(missing, 2)
    #expect(
      try missing.events().first?["message"] as? String
        == "cannot read nowhere.md: No such file or directory")
  }

  @Test func `a broken notebook does not keep the others from their pages`() throws {
    try sandbox.notebook("show nothing", to: "in/a.md")
    try sandbox.write([0xff, 0xfe, 0x41, 0x00], to: "in/b.md")
    try sandbox.notebook("show 1", to: "in/c.md")
    let answer = try sandbox.lectern("render", "in")
    expect(answer, 1)
    #expect(
      try sandbox.names("output") == ["a.html", "b.html", "c.html", "index.html", "search.html"])
    #expect(try sandbox.text("output/a.html").contains("name-unknown"))
    #expect(try sandbox.text("output/b.html").contains("UTF-16"))
    #expect(try sandbox.text("output/index.html").contains("c.html"))
  }
}
