/// A series as far as it can be drawn on a page, and what its words need to know.
struct Curve {
  let series: LineChart.Series
  /// Place in the chart's list.
  let index: Int
  /// Positions in the series that have finite coordinates, positive ones on logarithmic axes.
  let usable: [Int]
  /// Values that are not finite.
  let missingCount: Int
  /// Finite values that a logarithmic axis has no place for.
  let nonPositiveCount: Int
  /// Positions of the lowest and the highest usable value; the first of equals.
  let lowest: Int?
  let highest: Int?

  init(_ series: LineChart.Series, index: Int, xScale: Axis.Scale, yScale: Axis.Scale) {
    self.series = series
    self.index = index
    var usable: [Int] = []
    var missing = 0
    var nonPositive = 0
    var lowest: Int?
    var highest: Int?
    let (x, y) = (series.x, series.y)
    for position in 0..<min(x.count, y.count) {
      guard x[position].isFinite, y[position].isFinite else {
        missing += 1
        continue
      }
      guard AxisMap.isUsable(x[position], xScale), AxisMap.isUsable(y[position], yScale) else {
        nonPositive += 1
        continue
      }
      usable.append(position)
      if lowest.map({ y[position] < y[$0] }) ?? true { lowest = position }
      if highest.map({ y[position] > y[$0] }) ?? true { highest = position }
    }
    self.usable = usable
    self.missingCount = missing
    self.nonPositiveCount = nonPositive
    self.lowest = lowest
    self.highest = highest
  }

  var first: Double? { usable.first.map { series.y[$0] } }
  var last: Double? { usable.last.map { series.y[$0] } }
  var lowestValue: Double? { lowest.map { series.y[$0] } }
  var highestValue: Double? { highest.map { series.y[$0] } }

  /// Whether values stop being numbers before the series ends.
  var breaksOff: Bool {
    guard let last = usable.last else { return false }
    let end = min(series.x.count, series.y.count)
    return last + 1 < end && series.y[(last + 1)..<end].contains { !$0.isFinite }
  }

  /// The points of each contiguous stretch on the page.
  ///
  /// A gap narrower than a pixel cannot be seen and does not part stretches, unless a function
  /// jumps there.
  func stretches(_ xMap: AxisMap, _ yMap: AxisMap) -> [[PagePoint]] {
    var result: [[PagePoint]] = []
    var current: [PagePoint] = []
    var before: Int?
    for position in usable {
      let point = PagePoint(
        x: xMap.position(series.x[position]), y: yMap.position(series.y[position]))
      if let before, before + 1 != position, let last = current.last,
        point.x - last.x >= 1 || !series.interruptions.isEmpty
      {
        result.append(current)
        current = []
      }
      current.append(point)
      before = position
    }
    if !current.isEmpty { result.append(current) }
    return result
  }
}

/// The curves of a chart and the limits of its axes.
struct ChartData {
  let curves: [Curve]
  let xLimits: ClosedRange<Double>
  let yLimits: ClosedRange<Double>
  /// Whether values above the frame were left out of its choice, so that the others can be read.
  let leavesOutPeaks: Bool
  /// Whether places along the horizontal axis are counted: steps, indices, years.
  let hasWholePlaces: Bool
  /// Significant digits that tell the curves' values apart.
  let digits: Int

  /// A run that climbs this many times higher than all runs began would flatten the others.
  private static let divergence = 8.0

  init(_ chart: LineChart) {
    let curves = chart.series.enumerated().map {
      Curve(
        $0.element, index: $0.offset, xScale: chart.xAxis.scale, yScale: chart.yAxis.scale)
    }
    self.curves = curves
    hasWholePlaces = curves.allSatisfy { curve in
      curve.usable.allSatisfy { curve.series.x[$0] == curve.series.x[$0].rounded() }
    }
    // Of each curve for itself: one that is far away does not blur the others.
    digits =
      curves.map { Words.digits(telling: [$0.lowestValue, $0.highestValue].compactMap(\.self)) }
      .max() ?? Words.leastDigits
    var xLow = Double.infinity
    var xHigh = -Double.infinity
    for curve in curves {
      for position in curve.usable {
        xLow = min(xLow, curve.series.x[position])
        xHigh = max(xHigh, curve.series.x[position])
      }
    }
    self.xLimits = AxisLimits.choose(
      chart.xAxis, data: xLow <= xHigh ? xLow...xHigh : nil, isTight: true)

    let lows = curves.compactMap(\.lowestValue)
    var highs = curves.compactMap(\.highestValue)
    var leavesOut = false
    if chart.yAxis.scale == .linear, chart.yAxis.range == nil,
      let start = curves.compactMap(\.first).max(), start > 0
    {
      let calm = highs.filter { $0 <= start * Self.divergence }
      if !calm.isEmpty && calm.count < highs.count {
        leavesOut = true
        highs = calm + [start * 1.15]
      }
    }
    let low = lows.min()
    let high = highs.max()
    self.leavesOutPeaks = leavesOut
    if let low, let high {
      self.yLimits = AxisLimits.choose(
        chart.yAxis, data: min(low, high)...high, isTight: false)
    } else {
      self.yLimits = AxisLimits.choose(chart.yAxis, data: nil, isTight: false)
    }
  }
}
