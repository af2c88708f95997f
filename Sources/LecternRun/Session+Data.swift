import LecternData
import LecternFormula
import LecternLanguage
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

extension Session {
  func loadData(_ command: CheckedCommand) throws(StatementFailure) {
    let (loaded, source) =
      command.subject == "values" ? (try ownData(command), nil) : try readData(command)
    inputs += loaded.records.map { Provenance.Input(name: $0.name, sha256: $0.sha256) }
    if let bad = loaded.dataset.nonFiniteInputs() {
      throw StatementFailure(
        "data-nonfinite", at: command.span,
        "\(bad.count) inputs are not finite numbers, the first in feature \(bad.firstFeature) of "
          + "example \(bad.firstExample)", help: "mend or leave out these examples")
    }
    let split = command.result?.text ?? "train"
    guard loaded.dataset.m > 0 else {
      throw StatementFailure(
        "data-empty", at: command.span, "\(split) would have no examples",
        help: "say which examples it gets")
    }
    if split == "train" {
      readingCount += 1
      data = DataSplits(
        title: title(of: command), splits: ["train": loaded.dataset],
        readings: ["train": readingCount], isOfValues: command.subject == "values")
    } else {
      try add(loaded.dataset, as: split, command)
    }
    warnAboutClasses(command)
    showData(title(of: command))
    // Those of dev and test look alike.
    if split == "train", let preview = preview(of: loaded.dataset, source, title(of: command)) {
      outputs.append(.table(preview))
    }
  }

  /// The examples of a file, a folder or a generator.
  private func readData(
    _ command: CheckedCommand
  ) throws(StatementFailure) -> (LoadedDataset<S>, DataSource?) {
    let request = try dataRequest(command)
    guard let source = DataRequests.source(request, seed: try seed(of: command)) else {
      throw StatementFailure("data-unknown", at: command.span, "this data cannot be read")
    }
    var loaded: LoadedDataset<S>
    do throws(DataFailure) {
      loaded = try SystemMemory.$limit.withValue(limits.memory?.bytes) {
        Result { () throws(DataFailure) in try source.load(as: S.self, using: context.locator) }
      }.get()
    } catch {
      throw failure(error, at: command)
    }
    if let size = DataRequests.imageSize(request.options), case .idx = source {
      guard size.count == loaded.dataset.features else {
        throw StatementFailure(
          "data-image", at: command.span,
          "an image of \(size.text) does not hold \(loaded.dataset.features) features")
      }
      loaded.dataset.imageSize = size
    }
    return (loaded, source)
  }

  private func add(
    _ dataset: Dataset<S>, as split: String, _ command: CheckedCommand
  ) throws(StatementFailure) {
    guard var current = data, let train = current.splits["train"] else {
      throw StatementFailure(
        "data-order", at: command.span, "there is no train split yet",
        help: "read the training data first: data … as train")
    }
    guard train.features == dataset.features else {
      throw StatementFailure(
        "data-features", at: command.span,
        "\(split) has \(dataset.features) features, train has \(train.features)")
    }
    if let names = train.featureNames, let others = dataset.featureNames, names != others,
      names.sorted() == others.sorted()
    {
      throw StatementFailure(
        "data-features", at: command.span,
        "\(split) has the features of train in another order: \(others.joined(separator: ", "))",
        help: "columns=[\(names.joined(separator: ", "))] reads them in that of train")
    }
    var addition = dataset
    switch (train.target, dataset.target) {
    case (.numbers, .classes):
      // A column of whole numbers looks like classes; beside a numeric train split it is not.
      guard let numbers = dataset.numbers() else {
        throw StatementFailure(
          "data-target", at: command.span,
          "the labels of \(split) are classes, those of train are numbers")
      }
      addition.target = .numbers(numbers.elements.map { Double($0) })
    case (.classes, .numbers):
      throw StatementFailure(
        "data-target", at: command.span,
        "the labels of \(split) are numbers, those of train are classes")
    default: break
    }
    if let names = train.classNames {
      do throws(DataFailure) {
        addition = try dataset.relabelled(to: names)
      } catch {
        throw failure(error, at: command)
      }
    }
    // Numbers of the notebook are in the units of train.X.
    for normalization in current.normalizations where command.subject != "values" {
      addition.inputs = normalization.applied(to: addition.inputs)
      try requireFinite(addition, split, scaledBy: command)
    }
    warnAboutOverlap(train, addition, split, command)
    readingCount += 1
    current.splits[split] = addition
    current.readings[split] = readingCount
    data = current
  }

  private func warnAboutOverlap(
    _ train: Dataset<S>, _ other: Dataset<S>, _ split: String, _ command: CheckedCommand
  ) {
    let shared = train.sharedExamples(with: other)
    guard shared > 0 else { return }
    warnings.append(
      Diagnostic(
        "data-overlap", .warning, at: command.span,
        "\(shared) of the \(other.m) examples of \(split) \(shared == 1 ? "is" : "are") in train too",
        help: "results on \(split) will look better than they are"))
  }

  private func warnAboutClasses(_ command: CheckedCommand) {
    if let only = data?.splits["train"]?.onlyClass() {
      warnings.append(
        Diagnostic(
          "data-one-class", .warning, at: command.span,
          "every example of train has the class \(only): there is nothing to tell apart"))
    }
  }

  func failure(_ error: DataFailure, at command: CheckedCommand) -> StatementFailure {
    StatementFailure(
      error.id, at: command.span, error.message.uncapitalized, help: error.help.uncapitalized)
  }

  private func title(of command: CheckedCommand) -> String {
    if command.subject == "values" {
      let text = command.values.map { context.text(of: $0.span) }.joined(separator: ", ")
      return text.contains("[") || text.count > 40 ? "values" : text
    }
    let files = command.values.compactMap { value -> String? in
      guard case .string(let text) = value.kind else { return nil }
      return text
    }
    return files.first ?? command.subject ?? "data"
  }

  /// The request of a statement with the values its options have now.
  private func dataRequest(_ command: CheckedCommand) throws(StatementFailure) -> DataRequest {
    var failure: StatementFailure?
    let request = DataRequest(of: command) { expression in
      do throws(StatementFailure) {
        return try number(expression)
      } catch {
        failure = failure ?? error
        return nil
      }
    }
    if let failure { throw failure }
    return request
  }

  func split(_ command: CheckedCommand) throws(StatementFailure) {
    guard var current = data, let whole = current.splits["train"] else {
      throw StatementFailure("no-data", at: command.span, "there is no data to split yet")
    }
    var amounts: [String: Split.Amount] = [:]
    for name in DataSplits<S>.names { amounts[name] = try amount(command, name) }
    if amounts.values.contains(where: { if case .count = $0 { true } else { false } }) {
      // Beside counts, a bare 1 is a count too.
      for (name, amount) in amounts where amount == .share(1) && !isPercentage(command, name) {
        amounts[name] = .count(1)
      }
    }
    let splitSeed = try seed(of: command)
    let isStratified = try flag(command.fixed("stratify"), default: true)
    let indices: Split
    do throws(DataFailure) {
      indices = try Split.indices(
        count: whole.m, labels: whole.labels, classNames: whole.classNames,
        train: amounts["train"], dev: amounts["dev"], test: amounts["test"], seed: splitSeed,
        stratify: isStratified)
    } catch {
      throw failure(error, at: command)
    }
    readingCount += 1
    for (name, part) in [("train", indices.train), ("dev", indices.dev), ("test", indices.test)]
    where name == "train" || !part.isEmpty {
      current.splits[name] = whole.subset(part)
      current.readings[name] = readingCount
    }
    data = current
    for (name, part) in current.present where name != "train" {
      if let train = current.splits["train"] { warnAboutOverlap(train, part, name, command) }
    }
    if current.isAugmented, current.present.count > 1 {
      warnings.append(
        Diagnostic(
          "split-augmented", .warning, at: command.span,
          "the data were augmented before this split, so copies of one example lie in several splits",
          help: "split first, then augment"))
    }
    if current.normalizations.contains(where: \.isFitted), current.present.count > 1 {
      warnings.append(
        Diagnostic(
          "split-normalized", .warning, at: command.span,
          "the data were normalized before this split, so dev and test took part in the scaling",
          help: "split first, then normalize"))
    }
    showData(current.title)
  }

  /// Shows the table of the splits, in the place of one of the same cell that it outdates.
  private func showData(_ title: String) {
    let table = CellOutput.table(dataTable(title: data?.title ?? title))
    let outdated = outputs.firstIndex { output in
      if case .table(let table) = output { return table.kind == "data" }
      return false
    }
    if let outdated { outputs[outdated] = table } else { outputs.append(table) }
  }

  private func isPercentage(_ command: CheckedCommand, _ key: String) -> Bool {
    guard case .number(_, let spelling)? = command.fixed(key)?.kind else { return false }
    return spelling.hasSuffix("%")
  }

  /// A share when written as one (`80%`, `0.8`), a count when a whole number above 1.
  private func amount(
    _ command: CheckedCommand, _ key: String
  ) throws(StatementFailure) -> Split.Amount? {
    guard let expression = command.fixed(key) else { return nil }
    let value = try number(expression)
    if isPercentage(command, key) { return .share(value) }
    if value > 1, let count = Int(exactly: value) { return .count(count) }
    return .share(value)
  }

  func normalize(_ command: CheckedCommand) throws(StatementFailure) {
    guard var current = data, let train = current.splits["train"] else {
      throw StatementFailure("no-data", at: command.span, "there is no data to normalize yet")
    }
    let method: Normalization.Method =
      switch command.subject {
      case "mean": .mean
      case "minmax": .minmax
      case "divide": .divide(try number(command.values[0]))
      default: .zscore
      }
    let normalization = Normalization.fit(method, on: train.inputs)
    for (name, split) in current.present {
      var scaled = split
      scaled.inputs = normalization.applied(to: split.inputs)
      try requireFinite(scaled, name, scaledBy: command)
      current.splits[name] = scaled
    }
    current.normalizations.append(normalization)
    data = current
  }

  /// `augment`: changed copies of the training examples, which dev and test never get.
  func augment(_ command: CheckedCommand) throws(StatementFailure) {
    guard var current = data, let train = current.splits["train"] else {
      throw StatementFailure("no-data", at: command.span, "there is no data to augment yet")
    }
    func option(_ key: String) throws(StatementFailure) -> Double {
      guard let expression = command.fixed(key) else { return 0 }
      return try number(expression)
    }
    var copies = 1
    if let expression = command.fixed("copies") {
      copies = try wholeNumber(expression, in: 1...100)
    }
    // The set itself and its copies stand in memory together.
    try checkMemory(
      elements: Double(train.inputs.count) * Double(copies + 2), "augmenting",
      help: "fewer copies=, or a smaller train split", at: command.span)
    let augmentation = Augmentation(
      flip: command.value("FLIP") != nil, rotate: try option("rotate"), shift: try option("shift"),
      noise: try option("noise"), copies: copies, seed: try seed(of: command))
    do throws(DataFailure) {
      current.splits["train"] = try augmentation.applied(to: train)
    } catch {
      throw failure(error, at: command)
    }
    current.isAugmented = true
    data = current
    showData(current.title)
  }

  /// Scaling by a number near zero leaves no numbers to train on.
  private func requireFinite(
    _ split: Dataset<S>, _ name: String, scaledBy command: CheckedCommand
  ) throws(StatementFailure) {
    guard let bad = split.nonFiniteInputs() else { return }
    throw StatementFailure(
      "normalize-nonfinite", at: command.span,
      "scaling makes \(bad.count) inputs of \(name) too large for a number, the first in feature "
        + "\(bad.firstFeature) of example \(bad.firstExample)")
  }

  /// Examples, features and class counts of each split; of many classes the smallest and largest.
  func dataTable(title: String) -> OutputTable {
    let present = data?.present ?? []
    let names = present.first?.data.classNames ?? []
    let namesEach = names.count <= 6
    let rows = present.map { split -> [OutputTable.Entry] in
      var counts = [Int](repeating: 0, count: names.count)
      for label in split.data.labels ?? [] { counts[label] += 1 }
      let shown =
        namesEach ? counts : [names.count, counts.min() ?? 0, counts.max() ?? 0]
      return [
        .text(split.name), .number(Double(split.data.m)), .number(Double(split.data.features)),
      ] + shown.map { .number(Double($0)) }
    }
    return OutputTable(
      kind: "data", title: "Data: \(title)",
      columns: ["split", "examples", "features"]
        + (namesEach
          ? names.map { "class \($0)" } : ["classes", "in the smallest", "in the largest"]),
      rows: rows)
  }

  /// The first rows of a table read from a file, wide ones elided in the middle.
  private func preview(
    of dataset: Dataset<S>, _ source: DataSource?, _ name: String
  ) -> OutputTable? {
    guard case .csv? = source, let names = dataset.featureNames, dataset.m > 0 else { return nil }
    let count = names.count
    let columns: [Int?] =
      count <= 8 ? (0..<count).map { $0 } : [0, 1, 2, nil, count - 2, count - 1]
    let rows = (0..<min(5, dataset.m)).map { example -> [OutputTable.Entry] in
      columns.map { column in
        column.map { .number(Double(dataset.inputs[$0, example])) } ?? .text("…")
      } + [target(of: dataset, example)]
    }
    return OutputTable(
      kind: "preview", title: "The first examples of \(name)",
      columns: columns.map { column in
        column.map { names[$0] } ?? "…"
      } + [dataset.targetName ?? "label"], rows: rows)
  }

  private func target(of dataset: Dataset<S>, _ example: Int) -> OutputTable.Entry {
    switch dataset.target {
    case .classes(let labels, let names): .text(names[labels[example]])
    case .numbers(let values): .number(values[example])
    case .none: .missing
    }
  }
}

extension Normalization {
  /// Whether the numbers come from the data rather than from the author.
  fileprivate var isFitted: Bool {
    if case .divide = method { return false }
    return true
  }
}
