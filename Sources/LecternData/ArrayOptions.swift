/// How the arrays of a file become examples.
package struct ArrayOptions: Sendable, Equatable {
  /// The axis along which examples follow one another.
  package enum Examples: String, Sendable, CaseIterable {
    /// The first axis.
    case rows
    /// The last axis.
    case columns
  }

  /// The name of the array of inputs; nil for `X`, or the only array that can be meant.
  package var input: String?
  /// The name of the array of labels; nil for `y` where there is one, else no labels.
  package var label: String?
  /// The name of the array that names the classes 0…K−1.
  package var classes: String?
  package var imageSize: ImageSize?
  /// Nil for the first axis, or the one that is as long as the labels.
  package var examples: Examples?

  package init(
    input: String? = nil, label: String? = nil, classes: String? = nil,
    imageSize: ImageSize? = nil, examples: Examples? = nil
  ) {
    self.input = input
    self.label = label
    self.classes = classes
    self.imageSize = imageSize
    self.examples = examples
  }
}
