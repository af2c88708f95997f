/// The names of what a figure shows, each with a sample of how it is drawn, in rows above it.
struct FigureLegend {
  /// How the drawing shows an entry.
  enum Sample {
    /// A line, with its marker at the end where it has one, as curves have theirs.
    case line(FigureStyle.Color, dashes: String?, marker: Marker?)
    /// A filled area with its outline.
    case area(FigureStyle.Color, tint: FigureStyle.Color, dashes: String?)
    /// A mark alone, as points have theirs.
    case mark(FigureStyle.Color, Marker)
    /// Nothing: the entry counts what is not listed.
    case none
  }

  private struct Entry {
    let name: String
    let sample: Sample
    var width: Double
  }

  static let rowHeight = 18.0
  /// Names beyond this many are counted, not listed.
  private static let limit = 40
  /// Room for two dashes of the longest pattern before the marker.
  private static let sampleWidth = 34.0

  private let rows: [[Entry]]

  /// - Parameters:
  ///   - entries: Names and samples, in order.
  ///   - width: Of the figure, in CSS pixels; only a name wider than that is shortened.
  init(_ entries: [(name: String, sample: Sample)], width: Double) {
    let shown = entries.prefix(Self.limit)
    var list = shown.map { entry -> Entry in
      let name = TextMetrics.shortened(
        entry.name, to: width - Self.sampleWidth - 6, size: Canvas.fontSize)
      let length = TextMetrics.width(name, size: Canvas.fontSize)
      return Entry(name: name, sample: entry.sample, width: length + Self.sampleWidth + 22)
    }
    // Equal widths put names in columns.
    let pitch = list.map(\.width).max() ?? 0
    for index in list.indices { list[index].width = pitch }
    if entries.count > shown.count {
      list.append(
        Entry(
          name: "and \(Words.count(entries.count - shown.count)) more", sample: .none, width: 100))
    }
    var rows: [[Entry]] = []
    var used = Double.infinity
    for entry in list {
      // The space behind the last name of a row may stand over.
      if used + entry.width - 16 > width {
        rows.append([])
        used = 0
      }
      rows[rows.count - 1].append(entry)
      used += entry.width
    }
    self.rows = rows
  }

  static let none = FigureLegend([], width: 0)

  /// In CSS pixels, with the space below; 0 without entries.
  var height: Double { rows.isEmpty ? 0 : Double(rows.count) * Self.rowHeight + 4 }

  func draw(on canvas: inout Canvas) {
    for (row, entries) in rows.enumerated() {
      var x = 0.0
      let y = 12 + Double(row) * Self.rowHeight
      for entry in entries {
        draw(entry.sample, x: x, y: y - 4, on: &canvas)
        let isCount = if case .none = entry.sample { true } else { false }
        canvas.text(entry.name, x: x + (isCount ? 0 : Self.sampleWidth + 6), y: y)
        x += entry.width
      }
    }
  }

  private func draw(_ sample: Sample, x: Double, y: Double, on canvas: inout Canvas) {
    var path = PathData()
    switch sample {
    case .line(let color, let dashes, let marker):
      path.move(x, y)
      path.line(x + Self.sampleWidth, y)
      canvas.path(path.text, stroke: color, width: 2, dashes: dashes)
      if let marker {
        canvas.marks(
          marker.path(x: x + Self.sampleWidth - 4, y: y, radius: 3.4), fill: color, rim: 2)
      }
    case .area(let color, let tint, let dashes):
      path.move(x + 4, y + 5)
      path.line(x + 4, y - 5)
      path.line(x + Self.sampleWidth - 4, y - 5)
      path.line(x + Self.sampleWidth - 4, y + 5)
      path.close()
      canvas.marks(path.text, fill: tint)
      canvas.path(path.text, stroke: color, width: 1.6, dashes: dashes)
    case .mark(let color, let marker):
      canvas.marks(
        marker.path(x: x + Self.sampleWidth / 2, y: y, radius: 4), fill: color)
    case .none: break
    }
  }
}
