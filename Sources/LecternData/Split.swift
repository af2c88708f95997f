import LecternTensor

/// Which examples go into which part.
package struct Split: Sendable, Equatable {
  package var train: [Int]
  package var dev: [Int]
  package var test: [Int]

  /// How much of the examples a part gets.
  package enum Amount: Sendable, Equatable {
    /// A share of all examples, from 0 to 1.
    case share(Double)
    case count(Int)
  }

  /// Divides examples `0..<count` after shuffling them with `seed`.
  ///
  /// Without `train`, training gets what dev and test leave; with `train` alone, test gets the
  /// rest; otherwise what no part asks for is left out. With `labels` and `stratify`, each part has
  /// the classes in the proportions of the whole, rounded by largest remainders so that the sizes
  /// of the parts are exact; training gets an example of every class before any other part does.
  /// `classNames` are for messages.
  ///
  /// - Throws: `DataFailure.split` when the parts do not fit, or training lacks a class.
  package static func indices(
    count: Int, labels: [Int]? = nil, classNames: [String]? = nil, train: Amount? = nil,
    dev: Amount? = nil, test: Amount? = nil, seed: UInt32, stratify: Bool = true
  ) throws(DataFailure) -> Split {
    let sizes = try partSizes(count: count, train: train, dev: dev, test: test)
    var random = RandomState(seed: seed)
    let order = random.permutation(count)
    var parts: [[Int]] = []
    if let labels, stratify {
      parts = stratified(order, labels: labels, sizes: sizes)
    } else {
      var start = 0
      for size in sizes {
        parts.append(Array(order[start..<start + size]))
        start += size
      }
    }
    if let labels, let missing = Set(labels).subtracting(parts[0].map { labels[$0] }).min() {
      let names = classNames ?? []
      let name = names.indices.contains(missing) ? names[missing] : String(missing)
      throw .split(SplitFailure(cause: .emptyClass(name)))
    }
    return Split(train: parts[0], dev: parts[1], test: parts[2])
  }

  /// The sizes of train, dev and test.
  private static func partSizes(
    count: Int, train: Amount?, dev: Amount?, test: Amount?
  ) throws(DataFailure) -> [Int] {
    let asked = [("train", train), ("dev", dev), ("test", test)]
    var shareSum = 0.0
    var counts = [0, 0, 0]
    var exact = [0.0, 0.0, 0.0]
    for (part, (name, amount)) in asked.enumerated() {
      switch amount {
      case .share(let share)?:
        guard share >= 0, share <= 1 else {
          throw .split(SplitFailure(cause: .outOfRange(part: name, .share(share))))
        }
        shareSum += share
        exact[part] = share * Double(count)
      case .count(let number)?:
        guard number >= 0 else {
          throw .split(SplitFailure(cause: .outOfRange(part: name, .count(number))))
        }
        guard number <= count else {
          throw .split(SplitFailure(cause: .tooMany(asked: number, available: count)))
        }
        counts[part] = number
      case nil: break
      }
    }
    // A sum such as 0.7 + 0.2 + 0.1 may exceed 1 by rounding.
    guard shareSum <= 1 + 1e-9 else { throw .split(SplitFailure(cause: .tooMuch(share: shareSum))) }
    let shared = min(Int((exact.reduce(0, +)).rounded()), count)
    for (part, size) in largestRemainders(of: exact, total: shared).enumerated() {
      counts[part] += size
    }
    let sum = counts.reduce(0, +)
    guard sum <= count else {
      throw .split(SplitFailure(cause: .tooMany(asked: sum, available: count)))
    }
    if train == nil { counts[0] = count - sum }
    if train != nil, dev == nil, test == nil { counts[2] = count - sum }
    guard counts[0] > 0 else { throw .split(SplitFailure(cause: .nothingLeft)) }
    for (part, (name, amount)) in asked.enumerated() where counts[part] == 0 {
      if case .share(let share)? = amount, share > 0 {
        throw .split(
          SplitFailure(cause: .emptyPart(name, share: share, examples: count)))
      }
    }
    return counts
  }

  /// Deals the shuffled examples of each class out to the parts.
  private static func stratified(_ order: [Int], labels: [Int], sizes: [Int]) -> [[Int]] {
    let classCount = (labels.max() ?? -1) + 1
    var left = [Int](repeating: 0, count: classCount)
    for label in labels { left[label] += 1 }
    var quotas: [[Int]] = []
    for size in sizes {
      let total = left.reduce(0, +)
      let exact = left.map { total == 0 ? 0 : Double(size) * Double($0) / Double(total) }
      var quota = largestRemainders(of: exact, total: size)
      if quotas.isEmpty { giveEveryClassOne(&quota, of: left) }
      for label in 0..<classCount { left[label] -= quota[label] }
      quotas.append(quota)
    }
    var parts = [[Int]](repeating: [], count: sizes.count)
    for index in order {
      if let part = quotas.indices.first(where: { quotas[$0][labels[index]] > 0 }) {
        quotas[part][labels[index]] -= 1
        parts[part].append(index)
      }
    }
    return parts
  }
}

/// Takes from the largest quotas what classes that have examples lack for one.
private func giveEveryClassOne(_ quota: inout [Int], of available: [Int]) {
  for label in quota.indices where quota[label] == 0 && available[label] > 0 {
    guard let richest = quota.indices.max(by: { quota[$0] < quota[$1] }), quota[richest] > 1 else {
      return
    }
    quota[richest] -= 1
    quota[label] = 1
  }
}

/// Whole numbers near `exact` that add up to `total`: each is rounded down, then the largest
/// fractions are rounded up, the first of equal ones winning.
///
/// Source: Hamilton's method, see Balinski and Young, "Fair Representation", 1982.
func largestRemainders(of exact: [Double], total: Int) -> [Int] {
  // A product such as 0.1 * 30 may lie a rounding error below a whole number.
  var sizes = exact.map { Int(($0 + 1e-9).rounded(.down)) }
  let rest = total - sizes.reduce(0, +)
  guard rest > 0 else { return sizes }
  let byFraction = exact.indices.sorted {
    let (left, right) = (exact[$0] - Double(sizes[$0]), exact[$1] - Double(sizes[$1]))
    return left == right ? $0 < $1 : left > right
  }
  for index in byFraction.prefix(rest) { sizes[index] += 1 }
  return sizes
}
