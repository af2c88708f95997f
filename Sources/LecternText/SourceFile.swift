/// A text file as the author wrote it, with the index of its lines.
///
/// Offsets count UTF-8 bytes from 0; lines and columns shown to people count from 1, columns in
/// characters (grapheme clusters).
package struct SourceFile: Sendable, Equatable {
  /// The name the file was asked for by, shown in diagnostics; never an absolute path of our making.
  package let name: String
  package let text: String
  package let utf8: [UInt8]
  /// Offset of the first byte of each line.
  package let lineStarts: [Int]

  package init(name: String, text: String) {
    self.name = name
    self.text = text
    utf8 = Array(text.utf8)
    var starts = [0]
    for (offset, byte) in utf8.enumerated() where byte == UInt8(ascii: "\n") {
      starts.append(offset + 1)
    }
    lineStarts = starts
  }

  /// The line, counted from 0, that holds an offset.
  ///
  /// - Complexity: O(log lines).
  package func lineIndex(at offset: Int) -> Int {
    var low = 0
    var high = lineStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle } else { high = middle }
    }
    return low
  }

  /// The bytes of a line counted from 0, without its line end.
  package func lineSpan(_ index: Int) -> SourceSpan {
    let start = lineStarts[index]
    var end = index + 1 < lineStarts.count ? lineStarts[index + 1] - 1 : utf8.count
    if end > start, utf8[end - 1] == UInt8(ascii: "\r") { end -= 1 }
    return SourceSpan(start, max(start, end))
  }

  package func position(at offset: Int) -> SourcePosition {
    let clamped = min(max(0, offset), utf8.count)
    let line = lineIndex(at: clamped)
    let column = String(decoding: utf8[lineStarts[line]..<clamped], as: UTF8.self).count
    return SourcePosition(line: line + 1, column: column + 1)
  }

  package func text(in span: SourceSpan) -> String {
    let start = min(max(0, span.start), utf8.count)
    return String(decoding: utf8[start..<min(max(start, span.end), utf8.count)], as: UTF8.self)
  }
}

/// A place for people: line and column from 1, the column in characters.
package struct SourcePosition: Sendable, Hashable {
  package let line: Int
  package let column: Int

  package init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }
}

/// A half-open range of UTF-8 offsets in a `SourceFile`.
package struct SourceSpan: Sendable, Hashable, Codable {
  package var start: Int
  package var end: Int

  package init(_ start: Int, _ end: Int) {
    self.start = start
    self.end = end
  }

  package var isEmpty: Bool { end <= start }

  /// The smallest span that holds both.
  package func union(_ other: SourceSpan) -> SourceSpan {
    SourceSpan(min(start, other.start), max(end, other.end))
  }
}
