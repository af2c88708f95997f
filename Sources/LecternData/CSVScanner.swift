/// Where a cell lies in the bytes of its file, quotation marks and outer spaces left out.
struct CSVCell {
  var start: Int
  var end: Int
  /// Whether the cell has doubled quotation marks.
  var hasEscapes = false
  var isQuoted = false
}

/// Walks over the records of a CSV file without copying its text.
///
/// Source: RFC 4180; besides, spaces around cells and blank lines are skipped, and a line may end
/// with LF, CRLF or CR.
struct CSVScanner {
  private let bytes: UnsafeBufferPointer<UInt8>
  private let delimiter: UInt8
  private var position: Int
  private var line: Int
  /// The cells of the record read last.
  private(set) var cells: [CSVCell] = []
  /// The line on which that record starts, counted from 1.
  private(set) var recordLine = 1

  init(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int, line: Int = 1, delimiter: UInt8) {
    self.bytes = bytes
    self.delimiter = delimiter
    self.line = line
    position = start
  }

  /// Reads the next record into `cells`; false at the end of the file.
  mutating func next() throws(CSVScanFailure) -> Bool {
    skipBlankLines()
    guard position < bytes.count else { return false }
    cells.removeAll(keepingCapacity: true)
    recordLine = line
    while true {
      cells.append(try cell())
      guard position < bytes.count else { return true }
      let byte = bytes[position]
      position += 1
      if byte == delimiter { continue }
      if byte == carriageReturn, position < bytes.count, bytes[position] == newline {
        position += 1
      }
      line += 1
      return true
    }
  }

  private mutating func skipBlankLines() {
    while position < bytes.count {
      if bytes[position] == newline {
        line += 1
      } else if bytes[position] == carriageReturn {
        if position + 1 < bytes.count, bytes[position + 1] == newline { position += 1 }
        line += 1
      } else {
        return
      }
      position += 1
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

/// A mistake of quoting.
struct CSVScanFailure: Error {
  var line: Int
  var cause: CSVFailure.Cause
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let quote = UInt8(ascii: "\"")

private func isSpace(_ byte: UInt8) -> Bool {
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
