/// One panel of level lines: its lines and where its labels stand.
struct ContourPanelDrawing {
  let panel: ContourPanel
  let plane: PlanePanel
  private var levels: [ContourLevel]
  /// The line on which the function is as low as at the lowest point of the region.
  private let touching: [(points: [PagePoint], isClosed: Bool)]
  private var pathLabels: PathLabels

  /// Whether every path has its name beside it.
  var areAllPathsLabelled: Bool { pathLabels.isComplete }

  init(_ panel: ContourPanel, in plane: PlanePanel, labelsPaths: Bool) {
    self.panel = panel
    self.plane = plane
    var space = LabelSpace(plane)
    let x = plane.xMap
    let y = plane.yMap
    for place in [panel.points == nil ? panel.minimum : nil, panel.region?.lowest].compactMap(
      \.self)
    {
      space.take(
        LabelSpace.Box(
          center: PagePoint(x: x.position(place.x), y: y.position(place.y)), width: 14, height: 14))
    }
    if let region = panel.region {
      let reach = (
        x.position(region.radius) - x.position(0), y.position(0) - y.position(region.radius)
      )
      space.take(
        LabelSpace.Box(
          center: PagePoint(x: x.position(0), y: y.position(0)), width: 2 * reach.0,
          height: 2 * reach.1))
    }
    touching =
      panel.region.map { ContourLevel.lines(through: $0.lowest.value, of: panel, in: plane) } ?? []
    pathLabels = PathLabels(panel, plane, in: &space, isNeeded: labelsPaths)
    levels = ContourLevel.levels(of: panel, in: plane)
    ContourLevel.placeLabels(
      of: &levels, beside: touching.flatMap(\.points), in: &space)
  }

  func draw(id: String, on canvas: inout Canvas) {
    drawTitle(on: &canvas)
    canvas.openClipped(
      id: id, x: plane.left, y: plane.top, width: plane.width, height: plane.height)
    if let region = panel.region { drawRegion(region, on: &canvas) }
    let isGround = !panel.paths.isEmpty || panel.region != nil
    // Hues are those of classes where there are points.
    let color =
      panel.points != nil
      ? FigureStyle.ink : isGround ? FigureStyle.axis : FigureStyle.hue(of: 0)
    if let points = panel.points.map(PlanePoints.init) {
      points.draw(in: plane, radius: points.radius(area: plane.area), on: &canvas)
    }
    for level in levels {
      canvas.path(
        ContourLevel.path(level.shownLines), stroke: color, width: isGround ? 0.9 : 1.3)
    }
    canvas.path(ContourLevel.path(touching), stroke: FigureStyle.hue(of: 0), width: 1.8)
    for level in levels {
      guard let box = level.place else { continue }
      // Letters hang a little below the middle of their line.
      let down = 0.35 * ContourLevel.labelSize
      canvas.text(
        level.label, x: box.center.x - sine(box.angle) * down,
        y: box.center.y + cosine(box.angle) * down,
        Canvas.TextStyle(
          anchor: .middle, color: FigureStyle.muted, size: ContourLevel.labelSize, hasHalo: true,
          rotation: box.angle * 180 / .pi))
    }
    pathLabels.drawLines(on: &canvas)
    canvas.writer.close("g")
    if !panel.levels.isEmpty, levels.allSatisfy(\.lines.isEmpty) {
      canvas.text(
        "no level lies in this frame", x: (plane.left + plane.right) / 2,
        y: (plane.top + plane.bottom) / 2,
        Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted, hasHalo: true))
    }
    drawPlaces(on: &canvas)
    pathLabels.drawNames(on: &canvas)
  }

  private func drawTitle(on canvas: inout Canvas) {
    guard !panel.title.isEmpty else { return }
    let size = Canvas.fontSize + 0.5
    canvas.text(
      TextMetrics.truncated(
        panel.title, to: plane.width / TextMetrics.strongSpread, size: size), x: plane.left,
      y: plane.top - 36, Canvas.TextStyle(size: size, isStrong: true))
    guard let region = panel.region else { return }
    let lowest = region.lowest
    let x = panel.xLabel.isEmpty ? "x" : panel.xLabel
    let y = panel.yLabel.isEmpty ? "y" : panel.yLabel
    let words =
      "\(region.isShared ? "one of the lowest" : "lowest"): \(x) = \(Words.drawn(lowest.x)), \(y) = \(Words.drawn(lowest.y))"
    canvas.text(
      TextMetrics.truncated(words, to: plane.width, size: Canvas.fontSize), x: plane.left,
      y: plane.top - 20, Canvas.TextStyle(color: FigureStyle.muted))
  }

  private func drawRegion(_ region: ContourPanel.Region, on canvas: inout Canvas) {
    let x = plane.xMap
    let y = plane.yMap
    let r = region.radius
    let corners: [(Double, Double)] =
      switch region.norm {
      case .l1: [(r, 0), (0, r), (-r, 0), (0, -r)]
      case .l2:
        (0..<120).map { step in
          let angle = Double(step) / 60 * .pi
          return (r * cosine(angle), r * sine(angle))
        }
      }
    var path = PathData()
    for (index, corner) in corners.enumerated() {
      let place = PagePoint(x: x.position(corner.0), y: y.position(corner.1))
      if index == 0 { path.move(place.x, place.y) } else { path.line(place.x, place.y) }
    }
    path.close()
    canvas.marks(path.text, fill: FigureStyle.tint(of: 1))
    var zero = PathData()
    if plane.xLimits.contains(0) {
      zero.move(x.position(0), plane.top)
      zero.line(x.position(0), plane.bottom)
    }
    if plane.yLimits.contains(0) {
      zero.move(plane.left, y.position(0))
      zero.line(plane.right, y.position(0))
    }
    canvas.path(zero.text, stroke: FigureStyle.axis, width: 0.8, dashes: "2 3")
    canvas.path(path.text, stroke: FigureStyle.hue(of: 1), width: 1.5)
  }

  /// Marks the lowest point of the function, and that of a region.
  private func drawPlaces(on canvas: inout Canvas) {
    let x = plane.xMap
    let y = plane.yMap
    if let minimum = panel.minimum, panel.points == nil {
      canvas.marks(
        Marker.plus.path(x: x.position(minimum.x), y: y.position(minimum.y), radius: 4.6),
        fill: FigureStyle.ink, rim: 2.5)
    }
    if let lowest = panel.region?.lowest {
      canvas.marks(
        Marker.circle.path(x: x.position(lowest.x), y: y.position(lowest.y), radius: 4.6),
        fill: FigureStyle.hue(of: 1), rim: 2.5)
    }
  }
}
