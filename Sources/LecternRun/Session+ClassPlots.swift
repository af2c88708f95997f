import LecternData
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

extension Session {
  /// The one run that a figure shows, and one of its splits.
  private func subject(
    _ command: CheckedCommand, of figure: String
  ) throws(StatementFailure) -> (record: RunRecord<S>, split: String, data: Dataset<S>) {
    let record = try oneRecord(command, of: figure)
    let chosen = try split(
      command.values, preferring: ["test", "dev", "train"], in: data, at: command.span)
    return (record, chosen.name, try examples(chosen.name, of: record, at: command.span))
  }

  /// The examples of a split for a run's network.
  func examples(
    _ split: String, of record: RunRecord<S>, at span: SourceSpan
  ) throws(StatementFailure) -> Dataset<S> {
    do throws(MeasureProblem) {
      return try data(split, of: record)
    } catch {
      throw StatementFailure("metric", at: span, error.message, help: error.help)
    }
  }

  func plotConfusion(_ command: CheckedCommand) throws(StatementFailure) {
    let (record, split, data) = try subject(command, of: "confusion matrix")
    guard let counts = try? confusion(of: record, on: split), let names = data.classNames else {
      throw StatementFailure("plot-confusion", at: command.span, "the labels are not classes")
    }
    outputs.append(
      .figure(
        Figure(
          kind: "confusion", title: "Confusion on \(split), \(record.fullLabel)",
          content: .confusion(
            ConfusionMatrix(classNames: names, counts: counts.flatMap { $0 })))))
  }

  /// True against false positives; of several classes, each against the rest.
  func plotROC(_ command: CheckedCommand) throws(StatementFailure) {
    let (record, split, data) = try subject(command, of: "ROC curve")
    guard let labels = data.labels, let names = data.classNames,
      let outputs = (try? outputs(of: record, on: split))?.converted(to: Double.self)
    else {
      throw StatementFailure("plot-roc", at: command.span, "the labels are not classes")
    }
    // Two classes have one curve: what is scored for one counts against the other.
    let classes = outputs.rows <= 2 ? [1] : Array(0..<outputs.rows)
    var series: [LineChart.Series] = []
    for label in classes where names.indices.contains(label) {
      let row = outputs.rows == 1 ? 0 : label
      let positives = labels.map { $0 == label }
      let scores = (0..<outputs.columns).map { outputs[row, $0] }
      guard let area = areaUnderCurve(scores: scores, positives: positives) else { continue }
      let curve = rocCurve(scores: scores, positives: positives)
      series.append(
        LineChart.Series(
          name: "\(names[label]), area \(NumberText.short(area, digits: 3))",
          x: curve.falsePositiveRates, y: curve.truePositiveRates, group: series.count))
    }
    guard !series.isEmpty else {
      throw StatementFailure(
        "plot-roc", at: command.span, "a ROC curve needs examples of two classes in \(split)")
    }
    self.outputs.append(
      .figure(
        Figure(
          kind: "roc", title: "ROC on \(split), \(record.fullLabel)",
          content: .lines(
            LineChart(
              series: series,
              xAxis: Axis("false positive rate", format: .percent, range: 0...1),
              yAxis: Axis("true positive rate", format: .percent, range: 0...1),
              guides: [.diagonal(label: "guessing")], isSquare: true)))))
  }

  /// Pictures that a run takes for another class: "3, taken for 8".
  func plotMisclassified(_ command: CheckedCommand) throws(StatementFailure) {
    let (record, split, data) = try subject(command, of: "grid of pictures")
    guard let names = data.classNames, let found = try? predictions(of: record, on: split) else {
      throw StatementFailure("plot-misclassified", at: command.span, "the labels are not classes")
    }
    guard let size = data.imageSize, size.count == data.features else {
      throw StatementFailure(
        "plot-images", at: command.span, "these data are not images",
        help: data.features == 2
          ? "plot boundary shows where classes meet"
          : "say their size where they are read: image=20x20")
    }
    let count =
      try command.value("N").map { (value) throws(StatementFailure) in
        try wholeNumber(value, in: 1...400)
      } ?? 16
    let wrong = data.m == 0 ? [] : (0..<data.m).filter { found.predicted[$0] != found.labels[$0] }
    guard !wrong.isEmpty else {
      outputs.append(
        .text("\(record.fullLabel) decides every one of the \(data.m) examples of \(split) right."))
      return
    }
    let shown = Array(wrong.prefix(count))
    let grid = pictures(
      of: data.inputs, shown, size,
      labels: shown.map {
        "\(names[found.labels[$0]]), taken for \(names[found.predicted[$0]])"
      })
    outputs.append(
      .figure(
        Figure(
          kind: "misclassified",
          title:
            "\(shown.count) of \(wrong.count) misclassified of \(data.m) examples of \(split), "
            + record.fullLabel, content: .images(grid))))
  }

  func plotImages(_ command: CheckedCommand) throws(StatementFailure) {
    if let matrix = command.fixed("of") { return try plotColumns(matrix, command) }
    let chosen = try split(command.values, preferring: ["train"], in: data, at: command.span)
    guard let size = chosen.data.imageSize, size.count == chosen.data.features else {
      throw StatementFailure(
        "plot-images", at: command.span, "these data are not images",
        help: "say their size where they are read: image=20x20")
    }
    let count =
      try command.value("N").map { (value) throws(StatementFailure) in
        try wholeNumber(value, in: 1...400)
      } ?? 16
    var shown = Array(0..<min(count, chosen.data.m))
    if let places = command.fixed("examples") {
      shown = []
      for number in try numbers(places) {
        guard let place = Int(exactly: number), (0..<chosen.data.m).contains(place) else {
          throw StatementFailure(
            "plot-images", at: places.span,
            "there is no example \(NumberText.short(number)): \(chosen.name) has "
              + "\(chosen.data.m), counted from 0")
        }
        shown.append(place)
      }
      guard (1...400).contains(shown.count) else {
        throw StatementFailure(
          "plot-images", at: places.span, "a figure shows 1 to 400 pictures, not \(shown.count)")
      }
    }
    let names = chosen.data.classNames
    let labels = shown.map { example in
      chosen.data.labels.flatMap { labels in names?[labels[example]] } ?? ""
    }
    let isOne = shown.count == 1
    outputs.append(
      .figure(
        Figure(
          kind: "images",
          title: isOne
            ? "Example \(shown[0]) of \(chosen.name)" : "\(shown.count) examples of \(chosen.name)",
          content: .images(pictures(of: chosen.data.inputs, shown, size, labels: labels)))))
  }

  /// The columns of a matrix as pictures; those with numbers below 0 as weights are shown.
  private func plotColumns(
    _ expression: Expression, _ command: CheckedCommand
  ) throws(StatementFailure) {
    guard let matrix = try evaluate(expression).matrix else {
      throw StatementFailure("value-number", at: expression.span, "a matrix goes here")
    }
    var size = data?.splits["train"]?.imageSize
    if case .size(let sizes)? = command.fixed("image")?.kind, sizes.count > 1 {
      size = ImageSize(
        height: sizes[0], width: sizes[1], channels: sizes.count > 2 ? sizes[2] : 1,
        order: size?.order ?? .row)
    }
    guard let size else {
      throw StatementFailure(
        "plot-images", at: expression.span, "how large the pictures are is not known",
        help: "image=20x20")
    }
    guard size.count == matrix.rows else {
      throw StatementFailure(
        "plot-images", at: expression.span,
        "a picture of \(size.text) does not hold the \(matrix.rows) numbers of a column",
        help: "image=20x20")
    }
    guard (1...400).contains(matrix.columns) else {
      throw StatementFailure(
        "plot-images", at: expression.span,
        "a figure shows 1 to 400 pictures, not \(matrix.columns)")
    }
    guard matrix.elements.allSatisfy(\.isFinite) else {
      throw StatementFailure(
        "plot-images", at: expression.span, "some of these numbers are not finite")
    }
    let names = try self.names(command)
    try requireNames(names, for: matrix.columns, "plot-bar", command)
    let labels = names ?? (matrix.columns == 1 ? [""] : (0..<matrix.columns).map(String.init))
    let title = context.text(of: expression.span)
    let content: Figure.Content
    if matrix.elements.contains(where: { $0 < 0 }) {
      content = .weightImages(
        WeightImages(
          width: size.width, height: size.height, channels: size.channels,
          units: (0..<min(matrix.columns, WeightImages.unitLimit)).map { column in
            size.places.map { matrix[$0, column] }
          }, unitCount: matrix.columns, names: labels))
    } else {
      content = .images(
        pictures(
          of: matrix.converted(to: S.self), Array(0..<matrix.columns), size, labels: labels))
    }
    outputs.append(
      .figure(
        Figure(kind: "images", title: title.count > 60 ? "Pictures" : title, content: content)))
  }

  /// Examples as pictures, each with its label.
  ///
  /// One scale for all of them, so that a dark one stays dark beside a light one.
  func pictures(
    of inputs: Matrix<S>, _ examples: [Int], _ size: ImageSize, labels: [String]
  ) -> ImageGrid {
    var low = Double.infinity
    var high = -Double.infinity
    for example in examples {
      for feature in 0..<inputs.rows {
        // Halves, so that the distance of two large numbers is a number.
        let value = Double(inputs[feature, example]) / 2
        low = min(low, value)
        high = max(high, value)
      }
    }
    let span = high > low ? high - low : 1
    let pictures = zip(examples, labels).map { example, label in
      var pixels: [UInt8] = []
      pixels.reserveCapacity(inputs.rows)
      for row in 0..<size.height {
        for column in 0..<size.width {
          for channel in 0..<size.channels {
            let feature = size.index(row: row, column: column, channel: channel)
            let share = (Double(inputs[feature, example]) / 2 - low) / span
            pixels.append(UInt8((share * 255).rounded()))
          }
        }
      }
      return ImageGrid.Picture(pixels: pixels, label: label)
    }
    return ImageGrid(
      width: size.width, height: size.height, channels: size.channels, pictures: pictures)
  }
}
