package import LecternText

/// Markdown to Swift nodes.
package enum MarkdownDocument {
  /// Parses the part of a file that begins at an offset, which is the start of a line.
  ///
  /// All spans are offsets of the whole file.
  package static func parse(
    _ file: SourceFile, from offset: Int = 0
  ) -> (blocks: [Block], diagnostics: [Diagnostic]) {
    ([], [])
  }
}
