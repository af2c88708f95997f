/// What is written where a curve ends.
struct EndLabel {
  let curve: Curve
  let name: String
  let value: String
  /// In CSS pixels.
  let width: Double

  var runs: [(words: String, color: FigureStyle.Color, isStrong: Bool)] {
    let hue = FigureStyle.hue(of: curve.series.group)
    var runs: [(words: String, color: FigureStyle.Color, isStrong: Bool)] = []
    if !name.isEmpty { runs.append((name, hue, !curve.series.isDashed)) }
    if !value.isEmpty { runs.append((value, name.isEmpty ? hue : FigureStyle.muted, name.isEmpty)) }
    return runs
  }
}

extension LineChartDrawing {
  /// Whether a curve ends at the right border, inside the frame, so that its name fits there.
  private func endsAtBorder(_ curve: Curve) -> Bool {
    guard let last = curve.usable.last else { return false }
    let x = AxisMap(data.xLimits, scale: chart.xAxis.scale, start: 0, end: 1)
    return x.position(curve.series.x[last]) >= 0.88 && data.yLimits.contains(curve.series.y[last])
  }

  /// Returns the labels of the column beside the chart.
  func endLabels(room: Double) -> [EndLabel] {
    // Curves on equal axes all end in the same corner.
    if hasLegend || chart.isSquare { return [] }
    let curves = data.curves.filter { endsAtBorder($0) }
    let isAlone = data.curves.count == 1
    let labels = curves.map { label($0, room: room, hasName: !isAlone, hasValue: true) }
    if labels.allSatisfy({ !$0.value.isEmpty }) { return labels }
    return curves.map { label($0, room: room, hasName: true, hasValue: false) }
  }

  /// A value as it stands beside a curve.
  private func written(_ value: Double) -> String {
    Words.drawn(value, chart.yAxis.format, digits: data.digits)
  }

  /// Returns a curve's name and last value; only the name where both are too wide.
  private func label(_ curve: Curve, room: Double, hasName: Bool, hasValue: Bool) -> EndLabel {
    let size = Canvas.fontSize
    let value = hasValue ? curve.last.map { written($0) } ?? "" : ""
    let valueWidth = TextMetrics.width(value, size: size)
    guard hasName else {
      return EndLabel(
        curve: curve, name: "", value: value, width: valueWidth * TextMetrics.strongSpread)
    }
    // Names are set in a stronger weight, which is a little wider.
    let name = TextMetrics.truncated(
      curve.series.name, to: room / TextMetrics.strongSpread, size: size)
    let nameWidth = TextMetrics.width(name, size: size) * TextMetrics.strongSpread
    if value.isEmpty || nameWidth + 5 + valueWidth > room {
      return EndLabel(curve: curve, name: name, value: "", width: nameWidth)
    }
    return EndLabel(curve: curve, name: name, value: value, width: nameWidth + 5 + valueWidth)
  }

  func drawLabels(_ labels: [EndLabel], _ frame: ChartFrame, on canvas: inout Canvas) {
    if chart.isSquare {
      if hasLegend { drawAlong(frame, on: &canvas) }
      return
    }
    drawEnds(frame, on: &canvas)
    drawColumn(labels, frame, on: &canvas)
    if !hasLegend { drawInside(frame, on: &canvas) }
    if data.curves.count == 1 { drawStart(frame, on: &canvas) }
  }

  /// Marks the last point of each run, and crosses out those that stop being numbers.
  private func drawEnds(_ frame: ChartFrame, on canvas: inout Canvas) {
    for curve in data.curves.reversed() {
      guard let last = curve.usable.last, data.yLimits.contains(curve.series.y[last]) else {
        continue
      }
      let point = PagePoint(
        x: frame.x.position(curve.series.x[last]), y: frame.y.position(curve.series.y[last]))
      let hue = FigureStyle.hue(of: curve.series.group)
      if curve.breaksOff {
        canvas.marks(Marker.cross.path(x: point.x, y: point.y, radius: 4), fill: hue, rim: 2)
      } else if !curve.series.isDashed {
        let marker = Marker.of(curve.series.group)
        canvas.marks(marker.path(x: point.x, y: point.y, radius: 3.4), fill: hue, rim: 2)
      }
    }
  }

  /// Puts the legend's markers on curves that all end in one corner, each at places of its own.
  private func drawAlong(_ frame: ChartFrame, on canvas: inout Canvas) {
    let count = Double(data.curves.count)
    for curve in data.curves.reversed() where !curve.series.isDashed {
      let points = curve.stretches(frame.x, frame.y).joined().map(\.self)
      var marks = PathData()
      for half in [0.0, 0.5] {
        let share = half + 0.5 * (Double(curve.index) + 0.5) / count
        guard let place = Self.place(at: share, of: points) else { continue }
        Marker.of(curve.series.group).draw(in: &marks, x: place.x, y: place.y, radius: 3.4)
      }
      canvas.marks(marks.text, fill: FigureStyle.hue(of: curve.series.group), rim: 1.4)
    }
  }

  /// The point that has this share of a line's length behind it.
  private static func place(at share: Double, of points: [PagePoint]) -> PagePoint? {
    let lengths = zip(points, points.dropFirst()).map { a, b in
      ((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y)).squareRoot()
    }
    var rest = share * lengths.reduce(0, +)
    for (index, length) in lengths.enumerated() {
      if rest <= length, length > 0 {
        let (a, b, part) = (points[index], points[index + 1], rest / length)
        return PagePoint(x: a.x + part * (b.x - a.x), y: a.y + part * (b.y - a.y))
      }
      rest -= length
    }
    return points.last
  }

  private func drawColumn(_ labels: [EndLabel], _ frame: ChartFrame, on canvas: inout Canvas) {
    let ends = labels.map { label -> PagePoint in
      let last = label.curve.usable.last ?? 0
      return PagePoint(
        x: frame.x.position(label.curve.series.x[last]),
        y: frame.y.position(label.curve.series.y[last]))
    }
    let places = LabelPlacement.spread(
      ends.map(\.y), height: Self.labelHeight, limits: frame.top...frame.bottom)
    let isMoved = zip(ends, places).contains { ($0.y - $1).magnitude > 2 || $0.x < frame.right - 6 }
    var leaders = PathData()
    for ((label, end), y) in zip(zip(labels, ends), places) {
      if isMoved && ((end.y - y).magnitude > 2 || end.x < frame.right - 6) {
        leaders.move(end.x + 6, end.y)
        leaders.line(frame.right + 14, y)
      }
      canvas.text(label.runs, x: frame.right + (isMoved ? 17 : 9), y: y + 4)
    }
    canvas.path(leaders.text, stroke: FigureStyle.axis, width: 0.8)
  }

  /// Names the curves that leave the frame or break off, where they do.
  private func drawInside(_ frame: ChartFrame, on canvas: inout Canvas) {
    var taken: [(left: Double, right: Double, y: Double)] = []
    for curve in data.curves where !curve.usable.isEmpty && !endsAtBorder(curve) {
      guard let (point, runs) = insideLabel(curve, frame) else { continue }
      let width = runs.reduce(0) {
        $0 + TextMetrics.width($1.words, size: Canvas.fontSize) * TextMetrics.strongSpread
      }
      let isRight = point.x + 8 + width <= canvas.width
      let left = isRight ? point.x + 8 : max(point.x - 8 - width, 0)
      var y = min(max(point.y, frame.top + 8), frame.bottom - 8)
      for _ in taken {
        let isCovered = taken.contains {
          left < $0.right && $0.left < left + width && ($0.y - y).magnitude < Self.labelHeight
        }
        if isCovered { y += Self.labelHeight }
      }
      taken.append((left, left + width + 6, y))
      canvas.text(runs, x: left, y: y + 4, Canvas.TextStyle(hasHalo: true))
    }
  }

  private func insideLabel(_ curve: Curve, _ frame: ChartFrame) -> (
    PagePoint, [(words: String, color: FigureStyle.Color, isStrong: Bool)]
  )? {
    guard var position = curve.usable.last, let last = curve.last else { return nil }
    let hue = FigureStyle.hue(of: curve.series.group)
    let isAlone = data.curves.count == 1
    let name = TextMetrics.truncated(
      curve.series.name, to: labelRoom, size: Canvas.fontSize)
    var runs = isAlone ? [] : [(words: name, color: hue, isStrong: true)]
    let note: String
    if last > data.yLimits.upperBound {
      // Back to where it went up for the last time.
      for candidate in curve.usable.reversed() {
        if curve.series.y[candidate] <= data.yLimits.upperBound { break }
        position = candidate
      }
      let peak = curve.highestValue ?? last
      note = "↑ " + written(peak)
    } else if last < data.yLimits.lowerBound {
      note = "↓ " + written(last)
    } else {
      note = written(last)
    }
    runs.append((note, FigureStyle.muted, false))
    let y = min(max(frame.y.position(curve.series.y[position]), frame.top), frame.bottom)
    return (PagePoint(x: frame.x.position(curve.series.x[position]), y: y), runs)
  }

  /// Writes the first value of the only curve beside its beginning, on the side it leaves free.
  private func drawStart(_ frame: ChartFrame, on canvas: inout Canvas) {
    guard let curve = data.curves.first, curve.usable.count > 1, let position = curve.usable.first,
      let first = curve.first, let last = curve.last, data.yLimits.contains(first)
    else { return }
    let point = PagePoint(x: frame.x.position(curve.series.x[position]), y: frame.y.position(first))
    let hue = FigureStyle.hue(of: curve.series.group)
    canvas.marks(Marker.circle.path(x: point.x, y: point.y, radius: 2.6), fill: hue, rim: 2)
    let text = written(first)
    let width = TextMetrics.width(text, size: Canvas.fontSize)
    let stretches = curve.stretches(frame.x, frame.y)
    // Where the curve leaves no side free, the axis has to do.
    let shifts = last > first ? [(7.0, 17.0), (7, -7), (3, -12)] : [(7.0, -7.0), (7, 17)]
    for (dx, dy) in shifts {
      let y = point.y + dy
      let box = (left: point.x + dx, right: point.x + dx + width, top: y - 10, bottom: y + 2)
      guard box.top >= frame.top - 12, box.bottom <= frame.bottom - 2,
        !stretches.contains(where: { Self.crosses($0, box) })
      else { continue }
      canvas.text(
        text, x: box.left, y: y, Canvas.TextStyle(color: FigureStyle.muted, hasHalo: true))
      return
    }
  }

  /// Whether a line runs through a rectangle.
  private static func crosses(
    _ points: [PagePoint], _ box: (left: Double, right: Double, top: Double, bottom: Double)
  ) -> Bool {
    zip(points, points.dropFirst()).contains { a, b in
      let (from, to) = (max(min(a.x, b.x), box.left), min(max(a.x, b.x), box.right))
      guard from <= to else { return false }
      func height(at x: Double) -> Double {
        b.x == a.x ? a.y : a.y + (x - a.x) / (b.x - a.x) * (b.y - a.y)
      }
      let ends = b.x == a.x ? [a.y, b.y] : [height(at: from), height(at: to)]
      return min(ends[0], ends[1]) < box.bottom && max(ends[0], ends[1]) > box.top
    }
  }
}
