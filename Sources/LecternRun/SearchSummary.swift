import LecternPlot

/// What the trials of a search chose and what they reached, for its figure.
struct SearchSummary: Sendable {
  let name: String
  /// The options that vary; a dimension may show a formula of its option.
  let keys: [String]
  let dimensions: [TrialChart.Dimension]
  let trials: [TrialChart.Trial]
  let measure: Axis
  let growsWithQuality: Bool
  let best: Int
  let boxes: [TrialChart.Box]

  /// `dimensions` are the options that vary, with the value of each trial, then those of the corners
  /// of the boxes in which each further round looked.
  init<S>(
    name: String, keys: [String], dimensions: [(dimension: TrialChart.Dimension, values: [Double])],
    trials: [SearchTrial<S>], split: String, measure: Measure, best: Int
  ) {
    self.name = name
    self.keys = keys
    self.dimensions = dimensions.map(\.dimension)
    self.trials = trials.enumerated().map { index, trial in
      let score = measure == .accuracy ? trial.score?.accuracy : trial.score?.cost
      return TrialChart.Trial(
        values: dimensions.map { $0.values[index] }, score: score, round: trial.round)
    }
    let corners = dimensions.map { Array($0.values.dropFirst(trials.count)) }
    boxes = stride(from: 0, to: (corners.first?.count ?? 0) - 1, by: 2).map { place in
      TrialChart.Box(
        round: place / 2 + 2,
        ranges: corners.map { min($0[place], $0[place + 1])...max($0[place], $0[place + 1]) })
    }
    self.measure = Axis(
      "\(split) \(measure.title)", format: measure.isShare ? .percent : .number)
    growsWithQuality = measure.growsWithQuality
    self.best = best
  }

  /// The figure of some of the options.
  func chart(_ places: [Int], _ arrangement: TrialChart.Arrangement) -> TrialChart {
    TrialChart(
      arrangement: arrangement, dimensions: places.map { dimensions[$0] },
      trials: trials.map { trial in
        TrialChart.Trial(
          values: places.map { trial.values[$0] }, score: trial.score, round: trial.round)
      }, measure: measure, growsWithQuality: growsWithQuality, best: best,
      boxes: boxes.map { box in
        TrialChart.Box(round: box.round, ranges: places.map { box.ranges[$0] })
      })
  }
}
