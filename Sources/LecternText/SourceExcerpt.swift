/// The source lines under a diagnostic, cut to a readable width, with the place of the carets.
struct SourceExcerpt {
  enum Row: Equatable {
    case source(number: Int, text: String)
    /// Columns before the carets and how many there are.
    case carets(indentation: Int, count: Int)
    /// Lines left out.
    case gap
  }

  private(set) var rows: [Row] = []

  /// Longer lines are cut to a window of this many columns around the caret.
  private static let windowWidth = 120
  private static let tabWidth = 4

  init(of span: SourceSpan, in file: SourceFile) {
    let start = min(max(0, span.start), file.utf8.count)
    let end = min(max(start, span.end), file.utf8.count)
    let first = file.lineIndex(at: start)
    // A span that ends with a line end does not reach into the next line.
    let last = end > start ? file.lineIndex(at: end - 1) : first
    append(first, of: file, from: start, to: end)
    guard last > first else { return }
    if last > first + 1 { rows.append(.gap) }
    append(last, of: file, from: file.lineStarts[last], to: end)
  }

  private mutating func append(_ line: Int, of file: SourceFile, from start: Int, to end: Int) {
    let cells = Self.cells(of: file.lineSpan(line), in: file)
    var caretStart = cells.last { $0.offset < start }.map { $0.column + $0.width } ?? 0
    if let cell = cells.first(where: { $0.offset >= start }) { caretStart = cell.column }
    // On the last line of a longer span the indentation is not part of what is meant.
    if start == file.lineStarts[line], let text = cells.first(where: { !$0.isBlank }) {
      if text.offset < end { caretStart = max(caretStart, text.column) }
    }
    let caretEnd = cells.last { $0.offset < end }.map { $0.column + $0.width } ?? 0
    var window = 0..<(cells.last.map { $0.column + $0.width } ?? 0)
    if window.count > Self.windowWidth {
      let lower = max(0, min(caretStart - 40, window.count - Self.windowWidth))
      window = lower..<(lower + Self.windowWidth)
    }
    let visible = cells.filter { $0.column >= window.lowerBound && $0.column < window.upperBound }
    let lead = window.lowerBound > 0 ? "…" : ""
    let isCut = cells.last.map { $0.column >= window.upperBound } ?? false
    var text = lead + visible.map(\.text).joined() + (isCut ? "…" : "")
    while text.hasSuffix(" ") { text.removeLast() }
    rows.append(.source(number: line + 1, text: text))
    let from = max(caretStart, window.lowerBound)
    let to = min(caretEnd, window.upperBound)
    rows.append(
      .carets(indentation: from - window.lowerBound + lead.count, count: max(1, to - from)))
  }

  /// A line without its indentation, cut at the window's width.
  static func trimmedLine(_ line: Int, of file: SourceFile) -> String {
    var text = ""
    var width = 0
    for cell in cells(of: file.lineSpan(line), in: file) where !(text.isEmpty && cell.isBlank) {
      guard width + cell.width <= windowWidth else { return text + "…" }
      text += cell.text
      width += cell.width
    }
    while text.hasSuffix(" ") { text.removeLast() }
    return text
  }

  /// What one character of the source looks like on the terminal and where.
  private struct Cell {
    let text: String
    let offset: Int
    let column: Int
    let width: Int
    let isBlank: Bool
  }

  private static func cells(of span: SourceSpan, in file: SourceFile) -> [Cell] {
    var cells: [Cell] = []
    var offset = span.start
    var column = 0
    for character in file.text(in: span) {
      let isTab = character == "\t"
      let text =
        isTab
        ? String(repeating: " ", count: tabWidth - column % tabWidth)
        : DisplayText.sanitized(String(character))
      let width = DisplayText.width(text)
      cells.append(
        Cell(
          text: text, offset: offset, column: column, width: width,
          isBlank: isTab || character == " "))
      offset += character.utf8.count
      column += width
    }
    return cells
  }
}
