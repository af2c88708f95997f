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
    let megabyte = GeneratedNotebook.prose(1 << 20)
    let reading = stopwatch.times {
      _ = Notebook.parse(SourceFile(name: "generated.md", text: megabyte))
    }
    return [Measurement("check", "1 MB of Markdown, read", reading)]
      + [30, 1000].map { count in
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
  private static let figures = 100

  static func measure(_ stopwatch: Stopwatch) async throws -> [Measurement] {
    let checked = CheckedNotebook(GeneratedNotebook.figures(figures))
    guard let result = await checked.execute() else { return [] }
    let times = stopwatch.times { _ = ReportPage.render(checked.notebook, result) }
    return [Measurement("render", "\(figures) figures", times)]
  }
}

/// Runs of a sweep, which all cores share.
enum SweepSuite {
  static func measure(_ stopwatch: Stopwatch) async throws -> [Measurement] {
    let together = CheckedNotebook(GeneratedNotebook.sweep([0.3, 0.6, 0.9, 1.2]))
    let alone = [0.3, 0.6, 0.9, 1.2].map { CheckedNotebook(GeneratedNotebook.sweep([$0])) }
    _ = await together.execute()
    var times: (work: [Double], floor: [Double]) = ([], [])
    for _ in 0..<stopwatch.runs {
      times.work.append(await time { _ = await together.execute() })
      times.floor.append(await time { for each in alone { _ = await each.execute() } })
    }
    return [
      Measurement("sweep", "4 learning rates", times.work, floor: ("one by one", times.floor))
    ]
  }

  /// Milliseconds.
  private static func time(_ work: () async -> Void) async -> Double {
    let start = ContinuousClock.now
    await work()
    return (ContinuousClock.now - start) / .milliseconds(1)
  }
}
