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

  /// A table; its caption is HTML already.
  func table(_ table: OutputTable, _ item: Numbering.Item?, caption: String) -> String {
    let number = item?.number ?? 0
    let columns = table.columns.indices.map { Column(table, $0) }
    let roles = Roles(isStacked: Self.isStacked(table))
    var html = """
      <div class="table" id="\(escaped(item?.id ?? ""))">
      <div class="scroll" role="group" tabindex="0" aria-label="Table \(number)">
      <table\(roles.table)>
      <caption><span><b>Table \(number):</b> \(caption)</span></caption>
      <thead\(roles.group)><tr\(roles.row)>
      """
    for (name, column) in zip(table.columns, columns) {
      html += "<th scope=\"col\"\(column.attribute)\(roles.columnHeader)>\(escaped(name))</th>"
    }
    html += "</tr></thead>\n<tbody\(roles.group)>\n"
    for row in ValueText.shown(table.rows.count, first: 80, last: 10) {
      guard let row else {
        let count = table.rows.count - 90
        html += "<tr><td class=\"gap\" colspan=\"\(max(1, columns.count))\">"
        html += "… \(count) rows are not shown …</td></tr>\n"
        continue
      }
      html += "<tr\(roles.row)>"
      for (index, column) in columns.enumerated() {
        html += column.cell(table.rows[row], index, roles, named: table.columns[index])
      }
      html += "</tr>\n"
    }
    html += "</tbody>\n</table>\n</div>\n"
    if let note = table.note { html += "<p class=\"note\">\(escaped(note))</p>\n" }
    return html + "</div>\n"
  }

  /// Whether a phone shows each row as a list of names and values: where few rows are so wide that
  /// what they come to would be out of sight.
  private static func isStacked(_ table: OutputTable) -> Bool {
    guard (3...12).contains(table.columns.count), (1...8).contains(table.rows.count) else {
      return false
    }
    let widths = table.columns.enumerated().map { index, name in
      let entries = table.rows.map { row in
        row.indices.contains(index) ? row[index].text(digits: table.digits).count : 1
      }
      // Headings break between words.
      let words = name.split(separator: " ").map(\.count).max() ?? 0
      return max(words, entries.max() ?? 0)
    }
    return widths.reduce(0) { $0 + $1 + columnGap } > phoneLetters
  }

  /// What a line of a phone holds, in letters, and the gap between two columns.
  private static let phoneLetters = 50
  private static let columnGap = 2

  /// The roles of a table that is shown as lists: the style sheet takes it apart, readers who hear
  /// it have it whole.
  private struct Roles {
    let isStacked: Bool

    var table: String { isStacked ? " class=\"stacked\" role=\"table\"" : "" }
    var group: String { role("rowgroup") }
    var row: String { role("row") }
    var columnHeader: String { role("columnheader") }

    func cell(_ role: String, named name: String) -> String {
      isStacked ? " role=\"\(role)\" data-name=\"\(escaped(name))\"" : ""
    }

    private func role(_ role: String) -> String { isStacked ? " role=\"\(role)\"" : "" }
  }

  /// How the entries of one column are set.
  private struct Column {
    let isNumeric: Bool
    let isHead: Bool
    private let decimals: DecimalColumn
    private let digits: Int

    init(_ table: OutputTable, _ index: Int) {
      digits = table.digits
      let entries = table.rows.compactMap { $0.indices.contains(index) ? $0[index] : nil }
      var texts: [String] = []
      var hasText = false
      var isShare = true
      for entry in entries {
        switch entry {
        case .number, .share:
          texts.append(entry.text(digits: table.digits))
          if case .number = entry { isShare = false }
        case .text: hasText = true
        case .missing: break
        }
      }
      isNumeric = !hasText && !texts.isEmpty
      isHead = index == 0 && hasText
      decimals = DecimalColumn(
        isNumeric ? texts.map { $0.replacing(" %", with: "") } : [], showsZeros: isShare)
    }

    var attribute: String { isNumeric ? " class=\"number\"" : "" }

    func cell(
      _ row: [OutputTable.Entry], _ index: Int, _ roles: Roles, named name: String
    ) -> String {
      let text = (row.indices.contains(index) ? row[index] : .missing).text(digits: digits)
      let cell = roles.cell("cell", named: name)
      if isHead, text.isEmpty { return "<td\(cell)></td>" }
      if isHead {
        return "<th scope=\"row\"\(roles.cell("rowheader", named: name))>\(Self.words(text))</th>"
      }
      let content = isNumeric ? decimals.html(text) : Self.words(text)
      return "<td\(attribute)\(cell)>\(content)</td>"
    }

    /// The words of a cell; sizes and equations in it are not broken.
    private static func words(_ text: String) -> String {
      escaped(
        text.replacing(" × ", with: "\u{a0}×\u{a0}").replacing(" = ", with: "\u{a0}=\u{a0}"))
    }
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
