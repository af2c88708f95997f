/// Tells the sizes of data before anything runs, by reading headers.
package protocol DataCatalog: Sendable {
  func describe(_ request: DataRequest) -> Result<DataDescription, DataIssue>
}

/// What a `data` statement asks for, as far as it is constant.
package struct DataRequest: Sendable, Hashable {
  /// The subject of the statement, such as `csv` or `flower`.
  package let source: String
  package let files: [String]
  /// The number of examples asked for.
  package let count: Int?
  package let options: [String: OptionValue]

  package init(
    source: String, files: [String] = [], count: Int? = nil, options: [String: OptionValue] = [:]
  ) {
    self.source = source
    self.files = files
    self.count = count
    self.options = options
  }
}

/// The constant value of an option.
package enum OptionValue: Sendable, Hashable {
  case number(Double)
  case boolean(Bool)
  /// A word or a quoted text: `label=species`, `label="iris kind"`.
  case string(String)
  /// `20x20`
  case size([Int])
  /// `0..399`, both ends included.
  case range(Int, Int)
  case list([OptionValue])
}

/// Sizes and names of a data set.
package struct DataDescription: Sendable, Equatable {
  package let features: Int
  package let examples: Int
  /// Nil when the target is a number.
  package let classNames: [String]?
  /// Height, width and, for colour, depth.
  package let imageSize: [Int]?
  package let featureNames: [String]?
  package let hasLabels: Bool

  package init(
    features: Int, examples: Int, classNames: [String]? = nil, imageSize: [Int]? = nil,
    featureNames: [String]? = nil, hasLabels: Bool = true
  ) {
    self.features = features
    self.examples = examples
    self.classNames = classNames
    self.imageSize = imageSize
    self.featureNames = featureNames
    self.hasLabels = hasLabels
  }
}

/// Why data cannot be described.
package struct DataIssue: Error, Sendable, Equatable {
  /// The id of the diagnostic it becomes.
  package let id: String
  package let message: String
  package let help: String?
  /// A missing file is a failure of the run, not a mistake: sizes are then unknown.
  package let isMissingFile: Bool

  package init(id: String, message: String, help: String? = nil, isMissingFile: Bool = false) {
    self.id = id
    self.message = message
    self.help = help
    self.isMissingFile = isMissingFile
  }
}
