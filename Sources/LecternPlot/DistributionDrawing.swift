/// Draws a row of small histograms for each run, layer by layer, all on the same axes.
struct DistributionDrawing {
  private let figure: LayerDistributions
  private let options: SVGOptions

  /// Numbers at the ends of neighbouring axes stay apart.
  private static let gap = 12.0
  private static let leastWidth = 50.0
  private static let barRoom = 62.0
  private static let lineHeight = 12.0
  private static let textSize = 10.0
  /// Of more panels than these each has fewer bars, so that the page stays small.
  private static let fineCount = 32

  init(_ figure: LayerDistributions, _ options: SVGOptions) {
    self.figure = figure
    self.options = options
  }

  func canvas() -> Canvas {
    let width = Double(min(max(options.width, 160), 4000))
    let rows = Array(figure.rows.prefix(LayerDistributions.rowLimit))
    let most = rows.map(\.layers.count).max() ?? 0
    guard most > 0 else {
      var canvas = Canvas(width: width, height: 32)
      canvas.text("no layers", x: 0, y: 20, Canvas.TextStyle(color: FigureStyle.muted))
      return canvas
    }
    let columns = min(most, max(1, Int((width - 8 + Self.gap) / (Self.leastWidth + Self.gap))))
    // Lines of equal length where the layers of a run take several.
    let lines = (most + columns - 1) / columns
    let perLine = (most + lines - 1) / lines
    let panelWidth = min(
      (width - 8 - Self.gap * Double(perLine - 1)) / Double(perLine), 150)
    let bins = HistogramBins(
      figure,
      count: panelWidth < 80 || rows.reduce(0, { $0 + $1.layers.count }) > Self.fineCount
        ? 24 : HistogramBins.standardCount)
    let noteCount = rows.flatMap(\.layers).map { notes($0, room: panelWidth).count }.max() ?? 0
    let foot = 17 + Double(noteCount) * Self.lineHeight + 12
    let linePitch = 15 + Self.barRoom + foot
    let rowPitch = Double(lines) * linePitch + 26

    var canvas = Canvas(width: width, height: Double(rows.count) * rowPitch + 24)
    for (number, row) in rows.enumerated() {
      let top = Double(number) * rowPitch + 14
      canvas.text(
        TextMetrics.truncated(row.title, to: width / TextMetrics.strongSpread, size: 12.5),
        x: 0, y: top, Canvas.TextStyle(size: 12.5, isStrong: true))
      var bars = PathData()
      var cuts = PathData()
      var axes = PathData()
      var names: [Label] = []
      var marks: [Label] = []
      for (index, layer) in row.layers.enumerated() {
        let (line, column) = index.quotientAndRemainder(dividingBy: perLine)
        let panel = Panel(
          left: 4 + Double(column) * (panelWidth + Self.gap),
          top: top + 21 + Double(line) * linePitch, width: panelWidth, height: Self.barRoom)
        draw(bins.shares[number][index], bins.top, panel, &bars, &cuts)
        axes.move(panel.left, panel.bottom)
        axes.line(panel.left + panelWidth, panel.bottom)
        names.append(
          (
            TextMetrics.truncated(layer.name, to: panelWidth / TextMetrics.strongSpread, size: 11),
            panel.left + panelWidth / 2, panel.top - 5
          ))
        marks += ticks(bins, panel, &axes)
        for (place, note) in notes(layer, room: panelWidth).enumerated() {
          marks.append(
            (
              note, panel.left + panelWidth / 2,
              panel.bottom + 30 + Double(place) * Self.lineHeight
            ))
        }
      }
      canvas.marks(bars.text, fill: FigureStyle.hue(of: number))
      canvas.marks(cuts.text, fill: FigureStyle.ink)
      canvas.path(axes.text, stroke: FigureStyle.axis, width: 1)
      canvas.texts(names, Canvas.TextStyle(anchor: .middle, size: 11, isStrong: true))
      canvas.texts(
        marks,
        Canvas.TextStyle(anchor: .middle, color: FigureStyle.muted, size: Self.textSize))
    }
    let captionLines = TextMetrics.wrapped(caption(bins), to: canvas.width, size: 11)
    canvas.height += 14 * Double(captionLines.count - 1)
    for (line, text) in captionLines.enumerated() {
      canvas.text(
        text, x: 0, y: canvas.height - 6 - 14 * Double(captionLines.count - 1 - line),
        Canvas.TextStyle(color: FigureStyle.muted, size: 11))
    }
    return canvas
  }

  private struct Panel {
    let left: Double
    let top: Double
    let width: Double
    let height: Double
    var bottom: Double { top + height }
  }

  /// One outline for all bars of a panel; bars that are cut have a cap.
  private func draw(
    _ shares: [Double], _ most: Double, _ panel: Panel, _ bars: inout PathData,
    _ cuts: inout PathData
  ) {
    let step = panel.width / Double(shares.count)
    var isOpen = false
    for (index, share) in shares.enumerated() {
      let left = panel.left + Double(index) * step
      // What is there can be seen.
      let part = share > 0 ? max(min(share / most, 1), 0.02) : 0
      let y = panel.bottom - part * panel.height
      if share > 0 {
        if !isOpen { bars.move(left, panel.bottom) }
        bars.line(left, y)
        bars.line(left + step, y)
        isOpen = true
      }
      if isOpen, share == 0 || index == shares.count - 1 {
        bars.line(share > 0 ? left + step : left, panel.bottom)
        bars.close()
        isOpen = false
      }
      if share > most * 1.0001 {
        cuts.move(left - 0.5, panel.top - 1)
        cuts.raw("h\(pixels(step + 1))v2.5h\(pixels(-step - 1))z")
      }
    }
  }

  private typealias Label = (words: String, x: Double, y: Double)

  /// As many marks of the axis as have room; of powers of ten the outermost.
  private func ticks(_ bins: HistogramBins, _ panel: Panel, _ axes: inout PathData) -> [Label] {
    let map = AxisMap(
      bins.limits, scale: bins.scale, start: panel.left, end: panel.left + panel.width)
    let isLogarithmic = bins.scale == .logarithmic
    let ticks = map.ticks(every: isLogarithmic ? 1 : 44, format: .number)
    var shown = Array(zip(ticks.values, ticks.labels))
    if isLogarithmic, let first = shown.first, let last = shown.last, shown.count > 1 {
      shown = [first, last]
    }
    var labels: [Label] = []
    var free = panel.left - 1
    for (value, label) in shown {
      let x = map.position(value)
      axes.move(x, panel.bottom)
      axes.line(x, panel.bottom + 3)
      let half = TextMetrics.width(label, size: Self.textSize) / 2
      let middle = min(max(x, panel.left + half), panel.left + panel.width - half)
      guard middle - half >= free else { continue }
      free = middle + half + 7
      labels.append((label, middle, panel.bottom + 13))
    }
    return labels
  }

  private func notes(_ layer: LayerDistributions.Layer, room: Double) -> [String] {
    let summary = LayerSummary(layer.values)
    guard summary.count > 0 else { return ["no numbers"] }
    /// One digit where two do not fit.
    func note(_ sign: String, _ value: Double) -> String {
      let text = "\(sign) \(Words.compact(value, digits: 2))"
      return TextMetrics.width(text, size: Self.textSize) <= room + Self.gap - 2
        ? text : "\(sign) \(Words.compact(value, digits: 1))"
    }
    // Less than a hundredth of the deviation is no more than chance.
    let isCentred = summary.mean.magnitude < 0.01 * summary.deviation
    var notes = [
      isCentred ? "μ ≈ 0" : note("μ", summary.mean), note("σ", summary.deviation),
    ]
    if summary.zeroShare > 0 {
      notes.append("\(Words.share(summary.zeroShare, digits: 2)) zero")
    }
    if let saturated = layer.saturated, hasSaturation {
      notes.append("\(Words.share(saturated, digits: 2)) sat.")
    }
    if summary.missingCount > 0 { notes.append("\(Words.count(summary.missingCount)) not finite") }
    return notes
  }

  /// Layers that are nowhere near their flat ends need no word of it.
  private var hasSaturation: Bool {
    figure.rows.contains { $0.layers.contains { ($0.saturated ?? 0) > 0 } }
  }

  private func caption(_ bins: HistogramBins) -> String {
    let what = bins.scale == .logarithmic ? "size of the \(figure.noun)" : figure.noun
    let short =
      bins.isShortened
      ? "; the first bar holds what is below \(Words.drawn(bins.limits.lowerBound, digits: 1))" : ""
    let cut =
      bins.isCut ? "; bars are cut at \(Words.share(bins.top, digits: 2)), with a cap" : ""
    return "\(what) →, share of values ↑\(short)\(cut); μ mean, σ standard deviation"
      + (hasSaturation ? ", sat. near a flat end" : "")
  }
}

extension LayerDistributions {
  func words(title: String) -> FigureWords {
    let shown = rows.filter { !$0.layers.isEmpty }
    guard !shown.isEmpty else {
      return FigureWords(headline: title, sentences: ["There are no layers to show."])
    }
    var sentences: [String] = []
    let described = shown.count <= 9 ? shown[...] : shown.prefix(8)
    for row in described {
      let layers = row.layers.map { layer -> String in
        let summary = LayerSummary(layer.values)
        guard summary.count > 0 else { return "\(layer.name) no finite number" }
        var text = "\(layer.name) \(Words.number(summary.deviation))"
        if summary.zeroShare > 0 { text += ", \(Words.share(summary.zeroShare, digits: 2)) zero" }
        if let saturated = layer.saturated, saturated > 0 {
          text += ", \(Words.share(saturated, digits: 2)) saturated"
        }
        return text
      }
      let name = shown.count > 1 || !row.title.isEmpty ? "\(row.title): s" : "S"
      sentences.append("\(name)tandard deviation by layer: \(Words.listed(layers, limit: 20)).")
      if let change = course(row) { sentences.append(change) }
    }
    if described.count < shown.count {
      sentences.append("There are \(Words.count(shown.count - described.count, "run")) more.")
    }
    let bins = HistogramBins(self)
    if bins.isShortened {
      sentences.append(
        "Sizes below \(Words.number(bins.limits.lowerBound)) are counted where the axis begins.")
    }
    if rows.count > Self.rowLimit {
      sentences.append("The first \(Self.rowLimit) of \(Words.count(rows.count)) runs are drawn.")
    }
    let most = shown.map(\.layers.count).max() ?? 0
    return FigureWords(
      headline: "\(title) of \(Words.count(most, "layer"))"
        + (shown.count > 1 ? " in \(Words.count(shown.count, "run"))" : ""), sentences: sentences)
  }

  /// Whether the spread dwindles or grows from the first layer to the last.
  private func course(_ row: Row) -> String? {
    let spreads = row.layers.map { LayerSummary($0.values).deviation }
    guard spreads.count > 2, let first = spreads.first, let last = spreads.last, first > 0 else {
      return nil
    }
    if last == 0 { return "It vanishes." }
    let factor = last / first
    if factor < 0.1 { return "It shrinks \(Words.number(1 / factor, digits: 2)) times." }
    return factor > 10 ? "It grows \(Words.number(factor, digits: 2)) times." : nil
  }
}
