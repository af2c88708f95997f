/// The columns of a CSV file and those that a notebook asks for.
struct CSVLayout {
  /// What a column is to the set.
  enum Role: Equatable {
    case unused
    case label
    /// An input, by its place among the features.
    case feature(Int)
  }

  /// The names of the columns; their places, counted from 0, where no header names them.
  var names: [String]
  /// Whether the first line names the columns.
  let hasHeader: Bool
  /// The place of the label column.
  var label: Int?
  /// The places of the input columns, in the order of the features.
  var inputs: [Int]
  /// What each column is.
  var roles: [Role]

  /// What the inputs are called where examples are shown.
  var featureNames: [String] { inputs.map { shownName(of: $0) } }

  /// What the label is called where examples are shown.
  var targetName: String? { label.map { shownName(of: $0) } }

  var labelName: String? { label.map { names[$0] } }

  private func shownName(of column: Int) -> String {
    hasHeader ? names[column] : "column \(column)"
  }

  /// Reads the first record of a file as its header.
  ///
  /// A record of numbers alone is the first example of a file without a header, as courses hand
  /// out; the stream gives it again.
  init(_ stream: inout CSVStream, options: CSVOptions) throws(DataFailure) {
    try stream.start()
    guard try stream.next() else { throw stream.failure(.emptyFile) }
    try stream.splitCells()
    hasHeader = !stream.isRecordOfNumbers
    if !hasHeader { stream.takeBack() }
    let names =
      hasHeader
      ? stream.cells.map { stream.text(of: $0) } : stream.cells.indices.map { String($0) }
    self.names = names
    do throws(Mismatch) {
      label = try options.label.map { [hasHeader] name throws(Mismatch) in
        guard let place = try place(of: name, in: names) else {
          throw Mismatch(
            cause: hasHeader
              ? .missingLabel(name, existing: names) : .missingLabelPlace(name, count: names.count))
        }
        return place
      }
      inputs = try inputPlaces(
        options.columns, names: names, hasHeader: hasHeader, label: label)
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
  _ selection: ColumnSelection?, names: [String], hasHeader: Bool, label: Int?
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
      throw Mismatch(
        cause: hasHeader
          ? .missingColumns(missing, existing: names)
          : .missingPlaces(missing, count: names.count))
    }
    var places: [Int] = []
    for column in columns {
      if let place = try place(of: column, in: names) { places.append(place) }
    }
    return places
  case nil: return names.indices.filter { $0 != label }
  }
}
