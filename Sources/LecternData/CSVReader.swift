package import LecternTensor

/// Which columns of a CSV file are inputs.
package enum ColumnSelection: Sendable, Equatable {
  /// Columns by place, counted from 0 over all columns of the file.
  case range(ClosedRange<Int>)
  case names([String])
}

/// How a CSV file becomes examples.
package struct CSVOptions: Sendable, Equatable {
  /// The column with the label, by name or, in a file without a header, by place from 0; nil for
  /// a file without labels.
  package var label: String?
  /// The input columns; nil for all but the label.
  package var columns: ColumnSelection?
  package var imageSize: ImageSize?

  package init(
    label: String? = nil, columns: ColumnSelection? = nil, imageSize: ImageSize? = nil
  ) {
    self.label = label
    self.columns = columns
    self.imageSize = imageSize
  }
}

/// Reads comma-separated values, with a header line or without, a chunk of the file at a time.
///
/// Source: RFC 4180. Semicolons and tabs are accepted where the first line uses them.
package enum CSVReader {
  /// The facts of a file; of its cells, only those of the label are looked at.
  ///
  /// - Throws: `DataFailure` when the file cannot be read or its lines do not fit the header.
  package static func describe(
    _ file: LocatedFile, options: CSVOptions
  ) throws(DataFailure) -> DatasetDescription {
    var stream = try CSVStream(file, isHashed: false)
    let layout = try CSVLayout(&stream, options: options)
    var labels = layout.labelName.map { CSVLabels(column: $0, keepsExamples: false) }
    var examples = 0
    while try stream.next(expecting: layout.names.count) {
      examples += 1
      let count = stream.cellCount
      guard count == layout.names.count else {
        throw stream.ragged(expected: layout.names.count)
      }
      if let label = layout.label {
        try stream.add(label: try stream.cell(label, of: count), to: &labels)
      }
    }
    guard examples > 0 else { throw stream.failure(.headerOnly) }
    let target = try stream.target(of: labels)
    var classNames: [String]?
    if case .classes(_, let names) = target { classNames = names }
    return DatasetDescription(
      features: layout.inputs.count, examples: examples, classNames: classNames,
      hasTarget: target != .none, imageSize: options.imageSize,
      featureNames: layout.featureNames, targetName: layout.targetName)
  }

  /// The examples of a file, a line each.
  ///
  /// - Throws: `DataFailure` when the file cannot be read or a cell is not what it should be.
  package static func read<S: LecternScalar>(
    _ file: LocatedFile, options: CSVOptions, as type: S.Type = S.self
  ) throws(DataFailure) -> LoadedDataset<S> {
    var stream = try CSVStream(file, isHashed: true)
    let layout = try CSVLayout(&stream, options: options)
    var labels = layout.labelName.map { CSVLabels(column: $0, keepsExamples: true) }
    var rows = CSVRows(layout)
    var elements: [S] = []
    func store(isLast: Bool) throws(DataFailure) {
      let needed = elements.count + rows.numbers.count
      if needed > elements.capacity {
        // As many numbers a byte as so far; untouched room takes no memory.
        let whole = Double(stream.fileSize) / Double(max(stream.progress, 1)) * Double(needed)
        try requireMemory(
          bytes: whole * Double(MemoryLayout<S>.size), for: "the file \"\(stream.name)\"")
        elements.reserveCapacity(isLast ? needed : max(needed, Int(whole * 1.01) + 1000))
      }
      elements += S.values(of: rows.numbers)
      rows.numbers.removeAll(keepingCapacity: true)
    }
    var examples = 0
    while try stream.next(expecting: layout.names.count) {
      examples += 1
      let label = try rows.read(&stream)
      if let label { try stream.add(label: label, to: &labels) }
      if rows.numbers.count > 1 << 16 { try store(isLast: false) }
    }
    if let failure = rows.gapFailure { throw stream.failure(failure.cause, line: failure.line) }
    guard examples > 0 else { throw stream.failure(.headerOnly) }
    try store(isLast: true)
    let target = try stream.target(of: labels)
    return LoadedDataset(
      dataset: Dataset(
        inputs: Matrix(rows: layout.inputs.count, columns: examples, elements: elements),
        target: target, featureNames: layout.featureNames, targetName: layout.targetName,
        imageSize: options.imageSize),
      records: [InputRecord(name: file.name, sha256: stream.finishedDigest())])
  }
}

extension CSVStream {
  /// The cell of the last record in a column, of `count` columns.
  fileprivate mutating func cell(_ column: Int, of count: Int) throws(DataFailure) -> CSVCell {
    guard isPlain else { return cells[column] }
    return plainCell(column, of: count, in: bytes, record, delimiter: delimiter)
  }

  fileprivate mutating func add(
    label: CSVCell, to labels: inout CSVLabels?
  ) throws(DataFailure) {
    guard let column = labels?.column else { return }
    guard label.start < label.end else { throw failureHere(.emptyLabel(column: column)) }
    do throws(CSVScanFailure) {
      try labels?.add(label, of: bytes, line: recordLine)
    } catch {
      throw failure(error.cause, line: error.line)
    }
  }

  fileprivate func target(of labels: CSVLabels?) throws(DataFailure) -> Target {
    do throws(CSVScanFailure) {
      return try labels?.target() ?? .none
    } catch {
      throw failure(error.cause, line: error.line)
    }
  }
}
