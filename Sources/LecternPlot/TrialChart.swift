/// The trials of a search: what each chose and what it reached.
package struct TrialChart: Sendable, Equatable {
  /// An option that the search varied.
  package struct Dimension: Sendable, Equatable {
    package let name: String
    package let scale: Axis.Scale
    /// Words that stand for 0, 1, 2 …; empty for numbers.
    package let categories: [String]
    /// The numbers of a list; empty for a domain with any number.
    package let choices: [Double]

    package init(
      name: String, scale: Axis.Scale, categories: [String] = [], choices: [Double] = []
    ) {
      self.choices = choices
      self.name = name
      self.scale = scale
      self.categories = categories
    }
  }

  package struct Trial: Sendable, Equatable {
    /// One for each dimension.
    package let values: [Double]
    /// Nil where the trial diverged.
    package let score: Double?
    /// Rounds of a refined search count from 1.
    package let round: Int

    package init(values: [Double], score: Double?, round: Int) {
      self.values = values
      self.score = score
      self.round = round
    }
  }

  /// The part of the domains in which a further round of a search looked.
  package struct Box: Sendable, Equatable {
    package let round: Int
    /// One for each dimension.
    package let ranges: [ClosedRange<Double>]

    package init(round: Int, ranges: [ClosedRange<Double>]) {
      self.round = round
      self.ranges = ranges
    }
  }

  package enum Arrangement: String, Sendable {
    /// The measure over one option.
    case measure
    /// One option over another; the measure is colour and size.
    case plane
    /// A line through all options to the measure.
    case parallel
  }

  package let arrangement: Arrangement
  package let dimensions: [Dimension]
  package let trials: [Trial]
  /// What a trial reached: `dev accuracy`.
  package let measure: Axis
  package let growsWithQuality: Bool
  /// The trial that was chosen.
  package let best: Int?
  package let boxes: [Box]

  package init(
    arrangement: Arrangement, dimensions: [Dimension], trials: [Trial],
    measure: Axis, growsWithQuality: Bool, best: Int?, boxes: [Box] = []
  ) {
    self.boxes = boxes
    self.arrangement = arrangement
    self.dimensions = dimensions
    self.trials = trials
    self.measure = measure
    self.growsWithQuality = growsWithQuality
    self.best = best
  }

  /// Trials that are drawn at most.
  static let trialLimit = 1000

  /// Trials with a value for each dimension, and finite scores.
  var shown: [(index: Int, trial: Trial)] {
    trials.prefix(Self.trialLimit).enumerated().filter { _, trial in
      trial.values.count == dimensions.count
        && zip(trial.values, dimensions).allSatisfy { AxisMap.isUsable($0, $1.scale) }
        && (trial.score?.isFinite ?? true)
    }.map { ($0.offset, $0.element) }
  }

  /// The limits of a dimension, with room for the marks.
  func limits(of dimension: Int) -> ClosedRange<Double> {
    let values = shown.map { $0.trial.values[dimension] }
    let isNamed = !dimensions[dimension].categories.isEmpty
    if isNamed { return -0.5...(Double(dimensions[dimension].categories.count) - 0.5) }
    guard let low = values.min(), let high = values.max() else { return 0...1 }
    if dimensions[dimension].scale == .logarithmic {
      return AxisLimits.choose(Axis("", scale: .logarithmic), data: low...high, isTight: false)
    }
    return AxisLimits.padded(low...high)
  }

  /// The boxes of domains with any number; a list has no borders.
  var drawnBoxes: [Box] {
    let isContinuous = dimensions.allSatisfy { $0.categories.isEmpty && $0.choices.isEmpty }
    guard isContinuous, arrangement != .parallel else { return [] }
    return boxes.filter { box in
      box.ranges.count == dimensions.count
        && zip(box.ranges, dimensions).allSatisfy {
          AxisMap.isUsable($0.lowerBound, $1.scale) && AxisMap.isUsable($0.upperBound, $1.scale)
        }
    }
  }

  /// The scores from the worst to the best; nil when all trials diverged.
  var scoreRange: ClosedRange<Double>? {
    let scores = shown.compactMap(\.trial.score)
    guard let low = scores.min(), let high = scores.max() else { return nil }
    return low...high
  }

  /// How good a score is among those shown, 0 to 1.
  func quality(_ score: Double) -> Double {
    guard let range = scoreRange, range.upperBound > range.lowerBound else { return 1 }
    let part = (score - range.lowerBound) / (range.upperBound - range.lowerBound)
    return growsWithQuality ? part : 1 - part
  }

  /// A value of a dimension as people read it.
  func text(_ value: Double, of dimension: Int) -> String {
    let categories = dimensions[dimension].categories
    guard let index = Int(exactly: value), categories.indices.contains(index) else {
      return Words.number(value)
    }
    return categories[index]
  }
}

extension TrialChart {
  func words(title: String) -> FigureWords {
    let shown = self.shown
    guard !shown.isEmpty, !dimensions.isEmpty else {
      return FigureWords(headline: title, sentences: ["There are no trials to show."])
    }
    let names = dimensions.map(\.name)
    var sentences: [String] = []
    switch arrangement {
    case .measure:
      sentences.append("The \(measure.label) of each trial over its \(names[0]).")
    case .plane:
      sentences.append(
        "\(names[1]) of each trial over its \(names[0]); the darker and larger a mark, the better "
          + "its \(measure.label).")
    case .parallel:
      sentences.append(
        "A line for each trial through its \(Words.list(names)) to its \(measure.label).")
    }
    for box in drawnBoxes {
      let places = zip(names, box.ranges).map { "\($0) from \(Words.limits($1))" }
      sentences.append("Round \(box.round) looked at \(Words.list(places)).")
    }
    if let best, let trial = shown.first(where: { $0.index == best })?.trial,
      let score = trial.score
    {
      let choices = names.indices.map { "\(names[$0]) = \(text(trial.values[$0], of: $0))" }
      sentences.append(
        "Best is trial \(best) with \(choices.joined(separator: ", ")): "
          + "\(Words.value(score, measure.format)).")
    }
    if let range = scoreRange, range.lowerBound < range.upperBound {
      let worst = growsWithQuality ? range.lowerBound : range.upperBound
      sentences.append("The worst has \(Words.value(worst, measure.format)).")
    }
    let rounds = Set(shown.map(\.trial.round)).sorted()
    if rounds.count > 1 {
      let bests = rounds.compactMap { round -> String? in
        let scores = shown.filter { $0.trial.round == round }.compactMap(\.trial.score)
        let best = growsWithQuality ? scores.max() : scores.min()
        return best.map { "round \(round) \(Words.value($0, measure.format))" }
      }
      sentences.append("The best of each round: \(bests.joined(separator: ", ")).")
    }
    let diverged = shown.count { $0.trial.score == nil }
    if diverged > 0 { sentences.append("\(Words.count(diverged, "trial")) diverged.") }
    if shown.count < trials.count {
      sentences.append("\(Words.count(trials.count - shown.count, "trial")) are not drawn.")
    }
    return FigureWords(
      headline: "\(title), \(Words.count(trials.count, "trial"))", sentences: sentences)
  }
}
