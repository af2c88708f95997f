internal import LecternText

/// Finds the lines that begin a footnote, `[^name]: …`, and makes list items of them for cmark.
///
/// CommonMark would take some of them for link definitions and the lines indented under them for
/// code. As an item of a list, a footnote may hold several paragraphs, lists and code, indented by two
/// spaces or more, as in GitHub's and Pandoc's Markdown.
enum FootnoteLines {
  /// The marks of the definitions, in order, after their lines were rewritten.
  static func hide(in lines: inout SourceLines, _ document: CMarkDocument) -> [SourceMask.Mark] {
    let file = lines.file
    var isCode = [Bool](repeating: false, count: file.lineStarts.count - lines.firstLine)
    document.forEachEvent { event in
      switch event.kind {
      case .codeBlock, .htmlBlock:
        guard event.startLine >= 1, event.startLine <= event.endLine else { return }
        for line in (event.startLine - 1)..<min(event.endLine, isCode.count) { isCode[line] = true }
      default: break
      }
    }
    var marks: [SourceMask.Mark] = []
    for line in isCode.indices where !isCode[line] {
      let span = file.lineSpan(lines.firstLine + line)
      var start = span.start
      while start < span.end, start - span.start < 4, lines.masked[start] == 0x20 { start += 1 }
      let bytes = Array(lines.masked[start..<min(span.end, start + 110)])
      guard start - span.start < 4, let close = ShortMarks.footnoteNameEnd(bytes, 0),
        close + 1 < bytes.count, bytes[close + 1] == UInt8(ascii: ":")
      else { continue }
      lines.masked[start] = UInt8(ascii: "+")
      lines.masked[start + 1] = UInt8(ascii: " ")
      marks.append(
        SourceMask.Mark(
          kind: .footnoteDefinition, pieces: [SourceSpan(start + 2, start + close + 2)]))
    }
    return marks
  }
}
