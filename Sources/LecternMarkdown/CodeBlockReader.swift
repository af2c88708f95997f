internal import LecternText

/// Makes code blocks from cmark's: finds each code line in the file and the closing fence.
struct CodeBlockReader {
  private let lines: SourceLines
  /// Lines, as cmark counts them, on which a code block starts.
  private let starts: Set<Int>

  init(_ lines: SourceLines, starts: Set<Int>) {
    self.lines = lines
    self.starts = starts
  }

  func block(_ event: CMarkDocument.Event, info: String, literal: String, quoteDepth: Int)
    -> CodeBlock
  {
    var codeLines = literal.utf8.split(separator: newline, omittingEmptySubsequences: false)
    if codeLines.last?.isEmpty == true { codeLines.removeLast() }
    let start = lines.offset(line: event.startLine, column: event.startColumn)
    let fence = fenceRun(at: start, info: info, firstCodeLine: codeLines.first)
    let first = event.startLine + (fence == nil ? 0 : 1)
    let parts = codeLines.enumerated().map { part($0.element, line: first + $0.offset) }
    let content = SourceFragment(lines: parts)
    let lastLine = max(event.startLine, first + codeLines.count - 1)
    var end = lines.file.lineSpan(lines.lineIndex(lastLine)).end
    guard let fence else {
      return CodeBlock(
        info: "", content: content, span: SourceSpan(start, max(start, end)), isFenced: false,
        isClosed: true)
    }
    let close = closingFence(fence, line: first + codeLines.count, quoteDepth: quoteDepth)
    if let close { end = close }
    return CodeBlock(
      info: info, content: content, span: SourceSpan(start, max(start, end)), isFenced: true,
      isClosed: close != nil)
  }

  private typealias Fence = (character: UInt8, length: Int)

  /// The opening fence at an offset; nil for indented code, even when its text begins like a fence.
  private func fenceRun(at start: Int, info: String, firstCodeLine: Substring.UTF8View?) -> Fence? {
    let end = lines.file.lineSpan(lines.file.lineIndex(at: start)).end
    let rest = lines.masked[start..<end]
    guard let character = rest.first,
      character == UInt8(ascii: "`") || character == UInt8(ascii: "~")
    else { return nil }
    let length = rest.prefix { $0 == character }.count
    guard length >= 3 else { return nil }
    // In a fence without info the first line cannot repeat the fence: it would close it.
    if info.isEmpty, let firstCodeLine, withoutReturn(firstCodeLine).elementsEqual(rest) {
      return nil
    }
    return (character, length)
  }

  /// Where the closing fence ends, if that line is one and does not open another block.
  private func closingFence(_ fence: Fence, line: Int, quoteDepth: Int) -> Int? {
    let index = lines.firstLine + line - 1
    guard index < lines.file.lineStarts.count, !starts.contains(line) else { return nil }
    let start = lines.contentStart(ofLine: index, quoteDepth: quoteDepth)
    let rest = lines.masked[start..<lines.file.lineSpan(index).end]
    let run = rest.prefix { $0 == fence.character }.count
    guard run >= fence.length, rest.dropFirst(run).allSatisfy({ $0 == 0x20 || $0 == 0x09 }) else {
      return nil
    }
    return start + run
  }

  /// A code line is the tail of its source line, but for the columns of a tab that the container
  /// shares, which cmark turns into spaces.
  private func part(_ code: Substring.UTF8View, line: Int)
    -> (text: String, indentation: Int, sourceStart: Int)
  {
    let span = lines.file.lineSpan(lines.lineIndex(line))
    let source = lines.masked[span.start..<span.end]
    var tail = Array(withoutReturn(code))
    var indentation = 0
    while !tail.isEmpty, !endsWith(source, tail) {
      guard tail[0] == UInt8(ascii: " ") else {
        // Not the line it should be: keep the text, point at the line.
        return (String(decoding: tail, as: UTF8.self), indentation, span.start)
      }
      tail.removeFirst()
      indentation += 1
    }
    let start = span.end - tail.count
    return (lines.file.text(in: SourceSpan(start, span.end)), indentation, start)
  }

  private func endsWith(_ source: ArraySlice<UInt8>, _ tail: [UInt8]) -> Bool {
    source.count >= tail.count && source.suffix(tail.count).elementsEqual(tail)
  }

  private func withoutReturn(_ line: Substring.UTF8View) -> Substring.UTF8View {
    line.last == UInt8(ascii: "\r") ? line.dropLast() : line
  }
}

private let newline = UInt8(ascii: "\n")
