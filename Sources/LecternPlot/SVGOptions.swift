/// How a figure is placed in its page.
package struct SVGOptions: Sendable, Equatable {
  /// Width in CSS pixels; 640 unless told.
  package var width: Int
  /// Height in CSS pixels; nil lets the figure choose what suits its content.
  package var height: Int?
  /// Beginning of every id in the drawing; unique in its page: `fig-3`.
  package var idPrefix: String
  /// The author's description, in place of the one written from the data.
  package var alternativeText: String?

  package init(
    width: Int = 640, height: Int? = nil, idPrefix: String = "figure",
    alternativeText: String? = nil
  ) {
    self.width = width
    self.height = height
    self.idPrefix = idPrefix
    self.alternativeText = alternativeText
  }
}
