internal import LecternMarkdown
internal import LecternText

/// A caption of the cell options as running text whose parts know their places in the file.
///
/// YAML folds lines and takes quotes off, so the words of the caption are found again one after the
/// other in the source.
struct CaptionText {
  let content: [Inline]

  init(_ text: String, from span: SourceSpan, to end: Int, in file: SourceFile) {
    var position = span.start
    let limit = min(end, file.utf8.count)
    var parts: [(text: String, indentation: Int, sourceStart: Int)] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      let place = Self.find(Array(word.utf8), in: file.utf8, from: position, to: limit)
      // A word that was written with escapes is not found: it keeps the place of the one before.
      parts.append((String(word), 0, place ?? position))
      if let place { position = place + word.utf8.count }
    }
    content = MarkdownDocument.inlines(of: SourceFragment(lines: parts, separator: " "))
  }

  private static func find(
    _ word: [UInt8], in bytes: [UInt8], from start: Int, to end: Int
  ) -> Int? {
    guard word.count <= end - start else { return nil }
    return (start...(end - word.count)).first { bytes[$0...].starts(with: word) }
  }
}
