package import LecternNotebook

/// One notebook and what came of it as one HTML file that asks for nothing else.
package enum ReportPage {
  /// The words that name a notebook: its title, else its first heading, else its file.
  package static func title(of notebook: Notebook) -> String {
    notebook.frontMatter.title ?? notebook.source.name
  }

  package static func render(
    _ notebook: Notebook, _ result: NotebookResult, options: ReportOptions = ReportOptions()
  ) -> String {
    "<!doctype html>\n<title>\(escaped(title(of: notebook)))</title>\n"
  }
}
