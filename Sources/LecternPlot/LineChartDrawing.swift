/// Draws curves over a common axis, each named where it ends.
struct LineChartDrawing {
  let chart: LineChart
  let data: ChartData
  let options: SVGOptions
  /// Whether names stand in a list above the chart, because they do not fit beside the curves.
  let hasLegend: Bool
  /// How wide names beside the curves may be, in CSS pixels.
  let labelRoom: Double

  /// Directly labelled curves: more are easier to look up than to follow.
  static let labelledCount = 8
  static let labelHeight = 15.0
  /// Curves of fewer points keep them all, to be read off one by one.
  private static let sparseCount = 150
  /// The longest side of a chart with equal axes.
  private static let squareSide = 380.0

  init(_ chart: LineChart, _ options: SVGOptions) {
    self.chart = chart
    self.options = options
    self.data = ChartData(chart)
    let height = Self.height(options)
    self.labelRoom = Double(min(max(options.width, 160), 4000)) * 0.28
    let shown = data.curves.filter { !$0.usable.isEmpty }
    let room = labelRoom
    // A name beside its curve is never shortened: it goes to the list where it has more room.
    let areNamesLong = shown.contains {
      TextMetrics.width($0.series.name, size: Canvas.fontSize) * TextMetrics.strongSpread > room
    }
    self.hasLegend =
      shown.count > Self.labelledCount
      || Double(shown.count) * Self.labelHeight > Double(height) - 100
      || shown.count > 1 && (options.width < 320 || chart.isSquare || areNamesLong)
  }

  static func height(_ options: SVGOptions) -> Int {
    max(options.height ?? min(max(Int(Double(options.width) * 0.54), 220), 420), 120)
  }

  /// Returns the drawing; `backdrop` draws what lies behind the curves.
  func canvas(backdrop: (ChartFrame, inout Canvas) -> Void = { _, _ in }) -> Canvas {
    let width = Double(min(max(options.width, 160), 4000))
    var canvas = Canvas(width: width, height: Double(min(Self.height(options), 4000)))
    let legend = hasLegend ? legend(width: width) : .none
    canvas.height += legend.height

    let top = 32 + legend.height
    var bottom = canvas.height - ChartFrame.footHeight
    var yTicks = AxisMap(data.yLimits, scale: chart.yAxis.scale, start: bottom, end: top)
      .ticks(every: 52, format: chart.yAxis.format)
    let tickWidth = yTicks.labels.map { TextMetrics.width($0, size: Canvas.fontSize) }.max() ?? 0
    let left = (tickWidth + 10).rounded(.up)
    let labels = endLabels(room: labelRoom)
    let labelWidth = labels.map(\.width).max() ?? 0
    var right = width - max(labelWidth > 0 ? labelWidth + 20 : 0, 16)
    if chart.isSquare {
      let side = min(right - left, Self.squareSide)
      right = left + side
      bottom = top + side
      if !hasLegend { canvas.width = min(width, right + 24) }
      canvas.height = bottom + ChartFrame.footHeight
      yTicks = AxisMap(data.yLimits, scale: chart.yAxis.scale, start: bottom, end: top)
        .ticks(every: 52, format: chart.yAxis.format)
    }
    let frame = ChartFrame(
      left: left, top: top, right: right, bottom: bottom, xLimits: data.xLimits,
      xScale: chart.xAxis.scale, yLimits: data.yLimits, yScale: chart.yAxis.scale)

    canvas.readout = readout(frame)
    legend.draw(on: &canvas)
    frame.drawYAxis(yTicks, label: chart.yAxis.label, on: &canvas)
    frame.drawXAxis(
      AxisTicks.given(chart.xAxis, frame.x)
        ?? frame.x.ticks(
          every: 84, format: chart.xAxis.format,
          isCounted: chart.countsSteps || data.hasWholePlaces),
      label: chart.xAxis.label, on: &canvas)
    drawGuides(frame, on: &canvas)
    backdrop(frame, &canvas)
    drawCurves(frame, on: &canvas)
    drawLabels(labels, frame, on: &canvas)
    drawGuideLabels(frame, on: &canvas)
    if data.curves.allSatisfy(\.usable.isEmpty) {
      canvas.text(
        "no values to show", x: (frame.left + frame.right) / 2, y: (frame.top + frame.bottom) / 2,
        Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted, hasHalo: true))
    }
    return canvas
  }

  /// Values are read off at a place of the horizontal axis, so every curve must have one there.
  private func readout(_ frame: ChartFrame) -> [SVGWriter.Attribute] {
    let areFunctions = data.curves.allSatisfy { curve in
      zip(curve.usable, curve.usable.dropFirst()).allSatisfy {
        curve.series.x[$0] <= curve.series.x[$1]
      }
    }
    guard areFunctions, chart.xAxis.categories.isEmpty else { return [] }
    return frame.x.readout("x", chart.xAxis) + frame.y.readout("y", chart.yAxis)
      + (chart.countsSteps ? [("data-x-whole", "")] : [])
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
      var single = PathData()
      for stretch in curve.stretches(frame.x, frame.y) {
        if stretch.count == 1 {
          Marker.circle.draw(in: &single, x: stretch[0].x, y: stretch[0].y, radius: 2.6)
          continue
        }
        let thinned = Decimation.thinned(stretch, columnWidth: columnWidth)
        // Where places are close, corners that nobody sees are left out; readers find the others.
        let points =
          thinned.count > Self.sparseCount
          ? Outline.simplified(open: thinned, tolerance: 0.1) : thinned
        // Noise is drawn finer, or it would look like a ribbon.
        let isDense =
          thinned.count > 300 && Double(thinned.count) > 0.8 * (frame.right - frame.left)
        canvas.path(
          Self.path(points, limit: 4 * Int(frame.right - frame.left)),
          stroke: FigureStyle.hue(of: curve.series.group),
          width: isDense && Self.isNoisy(thinned) ? 1.1 : width, dashes: dashes(curve.series))
      }
      // A value between gaps has no line to be seen by.
      canvas.marks(single.text, fill: FigureStyle.hue(of: curve.series.group))
      canvas.writer.close("g")
      guard curve.series.marksPoints else { continue }
      var marks = PathData()
      for point in curve.stretches(frame.x, frame.y).joined() {
        Marker.of(curve.series.group).draw(in: &marks, x: point.x, y: point.y, radius: 2.6)
      }
      canvas.marks(marks.text, fill: FigureStyle.hue(of: curve.series.group))
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
    return path.text
  }

  /// Companions are dashed; runs past the last hue are told from the first ones by dots.
  func dashes(_ series: LineChart.Series) -> String? {
    let isSecondRound = series.group >= FigureStyle.hues.count || series.group < 0
    switch (series.isDashed, isSecondRound) {
    case (false, false): return nil
    case (true, false): return "5 3.5"
    case (false, true): return "9 2.5 1.5 2.5"
    case (true, true): return "3 2.5"
    }
  }

  private func legend(width: Double) -> FigureLegend {
    FigureLegend(
      data.curves.map { curve in
        let series = curve.series
        return (
          series.name,
          .line(
            FigureStyle.hue(of: series.group), dashes: dashes(series),
            marker: series.isDashed ? nil : Marker.of(series.group))
        )
      }, width: width)
  }
}
