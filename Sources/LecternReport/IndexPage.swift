package import LecternNotebook

/// One line of the list of notebooks.
package struct IndexEntry: Sendable, Equatable {
  package let title: String
  package let abstract: String?
  /// Relative to the index page, as a URL.
  package let href: String
  package let summary: ReportSummary

  package init(title: String, abstract: String?, href: String, summary: ReportSummary) {
    self.title = title
    self.abstract = abstract
    self.href = href
    self.summary = summary
  }

  /// The entry of a rendered notebook.
  package init(_ notebook: Notebook, _ result: NotebookResult, href: String) {
    self.init(
      title: ReportPage.title(of: notebook), abstract: notebook.frontMatter.abstract, href: href,
      summary: ReportSummary(notebook, result))
  }
}

/// The list of several notebooks with title, abstract and result.
package enum IndexPage {
  package static func render(title: String, lang: String, entries: [IndexEntry]) -> String {
    Templates.index.render(
      IndexView(
        lang: ReportPage.languageTag(lang), title: title,
        policy: ContentPolicy(style: StyleSheet.report, script: StyleSheet.script).text,
        css: StyleSheet.report, script: StyleSheet.script,
        entries: entries.map { entry in
          let (words, mark, outcomeClass) = outcome(entry.summary)
          return .init(
            name: entry.title, href: LinkPolicy.encoded(entry.href), abstract: entry.abstract,
            outcome: words, outcomeClass: "outcome " + outcomeClass, outcomeMark: mark)
        }))
  }

  /// What came of a notebook in words, with a mark and a class of the style sheet.
  private static func outcome(_ summary: ReportSummary) -> (String, String, String) {
    var words = [summary.expectationWords].compactMap { $0 }
    func add(_ count: Int, _ one: String, _ many: String) {
      if count > 0 { words.append("\(count) \(count == 1 ? one : many)") }
    }
    add(summary.failedCells, "cell failed", "cells failed")
    add(summary.errors, "error", "errors")
    add(summary.warnings, "warning", "warnings")
    switch summary.status {
    case .failed: return (words.joined(separator: "; "), "✗", "broken")
    case .notRun: return ((["not run"] + words).joined(separator: "; "), "○", "idle")
    case .passed:
      if words.isEmpty { words = ["all cells ran"] }
      return (words.joined(separator: "; "), "✓", "holds")
    }
  }
}
