/// Why a piece does not run though nothing is wrong: the data files that its cell names.
package struct Omission: Sendable, Equatable {
  /// False for a cell that needs files; true for one that stands in for them where they are missing.
  package let isSubstitute: Bool
  /// The needed files that are not found, or those that are and make the cell superfluous.
  package let files: [String]
  /// What the expectations of the cell would be worth.
  package let points: Double

  package init(isSubstitute: Bool, files: [String], points: Double = 0) {
    self.isSubstitute = isSubstitute
    self.files = files
    self.points = points
  }

  /// "needs train.h5 and test.h5", "only without train.h5".
  package var words: String {
    (isSubstitute ? "only without " : "needs ") + Self.list(files)
  }

  /// Names as a sentence lists them.
  package static func list(_ files: [String]) -> String {
    guard let last = files.last, files.count > 1 else { return files.first ?? "" }
    return files.dropLast().joined(separator: ", ") + " and " + last
  }
}
