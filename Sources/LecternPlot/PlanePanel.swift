/// A rectangle of the page that shows a part of the plane, in CSS pixels.
struct PlanePanel {
  let xLimits: ClosedRange<Double>
  let yLimits: ClosedRange<Double>
  var left: Double
  let top: Double
  var width = 0.0
  var height = 0.0
  let xLabel: String
  let yLabel: String

  init(
    xLimits: ClosedRange<Double>, yLimits: ClosedRange<Double>, left: Double, top: Double,
    xLabel: String, yLabel: String
  ) {
    self.xLimits = xLimits
    self.yLimits = yLimits
    self.left = left
    self.top = top
    self.xLabel = xLabel
    self.yLabel = yLabel
  }

  /// How far tick labels may stand over to the left and right: half of the gap between panels.
  static let overhang = 11.0

  var right: Double { left + width }
  var bottom: Double { top + height }
  var area: Double { width * height }
  var xMap: AxisMap { AxisMap(xLimits, scale: .linear, start: left, end: right) }
  var yMap: AxisMap { AxisMap(yLimits, scale: .linear, start: bottom, end: top) }

  /// Height over width at which a unit is as long on both axes, within what a page can bear.
  ///
  /// Axes of very different units have no common length; such panels are a little wide.
  static func aspect(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> Double {
    let ratio =
      (y.upperBound / 2 - y.lowerBound / 2) / (x.upperBound / 2 - x.lowerBound / 2)
    return (0.5...1.6).contains(ratio) ? ratio : 0.75
  }

  private var yTicks: AxisTicks { yMap.ticks(every: 70, format: .number) }

  /// Room for the labels of the vertical axis.
  var tickRoom: Double {
    if height > 0 {
      let widths = yTicks.labels.map { TextMetrics.width($0, size: Canvas.fontSize) }
      return (widths.max() ?? 0) + 10
    }
    // How many ticks there are depends on the height, which depends on this.
    let labels = [2, 4, 6].flatMap { AxisTicks.linear(yLimits, count: $0, format: .number).labels }
    return (labels.map { TextMetrics.width($0, size: Canvas.fontSize) }.max() ?? 0) + 10
  }

  /// Makes the panel as large as fits, tick labels included.
  mutating func fit(width room: Double, height: Double) {
    let aspect = Self.aspect(xLimits, yLimits)
    left += tickRoom
    width = max(min(room - tickRoom - 16, max(height, 60) / aspect), 60)
    self.height = width * aspect
  }

  /// Draws the axes with few ticks; panels beside each other leave labels to the outermost.
  func drawAxes(
    on canvas: inout Canvas, labelsX: Bool = true, labelsY: Bool = true, yTitle: Bool = true
  ) {
    var lines = PathData()
    lines.move(left, top)
    lines.line(left, bottom)
    lines.line(right, bottom)
    let muted = FigureStyle.muted
    let y = yMap
    let yTicks = self.yTicks
    for (value, label) in zip(yTicks.values, yTicks.labels) {
      lines.move(left, y.position(value))
      lines.line(left - 4, y.position(value))
      if labelsY {
        canvas.text(
          label, x: left - 8, y: y.position(value) + 4,
          Canvas.TextStyle(anchor: .end, color: muted))
      }
    }
    let x = xMap
    let xTicks = x.ticks(every: 80, format: .number)
    var free = -Double.infinity
    for (value, label) in zip(xTicks.values, xTicks.labels) {
      let place = x.position(value)
      lines.move(place, bottom)
      lines.line(place, bottom + 4)
      let half = TextMetrics.width(label, size: Canvas.fontSize) / 2
      // Wide numbers at the ends stay on their panel's part of the page.
      let middle = max(min(place, right + Self.overhang - half), left - Self.overhang + half)
      if labelsX && middle - half > free {
        free = middle + half + 6
        canvas.text(
          label, x: middle, y: bottom + 18, Canvas.TextStyle(anchor: .middle, color: muted))
      }
    }
    canvas.path(lines.text, stroke: FigureStyle.axis, width: 1)
    if labelsX {
      canvas.text(
        TextMetrics.truncated(xLabel, to: width, size: Canvas.fontSize), x: right, y: bottom + 35,
        Canvas.TextStyle(anchor: .end, color: muted))
    }
    if yTitle {
      canvas.text(
        TextMetrics.truncated(yLabel, to: width, size: Canvas.fontSize), x: left - tickRoom,
        y: top - 10, Canvas.TextStyle(color: muted))
    }
  }
}
