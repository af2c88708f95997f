package import LecternNotebook

/// One notebook and what came of it as one HTML file that asks for nothing else.
package enum ReportPage {
  /// The words that name a notebook: its title, else its first heading, else its file.
  package static func title(of notebook: Notebook) -> String {
    var ids = LabelIDs(IdentifierRegistry(), labels: [])
    return Outline(notebook, ids: &ids).title
  }

  /// The addresses on the page of a notebook that links may lead to: headings, labels, cells.
  package static func anchors(of notebook: Notebook) -> Set<String> {
    let writer = PageWriter(notebook, .empty, math: .none, options: ReportOptions())
    return Set(
      writer.outline.headings.map(\.id)
        + (writer.cellIDs + [writer.outline.titleHeading?.id]).compactMap(\.self)
    )
    .union(PageWriter.labels(of: notebook).map(IdentifierRegistry.slug))
    .union(PageWriter.fixedIDs)
  }

  /// The page of a notebook; without `math` the source of its formulas is shown.
  package static func render(
    _ notebook: Notebook, _ result: NotebookResult, math: TypesetMath = .none,
    options: ReportOptions = ReportOptions(), place: SitePlace? = nil
  ) -> String {
    var writer = PageWriter(notebook, result, math: math, options: options)
    let frontMatter = notebook.frontMatter
    let heading =
      writer.outline.titleHeading.map { writer.inlines($0.content.withoutLabel) }
      ?? escaped(writer.typography.quoted(writer.outline.title))
    let titleReports = writer.takeInlineReports()
    let abstract =
      frontMatter.abstractContent.isEmpty
      ? frontMatter.abstract.map { escaped(writer.typography.quoted($0)) }
      : writer.inlines(frontMatter.abstractContent)
    let contents = writer.contents()
    let byline = frontMatter.authors + [frontMatter.date].compactMap { $0 }
    let lang = languageTag(frontMatter.lang)
    let results = writer.results()
    let general = writer.generalDiagnostics.map(writer.diagnostic).joined() + titleReports
    let body = writer.blocks(writer.outline.body)
    let footnotes = writer.footnoteList()
    let (style, script) = StyleSheet.page(for: body + footnotes)
    let css = style + math.css
    let policy = ContentPolicy(
      style: css, script: script, allowsInlineStyles: options.allowsUnsafeHTML)
    return Templates.page.render(
      PageView(
        lang: lang, title: writer.outline.title, policy: policy.text, css: css,
        script: script,
        heading: heading, headingID: writer.outline.titleHeading?.id,
        subtitle: frontMatter.subtitle.map { writer.typography.quoted($0) },
        byline: byline.isEmpty ? nil : byline.joined(separator: " · "),
        abstract: abstract, contents: contents.isEmpty ? nil : contents,
        results: results, general: general, body: body, footnotes: footnotes,
        provenance: writer.provenance(), place: place.map(PlaceView.init)))
  }

  /// The language tag when it looks like one, else English.
  ///
  /// - Source: RFC 5646, section 2.1.
  static func languageTag(_ tag: String) -> String {
    let subtags = tag.split(separator: "-", omittingEmptySubsequences: false)
    let isWellFormed = subtags.enumerated().allSatisfy { index, subtag in
      (index == 0 ? 2...8 : 1...8).contains(subtag.utf8.count)
        && subtag.allSatisfy { $0.isASCII && ($0.isLetter || (index > 0 && $0.isNumber)) }
    }
    return isWellFormed ? tag : "en"
  }
}
