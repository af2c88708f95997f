/// Takes the numbers of an axis to places on the page, in CSS pixels.
struct AxisMap {
  let limits: ClosedRange<Double>
  let scale: Axis.Scale
  let start: Double
  let end: Double
  private let low: Double
  private let span: Double

  init(_ limits: ClosedRange<Double>, scale: Axis.Scale, start: Double, end: Double) {
    self.limits = limits
    self.scale = scale
    self.start = start
    self.end = end
    self.low = Self.transformed(limits.lowerBound, scale)
    self.span = Self.transformed(limits.upperBound, scale) - low
  }

  func position(_ value: Double) -> Double {
    start + (end - start) * ((Self.transformed(value, scale) - low) / span)
  }

  /// Halves keep the distance of huge numbers of opposite sign finite.
  private static func transformed(_ value: Double, _ scale: Axis.Scale) -> Double {
    scale == .logarithmic ? decimalLogarithm(value) : value / 2
  }

  func ticks(
    every spacing: Double, format: Axis.Format, isCounted: Bool = false
  ) -> AxisTicks {
    let count = max(2, Int((end - start).magnitude / spacing))
    if scale == .logarithmic { return .logarithmic(limits, count: count, format: format) }
    let ticks = AxisTicks.linear(limits, count: count, format: format, isCounted: isCounted)
    // One number alone says nothing of the distances.
    return ticks.values.count > 1
      ? ticks : .linear(limits, count: 2 * count, format: format, isCounted: isCounted)
  }

  /// The way back from places to numbers, as attributes for a script: `data-x="44 624 0 1500"`.
  func readout(_ name: String, _ axis: Axis) -> [SVGWriter.Attribute] {
    let numbers =
      [start, end].map(pixels) + [limits.lowerBound, limits.upperBound].map { "\($0)" }
    var attributes = [
      (name: "data-\(name)", value: numbers.joined(separator: " ")),
      (name: "data-\(name)-label", value: axis.label),
    ]
    if scale == .logarithmic { attributes.append((name: "data-\(name)-scale", value: "log")) }
    if axis.format == .percent { attributes.append((name: "data-\(name)-unit", value: "%")) }
    return attributes
  }

  /// Whether a value has a place on such an axis.
  static func isUsable(_ value: Double, _ scale: Axis.Scale) -> Bool {
    value.isFinite && (scale == .linear || value > 0)
  }
}

/// Chooses the limits of an axis.
package enum AxisLimits {
  /// Beyond this, sums and differences of limits would overflow; such values leave the frame.
  private static let largest = 1e300

  /// Chooses the author's limits where they can be used, and otherwise those of the data.
  ///
  /// - Parameters:
  ///   - axis: What the author said about the axis.
  ///   - data: The extremes of the values that can be shown; nil when there are none.
  ///   - isTight: Whether the axis ends with the data, as time does, or has room around it.
  /// - Returns: Finite limits that are apart; positive ones for a logarithmic axis.
  static func choose(_ axis: Axis, data: ClosedRange<Double>?, isTight: Bool) -> ClosedRange<Double>
  {
    if let range = axis.range, isSensible(range, axis.scale) { return range }
    guard let data else { return axis.scale == .logarithmic ? 0.1...10 : 0...1 }
    return axis.scale == .logarithmic
      ? logarithmic(data, isTight: isTight)
      : linear(data, isTight: isTight, format: axis.format)
  }

  private static func isSensible(_ range: ClosedRange<Double>, _ scale: Axis.Scale) -> Bool {
    AxisMap.isUsable(range.lowerBound, scale) && range.lowerBound >= -largest
      && range.upperBound <= largest && !isFlat(range)
  }

  /// Below this, steps between marks would have no numbers.
  private static let smallest = 1e-304

  /// Whether the limits differ by rounding at most, or too few numbers lie between them to mark some.
  ///
  /// Whole numbers, and the halves between them, are exact.
  static func isFlat(_ range: ClosedRange<Double>) -> Bool {
    let (low, high) = (range.lowerBound, range.upperBound)
    let size = max(low.magnitude, high.magnitude)
    let isExact = size < 4e15 && 2 * low == (2 * low).rounded() && 2 * high == (2 * high).rounded()
    return high - low <= max(isExact ? 0 : size * 1e-10, smallest)
  }

  private static func linear(
    _ data: ClosedRange<Double>, isTight: Bool, format: Axis.Format
  ) -> ClosedRange<Double> {
    var low = min(max(data.lowerBound, -largest), largest)
    var high = min(max(data.upperBound, -largest), largest)
    if isFlat(low...high) {
      let margin = low == 0 || low.magnitude < 100 * smallest ? 1 : low.magnitude * 0.1
      (low, high) = (low - margin, high + margin)
      if format == .percent, data.lowerBound >= 0, data.upperBound <= 1 {
        (low, high) = (max(low, 0), min(high, 1))
      }
      return low...high
    }
    if isTight { return low...high }
    // A curve that comes down near zero is read against zero.
    if low > 0 && low < 0.3 * high { low = 0 }
    let step = AxisTicks.Step(span: high - low, count: 5).value
    let isWhole = format == .percent && data.lowerBound >= 0 && data.upperBound <= 1
    low = (low / step).rounded(.down) * step
    let next = (high / step).rounded(.up) * step
    high = next - high < 0.45 * step ? next : high + 0.04 * (high - low)
    return isWhole ? max(low, 0)...min(high, 1) : low...high
  }

  private static func logarithmic(_ data: ClosedRange<Double>, isTight: Bool) -> ClosedRange<Double>
  {
    let low = max(decimalLogarithm(data.lowerBound), -300)
    let high = max(min(decimalLogarithm(data.upperBound), 300), low)
    if high - low < 0.05 { return tenToPower(low - 0.5)...tenToPower(high + 0.5) }
    if isTight { return max(data.lowerBound, 1e-300)...min(data.upperBound, 1e300) }
    let margin = 0.15 * (high - low)
    let (floor, ceiling) = (low.rounded(.down), high.rounded(.up))
    let bottom = low - floor <= margin ? floor : low - 0.03 * (high - low)
    let top = ceiling - high <= margin ? ceiling : high + 0.03 * (high - low)
    return tenToPower(bottom)...tenToPower(top)
  }
}

extension AxisLimits {
  /// Returns the limits of an axis that shows these values with a little room around them.
  package static func around(
    _ values: ClosedRange<Double>, scale: Axis.Scale
  ) -> ClosedRange<Double> {
    choose(Axis("", scale: scale), data: values, isTight: false)
  }
}
