extension BarChart {
  /// Bars named one by one; of more, only the lowest and the highest are.
  private static let describedCount = 12

  func words(title: String) -> FigureWords {
    var sentences: [String] = []
    let isAlone = series.count == 1
    let digits = Words.digits(telling: series.flatMap(\.values))
    for one in series.prefix(Self.describedCount) {
      let shown = one.values.indices.filter { one.values[$0].isFinite }
      let subject = isAlone ? "" : "\(one.name) has "
      guard let low = shown.min(by: { one.values[$0] < one.values[$1] }),
        let high = shown.max(by: { one.values[$0] < one.values[$1] })
      else {
        sentences.append("\(subject)no values to show.")
        continue
      }
      if shown.count <= Self.describedCount {
        let parts = shown.map { "\(barName($0)): \(Words.number(one.values[$0], digits: digits))" }
        sentences.append("\(subject)\(parts.joined(separator: "; ")).")
      } else {
        sentences.append(
          (isAlone ? "The lowest value" : subject + "its lowest value")
            + " at \(barName(low)), \(Words.number(one.values[low], digits: digits)); the highest at "
            + "\(barName(high)), \(Words.number(one.values[high], digits: digits)).")
      }
    }
    if series.count > Self.describedCount {
      sentences.append(
        "There are \(Words.count(series.count - Self.describedCount)) more series.")
    }
    let missing = series.reduce(0) { $0 + $1.values.count { !$0.isFinite } }
    if missing > 0 {
      let verb = missing == 1 ? "is not a finite number and has" : "are not finite and have"
      sentences.append("\(Words.count(missing, "value")) \(verb) no bar.")
    }
    let bars = Words.count(barCount, isAlone ? "bar" : "group")
    let suffix = isAlone ? bars : "\(bars) of \(Words.count(series.count)) bars"
    return FigureWords(
      headline: title.isEmpty ? suffix : "\(title), \(suffix)",
      sentences: sentences)
  }

  private func barName(_ index: Int) -> String {
    let name = name(of: index)
    return categories == nil ? "bar \(name)" : name.isEmpty ? "bar \(index)" : name
  }
}

extension Histogram {
  func words(title: String) -> FigureWords {
    let binCount = edges.count - 1
    guard let low = edges.first, let high = edges.last, binCount > 0,
      series.contains(where: { $0.values != nil })
    else {
      return FigureWords(
        headline: title,
        sentences: ["There are no values to count."] + series.flatMap { omissions(of: $0) })
    }
    let isEven = xAxis.scale == .linear
    let width = high / Double(binCount) - low / Double(binCount)
    let bins =
      isEven
      ? "\(Words.count(binCount, "bin")), \(Words.number(width)) wide each"
      : "\(Words.count(binCount, "bin")), each "
        + "\(Words.number(tenToPower((decimalLogarithm(high) - decimalLogarithm(low)) / Double(binCount))))"
        + " times as wide as the one before"
    return FigureWords(
      headline: "\(title) in \(bins)", sentences: series.flatMap { sentences(on: $0) })
  }

  private func sentences(on one: Series) -> [String] {
    let total = one.counts.reduce(0, +)
    guard total > 0, let values = one.values, let most = one.counts.max(),
      let bin = one.counts.firstIndex(of: most), bin + 1 < edges.count
    else { return ["\(one.name) has no values to count."] + omissions(of: one) }
    let digits = Words.digits(
      telling: [values.lowest, values.highest, edges[bin], edges[bin + 1]])
    func number(_ value: Double) -> String { Words.number(value, digits: digits) }
    let middle = edges[bin] + 0.5
    let isWhole = edges[bin + 1] - edges[bin] == 1 && middle == middle.rounded()
    let place =
      isWhole
      ? "at \(number(middle))"
      : "between \(number(edges[bin])) and \(number(edges[bin + 1]))"
    return [
      "\(one.name): \(Words.count(total, "value")) from \(number(values.lowest)) to "
        + "\(number(values.highest)), median \(number(values.median)); most, "
        + "\(Words.count(most)), \(place)."
    ] + omissions(of: one)
  }

  private func omissions(of one: Series) -> [String] {
    var parts: [String] = []
    if one.nonFiniteCount > 0 {
      parts.append(
        "\(Words.count(one.nonFiniteCount, "value")) that \(one.nonFiniteCount == 1 ? "is" : "are") "
          + "not finite")
    }
    if one.nonPositiveCount > 0 {
      parts.append(
        "\(Words.count(one.nonPositiveCount, "value")) at or below zero, which a logarithmic axis "
          + "does not show")
    }
    if parts.isEmpty { return [] }
    return ["\(one.name) leaves out \(Words.list(parts))."]
  }
}
