import LecternData
import LecternLanguage
import LecternTensor
import LecternText

/// `data values`: a data set of numbers that the notebook has.
extension Session {
  func ownData(_ command: CheckedCommand) throws(StatementFailure) -> LoadedDataset<S> {
    guard let expression = command.value("X"), let given = try evaluate(expression).matrix else {
      throw StatementFailure("value-number", at: command.span, "numbers go here")
    }
    let inputs = context.layout.applied(to: given)
    let target = try target(command, for: inputs.columns)
    let size = try imageSize(command, features: inputs.rows)
    let names = try command.fixed("features").map { (value) throws(StatementFailure) in
      try texts(value)
    }
    if let names, names.count != inputs.rows {
      throw mistake(
        "features= has \(names.count) texts for \(inputs.rows) features", at: command, "features")
    }
    return LoadedDataset(
      dataset: Dataset(
        inputs: inputs.converted(to: S.self), target: target, featureNames: names,
        targetName: try label(command.fixed("target")), imageSize: size), records: [])
  }

  private func target(
    _ command: CheckedCommand, for examples: Int
  ) throws(StatementFailure) -> Target {
    guard let expression = command.value("Y") else { return .none }
    guard let given = try evaluate(expression).matrix else {
      throw StatementFailure("value-number", at: expression.span, "numbers go here")
    }
    let values = given.elements
    guard given.rows == 1 || given.columns == 1, values.count == examples else {
      throw mistake("there are \(examples) examples, but \(values.count) targets", at: command, "Y")
    }
    if let place = values.firstIndex(where: { !$0.isFinite }) {
      throw mistake("target \(place) is \(NumberText.short(values[place]))", at: command, "Y")
    }
    guard let count = command.fixed("classes") else { return .numbers(values) }
    let classes = try wholeNumber(count, in: 2...1000)
    var names = (0..<classes).map(String.init)
    if let given = command.fixed("names") {
      names = try texts(given)
      guard names.count == classes else {
        throw mistake(
          "names= has \(names.count) texts for \(classes) classes", at: command, "names")
      }
    }
    var labels: [Int] = []
    for (place, value) in values.enumerated() {
      guard let label = Int(exactly: value), (0..<classes).contains(label) else {
        throw mistake(
          "target \(place) is \(NumberText.short(value)), and \(classes) classes are the numbers from 0 "
            + "to \(classes - 1)", at: command, "Y")
      }
      labels.append(label)
    }
    return .classes(labels: labels, names: names)
  }

  private func imageSize(
    _ command: CheckedCommand, features: Int
  ) throws(StatementFailure) -> ImageSize? {
    guard case .size(let sizes)? = command.fixed("image")?.kind, sizes.count >= 2 else {
      return nil
    }
    let size = ImageSize(
      height: sizes[0], width: sizes[1], channels: sizes.count > 2 ? sizes[2] : 1,
      order: command.word("order").flatMap(ImageSize.PixelOrder.init(rawValue:)) ?? .row)
    guard size.count == features else {
      throw mistake(
        "a picture of \(size.text) does not hold \(features) features", at: command, "image")
    }
    return size
  }

  private func mistake(
    _ fact: String, at command: CheckedCommand, _ key: String
  ) -> StatementFailure {
    StatementFailure(
      "data-values", at: command.value(key)?.span ?? command.fixed(key)?.span ?? command.span, fact)
  }
}
