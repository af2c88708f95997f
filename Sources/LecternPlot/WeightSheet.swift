/// Weights as one PNG: in colour around grey, or grey sizes, those of positive weights above those
/// of negative ones.
struct WeightSheet {
  private let width: Int
  private let height: Int
  private let channels: Int
  private let columns: Int
  private let rows: Int
  private let base64: String

  private var sheetWidth: Int { columns * width }
  private var sheetHeight: Int { rows * height * (channels == 3 ? 1 : 2) }

  /// Steps of size: more cannot be told apart and would make the file larger.
  private static let levels = 31.0

  /// - Parameters:
  ///   - width: Of a unit's picture.
  ///   - height: Of a unit's picture.
  ///   - channels: 1 or 3.
  ///   - units: The weights of each, row by row, channels together.
  ///   - scale: What the strongest colours stand for.
  init?(width: Int, height: Int, channels: Int, _ units: [[Double]], _ scale: DivergingScale) {
    guard !units.isEmpty else { return nil }
    (self.width, self.height, self.channels) = (width, height, channels)
    columns = min(units.count, 10)
    rows = (units.count + columns - 1) / columns
    let isColor = channels == 3
    let rowCount = width * channels
    let stride = columns * rowCount
    let half = rows * height * stride
    var samples = [UInt8](repeating: isColor ? 128 : 0, count: isColor ? half : 2 * half)
    for (index, unit) in units.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      for line in 0..<height {
        for offset in 0..<rowCount {
          let part = scale.part(unit[line * rowCount + offset])
          let place = (row * height + line) * stride + column * rowCount + offset
          if isColor {
            samples[place] = UInt8((127.5 + 127.5 * part).rounded())
          } else {
            let level = (part.magnitude * Self.levels).rounded() / Self.levels
            samples[place + (part < 0 ? half : 0)] = UInt8((255 * level).rounded())
          }
        }
      }
    }
    guard
      let file = try? PNGEncoder.encode(
        width: columns * width, height: rows * height * (isColor ? 1 : 2), channels: channels,
        pixels: samples)
    else { return nil }
    base64 = Base64.encoded(file)
  }

  /// Draws the picture of each unit at its place.
  ///
  /// Sizes are masks over the page's own colours: 0 is the surface in light, in dark and on paper.
  func draw(
    _ places: [PagePoint], width tile: Double, height tileHeight: Double, id: String,
    on canvas: inout Canvas
  ) {
    canvas.writer.open("defs")
    canvas.writer.element(
      "image", ("id", "\(id)-sheet"), ("href", "data:image/png;base64," + base64),
      ("width", String(sheetWidth)), ("height", String(sheetHeight)),
      ("preserveAspectRatio", "none"), ("class", "pixels"))
    canvas.writer.close("defs")
    guard channels == 1 else {
      drawTiles(places, tile, tileHeight, half: 0, id: id, on: &canvas)
      return
    }
    let size: [SVGWriter.Attribute] = [
      ("x", "0"), ("y", "0"), ("width", pixels(canvas.width)), ("height", pixels(canvas.height)),
    ]
    for (half, color) in [DivergingScale.positive, DivergingScale.negative].enumerated() {
      let mask = "\(id)-mask-\(half + 1)"
      canvas.writer.open("mask", [("id", mask), ("maskUnits", "userSpaceOnUse")] + size)
      drawTiles(places, tile, tileHeight, half: half, id: id, on: &canvas)
      canvas.writer.close("mask")
      canvas.writer.element(
        "rect", size + [("fill", color.reference), ("mask", "url(#\(mask))")])
    }
  }

  private func drawTiles(
    _ places: [PagePoint], _ tile: Double, _ tileHeight: Double, half: Int, id: String,
    on canvas: inout Canvas
  ) {
    for (index, place) in places.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      let y = (half * rows + row) * height
      canvas.writer.open(
        "svg", ("x", pixels(place.x)), ("y", pixels(place.y)), ("width", pixels(tile)),
        ("height", pixels(tileHeight)), ("viewBox", "\(column * width) \(y) \(width) \(height)"),
        ("preserveAspectRatio", "none"))
      canvas.writer.element("use", ("href", "#\(id)-sheet"))
      canvas.writer.close("svg")
    }
  }
}
