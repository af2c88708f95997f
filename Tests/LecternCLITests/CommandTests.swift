import Foundation
import Testing

struct CheckTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.notebook("let x = 1\n\nmodel net\nlayer dens 3 relu", to: "in/a.md")
    try sandbox.notebook("show 1", to: "in/b.md")
  }

  @Test func `people read place, message, excerpt and repair`() throws {
    let answer = try sandbox.lectern("check", "in")
    expect(answer, 1)
    #expect(answer.output.isEmpty)
    #expect(answer.errors.contains("in/a.md:7:7: error[layer-unknown]"))
    #expect(answer.errors.contains("did you mean `dense`?"))
    #expect(answer.errors.contains("2 notebooks: 1 error, "))
    let fine = try sandbox.lectern("check", "in/b.md")
    expect(fine, 0)
    #expect(fine.errors == "1 notebook: nothing to mend\n")
  }

  @Test func `programs read every key of every diagnostic`() throws {
    let answer = try sandbox.lectern("check", "in", "--format", "json")
    expect(answer, 1)
    #expect(answer.errors.isEmpty)
    let report = try answer.object()
    #expect(Set(report.keys) == ["diagnostics", "summary"])
    let summary = try #require(report["summary"] as? [String: Int])
    #expect(Set(summary.keys) == ["errors", "warnings", "files"])
    #expect(summary["errors"] == 1 && summary["files"] == 2)
    let found = try #require(report["diagnostics"] as? [[String: Any]])
    #expect(found.count == 1 + (summary["warnings"] ?? 0))
    for diagnostic in found {
      #expect(
        Set(diagnostic.keys) == [
          "id", "severity", "file", "line", "column", "endLine", "endColumn", "message", "notes",
          "help", "fix",
        ])
    }
    let error = try #require(found.first { $0["severity"] as? String == "error" })
    #expect(error["id"] as? String == "layer-unknown")
    #expect(error["file"] as? String == "in/a.md")
    let place = ["line", "column", "endLine", "endColumn"].map { error[$0] as? Int }
    #expect(place == [7, 7, 7, 11])
    #expect(error["message"] is String && error["help"] is String && error["notes"] is [Any])
    #expect(error["fix"] is [Any] || error["fix"] is NSNull)
  }

  @Test func `annotations are one workflow command a diagnostic`() throws {
    let answer = try sandbox.lectern("check", "in", "--format", "github")
    expect(answer, 1)
    #expect(answer.errors.isEmpty)
    let lines = answer.output.split(separator: "\n")
    #expect(
      lines.contains {
        $0.hasPrefix(
          "::error file=in/a.md,line=7,col=7,endLine=7,endColumn=11,title=layer-unknown::")
      })
    #expect(lines.allSatisfy { $0.hasPrefix("::") })
  }

  @Test func `columns count characters, also inside lists and quotes`() throws {
    try sandbox.write(
      "> - item\n>\n>   ```nn\n>   show \"äö👩‍👩‍👧\", nothing\n>   ```\n", to: "q.md")
    let report = try sandbox.lectern("check", "q.md", "--format", "json").object()
    let found = try #require(report["diagnostics"] as? [[String: Any]])
    let error = try #require(found.first { $0["id"] as? String == "name-unknown" })
    #expect(error["line"] as? Int == 4)
    #expect(error["column"] as? Int == 17)
    #expect(error["endColumn"] as? Int == 24)
  }

  @Test func `nothing is run and nothing is written`() throws {
    try sandbox.notebook("expect 1 > 2", to: "fails.md")
    expect(try sandbox.lectern("check", "fails.md"), 0)
    #expect(try sandbox.names() == ["fails.md", "in"])
  }
}

struct RunTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  private func outputs(_ cell: String, status: Int32 = 0) throws -> [[String: Any]] {
    try sandbox.notebook("#| label: the-cell\n" + cell)
    let answer = try sandbox.lectern("run", "n.md", "--format", "json")
    expect(answer, status)
    let record = try answer.object()
    let cells = try #require(record["cells"] as? [[String: Any]])
    #expect(cells.count == 1)
    #expect(cells.first?["label"] as? String == "the-cell")
    return try #require(cells.first?["outputs"] as? [[String: Any]])
  }

  @Test func `the record has the keys that programs rely on`() throws {
    try sandbox.write(
      """
      # Three cells

      ```nn
      #| label: one
      show 1/3
      ```

      ```nn
      data csv "missing.csv" label=y
      ```

      ```nn
      plot data
      expect 1 < 2 points=5
      ```
      """, to: "n.md")
    try sandbox.write("a,y\n1,0\n2,1\n", to: "missing.csv")
    let fine = try sandbox.lectern("run", "n.md", "--format", "json")
    expect(fine, 0)
    let record = try fine.object()
    #expect(Set(record.keys) == ["notebook", "cells", "expectations", "diagnostics"])
    #expect(record["notebook"] as? String == "n.md")
    let cells = try #require(record["cells"] as? [[String: Any]])
    for cell in cells {
      #expect(Set(cell.keys) == ["index", "label", "line", "status", "reason", "outputs"])
    }
    #expect(cells.map { $0["index"] as? Int } == [0, 1, 2])
    #expect(cells.map { $0["line"] as? Int } == [3, 8, 12])
    #expect(cells.map { $0["status"] as? String } == ["ok", "ok", "ok"])
    #expect(cells[0]["label"] as? String == "one")
    #expect(cells[1]["label"] is NSNull)
    let claims = try #require(record["expectations"] as? [String: Double])
    #expect(
      claims == ["passed": 1, "failed": 0, "points": 5, "possible": 5, "leftOut": 0, "open": 0])
    #expect(try sandbox.names() == ["missing.csv", "n.md"], "no report is written")
  }

  @Test func `a failure while running marks its cell and those that need it`() throws {
    try sandbox.write(
      "```nn\n\(smallTraining.replacing("lr=0.5", with: "lr=1e300"))\n```\n\n"
        + "```nn\nplot cost run\n```\n\n```nn\nshow 1\n```\n", to: "n.md")
    let answer = try sandbox.lectern("run", "n.md", "--format", "json")
    expect(answer, 1)
    let record = try answer.object()
    let cells = try #require(record["cells"] as? [[String: Any]])
    #expect(cells.first?["status"] as? String == "failed")
    #expect(cells.last?["status"] as? String == "ok")
    let found = try #require(record["diagnostics"] as? [[String: Any]])
    #expect(found.contains { $0["id"] as? String == "diverged" })
  }

  @Test func `a value has name, shape and all its digits`() throws {
    let found = try outputs("let a = 1/3\nshow a, [1, 2; 3, 4] / 3")
    #expect(found.allSatisfy { $0["type"] as? String == "value" })
    #expect(found.allSatisfy { Set($0.keys) == ["type", "name", "shape", "values"] })
    #expect(found[0]["name"] as? String == "a")
    #expect(found[0]["shape"] as? [Int] == [])
    #expect(found[0]["values"] as? Double == 1.0 / 3)
    #expect(found[1]["shape"] as? [Int] == [2, 2])
    let rows: [[Double]] = [[1.0 / 3, 2.0 / 3], [1.0, 4.0 / 3]]
    #expect(found[1]["values"] as? [[Double]] == rows)
  }

  @Test func `an expectation has expression, verdict, actual value and points`() throws {
    let found = try outputs("expect 1 + 1 == 3 points=2 \"sums\"\nexpect 1 < 2", status: 1)
    #expect(found.allSatisfy { $0["type"] as? String == "expect" })
    for expectation in found {
      #expect(Set(expectation.keys).isSuperset(of: ["expression", "passed", "actual", "points"]))
    }
    #expect(found[0]["expression"] as? String == "1 + 1 == 3")
    #expect(found.map { $0["passed"] as? Bool } == [false, true])
    #expect(found[0]["points"] as? Double == 2)
  }

  @Test func `tables, figures and images carry their numbers`() throws {
    let found = try outputs(
      "data digits 40 seed=1\nmodel net\nlayer dense 3 tanh\nlayer dense classes softmax\n"
        + "train gd lr=0.5 iterations=5 as run\nevaluate train\nplot cost run\nplot images 4")
    let table = try #require(found.last { $0["type"] as? String == "table" })
    #expect(table["columns"] is [String])
    let rows = try #require(table["rows"] as? [[Any]])
    #expect(rows.contains { $0.contains { $0 is NSNumber } })
    let figure = try #require(found.last { $0["type"] as? String == "figure" })
    #expect(figure["kind"] as? String == "cost")
    let series = try #require((figure["series"] as? [[String: Any]])?.first)
    #expect(series["name"] as? String == "run")
    #expect((series["y"] as? [Double])?.count == 5)
    let image = try #require(found.last { $0["type"] as? String == "image" })
    #expect((image["images"] as? [[String: Any]])?.count == 4)
  }

  @Test func `people read outputs with at most six digits on standard output`() throws {
    try sandbox.notebook("show 1/3\nexpect 2/3 > 1")
    let answer = try sandbox.lectern("run", "n.md")
    expect(answer, 1)
    #expect(answer.output.contains("0.333333\n"))
    #expect(!answer.output.contains("0.3333333"))
    #expect(answer.output.contains("✗"))
    #expect(answer.errors.contains("n.md: 1 of 1 expectation failed"))
  }

  @Test func `a reader who goes away ends the output, not with a crash`() throws {
    try sandbox.notebook("data moons 3000\nplot data")
    for format in ["json", "text"] {
      let answer = try sandbox.bash(
        "\"$lectern\" run n.md --format \(format) | head -n 1; echo \"${PIPESTATUS[0]}\"")
      #expect(answer.output.hasSuffix("\n0\n"), "\(answer.output) \(answer.errors)")
    }
  }
}

struct NewTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test(arguments: ["my-first_notes", "it's \"quoted\" & <odd>: 100%", "tab\there", "über 数", "-x"])
  func `the new notebook renders and its expectation holds`(_ name: String) throws {
    let path = "./\(name)"
    let made = try sandbox.lectern("new", path)
    expect(made, 0)
    #expect(made.output.isEmpty)
    #expect(try sandbox.names() == ["\(name).md"])
    let answer = try sandbox.lectern("render", "\(path).md", "--strict")
    expect(answer, 0)
    #expect(answer.errors.contains("1 expectation holds, 10 of 10 points"))
  }

  @Test func `what the program advises can be pasted into a shell`() throws {
    let made = try sandbox.lectern("new", "it's $HOME; \"x\"")
    let advice = try #require(made.errors.split(separator: "now try").last)
      .trimmingCharacters(in: .whitespacesAndNewlines)
    #expect(advice.hasPrefix("lectern render "))
    expect(try sandbox.bash("\"$lectern\" " + advice.dropFirst("lectern ".count)), 0)
  }

  @Test func `an existing file is not overwritten`() throws {
    try sandbox.write("mine", to: "n.md")
    for name in ["n", "n.md"] {
      let answer = try sandbox.lectern("new", name)
      expect(answer, 2)
      #expect(answer.errors == "lectern: cannot make n.md: it is there already\n")
    }
    #expect(try sandbox.text("n.md") == "mine")
  }

  @Test func `a folder that is not there is named`() throws {
    let answer = try sandbox.lectern("new", "no/where.md")
    expect(answer, 2)
    #expect(answer.errors.contains("no/where.md: No such file or directory"))
  }
}

struct HelpTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test func `help documents commands and exit statuses`() throws {
    for arguments in [["--help"], ["-h"], []] {
      let answer = try sandbox.start(arguments).end(within: 20)
      expect(answer, 0)
      #expect(answer.errors.isEmpty)
      for command in ["render", "check", "run", "new", "convert", "help", "--version"] {
        #expect(answer.output.contains(command))
      }
      for line in [
        "0    fine", "1    a cell, a check or an expectation failed", "2    wrong", "3  ",
        "130  interrupted",
      ] {
        #expect(answer.output.contains(line))
      }
    }
  }

  @Test(arguments: ["render", "check", "run", "format", "new"])
  func `each command has help`(_ command: String) throws {
    let answer = try sandbox.lectern(command, "--help")
    expect(answer, 0)
    #expect(answer.output.contains("USAGE: lectern \(command)"))
    expect(try sandbox.lectern("help", command), 0)
  }

  @Test func `the topics are listed and each is explained`() throws {
    let list = try sandbox.lectern("help")
    expect(list, 0)
    for verb in ["seed", "data", "layer", "train", "expect"] {
      #expect(list.output.contains(verb))
      let answer = try sandbox.lectern("help", verb)
      expect(answer, 0)
      #expect(answer.output.hasPrefix(verb))
    }
  }

  @Test(arguments: [
    ("markdown", "prose:", "`{nn} EXPR`"), ("alert", "prose:", "WARNING"),
    ("label", "label: (cell option)", "[-@fig-cost]"), ("reference", "references:", "{#eq-cost}"),
    ("caption", "captions:", "tbl-cap: ["), ("tbl-cap", "tbl-cap: (cell option)", "caption"),
    ("citation", "footnotes:", "[^kingma]"), ("grading", "exercises:", "points=2"),
    ("toc", "toc: (key of the front matter)", "default true"),
    ("parts", "parts: (key of course.yml)", "notebooks:"),
    ("seed", "seed:", "(key of the front matter)"),
  ])
  func `what stands around cells is found by the words that authors use`(
    _ word: String, _ start: String, _ part: String
  ) throws {
    let answer = try sandbox.lectern("help", word)
    expect(answer, 0)
    #expect(answer.output.hasPrefix(start) && answer.output.contains(part), "\(answer.output)")
    let widest = answer.output.split(separator: "\n").map(\.count).max() ?? 0
    #expect(widest <= 80)
  }

  /// The example at the end of a page, set in by four spaces, behind the empty line below a list.
  private func example(_ topic: String) throws -> String {
    let page = try sandbox.lectern("help", topic).output.split(
      separator: "\n", omittingEmptySubsequences: false)
    let start = try #require(page.lastIndex { !$0.isEmpty && !$0.hasPrefix("    ") })
    return page[start...].drop { !$0.isEmpty }.dropFirst().map { $0.dropFirst(4) }
      .joined(separator: "\n") + "\n"
  }

  @Test func `the examples of options, front matter and course are right`() throws {
    for topic in ["options", "front-matter"] {
      try sandbox.write(try example(topic), to: "a.md")
      let answer = try sandbox.lectern("run", "a.md", "--strict")
      expect(answer, 0)
      #expect(!answer.errors.contains("error") && answer.output.contains("cell 1"), "\(topic)")
    }
    for name in ["line", "unit", "moons"] {
      try sandbox.write("# A\n\n```nn\nshow 1\n```\n", to: "in/\(name).md")
    }
    try sandbox.write(try example("course"), to: "in/course.yml")
    let answer = try sandbox.lectern("render", "in", "--strict")
    expect(answer, 0)
    #expect(!answer.errors.contains("course.yml"))
    #expect(try sandbox.text("output/index.html").contains("By hand"))
  }

  @Test func `an unknown topic is wrong usage with a suggestion`() throws {
    let answer = try sandbox.lectern("help", "trian")
    expect(answer, 2)
    #expect(answer.output.isEmpty)
    #expect(answer.errors.contains("there is no help on trian; did you mean train?"))
  }

  @Test func `the version is a number`() throws {
    let answer = try sandbox.lectern("--version")
    expect(answer, 0)
    #expect(answer.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil)
  }
}

struct FormatCommandTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
  }

  @Test func `files are rewritten once, and a check says which would be`() throws {
    let path = "a.md"
    try sandbox.write("# A\n\n```nn\nlet x=1  # one\nshow   x\n```\n", to: path)
    let check = try sandbox.lectern("format", "--check", path)
    expect(check, 1)
    #expect(check.errors.contains("a.md: not formatted"))
    expect(try sandbox.lectern("format", path), 0)
    #expect(try sandbox.text("a.md") == "# A\n\n```nn\nlet x = 1  # one\nshow x\n```\n")
    let again = try sandbox.lectern("format", path)
    expect(again, 0)
    #expect(again.errors.contains("nothing to change"))
    expect(try sandbox.lectern("format", "--check", path), 0)
  }

  @Test func `certain repairs are written and the rest is reported`() throws {
    let path = "a.md"
    try sandbox.write(
      "```nn\ndata circles 20 seed=1\nmodel net\nlayer desne 1 sigmod\nlet y = np.exp(2)\nprint(y)\n"
        + "show missing\n```\n", to: path)
    let answer = try sandbox.lectern("check", "--fix", path)
    expect(answer, 1)
    #expect(answer.errors.contains("a.md:4:7: `desne` is now `dense`"))
    #expect(answer.errors.contains("error[name-unknown]: `missing` is not defined"))
    #expect(!answer.errors.contains("sigmod`?"))
    #expect(
      try sandbox.text("a.md")
        == "```nn\ndata circles 20 seed=1\nmodel net\nlayer dense 1 sigmoid\nlet y = exp(2)\nshow y\n"
        + "show missing\n```\n")
  }

  @Test func `editors get the reference as data`() throws {
    let answer = try sandbox.lectern("help", "--format", "json")
    expect(answer, 0)
    let reference = try answer.object()
    let statements = try #require(reference["statements"] as? [[String: Any]])
    let verbs = statements.compactMap { $0["verb"] as? String }
    #expect(verbs.contains("train") && verbs.contains("expect"))
    for list in [
      "keywords", "functions", "names", "cellOptions", "frontMatter", "course", "topics",
      "diagnostics",
    ] {
      #expect((reference[list] as? [Any])?.isEmpty == false, "\(list)")
    }
  }
}

struct DiagnosticPageTests {
  private static let sources = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
    .appendingPathComponent("../../Sources").standardizedFileURL

  /// The ids that the sources write out where a diagnostic is made.
  private static func ids() throws -> Set<String> {
    let made =
      #/\b(?:Diagnostic|StatementFailure|Words|DataIssue)\(\s*(?:id:\s*)?(?:\w+\s*\?\s*"([a-z0-9-]+)"\s*:\s*)?"([a-z][a-z0-9-]*)"/#
    var ids: Set<String> = []
    let files = FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: made) {
        if let first = match.1 { ids.insert(String(first)) }
        ids.insert(String(match.2))
      }
      if file.lastPathComponent == "MistakeID.swift" {
        for match in text.matches(of: #/= "([a-z-]+)"/#) { ids.insert(String(match.1)) }
      }
      if file.lastPathComponent == "Parser+Messages.swift" {
        for match in text.matches(of: #/Wording\(\s*"([a-z-]+)"/#) {
          ids.insert("syntax-\(match.1)")
        }
      }
      // A setting's diagnostics have the prefix of where it stands.
      for match in text.matches(of: #/SettingChecker\(idPrefix: "([a-z-]+)"/#) {
        ids.formUnion(["\(match.1)-unknown", "\(match.1)-value"])
      }
    }
    return ids
  }

  @Test func `every id has one page, and every page an id`() throws {
    let sandbox = try Sandbox()
    let reference = try sandbox.lectern("help", "--format", "json").object()
    let entries = try #require(reference["diagnostics"] as? [[String: Any]])
    let pages = entries.compactMap { $0["id"] as? String }
    #expect(Set(pages).count == pages.count)
    let ids = try Self.ids()
    #expect(ids.count > 400)
    #expect(ids.subtracting(pages).isEmpty, "without a page: \(ids.subtracting(pages).sorted())")
    let left = Set(pages).subtracting(ids).subtracting(["front-matter-parameter"])
    #expect(left.isEmpty, "without a diagnostic: \(left.sorted())")
    for entry in entries {
      let texts = ["meaning", "example", "repair"].map { entry[$0] as? String ?? "" }
      #expect(texts.allSatisfy { !$0.isEmpty }, "\(entry["id"] ?? "")")
    }
  }
}
