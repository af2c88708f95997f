/// Draws what models decide over a part of the plane: panels side by side, as many as fit a row.
struct BoundaryDrawing {
  private let panels: [BoundaryPanel]
  private let options: SVGOptions

  private static let gap = 22.0
  /// Opacity of the hues of surely decided areas, and of each veil over less sure ones.
  static let strength = ".5"
  static let veilStrength = ".42"
  /// Panels drawn at most: a sweep of more is read from its table.
  static let panelLimit = 36
  /// Path data of all regions together; borders that need more are drawn more coarsely.
  private static let byteBudget = 10_000

  init(_ panels: [BoundaryPanel], _ options: SVGOptions) {
    self.panels = Array(panels.prefix(Self.panelLimit))
    self.options = options
  }

  func canvas() -> Canvas {
    let width = Double(min(max(options.width, 240), 4000))
    var canvas = Canvas(width: width, height: 40)
    guard let first = panels.first else {
      canvas.text("no panels", x: 0, y: 20, Canvas.TextStyle(color: FigureStyle.muted))
      return canvas
    }
    let names = panels.map(\.points.classNames).max { $0.count < $1.count } ?? []
    let legend = ClassLegend(names, width: width, isNeeded: names.count > 1)
    let shades = ProbabilityLegend(panels, top: legend.height, width: width)
    // Panels over the same part of the plane share their tick labels.
    let isShared = panels.allSatisfy { $0.xRange == first.xRange && $0.yRange == first.yRange }
    let columns = columnCount(width: width)
    let geometry = panels.map { plane($0, left: 0, top: 0) }
    let tickRoom = geometry.map(\.tickRoom).max() ?? 0
    let margins = tickRoom * Double(isShared ? 1 : columns)
    let gaps = Self.gap * Double(columns - 1)
    let aspect = geometry.map { PlanePanel.aspect($0.xLimits, $0.yLimits) }.max() ?? 1
    let tallest = options.height.map { Double(min(max($0, 160), 4000)) - 80 } ?? 400
    let panelWidth = min((width - margins - gaps - 12) / Double(columns), tallest / aspect)
    let pitchX = panelWidth + Self.gap + (isShared ? 0 : tickRoom)
    // The name of the vertical axis stands in a line of its own, below the titles.
    let nameHeight = panels.allSatisfy(\.points.yLabel.isEmpty) ? 0.0 : 16
    let pitchY = panelWidth * aspect + 30 + nameHeight + (isShared ? 10 : 46)

    let top = legend.height + shades.height + 24 + nameHeight
    let rows = (panels.count + columns - 1) / columns
    for (index, panel) in panels.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      var plane = plane(
        panel, left: tickRoom + Double(column) * pitchX, top: top + Double(row) * pitchY)
      plane.width = panelWidth
      plane.height = panelWidth * PlanePanel.aspect(plane.xLimits, plane.yLimits)
      let isLowest = index + columns >= panels.count
      draw(
        panel, index, in: plane, labelsX: !isShared || isLowest,
        labelsY: !isShared || column == 0, titleLift: nameHeight,
        origin: PagePoint(x: tickRoom, y: top), on: &canvas)
    }
    canvas.width = max(
      tickRoom + Double(columns) * pitchX - Self.gap - (isShared ? 0 : tickRoom) + 12,
      min(max(legend.width, shades.width), width))
    canvas.height = top + Double(rows - 1) * pitchY + panelWidth * aspect + 42
    legend.draw(on: &canvas)
    shades.draw(on: &canvas)
    return canvas
  }

  private func columnCount(width: Double) -> Int {
    let most = max(1, Int(width / 190))
    if panels.count <= most { return max(panels.count, 1) }
    // Four panels are two and two, not three and one.
    let rows = (panels.count + most - 1) / most
    return (panels.count + rows - 1) / rows
  }

  private func plane(_ panel: BoundaryPanel, left: Double, top: Double) -> PlanePanel {
    PlanePanel(
      xLimits: AxisLimits.choose(Axis("", range: panel.xRange), data: nil, isTight: true),
      yLimits: AxisLimits.choose(Axis("", range: panel.yRange), data: nil, isTight: true),
      left: left, top: top, xLabel: panel.points.xLabel, yLabel: panel.points.yLabel)
  }

  private func draw(
    _ panel: BoundaryPanel, _ index: Int, in plane: PlanePanel, labelsX: Bool, labelsY: Bool,
    titleLift: Double, origin: PagePoint, on canvas: inout Canvas
  ) {
    let accuracy = panel.accuracy.map { Words.share($0) } ?? ""
    let size = Canvas.fontSize + 0.5
    let accuracyWidth = accuracy.isEmpty ? 0 : TextMetrics.width(accuracy, size: size) + 8
    var runs = [
      (
        words: TextMetrics.truncated(
          panel.title, to: (plane.width - accuracyWidth) / TextMetrics.strongSpread, size: size),
        color: FigureStyle.ink, isStrong: true
      )
    ]
    if !accuracy.isEmpty { runs.append((accuracy, FigureStyle.muted, false)) }
    canvas.text(
      runs, x: plane.left, y: plane.top - 9 - titleLift,
      Canvas.TextStyle(size: size))

    canvas.openClipped(
      id: "\(options.idPrefix)-panel-\(index + 1)", x: plane.left, y: plane.top,
      width: plane.width, height: plane.height)
    drawRegions(panel, index, in: plane, on: &canvas)
    let points = PlanePoints(panel.points)
    drawPoints(points, index, in: plane, from: origin, on: &canvas)
    canvas.writer.close("g")
    if panel.points.classNames.count > FigureStyle.tints.count {
      drawNames(panel, in: plane, on: &canvas)
    }
    plane.drawAxes(on: &canvas, labelsX: labelsX, labelsY: labelsY, yTitle: false)
    let yLabel = panel.points.yLabel
    if labelsY {
      canvas.text(
        TextMetrics.truncated(yLabel, to: plane.tickRoom + plane.width, size: Canvas.fontSize),
        x: plane.left - plane.tickRoom, y: plane.top - 9,
        Canvas.TextStyle(color: FigureStyle.muted))
    }
  }

  /// Names areas where they are widest, for there are more classes than colours.
  private func drawNames(_ panel: BoundaryPanel, in plane: PlanePanel, on canvas: inout Canvas) {
    guard let grid = DecisionGrid(panel) else { return }
    let cell = (
      width: plane.width / Double(grid.columns), height: plane.height / Double(grid.rows)
    )
    let names = panel.points.classNames
    for middle in grid.middles where names.indices.contains(middle.decided) {
      let room = 2 * Double(middle.reach) * min(cell.width, cell.height)
      let name = TextMetrics.truncated(names[middle.decided], to: max(room, 40), size: 13)
      guard room >= 15, TextMetrics.width(name, size: 13) * TextMetrics.strongSpread <= room else {
        continue
      }
      canvas.text(
        name, x: plane.left + (Double(middle.column) + 0.5) * cell.width,
        y: plane.bottom - (Double(middle.row) + 0.5) * cell.height + 4.5,
        Canvas.TextStyle(anchor: .middle, size: 13, isStrong: true, hasHalo: true))
    }
  }

  /// Panels that show the same points over the same part of the plane draw those of the first one.
  private func drawPoints(
    _ points: PlanePoints, _ index: Int, in plane: PlanePanel, from origin: PagePoint,
    on canvas: inout Canvas
  ) {
    let first = panels[0]
    let id = "\(options.idPrefix)-points"
    let panel = panels[index]
    let isSame =
      panel.points == first.points && panel.xRange == first.xRange && panel.yRange == first.yRange
    if index > 0, isSame {
      canvas.writer.element(
        "use", ("href", "#\(id)"), ("x", pixels(plane.left - origin.x)),
        ("y", pixels(plane.top - origin.y)))
      return
    }
    let radius = min(points.radius(area: plane.area), 3.4)
    if index == 0, panels.count > 1 { canvas.writer.open("g", ("id", id)) }
    points.draw(in: plane, radius: radius, on: &canvas)
    if index == 0, panels.count > 1 { canvas.writer.close("g") }
  }

  private func drawRegions(
    _ panel: BoundaryPanel, _ index: Int, in plane: PlanePanel, on canvas: inout Canvas
  ) {
    guard let grid = DecisionGrid(panel) else { return }
    let budget = Self.byteBudget / panels.count
    let veils = grid.veils(in: plane, within: budget / 2)
    // With probabilities the classes' own hues shine through the veils; the group is faint as one,
    // for its layers lie over each other.
    func color(_ decided: Int) -> FigureStyle.Color {
      veils.isEmpty ? FigureStyle.tint(of: decided) : FigureStyle.hue(of: decided)
    }
    let layers = grid.layers(in: plane, within: budget)
    func id(_ layer: Int) -> String { "\(options.idPrefix)-region-\(index + 1)-\(layer + 1)" }
    if !veils.isEmpty { canvas.writer.open("g", ("opacity", Self.strength)) }
    canvas.writer.element(
      "rect", ("x", pixels(plane.left)), ("y", pixels(plane.top)), ("width", pixels(plane.width)),
      ("height", pixels(plane.height)), ("fill", color(grid.classes.min() ?? 0).reference))
    for (number, layer) in layers.enumerated() {
      canvas.writer.open("g", ("fill", color(layer.decided).reference))
      canvas.writer.element("path", ("id", id(number)), ("d", layer.path))
      canvas.writer.close("g")
    }
    if !veils.isEmpty { canvas.writer.close("g") }
    for veil in veils {
      canvas.writer.element(
        "path", ("d", veil), ("fill", FigureStyle.surface.reference),
        ("fill-opacity", Self.veilStrength), ("fill-rule", "evenodd"))
    }
    guard !layers.isEmpty else { return }
    canvas.writer.open(
      "g", ("fill", "none"), ("stroke", FigureStyle.ink.reference),
      // Borders of several layers may lie over each other.
      ("stroke-width", layers.count > 4 ? ".8" : "1.3"),
      ("stroke-linejoin", "round"))
    for number in layers.indices { canvas.writer.element("use", ("href", "#\(id(number))")) }
    canvas.writer.close("g")
  }
}
