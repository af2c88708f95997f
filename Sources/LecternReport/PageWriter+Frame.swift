import LecternNotebook
import LecternText

extension PageWriter {
  /// The table of contents as nested lists; empty when there is nothing to choose from.
  mutating func contents() -> String {
    let headings = outline.headings.filter(\.isListed)
    guard notebook.frontMatter.showsContents, headings.count > 1 else { return "" }
    var html = ""
    var open: [Int] = []
    for heading in headings {
      if let last = open.last, last < heading.level {
        html += "\n<ul>\n"
        open.append(heading.level)
      } else {
        while let last = open.last, last > heading.level, open.count > 1 {
          html += "</li>\n</ul>"
          open.removeLast()
        }
        html += open.isEmpty ? "<ul>\n" : "</li>\n"
        if open.isEmpty { open.append(heading.level) }
      }
      let number = heading.number.map { "\($0) " } ?? ""
      let address = LinkPolicy.encoded("#" + heading.id)
      html += "<li><a href=\"\(escaped(address))\">\(number)"
      html += "\(inlines(heading.content.withoutLabel, inLink: true))</a>"
    }
    html += open.map { _ in "</li>\n</ul>" }.joined()
    return html
  }

  /// What came of the notebook, in a few lines under its title; nil when there is nothing to say.
  func results() -> ResultsView? {
    let summary = ReportSummary(notebook, result)
    let failures = notebook.pieces.indices.compactMap { index -> ResultsView.Failure? in
      guard CellState(of: notebook.pieces[index], pieceResult(index)) == .failed,
        let id = cellIDs[index]
      else { return nil }
      let line = notebook.source.position(at: notebook.pieces[index].span.start).line
      return .init(failureID: LinkPolicy.encoded("#" + id), line: "line \(line)")
    }
    var failed: String?
    if summary.failedCells > 0 {
      failed = summary.failedCells == 1 ? "1 cell failed" : "\(summary.failedCells) cells failed"
    }
    var skipped: String?
    if summary.status == .notRun, summary.omittedCells == 0, summary.openExercises == 0 {
      skipped = "This notebook was not run."
    } else if summary.skippedCells > 0 {
      skipped =
        summary.skippedCells == 1
        ? "1 cell was not run." : "\(summary.skippedCells) cells were not run."
    }
    if let omitted = summary.omissionWords {
      skipped = [skipped, omitted + "."].compactMap(\.self).joined(separator: " ")
    }
    if let open = summary.openWords {
      skipped = [skipped, open + "."].compactMap(\.self).joined(separator: " ")
    }
    guard summary.expectationWords != nil || failed != nil || skipped != nil else { return nil }
    return ResultsView(
      resultClass: summary.status == .failed ? "results broken" : "results",
      headline: summary.expectationWords, failed: failed, skipped: skipped,
      failures: Array(failures.prefix(20)))
  }

  /// Where the numbers come from, for the foot of the page.
  func provenance() -> ProvenanceView {
    let provenance = result.provenance
    return ProvenanceView(
      seed: String(provenance.seed), precision: provenance.precision,
      versions: (provenance.versions.map { "\($0.name) \($0.version)" }
        + (math.version.map { ["KaTeX \($0)"] } ?? [])).joined(separator: ", "),
      total: options.timings.isEmpty
        ? nil : DurationText.words(options.timings.reduce(.zero, +)),
      hasInputs: !provenance.inputs.isEmpty,
      inputs: provenance.inputs.map {
        .init(inputName: $0.name, short: String($0.sha256.prefix(12)), full: $0.sha256)
      })
  }
}

extension ReportSummary {
  /// "3 cells need train.h5, which is not here; 20 points are left out"; nil without such cells.
  package var omissionWords: String? {
    guard omittedCells > 0 else { return nil }
    let cells = omittedCells == 1 ? "1 cell needs" : "\(omittedCells) cells need"
    let isOne = missingFiles.count == 1
    let files =
      missingFiles.count > 4
      ? "\(missingFiles.prefix(3).joined(separator: ", ")) and \(missingFiles.count - 3) more files"
      : Omission.list(missingFiles)
    var words = "\(cells) \(files), which \(isOne ? "is" : "are") not here"
    if pointsLeftOut > 0 {
      words += "; \(PageWriter.pointsText(pointsLeftOut)) "
      words += pointsLeftOut == 1 ? "is left out" : "are left out"
    }
    return words
  }

  /// "2 exercises are open"; nil without blanks to fill in.
  package var openWords: String? {
    switch openExercises {
    case 0: nil
    case 1: "1 exercise is open"
    default: "\(openExercises) exercises are open"
    }
  }

  /// "7 of 8 expectations hold, 60 of 80 points"; nil without expectations.
  var expectationWords: String? {
    let count = passed + failed
    guard count > 0 else {
      return possible > 0
        ? "\(NumberText.short(points)) of \(PageWriter.pointsText(possible))" : nil
    }
    let noun = count == 1 ? "expectation" : "expectations"
    let verb = count == 1 ? "holds" : "hold"
    guard possible > 0 else { return "\(passed) of \(count) \(noun) \(verb)" }
    return "\(passed) of \(count) \(noun) \(verb), \(NumberText.short(points)) of "
      + PageWriter.pointsText(possible)
  }
}
