internal import LecternText

/// Why a piece does not run before a reader has filled in blanks, `___`.
package struct OpenExercise: Sendable, Equatable {
  /// Whether the blanks are its own; false for a piece that needs what such a cell makes.
  package let hasBlanks: Bool
  /// What its expectations are worth.
  package let points: Double

  package init(hasBlanks: Bool = false, points: Double = 0) {
    self.hasBlanks = hasBlanks
    self.points = points
  }

  /// "open, 0 of 2 points: …".
  package var words: String {
    let worth =
      points > 0 ? ", 0 of \(NumberText.short(points)) \(points == 1 ? "point" : "points")" : ""
    return "open\(worth): write your solution where ___ stands"
  }
}
