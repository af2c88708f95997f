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
      Without paths, the notebooks in notebooks/ are rendered to output/, one page each and an \
      index.html that lists them. A folder means every .md in it, names starting with _ left out. \
      The page of a notebook named by itself is written beside it. Files that a notebook saves \
      go beside its page.
      """)

  @Argument(help: ArgumentHelp("Notebooks or folders of them.", valueName: "path"))
  var paths: [String] = []

  @Option(
    name: .shortAndLong,
    help: ArgumentHelp(
      """
      Write the page of the one notebook here; - is standard output, and a name that ends in .svg \
      gets a picture of the notebook beside its page.
      """, valueName: "file"))
  var output: String?

  @Option(help: ArgumentHelp("Write the pages into this folder.", valueName: "folder"))
  var outputDir: String?

  @OptionGroup var reading: ReadingOptions

  @OptionGroup var limiting: LimitOptions

  @Flag(
    name: .customLong("no-execute"),
    help: "Check and write the pages, but run nothing.")
  var skipsExecution = false

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
    }
  }

  private func render(telling messages: Messages) async throws {
    let settings = try reading.settings()
    let files = try NotebookFiles(paths.isEmpty ? ["notebooks"] : paths)
    if output != nil, files.entries.count != 1 {
      throw ValidationError("--output takes one notebook; for several use --output-dir")
    }
    if output != nil, outputDir != nil {
      throw ValidationError("--output and --output-dir exclude each other")
    }
    let folder = outputDir ?? (files.entries.contains(where: \.isInFolder) ? "output" : nil)
    let targets = try targets(of: files, in: folder)
    for (entry, target) in zip(files.entries, targets)
    where FileAccess.isSame(entry.path, target) {
      throw ValidationError("the page of \(entry.path) would take the place of the notebook itself")
    }
    if let folder { try FileAccess.makeFolder(folder) }

    let typesetter = MathTypesetter()
    var index: [IndexEntry] = []
    var status = ExitStatus.fine
    for (entry, target) in zip(files.entries, targets) {
      do {
        let page = try await render(entry, settings, typesetter, messages, href: target)
        try write(page.text, to: target)
        messages.say("\(entry.path): \(page.outcome) → \(target)")
        messages.log(
          "rendered",
          [
            "notebook": .text(entry.path), "output": .text(target),
            "status": .text(page.isFine ? "ok" : "failed"),
          ])
        index.append(page.listed)
        if !page.isFine, status == .fine { status = .failed }
      } catch let failure as FileError {
        // One notebook that cannot be read or written does not keep the others from their pages.
        messages.fail(failure.description)
        status = .usage
      } catch let failure as UsageFailure {
        messages.fail(failure.message)
        status = .usage
      }
    }
    if let folder, files.entries.contains(where: \.isInFolder) {
      try write(
        IndexPage.render(title: "Notebooks", lang: "en", entries: index),
        to: "\(folder)/index.html")
    }
    if status != .fine { throw status }
  }

  /// Where each page goes; two notebooks never share one.
  private func targets(of files: NotebookFiles, in folder: String?) throws -> [String] {
    var seen: [String: String] = [:]
    return try files.entries.map { entry in
      if let output { return output }
      let base = (entry.path as NSString).deletingPathExtension
      let target =
        folder.map { "\($0)/\((base as NSString).lastPathComponent).html" } ?? base + ".html"
      if let other = seen[target] {
        throw ValidationError("\(other) and \(entry.path) would both be written to \(target)")
      }
      if folder != nil, (base as NSString).lastPathComponent == "index" {
        throw ValidationError(
          "\(entry.path) would take the place of the list of notebooks: rename it")
      }
      seen[target] = entry.path
      return target
    }
  }

  /// A rendered notebook: its text, and what is told about it.
  private struct Page {
    let text: String
    let listed: IndexEntry
    let outcome: String
    let isFine: Bool
  }

  private func render(
    _ entry: NotebookFiles.Entry, _ settings: NotebookSettings, _ typesetter: MathTypesetter,
    _ messages: Messages, href: String
  ) async throws -> Page {
    let job = try NotebookJob(entry.path, settings, typesetter)
    let result: NotebookResult
    if job.checked.hasErrors {
      result = job.checked.unexecuted(reason: "not run: the notebook has mistakes")
    } else if skipsExecution {
      result = job.checked.unexecuted(reason: "not run: rendered without execution")
    } else {
      // Beside the page; a page that goes to standard output has no place of its own.
      let folder = href == "-" ? "" : (href as NSString).deletingLastPathComponent
      result = try await job.executed(
        messages, limiting.limits, saveFolder: folder.isEmpty ? "." : folder)
    }
    messages.report(result.findings, in: job.source)
    let notebook = job.checked.notebook
    let options = ReportOptions(allowsUnsafeHTML: unsafe)
    let text =
      href.hasSuffix(".svg")
      ? ReportPicture.render(notebook, result, math: job.math)
      : ReportPage.render(notebook, result, math: job.math, options: options)
    return Page(
      text: text,
      listed: IndexEntry(notebook, result, href: (href as NSString).lastPathComponent),
      outcome: Outcome.words(result), isFine: result.isFine)
  }

  private func write(_ page: String, to target: String) throws {
    if target == "-" {
      try Terminal.standardOutput.deliver(page)
    } else {
      try FileAccess.replace(target, with: page)
    }
  }
}
