/// A file of arrays that cannot be turned into examples.
package struct ArrayFailure: Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    /// The classes that the file names are fewer than a label says.
    case classNames(count: Int, label: String)
    /// Inputs and labels do not fit.
    case counts(examples: [Int], labels: Int, labelName: String)
    case damaged(what: String)
    case empty
    case exampleAxis(shape: [Int])
    case imageSize(ImageSize, features: Int)
    case labelNotFinite(index: Int)
    case labelRank(shape: [Int])
    case missing(existing: [String])
    case noArrays
    case notFinite(count: Int, first: String, place: [Int])
    case notFormat(format: String, help: String)
    case oneClass(String)
    /// Nothing says which of several arrays holds the inputs.
    case severalArrays([String])
    case tooLarge(limit: Int, claim: Int?)
    case truncated
    /// The numbers are of a type that is not read, such as complex.
    case type(String)
    /// A part of the format that is not read.
    case unsupported(what: String)
  }

  /// The name of the file.
  package var name: String
  /// The name of the array inside the file, where it is about one.
  package var array: String?
  package var cause: Cause
}

/// A picture, or a folder of them, that cannot be read.
package struct PictureFailure: Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case damaged(reason: String)
    case empty
    /// Pictures lie beside the sub-folders of the classes.
    case mixed(String)
    case notPicture
    case oneClass(String)
    /// Two pictures of a folder have different sizes and no size is asked for.
    case sizes(own: ImageSize, other: String, otherSize: ImageSize)
    case sizeAsked(ImageSize)
    case tooLarge(limit: Int)
    case tooMany(limit: Int)
  }

  /// The name of the picture, or of the folder.
  package var name: String
  package var cause: Cause
}

/// A file of network parameters that cannot be read or written.
package struct NetworkFileFailure: Sendable, Equatable {
  package enum Cause: Sendable, Equatable {
    case cannotWrite(reason: String)
    case damaged(what: String)
    case leaves
    /// The file is there and another program wrote it.
    case notOurs
    case rank(entry: String, shape: [Int])
    case readOnlyFormat
    case tooLarge(limit: Int)
    case unknownFormat
  }

  package var name: String
  package var cause: Cause
}
