extension ScatterPlot {
  func words(title: String) -> FigureWords {
    let points = PlanePoints(self)
    var sentences = [composition]
    if let x = points.xExtent, let y = points.yExtent {
      let (xName, yName) = (xLabel.isEmpty ? "x" : xLabel, yLabel.isEmpty ? "y" : yLabel)
      sentences.append(
        "The axes: \(xName) from \(Words.limits(x)), \(yName) from \(Words.limits(y)).")
    }
    if points.drawn.count < points.usable.count {
      sentences.append("\(Words.count(points.drawn.count)) of them are drawn.")
    }
    if points.missingCount > 0 {
      sentences.append(
        "\(Words.count(points.missingCount, "point")) without finite coordinates left out.")
    }
    return FigureWords(headline: title, sentences: sentences)
  }

  /// How many points there are of each class, as in `400 points: 200 red and 200 blue`.
  var composition: String {
    let points = PlanePoints(self)
    let total = Words.count(points.usable.count, "point")
    guard !classes.isEmpty, !points.usable.isEmpty else { return total + "." }
    var counts: [Int: Int] = [:]
    for point in points.usable { counts[points.classIndex(of: point), default: 0] += 1 }
    let parts = counts.sorted { $0.key < $1.key }.prefix(12).map { index, count in
      let name = classNames.indices.contains(index) ? classNames[index] : "class \(index)"
      return "\(Words.count(count)) \(name)"
    }
    return counts.count > 12
      ? "\(total) of \(counts.count) classes." : "\(total): \(Words.list(parts))."
  }
}

extension BoundaryPanel {
  static func words(title: String, panels: [BoundaryPanel]) -> FigureWords {
    guard let first = panels.first else {
      return FigureWords(headline: title, sentences: ["There is nothing to show."])
    }
    var sentences: [String] = []
    let known = panels.compactMap { panel in
      panel.accuracy.map { (title: panel.title, accuracy: $0) }
    }
    if panels.count == 1 {
      if let accuracy = first.accuracy {
        sentences.append(
          "\(name(first.title)) decides \(Words.share(accuracy)) of "
            + "\(Words.count(PlanePoints(first.points).usable.count, "point")) right.")
      }
      sentences += [areas(first)].compactMap(\.self)
    } else if !known.isEmpty {
      let shares = known.map { "\(name($0.title)) \(Words.share($0.accuracy))" }
      sentences.append("Share of points decided right: \(Words.listed(shares, limit: 12)).")
      if let best = known.max(by: { $0.accuracy < $1.accuracy }),
        let worst = known.min(by: { $0.accuracy < $1.accuracy }), best.accuracy > worst.accuracy
      {
        sentences.append("Best is \(name(best.title)), worst \(name(worst.title)).")
      }
    }
    if let sure = sureShares(panels) { sentences.append(sure) }
    if panels.count > BoundaryDrawing.panelLimit {
      sentences.append("The first \(BoundaryDrawing.panelLimit) panels are drawn.")
    }
    let headline =
      panels.count > 1 ? "\(title) of \(Words.count(panels.count, "model"))" : title
    return FigureWords(headline: headline, sentences: sentences)
  }

  private static func name(_ title: String) -> String { title.isEmpty ? "the model" : title }

  /// What the shades mean, and how much of the plane is decided surely.
  private static func sureShares(_ panels: [BoundaryPanel]) -> String? {
    let limit = DecisionGrid.veils[0]
    let shares = panels.prefix(BoundaryDrawing.panelLimit).compactMap { panel -> String? in
      guard let grid = DecisionGrid(panel), !grid.probabilities.isEmpty else { return nil }
      let sure = grid.probabilities.count { $0 > limit }
      let share = Words.share(Double(sure) / Double(grid.probabilities.count), digits: 2)
      return panels.count == 1 ? share : "\(name(panel.title)) \(share)"
    }
    guard !shares.isEmpty else { return nil }
    return "The stronger a shade, the more probable the decided class; above "
      + "\(Words.share(limit)) it is in this part of the plane: \(Words.listed(shares, limit: 12))."
  }

  /// How much of the plane each class takes.
  private static func areas(_ panel: BoundaryPanel) -> String? {
    guard let grid = DecisionGrid(panel) else { return nil }
    var counts: [Int: Int] = [:]
    for decision in grid.decisions { counts[decision, default: 0] += 1 }
    let names = panel.points.classNames
    let parts = grid.classes.map { decided in
      let name = names.indices.contains(decided) ? names[decided] : "class \(decided)"
      let share = Double(counts[decided] ?? 0) / Double(grid.decisions.count)
      return "\(name) \(Words.share(share, digits: 2))"
    }
    return
      "Of the plane shown, the classes take: \(Words.listed(parts, limit: 12, separator: ", "))."
  }
}
