import LecternNotebook
import LecternPlot
import LecternText

extension PageWriter {
  /// A figure; its caption is HTML already.
  func figure(
    _ figure: Figure, _ item: Numbering.Item?, caption: String, _ options: CellOptions
  ) -> String {
    let number = item?.number ?? 0
    let drawing = figure.svg(drawing(of: figure, options, number: number))
    // On a phone a wide drawing keeps readable letters and is scrolled instead.
    let width = drawing.firstMatch(of: /\swidth="([0-9]+)"/).flatMap { Int($0.output.1) } ?? 0
    let scrolls = "role=\"group\" tabindex=\"0\" aria-label=\"Figure \(number)\""
    let narrow = width > Self.phoneWidth ? narrowDrawing(of: figure, options, number: number) : nil
    let frame =
      width > 480
      ? "class=\"drawing wide\(narrow == nil ? "" : " roomy")\" \(scrolls)"
      : width > 360
        ? "class=\"drawing middling\(narrow == nil ? "" : " roomy")\" \(scrolls)"
        : "class=\"drawing\""
    return """
      <figure id="\(escaped(item?.id ?? ""))">
      <div \(frame)>\(drawing)</div>
      \(narrow.map { "<div class=\"drawing narrow\">\($0)</div>\n" } ?? "")<figcaption><b>Figure \(number):</b> \(caption)</figcaption>
      </figure>

      """
  }

  /// What a phone has room for.
  private static let phoneWidth = 344

  /// A drawing for a phone, where names and values beside curves would be out of sight.
  ///
  /// Nil where the author gave a size, where it would be no narrower, and of pictures, which are only
  /// scaled.
  private func narrowDrawing(
    of figure: Figure, _ options: CellOptions, number: Int
  ) -> String? {
    guard options.figureWidth == nil, options.figureHeight == nil else { return nil }
    switch figure.content {
    case .images, .weightImages, .confusion, .weightMatrix, .graph: return nil
    default: break
    }
    let drawing = figure.svg(
      SVGOptions(
        width: Self.phoneWidth, idPrefix: "plot__\(number)n", alternativeText: alternative(options))
    )
    let width = drawing.firstMatch(of: /\swidth="([0-9]+)"/).flatMap { Int($0.output.1) } ?? .max
    return width <= Self.phoneWidth + 16 ? drawing : nil
  }

  /// The figures of a cell as panels of one, in columns; the caption is HTML already.
  func panels(
    _ panels: [(figure: Figure, item: Numbering.Item)], caption: String?, _ options: CellOptions
  ) -> String {
    guard let first = panels.first?.item else { return "" }
    let columns = max(1, min(options.panelColumns ?? 1, panels.count))
    let width =
      ((Self.pixels(options.figureWidth) ?? 640) - Self.panelGap * (columns - 1)) / columns
    let drawings = panels.enumerated().map { index, panel in
      let words = panels.count == 1 ? "" : "<b>(\(panel.item.panel ?? ""))</b> "
      let drawing = SVGOptions(
        width: width, height: Self.pixels(options.figureHeight),
        idPrefix: "plot__\(first.number)\(panel.item.panel ?? "")",
        alternativeText: index == 0 ? alternative(options) : nil)
      return """
        <div class="panel"\(index == 0 ? "" : " id=\"\(escaped(panel.item.id))\"")>
        <p>\(words)\(escaped(panel.figure.title))</p>
        \(panel.figure.svg(drawing))
        </div>

        """
    }
    return """
      <figure id="\(escaped(first.id))">
      <div class="panels of-\(columns)">
      \(drawings.joined())</div>
      <figcaption><b>Figure \(first.number)\(caption == nil ? "" : ":")</b> \(caption ?? "")</figcaption>
      </figure>

      """
  }

  private static let panelGap = 24

  /// What the author says for those who do not see a figure.
  private func alternative(_ options: CellOptions) -> String? {
    let words = words(options.figureAlternativeContent)
    return words.isEmpty ? options.figureAlternative : words
  }

  /// How a figure is drawn, with the words for those who do not see it.
  func drawing(of figure: Figure, _ options: CellOptions, number: Int) -> SVGOptions {
    // Ids of the page never hold two underscores in a row, so those in the drawing are its own.
    return SVGOptions(
      width: Self.pixels(options.figureWidth) ?? 640, height: Self.pixels(options.figureHeight),
      idPrefix: "plot__\(number)",
      alternativeText: alternative(options))
  }

  private static func pixels(_ size: Double?) -> Int? {
    guard let size, size.isFinite else { return nil }
    return Int(min(max(size, 80), 4000))
  }

  func value(_ value: OutputValue) -> String {
    let name = escaped(value.name.trimmed)
    guard case .matrix(let rows, let columns, let values) = value.content,
      ValueText.isWhole(rows, columns, values)
    else {
      let words = escaped(ValueText.line(value))
      return "<p class=\"shown\"><code>\(name)</code> = <output>\(words)</output></p>\n"
    }
    let shape = "\(rows) × \(columns)"
    var html = """
      <div class="shown"><p><code>\(name)</code> <span class="shape">\(shape)</span></p>
      <div class="scroll" role="group" tabindex="0" aria-label="\(name), \(shape)">
      <table class="matrix"><tbody>

      """
    let shownColumns = ValueText.shown(columns, first: 6, last: 2)
    let decimals = shownColumns.map { column in
      DecimalColumn(
        ValueText.shown(rows, first: 7, last: 2).compactMap { row in
          guard let row, let column else { return nil }
          return value.text(of: values[row * columns + column]).replacing(" %", with: "")
        }, showsZeros: value.isShare)
    }
    for row in ValueText.shown(rows, first: 7, last: 2) {
      html += "<tr>"
      for (column, decimals) in zip(shownColumns, decimals) {
        guard let row, let column else {
          html += "<td>\(row == nil ? (column == nil ? "⋱" : "⋮") : "…")</td>"
          continue
        }
        html +=
          "<td>\(decimals.html(value.text(of: values[row * columns + column])))</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody></table></div></div>\n"
  }
}
