/// What the shades of a decided area mean: a swatch for each step of the class's probability.
struct ProbabilityLegend {
  private let hues: [FigureStyle.Color]
  private let top: Double
  private let labels: [(text: String, x: Double, row: Int)]
  private let title = "probability of the decided class"
  let width: Double
  let height: Double

  private static let swatch = 22.0
  private static let rowHeight = 19.0

  init(_ panels: [BoundaryPanel], top: Double, width room: Double) {
    self.top = top
    let shaded = panels.filter { !(DecisionGrid($0)?.probabilities.isEmpty ?? true) }
    let classCount = shaded.map(\.points.classNames.count).max() ?? 0
    hues = (0..<min(max(classCount, 1), 2)).map { FigureStyle.hue(of: $0) }
    guard !shaded.isEmpty else {
      (labels, width, height) = ([], 0, 0)
      return
    }
    let limits = DecisionGrid.veils.reversed().map { Words.share($0) }
    let texts = limits.enumerated().map { $0 == 0 ? "up to \($1)" : "to \($1)" } + ["above"]
    let titleWidth = TextMetrics.width(title, size: Canvas.fontSize) + 12
    let stepsWidth = texts.reduce(0) {
      $0 + Self.swatch + 5 + TextMetrics.width($1, size: Canvas.fontSize) + 12
    }
    // The steps stand in a line of their own where the title takes their room.
    var (x, row) = titleWidth + stepsWidth > room ? (0.0, 1) : (titleWidth, 0)
    var widest = titleWidth
    var labels: [(text: String, x: Double, row: Int)] = []
    for text in texts {
      let length = Self.swatch + 5 + TextMetrics.width(text, size: Canvas.fontSize)
      if x > 0, x + length > room { (x, row) = (0, row + 1) }
      labels.append((text, x, row))
      x += length + 12
      widest = max(widest, x)
    }
    self.labels = labels
    height = Double(row + 1) * Self.rowHeight
    width = widest
  }

  func draw(on canvas: inout Canvas) {
    guard !labels.isEmpty else { return }
    let muted = Canvas.TextStyle(color: FigureStyle.muted)
    canvas.text(title, x: 0, y: top + 14, muted)
    for (step, label) in labels.enumerated() {
      let y = top + Double(label.row) * Self.rowHeight + 14
      let part = Self.swatch / Double(hues.count)
      for (number, hue) in hues.enumerated() {
        let rectangle = PathData.rectangle(
          x: label.x + Double(number) * part, y: y - 10, width: part, height: 12)
        canvas.writer.element(
          "path", ("d", rectangle), ("fill", hue.reference),
          ("fill-opacity", BoundaryDrawing.strength))
        for _ in 0..<(labels.count - 1 - step) {
          canvas.writer.element(
            "path", ("d", rectangle), ("fill", FigureStyle.surface.reference),
            ("fill-opacity", BoundaryDrawing.veilStrength))
        }
      }
      canvas.path(
        PathData.rectangle(x: label.x, y: y - 10, width: Self.swatch, height: 12),
        stroke: FigureStyle.frame, width: 1)
      canvas.text(label.text, x: label.x + Self.swatch + 5, y: y, muted)
    }
  }
}
