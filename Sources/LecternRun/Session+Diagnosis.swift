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
    let records = try records(command.slots["RUN"] ?? [], at: command.span)
    var best: Double?
    if let expression = command.fixed("best") {
      best = try number(expression, "the best possible error", overriding: [:])
    }
    var findings: [Findings] = []
    for record in records { findings.append(try self.findings(of: record, best, command)) }
    guard let first = findings.first else { return }
    var quantities: [String] = []
    for (quantity, _) in findings.flatMap(\.rows) where !quantities.contains(quantity) {
      quantities.append(quantity)
    }
    let hasDev = findings.allSatisfy(\.hasDev)
    let hasTest = records.contains { (try? data("test", of: $0, from: .training)) != nil }
    let notes = [
      hasTest ? "test takes no part, so that it stays a fair last word" : nil,
      hasDev ? nil : "split off a dev set to see the variance: split dev=20%",
    ].compactMap(\.self)
    // Of several runs each is a row, so that what stands below each other is of one kind.
    let isOne = records.count == 1
    outputs.append(
      .table(
        OutputTable(
          kind: "diagnosis", title: "Diagnosis" + (isOne ? " of \(first.name)" : ""),
          columns: isOne ? ["quantity", "value"] : ["run"] + quantities,
          rows: isOne
            ? first.rows.map { [.text($0.quantity), $0.entry] }
            : findings.map { finding in
              [.text(finding.name)]
                + quantities.map { quantity in
                  finding.rows.first { $0.quantity == quantity }?.entry ?? .missing
                }
            }, note: notes.isEmpty ? nil : notes.joined(separator: "; "), digits: digits)))
    outputs.append(
      .text(
        findings.map { (records.count > 1 ? "\($0.name): " : "") + $0.verdict }
          .joined(separator: "\n")))
  }

  /// What a diagnosis finds out about one run.
  private struct Findings {
    let name: String
    let hasDev: Bool
    let rows: [(quantity: String, entry: OutputTable.Entry)]
    let verdict: String
  }

  private func findings(
    of record: RunRecord<S>, _ best: Double?, _ command: CheckedCommand
  ) throws(StatementFailure) -> Findings {
    guard let examples = try? data("train", of: record, from: .training) else {
      throw StatementFailure("no-data", at: command.span, "there is no data to diagnose with")
    }
    let hasClasses = examples.labels != nil
    let measure: Measure = hasClasses ? .error : .meanSquaredError
    let train = try value(
      of: measure, for: record, on: "train", from: .training, at: command.span)
    var dev: Double?
    if (try? data("dev", of: record, from: .training)) != nil {
      dev = try value(of: measure, for: record, on: "dev", from: .training, at: command.span)
    }
    func entry(_ value: Double) -> OutputTable.Entry {
      hasClasses ? .share(value) : .number(value)
    }
    var rows: [(quantity: String, entry: OutputTable.Entry)] = []
    if let best { rows.append(("best possible \(measure.title)", entry(best))) }
    rows.append(("train \(measure.title)", entry(train)))
    if let dev {
      rows.append(("dev \(measure.title)", entry(dev)))
      rows.append(("gap: dev − train", entry(dev - train)))
    } else {
      rows.append(("dev \(measure.title)", .text("there is no dev split")))
    }
    let dead = deadUnits(of: record)
    for (layer, count, units) in dead {
      rows.append(("dead ReLU units, layer \(layer)", .text("\(count) of \(units)")))
    }
    let scale = hasClasses ? 1 : spread(of: record)
    let words = verdict(
      bias: (train - (best ?? 0)) / scale, variance: dev.map { ($0 - train) / scale },
      small: hasClasses ? 0.02 : 0.05, isBestKnown: best != nil,
      deadLayer: dead.first { $0.dead == $0.units && $0.units > 0 }?.layer,
      poorLayer: dead.first { 2 * $0.dead > $0.units }?.layer
    ) { NumberText.share($0) + (hasClasses ? "" : " of the targets' variance") }
    return Findings(name: record.fullLabel, hasDev: dev != nil, rows: rows, verdict: words)
  }

  /// The variance of the targets: what of it a regression leaves unexplained is its bias.
  private func spread(of record: RunRecord<S>) -> Double {
    guard let train = try? data("train", of: record, from: .training), train.m > 0 else { return 1 }
    let targets = train.targetRow.elements
    let mean = targets.reduce(0, +) / Double(targets.count)
    let spread = targets.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(targets.count)
    return spread > 0 ? spread : 1
  }

  private func verdict(
    bias: Double, variance: Double?, small: Double, isBestKnown: Bool, deadLayer: Int?,
    poorLayer: Int?, _ words: (Double) -> String
  ) -> String {
    let forBias =
      if let deadLayer {
        "another initialization, a smaller learning rate or leaky_relu: all units of layer "
          + "\(deadLayer) are dead, so that no gradient reaches what stands before it and longer "
          + "training cannot help"
      } else {
        (poorLayer.map {
          "a smaller learning rate or leaky_relu, for most units of layer \($0) are dead; then "
        } ?? "") + "a bigger network, longer training or another architecture"
      }
    let forVariance =
      "more data (or augment), regularization (l2, dropout, early stopping) or another architecture"
    let standard = isBestKnown ? "" : " (the best possible error taken as 0)"
    if bias < 0, let variance {
      let excess = words(-bias)
      return
        "The error on train is \(excess) below the best possible one: what cannot be known was "
        + "learned by heart. Variance \(words(variance)): try \(forVariance)."
    }
    guard let variance else {
      return bias > small
        ? "Avoidable bias \(words(bias))\(standard): try \(forBias)."
        : "Little avoidable bias, \(words(bias)); without a dev split the variance is not known."
    }
    let parts =
      "Avoidable bias \(words(bias))\(standard), variance \(words(variance)): "
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
    guard let train = try? data("train", of: record, from: .training) else { return [] }
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
