/// The shape that tells a class or a run from its neighbours where colour does not.
enum Marker: Int, CaseIterable {
  case circle
  case triangle
  case square
  case diamond
  case cross
  case inverted
  case plus
  case hexagon

  /// The shape of a class or a run; together with its hue it occurs but once among 64.
  static func of(_ index: Int) -> Marker {
    let count = allCases.count
    let place = (index % count + count) % count
    // Three steps on, shapes differ much from the ones that had the same hue in the round before.
    return allCases[(place + 3 * Int((index / count).magnitude % UInt(count))) % count]
  }

  /// Adds the shape around a point to a path; shapes of one size look equally heavy.
  ///
  /// - Parameters:
  ///   - path: Where the shape is added.
  ///   - x: Of the middle, in CSS pixels.
  ///   - y: Of the middle, in CSS pixels.
  ///   - r: Radius of the circle, in CSS pixels; the others have about its area.
  func draw(in path: inout PathData, x: Double, y: Double, radius r: Double) {
    switch self {
    case .circle:
      path.move(x, y - r)
      path.raw("a\(pixels(r)) \(pixels(r)) 0 1 1-.1 0z")
    case .triangle:
      polygon(&path, x, y, [(0, -1.3 * r), (1.2 * r, 0.85 * r), (-1.2 * r, 0.85 * r)])
    case .inverted:
      polygon(&path, x, y, [(0, 1.3 * r), (1.2 * r, -0.85 * r), (-1.2 * r, -0.85 * r)])
    case .square:
      let s = 0.9 * r
      polygon(&path, x, y, [(-s, -s), (s, -s), (s, s), (-s, s)])
    case .diamond:
      let s = 1.3 * r
      polygon(&path, x, y, [(0, -s), (s, 0), (0, s), (-s, 0)])
    case .cross:
      let (a, b) = (1.2 * r, 0.42 * r)
      let outline = [
        (0, -b), (a - b, -a), (a, b - a), (b, 0), (a, a - b), (a - b, a), (0, b), (b - a, a),
        (-a, a - b), (-b, 0), (-a, b - a), (b - a, -a),
      ]
      polygon(&path, x, y, outline)
    case .plus:
      let (a, b) = (1.3 * r, 0.4 * r)
      let outline = [
        (-b, -a), (b, -a), (b, -b), (a, -b), (a, b), (b, b), (b, a), (-b, a), (-b, b), (-a, b),
        (-a, -b), (-b, -b),
      ]
      polygon(&path, x, y, outline)
    case .hexagon:
      let (a, b, c) = (1.1 * r, 0.55 * r, 0.95 * r)
      polygon(&path, x, y, [(-a, 0), (-b, -c), (b, -c), (a, 0), (b, c), (-b, c)])
    }
  }

  private func polygon(
    _ path: inout PathData, _ x: Double, _ y: Double, _ corners: [(x: Double, y: Double)]
  ) {
    path.move(x + corners[0].x, y + corners[0].y)
    for corner in corners.dropFirst() { path.line(x + corner.x, y + corner.y) }
    path.close()
  }

  /// Returns the path data of one shape.
  func path(x: Double, y: Double, radius: Double) -> String {
    var path = PathData()
    draw(in: &path, x: x, y: y, radius: radius)
    return path.text
  }
}
