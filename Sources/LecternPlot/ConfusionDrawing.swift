/// Draws true classes against predicted ones: a cell's tint is its share of its row.
struct ConfusionDrawing {
  private let counts: ConfusionCounts
  private let options: SVGOptions

  /// Up to here each cell has its number.
  private static let countedClasses = 20
  /// Up to here each row and column has its name.
  private static let namedClasses = 40
  private static let caption = "rows: true class, columns: predicted"

  init(_ matrix: ConfusionMatrix, _ options: SVGOptions) {
    self.counts = ConfusionCounts(matrix)
    self.options = options
  }

  func canvas() -> Canvas {
    let size = Canvas.fontSize
    let width = Double(min(max(options.width, 200), 4000))
    guard counts.size > 0 else {
      var canvas = Canvas(width: width, height: 32)
      canvas.text("no classes", x: 0, y: 20, Canvas.TextStyle(color: FigureStyle.muted))
      return canvas
    }
    // A grid of very many classes is drawn with neighbours taken together.
    let drawn = counts.pooled(to: 100)
    let hasNames = drawn.size <= Self.namedClasses && drawn.pool == 1
    let names =
      hasNames ? drawn.names.map { TextMetrics.truncated($0, to: width * 0.2, size: size) } : []
    let nameWidth = names.map { TextMetrics.width($0, size: size) }.max() ?? 0
    // Fonts differ: a letter that stands over is not cut.
    let left = nameWidth + 14
    let marginRight = hasNames ? 62.0 : 8
    let cell = cellSize(drawn, room: width - left - marginRight)
    // Column names stand upright where they fit across a cell and slant where they do not.
    let posture = Posture(nameWidth: nameWidth, cell: cell)
    let top = 26 + (hasNames ? posture.height(of: nameWidth) : 0)
    let side = cell * Double(drawn.size)

    var canvas = Canvas(width: left + side + marginRight, height: top + side + 34)
    if hasNames && posture == .slanting {
      canvas.width = max(canvas.width, left + side + nameWidth * 0.72)
    }
    let captionStart = hasNames ? 0 : left
    canvas.width = max(
      canvas.width, captionStart + TextMetrics.width(Self.caption, size: size) + 4)
    drawCells(drawn, left, top, cell, on: &canvas)
    if drawn.size <= Self.countedClasses && cell >= 18 {
      drawCounts(drawn, left, top, cell, on: &canvas)
    }
    if hasNames { drawNames(names, drawn, left, top, cell, posture, on: &canvas) }
    drawCaption(drawn, left, top, side, hasNames: hasNames, on: &canvas)
    return canvas
  }

  /// How column names stand: those of narrow cells would cover each other if they slanted.
  private enum Posture {
    case level
    case slanting
    case standing

    init(nameWidth: Double, cell: Double) {
      self =
        nameWidth <= cell - 4 ? .level : cell * 0.707 >= Canvas.fontSize ? .slanting : .standing
    }

    /// In degrees.
    var angle: Int? {
      switch self {
      case .level: nil
      case .slanting: -45
      case .standing: -90
      }
    }

    func height(of nameWidth: Double) -> Double {
      switch self {
      case .level: 20
      case .slanting: nameWidth * 0.72 + 14
      case .standing: nameWidth + 14
      }
    }
  }

  private func cellSize(_ drawn: ConfusionCounts, room: Double) -> Double {
    let widest = Double(drawn.cells.max().map { Words.count($0).count } ?? 1) * 7.4 + 8
    let wished = drawn.size <= Self.countedClasses ? max(widest, drawn.size <= 5 ? 64 : 42) : 26
    var fit = min(wished, room / Double(drawn.size))
    if let height = options.height {
      fit = min(fit, Double(max(height, 160) - 90) / Double(drawn.size))
    }
    return max(fit >= 12 ? fit.rounded(.down) : fit, 2)
  }

  private func drawCells(
    _ drawn: ConfusionCounts, _ left: Double, _ top: Double, _ cell: Double,
    on canvas: inout Canvas
  ) {
    // Shares in tenths: one path a tint keeps hundreds of classes small.
    var paths = [PathData](repeating: PathData(), count: 2 * 11)
    let inset = cell >= 12 ? 0.5 : 0
    for row in 0..<drawn.size {
      for column in 0..<drawn.size {
        let share = drawn.share(row, column)
        guard share > 0 else { continue }
        let level = max(1, Int((share.squareRoot() * 10).rounded()))
        let kind = row == column ? 0 : 11
        let (x, y) = (left + Double(column) * cell, top + Double(row) * cell)
        let side = pixels(cell - 2 * inset)
        paths[kind + level].move(x + inset, y + inset)
        paths[kind + level].raw("h\(side)v\(side)h-\(side)z")
      }
    }
    for (index, path) in paths.enumerated() where !path.isEmpty {
      let color = index < 11 ? FigureStyle.right : FigureStyle.wrong
      canvas.writer.element(
        "path", ("d", path.text), ("fill", color.reference),
        ("fill-opacity", pixels(Double(index % 11) / 10)))
    }
    drawGrid(drawn, left, top, cell, on: &canvas)
  }

  /// Quiet lines around everything, and a clear one around each cell of the diagonal.
  private func drawGrid(
    _ drawn: ConfusionCounts, _ left: Double, _ top: Double, _ cell: Double,
    on canvas: inout Canvas
  ) {
    let side = cell * Double(drawn.size)
    if cell >= 12 {
      var lines = PathData()
      for index in 0...drawn.size {
        let offset = Double(index) * cell
        lines.move(left, top + offset)
        lines.line(left + side, top + offset)
        lines.move(left + offset, top)
        lines.line(left + offset, top + side)
      }
      canvas.path(lines.text, stroke: FigureStyle.grid, width: 1)
      var diagonal = PathData()
      for index in 0..<drawn.size {
        let offset = Double(index) * cell
        diagonal.move(left + offset, top + offset)
        diagonal.raw("h\(pixels(cell))v\(pixels(cell))h-\(pixels(cell))z")
      }
      canvas.path(diagonal.text, stroke: FigureStyle.axis, width: 1)
    } else {
      var frame = PathData()
      frame.move(left, top)
      frame.raw("h\(pixels(side))v\(pixels(side))h-\(pixels(side))z")
      canvas.path(frame.text, stroke: FigureStyle.axis, width: 1)
    }
  }

  private func drawCounts(
    _ drawn: ConfusionCounts, _ left: Double, _ top: Double, _ cell: Double,
    on canvas: inout Canvas
  ) {
    let widest = drawn.cells.max().map { TextMetrics.width(Words.count($0), size: 1) } ?? 1
    let size = min(12.5, (cell - 4) / max(widest, 0.1))
    guard size >= 6 else { return }
    for row in 0..<drawn.size {
      for column in 0..<drawn.size {
        let count = drawn.count(row, column)
        if count == 0 && row != column { continue }
        canvas.text(
          Words.count(count), x: left + (Double(column) + 0.5) * cell,
          y: top + (Double(row) + 0.5) * cell + size * 0.36,
          Canvas.TextStyle(anchor: .middle, size: size, isStrong: row == column))
      }
    }
  }

  private func drawNames(
    _ names: [String], _ drawn: ConfusionCounts, _ left: Double, _ top: Double, _ cell: Double,
    _ posture: Posture, on canvas: inout Canvas
  ) {
    let size = min(Canvas.fontSize, cell * 0.95)
    let right = left + cell * Double(drawn.size)
    for (index, name) in names.enumerated() {
      let middle = (Double(index) + 0.5) * cell
      canvas.text(
        name, x: left - 8, y: top + middle + size * 0.35, Canvas.TextStyle(anchor: .end, size: size)
      )
      if let angle = posture.angle {
        let shift = posture == .standing ? size * 0.35 : 3
        let (x, y) = (pixels(left + middle + shift), pixels(top - 6))
        canvas.writer.open("g", ("transform", "translate(\(x) \(y)) rotate(\(angle))"))
        canvas.text(name, x: 0, y: 0, Canvas.TextStyle(size: size))
        canvas.writer.close("g")
      } else {
        canvas.text(
          name, x: left + middle, y: top - 7, Canvas.TextStyle(anchor: .middle, size: size))
      }
      let recall = drawn.recall(index).map { Words.share($0, digits: 3) } ?? "–"
      canvas.text(
        recall, x: right + 54, y: top + middle + size * 0.35,
        Canvas.TextStyle(anchor: .end, color: FigureStyle.muted, size: size))
    }
    if posture != .slanting {
      canvas.text(
        "recall", x: right + 54, y: top - 7,
        Canvas.TextStyle(anchor: .end, color: FigureStyle.muted))
    }
  }

  private func drawCaption(
    _ drawn: ConfusionCounts, _ left: Double, _ top: Double, _ side: Double, hasNames: Bool,
    on canvas: inout Canvas
  ) {
    let muted = Canvas.TextStyle(color: FigureStyle.muted)
    canvas.text(Self.caption, x: hasNames ? 0 : left, y: 12, muted)
    guard let accuracy = counts.accuracy else { return }
    let words = "\(Words.count(counts.correct)) of \(Words.count(counts.total)) right"
    canvas.text(
      [(Words.share(accuracy), FigureStyle.ink, true), (words, FigureStyle.muted, false)], x: left,
      y: top + side + 22)
  }
}
