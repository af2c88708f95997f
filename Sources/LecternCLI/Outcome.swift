import LecternNotebook
import LecternReport
import LecternRun
import LecternText

/// A notebook's outcome in one line.
enum Outcome {
  static func words(_ notebook: Notebook, _ result: NotebookResult) -> String {
    var parts: [String] = []
    let errors = result.diagnostics.count { $0.severity == .error }
    let warnings = result.diagnostics.count { $0.severity == .warning }
    if errors > 0 { parts.append(count(errors, "error")) }
    if warnings > 0 { parts.append(count(warnings, "warning")) }
    let claims = result.expectations
    if claims.failed > 0 {
      parts.append(
        "\(claims.failed) of \(count(claims.passed + claims.failed, "expectation")) failed")
    } else if claims.passed > 0 {
      parts.append("\(count(claims.passed, "expectation")) hold\(claims.passed == 1 ? "s" : "")")
    }
    if claims.possible > 0 {
      parts.append(
        "\(NumberText.short(claims.points)) of \(NumberText.short(claims.possible)) points")
    }
    let words = parts.isEmpty ? "ok" : parts.joined(separator: ", ")
    let summary = ReportSummary(notebook, result)
    return ([words] + [summary.openWords, summary.omissionWords].compactMap(\.self))
      .joined(separator: "; ")
  }

  static func count(_ number: Int, _ noun: String) -> String {
    "\(number) \(noun)\(number == 1 ? "" : "s")"
  }
}

extension NotebookJob {
  /// Runs the notebook with a progress display; files that it saves go into `saveFolder`.
  ///
  /// Tells also how long each piece took.
  ///
  /// - Throws: `ExitStatus.interrupted` after Ctrl-C; nothing is written then.
  func executed(
    _ messages: Messages, _ limits: RunLimits, saveFolder: String
  ) async throws -> (result: NotebookResult, timings: [Duration]) {
    let display = ProgressDisplay(notebook: source.name, messages: messages)
    let result = await checked.execute(
      observer: display, saveFolder: saveFolder, limits: limits,
      isInterrupted: { Signals.isInterrupted })
    display.finish()
    guard let result else {
      messages.fail("interrupted; the previous report is as it was")
      throw ExitStatus.interrupted
    }
    return (result, display.timings)
  }
}
