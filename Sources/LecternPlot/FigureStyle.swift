/// The colours of figures, as CSS variables.
package enum FigureStyle {
  /// A style sheet for the page that shows figures: light values, dark ones and those for paper.
  package static let css = ":root{--plot-ink:#1b1f24}"
}
