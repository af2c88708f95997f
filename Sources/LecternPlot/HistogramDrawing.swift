/// Draws counts as steps over their bins: one series filled, several as outlines over each other.
struct HistogramDrawing {
  let histogram: Histogram
  let options: SVGOptions

  private static let dashes: [String?] = [nil, "6 3", "2 2.5", "9 2.5 1.5 2.5"]

  init(_ histogram: Histogram, _ options: SVGOptions) {
    self.histogram = histogram
    self.options = options
  }

  func canvas() -> Canvas {
    let width = Double(min(max(options.width, 160), 4000))
    let legend =
      histogram.series.count > 1
      ? FigureLegend(
        histogram.series.enumerated().map { index, series in
          (
            series.name,
            .area(
              FigureStyle.hue(of: index), tint: FigureStyle.surface,
              dashes: Self.dashes[index % Self.dashes.count])
          )
        }, width: width) : .none
    var canvas = Canvas(
      width: width,
      height: Double(min(LineChartDrawing.height(options), 4000)) + legend.height)
    let counts = histogram.series.flatMap(\.counts)
    let highest = Double(max(counts.max() ?? 0, 1))
    // One example stands above the floor of a logarithmic axis, too.
    let yLimits =
      histogram.yAxis.scale == .logarithmic
      ? 0.7...max(highest * 1.3, 10)
      : AxisLimits.choose(histogram.yAxis, data: 0...highest, isTight: false)
    let (top, bottom) = (32 + legend.height, canvas.height - ChartFrame.footHeight)
    let yTicks = AxisMap(yLimits, scale: histogram.yAxis.scale, start: bottom, end: top)
      .ticks(every: 52, format: .number, isCounted: true)
    let tickWidth = yTicks.labels.map { TextMetrics.width($0, size: Canvas.fontSize) }.max() ?? 0
    let frame = ChartFrame(
      left: (tickWidth + 10).rounded(.up), top: top, right: width - 16, bottom: bottom,
      xLimits: AxisLimits.choose(histogram.xAxis, data: extent, isTight: true),
      xScale: histogram.xAxis.scale, yLimits: yLimits, yScale: histogram.yAxis.scale)
    legend.draw(on: &canvas)
    frame.drawYAxis(yTicks, label: histogram.yAxis.label, on: &canvas)
    drawSteps(frame, on: &canvas)
    frame.drawXAxis(
      frame.x.ticks(every: 84, format: .number, isCounted: countsWholeNumbers),
      label: histogram.xAxis.label, on: &canvas)
    return canvas
  }

  /// Whether each bin stands for a whole number, in its middle.
  private var countsWholeNumbers: Bool {
    zip(histogram.edges, histogram.edges.dropFirst()).allSatisfy { low, high in
      high - low == 1 && low + 0.5 == (low + 0.5).rounded()
    }
  }

  private var extent: ClosedRange<Double>? {
    guard let first = histogram.edges.first, let last = histogram.edges.last, first < last else {
      return nil
    }
    return first...last
  }

  private func drawSteps(_ frame: ChartFrame, on canvas: inout Canvas) {
    guard extent != nil else { return }
    let isAlone = histogram.series.count == 1
    for (index, series) in histogram.series.enumerated().reversed() {
      guard series.counts.contains(where: { $0 > 0 }) else { continue }
      let outline = outline(series.counts, frame)
      let hue = FigureStyle.hue(of: index)
      if isAlone { canvas.marks(outline, fill: FigureStyle.tint(of: index)) }
      canvas.path(
        outline, stroke: hue, width: isAlone ? 1.2 : 1.8,
        dashes: isAlone ? nil : Self.dashes[index % Self.dashes.count])
    }
  }

  /// The line around the bars; bars that are wide enough are parted from each other.
  private func outline(_ counts: [Int], _ frame: ChartFrame) -> String {
    var path = PathData()
    let parts =
      histogram.series.count == 1
      && (frame.right - frame.left) / Double(max(counts.count, 1)) >= 5
    let floor = frame.bottom
    func height(_ count: Int) -> Double {
      count == 0 ? floor : frame.y.position(Double(count))
    }
    var isOpen = false
    for (bin, count) in counts.enumerated() where bin + 1 < histogram.edges.count {
      let left = frame.x.position(histogram.edges[bin])
      let right = frame.x.position(histogram.edges[bin + 1])
      if count == 0 {
        if isOpen { path.line(left, floor) }
        isOpen = false
        continue
      }
      if !isOpen { path.move(left, floor) }
      isOpen = true
      path.line(left, height(count))
      path.line(right, height(count))
      if parts { path.line(right, floor) }
    }
    if isOpen, let last = histogram.edges.last { path.line(frame.x.position(last), floor) }
    return path.text
  }
}
