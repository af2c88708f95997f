/// Amounts of named things, of one series or of several beside each other.
package struct BarChart: Sendable, Equatable {
  package struct Series: Sendable, Equatable {
    package let name: String
    /// One for each category; a value that is not finite leaves its place empty.
    package let values: [Double]

    package init(name: String, values: [Double]) {
      self.name = name
      self.values = values
    }
  }

  package let series: [Series]
  /// Names of the bars; nil where they go by their places, counted from 0.
  package let categories: [String]?
  package let categoryLabel: String
  package let valueLabel: String

  package init(
    series: [Series], categories: [String]?, categoryLabel: String, valueLabel: String
  ) {
    self.series = series
    self.categories = categories
    self.categoryLabel = categoryLabel
    self.valueLabel = valueLabel
  }

  /// Of the longest series.
  package var barCount: Int { series.map(\.values.count).max() ?? 0 }

  /// The name of a bar, or its place.
  func name(of index: Int) -> String {
    guard let categories, categories.indices.contains(index) else { return String(index) }
    return categories[index]
  }
}

/// How many values of each series lie in each of some bins, which all series share.
package struct Histogram: Sendable, Equatable {
  /// The ends and the middle of some values.
  package struct Extent: Sendable, Equatable {
    package let lowest: Double
    package let median: Double
    package let highest: Double

    package init(lowest: Double, median: Double, highest: Double) {
      self.lowest = lowest
      self.median = median
      self.highest = highest
    }
  }

  package struct Series: Sendable, Equatable {
    package let name: String
    /// One for each bin.
    package let counts: [Int]
    /// What lies in the bins; nil when nothing does.
    package let values: Extent?
    /// Values that are not finite, which no bin counts.
    package let nonFiniteCount: Int
    /// Values at or below zero, for which a logarithmic axis has no place.
    package let nonPositiveCount: Int

    package init(
      name: String, counts: [Int], values: Extent?, nonFiniteCount: Int = 0,
      nonPositiveCount: Int = 0
    ) {
      self.name = name
      self.counts = counts
      self.values = values
      self.nonFiniteCount = nonFiniteCount
      self.nonPositiveCount = nonPositiveCount
    }
  }

  package let series: [Series]
  /// Ascending, one more than there are bins; the last bin includes its upper edge.
  package let edges: [Double]
  package let xAxis: Axis
  /// Of the counts.
  package let yAxis: Axis

  package init(series: [Series], edges: [Double], xAxis: Axis, yAxis: Axis) {
    self.series = series
    self.edges = edges
    self.xAxis = xAxis
    self.yAxis = yAxis
  }
}

/// A function of two numbers by its level lines, with paths on it.
package struct ContourPanel: Sendable, Equatable {
  /// A point of the plane and the function's value there.
  package struct Place: Sendable, Equatable {
    package let x: Double
    package let y: Double
    package let value: Double

    package init(x: Double, y: Double, value: Double) {
      self.x = x
      self.y = y
      self.value = value
    }
  }

  /// Points one after the other, as an optimizer visits them.
  package struct Path: Sendable, Equatable {
    package let name: String
    package let x: [Double]
    package let y: [Double]
    /// The function's value at the last point; nil where the path has none.
    package let lastValue: Double?

    package init(name: String, x: [Double], y: [Double], lastValue: Double?) {
      self.name = name
      self.x = x
      self.y = y
      self.lastValue = lastValue
    }
  }

  /// The points that a constraint allows, and the lowest of them.
  package struct Region: Sendable, Equatable {
    package enum Norm: String, Sendable {
      /// |x| + |y| ≤ r
      case l1
      /// √(x² + y²) ≤ r
      case l2
    }

    package let norm: Norm
    package let radius: Double
    package let lowest: Place
    /// Whether other points of the border are as low, a whole edge or the one across.
    package let isShared: Bool

    package init(norm: Norm, radius: Double, lowest: Place, isShared: Bool = false) {
      self.isShared = isShared
      self.norm = norm
      self.radius = radius
      self.lowest = lowest
    }
  }

  package let title: String
  package let xLabel: String
  package let yLabel: String
  package let xRange: ClosedRange<Double>
  package let yRange: ClosedRange<Double>
  /// Points of the grid along each axis, its ends included.
  package let gridCount: Int
  /// Row by row from the lowest y.
  package let values: [Double]
  /// Where lines are drawn, ascending.
  package let levels: [Double]
  /// The lowest point inside of the frame; nil where the function falls towards the border or
  /// towards places without a value.
  package let minimum: Place?
  package let paths: [Path]
  package let region: Region?
  /// Examples among the lines.
  package let points: ScatterPlot?
  /// Whether the levels are above zero alone, where the function is not.
  package let hidesNegative: Bool

  package init(
    title: String, xLabel: String, yLabel: String, xRange: ClosedRange<Double>,
    yRange: ClosedRange<Double>, gridCount: Int, values: [Double], levels: [Double],
    minimum: Place?, paths: [Path] = [], region: Region? = nil, points: ScatterPlot? = nil,
    hidesNegative: Bool = false
  ) {
    self.title = title
    self.xLabel = xLabel
    self.yLabel = yLabel
    self.xRange = xRange
    self.yRange = yRange
    self.gridCount = gridCount
    self.values = values
    self.levels = levels
    self.minimum = minimum
    self.paths = paths
    self.region = region
    self.points = points
    self.hidesNegative = hidesNegative
  }
}
