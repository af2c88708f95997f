/// Which components of matrices with these counts to check: indices into each, ascending.
///
/// With more than `maximum` altogether, every matrix gets the same share; those that have fewer are checked whole, and
/// the rest is shared among the others. At least one component of every matrix is checked.
func sampledComponents(counts: [Int], maximum: Int) -> [[Int]] {
  var shares = [Int](repeating: 0, count: counts.count)
  var left = max(maximum, 0)
  // From the smallest matrix on, what each does not need is left to the larger ones.
  for (rank, index) in counts.indices.sorted(by: { (counts[$0], $0) < (counts[$1], $1) })
    .enumerated()
  {
    shares[index] = min(counts[index], max(left / (counts.count - rank), 1))
    left = max(left - shares[index], 0)
  }
  return zip(counts, shares).map { spread($1, over: $0) }
}

/// `count` indices below `total`, evenly spread over rows and columns alike.
///
/// Multiples of a number near total/φ are spread evenly whatever their count, and since it shares no factor with the
/// total they are distinct, and meet every row of a matrix. Source: Knuth 1998, section 6.4, Theorem S.
private func spread(_ count: Int, over total: Int) -> [Int] {
  guard count < total else { return Array(0..<total) }
  var step = max(Int(Double(total) * 0.618_033_988_749_894_9), 1)
  while greatestCommonDivisor(step, total) != 1 { step += 1 }
  var indices: [Int] = []
  var index = 0
  for _ in 0..<count {
    indices.append(index)
    index = (index + step) % total
  }
  return indices.sorted()
}

private func greatestCommonDivisor(_ a: Int, _ b: Int) -> Int {
  var (a, b) = (a, b)
  while b != 0 { (a, b) = (b, a % b) }
  return a
}
