/// Examples of one feature and the curves that models draw through them.
package struct FitPlot: Sendable, Equatable {
  package struct Model: Sendable, Equatable {
    package let name: String
    /// Values of the feature, rising, and what the model says of each.
    package let x: [Double]
    package let y: [Double]

    package init(name: String, x: [Double], y: [Double]) {
      self.name = name
      self.x = x
      self.y = y
    }
  }

  package let points: ScatterPlot
  package let models: [Model]
  /// What tells how far points lie from the curves: `mse on train`.
  package let errorName: String
  /// One for each model; nil where it has none.
  package let errors: [Double?]

  package init(points: ScatterPlot, models: [Model], errorName: String, errors: [Double?]) {
    self.points = points
    self.models = models
    self.errorName = errorName
    self.errors = errors
  }

  /// The curves as a chart, which knows how to name lines.
  func chart(_ x: ClosedRange<Double>, _ y: ClosedRange<Double>) -> LineChart {
    LineChart(
      series: models.enumerated().map { index, model in
        LineChart.Series(name: model.name, x: model.x, y: model.y, group: index)
      }, xAxis: Axis(points.xLabel, range: x), yAxis: Axis(points.yLabel, range: y),
      groupNoun: "model")
  }
}

extension FitPlot {
  func words(title: String) -> FigureWords {
    var words = points.words(title: title)
    let courses = models.prefix(12).enumerated().map { index, model -> String in
      let usable = model.y.indices.filter { model.y[$0].isFinite && index < errors.count }
      guard let first = usable.first, let last = usable.last else {
        return "\(model.name) has no finite values"
      }
      let error = errors[index].map { ", \(errorName) \(Words.number($0))" } ?? ""
      return "\(model.name) goes from \(Words.number(model.y[first])) at "
        + "\(Words.number(model.x[first])) to \(Words.number(model.y[last])) at "
        + "\(Words.number(model.x[last]))\(error)"
    }
    if !courses.isEmpty { words.sentences.append(courses.joined(separator: "; ") + ".") }
    return words
  }
}
