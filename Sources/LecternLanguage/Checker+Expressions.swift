import LecternText

extension ProgramChecker {
  /// The type of an expression; mistakes in it are reported.
  ///
  /// Left-leaning chains such as `1 + 1 + …` or `A.T.T` are followed in a loop, so that their
  /// length is bounded by memory and not by the stack.
  mutating func infer(_ expression: Expression) -> ValueType {
    var spine: [Expression] = []
    var base = expression
    descend: while true {
      switch base.kind {
      case .binary(_, let left, _):
        spine.append(base)
        base = left
      case .unary(_, let value), .transpose(let value), .member(let value, _),
        .index(let value, _):
        spine.append(base)
        base = value
      default: break descend
      }
    }
    var type = inferBase(base)
    var inner = base
    while let node = spine.popLast() {
      type = step(node, inner, type)
      inner = node
    }
    return type
  }

  /// One step up the spine: the type of `node`, whose leftmost operand has the type `type`.
  private mutating func step(_ node: Expression, _ operand: Expression, _ type: ValueType)
    -> ValueType
  {
    switch node.kind {
    case .binary(let operation, _, let right):
      let rightType = infer(right)
      return combine(operation, operand, type, right, rightType, at: node.span)
    case .unary(let operation, _): return apply(operation, to: type, at: operand.span)
    case .transpose:
      switch type {
      case .matrix(let matrix): return .matrix(matrix.transposed)
      case .number, .unknown: return type
      default:
        report(Message.typeMismatch(".T", wants: "a matrix", got: type, at: operand.span))
        return .unknown
      }
    case .member(_, let name): return member(name, of: type, operand)
    case .index(_, let items): return indexed(type, items, at: node.span, base: operand.span)
    default: return .unknown
    }
  }

  private mutating func inferBase(_ expression: Expression) -> ValueType {
    switch expression.kind {
    case .number(let value, _): return .number(value)
    case .string(let text): return .string(text)
    case .size:
      report(Message.sizeMisplaced(text(of: expression.span), at: expression.span))
      return .unknown
    case .name(let name): return resolve(name, at: expression.span)
    case .matrix(let rows): return matrix(of: rows, at: expression.span)
    case .call(let name, let arguments): return call(name, arguments, at: expression.span)
    case .range(let first, let last):
      report(Message.rangeMisplaced(text(of: expression.span), at: expression.span))
      _ = infer(first)
      _ = infer(last)
      return .unknown
    default: return .unknown
    }
  }

  // MARK: - Names

  mutating func resolve(_ name: String, at span: SourceSpan) -> ValueType {
    if let type = formulaNames[name] { return type }
    if let variable = state.variables[name] {
      readNames.insert(name)
      if !variable.isParameter { use(.variable(name)) }
      return variable.type
    }
    if state.silencedNames.contains(name) { return .unknown }
    switch name {
    case "π": return .number(Double.pi)
    case "e": return .number(2.718281828459045)
    case "yes", "no", "true", "false": return .boolean
    case "train", "dev", "test":
      return requireSplit(name, at: span) ? .split(name) : .unknown
    case "features", "classes", "m": return sizeOfData(name, at: span)
    default: break
    }
    if let run = state.runs[name] {
      use(.run(name))
      return run
    }
    if state.models[name] != nil {
      use(.model(name))
      return .model(name)
    }
    reportUnknown(name, at: span)
    return .unknown
  }

  private mutating func sizeOfData(_ name: String, at span: SourceSpan) -> ValueType {
    guard let data = state.data else {
      report(Message.dataMissing("\(name) is known", at: span))
      return .unknown
    }
    use(.data)
    switch name {
    case "features": return .number(data.description.map { Double($0.features) })
    case "m": return .number(data.splits["train"]?.examples.map(Double.init))
    default:
      if data.hasNumericTarget {
        report(Message.targetNumeric("classes", data: data.statement, at: span))
        return .unknown
      }
      return .number(data.classes.map(Double.init))
    }
  }

  private mutating func reportUnknown(_ name: String, at span: SourceSpan) {
    let defined = state.variables.keys.filter { !$0.hasPrefix("_") }
    var candidates = Set(state.variables.keys)
    candidates.formUnion(state.runs.keys)
    candidates.formUnion(state.models.keys)
    candidates.formUnion(formulaNames.keys)
    var nearest = self.nearest(to: name, among: candidates)
    if nearest == nil {
      nearest = self.nearest(to: name, among: ["classes", "features"] + Vocabulary.splits)
    }
    var hint: String?
    if name == "epoch" || name == "iteration" {
      hint = "\(name) has a value only in formulas of train: lr=0.2/(1 + \(name))"
    } else if let function = FunctionTable.entry(named: name) {
      hint = "\(name) is a function: \(function.example)"
    } else if name == "pi" {
      nearest = "π"
    }
    report(
      Message.nameUnknown(
        name, defined: Suggestion.list(defined), nearest: nearest, hint: hint, at: span))
    // One report a name is enough.
    state.silencedNames.insert(name)
  }

  /// True when a split exists or may exist.
  mutating func requireSplit(_ name: String, at span: SourceSpan) -> Bool {
    guard let data = state.data else {
      report(Message.dataMissing("\(name) exists", at: span))
      return false
    }
    use(.data)
    if data.isUncertain || data.splits[name] != nil { return true }
    report(
      Message.splitMissing(
        name, existing: data.splits.keys.sorted(), data: data.statement, at: span))
    return false
  }

  // MARK: - Lists and members

  private mutating func matrix(of rows: [[Expression]], at span: SourceSpan) -> ValueType {
    var width: (count: Int, row: [Expression])?
    var isRagged = false
    for row in rows {
      for entry in row {
        switch infer(entry) {
        case .number, .unknown, .boolean: break
        case let type:
          report(Message.matrixEntry(got: type, at: entry.span))
        }
      }
      if let width, width.count != row.count {
        if !isRagged, let first = row.first, let last = row.last {
          report(
            Message.matrixRagged(
              row.count, but: width.count, at: first.span.union(last.span)))
        }
        isRagged = true
      }
      if width == nil { width = (row.count, row) }
    }
    guard !isRagged else { return .unknown }
    let origin = Dimension.Origin(name: nil, creation: span, literal: nil)
    return .matrix(
      MatrixType(
        rows: Dimension(rows.count, origin: origin),
        columns: Dimension(width?.count ?? 0, origin: origin)))
  }

  private mutating func member(_ name: Name, of type: ValueType, _ owner: Expression) -> ValueType {
    switch type {
    case .unknown: return .unknown
    case .split(let split): return splitMember(name, split)
    case .model(let model):
      guard let known = state.models[model] else { return .unknown }
      use(.trained(model))
      return part(name, of: known, owner: model)
    case .run(let run):
      switch name.text {
      case "cost": return .matrix(MatrixType(rows: Dimension(1), columns: Dimension(nil)))
      case "epochs", "iterations": return .number(nil)
      default:
        guard let model = run.model else { return .unknown }
        var result = part(name, of: model, owner: text(of: owner.span))
        if run.varies, case .matrix = result { result = .matrix(.unknown) }
        return result
      }
    case .runs:
      let runs = text(of: owner.span)
      report(
        Message.memberUnknown(
          name.text, of: "several runs",
          help: "best(\(runs)).\(name.text)   or   \(runs)[0].\(name.text)",
          at: name.span))
      return .unknown
    case .matrix, .number, .boolean, .string:
      report(
        Message.memberUnknown(
          name.text, of: type.noun, help: name.text == "t" ? ".T transposes" : nil, at: name.span))
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
      return .matrix(
        MatrixType(
          rows: Dimension(data.description?.features, origin: origin), columns: examples))
    case "Y":
      let rows = data.hasNumericTarget ? 1 : data.classes
      return .matrix(MatrixType(rows: Dimension(rows, origin: origin), columns: examples))
    case "y":
      return .matrix(MatrixType(rows: Dimension(1, origin: origin), columns: examples))
    case "m": return .number(place?.examples.map(Double.init))
    default:
      report(
        Message.memberUnknown(
          name.text, of: split,
          help: "\(split).X, \(split).Y (one row a class), \(split).y (labels), \(split).m",
          at: name.span))
      return .unknown
    }
  }

  /// `gamma1`, `running_var2`: the columns of the batch_norm layers, counted from 1.
  private func normPart(_ name: String, of model: ModelState) -> ValueType? {
    for word in ["gamma", "beta", "running_mean", "running_var"] where name.hasPrefix(word) {
      guard let number = Int(name.dropFirst(word.count)), model.norms.indices.contains(number - 1)
      else { return nil }
      let norm = model.norms[number - 1]
      let origin = Dimension.Origin(name: nil, creation: norm.statement, literal: nil)
      return .matrix(
        MatrixType(
          rows: Dimension(norm.units, origin: origin), columns: Dimension(1, origin: origin)))
    }
    return nil
  }

  /// `Z1`, `A1`: what a dense layer makes of the training examples; `dW1`, `db1`: the gradient there.
  private func passPart(_ name: String, of model: ModelState) -> ValueType? {
    guard let kind = ["dW", "db", "Z", "A"].first(where: { name.hasPrefix($0) }),
      let number = Int(name.dropFirst(kind.count)), model.dense.indices.contains(number - 1)
    else { return nil }
    let layer = model.dense[number - 1]
    let origin = Dimension.Origin(name: nil, creation: layer.statement, literal: layer.unitsSpan)
    let inputs = number > 1 ? model.dense[number - 2].units : state.data?.description?.features
    let columns: Int? =
      switch kind {
      case "dW": inputs
      case "db": 1
      // A run may have trained on the first examples only.
      default: nil
      }
    return .matrix(
      MatrixType(
        rows: Dimension(layer.units, origin: origin),
        columns: Dimension(columns, origin: origin)))
  }

  /// `W1`, `b1`: the weights and biases of the dense layers, counted from 1.
  private mutating func part(_ name: Name, of model: ModelState, owner: String) -> ValueType {
    guard !model.isUncertain else { return .unknown }
    if let scale = normPart(name.text, of: model) { return scale }
    if let value = passPart(name.text, of: model) { return value }
    let count = model.dense.count
    guard let kind = name.text.first, kind == "W" || kind == "b",
      let number = Int(name.text.dropFirst()), (1...max(1, count)).contains(number), count > 0
    else {
      report(
        Message.memberUnknown(
          name.text, of: owner,
          help: count > 0
            ? "\(owner) has W1 … W\(count) and b1 … b\(count)"
              + (model.norms.isEmpty ? "" : ", gamma1, beta1, running_mean1, running_var1 …")
            : "\(owner) has no dense layers",
          at: name.span))
      return .unknown
    }
    let layer = model.dense[number - 1]
    let origin = Dimension.Origin(name: nil, creation: layer.statement, literal: layer.unitsSpan)
    let rows = Dimension(layer.units, origin: origin)
    if kind == "b" {
      return .matrix(MatrixType(rows: rows, columns: Dimension(1, origin: origin)))
    }
    let inputs = number == 1 ? state.data?.description?.features : model.dense[number - 2].units
    return .matrix(MatrixType(rows: rows, columns: Dimension(inputs, origin: origin)))
  }
}
