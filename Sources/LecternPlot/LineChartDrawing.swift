/// Draws curves over a common axis, each named where it ends.
struct LineChartDrawing {
  let chart: LineChart
  let data: ChartData
  let options: SVGOptions
  /// Whether names stand in a list above the chart, because they do not fit beside the curves.
  let hasLegend: Bool

  /// Directly labelled curves: more are easier to look up than to follow.
  static let labelledCount = 8
  static let labelHeight = 15.0
  static let legendHeight = 18.0
  /// The longest side of a chart with equal axes.
  private static let squareSide = 380.0
  /// Names beyond this many are counted, not listed.
  private static let legendLimit = 40

  init(_ chart: LineChart, _ options: SVGOptions) {
    self.chart = chart
    self.options = options
    self.data = ChartData(chart)
    let height = Self.height(options)
    let shown = data.curves.count { !$0.usable.isEmpty }
    self.hasLegend =
      shown > Self.labelledCount || Double(shown) * Self.labelHeight > Double(height) - 100
      || options.width < 320 && shown > 1 || chart.isSquare && shown > 1
  }

  static func height(_ options: SVGOptions) -> Int {
    max(options.height ?? min(max(Int(Double(options.width) * 0.54), 220), 420), 120)
  }

  /// Returns the drawing; `backdrop` draws what lies behind the curves.
  func canvas(backdrop: (ChartFrame, inout Canvas) -> Void = { _, _ in }) -> Canvas {
    let width = Double(min(max(options.width, 160), 4000))
    var canvas = Canvas(width: width, height: Double(min(Self.height(options), 4000)))
    let legend = hasLegend ? legendRows(width: width) : []
    canvas.height += Double(legend.count) * Self.legendHeight

    let top = 32 + Double(legend.count) * Self.legendHeight + (legend.isEmpty ? 0 : 4)
    var bottom = canvas.height - 42
    var yTicks = AxisMap(data.yLimits, scale: chart.yAxis.scale, start: bottom, end: top)
      .ticks(every: 52, format: chart.yAxis.format)
    let tickWidth = yTicks.labels.map { TextMetrics.width($0, size: Canvas.fontSize) }.max() ?? 0
    let left = (tickWidth + 10).rounded(.up)
    let labels = endLabels(room: width * 0.28)
    let labelWidth = labels.map(\.width).max() ?? 0
    var right = width - max(labelWidth > 0 ? labelWidth + 20 : 0, 16)
    if chart.isSquare {
      let side = min(right - left, Self.squareSide)
      right = left + side
      bottom = top + side
      if legend.isEmpty { canvas.width = min(width, right + 24) }
      canvas.height = bottom + 42
      yTicks = AxisMap(data.yLimits, scale: chart.yAxis.scale, start: bottom, end: top)
        .ticks(every: 52, format: chart.yAxis.format)
    }
    let frame = ChartFrame(
      left: left, top: top, right: right, bottom: bottom,
      x: AxisMap(data.xLimits, scale: chart.xAxis.scale, start: left, end: right),
      y: AxisMap(data.yLimits, scale: chart.yAxis.scale, start: bottom, end: top))

    canvas.readout = readout(frame)
    drawLegend(legend, on: &canvas)
    drawAxes(frame, yTicks, on: &canvas)
    drawGuides(frame, on: &canvas)
    backdrop(frame, &canvas)
    drawCurves(frame, on: &canvas)
    drawLabels(labels, frame, on: &canvas)
    drawGuideLabels(frame, on: &canvas)
    return canvas
  }

  /// Values are read off at a place of the horizontal axis, so every curve must have one there.
  private func readout(_ frame: ChartFrame) -> [SVGWriter.Attribute] {
    let areFunctions = data.curves.allSatisfy { curve in
      zip(curve.usable, curve.usable.dropFirst()).allSatisfy {
        curve.series.x[$0] <= curve.series.x[$1]
      }
    }
    guard areFunctions else { return [] }
    return frame.x.readout("x", chart.xAxis) + frame.y.readout("y", chart.yAxis)
      + (chart.countsSteps ? [("data-x-whole", "")] : [])
  }

  // MARK: Axes

  private func drawAxes(_ frame: ChartFrame, _ yTicks: AxisTicks, on canvas: inout Canvas) {
    let muted = Canvas.TextStyle(anchor: .end, color: FigureStyle.muted)
    var lines = PathData()
    for (value, label) in zip(yTicks.values, yTicks.labels) {
      let y = frame.y.position(value)
      lines.move(frame.left, y)
      lines.line(frame.right, y)
      canvas.text(label, x: frame.left - 8, y: y + 4, muted)
    }
    canvas.path(lines.text, stroke: FigureStyle.grid, width: 1)

    let xTicks = frame.x.ticks(
      every: 84, format: chart.xAxis.format, isCounted: chart.countsSteps)
    var marks = PathData()
    marks.move(frame.left, frame.bottom)
    marks.line(frame.right, frame.bottom)
    let centred = Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted)
    var free = -Double.infinity
    for (value, label) in zip(xTicks.values, xTicks.labels) {
      let x = frame.x.position(value)
      marks.move(x, frame.bottom)
      marks.line(x, frame.bottom + 4)
      let half = TextMetrics.width(label, size: Canvas.fontSize) / 2
      let middle = min(x, canvas.width - half)
      guard middle - half > free else { continue }
      free = middle + half + 8
      canvas.text(label, x: middle, y: frame.bottom + 18, centred)
    }
    canvas.path(marks.text, stroke: FigureStyle.axis, width: 1)

    let room = frame.right - frame.left
    canvas.text(
      TextMetrics.truncated(chart.yAxis.label, to: room, size: Canvas.fontSize), x: 0,
      y: frame.top - 20, Canvas.TextStyle(color: FigureStyle.muted))
    canvas.text(
      TextMetrics.truncated(chart.xAxis.label, to: room, size: Canvas.fontSize), x: frame.right,
      y: frame.bottom + 35, muted)
  }

  // MARK: Curves

  private func drawCurves(_ frame: ChartFrame, on canvas: inout Canvas) {
    let count = data.curves.count
    let width = count > 4 ? 1.6 : 2
    // A crowd of curves is drawn more coarsely, so that the page stays small.
    let columnWidth = max(1, Double(count) / 12)
    canvas.openClipped(
      id: "\(options.idPrefix)-frame", x: frame.left - 3, y: frame.top - 3,
      width: frame.right - frame.left + 6, height: frame.bottom - frame.top + 6)
    // The first run is drawn last: it is the one compared against.
    for curve in data.curves.reversed() {
      canvas.writer.open("g", ("data-series", curve.series.name))
      for stretch in curve.stretches(frame.x, frame.y) {
        let points = Decimation.thinned(stretch, columnWidth: columnWidth)
        // Noise is drawn finer, or it would look like a ribbon.
        let isDense = points.count > 300 && Double(points.count) > 0.8 * (frame.right - frame.left)
        canvas.path(
          Self.path(points, limit: 4 * Int(frame.right - frame.left)),
          stroke: FigureStyle.hue(of: curve.series.group),
          width: isDense && Self.isNoisy(points) ? 1.1 : width, dashes: dashes(curve.series))
      }
      canvas.writer.close("g")
    }
    canvas.writer.close("g")
  }

  /// Whether a curve turns back at many of its points.
  private static func isNoisy(_ points: [PagePoint]) -> Bool {
    guard points.count > 2 else { return false }
    var turns = 0
    for index in 2..<points.count {
      let before = points[index - 1].y - points[index - 2].y
      let after = points[index].y - points[index - 1].y
      if before * after < 0 { turns += 1 }
    }
    return turns * 4 > points.count
  }

  /// Returns the data of a path through at most about `limit` points, which only curves that run
  /// to and fro exceed.
  private static func path(_ points: [PagePoint], limit: Int) -> String {
    var path = PathData()
    let stride = max(1, points.count / max(limit, 1))
    for index in Swift.stride(from: 0, to: points.count, by: stride) {
      let point = points[index]
      if index == 0 { path.move(point.x, point.y) } else { path.line(point.x, point.y) }
    }
    if points.count == 1 { path.dot() }
    return path.text
  }

  /// Companions are dashed; runs past the last hue are told from the first ones by dots.
  private func dashes(_ series: LineChart.Series) -> String? {
    let isSecondRound = series.group >= FigureStyle.hues.count || series.group < 0
    switch (series.isDashed, isSecondRound) {
    case (false, false): return nil
    case (true, false): return "5 3.5"
    case (false, true): return "9 2.5 1.5 2.5"
    case (true, true): return "3 2.5"
    }
  }

  // MARK: Legend

  private func legendRows(width: Double) -> [[(curve: Curve?, name: String, width: Double)]] {
    var rows: [[(curve: Curve?, name: String, width: Double)]] = [[]]
    var used = 0.0
    let shown = data.curves.prefix(Self.legendLimit)
    var entries = shown.map { curve -> (curve: Curve?, name: String, width: Double) in
      let name = TextMetrics.truncated(
        curve.series.name, to: min(180, width - 30), size: Canvas.fontSize)
      return (curve, name, TextMetrics.width(name, size: Canvas.fontSize) + 46)
    }
    // Equal widths put names in columns.
    let pitch = entries.map(\.width).max() ?? 0
    for index in entries.indices { entries[index].width = min(pitch, width) }
    if data.curves.count > shown.count {
      entries.append((nil, "and \(Words.count(data.curves.count - shown.count)) more", 100))
    }
    for entry in entries {
      if used + entry.width > width && !(rows[rows.count - 1].isEmpty) {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(entry)
      used += entry.width
    }
    return rows
  }

  private func drawLegend(
    _ rows: [[(curve: Curve?, name: String, width: Double)]], on canvas: inout Canvas
  ) {
    for (row, entries) in rows.enumerated() {
      var x = 0.0
      let y = 12 + Double(row) * Self.legendHeight
      for entry in entries {
        if let curve = entry.curve {
          let hue = FigureStyle.hue(of: curve.series.group)
          var line = PathData()
          line.move(x, y - 4)
          line.line(x + 24, y - 4)
          canvas.path(line.text, stroke: hue, width: 2, dashes: dashes(curve.series))
          if !curve.series.isDashed {
            let marker = Marker.of(curve.series.group)
            canvas.marks(marker.path(x: x + 12, y: y - 4, radius: 3.4), fill: hue, rim: 2)
          }
        }
        canvas.text(entry.name, x: x + (entry.curve == nil ? 0 : 30), y: y)
        x += entry.width
      }
    }
  }
}

/// The part of a chart in which curves lie, in CSS pixels, and its axes.
struct ChartFrame {
  let left: Double
  let top: Double
  let right: Double
  let bottom: Double
  let x: AxisMap
  let y: AxisMap
}
