import LecternText

/// The data set as the checker follows it from statement to statement.
struct DataState: Sendable {
  struct Split: Sendable {
    let examples: Int?
    let statement: SourceSpan
  }

  /// Nil when the file could not be read or the statement has a mistake.
  var description: DataDescription?
  var statement: SourceSpan
  var splits: [String: Split]
  /// Where copies were added to train.
  var augmentation: SourceSpan?
  /// True when splits may exist that the checker cannot know.
  var isUncertain = false
  var normalization: SourceSpan?
  /// The first model that has learned from it.
  var learner: String?

  /// The number of classes; nil when it is unknown or the target is a number.
  var classes: Int? { description?.classNames?.count }
  var hasNumericTarget: Bool { description.map { $0.hasLabels && $0.classNames == nil } ?? false }
}

/// A model as its layers come in.
struct ModelState: Sendable {
  struct Layer: Sendable {
    let units: Int?
    let unitsSpan: SourceSpan
    let activation: String
    let hasBias: Bool
    let hasInitializer: Bool
    let statement: SourceSpan
    let piece: Int
  }

  /// A batch_norm layer.
  struct Norm: Sendable {
    let units: Int?
    let statement: SourceSpan
  }

  let name: Name
  let piece: Int
  /// The dense layers; dropout keeps shapes.
  var dense: [Layer] = []
  var norms: [Norm] = []
  /// The first dropout statement.
  var dropout: SourceSpan?
  /// All layers in order and in words, for comparing two models; units that vary are `?`.
  var architecture: [String] = []
  /// The layer other than dense that no dense layer follows yet, and its piece.
  var openLayer: (word: String, statement: SourceSpan, piece: Int)?
  /// True when a layer has a mistake, so that counting layers means nothing.
  var isUncertain = false
  var isUsed = false
  /// A statement that changed the model after it was trained, by its verb, and its piece.
  var lateChange: (verb: String, statement: SourceSpan, piece: Int)?
  var isTrained = false
  var isChecked = false
  var loss: (word: String, statement: SourceSpan)?
  var initialization: (word: String, span: SourceSpan, piece: Int)?
  /// `let` names in layers and penalties: these may vary.
  var names: Set<String> = []
}
