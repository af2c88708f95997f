import LecternMarkdown
package import LecternText

extension Notebook {
  /// Reads a notebook; what is wrong with it is in its `diagnostics`.
  package static func parse(_ file: SourceFile) -> Notebook {
    Notebook(source: file, frontMatter: FrontMatter(), blocks: [], pieces: [], diagnostics: [])
  }

  /// The title of the front matter, else the first heading of level 1, else the file's name.
  package var title: String {
    if let title = frontMatter.title { return title }
    for case .heading(level: 1, let content, _) in blocks {
      return content.plainText
    }
    let base = source.name.split(separator: "/").last.map(String.init) ?? source.name
    return base.hasSuffix(".md") ? String(base.dropLast(3)) : base
  }
}
