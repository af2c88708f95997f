extension LineChart {
  /// Runs described one by one; of more, only the best and the worst are.
  private static let describedCount = 12

  func words(title: String) -> FigureWords {
    let data = ChartData(self)
    let shown = data.curves.filter { !$0.usable.isEmpty }
    guard !shown.isEmpty else {
      return FigureWords(
        headline: title, sentences: ["There are no values to show."] + omissions(data))
    }
    let groups = Set(series.map(\.group)).count
    var headline = title
    if groups > 1, let groupNoun { headline += " of \(Words.count(groups, groupNoun))" }
    headline += extent(data)

    var sentences: [String]
    if isSquare {
      let listed = Words.listed(shown.map(quarters), limit: Self.describedCount)
      return FigureWords(
        headline: title, sentences: [listed + "."] + guideSentences() + omissions(data))
    }
    if series.count == 1 {
      sentences = [alone(shown[0], data)]
    } else if shown.count <= Self.describedCount {
      let clauses = shown.map { curve in
        ([course(curve, data)]
          + turns(of: curve, data).map { "\($0.name) value, \($0.value), at \($0.place)" })
          .joined(separator: ", with its ")
      }
      .enumerated().map { "\(shown[$0.offset].series.name) \($0.element)" }
      sentences = [clauses.joined(separator: "; ") + "."]
    } else {
      sentences = []
    }
    sentences += extremes(shown)
    if data.leavesOutPeaks {
      let high = shown.filter { ($0.highestValue ?? 0) > data.yLimits.upperBound }
      sentences.append(
        "\(Words.list(high.map(\.series.name))) \(high.count == 1 ? "leaves" : "leave") the frame.")
    }
    return FigureWords(
      headline: headline, sentences: sentences + guideSentences() + omissions(data))
  }

  /// `gd reaches 62 % at 10 %, 81 % at 25 % and 95 % at 50 %`: a curve on equal axes by its course.
  private func quarters(_ curve: Curve) -> String {
    let points = [0.1, 0.25, 0.5].compactMap { x -> String? in
      guard let position = curve.usable.last(where: { curve.series.x[$0] <= x }) else { return nil }
      return "\(Words.value(curve.series.y[position], yAxis.format)) at "
        + Words.value(x, xAxis.format)
    }
    return "\(curve.series.name) reaches \(Words.list(points))"
  }

  private func guideSentences() -> [String] {
    guides.map { guide in
      switch guide {
      case .vertical(let x, let label, _):
        "A rule marks \(xAxis.label.isEmpty ? "x =" : xAxis.label) \(Words.number(x)): \(label)."
      case .diagonal(let label): "A diagonal shows \(label)."
      }
    }
  }

  /// ` over 15,000 iterations`, or from where to where the axis goes.
  private func extent(_ data: ChartData) -> String {
    var (low, high) = (data.xLimits.lowerBound, data.xLimits.upperBound)
    let name = xAxis.label.isEmpty ? "x" : xAxis.label
    if countsSteps, let first = series.compactMap(\.x.first).min(),
      let last = series.compactMap(\.x.last).max(), first == last
    {
      // A single step has an axis around it, but only itself to count.
      (low, high) = (first, last)
    }
    if countsSteps, low >= 0, low <= max(1, 0.05 * high), high == high.rounded(), high < 1e15 {
      // A logarithmic axis has no place for the step 0, which counts all the same.
      let hasStepZero = low == 0 || series.contains { $0.x.first == 0 }
      return " over \(Words.count(Int(high) + (hasStepZero ? 1 : 0), name))"
    }
    if let first = xAxis.categories.first, let last = xAxis.categories.last {
      return ", \(name) from \(first) to \(last)"
    }
    return ", \(name) from \(Words.limits(low...high))"
  }

  /// Whether the axis counts what a training does; steps counted from 0 are one more than the last.
  var countsSteps: Bool {
    ["iteration", "epoch", "step", "batch", "update"].contains(xAxis.label.lowercased())
  }

  /// `falls from 0.883 to 0.0736`.
  private func course(_ curve: Curve, _ data: ChartData) -> String {
    guard let first = curve.first, let last = curve.last else { return "has no values" }
    let (from, to) = (end(first, data), end(last, data))
    var text: String
    if curve.usable.count == 1 {
      text = "is \(from)"
    } else if from == to {
      text = "\(isSteady(curve, data) ? "stays at" : "begins and ends at") \(from)"
    } else if curve.series.interruptions.isEmpty {
      text = "\(last < first ? "falls" : "rises") from \(from) to \(to)"
    } else {
      text = "goes from \(from) to \(to)"
    }
    if curve.breaksOff, let position = curve.usable.last {
      text += " and stops being a number after \(place(position, of: curve))"
    }
    return text
  }

  /// A first or last value, or where it lies beyond the limits that the author chose.
  private func end(_ value: Double, _ data: ChartData) -> String {
    if yAxis.range != nil, value > data.yLimits.upperBound { return "above the frame" }
    if yAxis.range != nil, value < data.yLimits.lowerBound { return "below the frame" }
    return Words.value(value, yAxis.format, digits: data.digits)
  }

  /// An extreme that stands out from a curve's course against its direction by this share of its
  /// height is told; less is noise.
  private static let notableShare = 0.05

  private struct Turn {
    let name: String
    let value: String
    let place: String
  }

  /// The lowest and the highest value between the ends where they are neither end's, with their
  /// places: a cost that falls and rises again.
  private func turns(of curve: Curve, _ data: ChartData) -> [Turn] {
    guard let first = curve.first, let last = curve.last, let low = curve.lowestValue,
      let high = curve.highestValue
    else { return [] }
    let ends = [first, last].map { Words.value($0, yAxis.format, digits: data.digits) }
    func turn(_ name: String, _ position: Int?, excess: Double, isAhead: Bool) -> Turn? {
      guard let position else { return nil }
      let number = curve.series.y[position]
      let value = Words.value(number, yAxis.format, digits: data.digits)
      let isNotable = isAhead || excess / 2 > (high / 2 - low / 2) * Self.notableShare
      let isShown = yAxis.range == nil || data.yLimits.contains(number)
      guard excess > 0, isNotable, isShown, !ends.contains(value) else { return nil }
      return Turn(name: name, value: value, place: place(position, of: curve))
    }
    return [
      turn(
        "lowest", curve.lowest, excess: min(first, last) - low,
        isAhead: series.count == 1 && last <= first),
      turn(
        "highest", curve.highest, excess: high - max(first, last),
        isAhead: series.count == 1 && last > first),
    ].compactMap(\.self)
  }

  private func isSteady(_ curve: Curve, _ data: ChartData) -> Bool {
    guard let low = curve.lowestValue, let high = curve.highestValue else { return true }
    return Words.value(low, yAxis.format, digits: data.digits)
      == Words.value(high, yAxis.format, digits: data.digits)
  }

  /// `iteration 1800`, `x = 0.5`.
  private func place(_ position: Int, of curve: Curve) -> String {
    // A list of numbers is no name of a place.
    let label = xAxis.label.first.map { $0.isLetter } == true ? xAxis.label : "x"
    let x = curve.series.x[position]
    let category = Int(exactly: x).flatMap {
      xAxis.categories.indices.contains($0) ? xAxis.categories[$0] : nil
    }
    return "\(label)\(label.count < 3 ? " =" : "") \(category ?? Words.number(x))"
  }

  /// The sentences on a chart's only curve.
  private func alone(_ curve: Curve, _ data: ChartData) -> String {
    var subject = yAxis.label.isEmpty ? curve.series.name : Words.capitalized(yAxis.label)
    if subject.isEmpty { subject = "The value" }
    var text = "\(subject) \(course(curve, data))"
    if countsSteps, curve.usable.count > 1, !curve.breaksOff, let end = curve.usable.last {
      let x = curve.series.x[end]
      if x == x.rounded(), x >= 1, x < 1e15 {
        let count = Int(x) + (curve.series.x.first == 0 ? 1 : 0)
        text += " in \(Words.count(count, xAxis.label))"
      }
    }
    text += "."
    for turn in turns(of: curve, data) {
      text += " The \(turn.name) value, \(turn.value), is at \(turn.place)."
    }
    return text
  }

  /// Which of three or more curves end lowest and highest.
  private func extremes(_ curves: [Curve]) -> [String] {
    guard curves.count >= 3 else { return [] }
    let ends = curves.compactMap { curve in
      curve.breaksOff ? nil : curve.last.map { (name: curve.series.name, value: $0) }
    }
    guard let low = ends.min(by: { $0.value < $1.value }),
      let high = ends.max(by: { $0.value < $1.value }), low.value < high.value
    else { return [] }
    let digits = Words.digits(telling: [low.value, high.value])
    let (lowest, highest) = (
      Words.value(low.value, yAxis.format, digits: digits),
      Words.value(high.value, yAxis.format, digits: digits)
    )
    return ["\(low.name) ends lowest, at \(lowest); \(high.name) ends highest, at \(highest)."]
  }

  /// What the drawing leaves out, and why.
  private func omissions(_ data: ChartData) -> [String] {
    var sentences = series.compactMap { interruption(of: $0) }
    let missing = data.curves.reduce(0) {
      $0 + ($1.series.interruptions.isEmpty ? $1.missingCount : 0)
    }
    if missing > 0 {
      let verb = missing == 1 ? "is not a finite number and leaves" : "are not finite and leave"
      sentences.append("\(Words.count(missing, "value")) \(verb) a gap.")
    }
    var nonPositive = data.curves.reduce(0) { $0 + $1.nonPositiveCount }
    if countsSteps, xAxis.scale == .logarithmic {
      let starts = series.filter { one in
        guard one.x.first == 0, let y = one.y.first else { return false }
        return y.isFinite && AxisMap.isUsable(y, yAxis.scale)
      }
      if !starts.isEmpty {
        nonPositive -= starts.count
        sentences.append(
          "The logarithmic axis has no place for \(xAxis.label.lowercased()) 0.")
      }
    }
    if nonPositive > 0 {
      let verb = nonPositive == 1 ? "is" : "are"
      sentences.append(
        "\(Words.count(nonPositive, "value")) at or below zero \(verb) left out "
          + "by the logarithmic axis.")
    }
    return sentences
  }

  /// Where a function has no value.
  private func interruption(of one: Series) -> String? {
    let points = one.interruptions.filter { $0.lowerBound == $0.upperBound }
    let stretches = one.interruptions.filter { $0.lowerBound < $0.upperBound }
    var parts: [String] = []
    if !points.isEmpty {
      let shown = points.prefix(8).map { Words.number($0.lowerBound) }
      let rest = points.count > 8 ? ["\(Words.count(points.count - 8)) more places"] : []
      parts.append("breaks at \(Words.list(shown + rest))")
    }
    parts += stretches.prefix(4).map {
      "has no value from \(Words.number($0.lowerBound)) to \(Words.number($0.upperBound))"
    }
    if stretches.count > 4 { parts.append("\(Words.count(stretches.count - 4)) more stretches") }
    return parts.isEmpty ? nil : "\(one.name) \(Words.list(parts))."
  }
}
