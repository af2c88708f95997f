/// Colours of numbers around 0: none at 0, orange above and blue below, stronger with the size.
struct DivergingScale {
  /// The largest size of a finite number; 1 where all are 0.
  let limit: Double
  let lowest: Double?
  let highest: Double?
  let missingCount: Int

  static let positive = FigureStyle.hue(of: 1)
  static let negative = FigureStyle.hue(of: 0)
  static let barHeight = 34.0

  init(_ values: some Sequence<Double>) {
    var low: Double?
    var high: Double?
    var missing = 0
    for value in values {
      guard value.isFinite else {
        missing += 1
        continue
      }
      low = min(low ?? value, value)
      high = max(high ?? value, value)
    }
    let size = max((low ?? 0).magnitude, (high ?? 0).magnitude)
    limit = size > 0 ? size : 1
    (lowest, highest, missingCount) = (low, high, missing)
  }

  /// −1 to 1; 0 for what is no number.
  func part(_ value: Double) -> Double { value.isFinite ? value / limit : 0 }

  /// A number as it stands in a cell: as many decimals as tell a hundredth of the largest.
  func text(_ value: Double) -> String {
    let magnitude = DecimalText(limit, significantDigits: 3).magnitude
    guard value.isFinite, (-3...4).contains(magnitude) else {
      return Words.compact(value, digits: 2)
    }
    let decimals = max(0, 2 - max(magnitude, 0) - min(magnitude + 1, 0))
    let unit = powerOfTen(-decimals)
    let rounded = (value / unit).rounded()
    return DecimalText(isNegative: rounded < 0, digits: Int(rounded.magnitude), exponent: -decimals)
      .formatted(decimals: decimals)
  }

  var sentence: String {
    guard let lowest, let highest else { return "None of the weights is a finite number." }
    let missing =
      missingCount > 0
      ? " \(Words.count(missingCount, "weight")) that are no finite numbers are left empty." : ""
    return "Weights lie between \(Words.number(lowest)) and \(Words.number(highest)).\(missing)"
  }

  /// Draws the colours with their numbers, `barHeight` high.
  func drawBar(
    id: String, x: Double, y: Double, width: Double, strength: Double = 1, isGrey: Bool = false,
    on canvas: inout Canvas
  ) {
    func stop(_ offset: String, _ color: FigureStyle.Color, _ opacity: Double) {
      canvas.writer.element(
        "stop", ("offset", offset), ("stop-color", color.reference),
        ("stop-opacity", share(opacity)))
    }
    let gradient = "\(id)-scale"
    canvas.writer.open("linearGradient", ("id", gradient))
    if isGrey {
      canvas.writer.element("stop", ("offset", "0"), ("stop-color", "#000"))
      canvas.writer.element("stop", ("offset", "1"), ("stop-color", "#fff"))
    } else {
      stop("0", Self.negative, strength)
      stop(".5", Self.negative, 0)
      stop(".5", Self.positive, 0)
      stop("1", Self.positive, strength)
    }
    canvas.writer.close("linearGradient")
    canvas.writer.element(
      "rect", ("x", pixels(x)), ("y", pixels(y)), ("width", pixels(width)), ("height", "12"),
      ("fill", "url(#\(gradient))"), ("stroke", FigureStyle.frame.reference))
    var lines = PathData()
    for part in [-1.0, -0.5, 0, 0.5, 1] {
      let place = x + width * (part + 1) / 2
      lines.move(place, y + 12)
      lines.line(place, y + 16)
      canvas.text(
        text(part * limit), x: place, y: y + 28,
        Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted, size: 11))
    }
    canvas.path(lines.text, stroke: FigureStyle.axis, width: 1)
  }
}
