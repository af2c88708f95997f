internal import LecternMarkdown
package import LecternText

extension Notebook {
  /// Reads a notebook; what is wrong with it is in its `diagnostics`.
  package static func parse(_ file: SourceFile) -> Notebook {
    let header = FrontMatterReader(file)
    let document = MarkdownDocument.parse(file, from: header.bodyStart)
    var collector = PieceCollector(file)
    collector.visit(document.blocks)
    // The abstract stands first and speaks of everything: its values are worked out last.
    collector.visit(header.frontMatter.abstractContent)
    var diagnostics = header.diagnostics + document.diagnostics + collector.diagnostics
    let isEmpty = file.utf8[header.bodyStart...].allSatisfy { $0 <= UInt8(ascii: " ") }
    if isEmpty {
      diagnostics.append(
        Diagnostic(
          "notebook-empty", at: nil, "the notebook is empty",
          help: "lectern new \(file.name) writes a small working notebook"))
    } else if !collector.hasCells, collector.pieces.isEmpty, !diagnostics.hasErrors {
      diagnostics.append(
        Diagnostic(
          "no-cells", .note, at: nil, "the notebook has no cell, so nothing runs",
          help: "a cell begins with a line ```nn and ends with a line ```"))
    }
    return Notebook(
      source: file, frontMatter: header.frontMatter, blocks: document.blocks,
      pieces: collector.pieces, diagnostics: diagnostics.sortedByPlace())
  }

  /// The title of the front matter, else the first heading of level 1, else the file's name.
  package var title: String {
    if let title = frontMatter.title { return title }
    for case .heading(level: 1, let content, _) in blocks {
      let title = content.plainText
      if !title.isEmpty { return title }
    }
    let base = source.name.split(separator: "/").last.map(String.init) ?? source.name
    return base.hasSuffix(".md") && base.count > 3 ? String(base.dropLast(3)) : base
  }
}
