/// A figure as data: what is to be seen, not how it is drawn.
///
/// The same value becomes SVG in a page, JSON for programs and words for the terminal and for
/// readers who do not see it.
package struct Figure: Sendable, Equatable {
  package enum Content: Sendable, Equatable {
    case lines(LineChart)
    case scatter(ScatterPlot)
    case boundary([BoundaryPanel])
    case images(ImageGrid)
    case confusion(ConfusionMatrix)
    case bars(BarChart)
    case histogram(Histogram)
    case contours([ContourPanel])
    case weightImages(WeightImages)
    case weightMatrix(WeightMatrix)
    case distributions(LayerDistributions)
    case network([NetworkDiagram])
    case graph(GraphDiagram)
    case trials(TrialChart)
    case fit(FitPlot)
  }

  /// What kind of plot the author asked for: `cost`, `roc`, `boundary` and so on.
  package let kind: String
  /// A few words, used where the author gave no caption.
  ///
  /// For example "Cost", "Decision boundary".
  package let title: String
  package let content: Content

  package init(kind: String, title: String, content: Content) {
    self.kind = kind
    self.title = title
    self.content = content
  }
}

/// How an axis maps numbers to the page.
package struct Axis: Sendable, Equatable {
  package enum Scale: String, Sendable {
    case linear
    case logarithmic
  }

  package enum Format: Sendable {
    case number
    /// Values are shares: 0.9075 is shown as 90.75 %.
    case percent
  }

  package let label: String
  package let scale: Scale
  package let format: Format
  /// Limits fixed by the author; nil means from the data.
  package let range: ClosedRange<Double>?
  /// Numbers that the axis is marked at, in order; where there are none, round ones are chosen.
  package let marks: [Double]
  /// Words that stand for 0, 1, 2 …, evenly spaced; empty for numbers.
  package let categories: [String]

  package init(
    _ label: String, scale: Scale = .linear, format: Format = .number,
    range: ClosedRange<Double>? = nil, marks: [Double] = [], categories: [String] = []
  ) {
    self.marks = marks
    self.categories = categories
    self.label = label
    self.scale = scale
    self.format = format
    self.range = range
  }
}

/// One or several named curves over a common axis.
package struct LineChart: Sendable, Equatable {
  package struct Series: Sendable, Equatable {
    package let name: String
    package let x: [Double]
    /// Values that are not finite leave a gap.
    package let y: [Double]
    /// Curves of one run share a group, hence a colour: its training and its validation cost.
    package let group: Int
    /// Dashed curves are the companions: validation, test.
    package let isDashed: Bool
    /// Where a function has no value: at a single place, where it jumps or runs off to infinity,
    /// or over a stretch.
    package let interruptions: [ClosedRange<Double>]
    /// Whether each point is marked: what lies between a few measurements is only a guess.
    package let marksPoints: Bool

    package init(
      name: String, x: [Double], y: [Double], group: Int, isDashed: Bool = false,
      interruptions: [ClosedRange<Double>] = [], marksPoints: Bool = false
    ) {
      self.marksPoints = marksPoints
      self.interruptions = interruptions
      self.name = name
      self.x = x
      self.y = y
      self.group = group
      self.isDashed = isDashed
    }
  }

  /// A line beside the curves that says where something happened, or what to compare with.
  package enum Guide: Sendable, Equatable {
    /// A rule at `x`, the best epoch of a run for example; curves of `group` are meant.
    case vertical(x: Double, label: String, group: Int)
    /// From the lower left to the upper right corner: what guessing would give.
    case diagonal(label: String)
  }

  package let series: [Series]
  package let xAxis: Axis
  package let yAxis: Axis
  package let guides: [Guide]
  /// Whether both axes are equally long, as they are where both are shares.
  package let isSquare: Bool
  /// What a group of curves is, if the title does not say it.
  package let groupNoun: String?

  package init(
    series: [Series], xAxis: Axis, yAxis: Axis, guides: [Guide] = [], isSquare: Bool = false,
    groupNoun: String? = "run"
  ) {
    self.groupNoun = groupNoun
    self.series = series
    self.xAxis = xAxis
    self.yAxis = yAxis
    self.guides = guides
    self.isSquare = isSquare
  }
}

/// Points in the plane, each of a class.
package struct ScatterPlot: Sendable, Equatable {
  package let x: [Double]
  package let y: [Double]
  /// Index into `classNames` for each point; empty when the points have no classes.
  package let classes: [Int]
  package let classNames: [String]
  package let xLabel: String
  package let yLabel: String
  /// Limits that the author gave.
  package let xRange: ClosedRange<Double>?
  package let yRange: ClosedRange<Double>?

  package init(
    x: [Double], y: [Double], classes: [Int], classNames: [String], xLabel: String, yLabel: String,
    xRange: ClosedRange<Double>? = nil, yRange: ClosedRange<Double>? = nil
  ) {
    self.xRange = xRange
    self.yRange = yRange
    self.x = x
    self.y = y
    self.classes = classes
    self.classNames = classNames
    self.xLabel = xLabel
    self.yLabel = yLabel
  }
}

/// What a model decides over a part of the plane, with the data it was shown.
package struct BoundaryPanel: Sendable, Equatable {
  package let title: String
  package let points: ScatterPlot
  package let xRange: ClosedRange<Double>
  package let yRange: ClosedRange<Double>
  package let gridColumns: Int
  package let gridRows: Int
  /// The decided class of each grid cell's centre, row by row from the lowest y.
  package let decisions: [Int]
  /// Share of the points decided right, when known.
  package let accuracy: Double?
  /// The probability of the decided class for each grid cell; empty where a model has none.
  package let probabilities: [Double]
  /// How far that probability is above the next one of each grid cell; empty where it is unknown.
  package let margins: [Double]

  package init(
    title: String, points: ScatterPlot, xRange: ClosedRange<Double>, yRange: ClosedRange<Double>,
    gridColumns: Int, gridRows: Int, decisions: [Int], accuracy: Double?,
    probabilities: [Double] = [], margins: [Double] = []
  ) {
    self.margins = margins
    self.probabilities = probabilities
    self.title = title
    self.points = points
    self.xRange = xRange
    self.yRange = yRange
    self.gridColumns = gridColumns
    self.gridRows = gridRows
    self.decisions = decisions
    self.accuracy = accuracy
  }
}

/// Small pictures in a grid, each with a label.
package struct ImageGrid: Sendable, Equatable {
  package struct Picture: Sendable, Equatable {
    /// Row by row, channels together, 0 black to 255 full.
    package let pixels: [UInt8]
    package let label: String

    package init(pixels: [UInt8], label: String) {
      self.pixels = pixels
      self.label = label
    }
  }

  package let width: Int
  package let height: Int
  /// 1 grey, 3 red-green-blue.
  package let channels: Int
  package let pictures: [Picture]

  package init(width: Int, height: Int, channels: Int, pictures: [Picture]) {
    self.width = width
    self.height = height
    self.channels = channels
    self.pictures = pictures
  }
}

/// Counts of true classes (rows) against predicted ones (columns).
package struct ConfusionMatrix: Sendable, Equatable {
  package let classNames: [String]
  /// Row by row: `counts[t * classes + p]`.
  package let counts: [Int]

  package init(classNames: [String], counts: [Int]) {
    self.classNames = classNames
    self.counts = counts
  }
}
