import LecternText

/// The parts of splits, models and runs.
extension ProgramChecker {
  /// The type of `owner.name`.
  mutating func member(_ name: Name, of type: ValueType, _ owner: Expression) -> ValueType {
    switch type {
    case .unknown, .parameter: return .unknown
    case .split(let split): return splitMember(name, split)
    case .model(let model):
      guard let known = state.models[model] else { return .unknown }
      use(.trained(model))
      return part(name, of: known, owner: model)
    case .run(let run):
      let members = RunMember.allCases.filter {
        $0.belongs(toRunValidatedOn: run.validation, isRegression: run.isRegression)
      }
      if let member = members.first(where: { $0.rawValue == name.text }) {
        return member.isCurve
          ? .matrix(MatrixType(rows: Dimension(1), columns: Dimension(nil))) : .number(nil)
      }
      guard let model = run.model else { return .unknown }
      var result = part(name, of: model, owner: text(of: owner.span), members.map(\.rawValue))
      if run.varies, case .matrix = result { result = .matrix(.unknown) }
      return result
    case .runs(let type):
      let runs = text(of: owner.span)
      if type.varied.contains(name.text) {
        return .matrix(
          MatrixType(rows: Dimension(1), columns: Dimension(type.count)))
      }
      report(
        Message.memberUnknown(
          name.text, of: "several runs",
          help: (["best(\(runs)).\(name.text)", "\(runs)[0].\(name.text)"]
            + type.varied.prefix(1).map { "\(runs).\($0) for the values of \($0)" })
            .joined(separator: "   or   "),
          at: name.span))
      return .unknown
    case .matrix, .number, .boolean, .string, .function, .results:
      let whole = text(of: owner.span)
      let help: String? =
        switch name.text {
        case "t", "transpose": "\(whole).T"
        case "shape": "shape(\(whole))[0] is the number of rows, shape(\(whole))[1] of columns"
        case "size": "shape(\(whole))[0] * shape(\(whole))[1]"
        default:
          FunctionTable.entry(named: name.text).map { "\($0.name)(\(whole))" }
        }
      report(Message.memberUnknown(name.text, of: type.noun, help: help, at: name.span))
      return .unknown
    }
  }

  private mutating func splitMember(_ name: Name, _ split: String) -> ValueType {
    guard let data = state.data else { return .unknown }
    let place = data.splits[split]
    let origin = Dimension.Origin(
      name: nil, creation: place?.statement ?? data.statement, literal: nil)
    let examples = Dimension(place?.examples, origin: origin)
    switch name.text {
    case "X":
      return laidOut(
        MatrixType(
          rows: Dimension(data.description?.features, origin: origin), columns: examples))
    case "Y":
      // Two classes are one row of 0 and 1, as a sigmoid learns them.
      let rows = data.hasNumericTarget ? 1 : data.classes.map { $0 == 2 ? 1 : $0 }
      return laidOut(MatrixType(rows: Dimension(rows, origin: origin), columns: examples))
    case "y":
      return laidOut(MatrixType(rows: Dimension(1, origin: origin), columns: examples))
    case "m": return .number(place?.examples.map(Double.init))
    default:
      let near = nearest(to: name.text, among: ["X", "Y", "y", "m"])
      report(
        Message.memberUnknown(
          name.text, of: split,
          help: Message.meant(near)
            ?? "\(split).X, \(split).Y (one \(layout == .columns ? "row" : "column") a class), \(split).y (labels), \(split).m",
          at: name.span))
      return .unknown
    }
  }

  /// A part of a model or run; layers are counted from 1.
  private mutating func part(
    _ name: Name, of model: ModelState, owner: String, _ members: [String] = []
  ) -> ValueType {
    guard !model.isUncertain else { return .unknown }
    if let type = normPart(name.text, of: model) ?? densePart(name.text, of: model) { return type }
    let count = model.dense.count
    let kinds = ["W", "b", "Z", "A", "dW", "db"]
    let parts =
      (1..<max(count + 1, 2)).flatMap { number in kinds.map { "\($0)\(number)" } }
      + members
    let measures = FunctionTable.functions.filter { $0.group == .runs }.map(\.name)
    if measures.contains(name.text), state.runs[owner] != nil {
      let curve = members.first { $0 == "train_\(name.text)" }
      report(
        Message.memberUnknown(
          name.text, of: owner,
          help: "\(name.text)(train, \(owner))"
            + (curve.map { ", or while training \(owner).\($0)" } ?? ""), at: name.span))
      return .unknown
    }
    if RunMember(rawValue: name.text) != nil, !members.isEmpty {
      let isOfNumbers = !members.contains(RunMember.trainAccuracy.rawValue)
      report(
        Message.memberUnknown(
          name.text, of: owner,
          help: isOfNumbers && name.text.hasSuffix("accuracy")
            ? "\(owner).cost; the labels are numbers, which are not right or wrong"
            : "train … validate=\(name.text.hasPrefix("test") ? "test" : "dev") keeps it",
          at: name.span))
      return .unknown
    }
    if let near = nearest(to: name.text, among: parts), count > 0 {
      report(
        Message.memberUnknown(name.text, of: owner, help: Message.meant(near), at: name.span))
      return .unknown
    }
    let norms = model.norms.isEmpty ? "" : ", gamma1, beta1, running_mean1, running_var1 …"
    report(
      Message.memberUnknown(
        name.text, of: owner,
        help: count > 0
          ? "\(owner) has W1 … W\(count) and b1 … b\(count), likewise Z, A, dW and db\(norms)"
            + (members.isEmpty ? "" : "; of its training \(members.joined(separator: ", "))")
          : "\(owner) has no dense layers", at: name.span))
    return .unknown
  }

  /// `gamma1`, `running_var2`: the columns of the batch_norm layers, counted from 1.
  private func normPart(_ name: String, of model: ModelState) -> ValueType? {
    for word in ["gamma", "beta", "running_mean", "running_var"] where name.hasPrefix(word) {
      guard let number = Int(name.dropFirst(word.count)), model.norms.indices.contains(number - 1)
      else { return nil }
      let norm = model.norms[number - 1]
      let origin = Dimension.Origin(name: nil, creation: norm.statement, literal: nil)
      return laidOut(
        MatrixType(
          rows: Dimension(norm.units, origin: origin), columns: Dimension(1, origin: origin)))
    }
    return nil
  }

  /// The weights `W1` and biases `b1` of a dense layer, their gradients `dW1` and `db1`, and its
  /// sums `Z1` and activations `A1` for the training examples.
  private func densePart(_ name: String, of model: ModelState) -> ValueType? {
    guard let kind = ["dW", "db", "W", "b", "Z", "A"].first(where: { name.hasPrefix($0) }),
      let number = Int(name.dropFirst(kind.count)), model.dense.indices.contains(number - 1)
    else { return nil }
    let layer = model.dense[number - 1]
    let origin = Dimension.Origin(name: nil, creation: layer.statement, literal: layer.unitsSpan)
    let rows = Dimension(layer.units, origin: origin)
    let columns =
      switch kind {
      case "b", "db": Dimension(1, origin: origin)
      case "Z", "A": Dimension(nil)
      default:
        Dimension(
          number == 1 ? state.data?.description?.features : model.dense[number - 2].units,
          origin: origin)
      }
    return laidOut(MatrixType(rows: rows, columns: columns))
  }

  /// A matrix whose columns are examples, or transposed when the notebook has them in rows.
  func laidOut(_ matrix: MatrixType) -> ValueType {
    .matrix(layout == .columns ? matrix : matrix.transposed)
  }
}
