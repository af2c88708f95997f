/// Points of the page in cells, so that those near a box are found without asking all.
struct PointGrid {
  private static let cell = 16.0

  private var cells: [Int: [(point: PagePoint, owner: Int)]] = [:]
  private var taken: Set<Int> = []

  /// Adds points that belong to an owner; of those that lie within three pixels of each other, one.
  mutating func add(_ points: [PagePoint], owner: Int) {
    for point in points where point.x.magnitude < 1e5 && point.y.magnitude < 1e5 {
      let place = Self.key(point, size: 3) &* 131 &+ owner
      guard taken.insert(place).inserted else { continue }
      cells[Self.key(point, size: Self.cell), default: []].append((point, owner))
    }
  }

  /// Whether a point of others than an owner lies in a box or this close to it.
  func touches(_ box: LabelSpace.Box, margin: Double, except owner: Int? = nil) -> Bool {
    let corners = box.corners
    let reach = margin + 1
    let left = (corners.map(\.x).min() ?? 0) - reach
    let right = (corners.map(\.x).max() ?? 0) + reach
    let top = (corners.map(\.y).min() ?? 0) - reach
    let bottom = (corners.map(\.y).max() ?? 0) + reach
    for row in Self.index(top, Self.cell)...Self.index(bottom, Self.cell) {
      for column in Self.index(left, Self.cell)...Self.index(right, Self.cell) {
        for entry in cells[Self.key(column, row)] ?? [] where entry.owner != owner {
          if box.contains(entry.point, margin: margin) { return true }
        }
      }
    }
    return false
  }

  private static func index(_ place: Double, _ size: Double) -> Int {
    Int((min(max(place, -1e5), 1e5) / size).rounded(.down))
  }

  private static func key(_ point: PagePoint, size: Double) -> Int {
    key(index(point.x, size), index(point.y, size))
  }

  private static func key(_ column: Int, _ row: Int) -> Int { column &* 1_000_003 &+ row }
}
