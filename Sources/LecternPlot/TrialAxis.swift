/// An axis of a figure of trials: numbers, shares or words.
struct TrialAxis {
  let label: String
  let categories: [String]
  let choices: [Double]
  let scale: Axis.Scale
  let format: Axis.Format
  let limits: ClosedRange<Double>

  init(_ chart: TrialChart, dimension: Int) {
    let entry = chart.dimensions[dimension]
    (label, categories, scale, format) = (entry.name, entry.categories, entry.scale, .number)
    choices = entry.choices
    limits = chart.limits(of: dimension)
  }

  /// The axis of what trials reached.
  init(measureOf chart: TrialChart) {
    (label, categories, choices) = (chart.measure.label, [], [])
    (scale, format) = (chart.measure.scale, chart.measure.format)
    limits = AxisLimits.choose(chart.measure, data: chart.scoreRange, isTight: false)
  }

  func map(start: Double, end: Double) -> AxisMap {
    AxisMap(limits, scale: scale, start: start, end: end)
  }

  func ticks(_ map: AxisMap, every spacing: Double) -> [(value: Double, label: String)] {
    guard categories.isEmpty else {
      return categories.enumerated().map {
        (Double($0.offset), TextMetrics.truncated($0.element, to: 110, size: Canvas.fontSize))
      }
    }
    // A few numbers that were to choose from are the marks of their axis.
    if !choices.isEmpty, choices.count <= 12 { return choices.map { ($0, Words.drawn($0)) } }
    let ticks = map.ticks(every: spacing, format: format)
    return Array(zip(ticks.values, ticks.labels))
  }

  func labelWidth(_ map: AxisMap) -> Double {
    ticks(map, every: 52).map { TextMetrics.width($0.label, size: Canvas.fontSize) }.max() ?? 0
  }

  func drawVertical(_ frame: ChartFrame, on canvas: inout Canvas) {
    let muted = Canvas.TextStyle(anchor: .end, color: FigureStyle.muted)
    var lines = PathData()
    for (value, label) in ticks(frame.y, every: 52) {
      let y = frame.y.position(value)
      lines.move(frame.left, y)
      lines.line(frame.right, y)
      canvas.text(label, x: frame.left - 8, y: y + 4, muted)
    }
    canvas.path(lines.text, stroke: FigureStyle.grid, width: 1)
    canvas.text(
      TextMetrics.truncated(label, to: frame.right, size: Canvas.fontSize), x: 0,
      y: frame.top - 14, Canvas.TextStyle(color: FigureStyle.muted))
  }

  func drawHorizontal(_ frame: ChartFrame, on canvas: inout Canvas) {
    var lines = PathData()
    lines.move(frame.left, frame.bottom)
    lines.line(frame.right, frame.bottom)
    var free = -Double.infinity
    for (value, label) in ticks(frame.x, every: 84) {
      let x = frame.x.position(value)
      lines.move(x, frame.bottom)
      lines.line(x, frame.bottom + 4)
      let half = TextMetrics.width(label, size: Canvas.fontSize) / 2
      let middle = min(x, canvas.width - half)
      guard middle - half > free else { continue }
      free = middle + half + 6
      canvas.text(
        label, x: middle, y: frame.bottom + 18,
        Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted))
    }
    canvas.path(lines.text, stroke: FigureStyle.axis, width: 1)
    canvas.text(
      TextMetrics.truncated(label, to: frame.right - frame.left, size: Canvas.fontSize),
      x: frame.right, y: frame.bottom + 36,
      Canvas.TextStyle(anchor: .end, color: FigureStyle.muted))
  }
}
