import LecternPlot
import LecternTensor

/// The values for which level lines are drawn.
enum ContourLevelValues {
  private static let standardCount = 10

  /// Chooses levels between the extremes of a grid.
  ///
  /// Around a minimum inside of the frame they grow with the square of their number, so that the
  /// rings of a quadratic bowl are evenly apart; elsewhere they are round numbers evenly apart, and
  /// with `isLogarithmic` they grow by one factor.
  ///
  /// - Parameters:
  ///   - values: Of the grid; others than finite ones are left out.
  ///   - count: How many there should be, about.
  ///   - bottom: The value at the minimum; nil where there is none inside of the frame.
  ///   - isLogarithmic: Whether they grow by factors, above zero.
  /// - Returns: Ascending values, none of them twice.
  static func chosen(
    for values: [Double], count: Int?, bottom: Double?, isLogarithmic: Bool
  ) -> [Double] {
    let finite = values.filter(\.isFinite)
    // Lines are for most of the frame, not for the slopes of a pole.
    guard let extent = FunctionSampling.frame(of: finite), extent.lowerBound < extent.upperBound
    else { return [] }
    let (low, high) = (extent.lowerBound, extent.upperBound)
    let wanted = count ?? standardCount
    if isLogarithmic { return factors(finite, count: wanted) }
    guard let bottom else {
      let step = (high / 2 - low / 2) * 2 / Double(wanted + 1)
      let unit = rounded(step, digits: 1)
      guard unit > 0, unit.isFinite else { return [] }
      let first = (low / unit).rounded(.down) + 1
      return (0..<(2 * wanted + 2)).map { (first + Double($0)) * unit }.filter { $0 < high }
    }
    let height = high - bottom
    let levels = (1...wanted).map { step in
      let share = Double(step) / Double(wanted + 1)
      return bottom + height * share * share
    }
    return distinct(levels, above: bottom)
  }

  private static func factors(_ values: [Double], count: Int) -> [Double] {
    let positive = values.filter { $0 > 0 }
    guard let high = positive.max(), let lowest = positive.min(), lowest < high else { return [] }
    // A minimum near zero would take all lines for itself, in a valley finer than the grid.
    let sorted = positive.sorted()
    let low = ElementOperation.log10(max(lowest, sorted[sorted.count / 50], high * 1e-6))
    let step = (ElementOperation.log10(high) - low) / Double(count + 1)
    return distinct(
      (1...count).map { ElementOperation.power(10, low + step * Double($0)) }, above: 0)
  }

  /// The levels with two significant digits of what they are above the bottom.
  private static func distinct(_ levels: [Double], above bottom: Double) -> [Double] {
    var result: [Double] = []
    let isRound = bottom.magnitude < 1e-6 * (levels.last ?? 0).magnitude
    for level in levels {
      let value = isRound ? rounded(level, digits: 2) : bottom + rounded(level - bottom, digits: 2)
      if value > result.last ?? -.infinity { result.append(value) }
    }
    return result
  }

  /// The nearest number with so many significant digits.
  private static func rounded(_ value: Double, digits: Int) -> Double {
    guard value > 0, value.isFinite else { return value }
    let exponent = Int(ElementOperation.log10(value).rounded(.down)) - digits + 1
    // Dividing by a power of ten gives 0.3, multiplying by its inverse 0.30000000000000004.
    let unit = ElementOperation.power(10, Double(exponent.magnitude))
    return exponent < 0 ? (value * unit).rounded() / unit : (value / unit).rounded() * unit
  }
}
