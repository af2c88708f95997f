/// Draws functions of two numbers by their level lines: panels side by side, on common axes.
struct ContourDrawing {
  private let panels: [ContourPanel]
  private let options: SVGOptions

  private static let gap = 26.0
  private static let narrowest = 230.0
  /// Panels drawn at most.
  static let panelLimit = 12

  init(_ panels: [ContourPanel], _ options: SVGOptions) {
    self.panels = Array(panels.prefix(Self.panelLimit))
    self.options = options
  }

  func canvas() -> Canvas {
    let width = Double(min(max(options.width, 200), 4000))
    guard let first = panels.first else {
      var canvas = Canvas(width: width, height: 40)
      canvas.text("no panels", x: 0, y: 20, Canvas.TextStyle(color: FigureStyle.muted))
      return canvas
    }
    let columns = min(panels.count, max(1, Int(width / Self.narrowest)))
    let rows = (panels.count + columns - 1) / columns
    var plane = PlanePanel(
      xLimits: AxisLimits.choose(Axis("", range: first.xRange), data: nil, isTight: true),
      yLimits: AxisLimits.choose(Axis("", range: first.yRange), data: nil, isTight: true),
      left: 0, top: 0, xLabel: first.xLabel, yLabel: first.yLabel)
    let aspect = PlanePanel.aspect(plane.xLimits, plane.yLimits)
    let tallest = options.height.map { Double(min(max($0, 160), 4000)) - 80 } ?? 420
    // The labels of the vertical axis take room from the panels, whose height decides over them.
    for _ in 0..<2 {
      let room = width - plane.tickRoom - Self.gap * Double(columns - 1) - 12
      plane.width = max(min(room / Double(columns), tallest / aspect), 60)
      plane.height = plane.width * aspect
    }
    let (panelWidth, tickRoom) = (plane.width, plane.tickRoom)

    let hasTitles = panels.contains { !$0.title.isEmpty }
    // The name of the vertical axis stands in a line of its own, below the titles' two lines.
    let head = hasTitles ? 54.0 : 24
    let pitchX = panelWidth + Self.gap
    let pitchY = plane.height + head + 20
    func planes(below top: Double) -> [PlanePanel] {
      panels.indices.map { index in
        let (row, column) = index.quotientAndRemainder(dividingBy: columns)
        var result = PlanePanel(
          xLimits: plane.xLimits, yLimits: plane.yLimits,
          left: tickRoom + Double(column) * pitchX, top: top + head + Double(row) * pitchY,
          xLabel: first.xLabel, yLabel: first.yLabel)
        result.width = plane.width
        result.height = plane.height
        return result
      }
    }
    var drawings = zip(panels, planes(below: 0)).map {
      ContourPanelDrawing($0, in: $1, labelsPaths: true)
    }
    let labelsPaths = drawings.allSatisfy(\.areAllPathsLabelled)
    let legend = legend(namesPaths: !labelsPaths, width: width)
    if legend.height > 0 {
      drawings = zip(panels, planes(below: legend.height)).map {
        ContourPanelDrawing($0, in: $1, labelsPaths: labelsPaths)
      }
    }
    var canvas = Canvas(
      width: tickRoom + Double(columns) * pitchX - Self.gap + 12,
      height: legend.height + Double(rows) * pitchY - 20 + ChartFrame.footHeight)
    if panels.contains(where: { !$0.paths.isEmpty }) || legend.height > 0 {
      canvas.width = max(canvas.width, width)
    }
    legend.draw(on: &canvas)
    for (index, drawing) in drawings.enumerated() {
      drawing.draw(id: "\(options.idPrefix)-panel-\(index + 1)", on: &canvas)
      drawing.plane.drawAxes(
        on: &canvas, labelsX: index + columns >= panels.count,
        labelsY: index.isMultiple(of: columns), yTitle: false)
      if index.isMultiple(of: columns) {
        canvas.text(
          TextMetrics.truncated(
            first.yLabel, to: tickRoom + drawing.plane.width, size: Canvas.fontSize), x: 0,
          y: drawing.plane.top - (hasTitles ? 8 : 12),
          Canvas.TextStyle(color: FigureStyle.muted))
      }
    }
    return canvas
  }

  /// The classes of the points, and the paths where these have no names beside them.
  private func legend(namesPaths: Bool, width: Double) -> FigureLegend {
    let classes = panels.first?.points?.classNames ?? []
    let marks = (classes.count > 1 ? classes : []).enumerated().map { index, name in
      (name, FigureLegend.Sample.mark(FigureStyle.hue(of: index), Marker.of(index)))
    }
    let paths = namesPaths ? panels.map(\.paths).max { $0.count < $1.count } ?? [] : []
    let lines = paths.enumerated().map { index, path in
      (
        path.name,
        FigureLegend.Sample.line(
          FigureStyle.hue(of: index), dashes: nil, marker: Marker.of(index))
      )
    }
    return FigureLegend(marks + lines, width: width)
  }
}
