/// The colours of figures: CSS variables, their values in light, in dark and on paper.
///
/// Drawings name variables and carry the light values as fallbacks, so one element suits every
/// page. The hues start from those of Okabe and Ito, shifted until text in them reads on each
/// surface; neighbours also differ in lightness, for eyes that see fewer hues.
/// Source: M. Okabe, K. Ito, Color Universal Design, 2008; contrast as in WCAG 2.2, section 1.4.3.
package enum FigureStyle {
  /// A style sheet for the page that shows figures; it belongs there once.
  package static let css = """
    :root{\(declarations(\.light))}
    @media (prefers-color-scheme:dark){:root{\(declarations(\.dark))}}
    @media print{:root{\(declarations(\.paper))}}
    .lectern-plot{display:block;max-width:100%;height:auto;font-variant-numeric:tabular-nums}
    .lectern-plot :is(.halo,.rim){stroke:\(surface.reference);stroke-linejoin:round;paint-order:stroke}
    .lectern-plot .halo{stroke-width:3.5px}
    .pixels{image-rendering:pixelated}
    \(breadths.map { ".wide>svg.lectern-plot.\($0.name){min-width:\($0.rem)rem}" }.joined(separator: "\n"))
    @media print{.wide>svg.lectern-plot.broad{min-width:0}}

    """

  /// Drawings that are wider than a page keep so much of their width that their text can be read.
  ///
  /// Classes, for pages allow no styles of single elements; one for a wider drawing comes later.
  static let breadths: [(name: String, rem: Int)] = [
    ("broad", 46), ("broad-2", 54), ("broad-3", 63), ("broad-4", 74),
  ]

  /// One variable and its values.
  struct Color: Sendable {
    let name: String
    let light: String
    let dark: String
    /// On paper colours are the light ones, the surface is the sheet's own white.
    var paper: String { name == "surface" ? "#ffffff" : light }

    /// For attributes of the drawing.
    var reference: String { "var(--plot-\(name),\(light))" }
  }

  static let ink = Color(name: "ink", light: "#1f2328", dark: "#e4e7eb")
  static let muted = Color(name: "muted", light: "#5d666f", dark: "#9aa4af")
  static let grid = Color(name: "grid", light: "#e4e6e9", dark: "#2c323a")
  static let axis = Color(name: "axis", light: "#8b949e", dark: "#68727d")
  static let surface = Color(name: "surface", light: "#ffffff", dark: "#14171c")
  /// The frame around a picture, and the sheet it is printed on.
  static let frame = Color(name: "frame", light: "#d5d9de", dark: "#3a424c")
  static let paper = Color(name: "paper-opacity", light: "1", dark: ".86")
  /// The darkest tints of a confusion matrix, for right and for wrong; ink reads on both.
  static let right = Color(name: "right", light: "#6db3e0", dark: "#1b5f93")
  static let wrong = Color(name: "wrong", light: "#f59b6c", dark: "#963c0e")

  /// Lines, marks and labels of runs and classes, in order.
  static let hues = [
    hue(1, "#0072b2", "#5ab4f0"), hue(2, "#cc4200", "#ff8f52"), hue(3, "#007a5c", "#1fb58a"),
    hue(4, "#a8327f", "#f7b2e0"), hue(5, "#3b1f9e", "#9a8cff"), hue(6, "#655500", "#f6e27a"),
    hue(7, "#6d0f2c", "#ff6f80"), hue(8, "#4c545c", "#b4bdc7"),
  ]

  /// Areas that were decided for a class: the same hues, faint.
  static let tints = [
    tint(1, "#cfe4f3", "#17354a"), tint(2, "#fbdccd", "#4a2716"), tint(3, "#cde9e0", "#123c30"),
    tint(4, "#f1d6e7", "#45293c"), tint(5, "#dbd5f3", "#2b2750"), tint(6, "#ebe5c4", "#413b1a"),
    tint(7, "#ecd2d9", "#4b2129"), tint(8, "#dfe2e5", "#30363d"),
  ]

  static func hue(of index: Int) -> Color { cycled(hues, index) }
  static func tint(of index: Int) -> Color { cycled(tints, index) }

  static let all =
    [ink, muted, grid, axis, surface, frame, paper, right, wrong] + hues + tints

  private static func hue(_ number: Int, _ light: String, _ dark: String) -> Color {
    Color(name: "\(number)", light: light, dark: dark)
  }

  private static func tint(_ number: Int, _ light: String, _ dark: String) -> Color {
    Color(name: "tint-\(number)", light: light, dark: dark)
  }

  private static func cycled(_ colors: [Color], _ index: Int) -> Color {
    colors[((index % colors.count) + colors.count) % colors.count]
  }

  private static func declarations(_ value: (Color) -> String) -> String {
    all.map { "--plot-\($0.name):\(value($0))" }.joined(separator: ";")
  }
}
