import ArgumentParser
import LecternReport
import LecternText

/// `lectern check`: every mistake of the notebooks, nothing run.
struct Check: ParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
    case github
  }

  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Check notebooks without running them.",
    discussion: """
      Without paths, the notebooks in notebooks/ are checked. --fix writes the repairs that are \
      certain, such as a misspelt word, into the notebooks; what is left is reported.
      """)

  @Argument(help: ArgumentHelp("Notebooks or folders of them.", valueName: "path"))
  var paths: [String] = []

  @OptionGroup var reading: ReadingOptions

  @Option(help: "text for people, json for programs, github for annotations.")
  var format = Format.text

  @Flag(help: "Write the repairs that are certain into the notebooks.")
  var fix = false

  func run() throws {
    var settings = try reading.settings()
    let files = try NotebookFiles(
      paths.isEmpty ? ["notebooks"] : paths, isStrict: settings.isStrict)
    var summary = DiagnosticSummary()
    var records: [DiagnosticRecord] = []
    var failures: [String] = []
    let typesetter = MathTypesetter()
    let shelf = NotebookShelf(refused: files.refused)
    if files.entries.count > 1 {
      do {
        settings = try settings.forSeveral(shelf.readable(files.entries.map(\.path)))
      } catch {
        Messages(format: .plain).fail(error.message)
        throw ExitStatus.usage
      }
    }
    // What is wrong with the course stands first.
    if let findings = files.courseFindings {
      summary.add(findings.diagnostics)
      // It is no notebook, so it is not counted as one.
      summary.files -= 1
      try report(findings.diagnostics, in: findings.source, &records)
    }
    for entry in files.entries {
      if Signals.isInterrupted { throw ExitStatus.interrupted }
      var job: NotebookJob
      do {
        job = try NotebookJob(entry.path, settings, shelf, typesetter)
        if fix {
          let repairs: [String]
          (job, repairs) = try job.repaired(settings, shelf, typesetter)
          if !repairs.isEmpty { try FileAccess.replace(entry.path, with: job.source.text) }
          for repair in repairs { Messages(format: .plain).say(repair) }
        }
      } catch let failure as FileError {
        failures.append(failure.description)
        continue
      } catch let failure as UsageFailure {
        failures.append(failure.message)
        continue
      }
      summary.add(job.checked.diagnostics)
      try report(job.checked.diagnostics, in: job.source, &records)
    }
    switch format {
    case .json:
      try Terminal.standardOutput.deliver(
        JSONText.pretty(Report(diagnostics: records, summary: summary)) + "\n")
    case .text: Messages(format: .plain).say(words(summary))
    case .github: break
    }
    for failure in failures { Messages(format: .plain).fail(failure) }
    if !failures.isEmpty { throw ExitStatus.usage }
    if summary.errors > 0 { throw ExitStatus.failed }
  }

  private func report(
    _ diagnostics: [Diagnostic], in source: SourceFile, _ records: inout [DiagnosticRecord]
  ) throws {
    switch format {
    case .text: Messages(format: .plain).report(diagnostics, in: source)
    case .json: records += diagnostics.map { DiagnosticRecord($0, in: source) }
    case .github:
      try Terminal.standardOutput.deliver(GitHubRenderer().render(diagnostics, in: source))
    }
  }

  private struct Report: Encodable {
    let diagnostics: [DiagnosticRecord]
    let summary: DiagnosticSummary
  }

  private func words(_ summary: DiagnosticSummary) -> String {
    let files = Outcome.count(summary.files, "notebook")
    guard summary.errors + summary.warnings > 0 else { return "\(files): nothing to mend" }
    return "\(files): \(Outcome.count(summary.errors, "error")), "
      + Outcome.count(summary.warnings, "warning")
  }
}
