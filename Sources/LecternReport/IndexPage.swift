package import LecternNotebook

/// What the pages of a course say of one notebook: a line of its list, and what a search finds.
package struct IndexEntry: Sendable, Equatable, Codable {
  /// Holds, is broken or was not run: how the list marks a notebook.
  package enum Outcome: String, Sendable, Codable {
    case holds
    case broken
    case idle
  }

  /// A part of a notebook that a search may lead to.
  package struct Section: Sendable, Equatable, Codable {
    /// The address of its heading; nil for what stands above the first one.
    package let id: String?
    package let heading: String
    package let text: String
  }

  package let title: String
  package let abstract: String?
  /// Relative to the index page, as a file name.
  package let href: String
  package let outcome: Outcome
  /// What came of it, in words.
  package let outcomeWords: String
  package let sections: [Section]

  /// The entry of a rendered notebook.
  package init(_ notebook: Notebook, _ result: NotebookResult, href: String) {
    let writer = PageWriter(notebook, result, math: .none, options: ReportOptions())
    title = writer.outline.title
    abstract = writer.abstractWords
    self.href = href
    (outcome, outcomeWords) = Self.outcome(ReportSummary(notebook, result))
    sections = SectionTexts(writer).sections
  }

  private static func outcome(_ summary: ReportSummary) -> (Outcome, String) {
    var words = [summary.expectationWords].compactMap { $0 }
    func add(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { words.append("\(count) \(count == 1 ? one : many)") }
    }
    add(summary.failedCells, "cell failed", "cells failed")
    add(summary.errors, "error", "errors")
    add(summary.warnings, "warning", "warnings")
    words += [summary.openWords, summary.omissionWords].compactMap(\.self)
    switch summary.status {
    case .failed: return (.broken, words.joined(separator: "; "))
    case .notRun: return (.idle, (["not run"] + words).joined(separator: "; "))
    case .passed:
      return (.holds, words.isEmpty ? "all cells ran" : words.joined(separator: "; "))
    }
  }
}

/// The list of the notebooks of a course with title, abstract and result.
package enum IndexPage {
  /// The list; `entries` are by the page they lead to, and one that is missing is left out.
  package static func render(_ course: Course, _ site: Site, entries: [String: IndexEntry])
    -> String
  {
    let hasParts = site.parts.contains { $0.title != nil }
    let parts = site.parts.map { part in
      IndexView.Part(
        partTitle: part.title,
        entries: part.pages.compactMap { page in
          entries[page.href].map { view(of: $0, tag: hasParts ? "h3" : "h2") }
        })
    }
    return Templates.index.render(
      IndexView(
        lang: ReportPage.languageTag(site.lang), title: site.title,
        policy: ContentPolicy(style: StyleSheet.report, script: StyleSheet.script).text,
        css: StyleSheet.report, script: StyleSheet.script, subtitle: course.subtitle,
        byline: course.authors.isEmpty ? nil : course.authors.joined(separator: " · "),
        abstract: course.abstract, indexParts: parts))
  }

  private static func view(of entry: IndexEntry, tag: String) -> IndexView.Entry {
    let mark =
      switch entry.outcome {
      case .holds: "✓"
      case .broken: "✗"
      case .idle: "○"
      }
    return IndexView.Entry(
      name: entry.title, href: LinkPolicy.encoded(entry.href), tag: tag, about: entry.abstract,
      outcome: entry.outcomeWords, outcomeClass: "outcome \(entry.outcome.rawValue)",
      outcomeMark: mark)
  }
}
