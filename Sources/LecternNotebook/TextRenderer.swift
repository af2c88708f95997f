internal import LecternPlot
internal import LecternText

/// Outputs as plain text for a terminal, few significant digits a number.
package struct TextRenderer: Sendable {
  /// Larger matrices show their corners.
  private static let matrixLimit = 12
  private static let rowLimit = 100

  package init() {}

  /// Every cell and inline value that has something to show, in order.
  package func render(_ notebook: Notebook, _ result: NotebookResult) -> String {
    var cellNumber = 0
    var text = ""
    for (piece, outcome) in zip(notebook.pieces, result.pieces) {
      let isCell = piece.options != nil
      if isCell { cellNumber += 1 }
      if let options = piece.options, !options.isIncluded || !options.showsOutput,
        outcome.status == .ok || outcome.status == .omitted
      {
        continue
      }
      var body = outcome.outputs.map { render($0) }.joined(separator: "\n")
      if piece.options?.mustFail == true, outcome.status == .ok {
        let mistake = outcome.diagnostics.first.map { ": \(visible($0.message))" } ?? ""
        body += "✓ fails, as it should\(mistake)\n"
      }
      let isTold =
        outcome.status == .skipped
        || isCell && outcome.status == .omitted && outcome.omission?.isSubstitute != true
      let reason = isTold ? outcome.reason.map { visible($0) + "\n" } : nil
      guard !body.isEmpty || reason != nil else { continue }
      if !text.isEmpty { text += "\n" }
      let name = isCell ? "cell \(cellNumber)" : "inline value"
      let label = piece.label.map { ", \(visible($0))" } ?? ""
      text += "── \(name) (line \(piece.line)\(label))\n\(body)\(reason ?? "")"
    }
    return text
  }

  /// One output, ending with a line end.
  package func render(_ output: CellOutput) -> String {
    switch output {
    case .table(let table): render(table)
    case .figure(let figure): render(figure)
    case .value(let value): render(value)
    case .text(let text):
      text.split(separator: "\n", omittingEmptySubsequences: false)
        .map { visible(String($0)) + "\n" }.joined()
    case .expectation(let expectation): render(expectation)
    }
  }

  private func render(_ figure: Figure) -> String {
    let title = visible(figure.title)
    let summary = visible(figure.summary)
    // Most summaries begin with the title.
    return "figure: \(summary.hasPrefix(title) ? summary : "\(title): \(summary)")\n"
  }

  private func render(_ expectation: Expectation) -> String {
    var text = "\(expectation.passed ? "✓" : "✗") expect \(visible(expectation.expression))"
    if !expectation.actual.isEmpty { text += ": \(visible(expectation.actual))" }
    if let points = expectation.points {
      let earned = expectation.passed ? points : 0
      text += " (\(NumberText.short(earned)) of \(NumberText.short(points)) points)"
    }
    if let message = expectation.message { text += "\n  \(visible(message))" }
    return text + "\n"
  }

  private func render(_ value: OutputValue) -> String {
    let name = visible(value.name)
    switch value.content {
    case .number(let number): return "\(name) = \(value.text(of: number))\n"
    case .boolean(let flag): return "\(name) = \(flag ? "yes" : "no")\n"
    case .string(let text): return "\(name) = \(visible(text))\n"
    case .matrix(let rows, let columns, let values):
      let heading = "\(name) (\(rows) × \(columns))\n"
      guard rows > 0, columns > 0, values.count >= rows * columns else { return heading }
      let lines = Self.shown(rows).map { row in
        Self.shown(columns).map { column in
          guard let row else { return "⋮" }
          return column.map { value.text(of: values[row * columns + $0]) }
            ?? "…"
        }
      }
      let alignments = [Bool](repeating: true, count: lines[0].count)
      return heading + aligned(lines, isNumeric: alignments)
    }
  }

  /// The indices to show, nil for those left out in the middle.
  private static func shown(_ count: Int) -> [Int?] {
    guard count > matrixLimit else { return (0..<count).map { $0 } }
    let part = matrixLimit / 2 - 1
    return (0..<(part + 1)).map { $0 } + [nil] + ((count - part)..<count).map { $0 }
  }

  private func render(_ table: OutputTable) -> String {
    var lines = [table.columns.map(visible)]
    lines += table.rows.prefix(Self.rowLimit).map { row in
      row.map { visible($0.text(digits: table.digits)) }
    }
    let isNumeric = table.columns.indices.map { column in
      table.rows.contains { row in
        guard column < row.count else { return false }
        switch row[column] {
        case .number, .share: return true
        case .text, .missing: return false
        }
      }
    }
    var text = table.title.isEmpty ? "" : "\(visible(table.title))\n"
    text += aligned(lines, isNumeric: isNumeric)
    if table.rows.count > Self.rowLimit {
      text += "… \(table.rows.count - Self.rowLimit) more rows\n"
    }
    if let note = table.note { text += "\(visible(note))\n" }
    return text
  }

  /// Columns two spaces apart: numbers to the right, words to the left.
  private func aligned(_ lines: [[String]], isNumeric: [Bool]) -> String {
    var widths = isNumeric.map { _ in 0 }
    for line in lines {
      for (column, text) in line.enumerated() where column < widths.count {
        widths[column] = max(widths[column], DisplayText.width(text))
      }
    }
    return lines.map { line in
      let cells = zip(line, zip(widths, isNumeric)).map { text, layout in
        let padding = String(repeating: " ", count: layout.0 - DisplayText.width(text))
        return layout.1 ? padding + text : text + padding
      }
      var row = "  " + cells.joined(separator: "  ")
      while row.hasSuffix(" ") { row.removeLast() }
      return row + "\n"
    }.joined()
  }

  private func visible(_ text: String) -> String {
    DisplayText.sanitized(text)
  }
}
