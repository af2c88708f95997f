internal import LecternPlot

/// An output as programs read it; `type` tells which keys it has.
///
/// `table`: kind, title, columns, rows, note · `figure`: kind, title, series (or the parts of a
/// `DiagramRecord`), and guides (label, x) where there are some; of level lines a series is a panel
/// · `image`: kind, title,
/// width, height, channels, images · `value`: name, shape, values · `text`: text · `expect`:
/// expression, passed, actual (in words), values (its sides), points, message.
package struct OutputRecord: Sendable, Encodable {
  private let output: CellOutput

  package init(_ output: CellOutput) {
    self.output = output
  }

  private enum CodingKeys: String, CodingKey {
    case type, kind, title, columns, rows, note, series, guides, name, shape, values, text
    case expression, passed, actual, points, message
    case width, height, channels, images
  }

  package func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: CodingKeys.self)
    switch output {
    case .table(let table):
      try container.encode("table", forKey: .type)
      try container.encode(table.kind, forKey: .kind)
      try container.encode(table.title, forKey: .title)
      try container.encode(table.columns, forKey: .columns)
      try container.encode(table.rows.map { $0.map(EntryRecord.init) }, forKey: .rows)
      try container.encode(table.note, forKey: .note)
    case .figure(let figure):
      try container.encode(figure.kind, forKey: .kind)
      try container.encode(figure.title, forKey: .title)
      if case .images(let grid) = figure.content {
        try container.encode("image", forKey: .type)
        try container.encode(grid.width, forKey: .width)
        try container.encode(grid.height, forKey: .height)
        try container.encode(grid.channels, forKey: .channels)
        try container.encode(grid.pictures.map(PictureRecord.init), forKey: .images)
      } else {
        try container.encode("figure", forKey: .type)
        if let parts = DiagramRecord.parts(of: figure.content) {
          try container.encode(parts, forKey: .series)
        } else {
          try container.encode(SeriesRecord.records(of: figure.content), forKey: .series)
        }
        if case .lines(let chart) = figure.content, !chart.guides.isEmpty {
          try container.encode(chart.guides.map(GuideRecord.init), forKey: .guides)
        }
      }
    case .value(let value):
      try container.encode("value", forKey: .type)
      try container.encode(value.name, forKey: .name)
      try encode(value.content, in: &container)
    case .text(let text):
      try container.encode("text", forKey: .type)
      try container.encode(text, forKey: .text)
    case .expectation(let expectation):
      try container.encode("expect", forKey: .type)
      try container.encode(expectation.expression, forKey: .expression)
      try container.encode(expectation.passed, forKey: .passed)
      try container.encode(expectation.actual, forKey: .actual)
      try container.encode(
        expectation.values.map { OutputRecord(.value($0)) }, forKey: .values)
      try container.encode(expectation.points.map(JSONNumber.init), forKey: .points)
      try container.encode(expectation.message, forKey: .message)
    }
  }

  /// A matrix is a list of rows with its shape; anything else has the empty shape and is itself.
  private func encode(
    _ content: OutputValue.Content, in container: inout KeyedEncodingContainer<CodingKeys>
  ) throws {
    switch content {
    case .number(let number):
      try container.encode([Int](), forKey: .shape)
      try container.encode(JSONNumber(number), forKey: .values)
    case .boolean(let flag):
      try container.encode([Int](), forKey: .shape)
      try container.encode(flag, forKey: .values)
    case .string(let text):
      try container.encode([Int](), forKey: .shape)
      try container.encode(text, forKey: .values)
    case .matrix(let rows, let columns, let values):
      try container.encode([rows, columns], forKey: .shape)
      let numbers = values.map(JSONNumber.init)
      let lists = (0..<max(0, rows)).map { row in
        numbers.dropFirst(row * columns).prefix(columns)
      }
      try container.encode(lists.map { Array($0) }, forKey: .values)
    }
  }
}

/// An entry of a table: its text, its number, or null.
private struct EntryRecord: Encodable {
  let entry: OutputTable.Entry

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch entry {
    case .text(let text): try container.encode(text)
    case .number(let number), .share(let number): try container.encode(JSONNumber(number))
    case .missing: try container.encodeNil()
    }
  }
}

/// A picture with its pixels row by row, channels together, 0 to 255.
private struct PictureRecord: Encodable {
  let label: String
  let pixels: [UInt8]

  init(_ picture: ImageGrid.Picture) {
    label = picture.label
    pixels = picture.pixels
  }
}

/// A rule at an x, or a diagonal, which has none.
private struct GuideRecord: Encodable {
  let label: String
  let x: JSONNumber?

  init(_ guide: LineChart.Guide) {
    switch guide {
    case .vertical(let x, let label, _):
      self.label = label
      self.x = JSONNumber(x)
    case .diagonal(let label):
      self.label = label
      x = nil
    }
  }
}

/// A named sequence of numbers in a figure; keys that do not apply are left out.
struct SeriesRecord: Encodable {
  let name: String
  var x: [JSONNumber]?
  var y: [JSONNumber]?
  /// Class of each point; in a confusion matrix the counts of one true class.
  var classes: [Int]?
  var counts: [Int]?
  var accuracy: JSONNumber?
  /// The part of the plane that a boundary covers, as [lower, upper].
  var xRange: [JSONNumber]?
  var yRange: [JSONNumber]?
  /// Decided class of each cell of the plane, rows from the lowest y, and its probability.
  var decisions: [[Int]]?
  /// What bars stand for, in order.
  var labels: [String]?
  /// Of a histogram's bins, one more than `counts`.
  var edges: [JSONNumber]?
  /// Values that a histogram leaves out: not finite, and without a place on its axis.
  var leftOut: Int?
  /// Of a function of two numbers: what its lines stand for, its lowest point, paths on it.
  var levels: [JSONNumber]?
  var minimum: PlaceRecord?
  var paths: [PathRecord]?
  var constraint: ConstraintRecord?
  var probabilities: [[JSONNumber]]?

  init(name: String) {
    self.name = name
  }

  static func records(of content: Figure.Content) -> [SeriesRecord] {
    switch content {
    case .lines(let chart):
      chart.series.map { series in
        var record = SeriesRecord(name: series.name)
        record.x = series.x.map(JSONNumber.init)
        record.y = series.y.map(JSONNumber.init)
        return record
      }
    case .scatter(let plot): records(of: plot)
    case .boundary(let panels): panels.map(record)
    case .confusion(let matrix):
      matrix.classNames.enumerated().map { index, name in
        var record = SeriesRecord(name: name)
        let width = matrix.classNames.count
        record.counts = Array(matrix.counts.dropFirst(index * width).prefix(width))
        return record
      }
    case .bars(let chart): chart.series.map { SeriesRecord($0, of: chart) }
    case .histogram(let histogram): histogram.series.map { SeriesRecord($0, of: histogram) }
    case .contours(let panels): panels.map(SeriesRecord.init)
    case .images, .weightImages, .weightMatrix, .distributions, .network, .graph, .trials, .fit: []
    }
  }

  /// One series a class, or one for all points without classes.
  private static func records(of plot: ScatterPlot) -> [SeriesRecord] {
    guard !plot.classes.isEmpty else { return [record(of: plot, name: plot.yLabel)] }
    return plot.classNames.enumerated().map { index, name in
      let members = plot.classes.indices.filter { plot.classes[$0] == index }
      var record = SeriesRecord(name: name)
      record.x = members.filter(plot.x.indices.contains).map { JSONNumber(plot.x[$0]) }
      record.y = members.filter(plot.y.indices.contains).map { JSONNumber(plot.y[$0]) }
      return record
    }
  }

  private static func record(of plot: ScatterPlot, name: String) -> SeriesRecord {
    var record = SeriesRecord(name: name)
    record.x = plot.x.map(JSONNumber.init)
    record.y = plot.y.map(JSONNumber.init)
    return record
  }

  private static func record(of panel: BoundaryPanel) -> SeriesRecord {
    var record = record(of: panel.points, name: panel.title)
    record.classes = panel.points.classes
    record.accuracy = panel.accuracy.map(JSONNumber.init)
    record.xRange = [JSONNumber(panel.xRange.lowerBound), JSONNumber(panel.xRange.upperBound)]
    record.yRange = [JSONNumber(panel.yRange.lowerBound), JSONNumber(panel.yRange.upperBound)]
    func rows<Entry>(_ entries: [Entry]) -> [[Entry]] {
      (0..<max(0, panel.gridRows)).map { row in
        Array(entries.dropFirst(row * panel.gridColumns).prefix(panel.gridColumns))
      }
    }
    record.decisions = rows(panel.decisions)
    if !panel.probabilities.isEmpty {
      record.probabilities = rows(panel.probabilities.map(JSONNumber.init))
    }
    return record
  }
}
