/// A failure of the data that a notebook asks for; `id`, `message` and `help` put it in words.
package enum DataFailure: Error, Sendable, Equatable {
  case file(FileFailure)
  case csv(CSVFailure)
  case idx(IDXFailure)
  case generator(GeneratorFailure)
  case split(SplitFailure)
  case classes(ClassFailure)
  case array(ArrayFailure)
  case picture(PictureFailure)
  case network(NetworkFileFailure)
  case augmentation(AugmentationFailure)
  case memory(MemoryFailure)
}

/// A file that cannot be found, opened or read.
package struct FileFailure: Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case badName
    case leaves
    case missing
    case notFolder
    case notRegular
    case tooLarge(bytes: Int, limit: Int)
    case unreadable(reason: String)
  }

  /// The name as the notebook writes it.
  package var name: String
  /// The folders in which files may lie, in the order in which they are searched.
  package var folders: [String]
  package var cause: Cause
}

/// A CSV file that cannot be turned into examples.
package struct CSVFailure: Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case columnRange(lower: Int, upper: Int, count: Int)
    case compressed
    case duplicateColumn(String)
    /// Empty cells, the first in `column`; `usable` is what `columns=` would be without them.
    case emptyCells(column: String, count: Int, usable: String?)
    case emptyFile
    case headerOnly
    case imageSize(ImageSize, columns: Int)
    case labelAmongColumns(String)
    case emptyLabel(column: String)
    /// A word in a column of numbers to predict.
    case labelAmongNumbers(column: String, text: String)
    case longLine
    case missingColumns([String], existing: [String])
    case missingLabel(String, existing: [String])
    /// A label asked for by name, or beyond the last column, in a file without a header.
    case missingLabelPlace(String, count: Int)
    /// The same of input columns.
    case missingPlaces([String], count: Int)
    case noColumns
    case notFinite(column: String, text: String, count: Int, isLabel: Bool)
    case notUTF8
    case ragged(expected: Int, found: Int, hasHeader: Bool)
    case strayQuote
    case text(column: String, text: String, usable: String?)
    /// Nearly every example has a text of its own, so that the column names no classes.
    case tooManyClasses(column: String, classes: Int, examples: Int)
    case unclosedQuote
  }

  package var name: String
  /// The line of the file, counted from 1, where there is one.
  package var line: Int?
  package var cause: Cause
}

/// An IDX file that is damaged or does not fit its partner.
package struct IDXFailure: Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case corruptGzip
    case counts(images: Int, labels: Int, labelName: String)
    case empty
    case imageSize(ImageSize, features: Int)
    case label(value: Double, index: Int)
    case labelRank(dimensions: Int)
    case notIDX(firstBytes: [UInt8])
    /// Numbers that are not finite, the first in `example`; without a feature they are labels.
    case notFinite(count: Int, example: Int, feature: Int?)
    case swapped(labelName: String)
    case tooLarge(bytes: Int?, limit: Int)
    case trailing(expected: Int)
    case truncated(expected: Int, found: Int)
    case unknownType(UInt8)
  }

  package var name: String
  package var cause: Cause
}

/// A built-in set asked for with numbers that make no sense.
package struct GeneratorFailure: Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case classCount(Int)
    case count(Int, minimum: Int, maximum: Int)
    case digits([Int])
    case factor(Double)
    case noise(Double)
  }

  package var kind: Generator.Kind
  package var cause: Cause
}

/// A division of examples that cannot be made.
package struct SplitFailure: Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    /// A class without training examples, by its name.
    case emptyClass(String)
    case emptyPart(String, share: Double, examples: Int)
    case nothingLeft
    case outOfRange(part: String, Split.Amount)
    case tooMany(asked: Int, available: Int)
    case tooMuch(share: Double)
  }

  package var cause: Cause
}

/// A class in one split that the others do not have.
package struct ClassFailure: Sendable, Equatable {
  package var unknown: String
  package var expected: [String]
}
