import ArgumentParser
import LecternNotebook
import LecternText

/// `lectern run`: the outputs of a notebook on the terminal, no report.
struct Run: AsyncParsableCommand {
  enum Format: String, CaseIterable, ExpressibleByArgument {
    case text
    case json
  }

  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Run a notebook and print its outputs; no report is written.",
    discussion: "Files that the notebook saves go into the current folder.")

  @Argument(help: ArgumentHelp("The notebook.", valueName: "file"))
  var file: String

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var limiting: LimitOptions

  @Option(help: "text for people, json for programs.")
  var format = Format.text

  func run() async throws {
    let job: NotebookJob
    do {
      job = try NotebookJob(file, try reading.settings(), NotebookShelf())
    } catch let failure as UsageFailure {
      Messages(format: .plain).fail(failure.message)
      throw ExitStatus.usage
    }
    let messages = Messages(format: .plain)
    let result =
      job.checked.hasErrors
      ? job.checked.unexecuted(reason: "not run: the notebook has mistakes")
      : try await job.executed(messages, limiting.limits, saveFolder: ".").result
    switch format {
    case .json:
      try Terminal.standardOutput.deliver(
        JSONText.pretty(NotebookRecord(job.checked.notebook, result)) + "\n")
    case .text:
      try Terminal.standardOutput.deliver(TextRenderer().render(job.checked.notebook, result))
    }
    messages.report(result.findings, in: job.source)
    if format == .text { messages.say("\(file): \(Outcome.words(job.checked.notebook, result))") }
    if !result.isFine { throw ExitStatus.failed }
  }
}
