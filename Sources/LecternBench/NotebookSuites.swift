import LecternData
import LecternNotebook
import LecternReport
import LecternRun
import LecternText

extension CheckedNotebook {
  fileprivate init(_ text: String) {
    self.init(
      Notebook.parse(SourceFile(name: "generated.md", text: text)),
      locator: DataLocator(notebookDirectory: "."))
    precondition(!hasErrors, "A generated notebook has no mistakes.")
  }
}

/// From the text of a notebook to its checked program.
enum CheckSuite {
  static func measure(_ stopwatch: Stopwatch) -> [Measurement] {
    [30, 1000].map { count in
      let text = GeneratedNotebook.cells(count)
      let times = stopwatch.times(
        { _ = CheckedNotebook(text) },
        besides: { _ = Notebook.parse(SourceFile(name: "generated.md", text: text)) })
      return Measurement(
        "check", "\(count) cells", times.work, floor: ("Markdown alone", times.floor))
    }
  }
}

/// From the outputs of a notebook to its page.
enum RenderSuite {
  private static let figures = 20

  static func measure(_ stopwatch: Stopwatch) async throws -> [Measurement] {
    let checked = CheckedNotebook(GeneratedNotebook.figures(figures))
    guard let result = await checked.execute() else { return [] }
    let times = stopwatch.times { _ = ReportPage.render(checked.notebook, result) }
    return [Measurement("render", "\(figures) figures", times)]
  }
}
