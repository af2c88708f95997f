internal import LecternText

/// The runs of backticks in a text, found by length.
struct BacktickRuns {
  private let bytes: [UInt8]
  /// Starts of the maximal runs of each length, ascending.
  private var starts: [Int: [Int]] = [:]

  init(_ bytes: [UInt8]) {
    self.bytes = bytes
    var position = 0
    while position < bytes.count {
      let length = length(at: position)
      if length > 0 { starts[length, default: []].append(position) }
      position += max(1, length)
    }
  }

  /// How many backticks stand from here on.
  func length(at position: Int) -> Int {
    var end = position
    while end < bytes.count, bytes[end] == UInt8(ascii: "`") { end += 1 }
    return end - position
  }

  /// The next whole run of exactly this length.
  ///
  /// - Complexity: O(log runs).
  func closing(after position: Int, length: Int) -> Int? {
    guard let starts = starts[length] else { return nil }
    var low = 0
    var high = starts.count
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] < position { low = middle + 1 } else { high = middle }
    }
    return low < starts.count ? starts[low] : nil
  }
}

/// The places of the code spans of one paragraph or heading, in order.
///
/// cmark's own columns of inline nodes are wrong after the first line of a paragraph in a container,
/// so the spans are found again in the text and matched by content. Source of the rules: CommonMark
/// 0.30, section 6.1.
struct CodeSpans {
  struct Span: Equatable {
    let content: SourceFragment
    let span: SourceSpan
  }

  private let text: SourceFragment
  private let file: SourceFile
  private let runs: BacktickRuns
  private var position = 0

  init(_ text: SourceFragment, in file: SourceFile) {
    self.text = text
    self.file = file
    runs = BacktickRuns(text.utf8)
  }

  /// The next code span whose content is this; others on the way are parts of link destinations.
  mutating func next(literal: String) -> Span? {
    // Blanks do not count: cmark keeps the indentation of a line that goes on without its container's
    // marks, and drops that of any other line.
    let wanted = literal.utf8.filter { !isBlank($0) }
    let kept = position
    while let (outer, inner) = nextCandidate() {
      let trimmed = trimmed(inner)
      let matches = text.utf8[trimmed].lazy.filter { !isBlank($0) }.elementsEqual(wanted)
      guard matches else { continue }
      return Span(content: fragment(trimmed), span: text.sourceSpan(outer))
    }
    position = kept
    return nil
  }

  private mutating func nextCandidate() -> (outer: Range<Int>, inner: Range<Int>)? {
    let bytes = text.utf8
    while position < bytes.count {
      if bytes[position] == UInt8(ascii: "\\") {
        position += 2
        continue
      }
      let length = runs.length(at: position)
      guard length > 0 else {
        position += 1
        continue
      }
      let start = position
      position += length
      if let close = runs.closing(after: position, length: length) {
        let inner = position..<close
        position = close + length
        return (start..<position, inner)
      }
    }
    return nil
  }

  /// Without one space at each end, if both are there and the span is not blank.
  private func trimmed(_ range: Range<Int>) -> Range<Int> {
    func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == UInt8(ascii: "\n") }
    let bytes = text.utf8[range]
    guard let first = bytes.first, let last = bytes.last, isSpace(first), isSpace(last),
      bytes.contains(where: { !isSpace($0) })
    else { return range }
    return (range.lowerBound + 1)..<(range.upperBound - 1)
  }

  /// The file's own text of a range, lines joined by spaces.
  private func fragment(_ range: Range<Int>) -> SourceFragment {
    var parts: [(text: String, indentation: Int, sourceStart: Int)] = []
    var start = range.lowerBound
    func append(_ end: Int) {
      let span = text.sourceSpan(start..<end)
      parts.append((file.text(in: span), 0, span.start))
    }
    for position in range where text.utf8[position] == UInt8(ascii: "\n") {
      append(position)
      start = position + 1
    }
    append(range.upperBound)
    return SourceFragment(lines: parts, separator: " ")
  }
}

private func isBlank(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t") || byte == UInt8(ascii: "\n")
}
