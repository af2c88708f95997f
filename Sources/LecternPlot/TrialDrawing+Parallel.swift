/// Parallel coordinates: an axis for each option and one for the measure.
///
/// Source: A. Inselberg, The plane with parallel coordinates, The Visual Computer 1, 1985.
extension TrialDrawing {
  func parallel(width: Double) -> Canvas {
    let height = Double(min(max(options.height ?? 320, 180), 4000))
    var canvas = Canvas(width: width, height: height)
    let legendHeight = drawLegend(width: width, on: &canvas)
    canvas.height += legendHeight
    let (top, bottom) = (legendHeight + 44, canvas.height - 16)
    let axes =
      chart.dimensions.indices.map { TrialAxis(chart, dimension: $0) } + [
        TrialAxis(measureOf: chart)
      ]
    let maps = axes.map { $0.map(start: bottom, end: top) }
    let ends = zip(axes, maps).map { $0.labelWidth($1) }
    let left = 10.0
    let right = width - (ends.last ?? 0) - 14
    let places = axes.indices.map { index in
      left + (right - left) * Double(index) / Double(max(axes.count - 1, 1))
    }
    drawLines(maps, places, bottom: bottom, on: &canvas)
    drawBest(maps, places, on: &canvas)
    drawAxes(axes, maps, places, top: top, bottom: bottom, on: &canvas)
    return canvas
  }

  private func path(
    _ trial: TrialChart.Trial, _ maps: [AxisMap], _ places: [Double], bottom: Double
  ) -> String {
    var path = PathData()
    for (index, (map, x)) in zip(maps, places).enumerated() {
      // Words have few places; trials with the same one meet there.
      let value = index < trial.values.count ? trial.values[index] : trial.score
      let y = value.map { map.position($0) } ?? bottom + 8
      if index == 0 { path.move(x, y) } else { path.line(x, y) }
    }
    return path.text
  }

  /// The better a trial, the stronger its line.
  private func drawLines(
    _ maps: [AxisMap], _ places: [Double], bottom: Double, on canvas: inout Canvas
  ) {
    let shown = chart.shown
      .filter { $0.index != chart.best }
      .sorted { quality($0.trial) < quality($1.trial) }
    let isCrowd = shown.count > 80
    for (_, trial) in shown {
      canvas.path(
        path(trial, maps, places, bottom: bottom),
        stroke: trial.score == nil ? FigureStyle.muted : FigureStyle.hue(of: trial.round - 1),
        width: isCrowd ? 0.8 : 1.2,
        dashes: trial.score == nil ? "1.5 3" : Self.dashes(trial.round),
        opacity: 0.15 + 0.65 * quality(trial))
    }
  }

  private func quality(_ trial: TrialChart.Trial) -> Double {
    trial.score.map { chart.quality($0) } ?? 0
  }

  private func drawAxes(
    _ axes: [TrialAxis], _ maps: [AxisMap], _ places: [Double], top: Double, bottom: Double,
    on canvas: inout Canvas
  ) {
    let pitch = places.count > 1 ? places[1] - places[0] : canvas.width
    var lines = PathData()
    for (index, axis) in axes.enumerated() {
      let x = places[index]
      lines.move(x, top)
      lines.line(x, bottom)
      var free = -Double.infinity
      for (value, label) in axis.ticks(maps[index], every: 44).sorted(by: { $0.value > $1.value }) {
        let y = maps[index].position(value)
        lines.move(x, y)
        lines.line(x + 4, y)
        guard y - 7 > free else { continue }
        free = y + 7
        canvas.text(
          TextMetrics.truncated(label, to: pitch - 12, size: 11), x: x + 7, y: y + 4,
          Canvas.TextStyle(color: FigureStyle.muted, size: 11, hasHalo: true))
      }
      // Neighbouring names stand in two heights where they would touch.
      let isLast = index == axes.count - 1
      let name = TextMetrics.truncated(
        axis.label,
        to: max(isLast ? canvas.width * 0.4 : pitch * 1.6, 40) / TextMetrics.strongSpread,
        size: Canvas.fontSize)
      let isTight = axes.contains {
        TextMetrics.width($0.label, size: Canvas.fontSize) * TextMetrics.strongSpread > pitch - 8
      }
      canvas.text(
        name, x: isLast ? canvas.width : index == 0 ? 0 : x,
        y: top - (isTight && index % 2 == 1 ? 26 : 12),
        Canvas.TextStyle(
          anchor: isLast ? .end : index == 0 ? .start : .middle, isStrong: true))
    }
    canvas.path(lines.text, stroke: FigureStyle.axis, width: 1.2)
  }

  private func drawBest(
    _ maps: [AxisMap], _ places: [Double], on canvas: inout Canvas
  ) {
    guard let best = chart.best,
      let trial = chart.shown.first(where: { $0.index == best })?.trial, let score = trial.score
    else { return }
    let path = path(trial, maps, places, bottom: 0)
    canvas.path(path, stroke: FigureStyle.surface, width: 5.5)
    canvas.path(path, stroke: FigureStyle.ink, width: 2.8)
    var marks = PathData()
    for (value, (map, x)) in zip(trial.values + [score], zip(maps, places)) {
      Marker.circle.draw(in: &marks, x: x, y: map.position(value), radius: 4.2)
    }
    canvas.marks(marks.text, fill: FigureStyle.ink, rim: 2)
    let y = maps[maps.count - 1].position(score)
    canvas.text(
      "best \(Words.value(score, chart.measure.format))", x: places[places.count - 1] - 10,
      y: max(y - 8, 14),
      Canvas.TextStyle(anchor: .end, isStrong: true, hasHalo: true))
  }
}
