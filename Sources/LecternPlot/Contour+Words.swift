extension ContourPanel {
  static func words(title: String, panels: [ContourPanel]) -> FigureWords {
    guard let first = panels.first else {
      return FigureWords(headline: title, sentences: ["There is nothing to show."])
    }
    let (x, y) = (first.xName, first.yName)
    let headline =
      "\(title), \(x) from \(Words.limits(first.xRange)), \(y) from \(Words.limits(first.yRange))"
    // Among examples lines part these, and where the function is lowest is no matter.
    var sentences = [
      first.linesSentence, first.points.map(\.composition) ?? first.minimumSentence,
    ]
    for panel in panels {
      sentences += panel.paths.map { panel.sentence(on: $0) }
      if let region = panel.region { sentences.append(panel.sentence(on: region)) }
    }
    if panels.count > ContourDrawing.panelLimit {
      sentences.append("The first \(ContourDrawing.panelLimit) panels are drawn.")
    }
    return FigureWords(headline: headline, sentences: sentences)
  }

  private var xName: String { xLabel.isEmpty ? "x" : xLabel }
  private var yName: String { yLabel.isEmpty ? "y" : yLabel }

  private var linesSentence: String {
    guard hidesNegative else { return levelsSentence }
    return levelsSentence + " Values at or below zero have no level."
  }

  private var levelsSentence: String {
    guard let low = levels.first, let high = levels.last else {
      return "The function has no lines here."
    }
    let digits = Words.digits(telling: levels)
    func number(_ value: Double) -> String { Words.number(value, digits: digits) }
    let finite = values.filter(\.isFinite)
    if let bottom = finite.min(), let top = finite.max(), low > top || high < bottom {
      return levels.count == 1
        ? "The function does not reach the value \(number(low)) in the frame."
        : "The function reaches none of the \(Words.count(levels.count)) values from "
          + "\(number(low)) to \(number(high)) in the frame."
    }
    return levels.count == 1
      ? "One line stands for the value \(number(low))."
      : "\(Words.count(levels.count, "line")) stand for values from \(number(low)) to "
        + "\(number(high))."
  }

  private var minimumSentence: String {
    guard let minimum else {
      let finite = values.filter(\.isFinite)
      guard let low = finite.min(), let high = finite.max() else {
        return "The function has no value in the frame."
      }
      return low == high
        ? "The function is \(Words.number(low)) everywhere in the frame."
        : "The function has no lowest point inside of the frame."
    }
    return "The minimum, \(Words.number(minimum.value)), is at \(point(minimum.x, minimum.y))."
  }

  private func point(_ x: Double, _ y: Double) -> String {
    "(\(Words.number(x)), \(Words.number(y)))"
  }

  /// Where a path goes: to its last point, out of the frame, or to what is no number.
  private func sentence(on path: Path) -> String {
    let count = min(path.x.count, path.y.count)
    guard count > 0 else { return "\(path.name) has no points." }
    guard path.x[0].isFinite, path.y[0].isFinite else {
      return "\(path.name) begins with a point that is no number."
    }
    var text = "\(path.name) begins at \(point(path.x[0], path.y[0]))"
    let lastShown = path.lastShown(in: self) ?? 0
    if let bad = (0..<count).first(where: { !path.x[$0].isFinite || !path.y[$0].isFinite }) {
      return text + " and stops being a number at step \(Words.count(bad))."
    }
    let last = count - 1
    if lastShown < last {
      return text + ", leaves the frame for good after step \(Words.count(lastShown)) and is at "
        + "\(point(path.x[last], path.y[last])) after \(Words.count(last, "step"))."
    }
    text += " and ends after \(Words.count(last, "step")) at \(point(path.x[last], path.y[last]))"
    if let value = path.lastValue { text += ", where the value is \(Words.number(value))" }
    let outside = (0..<count).count {
      !xRange.contains(path.x[$0]) || !yRange.contains(path.y[$0])
    }
    if outside > 0 {
      text +=
        "; \(Words.count(outside, "point")) \(outside == 1 ? "lies" : "lie") outside of the frame"
    }
    return text + "."
  }

  private func sentence(on region: Region) -> String {
    let (x, y) = (xName, yName)
    let bound = Words.number(region.radius)
    let area =
      switch region.norm {
      case .l1: "|\(x)| + |\(y)| ≤ \(bound)"
      case .l2: "√(\(x)² + \(y)²) ≤ \(bound)"
      }
    let lowest = region.lowest
    var text =
      "Where \(area), the lowest value, \(Words.number(lowest.value)), is at "
      + point(lowest.x, lowest.y)
    if region.isShared {
      return text + ", and is as low at other points of the border."
    }
    switch (lowest.x == 0, lowest.y == 0) {
    case (true, true): text += ", where both are zero"
    case (true, false): text += ", on an axis: \(x) is zero"
    case (false, true): text += ", on an axis: \(y) is zero"
    case (false, false): text += ", on neither axis"
    }
    if region.holdsInside { text += "; the minimum itself is allowed" }
    return text + "."
  }
}

extension ContourPanel.Path {
  /// The last point of the path inside of a panel's frame; nil when there is none.
  func lastShown(in panel: ContourPanel) -> Int? {
    (0..<min(x.count, y.count)).reversed().first {
      panel.xRange.contains(x[$0]) && panel.yRange.contains(y[$0])
    }
  }

  /// How many points say all of the path that the frame shows: up to the one after it leaves for
  /// good.
  func shownCount(in panel: ContourPanel) -> Int {
    min((lastShown(in: panel) ?? -1) + 2, min(x.count, y.count))
  }
}

extension ContourPanel.Region {
  /// Whether the lowest point does not lie on the border, so that the constraint changes nothing.
  var holdsInside: Bool {
    let size =
      switch norm {
      case .l1: lowest.x.magnitude + lowest.y.magnitude
      case .l2: (lowest.x * lowest.x + lowest.y * lowest.y).squareRoot()
      }
    return size < radius * (1 - 1e-9)
  }
}
