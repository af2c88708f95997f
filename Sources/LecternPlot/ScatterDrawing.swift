/// Draws points in the plane; classes differ in hue and in shape.
struct ScatterDrawing {
  let plot: ScatterPlot
  let options: SVGOptions

  init(_ plot: ScatterPlot, _ options: SVGOptions) {
    self.plot = plot
    self.options = options
  }

  func canvas() -> Canvas {
    let points = PlanePoints(plot)
    let width = Double(min(max(options.width, 160), 4000))
    let legend = ClassLegend(plot.classNames, width: width, isNeeded: !plot.classes.isEmpty)
    let x = plot.xRange ?? AxisLimits.padded(points.xExtent)
    let y = plot.yRange ?? AxisLimits.padded(points.yExtent)
    let room = options.height.map { Double(min(max($0, 160), 4000)) } ?? 440
    let top = legend.height + 28
    var panel = PlanePanel(
      xLimits: x, yLimits: y, left: 0, top: top, xLabel: plot.xLabel, yLabel: plot.yLabel)
    panel.fit(width: width, height: room - top - 42)
    var canvas = Canvas(width: panel.right + 16, height: panel.bottom + 42)
    canvas.width = max(canvas.width, min(width, legend.width))
    legend.draw(on: &canvas)
    panel.drawAxes(on: &canvas)
    points.draw(in: panel, radius: points.radius(area: panel.area), on: &canvas)
    return canvas
  }
}

extension AxisLimits {
  /// Returns limits with a little room around the extremes, so that no mark lies on a border.
  static func padded(_ extent: ClosedRange<Double>?) -> ClosedRange<Double> {
    let tight = choose(Axis(""), data: extent, isTight: true)
    let margin = (tight.upperBound / 2 - tight.lowerBound / 2) * 0.08
    return (tight.lowerBound - margin)...(tight.upperBound + margin)
  }
}

/// The points of a plot that have a place, by class.
struct PlanePoints {
  /// Marks drawn at most; of more, each has the same chance to be among them.
  static let markLimit = 4000

  let plot: ScatterPlot
  let usable: [Int]
  let missingCount: Int

  init(_ plot: ScatterPlot) {
    self.plot = plot
    let count = min(plot.x.count, plot.y.count)
    self.usable = (0..<count).filter { plot.x[$0].isFinite && plot.y[$0].isFinite }
    self.missingCount = count - usable.count
  }

  var xExtent: ClosedRange<Double>? { Self.extent(usable.map { plot.x[$0] }) }
  var yExtent: ClosedRange<Double>? { Self.extent(usable.map { plot.y[$0] }) }

  private static func extent(_ values: [Double]) -> ClosedRange<Double>? {
    guard let low = values.min(), let high = values.max() else { return nil }
    return low...high
  }

  func classIndex(of point: Int) -> Int { point < plot.classes.count ? plot.classes[point] : 0 }

  /// The points that are drawn: all of them, or every so manieth.
  var drawn: [Int] {
    let step = max(1, (usable.count + Self.markLimit - 1) / Self.markLimit)
    return step == 1 ? usable : stride(from: 0, to: usable.count, by: step).map { usable[$0] }
  }

  /// Returns how large a mark may be, in CSS pixels, so that marks cover some tenth of an area.
  func radius(area: Double) -> Double {
    let fair = (0.12 * area / (3.14 * Double(max(drawn.count, 1)))).squareRoot()
    return min(max(fair, 1.6), 3.8)
  }

  func draw(in panel: PlanePanel, radius: Double, on canvas: inout Canvas) {
    var paths: [Int: PathData] = [:]
    let x = panel.xMap
    let y = panel.yMap
    for point in drawn {
      let place = PagePoint(x: x.position(plot.x[point]), y: y.position(plot.y[point]))
      guard place.x >= panel.left - 1, place.x <= panel.right + 1, place.y >= panel.top - 1,
        place.y <= panel.bottom + 1
      else { continue }
      let index = classIndex(of: point)
      Marker.of(index).draw(
        in: &paths[index, default: PathData()], x: place.x, y: place.y, radius: radius)
    }
    for (index, path) in paths.sorted(by: { $0.key < $1.key }) {
      canvas.marks(
        path.text, fill: FigureStyle.hue(of: index), rim: radius > 2 ? 1.4 : 0.6)
    }
  }
}

/// The names of classes with their marks, in rows above a drawing.
struct ClassLegend {
  private struct Entry {
    let index: Int
    let name: String
    let x: Double
    let row: Int
  }

  private static let rowHeight = 19.0
  private static let limit = 40
  private let entries: [Entry]
  let height: Double
  let width: Double

  init(_ names: [String], width room: Double, isNeeded: Bool) {
    var entries: [Entry] = []
    var x = 0.0
    var row = 0
    var widest = 0.0
    var labels = isNeeded ? Array(names.prefix(Self.limit)) : []
    if isNeeded && names.count > Self.limit {
      labels.append("and \(Words.count(names.count - Self.limit)) more")
    }
    for (index, name) in labels.enumerated() {
      let shown = TextMetrics.truncated(name, to: room - 20, size: Canvas.fontSize)
      let width = TextMetrics.width(shown, size: Canvas.fontSize) + 32
      if x > 0 && x + width > room {
        x = 0
        row += 1
      }
      entries.append(Entry(index: index, name: shown, x: x, row: row))
      x += width
      widest = max(widest, x)
    }
    self.entries = entries
    self.height = entries.isEmpty ? 0 : Double(row + 1) * Self.rowHeight + 2
    self.width = widest
  }

  func draw(on canvas: inout Canvas) {
    for entry in entries {
      let y = 14 + Double(entry.row) * Self.rowHeight
      let hue = FigureStyle.hue(of: entry.index)
      if entry.index < Self.limit {
        let marker = Marker.of(entry.index)
        canvas.marks(marker.path(x: entry.x + 5, y: y - 4, radius: 4), fill: hue)
      }
      canvas.text(entry.name, x: entry.x + 14, y: y)
    }
  }
}
