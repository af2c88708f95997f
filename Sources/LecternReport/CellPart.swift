import LecternMarkdown
import LecternNotebook
import LecternPlot
import LecternText

/// What a cell shows, in the order of its page; captions are Markdown.
enum CellPart {
  case figure(Figure, SVGOptions, Numbering.Item, caption: String)
  case table(OutputTable, Numbering.Item, caption: String)
  case value(OutputValue)
  case text(String)
  case expectation(Expectation)
}

extension MarkdownProse {
  /// The outputs that a reader gets to see; the captions go to the figures and tables in their order.
  func parts(of index: Int, _ options: CellOptions) -> [CellPart] {
    var figureCaptions = options.figureCaptions.map(caption)[...]
    var tableCaptions = options.tableCaptions.map(caption)[...]
    let outputs = VisibleOutputs.of(index, writer.notebook, writer.result)
    return outputs.compactMap { place, output in
      let item = writer.numbering.items[.output(piece: index, index: place)]
      switch output {
      case .table(let table):
        let caption = tableCaptions.popFirst() ?? MarkdownText.escaped(table.title)
        return item.map { .table(table, $0, caption: caption) }
      case .figure(let figure):
        let caption = figureCaptions.popFirst() ?? MarkdownText.escaped(figure.title)
        return item.map {
          .figure(
            figure, writer.drawing(of: figure, options, number: $0.number), $0, caption: caption)
        }
      case .value(let value): return .value(value)
      case .text(let text): return .text(text)
      case .expectation(let expectation): return .expectation(expectation)
      }
    }
  }

  private func caption(_ caption: Caption) -> String {
    caption.content.isEmpty ? MarkdownText.escaped(caption.text) : inlines(caption.content)
  }
}

/// The texts of a table as people read them.
struct TableTexts {
  let columns: [String]
  /// Each as long as the header; nil where rows are left out.
  let rows: [[String]?]
  /// Columns of numbers stand to the right.
  let isNumeric: [Bool]
  /// How many rows the gap stands for.
  let missingRows: Int

  init(_ table: OutputTable) {
    columns = table.columns
    let shown = ValueText.shown(table.rows.count, first: 80, last: 10)
    missingRows = table.rows.count - shown.compactMap(\.self).count
    rows = shown.map { row in
      row.map { index in
        table.columns.indices.map { column in
          let row = table.rows[index]
          let entry = row.indices.contains(column) ? row[column] : .missing
          return entry.text(digits: table.digits)
        }
      }
    }
    isNumeric = table.columns.indices.map { column in
      let entries = table.rows.compactMap { $0.indices.contains(column) ? $0[column] : nil }
      let numbers = entries.contains { entry in
        switch entry {
        case .number, .share: true
        case .text, .missing: false
        }
      }
      return numbers && !entries.contains { if case .text = $0 { true } else { false } }
    }
  }

  private var gap: String { "… \(missingRows) rows are not shown …" }

  /// A pipe table of GitHub's Markdown.
  var pipes: String {
    func row(_ cells: [String]) -> String { "| " + cells.joined(separator: " | ") + " |\n" }
    guard !columns.isEmpty else { return "" }
    var text = row(columns.map { MarkdownText.escaped($0) })
    text += row(isNumeric.map { $0 ? "--:" : "---" })
    for cells in rows {
      let gapRow = [gap] + Array(repeating: "", count: columns.count - 1)
      text += row((cells ?? gapRow).map { MarkdownText.escaped($0) })
    }
    return String(text.dropLast())
  }

  /// A table of plain HTML.
  var html: String {
    func align(_ column: Int) -> String {
      isNumeric[column] ? " style=\"text-align: right\"" : " style=\"text-align: left\""
    }
    var html = "<table>\n<thead><tr>"
    for (column, name) in columns.enumerated() {
      html += "<th scope=\"col\"\(align(column))>\(escaped(name))</th>"
    }
    html += "</tr></thead>\n<tbody>\n"
    for cells in rows {
      guard let cells else {
        html += "<tr><td colspan=\"\(max(1, columns.count))\">\(escaped(gap))</td></tr>\n"
        continue
      }
      html += "<tr>"
      for (column, text) in cells.enumerated() {
        html += "<td\(align(column))>\(escaped(text))</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>\n"
  }
}
