import LecternLanguage
package import LecternNotebook
import LecternText

/// A notebook with its cells in their canonical spelling; prose, options and mistaken cells stay.
package struct FormattedNotebook: Sendable {
  package let text: String
  /// The first lines of cells that have mistakes in their grammar, counted from 1.
  package let mistakenLines: [Int]

  package init(_ notebook: Notebook) {
    let source = notebook.source
    let lineEnd = source.text.contains("\r\n") ? "\r\n" : "\n"
    var bytes: [UInt8] = []
    var position = 0
    var mistaken: [Int] = []
    for piece in notebook.pieces {
      guard case .cell = piece.kind, !piece.content.utf8.isEmpty else { continue }
      guard let lines = CellFormatter.format(piece.content) else {
        mistaken.append(piece.line)
        continue
      }
      let span = piece.content.sourceSpan(0..<piece.content.utf8.count)
      guard span.start >= position, !lines.isEmpty,
        let margin = Self.margin(of: piece.content, in: source)
      else { continue }
      bytes += source.utf8[position..<span.start]
      bytes += Self.joined(lines, margin: margin, lineEnd).utf8
      position = span.end
      // The end of a line is one character of the cell, but two of the file.
      if piece.content.utf8.last == UInt8(ascii: "\n"), position < source.utf8.count,
        source.utf8[position - 1] == UInt8(ascii: "\r"),
        source.utf8[position] == UInt8(ascii: "\n")
      {
        position += 1
      }
    }
    bytes += source.utf8[position...]
    text = String(decoding: bytes, as: UTF8.self)
    mistakenLines = mistaken
  }

  /// What stands before every line of the cell: the marks of a quote, the indentation of a list;
  /// nil where lines differ.
  private static func margin(of content: SourceFragment, in source: SourceFile) -> [UInt8]? {
    var margin: [UInt8]?
    var start = 0
    for line in content.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    {
      defer { start += line.count + 1 }
      if line.isEmpty { continue }
      let offset = content.sourceOffset(start)
      // A part of a tab stands for spaces that are not in the file.
      guard source.utf8[offset] == line.first else { return nil }
      let before = Array(
        source.utf8[source.lineStarts[source.lineIndex(at: offset)]..<offset])
      if let margin, margin != before { return nil }
      margin = before
    }
    return margin
  }

  private static func joined(_ lines: [String], margin: [UInt8], _ lineEnd: String) -> String {
    let margin = String(decoding: margin, as: UTF8.self)
    var bare = margin
    while bare.last == " " || bare.last == "\t" { bare.removeLast() }
    return lines.enumerated().map { index, line in
      index == 0 ? line : (line.isEmpty ? bare : margin) + line
    }.joined(separator: lineEnd)
  }
}
