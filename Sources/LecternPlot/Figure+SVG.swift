extension Figure {
  /// Returns the figure as an inline `<svg>` element, with a title and a description from the data.
  ///
  /// Colours are CSS variables with light values as fallbacks; the page states
  /// `FigureStyle.css` once, and the same element suits light, dark and paper.
  package func svg(_ options: SVGOptions = SVGOptions()) -> String {
    drawing(options, isStandalone: false)
  }

  /// Returns the figure as an SVG file of its own, colours for light and dark included.
  package func standaloneSVG(_ options: SVGOptions = SVGOptions()) -> String {
    drawing(options, isStandalone: true) + "\n"
  }

  /// What is to be seen, in a few sentences: for the terminal and for readers who do not see it.
  package var summary: String { words.text }

  /// The title and the description of the drawing.
  var words: FigureWords {
    switch content {
    case .lines(let chart): chart.words(title: title)
    case .scatter(let plot): plot.words(title: title)
    case .boundary(let panels): BoundaryPanel.words(title: title, panels: panels)
    case .images(let grid): grid.words(title: title)
    case .confusion(let matrix): matrix.words(title: title)
    case .bars(let chart): chart.words(title: title)
    case .histogram(let histogram): histogram.words(title: title)
    case .contours(let panels): ContourPanel.words(title: title, panels: panels)
    case .weightImages(let images): images.words(title: title)
    case .weightMatrix(let matrix): matrix.words(title: title)
    case .distributions(let distributions): distributions.words(title: title)
    case .network(let diagrams): NetworkDiagram.words(title: title, diagrams: diagrams)
    case .graph(let graph): graph.words(title: title)
    case .trials(let chart): chart.words(title: title)
    case .fit(let plot): plot.words(title: title)
    }
  }

  /// Drawings that are wider than a page, in CSS pixels, keep most of their size and can be moved.
  private static let broadWidth = 720.0
  /// At this share of its size a drawing's text can still be read.
  private static let leastShare = 0.85
  private static let pixelsPerRem = 16.0

  /// The classes of a drawing of this width: those of all breadths that it needs.
  private static func classes(width: Double) -> String {
    guard width > broadWidth else { return "lectern-plot" }
    let least = width * leastShare
    var names = ["lectern-plot"]
    for breadth in FigureStyle.breadths {
      names.append(breadth.name)
      if Double(breadth.rem) * pixelsPerRem >= least { break }
    }
    return names.joined(separator: " ")
  }

  private func drawing(_ options: SVGOptions, isStandalone: Bool) -> String {
    let canvas: Canvas
    switch content {
    case .lines(let chart): canvas = LineChartDrawing(chart, options).canvas()
    case .scatter(let plot): canvas = ScatterDrawing(plot, options).canvas()
    case .boundary(let panels): canvas = BoundaryDrawing(panels, options).canvas()
    case .images(let grid): canvas = ImageGridDrawing(grid, options).canvas()
    case .confusion(let matrix): canvas = ConfusionDrawing(matrix, options).canvas()
    case .bars(let chart): canvas = BarDrawing(chart, options).canvas()
    case .histogram(let histogram): canvas = HistogramDrawing(histogram, options).canvas()
    case .contours(let panels): canvas = ContourDrawing(panels, options).canvas()
    case .weightImages(let images): canvas = WeightImagesDrawing(images, options).canvas()
    case .weightMatrix(let matrix): canvas = WeightMatrixDrawing(matrix, options).canvas()
    case .distributions(let rows): canvas = DistributionDrawing(rows, options).canvas()
    case .network(let diagrams): canvas = NetworkDrawing(diagrams, options).canvas()
    case .graph(let graph): canvas = GraphDrawing(graph, options).canvas()
    case .trials(let chart): canvas = TrialDrawing(chart, options).canvas()
    case .fit(let plot): canvas = FitDrawing(plot, options).canvas()
    }
    let words = self.words
    let description = options.alternativeText ?? words.sentences.joined(separator: " ")
    let id = options.idPrefix
    // Whole numbers, which pages read to see how wide a drawing is.
    let (width, height) = (
      pixels(canvas.width.rounded(.up)), pixels(canvas.height.rounded(.up))
    )

    var writer = SVGWriter()
    let attributes: [SVGWriter.Attribute] = [
      ("xmlns", "http://www.w3.org/2000/svg"),
      ("class", Self.classes(width: canvas.width)),
      ("viewBox", "0 0 \(width) \(height)"), ("width", width), ("height", height), ("role", "img"),
      ("aria-labelledby", "\(id)-title \(id)-desc"), ("font-family", Canvas.fontFamily),
      ("font-size", "12"), ("fill", FigureStyle.ink.reference),
    ]
    writer.open("svg", attributes + (isStandalone ? [] : canvas.readout))
    writer.words("title", words.headline, ("id", "\(id)-title"))
    writer.words("desc", description, ("id", "\(id)-desc"))
    if isStandalone {
      writer.raw("<style>\(FigureStyle.css)</style>")
      writer.element(
        "rect", ("width", width), ("height", height), ("fill", FigureStyle.surface.reference))
    }
    writer.raw(canvas.writer.text)
    writer.close("svg")
    return writer.text
  }
}
