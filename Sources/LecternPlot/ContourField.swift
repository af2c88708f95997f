/// Values at the points of a grid, and the lines along which they pass a level.
///
/// Source: W. Lorensen, H. Cline, Marching cubes, SIGGRAPH 1987, section 4, in two dimensions.
struct ContourField {
  private let width: Int
  private let height: Int
  private let values: [Double]
  /// Columns and rows before the first one of the author's grid.
  private let margin: Int

  /// A field as it is; lines may end at its border and beside values that are not finite.
  init(columns: Int, rows: Int, exactly values: [Double]) {
    precondition(values.count == columns * rows, "A grid has a value for each of its points.")
    width = columns
    height = rows
    margin = 0
    self.values = values
  }

  /// A field of regions, whose borders at one half are closed.
  ///
  /// - Parameters:
  ///   - columns: Of the grid.
  ///   - rows: Of the grid.
  ///   - values: 0 or 1, row by row; smoothed here, so that borders do not run in steps.
  init(columns: Int, rows: Int, values: [Double]) {
    // One more ring continues the border cells outwards, so that regions reach the frame; the
    // outermost ring is empty, so that every line closes.
    self.width = columns + 4
    self.height = rows + 4
    self.margin = 2
    let smooth = Self.smoothed(values, columns: columns, rows: rows)
    var padded = [Double](repeating: 0, count: width * height)
    for y in 1..<(height - 1) {
      let row = min(max(y - 2, 0), rows - 1)
      for x in 1..<(width - 1) {
        padded[y * width + x] = smooth[row * columns + min(max(x - 2, 0), columns - 1)]
      }
    }
    self.values = padded
  }

  /// Weighs each value with its neighbours, 1-2-1 in both directions.
  private static func smoothed(_ values: [Double], columns: Int, rows: Int) -> [Double] {
    var across = values
    for row in 0..<rows {
      let start = row * columns
      for column in 0..<columns {
        let before = values[start + max(column - 1, 0)]
        let after = values[start + min(column + 1, columns - 1)]
        across[start + column] = (before + 2 * values[start + column] + after) / 4
      }
    }
    var result = across
    for row in 0..<rows {
      let below = max(row - 1, 0) * columns
      let above = min(row + 1, rows - 1) * columns
      for column in 0..<columns {
        let middle = across[row * columns + column]
        result[row * columns + column] =
          (across[below + column] + 2 * middle + across[above + column]) / 4
      }
    }
    return result
  }

  /// Returns the closed borders of regions; points count grid cells from the middle of the first.
  func loops() -> [[PagePoint]] { lines(at: 0.5).map(\.points) }

  /// Returns the lines at a level, larger values on their left; points count grid cells.
  func lines(at level: Double) -> [(points: [PagePoint], isClosed: Bool)] {
    // Each crossed grid edge leads to the edge at which the line leaves the same square.
    // Edges: 2·point to the right, 2·point + 1 upwards.
    var next = [Int32](repeating: -1, count: 2 * width * height)
    for y in 0..<(height - 1) {
      for x in 0..<(width - 1) { link(x, y, level, &next) }
    }
    // Open lines begin at edges to which no other leads.
    var isReached = [Bool](repeating: false, count: next.count)
    for edge in next where edge >= 0 { isReached[Int(edge)] = true }
    var result: [(points: [PagePoint], isClosed: Bool)] = []
    for start in next.indices where next[start] >= 0 && !isReached[start] {
      result.append((follow(start, level, &next), false))
    }
    for start in next.indices where next[start] >= 0 {
      result.append((follow(start, level, &next), true))
    }
    return result
  }

  private func follow(_ start: Int, _ level: Double, _ next: inout [Int32]) -> [PagePoint] {
    var points = [crossing(start, level)]
    var edge = start
    while next[edge] >= 0 {
      let following = Int(next[edge])
      next[edge] = -1
      edge = following
      if edge != start { points.append(crossing(edge, level)) }
    }
    return points
  }

  private func link(_ x: Int, _ y: Int, _ level: Double, _ next: inout [Int32]) {
    let corner = y * width + x
    guard values[corner].isFinite, values[corner + 1].isFinite, values[corner + width].isFinite,
      values[corner + width + 1].isFinite
    else { return }
    func isIn(_ index: Int) -> Int { values[index] >= level ? 1 : 0 }
    let pattern =
      isIn(corner) | isIn(corner + 1) << 1 | isIn(corner + width + 1) << 2
      | isIn(corner + width) << 3
    if pattern == 0 || pattern == 15 { return }
    let bottom = 2 * corner
    let left = 2 * corner + 1
    let right = 2 * (corner + 1) + 1
    let top = 2 * (corner + width)
    func join(_ from: Int, _ to: Int) { next[from] = Int32(to) }
    switch pattern {
    case 1: join(bottom, left)
    case 2: join(right, bottom)
    case 3: join(right, left)
    case 4: join(top, right)
    case 5:
      join(bottom, left)
      join(top, right)
    case 6: join(top, bottom)
    case 7: join(top, left)
    case 8: join(left, top)
    case 9: join(bottom, top)
    case 10:
      join(right, bottom)
      join(left, top)
    case 11: join(right, top)
    case 12: join(left, right)
    case 13: join(bottom, right)
    default: join(left, bottom)
    }
  }

  private func crossing(_ edge: Int, _ level: Double) -> PagePoint {
    let (corner, isUpwards) = (edge / 2, edge % 2 == 1)
    let from = values[corner]
    let to = values[isUpwards ? corner + width : corner + 1]
    // Halves keep the distance of huge numbers finite.
    let part = (level / 2 - from / 2) / (to / 2 - from / 2)
    let x = Double(corner % width - margin)
    let y = Double(corner / width - margin)
    return isUpwards ? PagePoint(x: x, y: y + part) : PagePoint(x: x + part, y: y)
  }
}

/// Lines with fewer corners.
enum Outline {
  /// Returns the corners without which a closed line would be further off than the tolerance.
  ///
  /// Source: D. Douglas, T. Peucker, Cartographica 10(2), 1973.
  static func simplified(_ points: [PagePoint], tolerance: Double) -> [PagePoint] {
    guard points.count > 8 else { return points }
    // A closed line is two open ones, from the first point to the one halfway and back.
    let half = points.count / 2
    return simplified(points, parts: [(0, half), (half, points.count)], tolerance)
  }

  /// The same of a line whose ends are apart.
  static func simplified(open points: [PagePoint], tolerance: Double) -> [PagePoint] {
    guard points.count > 2 else { return points }
    return simplified(points, parts: [(0, points.count - 1)], tolerance)
  }

  private static func simplified(
    _ points: [PagePoint], parts: [(Int, Int)], _ tolerance: Double
  ) -> [PagePoint] {
    var isKept = [Bool](repeating: false, count: points.count)
    for (from, to) in parts {
      isKept[from] = true
      isKept[to % points.count] = true
    }
    var open = parts
    while let (from, to) = open.popLast() {
      let (start, end) = (points[from], points[to % points.count])
      var farthest = from
      var distance = tolerance
      for index in (from + 1)..<to {
        let offset = Self.distance(points[index], start, end)
        if offset > distance { (farthest, distance) = (index, offset) }
      }
      guard farthest != from else { continue }
      isKept[farthest] = true
      if farthest - from > 1 { open.append((from, farthest)) }
      if to - farthest > 1 { open.append((farthest, to)) }
    }
    return points.indices.filter { isKept[$0] }.map { points[$0] }
  }

  private static func distance(_ point: PagePoint, _ start: PagePoint, _ end: PagePoint) -> Double {
    let (dx, dy) = (end.x - start.x, end.y - start.y)
    let length = (dx * dx + dy * dy).squareRoot()
    let (px, py) = (point.x - start.x, point.y - start.y)
    if length < 1e-9 { return (px * px + py * py).squareRoot() }
    return (dx * py - dy * px).magnitude / length
  }
}
