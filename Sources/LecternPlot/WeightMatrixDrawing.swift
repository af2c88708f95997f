/// Draws a matrix as cells whose colour is their number; small ones have it written in.
struct WeightMatrixDrawing {
  private let matrix: WeightMatrix
  private let options: SVGOptions

  /// Rows and columns drawn at most; of more, neighbours are taken together.
  static let lineLimit = 380
  /// Cells drawn as shapes; more travel as a picture.
  private static let pathLimit = 1000
  /// Steps of colour on each side of 0.
  private static let levels = 12
  /// Text stays readable on the strongest colour.
  private static let writtenStrength = 0.55

  init(_ matrix: WeightMatrix, _ options: SVGOptions) {
    self.matrix = matrix
    self.options = options
  }

  func canvas() -> Canvas {
    let width = Double(min(max(options.width, 160), 4000))
    guard matrix.isUsable else {
      var canvas = Canvas(width: width, height: 32)
      canvas.text("no weights", x: 0, y: 20, Canvas.TextStyle(color: FigureStyle.muted))
      return canvas
    }
    let cells = PooledCells(matrix, limit: Self.lineLimit)
    let scale = DivergingScale(cells.values)
    let left = 38.0
    let top = DivergingScale.barHeight + 42
    let texts = cells.isPooled ? [] : matrix.values.map { scale.text($0) }
    let note = cells.sentence(matrix)
    let textWidth = texts.map { TextMetrics.width($0, size: 11) }.max() ?? 0
    let room = width - left - 14
    let isWritten =
      !texts.isEmpty && matrix.rows <= 20 && Double(matrix.columns) * (textWidth + 8) <= room
    let cellWidth = min(room / Double(cells.columns), isWritten ? max(textWidth + 8, 44) : 18)
    let cellHeight = isWritten ? 26 : min(max(cellWidth, 15), 380 / Double(cells.rows))
    let (right, bottom) = (
      left + cellWidth * Double(cells.columns), top + cellHeight * Double(cells.rows)
    )
    let barWidth = min(220.0, width - 60)
    let noteLines = TextMetrics.wrapped(note ?? "", to: width, size: 11)
    let noteWidth = noteLines.map { TextMetrics.width($0, size: 11) }.max() ?? 0
    var canvas = Canvas(
      width: max(right + 14, barWidth + 60, noteWidth),
      height: bottom + 24 + Double(noteLines.count) * 15)
    for (line, words) in noteLines.enumerated() {
      canvas.text(
        words, x: 0, y: bottom + 22 + Double(line) * 15,
        Canvas.TextStyle(color: FigureStyle.muted, size: 11))
    }
    let strength = isWritten ? Self.writtenStrength : 1
    scale.drawBar(
      id: options.idPrefix, x: 24, y: 4, width: barWidth, strength: strength, on: &canvas)
    let cellCount = cells.rows * cells.columns
    if cellCount > Self.pathLimit,
      let sheet = WeightSheet(
        width: cells.columns, height: cells.rows, channels: 1, [cells.values], scale)
    {
      sheet.draw(
        [PagePoint(x: left, y: top)], width: right - left, height: bottom - top,
        id: options.idPrefix, on: &canvas)
    } else {
      drawCells(cells, scale, left, top, cellWidth, cellHeight, strength, on: &canvas)
    }
    canvas.path(
      PathData.rectangle(x: left, y: top, width: right - left, height: bottom - top),
      stroke: FigureStyle.axis, width: 1)
    if isWritten {
      for (index, text) in texts.enumerated() {
        let (row, column) = index.quotientAndRemainder(dividingBy: matrix.columns)
        canvas.text(
          text, x: left + (Double(column) + 0.5) * cellWidth,
          y: top + (Double(row) + 0.5) * cellHeight + 4,
          Canvas.TextStyle(anchor: .middle, size: 11))
      }
    }
    drawLabels(cells, left, top, cellWidth, cellHeight, on: &canvas)
    return canvas
  }

  /// One path for each step of colour keeps thousands of cells small; neighbours in a row join.
  private func drawCells(
    _ cells: PooledCells, _ scale: DivergingScale, _ left: Double, _ top: Double,
    _ cellWidth: Double, _ cellHeight: Double, _ strength: Double, on canvas: inout Canvas
  ) {
    var paths = [PathData](repeating: PathData(), count: 2 * Self.levels + 1)
    for row in 0..<cells.rows {
      let levels = (0..<cells.columns).map { column in
        let part = scale.part(cells.values[row * cells.columns + column])
        return Int((part * Double(Self.levels)).rounded()) + Self.levels
      }
      var start = 0
      while start < cells.columns {
        var end = start + 1
        while end < cells.columns, levels[end] == levels[start] { end += 1 }
        if levels[start] != Self.levels {
          paths[levels[start]].move(
            left + Double(start) * cellWidth, top + Double(row) * cellHeight)
          let length = pixels(Double(end - start) * cellWidth)
          paths[levels[start]].raw("h\(length)v\(pixels(cellHeight))h-\(length)z")
        }
        start = end
      }
    }
    for (index, path) in paths.enumerated() where !path.isEmpty {
      let level = index - Self.levels
      let opacity = strength * Double(level.magnitude) / Double(Self.levels)
      canvas.writer.element(
        "path", ("d", path.text),
        ("fill", (level > 0 ? DivergingScale.positive : DivergingScale.negative).reference),
        ("fill-opacity", share(opacity)))
    }
  }

  /// Numbers of rows and columns from 1, as many as fit, and what they count.
  private func drawLabels(
    _ cells: PooledCells, _ left: Double, _ top: Double, _ cellWidth: Double,
    _ cellHeight: Double, on canvas: inout Canvas
  ) {
    let muted = FigureStyle.muted
    /// The first, and of the others as many round numbers as have room.
    func marks(_ count: Int, _ size: Double, every room: Double) -> [Int] {
      if size >= room { return Array(1...count) }
      let step =
        [2, 5, 10, 20, 50, 100, 200, 500, 1000].first { Double($0) * size >= room } ?? count
      return [1]
        + stride(from: step, through: count, by: step).filter { Double($0 - 1) * size >= room }
    }
    let (rowSize, columnSize) = (
      cellHeight / Double(cells.rowPool), cellWidth / Double(cells.columnPool)
    )
    for row in marks(matrix.rows, rowSize, every: 15) {
      canvas.text(
        String(row), x: left - 6, y: top + (Double(row) - 0.5) * rowSize + 4,
        Canvas.TextStyle(anchor: .end, color: muted, size: 11))
    }
    let widest = TextMetrics.width(String(matrix.columns), size: 11)
    for column in marks(matrix.columns, columnSize, every: max(widest + 5, 16)) {
      canvas.text(
        String(column), x: left + (Double(column) - 0.5) * columnSize, y: top - 6,
        Canvas.TextStyle(anchor: .middle, color: muted, size: 11))
    }
    canvas.text(
      "\(matrix.rowNoun) ↓   \(matrix.columnNoun) →", x: 0, y: top - 22,
      Canvas.TextStyle(color: muted, size: 11))
  }
}

/// The cells of a matrix; where there are more than a page can show, a cell has the largest by size
/// of its neighbours, so that none that stands out is lost.
struct PooledCells {
  let rows: Int
  let columns: Int
  let rowPool: Int
  let columnPool: Int
  let values: [Double]

  var isPooled: Bool { rowPool > 1 || columnPool > 1 }

  init(_ matrix: WeightMatrix, limit: Int) {
    func lines(_ count: Int, _ pool: Int) -> Int { (count + pool - 1) / pool }
    var pools = (rows: lines(matrix.rows, limit), columns: lines(matrix.columns, limit))
    while lines(matrix.rows, pools.rows) * lines(matrix.columns, pools.columns) > Self.countLimit {
      if lines(matrix.rows, pools.rows) > lines(matrix.columns, pools.columns) {
        pools.rows += 1
      } else {
        pools.columns += 1
      }
    }
    (rowPool, columnPool) = pools
    rows = lines(matrix.rows, rowPool)
    columns = lines(matrix.columns, columnPool)
    guard rowPool > 1 || columnPool > 1 else {
      values = matrix.values
      return
    }
    var extremes = [Double](repeating: 0, count: rows * columns)
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        let place = row / rowPool * columns + column / columnPool
        let value = matrix.values[row * matrix.columns + column]
        if value.isFinite, value.magnitude > extremes[place].magnitude { extremes[place] = value }
      }
    }
    values = extremes
  }

  /// A picture of more cells would make the page large.
  private static let countLimit = 10_000

  /// What a cell shows; nil where it is a weight.
  func sentence(_ matrix: WeightMatrix) -> String? {
    guard isPooled else { return nil }
    let block = [(rowPool, matrix.rowNoun), (columnPool, matrix.columnNoun)]
      .filter { $0.0 > 1 }.map { Words.count($0.0, $0.1) }.joined(separator: " by ")
    return "Each cell shows, of \(block), the weight that is largest by size."
  }
}
