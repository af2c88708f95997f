#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads the input columns of CSV records as numbers.
struct CSVRows {
  /// The numbers read and not yet taken away, an example after the other.
  var numbers: [Double] = []
  private let layout: CSVLayout
  /// The feature that each column is; −1 for the others.
  private let features: [Int]
  private var row: [Double]
  private var empty: Gaps?
  private var notFinite: Gaps?

  /// Cells without a usable number.
  private struct Gaps {
    var line: Int
    var column: Int
    var text: String
    var count = 0
    var columns: Set<Int> = []
  }

  init(_ layout: CSVLayout) {
    self.layout = layout
    features = layout.roles.map { if case .feature(let feature) = $0 { feature } else { -1 } }
    row = [Double](repeating: 0, count: layout.inputs.count)
  }

  /// Reads the stream's last record and returns the cell of its label.
  ///
  /// Cells that are empty or not finite are counted; `gapFailure` speaks of them at the end.
  mutating func read(_ stream: inout CSVStream) throws(DataFailure) -> CSVCell? {
    guard stream.isPlain else {
      for (feature, place) in layout.inputs.enumerated() {
        row[feature] = try number(in: stream.cells[place], of: place, &stream)
      }
      numbers += row
      return layout.label.map { stream.cells[$0] }
    }
    let label = try readPlain(&stream)
    numbers += row
    return label
  }

  private mutating func readPlain(_ stream: inout CSVStream) throws(DataFailure) -> CSVCell? {
    let bytes = stream.bytes
    let end = stream.record.upperBound
    let delimiter = stream.delimiter
    let count = layout.roles.count
    var label: CSVCell?
    var column = 0
    var position = stream.record.lowerBound
    while true {
      if readDecimals(bytes, &column, &position, end, delimiter) { break }
      guard column < count else { throw stream.ragged(expected: count) }
      let next = endOfCell(bytes, from: position, to: end, delimiter)
      switch layout.roles[column] {
      case .feature(let feature):
        let cell = trimmed(bytes, from: position, to: next)
        row[feature] = try number(in: cell, of: column, &stream)
      case .label: label = trimmed(bytes, from: position, to: next)
      case .unused: break
      }
      column += 1
      if next == end { break }
      position = next + 1
    }
    guard column == count else { throw stream.ragged(expected: count) }
    return label
  }

  /// Reads inputs up to the first cell that is no plain decimal; true when the record is done.
  private mutating func readDecimals(
    _ bytes: UnsafeBufferPointer<UInt8>, _ column: inout Int, _ position: inout Int, _ end: Int,
    _ delimiter: UInt8
  ) -> Bool {
    row.withUnsafeMutableBufferPointer { row in
      features.withUnsafeBufferPointer { features in
        while column < features.count, features[column] >= 0 {
          var next = position
          guard let value = exactDecimal(bytes, from: &next, to: end),
            next == end || bytes[next] == delimiter
          else { return false }
          row[features[column]] = value
          column += 1
          if next == end { return true }
          position = next + 1
        }
        return false
      }
    }
  }

  /// The number of a cell; 0 for one that is counted as a gap.
  private mutating func number(
    in cell: CSVCell, of column: Int, _ stream: inout CSVStream
  ) throws(DataFailure) -> Double {
    func noted(_ gaps: Gaps?) -> Gaps {
      var gaps =
        gaps ?? Gaps(line: stream.recordLine, column: column, text: stream.text(of: cell))
      gaps.count += 1
      gaps.columns.insert(column)
      return gaps
    }
    switch CSVNumber(stream.bytes, from: cell.start, to: cell.end) {
    case .finite(let value): return value
    case .empty: empty = noted(empty)
    case .notFinite: notFinite = noted(notFinite)
    case .text:
      guard stream.cellCount == layout.names.count else {
        throw stream.ragged(expected: layout.names.count)
      }
      let text = stream.text(of: cell)
      try stream.splitCells()
      let words = layout.inputs.filter { place in
        let cell = stream.cells[place]
        if case .text = CSVNumber(stream.bytes, from: cell.start, to: cell.end) { return true }
        return false
      }
      throw stream.failureHere(
        .text(column: layout.names[column], text: text, usable: usable(without: Set(words))))
    }
    return 0
  }

  /// The failure that speaks of the cells without numbers; nil when there are none.
  var gapFailure: (cause: CSVFailure.Cause, line: Int)? {
    let columns = (empty?.columns ?? []).union(notFinite?.columns ?? [])
    if let empty, empty.line <= notFinite?.line ?? .max {
      return (
        .emptyCells(
          column: layout.names[empty.column], count: empty.count, usable: usable(without: columns)),
        empty.line
      )
    }
    return notFinite.map {
      (
        .notFinite(
          column: layout.names[$0.column], text: $0.text, count: $0.count, isLabel: false), $0.line
      )
    }
  }

  /// What `columns=` would be without these columns; nil where that is long or nothing.
  private func usable(without columns: Set<Int>) -> String? {
    let rest = layout.inputs.filter { !columns.contains($0) }
    guard let first = rest.first, let last = rest.last else { return nil }
    if rest.count > 1, rest == Array(first...max(first, last)) { return "\(first)..\(last)" }
    guard rest.count <= 12 else { return nil }
    let names = rest.map { place in
      let name = layout.names[place]
      let isPlain = name.utf8.allSatisfy {
        ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7a) || $0 == 0x5f || ($0 >= 0x30 && $0 <= 0x39)
      }
      return isPlain && (!layout.hasHeader || name.first?.isNumber == false) ? name : "\"\(name)\""
    }
    return "[" + names.joined(separator: ", ") + "]"
  }
}

/// The end of the cell that starts at `start`: its delimiter or the end of the record.
private func endOfCell(
  _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int, _ delimiter: UInt8
) -> Int {
  var index = start
  while index < end, bytes[index] != delimiter { index += 1 }
  return index
}

/// A cell without the spaces around it.
private func trimmed(
  _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, to end: Int
) -> CSVCell {
  var (start, end) = (start, end)
  while start < end, isSpace(bytes[start]) { start += 1 }
  while start < end, isSpace(bytes[end - 1]) { end -= 1 }
  return CSVCell(start: start, end: end)
}

/// The cell of a plain record in a column, of `count` columns.
func plainCell(
  _ column: Int, of count: Int, in bytes: UnsafeBufferPointer<UInt8>, _ record: Range<Int>,
  delimiter: UInt8
) -> CSVCell {
  if column == count - 1 {
    var start = record.upperBound
    while start > record.lowerBound, bytes[start - 1] != delimiter { start -= 1 }
    return trimmed(bytes, from: start, to: record.upperBound)
  }
  var start = record.lowerBound
  for _ in 0..<column {
    start = endOfCell(bytes, from: start, to: record.upperBound, delimiter) + 1
  }
  let end = endOfCell(bytes, from: start, to: record.upperBound, delimiter)
  return trimmed(bytes, from: start, to: end)
}
