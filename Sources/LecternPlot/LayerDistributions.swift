/// How the numbers of each layer are distributed: a row of histograms for each run.
///
/// Source: X. Glorot, Y. Bengio, AISTATS 2010, figures 2 and 6.
package struct LayerDistributions: Sendable, Equatable {
  /// The numbers of one layer.
  package struct Layer: Sendable, Equatable {
    /// `A1`, `dW2`.
    package let name: String
    package let values: [Double]
    /// Share of values at the flat ends of their activation; nil where there are none.
    package let saturated: Double?

    package init(name: String, values: [Double], saturated: Double? = nil) {
      self.name = name
      self.values = values
      self.saturated = saturated
    }
  }

  package struct Row: Sendable, Equatable {
    package let title: String
    package let layers: [Layer]

    package init(title: String, layers: [Layer]) {
      self.title = title
      self.layers = layers
    }
  }

  package let rows: [Row]
  /// What the numbers are: `activation`, `gradient`.
  package let noun: String
  /// On a logarithmic axis sizes are shown, and zeros are left to their share.
  package let scale: Axis.Scale

  package init(rows: [Row], noun: String, scale: Axis.Scale = .linear) {
    self.rows = rows
    self.noun = noun
    self.scale = scale
  }

  /// Rows that are drawn at most.
  package static let rowLimit = 24
}

/// What is told of the numbers of a layer.
package struct LayerSummary: Equatable {
  package let count: Int
  package let mean: Double
  /// Root of the mean squared distance from the mean.
  package let deviation: Double
  package let zeroShare: Double
  package let missingCount: Int

  package init(_ values: [Double]) {
    var count = 0
    var zeros = 0
    var mean = 0.0
    var squares = 0.0
    for value in values where value.isFinite {
      count += 1
      if value == 0 { zeros += 1 }
      // Welford 1962: no sum of squares that loses small deviations.
      let step = value - mean
      mean += step / Double(count)
      squares += step * (value - mean)
    }
    self.count = count
    self.mean = mean
    deviation = count > 0 ? (squares / Double(count)).squareRoot() : 0
    zeroShare = count > 0 ? Double(zeros) / Double(count) : 0
    missingCount = values.count - count
  }
}

/// Histograms over one axis, for all layers of a figure.
package struct HistogramBins {
  package let limits: ClosedRange<Double>
  let scale: Axis.Scale
  let count: Int
  /// Of each row and layer the share of its finite values that fall into each bin.
  package let shares: [[[Double]]]
  /// The share that the height of a panel stands for; higher bars are cut.
  let top: Double
  /// Whether sizes below the limits are counted in the first bin because there was no room for them.
  let isShortened: Bool

  /// Bins of a panel with room for them.
  package static let standardCount = 36

  /// Sizes below this part of the largest lie in the first bin: the axis of a gradient that vanishes
  /// would leave a single bar to all others.
  private static let smallest = 1e-18
  private static let sampleCount = 2000

  package init(_ figure: LayerDistributions, count: Int = HistogramBins.standardCount) {
    self.count = count
    scale = figure.scale
    let rows = figure.rows.prefix(LayerDistributions.rowLimit)
    var low = Double.infinity
    var high = -Double.infinity
    for layer in rows.lazy.flatMap(\.layers) {
      if figure.scale == .logarithmic {
        // A few sizes close to 0 would stretch the axis far to the left.
        let step = max(1, layer.values.count / Self.sampleCount)
        let sizes = stride(from: 0, to: layer.values.count, by: step)
          .map { layer.values[$0].magnitude }.filter { $0 > 0 && $0.isFinite }.sorted()
        if !sizes.isEmpty { low = min(low, sizes[sizes.count / 50]) }
      }
      for value in layer.values where value.isFinite {
        if figure.scale == .linear { low = min(low, value) }
        high = max(high, figure.scale == .logarithmic ? value.magnitude : value)
      }
    }
    if figure.scale == .logarithmic, high <= 0 { high = -.infinity }
    isShortened = figure.scale == .logarithmic && low < high * Self.smallest
    if low > high {
      limits = figure.scale == .logarithmic ? 0.1...10 : -1...1
    } else if figure.scale == .logarithmic {
      limits = AxisLimits.choose(
        Axis("", scale: .logarithmic), data: max(low, high * Self.smallest)...high, isTight: false)
    } else {
      limits = AxisLimits.choose(Axis(""), data: low...high, isTight: true)
    }
    let map = AxisMap(limits, scale: scale, start: 0, end: Double(count))
    shares = rows.map { row in row.layers.map { Self.shares($0.values, map, count) } }
    let peaks = shares.joined().map { $0.max() ?? 0 }.filter { $0 > 0 }
    // A spike would flatten what is spread out; it is cut, and said so.
    top = min(peaks.max() ?? 1, 3 * (peaks.min() ?? 1))
  }

  private static func shares(_ values: [Double], _ map: AxisMap, _ count: Int) -> [Double] {
    var counts = [Double](repeating: 0, count: count)
    var total = 0.0
    for value in values where value.isFinite {
      total += 1
      let shown = map.scale == .logarithmic ? value.magnitude : value
      guard map.scale == .linear || shown > 0 else { continue }
      let place = map.position(shown)
      counts[min(max(Int(min(max(place, -1), Double(count))), 0), count - 1)] += 1
    }
    return total > 0 ? counts.map { $0 / total } : counts
  }

  var isCut: Bool { shares.joined().contains { ($0.max() ?? 0) > top * 1.0001 } }
}
