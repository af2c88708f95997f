import LecternData
import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot learning_curve` and `plot validation_curve`: what runs reach over a number in which they
/// differ.
///
/// Source: Ng, Machine Learning, week 6.
extension Session {
  /// Over the number of examples that runs were trained on.
  func plotLearningCurve(_ command: CheckedCommand) throws(StatementFailure) {
    let curves = try curves(command, over: "examples") { $0.data.splits["train"]?.m.asDouble }
    guard curves.contains(where: { Set($0.points.map(\.place)).count > 1 }) else {
      throw StatementFailure(
        "plot-learning-curve", at: command.span,
        "these runs were all trained on equally many examples",
        help: "train gd lr=0.1 epochs=10 examples in [50, 100, 200] as sizes")
    }
    try plot(
      curves, command, kind: "learning-curve", title: "Learning curve",
      xAxis: Axis("training examples"))
  }

  /// Over the values of an option or a name that varies by numbers.
  func plotValidationCurve(_ command: CheckedCommand) throws(StatementFailure) {
    let runs = try groups(command.slots["RUN"] ?? [], at: command.span).flatMap(\.runs)
    var key = runs.lazy.flatMap(\.variation).first { $0.number != nil }?.key
    if let option = command.fixed("x") {
      let name = context.text(of: option.span).filter { $0 != "\"" }
      guard runs.contains(where: { $0.number(of: name) != nil }) else {
        throw StatementFailure("plot-option", at: option.span, "\(name) does not vary here")
      }
      key = name
    }
    guard let key else {
      throw StatementFailure(
        "plot-validation-curve", at: command.span,
        "a validation curve goes over the values of an option, and here no number varies",
        help: "train gd epochs=10 lr in [0.01, 0.1, 1] as rates")
    }
    var curves = try curves(command, over: key) { $0.number(of: key) }
    let places = Set(curves.flatMap { $0.points.map(\.place) }).sorted()
    let name = try label(command.fixed("xlabel")) ?? key
    let axis: Axis
    if places.first == 0, Self.isGeometric(Array(places.dropFirst())) {
      // Factors have no place for 0: the values stand side by side.
      axis = Axis(name, categories: places.map { NumberText.short($0) })
      for curve in curves.indices {
        for point in curves[curve].points.indices {
          let place = places.firstIndex(of: curves[curve].points[point].place) ?? 0
          curves[curve].points[point].place = Double(place)
        }
      }
    } else {
      axis = Axis(
        name, scale: Self.isGeometric(places) ? .logarithmic : .linear,
        marks: places.count <= 12 ? places : [])
    }
    try plot(
      curves, command, kind: "validation-curve", title: "Validation curve over \(key)",
      xAxis: axis)
  }

  /// Runs that differ in nothing but one number.
  private typealias Curve = (name: String, points: [(place: Double, record: RunRecord<S>)])

  private func curves(
    _ command: CheckedCommand, over key: String, place: (RunRecord<S>) -> Double?
  ) throws(StatementFailure) -> [Curve] {
    let groups = try groups(command.slots["RUN"] ?? [], at: command.span)
    var curves: [Curve] = []
    for record in groups.flatMap(\.runs) {
      guard let place = place(record) else { continue }
      let other = record.variation.filter { $0.key != key }
      let name =
        other.isEmpty
        ? (groups.count > 1 ? record.name : "")
        : (groups.count > 1 ? "\(record.name), " : "")
          + other.map { "\($0.key) = \($0.text)" }.joined(separator: ", ")
      if let known = curves.firstIndex(where: { $0.name == name }) {
        curves[known].points.append((place, record))
      } else {
        curves.append((name, [(place, record)]))
      }
    }
    for index in curves.indices { curves[index].points.sort { $0.place < $1.place } }
    return curves
  }

  private func plot(
    _ curves: [Curve], _ command: CheckedCommand, kind: String, title: String, xAxis: Axis
  ) throws(StatementFailure) {
    let records = curves.flatMap { $0.points.map(\.record) }
    let isRegression = records.allSatisfy { $0.data.splits["train"]?.labels == nil }
    let measure =
      command.word("metric").flatMap(Measure.init(word:)) ?? (isRegression ? .cost : .error)
    func has(_ split: String, _ record: RunRecord<S>) -> Bool {
      (try? data(split, of: record, from: .training)) != nil
    }
    let held = records.allSatisfy { has("dev", $0) } ? "dev" : "test"
    var series: [LineChart.Series] = []
    for (group, curve) in curves.enumerated() {
      for split in ["train", held] {
        var points: [(x: Double, y: Double)] = []
        for (place, record) in curve.points where has(split, record) {
          let value: Double
          do throws(MeasureProblem) {
            value = try self.value(of: measure, for: record, on: split, from: .training)
          } catch {
            throw StatementFailure("metric", at: command.span, error.message, help: error.help)
          }
          points.append((place, record.didDiverge ? .nan : value))
        }
        guard !points.isEmpty else { continue }
        series.append(
          LineChart.Series(
            name: curve.name.isEmpty ? split : "\(curve.name) (\(split))", x: points.map(\.x),
            y: points.map(\.y), group: curves.count == 1 ? series.count : group,
            isDashed: split != "train", marksPoints: true))
      }
    }
    outputs.append(
      .figure(
        Figure(
          kind: kind, title: title,
          content: .lines(
            LineChart(
              series: series, xAxis: xAxis,
              yAxis: Axis(measure.title, format: measure.isShare ? .percent : .number),
              groupNoun: nil)))))
  }
}

extension Int {
  fileprivate var asDouble: Double { Double(self) }
}
