/// Where a cell lies in the bytes of its file, quotation marks and outer spaces left out.
struct CSVCell {
  var start: Int
  var end: Int
  /// Whether the cell has doubled quotation marks.
  var hasEscapes = false
  var isQuoted = false
}

/// Finds the cells of CSV records without copying their text.
///
/// Source: RFC 4180; besides, spaces around cells and blank lines are skipped, and a line may end
/// with LF, CRLF or CR.
struct CSVScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8
  /// Where the next record starts.
  private(set) var position: Int
  /// The line of `position`, counted from 1.
  private(set) var line: Int

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, line: Int = 1, delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.line = line
    position = start
  }

  /// Reads the record that starts here into `cells`.
  mutating func next(into cells: inout [CSVCell]) throws(CSVScanFailure) {
    cells.removeAll(keepingCapacity: true)
    while true {
      cells.append(try cell())
      guard position < bytes.count else { return }
      let byte = bytes[position]
      position += 1
      if byte == delimiter { continue }
      if byte == carriageReturn, position < bytes.count, bytes[position] == newline {
        position += 1
      }
      line += 1
      return
    }
  }

  /// Reads one cell and stops at the delimiter or line end after it.
  private mutating func cell() throws(CSVScanFailure) -> CSVCell {
    skipSpaces()
    if position < bytes.count, bytes[position] == quote { return try quotedCell() }
    let start = position
    while position < bytes.count {
      let byte = bytes[position]
      if byte == delimiter || byte == newline || byte == carriageReturn { break }
      position += 1
    }
    var end = position
    while end > start, isSpace(bytes[end - 1]) { end -= 1 }
    return CSVCell(start: start, end: end)
  }

  private mutating func quotedCell() throws(CSVScanFailure) -> CSVCell {
    let openingLine = line
    position += 1
    var cell = CSVCell(start: position, end: position, isQuoted: true)
    while true {
      guard position < bytes.count else {
        throw CSVScanFailure(line: openingLine, cause: .unclosedQuote)
      }
      let byte = bytes[position]
      position += 1
      if byte == newline { line += 1 }
      guard byte == quote else { continue }
      guard position < bytes.count, bytes[position] == quote else { break }
      cell.hasEscapes = true
      position += 1
    }
    cell.end = position - 1
    skipSpaces()
    if position < bytes.count {
      let byte = bytes[position]
      guard byte == delimiter || byte == newline || byte == carriageReturn else {
        throw CSVScanFailure(line: line, cause: .strayQuote)
      }
    }
    return cell
  }

  private mutating func skipSpaces() {
    while position < bytes.count, isSpace(bytes[position]), bytes[position] != delimiter {
      position += 1
    }
  }
}

/// A mistake in the text of a CSV file.
struct CSVScanFailure: Error {
  var line: Int?
  var cause: CSVFailure.Cause
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let quote = UInt8(ascii: "\"")

func isSpace(_ byte: UInt8) -> Bool {
  byte == UInt8(ascii: " ") || byte == UInt8(ascii: "\t")
}

/// The text of a cell.
func text(of cell: CSVCell, in bytes: UnsafeBufferPointer<UInt8>) -> String {
  let content = UnsafeBufferPointer(rebasing: bytes[cell.start..<cell.end])
  guard cell.hasEscapes else { return String(decoding: content, as: UTF8.self) }
  var plain: [UInt8] = []
  var index = 0
  while index < content.count {
    plain.append(content[index])
    index += content[index] == quote ? 2 : 1
  }
  return String(decoding: plain, as: UTF8.self)
}
