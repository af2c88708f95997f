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
    "<!doctype html>\n<title>\(escaped(title))</title>\n"
  }
}
