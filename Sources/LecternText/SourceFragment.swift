/// A piece of text taken out of a file that remembers where each of its bytes came from.
///
/// List items and block quotes strip indentation and markers from the code inside them, so a
/// fragment keeps one map entry per line. Source of the idea: Quarto's mapped text.
package struct SourceFragment: Sendable, Equatable {
  /// The fragment's own text, lines separated by `\n`.
  package let text: String
  package let utf8: [UInt8]
  private let pieces: [Piece]

  private struct Piece: Sendable, Equatable {
    let start: Int
    let sourceStart: Int
    /// Every byte of the piece stands for the same place: columns of a tab that a container shares.
    let isCollapsed: Bool
  }

  /// Makes a fragment from its lines (without line ends), each with the offset it has in the file.
  ///
  /// `indentation` counts leading spaces of a line that stand for a part of the one tab before its
  /// `sourceStart`. Lines are separated by `separator`, which maps to the line end in the file.
  package init(
    lines: [(text: String, indentation: Int, sourceStart: Int)], separator: Unicode.Scalar = "\n"
  ) {
    var bytes: [UInt8] = []
    var pieces: [Piece] = []
    for (index, line) in lines.enumerated() {
      if index > 0 { bytes.append(contentsOf: String(separator).utf8) }
      if line.indentation > 0 {
        let tab = max(0, line.sourceStart - 1)
        pieces.append(Piece(start: bytes.count, sourceStart: tab, isCollapsed: true))
        bytes.append(contentsOf: repeatElement(UInt8(ascii: " "), count: line.indentation))
      }
      pieces.append(Piece(start: bytes.count, sourceStart: line.sourceStart, isCollapsed: false))
      bytes.append(contentsOf: line.text.utf8)
    }
    utf8 = bytes
    text = String(decoding: bytes, as: UTF8.self)
    self.pieces = pieces
  }

  /// Makes a fragment from its lines (without line ends), each with the offset it has in the file.
  package init(lines: [(text: String, sourceStart: Int)]) {
    self.init(lines: lines.map { (text: $0.text, indentation: 0, sourceStart: $0.sourceStart) })
  }

  /// Makes a fragment that is one unbroken stretch of a file.
  package init(of file: SourceFile, span: SourceSpan) {
    utf8 = Array(file.utf8[span.start..<span.end])
    text = file.text(in: span)
    pieces = [Piece(start: 0, sourceStart: span.start, isCollapsed: false)]
  }

  /// Keeps the pieces that reach into the range, the first cut to begin with it.
  fileprivate init(slicing whole: SourceFragment, _ range: Range<Int>) {
    utf8 = Array(whole.utf8[range])
    text = String(decoding: utf8, as: UTF8.self)
    let first = whole.pieces.lastIndex { $0.start <= range.lowerBound } ?? 0
    pieces = whole.pieces[min(first, whole.pieces.count)...]
      .filter { $0.start <= range.lowerBound || $0.start < range.upperBound }
      .map { piece in
        let cut = piece.isCollapsed ? 0 : max(0, range.lowerBound - piece.start)
        return Piece(
          start: max(0, piece.start - range.lowerBound), sourceStart: piece.sourceStart + cut,
          isCollapsed: piece.isCollapsed)
      }
  }

  /// The offset in the file of an offset in the fragment; the end of a line maps to its end.
  package func sourceOffset(_ offset: Int) -> Int {
    var low = 0
    var high = pieces.count
    guard high > 0 else { return 0 }
    while high - low > 1 {
      let middle = (low + high) / 2
      if pieces[middle].start <= offset { low = middle } else { high = middle }
    }
    let piece = pieces[low]
    return piece.sourceStart + (piece.isCollapsed ? 0 : max(0, offset - piece.start))
  }

  /// The span in the file of a range of the fragment's own UTF-8 offsets.
  package func sourceSpan(_ range: Range<Int>) -> SourceSpan {
    let start = sourceOffset(range.lowerBound)
    guard range.upperBound > range.lowerBound else { return SourceSpan(start, start) }
    return SourceSpan(start, sourceOffset(range.upperBound - 1) + 1)
  }
}

extension SourceFragment {
  /// A part of the fragment that keeps its places in the file.
  package func slice(_ range: Range<Int>) -> SourceFragment {
    SourceFragment(slicing: self, range)
  }
}
