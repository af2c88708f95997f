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
/// Source: RFC 4180.
package enum CSVReader {
  package static func describe(
    _ file: LocatedFile, options: CSVOptions
  ) throws(DataFailure) -> DatasetDescription {
    throw .csv(CSVFailure(name: file.name, cause: .emptyFile))
  }

  package static func read<S: LecternScalar>(
    _ file: LocatedFile, options: CSVOptions, as type: S.Type = S.self
  ) throws(DataFailure) -> LoadedDataset<S> {
    throw .csv(CSVFailure(name: file.name, cause: .emptyFile))
  }
}
