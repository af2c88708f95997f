import LecternPlot
import LecternTensor

/// The bins of a histogram, as NumPy chooses them.
enum HistogramBins {
  /// Bins at most, however long the tails of the values are.
  static let limit = 200
  /// Whole numbers over at most so many get a bin each.
  private static let wholeLimit = 50.0

  /// Chooses the edges of bins over all values.
  ///
  /// The width is the smaller of Freedman and Diaconis's, 2·IQR/∛n, but at least half the range
  /// over √n, and of Sturges's, range/(log₂n + 1): numpy's "auto".
  /// Whole numbers that lie close have a bin around each.
  ///
  /// Source: D. Freedman, P. Diaconis, Z. Wahrscheinlichkeitstheorie 57, 1981; H. Sturges, JASA 21,
  /// 1926; numpy.histogram_bin_edges, version 2.4.
  ///
  /// - Parameters:
  ///   - values: Finite numbers, in any order.
  ///   - count: The author's number of bins, or nil.
  /// - Returns: Ascending edges, one more than there are bins; none without values.
  static func edges(of values: [Double], count: Int?) -> [Double] {
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last else { return [] }
    if count == nil, high - low <= wholeLimit, low.magnitude < 4e15,
      sorted.allSatisfy({ $0 == $0.rounded() })
    {
      return (0...(Int(high - low) + 1)).map { low - 0.5 + Double($0) }
    }
    // Of equal values the one bin is 1 wide, or as wide as numbers of their size allow.
    let half = max(0.5, low.magnitude * 1e-10)
    let (first, last) = low == high ? (low - half, high + half) : (low, high)
    let bins = count ?? self.count(sorted)
    // Shares of the ends stay finite where their distance is not.
    return (0...bins).map { step in
      let share = Double(step) / Double(bins)
      return step == bins ? last : first * (1 - share) + last * share
    }
  }

  private static func count(_ sorted: [Double]) -> Int {
    guard let low = sorted.first, let high = sorted.last, low < high else { return 1 }
    let n = Double(sorted.count)
    let range = high - low
    let spread = quantile(0.75, of: sorted) - quantile(0.25, of: sorted)
    let sturges = range / (binaryLogarithm(n) + 1)
    let freedman = 2 * spread * ElementOperation.power(n, -1.0 / 3)
    let width = min(max(freedman, range / n.squareRoot() / 2), sturges)
    guard width > 0, width.isFinite else { return 1 }
    return Int(min((range / width).rounded(.up), Double(limit)))
  }

  /// Exact for powers of two.
  private static func binaryLogarithm(_ value: Double) -> Double {
    Double(value.exponent) + ElementOperation.log(value.significand) / ElementOperation.log(2)
  }

  /// Between two values in proportion, as numpy.percentile does.
  static func quantile(_ share: Double, of sorted: [Double]) -> Double {
    let place = share * Double(sorted.count - 1)
    let index = Int(place.rounded(.down))
    let next = min(index + 1, sorted.count - 1)
    let part = place - Double(index)
    return sorted[index] * (1 - part) + sorted[next] * part
  }

  static func extent(of values: [Double]) -> Histogram.Extent? {
    let sorted = values.sorted()
    guard let low = sorted.first, let high = sorted.last else { return nil }
    return Histogram.Extent(lowest: low, median: quantile(0.5, of: sorted), highest: high)
  }

  /// How many values lie in each bin; the last bin has its upper edge, too.
  static func counts(_ values: [Double], edges: [Double]) -> [Int] {
    guard let first = edges.first, let last = edges.last, edges.count > 1 else { return [] }
    var counts = [Int](repeating: 0, count: edges.count - 1)
    for value in values where value >= first && value <= last {
      // The last edge that is not above the value.
      var (low, high) = (0, edges.count - 1)
      while high - low > 1 {
        let middle = (low + high) / 2
        if edges[middle] <= value { low = middle } else { high = middle }
      }
      counts[low] += 1
    }
    return counts
  }
}
