/// Rules and diagonals behind the curves, and their names before them.
extension LineChartDrawing {
  /// More rules than these are drawn without names.
  private static let namedGuideCount = 8

  func drawGuides(_ frame: ChartFrame, on canvas: inout Canvas) {
    for guide in chart.guides {
      var line = PathData()
      switch guide {
      case .vertical(let x, _, let group):
        guard let place = place(of: x, frame) else { continue }
        line.move(place, frame.top)
        line.line(place, frame.bottom)
        canvas.path(
          line.text, stroke: FigureStyle.hue(of: group), width: 1.2, dashes: "2 3", opacity: 0.8)
      case .diagonal:
        line.move(frame.left, frame.bottom)
        line.line(frame.right, frame.top)
        canvas.path(line.text, stroke: FigureStyle.axis, width: 1.2, dashes: "5 4")
      }
    }
  }

  func drawGuideLabels(_ frame: ChartFrame, on canvas: inout Canvas) {
    guard chart.guides.count <= Self.namedGuideCount else { return }
    var taken: [(left: Double, right: Double, y: Double)] = []
    for guide in chart.guides {
      switch guide {
      case .vertical(let x, let label, _):
        guard let place = place(of: x, frame) else { continue }
        let words = TextMetrics.truncated(
          label, to: 0.6 * (frame.right - frame.left), size: Canvas.fontSize)
        let width = TextMetrics.width(words, size: Canvas.fontSize)
        let left = place + 5 + width <= frame.right ? place + 5 : max(place - 5 - width, 0)
        // Names that would cover each other stand in lines of their own.
        var y = frame.top + 12
        while taken.contains(where: {
          $0.y == y && left < $0.right + 6 && $0.left < left + width + 6
        }) {
          y += Self.labelHeight
        }
        taken.append((left, left + width, y))
        canvas.text(
          words, x: left, y: y, Canvas.TextStyle(color: FigureStyle.muted, hasHalo: true))
      case .diagonal(let label):
        let middle = (frame.left + frame.right) / 2
        canvas.text(
          label, x: middle + 10, y: (frame.top + frame.bottom) / 2 + 12,
          Canvas.TextStyle(color: FigureStyle.muted, hasHalo: true))
      }
    }
  }

  /// Where a rule stands on the page; nil outside the axis.
  private func place(of x: Double, _ frame: ChartFrame) -> Double? {
    guard AxisMap.isUsable(x, chart.xAxis.scale), data.xLimits.contains(x) else { return nil }
    return frame.x.position(x)
  }
}
