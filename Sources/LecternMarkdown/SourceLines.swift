internal import LecternText

/// The lines that cmark is given, where they are in the file, and the bytes it sees in their place.
///
/// The masked bytes have the length of the file's own, so every position of cmark is a position of
/// the file: control characters become DEL, a carriage return on its own (for cmark a line end, for
/// us not) a space, and math what `MathMask` writes.
struct SourceLines {
  let file: SourceFile
  /// Index in the file of the first line given to cmark.
  let firstLine: Int
  let offset: Int
  /// The whole file, the part before `offset` included.
  var masked: [UInt8]
  private(set) var firstControl: Int?

  init(_ file: SourceFile, from offset: Int) {
    self.file = file
    self.offset = min(max(0, offset), file.utf8.count)
    firstLine = file.lineIndex(at: self.offset)
    masked = file.utf8
    for index in self.offset..<masked.count {
      switch masked[index] {
      case 0x0d:
        let isLineEnd = index + 1 < masked.count && masked[index + 1] == 0x0a
        if !isLineEnd { masked[index] = 0x20 }
      case 0x00...0x08, 0x0b, 0x0c, 0x0e...0x1f, 0x7f:
        masked[index] = 0x7f
        if firstControl == nil { firstControl = index }
      default: break
      }
    }
  }

  /// The bytes for cmark.
  var body: [UInt8] { Array(masked[offset...]) }

  /// The file's line index of a line that cmark counts from 1, kept inside the file.
  func lineIndex(_ line: Int) -> Int {
    min(max(firstLine, firstLine + line - 1), file.lineStarts.count - 1)
  }

  /// The file's offset of a place that cmark counts from 1 in bytes.
  func offset(line: Int, column: Int) -> Int {
    let span = file.lineSpan(lineIndex(line))
    return min(max(span.start, span.start + column - 1), span.end)
  }

  func span(of event: CMarkDocument.Event) -> SourceSpan {
    let start = offset(line: event.startLine, column: event.startColumn)
    return SourceSpan(start, max(start, offset(line: event.endLine, column: event.endColumn + 1)))
  }

  /// Where the text of a continuation line begins: after quote marks and blanks.
  func contentStart(ofLine index: Int, quoteDepth: Int) -> Int {
    let span = file.lineSpan(index)
    var start = span.start
    var marks = 0
    while start < span.end {
      switch masked[start] {
      case UInt8(ascii: " "), UInt8(ascii: "\t"): start += 1
      case UInt8(ascii: ">") where marks < quoteDepth:
        marks += 1
        start += 1
      default: return start
      }
    }
    return start
  }
}
