import LecternText
import Testing

@testable import LecternNotebook

struct ConvertedNotebookTests {
  private func read(_ cells: String, metadata: String = "{}") throws -> ConvertedNotebook {
    let text =
      #"{"cells": [\#(cells)], "metadata": \#(metadata), "nbformat": 4, "nbformat_minor": 4}"#
    let (notebook, mistake) = IpynbFile.read(SourceFile(name: "n.ipynb", text: text))
    return ConvertedNotebook(try #require(notebook, "\(mistake as Any)"))
  }

  @Test func `A notebook of Python keeps its prose and shows its code`() throws {
    let notebook = try read(
      #"""
      {"cell_type": "markdown", "metadata": {}, "source": ["# A\n", "\n", "words\n"]},
      {"cell_type": "code", "metadata": {}, "source": "print(1)\n", "execution_count": 1,
       "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}]},
      {"cell_type": "code", "metadata": {}, "source": "%%nn\nshow exp(1)", "outputs": []},
      {"cell_type": "code", "metadata": {"language": "lectern"}, "source": "show 2", "outputs": []},
      {"cell_type": "code", "metadata": {}, "source": "", "outputs": []},
      {"cell_type": "raw", "metadata": {"raw_mimetype": "text/latex"}, "source": "\\LaTeX ``` x"}
      """#,
      metadata: #"""
        {"language_info": {"name": "python"}, "kernelspec": {"name": "python3"},
         "title": "Say \"A\"", "authors": [{"name": "Ada Lovelace"}]}
        """#)
    #expect(
      notebook.text == #"""
        ---
        title: "Say \"A\""
        author:
        - "Ada Lovelace"
        ---

        # A

        words

        ```python
        print(1)
        ```

        ```nn
        show exp(1)
        ```

        ```nn
        show 2
        ```

        ````latex
        \LaTeX ``` x
        ````

        """#)
    #expect(notebook.cellCount == 2 && notebook.shownCount == 2 && notebook.droppedOutputs == 1)
    let again = Notebook.parse(SourceFile(name: "n.md", text: notebook.text))
    #expect(again.diagnostics.isEmpty && again.frontMatter.title == "Say \"A\"")
    #expect(again.frontMatter.authors == ["Ada Lovelace"])
  }

  @Test(arguments: [
    #"{"language_info": {"name": "lectern"}}"#, #"{"kernelspec": {"language": "nn"}}"#,
    #"{"kernelspec": {"name": "lectern"}}"#,
  ])
  func `The kernel says that code is ours`(_ metadata: String) throws {
    let cell = #"{"cell_type": "code", "metadata": {}, "source": "show `1`", "outputs": []}"#
    #expect(try read(cell, metadata: metadata).text == "```nn\nshow `1`\n```\n")
  }

  @Test func `Tags become options, unless the cell says the same itself`() throws {
    let cell = #"""
      {"cell_type": "code", "metadata": {"tags": ["hide-input", "raises-exception", "mine"]},
       "source": "%%nn\n#| error: false\nshow 1", "outputs": []}
      """#
    #expect(try read(cell).text == "```nn\n#| echo: fold\n#| error: false\nshow 1\n```\n")
  }

  @Test func `Attached pictures go along, other attachments are told`() throws {
    let notebook = try read(
      #"""
      {"cell_type": "markdown", "metadata": {},
       "source": "![A cat](attachment:my%20cat.png) and ![B](attachment:b.jpg \"T\").",
       "attachments": {"my cat.png": {"image/png": "iVBO\nRw=="}, "b.jpg": {"image/jpeg": ["/9j", "/"]},
        "plan.pdf": {"application/pdf": "JVBE"}, "loose.png": {"image/png": "iVBO"}}}
      """#)
    #expect(
      notebook.text == """
        ![A cat][attachment-1] and ![B](data:image/jpeg;base64,/9j/ "T").

        [attachment-1]: data:image/png;base64,iVBORw==

        """)
    #expect(notebook.diagnostics.map(\.id) == ["ipynb-attachment", "ipynb-attachment"])
    #expect(notebook.diagnostics.first?.message.contains("loose.png of cell 1") == true)
    #expect(notebook.diagnostics.last?.message.contains("application/pdf") == true)
  }

  @Test func `An open code block of the prose swallows no cell`() throws {
    let notebook = try read(
      #"""
      {"cell_type": "markdown", "metadata": {}, "source": "Look:\n~~~~\ncode"},
      {"cell_type": "code", "metadata": {}, "source": "%%nn\nshow 1", "outputs": []}
      """#)
    #expect(notebook.text == "Look:\n~~~~\ncode\n~~~~\n\n```nn\nshow 1\n```\n")
  }

  @Test func `A rule at the top is no front matter`() throws {
    let text = try read(#"{"cell_type": "markdown", "metadata": {}, "source": "---\nwords"}"#).text
    let notebook = Notebook.parse(SourceFile(name: "n.md", text: text))
    #expect(notebook.frontMatter.span == nil && !notebook.diagnostics.hasErrors)
  }

  @Test(arguments: [
    ("{\"cells\": [],\n \"nbformat\": 4,,}", "ipynb-json", 2, 16),
    ("{\"cells\": [", "ipynb-json", 1, 11),
    ("", "ipynb-json", 1, 1), ("[]", "ipynb-format", 0, 0),
    (#"{"nbformat": 3, "worksheets": []}"#, "ipynb-format", 0, 0),
    (#"{"nbformat": 5, "cells": []}"#, "ipynb-format", 0, 0),
    (#"{"nbformat": 4}"#, "ipynb-format", 0, 0),
    (#"{"nbformat": 4, "cells": [{"cell_type": "code"}]}"#, "ipynb-format", 0, 0),
    (#"{"nbformat": 4, "cells": [{"cell_type": "heading", "source": ""}]}"#, "ipynb-format", 0, 0),
    (#"{"nbformat": 4, "cells": [{"cell_type": "code", "source": [1]}]}"#, "ipynb-format", 0, 0),
  ])
  func `What is no notebook is refused with its place`(
    _ text: String, _ id: String, _ line: Int, _ column: Int
  ) throws {
    let file = SourceFile(name: "old.ipynb", text: text)
    let (notebook, mistake) = IpynbFile.read(file)
    #expect(notebook == nil)
    let found = try #require(mistake)
    #expect(found.id == id && found.help != nil)
    if line > 0 {
      let place = file.position(at: try #require(found.span).start)
      #expect(place == SourcePosition(line: line, column: column))
    }
    if text.contains("worksheets") {
      #expect(found.help == "jupyter nbconvert --to notebook --nbformat 4 old.ipynb")
    }
  }
}
