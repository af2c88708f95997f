internal import LecternText

/// Finds formulas, references, labels and footnote marks in the paragraphs and headings of a document.
///
/// An opening `$` touches what follows, a closing one touches what precedes and no digit follows it,
/// so that "$5 and $6" stays text; `\$` is a dollar; code spans come first. A formula may go on over
/// line ends, `$$` even where a line of it looks like a list or a heading, but not over an empty line.
/// Source of the rules: Pandoc User's Guide, extension `tex_math_dollars`.
struct MarkScanner {
  private let lines: SourceLines
  /// For each line from `firstLine`: which paragraph or heading it belongs to, 0 for none.
  private var leaf: [Int]
  private var quoteDepth: [Int]
  private var marks: [SourceMask.Mark] = []

  /// The marks of `lines`, in order, given the same text parsed without this mask.
  static func marks(in lines: SourceLines, _ document: CMarkDocument) -> [SourceMask.Mark] {
    var scanner = MarkScanner(lines, document)
    scanner.scan()
    return scanner.marks
  }

  private init(_ lines: SourceLines, _ document: CMarkDocument) {
    self.lines = lines
    let count = lines.file.lineStarts.count - lines.firstLine
    var leaf = [Int](repeating: 0, count: count)
    var quoteDepth = [Int](repeating: 0, count: count)
    var depth = 0
    var identity = 0
    document.forEachEvent { event in
      switch event.kind {
      case .quote: depth += event.isEntering ? 1 : -1
      case .paragraph where event.isEntering, .heading where event.isEntering:
        identity += 1
        guard event.startLine >= 1, event.startLine <= event.endLine else { return }
        for line in (event.startLine - 1)..<min(event.endLine, count) {
          leaf[line] = identity
          quoteDepth[line] = depth
        }
      default: break
      }
    }
    self.leaf = leaf
    self.quoteDepth = quoteDepth
  }

  /// A stretch of neighbouring lines of text in the same quotes, flattened.
  private struct Stretch {
    let text: SourceFragment
    /// The paragraph of each byte is that of its line: start in `text` and identity.
    let lines: [(start: Int, leaf: Int)]

    func leaf(at offset: Int) -> Int {
      var low = 0
      var high = lines.count
      while high - low > 1 {
        let middle = (low + high) / 2
        if lines[middle].start <= offset { low = middle } else { high = middle }
      }
      return lines[low].leaf
    }
  }

  private mutating func scan() {
    var line = 0
    while line < leaf.count {
      guard leaf[line] != 0 else {
        line += 1
        continue
      }
      var end = line + 1
      while end < leaf.count, leaf[end] != 0, quoteDepth[end] == quoteDepth[line] { end += 1 }
      scan(stretch(line..<end))
      line = end
    }
  }

  private func stretch(_ range: Range<Int>) -> Stretch {
    var parts: [(text: String, sourceStart: Int)] = []
    var starts: [(start: Int, leaf: Int)] = []
    var length = 0
    for line in range {
      let index = lines.firstLine + line
      let start = lines.contentStart(ofLine: index, quoteDepth: quoteDepth[line])
      let end = lines.file.lineSpan(index).end
      starts.append((length, leaf[line]))
      parts.append((String(decoding: lines.masked[start..<end], as: UTF8.self), start))
      length += end - start + 1
    }
    return Stretch(text: SourceFragment(lines: parts), lines: starts)
  }

  private mutating func scan(_ stretch: Stretch) {
    let bytes = stretch.text.utf8
    guard bytes.contains(where: { $0 == dollar || $0 == at || $0 == brace || $0 == bracket }) else {
      return
    }
    let runs = BacktickRuns(bytes)
    var position = 0
    /// From here on there is no `$$` that could close.
    var displayEnd = bytes.count
    while position < bytes.count {
      switch bytes[position] {
      case backslash: position += 2
      case backtick:
        let length = runs.length(at: position)
        if let close = runs.closing(after: position + length, length: length),
          stretch.leaf(at: close) == stretch.leaf(at: position)
        {
          position = close + length
        } else {
          position += length
        }
      case dollar:
        var length = 1
        while position + length < bytes.count, bytes[position + length] == dollar { length += 1 }
        guard length <= 2 else {
          position += length
          continue
        }
        if length == 2 {
          if position < displayEnd, let close = displayClose(bytes, from: position + 2) {
            if !bytes[(position + 2)..<close].allSatisfy(isBlank) {
              add(stretch, position..<(close + 2), isDisplay: true)
            }
            position = close + 2
          } else {
            displayEnd = min(displayEnd, position)
            position += 2
          }
        } else if let close = inlineClose(bytes, from: position + 1, runs),
          stretch.leaf(at: close) == stretch.leaf(at: position)
        {
          add(stretch, position..<(close + 1), isDisplay: false)
          position = close + 1
        } else {
          position += 1
        }
      default:
        if let found = ShortMarks.mark(in: bytes, at: position) {
          marks.append(
            SourceMask.Mark(kind: found.kind, pieces: [stretch.text.sourceSpan(found.range)]))
          position = found.range.upperBound
        } else {
          position += 1
        }
      }
    }
  }

  private func displayClose(_ bytes: [UInt8], from start: Int) -> Int? {
    var position = start
    while position + 1 < bytes.count {
      if bytes[position] == backslash {
        position += 2
      } else if bytes[position] == dollar, bytes[position + 1] == dollar {
        return position
      } else {
        position += 1
      }
    }
    return nil
  }

  /// The first dollar outside of code decides: it closes, or there is no formula.
  private func inlineClose(_ bytes: [UInt8], from start: Int, _ runs: BacktickRuns) -> Int? {
    guard start < bytes.count, !isBlank(bytes[start]) else { return nil }
    var position = start
    while position < bytes.count, bytes[position] != dollar {
      switch bytes[position] {
      case backslash: position += 2
      case backtick:
        let length = runs.length(at: position)
        let close = runs.closing(after: position + length, length: length)
        position = close.map { $0 + length } ?? position + length
      default: position += 1
      }
    }
    guard position < bytes.count, position > start, !isBlank(bytes[position - 1]) else {
      return nil
    }
    if position + 1 < bytes.count, (0x30...0x39).contains(bytes[position + 1]) { return nil }
    return position
  }

  private mutating func add(_ stretch: Stretch, _ range: Range<Int>, isDisplay: Bool) {
    var pieces: [SourceSpan] = []
    var start = range.lowerBound
    let bytes = stretch.text.utf8
    for position in range where bytes[position] == newline {
      pieces.append(stretch.text.sourceSpan(start..<position))
      start = position + 1
    }
    pieces.append(stretch.text.sourceSpan(start..<range.upperBound))
    // A line of a paragraph has at least one character, so each piece has room for its mark.
    guard pieces.allSatisfy({ !$0.isEmpty }) else { return }
    marks.append(SourceMask.Mark(kind: .math(isDisplay: isDisplay), pieces: pieces))
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 || byte == newline }
}

private let dollar = UInt8(ascii: "$")
private let backslash = UInt8(ascii: "\\")
private let backtick = UInt8(ascii: "`")
private let newline = UInt8(ascii: "\n")
private let at = UInt8(ascii: "@")
private let brace = UInt8(ascii: "{")
private let bracket = UInt8(ascii: "[")
