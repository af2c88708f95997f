/// The lines of one level of a panel on the page, and its label.
struct ContourLevel {
  /// In CSS pixels, point by point of the grid.
  let lines: [(points: [PagePoint], isClosed: Bool)]
  let label: String
  var place: LabelSpace.Box?

  static let labelSize = 10.5

  /// The lines of a panel's levels without labels.
  static func levels(of panel: ContourPanel, in plane: PlanePanel) -> [ContourLevel] {
    guard let field = ContourField(panel) else { return [] }
    let digits = Words.digits(telling: panel.levels)
    return panel.levels.map { value in
      ContourLevel(
        lines: field.lines(at: value).map { (points(of: $0.points, panel, plane), $0.isClosed) },
        label: Words.drawn(value, digits: digits))
    }
  }

  /// The lines on which the function has the value that it has at a place.
  static func lines(
    through value: Double, of panel: ContourPanel, in plane: PlanePanel
  ) -> [(points: [PagePoint], isClosed: Bool)] {
    ContourField(panel)?.lines(at: value).map {
      (points(of: $0.points, panel, plane), $0.isClosed)
    } ?? []
  }

  private static func points(
    of cells: [PagePoint], _ panel: ContourPanel, _ plane: PlanePanel
  ) -> [PagePoint] {
    let last = Double(panel.gridCount - 1)
    return cells.map {
      PagePoint(
        x: plane.left + $0.x / last * plane.width, y: plane.bottom - $0.y / last * plane.height)
    }
  }

  /// Path data of lines, without the corners that nobody sees.
  static func path(_ lines: [(points: [PagePoint], isClosed: Bool)]) -> String {
    var path = PathData()
    for (points, isClosed) in lines where points.count > 1 {
      let corners =
        isClosed
        ? Outline.simplified(points, tolerance: 0.15)
        : Outline.simplified(open: points, tolerance: 0.15)
      for (index, point) in corners.enumerated() {
        if index == 0 { path.move(point.x, point.y) } else { path.line(point.x, point.y) }
      }
      if isClosed { path.close() }
    }
    return path.text
  }

  /// Finds a place for each label on a line of its level, where no other line runs through it.
  static func placeLabels(
    of levels: inout [ContourLevel], beside others: [PagePoint], in space: inout LabelSpace
  ) {
    var lines = PointGrid()
    lines.add(others, owner: -1)
    for (index, level) in levels.enumerated() {
      lines.add(level.lines.flatMap(\.points), owner: index)
    }
    for index in levels.indices {
      guard let box = levels[index].bestPlace(index, beside: lines, in: space) else { continue }
      levels[index].place = box
      space.take(box)
    }
  }

  /// The lines, open where their label stands.
  var shownLines: [(points: [PagePoint], isClosed: Bool)] {
    guard let place else { return lines }
    return lines.flatMap { line -> [(points: [PagePoint], isClosed: Bool)] in
      guard let first = line.points.firstIndex(where: { place.contains($0) }) else { return [line] }
      // A closed line begins at its gap.
      let points =
        line.isClosed
        ? Array(line.points[first...] + line.points[..<first]) + [line.points[first]]
        : line.points
      var parts: [[PagePoint]] = [[]]
      for point in points {
        if place.contains(point) {
          if !(parts[parts.count - 1].isEmpty) { parts.append([]) }
        } else {
          parts[parts.count - 1].append(point)
        }
      }
      return parts.filter { $0.count > 1 }.map { ($0, false) }
    }
  }

  /// The flattest stretch of the level's longest lines that has room for the label.
  private func bestPlace(
    _ owner: Int, beside all: PointGrid, in space: LabelSpace
  ) -> LabelSpace.Box? {
    let width = TextMetrics.width(label, size: Self.labelSize) + 4
    let longest = lines.sorted { $0.points.count > $1.points.count }.prefix(3)
    for (points, _) in longest where Self.length(points) > 2.2 * width {
      var best: (box: LabelSpace.Box, cost: Double)?
      for index in stride(from: 0, to: points.count, by: 2) {
        guard let angle = direction(of: points, at: index, over: width) else { continue }
        let (dx, dy) = (points[index].x - space.center.x, points[index].y - space.center.y)
        let cost = angle.magnitude + 0.8 * (dx * dx + dy * dy).squareRoot() / space.reach
        if let best, best.cost <= cost { continue }
        let box = LabelSpace.Box(
          center: points[index], width: width, height: Self.labelSize, angle: angle)
        guard space.isFree(box), !all.touches(box, margin: 2, except: owner) else {
          continue
        }
        best = (box, cost)
      }
      if let best { return best.box }
    }
    return nil
  }

  /// The direction of a line where a label would cover it; nil where it bends too much.
  private func direction(
    of points: [PagePoint], at index: Int, over width: Double
  ) -> Double? {
    let middle = points[index]
    func reach(_ step: Int) -> PagePoint? {
      var place = index
      while points.indices.contains(place) {
        let (dx, dy) = (points[place].x - middle.x, points[place].y - middle.y)
        if dx * dx + dy * dy >= width * width / 4 { return points[place] }
        place += step
      }
      return nil
    }
    guard let before = reach(-1), let after = reach(1) else { return nil }
    var angle = arcTangent(after.y - before.y, after.x - before.x)
    if angle > .pi / 2 { angle -= .pi }
    if angle < -.pi / 2 { angle += .pi }
    let box = LabelSpace.Box(center: middle, width: width, height: 1, angle: angle)
    let bend = max(box.local(before).y.magnitude, box.local(after).y.magnitude)
    return bend < 3.5 ? angle : nil
  }

  private static func length(_ points: [PagePoint]) -> Double {
    zip(points, points.dropFirst()).reduce(0) {
      let (dx, dy) = ($1.1.x - $1.0.x, $1.1.y - $1.0.y)
      return $0 + (dx * dx + dy * dy).squareRoot()
    }
  }
}

extension ContourField {
  /// The grid of a panel; nil where it has not the size that it claims.
  init?(_ panel: ContourPanel) {
    let count = panel.gridCount
    guard (2...1000).contains(count), panel.values.count == count * count else { return nil }
    self.init(columns: count, rows: count, exactly: panel.values)
  }
}
