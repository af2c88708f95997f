import Foundation
import Testing

/// The forms of a report beside its page.
struct FormTests {
  let sandbox: Sandbox

  /// A notebook with a figure, a table, a value and a claim.
  private static let text = """
    ---
    title: "Two moons"
    seed: 1
    ---

    Look at @fig-moons: there are `{nn} 6 * 7` points.

    ```nn
    #| label: fig-moons
    #| fig-cap: Two moons
    data moons 42 seed=1
    plot data
    expect 1 < 2
    ```

    """

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(Self.text, to: "n.md")
  }

  @Test func `a Jupyter notebook goes beside the notebook and comes back as it was`() throws {
    let answer = try sandbox.lectern("render", "n.md", "--to", "ipynb")
    expect(answer, 0)
    #expect(answer.errors == "n.md: 1 expectation holds → n.ipynb\n")
    let bytes = try #require(sandbox.bytes("n.ipynb"))
    let notebook = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    #expect(notebook["nbformat"] as? Int == 4 && notebook["nbformat_minor"] as? Int == 5)
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    #expect(cells.map { $0["cell_type"] as? String } == ["markdown", "markdown", "code"])
    let prose = (cells[1]["source"] as? [String])?.joined()
    #expect(prose == "Look at [Figure\u{A0}1](#fig-moons): there are 42 points.")
    expect(try sandbox.lectern("convert", "n.ipynb", "-o", "back.md"), 0)
    #expect(try sandbox.text("back.md") == Self.text)
    expect(try sandbox.lectern("render", "n.md", "-o", "again.ipynb"), 0)
    #expect(sandbox.bytes("again.ipynb") == sandbox.bytes("n.ipynb"))
  }

  @Test func `Markdown has its figures beside it, and old ones go`() throws {
    let answer = try sandbox.lectern("render", "n.md", "--to", "md")
    expect(answer, 0)
    #expect(try sandbox.names() == ["n.md", "n.report.md", "n.report_files"])
    #expect(try sandbox.text("n.md") == Self.text)
    #expect(try sandbox.names("n.report_files") == ["fig-moons.svg"])
    #expect(try sandbox.text("n.report.md").contains("](n.report_files/fig-moons.svg)"))
    try sandbox.write("mine", to: "n.report_files/mine.svg")
    try sandbox.write(Self.text.replacing("fig-moons", with: "fig-two"), to: "n.md")
    expect(try sandbox.lectern("render", "n.md", "--to", "md"), 0)
    #expect(try sandbox.names("n.report_files") == ["fig-two.svg", "mine.svg"])
    // A file of somebody else in the way stays, and the old report too.
    let before = sandbox.bytes("n.report.md")
    try sandbox.write("mine", to: "n.report_files/fig-two.svg")
    let refused = try sandbox.lectern("render", "n.md", "--to", "md")
    expect(refused, 2)
    #expect(refused.errors.contains("n.report_files/fig-two.svg: it is there already"))
    #expect(try sandbox.text("n.report_files/fig-two.svg") == "mine")
    #expect(sandbox.bytes("n.report.md") == before)
  }

  @Test func `a report without figures has no folder`() throws {
    try sandbox.write(Self.text.replacing("plot data", with: "show 1"), to: "m.md")
    try sandbox.write(Self.text, to: "n.md")
    expect(try sandbox.lectern("render", "n.md", "-o", "m.report.md"), 0)
    #expect(try sandbox.names().contains("m.report_files"))
    expect(try sandbox.lectern("render", "m.md", "--to", "md"), 0)
    #expect(try sandbox.names() == ["m.md", "m.report.md", "n.md"])
  }

  @Test func `text forms go to standard output, a PDF does not`() throws {
    let markdown = try sandbox.lectern("render", "n.md", "--to", "md", "-o", "-")
    expect(markdown, 0)
    #expect(markdown.output.hasPrefix("# Two moons\n"))
    #expect(markdown.output.contains("](data:image/svg+xml;base64,"))
    let notebook = try sandbox.lectern("render", "n.md", "--to", "ipynb", "-o", "-")
    expect(notebook, 0)
    #expect(try notebook.object()["nbformat"] as? Int == 4)
    expect(try sandbox.lectern("render", "n.md", "--to", "svg", "-o", "-"), 0)
    let printed = try sandbox.lectern("render", "n.md", "--to", "pdf", "-o", "-")
    expect(printed, 2)
    #expect(printed.errors.contains("a PDF goes to a file"))
    #expect(try sandbox.names() == ["n.md"])
  }

  @Test func `a folder gets one report each, and reports are no notebooks`() throws {
    try sandbox.notebook("show 1", to: "in/a.md")
    try sandbox.notebook("show 2", to: "in/b.md")
    expect(try sandbox.lectern("render", "in", "--to", "ipynb", "--output-dir", "out"), 0)
    #expect(try sandbox.names("out") == ["a.ipynb", "b.ipynb"])
    expect(try sandbox.lectern("render", "in", "--to", "md", "--output-dir", "in"), 0)
    #expect(try sandbox.names("in") == ["a.md", "a.report.md", "b.md", "b.report.md"])
    expect(try sandbox.lectern("render", "in", "--to", "md", "--output-dir", "in"), 0)
    #expect(try sandbox.names("in") == ["a.md", "a.report.md", "b.md", "b.report.md"])
  }

  @Test func `links lead to reports of the same form, and pictures go along`() throws {
    let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 1, 2]
    try sandbox.write(png, to: "in/map.png")
    let text = "# A\n\nSee [the next](b.md#sec-x) and ![a map](map.png).\n\n```nn\nshow 1\n```\n"
    try sandbox.write(text, to: "in/a.md")
    try sandbox.write("# B\n\n## X {#sec-x}\n\n```nn\nshow 2\n```\n", to: "in/b.md")
    expect(try sandbox.lectern("render", "in", "--to", "md", "--output-dir", "out"), 0)
    #expect(try sandbox.text("out/a.report.md").contains("[the next](b.report.md#sec-x)"))
    #expect(try sandbox.text("out/b.report.md").contains("## X <a id=\"sec-x\"></a>"))
    expect(try sandbox.lectern("render", "in/a.md", "--to", "ipynb"), 0)
    let bytes = try #require(sandbox.bytes("in/a.ipynb"))
    let value = try JSONSerialization.jsonObject(with: bytes) as? [String: Any]
    let cell = try #require((value?["cells"] as? [[String: Any]])?[1])
    #expect(
      (cell["source"] as? [String])?.joined()
        == "See [the next](b.ipynb#sec-x) and ![a map](attachment:map.png).")
    let attached = cell["attachments"] as? [String: [String: String]]
    #expect(attached == ["map.png": ["image/png": Data(png).base64EncodedString()]])
    let back = try sandbox.lectern("convert", "in/a.ipynb", "-o", "-")
    expect(back, 0)
    #expect(back.output == text)
  }

  @Test func `a notebook is never overwritten by its report`() throws {
    let answer = try sandbox.lectern("render", "n.md", "-o", "n.md")
    expect(answer, 2)
    #expect(answer.errors.contains("would take the place of the notebook itself"))
    #expect(try sandbox.text("n.md") == Self.text)
  }

  @Test func `an unknown form is wrong usage that lists the forms`() throws {
    let answer = try sandbox.lectern("render", "n.md", "--to", "docx")
    expect(answer, 2)
    for form in ["html", "ipynb", "md", "pdf", "svg"] { #expect(answer.errors.contains(form)) }
  }

  // MARK: - PDF

  /// A program in the place of a browser; `$out` is the file that it must print to.
  private func browser(_ script: String) throws -> [String: String] {
    try sandbox.write(
      """
      #!/bin/bash
      for a in "$@"; do case "$a" in --print-to-pdf=*) out="${a#*=}";; file:*) page="${a#file://}";; esac; done
      \(script)

      """, to: "browser")
    #expect(chmod(sandbox.path + "/browser", 0o755) == 0)
    return ["LECTERN_CHROMIUM": sandbox.path + "/browser"]
  }

  @Test func `a browser prints the page, and its clock leaves no trace`() throws {
    let environment = try browser(
      """
      grep -q 'Two moons' "$page" || exit 7
      printf '%%PDF-1.4 /CreationDate (D:20261121205921+00) /ModDate (D:%s+00)' \
        "$(date +%Y%m%d%H%M%S)" > "$out"
      """)
    expect(try sandbox.lectern("render", "n.md", "--to", "pdf", environment: environment), 0)
    #expect(
      try sandbox.text("n.pdf")
        == "%PDF-1.4 /CreationDate (D:20000101000000+00) /ModDate (D:20000101000000+00)")
    #expect(try sandbox.names() == ["browser", "n.md", "n.pdf"])
  }

  @Test(arguments: [
    (
      "echo first >&2; echo 'no display' >&2; exit 5",
      "ended with status 5; it said: first / no display"
    ),
    ("kill -9 $$", "ended with signal 9"), ("echo hush >&2", "wrote no PDF; it said: hush"),
    ("echo text > \"$out\"", "is no PDF"),
  ])
  func `a browser that fails is told with its last words`(_ script: String, _ words: String) throws
  {
    try sandbox.write("the old one", to: "n.pdf")
    let answer = try sandbox.lectern(
      "render", "n.md", "--to", "pdf", environment: try browser(script))
    expect(answer, 2)
    #expect(answer.errors.contains("lectern: cannot print n.pdf: "))
    #expect(answer.errors.contains(words), "\(answer.errors)")
    #expect(try sandbox.names() == ["browser", "n.md", "n.pdf"])
    #expect(try sandbox.text("n.pdf") == "the old one")
  }

  @Test func `without a browser nothing runs, and it is said what to install`() throws {
    try sandbox.makeFolder("empty")
    let answer = try sandbox.lectern(
      "render", "n.md", "--to", "pdf", environment: ["PATH": sandbox.path + "/empty"])
    expect(answer, 2)
    #expect(answer.errors.contains("install chromium, or set $LECTERN_CHROMIUM"))
    let wrong = try sandbox.lectern(
      "render", "n.md", "-o", "x.pdf", environment: ["LECTERN_CHROMIUM": "/no/browser"])
    expect(wrong, 2)
    #expect(wrong.errors.contains("$LECTERN_CHROMIUM is /no/browser"))
  }

  @Test func `an interrupt ends the browser and leaves nothing`() throws {
    let environment = try browser("echo $$ > pid; sleep 60 & echo $! > child; wait")
    let running = try sandbox.start(["render", "n.md", "--to", "pdf"], environment: environment)
    let deadline = Date(timeIntervalSinceNow: 20)
    let child = sandbox.path + "/child"
    while FileManager.default.contents(atPath: child)?.last != 0x0A, Date() < deadline {
      usleep(5_000)
    }
    kill(running.process.processIdentifier, SIGINT)
    let answer = running.end(within: 20)
    expect(answer, 130)
    #expect(answer.errors.contains("interrupted"))
    #expect(try sandbox.names() == ["browser", "child", "n.md", "pid"])
    for file in ["pid", "child"] {
      let process = try #require(
        Int32(try sandbox.text(file).trimmingCharacters(in: .whitespacesAndNewlines)))
      var isGone = false
      for _ in 0..<400 where !isGone {
        isGone = kill(process, 0) != 0 || Self.isDead(process)
        usleep(5_000)
      }
      #expect(isGone, "\(file) is still there")
    }
  }

  /// Ended, but not yet collected by its parent.
  private static func isDead(_ process: Int32) -> Bool {
    let status = try? String(contentsOfFile: "/proc/\(process)/stat", encoding: .utf8)
    return status?.contains(") Z ") ?? true
  }

  private static let chromium = ["chromium", "chromium-browser", "google-chrome"]
    .map { "/usr/bin/" + $0 }.first { FileManager.default.isExecutableFile(atPath: $0) }

  @Test(.enabled(if: chromium != nil, "there is no Chromium"))
  func `a real browser gives the same tagged PDF twice`() throws {
    for name in ["a.pdf", "b.pdf"] {
      expect(try sandbox.lectern("render", "n.md", "-o", name, within: 120), 0)
    }
    let pdf = try #require(sandbox.bytes("a.pdf"))
    #expect(pdf == sandbox.bytes("b.pdf"))
    let text = String(decoding: pdf, as: UTF8.self)
    #expect(text.hasPrefix("%PDF-") && text.contains("/StructTreeRoot"))
    #expect(!text.contains(sandbox.path), "no path of this machine")
    #expect(try sandbox.names() == ["a.pdf", "b.pdf", "n.md"])
  }
}

struct ConvertTests {
  let sandbox: Sandbox

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(
      #"""
      {"cells": [
        {"cell_type": "markdown", "metadata": {}, "source": ["# From Jupyter"]},
        {"cell_type": "code", "metadata": {}, "outputs": [], "source": "%%nn\nshow 6 * 7"},
        {"cell_type": "code", "metadata": {}, "source": "print(1)", "outputs": [{}]}],
       "metadata": {"language_info": {"name": "python"}}, "nbformat": 4, "nbformat_minor": 2}
      """#, to: "j.ipynb")
  }

  @Test func `the notebook goes beside the Jupyter notebook and renders`() throws {
    let answer = try sandbox.lectern("convert", "j.ipynb")
    expect(answer, 0)
    #expect(answer.errors == "j.ipynb: 1 cell, 1 more only shown (outputs of 1 left out) → j.md\n")
    #expect(
      try sandbox.text("j.md")
        == "# From Jupyter\n\n```nn\nshow 6 * 7\n```\n\n```python\nprint(1)\n```\n")
    let run = try sandbox.lectern("run", "j.md")
    expect(run, 0)
    #expect(run.output.contains("6 * 7 = 42"))
  }

  @Test func `a notebook that is there stays unless it is forced`() throws {
    try sandbox.write("mine", to: "j.md")
    let answer = try sandbox.lectern("convert", "j.ipynb")
    expect(answer, 2)
    #expect(
      answer.errors == "lectern: cannot make j.md: it is there already; --force replaces it\n")
    #expect(try sandbox.text("j.md") == "mine")
    expect(try sandbox.lectern("convert", "j.ipynb", "--force"), 0)
    #expect(try sandbox.text("j.md").hasPrefix("# From Jupyter"))
    let dash = try sandbox.lectern("convert", "j.ipynb", "-o", "-")
    expect(dash, 0)
    #expect(dash.output == (try sandbox.text("j.md")))
    expect(try sandbox.lectern("convert", "j.ipynb", "-o", "j.ipynb", "--force"), 2)
  }

  @Test func `what cannot be read is told with its place`() throws {
    try sandbox.write("{\"cells\": [\n  {]\n}", to: "broken.ipynb")
    let broken = try sandbox.lectern("convert", "broken.ipynb")
    expect(broken, 2)
    #expect(broken.errors.hasPrefix("broken.ipynb:2:4: error[ipynb-json]: this is not JSON"))
    try sandbox.write("{\"worksheets\": [], \"nbformat\": 3}", to: "old.ipynb")
    let old = try sandbox.lectern("convert", "old.ipynb")
    expect(old, 2)
    #expect(old.errors.contains("jupyter nbconvert --to notebook --nbformat 4 old.ipynb"))
    try sandbox.write([0x7b, 0xff, 0x7d], to: "latin.ipynb")
    let latin = try sandbox.lectern("convert", "latin.ipynb")
    expect(latin, 2)
    #expect(latin.errors == "lectern: cannot read latin.ipynb: line 1 is not UTF-8\n")
    expect(try sandbox.lectern("convert", "none.ipynb"), 2)
    #expect(try sandbox.names() == ["broken.ipynb", "j.ipynb", "latin.ipynb", "old.ipynb"])
  }
}
