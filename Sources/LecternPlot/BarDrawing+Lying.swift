/// Bars that lie, each in a row with its name, which has room for whole words there.
extension BarDrawing {
  /// The share of the width that names may take.
  private static let nameShare = 0.42

  func lyingCanvas() -> Canvas {
    let size = Canvas.fontSize
    let names = (0..<chart.barCount).map {
      TextMetrics.wrapped(chart.name(of: $0), to: width * Self.nameShare, size: size)
    }
    let nameWidth = names.joined().map { TextMetrics.width($0, size: size) }.max() ?? 0
    let left = (nameWidth + 10).rounded(.up)
    let texts = valueTexts
    let thickness = chart.series.count == 1 ? 18.0 : 13.0
    let group = thickness * Double(chart.series.count)
    let lineHeight = Self.labelHeight
    let heights = names.map { max(group, Double($0.count) * lineHeight) + 8 }

    let top = legend.height + (chart.categoryLabel.isEmpty ? 8 : 26)
    let bottom = top + heights.reduce(0, +)
    let textWidth = texts.joined().map { TextMetrics.width($0, size: 11) }.max() ?? 0
    let isNegative = limits.lowerBound < 0
    var canvas = Canvas(width: width, height: bottom + ChartFrame.footHeight)
    let frame = ChartFrame(
      left: left + (isNegative ? textWidth + 6 : 0), top: top, right: width - textWidth - 8,
      bottom: bottom, xLimits: limits, xScale: .linear, yLimits: 0...1, yScale: .linear)
    legend.draw(on: &canvas)
    canvas.text(
      TextMetrics.truncated(chart.categoryLabel, to: width, size: size), x: 0, y: top - 12,
      Canvas.TextStyle(color: FigureStyle.muted))
    drawRules(frame, on: &canvas)

    let zero = frame.x.position(0)
    var places: [Double] = []
    var y = top
    for height in heights {
      places.append(y + (height - group) / 2)
      y += height
    }
    for index in chart.series.indices {
      var path = PathData()
      for bar in 0..<chart.barCount {
        guard let value = value(index, bar) else { continue }
        let x = frame.x.position(value)
        Self.rectangle(
          min(x, zero), places[bar] + Double(index) * thickness, (x - zero).magnitude,
          thickness - 1.5, in: &path)
      }
      draw(path, index, on: &canvas)
      for bar in 0..<chart.barCount {
        let y = places[bar] + (Double(index) + 0.5) * thickness
        guard let value = value(index, bar) else {
          guard chart.series[index].values.indices.contains(bar) else { continue }
          canvas.marks(
            Marker.cross.path(x: zero + 8, y: y - 1, radius: 4), fill: FigureStyle.muted, rim: 1.4)
          canvas.text(
            texts[index][bar], x: zero + 17, y: y + 3,
            Canvas.TextStyle(color: FigureStyle.muted, size: 11, hasHalo: true))
          continue
        }
        let x = frame.x.position(value)
        canvas.text(
          texts[index][bar], x: value < 0 ? x - 4 : x + 4,
          y: y + 3,
          Canvas.TextStyle(anchor: value < 0 ? .end : .start, size: 11, hasHalo: true))
      }
    }
    drawBase(from: PagePoint(x: zero, y: top), to: PagePoint(x: zero, y: bottom), &canvas)
    for (bar, lines) in names.enumerated() {
      let first = places[bar] + group / 2 + 4 - Double(lines.count - 1) * lineHeight / 2
      for (row, line) in lines.enumerated() {
        canvas.text(
          line, x: left - 10, y: first + Double(row) * lineHeight, Canvas.TextStyle(anchor: .end))
      }
    }
    return canvas
  }

  private func drawRules(_ frame: ChartFrame, on canvas: inout Canvas) {
    let ticks = frame.x.ticks(every: 84, format: .number)
    var rules = PathData()
    for value in ticks.values {
      rules.move(frame.x.position(value), frame.top)
      rules.line(frame.x.position(value), frame.bottom)
    }
    canvas.path(rules.text, stroke: FigureStyle.grid, width: 1)
    frame.drawXAxis(ticks, label: chart.valueLabel, on: &canvas)
  }
}
