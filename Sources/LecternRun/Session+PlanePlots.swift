import LecternData
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

extension Session {
  func plotData(_ command: CheckedCommand) throws(StatementFailure) {
    let chosen = try split(command.values, preferring: ["train"], in: data, at: command.span)
    guard chosen.data.features == 2 || chosen.data.features == 1 else {
      throw StatementFailure(
        "plot-data", at: command.span,
        "a plane shows two features; these data have \(chosen.data.features)",
        help: chosen.data.imageSize == nil ? "show data" : "plot images")
    }
    outputs.append(
      .figure(
        Figure(
          kind: "data", title: "\(data?.title ?? "Data"), \(chosen.name)",
          content: .scatter(
            scatter(
              chosen.data, x: try interval(command.fixed("x")), y: try interval(command.fixed("y")))
          ))))
  }

  /// The examples in the plane of their two features; one feature is drawn against the target.
  func scatter(
    _ data: Dataset<S>, x xRange: ClosedRange<Double>? = nil, y yRange: ClosedRange<Double>? = nil
  ) -> ScatterPlot {
    let names = data.featureNames ?? []
    let x = (0..<data.m).map { Double(data.inputs[0, $0]) }
    if data.features == 1 {
      return ScatterPlot(
        x: x, y: data.targetRow.elements, classes: [], classNames: [],
        xLabel: names.first ?? "x", yLabel: data.targetName ?? "y", xRange: xRange, yRange: yRange)
    }
    return ScatterPlot(
      x: x, y: (0..<data.m).map { Double(data.inputs[1, $0]) },
      classes: data.labels ?? [], classNames: data.classNames ?? [],
      xLabel: names.first ?? "x1", yLabel: names.dropFirst().first ?? "x2", xRange: xRange,
      yRange: yRange)
  }

  func plotBoundary(_ command: CheckedCommand) throws(StatementFailure) {
    let records = try names(of: groups(command.values, at: command.span))
    var panels: [BoundaryPanel] = []
    for (record, name) in records {
      guard let train = record.data.splits["train"], train.features == 2, train.labels != nil
      else {
        throw StatementFailure(
          "plot-boundary", at: command.span,
          "a decision boundary needs two features and classes")
      }
      panels.append(panel(record, train, title: name))
    }
    outputs.append(
      .figure(Figure(kind: "boundary", title: "Decision boundary", content: .boundary(panels))))
  }

  /// From the lowest to the highest value with a little room.
  func margined(_ values: [Double]) -> ClosedRange<Double> {
    let low = values.min() ?? 0
    let high = values.max() ?? 1
    let margin = max((high - low) * 0.08, 1e-9)
    return low - margin...high + margin
  }

  /// The network's decision at the centre of each cell of a grid over the data.
  private func panel(
    _ record: RunRecord<S>, _ train: Dataset<S>, title: String
  ) -> BoundaryPanel {
    let points = scatter(train)
    let xRange = margined(points.x)
    let yRange = margined(points.y)
    let size = 120
    var grid = Matrix<S>(rows: 2, columns: size * size)
    for row in 0..<size {
      for column in 0..<size {
        let place = row * size + column
        let width = xRange.upperBound - xRange.lowerBound
        let height = yRange.upperBound - yRange.lowerBound
        grid[0, place] = S(xRange.lowerBound + (Double(column) + 0.5) / Double(size) * width)
        grid[1, place] = S(yRange.lowerBound + (Double(row) + 0.5) / Double(size) * height)
      }
    }
    let outputs = record.network.outputs(for: grid)
    let decisions = predictedClasses(
      outputs, threshold: record.network.description.decisionThreshold)
    let shares = probabilities(outputs, decisions, of: record.network)
    return BoundaryPanel(
      title: record.didDiverge ? "\(title), diverged" : title, points: points, xRange: xRange,
      yRange: yRange, gridColumns: size,
      gridRows: size,
      decisions: decisions,
      accuracy: record.didDiverge
        ? nil : try? accuracy(of: record, on: "train", from: .training),
      probabilities: shares, margins: shares.isEmpty ? [] : margins(outputs))
  }

  /// How far the largest of several outputs is above the next; none of a single output.
  private func margins(_ outputs: Matrix<S>) -> [Double] {
    guard outputs.rows > 1 else { return [] }
    return (0..<outputs.columns).map { place in
      var (first, second) = (-Double.infinity, -Double.infinity)
      for row in 0..<outputs.rows {
        let value = Double(outputs[row, place])
        if value > first { (first, second) = (value, first) } else { second = max(second, value) }
      }
      return first - second
    }
  }

  /// The probability of each decided class; none where outputs are no probabilities.
  private func probabilities(
    _ outputs: Matrix<S>, _ decisions: [Int], of network: Network<S>
  ) -> [Double] {
    let activation = network.description.denseLayers.last?.finalActivation
    let shares: [Double]
    switch activation {
    case .sigmoid where outputs.rows == 1:
      shares = decisions.indices.map { place in
        let share = Double(outputs[0, place])
        return decisions[place] == 1 ? share : 1 - share
      }
    case .softmax where outputs.rows > 1:
      shares = decisions.indices.map { Double(outputs[decisions[$0], $0]) }
    default: return []
    }
    return shares.allSatisfy(\.isFinite) ? shares : []
  }
}
