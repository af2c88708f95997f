import Foundation
import Testing

/// Cells with the options `needs` and `without` in every form of a report.
struct ConditionalTests {
  let sandbox: Sandbox

  private static let text = """
    ---
    title: Cats
    ---

    @fig-cats shows `{nn} width` cats, @fig-moons moons, and [-@fig-cats] is a number.

    ```nn
    #| needs: cats.csv
    #| label: fig-cats
    data csv "cats.csv" label=y as train
    let width = train.m
    plot data
    expect width == 2 points=20
    ```

    ```nn
    #| without: cats.csv
    #| label: fig-moons
    data moons 20 noise=0.1 seed=1
    plot data
    ```

    There are `{nn} width`.

    """.replacing(" `{nn} width` cats", with: " cats")

  init() throws {
    sandbox = try Sandbox()
    try sandbox.write(Self.text, to: "n.md")
  }

  private func addCats() throws { try sandbox.write("a,b,y\n1,2,0\n2,3,1\n", to: "cats.csv") }

  @Test func `check and render agree with and without the file`() throws {
    for _ in 0..<2 {
      let check = try sandbox.lectern("check", "n.md")
      expect(check, 0)
      #expect(check.errors == "1 notebook: nothing to mend\n")
      expect(try sandbox.lectern("render", "n.md", "--strict"), 0)
      try addCats()
    }
  }

  @Test func `the page says calmly what is missing`() throws {
    let answer = try sandbox.lectern("render", "n.md")
    expect(answer, 0)
    #expect(
      answer.errors
        == "n.md: ok; 1 cell needs cats.csv, which is not here; 20 points are left out → n.html\n")
    let page = try sandbox.text("n.html")
    #expect(page.contains("1 cell needs cats.csv, which is not here; 20 points are left out."))
    #expect(
      page.contains(
        "Not run: needs cats.csv. Put it beside the notebook or in a folder of LECTERN_DATA"))
    #expect(page.contains("<a href=\"#fig-cats\">Figure\u{A0}(needs cats.csv)</a>"))
    #expect(page.contains("id=\"fig-cats\""))
    #expect(page.contains("<a href=\"#fig-cats\">–</a> is a number"))
    #expect(page.contains("There are <span title=\"needs cats.csv\">–</span>."))
    #expect(page.contains("<b>Figure 1:</b>"))
    try addCats()
    expect(try sandbox.lectern("render", "n.md"), 0)
    let whole = try sandbox.text("n.html")
    #expect(whole.contains("1 of 1 expectation holds, 20 of 20 points"))
    #expect(
      !whole.contains("Not run") && !whole.contains("data moons") && !whole.contains("left out"))
    #expect(whole.contains("Figure\u{A0}(only without cats.csv) moons"))
  }

  @Test func `the data folders count as for data`() throws {
    try sandbox.write("a,b,y\n1,2,0\n2,3,1\n", to: "far/cats.csv")
    let environment = ["LECTERN_DATA": sandbox.path + "/far"]
    let found = try sandbox.lectern("run", "n.md", environment: environment)
    expect(found, 0)
    #expect(found.errors.contains("20 of 20 points"))
    #expect(try sandbox.lectern("run", "n.md", "--data-dir", "far").errors == found.errors)
  }

  @Test func `terminal and JSON say it too`() throws {
    let answer = try sandbox.lectern("run", "n.md")
    expect(answer, 0)
    #expect(answer.output.contains("── cell 1 (line 7, fig-cats)\nnot run: needs cats.csv. Put"))
    #expect(!answer.output.contains("inline value"))
    let record = try sandbox.lectern("run", "n.md", "--format", "json").object()
    let cells = try #require(record["cells"] as? [[String: Any]])
    #expect(cells.map { $0["status"] as? String } == ["omitted", "ok"])
    #expect((cells[0]["reason"] as? String)?.hasPrefix("not run: needs cats.csv") == true)
    #expect(cells[1]["reason"] is NSNull)
    let claims = try #require(record["expectations"] as? [String: Double])
    #expect(
      claims == ["passed": 0, "failed": 0, "points": 0, "possible": 0, "leftOut": 20, "open": 0])
    try addCats()
    let whole = try sandbox.lectern("run", "n.md")
    #expect(!whole.output.contains("not run"))
  }

  @Test func `Markdown and Jupyter say it, and what comes back from there has the options`() throws
  {
    expect(try sandbox.lectern("render", "n.md", "--to", "md"), 0)
    let report = try sandbox.text("n.report.md")
    #expect(report.contains("**○ Not run: needs cats.csv. Put it beside the notebook"))
    #expect(report.contains("[Figure\u{A0}(needs cats.csv)](#fig-cats) shows cats"))
    #expect(report.contains("There are –."))
    expect(try sandbox.lectern("render", "n.md", "--to", "ipynb"), 0)
    let bytes = try #require(sandbox.bytes("n.ipynb"))
    let notebook = try #require(try JSONSerialization.jsonObject(with: bytes) as? [String: Any])
    let cells = try #require(notebook["cells"] as? [[String: Any]])
    let cell = try #require(cells.first { $0["cell_type"] as? String == "code" })
    let outputs = try #require(cell["outputs"] as? [[String: Any]])
    #expect(outputs.count == 1 && outputs[0]["name"] as? String == "stdout")
    #expect(cell["execution_count"] is NSNull)
    expect(try sandbox.lectern("convert", "n.ipynb", "-o", "back.md"), 0)
    #expect(try sandbox.text("back.md") == Self.text)
  }

  @Test func `a file that comes or goes changes the page`() throws {
    try sandbox.write(Self.text, to: "in/n.md")
    func rendered() throws -> Bool {
      let answer = try sandbox.lectern("render", "in", "--changed")
      expect(answer, 0)
      return !answer.errors.contains("unchanged")
    }
    #expect(try rendered())
    #expect(try !rendered())
    #expect(try sandbox.text("output/index.html").contains("1 cell needs cats.csv"))
    try sandbox.write("a,b,y\n1,2,0\n2,3,1\n", to: "in/cats.csv")
    #expect(try rendered())
    #expect(try !rendered())
    try FileManager.default.removeItem(atPath: sandbox.path + "/in/cats.csv")
    #expect(try rendered())
  }
}
