import LecternMarkdown
import LecternNotebook
import LecternPlot
import LecternText

extension PageWriter {
  /// A cell: its code, what came of it and what there is to say about it.
  mutating func cell(_ index: Int, _ options: CellOptions) -> String {
    let piece = notebook.pieces[index]
    let result = pieceResult(index)
    let state = CellState(of: piece, result)
    let diagnostics = shownDiagnostics(of: index, options)
    // A cell may be left out of the report, its failure may not.
    let isVisible =
      options.isIncluded && !isSuperfluous(index) || state == .failed || !diagnostics.isEmpty
    guard isVisible else { return "" }

    let code = CodeHighlighting.lines(piece.content.text)
    let hasCode = options.isIncluded && options.echo != .hidden && !code.isEmpty
    let body = outputsHTML(index, options)
    let verdict = Self.verdict(state, result?.reason)
    let report = diagnostics.map(diagnostic).joined()
    guard hasCode || !body.isEmpty || !report.isEmpty || verdict != nil else { return "" }
    return Templates.cell.render(
      CellView(
        cellID: cellIDs[index] ?? "", cellClass: Self.className(state), verdict: verdict,
        shown: hasCode && options.echo == .shown ? code : nil,
        folded: hasCode && options.echo == .folded ? code : nil, outputs: body, report: report,
        timing: self.options.timings.indices.contains(index)
          ? DurationText.words(self.options.timings[index]) : nil))
  }

  /// Whether a cell stands in for files that are there, so that readers need not see it.
  func isSuperfluous(_ index: Int) -> Bool { pieceResult(index)?.omission?.isSubstitute ?? false }

  private static func className(_ state: CellState) -> String {
    switch state {
    case .ok: "cell"
    case .failed: "cell failed"
    case .failedAsIntended: "cell intended"
    case .skipped, .notEvaluated, .omitted: "cell skipped"
    }
  }

  static func verdict(_ state: CellState, _ reason: String?) -> CellView.Verdict? {
    switch state {
    case .ok: nil
    case .failed: .init(mark: "✗", words: "This cell failed")
    case .failedAsIntended: .init(mark: "✓", words: "This cell fails, as it should")
    case .skipped, .omitted: .init(mark: "○", words: capitalized(reason ?? "not run"))
    case .notEvaluated: .init(mark: "○", words: "Shown only, not run")
    }
  }

  private static func capitalized(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  /// The outputs in their order; the captions go to the figures and tables in their order.
  private mutating func outputsHTML(_ index: Int, _ options: CellOptions) -> String {
    var figureCaptions = options.figureCaptions.map { caption($0) }[...]
    var tableCaptions = options.tableCaptions.map { caption($0) }[...]
    var html = ""
    let outputs = VisibleOutputs.of(index, notebook, result)
    let claimRows = Self.claimRows(outputs)
    // How many claims stand in the last table still.
    var rest = 0
    for (place, output) in outputs {
      let item = numbering.items[.output(piece: index, index: place)]
      switch output {
      case .figure where item?.panel == "a":
        let panels = outputs.compactMap { place, output -> (Figure, Numbering.Item)? in
          guard case .figure(let figure) = output,
            let item = numbering.items[.output(piece: index, index: place)]
          else { return nil }
          return (figure, item)
        }
        html += self.panels(panels, caption: figureCaptions.popFirst(), options)
      case .figure where item?.panel != nil: break
      case .table(let table):
        let caption = tableCaptions.popFirst() ?? escaped(table.title)
        html += self.table(table, item, caption: caption)
      case .figure(let figure):
        let caption = figureCaptions.popFirst() ?? escaped(figure.title)
        html += self.figure(figure, item, caption: caption, options)
      case .value(let value): html += self.value(value)
      case .text(let text): html += "<pre class=\"text\">\(escaped(text))</pre>\n"
      case .expectation(let expectation):
        if let row = claimRows[place] {
          html += claimTable(row)
          rest = row.count - 1
        } else if rest > 0 {
          rest -= 1
        } else {
          html += self.expectation(expectation)
        }
      }
    }
    return html + takeInlineReports()
  }

  private mutating func caption(_ caption: Caption) -> String {
    caption.content.isEmpty ? escaped(caption.text) : inlines(caption.content)
  }

  /// The rows of claims that hold, one right after the other, by the place of their first.
  private static func claimRows(
    _ outputs: [(place: Int, output: CellOutput)]
  ) -> [Int: [Expectation]] {
    var rows: [Int: [Expectation]] = [:]
    var start: Int?
    for (place, output) in outputs {
      guard case .expectation(let expectation) = output, expectation.passed else {
        start = nil
        continue
      }
      let first = start ?? place
      rows[first, default: []].append(expectation)
      start = first
    }
    return rows
  }

  /// Claims that hold, each with what its side came to.
  private func claimTable(_ claims: [Expectation]) -> String {
    let hasPoints = claims.contains { $0.points != nil }
    var html = "<div class=\"claims\"><div class=\"scroll\" role=\"group\" tabindex=\"0\" "
    html +=
      "aria-label=\"Claims that hold\">\n<table>\n<thead class=\"unseen\"><tr><th scope=\"col\">Holds</th>"
    html +=
      "<th scope=\"col\">Value</th>\(hasPoints ? "<th scope=\"col\">Points</th>" : "")</tr></thead>\n"
    html += "<tbody>\n"
    for claim in claims {
      let condition = "<code>\(escaped(claim.expression.trimmed))</code>"
      let words = claim.message.map { "\(escaped($0))<br/>\(condition)" } ?? condition
      var value = claim.actual
      if claim.values.count == 1, let name = claim.values.first?.name,
        value.hasPrefix("\(name) is ")
      {
        value = String(value.dropFirst(name.count + 4))
      }
      html += "<tr><td><span class=\"mark\" aria-hidden=\"true\">✓</span> \(words)</td>"
      html += "<td>\(escaped(ValueText.whole(value)))</td>"
      if hasPoints {
        let points = claim.points.map { "\(NumberText.short($0)) of \(NumberText.short($0))" } ?? ""
        html += "<td>\(points)</td>"
      }
      html += "</tr>\n"
    }
    return html + "</tbody>\n</table>\n</div></div>\n"
  }

  private func expectation(_ expectation: Expectation) -> String {
    var points: String?
    if let possible = expectation.points {
      let earned = expectation.passed ? possible : 0
      points = "\(NumberText.short(earned)) of \(Self.pointsText(possible))"
    }
    return Templates.expectation.render(
      ExpectationView(
        verdictClass: expectation.passed ? "expect holds" : "expect broken",
        mark: expectation.passed ? "✓" : "✗", words: expectation.passed ? "Holds" : "Does not hold",
        condition: expectation.expression.trimmed, actual: ValueText.whole(expectation.actual),
        hasActual: !expectation.actual.isEmpty,
        points: points, message: expectation.message))
  }

  static func pointsText(_ points: Double) -> String {
    "\(NumberText.short(points)) \(points == 1 ? "point" : "points")"
  }
}
