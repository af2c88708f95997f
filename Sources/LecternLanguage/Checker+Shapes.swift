import LecternText

extension ProgramChecker {
  /// The type of a call whose arguments are in their places.
  mutating func result(of call: BoundArguments) -> ValueType {
    let name = call.function.name
    let x = call.first?.type ?? .unknown
    switch call.function.rule {
    case .same:
      // The value of exp(-3) is not that of -3.
      if case .number = x { return .number(nil) }
      return x.isUnknown ? .unknown : x
    case .broadcast: return broadcast(call)
    case .reduction, .axisReduction, .sameWithAxis: return alongAxis(call)
    case .series:
      if case .matrix(let matrix) = x, matrix.isSurelyTwoDimensional {
        report(
          Message.typeMismatch(
            "x of \(name)", wants: "one row or one column", got: x,
            at: call.first?.expression.span ?? call.span))
        return .unknown
      }
      return x.isNumber ? .number(nil) : x
    case .pairToNumber:
      let names = call.function.parameters.map(\.name)
      if case (.matrix(let a), .matrix(let b)) = (call.type(names[0]), call.type(names[1])),
        a.conflicts(with: b)
      {
        report(
          Message.shapePair(
            name, call.expression(names[0]).map { text(of: $0.span) } ?? names[0], a,
            call.expression(names[1]).map { text(of: $0.span) } ?? names[1], b, at: call.span))
      }
      return .number(nil)
    case .filled, .filledLast:
      return filled(call, rows: call.values["rows"]?.first, columns: call.values["columns"]?.first)
    case .square:
      return filled(call, rows: call.values["n"]?.first, columns: call.values["n"]?.first)
    case .permutation, .row:
      return filled(call, rows: nil, columns: call.values["n"]?.first)
    case .reshape: return reshape(call)
    case .sliceRows, .sliceColumns: return slice(call)
    case .shape: return .matrix(MatrixType(rows: Dimension(1), columns: Dimension(2)))
    case .concat: return joined(call, sideBySide: true)
    case .stack: return joined(call, sideBySide: false)
    case .outer:
      let origin = Dimension.Origin(name: nil, creation: call.span, literal: nil)
      return limited(
        MatrixType(
          rows: Dimension(entryCount(call.type("a")), origin: origin),
          columns: Dimension(entryCount(call.type("b")), origin: origin)), call)
    case .diagonal: return diagonal(x)
    case .onehot:
      let rows = whole(call.type("classes"))
      let origin = Dimension.Origin(
        name: nil, creation: call.span, literal: call.expression("classes")?.span)
      let type = MatrixType(
        rows: Dimension(rows, origin: origin), columns: Dimension(entryCount(x)))
      return .matrix(layout == .columns ? type : type.transposed)
    case .measure:
      requireAnyRun(call)
      checkMeasure(name, of: call.type("run"), at: call.span)
      requireFit(call)
      if case .runs(let runs) = call.type("run") {
        let origin = Dimension.Origin(name: nil, creation: call.span, literal: nil)
        return .matrix(
          MatrixType(rows: Dimension(1), columns: Dimension(runs.count, origin: origin)))
      }
      return .number(nil)
    case .confusion:
      requireAnyRun(call)
      checkMeasure(name, of: call.type("run"), at: call.span)
      requireFit(call)
      let classes = Dimension(state.data?.classes)
      return .matrix(MatrixType(rows: classes, columns: classes))
    case .outputs:
      requireAnyRun(call)
      requireFit(call)
      var model: ModelState?
      let type = call.values["run"] == nil ? state.lastRun ?? .unknown : call.type("run")
      if case .run(let run) = type { model = run.model }
      let examples: Int? =
        switch call.type("examples") {
        case .split(let split): state.data?.splits[split]?.examples
        case .matrix(let matrix): layout == .columns ? matrix.columns.size : matrix.rows.size
        case .number: 1
        default: nil
        }
      let origin = Dimension.Origin(name: nil, creation: call.span, literal: nil)
      return laidOut(
        MatrixType(
          rows: Dimension(name == "predictions" ? 1 : model?.dense.last?.units, origin: origin),
          columns: Dimension(examples, origin: origin)))
    case .bestRun:
      guard case .runs(let runs) = x else { return x }
      return .run(runs)
    case .domain, .derivative: return .number(nil)
    }
  }

  private mutating func requireAnyRun(_ call: BoundArguments) {
    guard call.values["run"] == nil else { return }
    requireLatestRun(for: call.function.name, isOne: true, at: call.span)
  }

  /// Reports a call that measures a run on data which its network does not fit.
  private mutating func requireFit(_ call: BoundArguments) {
    let run = call.values["run"] == nil ? state.lastRun ?? .unknown : call.type("run")
    switch call.first?.type {
    case .matrix(let matrix)?:
      let features = (layout == .columns ? matrix.rows : matrix.columns).size
      guard case .run(let run) = run, let wanted = run.data?.description?.features, let features,
        features != wanted, let examples = call.first?.expression
      else { return }
      report(
        Message.runExamples(
          text(of: examples.span), matrix,
          run: call.expression("run").map { text(of: $0.span) } ?? run.name ?? "the latest run",
          wanted, layout, at: examples.span))
    case .number(.some)? where call.function.name == "top", .split?:
      requireFit(of: run, called: call.expression("run"), at: call.span)
    default: break
    }
  }

  /// Reports runs of a statement that measures them on data which their networks do not fit.
  mutating func requireFit(_ command: MatchedCommand) {
    guard let runs = command.values["RUN"] else {
      return requireFit(of: state.lastRun ?? .unknown, called: nil, at: command.span)
    }
    for run in runs { requireFit(of: quietType(run), called: run, at: run.span) }
  }

  private mutating func requireFit(
    of type: ValueType, called name: Expression?, at span: SourceSpan
  ) {
    let run: RunType
    switch type {
    case .run(let known), .runs(let known): run = known
    default: return
    }
    guard let learned = run.data, let old = learned.description, let data = state.data,
      let new = data.description, old.hasLabels, new.hasLabels
    else { return }
    let contrast: (learned: String, given: String)
    if old.features != new.features {
      contrast = ("\(old.features) features", "\(new.features)")
    } else if old.classNames != nil, new.classNames == nil {
      contrast = ("classes", "numbers as targets")
    } else if let known = old.classNames?.count, let given = new.classNames?.count, given > known {
      contrast = ("\(known) classes", "\(given)")
    } else {
      return
    }
    report(
      Message.runData(
        name.map { text(of: $0.span) } ?? run.name ?? "the latest run", contrast,
        learned: learned.statement, data: data.statement, at: span))
  }

  /// Reports that nothing is trained yet, or several runs where one is wanted.
  mutating func requireLatestRun(for what: String, isOne: Bool = false, at span: SourceSpan) {
    use(.lastRun)
    guard let lastRun = state.lastRun else {
      report(Message.runMissing(what, at: span))
      state.lastRun = .unknown
      return
    }
    if isOne, case .runs(let runs) = lastRun, let count = runs.count, count > 1 {
      report(Message.runSeveral(runs.name, what, at: span))
    }
  }

  // MARK: - Rules

  private mutating func broadcast(_ call: BoundArguments) -> ValueType {
    var result: (type: ValueType, expression: Expression)?
    var constants: [Double?] = []
    for parameter in call.function.parameters {
      guard let (expression, type) = call.values[parameter.name]?.first else { continue }
      constants.append(type.constant)
      if type.isUnknown { return .unknown }
      guard case .matrix(let matrix) = type else {
        if result == nil { result = (.number(nil), expression) }
        continue
      }
      guard let (old, first) = result, case .matrix(let before) = old else {
        result = (type, expression)
        continue
      }
      let joined = broadcast(before, matrix, first, expression, "and", at: call.span)
      if joined.isUnknown { return .unknown }
      result = (joined, expression)
    }
    return result?.type ?? .unknown
  }

  private mutating func alongAxis(_ call: BoundArguments) -> ValueType {
    let x = call.first?.type ?? .unknown
    guard case .matrix(let matrix) = x else { return x.isUnknown ? .unknown : .number(nil) }
    let keepsShape = call.function.rule == .sameWithAxis
    guard let axis = call.values["axis"]?.first else {
      if call.function.rule != .reduction, matrix.isSurelyTwoDimensional {
        report(
          Message.axisMissing(
            call.function.name, call.first.map { text(of: $0.expression.span) } ?? "x",
            matrix, at: call.span))
        return .unknown
      }
      return keepsShape ? x : .number(nil)
    }
    if keepsShape { return x }
    switch axis.type.constant {
    case 0: return .matrix(MatrixType(rows: Dimension(1), columns: matrix.columns))
    case 1: return .matrix(MatrixType(rows: matrix.rows, columns: Dimension(1)))
    default: return .matrix(.unknown)
    }
  }

  private typealias SizeArgument = (expression: Expression, type: ValueType)

  private mutating func filled(
    _ call: BoundArguments, rows: SizeArgument?, columns: SizeArgument?
  ) -> ValueType {
    func dimension(_ argument: SizeArgument?) -> Dimension {
      guard let argument else { return Dimension(1) }
      return Dimension(
        whole(argument.type),
        origin: Dimension.Origin(
          name: nil, creation: call.span, literal: argument.expression.span))
    }
    return limited(MatrixType(rows: dimension(rows), columns: dimension(columns)), call)
  }

  private mutating func limited(_ type: MatrixType, _ call: BoundArguments) -> ValueType {
    guard isSizeAllowed(type) else {
      report(Message.matrixSize(call.function.name, type, at: call.span))
      return .unknown
    }
    return .matrix(type)
  }

  /// Few enough entries that a slip of the pen does not take the machine's memory.
  private func isSizeAllowed(_ type: MatrixType) -> Bool {
    let (product, overflow) = (type.rows.size ?? 1).multipliedReportingOverflow(
      by: type.columns.size ?? 1)
    return !overflow && product <= FunctionTable.largestMatrix
  }

  private mutating func reshape(_ call: BoundArguments) -> ValueType {
    let result = filled(
      call, rows: call.values["rows"]?.first, columns: call.values["columns"]?.first)
    guard case .matrix(let new) = result, case .matrix(let old) = call.type("x"),
      let before = entryCount(.matrix(old)), let after = entryCount(.matrix(new)), before != after
    else { return result }
    report(Message.shapeReshape(old, new, at: call.span))
    return .unknown
  }

  private mutating func slice(_ call: BoundArguments) -> ValueType {
    guard case .matrix(let matrix) = call.type("x") else { return .unknown }
    let isRows = call.function.rule == .sliceRows
    let length = isRows ? matrix.rows : matrix.columns
    var count: Int?
    if let first = whole(call.type("first")), let last = whole(call.type("last")) {
      if first > last {
        report(Message.rangeEmpty(first, last, at: call.span))
        return .unknown
      }
      if let size = length.size, last >= size {
        report(
          Message.indexRange(
            last, length: size, at: call.expression("last")?.span ?? call.span))
        return .unknown
      }
      count = last - first + 1
    }
    return .matrix(
      isRows
        ? MatrixType(rows: Dimension(count), columns: matrix.columns)
        : MatrixType(rows: matrix.rows, columns: Dimension(count)))
  }

  private mutating func joined(_ call: BoundArguments, sideBySide: Bool) -> ValueType {
    var parts: [Part] = []
    for (expression, type) in call.values["x"] ?? [] {
      var matrix = MatrixType(rows: Dimension(1), columns: Dimension(1))
      switch type {
      case .matrix(let known): matrix = known
      case .number, .boolean: break
      default: return .unknown
      }
      parts.append(Part(matrix: matrix, text: text(of: expression.span)))
    }
    guard let whole = join(parts, sideBySide: sideBySide, what: call.function.name, at: call.span)
    else { return .unknown }
    return limited(whole, call)
  }

  /// A matrix that others stand beside, as written.
  struct Part {
    let matrix: MatrixType
    let text: String
  }

  /// The type of matrices beside or below each other; nil when they do not fit.
  mutating func join(
    _ parts: [Part], sideBySide: Bool, what: String, at span: SourceSpan
  ) -> MatrixType? {
    var common: (dimension: Dimension, part: Part)?
    var total: Int? = 0
    for part in parts {
      let shared = sideBySide ? part.matrix.rows : part.matrix.columns
      let summed = sideBySide ? part.matrix.columns : part.matrix.rows
      if let common, common.dimension.conflicts(with: shared) {
        report(
          Message.shapePair(
            what, common.part.text, common.part.matrix, part.text, part.matrix, at: span))
        return nil
      }
      if common?.dimension.size == nil { common = (shared, part) }
      total = total.flatMap { sum in summed.size.flatMap { Self.sum(sum, $0) } }
    }
    let origin = Dimension.Origin(name: nil, creation: span, literal: nil)
    let length = Dimension(total, origin: origin)
    let shared = common?.dimension ?? Dimension(nil)
    // A list of one condition is that condition.
    let isCondition = parts.count == 1 && parts[0].matrix.isCondition
    return sideBySide
      ? MatrixType(rows: shared, columns: length, isCondition: isCondition)
      : MatrixType(rows: length, columns: shared, isCondition: isCondition)
  }

  private static func sum(_ a: Int, _ b: Int) -> Int? {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? nil : sum
  }

  private func diagonal(_ x: ValueType) -> ValueType {
    guard case .matrix(let matrix) = x, matrix.isFullyKnown, let rows = matrix.rows.size,
      let columns = matrix.columns.size
    else { return x.isMatrix ? .matrix(.unknown) : .unknown }
    if matrix.isVector {
      let size = Dimension(max(rows, columns), origin: matrix.rows.origin)
      return .matrix(MatrixType(rows: size, columns: size))
    }
    return .matrix(MatrixType(rows: Dimension(min(rows, columns)), columns: Dimension(1)))
  }

  private func entryCount(_ type: ValueType) -> Int? {
    switch type {
    case .number, .boolean: return 1
    case .matrix(let matrix):
      guard let rows = matrix.rows.size, let columns = matrix.columns.size else { return nil }
      let (product, overflow) = rows.multipliedReportingOverflow(by: columns)
      return overflow ? nil : product
    default: return nil
    }
  }

  private func whole(_ type: ValueType) -> Int? { type.constant.flatMap(Int.init(exactly:)) }
}
