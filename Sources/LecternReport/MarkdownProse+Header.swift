import LecternMarkdown
import LecternNotebook
import LecternText

extension MarkdownProse {
  /// Title, subtitle, authors, abstract and what came of the notebook; the title only where the author
  /// gave one.
  mutating func header() -> String {
    let frontMatter = writer.notebook.frontMatter
    var parts: [String] = []
    if let heading = writer.outline.titleHeading {
      parts.append("# " + line(heading.content))
    } else if let title = frontMatter.title, !title.isEmpty {
      parts.append("# " + MarkdownText.escaped(title))
    }
    if let subtitle = frontMatter.subtitle { parts.append("*\(MarkdownText.escaped(subtitle))*") }
    let byline = frontMatter.authors + [frontMatter.date].compactMap(\.self)
    if !byline.isEmpty {
      parts.append(
        MarkdownText.escapedStart(byline.map { MarkdownText.escaped($0) }.joined(separator: " · ")))
    }
    if !frontMatter.abstractContent.isEmpty {
      parts.append(MarkdownText.escapedStart(line(frontMatter.abstractContent)))
      parts += diagnostics(in: frontMatter.abstractContent).map { writer.fencedDiagnostic($0) }
    } else if let abstract = frontMatter.abstract {
      parts.append(MarkdownText.escapedStart(MarkdownText.escaped(abstract.trimmed)))
    }
    if let results = writer.results() {
      let words = [results.headline, results.failed].compactMap(\.self).joined(separator: "; ")
      var line = words.isEmpty ? "" : "**\(MarkdownText.escaped(words))**"
      let places = results.failures.map { "[\($0.line)](\($0.failureID))" }
      if dialect == .github, !places.isEmpty { line += ": " + places.joined(separator: ", ") }
      if let skipped = results.skipped { line += (line.isEmpty ? "" : ". ") + skipped }
      parts.append(line)
    }
    parts += writer.generalDiagnostics.map { writer.fencedDiagnostic($0) }
    return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
  }
}
