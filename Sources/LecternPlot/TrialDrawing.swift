/// Draws the trials of a search: a mark or a line for each, the best one emphasised.
struct TrialDrawing {
  let chart: TrialChart
  let options: SVGOptions

  static let radius = 4.5

  init(_ chart: TrialChart, _ options: SVGOptions) {
    self.chart = chart
    self.options = options
  }

  func canvas() -> Canvas {
    let width = Double(min(max(options.width, 200), 4000))
    let needed = chart.arrangement == .plane ? 2 : 1
    guard !chart.shown.isEmpty, chart.dimensions.count >= needed else {
      var canvas = Canvas(width: width, height: 32)
      canvas.text("no trials", x: 0, y: 20, Canvas.TextStyle(color: FigureStyle.muted))
      return canvas
    }
    return switch chart.arrangement {
    case .measure, .plane: scatter(width: width)
    case .parallel: parallel(width: width)
    }
  }

  // MARK: Marks

  private func scatter(width: Double) -> Canvas {
    let isPlane = chart.arrangement == .plane
    let height = Double(
      min(max(options.height ?? Int(min(max(width * 0.56, 230), 400)), 160), 4000))
    var canvas = Canvas(width: width, height: height)
    let legendHeight = drawLegend(width: width, on: &canvas)
    canvas.height += legendHeight
    let vertical = isPlane ? TrialAxis(chart, dimension: 1) : TrialAxis(measureOf: chart)
    let top = legendHeight + 32
    let bottom = canvas.height - 44
    let yMap = vertical.map(start: bottom, end: top)
    let left = vertical.labelWidth(yMap) + 12
    let horizontal = TrialAxis(chart, dimension: 0)
    let frame = ChartFrame(
      left: left, top: top, right: width - 16, bottom: bottom,
      x: horizontal.map(start: left, end: width - 16), y: yMap)
    vertical.drawVertical(frame, on: &canvas)
    horizontal.drawHorizontal(frame, on: &canvas)

    for box in chart.drawnBoxes { draw(box, in: frame, isPlane: isPlane, on: &canvas) }
    let shown = chart.shown
    // The best is drawn last, over the others.
    for (index, trial) in shown.filter({ $0.index != chart.best })
      + shown.filter({ $0.index == chart.best })
    {
      guard let place = place(of: trial, in: frame, isPlane: isPlane) else { continue }
      draw(trial, at: place, isPlane: isPlane, on: &canvas)
      if index == chart.best { ring(trial, number: index, at: place, frame, on: &canvas) }
    }
    return canvas
  }

  /// Where a further round looked: a rectangle, or a stretch of the one option.
  private func draw(
    _ box: TrialChart.Box, in frame: ChartFrame, isPlane: Bool, on canvas: inout Canvas
  ) {
    func clamped(_ value: Double, _ low: Double, _ high: Double) -> Double {
      min(max(value, low), high)
    }
    let left = clamped(frame.x.position(box.ranges[0].lowerBound), frame.left, frame.right)
    let right = clamped(frame.x.position(box.ranges[0].upperBound), frame.left, frame.right)
    var (top, bottom) = (frame.top, frame.bottom)
    if isPlane {
      top = clamped(frame.y.position(box.ranges[1].upperBound), frame.top, frame.bottom)
      bottom = clamped(frame.y.position(box.ranges[1].lowerBound), frame.top, frame.bottom)
    }
    var border = PathData()
    border.move(left, top)
    border.raw("h\(pixels(right - left))v\(pixels(bottom - top))h\(pixels(left - right))z")
    canvas.path(border.text, stroke: FigureStyle.muted, width: 1, dashes: Self.dashes(box.round))
    let text = "round \(box.round)"
    let width = TextMetrics.width(text, size: 11)
    guard right - left > width + 8 else { return }
    // Above the box, where it holds no points; at the top of the frame there is room above that.
    canvas.text(
      text, x: left, y: top - 4,
      Canvas.TextStyle(color: FigureStyle.muted, size: 11, hasHalo: true))
  }

  /// A trial that diverged has no measure: it stands at the foot of the figure.
  private func place(
    of trial: TrialChart.Trial, in frame: ChartFrame, isPlane: Bool
  ) -> PagePoint? {
    let x = frame.x.position(trial.values[0])
    if isPlane { return PagePoint(x: x, y: frame.y.position(trial.values[1])) }
    return PagePoint(x: x, y: trial.score.map { frame.y.position($0) } ?? frame.bottom - 5)
  }

  private func draw(
    _ trial: TrialChart.Trial, at place: PagePoint, isPlane: Bool, on canvas: inout Canvas
  ) {
    guard let score = trial.score else {
      canvas.marks(
        Marker.cross.path(x: place.x, y: place.y, radius: 4), fill: FigureStyle.muted, rim: 1)
      return
    }
    let quality = chart.quality(score)
    let radius = isPlane ? 3.5 + 4.5 * quality : Self.radius
    let marker = Self.marker(trial.round)
    canvas.writer.element(
      "path", ("d", marker.path(x: place.x, y: place.y, radius: radius)),
      ("fill", FigureStyle.hue(of: isPlane ? 0 : trial.round - 1).reference),
      ("fill-opacity", share(isPlane ? 0.2 + 0.8 * quality : 0.8)),
      ("stroke", FigureStyle.hue(of: isPlane ? 0 : trial.round - 1).reference))
  }

  private func ring(
    _ trial: TrialChart.Trial, number: Int, at place: PagePoint, _ frame: ChartFrame,
    on canvas: inout Canvas
  ) {
    canvas.path(
      Marker.circle.path(x: place.x, y: place.y, radius: 10.5), stroke: FigureStyle.ink, width: 1.8)
    let text = "best" + (trial.score.map { " " + Words.value($0, chart.measure.format) } ?? "")
    let width = TextMetrics.width(text, size: Canvas.fontSize) * TextMetrics.strongSpread
    let isRight = place.x + 15 + width <= canvas.width
    canvas.text(
      text, x: isRight ? place.x + 15 : place.x - 15, y: max(place.y + 4, frame.top + 2),
      Canvas.TextStyle(anchor: isRight ? .start : .end, isStrong: true, hasHalo: true))
  }

  /// Rounds of a refined search differ in shape and hue.
  static func marker(_ round: Int) -> Marker { Marker.of(round - 1) }

  /// What marks mean; returns the height it takes.
  func drawLegend(width: Double, on canvas: inout Canvas) -> Double {
    let rounds = Set(chart.shown.map(\.trial.round)).sorted()
    let isPlane = chart.arrangement == .plane
    var x = 0.0
    var y = 12.0
    func room(_ text: String) -> Double { TextMetrics.width(text, size: Canvas.fontSize) + 34 }
    func wrap(_ text: String) {
      if x > 0, x + room(text) > width { (x, y) = (0, y + 19) }
    }
    if rounds.count > 1 {
      for round in rounds {
        let text = "round \(round)"
        wrap(text)
        let hue = FigureStyle.hue(of: isPlane ? 0 : round - 1)
        if chart.arrangement == .parallel {
          var line = PathData()
          line.move(x, y - 4)
          line.line(x + 20, y - 4)
          canvas.path(line.text, stroke: hue, width: 2, dashes: Self.dashes(round))
        } else {
          canvas.marks(Self.marker(round).path(x: x + 10, y: y - 4, radius: 4.5), fill: hue)
        }
        canvas.text(text, x: x + 25, y: y)
        x += room(text)
      }
    }
    if chart.shown.contains(where: { $0.trial.score == nil }), chart.arrangement != .parallel {
      wrap("diverged")
      canvas.marks(Marker.cross.path(x: x + 10, y: y - 4, radius: 4), fill: FigureStyle.muted)
      canvas.text("diverged", x: x + 25, y: y)
      x += room("diverged")
    }
    if isPlane, let range = chart.scoreRange {
      let (worst, best) =
        chart.growsWithQuality
        ? (range.lowerBound, range.upperBound) : (range.upperBound, range.lowerBound)
      let ends = [worst, best].map { Words.value($0, chart.measure.format) }
      wrap(chart.measure.label + ends.joined() + "mmmmmmmmmm")
      canvas.text(chart.measure.label, x: x, y: y, Canvas.TextStyle(color: FigureStyle.muted))
      x += TextMetrics.width(chart.measure.label, size: Canvas.fontSize) + 10
      canvas.text(ends[0], x: x, y: y, Canvas.TextStyle(color: FigureStyle.muted))
      x += TextMetrics.width(ends[0], size: Canvas.fontSize) + 12
      for step in 0...4 {
        let quality = Double(step) / 4
        let radius = 3.5 + 4.5 * quality
        canvas.writer.element(
          "path", ("d", Marker.circle.path(x: x, y: y - 4, radius: radius)),
          ("fill", FigureStyle.hue(of: 0).reference), ("fill-opacity", share(0.2 + 0.8 * quality)),
          ("stroke", FigureStyle.hue(of: 0).reference))
        x += 15 + 3 * quality
      }
      canvas.text(ends[1], x: x, y: y, Canvas.TextStyle(color: FigureStyle.muted))
      x += room(ends[1])
    }
    return x > 0 || y > 12 ? y + 8 : 0
  }

  static func dashes(_ round: Int) -> String? {
    [nil, "6 3", "2 2.5", "9 2.5 1.5 2.5"][(round - 1) % 4]
  }
}
