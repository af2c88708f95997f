#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The records of a CSV file, read chunk by chunk, so that a file of any size needs little memory.
struct CSVStream: ~Copyable {
  /// Bytes read at a time.
  private static let chunkSize = 1 << 20
  /// The longest record that is read.
  private static let maximumRecordSize = 1 << 27

  private let file: SequentialFile
  private let digest: ParallelDigest?

  private var buffer = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: chunkSize)
  private var filled = 0
  private var position = 0
  private var isAtEnd = false
  private var isASCII = true
  /// How many bytes of the file lie before the buffer.
  private var passed = 0
  private var line = 1
  /// The first byte of each kind at or after `position`; `filled` when there is none.
  private var nextNewline = 0
  private var nextReturn = 0
  private var nextQuote = 0

  /// What separates the cells: set once the header has been looked at.
  private(set) var delimiter = UInt8(ascii: ",")
  /// Whether the first record names the columns.
  private(set) var hasHeader = true
  /// The line on which the last record starts, counted from 1.
  private(set) var recordLine = 1
  /// Where the last record lies in `bytes`, its line end left out.
  private(set) var record = 0..<0
  /// Whether the last record has no quotation mark, so that every delimiter ends a cell.
  private(set) var isPlain = false
  /// The cells of the last record that is not plain.
  private(set) var cells: [CSVCell] = []

  /// Opens a file; `start` is to be called before the first record is read.
  init(_ file: LocatedFile, isHashed: Bool) throws(DataFailure) {
    self.file = try SequentialFile(file)
    digest = isHashed ? ParallelDigest() : nil
  }

  deinit { buffer.deallocate() }

  /// Reads the first chunk and finds out what separates the cells.
  mutating func start() throws(DataFailure) {
    try refill()
    if bytes.starts(with: [0x1f, 0x8b]) { throw failure(.compressed) }
    if bytes.starts(with: [0xef, 0xbb, 0xbf]) { position = 3 }  // the byte-order mark of UTF-8
    delimiter = likelyDelimiter(bytes, from: position)
  }

  /// The name of the file.
  var name: String { file.name }

  /// The size of the file in bytes.
  var fileSize: Int { file.size }

  /// The part of the file in memory; `record` and `cells` count from its start.
  var bytes: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(rebasing: buffer[..<filled]) }

  /// How much of the file has been looked at, in bytes.
  var progress: Int { passed + position }

  /// The SHA-256 of the file, after the last record.
  func finishedDigest() -> String { digest?.finish() ?? "" }

  /// Reads the next record; false at the end of the file.
  mutating func next() throws(DataFailure) -> Bool {
    while true {
      skipBlankLines()
      if position == filled, isAtEnd { return false }
      if position < filled, isAtEnd || buffer[position] != carriageReturn || position + 1 < filled,
        try scanRecord()
      {
        if !isASCII { try requireUTF8() }
        return true
      }
      try refill()
    }
  }

  /// Reads the next record and makes sure that it has `count` cells.
  ///
  /// The cells of a plain record are not counted: whoever walks over them does.
  mutating func next(expecting count: Int) throws(DataFailure) -> Bool {
    guard try next() else { return false }
    guard isPlain || cells.count == count else { throw ragged(expected: count) }
    return true
  }

  /// How many cells the last record has.
  var cellCount: Int {
    isPlain ? count(of: delimiter, in: bytes, record) + 1 : cells.count
  }

  /// Finds the cells of the last record where it is plain.
  mutating func splitCells() throws(DataFailure) {
    guard isPlain else { return }
    let end = UnsafeBufferPointer(rebasing: buffer[..<record.upperBound])
    var scanner = CSVScanner(end, from: record.lowerBound, line: recordLine, delimiter: delimiter)
    do throws(CSVScanFailure) { try scanner.next(into: &cells) } catch {
      throw failure(error.cause, line: error.line)
    }
  }

  /// Whether the last record, its cells split, holds numbers alone; a NaN among them is one.
  var isRecordOfNumbers: Bool {
    var hasFinite = false
    for cell in cells {
      switch CSVNumber(bytes, from: cell.start, to: cell.end) {
      case .finite: hasFinite = true
      case .notFinite: break
      case .empty, .text: return false
      }
    }
    return hasFinite
  }

  /// Makes the first record an example: `next` reads it again.
  mutating func takeBack() {
    hasHeader = false
    position = record.lowerBound
    line = recordLine
  }

  /// The text of a cell of the last record.
  func text(of cell: CSVCell) -> String { LecternData.text(of: cell, in: bytes) }

  /// The failure of this file for a cause, at the last record.
  func failureHere(_ cause: CSVFailure.Cause) -> DataFailure { failure(cause, line: recordLine) }

  func failure(_ cause: CSVFailure.Cause, line: Int? = nil) -> DataFailure {
    .csv(CSVFailure(name: name, line: line, cause: cause))
  }

  func ragged(expected: Int) -> DataFailure {
    failureHere(.ragged(expected: expected, found: cellCount, hasHeader: hasHeader))
  }

  // MARK: - Scanning

  private mutating func skipBlankLines() {
    while position < filled {
      if buffer[position] == carriageReturn {
        // Whether a line feed belongs to it may not be known yet.
        guard position + 1 < filled || isAtEnd else { return }
        if position + 1 < filled, buffer[position + 1] == newline { position += 1 }
      } else if buffer[position] != newline {
        return
      }
      position += 1
      line += 1
    }
  }

  /// Reads the record at `position`; false when its end is not in memory yet.
  private mutating func scanRecord() throws(DataFailure) -> Bool {
    if nextNewline < position { nextNewline = find(newline) }
    if nextReturn < position { nextReturn = find(carriageReturn) }
    if nextQuote < position { nextQuote = find(quote) }
    let hasReturn = nextReturn < nextNewline - 1 || (nextNewline == filled && nextReturn < filled)
    guard nextQuote < nextNewline || hasReturn else {
      guard nextNewline < filled || isAtEnd else { return false }
      isPlain = true
      recordLine = line
      record = position..<(nextReturn < nextNewline ? nextReturn : nextNewline)
      position = min(nextNewline + 1, filled)
      line += 1
      return true
    }
    var scanner = CSVScanner(bytes, from: position, line: line, delimiter: delimiter)
    do throws(CSVScanFailure) {
      try scanner.next(into: &cells)
    } catch {
      if error.cause == .unclosedQuote, !isAtEnd { return false }
      throw failure(error.cause, line: error.line)
    }
    guard scanner.position < filled || isAtEnd else { return false }
    isPlain = false
    recordLine = line
    record = position..<scanner.position
    position = scanner.position
    line = scanner.line
    return true
  }

  /// The place of the next such byte, or `filled`.
  private func find(_ byte: UInt8) -> Int {
    guard let base = buffer.baseAddress, position < filled,
      let found = memchr(base + position, Int32(byte), filled - position)
    else { return filled }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }

  private func requireUTF8() throws(DataFailure) {
    let text = bytes[record]
    guard String(validating: text, as: UTF8.self) == nil else { return }
    let lines = text.split(separator: newline, omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    throw failure(.notUTF8, line: recordLine + (index ?? 0))
  }

  // MARK: - Reading

  /// Drops what has been read, keeps the beginning of a record and reads on.
  private mutating func refill() throws(DataFailure) {
    let kept = filled - position
    if position > 0 {
      if let base = buffer.baseAddress { memmove(base, base + position, kept) }
    }
    passed += position
    (position, filled) = (0, kept)
    if kept > buffer.count / 2 {
      guard kept <= Self.maximumRecordSize else {
        // The usual cause of an endless record.
        let mark = buffer[..<filled].firstIndex(of: quote)
        throw failure(mark == nil ? .longLine : .unclosedQuote, line: line)
      }
      let larger = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: buffer.count * 2)
      _ = larger.update(fromContentsOf: buffer[..<filled])
      buffer.deallocate()
      buffer = larger
    }
    while filled < buffer.count, !isAtEnd {
      let rest = UnsafeMutableRawBufferPointer(
        rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...])
      let received = try file.read(into: rest)
      if received == 0 { isAtEnd = true }
      digest?.update(UnsafeRawBufferPointer(rebasing: rest[..<received]))
      filled += received
    }
    isASCII = LecternData.isASCII(bytes)
    (nextNewline, nextReturn, nextQuote) = (find(newline), find(carriageReturn), find(quote))
  }
}

private let newline = UInt8(ascii: "\n")
private let carriageReturn = UInt8(ascii: "\r")
private let quote = UInt8(ascii: "\"")

/// The separator that the first line uses most: a comma, a semicolon or a tab.
private func likelyDelimiter(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
  let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
  var counts = [0, 0, 0]
  var isQuoted = false
  for byte in bytes[start...].drop(while: { $0 == newline || $0 == carriageReturn }) {
    if byte == quote { isQuoted.toggle() }
    if isQuoted { continue }
    if byte == newline || byte == carriageReturn { break }
    if let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
  }
  var best = 0
  for candidate in 1..<3 where counts[candidate] > counts[best] { best = candidate }
  return candidates[best]
}
