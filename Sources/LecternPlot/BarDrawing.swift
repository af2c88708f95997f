/// Draws amounts as bars: upright where their names fit below, lying where names are long.
struct BarDrawing {
  let chart: BarChart
  let options: SVGOptions
  let width: Double
  let legend: FigureLegend
  let limits: ClosedRange<Double>

  /// The share of a place that its bars take.
  static let fill = 0.74
  /// Bars any wider would be areas.
  private static let widest = 64.0
  static let labelHeight = 15.0

  init(_ chart: BarChart, _ options: SVGOptions) {
    self.chart = chart
    self.options = options
    self.width = Double(min(max(options.width, 160), 4000))
    self.legend =
      chart.series.count > 1
      ? FigureLegend(
        chart.series.enumerated().map { index, series in
          (series.name, .area(Self.rim(index), tint: Self.color(index), dashes: nil))
        }, width: width) : .none
    let values = chart.series.flatMap(\.values).filter(\.isFinite)
    // Bars are read against zero; below negative ones stand their values.
    let high = max(values.max() ?? 0, 0)
    let lowest = min(values.min() ?? 0, 0)
    let low = lowest - 0.07 * (high / 2 - lowest / 2) * (lowest < 0 ? 2 : 0)
    self.limits = AxisLimits.choose(
      Axis(""), data: low == high ? (low...(low + 1)) : low...high, isTight: false)
  }

  func canvas() -> Canvas {
    guard let lines = uprightLabels() else { return lyingCanvas() }
    return uprightCanvas(lines)
  }

  /// Neighbours differ in hue and in lightness: every second series is drawn as its tint.
  static func color(_ index: Int) -> FigureStyle.Color {
    index.isMultiple(of: 2) ? FigureStyle.hue(of: index) : FigureStyle.tint(of: index)
  }

  static func rim(_ index: Int) -> FigureStyle.Color { FigureStyle.hue(of: index) }

  static func rectangle(
    _ x: Double, _ y: Double, _ width: Double, _ height: Double, in path: inout PathData
  ) {
    path.move(x, y)
    path.line(x + width, y)
    path.line(x + width, y + height)
    path.line(x, y + height)
    path.close()
  }

  /// Draws the bars of a series; in tints with an outline.
  func draw(_ path: PathData, _ index: Int, on canvas: inout Canvas) {
    guard !path.isEmpty else { return }
    canvas.marks(path.text, fill: Self.color(index))
    if !index.isMultiple(of: 2) {
      canvas.path(path.text, stroke: Self.rim(index), width: 1.2)
    }
  }

  func value(_ series: Int, _ bar: Int) -> Double? {
    let values = chart.series[series].values
    guard values.indices.contains(bar), values[bar].isFinite else { return nil }
    return values[bar]
  }

  // MARK: Upright

  private var valueTicks: AxisTicks {
    AxisTicks.linear(limits, count: 5, format: .number)
  }

  private var left: Double {
    ((valueTicks.labels.map { TextMetrics.width($0, size: Canvas.fontSize) }.max() ?? 0) + 10)
      .rounded(.up)
  }

  private var pitch: Double { (width - left - 8) / Double(max(chart.barCount, 1)) }

  /// The names below upright bars, each in at most two lines; nil where one does not fit.
  private func uprightLabels() -> [[String]]? {
    guard let categories = chart.categories else { return [] }
    let room = pitch - 6
    var result: [[String]] = []
    for name in categories {
      let lines = TextMetrics.wrapped(name, to: room, size: Canvas.fontSize)
      let isWhole = lines.joined(separator: " ") == name
      if !isWhole && !name.isEmpty { return nil }
      result.append(lines)
    }
    return result
  }

  private func uprightCanvas(_ names: [[String]]) -> Canvas {
    let height = Double(LineChartDrawing.height(options))
    let rows = names.map(\.count).max() ?? 1
    let foot =
      4 + Double(rows) * Self.labelHeight + (chart.categoryLabel.isEmpty ? 4 : 20)
    var canvas = Canvas(width: width, height: height + legend.height)
    let frame = ChartFrame(
      left: left, top: 32 + legend.height, right: width - 8, bottom: canvas.height - foot,
      xLimits: -0.5...(Double(max(chart.barCount, 1)) - 0.5), xScale: .linear, yLimits: limits,
      yScale: .linear)
    legend.draw(on: &canvas)
    frame.drawYAxis(valueTicks, label: chart.valueLabel, on: &canvas)
    let zero = frame.y.position(0)
    for index in chart.series.indices {
      var path = PathData()
      for bar in 0..<chart.barCount {
        guard let value = value(index, bar) else { continue }
        let x = start(index, bar, frame)
        let y = frame.y.position(value)
        Self.rectangle(x, min(y, zero), max(thickness - gap, 0.5), (y - zero).magnitude, in: &path)
      }
      draw(path, index, on: &canvas)
    }
    drawUprightValues(frame, on: &canvas)
    drawMissing(frame, zero, on: &canvas)
    drawBase(
      from: PagePoint(x: frame.left, y: zero), to: PagePoint(x: frame.right, y: zero), &canvas)
    drawNames(names, frame, on: &canvas)
    canvas.text(
      TextMetrics.truncated(chart.categoryLabel, to: frame.right, size: Canvas.fontSize),
      x: frame.right, y: canvas.height - 7,
      Canvas.TextStyle(anchor: .end, color: FigureStyle.muted))
    return canvas
  }

  /// The space between two bars of a group; none where bars are thin.
  private var gap: Double { thickness > 6 ? 1.5 : 0 }

  private var thickness: Double {
    min(pitch * Self.fill / Double(max(chart.series.count, 1)), Self.widest)
  }

  private func start(_ series: Int, _ bar: Int, _ frame: ChartFrame) -> Double {
    let group = thickness * Double(chart.series.count)
    return frame.left + (Double(bar) + 0.5) * pitch - group / 2 + Double(series) * thickness
  }

  /// The values in as many digits as tell them apart.
  var valueTexts: [[String]] {
    let digits = Words.digits(telling: chart.series.flatMap(\.values))
    return chart.series.map { $0.values.map { Words.drawn($0, digits: digits) } }
  }

  /// Crosses where a bar has no number to be drawn by, with the words where they fit.
  private func drawMissing(_ frame: ChartFrame, _ zero: Double, on canvas: inout Canvas) {
    let y = zero - 8
    for (index, series) in chart.series.enumerated() {
      for (bar, value) in series.values.enumerated() where !value.isFinite {
        let x = start(index, bar, frame) + (thickness - gap) / 2
        canvas.marks(
          Marker.cross.path(x: x, y: y, radius: 4), fill: FigureStyle.muted, rim: 1.4)
        let text = Words.drawn(value)
        guard TextMetrics.width(text, size: 11) <= pitch / Double(chart.series.count) - 4 else {
          continue
        }
        canvas.text(
          text, x: x, y: y - 9,
          Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted, size: 11, hasHalo: true))
      }
    }
  }

  /// Writes values above their bars if all of them fit.
  private func drawUprightValues(_ frame: ChartFrame, on canvas: inout Canvas) {
    let room = chart.series.count == 1 ? pitch - 4 : thickness - 2
    let size = 11.0
    let texts = valueTexts
    let shown = zip(texts.joined(), chart.series.flatMap(\.values)).filter { $0.1.isFinite }
    guard shown.allSatisfy({ TextMetrics.width($0.0, size: size) <= room }) else { return }
    for index in chart.series.indices {
      for bar in 0..<chart.barCount {
        guard let value = value(index, bar) else { continue }
        let y = frame.y.position(value)
        canvas.text(
          texts[index][bar], x: start(index, bar, frame) + (thickness - gap) / 2,
          y: value < 0 ? min(y + 13, frame.bottom - 4) : y - 5,
          Canvas.TextStyle(anchor: .middle, size: size, hasHalo: true))
      }
    }
  }

  func drawBase(from start: PagePoint, to end: PagePoint, _ canvas: inout Canvas) {
    var line = PathData()
    line.move(start.x, start.y)
    line.line(end.x, end.y)
    canvas.path(line.text, stroke: FigureStyle.axis, width: 1)
  }

  private func drawNames(_ names: [[String]], _ frame: ChartFrame, on canvas: inout Canvas) {
    let style = Canvas.TextStyle(anchor: .middle)
    if chart.categories == nil {
      let ticks = AxisTicks.linear(
        0...max(Double(chart.barCount - 1), 0.5), count: max(2, Int((frame.right - left) / 50)),
        format: .number, isCounted: true)
      for (value, label) in zip(ticks.values, ticks.labels) where value < Double(chart.barCount) {
        canvas.text(
          label, x: frame.x.position(value), y: frame.bottom + 17,
          Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted))
      }
      return
    }
    for (bar, lines) in names.enumerated() {
      for (row, line) in lines.enumerated() {
        canvas.text(
          line, x: frame.x.position(Double(bar)),
          y: frame.bottom + 17 + Double(row) * Self.labelHeight, style)
      }
    }
  }
}
