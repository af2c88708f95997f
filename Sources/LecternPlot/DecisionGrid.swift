/// The decided class of each cell of a grid, and the smooth borders between the classes.
struct DecisionGrid {
  let columns: Int
  let rows: Int
  /// Row by row from the lowest y.
  let decisions: [Int]
  /// The classes that occur, in order.
  let classes: [Int]
  /// The probability of the decided class of each cell; empty where there is none.
  let probabilities: [Double]
  /// How far each cell is from being decided otherwise, 0 to 1; empty without probabilities.
  private let margins: [Double]

  /// A region is drawn over the ones before it.
  struct Layer {
    let decided: Int
    let path: String
  }

  private static let cellLimit = 1 << 22
  /// How far corners that are left out may lie beside a line, in CSS pixels, from fine to coarse.
  private static let tolerances = [0.25, 0.5, 0.8]

  /// Returns nil when the sizes do not fit each other, for then there is nothing to draw.
  init?(_ panel: BoundaryPanel) {
    let (count, overflows) = panel.gridColumns.multipliedReportingOverflow(by: panel.gridRows)
    guard panel.gridColumns > 0, panel.gridRows > 0, !overflows, count == panel.decisions.count,
      count <= Self.cellLimit
    else { return nil }
    let isComplete =
      panel.probabilities.count == count
      && panel.probabilities.allSatisfy { (0...1).contains($0) }
    let probabilities = isComplete ? panel.probabilities : []
    let hasMargins =
      isComplete && panel.margins.count == count
      && panel.margins.allSatisfy { (0...1).contains($0) }
    self.init(
      columns: panel.gridColumns, rows: panel.gridRows, decisions: panel.decisions,
      probabilities: probabilities,
      // Of two classes the other one has the rest.
      margins: hasMargins ? panel.margins : probabilities.map { max(2 * $0 - 1, 0) })
  }

  private init(
    columns: Int, rows: Int, decisions: [Int], probabilities: [Double], margins: [Double]
  ) {
    self.probabilities = probabilities
    self.margins = margins
    self.columns = columns
    self.rows = rows
    self.decisions = decisions
    self.classes = Set(decisions).sorted()
  }

  /// Returns one layer for each class but the first, to be drawn over each other in this order.
  ///
  /// A layer holds all cells of its class *or a later one*, so that layers are nested and their
  /// smoothed borders never leave a gap between two regions. Borders that need more bytes than
  /// there are for them become coarser.
  func layers(in plane: PlanePanel, within byteCount: Int) -> [Layer] {
    var layers: [Layer] = []
    for tolerance in Self.tolerances {
      // Past this many classes tints repeat, and each layer costs a pass over the grid.
      layers = classes.dropFirst().prefix(63).map { decided in
        Layer(decided: decided, path: contour(of: decided, in: plane, tolerance))
      }
      let size = layers.reduce(0) { $0 + $1.path.utf8.count }
      if size <= byteCount { return layers }
    }
    // Coarser than this, a grid shows no more what was decided.
    return min(columns, rows) < Self.coarsest
      ? layers : halved.layers(in: plane, within: byteCount)
  }

  private static let coarsest = 40

  /// The grid with a quarter of the cells: every second one of every second row.
  private var halved: DecisionGrid {
    let halfColumns = (columns + 1) / 2
    let halfRows = (rows + 1) / 2
    func kept<Entry>(_ entries: [Entry]) -> [Entry] {
      guard !entries.isEmpty else { return [] }
      return (0..<halfRows).flatMap { row in
        (0..<halfColumns).map { entries[2 * row * columns + 2 * $0] }
      }
    }
    return DecisionGrid(
      columns: halfColumns, rows: halfRows, decisions: kept(decisions),
      probabilities: kept(probabilities), margins: kept(margins))
  }

  private func contour(of decided: Int, in plane: PlanePanel, _ tolerance: Double) -> String {
    guard !margins.isEmpty else {
      return outline(of: decisions.map { $0 >= decided ? 1 : 0 }, in: plane, tolerance)
    }
    // The line runs where the two largest probabilities are equal, not along the edges of cells.
    let values = zip(decisions, margins).map {
      $0 >= decided ? 0.5 + $1 / 2 : min(0.5 - $1 / 2, 0.499_999)
    }
    return outline(of: values, in: plane, tolerance)
  }

  /// Of each class the cell that is farthest from cells of other classes and from the border, and
  /// how many cells away those are.
  var middles: [(decided: Int, column: Int, row: Int, reach: Int)] {
    var reach = [Int](repeating: 0, count: columns * rows)
    func place(_ column: Int, _ row: Int) -> Int { row * columns + column }
    // Distances along rows, columns and diagonals, in two passes over the grid.
    func pass(_ order: [Int], step: Int) {
      for row in step > 0 ? Array(0..<rows) : (0..<rows).reversed() {
        for column in order {
          let here = place(column, row)
          let neighbours = [(-step, 0), (0, -step), (-step, -step), (step, -step)].map {
            (column + $0.0, row + $0.1)
          }
          var nearest = step > 0 ? Int.max : reach[here]
          for (x, y) in neighbours {
            let isSame =
              (0..<columns).contains(x) && (0..<rows).contains(y)
              && decisions[place(x, y)] == decisions[here]
            nearest = min(nearest, isSame ? reach[place(x, y)] + 1 : 0)
          }
          reach[here] = nearest
        }
      }
    }
    pass(Array(0..<columns), step: 1)
    pass((0..<columns).reversed(), step: -1)
    return classes.map { decided in
      let best =
        decisions.indices.lazy.filter { decisions[$0] == decided }
        .max { reach[$0] < reach[$1] } ?? 0
      return (decided, best % columns, best / columns, reach[best])
    }
  }

  /// The probabilities up to which a region is veiled, each over the one before.
  static let veils = [0.9, 0.75, 0.6]

  /// Returns a path for each of `veils`, to be filled even-odd: the cells whose class is decided
  /// with no more than that probability.
  ///
  /// That is the plane without the areas where some class has more. Where class k is not decided
  /// for, its probability is taken for what the decided class leaves, which two classes share.
  func veils(in plane: PlanePanel, within byteCount: Int) -> [String] {
    guard !probabilities.isEmpty else { return [] }
    let frame = PathData.rectangle(
      x: plane.left - 2, y: plane.top - 2, width: plane.width + 4, height: plane.height + 4)
    var paths: [String] = []
    for tolerance in Self.tolerances {
      paths = Self.veils.map { limit in
        classes.prefix(63).reduce(frame) { path, decided in
          let values = zip(decisions, probabilities).map { decision, share in
            0.5 + (decision == decided ? share : min(share, 1 - share)) - limit
          }
          return path + outline(of: values, in: plane, tolerance)
        }
      }
      if paths.reduce(0, { $0 + $1.utf8.count }) <= byteCount { return paths }
    }
    return min(columns, rows) < Self.coarsest
      ? paths : halved.veils(in: plane, within: byteCount)
  }

  /// The closed lines around the cells whose values are one half or more.
  private func outline(
    of values: [Double], in plane: PlanePanel, _ tolerance: Double
  ) -> String {
    let field = ContourField(columns: columns, rows: rows, values: values)
    let cellWidth = plane.width / Double(columns)
    let cellHeight = plane.height / Double(rows)
    var path = PathData()
    for loop in field.loops() {
      let points = loop.map { point in
        PagePoint(
          x: plane.left + (point.x + 0.5) * cellWidth,
          y: plane.bottom - (point.y + 0.5) * cellHeight
        )
      }
      let outline = Outline.simplified(points, tolerance: tolerance)
      guard outline.count > 2 else { continue }
      path.move(outline[0].x, outline[0].y)
      for point in outline.dropFirst() { path.line(point.x, point.y) }
      path.close()
    }
    return path.text
  }
}
