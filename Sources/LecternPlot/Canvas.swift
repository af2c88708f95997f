/// A drawing in the making: its size and what is on it so far.
struct Canvas {
  static let fontFamily =
    "var(--plot-font,system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif)"
  /// Of ticks and labels, in CSS pixels.
  static let fontSize = 12.0

  var width: Double
  var height: Double
  var writer = SVGWriter()
  /// What a script needs to read values off the drawing: attributes of its outermost element.
  var readout: [SVGWriter.Attribute] = []

  enum Anchor: String {
    case start
    case middle
    case end
  }

  /// How words look.
  struct TextStyle {
    var anchor = Anchor.start
    var color = FigureStyle.ink
    var size = Canvas.fontSize
    var isStrong = false
    /// Whether the surface shines around the letters, which keeps them readable on curves.
    var hasHalo = false
    /// Clockwise around the anchor, in degrees.
    var rotation = 0.0
  }

  /// Draws words; `y` is their base line.
  mutating func text(_ words: String, x: Double, y: Double, _ style: TextStyle = TextStyle()) {
    text([(words, style.color, style.isStrong)], x: x, y: y, style)
  }

  /// Draws words of several colours and weights in one line.
  mutating func text(
    _ runs: [(words: String, color: FigureStyle.Color, isStrong: Bool)], x: Double, y: Double,
    _ style: TextStyle = TextStyle()
  ) {
    guard let first = runs.first else { return }
    var attributes: [SVGWriter.Attribute] = [("x", pixels(x)), ("y", pixels(y))]
    if style.anchor != .start { attributes.append(("text-anchor", style.anchor.rawValue)) }
    attributes += Self.appearance(first.color, first.isStrong)
    if style.rotation != 0 {
      attributes.append(
        ("transform", "rotate(\(pixels(style.rotation)) \(pixels(x)) \(pixels(y)))"))
    }
    if style.size != Self.fontSize { attributes.append(("font-size", pixels(style.size))) }
    if style.hasHalo { attributes.append(("class", "halo")) }
    writer.open("text", attributes)
    writer.raw(SVGWriter.escaped(first.words))
    for run in runs.dropFirst() {
      writer.open("tspan", Self.appearance(run.color, run.isStrong) + [("dx", "5")])
      writer.raw(SVGWriter.escaped(run.words))
      writer.close("tspan")
    }
    writer.close("text")
  }

  /// Draws many short texts of one look, which is written once.
  mutating func texts(_ items: [(words: String, x: Double, y: Double)], _ style: TextStyle) {
    guard !items.isEmpty else { return }
    let look = Self.appearance(style.color, style.isStrong)
    writer.open(
      "g", [("text-anchor", style.anchor.rawValue), ("font-size", pixels(style.size))] + look)
    for item in items {
      writer.words("text", item.words, ("x", pixels(item.x)), ("y", pixels(item.y)))
    }
    writer.close("g")
  }

  private static func appearance(_ color: FigureStyle.Color, _ isStrong: Bool)
    -> [SVGWriter.Attribute]
  {
    let fill = [("fill", color.reference)]
    return isStrong ? fill + [("font-weight", "600")] : fill + [("font-weight", "400")]
  }

  mutating func path(
    _ data: String, stroke: FigureStyle.Color, width: Double, dashes: String? = nil,
    opacity: Double = 1
  ) {
    guard !data.isEmpty else { return }
    var attributes: [SVGWriter.Attribute] = [
      ("d", data), ("fill", "none"), ("stroke", stroke.reference), ("stroke-width", pixels(width)),
      ("stroke-linecap", dashes == nil ? "round" : "butt"), ("stroke-linejoin", "round"),
    ]
    if let dashes { attributes.append(("stroke-dasharray", dashes)) }
    if opacity != 1 { attributes.append(("stroke-opacity", pixels(opacity))) }
    writer.element("path", attributes)
  }

  /// Draws shapes in a colour, each with a thin rim of the surface that keeps neighbours apart.
  mutating func marks(_ data: String, fill: FigureStyle.Color, rim: Double = 0) {
    guard !data.isEmpty else { return }
    var attributes: [SVGWriter.Attribute] = [("d", data), ("fill", fill.reference)]
    if rim > 0 {
      attributes += [("class", "rim"), ("stroke-width", pixels(rim))]
    }
    writer.element("path", attributes)
  }

  /// Starts a group whose content ends at a rectangle.
  mutating func openClipped(
    id: String, x: Double, y: Double, width: Double, height: Double
  ) {
    writer.open("clipPath", ("id", id))
    writer.element(
      "rect", ("x", pixels(x)), ("y", pixels(y)), ("width", pixels(width)),
      ("height", pixels(height)))
    writer.close("clipPath")
    writer.open("g", ("clip-path", "url(#\(id))"))
  }
}
