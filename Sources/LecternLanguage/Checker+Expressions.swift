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
      case .parameter: return .unknown
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
    if let variable = scopes.last?.variables[name] {
      warnOfBranch(variable, at: span)
      return variable.type
    }
    if let variable = state.variables[name] {
      readNames.insert(name)
      state.unreadSeries[name] = nil
      if !variable.isParameter { use(.variable(name)) }
      warnOfBranch(variable, at: span)
      return variable.type
    }
    if state.silencedNames.contains(name) { return .unknown }
    switch name {
    case "π" where state.runs[name] == nil: return .number(Double.pi)
    case "e" where state.runs[name] == nil && state.models[name] == nil:
      return .number(2.718281828459045)
    case "yes", "true": return .boolean(true)
    case "no", "false": return .boolean(false)
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
    // A function may read what is defined after it and before its first call.
    if scopes.last?.isDefinition == true, laterNames.contains(name) { return .unknown }
    reportUnknown(name, at: span)
    return .unknown
  }

  /// Warns, once a name, that one branch alone gives it a value.
  private mutating func warnOfBranch(_ variable: Variable, at span: SourceSpan) {
    guard let branch = variable.branch else { return }
    if scopes.isEmpty {
      state.variables[variable.name.text]?.branch = nil
    } else {
      scopes[scopes.count - 1].variables[variable.name.text]?.branch = nil
    }
    report(Message.nameBranch(variable.name.text, branch: branch, at: span))
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
    // A blank of a cell may become anything.
    if Token.isBlank(name), !pieces[current].isInline { return }
    let defined = state.variables.keys.filter { !$0.hasPrefix("_") }
    var candidates = Set(state.variables.keys)
    candidates.formUnion(state.runs.keys)
    candidates.formUnion(state.models.keys)
    candidates.formUnion(formulaNames.keys)
    candidates.formUnion(scopes.last?.variables.keys ?? [:].keys)
    let parts = state.data == nil ? [] : ["train.X", "train.y", "test.X", "test.y"]
    let others = ["classes", "features", "true", "false", "π"] + Vocabulary.splits + parts
    var nearest = ForeignNames.meaning(of: name, among: others).map {
      Suggestion($0, isCertain: name.count > 2)
    }
    if nearest == nil { nearest = self.nearest(to: name, among: candidates) }
    if nearest == nil { nearest = self.nearest(to: name, among: others) }
    var hint: String?
    if let line = line(naming: name, below: span) {
      report(Message.nameLater(name, line, at: span))
      state.silencedNames.insert(name)
      return
    }
    if nearest == nil, let spelling = ForeignNames.spelling(of: name) { hint = spelling }
    if Token.isBlank(name) {
      hint = "a blank stands in a cell, where it leaves an exercise open"
    } else if name == "epoch" || name == "iteration" {
      hint = "\(name) has a value only in formulas of train: lr=0.2/(1 + \(name))"
    } else if let function = FunctionTable.entry(named: name) {
      hint = "\(name) is a function: \(function.example)"
    } else if pendingRecords[name] != nil {
      hint = "\(name) is being recorded here; its values can be read after the loop"
    }
    report(
      Message.nameUnknown(
        name, defined: Suggestion.list(defined), nearest: nearest, hint: hint, at: span))
    // One report a name is enough; a blank is none.
    if !Token.isBlank(name) { state.silencedNames.insert(name) }
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
    if rows.contains(where: { $0.contains { $0.isRange } }) { return blocks(of: rows, at: span) }
    var hasBlocks = false
    var hasUnknown = false
    for row in rows {
      for entry in row {
        switch infer(entry) {
        case .number, .boolean: break
        case .unknown, .parameter: hasUnknown = true
        case .matrix: hasBlocks = true
        case let type:
          report(Message.matrixEntry(got: type, at: entry.span))
        }
      }
    }
    if hasBlocks { return blocks(of: rows, at: span) }
    for row in rows {
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
    // What is not known may be a matrix of any size.
    if hasUnknown { return .matrix(.unknown) }
    let origin = Dimension.Origin(name: nil, creation: span, literal: nil)
    return .matrix(
      MatrixType(
        rows: Dimension(rows.count, origin: origin),
        columns: Dimension(width?.count ?? 0, origin: origin)))
  }

  /// The type of `[A, b; C, d]`, matrices beside and below each other; a range is a row.
  private mutating func blocks(of rows: [[Expression]], at span: SourceSpan) -> ValueType {
    var parts: [Part] = []
    for row in rows {
      var entries: [Part] = []
      for entry in row {
        guard let part = block(entry) else { return .unknown }
        entries.append(part)
      }
      guard let line = join(entries, sideBySide: true, what: "[…]", at: span) else {
        return .unknown
      }
      parts.append(Part(matrix: line, text: entries[0].text + (row.count > 1 ? ", …" : "")))
    }
    guard let whole = join(parts, sideBySide: false, what: "[…]", at: span) else { return .unknown }
    return .matrix(whole)
  }

  private mutating func block(_ entry: Expression) -> Part? {
    let origin = Dimension.Origin(name: nil, creation: entry.span, literal: nil)
    let text = text(of: entry.span)
    if case .range(let first, let last) = entry.kind {
      let low = number(first, "a range").constant
      let high = number(last, "a range").constant
      let count = low.flatMap { low in high.map { Int.count(from: low, to: $0) } }
      if let low, let high, low > high {
        report(Message.rangeEmpty(Int(clamping: low), Int(clamping: high), at: entry.span))
        return nil
      }
      return Part(
        matrix: MatrixType(rows: Dimension(1), columns: Dimension(count, origin: origin)),
        text: text)
    }
    // What the entry is has been seen and reported.
    switch quietly({ $0.infer(entry) }) {
    case .matrix(let matrix): return Part(matrix: matrix, text: text)
    case .number, .boolean:
      return Part(matrix: MatrixType(rows: Dimension(1), columns: Dimension(1)), text: text)
    default: return nil
    }
  }
}

extension Expression {
  fileprivate var isRange: Bool { if case .range = kind { true } else { false } }
}
