package import LecternTensor

/// Which columns of a CSV file are inputs.
package enum ColumnSelection: Sendable, Equatable {
  /// Columns by place, counted from 0 over all columns of the file.
  case range(ClosedRange<Int>)
  case names([String])
}

/// How a CSV file becomes examples.
package struct CSVOptions: Sendable, Equatable {
  /// The column with the label; nil for a file without one.
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

/// Reads comma-separated values with a header line.
///
/// Source: RFC 4180. Semicolons and tabs are accepted where the header uses them.
package enum CSVReader {
  /// The facts of a file; of its cells, only those of the label are looked at.
  ///
  /// - Throws: `DataFailure` when the file cannot be read or its lines do not fit the header.
  package static func describe(
    _ file: LocatedFile, options: CSVOptions
  ) throws(DataFailure) -> DatasetDescription {
    let bytes = try readBytes(of: file, atMost: .max)
    let table = try table(bytes, of: file.name, options: options, readsInputs: false)
    var classNames: [String]?
    if case .classes(_, let names) = table.target { classNames = names }
    return DatasetDescription(
      features: table.featureNames.count, examples: table.examples, classNames: classNames,
      hasTarget: table.target != .none, imageSize: options.imageSize,
      featureNames: table.featureNames)
  }

  /// The examples of a file, a line each.
  ///
  /// - Throws: `DataFailure` when the file cannot be read or a cell is not what it should be.
  package static func read<S: LecternScalar>(
    _ file: LocatedFile, options: CSVOptions, as type: S.Type = S.self
  ) throws(DataFailure) -> LoadedDataset<S> {
    let contents = try FileContents(of: file)
    let table = try table(contents.bytes, of: file.name, options: options, readsInputs: true)
    let inputs = Matrix(
      rows: table.featureNames.count, columns: table.examples, elements: table.inputs)
    return LoadedDataset(
      dataset: Dataset(
        inputs: inputs.converted(to: S.self), target: table.target,
        featureNames: table.featureNames, imageSize: options.imageSize),
      records: [contents.record])
  }

  /// What was taken from a file.
  private struct Table {
    var featureNames: [String]
    var examples = 0
    var inputs: [Double] = []
    var target = Target.none
  }

  private static func table(
    _ bytes: [UInt8], of name: String, options: CSVOptions, readsInputs: Bool
  ) throws(DataFailure) -> Table {
    if isGzip(bytes) { throw .csv(CSVFailure(name: name, cause: .compressed)) }
    if let line = firstLineNotUTF8(bytes) {
      throw .csv(CSVFailure(name: name, line: line, cause: .notUTF8))
    }
    // The closure of `withUnsafeBufferPointer` cannot throw a typed error past its caller.
    let result: Result<Table, DataFailure> = bytes.withUnsafeBufferPointer { buffer in
      do throws(DataFailure) {
        return .success(
          try table(buffer, of: name, options: options, readsInputs: readsInputs))
      } catch {
        return .failure(error)
      }
    }
    return try result.get()
  }

  private static func table(
    _ bytes: UnsafeBufferPointer<UInt8>, of name: String, options: CSVOptions, readsInputs: Bool
  ) throws(DataFailure) -> Table {
    let layout = try CSVLayout(bytes, options: options, name: name)
    let places = layout.inputs
    var scanner = layout.scanner
    var table = Table(featureNames: layout.featureNames)
    var labels: [String] = []
    var empty: (column: Int, line: Int, count: Int)?
    func failure(_ cause: CSVFailure.Cause, line: Int?) -> DataFailure {
      .csv(CSVFailure(name: name, line: line, cause: cause))
    }
    while try scanner.nextRecord(of: name, expecting: layout.names.count) {
      table.examples += 1
      if let label = layout.label {
        let cell = scanner.cells[label]
        guard cell.start < cell.end else {
          throw failure(.emptyLabel(column: layout.names[label]), line: scanner.recordLine)
        }
        labels.append(text(of: cell, in: bytes))
      }
      guard readsInputs else { continue }
      for place in places {
        let cell = scanner.cells[place]
        switch CSVNumber(bytes, from: cell.start, to: cell.end) {
        case .finite(let value): table.inputs.append(value)
        case .empty:
          let first = empty ?? (column: place, line: scanner.recordLine, count: 0)
          empty = (column: first.column, line: first.line, count: first.count + 1)
        case .notFinite:
          throw failure(
            .notFinite(column: layout.names[place], text: text(of: cell, in: bytes)),
            line: scanner.recordLine)
        case .text:
          throw failure(
            .text(column: layout.names[place], text: text(of: cell, in: bytes)),
            line: scanner.recordLine)
        }
      }
    }
    if let empty {
      throw failure(
        .emptyCells(column: layout.names[empty.column], count: empty.count), line: empty.line)
    }
    guard table.examples > 0 else { throw failure(.headerOnly, line: nil) }
    if layout.label != nil { table.target = target(of: labels) }
    return table
  }

  /// The first line that is not UTF-8, counted from 1, or nil when all are.
  private static func firstLineNotUTF8(_ bytes: [UInt8]) -> Int? {
    if String(validating: bytes, as: UTF8.self) != nil { return nil }
    let lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    let index = lines.firstIndex { String(validating: $0, as: UTF8.self) == nil }
    return (index ?? 0) + 1
  }
}
