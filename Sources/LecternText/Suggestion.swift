/// "Did you mean …": the one rule by which every message offers a name.
package struct Suggestion: Sendable, Equatable, CustomStringConvertible {
  package let name: String
  /// Whether nothing else can have been meant, so that a program may write it.
  package let isCertain: Bool

  package init(_ name: String, isCertain: Bool = false) {
    self.name = name
    self.isCertain = isCertain
  }

  package var description: String { name }

  /// The candidate that the author most likely meant, if one is close enough.
  ///
  /// A candidate that differs only in case wins. Otherwise the fewest edits win (insertion, deletion,
  /// substitution, exchange of neighbours), at most a third of the name's length but one from two letters on;
  /// among equals the earlier candidate. The only candidate of its distance is certain when it
  /// differs in case alone, or by one edit of a word of four letters or more that is no digit.
  package static func nearest(
    to name: String, among candidates: some Sequence<String>
  ) -> Suggestion? {
    let folded = Array(name.lowercased())
    // One letter is near to every other one.
    let limit = folded.count == 1 ? 0 : max(1, folded.count / 3)
    var best: (candidate: String, distance: Int)?
    var isOnly = true
    for candidate in candidates where candidate != name {
      let other = Array(candidate.lowercased())
      guard abs(other.count - folded.count) <= limit, folded.count <= 100 else { continue }
      let distance = other == folded ? 0 : editDistance(folded, other)
      guard distance <= limit else { continue }
      if distance < (best?.distance ?? .max) {
        best = (candidate, distance)
        isOnly = true
      } else if distance == best?.distance {
        isOnly = false
      }
    }
    guard let best else { return nil }
    let isClose =
      best.distance == 0
      || best.distance == 1 && folded.count >= 4
        && name.filter(\.isNumber) == best.candidate.filter(\.isNumber)
    return Suggestion(best.candidate, isCertain: isOnly && isClose)
  }

  /// Optimal string alignment distance.
  ///
  /// - Source: Damerau, "A technique for computer detection and correction of spelling errors",
  ///   Communications of the ACM 7(3), 1964.
  private static func editDistance(_ a: [Character], _ b: [Character]) -> Int {
    var beforePrevious: [Int] = []
    var previous = Array(0...b.count)
    for i in 0..<a.count {
      var current = [i + 1]
      for j in 0..<b.count {
        var cost = min(previous[j + 1], current[j]) + 1
        cost = min(cost, previous[j] + (a[i] == b[j] ? 0 : 1))
        if i > 0, j > 0, a[i] == b[j - 1], a[i - 1] == b[j] {
          cost = min(cost, beforePrevious[j - 1] + 1)
        }
        current.append(cost)
      }
      beforePrevious = previous
      previous = current
    }
    return previous[b.count]
  }
}
