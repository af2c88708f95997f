internal import LecternPlot

extension SeriesRecord {
  init(_ series: BarChart.Series, of chart: BarChart) {
    self.init(name: series.name)
    y = series.values.map(JSONNumber.init)
    labels = chart.categories
  }

  init(_ series: Histogram.Series, of histogram: Histogram) {
    self.init(name: series.name)
    counts = series.counts
    edges = histogram.edges.map(JSONNumber.init)
    leftOut = series.nonFiniteCount + series.nonPositiveCount
  }

  init(_ panel: ContourPanel) {
    self.init(name: panel.title)
    xRange = [JSONNumber(panel.xRange.lowerBound), JSONNumber(panel.xRange.upperBound)]
    yRange = [JSONNumber(panel.yRange.lowerBound), JSONNumber(panel.yRange.upperBound)]
    levels = panel.levels.map(JSONNumber.init)
    minimum = panel.minimum.map(PlaceRecord.init)
    paths = panel.paths.isEmpty ? nil : panel.paths.map(PathRecord.init)
    constraint = panel.region.map(ConstraintRecord.init)
  }
}

/// A point of the plane and a function's value there.
struct PlaceRecord: Encodable {
  let x: JSONNumber
  let y: JSONNumber
  let value: JSONNumber

  init(_ place: ContourPanel.Place) {
    x = JSONNumber(place.x)
    y = JSONNumber(place.y)
    value = JSONNumber(place.value)
  }
}

/// Points one after the other.
struct PathRecord: Encodable {
  let name: String
  let x: [JSONNumber]
  let y: [JSONNumber]

  init(_ path: ContourPanel.Path) {
    name = path.name
    x = path.x.map(JSONNumber.init)
    y = path.y.map(JSONNumber.init)
  }
}

/// A region of the plane and the lowest point in it.
struct ConstraintRecord: Encodable {
  let norm: String
  let radius: JSONNumber
  let lowest: PlaceRecord

  init(_ region: ContourPanel.Region) {
    norm = region.norm.rawValue
    radius = JSONNumber(region.radius)
    lowest = PlaceRecord(region.lowest)
  }
}
