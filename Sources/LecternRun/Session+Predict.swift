import LecternData
import LecternLanguage
import LecternNN
import LecternNotebook
import LecternPlot
import LecternTensor
import LecternText

/// One example that a network is asked about.
private struct Question<S: LecternScalar> {
  /// [features, 1], scaled like the training data.
  let inputs: Matrix<S>
  /// "test example 5".
  let title: String
  /// What the data say it is, where they do.
  var truth: String?
  var note: String?
}

extension Session {
  /// `predict`: class names with their probabilities, or the number of a regression.
  func predict(_ command: CheckedCommand) throws(StatementFailure) {
    let found = try records(command.slots["RUN"] ?? [], at: command.span)
    guard let record = found.first, found.count == 1 else {
      throw StatementFailure(
        "predict-run", at: command.span, "one prediction is one run's, not that of \(found.count)",
        help: "name one: predict test 5 runs[0], or best(runs)")
    }
    let question = try question(command, record)
    let outputs = record.network.outputs(for: question.inputs).converted(to: Double.self).elements
    let description = record.network.description
    let train = record.data.splits["train"]
    let title = "Prediction of \(record.fullLabel) for \(question.title)"
    let known = question.truth.map { "the data say \($0)" }
    let notes = [known, question.note].compactMap { $0 }
    let note = notes.isEmpty ? nil : notes.joined(separator: "; ")
    guard let names = train?.classNames, train?.labels != nil, names.count > 1 else {
      let name = train?.targetName ?? "output"
      self.outputs.append(
        .table(
          OutputTable(
            kind: "prediction", title: title, columns: [name],
            rows: outputs.map { [.number($0)] }, note: note, digits: digits)))
      return
    }
    // One sigmoid speaks of class 1; what is left speaks of class 0.
    let isProbability = description.hasProbabilities
    var scores = outputs
    if outputs.count == 1 {
      scores = isProbability ? [1 - outputs[0], outputs[0]] : [-outputs[0], outputs[0]]
    }
    let decided = predictedClasses(
      Matrix(rows: outputs.count, columns: 1, elements: outputs),
      threshold: description.decisionThreshold)[0]
    let order = names.indices.filter(scores.indices.contains).sorted {
      scores[$0] == scores[$1] ? $0 < $1 : scores[$0] > scores[$1]
    }
    let shown = order.prefix(10)
    var table = "predicted \(names[decided])"
    if let note { table += "; " + note }
    if order.count > shown.count { table += "; \(order.count - shown.count) more classes" }
    self.outputs.append(
      .table(
        OutputTable(
          kind: "prediction", title: title,
          columns: ["class", isProbability ? "probability" : "score"],
          rows: shown.map { label in
            [.text(names[label]), isProbability ? .share(scores[label]) : .number(scores[label])]
          }, note: table, digits: digits)))
    if let size = train?.imageSize, size.count == question.inputs.rows {
      var label = names[decided]
      if let truth = question.truth, truth != label { label = "\(truth), taken for \(label)" }
      let picture = pictures(
        of: question.inputs, [0], size,
        labels: [label])
      self.outputs.append(
        .figure(
          Figure(
            kind: "prediction", title: "\(question.title), predicted \(names[decided])",
            content: .images(picture))))
    }
  }

  private func question(
    _ command: CheckedCommand, _ record: RunRecord<S>
  ) throws(StatementFailure) -> Question<S> {
    if let expression = command.value("SPLIT"), case .name(let split) = expression.kind,
      let place = command.value("INDEX")
    {
      let data = try examples(split, of: record, at: expression.span)
      let index = try wholeNumber(place, in: 0...Int(Int32.max))
      guard index < data.m else {
        throw StatementFailure(
          "predict-index", at: place.span,
          "there is no example \(index) in \(split): they go from 0 to \(data.m - 1)")
      }
      var truth: String?
      switch data.target {
      case .classes(let labels, let names): truth = names[labels[index]]
      case .numbers(let values): truth = NumberText.short(values[index], digits: digits)
      case .none: break
      }
      return try checked(
        Question(
          inputs: data.subset([index]).inputs, title: "\(split) example \(index)", truth: truth),
        record, at: place.span)
    }
    guard let example = command.value("EXAMPLE") else {
      throw StatementFailure("predict", at: command.span, "predict what?")
    }
    var inputs: Matrix<S>
    let title: String
    if case .string(let file) = example.kind {
      guard let size = record.data.splits["train"]?.imageSize else {
        throw StatementFailure(
          "predict-picture", at: example.span, "the data of \(record.fullLabel) are not pictures",
          help: "say their size where they are read: image=20x20")
      }
      do throws(DataFailure) {
        let read = try PictureReader.example(
          file, size: size, as: S.self, using: context.locator)
        inputs = read.inputs
        self.inputs.append(Provenance.Input(name: read.record.name, sha256: read.record.sha256))
      } catch {
        throw failure(error, at: command)
      }
      title = file
    } else {
      guard let column = try evaluate(example).matrix, column.columns == 1 || column.rows == 1,
        column.elements.allSatisfy(\.isFinite)
      else {
        throw StatementFailure(
          "predict-column", at: example.span, "a column of finite numbers goes here",
          help: "predict [0.5; 1.2]")
      }
      inputs = Matrix(rows: column.count, columns: 1, elements: column.elements)
        .converted(to: S.self)
      title = context.text(of: example.span)
    }
    var question = try checked(Question(inputs: inputs, title: title), record, at: example.span)
    // A new example comes in the units of the data as they were read.
    let normalizations = record.data.normalizations
    guard !normalizations.isEmpty else { return question }
    inputs = normalizations.reduce(inputs) { $1.applied(to: $0) }
    question = Question(inputs: inputs, title: title, note: "scaled like the training data")
    return question
  }

  private func checked(
    _ question: Question<S>, _ record: RunRecord<S>, at span: SourceSpan
  ) throws(StatementFailure) -> Question<S> {
    let wanted = record.network.description.inputCount
    guard question.inputs.rows == wanted else {
      throw StatementFailure(
        "predict-features", at: span,
        "\(question.title) has \(question.inputs.rows) features, the network takes \(wanted)")
    }
    return question
  }
}

extension NetworkDescription {
  /// Whether the outputs are probabilities: of a softmax, or of sigmoids.
  var hasProbabilities: Bool {
    switch denseLayers.last?.finalActivation {
    case .softmax, .sigmoid: true
    default: false
    }
  }
}
