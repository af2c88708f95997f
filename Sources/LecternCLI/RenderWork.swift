import Foundation
import LecternNotebook
import LecternReport
import LecternRun
import LecternText

/// The rendering of the notebooks of one command, page by page.
struct RenderWork {
  let plan: RenderPlan
  /// What prints pages, where they are printed.
  let browser: Browser?
  let settings: NotebookSettings
  let limits: RunLimits
  let shelf: NotebookShelf
  let messages: Messages
  let skipsExecution: Bool
  let showsTimings: Bool
  let allowsUnsafeHTML: Bool
  /// The options of the command line that decide about a page.
  let fingerprint: String
  /// What the pages were made from last time; nil when all are to be made again.
  var log: RenderLog?

  private let typesetter = MathTypesetter()
  private let highlighter = ListingHighlighter()
  private(set) var entries: [String: IndexEntry] = [:]

  /// Writes the page of a notebook, unless it is still right.
  ///
  /// - Returns: Whether nothing failed in the notebook.
  mutating func render(_ item: RenderPlan.Item) async throws -> Bool {
    let key = log == nil ? "" : try self.key(of: item)
    if let page = log?.current(item, key: key, settings.locator(for: item.path)) {
      entries[item.href] = page.entry
      messages.report(page.findings, in: try shelf.notebook(item.path).source)
      messages.say("\(item.path): unchanged")
      messages.log("unchanged", ["notebook": .text(item.path), "output": .text(item.target)])
      return true
    }
    let job = try NotebookJob(item.path, settings, shelf, typesetter)
    let (result, timings) = try await result(of: job, item)
    messages.report(result.findings, in: job.source)
    let document = document(of: job, result, timings, item)
    try document.write(to: item.target, messages)
    messages.say("\(item.path): \(Outcome.words(job.checked.notebook, result)) → \(item.target)")
    messages.log(
      "rendered",
      [
        "notebook": .text(item.path), "output": .text(item.target),
        "status": .text(result.isFine ? "ok" : "failed"),
      ])
    if plan.site != nil || log != nil {
      let entry = IndexEntry(job.checked.notebook, result, href: item.href)
      entries[item.href] = entry
      if case .text(let text) = document {
        log?.set(
          item, key: key, page: text, result, entry, saved: Self.saved(job.checked.notebook))
      }
    }
    return result.isFine
  }

  /// Writes what a course has besides its notebooks.
  func finish() throws(FileError) {
    guard let folder = plan.folder else { return }
    if let course = plan.course, let site = plan.site {
      try FileAccess.replace(
        "\(folder)/\(Site.indexName)", with: IndexPage.render(course, site, entries: entries))
      try FileAccess.replace(
        "\(folder)/\(Site.searchName)", with: SearchPage.render(site, entries: entries))
    }
    try log?.write(to: folder)
  }

  private func result(
    of job: NotebookJob, _ item: RenderPlan.Item
  ) async throws -> (NotebookResult, [Duration]) {
    if job.checked.hasErrors {
      return (job.checked.unexecuted(reason: "not run: the notebook has mistakes"), [])
    }
    if skipsExecution {
      return (job.checked.unexecuted(reason: "not run: rendered without execution"), [])
    }
    // Beside the page; a page that goes to standard output has no place of its own.
    let folder = item.target == "-" ? "" : (item.target as NSString).deletingLastPathComponent
    return try await job.executed(messages, limits, saveFolder: folder.isEmpty ? "." : folder)
  }

  private func document(
    of job: NotebookJob, _ result: NotebookResult, _ timings: [Duration], _ item: RenderPlan.Item
  ) -> ReportDocument {
    let notebook = job.checked.notebook
    var options = ReportOptions(
      allowsUnsafeHTML: allowsUnsafeHTML, timings: showsTimings ? timings : [],
      addresses: job.addresses)
    switch plan.form {
    case .html, .pdf:
      // Only pages show listings in colours.
      options.listings = highlighter.highlight(notebook)
      let page = ReportPage.render(
        notebook, result, math: job.math, options: options,
        place: plan.site.map { SitePlace($0, href: item.href) })
      return browser.map { .printed(page: page, browser: $0) } ?? .text(page)
    case .ipynb: return .text(IpynbReport.render(notebook, result, options: options))
    case .svg: return .text(ReportPicture.render(notebook, result, math: job.math))
    case .md:
      // Beside a stream or a device no pictures can lie.
      let folder = PictureFolder.path(for: item.target)
      let name = folder.map { ($0 as NSString).lastPathComponent }
      // Pictures of the prose stay files.
      let way = FileAccess.way(from: item.target, to: item.path)
      for (destination, address) in options.addresses where address.hasPrefix("data:") {
        options.addresses[destination] = way.isEmpty ? nil : "\(way)/\(destination)"
      }
      let report = MarkdownReport(notebook, result, options: options, pictureFolder: name)
      return .markdown(report, pictureFolder: folder)
    }
  }

  // MARK: - What has changed

  /// The digest of all that decides about a page before its notebook runs.
  private func key(of item: RenderPlan.Item) throws(FileError) -> String {
    let notebook = try shelf.notebook(item.path)
    let targets = shelf.targets(of: notebook)
    let site = plan.site.map { site in
      ([site.title, site.lang]
        + site.parts.flatMap { part in
          [part.title ?? ""] + part.pages.flatMap { [$0.title, $0.href] }
        }).joined(separator: "\n")
    }
    let locator = settings.locator(for: item.path)
    let found = notebook.pieces.compactMap(\.options).flatMap { $0.needs + $0.without }
      .map { (try? locator.contains($0.text)) == true ? "there" : "" }
    let parts = [
      RenderLog.program, fingerprint, site ?? "", notebook.source.text,
      targets.addresses.sorted { $0.key < $1.key }.map { "\($0.key)\n\($0.value)" }
        .joined(separator: "\n"),
      targets.diagnostics.map(\.message).joined(separator: "\n"), found.joined(separator: "\n"),
    ]
    return RenderLog.digest(Array(parts.joined(separator: "\u{1}").utf8))
  }

  /// The files that the cells of a notebook save: their names are always written out.
  private static func saved(_ notebook: Notebook) -> [String] {
    notebook.pieces.filter { $0.options != nil }.flatMap { piece in
      piece.content.text.matches(of: /(?m)^[ \t]*(?:save|export)\b[^"\n#]*"([^"\n]*)"/).map {
        String($0.output.1)
      }
    }
  }
}
