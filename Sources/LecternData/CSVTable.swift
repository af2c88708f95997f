/// The header of a CSV file and the columns that a notebook asks for.
struct CSVLayout {
  var names: [String]
  var delimiter: UInt8
  /// Where the first line after the header starts.
  var scanner: CSVScanner
  /// The place of the label column.
  var label: Int?
  /// The places of the input columns, in the order of the features.
  var inputs: [Int]

  var featureNames: [String] { inputs.map { names[$0] } }

  init(
    _ bytes: UnsafeBufferPointer<UInt8>, options: CSVOptions, name: String
  ) throws(DataFailure) {
    func failure(_ cause: CSVFailure.Cause, line: Int? = nil) -> DataFailure {
      .csv(CSVFailure(name: name, line: line, cause: cause))
    }
    let start = bytes.starts(with: [0xef, 0xbb, 0xbf]) ? 3 : 0  // the byte-order mark of UTF-8
    delimiter = likelyDelimiter(bytes, from: start)
    scanner = CSVScanner(bytes, from: start, delimiter: delimiter)
    guard try scanner.nextRecord(of: name) else { throw failure(.emptyFile) }
    let header = scanner.cells
    let isNumeric = header.allSatisfy { cell in
      if case .finite = CSVNumber(bytes, from: cell.start, to: cell.end) { true } else { false }
    }
    if isNumeric { throw failure(.missingHeader, line: scanner.recordLine) }
    let names = header.map { text(of: $0, in: bytes) }
    self.names = names

    func place(of column: String) throws(DataFailure) -> Int? {
      guard let first = names.firstIndex(of: column) else { return nil }
      guard names.lastIndex(of: column) == first else { throw failure(.duplicateColumn(column)) }
      return first
    }
    if let column = options.label {
      guard let place = try place(of: column) else {
        throw failure(.missingLabel(column, existing: names))
      }
      label = place
    }
    switch options.columns {
    case .range(let range)?:
      guard range.lowerBound >= 0, range.upperBound < names.count else {
        throw failure(
          .columnRange(
            lower: range.lowerBound, upper: range.upperBound, count: names.count))
      }
      inputs = Array(range)
    case .names(let columns)?:
      let missing = columns.filter { !names.contains($0) }
      guard missing.isEmpty else { throw failure(.missingColumns(missing, existing: names)) }
      inputs = []
      for column in columns { if let place = try place(of: column) { inputs.append(place) } }
    case nil:
      let label = label
      inputs = names.indices.filter { $0 != label }
    }
    if let label, inputs.contains(label) { throw failure(.labelAmongColumns(names[label])) }
    guard !inputs.isEmpty else { throw failure(.noColumns) }
    if let image = options.imageSize, image.count != inputs.count {
      throw failure(.imageSize(image, columns: inputs.count))
    }
  }
}

extension CSVScanner {
  /// Reads the next record of the file `name`.
  mutating func nextRecord(of name: String) throws(DataFailure) -> Bool {
    do throws(CSVScanFailure) {
      return try next()
    } catch {
      throw .csv(CSVFailure(name: name, line: error.line, cause: error.cause))
    }
  }

  /// Reads the next record and makes sure that it has `count` cells.
  mutating func nextRecord(of name: String, expecting count: Int) throws(DataFailure) -> Bool {
    guard try nextRecord(of: name) else { return false }
    guard cells.count == count else {
      throw .csv(
        CSVFailure(
          name: name, line: recordLine, cause: .ragged(expected: count, found: cells.count)))
    }
    return true
  }
}

/// The separator that the first line uses most: a comma, a semicolon or a tab.
private func likelyDelimiter(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> UInt8 {
  let candidates = [UInt8(ascii: ","), UInt8(ascii: ";"), UInt8(ascii: "\t")]
  var counts = [0, 0, 0]
  var isQuoted = false
  for byte in bytes[start...] {
    if byte == UInt8(ascii: "\"") { isQuoted.toggle() }
    if isQuoted { continue }
    if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
      if counts != [0, 0, 0] { break }
      continue
    }
    if let candidate = candidates.firstIndex(of: byte) { counts[candidate] += 1 }
  }
  var best = 0
  for candidate in 1..<3 where counts[candidate] > counts[best] { best = candidate }
  return candidates[best]
}

/// The target that a column of labels describes.
///
/// Whole numbers from −1 to 999, at most 100 different ones, are classes in ascending order; other
/// numbers are a numeric target; texts are classes in the order of their text.
func target(of labels: [String]) -> Target {
  var numbers: [Double] = []
  numbers.reserveCapacity(labels.count)
  for label in labels {
    var label = label
    let number = label.withUTF8 { CSVNumber($0, from: 0, to: $0.count) }
    guard case .finite(let value) = number else { break }
    numbers.append(value)
  }
  guard numbers.count == labels.count else { return classes(of: labels, sortedBy: <) { $0 } }
  let distinct = Set(numbers)
  let areClasses =
    distinct.count <= 100
    && distinct.allSatisfy { $0 >= -1 && $0 < 1000 && $0 == $0.rounded() }
  guard areClasses else { return .numbers(numbers) }
  return classes(of: numbers.map { Int($0) }, sortedBy: <) { String($0) }
}

private func classes<Value: Hashable>(
  of values: [Value], sortedBy areInOrder: (Value, Value) -> Bool, name: (Value) -> String
) -> Target {
  let distinct = Set(values).sorted(by: areInOrder)
  let places = Dictionary(uniqueKeysWithValues: zip(distinct, 0...))
  return .classes(labels: values.map { places[$0, default: 0] }, names: distinct.map(name))
}
