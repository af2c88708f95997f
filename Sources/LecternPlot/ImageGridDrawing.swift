/// Draws small pictures in rows, each with its label; all of them travel in one PNG.
struct ImageGridDrawing {
  private let grid: ImageGrid
  private let options: SVGOptions

  private static let labelHeight = 14.0
  private static let gap = 10.0
  private static let leastColumns = 4

  init(_ grid: ImageGrid, _ options: SVGOptions) {
    self.grid = grid
    self.options = options
  }

  func canvas() -> Canvas {
    let width = Double(min(max(options.width, 160), 4000))
    let pictures = grid.shown
    guard let sheet = PictureSheet(grid, pictures) else {
      var canvas = Canvas(width: width, height: 32)
      canvas.text("no pictures", x: 0, y: 20, Canvas.TextStyle(color: FigureStyle.muted))
      return canvas
    }
    let columns = columnCount(pictures, width: width)
    let room = (width - Self.gap * Double(columns - 1)) / Double(columns)
    let tileWidth = tileWidth(room: room)
    let tileHeight = tileWidth * Double(grid.height) / Double(grid.width)
    let hasLabels = pictures.contains { !$0.label.isEmpty }
    let rows = (pictures.count + columns - 1) / columns
    // Labels may be wider than small pictures: the columns share out the width they need.
    let labelWidth = pictures.map { TextMetrics.width($0.label, size: 11) }.max() ?? 0
    let column = min(room, max(tileWidth, min(labelWidth + 2, 1.6 * tileWidth)))
    let lines = pictures.map { TextMetrics.wrapped($0.label, to: column, size: 11) }
    let lineCount = lines.map(\.count).max() ?? 0
    let pitch = tileHeight + (hasLabels ? Double(lineCount) * Self.labelHeight + 9 : Self.gap)

    var canvas = Canvas(
      width: Double(columns) * (column + Self.gap) - Self.gap + 2,
      height: Double(rows) * pitch - (hasLabels ? 4 : Self.gap) + 2)
    // The sheet is wound once around the drawing's places: each shows its own part of it.
    let id = "\(options.idPrefix)-sheet"
    canvas.writer.open("defs")
    canvas.writer.element(
      "image", ("id", id), ("href", "data:image/png;base64," + sheet.base64),
      ("width", String(sheet.width)), ("height", String(sheet.height)),
      ("class", "pixels"))
    canvas.writer.close("defs")

    var frames = PathData()
    canvas.writer.open("g", ("opacity", FigureStyle.paper.reference))
    for index in pictures.indices {
      let place = place(index, columns, column, pitch, tileWidth)
      let (row, part) = index.quotientAndRemainder(dividingBy: sheet.columns)
      canvas.writer.open(
        "svg", ("x", pixels(place.x)), ("y", pixels(place.y)), ("width", pixels(tileWidth)),
        ("height", pixels(tileHeight)),
        ("viewBox", "\(part * grid.width) \(row * grid.height) \(grid.width) \(grid.height)"))
      canvas.writer.element("use", ("href", "#\(id)"))
      canvas.writer.close("svg")
      frames.move(place.x, place.y)
      frames.raw("h\(pixels(tileWidth))v\(pixels(tileHeight))h\(pixels(-tileWidth))z")
    }
    canvas.writer.close("g")
    canvas.path(frames.text, stroke: FigureStyle.frame, width: 1)
    for (index, lines) in lines.enumerated() {
      let place = place(index, columns, column, pitch, tileWidth)
      for (number, line) in lines.enumerated() {
        canvas.text(
          line, x: place.x + tileWidth / 2,
          y: place.y + tileHeight + Double(number) * Self.labelHeight + 13,
          Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted, size: 11))
      }
    }
    return canvas
  }

  /// Fewer pictures stand in a row where their labels would be cut.
  private func columnCount(_ pictures: [ImageGrid.Picture], width: Double) -> Int {
    let wished = Self.columnCount(pictures.count)
    guard wished > Self.leastColumns else { return wished }
    let labels = Set(pictures.map(\.label))
    return (Self.leastColumns...wished).reversed().first { columns in
      let room = (width - Self.gap * Double(columns - 1)) / Double(columns)
      let column = max(tileWidth(room: room), min(room, 1.6 * tileWidth(room: room)))
      return labels.allSatisfy { label in
        label.hasSuffix("…")
          || TextMetrics.wrapped(label, to: column, size: 11).allSatisfy { !$0.hasSuffix("…") }
      }
    } ?? Self.leastColumns
  }

  private func place(
    _ index: Int, _ columns: Int, _ column: Double, _ pitch: Double, _ tileWidth: Double
  ) -> PagePoint {
    let (row, part) = index.quotientAndRemainder(dividingBy: columns)
    return PagePoint(
      x: Double(part) * (column + Self.gap) + (column - tileWidth) / 2 + 1,
      y: Double(row) * pitch + 1)
  }

  /// Rows of ten are counted at a glance; other numbers make a grid twice as wide as high.
  private static func columnCount(_ count: Int) -> Int {
    if count <= 8 { return count }
    if count % 10 == 0 { return 10 }
    let wide = Int((Double(count) * 1.9).squareRoot().rounded(.up))
    return min(max(wide, 5), 16)
  }

  /// Whole multiples of the pixels where there is room for them, so that all are equally large.
  private func tileWidth(room: Double) -> Double {
    let width = Double(grid.width)
    let most = min(room, 112, 220 * width / Double(grid.height))
    let multiple = (most / width).rounded(.down)
    return multiple >= 1 ? multiple * width : max(most, 8)
  }
}

extension ImageGrid {
  /// Samples of all pictures together that one figure carries.
  private static let sampleLimit = 3_000_000
  private static let pictureLimit = 400

  /// The pictures that are drawn: those whose pixels fit the sizes, up to what a page can bear.
  var shown: [Picture] {
    let (area, overflows) = width.multipliedReportingOverflow(by: height)
    let (samples, samplesOverflow) = area.multipliedReportingOverflow(by: channels)
    guard width > 0, height > 0, channels == 1 || channels == 3, !overflows, !samplesOverflow,
      samples <= Self.sampleLimit
    else { return [] }
    let fitting = pictures.filter { $0.pixels.count == samples }
    return Array(fitting.prefix(min(Self.pictureLimit, Self.sampleLimit / samples)))
  }
}

/// Pictures side by side in one PNG file.
private struct PictureSheet {
  let columns: Int
  let width: Int
  let height: Int
  let base64: String

  init?(_ grid: ImageGrid, _ pictures: [ImageGrid.Picture]) {
    guard !pictures.isEmpty else { return nil }
    columns = min(pictures.count, 20)
    let rows = (pictures.count + columns - 1) / columns
    width = columns * grid.width
    height = rows * grid.height
    let isInk = Self.isInk(grid, pictures)
    let stride = width * grid.channels
    let rowBytes = grid.width * grid.channels
    var samples = [UInt8](repeating: 255, count: stride * height)
    for (index, picture) in pictures.enumerated() {
      let (row, column) = index.quotientAndRemainder(dividingBy: columns)
      for line in 0..<grid.height {
        let target = (row * grid.height + line) * stride + column * rowBytes
        for offset in 0..<rowBytes {
          let sample = picture.pixels[line * rowBytes + offset]
          samples[target + offset] = isInk ? 255 - sample : sample
        }
      }
    }
    guard
      let file = try? PNGEncoder.encode(
        width: width, height: height, channels: grid.channels, pixels: samples)
    else { return nil }
    base64 = Base64.encoded(file)
  }

  /// Whether grey pictures are strokes on an empty ground, as scanned digits are.
  ///
  /// They are shown as ink on paper. Photographs have few empty pixels and stay as they are.
  private static func isInk(_ grid: ImageGrid, _ pictures: [ImageGrid.Picture]) -> Bool {
    guard grid.channels == 1 else { return false }
    var empty = 0
    var all = 0
    for picture in pictures {
      empty += picture.pixels.count { $0 < 24 }
      all += picture.pixels.count
    }
    return empty * 2 > all
  }
}

/// Bytes as text.
///
/// Source: RFC 4648, section 4.
package enum Base64 {
  private static let alphabet = Array(
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  package static func encoded(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    result.reserveCapacity((bytes.count + 2) / 3 * 4)
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let first = bytes[start]
      let second = start + 1 < bytes.count ? bytes[start + 1] : 0
      let third = start + 2 < bytes.count ? bytes[start + 2] : 0
      result.append(alphabet[Int(first >> 2)])
      result.append(alphabet[Int((first & 3) << 4 | second >> 4)])
      result.append(
        start + 1 < bytes.count ? alphabet[Int((second & 15) << 2 | third >> 6)] : 0x3D)
      result.append(start + 2 < bytes.count ? alphabet[Int(third & 63)] : 0x3D)
    }
    return String(decoding: result, as: UTF8.self)
  }
}
