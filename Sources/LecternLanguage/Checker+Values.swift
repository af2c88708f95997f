import LecternText

/// `data values`: a data set of numbers that the notebook has.
extension ProgramChecker {
  /// What the set looks like: nil after a mistake, `known` nil where its sizes are not known.
  mutating func describeValues(_ command: MatchedCommand) -> (known: DataDescription?, Void)? {
    var inputs: (features: Int, examples: Int)?
    if let (rows, columns) = size(of: command.types["X"]) {
      inputs = layout == .columns ? (rows, columns) : (columns, rows)
    }
    if let value = command.value("Y"), let (rows, columns) = size(of: command.types["Y"]) {
      if rows > 1, columns > 1 {
        report(
          Message.dataValues("the targets are one row, not \(rows) × \(columns)", at: value.span))
        return nil
      }
      if let (_, examples) = inputs, rows * columns != examples {
        report(
          Message.dataValues(
            "there are \(examples) examples, but \(rows * columns) targets",
            help: inputs?.features == rows * columns
              ? "write the inputs as a column each: X.T" : nil,
            at: value.span))
        return nil
      }
    }
    let classes = command.constant("classes").flatMap { Int(exactly: $0) }
    if let target = command.options["classes"], command.value("Y") == nil {
      report(Message.dataValues("classes= speaks of targets, and there are none", at: target.span))
      return nil
    }
    for (key, count) in [("names", classes), ("features", inputs?.features)] {
      guard let count, let names = command.fixed(key), case .matrix(let texts) = names.kind,
        texts.count == 1, texts[0].count != count
      else { continue }
      report(
        Message.dataValues(
          "\(key)= has \(texts[0].count) texts for \(count) \(key == "names" ? "classes" : "features")",
          help: "a text for each", at: names.span))
      return nil
    }
    guard let (features, examples) = inputs,
      command.options["classes"] == nil || classes != nil
    else { return (nil, ()) }
    if case .size(let sizes)? = command.fixed("image")?.kind, sizes.count > 1 {
      let pixels = sizes.reduce(1) { $0.multipliedReportingOverflow(by: $1).partialValue }
      if pixels != features {
        report(
          Message.dataValues(
            "a picture of \(sizes.map(String.init).joined(separator: " x ")) has \(pixels) pixels, but "
              + "there are \(features) features", at: command.fixed("image")?.span ?? command.span))
        return nil
      }
    }
    var imageSize: [Int]?
    if case .size(let sizes)? = command.fixed("image")?.kind { imageSize = sizes }
    return (
      DataDescription(
        features: features, examples: examples,
        classNames: classes.map { (0..<$0).map(String.init) },
        imageSize: imageSize, hasLabels: command.value("Y") != nil), ()
    )
  }

  private func size(of type: ValueType?) -> (rows: Int, columns: Int)? {
    switch type {
    case .number?: return (1, 1)
    case .matrix(let matrix)?:
      let known = resolved(matrix)
      guard let rows = known.rows.size, let columns = known.columns.size else { return nil }
      return (rows, columns)
    default: return nil
    }
  }
}
