/// The incoming weights of units as pictures, one for each unit.
package struct WeightImages: Sendable, Equatable {
  package let width: Int
  package let height: Int
  /// 1: one weight a pixel; 3: one for red, green and blue each.
  package let channels: Int
  /// Of each unit its weights row by row, channels together.
  package let units: [[Double]]
  /// How many units the layer has; more than are shown.
  package let unitCount: Int
  /// What the units decide for, where they are the classes.
  package let names: [String]?

  package init(
    width: Int, height: Int, channels: Int, units: [[Double]], unitCount: Int,
    names: [String]? = nil
  ) {
    self.names = names
    self.width = width
    self.height = height
    self.channels = channels
    self.units = units
    self.unitCount = unitCount
  }

  /// The units that are drawn: those whose weights fit the sizes, up to what a page can bear.
  var shown: [[Double]] {
    let (area, overflows) = width.multipliedReportingOverflow(by: height)
    let (samples, samplesOverflow) = area.multipliedReportingOverflow(by: channels)
    guard width > 0, height > 0, channels == 1 || channels == 3, !overflows, !samplesOverflow,
      samples <= Self.sampleLimit
    else { return [] }
    let fitting = units.filter { $0.count == samples }
    return Array(fitting.prefix(min(Self.unitLimit, Self.sampleLimit / samples)))
  }

  /// Units that one figure shows at most.
  package static let unitLimit = 100
  private static let sampleLimit = 1_000_000
}

/// A matrix of weights, a cell for each.
package struct WeightMatrix: Sendable, Equatable {
  package let rows: Int
  package let columns: Int
  /// Row by row.
  package let values: [Double]
  /// What rows and columns are: `unit`, `input`.
  package let rowNoun: String
  package let columnNoun: String

  package init(
    rows: Int, columns: Int, values: [Double], rowNoun: String = "unit",
    columnNoun: String = "input"
  ) {
    self.rows = rows
    self.columns = columns
    self.values = values
    self.rowNoun = rowNoun
    self.columnNoun = columnNoun
  }

  /// Whether there is a value for each cell, of a matrix that a page can bear.
  var isUsable: Bool {
    let (count, overflows) = rows.multipliedReportingOverflow(by: columns)
    return rows > 0 && columns > 0 && !overflows && count == values.count
  }
}

extension WeightImages {
  func words(title: String) -> FigureWords {
    let shown = self.shown
    guard !shown.isEmpty else {
      return FigureWords(headline: title, sentences: ["There are no weights to show."])
    }
    let count = Words.count(shown.count, "unit")
    let first = shown.count < unitCount ? "The first \(count) of \(Words.count(unitCount))" : count
    var sentences = [
      "\(first), the incoming weights of each as a picture of \(width) × \(height) pixels."
    ]
    let scale = DivergingScale(shown.joined())
    sentences.append(scale.sentence)
    sentences.append(
      channels == 3
        ? "Grey stands for 0; a pixel is the redder, greener or bluer, the larger those weights."
        : "No colour stands for 0, orange for positive and blue for negative weights.")
    return FigureWords(headline: title, sentences: sentences)
  }
}

extension WeightMatrix {
  func words(title: String) -> FigureWords {
    guard isUsable else {
      return FigureWords(headline: title, sentences: ["There are no weights to show."])
    }
    let scale = DivergingScale(values)
    var sentences = [
      "A matrix of \(Words.count(rows, rowNoun)) by \(Words.count(columns, columnNoun)).",
      scale.sentence,
    ]
    if let pooled = PooledCells(self, limit: WeightMatrixDrawing.lineLimit).sentence(self) {
      sentences.append(pooled)
    }
    let zeros = values.count { $0 == 0 }
    if zeros > 0 {
      sentences.append("\(Words.share(Double(zeros) / Double(values.count))) are exactly 0.")
    }
    if let place = values.indices.filter({ values[$0].isFinite })
      .max(by: { values[$0].magnitude < values[$1].magnitude }), values[place] != 0
    {
      sentences.append(
        "The largest by size is \(Words.number(values[place])), \(rowNoun) \(place / columns + 1), "
          + "\(columnNoun) \(place % columns + 1).")
    }
    return FigureWords(headline: title, sentences: sentences)
  }
}
