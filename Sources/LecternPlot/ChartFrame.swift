/// The part of a chart in which its marks lie, in CSS pixels, and its axes.
struct ChartFrame {
  let left: Double
  let top: Double
  let right: Double
  let bottom: Double
  let x: AxisMap
  let y: AxisMap

  /// Room below the frame for tick labels and the name of the axis.
  static let footHeight = 42.0

  init(left: Double, top: Double, right: Double, bottom: Double, x: AxisMap, y: AxisMap) {
    self.left = left
    self.top = top
    self.right = right
    self.bottom = bottom
    self.x = x
    self.y = y
  }

  /// A frame between these places, whose axes have these limits.
  init(
    left: Double, top: Double, right: Double, bottom: Double, xLimits: ClosedRange<Double>,
    xScale: Axis.Scale, yLimits: ClosedRange<Double>, yScale: Axis.Scale
  ) {
    self.init(
      left: left, top: top, right: right, bottom: bottom,
      x: AxisMap(xLimits, scale: xScale, start: left, end: right),
      y: AxisMap(yLimits, scale: yScale, start: bottom, end: top))
  }

  /// Draws the rules of the vertical axis, its labels and its name.
  func drawYAxis(_ ticks: AxisTicks, label: String, on canvas: inout Canvas) {
    var lines = PathData()
    for (value, text) in zip(ticks.values, ticks.labels) {
      let place = y.position(value)
      lines.move(left, place)
      lines.line(right, place)
      canvas.text(
        text, x: left - 8, y: place + 4, Canvas.TextStyle(anchor: .end, color: FigureStyle.muted))
    }
    canvas.path(lines.text, stroke: FigureStyle.grid, width: 1)
    if y.scale == .linear, y.limits.lowerBound < 0, y.limits.upperBound > 0 {
      var zero = PathData()
      zero.move(left, y.position(0))
      zero.line(right, y.position(0))
      canvas.path(zero.text, stroke: FigureStyle.axis, width: 1)
    }
    canvas.text(
      TextMetrics.truncated(label, to: canvas.width, size: Canvas.fontSize), x: 0, y: top - 20,
      Canvas.TextStyle(color: FigureStyle.muted))
  }

  /// Draws the horizontal axis with its labels and its name.
  func drawXAxis(_ ticks: AxisTicks, label: String, on canvas: inout Canvas) {
    var marks = PathData()
    marks.move(left, bottom)
    marks.line(right, bottom)
    let centred = Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted)
    var free = -Double.infinity
    for (value, text) in zip(ticks.values, ticks.labels) {
      let place = x.position(value)
      marks.move(place, bottom)
      marks.line(place, bottom + 4)
      let half = TextMetrics.width(text, size: Canvas.fontSize) / 2
      let middle = max(min(place, canvas.width - half), half)
      guard middle - half > free else { continue }
      free = middle + half + 8
      canvas.text(text, x: middle, y: bottom + 18, centred)
    }
    canvas.path(marks.text, stroke: FigureStyle.axis, width: 1)
    drawXName(label, on: &canvas)
  }

  /// Writes the name of the horizontal axis below its end.
  func drawXName(_ label: String, on canvas: inout Canvas) {
    canvas.text(
      TextMetrics.truncated(label, to: right, size: Canvas.fontSize), x: right, y: bottom + 35,
      Canvas.TextStyle(anchor: .end, color: FigureStyle.muted))
  }
}
