import Foundation
import LecternNotebook
import LecternTestSupport
import LecternText
import Testing

@testable import LecternReport

struct IpynbReportTests {
  private func cells(_ text: String) throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(text.utf8))
    return try #require((value as? [String: Any])?["cells"] as? [[String: Any]])
  }

  private func source(_ cell: [String: Any]) -> String {
    (cell["source"] as? [String] ?? []).joined()
  }

  private func converted(_ ipynb: String) throws -> ConvertedNotebook {
    let (notebook, mistake) = IpynbFile.read(SourceFile(name: "n.ipynb", text: ipynb))
    return ConvertedNotebook(try #require(notebook, "\(mistake as Any)"))
  }

  @Test func `Every mark is written out for Jupyter`() {
    let prose = Prose(MarkdownReportTests.everything)
    // Figures have their own snapshots.
    let outputs = MarkdownReportTests.outputs.filter {
      if case .figure = $0 { false } else { true }
    }
    expectSnapshot(of: prose.ipynb(outputs: outputs), named: "forms.ipynb")
  }

  @Test func `Code, outputs and counts are those of the cells`() throws {
    var draft = NotebookDraft("n.md")
    draft.paragraph(.text("Words."))
    draft.cell("let x = 1\nshow x", outputs: MarkdownReportTests.outputs)
    draft.cell("show y") { start in
      PieceResult(
        status: .failed,
        diagnostics: [
          Diagnostic("name-unknown", at: SourceSpan(start + 5, start + 6), "`y` is not defined"),
          Diagnostic("let-unused", .warning, at: nil, "x is not used"),
        ])
    }
    draft.cell("show z") { _ in PieceResult(status: .skipped, reason: "not run: it failed") }
    var intended = CellOptions()
    intended.mustFail = true
    draft.cell("show w", intended) { start in
      PieceResult(
        status: .ok,
        diagnostics: [Diagnostic("w", .note, at: SourceSpan(start, start + 4), "as it should")])
    }
    let cells = try cells(IpynbReport.render(draft.notebook, draft.result))
      .filter { $0["cell_type"] as? String == "code" }
    #expect(cells.map { $0["execution_count"] as? Int } == [1, 2, nil, 3])
    #expect(cells.map { source($0) } == ["let x = 1\nshow x", "show y", "show z", "show w"])
    let kinds = cells.map {
      ($0["outputs"] as? [[String: Any]] ?? []).map { $0["output_type"] as? String }
    }
    #expect(kinds[0] == ["display_data", "display_data", "display_data", "display_data", "stream"])
    #expect(kinds[1] == ["error", "stream"])
    #expect(kinds[2] == ["stream"])
    #expect(kinds[3] == ["error"], "a mistake that was promised")
    let failure = try #require((cells[1]["outputs"] as? [[String: Any]])?.first)
    #expect(failure["ename"] as? String == "name-unknown")
    #expect(failure["evalue"] as? String == "`y` is not defined")
    let trace = try #require(failure["traceback"] as? [String])
    #expect(trace.first?.hasPrefix("n.md:") == true && trace.contains { $0.hasSuffix("^") })
    let figure = try #require((cells[0]["outputs"] as? [[String: Any]])?[2])
    let data = try #require(figure["data"] as? [String: [String]])
    #expect(Set(data.keys) == ["image/svg+xml", "text/plain"])
    #expect(data["image/svg+xml"]?.joined().hasPrefix("<svg xmlns=") == true)
    let metadata = figure["metadata"] as? [String: [String: String]]
    #expect(metadata?["image/svg+xml"]?["alt"] == Samples.costs.summary)
  }

  @Test(arguments: [
    ("echo: fold", ["hide-input"], true), ("echo: false", ["remove-input"], true),
    ("include: false", ["remove-cell"], true), ("output: false", ["remove-output"], false),
    ("error: true", ["raises-exception"], false), ("label: x", [], false),
  ])
  func `Options are tags for Jupyter too`(_ option: String, _ tags: [String], _ isHidden: Bool)
    throws
  {
    let text = "```nn\n#| \(option)\nshow 1\n```\n"
    let cell = try #require(try cells(Prose(text).ipynb()).first)
    let metadata = try #require(cell["metadata"] as? [String: Any])
    #expect(metadata["tags"] as? [String] ?? [] == tags)
    #expect((metadata["jupyter"] as? [String: Bool])?["source_hidden"] == (isHidden ? true : nil))
    #expect(source(cell) == "#| \(option)\nshow 1")
    #expect(try converted(Prose(text).ipynb()).text == text)
  }

  @Test func `Ids are unique, short and of the letters that are allowed`() throws {
    let long = String(repeating: "x", count: 90)
    let text = """
      ```nn
      #| label: text-1
      show 1
      ```

      words

      ```nn
      #| label: größe.der:zahl
      show 2
      ```

      more words

      ```nn
      #| label: \(long)
      show 3
      ```

      ```nn
      #| label: \(long)y
      show 3
      ```
      """
    let ids = try cells(Prose(text).ipynb()).compactMap { $0["id"] as? String }
    #expect(ids.count == 6 && Set(ids).count == 6)
    #expect(ids.allSatisfy { $0.wholeMatch(of: /[a-zA-Z0-9\-_]{1,64}/) != nil }, "\(ids)")
    #expect(ids[0] == "text-1" && ids[2] == "gr--e-der-zahl")
  }

  @Test func `What was written for Jupyter comes back as it was`() throws {
    let text = """
      ---
      title: "A title: with a colon"
      seed: 3
      params:
        n: 3
      ---

      See @fig-a and `{nn} n`.[^1] Read [this][that].

      ```nn
      #| label: fig-a
      show `x`
      ```

      ```python
      print("shown")
      ```

      [^1]: A note.

      ````nn
      show 1 # ```
      ````

      Setext
      ------

      [that]: https://example.org

      """
    #expect(try converted(Prose(text).ipynb()).text == text)
    // A notebook without a front matter, whose heading is the title.
    let plain = "# The title\n\n```nn\nshow 1\n```\n\n***\n\nwords\n"
    #expect(try converted(Prose(plain).ipynb()).text == plain)
  }

  @Test func `Cells inside of lists and quotes come back as cells`() throws {
    let notebook = try converted(Prose(MarkdownReportTests.everything).ipynb())
    #expect(notebook.cellCount == 1)
    let again = Notebook.parse(SourceFile(name: "n.md", text: notebook.text))
    let first = Prose(MarkdownReportTests.everything).notebook
    #expect(again.pieces.map(\.content.text) == first.pieces.map(\.content.text))
    #expect(again.frontMatter == first.frontMatter)
    #expect(
      !again.blocks.contains { if case .code(let code) = $0 { !code.isFenced } else { false } })
  }

  @Test func `Prose that was edited in Jupyter stays as edited`() throws {
    let text = Prose("Before.\n\nThere are `{nn} n` of them.\n\n```nn\nshow 1\n```\n").ipynb()
    let edited = try converted(text.replacing("of them", with: "of those"))
    #expect(edited.text.hasPrefix("Before.\n\nThere are 2 of those.\n"))
    #expect(edited.diagnostics.map(\.id) == ["ipynb-edited"])
    #expect(try converted(text).text.hasPrefix("Before.\n\nThere are `{nn} n` of them.\n"))
  }
}
