/// Draws networks as columns of units with their edges, diagrams side by side where they fit.
struct NetworkDrawing {
  private let diagrams: [NetworkDiagram]
  private let options: SVGOptions

  private static let pitch = 30.0
  private static let radius = 10.0
  private static let textSize = 11.0
  /// Narrower columns would let names touch.
  private static let columnWidth = 74.0
  private static let betweenWidth = 34.0

  init(_ diagrams: [NetworkDiagram], _ options: SVGOptions) {
    self.diagrams = Array(diagrams.prefix(8)).filter { !$0.columns.isEmpty }
    self.options = options
  }

  func canvas() -> Canvas {
    let width = Double(min(max(options.width, 160), 4000))
    var canvas = Canvas(width: width, height: 32)
    guard !diagrams.isEmpty else {
      canvas.text("no layers", x: 0, y: 20, Canvas.TextStyle(color: FigureStyle.muted))
      return canvas
    }
    let narrowest = diagrams.map { leastWidth($0) }.max() ?? 0
    let isBeside = Double(diagrams.count) * narrowest + 24 * Double(diagrams.count - 1) <= width
    let room =
      isBeside
      ? (width - 24 * Double(diagrams.count - 1)) / Double(diagrams.count) : max(width, narrowest)
    let used = min(room, max(narrowest, narrowest * 1.7))
    var (x, y, bottom) = (0.0, 0.0, 0.0)
    for diagram in diagrams {
      let height = draw(diagram, x: x, y: y, width: used, on: &canvas)
      bottom = max(bottom, y + height)
      if isBeside { x += used + 24 } else { y += height + 18 }
    }
    canvas.width = isBeside ? x - 24 : used
    canvas.height = bottom + 4
    return canvas
  }

  private func leastWidth(_ diagram: NetworkDiagram) -> Double {
    diagram.shownColumns.reduce(0) { sum, entry in
      switch entry.column {
      case .units(_, let words): sum + max(Self.columnWidth, wordWidth(words) + 10)
      case .between: sum + Self.betweenWidth
      }
    }
  }

  private func wordWidth(_ words: [String]) -> Double {
    min(words.map { TextMetrics.width($0, size: Self.textSize) }.max() ?? 0, 110)
  }

  /// A column with its place.
  private struct Placed {
    /// Counts the columns of units of the whole network.
    let ordinal: Int
    let x: Double
    let count: Int
    let words: [String]
    /// Places of the drawn units by number.
    let places: [Int: Double]
    let dropped: Set<Int>
  }

  /// Returns the height that the diagram takes.
  private func draw(
    _ diagram: NetworkDiagram, x left: Double, y top: Double, width: Double,
    on canvas: inout Canvas
  ) -> Double {
    let hasTitle = !diagram.title.isEmpty
    if hasTitle {
      canvas.text(
        TextMetrics.truncated(diagram.title, to: width / TextMetrics.strongSpread, size: 12.5),
        x: left, y: top + 14, Canvas.TextStyle(size: 12.5, isStrong: true))
    }
    let rows =
      diagram.shownColumns.map { entry -> Int in
        guard case .units(let count, _) = entry.column else { return 0 }
        return NetworkDiagram.drawn(of: count).count
          + (NetworkDiagram.gap(of: count) == nil ? 0 : 1)
      }.max() ?? 1
    let height = Double(max(rows, 3)) * Self.pitch
    let middle = top + (hasTitle ? 26 : 6) + height / 2
    let stretch = width / leastWidth(diagram)

    var columns: [Placed] = []
    var bars: [(x: Double, words: String)] = []
    var x = left
    for (column, index, ordinal) in diagram.shownColumns {
      switch column {
      case .units(let count, let words):
        let room = max(Self.columnWidth, wordWidth(words) + 10) * stretch
        columns.append(
          Placed(
            ordinal: ordinal, x: x + room / 2, count: count, words: words,
            places: places(count, around: middle),
            dropped: diagram.dropped.indices.contains(index) ? diagram.dropped[index] : []))
        x += room
      case .between(let words):
        bars.append((x + Self.betweenWidth * stretch / 2, words))
        x += Self.betweenWidth * stretch
      }
    }
    drawEdges(columns, diagram.weights, on: &canvas)
    for bar in bars { drawBar(bar.words, x: bar.x, middle: middle, height: height, on: &canvas) }
    drawUnits(columns, on: &canvas)
    let foot = middle + height / 2 + 14
    var lineCount = 0
    for column in columns {
      lineCount = max(lineCount, column.words.count)
      for (line, words) in column.words.enumerated() {
        canvas.text(
          TextMetrics.truncated(words, to: 130, size: Self.textSize), x: column.x,
          y: foot + Double(line) * 14,
          Canvas.TextStyle(
            anchor: .middle, color: line == 0 ? FigureStyle.ink : FigureStyle.muted,
            size: Self.textSize, isStrong: line == 0))
      }
    }
    return foot + Double(lineCount) * 14 - top
  }

  private func places(_ count: Int, around middle: Double) -> [Int: Double] {
    let drawn = NetworkDiagram.drawn(of: count)
    let gap = NetworkDiagram.gap(of: count)
    let rows = drawn.count + (gap == nil ? 0 : 1)
    var result: [Int: Double] = [:]
    var row = 0
    for unit in drawn {
      result[unit] = middle + (Double(row) - Double(rows - 1) / 2) * Self.pitch
      row += unit == gap ? 2 : 1
    }
    return result
  }

  /// Edges between the drawn units of neighbouring columns, one path for each look.
  private func drawEdges(_ columns: [Placed], _ weights: [[Double]], on canvas: inout Canvas) {
    let scale = DivergingScale(weights.joined())
    let steps = 4
    for (from, to) in zip(columns, columns.dropFirst()) where to.ordinal == from.ordinal + 1 {
      let index = from.ordinal
      let isComplete =
        weights.indices.contains(index) && weights[index].count == from.count * to.count
      var paths = [PathData](repeating: PathData(), count: 2 * steps + 1)
      for (source, start) in from.places.sorted(by: { $0.key < $1.key })
      where !from.dropped.contains(source) {
        for (target, end) in to.places.sorted(by: { $0.key < $1.key })
        where !to.dropped.contains(target) {
          var level = 0
          if isComplete {
            let part = scale.part(weights[index][target * from.count + source])
            level = Int((part.magnitude * Double(steps)).rounded(.up)) * (part < 0 ? -1 : 1)
          }
          let place = level + steps
          paths[place].move(from.x + Self.radius, start)
          paths[place].line(to.x - Self.radius, end)
        }
      }
      for (place, path) in paths.enumerated() where !path.isEmpty {
        let level = place - steps
        guard isComplete, level != 0 else {
          if !isComplete {
            canvas.path(path.text, stroke: FigureStyle.axis, width: 0.8, opacity: 0.7)
          }
          continue
        }
        canvas.path(
          path.text, stroke: level > 0 ? DivergingScale.positive : DivergingScale.negative,
          width: 0.4 + 0.8 * Double(level.magnitude), dashes: level > 0 ? nil : "5 2.5",
          opacity: 0.5 + 0.1 * Double(level.magnitude))
      }
    }
  }

  private func drawUnits(_ columns: [Placed], on canvas: inout Canvas) {
    var kept: [Int: PathData] = [:]
    var gone = PathData()
    var crosses = PathData()
    var dots = PathData()
    let last = columns.count - 1
    for (index, column) in columns.enumerated() {
      // Inputs, hidden units and outputs differ in hue.
      let hue = index == 0 ? 7 : index == last ? 1 : 0
      for (unit, y) in column.places.sorted(by: { $0.key < $1.key }) {
        if column.dropped.contains(unit) {
          Marker.circle.draw(in: &gone, x: column.x, y: y, radius: Self.radius)
          let reach = Self.radius * 0.6
          crosses.move(column.x - reach, y - reach)
          crosses.line(column.x + reach, y + reach)
          crosses.move(column.x - reach, y + reach)
          crosses.line(column.x + reach, y - reach)
        } else {
          Marker.circle.draw(
            in: &kept[hue, default: PathData()], x: column.x, y: y, radius: Self.radius)
        }
      }
      if let gap = NetworkDiagram.gap(of: column.count), let y = column.places[gap] {
        for step in [-1.0, 0, 1] {
          Marker.circle.draw(
            in: &dots, x: column.x, y: y + Self.pitch + step * 6.5, radius: 1.7)
        }
      }
    }
    for (hue, path) in kept.sorted(by: { $0.key < $1.key }) {
      canvas.writer.element(
        "path", ("d", path.text), ("fill", FigureStyle.tint(of: hue).reference),
        ("stroke", FigureStyle.hue(of: hue).reference), ("stroke-width", "1.4"))
    }
    if !gone.isEmpty {
      canvas.writer.element(
        "path", ("d", gone.text), ("fill", FigureStyle.surface.reference),
        ("stroke", FigureStyle.axis.reference), ("stroke-dasharray", "2.5 2.5"))
    }
    canvas.path(crosses.text, stroke: FigureStyle.ink, width: 1.6)
    canvas.marks(dots.text, fill: FigureStyle.muted)
  }

  private func drawBar(
    _ words: String, x: Double, middle: Double, height: Double, on canvas: inout Canvas
  ) {
    let length = max(height - 10, TextMetrics.width(words, size: Self.textSize) + 14)
    canvas.writer.element(
      "rect", ("x", pixels(x - 10)), ("y", pixels(middle - length / 2)), ("width", "20"),
      ("height", pixels(length)), ("rx", "5"), ("fill", FigureStyle.surface.reference),
      ("stroke", FigureStyle.axis.reference))
    canvas.writer.open(
      "g", ("transform", "translate(\(pixels(x + 4)) \(pixels(middle))) rotate(-90)"))
    canvas.text(
      words, x: 0, y: 0,
      Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted, size: Self.textSize))
    canvas.writer.close("g")
  }
}
