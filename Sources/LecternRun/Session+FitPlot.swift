import LecternData
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// `plot fit`: examples of one feature and what runs say over it.
extension Session {
  /// Points of a curve: two pixels apart at the width of a page.
  private static var curvePoints: Int { 241 }

  func plotFit(_ command: CheckedCommand) throws(StatementFailure) {
    let groups = try groups(command.slots["RUN"] ?? [], at: command.span)
    let chosen = try split(command.values, preferring: ["train"], in: data, at: command.span)
    guard chosen.data.features == 1 else {
      throw StatementFailure(
        "fit-features", at: command.span,
        "plot fit draws over one feature; these data have \(chosen.data.features)",
        help: chosen.data.features == 2 ? "plot boundary for two features and classes" : "plot cost"
      )
    }
    let points = scatter(chosen.data)
    let finite = points.x.filter(\.isFinite)
    let (low, high) = (finite.min() ?? 0, finite.max() ?? 1)
    let margin = max((high - low) * 0.035, 1e-9)
    let (start, end) = (low - margin, high + margin)
    let places = (0..<Self.curvePoints).map {
      start + (end - start) * Double($0) / Double(Self.curvePoints - 1)
    }
    let inputs = Matrix<S>(rows: 1, columns: places.count, elements: places.map { S($0) })
    let isRegression = chosen.data.labels == nil
    var models: [FitPlot.Model] = []
    var errors: [Double?] = []
    for (record, name) in names(of: groups) {
      let description = record.network.description
      guard description.inputCount == 1, description.outputCount == 1 else {
        throw StatementFailure(
          "plot-fit", at: command.span,
          "a curve needs one input and one output; the network of \(record.fullLabel) has "
            + "\(description.inputCount) and \(description.outputCount)",
          help: "layer dense 1 as the last layer")
      }
      models.append(
        FitPlot.Model(
          name: record.didDiverge ? "\(name), diverged" : name, x: places,
          y: record.network.outputs(for: prepared(inputs, for: record)).elements
            .map(Double.init)))
      errors.append(
        isRegression
          ? try? value(of: .meanSquaredError, for: record, on: chosen.name) : nil)
    }
    outputs.append(
      .figure(
        Figure(
          kind: "fit", title: "Fit on \(chosen.name)",
          content: .fit(
            FitPlot(
              points: points, models: models, errorName: "mse on \(chosen.name)", errors: errors))))
    )
  }
}
