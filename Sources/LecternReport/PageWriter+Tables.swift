import LecternNotebook
import LecternText

extension PageWriter {
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
}
