import ArgumentParser
import Foundation
import LecternNotebook
import LecternReport
import LecternText

/// `lectern render`: notebooks in, pages out.
struct Render: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "render",
    abstract: "Check and run notebooks and write a report of each.",
    discussion: """
      Without paths, the notebooks in notebooks/ are rendered to output/, one page each, an \
      index.html that lists them and a search.html that finds words in all of them. A folder means \
      every .md in it, names starting with _ left out; course.yml in it gives title, order and \
      parts (lectern help course). The page of a notebook named by itself is written beside it. \
      Files that a notebook saves go beside its page. \
      The other forms of a report are a Jupyter notebook with the outputs in it (ipynb: to be read in \
      Jupyter and on GitHub; no kernel runs its cells, convert brings it back), Markdown (md: NAME.report.md with \
      its figures in NAME.report_files/), a PDF, which an installed Chromium or Chrome prints, and a \
      picture of the notebook beside its page (svg).
      """)

  @Argument(help: ArgumentHelp("Notebooks or folders of them.", valueName: "path"))
  var paths: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      Write the report of the one notebook here; - is standard output. Without --to the ending of \
      the name says the form: .html, .ipynb, .md, .pdf or .svg.
      """, valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("The form of the reports; html unless told.", valueName: "form"))
  var to: ReportForm?

  @Option(help: ArgumentHelp("Write the pages into this folder.", valueName: "folder"))
  var outputDir: String?

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var limiting: LimitOptions

  @Flag(help: "Render only pages whose notebook, data, options or neighbours have changed.")
  var changed = false

  @Flag(
    name: .customLong("no-execute"),
    help: "Check and write the pages, but run nothing.")
  var skipsExecution = false

  @Flag(help: "Say on the page how long each cell took; every rendering is another one then.")
  var timings = false

  @Flag(help: "Let raw HTML and all link schemes of the Markdown through.")
  var unsafe = false

  @Option(help: "How messages are written: plain or json.")
  var logFormat = Messages.Format.plain

  func run() async throws {
    let messages = Messages(format: logFormat)
    do {
      try await render(telling: messages)
    } catch let failure as FileError {
      messages.fail(failure.description)
      throw ExitStatus.usage
    } catch let failure as UsageFailure {
      messages.fail(failure.message)
      throw ExitStatus.usage
    }
  }

  private func render(telling messages: Messages) async throws {
    var settings = try reading.settings()
    let files = try NotebookFiles(
      paths.isEmpty ? ["notebooks"] : paths, isStrict: settings.isStrict)
    if output != nil, files.entries.count != 1 {
      throw ValidationError("--output takes one notebook; for several use --output-dir")
    }
    if output != nil, outputDir != nil {
      throw ValidationError("--output and --output-dir exclude each other")
    }
    if let to, let output, let other = ReportForm(endingOf: output), other != to {
      throw ValidationError("--to \(to) and the ending of \(output) ask for different forms")
    }
    let browser = try browser()
    let shelf = NotebookShelf(form, refused: files.refused)
    if files.entries.count > 1 {
      settings = try settings.forSeveral(shelf.readable(files.entries.map(\.path)))
    }
    let plan = try RenderPlan(files, form, output: output, outputFolder: outputDir, shelf)
    if changed, form != .html { throw ValidationError("--changed is for pages, --to html") }
    if changed, plan.folder == nil {
      throw ValidationError("--changed is for folders of notebooks, or for --output-dir")
    }
    if let folder = plan.folder { try FileAccess.makeFolder(folder) }
    var work = RenderWork(
      plan: plan, browser: browser, settings: settings, limits: limiting.limits, shelf: shelf,
      messages: messages,
      skipsExecution: skipsExecution, showsTimings: timings, allowsUnsafeHTML: unsafe,
      fingerprint: fingerprint, log: changed ? plan.folder.map { RenderLog(folder: $0) } : nil)
    var status = ExitStatus.fine
    if let findings = files.courseFindings {
      messages.report(findings.diagnostics, in: findings.source)
      if findings.diagnostics.hasErrors { status = .failed }
    }
    for item in plan.items {
      do {
        let isFine = try await work.render(item)
        if !isFine, status == .fine { status = .failed }
      } catch let failure as FileError {
        // One notebook that cannot be read or written does not keep the others from their pages.
        messages.fail(failure.description)
        status = .usage
      } catch let failure as UsageFailure {
        messages.fail(failure.message)
        status = .usage
      }
    }
    try work.finish()
    if status != .fine { throw status }
  }

  /// The form of the reports: the one asked for, else that of the output's name.
  private var form: ReportForm { to ?? output.flatMap(ReportForm.init(endingOf:)) ?? .html }

  /// What prints the reports, looked for before anything runs; nil where nothing is printed.
  ///
  /// - Throws: `UsageFailure` without a browser.
  private func browser() throws -> Browser? {
    guard form == .pdf else { return nil }
    if output == "-" { throw ValidationError("--output - takes text; a PDF goes to a file") }
    return try Browser.find()
  }

  /// The options of the command line that decide about a page.
  private var fingerprint: String {
    let limits =
      "\(limiting.timeout.map(String.init(describing:)) ?? "") \(limiting.memory?.bytes ?? 0)"
    return [
      reading.parameters.joined(separator: "\n"), reading.dataFolders.joined(separator: "\n"),
      "\(reading.strict) \(skipsExecution) \(timings) \(unsafe)", limits,
    ].joined(separator: "\u{1}")
  }
}
