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
    guard let sheet = WeightSheet(images, units, scale) else {
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

    let id = "\(options.idPrefix)-sheet"
    canvas.writer.open("defs")
    canvas.writer.element(
      "image", ("id", id), ("href", "data:image/png;base64," + sheet.base64),
      ("width", String(sheet.width)), ("height", String(sheet.height)),
      ("style", "image-rendering:pixelated"))
    canvas.writer.close("defs")
    let places = units.indices.map { index -> PagePoint in
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      return PagePoint(
        x: Double(column) * (tile + Self.gap) + 1, y: top + Double(row) * pitch)
    }
    if images.channels == 3 {
      drawTiles(places, tile, tileHeight, sheet, half: 0, on: &canvas)
    } else {
      drawMasked(places, tile, tileHeight, sheet, on: &canvas)
    }
    var frames = PathData()
    for (index, place) in places.enumerated() {
      frames.move(place.x, place.y)
      frames.raw("h\(pixels(tile))v\(pixels(tileHeight))h\(pixels(-tile))z")
      if tile >= 14 {
        canvas.text(
          String(index + 1), x: place.x + tile / 2, y: place.y + tileHeight + 12,
          Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted, size: 10.5))
      }
    }
    canvas.path(frames.text, stroke: FigureStyle.frame, width: 1)
    return canvas
  }

  /// The sheet as two masks, sizes of positive and of negative weights, over the page's own
  /// colours: 0 is the surface in light, in dark and on paper.
  private func drawMasked(
    _ places: [PagePoint], _ tile: Double, _ tileHeight: Double, _ sheet: WeightSheet,
    on canvas: inout Canvas
  ) {
    for (half, color) in [DivergingScale.positive, DivergingScale.negative].enumerated() {
      let id = "\(options.idPrefix)-mask-\(half + 1)"
      let size: [SVGWriter.Attribute] = [
        ("x", "0"), ("y", "0"), ("width", pixels(canvas.width)), ("height", pixels(canvas.height)),
      ]
      canvas.writer.open("mask", [("id", id), ("maskUnits", "userSpaceOnUse")] + size)
      drawTiles(places, tile, tileHeight, sheet, half: half, on: &canvas)
      canvas.writer.close("mask")
      canvas.writer.element(
        "rect", size + [("fill", color.reference), ("mask", "url(#\(id))")])
    }
  }

  private func drawTiles(
    _ places: [PagePoint], _ tile: Double, _ tileHeight: Double, _ sheet: WeightSheet, half: Int,
    on canvas: inout Canvas
  ) {
    for (index, place) in places.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: sheet.columns)
      let y = (half * sheet.rows + row) * images.height
      canvas.writer.open(
        "svg", ("x", pixels(place.x)), ("y", pixels(place.y)), ("width", pixels(tile)),
        ("height", pixels(tileHeight)),
        ("viewBox", "\(column * images.width) \(y) \(images.width) \(images.height)"))
      canvas.writer.element("use", ("href", "#\(options.idPrefix)-sheet"))
      canvas.writer.close("svg")
    }
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

/// Weights as one PNG: in colour around grey, or grey sizes, those of positive weights above those
/// of negative ones.
private struct WeightSheet {
  let columns: Int
  let rows: Int
  let width: Int
  let height: Int
  let base64: String

  init?(_ images: WeightImages, _ units: [[Double]], _ scale: DivergingScale) {
    guard !units.isEmpty else { return nil }
    let isColor = images.channels == 3
    columns = min(units.count, 10)
    rows = (units.count + columns - 1) / columns
    width = columns * images.width
    height = rows * images.height * (isColor ? 1 : 2)
    let stride = width * images.channels
    let rowCount = images.width * images.channels
    var samples = [UInt8](repeating: isColor ? 128 : 0, count: stride * height)
    for (index, unit) in units.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      for line in 0..<images.height {
        for offset in 0..<rowCount {
          let part = scale.part(unit[line * rowCount + offset])
          let place = (row * images.height + line) * stride + column * rowCount + offset
          if isColor {
            samples[place] = UInt8((127.5 + 127.5 * part).rounded())
          } else {
            let lower = part < 0 ? rows * images.height * stride : 0
            samples[place + lower] = UInt8((255 * part.magnitude).rounded())
          }
        }
      }
    }
    guard
      let file = try? PNGEncoder.encode(
        width: width, height: height, channels: images.channels, pixels: samples)
    else { return nil }
    base64 = Base64.encoded(file)
  }
}
