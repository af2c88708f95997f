import LecternLanguage
import LecternNN
import LecternNotebook
import LecternTensor
import LecternText

extension Session {
  /// `show diagnosis`: the errors on train and dev, the gap between them, dead units, and what the
  /// two kinds of error ask for.
  ///
  /// Source: Ng's course 2, week 1 (bias and variance) and course 3, week 1 (avoidable bias).
  func showDiagnosis(_ command: CheckedCommand) throws(StatementFailure) {
    for record in try records([], at: command.span) { try diagnose(record, command) }
  }

  private func diagnose(
    _ record: RunRecord<S>, _ command: CheckedCommand
  ) throws(StatementFailure) {
    guard data("train", of: record) != nil else {
      throw StatementFailure("no-data", at: command.span, "there is no data to diagnose with")
    }
    let hasClasses = data("train", of: record)?.labels != nil
    let measure: Measure = hasClasses ? .error : .meanSquaredError
    let train = try value(of: measure, for: record, on: "train", threshold: nil, at: command.span)
    var dev: Double?
    if data("dev", of: record) != nil {
      dev = try value(of: measure, for: record, on: "dev", threshold: nil, at: command.span)
    }
    func entry(_ value: Double) -> OutputTable.Entry {
      hasClasses ? .share(value) : .number(value)
    }
    var rows: [[OutputTable.Entry]] = [[.text("train \(measure.title)"), entry(train)]]
    if let dev {
      rows.append([.text("dev \(measure.title)"), entry(dev)])
      rows.append([.text("gap: dev − train"), entry(dev - train)])
    } else {
      rows.append([.text("dev \(measure.title)"), .text("there is no dev split")])
    }
    for (layer, dead, units) in deadUnits(of: record) {
      rows.append([.text("dead ReLU units, layer \(layer)"), .text("\(dead) of \(units)")])
    }
    outputs.append(
      .table(
        OutputTable(
          kind: "diagnosis", title: "Diagnosis of \(record.fullLabel)",
          columns: ["quantity", "value"], rows: rows,
          note: "test takes no part, so that it stays a fair last word"
            + (dev == nil ? "; split off a dev set to see the variance: split dev=20%" : ""),
          digits: digits)))
    outputs.append(
      .text(hasClasses ? verdict(train: train, dev: dev) : verdict(record, train: train, dev: dev)))
  }

  /// The error that no network avoids is taken to be 0, since a notebook does not know it.
  private func verdict(train: Double, dev: Double?) -> String {
    verdict(bias: train, variance: dev.map { $0 - train }, small: 0.02, NumberText.share)
  }

  /// A regression's bias is the share of the targets' variance that it leaves unexplained.
  private func verdict(_ record: RunRecord<S>, train: Double, dev: Double?) -> String {
    guard let targets = data("train", of: record)?.targetRow.elements, !targets.isEmpty else {
      return ""
    }
    let mean = targets.reduce(0, +) / Double(targets.count)
    let spread = targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(targets.count)
    let scale = spread > 0 ? spread : 1
    return verdict(
      bias: train / scale, variance: dev.map { ($0 - train) / scale }, small: 0.05
    ) { NumberText.share($0) + " of the targets' variance" }
  }

  private func verdict(
    bias: Double, variance: Double?, small: Double, _ words: (Double) -> String
  ) -> String {
    let forBias = "a bigger network, longer training or another architecture"
    let forVariance =
      "more data (or augment), regularization (l2, dropout, early stopping) or another architecture"
    guard let variance else {
      return bias > small
        ? "Avoidable bias \(words(bias)) (the best possible error taken as 0): try \(forBias)."
        : "Little avoidable bias, \(words(bias)); without a dev split the variance is not known."
    }
    let parts =
      "Avoidable bias \(words(bias)) (the best possible error taken as 0), variance "
      + "\(words(variance)): "
    switch (bias > small, variance > small) {
    case (false, false): return parts + "both are small; measure test once and be done."
    case (true, false): return parts + "bias it is. Try \(forBias)."
    case (false, true): return parts + "variance it is. Try \(forVariance)."
    case (true, true):
      return bias >= variance
        ? parts + "both, bias first. Try \(forBias); then \(forVariance)."
        : parts + "both, variance first. Try \(forVariance); then \(forBias)."
    }
  }

  /// The units of each ReLU layer that are 0 for every training example.
  private func deadUnits(of record: RunRecord<S>) -> [(layer: Int, dead: Int, units: Int)] {
    guard let train = data("train", of: record) else { return [] }
    let layers = record.network.description.denseLayers
    guard layers.contains(where: { $0.finalActivation == .relu }) else { return [] }
    var isAlive = layers.map { [Bool](repeating: false, count: $0.units) }
    // In parts, so that activations of a large set do not stand in memory all at once.
    let width = 1024
    for start in stride(from: 0, to: train.m, by: width) {
      let part = train.subset(Array(start..<min(start + width, train.m)))
      for (index, layer) in record.network.layerOutputs(for: part.inputs).enumerated()
      where layers[index].finalActivation == .relu {
        for (place, value) in layer.a.elements.enumerated() where value > 0 {
          isAlive[index][place % layer.a.rows] = true
        }
      }
    }
    return layers.indices.filter { layers[$0].finalActivation == .relu }.map { index in
      (index + 1, isAlive[index].count { !$0 }, layers[index].units)
    }
  }
}
