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

  /// A region is drawn over the ones before it.
  struct Layer {
    let decided: Int
    let path: String
  }

  /// Bytes of path data for one panel; a border that needs more is drawn more coarsely.
  static let byteLimit = 40_000
  private static let veilByteLimit = 15_000
  private static let cellLimit = 1 << 22

  /// Returns nil when the sizes do not fit each other, for then there is nothing to draw.
  init?(_ panel: BoundaryPanel) {
    let (count, overflows) = panel.gridColumns.multipliedReportingOverflow(by: panel.gridRows)
    guard panel.gridColumns > 0, panel.gridRows > 0, !overflows, count == panel.decisions.count,
      count <= Self.cellLimit
    else { return nil }
    let isComplete =
      panel.probabilities.count == count
      && panel.probabilities.allSatisfy { (0...1).contains($0) }
    self.init(
      columns: panel.gridColumns, rows: panel.gridRows, decisions: panel.decisions,
      probabilities: isComplete ? panel.probabilities : [])
  }

  private init(columns: Int, rows: Int, decisions: [Int], probabilities: [Double]) {
    self.probabilities = probabilities
    self.columns = columns
    self.rows = rows
    self.decisions = decisions
    self.classes = Set(decisions).sorted()
  }

  /// Returns one layer for each class but the first, to be drawn over each other in this order.
  ///
  /// A layer holds all cells of its class *or a later one*, so that layers are nested and their
  /// smoothed borders never leave a gap between two regions.
  func layers(in plane: PlanePanel) -> [Layer] {
    // Past this many classes tints repeat, and each layer costs a pass over the grid.
    let layers = classes.dropFirst().prefix(63).map { decided in
      Layer(decided: decided, path: contour(of: decided, in: plane))
    }
    let size = layers.reduce(0) { $0 + $1.path.utf8.count }
    if size <= Self.byteLimit || columns < 4 || rows < 4 { return layers }
    return halved.layers(in: plane)
  }

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
      probabilities: kept(probabilities))
  }

  private func contour(of decided: Int, in plane: PlanePanel) -> String {
    guard !probabilities.isEmpty else {
      return outline(of: decisions.map { $0 >= decided ? 1 : 0 }, in: plane)
    }
    // The line runs where the probabilities are equal, not along the edges of cells.
    let values = zip(decisions, probabilities).map {
      $0 >= decided ? max($1, 0.5) : min(1 - $1, 0.499_999)
    }
    return outline(of: values, in: plane)
  }

  /// The probabilities up to which a region is veiled, each over the one before.
  static let veils = [0.9, 0.75, 0.6]

  /// Returns a path for each of `veils`, to be filled even-odd: the cells whose class is decided
  /// with no more than that probability.
  ///
  /// That is the plane without the areas where some class has more. Where class k is not decided
  /// for, its probability is taken for what the decided class leaves, which two classes share.
  func veils(in plane: PlanePanel) -> [String] {
    guard !probabilities.isEmpty else { return [] }
    let frame = PathData.rectangle(
      x: plane.left - 2, y: plane.top - 2, width: plane.width + 4, height: plane.height + 4)
    let paths = Self.veils.map { limit in
      classes.prefix(63).reduce(frame) { path, decided in
        let values = zip(decisions, probabilities).map { decision, share in
          0.5 + (decision == decided ? share : min(share, 1 - share)) - limit
        }
        return path + outline(of: values, in: plane)
      }
    }
    let size = paths.reduce(0) { $0 + $1.utf8.count }
    if size <= Self.veilByteLimit || columns < 4 || rows < 4 { return paths }
    return halved.veils(in: plane)
  }

  /// The closed lines around the cells whose values are one half or more.
  private func outline(of values: [Double], in plane: PlanePanel) -> String {
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
      let outline = Outline.simplified(points, tolerance: 0.25)
      guard outline.count > 2 else { continue }
      path.move(outline[0].x, outline[0].y)
      for point in outline.dropFirst() { path.line(point.x, point.y) }
      path.close()
    }
    return path.text
  }
}
