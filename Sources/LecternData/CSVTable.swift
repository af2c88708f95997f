/// The header of a CSV file and the columns that a notebook asks for.
struct CSVLayout {
  /// What a column is to the set.
  enum Role: Equatable {
    case unused
    case label
    /// An input, by its place among the features.
    case feature(Int)
  }

  var names: [String]
  /// The place of the label column.
  var label: Int?
  /// The places of the input columns, in the order of the features.
  var inputs: [Int]
  /// What each column is.
  var roles: [Role]

  var featureNames: [String] { inputs.map { names[$0] } }

  var labelName: String? { label.map { names[$0] } }

  /// Reads the first record of a file as its header.
  init(_ stream: inout CSVStream, options: CSVOptions) throws(DataFailure) {
    try stream.start()
    guard try stream.next() else { throw stream.failure(.emptyFile) }
    try stream.splitCells()
    let isNumeric = stream.cells.allSatisfy { cell in
      if case .finite = CSVNumber(stream.bytes, from: cell.start, to: cell.end) {
        true
      } else {
        false
      }
    }
    if isNumeric { throw stream.failureHere(.missingHeader) }
    let names = stream.cells.map { stream.text(of: $0) }
    self.names = names
    do throws(Mismatch) {
      label = try options.label.map { name throws(Mismatch) in
        guard let place = try place(of: name, in: names) else {
          throw Mismatch(cause: .missingLabel(name, existing: names))
        }
        return place
      }
      inputs = try inputPlaces(options.columns, names: names, label: label)
    } catch {
      throw stream.failure(error.cause)
    }
    if let label, inputs.contains(label) {
      throw stream.failure(.labelAmongColumns(names[label]))
    }
    guard !inputs.isEmpty else { throw stream.failure(.noColumns) }
    if let image = options.imageSize, image.count != inputs.count {
      throw stream.failure(.imageSize(image, columns: inputs.count))
    }
    roles = names.map { _ in .unused }
    if let label { roles[label] = .label }
    for (feature, place) in inputs.enumerated() { roles[place] = .feature(feature) }
  }
}

/// Columns asked for that the header does not have so.
private struct Mismatch: Error {
  var cause: CSVFailure.Cause
}

/// The place of a column; nil when there is none.
private func place(of column: String, in names: [String]) throws(Mismatch) -> Int? {
  guard let first = names.firstIndex(of: column) else { return nil }
  guard names.lastIndex(of: column) == first else {
    throw Mismatch(cause: .duplicateColumn(column))
  }
  return first
}

private func inputPlaces(
  _ selection: ColumnSelection?, names: [String], label: Int?
) throws(Mismatch) -> [Int] {
  switch selection {
  case .range(let range)?:
    guard range.lowerBound >= 0, range.upperBound < names.count else {
      throw Mismatch(
        cause: .columnRange(
          lower: range.lowerBound, upper: range.upperBound, count: names.count))
    }
    return Array(range)
  case .names(let columns)?:
    let known = Set(names)
    let missing = columns.filter { !known.contains($0) }
    guard missing.isEmpty else {
      throw Mismatch(cause: .missingColumns(missing, existing: names))
    }
    var places: [Int] = []
    for column in columns {
      if let place = try place(of: column, in: names) { places.append(place) }
    }
    return places
  case nil: return names.indices.filter { $0 != label }
  }
}
