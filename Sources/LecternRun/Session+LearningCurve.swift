import LecternData
import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot learning_curve`: what runs reach over the number of examples they were trained on.
///
/// Source: Ng, Machine Learning, week 6.
extension Session {
  func plotLearningCurve(_ command: CheckedCommand) throws(StatementFailure) {
    let groups = try groups(command.slots["RUN"] ?? [], at: command.span)
    let records = groups.flatMap(\.runs)
    let isRegression = records.allSatisfy { $0.data.splits["train"]?.labels == nil }
    let measure =
      command.word("metric").flatMap(Measure.init(word:)) ?? (isRegression ? .cost : .error)
    let held = records.allSatisfy { data("dev", of: $0) != nil } ? "dev" : "test"

    // Runs that differ in nothing but their number of examples are one curve.
    var curves: [(name: String, records: [RunRecord<S>])] = []
    for (record, name) in names(of: groups) {
      let other = record.variation.filter { $0.key != "examples" }
      let label =
        other.isEmpty
        ? (groups.count > 1 ? record.name : "")
        : (groups.count > 1 ? "\(record.name), " : "")
          + other.map { "\($0.key) = \($0.text)" }.joined(separator: ", ")
      _ = name
      if let place = curves.firstIndex(where: { $0.name == label }) {
        curves[place].records.append(record)
      } else {
        curves.append((label, [record]))
      }
    }
    guard curves.contains(where: { Set($0.records.compactMap(\.trainingCount)).count > 1 }) else {
      throw StatementFailure(
        "plot-learning-curve", at: command.span,
        "these runs were all trained on equally many examples",
        help: "train gd lr=0.1 epochs=10 examples in [50, 100, 200] as sizes")
    }
    var series: [LineChart.Series] = []
    for (group, curve) in curves.enumerated() {
      let sorted = curve.records.sorted { ($0.trainingCount ?? 0) < ($1.trainingCount ?? 0) }
      for split in ["train", held] {
        var points: [(x: Double, y: Double)] = []
        for record in sorted {
          guard let count = record.trainingCount, data(split, of: record) != nil else { continue }
          let value: Double
          do throws(MeasureProblem) {
            value = try self.value(of: measure, for: record, on: split)
          } catch {
            throw StatementFailure("metric", at: command.span, error.message, help: error.help)
          }
          points.append((Double(count), record.didDiverge ? .nan : value))
        }
        guard !points.isEmpty else { continue }
        series.append(
          LineChart.Series(
            name: curve.name.isEmpty ? split : "\(curve.name) (\(split))", x: points.map(\.x),
            y: points.map(\.y), group: curves.count == 1 ? series.count : group,
            isDashed: split != "train"))
      }
    }
    outputs.append(
      .figure(
        Figure(
          kind: "learning-curve", title: "Learning curve",
          content: .lines(
            LineChart(
              series: series, xAxis: Axis("training examples"),
              yAxis: Axis(measure.title, format: measure.isShare ? .percent : .number),
              groupNoun: nil)))))
  }
}

extension RunRecord {
  /// How many examples it was trained on.
  fileprivate var trainingCount: Int? { data.splits["train"]?.m }
}
