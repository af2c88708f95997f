/// Draws the incoming weights of units as pictures in rows; all of them travel in one PNG.
struct WeightImagesDrawing {
  private let images: WeightImages
  private let options: SVGOptions

  private static let gap = 8.0
  private static let labelHeight = 14.0

  init(_ images: WeightImages, _ options: SVGOptions) {
    self.images = images
    self.options = options
  }

  func canvas() -> Canvas {
    let width = Double(min(max(options.width, 160), 4000))
    let units = images.shown
    let scale = DivergingScale(units.joined())
    guard
      let sheet = WeightSheet(
        width: images.width, height: images.height, channels: images.channels, units, scale)
    else {
      var canvas = Canvas(width: width, height: 32)
      canvas.text("no weights", x: 0, y: 20, Canvas.TextStyle(color: FigureStyle.muted))
      return canvas
    }
    let columns = min(units.count, columnCount(units.count, width: width))
    let tile = tileWidth(room: (width - Self.gap * Double(columns - 1) - 2) / Double(columns))
    let tileHeight = tile * Double(images.height) / Double(images.width)
    let rows = (units.count + columns - 1) / columns
    let pitch = tileHeight + Self.labelHeight + Self.gap
    let top = DivergingScale.barHeight + 14
    let barWidth = min(220.0, width - 60)
    var canvas = Canvas(
      width: max(Double(columns) * (tile + Self.gap) - Self.gap + 2, barWidth + 60),
      height: top + Double(rows) * pitch)
    scale.drawBar(
      id: options.idPrefix, x: 24, y: 4, width: barWidth, isGrey: images.channels == 3, on: &canvas)

    let places = units.indices.map { index -> PagePoint in
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      return PagePoint(
        x: Double(column) * (tile + Self.gap) + 1, y: top + Double(row) * pitch)
    }
    sheet.draw(places, width: tile, height: tileHeight, id: options.idPrefix, on: &canvas)
    var frames = PathData()
    for (index, place) in places.enumerated() {
      frames.move(place.x, place.y)
      frames.raw("h\(pixels(tile))v\(pixels(tileHeight))h\(pixels(-tile))z")
      if tile >= 14 {
        canvas.text(
          name(of: index, width: tile + Self.gap - 2), x: place.x + tile / 2,
          y: place.y + tileHeight + 12,
          Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted, size: 10.5))
      }
    }
    canvas.path(frames.text, stroke: FigureStyle.frame, width: 1)
    return canvas
  }

  /// What stands below a picture: the class that the unit decides for, else its number.
  private func name(of unit: Int, width: Double) -> String {
    guard let names = images.names, names.indices.contains(unit) else { return String(unit + 1) }
    return TextMetrics.truncated(names[unit], to: width, size: 10.5)
  }

  private func columnCount(_ count: Int, width: Double) -> Int {
    if count <= 6 { return count }
    let most = max(3, Int(width / 56))
    return min(most, count > 40 ? 10 : count > 15 ? 8 : 5)
  }

  /// Whole multiples of the pixels where there is room for them, so that all are equally large.
  private func tileWidth(room: Double) -> Double {
    let width = Double(images.width)
    let most = min(room, 112, 220 * width / Double(images.height))
    let multiple = (most / width).rounded(.down)
    return multiple >= 1 ? multiple * width : max(most, 8)
  }
}
